//! Which proceedings a person may see in a list, restricted in SQL, and how a list is cut into pages.
//! Who gets which scope is decided by the permissions of the domain, not here.

use mingjian_domain::id::{OrganId, UserId};

use crate::filter::Query;

/// What a list may contain. The default sees nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    everything: bool,
    organs: Vec<OrganId>,
    persons: Vec<(UserId, Vec<String>)>,
}

impl Scope {
    /// Every proceeding: for jobs and sweeps, never for a person's list.
    pub fn all() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Nothing yet; add to it what the person may see.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds what belongs to these bodies, be they the organ, the entrusted body or the department of the proceeding.
    #[must_use]
    pub fn with_organs(mut self, organs: &[OrganId]) -> Self {
        self.organs.extend_from_slice(organs);
        self
    }

    /// Adds the proceedings in which the person has one of these parts; an empty list means any part.
    #[must_use]
    pub fn with_person(mut self, user: UserId, parts: &[&str]) -> Self {
        self.persons.push((user, parts.iter().map(|part| (*part).to_owned()).collect()));
        self
    }

    /// Writes the condition on a table of proceedings that is called `p` in the query.
    pub(crate) fn restrict(&self, query: &mut Query) {
        if self.everything {
            query.push("1 = 1");
            return;
        }
        // A condition that is never true keeps the list of alternatives well-formed when it is empty.
        query.push("(1 = 0");
        if !self.organs.is_empty() {
            for column in ["p.organ_id", "p.body_id", "p.department_id"] {
                query.push(" OR ").push(column).push(" IN ");
                query.list(self.organs.iter().map(|organ| organ.as_uuid()));
            }
        }
        for (user, parts) in &self.persons {
            query.push(" OR EXISTS (SELECT 1 FROM proceeding_persons AS own WHERE own.proceeding_id = p.id");
            query.push(" AND own.user_id = ").bind(user.as_uuid());
            if !parts.is_empty() {
                query.push(" AND own.part IN ").list(parts.iter().map(String::as_str));
            }
            query.push(")");
        }
        query.push(")");
    }
}

/// A page of a list: at most `limit` rows after the given one (keyset paging, so rows that come in do not shift it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page<Cursor> {
    /// The last row of the page before, or none for the first page.
    pub after: Option<Cursor>,
    /// How many rows at most.
    pub limit: i64,
}

impl<Cursor> Page<Cursor> {
    /// The first page.
    pub const fn first(limit: i64) -> Self {
        Self { after: None, limit }
    }

    /// The page after the given row.
    pub const fn after(cursor: Cursor, limit: i64) -> Self {
        Self { after: Some(cursor), limit }
    }
}
