//! What the case itself shows on each of the nine points of a legal review, beside the reviewer's own finding.
//! It finds only what can be counted or compared; the finding, and the responsibility for it, are the reviewer's.

use super::range::{articles, penalty_standing, tier_of};
use mingjian_app::proceeding::CaseView;
use mingjian_domain::act::Act;
use mingjian_domain::act::decision::Penalty;
use mingjian_domain::event::{Content, Event};
use mingjian_domain::law::Law;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_law::cause::Cause;
use std::collections::BTreeSet;

/// What a machine can say of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// What was looked for is there.
    Pass,
    /// Something must be looked at.
    Doubt,
    /// Something is missing.
    Fail,
    /// No machine can know.
    Unknown,
}

impl Standing {
    const fn label(self) -> &'static str {
        match self {
            Self::Pass => "未发现问题",
            Self::Doubt => "需要留意",
            Self::Fail => "发现问题",
            Self::Unknown => "无法判断",
        }
    }

    fn of(is_fine: bool) -> Self {
        if is_fine { Self::Pass } else { Self::Fail }
    }
}

/// What the case shows on a point of the pack; a point that this program does not know is left to the reviewer.
pub(super) fn note(point: &str, view: &CaseView, law: Law<'_>) -> String {
    let case = Case { view, proceeding: &view.proceeding, law };
    let (standing, text) = match point {
        "subject" => case.subject(),
        "officers" => case.officers(),
        "procedure" => case.procedure(),
        "evidence" => case.evidence(),
        "facts" => case.facts(),
        "law" => case.clauses(),
        "discretion" => case.discretion(),
        "documents" => case.documents(),
        _ => (Standing::Unknown, "系统没有可以核对的内容，请审核人员判断。".to_owned()),
    };
    format!("系统核对（{}）：{text}", standing.label())
}

struct Case<'a> {
    view: &'a CaseView,
    proceeding: &'a Proceeding,
    law: Law<'a>,
}

impl<'a> Case<'a> {
    fn causes(&self) -> Vec<&'a Cause> {
        let violations = self.proceeding.violations.iter();
        violations.filter_map(|violation| self.law.cause(&violation.cause, violation.acted_on)).collect()
    }

    fn subject(&self) -> (Standing, String) {
        let organ = &self.law.pack.organ;
        let foreign: Vec<&str> = self
            .causes()
            .into_iter()
            .filter(|cause| cause.organ != organ.kind)
            .map(|cause| cause.label.as_str())
            .collect();
        let body =
            if self.proceeding.body.is_some() { "，由受委托组织以本机关名义办理" } else { "" };
        let text = if foreign.is_empty() {
            format!("{}是{}，各案由均由其处罚{body}。", organ.name, organ.kind.label())
        } else {
            format!("不由{}处罚的案由：{}。", organ.kind.label(), foreign.join("；"))
        };
        (Standing::of(foreign.is_empty()), text)
    }

    fn officers(&self) -> (Standing, String) {
        let taking_part: BTreeSet<(&str, &str)> = self
            .view
            .events
            .iter()
            .flat_map(|event| &event.officers)
            .map(|officer| (officer.name.as_str(), officer.certificate.as_str()))
            .collect();
        let named: Vec<String> =
            taking_part.iter().map(|(name, certificate)| format!("{name}（{certificate}）")).collect();
        let text = format!("参与办理的执法人员在各次办理当日均持有效证件：{}。", named.join("、"));
        (Standing::of(taking_part.len() >= 2), text)
    }

    fn procedure(&self) -> (Standing, String) {
        let late = self.view.events.iter().filter(|event| event.late_reason.is_some()).count();
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.proceeding.filed_on.map(|on| format!("{}立案", chinese_date(on))));
        parts.extend(
            self.proceeding
                .notice_in_force()
                .and_then(|notice| notice.service.as_ref())
                .map(|service| format!("{}送达事先告知书", chinese_date(service.on))),
        );
        let open = self.proceeding.pleas.iter().filter(|plea| plea.answer.is_none()).count();
        parts.push(format!("陈述申辩{}次，待复核{open}次", self.proceeding.pleas.len()));
        parts.push(format!("听证{}次", self.proceeding.hearings.len()));
        parts.push(format!("迟延登记{late}次"));
        let standing = if open > 0 || late > 0 { Standing::Doubt } else { Standing::Pass };
        (standing, format!("{}。", parts.join("；")))
    }

    fn evidence(&self) -> (Standing, String) {
        let bare =
            self.proceeding.violations.iter().filter(|violation| violation.evidence.is_empty()).count();
        let copies = self.proceeding.evidence.iter().filter(|item| !item.stated.original).count();
        let count = self.proceeding.evidence.len();
        let text = format!("证据{count}份，其中复制件{copies}份；没有证据的违法行为{bare}项。");
        (Standing::of(bare == 0 && count > 0), text)
    }

    fn facts(&self) -> (Standing, String) {
        let changes = self.view.events.iter().filter(|event| changes_facts(event)).count();
        let text = format!("认定违法行为{}项；事实变更过{changes}次。", self.proceeding.violations.len());
        (if changes > 0 { Standing::Doubt } else { Standing::Unknown }, text)
    }

    fn clauses(&self) -> (Standing, String) {
        let causes = self.causes();
        let all = causes.len() == self.proceeding.violations.len();
        let clause = |cause: &&Cause| {
            let named = self.proceeding.violations.iter().find(|violation| violation.cause == cause.id);
            let named = named.map(|violation| violation.duties.as_slice()).unwrap_or_default();
            let duties: Vec<String> = cause.duties_named(named).map(|duty| articles(&duty.basis)).collect();
            let branches: Vec<String> = cause.branch.iter().map(|branch| articles(&branch.basis)).collect();
            format!("“{}”违反{}，罚则{}", cause.label, duties.join("、"), dedup(branches).join("、"))
        };
        let text: Vec<String> = causes.iter().map(clause).collect();
        let missing = if all { "" } else { "有的案由在行为当日没有有效规定。" };
        (Standing::of(all), format!("{}。{missing}", text.join("；")))
    }

    fn discretion(&self) -> (Standing, String) {
        let Some(proposal) = &self.proceeding.proposal else {
            return (Standing::Unknown, "还没有拟处理意见。".to_owned());
        };
        if proposal.penalties.is_empty() {
            return (Standing::Unknown, "拟不予处罚，没有可以比较的幅度。".to_owned());
        }
        let is_odd = |penalty: &Penalty| {
            let tier = tier_of(self.proceeding, penalty, self.law).filter(|_| penalty.fine.fen() > 0);
            penalty.reduced || tier.is_some_and(|tier| penalty.tier.trim() != tier)
        };
        let odd = proposal.penalties.iter().any(is_odd);
        let lines: Vec<String> = proposal
            .penalties
            .iter()
            .map(|penalty| penalty_standing(self.proceeding, penalty, self.law))
            .collect();
        (if odd { Standing::Doubt } else { Standing::Pass }, lines.concat())
    }

    fn documents(&self) -> (Standing, String) {
        let titles: Vec<&str> = self.proceeding.papers.iter().map(|paper| paper.title.as_str()).collect();
        (Standing::of(!titles.is_empty()), format!("已生成{}份：{}。", titles.len(), titles.join("、")))
    }
}

fn changes_facts(event: &Event) -> bool {
    matches!(&event.content, Content::Acted { act: Act::ChangeFacts(_), .. })
}

fn dedup(mut words: Vec<String>) -> Vec<String> {
    words.dedup();
    words
}
