//! A subject as it was typed, into a form or a workbook, and the one reading of it: every fault is found at once.
//! It does not ask whether the subject is there already.

use super::{Licence, Speciality, Subject, SubjectStatus, UNNAMED_LICENCE, read_kind};
use crate::act::InputFault;
use crate::act::lead::PartyKind;
use crate::value::credit_code::CreditCode;
use crate::value::date_text::parse_date;
use crate::value::phone::Phone;
use crate::value::plain::{key, tidy};
use crate::value::resident_id::ResidentId;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The longest name, and the longest of any other text, in characters.
const LONGEST_NAME: usize = 100;
const LONGEST_TEXT: usize = 300;
/// So many licences has nobody.
pub const MOST_LICENCES: usize = 30;
/// The second sign of the code of an individual business that the market authority registered.
const INDIVIDUAL_BUSINESS: &str = "92";

/// A licence as it was typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct LicenceDraft {
    /// Its name.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Its first day.
    pub valid_from: String,
    /// Its last day; 长期 where it has none.
    pub valid_to: String,
    /// Who issued it.
    pub issuer: String,
}

/// A subject as it was typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SubjectDraft {
    /// What it is; may be left to the numbers.
    pub kind: String,
    /// The name.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: String,
    /// The identity number of a citizen.
    pub resident_id: String,
    /// The fields of supervision, each by identifier or in words.
    pub specialities: Vec<String>,
    /// What it does.
    pub activity: String,
    /// Where it works.
    pub address: String,
    /// The county or district.
    pub area: String,
    /// Who answers for it.
    pub representative: String,
    /// Their identity number.
    pub representative_id: String,
    /// Whom to ask for.
    pub contact: String,
    /// A telephone number.
    pub phone: String,
    /// Whether it works.
    pub status: String,
    /// The licences.
    pub licences: Vec<LicenceDraft>,
}

/// Without what was typed: it holds protected numbers.
impl std::fmt::Debug for SubjectDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SubjectDraft").finish_non_exhaustive()
    }
}

impl LicenceDraft {
    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        [&self.kind, &self.number, &self.valid_from, &self.valid_to, &self.issuer]
            .iter()
            .all(|text| text.trim().is_empty())
    }
}

/// What was read, and what the reader should know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The subject.
    pub subject: Subject,
    /// What was understood otherwise than it was typed.
    pub notes: Vec<String>,
    /// Whether the kind was typed, and not only followed from the numbers.
    pub says_kind: bool,
    /// Whether the status was typed.
    pub says_status: bool,
}

impl SubjectDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// With every fault, each with its field; no message repeats a protected number.
    pub fn read(&self) -> Result<Read, Vec<InputFault>> {
        let mut reader = Reader::default();
        let credit_code = reader.parsed("credit_code", &self.credit_code, |text| {
            CreditCode::parse(text).map_err(|error| error.to_string())
        });
        let resident_id = reader.resident_id("resident_id", &self.resident_id);
        let representative_id = reader.resident_id("representative_id", &self.representative_id);
        let phone =
            reader.parsed("phone", &self.phone, |text| Phone::parse(text).map_err(|error| error.to_string()));
        let kind = reader.kind(&self.kind, credit_code.as_ref(), resident_id.as_ref());
        let (resident_id, representative_id) = reader.whose(kind, resident_id, representative_id);
        let subject = Subject {
            kind,
            name: reader.needed("name", &self.name, LONGEST_NAME),
            credit_code,
            resident_id,
            specialities: reader.specialities(&self.specialities),
            activity: reader.text("activity", &self.activity, LONGEST_TEXT),
            address: reader.needed("address", &self.address, LONGEST_TEXT),
            area: reader.text("area", &self.area, LONGEST_NAME),
            representative: reader.text("representative", &self.representative, LONGEST_NAME),
            representative_id,
            contact: reader.text("contact", &self.contact, LONGEST_NAME),
            phone,
            licences: reader.licences(&self.licences),
            status: reader.status(&self.status),
        };
        if reader.faults.is_empty() {
            Ok(Read {
                subject,
                notes: reader.notes,
                says_kind: !self.kind.trim().is_empty(),
                says_status: !self.status.trim().is_empty(),
            })
        } else {
            Err(reader.faults)
        }
    }
}

#[derive(Default)]
struct Reader {
    faults: Vec<InputFault>,
    notes: Vec<String>,
}

impl Reader {
    fn fault(&mut self, field: &str, problem: &str) {
        self.faults.push(InputFault::new(field, problem));
    }

    fn text(&mut self, field: &str, typed: &str, longest: usize) -> String {
        let text = tidy(typed);
        if text.chars().count() > longest {
            self.fault(field, &format!("不能超过{longest}字，请缩短"));
        }
        text
    }

    fn needed(&mut self, field: &str, typed: &str, longest: usize) -> String {
        let text = self.text(field, typed, longest);
        if key(&text).is_empty() {
            self.fault(field, "没有填写，请补充");
        }
        text
    }

    /// A value that is empty, right, or a fault.
    fn parsed<T>(
        &mut self,
        field: &str,
        typed: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        if typed.trim().is_empty() {
            return None;
        }
        match parse(typed) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.fault(field, &problem);
                None
            }
        }
    }

    fn resident_id(&mut self, field: &str, typed: &str) -> Option<ResidentId> {
        let parse = |text: &str| ResidentId::parse_any(text).map_err(|error| error.to_string());
        let (id, was_old) = self.parsed(field, typed, parse)?;
        if was_old {
            self.notes.push("15位身份证号已换算为18位".to_owned());
        }
        Some(id)
    }

    /// What it says, or else what its numbers say: a code of the market authority names individual businesses.
    fn kind(&mut self, typed: &str, code: Option<&CreditCode>, id: Option<&ResidentId>) -> PartyKind {
        let by_number = match (code, id) {
            (Some(code), _) if code.as_str().starts_with(INDIVIDUAL_BUSINESS) => {
                PartyKind::IndividualBusiness
            }
            (None, Some(_)) => PartyKind::Citizen,
            (Some(_) | None, _) => PartyKind::Organisation,
        };
        if typed.trim().is_empty() {
            return by_number;
        }
        if let Some(kind) = read_kind(typed) {
            return kind;
        }
        self.fault("kind", &format!("不认识“{}”，请填写法人或者其他组织、个体工商户、公民", tidy(typed)));
        by_number
    }

    /// A citizen has a number of one's own; in the row of a unit the number is its representative's.
    fn whose(
        &mut self,
        kind: PartyKind,
        own: Option<ResidentId>,
        representative: Option<ResidentId>,
    ) -> (Option<ResidentId>, Option<ResidentId>) {
        match (kind, own, representative) {
            (PartyKind::Citizen, own, representative) => (own.or(representative), None),
            (PartyKind::Organisation | PartyKind::IndividualBusiness, Some(own), None) => {
                self.notes.push("身份证号按法定代表人（负责人、经营者）的登记".to_owned());
                (None, Some(own))
            }
            (PartyKind::Organisation | PartyKind::IndividualBusiness, Some(own), Some(other)) => {
                if own != other {
                    self.fault(
                        "resident_id",
                        "单位只登记法定代表人（负责人、经营者）的身份证号，两处号码不一致，请核对",
                    );
                }
                (None, Some(other))
            }
            (PartyKind::Organisation | PartyKind::IndividualBusiness, None, other) => (None, other),
        }
    }

    fn specialities(&mut self, typed: &[String]) -> BTreeSet<Speciality> {
        let words = typed.iter().flat_map(|text| text.split(['、', '，', ',', ';', '；', '/', '\n', '|']));
        let mut found = BTreeSet::new();
        for word in words.map(tidy).filter(|word| !word.is_empty()) {
            if let Some(speciality) = Speciality::read(&word) {
                found.insert(speciality);
            } else {
                let known: Vec<&str> = Speciality::ALL.iter().map(|one| one.label()).collect();
                let problem = format!("不认识的专业“{word}”，可以填写{}", known.join("、"));
                self.fault("specialities", &problem);
            }
        }
        found
    }

    fn status(&mut self, typed: &str) -> SubjectStatus {
        if typed.trim().is_empty() {
            return SubjectStatus::default();
        }
        SubjectStatus::read(typed).unwrap_or_else(|| {
            self.fault("status", &format!("不认识“{}”，请填写营业、停业或者注销", tidy(typed)));
            SubjectStatus::default()
        })
    }

    fn licences(&mut self, typed: &[LicenceDraft]) -> Vec<Licence> {
        if typed.len() > MOST_LICENCES {
            self.fault("licences", &format!("许可证件不能超过{MOST_LICENCES}个"));
        }
        let drafts = typed.iter().enumerate().filter(|(_, draft)| !draft.is_empty());
        let mut licences: Vec<Licence> = Vec::new();
        for (place, draft) in drafts.take(MOST_LICENCES) {
            let licence = self.licence(&format!("licences[{place}]"), draft);
            let twin = licences.iter().any(|one| key(&one.number) == key(&licence.number));
            if twin {
                self.fault(&format!("licences[{place}].number"), "这个许可证件填写了两次，请删去一个");
            }
            licences.push(licence);
        }
        licences
    }

    fn licence(&mut self, at: &str, draft: &LicenceDraft) -> Licence {
        let field = |name: &str| format!("{at}.{name}");
        let number = self.text(&field("number"), &draft.number, LONGEST_NAME);
        if key(&number).is_empty() {
            self.fault(&field("number"), "填写了许可证件，但没有编号，请补充");
        }
        let kind = self.text(&field("kind"), &draft.kind, LONGEST_NAME);
        let kind = if kind.is_empty() { UNNAMED_LICENCE.to_owned() } else { kind };
        let valid_from = self.day(&field("valid_from"), &draft.valid_from);
        let valid_to = self.day(&field("valid_to"), &draft.valid_to);
        if let (Some(from), Some(to)) = (valid_from, valid_to)
            && to < from
        {
            self.fault(&field("valid_to"), "有效期止早于有效期起，请核对");
        }
        let issuer = self.text(&field("issuer"), &draft.issuer, LONGEST_NAME);
        Licence { kind, number, valid_from, valid_to, issuer }
    }

    fn day(&mut self, field: &str, typed: &str) -> Option<NaiveDate> {
        if matches!(tidy(typed).as_str(), "长期" | "长期有效" | "永久" | "永久有效" | "无固定期限")
        {
            return None;
        }
        self.parsed(field, typed, |text| parse_date(text).map_err(|error| error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> SubjectDraft {
        SubjectDraft {
            name: "示例市明德口腔诊所(普通合伙)".to_owned(),
            address: "示例路１２号".to_owned(),
            ..SubjectDraft::default()
        }
    }

    fn faults(draft: &SubjectDraft) -> Vec<(String, String)> {
        draft.read().unwrap_err().into_iter().map(|fault| (fault.field, fault.problem)).collect()
    }

    #[test]
    fn what_was_typed_is_brought_to_one_spelling() {
        let read = SubjectDraft {
            specialities: vec!["医疗、放射卫生".to_owned()],
            phone: "０３７４－２３３４４５５".to_owned(),
            licences: vec![LicenceDraft {
                kind: "医疗机构执业许可证".to_owned(),
                number: "ＰＤＹ00001".to_owned(),
                valid_from: "2024年1月1日".to_owned(),
                valid_to: "长期".to_owned(),
                issuer: String::new(),
            }],
            ..draft()
        }
        .read()
        .unwrap();
        assert_eq!(read.subject.name, "示例市明德口腔诊所（普通合伙）");
        assert_eq!(read.subject.address, "示例路12号");
        assert_eq!(read.subject.kind, PartyKind::Organisation);
        assert_eq!(read.subject.specialities, BTreeSet::from([Speciality::Medical, Speciality::Radiation]));
        assert_eq!(read.subject.licences[0].number, "PDY00001");
        assert_eq!(read.subject.licences[0].valid_to, None);
        assert!(read.notes.is_empty());
    }

    #[test]
    fn every_fault_is_found_at_once_with_its_field() {
        let wrong = SubjectDraft {
            kind: "火星人".to_owned(),
            name: " 　".to_owned(),
            credit_code: "91350100M000100Y44".to_owned(),
            phone: "138".to_owned(),
            specialities: vec!["医疗、炼金".to_owned()],
            status: "不知道".to_owned(),
            licences: vec![
                LicenceDraft { kind: "卫生许可证".to_owned(), ..LicenceDraft::default() },
                LicenceDraft {
                    number: "A00001".to_owned(),
                    valid_from: "2026-01-01".to_owned(),
                    valid_to: "2025-01-01".to_owned(),
                    ..LicenceDraft::default()
                },
            ],
            ..draft()
        };
        let fields: Vec<String> = faults(&wrong).into_iter().map(|(field, _)| field).collect();
        for field in [
            "kind",
            "name",
            "credit_code",
            "phone",
            "specialities",
            "status",
            "licences[0].number",
            "licences[1].valid_to",
        ] {
            assert!(fields.iter().any(|one| one == field), "{field} not in {fields:?}");
        }
    }

    #[test]
    fn the_kind_follows_from_the_numbers_when_it_is_not_said() {
        let kind = |draft: SubjectDraft| draft.read().unwrap().subject.kind;
        let id = "11010519491231002X".to_owned();
        assert_eq!(kind(SubjectDraft { resident_id: id.clone(), ..draft() }), PartyKind::Citizen);
        let business = SubjectDraft { kind: "个体户".to_owned(), resident_id: id, ..draft() }.read().unwrap();
        assert_eq!(business.subject.kind, PartyKind::IndividualBusiness);
        assert!(business.subject.resident_id.is_none() && business.subject.representative_id.is_some());
        assert_eq!(business.notes, ["身份证号按法定代表人（负责人、经营者）的登记"]);
    }

    #[test]
    fn no_message_repeats_a_protected_number() {
        let wrong = SubjectDraft {
            resident_id: "110105194912310021".to_owned(),
            phone: "1381234567".to_owned(),
            ..draft()
        };
        for (_, problem) in faults(&wrong) {
            assert!(!problem.contains("1101051949") && !problem.contains("1381234567"), "{problem}");
        }
    }
}
