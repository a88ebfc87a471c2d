//! The QR code of a verification address, as SVG.
//! It does not make the address.

use mingjian_domain::document::render::RenderError;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// A code that still reads when a quarter of it is lost: paper is folded, stamped and photographed.
pub(crate) fn code(address: &str) -> Result<String, RenderError> {
    let code = QrCode::with_error_correction_level(address, EcLevel::Q)
        .map_err(|error| RenderError::Export(format!("核验二维码内容过长（{error}）")))?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(200, 200).quiet_zone(false).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_no_code_can_hold_is_refused() {
        assert!(code("https://example.invalid/v/ABCD").unwrap().contains("<svg"));
        assert!(code(&"x".repeat(4000)).unwrap_err().to_string().contains("过长"));
    }
}
