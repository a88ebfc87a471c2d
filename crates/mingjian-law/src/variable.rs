//! The closed list of small variables in which a procedure is written, explored and run.
//! No number, date, name or count of rounds is here: whatever a guard may ask has a handful of values, or it is not asked.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One of the few values that a variable can take: its place in the variable's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Value(pub u8);

/// Who gives a variable its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Kept with the proceeding; only an effect of an action changes it.
    Stored,
    /// Kept with the proceeding; an action starts or stops it, and time ends it.
    Clock,
    /// A fact of the act that is being tried, computed from what was entered; nobody keeps it.
    Input,
}

/// The values of every clock.
pub mod clock {
    use super::Value;
    /// Not started.
    pub const OFF: Value = Value(0);
    /// Started, and its last day is not past.
    pub const RUNNING: Value = Value(1);
    /// Its last day is past.
    pub const OVER: Value = Value(2);
    /// The party gave the time up in writing.
    pub const WAIVED: Value = Value(3);
    /// What it waited for has happened.
    pub const STOPPED: Value = Value(4);
}

const CLOCK_VALUES: &[(&str, &str)] = &[
    ("off", "未开始"),
    ("running", "进行中"),
    ("over", "已届满"),
    ("waived", "已书面放弃"),
    ("stopped", "已停止"),
];

/// A variable's identifier, Chinese name, class and values (identifier and Chinese name of each).
#[derive(Debug)]
pub struct Spec {
    /// The identifier used in packs.
    pub id: &'static str,
    /// What readers see.
    pub label: &'static str,
    /// Who gives it its value.
    pub class: Class,
    /// Identifier and Chinese name of each value, in order.
    pub values: &'static [(&'static str, &'static str)],
}

macro_rules! variables {
    (
        clocks { $($(#[$cdoc:meta])* $Clock:ident $cid:literal $clabel:literal;)+ }
        $($(#[$doc:meta])* $Name:ident $module:ident $id:literal $label:literal $class:ident
            { $($CONST:ident = $index:literal $vid:literal $vlabel:literal),+ $(,)? })+
    ) => {
        /// A variable of the machine.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Variable {
            $($(#[$cdoc])* $Clock,)+
            $($(#[$doc])* $Name,)+
        }

        impl Variable {
            /// Every variable, in the order of the machine's cells.
            pub const ALL: &'static [Variable] = &[$(Variable::$Clock,)+ $(Variable::$Name,)+];

            /// What is known of the variable.
            pub const fn spec(self) -> &'static Spec {
                match self {
                    $(Variable::$Clock => &Spec { id: $cid, label: $clabel, class: Class::Clock, values: CLOCK_VALUES },)+
                    $(Variable::$Name => &Spec {
                        id: $id, label: $label, class: Class::$class, values: &[$(($vid, $vlabel)),+],
                    },)+
                }
            }
        }

        $(
            #[doc = concat!("The values of `", $id, "` (", $label, ").")]
            pub mod $module {
                use super::Value;
                $(#[doc = $vlabel] pub const $CONST: Value = Value($index);)+
            }
        )+
    };
}

variables! {
    clocks {
        /// Time to plead after the prior notice was served.
        PleaClock "plea-clock" "陈述申辩期限";
        /// Time to ask for a hearing after the right was told.
        HearingClock "hearing-clock" "要求听证期限";
        /// Time that must pass between the notice of a hearing and the hearing.
        HearingNoticeClock "hearing-notice-clock" "听证通知期限";
        /// Time given to correct a violation.
        CorrectionClock "correction-clock" "改正期限";
        /// Time from filing to decision.
        DecisionClock "decision-clock" "办案期限";
        /// Time for the reviewer's opinion.
        ReviewClock "review-clock" "法制审核期限";
        /// Time from decision to service.
        ServiceClock "service-clock" "送达期限";
        /// Time to pay the fine.
        PaymentClock "payment-clock" "缴款期限";
        /// Time for the approval of an inspection that had to begin at once.
        ApprovalClock "approval-clock" "补办审批期限";
        /// Time from decision to publication.
        PublicationClock "publication-clock" "公示期限";
        /// Time from annulment to withdrawal of the page.
        WithdrawalClock "withdrawal-clock" "撤下期限";
        /// Time from finding a public text wrong to its correction.
        TextCorrectionClock "text-correction-clock" "更正公示文本期限";
        /// Time from a decision on the spot until it is lodged with the organ.
        LodgingClock "lodging-clock" "备案期限";
        /// Time from collecting cash until it is handed in to the organ.
        HandInClock "hand-in-clock" "交款期限";
        /// Time from the registration of evidence until what becomes of it is decided.
        RegistrationClock "registration-clock" "先行登记保存期限";
        /// Time from the report of a suspected crime until the principal decides.
        TransferClock "transfer-clock" "移送审批期限";
        /// Time from the approval of a transfer until it is handed over.
        HandOverClock "hand-over-clock" "送交公安机关期限";
        /// Time from receiving collected cash until the organ pays it into the bank.
        BankClock "bank-clock" "缴付银行期限";
        /// Time that the maker of a sample has to say whether the product is its own.
        MakerClock "maker-clock" "生产者确认期限";
        /// Time that the laboratory was given.
        TestingClock "testing-clock" "检验期限";
        /// Time that the party has to ask for another test.
        RetestClock "retest-clock" "申请复检期限";
    }
    /// Where the legal review stands.
    Review review "review" "法制审核" Stored {
        NONE = 0 "none" "未送审", ASKED = 1 "asked" "已送审", ASSIGNED = 2 "assigned" "审核中",
        AGREED = 3 "agreed" "审核同意", PROBLEMS = 4 "problems" "审核提出问题", STALE = 5 "stale" "审核已过时",
    }
    /// Where the prior notice stands.
    Notice notice "notice" "事先告知" Stored {
        NONE = 0 "none" "未告知", ISSUED = 1 "issued" "已制发", SERVED = 2 "served" "已送达", OUTDATED = 3 "outdated" "已不适用",
    }
    /// Whether a plea waits for its answer.
    Plea plea "plea" "陈述申辩" Stored {
        NONE = 0 "none" "无", OPEN = 1 "open" "待复核", ANSWERED = 2 "answered" "已复核",
    }
    /// Whether the notified penalty carries the right to a hearing.
    HearingRight hearing_right "hearing-right" "听证权利" Stored { NO = 0 "no" "无", YES = 1 "yes" "有" }
    /// Where the hearing stands.
    Hearing hearing "hearing" "听证" Stored {
        NONE = 0 "none" "未要求", ASKED = 1 "asked" "已要求", NOTIFIED = 2 "notified" "已通知", HELD = 3 "held" "已举行",
        REPORTED = 4 "reported" "已报告", ENDED = 5 "ended" "已终止",
    }
    /// Whether an application for recusal waits for its decision.
    Recusal recusal "recusal" "回避申请" Stored { NONE = 0 "none" "无待决定", OPEN = 1 "open" "待决定" }
    /// Where an order to correct stands.
    Correction correction "correction" "责令改正" Stored {
        NONE = 0 "none" "未责令", ORDERED = 1 "ordered" "已责令，待复查", DONE = 2 "done" "已复查",
    }
    /// Whether the heads must discuss the case together.
    Discussion discussion "discussion" "集体讨论" Stored {
        UNNEEDED = 0 "unneeded" "不需要", NEEDED = 1 "needed" "需要", DONE = 2 "done" "已讨论",
    }
    /// Whether the handling unit disputes the reviewer's opinion.
    Dispute dispute "dispute" "审核分歧" Stored { NONE = 0 "none" "无", OPEN = 1 "open" "有分歧", SETTLED = 2 "settled" "已议定" }
    /// What the proposal comes to.
    Outcome outcome "outcome" "拟处理结果" Stored { NONE = 0 "none" "未定", PENALTY = 1 "penalty" "给予处罚", NO_PENALTY = 2 "no-penalty" "不予处罚" }
    /// Where the decision's paper stands.
    Decision decision "decision" "决定" Stored { NONE = 0 "none" "未作出", MADE = 1 "made" "已作出", SERVED = 2 "served" "已送达" }
    /// Whether the decision has been carried out.
    Performance performance "performance" "履行" Stored { OPEN = 0 "open" "未履行完毕", DONE = 1 "done" "履行完毕" }
    /// Whether the public text passed the secrecy check since it last changed.
    Secrecy secrecy "secrecy" "保密审查" Stored { NONE = 0 "none" "未审查", PASSED = 1 "passed" "已通过" }
    /// Whether an instrument that ends the decision has been recorded.
    Annulment annulment "annulment" "撤销文书" Stored { NONE = 0 "none" "无", RECORDED = 1 "recorded" "已登记" }
    /// What the party was told on the spot, and whether it was heard since.
    Told told "told" "当场告知" Stored {
        NONE = 0 "none" "未告知", TOLD = 1 "told" "已告知", HEARD = 2 "heard" "已听取陈述申辩", UNCLEAR = 3 "unclear" "事实不清",
    }
    /// Whether a decision on the spot was lodged with the organ.
    Lodging lodging "lodging" "备案" Stored { NONE = 0 "none" "未备案", DONE = 1 "done" "已备案" }
    /// Where the cash that was collected on the spot is.
    Cash cash "cash" "当场收缴的罚款" Stored {
        NONE = 0 "none" "未收缴", COLLECTED = 1 "collected" "已收缴", HANDED = 2 "handed" "已交机关", BANKED = 3 "banked" "已缴银行",
    }

    /// Whether the inspection is approved.
    Approval approval "approval" "检查审批" Stored { NONE = 0 "none" "未审批", GIVEN = 1 "given" "已批准", OWED = 2 "owed" "待补办" }
    /// Whether the unit was told of the inspection, or need not be.
    Announcement announcement "announcement" "检查通知" Stored {
        NONE = 0 "none" "未通知", TOLD = 1 "told" "已通知", SPARED = 2 "spared" "直接进入现场",
    }
    /// Whether the inspection found something wrong.
    Finding finding "finding" "检查发现" Stored { NONE = 0 "none" "无", PROBLEMS = 1 "problems" "发现问题" }
    /// Whether the unit was told the result.
    Feedback feedback "feedback" "结果反馈" Stored { NONE = 0 "none" "未反馈", DONE = 1 "done" "已反馈" }
    /// Whether a case must be opened from the inspection.
    Referral referral "referral" "转立案" Stored { NONE = 0 "none" "不需要", OWED = 1 "owed" "应当立案", OPENED = 2 "opened" "已立案登记" }

    /// Whether the maker whom a sample names was told of it.
    Maker maker "maker" "生产者告知" Stored { NONE = 0 "none" "不需要", OWED = 1 "owed" "待告知", TOLD = 2 "told" "已告知" }

    /// Whether the item inspected is in the list that the organ published.
    Item item "item" "检查事项" Input { LISTED = 0 "listed" "已公布", UNLISTED = 1 "unlisted" "未公布" }
    /// Whether the unit is told beforehand.
    Visit visit "visit" "检查方式" Input { ANNOUNCED = 0 "announced" "事先通知", UNANNOUNCED = 1 "unannounced" "直接进入现场" }
    /// This inspection against the cap on inspections of one unit in a year.
    Frequency frequency "frequency" "年度频次" Input { WITHIN = 0 "within" "未超出上限", ABOVE = 1 "above" "超出上限" }
    /// Whether an inspection had to begin before it could be approved.
    Urgency urgency "urgency" "紧急情况" Input { ORDINARY = 0 "ordinary" "否", URGENT = 1 "urgent" "是" }
    /// Whether certificates were shown and rights told.
    Manners manners "manners" "出示证件和告知权利" Input { KEPT = 0 "kept" "已出示并告知", LACKING = 1 "lacking" "未出示或未告知" }
    /// What the officers conclude.
    Conclusion conclusion "conclusion" "拟定检查结果" Input {
        CLEAN = 0 "clean" "未发现问题", FIXED = 1 "fixed" "当场改正", ORDERED = 2 "ordered" "责令改正", CASE = 3 "case" "移交立案",
    }

    /// Whether two officers act whose certificates are valid on the day of the act.
    Officers officers "officers" "执法人员" Input { CERTIFIED = 0 "certified" "两名以上且证件有效", UNFIT = 1 "unfit" "不足两名或证件无效" }
    /// Whether an assigned officer has a conflict of interest.
    Conflict conflict "conflict" "回避情形" Input { NONE = 0 "none" "无", FOUND = 1 "found" "有" }
    /// Whether the reviewer took part in the case.
    Reviewer reviewer "reviewer" "审核人员" Input { INDEPENDENT = 0 "independent" "未参与本案", INVOLVED = 1 "involved" "参与本案或不具资格" }
    /// Whether the hearing host took part in the case.
    Host host "host" "听证主持人" Input { INDEPENDENT = 0 "independent" "非本案调查人员", INVOLVED = 1 "involved" "本案调查人员" }
    /// Whether the party is the same under another name, or another one takes its place.
    Succession succession "succession" "当事人变更" Input { SAME = 0 "same" "同一当事人", SUCCESSOR = 1 "successor" "由另一单位承受" }
    /// Whether who decides on a recusal may decide on it.
    Decider decider "decider" "回避决定人" Input { COMPETENT = 0 "competent" "有权决定", PARTIAL = 1 "partial" "决定本人或者应由上级决定的回避" }
    /// Whether the host of the hearing under way, or of the last one held under the notice in force, is recused.
    HostRecused host_recused "host-recused" "主持人回避" Input { NO = 0 "no" "否", YES = 1 "yes" "是" }
    /// Whether the reviewer of the last round is recused.
    ReviewerRecused reviewer_recused "reviewer-recused" "审核人员回避" Input { NO = 0 "no" "否", YES = 1 "yes" "是" }
    /// The sanction against the notice in force.
    Sanction sanction "sanction" "与告知内容相比" Input { WITHIN = 0 "within" "不重于", ABOVE = 1 "above" "重于" }
    /// A new notice against the heaviest earlier one.
    AgainstEarlier against_earlier "against-earlier" "与此前告知相比" Input {
        NOT_HEAVIER = 0 "not-heavier" "不加重", NEW_FACT = 1 "new-fact" "因新事实加重", UNFOUNDED = 2 "unfounded" "无新事实加重",
    }
    /// Whether the penalty is in the hearing list.
    HearingListed hearing_listed "hearing-listed" "听证范围" Input { NO = 0 "no" "不属于", YES = 1 "yes" "属于" }
    /// Whether the case is complex or the penalty major.
    Major major "major" "重大复杂" Input { NO = 0 "no" "否", YES = 1 "yes" "是" }
    /// Whether a proposed penalty rests on a correction that stayed undone, and whether it was found so for that very cause.
    Prerequisite prerequisite "prerequisite" "逾期不改前提" Input {
        NO = 0 "no" "不需要", MET = 1 "met" "需要且已具备", UNMET = 2 "unmet" "需要而不具备",
    }
    /// Whether added evidence bears on the facts.
    Bearing bearing "bearing" "与事实相关" Input { NONE = 0 "none" "不影响事实", FACTS = 1 "facts" "影响事实" }
    /// Whether a plea brings facts or evidence.
    PleaContent plea_content "plea-content" "申辩内容" Input { VIEWS = 0 "views" "仅有意见", EVIDENCE = 1 "evidence" "提出事实或证据" }
    /// Which way the facts were changed.
    Change change "change" "事实变化" Input { FAVOURABLE = 0 "favourable" "有利于当事人", ADVERSE = 1 "adverse" "不利于当事人" }
    /// What the reviewer finds.
    Opinion opinion "opinion" "审核意见" Input { AGREE = 0 "agree" "同意", PROBLEMS = 1 "problems" "有问题" }
    /// What the re-check finds.
    Recheck recheck "recheck" "复查结果" Input { CORRECTED = 0 "corrected" "已改正", OVERDUE = 1 "overdue" "逾期未改正" }
    /// Whether a re-check leaves items of the order for a later one.
    Rest rest "rest" "待复查事项" Input { NONE = 0 "none" "无", SOME = 1 "some" "有" }
    /// What is proposed.
    Proposal proposal "proposal" "拟处理意见" Input { PENALTY = 0 "penalty" "给予处罚", NO_PENALTY = 1 "no-penalty" "不予处罚" }
    /// Whether the decision leaves a duty to pay or to perform.
    Duty duty "duty" "履行义务" Input { NONE = 0 "none" "无", PAY = 1 "pay" "缴款", PERFORM = 2 "perform" "其他履行" }
    /// Whether all that was owed is done.
    Extent extent "extent" "履行程度" Input { PART = 0 "part" "部分", FULL = 1 "full" "全部" }
    /// Whether the second signer is another person than the first.
    SecondPerson second_person "second-person" "复核人" Input { OTHER = 0 "other" "非同一人", SAME = 1 "same" "同一人" }
    /// What the leak check of the public text found.
    Leak leak "leak" "泄露检查" Input { CLEAN = 0 "clean" "未发现", FOUND = 1 "found" "发现应隐去内容" }
    /// What the secrecy check says.
    SecrecyResult secrecy_result "secrecy-result" "保密审查结论" Input { PASS = 0 "pass" "通过", FAIL = 1 "fail" "不通过" }
    /// Whether an instrument took away the decision that would still have to be performed.
    Annulled annulled "annulled" "决定被撤销" Input { NO = 0 "no" "否", YES = 1 "yes" "是" }
    /// Whether a penalty may be decided on the spot: its kinds and its amount.
    SpotLimit spot_limit "spot-limit" "当场处罚范围" Input { WITHIN = 0 "within" "范围之内", ABOVE = 1 "above" "超出范围" }
    /// Whether the facts are clear after the party was heard.
    FactsClear facts_clear "facts-clear" "违法事实" Input { CLEAR = 0 "clear" "确凿", UNCLEAR = 1 "unclear" "不清" }
    /// Whether an act belongs to the visit on which the decision was made.
    OnVisit on_visit "on-visit" "办理时间" Input { SAME = 0 "same" "当场", LATER = 1 "later" "事后" }
    /// Whether a ground of the law allows collecting in cash on the spot.
    CashGround cash_ground "cash-ground" "当场收缴情形" Input { GIVEN = 0 "given" "有", NONE = 1 "none" "没有" }
    /// Whether the receipt of the treasury was given.
    SpecialReceipt special_receipt "special-receipt" "专用票据" Input { ISSUED = 0 "issued" "已出具", MISSING = 1 "missing" "未出具" }
    /// Whether evidence is registered, or about to be, and nothing became of it yet.
    Registration registration "registration" "先行登记保存" Input { NONE = 0 "none" "没有", OPEN = 1 "open" "未处理完毕" }
    /// Whether a sample was taken, and its result is not told and settled.
    Sampling sampling "sampling" "抽样检验" Input { NONE = 0 "none" "没有", OPEN = 1 "open" "未办结" }
    /// Whether a sample is a product that names a maker other than the party.
    MakerNamed maker_named "maker-named" "标示的生产者" Input { NO = 0 "no" "没有", YES = 1 "yes" "有" }
    /// Whether the case is on its way to the police, or with them.
    Police police "police" "涉嫌犯罪移送" Input { NONE = 0 "none" "没有", OPEN = 1 "open" "移送中" }
    /// Whether the decision that would be published has been served.
    DecisionStage decision_stage "decision-stage" "决定书送达" Input { UNSERVED = 0 "unserved" "未送达", SERVED = 1 "served" "已送达" }
}

impl Variable {
    /// The variable with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|variable| variable.spec().id == id)
    }

    /// The value of this variable with this identifier.
    pub fn value(self, id: &str) -> Option<Value> {
        let place = self.spec().values.iter().position(|(value, _)| *value == id)?;
        u8::try_from(place).ok().map(Value)
    }

    /// The identifier of a value, or `?` for a value that the variable does not have.
    pub fn value_id(self, value: Value) -> &'static str {
        self.spec().values.get(usize::from(value.0)).map_or("?", |(id, _)| id)
    }

    /// What readers see for a value.
    pub fn value_label(self, value: Value) -> &'static str {
        self.spec().values.get(usize::from(value.0)).map_or("?", |(_, label)| label)
    }

    /// Every value of this variable.
    pub fn values(self) -> impl Iterator<Item = Value> {
        (0u8..).map(Value).take(self.spec().values.len())
    }

    /// Whether only the act that is being tried gives this variable a value.
    pub fn is_input(self) -> bool {
        self.spec().class == Class::Input
    }

    /// Whether time can end it.
    pub fn is_clock(self) -> bool {
        self.spec().class == Class::Clock
    }

    #[expect(clippy::as_conversions, reason = "the discriminant of a field-less enum is its place in ALL")]
    const fn cell(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.spec().id)
    }
}

impl Serialize for Variable {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.spec().id)
    }
}

impl<'de> Deserialize<'de> for Variable {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        Self::from_id(&id).ok_or_else(|| serde::de::Error::custom(format!("unknown variable `{id}`")))
    }
}

const CELLS: usize = Variable::ALL.len();

/// A value for every variable: what the guards of a procedure read.
///
/// Inputs that nobody has entered yet are unknown ([`Values::get`] answers `None`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Values([u8; CELLS]);

const UNKNOWN: u8 = u8::MAX;

impl Default for Values {
    fn default() -> Self {
        let mut cells = [0; CELLS];
        for (cell, variable) in cells.iter_mut().zip(Variable::ALL) {
            if variable.is_input() {
                *cell = UNKNOWN;
            }
        }
        Self(cells)
    }
}

impl Values {
    /// The value of a variable; `None` for an input that is not known.
    pub fn get(&self, variable: Variable) -> Option<Value> {
        match self.0.get(variable.cell()) {
            Some(&UNKNOWN) | None => None,
            Some(&value) => Some(Value(value)),
        }
    }

    /// Whether the variable has this value.
    pub fn is(&self, variable: Variable, value: Value) -> bool {
        self.get(variable) == Some(value)
    }

    /// Gives a variable a value.
    pub fn set(&mut self, variable: Variable, value: Value) {
        if let Some(cell) = self.0.get_mut(variable.cell()) {
            *cell = value.0;
        }
    }

    /// The same values with one changed.
    #[must_use]
    pub fn with(mut self, variable: Variable, value: Value) -> Self {
        self.set(variable, value);
        self
    }

    /// The same values with every input unknown again: what is kept after an act.
    #[must_use]
    pub fn without_inputs(mut self) -> Self {
        for (cell, variable) in self.0.iter_mut().zip(Variable::ALL) {
            if variable.is_input() {
                *cell = UNKNOWN;
            }
        }
        self
    }

    /// The values that differ from a new proceeding's, by identifier.
    pub fn changed(&self) -> impl Iterator<Item = (Variable, Value)> + '_ {
        let fresh = Self::default();
        Variable::ALL.iter().filter_map(move |&variable| {
            let value = self.get(variable)?;
            (fresh.get(variable) != Some(value)).then_some((variable, value))
        })
    }
}

/// One change of one variable, as an event carries it and a pack writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assignment {
    /// What changes.
    pub variable: Variable,
    /// What it becomes.
    pub value: Value,
}

impl Assignment {
    /// Reads an assignment from two identifiers.
    ///
    /// # Errors
    /// When no variable or no value has that identifier.
    pub fn parse(variable: &str, value: &str) -> Result<Self, String> {
        let found = Variable::from_id(variable).ok_or_else(|| format!("unknown variable `{variable}`"))?;
        let value =
            found.value(value).ok_or_else(|| format!("variable `{variable}` has no value `{value}`"))?;
        Ok(Self { variable: found, value })
    }
}

impl fmt::Display for Assignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.variable, self.variable.value_id(self.value))
    }
}

impl Serialize for Assignment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Assignment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (variable, value) =
            text.split_once('=').ok_or_else(|| serde::de::Error::custom("expected `variable=value`"))?;
        Self::parse(variable, value).map_err(serde::de::Error::custom)
    }
}

/// Stored as a list of `variable=value` for what differs from a new proceeding, so that a new variable needs no migration.
impl Serialize for Values {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.changed().map(|(variable, value)| Assignment { variable, value }))
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut values = Self::default();
        for assignment in Vec::<Assignment>::deserialize(deserializer)? {
            values.set(assignment.variable, assignment.value);
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn identifiers_are_unique_and_constants_name_the_value_that_they_say() {
        let ids: BTreeSet<_> = Variable::ALL.iter().map(|variable| variable.spec().id).collect();
        assert_eq!(ids.len(), Variable::ALL.len());
        for (constant, variable, id) in [
            (review::STALE, Variable::Review, "stale"),
            (hearing::ENDED, Variable::Hearing, "ended"),
            (notice::OUTDATED, Variable::Notice, "outdated"),
            (outcome::NO_PENALTY, Variable::Outcome, "no-penalty"),
            (against_earlier::UNFOUNDED, Variable::AgainstEarlier, "unfounded"),
            (clock::STOPPED, Variable::PleaClock, "stopped"),
            (clock::OVER, Variable::WithdrawalClock, "over"),
        ] {
            assert_eq!(variable.value_id(constant), id);
        }
    }

    #[test]
    fn values_keep_what_was_set_and_inputs_are_unknown_until_given() {
        let values = Values::default().with(Variable::Review, review::AGREED);
        assert!(values.is(Variable::Review, review::AGREED));
        assert_eq!(values.get(Variable::Sanction), None);
        let tried = values.with(Variable::Sanction, sanction::ABOVE);
        assert!(tried.is(Variable::Sanction, sanction::ABOVE));
        assert_eq!(tried.without_inputs(), values);
        let text = serde_json::to_string(&values).unwrap();
        assert_eq!(text, r#"["review=agreed"]"#);
        assert_eq!(serde_json::from_str::<Values>(&text).unwrap(), values);
    }
}
