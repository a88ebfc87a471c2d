//! A procedure as a pack writes it: states, actions, guards, effects and clocks, and the one evaluator that runs them.
//! It holds no facts of a case and proves nothing: the domain brings the facts, the verifier the proof.

use crate::citation::Basis;
use crate::condition::{Condition, Truth};
use crate::deed::Deed;
use crate::toml_error::{self, PackError};
use crate::variable::{Assignment, Values, Variable};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A person's part in the body's work; who may take an action is said in roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Enforcement officer (执法人员).
    Officer,
    /// Head of the handling unit (承办机构负责人).
    UnitHead,
    /// Legal reviewer (法制审核人员).
    Reviewer,
    /// Head of the reviewing unit, who assigns reviewers (法制审核机构负责人).
    ReviewHead,
    /// Head of the organ (机关负责人).
    AgencyHead,
    /// Publicity clerk (公示专员).
    Clerk,
    /// Archivist (档案员).
    Archivist,
    /// Hearing host (听证主持人).
    HearingHost,
    /// Supervisor of enforcement (执法监督).
    Supervisor,
    /// System administrator (系统管理员).
    SystemAdministrator,
    /// Security administrator (安全管理员).
    SecurityAdministrator,
    /// Audit administrator (审计管理员).
    AuditAdministrator,
    /// The program itself, for what a rule says and nobody decides. Nobody holds it, and no procedure may name it.
    System,
}

impl Role {
    /// Every role that a person may hold.
    pub const ALL: &'static [Self] = &[
        Self::Officer,
        Self::UnitHead,
        Self::Reviewer,
        Self::ReviewHead,
        Self::AgencyHead,
        Self::Clerk,
        Self::Archivist,
        Self::HearingHost,
        Self::Supervisor,
        Self::SystemAdministrator,
        Self::SecurityAdministrator,
        Self::AuditAdministrator,
    ];

    /// The identifier used in packs, rows and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::UnitHead => "unit-head",
            Self::Reviewer => "reviewer",
            Self::ReviewHead => "review-head",
            Self::AgencyHead => "agency-head",
            Self::Clerk => "clerk",
            Self::Archivist => "archivist",
            Self::HearingHost => "hearing-host",
            Self::Supervisor => "supervisor",
            Self::SystemAdministrator => "system-administrator",
            Self::SecurityAdministrator => "security-administrator",
            Self::AuditAdministrator => "audit-administrator",
            Self::System => "system",
        }
    }

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Officer => "执法人员",
            Self::UnitHead => "承办机构负责人",
            Self::Reviewer => "法制审核人员",
            Self::ReviewHead => "法制审核机构负责人",
            Self::AgencyHead => "机关负责人",
            Self::Clerk => "公示专员",
            Self::Archivist => "档案员",
            Self::HearingHost => "听证主持人",
            Self::Supervisor => "执法监督人员",
            Self::SystemAdministrator => "系统管理员",
            Self::SecurityAdministrator => "安全管理员",
            Self::AuditAdministrator => "审计管理员",
            Self::System => "依规则自动登记",
        }
    }

    /// The role with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.id() == id)
    }
}

/// To whom among the heads an action is left, where the law names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reserved {
    /// The principal head, or who heads the organ meanwhile (正职负责人或者主持工作的负责人).
    Principal,
}

/// With what statement a proceeding of a procedure is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpenedBy {
    /// A lead (案源).
    Lead,
    /// An inspection that is planned or called for (检查任务).
    Inspection,
    /// A violation that officers found on the spot (当场发现).
    Spot,
}

/// A place in the main machine of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Its identifier.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// Whether nothing follows it.
    #[serde(default, rename = "final")]
    pub is_final: bool,
}

/// A clock of the procedure: which time limit runs it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// The variable that shows where the clock stands.
    pub variable: Variable,
    /// The id of the time limit.
    pub rule: String,
}

/// What must hold before an action, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// The condition.
    #[serde(rename = "if")]
    pub condition: Condition,
    /// The stable code of the refusal.
    pub code: String,
    /// What the refused person reads: what is missing and what to do.
    pub message: String,
    /// The invariant that falls when this guard is dropped.
    #[serde(default)]
    pub serves: Option<String>,
    /// Why the guard stands although no law commands it.
    #[serde(default)]
    pub comfort: Option<String>,
    /// Codes of other guards (`action/code`) without which this one can be dropped unpunished.
    #[serde(default)]
    pub backed_by: Vec<String>,
    /// The articles.
    pub basis: Basis,
}

/// What an action changes in the machine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// The variable and its new value.
    #[serde(deserialize_with = "one_assignment")]
    pub set: Assignment,
    /// Only when this holds before the action; always when absent.
    #[serde(default)]
    pub when: Option<Condition>,
}

fn one_assignment<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Assignment, D::Error> {
    use serde::de::Error;
    let table = std::collections::BTreeMap::<String, String>::deserialize(deserializer)?;
    let mut entries = table.iter();
    match (entries.next(), entries.next()) {
        (Some((variable, value)), None) => Assignment::parse(variable, value).map_err(D::Error::custom),
        _ => Err(D::Error::custom("`set` names exactly one variable; write one effect for each")),
    }
}

/// An action: who may take it, from where, what it needs, what it changes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Its identifier.
    pub id: String,
    /// The verb on the button.
    pub label: String,
    /// What it does, in law.
    pub deed: Deed,
    /// Who may take it.
    pub by: Vec<Role>,
    /// To whom among the heads it is left; to every head within that head's powers when absent.
    #[serde(default)]
    pub reserved_to: Option<Reserved>,
    /// The states in which it can be taken.
    pub from: Vec<String>,
    /// The state that follows; the same state when absent.
    #[serde(default)]
    pub to: Option<String>,
    /// The facts of the act that its guards, effects and invariants ask for.
    #[serde(default)]
    pub asks: Vec<Variable>,
    /// What must hold.
    #[serde(default)]
    pub requires: Vec<Guard>,
    /// What it changes.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// The documents that it issues.
    #[serde(default)]
    pub produces: Vec<String>,
    /// Whether it only adds, so that it names no version and never conflicts.
    #[serde(default)]
    pub adds_only: bool,
    /// The articles that command or allow it.
    pub basis: Basis,
}

impl Action {
    /// The state after the action from `state`.
    pub fn target<'a>(&'a self, state: &'a str) -> &'a str {
        self.to.as_deref().unwrap_or(state)
    }

    /// The first guard that fails, given what is known; guards that wait for an input pass.
    pub fn first_failing(&self, values: &Values) -> Option<&Guard> {
        self.requires.iter().find(|guard| guard.condition.truth(values) == Truth::No)
    }

    /// Every guard that fails or waits for an input, for the page that shows what is missing.
    pub fn open_guards<'a>(&'a self, values: &'a Values) -> impl Iterator<Item = &'a Guard> + 'a {
        self.requires.iter().filter(|guard| guard.condition.truth(values) != Truth::Yes)
    }

    /// What the action changes, judged on the values before it (with the inputs of the act).
    pub fn moves(&self, values: &Values) -> Vec<Assignment> {
        self.effects
            .iter()
            .filter(|effect| effect.when.as_ref().is_none_or(|when| when.holds(values)))
            .map(|effect| effect.set)
            .collect()
    }
}

/// A procedure in one version.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Its identifier, such as `penalty-ordinary`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The kind of proceeding that runs it.
    pub kind: String,
    /// With what statement one is opened; nothing where nobody opens it, as it runs beside another.
    #[serde(default)]
    pub opened_by: Option<OpenedBy>,
    /// The first day on which a proceeding can start under it.
    #[serde(deserialize_with = "crate::toml_date::required")]
    pub effective_from: NaiveDate,
    /// The last such day.
    #[serde(default, deserialize_with = "crate::toml_date::optional")]
    pub effective_to: Option<NaiveDate>,
    /// The state in which it starts.
    pub start: String,
    /// The states.
    pub state: Vec<State>,
    /// The clocks.
    #[serde(default)]
    pub clock: Vec<ClockRule>,
    /// Values that differ from the defaults when it starts.
    #[serde(default)]
    pub initial: Vec<Effect>,
    /// The actions.
    pub action: Vec<Action>,
}

impl Procedure {
    /// Reads a procedure and checks that every name in it means something.
    ///
    /// # Errors
    /// When the text is not a procedure, or names a state, clock or guard that is not there.
    pub fn parse(text: &str, file: &str) -> Result<Self, PackError> {
        let procedure: Self = toml_error::parse(text, file)?;
        match procedure.faults().into_iter().next() {
            None => Ok(procedure),
            Some(what) => Err(PackError::rule(file, &procedure.id, "程序前后不一致", &what)),
        }
    }

    /// The state with this identifier.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.state.iter().find(|state| state.id == id)
    }

    /// The action with this identifier.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.action.iter().find(|action| action.id == id)
    }

    /// The actions that can be taken from a state, guards apart.
    pub fn actions_from<'a>(&'a self, state: &'a str) -> impl Iterator<Item = &'a Action> + 'a {
        self.action.iter().filter(move |action| action.from.iter().any(|from| from == state))
    }

    /// The time limit that runs a clock.
    pub fn rule_of(&self, variable: Variable) -> Option<&str> {
        self.clock.iter().find(|clock| clock.variable == variable).map(|clock| clock.rule.as_str())
    }

    /// The values with which it starts.
    pub fn initial_values(&self) -> Values {
        let mut values = Values::default();
        for effect in &self.initial {
            values.set(effect.set.variable, effect.set.value);
        }
        values
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let states: BTreeSet<&str> = self.state.iter().map(|state| state.id.as_str()).collect();
        if states.len() != self.state.len() {
            faults.push("two states have the same id".to_owned());
        }
        if !states.contains(self.start.as_str()) {
            faults.push(format!("the start state `{}` is not a state", self.start));
        }
        let guards: BTreeSet<String> = self
            .action
            .iter()
            .flat_map(|action| {
                action.requires.iter().map(move |guard| format!("{}/{}", action.id, guard.code))
            })
            .collect();
        let mut seen = BTreeSet::new();
        for action in &self.action {
            if !seen.insert(action.id.as_str()) {
                faults.push(format!("two actions are called `{}`", action.id));
            }
            faults.extend(self.action_faults(action, &states, &guards));
        }
        faults
    }

    fn action_faults(
        &self,
        action: &Action,
        states: &BTreeSet<&str>,
        guards: &BTreeSet<String>,
    ) -> Vec<String> {
        let mut faults = Vec::new();
        let name = &action.id;
        if action.reserved_to.is_some() && action.by != [Role::AgencyHead] {
            faults.push(format!("action `{name}` is reserved among the heads, but others may take it"));
        }
        for state in action.from.iter().chain(&action.to) {
            if !states.contains(state.as_str()) {
                faults.push(format!("action `{name}` names the state `{state}`, which is not there"));
            }
        }
        if action.by.contains(&Role::System) {
            faults.push(format!("action `{name}` is left to the program, which takes none"));
        }
        if action.by.is_empty() || action.from.is_empty() {
            faults.push(format!("action `{name}` says neither who may take it nor from where"));
        }
        for guard in &action.requires {
            if guard.serves.is_none() == guard.comfort.is_none() {
                faults.push(format!("guard `{name}/{}` must serve an invariant or be a comfort", guard.code));
            }
            for backing in &guard.backed_by {
                if !guards.contains(backing) {
                    faults.push(format!(
                        "guard `{name}/{}` is backed by `{backing}`, which is not there",
                        guard.code
                    ));
                }
            }
        }
        let read = action.requires.iter().map(|guard| &guard.condition);
        let read = read.chain(action.effects.iter().filter_map(|effect| effect.when.as_ref()));
        for variable in read.flat_map(Condition::variables).filter(|variable| variable.is_input()) {
            if !action.asks.contains(&variable) {
                faults.push(format!("action `{name}` reads the input `{variable}` but does not ask for it"));
            }
        }
        for effect in &action.effects {
            if effect.set.variable.is_input() {
                faults.push(format!("action `{name}` sets the input `{}`", effect.set.variable));
            }
            if effect.set.variable.is_clock() && self.rule_of(effect.set.variable).is_none() {
                faults.push(format!(
                    "action `{name}` moves the clock `{}`, which has no rule",
                    effect.set.variable
                ));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variable::{Value, clock, review};

    fn file(name: &str) -> Procedure {
        let path = format!("{}/../../law/national/procedures/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        Procedure::parse(&text, name).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn both_national_procedures_load() {
        let penalty = file("penalty-ordinary");
        assert!(penalty.action("decide-penalty").unwrap().requires.len() >= 8);
        assert!(file("publication-decision").initial_values().is(Variable::PublicationClock, clock::RUNNING));
    }

    #[test]
    fn an_action_refuses_with_the_first_guard_that_fails_and_waits_for_inputs() {
        let penalty = file("penalty-ordinary");
        let submit = penalty.action("submit-for-review").unwrap();
        let values = penalty.initial_values();
        assert_eq!(submit.first_failing(&values), None);
        let agreed = values.with(Variable::Review, review::AGREED);
        assert_eq!(submit.first_failing(&agreed).unwrap().code, "review-already-asked");
        let filing = penalty.action("approve-filing").unwrap();
        assert_eq!(filing.first_failing(&values), None, "the officers are not named yet");
        assert_eq!(filing.open_guards(&values).count(), 2);
        assert_eq!(filing.moves(&values)[0].value, Value(1));
    }

    #[test]
    fn what_is_reserved_to_the_principal_is_for_heads_alone() {
        let path =
            format!("{}/../../law/national/procedures/penalty-ordinary.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let reserve = |id: &str| {
            let line = format!("id = \"{id}\"\n");
            assert!(text.contains(&line), "{id}");
            Procedure::parse(&text.replacen(&line, &format!("{line}reserved_to = \"principal\"\n"), 1), "x")
        };
        let reserved = reserve("decide-penalty").unwrap();
        assert_eq!(reserved.action("decide-penalty").unwrap().reserved_to, Some(Reserved::Principal));
        let error = reserve("extend-correction").unwrap_err().to_string();
        assert!(error.contains("`extend-correction` is reserved among the heads"), "{error}");
    }

    #[test]
    fn a_broken_procedure_says_where_and_what() {
        let error = Procedure::parse("id = 'x'\nlable = 'y'\n", "x.toml").unwrap_err().to_string();
        assert!(error.starts_with("x.toml:2:1"), "{error}");
        let text = "id='x'\nlabel='x'\nkind='x'\neffective_from=2021-01-01\nstart='b'\nstate=[{id='a',label='a'}]\naction=[]\n";
        assert!(Procedure::parse(text, "x").unwrap_err().to_string().contains("start state `b`"));
    }
}
