//! Whole cases in given, when, then: from the lead to the closed file and the public page.
//! They show what a lawful case looks like; what is refused on the way is tried in `forbidden`.

use crate::acts;
use crate::case::Case;
use crate::people::Who;

const SYSTEM: &str = "management-system-unsound";

/// A case that is filed and investigated, with one item of evidence.
pub(crate) fn investigated(causes: &[&str]) -> Case {
    let mut case = Case::open();
    case.act("accept-lead", acts::accept()).by(Who::UnitHead);
    case.act("request-filing", acts::request_filing(causes)).by(Who::OfficerA);
    case.act("approve-filing", acts::approve_filing()).by(Who::Head);
    case.wait_days(1);
    let scene = acts::scene(&case);
    case.act("record-scene", scene).by(Who::OfficerA);
    let evidence = acts::evidence(&case);
    case.act("add-evidence", evidence).by(Who::OfficerA);
    case
}

#[test]
fn a_small_case_is_decided_published_and_filed() {
    let mut case = investigated(&[SYSTEM]);
    let violations = vec![acts::violation(&case, SYSTEM)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerB);
    let proposal = acts::adopt(&case, vec![acts::fined(SYSTEM, 20_000)]);
    case.act("adopt-proposal", proposal).by(Who::UnitHead);
}
