//! Standing in for somebody who is away (代办): for whom, in which roles, for which actions, how long, and by whom.
//! A delegate gets no more than the one who is away has, needs what the act itself asks of whoever takes it, and never
//! makes one person of two whom the law keeps apart.

use crate::actor::{Actor, Facts, Part, UserFact};
use crate::id::UserId;
use crate::interest;
use crate::power::ActionScope;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use crate::value::date_text::chinese_date;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::procedure::{Action, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A delegation during leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelegationFact {
    /// Who is away.
    pub from: UserId,
    /// Who stands in.
    pub to: UserId,
    /// In which roles.
    pub roles: BTreeSet<Role>,
    /// For which actions of them.
    pub scope: ActionScope,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
}

impl DelegationFact {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from_on <= day && day <= self.to_on
    }
}

/// For whom a delegate acted, as the journal says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForWhom {
    /// Who was away.
    pub user: UserId,
    /// The name on that day.
    pub name: String,
}

/// The roles in which somebody can stand in for another: administrators and supervisors are themselves or nobody.
pub const DELEGABLE: &[Role] = &[
    Role::Officer,
    Role::UnitHead,
    Role::Reviewer,
    Role::ReviewHead,
    Role::AgencyHead,
    Role::Clerk,
    Role::Archivist,
    Role::HearingHost,
];

/// An act in the place of another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StandIn<'a> {
    pub proceeding: &'a Proceeding,
    pub action: &'a Action,
    pub role: Role,
    pub facts: &'a Facts,
    /// The day on which the delegation, a certificate and an appointment must hold.
    pub day: NaiveDate,
    /// Whether that day is the day of the act; before it is known, a delegation of any days will do.
    pub certain: bool,
}

impl<'a> StandIn<'a> {
    /// The person who is away, as if that person acted.
    pub(crate) fn delegator(&self, delegation: &DelegationFact) -> Option<(&'a UserFact, Actor)> {
        let fact = self.facts.user(delegation.from)?;
        let held = fact.roles.contains(&self.role) && fact.organ == self.proceeding.organ;
        let own = &self.facts.actor;
        held.then(|| {
            let actor = Actor {
                user: fact.id,
                name: fact.name.clone(),
                roles: fact.roles.clone(),
                organ: fact.organ,
                body: own.body,
                department: fact.department,
                officer: self.facts.officers.iter().find(|one| one.user == Some(fact.id)).map(|one| one.id),
            };
            (fact, actor)
        })
    }

    /// Whether the delegate may act in the place of the one who is away, whose own place was judged before.
    ///
    /// # Errors
    /// When the delegation does not reach so far, or the delegate may not by the law of the act.
    pub(crate) fn check(&self, delegation: &DelegationFact, from: &UserFact) -> Result<(), Refusal> {
        let label = &self.action.label;
        if self.action.reserved_to.is_some() {
            let message = format!(
                "“{label}”只能由主要负责人或者主持工作的负责人本人办理，不能代办。主要负责人不在岗的，先按文件登记主持工作的负责人。"
            );
            return Err(self.refuse("delegate-reserved", &message, &[]));
        }
        if !delegation.scope.covers(&self.action.id) {
            let message = format!("“{label}”不在{}委托您代办的事项范围内。", from.name);
            return Err(self.refuse("delegate-out-of-scope", &message, &[]));
        }
        if self.certain && !delegation.holds_on(self.day) {
            let message =
                format!("{}不在您代{}办理的期限内，不能办理“{label}”。", chinese_date(self.day), from.name);
            return Err(self.refuse("delegate-out-of-term", &message, &[]));
        }
        self.check_qualified(from)?;
        self.check_apart(from)
    }

    /// The delegate has by himself what the law asks of whoever takes the act (行政处罚法 第四十二条、第五十七条、第五十八条).
    fn check_qualified(&self, from: &UserFact) -> Result<(), Refusal> {
        let actor = &self.facts.actor;
        let own = self.facts.user(actor.user);
        let holds = |role: Role| actor.roles.contains(&role);
        let (fit, lacks, article) = match self.role {
            Role::Officer => {
                let officer = actor.officer.and_then(|id| self.facts.officer(id));
                let certified =
                    officer.is_some_and(|one| !self.certain || one.certificate_on(self.day).is_some());
                (holds(Role::Officer) && certified, "当日有效的执法证", 42)
            }
            Role::Reviewer => {
                let fit = own.is_some_and(|one| one.review_qualified && one.organ == self.proceeding.organ);
                (fit, "法制审核人员的资格", 58)
            }
            Role::ReviewHead => {
                (holds(Role::ReviewHead) || holds(Role::Reviewer), "法制审核机构的人员身份", 58)
            }
            Role::HearingHost => (holds(Role::HearingHost), "听证主持人的资格", 64),
            Role::UnitHead => {
                let of_unit = actor.department == from.department;
                (of_unit && (holds(Role::UnitHead) || holds(Role::Officer)), "承办机构的人员身份", 54)
            }
            Role::AgencyHead => {
                let heads = !self.certain || self.facts.powers.heads_on(actor.user, self.day);
                (holds(Role::AgencyHead) && actor.body.is_none() && heads, "机关负责人的身份", 57)
            }
            Role::Clerk | Role::Archivist => (true, "", 48),
            Role::Supervisor
            | Role::SystemAdministrator
            | Role::SecurityAdministrator
            | Role::AuditAdministrator
            | Role::System => (false, "可以代办的岗位", 5),
        };
        if fit {
            return Ok(());
        }
        let message =
            format!("您没有{lacks}，不能代{}办理“{}”。请由有资格的人员代办。", from.name, self.action.label);
        Err(self.refuse("delegate-unqualified", &message, &[article]))
    }

    /// Who investigates a case does not review it, hear it or decide it, in whosever place (行政处罚法 第五十七条、第五十八条、
    /// 第六十四条); and an interest of either stands against it (第四十三条).
    fn check_apart(&self, from: &UserFact) -> Result<(), Refusal> {
        if let Some(conflict) = interest::of_user(from, &self.proceeding.everybody(), self.day) {
            let message =
                format!("{}。应当回避的人员不能委托他人代办，请由其他负责人另行指定。", conflict.describe());
            return Err(self.refuse("delegate-for-recused", &message, &[43]));
        }
        if self.proceeding.is_recused(Some(from.id), None) {
            let message =
                format!("{}已被决定回避本案，不能委托他人代办，请由其他负责人另行指定。", from.name);
            return Err(self.refuse("delegate-for-recused", &message, &[43]));
        }
        let user = self.facts.actor.user;
        let has = |part| self.proceeding.has_part(user, part);
        let handled = self.proceeding.was_handled_by(user) || has(Part::UnitHead);
        let judged = has(Part::Reviewer) || has(Part::Host) || has(Part::Head);
        let (apart, message) = match self.role {
            Role::Officer | Role::UnitHead => {
                (!judged, "您是本案的审核人员、听证主持人或者审批的负责人，不能代为承办本案。")
            }
            Role::Reviewer | Role::ReviewHead => (
                !handled && !has(Part::Host) && !has(Part::Head),
                "您参与了本案的承办、听证或者审批，不能代为审核本案。",
            ),
            Role::HearingHost => {
                (!handled && !has(Part::Reviewer), "您参与了本案的承办或者审核，不能代为主持听证。")
            }
            Role::AgencyHead => (
                !handled && !has(Part::Reviewer) && !has(Part::Host),
                "您参与了本案的承办、审核或者听证，不能代为审批本案。",
            ),
            _ => (true, ""),
        };
        if apart {
            return Ok(());
        }
        let code = if handled { "delegate-handled" } else { "delegate-judges-case" };
        Err(self.refuse(code, &format!("{message}请由其他人员代办。"), &[57, 58, 64]))
    }

    fn refuse(&self, code: &str, message: &str, of_penalty_law: &[u16]) -> Refusal {
        let named = of_penalty_law.iter().map(|article| Citation::article("行政处罚法", *article));
        let basis = named.chain(self.action.basis.iter().cloned()).collect();
        Refusal::forbidden(code, message, basis)
    }
}
