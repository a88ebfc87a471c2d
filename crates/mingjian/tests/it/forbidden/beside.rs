//! Beside the case, through HTTP: evidence registered wrongly or too long, samples tested by who may not or told without a
//! report, a crime that is only fined, papers served in ways that prove nothing.
//! What a lawful one comes to is told in the domain and in the browser.

use super::aside::Aside;
use super::stage::{EXPIRING, Stage};
use super::{Forbidden, Order, forbidden, order};
use crate::support::acts::{self, SYSTEM, with};
use crate::support::beside;
use crate::support::case::{Case, HEAD, OFFICER, UNIT_HEAD};
use serde_json::{Value, json};

const POLICE: &str = "移送涉嫌犯罪案件规定";
const CIVIL: &str = "民事诉讼法";

const fn at(aside: Aside) -> Stage {
    Stage::Aside(aside)
}

fn holding(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "request-registration", with(beside::hold(case, &["账册"]), changes))
}

fn taking(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "take-sample", with(beside::sampling(case, None), changes))
}

fn entrusting(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "entrust-testing", with(beside::entrust(case), changes))
}

fn receiving(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "receive-result", with(beside::result(case), changes))
}

fn serving(case: &Case<'_>, changes: Value) -> Order {
    order(case, OFFICER, "serve-notice", with(acts::service(case), changes))
}

fn concluding(case: &Case<'_>) -> Order {
    order(case, OFFICER, "conclude-investigation", acts::conclude(&[acts::violation(case, SYSTEM)]))
}

fn one_officer(case: &Case<'_>) -> Value {
    json!({ "officers": [case.api.officer(OFFICER)] })
}

pub(super) const REGISTRATION: &[Forbidden] = &[
    forbidden(
        "evidence is registered by one officer",
        Stage::Investigating,
        |case| holding(case, one_officer(case)),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a registration names nothing",
        Stage::Investigating,
        |case| holding(case, json!({ "items": [] })),
        ("no-items", 56),
    ),
    forbidden(
        "evidence is registered after the investigation ended",
        Stage::Concluded,
        |case| holding(case, json!({})),
        ("not-investigating", 56),
    ),
    forbidden(
        "an officer approves the own registration",
        at(Aside::HoldAsked),
        |case| order(case, OFFICER, "approve-registration", acts::opinion_of_head()),
        ("role-missing", 56),
    )
    .personally(),
    forbidden(
        "evidence is registered before the head approved",
        at(Aside::HoldAsked),
        |case| order(case, OFFICER, "serve-registration", acts::service(case)),
        ("wrong-state", 56),
    ),
    forbidden(
        "one officer serves a registration",
        at(Aside::HoldApproved),
        |case| order(case, OFFICER, "serve-registration", with(acts::service(case), one_officer(case))),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a registration is announced",
        at(Aside::HoldApproved),
        |case| {
            let announced = json!({ "mode": "announced", "served_at": null });
            order(case, OFFICER, "serve-registration", with(acts::service(case), announced))
        },
        ("mode-not-for-paper", 61),
    ),
    forbidden(
        "a thing on the list is forgotten",
        at(Aside::Held),
        |case| order(case, HEAD, "dispose-registration", beside::dispose(&[])),
        ("items-not-disposed", 56),
    ),
    forbidden(
        "an officer disposes of what is registered",
        at(Aside::Held),
        |case| order(case, OFFICER, "dispose-registration", beside::dispose(&["账册"])),
        ("role-missing", 56),
    )
    .personally(),
    forbidden(
        "a registration counts as lapsed within its term",
        at(Aside::Held),
        |case| order(case, OFFICER, "lift-lapsed", beside::lift()),
        ("registration-not-lapsed", 56),
    ),
    forbidden(
        "an investigation ends while evidence is registered",
        at(Aside::Held),
        concluding,
        ("registration-open", 56),
    ),
    forbidden(
        "a registration past its term is disposed of",
        at(Aside::HoldLapsed),
        |case| order(case, HEAD, "dispose-registration", beside::dispose(&["账册"])),
        ("registration-lapsed", 56),
    ),
];

pub(super) const POLICE_TRANSFER: &[Forbidden] = &[
    forbidden(
        "one officer is the whole task group",
        Stage::Investigating,
        |case| order(case, OFFICER, "propose-police-transfer", with(beside::report(case), one_officer(case))),
        ("officers-unfit", 5),
    )
    .under(POLICE),
    forbidden(
        "the head of the unit signs a transfer to the police",
        at(Aside::Reported),
        |case| order(case, UNIT_HEAD, "approve-police-transfer", beside::approve_transfer()),
        ("role-missing", 5),
    )
    .under(POLICE)
    .personally(),
    forbidden(
        "a case goes to the police without materials",
        at(Aside::Reported),
        |case| {
            let bare = with(beside::approve_transfer(), json!({ "materials": ["　"] }));
            order(case, HEAD, "approve-police-transfer", bare)
        },
        ("materials-missing", 6),
    )
    .under(POLICE),
    forbidden(
        "a case is handed to the police before the principal approved",
        at(Aside::Reported),
        |case| order(case, OFFICER, "send-to-police", beside::send(case)),
        ("wrong-state", 5),
    )
    .under(POLICE),
    forbidden(
        "an investigation ends while a crime is suspected",
        at(Aside::TransferApproved),
        concluding,
        ("with-police", 11),
    )
    .under(POLICE),
    forbidden(
        "the police gave up what they never filed",
        at(Aside::WithPolice),
        |case| order(case, OFFICER, "record-police-return", beside::returned(case, "not-prosecuted")),
        ("return-does-not-fit", 8),
    )
    .under(POLICE),
];

pub(super) const SAMPLING: &[Forbidden] = &[
    forbidden(
        "samples are taken by one officer",
        Stage::Investigating,
        |case| taking(case, one_officer(case)),
        ("officers-unfit", 42),
    ),
    forbidden(
        "samples are taken with a certificate that has expired",
        Stage::Investigating,
        |case| taking(case, json!({ "officers": [case.api.officer(OFFICER), case.api.officer(EXPIRING)] })),
        ("officers-unfit", 42),
    ),
    forbidden(
        "a sampling names no sample",
        Stage::Investigating,
        |case| taking(case, json!({ "samples": [] })),
        ("no-samples", 56),
    ),
    forbidden(
        "nobody signed for the samples, and no refusal is noted",
        Stage::Investigating,
        |case| taking(case, json!({ "signature": {} })),
        ("signature-missing", 47),
    ),
    forbidden(
        "samples are taken after the investigation ended",
        Stage::Concluded,
        |case| taking(case, json!({})),
        ("not-investigating", 56),
    ),
    forbidden(
        "other samples are taken while the first ones are open",
        at(Aside::Testing),
        |case| taking(case, json!({})),
        ("wrong-state", 56),
    ),
    forbidden(
        "a product is tested before its maker was told",
        at(Aside::SampleOfMaker),
        |case| entrusting(case, json!({})),
        ("maker-not-told", 46),
    ),
    forbidden(
        "a maker is told whom no sample names",
        at(Aside::SampleTaken),
        |case| order(case, OFFICER, "notify-maker", beside::notify_maker()),
        ("no-maker-to-notify", 46),
    ),
    forbidden(
        "a laboratory tests what it is not qualified for",
        at(Aside::SampleTaken),
        |case| entrusting(case, json!({ "items": ["放射性"] })),
        ("laboratory-out-of-scope", 46),
    ),
    forbidden(
        "a laboratory tests whose certificate has run out",
        at(Aside::SampleTaken),
        |case| {
            let mut laboratory = beside::entrust(case)["laboratory"].clone();
            laboratory["valid_to"] = json!("2025-12-31");
            entrusting(case, json!({ "laboratory": laboratory }))
        },
        ("laboratory-unqualified", 46),
    ),
    forbidden(
        "a result comes before anybody was entrusted",
        at(Aside::SampleTaken),
        |case| receiving(case, json!({})),
        ("wrong-state", 46),
    ),
    forbidden(
        "a result tells what nobody was asked to test",
        at(Aside::Testing),
        |case| receiving(case, json!({ "items": ["微生物指标"] })),
        ("result-beyond-entrustment", 46),
    ),
    forbidden(
        "a report is older than its entrustment",
        at(Aside::Testing),
        |case| receiving(case, json!({ "reported_on": "2026-03-01" })),
        ("report-before-entrustment", 46),
    ),
    forbidden(
        "the party is told a result without a report",
        at(Aside::Testing),
        |case| order(case, OFFICER, "issue-result", beside::issue_result()),
        ("wrong-state", 46),
    ),
    forbidden(
        "a result is served before its notice was issued",
        at(Aside::ResultReceived),
        |case| order(case, OFFICER, "serve-result", acts::service(case)),
        ("wrong-state", 46),
    ),
    forbidden(
        "one officer serves a result",
        at(Aside::ResultIssued),
        |case| order(case, OFFICER, "serve-result", with(acts::service(case), one_officer(case))),
        ("officers-unfit", 42),
    ),
    forbidden(
        "an officer gives up a test that may not please",
        at(Aside::Testing),
        |case| {
            let given_up = json!({ "reason": "不再需要", "note": "销毁" });
            order(case, OFFICER, "abandon-sampling", given_up)
        },
        ("role-missing", 46),
    )
    .personally(),
    forbidden(
        "another test is asked for after the term",
        at(Aside::RetestOver),
        |case| order(case, OFFICER, "request-retest", beside::ask_retest(case)),
        ("retest-out-of-term", 45),
    ),
    forbidden(
        "a right to another test is given up that is over",
        at(Aside::RetestOver),
        |case| order(case, OFFICER, "waive-retest", acts::waiver(case)),
        ("retest-window-closed", 45),
    ),
    forbidden(
        "an officer refuses another test",
        at(Aside::RetestAsked),
        |case| {
            let refused = json!({ "reason": "没有备样", "told": "当日书面答复" });
            order(case, OFFICER, "refuse-retest", refused)
        },
        ("role-missing", 45),
    )
    .personally(),
    forbidden(
        "a sampling is closed while another test can be asked for",
        at(Aside::ResultTold),
        |case| order(case, OFFICER, "close-sampling", json!({ "note": "备样按规定处理" })),
        ("retest-window-open", 45),
    ),
    forbidden(
        "an investigation ends while a result is open",
        at(Aside::ResultTold),
        concluding,
        ("sampling-open", 46),
    ),
    forbidden(
        "a case is dropped while a result is open",
        at(Aside::Testing),
        |case| order(case, HEAD, "drop-case", acts::reason()),
        ("sampling-open", 46),
    ),
];

pub(super) const SERVICE: &[Forbidden] = &[
    forbidden(
        "a paper is left behind without a word why",
        Stage::Issued,
        |case| serving(case, json!({ "mode": "left" })),
        ("refusal-missing", 89),
    )
    .under(CIVIL),
    forbidden(
        "a paper is left behind with nobody and nothing to witness it",
        Stage::Issued,
        |case| serving(case, json!({ "mode": "left", "refusal": "无正当理由拒收" })),
        ("witness-or-recording-missing", 89),
    )
    .under(CIVIL),
    forbidden(
        "a paper is mailed without the number of the mail",
        Stage::Issued,
        |case| serving(case, json!({ "mode": "mail" })),
        ("carrier-missing", 91),
    )
    .under(CIVIL),
    forbidden(
        "a mailed paper has no receipt",
        Stage::Issued,
        |case| serving(case, json!({ "mode": "mail", "through": "EMS1", "receipt": null })),
        ("receipt-missing", 87),
    )
    .under(CIVIL),
    forbidden(
        "a paper goes electronically to who never agreed",
        Stage::Issued,
        |case| serving(case, json!({ "mode": "electronic" })),
        ("electronic-without-consent", 61),
    ),
    forbidden(
        "a paper is entrusted to nobody",
        Stage::Issued,
        |case| serving(case, json!({ "mode": "entrusted" })),
        ("carrier-missing", 91),
    )
    .under(CIVIL),
    forbidden(
        "a paper is handed on through nobody",
        Stage::Issued,
        |case| serving(case, json!({ "mode": "handed-on" })),
        ("carrier-missing", 94),
    )
    .under(CIVIL),
    forbidden(
        "a paper counts as announced that was not",
        Stage::Issued,
        |case| serving(case, json!({ "mode": "announced", "served_at": null })),
        ("announcement-missing", 95),
    )
    .under(CIVIL),
];
