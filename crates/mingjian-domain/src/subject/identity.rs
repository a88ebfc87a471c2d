//! What makes two entries one subject: the numbers that only one unit or person can have, and what a row may add to it.
//! A name is never an identity; it is a hint that a person weighs.

use super::draft::Read;
use super::{Licence, Subject, UNNAMED_LICENCE};
use crate::value::plain;

/// What kind of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentityKind {
    /// 统一社会信用代码
    CreditCode,
    /// The identity number of a citizen.
    IdCard,
    /// 许可证号
    Licence,
}

impl IdentityKind {
    /// The word in the column; the same as a proceeding's protected values have.
    pub const fn id(self) -> &'static str {
        match self {
            Self::CreditCode => "credit-code",
            Self::IdCard => "id-card",
            Self::Licence => "licence",
        }
    }

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::CreditCode => "统一社会信用代码",
            Self::IdCard => "居民身份证号码",
            Self::Licence => "许可证号",
        }
    }
}

/// A number that only one subject of an organ can have.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// What kind.
    pub kind: IdentityKind,
    /// The number in one spelling.
    pub value: String,
}

/// Without the number, so that it reaches no log.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identity({})", self.kind.id())
    }
}

/// The numbers that a subject alone can have.
///
/// A representative's identity number is none: one person may stand for several units.
pub fn identities(subject: &Subject) -> Vec<Identity> {
    let code = subject
        .credit_code
        .iter()
        .map(|code| Identity { kind: IdentityKind::CreditCode, value: code.as_str().to_owned() });
    let id = subject
        .resident_id
        .iter()
        .map(|id| Identity { kind: IdentityKind::IdCard, value: id.reveal().to_owned() });
    let licences = subject.licences.iter().filter_map(licence_identity);
    let mut found: Vec<Identity> = Vec::new();
    for identity in code.chain(id).chain(licences) {
        if !found.contains(&identity) {
            found.push(identity);
        }
    }
    found
}

/// A number of few signs or few figures (`001`, `202601`) is used by many issuers, and identifies nothing.
fn licence_identity(licence: &Licence) -> Option<Identity> {
    let value = plain::key(&licence.number);
    let length = value.chars().count();
    let only_figures = value.chars().all(|ch| ch.is_ascii_digit());
    let shortest = if only_figures { SHORTEST_FIGURES } else { SHORTEST_NUMBER };
    (length >= shortest).then_some(Identity { kind: IdentityKind::Licence, value })
}

const SHORTEST_NUMBER: usize = 6;
const SHORTEST_FIGURES: usize = 10;

/// Why a row cannot be taken into a subject that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The field.
    pub label: &'static str,
    /// What is wrong and what to do; without any protected number.
    pub reason: String,
}

/// The subject after a row of a workbook: what the row says counts, what it leaves empty stays, licences are added to.
/// A kind that only followed from the row's numbers is not said.
///
/// A number that identifies is added where there is none, and never changed by a workbook: that is for a person.
///
/// # Errors
/// With every number that differs.
pub fn absorb(known: &Subject, read: &Read) -> Result<Subject, Vec<Clash>> {
    let row = &read.subject;
    let mut clashes = Vec::new();
    let mut clash = |label: &'static str| {
        let reason =
            format!("与登记的“{}”的{label}不一致。请核对；确需更正的，在该监管对象页面上修改", known.name);
        clashes.push(Clash { label, reason });
    };
    if differs(known.credit_code.as_ref(), row.credit_code.as_ref()) {
        clash(IdentityKind::CreditCode.label());
    }
    if differs(known.resident_id.as_ref(), row.resident_id.as_ref()) {
        clash(IdentityKind::IdCard.label());
    }
    if !clashes.is_empty() {
        return Err(clashes);
    }
    let text = |known: &str, row: &str| if row.is_empty() { known.to_owned() } else { row.to_owned() };
    Ok(Subject {
        kind: if read.says_kind { row.kind } else { known.kind },
        name: text(&known.name, &row.name),
        credit_code: row.credit_code.clone().or_else(|| known.credit_code.clone()),
        resident_id: row.resident_id.clone().or_else(|| known.resident_id.clone()),
        specialities: if row.specialities.is_empty() {
            known.specialities.clone()
        } else {
            row.specialities.clone()
        },
        activity: text(&known.activity, &row.activity),
        address: text(&known.address, &row.address),
        area: text(&known.area, &row.area),
        representative: text(&known.representative, &row.representative),
        representative_id: row.representative_id.clone().or_else(|| known.representative_id.clone()),
        contact: text(&known.contact, &row.contact),
        phone: row.phone.clone().or_else(|| known.phone.clone()),
        licences: with_licences(&known.licences, &row.licences),
        status: if read.says_status { row.status } else { known.status },
    })
}

fn differs<T: PartialEq>(known: Option<&T>, row: Option<&T>) -> bool {
    matches!((known, row), (Some(known), Some(row)) if known != row)
}

/// A licence of the same number is renewed in its place; another is added. A row that only says 许可证 renames none.
pub fn with_licences(known: &[Licence], more: &[Licence]) -> Vec<Licence> {
    let mut licences = known.to_vec();
    for licence in more {
        let same = |one: &&mut Licence| plain::key(&one.number) == plain::key(&licence.number);
        match licences.iter_mut().find(same) {
            Some(old) => {
                let text =
                    |row: &str, old: &str| if row.is_empty() { old.to_owned() } else { row.to_owned() };
                let kind = if licence.kind == UNNAMED_LICENCE { "" } else { licence.kind.as_str() };
                *old = Licence {
                    kind: text(kind, &old.kind),
                    number: licence.number.clone(),
                    valid_from: licence.valid_from.or(old.valid_from),
                    valid_to: licence.valid_to.or(old.valid_to),
                    issuer: text(&licence.issuer, &old.issuer),
                };
            }
            None => licences.push(licence.clone()),
        }
    }
    licences
}
