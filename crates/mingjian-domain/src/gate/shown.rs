//! A value as the public sees it: as it is, masked, or not at all and why.
//! It cannot hold what it withholds: the value is gone, not hidden.

use serde::{Deserialize, Serialize};

/// A value as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Shown<T> {
    /// As it is.
    Public {
        /// The value.
        value: T,
    },
    /// After masking.
    Masked {
        /// What is left of it.
        value: T,
        /// The articles by which the rest is hidden, in words.
        basis: String,
    },
    /// Not at all.
    Withheld {
        /// The articles, in words.
        basis: String,
    },
}

impl<T> Shown<T> {
    /// What can be read of it.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Public { value } | Self::Masked { value, .. } => Some(value),
            Self::Withheld { .. } => None,
        }
    }

    /// The articles by which something of it is hidden.
    pub fn hidden_by(&self) -> Option<&str> {
        match self {
            Self::Public { .. } => None,
            Self::Masked { basis, .. } | Self::Withheld { basis } => Some(basis),
        }
    }

    /// Whether nothing of it can be read.
    pub const fn is_withheld(&self) -> bool {
        matches!(self, Self::Withheld { .. })
    }
}
