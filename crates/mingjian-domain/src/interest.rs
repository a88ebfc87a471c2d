//! Interests that people declared, and whether one stands against taking part in a case (行政处罚法 第四十三条).
//! It recuses nobody: the head decides on that; here an act is refused before somebody with an interest takes part.

use crate::act::lead::PartyEntry;
use crate::actor::{Facts, OfficerFact, UserFact};
use crate::id::{OfficerId, UserId};
use crate::refusal::Refusal;
use crate::value::date_text::chinese_date;
use crate::value::fold;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use std::collections::BTreeSet;

/// An interest that a person declared: a relative, a former employer, a unit in which the person has a stake.
#[derive(Clone, PartialEq, Eq)]
pub struct InterestFact {
    /// The person or organisation.
    pub name: String,
    /// The day on which it was entered.
    pub declared_on: NaiveDate,
    /// From which day it is; from ever where nothing was said.
    pub since: Option<NaiveDate>,
    /// From which day it no longer stands, where it ended.
    pub ended_on: Option<NaiveDate>,
    /// Whether it is none: somebody else found that the party only bears the person's name.
    pub namesake: bool,
}

/// Without the name, which is about people.
impl std::fmt::Debug for InterestFact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InterestFact").field("declared_on", &self.declared_on).finish_non_exhaustive()
    }
}

impl InterestFact {
    /// Whether it stands on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.ended_on.is_none_or(|ended| day < ended)
    }
}

/// What stands against a person's part in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The person.
    who: String,
    /// The party, or who answers for it, as the case has it.
    with: String,
    /// When the person declared it; none where the person bears the very name.
    declared_on: Option<NaiveDate>,
}

impl Conflict {
    /// What was found, as a clause: of whom, in whom, and when it was declared.
    pub fn describe(&self) -> String {
        let Self { who, with, declared_on } = self;
        match declared_on {
            Some(on) => format!("{who}于{}申报与“{with}”有利害关系", chinese_date(*on)),
            None => {
                format!("{who}与当事人或者其负责人“{with}”同名（不是同一人的，由承办机构负责人登记为重名）")
            }
        }
    }

    /// The refusal of an act that names the person.
    pub(crate) fn refusal(&self, field: &str) -> Refusal {
        let message = format!("{}，应当回避。请改由其他人员办理；{DECIDED}", self.describe());
        Refusal::field(CODE, field, &message, basis())
    }

    /// The refusal of whatever the person wants to do in the case.
    pub(crate) fn own_refusal(&self, heads_organ: bool) -> Refusal {
        let found = self.describe();
        let message = if heads_organ {
            format!(
                "{found}，应当回避，不能办理本案。请由其他负责人办理；机关负责人的回避不由本人决定，报同级人民政府或者上级机关决定。"
            )
        } else {
            format!("{found}，应当回避，不能办理本案。请报告承办机构负责人改由他人办理；{DECIDED}")
        };
        Refusal::forbidden(CODE, &message, basis())
    }
}

/// The code of every refusal for an interest.
pub(crate) const CODE: &str = "conflict-of-interest";
const DECIDED: &str = "对是否回避有不同意见的，由机关负责人决定。";

fn basis() -> Vec<Citation> {
    vec![Citation::article("行政处罚法", 43).paragraph(1), Citation::article("行政处罚法", 43).paragraph(3)]
}

/// Whether an officer may take part on a day: what the officer declared, with or without a login.
pub fn of_officer(officer: &OfficerFact, parties: &[&PartyEntry], day: NaiveDate) -> Option<Conflict> {
    parties.iter().find_map(|party| conflict(&officer.name, &officer.interests, party, day))
}

/// Whether a user may take part on a day: a reviewer, a hearing host, who decides, whoever acts.
pub fn of_user(user: &UserFact, parties: &[&PartyEntry], day: NaiveDate) -> Option<Conflict> {
    parties.iter().find_map(|party| conflict(&user.name, &user.interests, party, day))
}

/// The same of somebody of whom only the identity is at hand.
pub(crate) fn of_user_id(
    user: UserId,
    facts: &Facts,
    parties: &[&PartyEntry],
    day: NaiveDate,
) -> Option<Conflict> {
    facts.user(user).and_then(|user| of_user(user, parties, day))
}

/// The same of an officer.
pub(crate) fn of_officer_id(
    officer: OfficerId,
    facts: &Facts,
    parties: &[&PartyEntry],
    day: NaiveDate,
) -> Option<Conflict> {
    facts.officer(officer).and_then(|officer| of_officer(officer, parties, day))
}

/// The same of people whose names were written down: a panel, the members of a collective discussion.
pub(crate) fn of_names<'n>(
    names: impl Iterator<Item = &'n str>,
    facts: &Facts,
    parties: &[&PartyEntry],
    day: NaiveDate,
) -> Option<Conflict> {
    let written: BTreeSet<String> = names.map(fold::name).filter(|name| !name.is_empty()).collect();
    let is_named = |name: &str| written.contains(&fold::name(name));
    let users = facts.users.iter().filter(|user| is_named(&user.name));
    let officers = facts.officers.iter().filter(|officer| is_named(&officer.name));
    users
        .filter_map(|user| of_user(user, parties, day))
        .chain(officers.filter_map(|officer| of_officer(officer, parties, day)))
        .next()
}

fn conflict(who: &str, interests: &[InterestFact], party: &PartyEntry, day: NaiveDate) -> Option<Conflict> {
    let sides = [Some(party.name.as_str()), party.responsible_person.as_deref()];
    let own = fold::name(who);
    sides.into_iter().flatten().find_map(|with| {
        let wanted = fold::name(with);
        let found =
            |declared_on| Conflict { who: who.trim().to_owned(), with: with.trim().to_owned(), declared_on };
        let standing = interests.iter().filter(|interest| interest.holds_on(day));
        let (namesakes, declared): (Vec<_>, Vec<_>) =
            standing.filter(|interest| fold::name(&interest.name) == wanted).partition(|one| one.namesake);
        match declared.iter().map(|interest| interest.declared_on).min() {
            _ if wanted.is_empty() => None,
            Some(on) => Some(found(Some(on))),
            None => (own == wanted && namesakes.is_empty()).then(|| found(None)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::lead::PartyKind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn party(name: &str, responsible: Option<&str>) -> PartyEntry {
        PartyEntry {
            kind: PartyKind::Organisation,
            name: name.to_owned(),
            credit_code: None,
            resident_id: None,
            responsible_person: responsible.map(str::to_owned),
            address: "示例路1号".to_owned(),
            phone: None,
            licence: None,
        }
    }

    fn interest(name: &str, since: Option<&str>, ended_on: Option<&str>) -> InterestFact {
        InterestFact {
            name: name.to_owned(),
            declared_on: day("2026-03-02"),
            since: since.map(day),
            ended_on: ended_on.map(day),
            namesake: false,
        }
    }

    fn found(declared: &str, party: &PartyEntry) -> bool {
        conflict("陈立", &[interest(declared, None, None)], party, day("2026-03-03")).is_some()
    }

    #[test]
    fn one_name_is_found_in_every_spelling_of_it_and_no_other() {
        let party = party("示例口腔门诊部（普通合伙）", Some("阿卜杜·示例"));
        for same in
            ["示例口腔门诊部(普通合伙)", " 示例口腔 门诊部（普通合伙）\u{200b}", "阿卜杜示例", "阿卜杜•示例"]
        {
            assert!(found(same, &party), "{same}");
        }
        for other in ["示例口腔门诊部", "阿卜杜", "", "　"] {
            assert!(!found(other, &party), "{other}");
        }
    }

    #[test]
    fn an_interest_stands_from_its_beginning_until_the_day_of_its_end() {
        let interest = interest("示例诊所", Some("2026-03-01"), Some("2026-05-01"));
        for (on, holds) in
            [("2026-02-28", false), ("2026-03-01", true), ("2026-04-30", true), ("2026-05-01", false)]
        {
            assert_eq!(interest.holds_on(day(on)), holds, "{on}");
        }
    }

    #[test]
    fn who_is_the_party_needs_no_declaration_and_an_empty_name_is_nobody() {
        let own = |party: &PartyEntry| conflict("陈 立", &[], party, day("2026-03-03"));
        let found = own(&party("示例诊所", Some("陈立"))).unwrap();
        assert_eq!(
            found.describe(),
            "陈 立与当事人或者其负责人“陈立”同名（不是同一人的，由承办机构负责人登记为重名）"
        );
        assert_eq!(own(&party("示例诊所", Some("  "))), None);
        assert_eq!(conflict("", &[interest("", None, None)], &party("", None), day("2026-03-03")), None);
    }

    #[test]
    fn a_namesake_is_no_conflict_but_what_is_declared_beside_it_is() {
        let party = party("示例诊所", Some("陈立"));
        let namesake = InterestFact { namesake: true, ..interest("陈立", None, None) };
        let interests = [namesake.clone(), interest("示例诊所", None, None)];
        assert_eq!(conflict("陈立", &interests[..1], &party, day("2026-03-03")), None);
        assert!(conflict("陈立", &interests, &party, day("2026-03-03")).is_some());
        let ended = InterestFact { ended_on: Some(day("2026-03-03")), ..namesake };
        assert!(conflict("陈立", &[ended], &party, day("2026-03-03")).is_some());
    }

    #[test]
    fn what_is_told_names_who_declared_it_and_when_and_not_what_it_is() {
        let interests = [interest("示例诊所", None, None)];
        let found = conflict("陈立", &interests, &party("示例诊所", None), day("2026-03-03")).unwrap();
        assert_eq!(found.describe(), "陈立于2026年3月2日申报与“示例诊所”有利害关系");
        let refusal = found.refusal("officers");
        assert!(refusal.message.contains("改由其他人员办理") && refusal.message.contains("由机关负责人决定"));
        assert!(found.own_refusal(true).message.contains("同级人民政府"));
        assert!(!format!("{:?}", interests[0]).contains("示例诊所"));
    }
}
