-- Why: before a proceeding can be opened, the database must know its own key, the law packs in force, the bodies that
-- enforce (organ, entrusted body, department), the people who act for them, and their certificates on the day of an act.

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- Every law pack that was ever loaded is kept: each journal entry names the one that it followed.
CREATE TABLE packs (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    name TEXT NOT NULL CHECK (name <> ''),
    bytes BLOB NOT NULL,
    loaded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE organs (
    id BLOB NOT NULL PRIMARY KEY,
    parent_id BLOB REFERENCES organs (id),
    kind TEXT NOT NULL CHECK (kind IN ('organ', 'entrusted-body', 'department')),
    name TEXT NOT NULL CHECK (name <> ''),
    credit_code TEXT UNIQUE,
    region TEXT,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK (kind <> 'department' OR parent_id IS NOT NULL)
) STRICT;
CREATE INDEX organs_by_parent ON organs (parent_id);

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE CHECK (login <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    password_hash TEXT NOT NULL,
    password_changed_at INTEGER NOT NULL,
    organ_id BLOB NOT NULL REFERENCES organs (id),
    department_id BLOB REFERENCES organs (id),
    law_qualification TEXT,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    failures INTEGER NOT NULL,
    locked_until INTEGER,
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX users_by_organ ON users (organ_id, login);

CREATE TABLE user_roles (
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role <> ''),
    PRIMARY KEY (user_id, role)
) STRICT;
CREATE INDEX user_roles_by_role ON user_roles (role);

CREATE TABLE entrustments (
    id BLOB NOT NULL PRIMARY KEY,
    organ_id BLOB NOT NULL REFERENCES organs (id),
    body_id BLOB NOT NULL REFERENCES organs (id),
    number TEXT NOT NULL,
    matters TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    published_on TEXT,
    revoked_on TEXT,
    scan_hash BLOB CHECK (length(scan_hash) = 32),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK (from_on <= to_on)
) STRICT;
CREATE INDEX entrustments_by_bodies ON entrustments (organ_id, body_id);

CREATE TABLE officers (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB UNIQUE REFERENCES users (id),
    organ_id BLOB NOT NULL REFERENCES organs (id),
    name TEXT NOT NULL CHECK (name <> ''),
    post TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX officers_by_organ ON officers (organ_id);

CREATE TABLE certificates (
    number TEXT NOT NULL PRIMARY KEY CHECK (number <> ''),
    officer_id BLOB NOT NULL REFERENCES officers (id),
    issuer TEXT NOT NULL,
    area TEXT NOT NULL,
    valid_from_on TEXT NOT NULL,
    valid_to_on TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CHECK (valid_from_on <= valid_to_on)
) STRICT;
CREATE INDEX certificates_by_officer ON certificates (officer_id);

-- Suspended, restored, revoked: kept as dated changes, because an act of last year is judged by last year's certificate.
CREATE TABLE certificate_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL REFERENCES certificates (number),
    changed_on TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('valid', 'suspended', 'revoked')),
    reason TEXT NOT NULL,
    recorded_by BLOB NOT NULL REFERENCES users (id),
    recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX certificate_changes_by_certificate ON certificate_changes (number, changed_on);

-- Rules of law whose text was not seen bind nobody until the body's legal unit confirms them by name, date and scan.
CREATE TABLE confirmations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL CHECK (rule <> ''),
    pack_hash BLOB NOT NULL REFERENCES packs (hash),
    person TEXT NOT NULL CHECK (person <> ''),
    confirmed_on TEXT NOT NULL,
    scan_hash BLOB NOT NULL CHECK (length(scan_hash) = 32),
    source TEXT NOT NULL CHECK (source IN ('real', 'demo')),
    recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX confirmations_by_rule ON confirmations (rule);

-- Only the hash of what the browser or the client holds is kept, so a stolen copy of the database logs nobody in.
CREATE TABLE sessions (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id BLOB NOT NULL REFERENCES users (id),
    sealed_csrf_secret BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE tokens (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id BLOB NOT NULL REFERENCES users (id),
    label TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE INDEX tokens_by_user ON tokens (user_id);
