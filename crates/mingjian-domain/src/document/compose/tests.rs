//! What composing promises: every document is made, nothing stated is lost, sums, clauses and terms are right.
//! Typesetting is tested where it is done.

use super::fixture::{Case, Made, Office};
use super::walks::WALKS;
use super::{ComposeFault, Occasion, Series, compose, kind_of, series, series_of, title};
use crate::document::DocumentModel;
use crate::document::decision::PenaltyDecision;
use crate::document::kind::DocumentKind;
use crate::document::parts::SanctionLine;
use crate::event::Content;
use crate::judge::decision::total_of;
use crate::refusal::Refusal;
use crate::value::date_text::{chinese_date, chinese_time};
use crate::value::money::Fen;
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;
use std::collections::BTreeSet;

fn walk<'o>(office: &'o Office, name: &str) -> Case<'o> {
    let (_, walk) = WALKS.iter().find(|(known, _)| known.starts_with(name)).unwrap();
    walk(office)
}

fn decision(made: &Made) -> &PenaltyDecision {
    match &made.model {
        DocumentModel::PenaltyDecision(decision) => decision,
        other => panic!("{other:?}"),
    }
}

fn text(made: &Made) -> String {
    serde_json::to_string(&made.model).unwrap()
}

/// Every way in which a document may print what was stated.
fn spellings(stated: &Value) -> Vec<String> {
    match stated {
        Value::String(text) => {
            let day = text.parse::<NaiveDate>().map(chinese_date).ok();
            let moment = text.parse::<NaiveDateTime>().map(chinese_time).ok();
            [Some(text.clone()), day, moment].into_iter().flatten().collect()
        }
        Value::Number(number) => {
            let fen = Fen::new(number.as_i64().unwrap());
            vec![fen.yuan_text(), number.to_string()]
        }
        _ => Vec::new(),
    }
}

/// What a person typed: text in Chinese, numbers of people, days, amounts; no identifiers and choices.
fn typed<'v>(stated: &'v Value, path: &str, found: &mut Vec<(String, &'v Value)>) {
    match stated {
        Value::Object(fields) => {
            for (name, value) in fields {
                typed(value, &format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| typed(item, path, found)),
        Value::String(text) => {
            let is_day = text.parse::<NaiveDate>().is_ok() || text.parse::<NaiveDateTime>().is_ok();
            let is_number = text.len() >= 11
                && text.starts_with(|sign: char| sign.is_ascii_digit())
                && !text.contains('-');
            if !text.is_ascii() || is_day || is_number {
                found.push((path.to_owned(), stated));
            }
        }
        Value::Number(number) if number.as_i64() != Some(0) => found.push((path.to_owned(), stated)),
        Value::Number(_) | Value::Null | Value::Bool(_) => {}
    }
}

/// What no paper of the act bears: the head's leave to notify is internal, the party's name stands in its own hand, and
/// pages, scans and the like belong to the file.
const NOT_PRINTED: [(&str, &str); 4] = [
    ("issue-notice", ".opinion"),
    ("record-scene", ".signature.signed_by"),
    ("order-correction", ".signature.signed_by"),
    ("record-inquiry", ".signature.signed_by"),
];

#[test]
fn every_document_of_every_procedure_has_a_model_a_title_and_is_made_on_some_way() {
    let office = Office::new();
    let made: BTreeSet<String> =
        WALKS.iter().flat_map(|(_, walk)| walk(&office).made).map(|made| made.kind).collect();
    for procedure in &office.pack.procedures {
        for kind in procedure.action.iter().flat_map(|action| &action.produces) {
            assert_eq!(kind_of(kind).unwrap().title(), title(kind).unwrap());
            assert!(made.contains(kind), "{kind} of {} is never made", procedure.id);
        }
    }
    assert_eq!(kind_of("decision"), None);
}

#[test]
fn the_same_occasion_gives_the_same_model_and_the_same_bytes_and_reads_back() {
    let office = Office::new();
    for (name, walk) in WALKS {
        let case = walk(&office);
        for made in &case.made {
            let again = compose(&made.kind, &case.occasion(made), made.number.as_deref()).unwrap();
            assert!(again == made.model, "{name}: {}", made.kind);
            assert_eq!(again.canonical_bytes().unwrap(), made.model.canonical_bytes().unwrap());
            let read: DocumentModel = serde_json::from_str(&text(made)).unwrap();
            assert!(read == made.model, "{name}: {}", made.kind);
            assert_eq!(made.model.kind().id(), made.kind);
        }
    }
}

#[test]
fn nothing_that_was_stated_in_an_act_is_missing_from_its_papers() {
    let office = Office::new();
    let mut checked = 0;
    for (name, walk) in WALKS {
        let case = walk(&office);
        for event in &case.events {
            let papers: String =
                case.made.iter().filter(|made| made.event.seq == event.seq).map(text).collect();
            let Content::Acted { action, act } = &event.content else { continue };
            if papers.is_empty() {
                continue;
            }
            let stated = serde_json::to_value(act).unwrap();
            let mut found = Vec::new();
            typed(&stated["stated"], "", &mut found);
            for (path, value) in found {
                if NOT_PRINTED.contains(&(action, &path)) {
                    continue;
                }
                checked += 1;
                let printed = spellings(value).iter().any(|spelling| papers.contains(spelling));
                assert!(printed, "{name}: {action}{path} = {value} is in no paper");
            }
        }
    }
    assert!(checked > 400, "{checked}");
}

#[test]
fn the_filing_report_bears_what_was_asked_for_and_the_number_of_the_case_is_its_own() {
    let office = Office::new();
    let case = walk(&office, "no penalty");
    let report = text(case.last("filing-report"));
    for stated in
        ["涉嫌超出登记的诊疗科目开展口腔种植", "建议立案调查，由赵一鸣、钱二立承办", "同意立案，依法查处"]
    {
        assert!(report.contains(stated), "{stated}");
    }
    let filed = case.last("filing-report").number.clone();
    assert_eq!(filed.as_deref(), Some("示卫医立〔2026〕1号"));
    assert_eq!(case.proceeding.number(), filed.as_deref());
    for made in &case.made {
        let known = made.event.action() != "accept-lead";
        assert_eq!(made.model.header().case_number, filed.clone().filter(|_| known), "{}", made.kind);
    }
}

#[test]
fn an_inquiry_is_counted_for_the_person_who_is_asked() {
    let office = Office::new();
    let case = walk(&office, "dropped");
    let ordinals: Vec<(String, u16)> = case
        .made
        .iter()
        .filter_map(|made| match &made.model {
            DocumentModel::InquiryRecord(record) => Some((record.person.clone(), record.ordinal)),
            _ => None,
        })
        .collect();
    assert_eq!(ordinals, [("陈杏林".into(), 1), ("褚护士".into(), 1), ("陈杏林".into(), 2)]);
}

#[test]
fn penalties_stand_severally_and_in_total_and_the_amounts_are_the_sums() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    let decision = decision(case.last("penalty-decision"));
    let decided = &case.proceeding.decision.as_ref().unwrap().penalties;
    let amount = |lines: &[SanctionLine], text: &str| -> i64 {
        let of_kind = lines.iter().filter(|line| line.text.contains(text));
        of_kind.filter_map(|line| line.amount.as_ref()).map(|amount| amount.fen().fen()).sum()
    };
    let severally: Vec<SanctionLine> =
        decision.violations.iter().flat_map(|violation| violation.sanctions.clone()).collect();
    let total = total_of(decided);
    for (kind, expected) in [("罚款", total.fine), ("违法所得", total.confiscated_gains)] {
        assert_eq!(amount(&severally, kind), expected);
        assert_eq!(amount(&decision.total, kind), expected);
    }
    assert_eq!(total.fine, 6_000_000 + 300_050 + 1_500_000);
    let lines: Vec<String> = decision.total.iter().map(SanctionLine::line).collect();
    assert_eq!(
        lines,
        [
            "警告",
            "罚款人民币78000.50元（大写：柒万捌仟元伍角）",
            "没收违法所得人民币12030.40元（大写：壹万贰仟零叁拾元肆角）",
            "责令停止执业活动（口腔种植），期限6个月",
        ]
    );
    let payment = decision.payment.as_ref().unwrap();
    assert_eq!(payment.due.fen().fen(), total.fine + total.confiscated_gains);
    assert_eq!(payment.due.fen(), case.proceeding.owed());
    let printed = payment.text.concat();
    assert!(printed.contains("15日内") && printed.contains("3%"), "{printed}");
    assert!(
        decision.performance.as_ref().unwrap().text().contains("责令停止执业活动（口腔种植），期限6个月")
    );
}

#[test]
fn clauses_are_cited_with_full_title_article_paragraph_and_only_where_they_are_open() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    let cited = |made: &Made| -> Vec<(String, String)> {
        let violations = &decision(made).violations;
        violations.iter().map(|part| (part.violated.clone(), part.basis.clone())).collect()
    };
    let found = cited(case.last("penalty-decision"));
    let own = |violated: &str, basis: &str| (violated.to_owned(), basis.to_owned());
    assert_eq!(found[0], own("《医疗机构管理条例》第二十六条", "《医疗机构管理条例》第四十六条"));
    assert!(found[1].0.starts_with("《医疗废物管理条例》第八条、第九条、第十条"), "{}", found[1].0);
    assert_eq!(found[1].1, "《医疗废物管理条例》第四十五条");
    assert_eq!(found[2].1, "《中华人民共和国基本医疗卫生与健康促进法》第一百零一条");
    assert!(found[2].0.ends_with("第四十三条、第四十四条第二款、第九十二条"), "{}", found[2].0);
}

#[test]
fn gains_that_the_special_clause_does_not_name_are_confiscated_by_行政处罚法_28() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    let made = case.last("penalty-decision");
    let mut after = made.after.clone();
    after.violations[2].gains = Fen::from_yuan(100);
    let penalty = &mut after.decision.as_mut().unwrap().penalties[2];
    penalty.kinds.push(mingjian_law::sanction::PenaltyKind::ConfiscationOfGains);
    penalty.confiscated_gains = Fen::from_yuan(100);
    let occasion = Occasion { after: &after, ..case.occasion(made) };
    let model = compose(&made.kind, &occasion, made.number.as_deref()).unwrap();
    let DocumentModel::PenaltyDecision(changed) = model else { panic!() };
    assert!(changed.violations[2].basis.ends_with("、《中华人民共和国行政处罚法》第二十八条第二款"));
    assert!(changed.violations[2].facts.text().contains("认定违法所得人民币100元（大写：壹佰元整）"));
}

#[test]
fn remedies_name_government_court_and_terms_in_every_paper_against_the_party() {
    let office = Office::new();
    for (name, kind, paper) in [
        ("hearing held", "penalty-decision", "本决定书"),
        ("no penalty", "no-penalty-decision", "本决定书"),
        ("hearing held", "correction-order", "本通知书"),
    ] {
        let case = walk(&office, name);
        let remedies = match &case.last(kind).model {
            DocumentModel::PenaltyDecision(decision) => decision.remedies.clone(),
            DocumentModel::NoPenaltyDecision(decision) => decision.remedies.clone(),
            DocumentModel::CorrectionOrder(order) => order.remedies.clone(),
            other => panic!("{other:?}"),
        };
        let first = &remedies.text[0];
        assert_eq!(remedies.government, "示例市人民政府");
        for expected in [
            format!("自收到{paper}之日起60日内依法向示例市人民政府申请行政复议"),
            format!("自收到{paper}之日起6个月内依法直接向示例市示例区人民法院（演示）提起行政诉讼"),
        ] {
            assert!(first.contains(&expected), "{kind}: {first}");
        }
    }
}

#[test]
fn the_decision_answers_the_plea_and_tells_notice_hearing_and_publicity() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    let decision = decision(case.last("penalty-decision"));
    assert_eq!(decision.plea.notice.number, "示卫医告〔2026〕1号");
    assert_eq!(chinese_date(decision.plea.notice.on), "2026年3月26日");
    assert!(decision.plea.plea.text().contains("2026年3月30日，当事人以书面形式陈述、申辩"));
    assert!(decision.plea.plea.text().contains("整改照片一组"));
    assert!(decision.plea.answer.text().contains("对“已经整改”，予以采纳。理由：照片经核实属实"));
    assert_eq!(
        decision.plea.hearing.as_ref().unwrap().text(),
        "2026年3月30日，当事人要求听证；本机关于2026年4月15日9时05分在一楼听证室举行听证。"
    );
    assert!(decision.course.text().contains("2026年3月5日，本机关以《责令改正通知书》（示卫医责改〔2026〕1号）责令当事人于2026年3月20日前改正；2026年3月23日复查，当事人逾期未改正。"));
    assert!(decision.publicity.contains("自作出之日起7个工作日内"), "{}", decision.publicity);
    let evidence: Vec<&str> = decision.evidence.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(evidence, ["现场检查笔录一份", "收费票据存根一册", "整改照片一组"]);
    let printed = text(case.last("penalty-decision"));
    for hidden in ["冯某举报", "13812345678", "建议维持"] {
        assert!(!printed.contains(hidden), "{hidden}");
    }
}

#[test]
fn a_waiver_and_a_withdrawn_hearing_are_told_as_they_happened() {
    let office = Office::new();
    let waived = walk(&office, "second notice");
    let plea = &decision(waived.last("penalty-decision")).plea;
    assert_eq!(plea.plea.text(), "2026年3月12日，当事人书面放弃陈述、申辩的权利。");
    assert_eq!(plea.hearing.as_ref().unwrap().text(), "2026年3月12日，当事人书面放弃听证的权利。");
    assert_eq!(plea.notice.number, "示卫医告〔2026〕2号");
    let withdrawn = walk(&office, "hearing asked for and withdrawn");
    let plea = &decision(withdrawn.last("penalty-decision")).plea;
    assert_eq!(plea.plea.text(), "当事人在告知的期限内没有提出陈述、申辩。");
    assert!(plea.hearing.as_ref().unwrap().text().ends_with("；听证终止：当事人撤回听证要求。"));
}

#[test]
fn a_second_notice_names_the_first_and_the_new_fact() {
    let office = Office::new();
    let case = walk(&office, "second notice");
    let notices: Vec<_> = case
        .made
        .iter()
        .filter_map(|made| match &made.model {
            DocumentModel::PriorNotice(notice) => Some(notice),
            _ => None,
        })
        .collect();
    assert_eq!(notices[0].replaces, None);
    let replaced = notices[1].replaces.as_ref().unwrap();
    assert_eq!(replaced.notice.number, "示卫医告〔2026〕1号");
    assert_eq!(replaced.reason.text(), "第二次检查另查明种植九例\n新证据：预约系统数据。");
    assert_eq!(notices[1].plea_days, 5);
    let DocumentModel::HearingRightNotice(right) = &case.last("hearing-right-notice").model else { panic!() };
    assert_eq!(right.hearing_days, 5);
    // The first notice told of no right to a hearing, so that this paper replaces none.
    assert_eq!(right.replaces, None);
    for expected in ["吊销许可证件", "较大数额罚款", "《中华人民共和国行政处罚法》第六十三条第一款第（三）项"]
    {
        assert!(right.ground.contains(expected), "{}", right.ground);
    }
    assert_eq!(right.total.last().unwrap().line(), "吊销医疗机构执业许可证");
}

#[test]
fn a_receipt_names_the_papers_that_its_act_serves() {
    let office = Office::new();
    let receipts = |name: &str| -> Vec<Vec<(String, String)>> {
        let case = walk(&office, name);
        let receipt = |made: &Made| match &made.model {
            DocumentModel::ServiceReceipt(receipt) => {
                Some(receipt.papers.iter().map(|paper| (paper.title.clone(), paper.number.clone())).collect())
            }
            _ => None,
        };
        case.made.iter().filter_map(receipt).collect()
    };
    let paper = |title: &str, number: &str| (title.to_owned(), number.to_owned());
    assert_eq!(
        receipts("hearing held"),
        [
            vec![
                paper("行政处罚事先告知书", "示卫医告〔2026〕1号"),
                paper("行政处罚听证告知书", "示卫医听告〔2026〕1号")
            ],
            vec![paper("行政处罚听证通知书", "示卫医听通〔2026〕1号")],
            vec![paper("行政处罚决定书", "示卫医罚〔2026〕1号")],
        ]
    );
    assert_eq!(receipts("no penalty"), [vec![paper("不予行政处罚决定书", "示卫医不罚〔2026〕1号")]]);
    assert_eq!(receipts("second notice")[0], [paper("行政处罚事先告知书", "示卫医告〔2026〕1号")]);
}

#[test]
fn no_penalty_cites_its_ground_and_the_approval_sheet_gathers_every_opinion() {
    let office = Office::new();
    let case = walk(&office, "no penalty");
    let DocumentModel::NoPenaltyDecision(decision) = &case.last("no-penalty-decision").model else {
        panic!()
    };
    assert_eq!(decision.basis, "《中华人民共和国行政处罚法》第三十三条第一款");
    assert_eq!(decision.ground, "违法行为轻微并及时改正，没有造成危害后果");
    assert!(decision.violations.iter().all(|part| part.sanctions.is_empty()));
    let punished = walk(&office, "hearing held");
    let DocumentModel::ApprovalSheet(sheet) = &punished.last("approval-sheet").model else { panic!() };
    assert!(sheet.review.text().contains("同意。主体、程序、证据、裁量均已逐项核对"));
    assert!(sheet.discussion.as_ref().unwrap().text().ends_with("集体讨论：一致同意按拟处理意见作出决定"));
    assert!(sheet.notice.text().contains("听证报告的处理意见：事实清楚，建议维持"));
    let head = sheet.sign_offs.last().unwrap();
    assert_eq!((head.role.as_str(), head.name.as_deref()), ("行政机关负责人", Some("王八斗")));
    assert_eq!(sheet.sign_offs[0].name, None);
}

#[test]
fn the_closing_report_bears_every_payment_and_the_decision() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    let DocumentModel::ClosingReport(report) = &case.last("closing-report").model else { panic!() };
    assert_eq!(report.decision.as_ref().unwrap().number, "示卫医罚〔2026〕1号");
    assert_eq!(report.served_on.map(chinese_date).as_deref(), Some("2026年4月20日"));
    let paid: i64 = report.payments.iter().map(|line| line.amount.fen().fen()).sum();
    assert_eq!(paid, case.proceeding.owed().fen());
    assert_eq!(report.total, decision(case.last("penalty-decision")).total);
}

#[test]
fn numbers_follow_the_words_of_the_body_and_papers_do_not_change_numbers() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    for (kind, word) in [
        (DocumentKind::PenaltyDecision, Some("罚")),
        (DocumentKind::HearingRightNotice, Some("听告")),
        (DocumentKind::FilingReport, Some("立")),
        (DocumentKind::ReviewOpinion, Some("法审")),
        (DocumentKind::ApprovalSheet, None),
        (DocumentKind::SceneRecord, None),
    ] {
        assert_eq!(series_of(kind, &office.letterhead), word, "{}", kind.id());
    }
    let of = |kind| series(kind, &case.proceeding, office.law(), &office.letterhead);
    assert_eq!(of(DocumentKind::PenaltyDecision), Some(Series::Formal("示卫医罚".to_owned())));
    assert_eq!(of(DocumentKind::ApprovalSheet), Some(Series::Working(DocumentKind::ApprovalSheet)));
    assert_eq!(of(DocumentKind::ApprovalSheet).unwrap().number(2026, 7), "2026-0007");
    assert_eq!(of(DocumentKind::SceneRecord), None);
    let transferred = walk(&office, "transfer before");
    assert_eq!(transferred.last("case-transfer").number.as_deref(), Some("示卫案移〔2026〕1号"));
    let notice = case.last("prior-notice");
    let fault = compose("prior-notice", &case.occasion(notice), Some("示卫医听告〔2026〕1号")).unwrap_err();
    assert_eq!(fault.code(), "document-number-of-another-series");
    let fault = compose("prior-notice", &case.occasion(notice), Some("一号")).unwrap_err();
    assert_eq!(fault.code(), "document-number-invalid");
}

#[test]
fn a_draft_has_neither_number_nor_date_and_an_unnumbered_record_has_its_day() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    let draft = compose("penalty-decision", &case.occasion(case.last("penalty-decision")), None).unwrap();
    assert_eq!((&draft.header().number, draft.header().issued_on), (&None, None));
    let record = &case.last("scene-record").model;
    assert_eq!(record.header().issued_on.map(chinese_date).as_deref(), Some("2026年3月4日"));
    assert!(case.made.iter().all(|made| made.model.header().demo));
    let officers = &record.header().officers;
    assert_eq!(
        officers.iter().map(|line| line.certificate.as_str()).collect::<Vec<_>>(),
        ["99000100001", "99000100002"]
    );
}

#[test]
fn what_is_missing_is_named_in_chinese_with_a_stable_code() {
    let office = Office::new();
    let case = walk(&office, "hearing held");
    let refuse = |kind: &str, change: &dyn Fn(&mut super::Letterhead)| {
        let made = case.last(kind);
        let mut letterhead = office.letterhead.clone();
        change(&mut letterhead);
        let occasion = Occasion { letterhead: &letterhead, ..case.occasion(made) };
        compose(kind, &occasion, made.number.as_deref()).unwrap_err()
    };
    assert_eq!(
        refuse("penalty-decision", &|sheet| sheet.bank = None),
        ComposeFault::Letterhead("罚款代收银行和账户")
    );
    assert_eq!(
        refuse("correction-order", &|sheet| sheet.courts.clear()),
        ComposeFault::Letterhead("管辖法院")
    );
    assert_eq!(refuse("prior-notice", &|sheet| sheet.telephone = None), ComposeFault::Letterhead("联系电话"));
    assert_eq!(refuse("hearing-notice", &|sheet| sheet.people.clear()).code(), "person-unknown");
    let fault = refuse("penalty-decision", &|sheet| sheet.government.clear());
    assert!(fault.to_string().contains("没有填写行政复议机关"), "{fault}");
    let refusal = Refusal::from(&fault);
    assert_eq!((refusal.code.as_str(), refusal.basis.len()), ("letterhead-incomplete", 1));
    let wrong = compose("closing-report", &case.occasion(case.last("prior-notice")), None).unwrap_err();
    assert_eq!(wrong.code(), "document-of-another-act");
    assert_eq!(
        compose("decision", &case.occasion(case.last("prior-notice")), None).unwrap_err().code(),
        "document-unknown"
    );
    assert!(office.letterhead.missing().is_empty());
    let bare = super::Letterhead::of(&mingjian_law::pack::Pack::embedded("xuchang-health").unwrap().organ);
    assert_eq!(bare.missing(), ["办公地址", "联系电话", "管辖法院", "罚款代收银行和账户"]);
}

#[test]
fn without_the_journal_a_document_keeps_to_what_the_proceeding_remembers() {
    let office = Office::new();
    let case = walk(&office, "second notice");
    for made in &case.made {
        let occasion = Occasion { earlier: &[], ..case.occasion(made) };
        let model = compose(&made.kind, &occasion, made.number.as_deref()).unwrap();
        if let DocumentModel::FilingReport(report) = &model {
            assert_eq!(
                (report.facts.text(), report.proposal.text()),
                (case.proceeding.lead.summary.text(), "无")
            );
        } else if !matches!(model, DocumentModel::InquiryRecord(_)) {
            assert!(model == made.model, "{}", made.kind);
        }
    }
}
