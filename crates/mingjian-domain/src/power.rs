//! Powers that a role alone does not give: in what capacity a head leads the organ, for which actions and how long.
//! It knows no roles and appoints nobody: appointments are facts that the body keeps on paper and enters.

use crate::delegation::DelegationFact;
use crate::id::UserId;
use crate::refusal::{Refusal, articles};
use crate::value::date_text::chinese_date;
use chrono::NaiveDate;
use mingjian_law::procedure::{Action, Reserved};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// In what capacity somebody heads the organ.
///
/// The law speaks of the heads of an organ (行政处罚法 第五十七条) and leaves some acts to one of them alone: the
/// principal, or who is in charge meanwhile (行政执法机关移送涉嫌犯罪案件的规定 第五条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leadership {
    /// The principal head (主要负责人).
    Principal,
    /// Who is in charge while there is no principal or the principal cannot act (主持工作的负责人).
    Acting,
    /// A deputy by written authorisation (分管负责人).
    Deputy,
}

impl Leadership {
    /// Every capacity.
    pub const ALL: [Self; 3] = [Self::Principal, Self::Acting, Self::Deputy];

    /// The identifier used in rows and forms.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Acting => "acting",
            Self::Deputy => "deputy",
        }
    }

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Principal => "主要负责人",
            Self::Acting => "主持工作的负责人",
            Self::Deputy => "分管负责人",
        }
    }

    /// The capacity with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// Whether what is reserved to the principal is within it.
    const fn has_powers_of_principal(self) -> bool {
        matches!(self, Self::Principal | Self::Acting)
    }
}

/// The actions to which an authorisation extends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionScope {
    /// All that the law does not reserve.
    All,
    /// These, by their ids in the procedures.
    Only(BTreeSet<String>),
}

impl ActionScope {
    /// Whether an action lies within it.
    pub fn covers(&self, action: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(actions) => actions.contains(action),
        }
    }
}

/// An appointment of a head, or the written authorisation of a deputy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentFact {
    /// Whose it is.
    pub user: UserId,
    /// In what capacity.
    pub leadership: Leadership,
    /// For which actions.
    pub scope: ActionScope,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day, where it has one.
    pub to_on: Option<NaiveDate>,
}

impl AppointmentFact {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from_on <= day && self.to_on.is_none_or(|to| day <= to)
    }

    fn is_open(&self, action: &Action) -> bool {
        match action.reserved_to {
            Some(Reserved::Principal) => self.leadership.has_powers_of_principal(),
            None => self.leadership.has_powers_of_principal() || self.scope.covers(&action.id),
        }
    }
}

/// The powers that the organ has given to people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Powers {
    /// Every appointment of a head of the organ, past ones included.
    pub appointments: Vec<AppointmentFact>,
    /// Every delegation during leave, past ones included.
    pub delegations: Vec<DelegationFact>,
}

impl Powers {
    /// In what capacities somebody heads the organ on a day, as appointed.
    pub fn capacities(&self, user: UserId, day: NaiveDate) -> impl Iterator<Item = Leadership> + '_ {
        self.of(user).filter(move |one| one.holds_on(day)).map(|one| one.leadership)
    }

    /// Whether somebody heads the organ on a day, in whatever capacity.
    pub(crate) fn heads_on(&self, user: UserId, day: NaiveDate) -> bool {
        let own = self.of(user).next().is_some();
        self.capacities(user, day).next().is_some() || (!own && !self.knows_principal())
    }

    /// In whose place somebody may have to act.
    pub(crate) fn delegations_to(&self, user: UserId) -> impl Iterator<Item = &DelegationFact> {
        self.delegations.iter().filter(move |one| one.to == user)
    }

    /// In what capacity a head may take an action on a day, or on any day at all.
    ///
    /// Until an organ has entered its principal, its heads count as principal for whatever is not reserved: they were
    /// made heads by their role. What the law reserves needs an appointment that can be shown.
    ///
    /// # Errors
    /// When no appointment of the person reaches as far.
    pub(crate) fn lead(
        &self,
        user: UserId,
        action: &Action,
        day: Option<NaiveDate>,
    ) -> Result<Leadership, Refusal> {
        if self.of(user).next().is_none() && action.reserved_to.is_none() && !self.knows_principal() {
            return Ok(Leadership::Principal);
        }
        let fitting: Vec<&AppointmentFact> = self.of(user).filter(|one| one.is_open(action)).collect();
        let in_time = |one: &&&AppointmentFact| day.is_none_or(|day| one.holds_on(day));
        match fitting.iter().filter(in_time).map(|one| one.leadership).min() {
            Some(leadership) => Ok(leadership),
            None => Err(self.refuse(user, action, day, &fitting)),
        }
    }

    fn of(&self, user: UserId) -> impl Iterator<Item = &AppointmentFact> {
        self.appointments.iter().filter(move |one| one.user == user)
    }

    fn knows_principal(&self) -> bool {
        self.appointments.iter().any(|one| one.leadership.has_powers_of_principal())
    }

    /// Names the nearest reason: out of term before out of scope, and both before no appointment at all.
    fn refuse(
        &self,
        user: UserId,
        action: &Action,
        day: Option<NaiveDate>,
        fitting: &[&AppointmentFact],
    ) -> Refusal {
        let label = &action.label;
        let (code, message) = if let (Some(day), false) = (day, fitting.is_empty()) {
            let message = format!(
                "{}不在您的任职或者授权期限内，不能办理“{label}”。请由当日在任的负责人办理。",
                chinese_date(day)
            );
            ("head-out-of-term", message)
        } else if self.of(user).next().is_none() {
            let message = format!(
                "您没有登记为本机关的负责人，不能办理“{label}”。请由系统管理员按任职文件或者书面授权登记。"
            );
            ("head-not-appointed", message)
        } else if action.reserved_to.is_some() {
            let message =
                format!("“{label}”应当由主要负责人或者主持工作的负责人办理，分管负责人不能代为决定。");
            ("reserved-to-principal", message)
        } else {
            let message = format!("“{label}”不在您的书面授权范围内。请由主要负责人或者有授权的负责人办理。");
            ("deputy-out-of-scope", message)
        };
        Refusal::forbidden(code, &message, articles(&action.basis))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingjian_law::pack::Pack;
    use uuid::Uuid;

    fn user(number: u128) -> UserId {
        UserId::from_uuid(Uuid::from_u128(number))
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn appointed(
        number: u128,
        leadership: Leadership,
        scope: ActionScope,
        to: Option<&str>,
    ) -> AppointmentFact {
        let (from_on, to_on) = (day("2026-01-01"), to.map(day));
        AppointmentFact { user: user(number), leadership, scope, from_on, to_on }
    }

    fn only(id: &str) -> ActionScope {
        ActionScope::Only(BTreeSet::from([id.to_owned()]))
    }

    /// One principal until the end of June, who is followed by an acting one; a deputy for decisions until the end of March.
    fn powers() -> Powers {
        let appointments = vec![
            appointed(1, Leadership::Principal, ActionScope::All, Some("2026-06-30")),
            AppointmentFact {
                from_on: day("2026-07-01"),
                ..appointed(2, Leadership::Acting, ActionScope::All, None)
            },
            appointed(3, Leadership::Deputy, only("decide-penalty"), Some("2026-03-31")),
            appointed(4, Leadership::Deputy, ActionScope::All, None),
        ];
        Powers { appointments, ..Powers::default() }
    }

    fn action(id: &str, reserved_to: Option<Reserved>) -> Action {
        let pack = Pack::embedded("demo-health").unwrap();
        let found = pack.procedures.iter().find_map(|procedure| procedure.action(id)).unwrap();
        Action { reserved_to, ..found.clone() }
    }

    fn led(powers: &Powers, who: u128, action: &Action, on: &str) -> Result<Leadership, String> {
        powers.lead(user(who), action, Some(day(on))).map_err(|refusal| {
            assert!(!refusal.basis.is_empty(), "{} names its article", refusal.code);
            refusal.code
        })
    }

    #[test]
    fn a_deputy_decides_within_the_written_authorisation_and_its_term_alone() {
        let decide = action("decide-penalty", None);
        let file = action("approve-filing", None);
        assert_eq!(led(&powers(), 3, &decide, "2026-03-31"), Ok(Leadership::Deputy));
        assert_eq!(led(&powers(), 3, &decide, "2026-04-01"), Err("head-out-of-term".to_owned()));
        assert_eq!(led(&powers(), 3, &file, "2026-03-31"), Err("deputy-out-of-scope".to_owned()));
        assert_eq!(led(&powers(), 4, &file, "2030-01-01"), Ok(Leadership::Deputy));
        assert_eq!(led(&powers(), 9, &file, "2026-03-31"), Err("head-not-appointed".to_owned()));
    }

    #[test]
    fn transfer_rules_article_5_what_is_reserved_is_for_the_principal_or_who_is_in_charge_meanwhile() {
        let transfer = action("transfer-out", Some(Reserved::Principal));
        assert_eq!(led(&powers(), 1, &transfer, "2026-06-30"), Ok(Leadership::Principal));
        assert_eq!(led(&powers(), 1, &transfer, "2026-07-01"), Err("head-out-of-term".to_owned()));
        assert_eq!(led(&powers(), 2, &transfer, "2026-07-01"), Ok(Leadership::Acting));
        assert_eq!(led(&powers(), 2, &transfer, "2026-06-30"), Err("head-out-of-term".to_owned()));
        // Not even a deputy for everything, not even before the day is known.
        assert_eq!(led(&powers(), 4, &transfer, "2026-03-01"), Err("reserved-to-principal".to_owned()));
        assert!(powers().lead(user(4), &transfer, None).is_err());
    }

    #[test]
    fn until_a_principal_is_entered_a_head_by_role_decides_but_signs_nothing_reserved() {
        let nobody = Powers::default();
        let decide = action("decide-penalty", None);
        assert_eq!(led(&nobody, 1, &decide, "2026-03-01"), Ok(Leadership::Principal));
        let transfer = action("transfer-out", Some(Reserved::Principal));
        assert_eq!(led(&nobody, 1, &transfer, "2026-03-01"), Err("head-not-appointed".to_owned()));
        let deputy_alone = Powers {
            appointments: vec![appointed(3, Leadership::Deputy, only("decide-penalty"), None)],
            ..Powers::default()
        };
        assert_eq!(led(&deputy_alone, 1, &decide, "2026-03-01"), Ok(Leadership::Principal));
        assert_eq!(led(&deputy_alone, 3, &decide, "2026-03-01"), Ok(Leadership::Deputy));
    }

    #[test]
    fn who_is_deputy_and_acting_at_once_acts_with_the_greater_power() {
        let mut powers = powers();
        powers.appointments.push(appointed(4, Leadership::Acting, ActionScope::All, None));
        let capacities: Vec<_> = powers.capacities(user(4), day("2026-02-01")).collect();
        assert_eq!(capacities, [Leadership::Deputy, Leadership::Acting]);
        assert_eq!(led(&powers, 4, &action("decide-penalty", None), "2026-02-01"), Ok(Leadership::Acting));
    }
}
