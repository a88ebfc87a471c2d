//! Forbidden orders beside the case: evidence registered wrongly or too long, and a suspected crime that is only fined.
//! What a lawful registration and a lawful transfer come to is told elsewhere.

use super::{Forbidden, Order, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{self, SYSTEM};
use mingjian_domain::act::police::{PoliceReturn, ProposePoliceTransfer};
use mingjian_domain::act::registration::RequestRegistration;
use mingjian_law::variable::Variable;

const POLICE: &str = "移送涉嫌犯罪案件规定";

fn investigated() -> Case {
    stages::investigated(&[SYSTEM])
}

fn asked() -> Case {
    let mut case = investigated();
    case.act("request-registration", acts::hold()).by(Who::OfficerA);
    case
}

fn approved() -> Case {
    let mut case = asked();
    case.act("approve-registration", acts::approve_hold()).by(Who::Head);
    case
}

fn held() -> Case {
    let mut case = approved();
    case.act("serve-registration", act!(ServeRegistration acts::service_with(&case))).by(Who::OfficerA);
    case
}

fn lapsed() -> Case {
    let mut case = held();
    case.wait_out(Variable::RegistrationClock);
    case
}

fn reported() -> Case {
    let mut case = investigated();
    case.act("propose-police-transfer", acts::report()).by(Who::OfficerA);
    case
}

/// A case that is ripe for its decision, but for the police.
fn suspected(mut case: Case) -> Case {
    case.act("propose-police-transfer", acts::report()).by(Who::OfficerA);
    case
}

fn requesting(request: RequestRegistration) -> Order {
    order("request-registration", act!(RequestRegistration request), Who::OfficerA)
}

fn concluding(case: &Case) -> Order {
    let violations = vec![acts::violation(case, SYSTEM)];
    order("conclude-investigation", acts::conclude(violations), Who::OfficerA)
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "evidence is registered by one officer",
        investigated,
        |_| {
            requesting(RequestRegistration {
                officers: vec![Who::OfficerA.officer()],
                ..acts::hold_with(&["账册"])
            })
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "a registration names nothing",
        investigated,
        |_| requesting(acts::hold_with(&[])),
        ("no-items", 56),
    ),
    forbidden(
        "one thing is registered twice",
        investigated,
        |_| requesting(acts::hold_with(&["账册", "账 册"])),
        ("input-invalid", 47),
    ),
    forbidden(
        "evidence is registered after the investigation ended",
        || stages::concluded(&[SYSTEM]),
        |_| requesting(acts::hold_with(&["账册"])),
        ("not-investigating", 56),
    ),
    forbidden(
        "an officer approves the own registration",
        asked,
        |_| order("approve-registration", acts::approve_hold(), Who::OfficerA),
        ("role-missing", 56),
    ),
    forbidden(
        "evidence is registered before the head approved",
        asked,
        |case| order("serve-registration", act!(ServeRegistration acts::service_with(case)), Who::OfficerA),
        ("wrong-state", 56),
    ),
    forbidden(
        "one officer serves a registration",
        approved,
        |case| {
            let mut service = acts::service_with(case);
            service.officers.truncate(1);
            order("serve-registration", act!(ServeRegistration service), Who::OfficerA)
        },
        ("officers-unfit", 42),
    ),
    forbidden(
        "an investigation ends while evidence is registered",
        held,
        concluding,
        ("registration-open", 56),
    ),
    forbidden(
        "an investigation ends while the things of a lapsed registration were not given back",
        lapsed,
        concluding,
        ("registration-open", 56),
    ),
    forbidden(
        "a case is dropped while evidence is registered",
        held,
        |_| order("drop-case", acts::drop_case(), Who::Head),
        ("registration-open", 56),
    ),
    forbidden(
        "a case goes to another organ while evidence is registered",
        held,
        |_| order("transfer-out", acts::transfer(), Who::Head),
        ("registration-open", 56),
    ),
    forbidden(
        "a registration past its term is disposed of",
        lapsed,
        |_| order("dispose-registration", acts::dispose_of(&["账册"]), Who::Head),
        ("registration-lapsed", 56),
    ),
    forbidden(
        "a registration counts as lapsed within its term",
        held,
        |_| order("lift-lapsed", acts::lift(), Who::OfficerA),
        ("registration-not-lapsed", 56),
    ),
    forbidden(
        "a thing on the list is forgotten",
        held,
        |_| order("dispose-registration", acts::dispose_of(&[]), Who::Head),
        ("items-not-disposed", 56),
    ),
    forbidden(
        "a thing is disposed of that is not on the list",
        held,
        |_| order("dispose-registration", acts::dispose_of(&["账册", "药品"]), Who::Head),
        ("items-not-disposed", 56),
    ),
    forbidden(
        "an officer disposes of what is registered",
        held,
        |_| order("dispose-registration", acts::dispose_of(&["账册"]), Who::OfficerA),
        ("role-missing", 56),
    ),
    forbidden(
        "a second registration begins before the first one ended",
        held,
        |_| requesting(acts::hold_with(&["药品"])),
        ("wrong-state", 56),
    ),
    forbidden(
        "one officer is the whole task group",
        investigated,
        |_| {
            let alone =
                ProposePoliceTransfer { officers: vec![Who::OfficerA.officer()], ..acts::report_with() };
            order("propose-police-transfer", act!(ProposePoliceTransfer alone), Who::OfficerA)
        },
        ("officers-unfit", 5),
    )
    .under(POLICE),
    forbidden(
        "a deputy signs a transfer to the police",
        reported,
        |_| order("approve-police-transfer", acts::approve_transfer_with(&["调查报告"]), Who::Deputy),
        ("reserved-to-principal", 5),
    )
    .under(POLICE),
    forbidden(
        "a deputy refuses a transfer to the police",
        reported,
        |_| order("refuse-police-transfer", acts::refuse_transfer(), Who::Deputy),
        ("reserved-to-principal", 5),
    )
    .under(POLICE),
    forbidden(
        "a case goes to the police without materials",
        reported,
        |_| order("approve-police-transfer", acts::approve_transfer_with(&["　"]), Who::Head),
        ("materials-missing", 6),
    )
    .under(POLICE),
    forbidden(
        "a case is handed to the police before the principal approved",
        reported,
        |case| order("send-to-police", acts::send_to_police(case.now.china()), Who::OfficerA),
        ("wrong-state", 5),
    )
    .under(POLICE),
    forbidden(
        "the police gave up what they never filed",
        || {
            let mut case = reported();
            case.act("approve-police-transfer", acts::approve_transfer_with(&["调查报告"])).by(Who::Head);
            case.act("send-to-police", acts::send_to_police(case.now.china())).by(Who::OfficerA);
            case
        },
        |case| {
            let returned = acts::police_returned(case.today(), PoliceReturn::NotProsecuted);
            order("record-police-return", returned, Who::OfficerA)
        },
        ("return-does-not-fit", 8),
    )
    .under(POLICE),
    forbidden("an investigation ends as if nothing were a crime", reported, concluding, ("with-police", 11))
        .under(POLICE),
    forbidden(
        "a fine takes the place of a transfer to the police",
        || suspected(stages::ripe(&[acts::fined(SYSTEM, 10_000)])),
        |_| order("decide-penalty", acts::decide(), Who::Head),
        ("with-police", 82),
    ),
    forbidden(
        "nobody is punished for what the police examine",
        || {
            let mut case = stages::concluded(&[SYSTEM]);
            let proposal =
                acts::no_penalty_with(&case, mingjian_domain::act::decision::NoPenaltyGround::FirstTime);
            case.act("adopt-proposal", act!(AdoptProposal proposal)).by(Who::UnitHead);
            stages::agreed(&mut case);
            suspected(case)
        },
        |_| order("decide-no-penalty", acts::decide_no_penalty(), Who::Head),
        ("with-police", 27),
    ),
];
