//! Where a database is, as an administrator writes it.
//! It opens nothing, and never shows a password.

use std::path::PathBuf;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

/// Where a database is.
#[derive(Clone)]
pub enum Address {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// A database of a PostgreSQL server.
    Postgres(Box<PgConnectOptions>),
}

/// The address is not understood; its text is not repeated, it may hold a password.
#[derive(Debug, thiserror::Error)]
#[error("无法识别数据库地址：应为“sqlite:文件路径”或“postgres://用户:口令@主机:端口/库名”")]
pub struct AddressError;

impl FromStr for Address {
    type Err = AddressError;

    /// Reads `sqlite:FILE` or `postgres://…`; a database in memory is refused, each connection would have its own.
    fn from_str(text: &str) -> Result<Self, AddressError> {
        if let Some(file) = text.strip_prefix("sqlite:") {
            let file = file.strip_prefix("//").unwrap_or(file);
            let refused = file.is_empty() || file.starts_with(":memory:");
            return if refused { Err(AddressError) } else { Ok(Self::Sqlite(file.into())) };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            // The parser's error may repeat the address and its password.
            return text.parse().ok().map(|options| Self::Postgres(Box::new(options))).ok_or(AddressError);
        }
        Err(AddressError)
    }
}

/// Without user and password, for logs.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "sqlite:{}", file.display()),
            Self::Postgres(options) => {
                let database = options.get_database().unwrap_or_default();
                write!(f, "postgres://{}:{}/{database}", options.get_host(), options.get_port())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_file_or_a_server_and_nothing_else() {
        let file: Address = "sqlite:/srv/data/mingjian.db".parse().unwrap();
        assert_eq!(format!("{file:?}"), "sqlite:/srv/data/mingjian.db");
        let server: Address = "postgres://clerk:secret@db.example/cases".parse().unwrap();
        assert_eq!(format!("{server:?}"), "postgres://db.example:5432/cases");
        for wrong in ["", "sqlite:", "sqlite::memory:", "mysql://x/y", "/srv/mingjian.db"] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_message_about_a_wrong_address_does_not_repeat_its_password() {
        let error = "postgres://clerk:secret@db.example:port/cases".parse::<Address>().unwrap_err();
        assert!(!error.to_string().contains("secret"));
    }
}
