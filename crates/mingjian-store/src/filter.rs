//! Builds the few queries whose conditions vary, with `$n` placeholders on both engines.
//! No value ever enters the text: it is bound, and the text is made of constants only.

use chrono::NaiveDate;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow};
use uuid::Uuid;

use crate::database::ReadTx;
use crate::error::StoreError;

/// A value that waits to be bound.
#[derive(Debug, Clone)]
pub(crate) enum Argument {
    Uuid(Uuid),
    Text(String),
    Integer(i64),
    Date(NaiveDate),
    Bytes(Vec<u8>),
}

impl From<Uuid> for Argument {
    fn from(value: Uuid) -> Self {
        Self::Uuid(value)
    }
}

impl From<&str> for Argument {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Argument {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<i64> for Argument {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<NaiveDate> for Argument {
    fn from(value: NaiveDate) -> Self {
        Self::Date(value)
    }
}

impl From<Vec<u8>> for Argument {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

/// A query in the making.
#[derive(Debug)]
pub(crate) struct Query {
    sql: String,
    arguments: Vec<Argument>,
}

impl Query {
    /// Starts with a constant text.
    pub(crate) fn new(head: &'static str) -> Self {
        Self { sql: head.to_owned(), arguments: Vec::new() }
    }

    /// Appends a constant text.
    pub(crate) fn push(&mut self, sql: &'static str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    /// Appends a placeholder and keeps its value.
    pub(crate) fn bind(&mut self, value: impl Into<Argument>) -> &mut Self {
        self.arguments.push(value.into());
        self.sql.push('$');
        self.sql.push_str(&self.arguments.len().to_string());
        self
    }

    /// Appends `($1, $2, …)`; an empty list matches nothing.
    pub(crate) fn list<T: Into<Argument>>(&mut self, values: impl Iterator<Item = T>) -> &mut Self {
        self.sql.push('(');
        let mut empty = true;
        for value in values {
            if !empty {
                self.sql.push_str(", ");
            }
            self.bind(value);
            empty = false;
        }
        self.push(if empty { "NULL)" } else { ")" })
    }

    /// Appends a condition that the column holds the text anywhere.
    ///
    /// Taking the text out changes what holds it: the one form of this question that both engines answer alike, byte
    /// by byte and without LIKE. No index serves it; lists are bounded by their scope. How long that
    /// takes for a large body has not been measured.
    pub(crate) fn contains(&mut self, column: &'static str, text: &str) -> &mut Self {
        self.push("REPLACE(").push(column).push(", ").bind(text).push(", '') <> ").push(column)
    }

    /// Runs the query.
    pub(crate) async fn fetch_all<T>(self, tx: &mut ReadTx) -> Result<Vec<T>, StoreError>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let Self { sql, arguments } = self;
        let rows = on!(tx, |connection| {
            let mut query = sqlx::query_as::<_, T>(AssertSqlSafe(sql));
            for argument in arguments {
                query = match argument {
                    Argument::Uuid(value) => query.bind(value),
                    Argument::Text(value) => query.bind(value),
                    Argument::Integer(value) => query.bind(value),
                    Argument::Date(value) => query.bind(value),
                    Argument::Bytes(value) => query.bind(value),
                };
            }
            query.fetch_all(connection).await?
        });
        Ok(rows)
    }
}
