//! The opinion of legal review: D28.
//! It does not know who may review.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parts::{Header, SanctionLine, SignOff};
use crate::act::Prose;

/// What the reviewer found on one point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointLine {
    /// The point: 执法主体.
    pub point: String,
    /// 符合, 存疑, 不符合.
    pub finding: String,
    /// Why.
    pub note: Prose,
}

/// D28 法制审核意见书.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewOpinion {
    /// Header.
    pub header: Header,
    /// Which round it is, from 1.
    pub round: u16,
    /// Who submitted: the handling unit.
    pub submitted_by: String,
    /// When.
    pub submitted_on: NaiveDate,
    /// What was submitted.
    #[serde(default)]
    pub materials: Vec<String>,
    /// The penalty that was reviewed, in total; empty where none is proposed.
    #[serde(default)]
    pub proposal: Vec<SanctionLine>,
    /// The nine points.
    #[serde(default)]
    pub points: Vec<PointLine>,
    /// What it comes to: 同意.
    pub opinion: String,
    /// The reasons.
    pub reasons: Prose,
    /// Who reviewed.
    pub reviewer: String,
    /// Number of the reviewer's legal qualification (行政处罚法 第五十八条).
    #[serde(default)]
    pub qualification: Option<String>,
    /// Opinion of the review unit's head.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
}

document!(ReviewOpinion);
