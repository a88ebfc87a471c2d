//! Composes what is made in an inspection: approval, notice, D05, checklist, D20, feedback, the longer term.
//! It does not say whether what was found breaks the law.

use super::clause::cited;
use super::header::blank_opinion;
use super::rows::{Sheet, cell};
use super::{ComposeFault, Draft};
use crate::act::inspection::{CheckAnswer, Inspect, OpenInspection};
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::investigation::SceneRecord;
use crate::document::kind::Signatory;
use crate::proceeding::InspectionRecord;
use mingjian_law::inspection::{CheckLine, InspectionItem};

impl<'a> Draft<'a> {
    fn task(&self) -> Result<&'a OpenInspection, ComposeFault> {
        self.after.opening.inspection().ok_or(ComposeFault::NotInCase("检查任务"))
    }

    fn item(&self) -> Result<&'a InspectionItem, ComposeFault> {
        let task = self.task()?;
        self.law.pack.item(&task.item).ok_or(ComposeFault::NotInCase("检查事项"))
    }

    fn record(&self) -> Result<&'a InspectionRecord, ComposeFault> {
        self.after.inspection.as_ref().ok_or(ComposeFault::NotInCase("检查记录"))
    }

    fn visit(&self) -> Result<&'a Inspect, ComposeFault> {
        self.record()?.visit.as_ref().ok_or(ComposeFault::NotInCase("现场检查"))
    }

    /// What every paper of an inspection says of it: the item and the article that gives the power.
    fn inspection_rows(&self, form: Form) -> Result<Sheet, ComposeFault> {
        let (task, item) = (self.task()?, self.item()?);
        Ok(Sheet::new(self, form)
            .text("检查事项", &item.label)
            .text("检查依据", &cited(self.law, &item.basis))
            .text("检查类型", task.reason.label())
            .text("任务来源", &task.plan))
    }
}

/// 行政检查审批表, before the inspection or after an urgent one.
pub(super) fn approval(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let (Act::ApproveInspection(stated) | Act::CompleteApproval(stated)) = act else {
        return Err(draft.wrong_act());
    };
    let (task, item) = (draft.task()?, draft.item()?);
    let urgency = match act {
        Act::CompleteApproval(_) => draft.visit()?.urgency.as_ref(),
        _ => None,
    };
    draft
        .inspection_rows(Form::InspectionApproval)?
        .text("检查对象范围", &item.subject)
        .text("检查方式", &item.method)
        .prose("检查内容", &task.summary)
        .day("拟检查日期", Some(task.planned_on))
        .text("检查地点", &task.place)
        .text(
            "通知方式",
            if task.announced {
                "事先通知被检查单位"
            } else {
                "不事先通知，直接进入现场"
            },
        )
        .optional("紧急情况", urgency)
        .opinions(vec![
            blank_opinion(Signatory::UnitHead),
            draft.opinion(Signatory::AgencyHead, &stated.opinion),
        ])
        .done()
}

/// 行政检查通知书.
pub(super) fn notice(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::NotifyInspection(stated) = act else {
        return Err(draft.wrong_act());
    };
    let task = draft.task()?;
    draft
        .inspection_rows(Form::InspectionNotice)?
        .prose("检查内容和方式", &task.summary)
        .day("检查日期", Some(task.planned_on))
        .text("检查地点", &task.place)
        .moment("通知时间", Some(stated.notified_at))
        .text("通知方式", &stated.way)
        .text("接收人", &stated.recipient)
        .optional("请准备的材料", stated.prepare.as_ref())
        .text("权利和义务", RIGHTS)
        .done()
}

/// What the unit is told of its rights and duties (行政处罚法 第四十三条、第五十五条).
const RIGHTS: &str = "对执法人员有权要求出示执法证件，不出示的有权拒绝检查；认为执法人员与检查有利害关系的，有权申请回避；有权对检查情况提出意见。应当如实回答询问、提供资料，协助检查。";

/// D05 现场笔录 of an inspection: the findings, and the lines that fail.
pub(super) fn scene_record(draft: &Draft<'_>, stated: &Inspect) -> SceneRecord {
    let item = draft.item().ok();
    let failure = |answer: &CheckAnswer| {
        let line = item.and_then(|item| item.line(&answer.line));
        let label = line.map_or(answer.line.as_str(), |line| line.label.as_str());
        format!("检查表“{label}”：不符合。{}", answer.note.as_ref().map_or("", Prose::text))
    };
    let worn = match (stated.uniform, stated.insignia) {
        (true, true) => "执法人员统一着装并佩戴执法标志。",
        (true, false) => "执法人员统一着装。",
        (false, true) => "执法人员佩戴执法标志。",
        (false, false) => "执法人员未统一着装。",
    };
    let findings = [stated.findings.text().to_owned()]
        .into_iter()
        .chain(stated.failures().map(failure))
        .chain([worn.to_owned()]);
    SceneRecord {
        header: draft.header.clone(),
        place: stated.place.clone(),
        began_at: stated.began_at,
        ended_at: stated.ended_at,
        cards_shown: stated.cards_shown,
        rights_told: stated.rights_told,
        present: stated.present.clone(),
        findings: Prose(findings.collect::<Vec<_>>().join("\n")),
        taken: Vec::new(),
        party_view: stated.party_view.clone(),
        refusal: stated.signature.refusal.clone(),
    }
}

/// 行政检查表: each line with its article and what was found.
pub(super) fn checklist(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::Inspect(stated) = act else {
        return Err(draft.wrong_act());
    };
    let item = draft.item()?;
    let row = |line: &CheckLine| {
        let answer = stated.checks.iter().find(|answer| answer.line == line.id);
        let note = answer.and_then(|answer| answer.note.as_ref()).map_or("", Prose::text);
        vec![
            line.label.as_str().into(),
            Prose(cited(draft.law, &line.basis)),
            answer.map_or("未填写", |answer| answer.result.label()).into(),
            cell(note),
        ]
    };
    draft
        .inspection_rows(Form::InspectionChecklist)?
        .text("检查地点", &stated.place)
        .moment("检查时间", Some(stated.began_at))
        .list("检查情况", &["检查内容", "依据", "结果", "说明"], item.lines.iter().map(row).collect())
        .done()
}

/// D20 卫生监督意见书.
pub(super) fn supervision_opinion(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ConcludeInspection(stated) = act else {
        return Err(draft.wrong_act());
    };
    draft
        .inspection_rows(Form::SupervisionOpinion)?
        .day("检查日期", Some(draft.visit()?.ended_at.date()))
        .list("发现的问题", &["检查内容", "依据", "说明"], draft.failures()?)
        .optional("监督意见", stated.opinions.as_ref())
        .done()
}

/// 行政检查结果告知书.
pub(super) fn feedback(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::FeedBack(stated) = act else {
        return Err(draft.wrong_act());
    };
    let record = draft.record()?;
    let result = record.result.ok_or(ComposeFault::NotInCase("检查结果"))?;
    draft
        .inspection_rows(Form::InspectionFeedback)?
        .day("检查日期", Some(draft.visit()?.ended_at.date()))
        .text("检查结果", result.label())
        .moment("反馈时间", Some(stated.told_at))
        .text("接收人", &stated.recipient)
        .list("发现的问题", &["检查内容", "依据", "说明"], draft.failures()?)
        .optional("监督意见", record.opinions.as_ref())
        .list("责令改正事项", &["案由", "改正内容", "改正期限"], draft.orders()?)
        .done()
}

/// 延长改正期限通知书.
pub(super) fn correction_extension(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::ExtendCorrection(stated) = act else {
        return Err(draft.wrong_act());
    };
    let cause = draft.law.any_cause(&stated.cause);
    let cause = cause.ok_or_else(|| ComposeFault::UnknownCause(stated.cause.clone()))?;
    Sheet::new(draft, Form::CorrectionExtension)
        .text("责令改正事项", &cause.label)
        .day("申请日期", Some(stated.requested_on))
        .prose("申请理由", &stated.reason)
        .day("改正期限延长至", Some(stated.due_on))
        .text("说明", "期限届满后，本机关将对改正情况进行复查。逾期不改正的，将依法处理。")
        .done()
}

impl Draft<'_> {
    fn failures(&self) -> Result<Vec<Vec<Prose>>, ComposeFault> {
        let item = self.item()?;
        let row = |answer: &CheckAnswer| {
            let line = item.line(&answer.line);
            vec![
                line.map_or(answer.line.as_str(), |line| line.label.as_str()).into(),
                Prose(line.map(|line| cited(self.law, &line.basis)).unwrap_or_default()),
                cell(answer.note.as_ref().map_or("", Prose::text)),
            ]
        };
        Ok(self.visit()?.failures().map(row).collect())
    }

    fn orders(&self) -> Result<Vec<Vec<Prose>>, ComposeFault> {
        let items = self.after.corrections.iter().flat_map(|order| &order.items);
        let row = |item: &crate::proceeding::CorrectionState| {
            let cause = self.law.any_cause(&item.stated.cause);
            let cause = cause.ok_or_else(|| ComposeFault::UnknownCause(item.stated.cause.clone()))?;
            Ok(vec![
                cause.label.as_str().into(),
                item.stated.measure.clone(),
                Prose(crate::value::date_text::chinese_date(item.stated.due_on)),
            ])
        };
        items.map(row).collect()
    }
}
