//! A case with a decision, everyone in it invented, for the tests of the gate.
//! Its numbers have right check digits and belong to nobody.

use super::{Issued, ProtectedValues, Source, protected_values};
use crate::act::decision::{Penalty, ProposalResult};
use crate::act::investigation::{RecordInquiry, Signature};
use crate::act::lead::{LeadSource, OpenProceeding, PartyEntry, PartyKind};
use crate::act::notice::ServePaper;
use crate::act::{Act, Personal, Prose};
use crate::document::decision::{PenaltyDecision, PleaPart};
use crate::document::parts::{EvidenceLine, Header, Number, Organ, Reference, SanctionLine, ViolationPart};
use crate::document::remedies::{
    CollectingBank, Payment, PaymentTerms, Remedies, RemedyAddresses, RemedyTerms,
};
use crate::event::{ActorRecord, Content, Event, SCHEMA, Source as Origin};
use crate::id::{OrganId, ProceedingId, UserId};
use crate::instant::Instant;
use crate::law::Law;
use crate::proceeding::{Decision, Proceeding, Publication, Service};
use crate::value::money::Fen;
use chrono::{NaiveDate, NaiveDateTime};
use mingjian_law::pack::Pack;
use mingjian_law::procedure::Role;
use mingjian_law::sanction::PenaltyKind;
use mingjian_law::variable::Values;
use std::sync::LazyLock;

/// What the case knows of people: informant, their phone, the asked nurse with number and phone, the patient.
pub(super) const INFORMANT: &str = "周建国";
pub(super) const INFORMANT_PHONE: &str = "13912345678";
pub(super) const NURSE: &str = "李丽";
pub(super) const NURSE_ID: &str = "11010519491231002X";
pub(super) const NURSE_PHONE: &str = "13812345678";
pub(super) const PATIENT: &str = "赵小明";
pub(super) const OWNER: &str = "钱守仁";

/// The pack of the fictional body; reading it takes longer than a test.
static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::embedded("demo-health").unwrap());

/// A whole case.
pub(super) struct Sample {
    pub(super) pack: &'static Pack,
    pub(super) proceeding: Proceeding,
    pub(super) journal: Vec<Event>,
    pub(super) decision: Issued,
}

impl Sample {
    /// A case against a party of this kind.
    pub(super) fn against(kind: PartyKind, name: &str) -> Self {
        let lead = lead(kind, name);
        let opened = event(1, Content::Opened(Box::new(lead.clone().into())));
        let mut proceeding = Proceeding::open(&opened, Values::default()).unwrap();
        proceeding.decision = Some(decided());
        proceeding.publication = Some(confirmed());
        let acts = [Act::RecordInquiry(Box::new(inquiry())), Act::ServeDecision(Box::new(served()))];
        let acted = acts.into_iter().zip(2..).map(|(act, seq)| event(seq, acted(act)));
        let journal = [opened].into_iter().chain(acted).collect();
        Self { pack: &PACK, proceeding, journal, decision: issued(lead.party).into() }
    }

    pub(super) fn organisation() -> Self {
        Self::against(PartyKind::Organisation, "示例市钱守仁口腔门诊部有限公司")
    }

    pub(super) fn values(&self) -> ProtectedValues {
        protected_values(&self.proceeding, &self.journal, Law::of(self.pack))
    }

    pub(super) fn source<'a>(&'a self, values: &'a ProtectedValues) -> Source<'a> {
        Source {
            proceeding: &self.proceeding,
            decision: &self.decision,
            law: Law::of(self.pack),
            values,
            on: day(2026, 3, 10),
        }
    }

    pub(super) fn publication(&mut self) -> &mut Publication {
        self.proceeding.publication.as_mut().unwrap()
    }
}

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn noon(on: NaiveDate) -> NaiveDateTime {
    on.and_hms_opt(12, 0, 0).unwrap()
}

fn lead(kind: PartyKind, name: &str) -> OpenProceeding {
    OpenProceeding {
        source: LeadSource::Complaint,
        found_on: day(2026, 1, 5),
        summary: Prose::from("群众反映诊所医疗废物混放。"),
        place: "示例市东城区建设路1号".to_owned(),
        informant: Some(Personal(INFORMANT.to_owned())),
        informant_phone: Some(Personal(INFORMANT_PHONE.to_owned())),
        party: PartyEntry {
            kind,
            name: name.to_owned(),
            credit_code: (kind != PartyKind::Citizen).then(|| "91990000MA00000008".to_owned()),
            resident_id: Some(Personal("110101198001010037".to_owned())),
            responsible_person: (kind != PartyKind::Citizen).then(|| OWNER.to_owned()),
            address: "示例市东城区建设路1号2单元301室".to_owned(),
            phone: Some(Personal("0374-2334455".to_owned())),
            licence: Some("医疗机构执业许可证 PDY00001".to_owned()),
        },
    }
}

fn inquiry() -> RecordInquiry {
    RecordInquiry {
        person: NURSE.to_owned(),
        person_id: Some(Personal(NURSE_ID.to_owned())),
        person_phone: Some(Personal(NURSE_PHONE.to_owned())),
        relation: "护士".to_owned(),
        place: "诊所".to_owned(),
        began_at: noon(day(2026, 1, 8)),
        ended_at: noon(day(2026, 1, 8)),
        officers: Vec::new(),
        cards_shown: true,
        rights_told: true,
        exchanges: Vec::new(),
        signature: Signature { signed_by: Some(NURSE.to_owned()), scan: None, refusal: None },
    }
}

fn served() -> ServePaper {
    ServePaper {
        served_at: Some(noon(day(2026, 3, 3))),
        place: "诊所".to_owned(),
        recipient: "前台孙敏".to_owned(),
        relation: "员工".to_owned(),
        ..ServePaper::default()
    }
}

fn acted(act: Act) -> Content {
    Content::Acted { action: "act".to_owned(), act }
}

/// Some instant of January 2026; no test of the gate asks for it.
fn instant() -> Instant {
    serde_json::from_value(serde_json::json!(1_767_600_000_000_000_i64)).unwrap()
}

fn event(seq: u64, content: Content) -> Event {
    let at = instant();
    let organ = OrganId::from_parts(1, &[1; 10]);
    Event {
        schema: SCHEMA,
        proceeding: ProceedingId::from_parts(1, &[2; 10]),
        seq,
        procedure: "penalty-ordinary".to_owned(),
        pack: "hash".to_owned(),
        actor: ActorRecord {
            user: UserId::from_parts(1, &[3; 10]),
            name: "陈立".to_owned(),
            role: Role::Officer,
            organ,
            body: None,
            leadership: None,
            for_whom: None,
            department: organ,
        },
        source: Origin::Demo,
        occurred_at: at,
        recorded_at: at,
        late_reason: None,
        content,
        inputs: Vec::new(),
        moves: Vec::new(),
        to: "investigating".to_owned(),
        clocks: Vec::new(),
        officers: Vec::new(),
        papers: Vec::new(),
        files: Vec::new(),
        evidence: None,
        opens: None,
        from_paper: None,
        salt: "00".repeat(32),
    }
}

fn decided() -> Decision {
    Decision {
        result: ProposalResult::Penalty,
        ground: None,
        penalties: vec![Penalty {
            cause: "medical-waste-management".to_owned(),
            kinds: vec![PenaltyKind::Fine, PenaltyKind::Warning],
            fine: Fen::from_yuan(5000),
            confiscated_gains: Fen::ZERO,
            goods: Vec::new(),
            goods_value: Fen::ZERO,
            suspension_months: None,
            career_months: None,
            scope: Vec::new(),
            reduced: false,
            tier: "一般".to_owned(),
            reasons: Prose::from("逾期不改正。"),
        }],
        decided_on: day(2026, 3, 2),
        number: Some("示卫医罚〔2026〕12号".to_owned()),
        service: Some(Service { stated: served(), on: day(2026, 3, 3) }),
    }
}

fn confirmed() -> Publication {
    Publication {
        position: "masked".to_owned(),
        values: Values::default(),
        last_occurred_at: instant(),
        facts: Some(Prose::from("某某接诊患者甲后，将医疗废物混放。")),
        reasons: Some(Prose::from("裁量阶次：一般。逾期不改正。")),
        affected: vec![PATIENT.to_owned()],
        masked_by: None,
        secrecy_note: None,
        released_on: None,
        annulments: Vec::new(),
        withdrawn_reason: None,
        withdrawn_on: None,
        declined: None,
        correction: None,
        corrected: Vec::new(),
        annulled_by: None,
    }
}

fn issued(party: PartyEntry) -> PenaltyDecision {
    let addresses =
        RemedyAddresses {
            government: "示例市人民政府", court: "示例市示例区人民法院", online: None
        };
    let terms = RemedyTerms { reconsideration_days: 60, litigation_months: 6 };
    let bank = CollectingBank {
        name: "示例银行", account_name: "示例市财政局", account: "0000123456789012"
    };
    PenaltyDecision {
        header: header(party),
        course: Prose::from("接群众周建国举报后立案。"),
        violations: vec![violation()],
        evidence: vec![
            EvidenceLine {
                kind: "书证".to_owned(),
                name: "李丽询问笔录".to_owned(),
                proves: Prose::from("混放"),
            },
            EvidenceLine {
                kind: "书证".to_owned(),
                name: "登记本".to_owned(),
                proves: Prose::from("未登记"),
            },
        ],
        plea: PleaPart {
            notice: Reference {
                title: "行政处罚事先告知书".to_owned(),
                number: "示卫医告〔2026〕3号".to_owned(),
                on: day(2026, 2, 10),
            },
            plea: Prose::from("未提出。"),
            answer: Prose::default(),
            hearing: None,
        },
        total: sanctions(),
        payment: Payment::new(
            Fen::from_yuan(5000),
            Fen::ZERO,
            PaymentTerms { days: 15, late_percent: 3 },
            bank,
        ),
        performance: None,
        remedies: Remedies::new("本决定书", terms, addresses),
        publicity: "本决定将依法公开。".to_owned(),
    }
}

fn header(party: PartyEntry) -> Header {
    Header {
        organ: Organ {
            name: "示例市卫生健康委员会".to_owned(),
            address: "示例市示例路1号".to_owned(),
            telephone: "0374-0000000".to_owned(),
            entrusted_body: None,
        },
        number: Some(Number::Formal("示卫医罚〔2026〕12号".parse().unwrap())),
        issued_on: Some(day(2026, 3, 2)),
        case_number: Some("2026-0012".to_owned()),
        cause: "违反医疗废物管理规定".to_owned(),
        party,
        officers: Vec::new(),
        demo: true,
    }
}

fn violation() -> ViolationPart {
    ViolationPart {
        cause: "违反医疗废物管理规定".to_owned(),
        facts: Prose(format!(
            "{NURSE}（身份证号{NURSE_ID}，电话{NURSE_PHONE}）在示例市钱守仁口腔门诊部有限公司接诊{PATIENT}后，将医疗废物混放。"
        )),
        evidence: vec!["李丽询问笔录".to_owned()],
        violated: "《医疗废物管理条例》第十二条".to_owned(),
        basis: "《医疗废物管理条例》第四十五条".to_owned(),
        tier: "一般".to_owned(),
        reasons: Prose::from("逾期不改正。"),
        sanctions: sanctions(),
    }
}

fn sanctions() -> Vec<SanctionLine> {
    vec![SanctionLine::plain("警告"), SanctionLine::fine(Fen::from_yuan(5000))]
}
