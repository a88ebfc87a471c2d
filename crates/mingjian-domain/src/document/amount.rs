//! Amounts as documents print them, in figures and in capitals, frozen together.
//! It calculates nothing.

use serde::{Deserialize, Deserializer, Serialize};

use crate::value::money::Fen;

/// An amount with both of its printed forms; they are computed and cannot disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Amount {
    fen: Fen,
    figures: String,
    capitals: String,
}

impl Amount {
    /// The amount.
    pub fn fen(&self) -> Fen {
        self.fen
    }

    /// In figures: 5030.40元.
    pub fn figures(&self) -> &str {
        &self.figures
    }

    /// In capitals: 伍仟零叁拾元肆角.
    pub fn capitals(&self) -> &str {
        &self.capitals
    }
}

impl From<Fen> for Amount {
    fn from(fen: Fen) -> Self {
        Self { fen, figures: fen.yuan_text(), capitals: fen.capitals() }
    }
}

impl<'de> Deserialize<'de> for Amount {
    /// Takes the fen and computes the rest, so that stored data cannot say two things.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Stored {
            fen: Fen,
        }
        Stored::deserialize(deserializer).map(|stored| stored.fen.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_forms_always_follow_the_fen() {
        let stored = r#"{"fen":503040,"figures":"1元","capitals":"壹元整"}"#;
        let amount: Amount = serde_json::from_str(stored).unwrap();
        assert_eq!((amount.figures(), amount.capitals()), ("5030.40元", "伍仟零叁拾元肆角"));
    }
}
