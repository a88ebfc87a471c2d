//! Forbidden orders of service: a way without what proves it, an announcement too early, an electronic service unasked for.
//! The order of notice and decision is tried with those.

use super::{Forbidden, Order, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{self, SYSTEM};
use mingjian_domain::act::Act;
use mingjian_domain::act::notice::ServePaper;
use mingjian_domain::act::service::{AnnounceService, ConfirmAddress, ServiceMode};
use mingjian_law::variable::Variable;

const CIVIL: &str = "民事诉讼法";

fn decided() -> Case {
    stages::decided(&[acts::fined(SYSTEM, 10_000)])
}

fn announced() -> Case {
    let mut case = decided();
    case.act("announce-service", act!(AnnounceService acts::announced_on(case.today()))).by(Who::OfficerA);
    case
}

/// The service of the decision in some way, without what the way asks for.
fn serving(case: &Case, change: fn(&mut ServePaper)) -> Order {
    let mut service = acts::service_with(case);
    change(&mut service);
    order("serve-decision", act!(ServeDecision service), Who::OfficerA)
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a paper is left without the reason of the refusal",
        decided,
        |case| {
            serving(case, |service| {
                service.mode = ServiceMode::Left;
                service.witness = Some("居委会吴主任".to_owned());
            })
        },
        ("refusal-missing", 89),
    )
    .under(CIVIL),
    forbidden(
        "a paper is left with neither witness nor recording",
        decided,
        |case| {
            serving(case, |service| {
                service.mode = ServiceMode::Left;
                service.refusal = Some(acts::prose("拒收"));
                service.witness = Some("　".to_owned());
            })
        },
        ("witness-or-recording-missing", 89),
    )
    .under(CIVIL),
    forbidden(
        "a paper is left before a witness who signed nothing",
        decided,
        |case| {
            serving(case, |service| {
                service.mode = ServiceMode::Left;
                service.refusal = Some(acts::prose("拒收"));
                service.witness = Some("居委会吴主任".to_owned());
                service.receipt = None;
            })
        },
        ("receipt-missing", 87),
    )
    .under(CIVIL),
    forbidden(
        "a mail has no number",
        decided,
        |case| serving(case, |service| service.mode = ServiceMode::Mail),
        ("carrier-missing", 91),
    )
    .under(CIVIL),
    forbidden(
        "a mail has no slip",
        decided,
        |case| {
            serving(case, |service| {
                service.mode = ServiceMode::Mail;
                service.through = Some("EMS1000000001".to_owned());
                service.receipt = None;
            })
        },
        ("receipt-missing", 87),
    )
    .under(CIVIL),
    forbidden(
        "another organ serves and is not named",
        decided,
        |case| serving(case, |service| service.mode = ServiceMode::Entrusted),
        ("carrier-missing", 91),
    )
    .under(CIVIL),
    forbidden(
        "a paper is handed on by nobody",
        decided,
        |case| serving(case, |service| service.mode = ServiceMode::HandedOn),
        ("carrier-missing", 94),
    )
    .under(CIVIL),
    forbidden(
        "a decision is sent by mail to a mailbox without the party's consent",
        decided,
        |case| serving(case, |service| service.mode = ServiceMode::Electronic),
        ("electronic-without-consent", 61),
    ),
    forbidden(
        "the party confirmed its address but not electronic service",
        || {
            let mut case = decided();
            let paper = ConfirmAddress {
                electronic: false,
                electronic_address: None,
                ..acts::confirmed_on(case.today())
            };
            case.act("confirm-address", act!(ConfirmAddress paper)).by(Who::OfficerA);
            case
        },
        |case| serving(case, |service| service.mode = ServiceMode::Electronic),
        ("electronic-without-consent", 61),
    ),
    forbidden(
        "an electronic service leaves no proof",
        || {
            let mut case = decided();
            case.act("confirm-address", act!(ConfirmAddress acts::confirmed_on(case.today())))
                .by(Who::OfficerA);
            case
        },
        |case| {
            serving(case, |service| {
                service.mode = ServiceMode::Electronic;
                service.receipt = None;
            })
        },
        ("receipt-missing", 90),
    )
    .under(CIVIL),
    forbidden(
        "a decision counts as announced that nobody announced",
        decided,
        |case| {
            serving(case, |service| {
                service.mode = ServiceMode::Announced;
                service.served_at = None;
            })
        },
        ("announcement-missing", 95),
    )
    .under(CIVIL),
    forbidden(
        "a decision counts as served before the thirty days of its announcement have passed",
        || {
            let mut case = announced();
            case.wait_days(30);
            case
        },
        |case| {
            serving(case, |service| {
                service.mode = ServiceMode::Announced;
                service.served_at = None;
            })
        },
        ("announcement-running", 95),
    )
    .under(CIVIL),
    forbidden(
        "the day of an announced service is typed",
        || {
            let mut case = announced();
            case.wait_days(31);
            case
        },
        |case| serving(case, |service| service.mode = ServiceMode::Announced),
        ("input-invalid", 47),
    ),
    forbidden(
        "an announcement is made anew, which would lengthen its term",
        announced,
        |case| {
            let again = act!(AnnounceService acts::announced_on(case.today()));
            order("announce-service", again, Who::OfficerA)
        },
        ("already-announced", 95),
    )
    .under(CIVIL),
    forbidden(
        "a notice is announced that was not issued",
        || stages::with_proposal(&[acts::fined(SYSTEM, 10_000)]),
        |case| {
            let early = act!(AnnounceService acts::announced_on(case.today()));
            order("announce-service", early, Who::OfficerA)
        },
        ("nothing-to-announce", 95),
    )
    .under(CIVIL),
    forbidden(
        "an announcement does not tell what was tried before",
        decided,
        |case| {
            let silent = AnnounceService { tried: acts::prose("　"), ..acts::announced_on(case.today()) };
            order("announce-service", act!(AnnounceService silent), Who::OfficerA)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a decision is served late without a word",
        || {
            let mut case = decided();
            case.wait_out(Variable::ServiceClock);
            case
        },
        |case| serving(case, |_| {}),
        ("delay-unexplained", 61),
    ),
    forbidden(
        "the notice of a hearing is announced",
        || {
            let mut case = stages::noticed(&[acts::fined(SYSTEM, 50_000)]);
            case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
            case
        },
        |case| {
            let Act::NotifyHearing(mut notice) = acts::notify_hearing(case) else { unreachable!() };
            notice.service.mode = ServiceMode::Announced;
            notice.service.served_at = None;
            order("notify-hearing", Act::NotifyHearing(notice), Who::OfficerA)
        },
        ("mode-not-for-paper", 95),
    )
    .under(CIVIL),
];
