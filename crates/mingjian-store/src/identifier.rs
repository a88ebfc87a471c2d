//! Protected values of proceedings (identity, telephone and account numbers): sealed, and found by a keyed hash.
//! It does not check a number: the domain's types do; here it is only brought to one spelling.

use mingjian_domain::id::ProceedingId;

use crate::database::{ReadTx, WriteTx};
use crate::error::StoreError;
use crate::filter::Query;
use crate::hash::Hash;
use crate::scope::Scope;
use crate::seal::{self, DataKey, Place};

/// A protected value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier {
    /// What it is, such as `id-card` or `phone`.
    pub kind: String,
    /// The value as it was entered.
    pub value: String,
}

/// Without the value, so that it reaches no log.
impl std::fmt::Debug for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identifier").field("kind", &self.kind).finish_non_exhaustive()
    }
}

row! {
    struct SealedIdentifier {
        kind: String,
        blind_index: Hash,
        sealed_value: Vec<u8>,
    }
}

row! {
    struct Holder {
        id: ProceedingId,
    }
}

const CLEAR: &str = "DELETE FROM identifiers WHERE proceeding_id = $1";
const ADD: &str = "INSERT INTO identifiers (proceeding_id, kind, blind_index, sealed_value)
VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING";
const OF_PROCEEDING: &str = "SELECT kind, blind_index, sealed_value FROM identifiers
WHERE proceeding_id = $1
ORDER BY kind, blind_index";
const FIND: &str = "SELECT DISTINCT p.id FROM identifiers AS i
JOIN proceedings AS p ON p.id = i.proceeding_id
WHERE ";

/// Sets the protected values of a proceeding, in place of what stood there; two spellings of one value are one.
pub async fn replace(tx: &mut WriteTx, data_key: &DataKey, values: &[Identifier]) -> Result<(), StoreError> {
    let proceeding = data_key.proceeding();
    on!(tx, |connection| {
        sqlx::query(CLEAR).bind(proceeding.as_uuid()).execute(connection).await.map(|_| ())?;
    });
    for value in values {
        let blind_index = tx.keys().blind_index(&value.kind, &normalise(&value.value));
        let row = place_row(proceeding, &value.kind, blind_index);
        let sealed = data_key.seal(place(&row), value.value.as_bytes());
        on!(tx, |connection| {
            let query = sqlx::query(ADD).bind(proceeding.as_uuid()).bind(&value.kind);
            let query = query.bind(blind_index.as_bytes().as_slice()).bind(sealed);
            query.execute(connection).await.map(|_| ())?;
        });
    }
    Ok(())
}

/// The protected values of a proceeding, sorted; what a leak check looks for.
pub async fn of_proceeding(tx: &mut ReadTx, data_key: &DataKey) -> Result<Vec<Identifier>, StoreError> {
    let id = data_key.proceeding();
    let rows: Vec<SealedIdentifier> = on!(tx, |connection| {
        sqlx::query_as(OF_PROCEEDING).bind(id.as_uuid()).fetch_all(connection).await?
    });
    let open = |row: SealedIdentifier| {
        let place_row = place_row(id, &row.kind, row.blind_index);
        let value = data_key.open(place(&place_row), &row.sealed_value)?;
        Ok(Identifier { kind: row.kind, value: seal::into_text(place(&place_row), value)? })
    };
    let mut values = rows.into_iter().map(open).collect::<Result<Vec<_>, StoreError>>()?;
    values.sort();
    Ok(values)
}

/// The proceedings in a scope that hold a value, in whatever spelling it is asked for.
pub async fn find(
    tx: &mut ReadTx,
    scope: &Scope,
    kind: &str,
    value: &str,
) -> Result<Vec<ProceedingId>, StoreError> {
    let blind_index = tx.keys().blind_index(kind, &normalise(value));
    let mut query = Query::new(FIND);
    scope.restrict(&mut query);
    query.push(" AND i.kind = ").bind(kind);
    query.push(" AND i.blind_index = ").bind(blind_index.as_bytes().to_vec()).push(" ORDER BY p.id");
    let rows: Vec<Holder> = query.fetch_all(tx).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// One spelling for what people type in many: half-width, upper case, letters and digits only, no country code.
pub fn normalise(value: &str) -> String {
    let half_width = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let plain: String = value.chars().map(half_width).collect();
    let plain = plain.trim().strip_prefix("+86").unwrap_or(plain.trim());
    plain.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn place_row(proceeding: ProceedingId, kind: &str, blind_index: Hash) -> String {
    format!("{proceeding}/{kind}/{blind_index}")
}

fn place(row: &str) -> Place<'_> {
    Place { table: "identifiers", column: "sealed_value", row }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_number_is_one_value() {
        for spelling in
            ["41010219900101123x", " 410102 19900101 123X", "４１０１０２１９９００１０１１２３Ｘ"]
        {
            assert_eq!(normalise(spelling), "41010219900101123X");
        }
        for spelling in ["13812345678", "138-1234-5678", "+86 138 1234 5678", "＋８６１３８１２３４５６７８"]
        {
            assert_eq!(normalise(spelling), "13812345678");
        }
    }
}
