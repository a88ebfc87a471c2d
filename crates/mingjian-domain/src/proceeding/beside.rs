//! The small machines that run beside a case in the same journal: evidence that is registered, samples that
//! are tested, a transfer to the police.
//! The main procedure knows of each only whether it is open; nothing here judges.

use crate::act::Prose;
use crate::act::police::{ApprovePoliceTransfer, ProposePoliceTransfer};
use crate::act::registration::{ItemDisposal, RequestRegistration};
use crate::act::sampling::{
    EntrustTesting, NotifyMaker, ReceiveResult, RecordMakerAnswer, RequestRetest, TakeSample,
};
use crate::id::EvidenceId;
use crate::instant::Instant;
use crate::proceeding::{Proceeding, Service};
use chrono::NaiveDate;
use mingjian_law::deed::Deed;
use mingjian_law::variable::{Value, Values, Variable, police, registration, sampling};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A small machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Machine {
    /// Registration of evidence (先行登记保存).
    Registration,
    /// Transfer of a suspected crime to the police (涉嫌犯罪案件移送).
    PoliceTransfer,
    /// Sampling and testing (抽样检验).
    Sampling,
}

impl Machine {
    /// Every small machine.
    pub const ALL: [Self; 3] = [Self::Registration, Self::PoliceTransfer, Self::Sampling];

    /// The procedure that it runs.
    pub const fn procedure(self) -> &'static str {
        match self {
            Self::Registration => "evidence-registration",
            Self::PoliceTransfer => "police-transfer",
            Self::Sampling => "sampling",
        }
    }

    /// Where it stands before anything happened.
    const fn start(self) -> &'static str {
        match self {
            Self::Registration => "not-held",
            Self::PoliceTransfer => "not-transferred",
            Self::Sampling => "no-sample",
        }
    }

    /// The machine that a deed moves.
    pub const fn of(deed: Deed) -> Option<Self> {
        match deed {
            Deed::RequestRegistration
            | Deed::RefuseRegistration
            | Deed::ApproveRegistration
            | Deed::ServeRegistration
            | Deed::DisposeRegistration
            | Deed::LiftLapsed => Some(Self::Registration),
            Deed::ProposePoliceTransfer
            | Deed::ApprovePoliceTransfer
            | Deed::RefusePoliceTransfer
            | Deed::SendToPolice
            | Deed::RecordPoliceFiling
            | Deed::RecordPoliceReturn => Some(Self::PoliceTransfer),
            Deed::TakeSample
            | Deed::NotifyMaker
            | Deed::RecordMakerAnswer
            | Deed::EntrustTesting
            | Deed::ReceiveResult
            | Deed::IssueResult
            | Deed::ServeResult
            | Deed::RequestRetest
            | Deed::RefuseRetest
            | Deed::WaiveRetest
            | Deed::CloseSampling
            | Deed::AbandonSampling => Some(Self::Sampling),
            _ => None,
        }
    }

    /// What the main procedure may ask of it, and the answer for a position.
    pub fn answer(self, position: &str) -> (Variable, Value) {
        match self {
            Self::Registration => {
                let held = !matches!(position, "not-held" | "hold-ended");
                (Variable::Registration, if held { registration::OPEN } else { registration::NONE })
            }
            Self::PoliceTransfer => {
                let open = !matches!(position, "not-transferred" | "transfer-refused" | "police-returned");
                (Variable::Police, if open { police::OPEN } else { police::NONE })
            }
            Self::Sampling => {
                let open = !matches!(position, "no-sample" | "sampling-ended");
                (Variable::Sampling, if open { sampling::OPEN } else { sampling::NONE })
            }
        }
    }
}

/// Where a small machine stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MachineState {
    /// Its state.
    pub position: String,
    /// Its variables.
    pub values: Values,
    /// When its last act happened.
    pub last_occurred_at: Instant,
}

/// A registration of evidence, from the request to what became of the things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// What was asked for.
    pub stated: RequestRegistration,
    /// The day of the request.
    pub asked_on: NaiveDate,
    /// The day of the approval, once it was given.
    pub approved_on: Option<NaiveDate>,
    /// How it was served, once it was: it is in force from then.
    pub service: Option<Service>,
    /// What became of each thing, by name.
    pub disposals: Vec<(String, ItemDisposal)>,
    /// The day on which it ended.
    pub ended_on: Option<NaiveDate>,
    /// Whether it lapsed.
    pub lapsed: bool,
}

/// A transfer to the police, from the report to the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoliceTransfer {
    /// The report.
    pub stated: ProposePoliceTransfer,
    /// The day of the report.
    pub reported_on: NaiveDate,
    /// The approval of the principal, with its day.
    pub approval: Option<(NaiveDate, ApprovePoliceTransfer)>,
    /// The day on which it was handed over.
    pub sent_on: Option<NaiveDate>,
    /// The day on which the police told that they filed a case.
    pub filed_on: Option<NaiveDate>,
    /// The day on which it came back, or was refused.
    pub ended_on: Option<NaiveDate>,
}

/// One test of the samples, from the entrustment to what the party made of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// The entrustment.
    pub stated: EntrustTesting,
    /// Its day.
    pub entrusted_on: NaiveDate,
    /// The result.
    pub result: Option<ReceiveResult>,
    /// The result as evidence of the case.
    pub evidence: Option<EvidenceId>,
    /// How the party was told.
    pub service: Option<Service>,
    /// How the party asked for another test.
    pub retest: Option<RequestRetest>,
    /// Why there was none.
    pub refused: Option<Prose>,
    /// The day on which the party gave another test up.
    pub waived_on: Option<NaiveDate>,
}

/// A sampling, from the taking to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sampling {
    /// What was taken.
    pub stated: TakeSample,
    /// Whether the maker that it names must be told.
    pub names_maker: bool,
    /// How the maker was told, with the day.
    pub maker_told: Option<(NaiveDate, NotifyMaker)>,
    /// What the maker said.
    pub maker_answer: Option<RecordMakerAnswer>,
    /// The tests, oldest first.
    pub tests: Vec<Test>,
    /// Why it was given up, where it was.
    pub abandoned: Option<Prose>,
    /// The day on which it ended.
    pub ended_on: Option<NaiveDate>,
}

/// Everything beside the case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// The machines that have moved.
    pub machines: BTreeMap<Machine, MachineState>,
    /// The registrations of evidence, oldest first.
    pub registrations: Vec<Registration>,
    /// The transfers to the police, oldest first.
    pub transfers: Vec<PoliceTransfer>,
    /// The samplings, oldest first.
    #[serde(default)]
    pub samplings: Vec<Sampling>,
}

impl Proceeding {
    /// The small machines that this case can have: a case that is filed has them all.
    pub fn machines(&self) -> impl Iterator<Item = Machine> + use<> {
        let filed = self.filed_on.is_some();
        Machine::ALL.into_iter().filter(move |_| filed)
    }

    /// Where a small machine stands.
    pub fn machine_position(&self, machine: Machine) -> &str {
        self.beside.machines.get(&machine).map_or(machine.start(), |state| state.position.as_str())
    }

    /// The values of a small machine on a day.
    pub fn machine_values_on(&self, machine: Machine, day: NaiveDate) -> Values {
        let values = self.beside.machines.get(&machine).map(|state| state.values).unwrap_or_default();
        self.on_day(values, day)
    }

    pub(super) fn machine_mut(&mut self, machine: Machine, at: Instant) -> &mut MachineState {
        self.beside.machines.entry(machine).or_insert_with(|| MachineState {
            position: machine.start().to_owned(),
            values: Values::default(),
            last_occurred_at: at,
        })
    }
}
