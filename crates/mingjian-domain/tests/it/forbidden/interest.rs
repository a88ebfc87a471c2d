//! Interests that people declared: whoever has one in the party, or in who answers for it, takes no part from the day on
//! which it stands, in whatever role and under whatever act that names the person (行政处罚法 第四十三条).
//! Interests of officers who are named in filing and inspection are tried in `filing` and `investigation`.

use super::{Forbidden, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::{SWAYED, Who, day};
use crate::stages::{BEYOND, SYSTEM, concluded, investigated, noticed, requested, ripe, with_proposal};
use mingjian_domain::act::decision::{AdoptProposal, Discuss, MemberOpinion};
use mingjian_domain::act::investigation::RecordInquiry;

/// The same case about a party for which somebody answers in whom several people declared an interest.
fn swayed(mut case: Case) -> Case {
    case.proceeding.opening.party_mut().responsible_person = Some(SWAYED.to_owned());
    case
}

fn submitted() -> Case {
    let mut case = with_proposal(&[acts::fined(SYSTEM, 20_000)]);
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    case
}

fn member(name: &str) -> MemberOpinion {
    MemberOpinion { name: name.to_owned(), title: "成员".to_owned(), view: acts::prose("同意") }
}

const CONFLICT: (&str, u16) = ("conflict-of-interest", 43);

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a reviewer with an interest is assigned",
        || swayed(submitted()),
        |_| order("assign-review", acts::assign(Who::SecondReviewer), Who::ReviewHead),
        CONFLICT,
    ),
    forbidden(
        "a reviewer goes on after the interest became known",
        || {
            let mut case = submitted();
            case.act("assign-review", acts::assign(Who::SecondReviewer)).by(Who::ReviewHead);
            swayed(case)
        },
        |_| {
            let opinion = mingjian_domain::act::review::OpinionKind::Agree;
            order("give-opinion", acts::opinion(opinion), Who::SecondReviewer)
        },
        CONFLICT,
    ),
    forbidden(
        "a hearing is to be led by somebody with an interest",
        || {
            let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
            case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
            swayed(case)
        },
        |case| {
            let due = crate::case::law().due("hearing.notice", case.today()).unwrap().due;
            let first = due.succ_opt().unwrap().and_hms_opt(10, 0, 0).unwrap();
            let mut notice = acts::notify_hearing_with(case, first);
            notice.host = Who::SecondHost.user();
            order("notify-hearing", act!(NotifyHearing notice), Who::OfficerA)
        },
        CONFLICT,
    ),
    forbidden(
        "a head with an interest approves the filing",
        || swayed(requested(&[SYSTEM])),
        |_| order("approve-filing", acts::approve_filing(), Who::Deputy),
        CONFLICT,
    ),
    forbidden(
        "a head with an interest decides",
        || swayed(ripe(&[acts::fined(SYSTEM, 20_000)])),
        |_| order("decide-penalty", acts::decide(), Who::Deputy),
        CONFLICT,
    ),
    forbidden(
        "an officer who declared after filing is named in an inquiry by the other one",
        || swayed(investigated(&[SYSTEM])),
        |case| {
            let officers = vec![Who::OfficerA.officer(), Who::OfficerC.officer()];
            let inquiry = RecordInquiry { officers, ..acts::inquiry_with(case) };
            order("record-inquiry", act!(RecordInquiry inquiry), Who::OfficerA)
        },
        CONFLICT,
    ),
    forbidden(
        "a member of the panel has an interest",
        || swayed(concluded(&[SYSTEM])),
        |case| {
            let names = ["张一", " Second Reviewer ", "张三"];
            let members = names.into_iter().map(member).collect();
            let proposal = acts::proposal_with(case, vec![acts::fined(SYSTEM, 20_000)]);
            let proposal = AdoptProposal { members, ..proposal };
            order("adopt-proposal", act!(AdoptProposal proposal), Who::UnitHead)
        },
        CONFLICT,
    ),
    forbidden(
        "a head with an interest sits in the collective discussion",
        || {
            let mut case = with_proposal(&[acts::fined(BEYOND, 60_000)]);
            crate::stages::agreed(&mut case);
            swayed(case)
        },
        |case| {
            let discussion = Discuss {
                held_at: case.now.china(),
                place: "会议室".to_owned(),
                host: "王主任".to_owned(),
                members: ["王主任", "Deputy"].into_iter().map(member).collect(),
                conclusion: acts::prose("同意"),
            };
            order("discuss", act!(Discuss discussion), Who::Head)
        },
        CONFLICT,
    ),
];

#[test]
fn the_refusal_says_whose_declaration_it_is_and_who_decides_on_withdrawal() {
    let told = |case: Case, who: Who, action: &str| swayed(case).offers(action, who).unwrap_err().message;
    let reviewer = told(submitted(), Who::SecondReviewer, "give-opinion");
    assert!(reviewer.starts_with("SecondReviewer于2026年1月5日申报与“利害关系人”有利害关系"), "{reviewer}");
    assert!(reviewer.contains("由机关负责人决定"), "{reviewer}");
    let head = told(ripe(&[acts::fined(SYSTEM, 20_000)]), Who::Deputy, "decide-penalty");
    assert!(head.contains("报同级人民政府或者上级机关决定"), "{head}");
}

#[test]
fn an_interest_that_ended_before_the_day_stands_against_nobody() {
    let mut case = swayed(requested(&[SYSTEM]));
    let ended = crate::people::ended_interest(SWAYED, day("2026-03-02"));
    assert!(!ended.holds_on(case.today()));
    case.act("approve-filing", acts::approve_filing()).by(Who::Head);
}
