//! The headers that every answer of both sites carries, so that a browser runs and loads nothing that is not ours.
//! They are no excuse to leave a value unescaped.

/// What a page may load: our style sheet and our pictures. No script runs at all, no other host is asked.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
     script-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Headers for every answer, by name and value.
pub const SECURITY_HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("x-frame-options", "DENY"),
];

/// How long a browser may keep what lies under a path with its digest: as long as it likes.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// For pages that depend on who asks.
pub const NO_STORE: &str = "no-store";
