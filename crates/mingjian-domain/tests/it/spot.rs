//! Cases of the summary procedure: its acts with sensible content, its stages, and its ways from the spot to the file.
//! Names, numbers and places are fictional.

#![expect(clippy::similar_names, reason = "a form and the case that it is about bear related names")]

use crate::acts::{self, act, both, prose, yuan};
use crate::case::{Case, at, local, working_days_after};
use crate::people::{Who, day, evidence_id};
use chrono::{NaiveDateTime, NaiveTime};
use mingjian_domain::act::Act;
use mingjian_domain::act::lead::{PartyEntry, PartyKind};
use mingjian_domain::act::performance::{CloseCase, PerformanceKind, RecordPerformance};
use mingjian_domain::act::summary::{
    BankCash, CashReason, CollectCash, DecideOnSpot, DeliverOnSpot, HandInCash, HearOnSpot, LodgeDecision,
    OpenOnSpot, SpotPenalty, TellOnSpot, TurnOver, VoidOnSpot,
};
use mingjian_domain::attempt::open;
use mingjian_domain::handover::handed_over;
use mingjian_domain::proceeding::PUBLICATION_PROCEDURE;
use mingjian_law::sanction::PenaltyKind;
use mingjian_law::variable::Variable;

pub(crate) const SUMMARY: &str = "penalty-summary";
pub(crate) const UTENSILS: &str = "public-place-utensils";

// ---------------------------------------------------------------- acts

pub(crate) fn opening(found_on: &str) -> OpenOnSpot {
    OpenOnSpot {
        found_on: day(found_on),
        place: "示例市示例路2号".to_owned(),
        summary: prose("检查时发现客用拖鞋重复使用未消毒。"),
        party: acts::party(),
    }
}

pub(crate) fn citizen() -> PartyEntry {
    PartyEntry {
        kind: PartyKind::Citizen,
        name: "王小明".to_owned(),
        credit_code: None,
        resident_id: Some(mingjian_domain::act::Personal("11010519491231002X".to_owned())),
        responsible_person: None,
        ..acts::party()
    }
}

pub(crate) fn warning_and_fine(fine: i64) -> SpotPenalty {
    let kinds =
        if fine > 0 { vec![PenaltyKind::Warning, PenaltyKind::Fine] } else { vec![PenaltyKind::Warning] };
    SpotPenalty {
        kinds, fine: yuan(fine), tier: "一般".to_owned(), reasons: prose("情节一般，当场改正")
    }
}

fn moment(case: &Case) -> NaiveDateTime {
    case.now.china()
}

pub(crate) fn telling(case: &Case, fine: i64) -> TellOnSpot {
    telling_of(case, UTENSILS, fine)
}

pub(crate) fn telling_of(case: &Case, cause: &str, fine: i64) -> TellOnSpot {
    TellOnSpot {
        officers: both(),
        cards_shown: true,
        cause: cause.to_owned(),
        duties: acts::duties(cause),
        acted_on: case.today(),
        facts: prose("客用拖鞋未清洗消毒即供下一位顾客使用"),
        proof: prose("现场照片两张、当事人陈述"),
        evidence: Vec::new(),
        gains: yuan(0),
        penalty: warning_and_fine(fine),
        rights_told: true,
        told_at: moment(case),
    }
}

pub(crate) fn tell(case: &Case, fine: i64) -> Act {
    act!(TellOnSpot telling(case, fine))
}

pub(crate) fn hearing(case: &Case) -> HearOnSpot {
    HearOnSpot {
        heard_at: moment(case),
        pleaded: true,
        content: prose("今天人手不够，以后一定消毒"),
        brings_facts: false,
        adopted: false,
        answer: prose("人手不足不是不消毒的理由"),
        facts_clear: true,
    }
}

pub(crate) fn hear(case: &Case) -> Act {
    act!(HearOnSpot hearing(case))
}

pub(crate) fn deciding(case: &Case, fine: i64) -> DecideOnSpot {
    DecideOnSpot {
        decided_at: moment(case),
        place: "示例市示例路2号".to_owned(),
        penalty: warning_and_fine(fine),
    }
}

pub(crate) fn decide(case: &Case, fine: i64) -> Act {
    act!(DecideOnSpot deciding(case, fine))
}

pub(crate) fn delivering(case: &Case) -> DeliverOnSpot {
    DeliverOnSpot {
        delivered_at: moment(case), relation: "法定代表人".to_owned(), signature: acts::signed()
    }
}

pub(crate) fn deliver(case: &Case) -> Act {
    act!(DeliverOnSpot delivering(case))
}

pub(crate) fn lodge(case: &Case) -> Act {
    act!(LodgeDecision LodgeDecision { lodged_on: case.today(), receiver: "内勤赵敏".to_owned() })
}

pub(crate) fn collecting(case: &Case) -> CollectCash {
    CollectCash {
        collected_at: moment(case),
        amount: case.proceeding.owed(),
        ground: CashReason::Small,
        circumstances: prose(""),
        asked_by_party: false,
        special_receipt: true,
        receipt_number: "豫财罚000001".to_owned(),
    }
}

pub(crate) fn collect(case: &Case) -> Act {
    act!(CollectCash collecting(case))
}

pub(crate) fn hand_in(case: &Case) -> Act {
    act!(HandInCash HandInCash { handed_on: case.today(), receiver: "出纳孙敏".to_owned() })
}

pub(crate) fn bank(case: &Case) -> Act {
    act!(BankCash BankCash { banked_on: case.today(), voucher_number: "B0001".to_owned() })
}

pub(crate) fn turn_over() -> Act {
    act!(TurnOver TurnOver { reason: prose("当事人提出异议，需要进一步调查") })
}

pub(crate) fn void() -> Act {
    act!(VoidOnSpot VoidOnSpot { reason: prose("金额填写错误，原件收回附卷") })
}

fn pay(case: &Case) -> Act {
    act!(RecordPerformance RecordPerformance {
        kind: PerformanceKind::Payment,
        performed_on: case.today(),
        amount: case.proceeding.owed(),
        receipt_number: "P1".to_owned(),
        note: prose(""),
        other_done: true,
    })
}

fn close() -> Act {
    act!(CloseCase CloseCase { result: prose("罚款已缴清"), opinion: prose("同意结案") })
}

// ---------------------------------------------------------------- stages

/// Found on Monday 2026-03-02 at nine, about an organisation.
pub(crate) fn found() -> Case {
    Case::open_in(SUMMARY, Who::OfficerA, opening("2026-03-02"), at("2026-03-02 09:00"))
}

pub(crate) fn found_at(party: PartyEntry) -> Case {
    let opening = OpenOnSpot { party, ..opening("2026-03-02") };
    Case::open_in(SUMMARY, Who::OfficerA, opening, at("2026-03-02 09:00"))
}

pub(crate) fn told_of(fine: i64) -> Case {
    let mut case = found();
    let told = tell(&case, fine);
    case.act("tell-on-spot", told).by(Who::OfficerA);
    case
}

pub(crate) fn told() -> Case {
    told_of(500)
}

pub(crate) fn heard_of(fine: i64) -> Case {
    let mut case = told_of(fine);
    let heard = hear(&case);
    case.act("hear-on-spot", heard).by(Who::OfficerB);
    case
}

pub(crate) fn heard() -> Case {
    heard_of(500)
}

/// What the party said left the facts unclear.
pub(crate) fn unclear() -> Case {
    let mut case = told();
    let heard = HearOnSpot { brings_facts: true, facts_clear: false, ..hearing(&case) };
    case.act("hear-on-spot", act!(HearOnSpot heard)).by(Who::OfficerA);
    case
}

pub(crate) fn decided_of(fine: i64) -> Case {
    let mut case = heard_of(fine);
    let decided = decide(&case, fine);
    case.act("decide-on-spot", decided).by(Who::OfficerA);
    case
}

pub(crate) fn decided() -> Case {
    decided_of(500)
}

pub(crate) fn delivered_of(fine: i64) -> Case {
    let mut case = decided_of(fine);
    let delivered = deliver(&case);
    case.act("deliver-on-spot", delivered).by(Who::OfficerA);
    case
}

pub(crate) fn delivered() -> Case {
    delivered_of(500)
}

/// A fine of a hundred yuan, collected on the spot.
pub(crate) fn collected() -> Case {
    let mut case = delivered_of(100);
    let cash = collect(&case);
    case.act("collect-cash", cash).by(Who::OfficerA);
    case
}

pub(crate) fn handed_in() -> Case {
    let mut case = collected();
    let cash = hand_in(&case);
    case.act("hand-in-cash", cash).by(Who::OfficerA);
    case
}

pub(crate) fn lodged() -> Case {
    let mut case = delivered();
    let paper = lodge(&case);
    case.act("lodge-decision", paper).by(Who::OfficerA);
    case
}

pub(crate) fn paid() -> Case {
    let mut case = delivered();
    let payment = pay(&case);
    case.act("record-performance", payment).by(Who::OfficerA);
    case
}

// ---------------------------------------------------------------- ways

#[test]
fn a_fine_is_told_decided_delivered_lodged_paid_within_15_days_and_closed() {
    let mut case = delivered();
    let decision = case.proceeding.decision.clone().unwrap();
    assert_eq!(decision.penalties[0].fine, yuan(500));
    assert_eq!(decision.service.unwrap().stated.recipient, "李明");
    assert_eq!(case.due(Variable::PaymentClock), day("2026-03-17"));
    assert_eq!(case.due(Variable::LodgingClock), working_days_after("2026-03-02", 2));
    assert_eq!(case.due(Variable::PublicationClock), working_days_after("2026-03-02", 7));
    case.act("close-case", close()).refused(Who::UnitHead, "not-performed", "行政处罚法", 66);
    let paper = lodge(&case);
    case.act("lodge-decision", paper).by(Who::UnitHead);
    assert!(!case.running().contains(&Variable::LodgingClock));
    case.wait_days(3);
    let payment = pay(&case);
    case.act("record-performance", payment).by(Who::OfficerB);
    case.act("close-case", close()).by(Who::UnitHead);
    case.act("archive", acts::archive()).by(Who::Archivist);
    assert_eq!(case.proceeding.position, "archived");
    let left: Vec<Variable> = case.running();
    assert_eq!(left, [Variable::PublicationClock], "the page is still owed, nothing else");
}

#[test]
fn small_cash_goes_to_the_organ_and_then_to_the_bank_in_two_working_days_each_行政处罚法_第七十一条() {
    let mut case = collected();
    assert!(!case.running().contains(&Variable::PaymentClock));
    assert_eq!(case.due(Variable::HandInClock), working_days_after("2026-03-02", 2));
    let paper = lodge(&case);
    case.act("lodge-decision", paper).by(Who::OfficerA);
    case.refuses("close-case", Who::UnitHead, "cash-not-banked");
    case.wait_days(1);
    let cash = hand_in(&case);
    case.act("hand-in-cash", cash).by(Who::OfficerA);
    assert_eq!(case.due(Variable::BankClock), working_days_after("2026-03-03", 2));
    case.refuses("close-case", Who::UnitHead, "cash-not-banked");
    case.wait_days(1);
    let cash = bank(&case);
    case.act("bank-cash", cash).by(Who::UnitHead);
    case.act("close-case", close()).by(Who::UnitHead);
    let cash = case.proceeding.cash().unwrap();
    assert_eq!((cash.handed_on, cash.banked_on), (Some(day("2026-03-03")), Some(day("2026-03-04"))));
}

#[test]
fn a_warning_alone_is_performed_when_it_is_handed_over() {
    let mut case = delivered_of(0);
    case.refuses("record-performance", Who::OfficerA, "already-performed");
    case.refuses("collect-cash", Who::OfficerA, "already-performed");
    let paper = lodge(&case);
    case.act("lodge-decision", paper).by(Who::OfficerA);
    case.act("close-case", close()).by(Who::UnitHead);
    assert_eq!(case.proceeding.position, "closed");
}

#[test]
fn a_larger_fine_is_collected_in_a_remote_place_when_the_party_asks_行政处罚法_第六十九条() {
    let mut case = delivered();
    let asked = CollectCash {
        ground: CashReason::Remote,
        circumstances: prose("山区村道，最近的银行网点四十公里"),
        asked_by_party: true,
        ..collecting(&case)
    };
    case.act("collect-cash", act!(CollectCash asked)).by(Who::OfficerA);
    assert_eq!(case.proceeding.paid(), yuan(500));
    let mut other = delivered();
    let hard = CollectCash {
        ground: CashReason::HardLater,
        circumstances: prose("流动摊贩，没有固定住所"),
        ..collecting(&other)
    };
    other.act("collect-cash", act!(CollectCash hard)).by(Who::OfficerB);
    assert!(other.running().contains(&Variable::HandInClock));
}

#[test]
fn who_says_nothing_is_noted_and_who_refuses_to_sign_is_noted_行政处罚法_第五十二条() {
    let mut case = told();
    let silent = HearOnSpot { pleaded: false, content: prose(""), answer: prose(""), ..hearing(&case) };
    case.act("hear-on-spot", act!(HearOnSpot silent)).by(Who::OfficerA);
    assert!(case.proceeding.pleas.is_empty());
    let decided = decide(&case, 500);
    case.act("decide-on-spot", decided).by(Who::OfficerA);
    let mut refusing = delivering(&case);
    refusing.signature = mingjian_domain::act::investigation::Signature {
        signed_by: None,
        scan: None,
        refusal: Some(prose("当事人拒绝签收，已在决定书上注明")),
    };
    case.act("deliver-on-spot", act!(DeliverOnSpot refusing)).by(Who::OfficerA);
    assert!(case.proceeding.spot.refusal.is_some());
    assert_eq!(case.proceeding.decision_served_at(), Some(case.events.last().unwrap().occurred_at));
}

#[test]
fn a_plea_that_helps_makes_the_decision_lighter_without_a_new_telling_行政处罚法_第四十五条() {
    let mut case = told();
    let heard = HearOnSpot { adopted: true, answer: prose("首次违法，予以采纳"), ..hearing(&case) };
    case.act("hear-on-spot", act!(HearOnSpot heard)).by(Who::OfficerA);
    let lighter = decide(&case, 200);
    case.act("decide-on-spot", lighter).by(Who::OfficerA);
    assert_eq!(case.proceeding.owed(), yuan(200));
    assert!(case.proceeding.pleas[0].answer.as_ref().unwrap().points[0].adopted);
}

#[test]
fn unclear_facts_are_told_anew_or_turned_over_to_the_ordinary_procedure_行政处罚法_第五十一条() {
    let mut case = unclear();
    case.refuses("decide-on-spot", Who::OfficerA, "facts-unclear");
    let mut again = case.clone();
    let told = tell(&again, 500);
    again.act("tell-on-spot", told).by(Who::OfficerA);
    again.refuses("decide-on-spot", Who::OfficerA, "plea-not-heard");
    let event = case.act("turn-over", turn_over()).by(Who::OfficerA);
    assert_eq!(case.proceeding.position, "turned-over");
    assert_eq!(case.proceeding.spot.case, event.opens);
    let handed = handed_over(&case.proceeding, &event, &Who::OfficerA.facts().files).unwrap();
    assert_eq!(handed.lead.party, *case.proceeding.party());
    assert_eq!(handed.lead.found_on, case.proceeding.opening.on());
    assert_eq!(handed.origin.causes, [UTENSILS], "the cause that was told goes along");
    assert_eq!(handed.origin.evidence.len(), case.proceeding.evidence.len());
    let told = case.proceeding.violations[0].facts.text();
    let said = case.proceeding.pleas.last().unwrap().content.text();
    for words in [told, said, "当事人提出异议，需要进一步调查"] {
        assert!(handed.lead.summary.text().contains(words), "{words}");
    }
    let context = crate::case::context(Who::OfficerA, case.now, evidence_id(50), &[]);
    let step = open(event.opens.unwrap(), "penalty-ordinary", handed, &context).unwrap();
    assert_eq!(step.event.to, "registered");
    assert!(case.running().is_empty());
    case.refuses("tell-on-spot", Who::OfficerA, "wrong-state");
}

#[test]
fn a_decision_that_was_not_handed_over_is_voided_and_everything_begins_again() {
    let mut case = decided();
    case.wait_days(1);
    let late = deliver(&case);
    case.act("deliver-on-spot", late).refused(Who::OfficerA, "not-on-the-visit", "行政处罚法", 52);
    case.act("void-on-spot", void()).by(Who::OfficerA);
    assert!(case.proceeding.decision.is_none() && case.running().is_empty());
    case.refuses("decide-on-spot", Who::OfficerA, "not-told");
    let told = tell(&case, 500);
    case.act("tell-on-spot", told).by(Who::OfficerA);
    let heard = hear(&case);
    case.act("hear-on-spot", heard).by(Who::OfficerA);
    let decided = decide(&case, 500);
    case.act("decide-on-spot", decided).by(Who::OfficerA);
    let delivered = deliver(&case);
    case.act("deliver-on-spot", delivered).by(Who::OfficerA);
    assert_eq!(case.due(Variable::LodgingClock), working_days_after("2026-03-03", 2));
}

#[test]
fn a_visit_goes_past_midnight_but_not_into_the_next_morning() {
    let opening = opening("2026-03-02");
    let mut case = Case::open_in(SUMMARY, Who::OfficerA, opening, at("2026-03-02 22:30"));
    let told = tell(&case, 100);
    case.act("tell-on-spot", told).by(Who::OfficerA);
    let heard = hear(&case);
    case.act("hear-on-spot", heard).by(Who::OfficerA);
    case.wait_until("2026-03-02 23:50");
    let decided = decide(&case, 100);
    case.act("decide-on-spot", decided).by(Who::OfficerA);
    case.wait_until("2026-03-03 00:20");
    let delivered = deliver(&case);
    case.act("deliver-on-spot", delivered).by(Who::OfficerA);
    case.wait_until("2026-03-03 08:30");
    let cash = collect(&case);
    case.act("collect-cash", cash).refused(Who::OfficerA, "not-on-the-visit", "行政处罚法", 68);
    assert_eq!(local("2026-03-03 00:20").time(), NaiveTime::from_hms_opt(0, 20, 0).unwrap());
}

#[test]
fn a_citizen_is_fined_200_and_a_sole_trader_no_more_行政处罚法_第五十一条() {
    for party in [citizen(), PartyEntry { kind: PartyKind::IndividualBusiness, ..acts::party() }] {
        let mut case = found_at(party);
        let above = tell(&case, 201);
        case.act("tell-on-spot", above).refused(Who::OfficerA, "above-spot-limit", "行政处罚法", 51);
        let within = tell(&case, 200);
        case.act("tell-on-spot", within).by(Who::OfficerA);
    }
}

#[test]
fn both_officers_handle_the_case_from_the_telling_on_and_evidence_can_be_added() {
    let mut case = found();
    case.refuses("tell-on-spot", Who::OfficerB, "not-handler");
    let scene = acts::scene(&case);
    case.act("record-scene", scene).by(Who::OfficerA);
    let evidence = acts::evidence(&case);
    case.act("add-evidence", evidence).by(Who::OfficerA);
    let told = TellOnSpot { evidence: vec![case.last_evidence()], ..telling(&case, 500) };
    case.act("tell-on-spot", act!(TellOnSpot told)).by(Who::OfficerA);
    let heard = hear(&case);
    case.act("hear-on-spot", heard).by(Who::OfficerB);
    assert_eq!(case.proceeding.violations[0].evidence, [case.last_evidence()]);
    assert_ne!(case.last_evidence(), evidence_id(0));
    case.act("drop-case", acts::drop_case()).by(Who::OfficerB);
    case.act("archive", acts::archive()).by(Who::Archivist);
    assert_eq!(case.proceeding.position, "archived");
}

#[test]
fn the_page_of_a_decision_on_the_spot_runs_beside_it_from_its_delivery() {
    let case = delivered();
    let publication = case.proceeding.publication.as_ref().unwrap();
    assert_eq!(publication.position, "draft");
    assert!(crate::case::law().procedure(PUBLICATION_PROCEDURE).is_some());
    assert!(case.offers("mask", Who::Clerk).is_ok());
    assert!(decided().proceeding.publication.is_none(), "what is not handed over can still be voided");
}
