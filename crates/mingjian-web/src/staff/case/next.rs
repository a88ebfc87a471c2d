//! What may happen next in a case: what the reader can do, what waits for others, and what stands against the rest.
//! The judgements are the domain's; here they are put in an order that people can read.

use crate::staff::form::range::articles;
use mingjian_app::proceeding::{CaseView, Offered};
use mingjian_domain::attempt;
use mingjian_domain::law::Law;
use mingjian_domain::paper;
use mingjian_domain::refusal::{Refusal, RefusalKind};
use mingjian_domain::work::{self, Direction};
use mingjian_html::parts::{Link, RefusalCard};
use mingjian_law::condition::Truth;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Guard};

/// Refusals that ask nothing of anybody: another stage, done already, or nothing to do it with.
const IDLE: &[&str] = &[
    "wrong-state",
    "already-lodged",
    "already-performed",
    "no-cash-to-hand-in",
    "no-cash-to-bank",
    "no-maker-to-notify",
];

/// An action that the reader can take now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ready {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) href: String,
    /// Who may take it.
    pub(crate) who: String,
    /// The documents that it issues, in words.
    pub(crate) produces: String,
    /// The articles.
    pub(crate) basis: String,
    pub(crate) direction: Direction,
}

impl Ready {
    /// Whether it moves the case on.
    pub(crate) fn leads_on(&self) -> bool {
        self.direction == Direction::Forward
    }
}

/// An action that waits for somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) label: String,
    /// Who may take it.
    pub(crate) who: String,
    /// What is still missing, where something is.
    pub(crate) missing: Option<String>,
    pub(crate) basis: String,
    /// Where the reader enters what a head signed on paper.
    pub(crate) sheet: Option<Link>,
}

/// What may happen next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NextSteps {
    /// What the reader can do, what leads on first.
    pub(crate) ready: Vec<Ready>,
    /// What waits for others.
    pub(crate) waiting: Vec<Waiting>,
    /// What would be the reader's to do, and what stands against it.
    pub(crate) refused: Vec<RefusalCard>,
    /// What belongs to another stage of the case.
    pub(crate) elsewhere: Vec<RefusalCard>,
}

impl NextSteps {
    /// Puts the offers of a case in order.
    pub(crate) fn of(view: &CaseView, law: Law<'_>) -> Self {
        let mut steps = Self::default();
        for offer in &view.offers {
            // An offer names an action of the same pack.
            if let Ok(action) = attempt::action(law, &view.proceeding, &offer.id) {
                steps.add(view, offer, action, law);
            }
        }
        steps.ready.sort_by_key(|ready| ready.direction);
        steps.waiting.sort_by_key(|waiting| waiting.missing.is_some());
        steps
    }

    fn add(&mut self, view: &CaseView, offer: &Offered, action: &Action, law: Law<'_>) {
        let forward = work::direction_in(&view.proceeding, action.deed) == Direction::Forward;
        match &offer.refusal {
            None => self.ready.push(ready(view, offer, action)),
            Some(refusal) if IDLE.contains(&refusal.code.as_str()) || !forward => {
                self.elsewhere.push(card(offer, refusal));
            }
            Some(refusal) if refusal.kind == RefusalKind::Forbidden => {
                let waiting = Waiting { sheet: sheet(view, action, law), ..waiting(view, offer, action) };
                // What only answers something that has not come is not waited for.
                let answers = action.to.is_none() || action.deed == Deed::Withdraw;
                if waiting.missing.is_none() || !answers {
                    self.waiting.push(waiting);
                } else {
                    self.elsewhere.push(card(offer, refusal));
                }
            }
            Some(refusal) => self.refused.push(full_card(view, offer, action, refusal)),
        }
    }

    /// What of these actions the reader can take, and whether it leads on.
    pub(crate) fn links(&self, is_own: impl Fn(&str) -> bool) -> Vec<(Link, bool)> {
        let own = self.ready.iter().filter(|step| is_own(&step.id));
        own.map(|step| (Link::new(&step.label, &step.href), step.leads_on())).collect()
    }
}

fn ready(view: &CaseView, offer: &Offered, action: &Action) -> Ready {
    let titles: Vec<&str> = offer.produces.iter().filter_map(|kind| title_of(kind)).collect();
    Ready {
        id: offer.id.clone(),
        label: offer.label.clone(),
        href: format!("/staff/cases/{}/actions/{}", view.proceeding.id, offer.id),
        who: who(action),
        produces: titles.join("、"),
        basis: articles(&action.basis),
        direction: work::direction_in(&view.proceeding, action.deed),
    }
}

/// Everything that stands against an action today, whoever takes it; what depends on the form is not known yet.
fn failing<'a>(view: &CaseView, action: &'a Action) -> Vec<&'a Guard> {
    let values = attempt::values_for(&view.proceeding, action, view.now.day(), &[]);
    action.requires.iter().filter(|guard| guard.condition.truth(&values) == Truth::No).collect()
}

/// What guards would say today to whoever may take the action.
fn waiting(view: &CaseView, offer: &Offered, action: &Action) -> Waiting {
    let missing: Vec<&str> = failing(view, action).iter().map(|guard| guard.message.as_str()).collect();
    Waiting {
        label: offer.label.clone(),
        who: who(action),
        missing: (!missing.is_empty()).then(|| missing.concat()),
        basis: articles(&action.basis),
        sheet: None,
    }
}

/// Where the reader enters what a head signed on paper; nothing for who may not.
pub(crate) fn sheet(view: &CaseView, action: &Action, law: Law<'_>) -> Option<Link> {
    paper::may_enter(&view.proceeding, action, &view.facts.actor, law).ok()?;
    let href = format!("/staff/cases/{}/actions/{}?paper=1", view.proceeding.id, action.id);
    Some(Link::new("登记纸质审批", &href))
}

/// Who may take an action, in words.
pub(crate) fn who(action: &Action) -> String {
    let roles: Vec<&str> = action.by.iter().map(|role| role.label()).collect();
    roles.join("、")
}

fn title_of(kind: &str) -> Option<&'static str> {
    mingjian_domain::document::compose::title(kind)
}

/// A refusal with everything else that stands against the action, so that nobody finds out one reason at a time.
pub(crate) fn full_card(view: &CaseView, offer: &Offered, action: &Action, refusal: &Refusal) -> RefusalCard {
    let by_guard = action.requires.iter().any(|guard| guard.code == refusal.code);
    let further = failing(view, action).into_iter().filter(|guard| by_guard && guard.code != refusal.code);
    let facts = further.map(|guard| format!("{}（{}）", guard.message, articles(&guard.basis)));
    RefusalCard { facts: facts.collect(), ..card(offer, refusal) }
}

/// A refusal as a card.
pub(crate) fn card(offer: &Offered, refusal: &Refusal) -> RefusalCard {
    RefusalCard {
        action: offer.label.clone(),
        message: refusal.message.clone(),
        code: refusal.code.clone(),
        basis: refusal.basis.iter().map(ToString::to_string).collect(),
        facts: Vec::new(),
    }
}
