//! Forbidden orders of sampling and testing: by one officer, by a laboratory that may not, without a report, out of term.
//! What a lawful sampling comes to is told elsewhere.

use super::{Forbidden, Order, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{self, SYSTEM};
use mingjian_domain::act::sampling::{EntrustTesting, ReceiveResult, TakeSample};
use mingjian_law::variable::Variable;

const MAKER: Option<&str> = Some("示例消毒制品厂");

fn investigated() -> Case {
    stages::investigated(&[SYSTEM])
}

fn taken(maker: Option<&str>) -> Case {
    let mut case = investigated();
    let stated = acts::sampling_with(case.now.china(), maker);
    case.act("take-sample", act!(TakeSample stated)).by(Who::OfficerA);
    case
}

fn of_nobody() -> Case {
    taken(None)
}

fn of_a_maker() -> Case {
    taken(MAKER)
}

fn testing() -> Case {
    let mut case = of_nobody();
    case.act("entrust-testing", act!(EntrustTesting acts::entrust_with(case.today()))).by(Who::OfficerA);
    case
}

fn received() -> Case {
    let mut case = testing();
    case.act("receive-result", act!(ReceiveResult acts::result_with(case.today()))).by(Who::OfficerA);
    case
}

fn issued() -> Case {
    let mut case = received();
    case.act("issue-result", acts::issue_result()).by(Who::OfficerA);
    case
}

fn told() -> Case {
    let mut case = issued();
    case.act("serve-result", act!(ServeResult acts::service_with(&case))).by(Who::OfficerA);
    case
}

fn past_term() -> Case {
    let mut case = told();
    case.wait_out(Variable::RetestClock);
    case
}

fn taking(case: &Case, change: fn(&mut TakeSample)) -> Order {
    let mut stated = acts::sampling_with(case.now.china(), MAKER);
    change(&mut stated);
    order("take-sample", act!(TakeSample stated), Who::OfficerA)
}

fn entrusting(case: &Case, change: fn(&mut EntrustTesting)) -> Order {
    let mut stated = acts::entrust_with(case.today());
    change(&mut stated);
    order("entrust-testing", act!(EntrustTesting stated), Who::OfficerA)
}

fn receiving(case: &Case, change: fn(&mut ReceiveResult)) -> Order {
    let mut stated = acts::result_with(case.today());
    change(&mut stated);
    order("receive-result", act!(ReceiveResult stated), Who::OfficerA)
}

fn concluding(case: &Case) -> Order {
    let violations = vec![acts::violation(case, SYSTEM)];
    order("conclude-investigation", acts::conclude(violations), Who::OfficerA)
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "samples are taken by one officer",
        investigated,
        |case| taking(case, |stated| stated.officers.truncate(1)),
        ("officers-unfit", 42),
    ),
    forbidden(
        "samples are taken with a certificate that has expired",
        || {
            let mut case = investigated();
            case.wait_until("2026-03-11 09:00");
            case
        },
        |case| {
            taking(case, |stated| {
                stated.officers = vec![Who::OfficerA.officer(), Who::OfficerExpired.officer()];
            })
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "samples are taken before there is an investigation to take them for",
        || stages::concluded(&[SYSTEM]),
        |case| taking(case, |_| {}),
        ("not-investigating", 56),
    ),
    forbidden(
        "a sampling names no sample",
        investigated,
        |case| taking(case, |stated| stated.samples.clear()),
        ("no-samples", 56),
    ),
    forbidden(
        "two samples bear one seal",
        investigated,
        |case| {
            taking(case, |stated| {
                let again = stated.samples[0].clone();
                stated.samples.push(again);
            })
        },
        ("seal-not-unique", 46),
    ),
    forbidden(
        "nobody signed for the samples, and no refusal is noted",
        investigated,
        |case| taking(case, |stated| stated.signature.scan = None),
        ("signature-missing", 47),
    ),
    forbidden(
        "water has a maker",
        investigated,
        |case| taking(case, |stated| stated.product = false),
        ("input-invalid", 47),
    ),
    forbidden(
        "other samples are taken while the first ones are open",
        testing,
        |case| taking(case, |_| {}),
        ("wrong-state", 56),
    ),
    forbidden(
        "a product is tested before its maker was told",
        of_a_maker,
        |case| entrusting(case, |_| {}),
        ("maker-not-told", 46),
    ),
    forbidden(
        "a maker is told whom no sample names",
        of_nobody,
        |_| order("notify-maker", acts::notify_maker(), Who::OfficerA),
        ("no-maker-to-notify", 46),
    ),
    forbidden(
        "a maker answers who was not asked",
        of_nobody,
        |case| order("record-maker-answer", acts::maker_answer(case.today()), Who::OfficerA),
        ("no-maker-asked", 46),
    ),
    forbidden(
        "a laboratory tests whose certificate has run out",
        of_nobody,
        |case| entrusting(case, |stated| stated.laboratory.valid_to = crate::people::day("2025-12-31")),
        ("laboratory-unqualified", 46),
    ),
    forbidden(
        "a laboratory tests what it is not qualified for",
        of_nobody,
        |case| entrusting(case, |stated| stated.items.push("放射性".to_owned())),
        ("laboratory-out-of-scope", 46),
    ),
    forbidden(
        "a laboratory is asked nothing",
        of_nobody,
        |case| entrusting(case, |stated| stated.items.clear()),
        ("no-test-items", 46),
    ),
    forbidden(
        "a result comes before anybody was entrusted",
        of_nobody,
        |case| receiving(case, |_| {}),
        ("wrong-state", 46),
    ),
    forbidden(
        "a result tells what nobody was asked to test",
        testing,
        |case| receiving(case, |stated| stated.items.push("微生物指标".to_owned())),
        ("result-beyond-entrustment", 46),
    ),
    forbidden(
        "a report is older than its entrustment",
        testing,
        |case| {
            receiving(case, |stated| {
                stated.reported_on = stated.reported_on.pred_opt().expect("a day before");
            })
        },
        ("report-before-entrustment", 46),
    ),
    forbidden(
        "the party is told a result without a report",
        testing,
        |_| order("issue-result", acts::issue_result(), Who::OfficerA),
        ("wrong-state", 46),
    ),
    forbidden(
        "a result is served before its notice was issued",
        received,
        |case| order("serve-result", act!(ServeResult acts::service_with(case)), Who::OfficerA),
        ("wrong-state", 46),
    ),
    forbidden(
        "one officer serves a result",
        issued,
        |case| {
            let mut service = acts::service_with(case);
            service.officers.truncate(1);
            order("serve-result", act!(ServeResult service), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "another test is asked for after the term",
        past_term,
        |case| order("request-retest", acts::ask_retest(case.today()), Who::OfficerA),
        ("retest-out-of-term", 45),
    ),
    forbidden(
        "a right to another test is given up that is over",
        past_term,
        |case| order("waive-retest", acts::waive_retest(case.today()), Who::OfficerA),
        ("retest-window-closed", 45),
    ),
    forbidden(
        "a sampling is closed while another test can be asked for",
        told,
        |_| order("close-sampling", acts::close_sampling(), Who::OfficerA),
        ("retest-window-open", 45),
    ),
    forbidden(
        "a sampling is closed while its maker can answer",
        || {
            let mut case = of_a_maker();
            case.act("notify-maker", acts::notify_maker()).by(Who::OfficerA);
            case.act("entrust-testing", act!(EntrustTesting acts::entrust_with(case.today())))
                .by(Who::OfficerA);
            case.act("receive-result", act!(ReceiveResult acts::result_with(case.today()))).by(Who::OfficerA);
            case.act("issue-result", acts::issue_result()).by(Who::OfficerA);
            case.act("serve-result", act!(ServeResult acts::service_with(&case))).by(Who::OfficerA);
            case.act("waive-retest", acts::waive_retest(case.today())).by(Who::OfficerA);
            case
        },
        |_| order("close-sampling", acts::close_sampling(), Who::OfficerA),
        ("maker-answer-awaited", 46),
    ),
    forbidden(
        "an officer refuses another test",
        || {
            let mut case = told();
            case.act("request-retest", acts::ask_retest(case.today())).by(Who::OfficerA);
            case
        },
        |_| order("refuse-retest", acts::refuse_retest(), Who::OfficerA),
        ("role-missing", 45),
    ),
    forbidden(
        "an officer gives up a test that may not please",
        testing,
        |_| order("abandon-sampling", acts::abandon_sampling(), Who::OfficerA),
        ("role-missing", 46),
    ),
    forbidden(
        "a result that is there is given up",
        received,
        |_| order("abandon-sampling", acts::abandon_sampling(), Who::UnitHead),
        ("wrong-state", 46),
    ),
    forbidden("an investigation ends while a result is open", testing, concluding, ("sampling-open", 46)),
    forbidden(
        "an investigation ends while another test can be asked for",
        told,
        concluding,
        ("sampling-open", 40),
    ),
    forbidden(
        "a case is dropped while a result is open",
        testing,
        |_| order("drop-case", acts::drop_case(), Who::Head),
        ("sampling-open", 46),
    ),
    forbidden(
        "a case goes to another organ while a result is open",
        testing,
        |_| order("transfer-out", acts::transfer(), Who::Head),
        ("sampling-open", 46),
    ),
];
