//! How far a lawful case has come when a test begins.
//! Each stage is reached through the ordinary acts, with nothing left out.

use crate::acts;
use crate::case::Case;
use crate::people::Who;
use mingjian_domain::act::decision::Penalty;
use mingjian_domain::act::publication::SecrecyOutcome;
use mingjian_domain::act::review::OpinionKind;
use mingjian_law::variable::Variable;

/// One plain range: a warning and a fine of 10,000 to 50,000 yuan.
pub(crate) const SYSTEM: &str = "management-system-unsound";
/// A warning, gains, and perhaps a fine of 10,000 to 100,000 yuan.
pub(crate) const BEYOND: &str = "practice-beyond-registration";
/// A warning; a fine of 2,000 to 5,000 yuan only where the order stayed unheeded.
pub(crate) const WASTE: &str = "medical-waste-management";
/// No fine at all.
pub(crate) const NURSES: &str = "nurses-unregistered";
/// A fine of five to twenty times the gains, counted from 10,000 yuan.
pub(crate) const UNLICENSED: &str = "practice-without-licence";
/// For the disease-control organ to punish.
pub(crate) const INFECTION: &str = "infection-control-failed";

/// A case whose filing waits for the head.
pub(crate) fn requested(causes: &[&str]) -> Case {
    let mut case = Case::open();
    case.act("accept-lead", acts::accept()).by(Who::UnitHead);
    case.act("request-filing", acts::request_filing(causes)).by(Who::OfficerA);
    case
}

/// A case that is filed and investigated, with one item of evidence.
pub(crate) fn investigated(causes: &[&str]) -> Case {
    let mut case = requested(causes);
    case.act("approve-filing", acts::approve_filing()).by(Who::Head);
    case.wait_days(1);
    case.act("record-scene", acts::scene(&case)).by(Who::OfficerA);
    case.act("record-inquiry", acts::inquiry(&case)).by(Who::OfficerB);
    case.act("add-evidence", acts::evidence(&case)).by(Who::OfficerA);
    case
}

/// A case with its report.
pub(crate) fn concluded(causes: &[&str]) -> Case {
    let mut case = investigated(causes);
    let violations = causes.iter().map(|cause| acts::violation(&case, cause)).collect();
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerB);
    case
}

/// The panel proposes these penalties.
pub(crate) fn proposed(case: &mut Case, penalties: Vec<Penalty>) {
    case.act("adopt-proposal", acts::adopt(case, penalties)).by(Who::UnitHead);
}

/// A review round that ends in agreement.
pub(crate) fn agreed(case: &mut Case) {
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    case.act("assign-review", acts::assign(Who::Reviewer)).by(Who::ReviewHead);
    case.act("give-opinion", acts::opinion(OpinionKind::Agree)).by(Who::Reviewer);
}

/// A case with a proposal of these penalties.
pub(crate) fn with_proposal(penalties: &[Penalty]) -> Case {
    let causes: Vec<&str> = penalties.iter().map(|penalty| penalty.cause.as_str()).collect();
    let mut case = concluded(&causes);
    proposed(&mut case, penalties.to_vec());
    case
}

/// A case whose notice of these penalties is served, and not reviewed yet.
pub(crate) fn noticed(penalties: &[Penalty]) -> Case {
    let mut case = with_proposal(penalties);
    case.act("issue-notice", acts::issue()).by(Who::Head);
    case.wait_days(1);
    case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
    case
}

/// A case in which everything before the decision is done; for penalties without hearing or discussion.
pub(crate) fn ripe(penalties: &[Penalty]) -> Case {
    let mut case = noticed(penalties);
    case.wait_out(Variable::PleaClock);
    agreed(&mut case);
    case
}

/// A decided case; for penalties without hearing or discussion.
pub(crate) fn decided(penalties: &[Penalty]) -> Case {
    let mut case = ripe(penalties);
    case.act("decide-penalty", acts::decide()).by(Who::Head);
    case
}

/// A case whose decision is served; for penalties without hearing or discussion.
pub(crate) fn served(penalties: &[Penalty]) -> Case {
    let mut case = decided(penalties);
    case.wait_days(1);
    case.act("serve-decision", acts::serve_decision(&case)).by(Who::OfficerA);
    case
}

/// The decision goes to the public.
pub(crate) fn published(case: &mut Case) {
    case.act("mask", acts::mask()).by(Who::Clerk);
    case.act("check-secrecy", acts::secrecy(SecrecyOutcome::Pass)).by(Who::Reviewer);
    case.act("release", acts::release()).by(Who::UnitHead);
}
