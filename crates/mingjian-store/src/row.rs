//! How a row of either engine becomes a typed value: one trait, and macros that write both readers.
//! It holds no SQL, and binding values is left to the rooms.

use chrono::NaiveDate;
use mingjian_domain::id::{
    AppointmentId, DelegationId, DocumentId, EntrustmentId, FileId, InterestId, JobId, OfficerId, OrganId,
    ProceedingId, PublicationId, SubjectId, SubjectImportId, UserId,
};
use mingjian_domain::instant::Instant;
use sqlx::{ColumnIndex, Decode, Row, Type};
use uuid::Uuid;

/// An error of decoding, as sqlx wants it.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A value that is kept in a column as something both engines know.
pub(crate) trait Stored: Sized {
    /// What the engines know.
    type Raw;

    /// Reads it back, or says why the column is not of this type.
    fn restore(raw: Self::Raw) -> Result<Self, BoxError>;
}

/// Reads one column of a row by name.
pub(crate) fn column<'r, T, R>(row: &'r R, name: &'static str) -> Result<T, sqlx::Error>
where
    R: Row,
    T: Stored,
    &'static str: ColumnIndex<R>,
    T::Raw: Decode<'r, R::Database> + Type<R::Database>,
{
    let raw = row.try_get::<T::Raw, _>(name)?;
    T::restore(raw).map_err(|source| sqlx::Error::ColumnDecode { index: name.to_owned(), source })
}

macro_rules! stored_as_itself {
    ($($kind:ty),+) => {$(
        impl Stored for $kind {
            type Raw = Self;
            fn restore(raw: Self) -> Result<Self, BoxError> { Ok(raw) }
        }
    )+};
}
stored_as_itself!(i64, bool, String, Vec<u8>, NaiveDate);

macro_rules! stored_as_uuid {
    ($($id:ty),+) => {$(
        impl Stored for $id {
            type Raw = Uuid;
            fn restore(raw: Uuid) -> Result<Self, BoxError> { Ok(Self::from_uuid(raw)) }
        }
    )+};
}
stored_as_uuid!(
    AppointmentId,
    DelegationId,
    DocumentId,
    EntrustmentId,
    FileId,
    InterestId,
    JobId,
    OfficerId,
    OrganId,
    ProceedingId,
    PublicationId,
    SubjectId,
    SubjectImportId,
    UserId
);

impl Stored for Instant {
    type Raw = i64;

    fn restore(raw: i64) -> Result<Self, BoxError> {
        Ok(Self::from_micros(raw))
    }
}

/// A list of words in one text column, as `string_agg(…, ' ')` gives it; sorted, for neither engine promises an order.
impl Stored for Vec<String> {
    type Raw = String;

    fn restore(raw: String) -> Result<Self, BoxError> {
        let mut words: Self = raw.split_whitespace().map(str::to_owned).collect();
        words.sort();
        Ok(words)
    }
}

impl<T: Stored> Stored for Option<T> {
    type Raw = Option<T::Raw>;

    fn restore(raw: Self::Raw) -> Result<Self, BoxError> {
        raw.map(T::restore).transpose()
    }
}

/// Runs one expression on the connection of either engine; it is compiled once for each.
macro_rules! on {
    ($tx:expr, |$connection:ident| $body:expr) => {{
        let tx: &mut $crate::database::ReadTx = $tx;
        mingjian_sql::on!(&mut tx.connection, |$connection| $body)
    }};
}

/// Declares a struct whose fields are the columns of a query, readable from both engines.
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$doc:meta])* $field_vis:vis $field:ident: $kind:ty,)+ }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$doc])* $field_vis $field: $kind,)+ }

        impl sqlx::FromRow<'_, sqlx::sqlite::SqliteRow> for $name {
            fn from_row(row: &sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
                Ok(Self { $($field: $crate::row::column(row, stringify!($field))?,)+ })
            }
        }

        impl sqlx::FromRow<'_, sqlx::postgres::PgRow> for $name {
            fn from_row(row: &sqlx::postgres::PgRow) -> Result<Self, sqlx::Error> {
                Ok(Self { $($field: $crate::row::column(row, stringify!($field))?,)+ })
            }
        }
    };
}

/// Declares an enum that is kept as a word in a text column with a CHECK of the same words.
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// The word in the column.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::row::Stored for $name {
            type Raw = String;

            fn restore(raw: String) -> Result<Self, $crate::row::BoxError> {
                match raw.as_str() {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(format!("unknown {}: {raw}", stringify!($name)).into()),
                }
            }
        }
    };
}

text_enum! {
    /// Where a row comes from: work, or the seeding of a demonstration.
    pub enum Source {
        /// Real work.
        Real = "real",
        /// Seeded for a demonstration (演示).
        Demo = "demo",
    }
}
