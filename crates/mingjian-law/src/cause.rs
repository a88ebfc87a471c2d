//! Causes of action (案由): which duty is broken, what the law lets which organ impose, and between which bounds.
//! It chooses no sanction and weighs no circumstances; it says what is possible and refuses what is not.

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    citation::{Basis, Citation},
    limit::{Reading, Status},
    sanction::{PenaltyKind, yuan},
    toml_date,
    toml_error::{PackError, parse},
};

/// A cause of action in one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Its id, such as `practice-without-licence`.
    pub id: String,
    /// Its name on documents.
    pub label: String,
    /// Which organ the law names.
    pub organ: Organ,
    /// The field of enforcement, for the word in document numbers.
    pub field: String,
    /// Who can commit it, in words.
    pub subject: String,
    /// The duties that are broken (违反条款).
    pub duty: Vec<Duty>,
    /// The order that goes with the penalty (责令改正); it is no penalty (行政处罚法 第二十八条).
    pub order: Order,
    /// The penalty clauses (罚则), from the ordinary one to the gravest.
    pub branch: Vec<Branch>,
    /// The first day on which the clause is in force; acts before it are judged by older law.
    pub effective_from: NaiveDate,
    /// The last such day.
    pub effective_to: Option<NaiveDate>,
    /// Whether its text was read.
    pub reading: Reading,
    /// What a handler must know besides.
    pub note: Option<String>,
}

/// The organ that the law names for a penalty; another organ's penalty is void (行政处罚法 第三十八条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Organ {
    /// 卫生健康主管部门.
    Health,
    /// 疾病预防控制部门.
    DiseaseControl,
    /// 中医药主管部门.
    Tcm,
}

impl Organ {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Health => "卫生健康主管部门",
            Self::DiseaseControl => "疾病预防控制部门",
            Self::Tcm => "中医药主管部门",
        }
    }
}

/// A duty that is broken.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Its id within the cause, such as `registration`.
    pub id: String,
    /// Which limb of the cause it is, in words; a violation names at least one.
    pub label: String,
    /// The clause that sets the duty.
    pub basis: Basis,
}

/// The order to stop or correct.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Its wording, such as 责令限期改正.
    pub label: String,
    /// Whether it sets a day, so that a correction can be overdue.
    pub has_deadline: bool,
    /// The clause.
    pub basis: Basis,
}

/// A penalty clause: when it opens, and what it lets the organ impose.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// When it opens.
    pub when: When,
    /// The clause.
    pub basis: Basis,
    /// What it names.
    pub measures: Vec<Measure>,
}

/// When a penalty clause opens; a later one adds to the earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// For the violation itself.
    Ordinary,
    /// Only when an ordered correction is overdue (逾期不改正).
    Overdue,
    /// When the circumstances are grave (情节严重).
    Aggravated,
}

/// One penalty that a clause names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The kind.
    pub kind: PenaltyKind,
    /// Whether the organ must or may impose it.
    pub must: Must,
    /// The bounds of a fine.
    #[serde(default)]
    pub fine: Option<FineScale>,
    /// The bounds of a suspension, in months.
    #[serde(default)]
    pub months: Option<Months>,
    /// The wording of the law where it is narrower than the kind, such as 核减诊疗科目.
    #[serde(default)]
    pub label: Option<String>,
    /// Measures of one name are alternatives (或者): of a mandatory group exactly one is imposed.
    #[serde(default)]
    pub group: Option<String>,
}

/// 应当 or 可以.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Must {
    /// The organ imposes it (给予、并处).
    Mandatory,
    /// The organ may impose it (可以、可以并处).
    Optional,
}

/// How a fine is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum FineScale {
    /// Between two amounts, in fen; no lower bound where the law says only 以下.
    Amount {
        /// The lowest.
        #[serde(default)]
        min_fen: i64,
        /// The highest.
        max_fen: i64,
    },
    /// A multiple of the gains, which count as no less than the floor.
    Multiple {
        /// The lowest multiple.
        min_times: u16,
        /// The highest multiple.
        max_times: u16,
        /// What smaller gains are counted as, in fen.
        gains_floor_fen: i64,
    },
}

/// The bounds of a term in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Months {
    /// The shortest.
    pub min: u16,
    /// The longest.
    pub max: u16,
}

/// What a case says about a violation, as far as the penalty clauses ask for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The gains (违法所得), in fen, after what must be returned to others.
    pub gains: i64,
    /// Whether an ordered correction was not made in time.
    pub overdue: bool,
    /// Whether the circumstances are grave (情节严重).
    pub aggravated: bool,
    /// Whether a ground allows a sanction below the range (减轻, 行政处罚法 第三十条至第三十二条).
    pub reduced: bool,
}

/// Between which amounts a fine lies, in fen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FineRange {
    /// The lowest.
    pub min: i64,
    /// The highest.
    pub max: i64,
    /// Whether the organ may leave the fine out.
    pub optional: bool,
    /// The gains as they are counted, where the fine is a multiple of them.
    pub counted_gains: Option<i64>,
    /// The clause.
    pub basis: Basis,
}

/// Why there is no range, or why a sanction is not what the law allows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}（{basis}）")]
pub struct SanctionFault {
    /// A stable code, such as `fine-above-range`.
    pub code: &'static str,
    /// What readers see.
    pub message: String,
    /// The clause.
    pub basis: Basis,
}

impl Cause {
    /// Whether the clause was in force on the day of the act (行政处罚法 第三十七条).
    pub fn in_force(&self, act: NaiveDate) -> bool {
        self.effective_from <= act && self.effective_to.is_none_or(|to| act <= to)
    }

    /// The limbs with these ids; all of them where none is named, which says something only of a cause with one limb.
    pub fn duties_named<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a Duty> {
        self.duty.iter().filter(move |duty| ids.is_empty() || ids.contains(&duty.id))
    }

    /// The clauses that are open in these circumstances, the ordinary one first.
    pub fn open_branches(&self, circumstances: &Circumstances) -> impl Iterator<Item = &Branch> {
        self.branch.iter().filter(|branch| match branch.when {
            When::Ordinary => true,
            When::Overdue => circumstances.overdue,
            When::Aggravated => circumstances.aggravated,
        })
    }

    /// Between which amounts the fine lies.
    ///
    /// # Errors
    /// `no-fine` when the law sets none, `not-overdue` or `not-aggravated` when it sets one only for a worse case.
    pub fn fine_range(&self, circumstances: &Circumstances) -> Result<FineRange, SanctionFault> {
        let open = self.open_branches(circumstances).filter_map(Branch::fine).last();
        if let Some((branch, measure, scale)) = open {
            let (min, max, counted_gains) = scale.bounds(circumstances.gains);
            let optional = measure.must == Must::Optional;
            return Ok(FineRange { min, max, optional, counted_gains, basis: branch.basis.clone() });
        }
        Err(match self.branch.iter().find_map(Branch::fine) {
            None => self.fault("no-fine", "法律对这一案由没有设定罚款".to_owned()),
            Some((branch, _, _)) => branch.closed_fault(PenaltyKind::Fine),
        })
    }

    pub(crate) fn fault(&self, code: &'static str, message: String) -> SanctionFault {
        let basis = self.branch.first().map(|branch| branch.basis.clone()).unwrap_or_default();
        SanctionFault { code, message, basis }
    }

    /// Every citation, with what it is for.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        let duties = self.duty.iter().flat_map(|duty| &duty.basis);
        duties.chain(&self.order.basis).chain(self.branch.iter().flat_map(|branch| &branch.basis))
    }
}

impl FineScale {
    /// The lowest and the highest fine, and the gains as counted; multiples stop at the largest number.
    fn bounds(self, gains: i64) -> (i64, i64, Option<i64>) {
        match self {
            Self::Amount { min_fen, max_fen } => (min_fen, max_fen, None),
            Self::Multiple { min_times, max_times, gains_floor_fen } => {
                let counted = gains.max(gains_floor_fen);
                let times = |factor: u16| counted.saturating_mul(i64::from(factor));
                (times(min_times), times(max_times), Some(counted))
            }
        }
    }
}

impl Branch {
    fn fine(&self) -> Option<(&Self, &Measure, FineScale)> {
        self.measures.iter().find_map(|measure| measure.fine.map(|scale| (self, measure, scale)))
    }

    pub(crate) fn closed_fault(&self, kind: PenaltyKind) -> SanctionFault {
        let (code, reason) = match self.when {
            When::Ordinary => ("kind-not-provided", "法律没有设定"),
            When::Overdue => ("not-overdue", "须先责令限期改正，逾期不改正的才可以给予"),
            When::Aggravated => ("not-aggravated", "情节严重的才可以给予"),
        };
        SanctionFault { code, message: format!("{reason}“{kind}”"), basis: self.basis.clone() }
    }
}

impl Measure {
    /// What readers see: the law's own word where it is narrower.
    pub fn name(&self) -> String {
        self.label.clone().unwrap_or_else(|| self.kind.label().to_owned())
    }
}

impl fmt::Display for FineRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let optional = if self.optional { "可以并处" } else { "处" };
        if self.min == 0 {
            write!(formatter, "{optional}{}元以下罚款（{}）", yuan(self.max), self.basis)
        } else {
            write!(
                formatter,
                "{optional}{}元以上{}元以下罚款（{}）",
                yuan(self.min),
                yuan(self.max),
                self.basis
            )
        }
    }
}

/// A cause as written in a file of `causes/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CauseFile {
    id: String,
    label: String,
    organ: Organ,
    field: String,
    subject: String,
    duty: Vec<Duty>,
    order: Order,
    branch: Vec<Branch>,
    #[serde(deserialize_with = "toml_date::required")]
    effective_from: NaiveDate,
    #[serde(default, deserialize_with = "toml_date::optional")]
    effective_to: Option<NaiveDate>,
    #[serde(default)]
    status: Status,
    #[serde(default)]
    why: Option<String>,
    #[serde(default)]
    note: Option<String>,
}

impl Cause {
    /// Reads a cause.
    ///
    /// # Errors
    /// When the file is not well formed, or its bounds are reversed, a fine stands without a scale, or a clause for an
    /// overdue correction has no order with a day.
    pub fn parse(text: &str, file: &str) -> Result<Self, PackError> {
        let entry: CauseFile = parse(text, file)?;
        let fault = |chinese: &str, english: &str| PackError::rule(file, &entry.id, chinese, english);
        let reading = Reading::from_keys(entry.status, entry.why.clone())
            .map_err(|english| fault("status 与 why 不相符", english))?;
        if let Some((chinese, english)) = faults(&entry) {
            return Err(fault(chinese, english));
        }
        Ok(Self {
            id: entry.id,
            label: entry.label,
            organ: entry.organ,
            field: entry.field,
            subject: entry.subject,
            duty: entry.duty,
            order: entry.order,
            branch: entry.branch,
            effective_from: entry.effective_from,
            effective_to: entry.effective_to,
            reading,
            note: entry.note,
        })
    }
}

fn faults(entry: &CauseFile) -> Option<(&'static str, &'static str)> {
    let measures = || entry.branch.iter().flat_map(|branch| &branch.measures);
    let reversed = |measure: &Measure| {
        measure.months.is_some_and(|months| months.min > months.max)
            || measure.fine.is_some_and(|scale| match scale {
                FineScale::Amount { min_fen, max_fen } => min_fen < 0 || min_fen > max_fen || max_fen == 0,
                FineScale::Multiple { min_times, max_times, gains_floor_fen } => {
                    min_times == 0 || min_times > max_times || gains_floor_fen < 0
                }
            })
    };
    if entry.duty.is_empty() || entry.branch.is_empty() {
        Some(("案由须写明违反条款和处罚条款", "a cause needs a duty and a penalty clause"))
    } else if entry.duty.iter().map(|duty| duty.id.as_str()).collect::<BTreeSet<_>>().len()
        != entry.duty.len()
    {
        Some(("同一案由的违反条款不能有相同的id", "two duties of a cause have the same id"))
    } else if measures().any(|measure| (measure.kind == PenaltyKind::Fine) != measure.fine.is_some()) {
        Some(("罚款须写明幅度，其他种类不得写罚款幅度", "a fine, and only a fine, has a scale"))
    } else if measures().any(reversed) {
        Some(("幅度的上下限颠倒或者为零", "the bounds are reversed or nothing"))
    } else if entry.branch.iter().any(|branch| branch.when == When::Overdue) && !entry.order.has_deadline {
        Some(("有逾期罚则而没有限期改正", "a clause for overdue corrections needs an order with a day"))
    } else if !entry.branch.iter().map(|branch| branch.when).is_sorted() {
        Some(("罚则须按一般、逾期、情节严重排列", "clauses stand in the order ordinary, overdue, aggravated"))
    } else {
        None
    }
}
