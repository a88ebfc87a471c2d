//! Finding subjects (监管对象): lists with their filters, search by names and numbers, who holds a number, what looks alike.
//! It changes nothing, and it decides nothing: what makes two subjects one is the domain's to say.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mingjian_domain::id::{OrganId, ProceedingId, SubjectId};

use crate::database::ReadTx;
use crate::error::StoreError;
use crate::filter::Query;
use crate::hash::Hash;
use crate::identifier::normalise;
use crate::scope::{Page, Scope};
use crate::subject::{COLUMNS, MOST_BOUND, Number, SubjectRow, mark_of};

/// Which subjects a list shows; a field that is empty does not restrict. What was merged away is in no list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubjectFilter {
    /// Only this responsible department.
    pub department: Option<OrganId>,
    /// Only this field of supervision.
    pub speciality: Option<String>,
    /// Only this status.
    pub status: Option<String>,
    /// Only this county or district.
    pub area: Option<String>,
    /// Only those of which a licence ends before this day.
    pub licence_before: Option<NaiveDate>,
    /// Only those of which a name or the address holds this key, or a number is this text.
    pub text: Option<SearchText>,
}

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchText {
    /// As typed, for numbers.
    pub typed: String,
    /// As names and addresses are compared.
    pub key: String,
}

row! {
    struct Held {
        kind: String,
        blind_index: Hash,
        subject_id: SubjectId,
    }
}

row! {
    struct FoundProceeding {
        id: ProceedingId,
    }
}

row! {
    struct Area {
        area: String,
    }
}

row! {
    struct Count {
        count: i64,
    }
}

const HOLDERS: &str = "SELECT kind, blind_index, subject_id FROM subject_identities WHERE organ_id = ";
const BELOW: &str = "s.id IN (WITH RECURSIVE below (id) AS (
    SELECT m.id FROM subjects AS m WHERE m.merged_into_id = ";
const BELOW_END: &str = "
    UNION SELECT m.id FROM subjects AS m JOIN below ON m.merged_into_id = below.id
) SELECT id FROM below)
ORDER BY s.id";
const AREAS: &str = "SELECT DISTINCT area FROM subjects
WHERE organ_id = $1 AND merged_into_id IS NULL AND area <> ''
ORDER BY area
LIMIT 200";

/// A page of the register of an organ, the latest entered first.
pub async fn list(
    tx: &mut ReadTx,
    organ: OrganId,
    filter: &SubjectFilter,
    page: Page<SubjectId>,
) -> Result<Vec<SubjectRow>, StoreError> {
    let mut query = Query::new(COLUMNS);
    filter.restrict(tx, organ, &mut query);
    if let Some(id) = page.after {
        query.push(" AND s.id < ").bind(id.as_uuid());
    }
    query.push(" ORDER BY s.id DESC LIMIT ").bind(page.limit);
    query.fetch_all(tx).await
}

/// How many subjects the list has in all.
pub async fn count(tx: &mut ReadTx, organ: OrganId, filter: &SubjectFilter) -> Result<i64, StoreError> {
    let mut query = Query::new("SELECT COUNT(*) AS count FROM subjects AS s WHERE ");
    filter.restrict(tx, organ, &mut query);
    let rows: Vec<Count> = query.fetch_all(tx).await?;
    Ok(rows.first().map_or(0, |row| row.count))
}

/// The counties and districts that the register names.
pub async fn areas(tx: &mut ReadTx, organ: OrganId) -> Result<Vec<String>, StoreError> {
    let rows: Vec<Area> =
        on!(tx, |connection| sqlx::query_as(AREAS).bind(organ.as_uuid()).fetch_all(connection).await?);
    Ok(rows.into_iter().map(|row| row.area).collect())
}

/// Who in an organ has the given numbers: for each that is held, its place in the list and the subject.
pub async fn holders(
    tx: &mut ReadTx,
    organ: OrganId,
    numbers: &[Number],
) -> Result<Vec<(usize, SubjectId)>, StoreError> {
    let mut places: BTreeMap<(String, Hash), Vec<usize>> = BTreeMap::new();
    for (place, number) in numbers.iter().enumerate() {
        let mark = mark_of(tx, number);
        places.entry((mark.kind, mark.blind_index)).or_default().push(place);
    }
    let hashes: Vec<Hash> = places.keys().map(|(_, hash)| *hash).collect();
    let mut found = Vec::new();
    for some in hashes.chunks(MOST_BOUND) {
        let mut query = Query::new(HOLDERS);
        query.bind(organ.as_uuid()).push(" AND blind_index IN ");
        query.list(some.iter().map(|hash| hash.as_bytes().to_vec()));
        let rows: Vec<Held> = query.fetch_all(tx).await?;
        for row in rows {
            for place in places.get(&(row.kind, row.blind_index)).into_iter().flatten() {
                found.push((*place, row.subject_id));
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// The subjects of an organ with one of these names, as names are compared; what was merged away too.
pub async fn named(tx: &mut ReadTx, organ: OrganId, keys: &[String]) -> Result<Vec<SubjectRow>, StoreError> {
    let mut found = Vec::new();
    for some in keys.chunks(MOST_BOUND) {
        let mut query = Query::new(COLUMNS);
        query.push("s.organ_id = ").bind(organ.as_uuid()).push(" AND s.name_key IN ");
        query.list(some.iter().map(String::as_str)).push(" ORDER BY s.id");
        found.extend(query.fetch_all::<SubjectRow>(tx).await?);
    }
    Ok(found)
}

/// The subjects of an organ whose name without its legal form, or whose address, is the given one.
pub async fn alike(
    tx: &mut ReadTx,
    organ: OrganId,
    name_core: &str,
    address_key: &str,
) -> Result<Vec<SubjectRow>, StoreError> {
    let mut query = Query::new(COLUMNS);
    query.push("s.organ_id = ").bind(organ.as_uuid()).push(" AND s.merged_into_id IS NULL");
    query.push(" AND (s.name_core = ").bind(name_core);
    query.push(" OR (s.address_key <> '' AND s.address_key = ").bind(address_key);
    query.push(")) ORDER BY s.id LIMIT 200");
    query.fetch_all(tx).await
}

/// The subjects of an organ that share name or address with another one, for who looks for duplicates.
pub async fn sharing(tx: &mut ReadTx, organ: OrganId, limit: i64) -> Result<Vec<SubjectRow>, StoreError> {
    let mut query = Query::new(COLUMNS);
    query.push("s.organ_id = ").bind(organ.as_uuid()).push(" AND s.merged_into_id IS NULL");
    query.push(" AND (s.name_core IN (SELECT t.name_core FROM subjects AS t WHERE t.merged_into_id IS NULL");
    query.push(" AND t.organ_id = ").bind(organ.as_uuid()).push(" GROUP BY t.name_core HAVING COUNT(*) > 1)");
    query
        .push(" OR s.address_key IN (SELECT t.address_key FROM subjects AS t WHERE t.merged_into_id IS NULL");
    query.push(" AND t.address_key <> '' AND t.organ_id = ").bind(organ.as_uuid());
    query.push(" GROUP BY t.address_key HAVING COUNT(*) > 1)) ORDER BY s.name_core, s.id LIMIT ").bind(limit);
    query.fetch_all(tx).await
}

/// What was merged into a subject, and into that.
pub async fn merged_into(tx: &mut ReadTx, id: SubjectId) -> Result<Vec<SubjectRow>, StoreError> {
    let mut query = Query::new(COLUMNS);
    query.push(BELOW).bind(id.as_uuid()).push(BELOW_END);
    query.fetch_all(tx).await
}

/// The proceedings in a scope whose party has one of these names; a hint, for names are not unique.
pub async fn proceedings_named(
    tx: &mut ReadTx,
    scope: &Scope,
    names: &[String],
) -> Result<Vec<ProceedingId>, StoreError> {
    let mut query = Query::new("SELECT p.id FROM proceedings AS p WHERE ");
    scope.restrict(&mut query);
    query.push(" AND p.party_name IN ").list(names.iter().map(String::as_str)).push(" ORDER BY p.id");
    let rows: Vec<FoundProceeding> = query.fetch_all(tx).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

impl SubjectFilter {
    fn restrict(&self, tx: &ReadTx, organ: OrganId, query: &mut Query) {
        query.push("s.organ_id = ").bind(organ.as_uuid()).push(" AND s.merged_into_id IS NULL");
        if let Some(department) = self.department {
            query.push(" AND s.department_id = ").bind(department.as_uuid());
        }
        if let Some(speciality) = &self.speciality {
            query.push(" AND EXISTS (SELECT 1 FROM subject_specialities AS f WHERE f.subject_id = s.id");
            query.push(" AND f.speciality = ").bind(speciality.as_str()).push(")");
        }
        if let Some(status) = &self.status {
            query.push(" AND s.status = ").bind(status.as_str());
        }
        if let Some(area) = &self.area {
            query.push(" AND s.area = ").bind(area.as_str());
        }
        if let Some(day) = self.licence_before {
            query.push(" AND s.licence_until_on < ").bind(day);
        }
        if let Some(text) = self.text.as_ref().filter(|text| !text.key.is_empty()) {
            text.restrict(tx, organ, query);
        }
    }
}

/// The kinds of numbers that a search tries.
const SEARCHED: &[&str] = &["credit-code", "id-card", "licence", "representative-id", "phone"];

impl SearchText {
    /// No LIKE, so that `%` and `_` are themselves: a text that loses the key when it is taken out holds it.
    ///
    /// What was merged away is found as the subject that it was merged into.
    fn restrict(&self, tx: &ReadTx, organ: OrganId, query: &mut Query) {
        query.push(" AND (REPLACE(s.address_key, ").bind(self.key.as_str()).push(", '') <> s.address_key");
        query.push(FOUND_BY_NAME).bind(organ.as_uuid());
        query.push(" AND REPLACE(n.name_key, ").bind(self.key.as_str()).push(", '') <> n.name_key)");
        let normalised = normalise(&self.typed);
        let mark = |kind: &&str| tx.keys().blind_index(kind, &normalised).as_bytes().to_vec();
        let marks: Vec<Vec<u8>> = SEARCHED.iter().map(mark).collect();
        for table in [FOUND_BY_IDENTITY, FOUND_BY_NUMBER] {
            query.push(table).bind(organ.as_uuid());
            query.push(" AND n.blind_index IN ").list(marks.iter().cloned()).push(")");
        }
        query.push(")");
    }
}

const FOUND_BY_NAME: &str = " OR s.id IN (SELECT COALESCE(o.merged_into_id, o.id) FROM subject_names AS n
    JOIN subjects AS o ON o.id = n.subject_id WHERE o.organ_id = ";
const FOUND_BY_IDENTITY: &str =
    " OR s.id IN (SELECT COALESCE(o.merged_into_id, o.id) FROM subject_identities AS n
    JOIN subjects AS o ON o.id = n.subject_id WHERE o.organ_id = ";
const FOUND_BY_NUMBER: &str = " OR s.id IN (SELECT COALESCE(o.merged_into_id, o.id) FROM subject_numbers AS n
    JOIN subjects AS o ON o.id = n.subject_id WHERE o.organ_id = ";
