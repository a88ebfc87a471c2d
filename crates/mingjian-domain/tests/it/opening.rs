//! What is entered when a lead is opened, and by whom.
//! Everything later is tried in `forbidden`.

use crate::acts;
use crate::case::{at, context, law};
use crate::people::{Who, evidence_id, proceeding_id};
use mingjian_domain::act::Personal;
use mingjian_domain::act::lead::{OpenProceeding, PartyEntry, PartyKind};
use mingjian_domain::attempt::{Step, open};
use mingjian_domain::event::{Content, Event};
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::refusal::Refusal;

fn opened(lead: OpenProceeding, who: Who, now: &str) -> Result<Step, Refusal> {
    open(proceeding_id(), "penalty-ordinary", lead, &context(who, at(now), evidence_id(0), &[]))
}

fn refused(lead: OpenProceeding, who: Who, code: &str, field: &str) {
    let refusal = opened(lead, who, "2026-03-02 09:00").unwrap_err();
    assert_eq!((refusal.code.as_str(), refusal.field.as_deref().unwrap_or_default()), (code, field));
    assert!(!refusal.basis.is_empty());
}

fn with_party(party: PartyEntry) -> OpenProceeding {
    OpenProceeding { party, ..acts::lead("2026-03-02") }
}

#[test]
fn a_lead_that_does_not_hold_together_is_refused_by_its_field() {
    let lead = || acts::lead("2026-03-02");
    let wrong = [
        (acts::lead("2026-03-03"), "found_on"),
        (OpenProceeding { summary: acts::prose("\u{3000}"), ..lead() }, "summary"),
        (OpenProceeding { place: "\u{200b}".to_owned(), ..lead() }, "place"),
        (OpenProceeding { informant_phone: Some(Personal("12".to_owned())), ..lead() }, "informant_phone"),
        (with_party(PartyEntry { name: String::new(), ..acts::party() }), "party.name"),
        (with_party(PartyEntry { address: " ".to_owned(), ..acts::party() }), "party.address"),
        (with_party(PartyEntry { credit_code: None, ..acts::party() }), "party.credit_code"),
        (
            with_party(PartyEntry { credit_code: Some("91350100M000100Y44".to_owned()), ..acts::party() }),
            "party.credit_code",
        ),
        (with_party(PartyEntry { kind: PartyKind::Citizen, ..acts::party() }), "party.resident_id"),
        (
            with_party(PartyEntry {
                kind: PartyKind::Citizen,
                resident_id: Some(Personal("110105194912310021".to_owned())),
                ..acts::party()
            }),
            "party.resident_id",
        ),
        (OpenProceeding { summary: acts::prose(&"长".repeat(50_001)), ..lead() }, "summary"),
        (with_party(PartyEntry { name: "示例\u{0}诊所".to_owned(), ..acts::party() }), "party.name"),
    ];
    for (lead, field) in wrong {
        refused(lead, Who::OfficerA, "input-invalid", field);
    }
}

#[test]
fn only_officers_and_unit_heads_of_bodies_in_force_register_leads() {
    refused(acts::lead("2026-03-02"), Who::Head, "role-missing", "");
    refused(acts::lead("2026-03-02"), Who::Supervisor, "role-missing", "");
    assert!(opened(acts::lead("2026-03-02"), Who::UnitHead, "2026-03-02 09:00").is_ok());
    let late = opened(acts::lead("2026-06-01"), Who::OfficerEntrusted, "2026-06-01 09:00").unwrap_err();
    assert_eq!(late.code, "entrustment-missing");
    let lead = acts::lead("2026-03-02");
    let context = context(Who::OfficerA, at("2026-03-02 09:00"), evidence_id(0), &[]);
    let unknown = open(proceeding_id(), "penalty-summary", lead, &context).unwrap_err();
    assert_eq!(unknown.code, "unknown-procedure");
}

#[test]
fn a_lead_names_the_pack_and_the_day_on_which_it_was_found() {
    let today = opened(acts::lead("2026-03-02"), Who::OfficerA, "2026-03-02 09:00").unwrap().event;
    assert_eq!((today.occurred_at, today.recorded_at), (at("2026-03-02 09:00"), at("2026-03-02 09:00")));
    assert_eq!(today.pack, law().pack_hash());
    let earlier = opened(acts::lead("2026-02-02"), Who::OfficerA, "2026-03-02 09:00").unwrap().event;
    assert_eq!(earlier.occurred_at, at("2026-02-02 00:00"), "what followed then can be recorded");
    assert_eq!(earlier.recorded_at, at("2026-03-02 09:00"));
}

#[test]
fn an_entry_of_the_time_when_there_were_leads_alone_is_read_as_it_was_written() {
    let lead = acts::lead("2026-03-02");
    let step = opened(lead.clone(), Who::OfficerA, "2026-03-02 09:00").unwrap();
    let written = serde_json::to_value(&step.event).unwrap();
    assert_eq!(written["content"]["content"], serde_json::to_value(&lead).unwrap(), "no tag around the lead");
    let read = Event::from_bytes(&step.event.to_bytes().unwrap()).unwrap();
    assert_eq!(read.content, Content::Opened(Box::new(lead.clone().into())));
    // A state that was saved then calls its opening a lead.
    let proceeding = Proceeding::fold([&read]).unwrap();
    let mut saved = serde_json::to_value(&proceeding).unwrap();
    let fields = saved.as_object_mut().unwrap();
    let opening = fields.remove("opening").unwrap();
    fields.insert("lead".to_owned(), opening);
    assert_eq!(serde_json::from_value::<Proceeding>(saved).unwrap(), proceeding);
}

#[test]
fn a_procedure_is_opened_by_its_own_statement_alone() {
    let context = context(Who::OfficerA, at("2026-03-02 09:00"), evidence_id(0), &[]);
    for procedure in ["publication-decision", "no-such-procedure"] {
        let refusal = open(proceeding_id(), procedure, acts::lead("2026-03-02"), &context).unwrap_err();
        assert_eq!(refusal.code, "unknown-procedure");
    }
}
