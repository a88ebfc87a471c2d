//! What a case remembers of its samples: what was taken, who was told, each test with its result and what the party made of it.
//! Nothing here refuses: whatever stands in the journal happened.

use super::{Evidence, Proceeding, Sampling, Service, Test};
use crate::act::Act;
use crate::act::investigation::{AddEvidence, EvidenceKind};
use crate::act::sampling::ReceiveResult;
use crate::event::Event;
use chrono::NaiveDate;
use mingjian_law::variable::{Assignment, Variable, maker_named};

impl Proceeding {
    /// The sampling that is open, or else the last one.
    pub fn sampling(&self) -> Option<&Sampling> {
        self.beside.samplings.last()
    }

    pub(super) fn remember_sampling(&mut self, event: &Event, act: &Act, day: NaiveDate) {
        if let Act::TakeSample(stated) = act {
            let named = Assignment { variable: Variable::MakerNamed, value: maker_named::YES };
            self.beside.samplings.push(Sampling {
                stated: (**stated).clone(),
                names_maker: event.inputs.contains(&named),
                maker_told: None,
                maker_answer: None,
                tests: Vec::new(),
                abandoned: None,
                ended_on: None,
            });
            return;
        }
        if let (Act::ReceiveResult(stated), Some(id)) = (act, event.evidence) {
            let laboratory = self.sampling().and_then(Sampling::test).map(|test| &test.stated.laboratory);
            let stated = report_evidence(stated, laboratory.map_or("", |one| one.name.as_str()), day);
            self.evidence.push(Evidence { id, stated, seq: event.seq });
        }
        let Some(sampling) = self.beside.samplings.last_mut() else {
            return;
        };
        match act {
            Act::NotifyMaker(stated) => sampling.maker_told = Some((day, (**stated).clone())),
            Act::RecordMakerAnswer(stated) => sampling.maker_answer = Some((**stated).clone()),
            Act::EntrustTesting(stated) => sampling.tests.push(Test {
                stated: (**stated).clone(),
                entrusted_on: day,
                result: None,
                evidence: None,
                service: None,
                retest: None,
                refused: None,
                waived_on: None,
            }),
            Act::CloseSampling(_) => sampling.ended_on = Some(day),
            Act::AbandonSampling(stated) => {
                sampling.abandoned = Some(stated.reason.clone());
                sampling.ended_on = Some(day);
            }
            _ => remember_test(sampling, event, act, day),
        }
    }
}

impl Sampling {
    /// The test that is under way, or else the last one.
    pub fn test(&self) -> Option<&Test> {
        self.tests.last()
    }
}

fn remember_test(sampling: &mut Sampling, event: &Event, act: &Act, day: NaiveDate) {
    let Some(test) = sampling.tests.last_mut() else {
        return;
    };
    match act {
        Act::ReceiveResult(stated) => {
            test.result = Some((**stated).clone());
            test.evidence = event.evidence;
        }
        Act::ServeResult(stated) => test.service = Some(Service { stated: (**stated).clone(), on: day }),
        Act::RequestRetest(stated) => test.retest = Some((**stated).clone()),
        Act::RefuseRetest(stated) => test.refused = Some(stated.reason.clone()),
        Act::WaiveRetest(_) => test.waived_on = Some(day),
        _ => {}
    }
}

/// The report, as the list of evidence names it (行政处罚法 第四十六条第一款第七项).
fn report_evidence(stated: &ReceiveResult, laboratory: &str, day: NaiveDate) -> AddEvidence {
    AddEvidence {
        kind: EvidenceKind::Expertise,
        name: format!("检验报告（{}）", stated.number),
        proves: stated.proves.clone(),
        source: laboratory.to_owned(),
        collected_on: day,
        officers: Vec::new(),
        original: true,
        pages: stated.pages,
        file: Some(stated.scan),
        photos: Vec::new(),
        bears_on_facts: true,
        from_plea: false,
    }
}
