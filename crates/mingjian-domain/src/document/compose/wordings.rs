//! What single documents say: sums, clauses, terms, plea and hearing, the papers that a receipt names.
//! What holds of every document is tested beside it.

use super::fixture::{Made, Office};
use super::walks::walk;
use super::{Occasion, compose};
use crate::act::notice::PleaForm;
use crate::document::DocumentModel;
use crate::document::decision::PenaltyDecision;
use crate::document::parts::SanctionLine;
use crate::judge::decision::total_of;
use crate::proceeding::Plea;
use crate::value::date_text::chinese_date;
use crate::value::money::Fen;
use mingjian_law::variable::{Variable, clock};

fn decision(made: &Made) -> &PenaltyDecision {
    match &made.model {
        DocumentModel::PenaltyDecision(decision) => decision,
        other => panic!("{other:?}"),
    }
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
    // Of six limbs two were violated, of three one: no other is cited.
    let waste = own("《医疗废物管理条例》第十二条、第十六条第一款", "《医疗废物管理条例》第四十五条");
    assert_eq!(found[1], waste);
    let health = "《中华人民共和国基本医疗卫生与健康促进法》";
    assert_eq!(found[2], own(&format!("{health}第四十四条第二款"), &format!("{health}第一百零一条")));
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
    // Each item of the order is told with its own term and its own re-check.
    for told in [
        "2026年3月5日，本机关以《责令改正通知书》（示卫医责改〔2026〕1号）责令当事人于2026年3月20日前改正“",
        "于2026年3月6日前改正“诊疗活动超出登记或者备案范围”",
        "2026年3月9日复查“诊疗活动超出登记或者备案范围”，当事人已改正",
        "2026年3月23日复查“",
        "”，当事人逾期未改正",
    ] {
        assert!(decision.course.text().contains(told), "{told}: {}", decision.course.text());
    }
    assert!(decision.publicity.contains("自作出之日起7个工作日内"), "{}", decision.publicity);
    let evidence: Vec<&str> = decision.evidence.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(evidence, ["现场检查笔录一份", "收费票据存根一册", "整改照片一组"]);
    let printed = serde_json::to_string(&case.last("penalty-decision").model).unwrap();
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
fn what_the_party_said_to_an_earlier_notice_is_told_beside_its_silence_to_the_new_one() {
    let office = Office::new();
    let case = walk(&office, "second notice");
    let made = case.last("penalty-decision");
    let mut after = made.after.clone();
    after.values.set(Variable::PleaClock, clock::OVER);
    after.values.set(Variable::HearingClock, clock::OVER);
    after.pleas.push(Plea {
        form: PleaForm::Oral,
        received_on: "2026-03-11".parse().unwrap(),
        content: "请求从轻".into(),
        evidence: Vec::new(),
        brings_facts: false,
        answer: None,
    });
    let occasion = Occasion { after: &after, ..case.occasion(made) };
    let DocumentModel::PenaltyDecision(told) = compose(&made.kind, &occasion, None).unwrap() else {
        panic!()
    };
    assert_eq!(
        told.plea.plea.text(),
        "2026年3月11日，当事人以口头形式陈述、申辩：请求从轻\n重新告知后，当事人在告知的期限内没有提出陈述、申辩。"
    );
    assert_eq!(told.plea.hearing.unwrap().text(), "当事人在告知的期限内没有要求听证。");
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
    assert_eq!((sheet.sign_offs[0].role.as_str(), &sheet.sign_offs[0].name), ("承办机构负责人", &None));
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
