//! What passes the gate and what does not: every field by its rule, every planted value refused.
//! The spellings of single values are the business of `value::leak`; here they are planted in a case.

use super::sample::{INFORMANT, INFORMANT_PHONE, NURSE, NURSE_ID, NURSE_PHONE, OWNER, PATIENT, Sample, day};
use super::{
    Class, Field, GateError, PublicDecision, Rendering, Shown, draft, leak_check, public_decision,
    withdrawal_notice,
};
use crate::act::Prose;
use crate::act::decision::{NoPenaltyGround, ProposalResult};
use crate::act::lead::PartyKind;
use crate::act::publication::{InstrumentKind, RecordAnnulment};
use crate::act::{Personal, investigation::ViolationFacts};
use crate::proceeding::ReleasedCorrection;
use crate::refusal::Refusal;
use crate::value::leak::Medium;
use crate::value::money::Fen;
use crate::value::protected::ProtectedKind;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn made(sample: &Sample) -> Result<PublicDecision, GateError> {
    let values = sample.values();
    public_decision(&sample.source(&values))
}

#[test]
fn a_decision_against_an_organisation_shows_what_the_rules_name_by_行政处罚法_48() {
    let public = made(&Sample::organisation()).unwrap();
    assert_eq!(public.title, "行政处罚决定书");
    assert_eq!(public.number.value().unwrap(), "示卫医罚〔2026〕12号");
    assert_eq!(public.party.name, Shown::Public { value: "示例市钱守仁口腔门诊部有限公司".to_owned() });
    assert_eq!(public.party.credit_code.as_ref().unwrap().value().unwrap(), "91990000MA00000008");
    assert_eq!(public.party.representative.as_ref().unwrap().value().unwrap(), "钱某");
    assert_eq!(public.penalty_kinds.value().unwrap(), &["警告", "罚款"]);
    let total = public.total.value().unwrap();
    assert_eq!(
        (total[1].figures.as_deref(), total[1].capitals.as_deref()),
        (Some("5000元"), Some("伍仟元整"))
    );
    assert_eq!(public.violations[0].basis.value().unwrap(), "《医疗废物管理条例》第四十五条");
    assert_eq!(public.decided_on.value(), Some(&day(2026, 3, 2)));
    assert!(public.demo);
}

#[test]
fn the_record_reads_as_rows_for_the_public_document() {
    let rows = made(&Sample::organisation()).unwrap().rows();
    let row = |label: &str| rows.iter().find(|(found, _)| *found == label).map(|(_, text)| text.as_str());
    assert_eq!(row("处罚内容"), Some("警告；罚款人民币5000元（大写：伍仟元整）"));
    assert_eq!(row("决定日期"), Some("2026年3月2日"));
    assert!(
        row("救济途径和期限")
            .unwrap()
            .ends_with("行政复议的最后一天：2026年5月6日。\n行政诉讼的最后一天：2026年9月3日。")
    );
    assert_eq!((row("联系电话"), row("案件编号")), (None, None));
}

#[test]
fn the_last_days_of_remedy_count_from_service_by_行政复议法_20_and_行政诉讼法_46() {
    let public = made(&Sample::organisation()).unwrap();
    let ways = &public.remedies.value().unwrap().ways;
    // Served on 3 March: sixty days end on Saturday 2 May, a holiday; the next working day is 6 May.
    assert_eq!((ways[0].to.as_str(), ways[0].last_day), ("示例市人民政府", Some(day(2026, 5, 6))));
    assert_eq!(ways[1].last_day, Some(day(2026, 9, 3)));
}

#[test]
fn a_citizen_is_named_by_surname_and_nothing_else_of_the_person_is_shown() {
    let public = made(&Sample::against(PartyKind::Citizen, "吴大海")).unwrap();
    assert!(matches!(&public.party.name, Shown::Masked { value, .. } if value == "吴某"));
    assert!(public.party.address.is_withheld() && public.party.licence.as_ref().unwrap().is_withheld());
    assert_eq!(public.party.credit_code, None);
    let text = serde_json::to_string(&public).unwrap();
    for secret in ["吴大海", "建设路1号2单元", "110101198001010037", "2334455"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn a_shop_sign_stays_but_for_its_owner_s_name() {
    let public = made(&Sample::against(PartyKind::IndividualBusiness, "东城区钱守仁诊所")).unwrap();
    assert_eq!(public.party.name.value().unwrap(), "东城区钱某诊所");
    assert!(public.party.representative.as_ref().unwrap().is_withheld());
    let own_name = made(&Sample::against(PartyKind::IndividualBusiness, OWNER)).unwrap();
    assert_eq!(own_name.party.name.value().unwrap(), "钱某");
}

#[test]
fn the_public_record_holds_nothing_that_no_rule_names() {
    let public = made(&Sample::organisation()).unwrap();
    assert_eq!(public.evidence_kinds.value().unwrap(), &["书证"]);
    let text = serde_json::to_string(&public).unwrap();
    for secret in [INFORMANT, NURSE, PATIENT, "询问笔录", "0000123456789012", "2026-0012", "陈立", "孙敏"]
    {
        assert!(!text.contains(secret), "{secret}");
    }
    let withheld: BTreeSet<&str> = public.withheld.iter().map(|note| note.label.as_str()).collect();
    for label in ["身份证件号码", "联系电话", "案件来源和调查经过", "案件编号", "银行账号"]
    {
        assert!(withheld.contains(label), "{label}");
    }
}

#[test]
fn every_rule_of_the_packs_has_a_field_and_every_field_without_a_rule_is_withheld() {
    let sample = Sample::organisation();
    let disclosure = &sample.pack.disclosure;
    let fields: BTreeSet<&str> = Field::ALL.iter().map(|field| field.id()).collect();
    let named: BTreeSet<&str> = disclosure.fields().map(|entry| entry.rule.id.as_str()).collect();
    assert_eq!(named.difference(&fields).collect::<Vec<_>>(), Vec::<&&str>::new());
    let rules = super::field::Rules::new(crate::law::Law::of(sample.pack), PartyKind::Organisation);
    for field in Field::ALL.iter().filter(|field| !named.contains(field.id())) {
        assert!(!rules.is_open(*field) && rules.whole(*field, ()).is_withheld(), "{field:?}");
    }
}

#[test]
fn a_pack_shows_no_more_than_the_class_of_a_field() {
    let mut pack = Sample::organisation().pack.clone();
    let layer = pack.layers[0].clone();
    pack.disclosure = mingjian_law::disclosure::DisclosureRules::default();
    for field in Field::ALL {
        let text = format!(
            "[[field]]\nid = '{}'\nlabel = '{}'\nperson = 'public'\norganisation = 'public'\n\
             basis = {{ law = '政府信息公开条例', article = 15 }}\n",
            field.id(),
            field.label()
        );
        pack.disclosure.add_file(&layer, &text, "disclosure.toml").unwrap();
    }
    for kind in [PartyKind::Citizen, PartyKind::Organisation] {
        let rules = super::field::Rules::new(crate::law::Law::of(&pack), kind);
        for field in Field::ALL {
            assert_eq!(rules.is_open(*field), field.class() == Class::Public, "{field:?}");
            assert_eq!(
                rules.text(*field, "x", |_| "y".to_owned()).is_withheld(),
                field.class() == Class::Withheld
            );
        }
    }
    assert_eq!(pack.disclosure.fields().count(), Field::ALL.len());
}

#[test]
fn the_draft_masks_what_the_case_knows_and_leaves_the_party_s_name() {
    let sample = Sample::organisation();
    let values = sample.values();
    let draft = draft(&sample.source(&values)).unwrap();
    assert_eq!(
        draft.facts.proposed.text,
        "某某（身份证号（证件号码略），电话（电话略））在示例市钱守仁口腔门诊部有限公司接诊某某后，将医疗废物混放。"
    );
    let marked: Vec<String> = draft
        .facts
        .original_segments()
        .into_iter()
        .filter(|piece| piece.kind.is_some())
        .map(|piece| piece.text)
        .collect();
    assert_eq!(marked, [NURSE, NURSE_ID, NURSE_PHONE, PATIENT]);
    let shown: String = draft.facts.proposed_segments().into_iter().map(|piece| piece.text).collect();
    assert_eq!(shown, draft.facts.proposed.text);
    assert_eq!(draft.reasons.proposed.text, "裁量阶次：一般。逾期不改正。");
}

#[test]
fn the_public_is_told_how_many_places_are_masked_and_why() {
    let public = made(&Sample::organisation()).unwrap();
    let notes: Vec<(&str, u32)> = public.masks.iter().map(|note| (note.label.as_str(), note.count)).collect();
    // The account in the sentence about payment; the representative, the nurse and the patient.
    assert_eq!(notes, [("银行账号", 1), ("自然人姓名", 3)]);
    assert_eq!(public.masked_places(), 4);
    assert!(public.performance.value().unwrap()[0].contains("账号：略）"));
    assert_eq!(
        public.masks[0].basis, "政府信息公开条例第十五条",
        "a public account is no personal information"
    );
}

#[test]
fn what_is_not_published_by_name_is_refused_with_its_article() {
    let refused = |change: fn(&mut Sample), expected: GateError| {
        let mut sample = Sample::against(PartyKind::Citizen, "吴大海");
        change(&mut sample);
        assert_eq!(made(&sample).unwrap_err(), expected);
        let values = sample.values();
        if expected != GateError::NotConfirmed {
            assert_eq!(draft(&sample.source(&values)).unwrap_err(), expected);
        }
        let refusal = Refusal::from(expected);
        assert!(!refusal.basis.is_empty() && refusal.code.starts_with("public-"), "{refusal:?}");
    };
    refused(|sample| sample.proceeding.decision = None, GateError::NoDecision);
    refused(
        |sample| {
            let decision = sample.proceeding.decision.as_mut().unwrap();
            decision.result = ProposalResult::NoPenalty;
            decision.ground = Some(NoPenaltyGround::FirstTime);
        },
        GateError::NoPenalty,
    );
    refused(|sample| sample.decision.header.number = None, GateError::OtherDecision);
    refused(|sample| sample.publication().declined = Some(Prose::from("依法不公开")), GateError::Declined);
    refused(|sample| sample.publication().facts = None, GateError::NotConfirmed);
    refused(|sample| sample.proceeding.publication = None, GateError::NotConfirmed);
}

#[test]
fn a_minor_is_never_published_by_未成年人保护法_103() {
    let mut sample = Sample::against(PartyKind::Citizen, "吴大海");
    sample.proceeding.opening.party_mut().resident_id = Some(Personal("110101200901010016".to_owned()));
    let id = crate::value::resident_id::ResidentId::parse("110101200901010016");
    assert!(id.is_ok(), "{id:?}");
    assert_eq!(made(&sample).unwrap_err(), GateError::Minor);
    // Of age at the decision, a child at the act.
    sample.proceeding.decision.as_mut().unwrap().decided_on = day(2027, 3, 1);
    sample.proceeding.violations = vec![ViolationFacts {
        cause: "x".to_owned(),
        duties: Vec::new(),
        facts: Prose::default(),
        evidence: Vec::new(),
        acted_on: day(2026, 12, 1),
        gains: Fen::ZERO,
        aggravated: false,
    }];
    assert_eq!(made(&sample).unwrap_err(), GateError::Minor);
}

#[test]
fn a_confirmed_text_that_still_names_someone_is_refused_without_naming_them() {
    let mut sample = Sample::organisation();
    sample.publication().reasons = Some(Prose::from("赵 小 明的家属表示谅解。"));
    let error = made(&sample).unwrap_err();
    assert_eq!(
        error.to_string(),
        "“裁量理由”中还有不得公开的内容（自然人姓名），不能公示。请退回脱敏后重新确认。"
    );
}

#[test]
fn names_that_the_clerk_enters_are_protected_at_once() {
    let sample = Sample::organisation();
    let values = sample.values().with_names(&["孔令仪".to_owned()]);
    assert_eq!(values.kinds_in("孔令仪到场", Medium::Plain), [ProtectedKind::PersonName]);
    assert!(sample.values().kinds_in("孔令仪到场", Medium::Plain).is_empty());
}

#[test]
fn a_rendering_that_names_the_owner_outside_of_the_firm_s_name_leaks() {
    let values = Sample::organisation().values();
    let rendering = |text| Rendering { channel: "网页", medium: Medium::Html, text };
    assert!(leak_check(&[rendering("<h1>示例市钱守仁口腔门诊部有限公司</h1>")], &values).is_empty());
    let found = leak_check(&[rendering("<p>示例市钱守仁口腔门诊部有限公司的<b>钱</b>守仁</p>")], &values);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].describe(), "网页：自然人姓名");
}

#[test]
fn a_withdrawal_tells_its_reasons_and_not_the_party_by_行政处罚法_48() {
    let mut sample = Sample::organisation();
    let values = sample.values();
    let organ = "示例市卫生健康委员会";
    assert_eq!(withdrawal_notice(&sample.proceeding, organ, &values).unwrap_err(), GateError::NoWithdrawal);
    let publication = sample.publication();
    publication.annulments.push(RecordAnnulment {
        kind: InstrumentKind::Revoked,
        title: "行政复议决定书".to_owned(),
        number: "示政复决〔2026〕8号".to_owned(),
        issuer: "示例市人民政府".to_owned(),
        effective_on: day(2026, 6, 1),
        scan: None,
    });
    publication.withdrawn_reason = Some(Prose::from("行政复议决定撤销了原处罚决定。"));
    publication.withdrawn_on = Some(day(2026, 6, 3));
    let notice = withdrawal_notice(&sample.proceeding, organ, &values).unwrap();
    assert_eq!(notice.instrument, "行政复议决定书（示政复决〔2026〕8号）");
    assert_eq!(notice.basis, "行政处罚法第四十八条第二款");
    assert!(!serde_json::to_string(&notice).unwrap().contains("钱守仁"));
    sample.publication().withdrawn_reason = Some(Prose::from("因举报人周建国撤回举报"));
    assert!(matches!(
        withdrawal_notice(&sample.proceeding, organ, &values),
        Err(GateError::Leak { place, .. }) if place == "公开说明的理由"
    ));
}

/// Writes a value with noise between its signs and, for figures, in another width.
fn spelled(value: &str, gaps: &[u8], wide: bool) -> String {
    let mut text = String::new();
    for (at, ch) in value.chars().enumerate() {
        if at > 0 {
            let gap = gaps[at % gaps.len()];
            text.push_str(["", "", " ", "\u{200B}", "\u{3000}"][usize::from(gap) % 5]);
        }
        let digit = ch.to_digit(10).filter(|_| wide).and_then(|digit| char::from_u32(0xFF10 + digit));
        text.push(digit.unwrap_or(ch));
    }
    text
}

proptest! {
    #[test]
    fn whatever_is_planted_in_the_confirmed_text_is_refused(
        which in 0_usize..7,
        gaps in proptest::collection::vec(0_u8..5, 1..6),
        wide in any::<bool>(),
        before in "[现查，。：于的到所]{0,10}",
        after in "[现查，。：于的到所]{0,10}",
        in_reasons in any::<bool>(),
    ) {
        let secret = [INFORMANT, INFORMANT_PHONE, NURSE, NURSE_ID, NURSE_PHONE, PATIENT, OWNER][which];
        let text = format!("{before}{}{after}", spelled(secret, &gaps, wide));
        let mut sample = Sample::organisation();
        let publication = sample.publication();
        if in_reasons {
            publication.reasons = Some(Prose(text.clone()));
        } else {
            publication.facts = Some(Prose(text.clone()));
        }
        prop_assert!(matches!(made(&sample), Err(GateError::Leak { .. })), "{text}");
    }

    #[test]
    fn whatever_is_planted_in_the_facts_the_draft_masks(
        which in 0_usize..7,
        gaps in proptest::collection::vec(0_u8..5, 1..6),
        wide in any::<bool>(),
        before in "[现查，。：于的到所]{0,10}",
        beside_the_firm in any::<bool>(),
    ) {
        let secret = [INFORMANT, INFORMANT_PHONE, NURSE, NURSE_ID, NURSE_PHONE, PATIENT, OWNER][which];
        let firm = if beside_the_firm { "示例市钱守仁口腔门诊部有限公司" } else { "" };
        let mut sample = Sample::organisation();
        sample.decision.violations[0].facts = Prose(format!("{before}{firm}{}{firm}", spelled(secret, &gaps, wide)));
        let values = sample.values();
        let proposed = draft(&sample.source(&values)).unwrap().facts.proposed.text;
        prop_assert!(values.kinds_in(&proposed, Medium::Plain).is_empty(), "{proposed}");
        sample.publication().facts = Some(Prose(proposed.clone()));
        prop_assert!(made(&sample).is_ok(), "{proposed}");
    }

    #[test]
    fn whatever_is_planted_in_a_rendering_is_found_on_every_channel(
        which in 0_usize..7,
        gaps in proptest::collection::vec(0_u8..5, 1..6),
        wide in any::<bool>(),
        medium in 0_usize..3,
    ) {
        let secret = [INFORMANT, INFORMANT_PHONE, NURSE, NURSE_ID, NURSE_PHONE, PATIENT, OWNER][which];
        let planted = spelled(secret, &gaps, wide);
        let (medium, text) = match medium {
            0 => (Medium::Html, format!("<td>事实</td><td>{planted}</td>")),
            1 => (Medium::Json, serde_json::json!({ "facts": planted }).to_string()),
            _ => (Medium::Plain, format!("事实：{planted}。")),
        };
        let values = Sample::organisation().values();
        let found = leak_check(&[Rendering { channel: "x", medium, text: &text }], &values);
        prop_assert!(!found.is_empty(), "{text}");
        let printed = format!("{found:?}");
        prop_assert!(!printed.contains(secret));
    }
}

#[test]
fn a_correction_shows_the_difference_and_never_again_what_must_stay_hidden() {
    let mut sample = Sample::organisation();
    let reasons = sample.publication().reasons.clone();
    sample.publication().corrected = vec![ReleasedCorrection {
        on: day(2026, 4, 20),
        public_reason: Prose::from("公示的违法事实漏写一项。"),
        facts: Some(Prose::from("更正以前的文字。")),
        reasons,
    }];
    let correction = made(&sample).unwrap().correction.unwrap();
    assert_eq!(correction.reason, "公示的违法事实漏写一项。");
    assert_eq!(correction.changes.len(), 1, "the reasons did not change");
    assert_eq!(correction.changes[0].before.as_deref(), Some("更正以前的文字。"));

    // What is corrected because it told too much is not told once more.
    sample.publication().corrected[0].facts = Some(Prose::from("赵 小 明的家属表示谅解。"));
    let public = made(&sample).unwrap();
    assert_eq!(public.correction.as_ref().unwrap().changes[0].before, None);
    assert!(!public.index_text().contains("家属表示谅解"));
    sample.publication().corrected[0].public_reason = Prose::from("误写了赵小明的姓名。");
    assert_eq!(made(&sample).unwrap_err().code(), "public-leak");
}
