//! What a proceeding is opened with: one statement for each way in which proceedings begin, and what all of them say.
//! Which statement a procedure takes is the pack's to say; whether it holds together is judged elsewhere.

use crate::act::inspection::OpenInspection;
use crate::act::lead::{LeadSource, OpenProceeding, PartyEntry};
use crate::act::summary::OpenOnSpot;
use crate::act::{InputFault, Prose, input_schema, schema};
use crate::event::FileRecord;
use crate::id::ProceedingId;
use crate::proceeding::{Correction, Evidence};
use chrono::NaiveDate;
use mingjian_law::procedure::OpenedBy;
use serde::{Deserialize, Serialize};

/// The statement with which a proceeding was opened.
///
/// It is written without a tag, so that entries from the time when there were leads alone are read as they are: no two
/// kinds have the same fields, and none of them takes an unknown one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Opening {
    /// A lead (案源登记).
    Lead(OpenProceeding),
    /// An inspection (检查任务).
    Inspection(OpenInspection),
    /// A violation found on the spot (当场发现).
    Spot(OpenOnSpot),
    /// A lead that another proceeding hands over with what it found; nobody types it.
    HandedOver(HandedOver),
}

/// A lead with what the proceeding from which it comes hands over: nothing of it is typed twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// The lead.
    pub lead: OpenProceeding,
    /// Where it comes from.
    pub origin: Origin,
}

/// The proceeding that handed a lead over, and what came with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The proceeding.
    pub proceeding: ProceedingId,
    /// Its evidence, by reference; files stay where they are.
    pub evidence: Vec<Evidence>,
    /// The files of that evidence, with the hashes of their bytes.
    pub files: Vec<FileRecord>,
    /// Its orders to correct, as far as they were re-checked.
    pub corrections: Vec<Correction>,
    /// The causes that those orders name.
    pub causes: Vec<String>,
}

impl Opening {
    /// Reads what was entered to open a proceeding.
    ///
    /// # Errors
    /// When a field is missing, unknown or of the wrong kind; the message names it.
    pub fn read(by: OpenedBy, input: serde_json::Value) -> Result<Self, InputFault> {
        match by {
            OpenedBy::Lead => schema::read(input).map(Self::Lead),
            OpenedBy::Inspection => schema::read(input).map(Self::Inspection),
            OpenedBy::Spot => schema::read(input).map(Self::Spot),
        }
    }

    /// The JSON Schema of the statement.
    pub fn schema(by: OpenedBy) -> serde_json::Value {
        match by {
            OpenedBy::Lead => input_schema::<OpenProceeding>(),
            OpenedBy::Inspection => input_schema::<OpenInspection>(),
            OpenedBy::Spot => input_schema::<OpenOnSpot>(),
        }
    }

    /// Which of the statements it is.
    pub const fn by(&self) -> OpenedBy {
        match self {
            Self::Lead(_) | Self::HandedOver(_) => OpenedBy::Lead,
            Self::Inspection(_) => OpenedBy::Inspection,
            Self::Spot(_) => OpenedBy::Spot,
        }
    }

    /// The lead, where it is one.
    pub const fn lead(&self) -> Option<&OpenProceeding> {
        match self {
            Self::Lead(lead) => Some(lead),
            Self::HandedOver(handed) => Some(&handed.lead),
            Self::Inspection(_) | Self::Spot(_) => None,
        }
    }

    /// The inspection, where it is one.
    pub const fn inspection(&self) -> Option<&OpenInspection> {
        match self {
            Self::Inspection(inspection) => Some(inspection),
            Self::Lead(_) | Self::HandedOver(_) | Self::Spot(_) => None,
        }
    }

    /// What another proceeding handed over, where one did.
    pub const fn origin(&self) -> Option<&Origin> {
        match self {
            Self::HandedOver(handed) => Some(&handed.origin),
            Self::Lead(_) | Self::Inspection(_) | Self::Spot(_) => None,
        }
    }

    /// Whom the proceeding is about.
    pub const fn party(&self) -> &PartyEntry {
        match self {
            Self::Lead(lead) => &lead.party,
            Self::HandedOver(handed) => &handed.lead.party,
            Self::Inspection(inspection) => &inspection.party,
            Self::Spot(spot) => &spot.party,
        }
    }

    /// The same, to be changed.
    pub const fn party_mut(&mut self) -> &mut PartyEntry {
        match self {
            Self::Lead(lead) => &mut lead.party,
            Self::HandedOver(handed) => &mut handed.lead.party,
            Self::Inspection(inspection) => &mut inspection.party,
            Self::Spot(spot) => &mut spot.party,
        }
    }

    /// Where the matter came from.
    pub const fn source(&self) -> LeadSource {
        match self {
            Self::Lead(lead) => lead.source,
            Self::HandedOver(handed) => handed.lead.source,
            Self::Inspection(_) | Self::Spot(_) => LeadSource::Inspection,
        }
    }

    /// The day on which it was found, received or asked for.
    pub const fn on(&self) -> NaiveDate {
        match self {
            Self::Lead(lead) => lead.found_on,
            Self::HandedOver(handed) => handed.lead.found_on,
            Self::Inspection(inspection) => inspection.raised_on,
            Self::Spot(spot) => spot.found_on,
        }
    }

    /// Where it takes or took place.
    pub fn place(&self) -> &str {
        match self {
            Self::Lead(lead) => &lead.place,
            Self::HandedOver(handed) => &handed.lead.place,
            Self::Inspection(inspection) => &inspection.place,
            Self::Spot(spot) => &spot.place,
        }
    }

    /// What it is about.
    pub const fn summary(&self) -> &Prose {
        match self {
            Self::Lead(lead) => &lead.summary,
            Self::HandedOver(handed) => &handed.lead.summary,
            Self::Inspection(inspection) => &inspection.summary,
            Self::Spot(spot) => &spot.summary,
        }
    }
}

impl From<OpenProceeding> for Opening {
    fn from(lead: OpenProceeding) -> Self {
        Self::Lead(lead)
    }
}

impl From<OpenInspection> for Opening {
    fn from(inspection: OpenInspection) -> Self {
        Self::Inspection(inspection)
    }
}

impl From<HandedOver> for Opening {
    fn from(handed: HandedOver) -> Self {
        Self::HandedOver(handed)
    }
}

impl From<OpenOnSpot> for Opening {
    fn from(spot: OpenOnSpot) -> Self {
        Self::Spot(spot)
    }
}
