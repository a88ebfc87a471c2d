//! Rules whose text nobody has seen bind nobody until the body's legal unit confirms them: an act that rests on one waits.
//! It confirms nothing: that is `confirmation`, with a name, a day and a scan.

use mingjian_domain::attempt::Step;
use mingjian_domain::clock::ClockMove;
use mingjian_domain::event::{Content, Event};
use mingjian_domain::refusal::Refusal;
use mingjian_law::deed::Deed;
use mingjian_law::pack::Pack;
use mingjian_law::rule_list::RuleView;

/// Refuses a step that rests on a rule which still waits for its confirmation.
pub(crate) fn check(pack: &Pack, step: &Step) -> Result<(), Refusal> {
    let waiting = pack.unconfirmed();
    match waiting.iter().find(|rule| rests_on(&step.event, &rule.id)) {
        None => Ok(()),
        Some(rule) => Err(refusal(rule)),
    }
}

fn refusal(rule: &RuleView) -> Refusal {
    let message = format!(
        "规则“{}”（{}）没有见到原文，尚未经本机关法制机构确认，不能据此办理。请法制机构在“规则”页核对原文后确认。",
        rule.label, rule.id
    );
    Refusal::law("rule-unconfirmed", &message, rule.basis.iter().cloned().collect())
}

/// Whether an event rests on a rule: a clock that it starts, or the scopes that its deed asks.
fn rests_on(event: &Event, rule: &str) -> bool {
    let starts = event.clocks.iter().any(|change| match change {
        ClockMove::Started(record) => record.rule == rule,
        ClockMove::Ended { .. } | ClockMove::Recomputed(_) | ClockMove::Extended(_) => false,
    });
    let family = match &event.content {
        Content::Acted { act, .. } => scope_of(act.deed()),
        // The item of an inspection is a rule of its own: published or not, the body's legal unit says.
        Content::Opened(opening) => {
            return opening
                .inspection()
                .is_some_and(|task| mingjian_law::inspection::rule_id(&task.item) == rule);
        }
        Content::Recomputed { .. } | Content::Lapsed { .. } | Content::PaperAnswered(_) => &[],
    };
    starts || family.iter().any(|prefix| rule.starts_with(prefix))
}

/// The rules that a deed asks besides its clocks, by the beginning of their ids.
fn scope_of(deed: Deed) -> &'static [&'static str] {
    match deed {
        Deed::IssueNotice => &["hearing."],
        Deed::AdoptProposal | Deed::AmendProposal => &["discussion.", "discretion."],
        Deed::Mask => &["disclosure."],
        _ => &[],
    }
}
