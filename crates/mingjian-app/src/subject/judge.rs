//! A row of a workbook against the register: new, changed, the same, or refused by column and reason.
//! It writes nothing; what it answers is shown first and done later, by the same code.

use super::{Held, marks};
use crate::error::AppError;
use mingjian_domain::id::{OrganId, SubjectId};
use mingjian_domain::subject::column::Column;
use mingjian_domain::subject::draft::Read;
use mingjian_domain::subject::identity::absorb;
use mingjian_domain::subject::sheet::RowFault;
use mingjian_domain::subject::{Difference, Subject, differences};
use mingjian_domain::value::plain;
use mingjian_store::organ::OrganRow;
use mingjian_store::subject::{self as row, Number};
use mingjian_store::{ReadTx, subject_search};
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a row.
#[derive(Debug, Clone)]
pub(super) enum Judged {
    /// It is not there yet.
    New,
    /// It is there and differs.
    Changed(SubjectId, Box<Subject>, Vec<Difference>),
    /// It is there as the row says.
    Same(SubjectId),
    /// It cannot be taken.
    Refused(Vec<RowFault>),
}

/// The part of the register that some rows may touch.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    by_number: BTreeMap<(String, String), SubjectId>,
    by_name: BTreeMap<String, Vec<SubjectId>>,
    held: BTreeMap<SubjectId, Held>,
}

/// A row with its responsible department as written.
pub(super) struct Row<'a> {
    pub(super) read: &'a Read,
    pub(super) department: &'a str,
}

impl Snapshot {
    /// Loads what the rows may touch.
    pub(super) async fn load(tx: &mut ReadTx, organ: OrganId, reads: &[&Read]) -> Result<Self, AppError> {
        let numbers: Vec<Number> = reads.iter().flat_map(|read| marks(&read.subject).identities).collect();
        let names: BTreeSet<String> = reads.iter().map(|read| plain::key(&read.subject.name)).collect();
        let names: Vec<String> = names.into_iter().collect();
        let mut snapshot = Self::default();
        let mut ids = BTreeSet::new();
        for (place, id) in subject_search::holders(tx, organ, &numbers).await? {
            if let Some(number) = numbers.get(place) {
                snapshot.by_number.insert((number.kind.clone(), number.value.clone()), id);
            }
            ids.insert(id);
        }
        for row in subject_search::named(tx, organ, &names).await? {
            snapshot.by_name.entry(row.name_key).or_default().push(row.id);
            ids.insert(row.id);
        }
        let ids: Vec<SubjectId> = ids.into_iter().collect();
        for loaded in row::by_ids(tx, organ, &ids).await? {
            let held = Held::of(loaded)?;
            snapshot.held.insert(held.row.id, held);
        }
        Ok(snapshot)
    }

    /// Takes over what a row has made, so that later rows see it.
    pub(super) fn remember(&mut self, held: Held) {
        for number in marks(&held.subject).identities {
            self.by_number.insert((number.kind, number.value), held.row.id);
        }
        let names = self.by_name.entry(plain::key(&held.subject.name)).or_default();
        if !names.contains(&held.row.id) {
            names.push(held.row.id);
        }
        self.held.insert(held.row.id, held);
    }

    pub(super) fn held(&self, id: SubjectId) -> Option<&Held> {
        self.held.get(&id)
    }

    /// What becomes of a row of a department.
    pub(super) fn judge(&self, row: &Row<'_>, department: OrganId, departments: &[OrganRow]) -> Judged {
        if let Some(fault) = foreign(row.department, department, departments) {
            return Judged::Refused(vec![fault]);
        }
        let subject = &row.read.subject;
        let mut found: BTreeSet<SubjectId> = marks(subject)
            .identities
            .into_iter()
            .filter_map(|number| self.by_number.get(&(number.kind, number.value)).copied())
            .collect();
        if found.is_empty() {
            found.extend(self.at_place(subject));
        }
        let mut found = found.into_iter();
        match (found.next(), found.next()) {
            (None, _) => Judged::New,
            (Some(one), None) => self.against(one, row.read, department),
            (Some(one), Some(other)) => {
                let name = |id| self.held.get(&id).map(|held| held.row.name.clone()).unwrap_or_default();
                let (one, other) = (name(one), name(other));
                refused("", &format!("号码分别登记在“{one}”和“{other}”名下，不能确定是哪一户，请核对"))
            }
        }
    }

    /// Subjects of the same name at the same address: where no number is known they are the same.
    fn at_place(&self, subject: &Subject) -> Vec<SubjectId> {
        let names = self.by_name.get(&plain::key(&subject.name));
        let ids = names.into_iter().flatten().copied();
        let same_place = |id: &SubjectId| {
            let held = self.held.get(id).filter(|held| held.row.merged_into_id.is_none());
            held.is_some_and(|held| plain::key(&held.subject.address) == plain::key(&subject.address))
        };
        ids.filter(same_place).collect()
    }

    fn against(&self, id: SubjectId, read: &Read, department: OrganId) -> Judged {
        let Some(held) = self.held.get(&id) else { return Judged::New };
        let name = &held.row.name;
        if held.row.merged_into_id.is_some() {
            return refused("", &format!("号码登记在已经被合并的“{name}”名下，请在监管对象页面核对"));
        }
        if held.row.department_id != department {
            return refused("", &format!("“{name}”由其他科室负责，请由该科室导入或者修改"));
        }
        match absorb(&held.subject, read) {
            Ok(after) if after == held.subject => Judged::Same(id),
            Ok(after) => {
                let differences = differences(&held.subject, &after);
                Judged::Changed(id, Box::new(after), differences)
            }
            Err(clashes) => {
                let fault = |clash: mingjian_domain::subject::identity::Clash| RowFault {
                    column: clash.label.to_owned(),
                    reason: clash.reason,
                };
                Judged::Refused(clashes.into_iter().map(fault).collect())
            }
        }
    }
}

fn refused(column: &str, reason: &str) -> Judged {
    Judged::Refused(vec![RowFault { column: column.to_owned(), reason: reason.to_owned() }])
}

/// A department brings its own subjects: for others it can answer neither for the entry nor for the numbers.
fn foreign(written: &str, own: OrganId, departments: &[OrganRow]) -> Option<RowFault> {
    let written = plain::tidy(written);
    if written.is_empty() {
        return None;
    }
    let found = departments.iter().find(|row| plain::key(&row.name) == plain::key(&written));
    let reason = match found {
        Some(row) if row.id == own => return None,
        Some(_) => format!("责任科室是“{written}”，请由该科室导入"),
        None => format!("本机关没有“{written}”，请核对科室名称"),
    };
    Some(RowFault { column: Column::Department.label().to_owned(), reason })
}
