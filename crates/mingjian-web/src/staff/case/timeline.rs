//! The history of a case in sentences: each entry of the journal with person, time and papers, the newest on top.
//! It tells what the journal holds and leaves nothing out but what other pages show in full.

use chrono::NaiveTime;
use mingjian_app::proceeding::CaseView;
use mingjian_domain::act::decision::ProposalResult;
use mingjian_domain::act::investigation::RecheckResult;
use mingjian_domain::act::recusal::{RecusalFinding, RecusalSubject};
use mingjian_domain::act::review::OpinionKind;
use mingjian_domain::act::summary::SpotPenalty;
use mingjian_domain::act::{Act, Opening};
use mingjian_domain::attempt;
use mingjian_domain::clock::{ClockMove, ClockRecord};
use mingjian_domain::event::{ActorRecord, Content, Event, NoticeRecord};
use mingjian_domain::id::{OfficerId, ProceedingId};
use mingjian_domain::law::Law;
use mingjian_domain::paper::PaperAnswer;
use mingjian_domain::power::Leadership;
use mingjian_domain::proceeding::RecusalState;
use mingjian_domain::value::date_text::{chinese_date, chinese_time};
use mingjian_html::parts::{Link, Timeline, TimelineEntry, Tone};
use mingjian_law::sanction::PenaltyKind;
use mingjian_law::variable::Variable;

/// The history of a case, the newest on top.
pub(crate) fn timeline(view: &CaseView, law: Law<'_>) -> Timeline {
    Timeline { entries: view.events.iter().rev().map(|event| entry(view, event, law)).collect() }
}

/// One entry of it, by its place in the journal.
pub(super) fn single(view: &CaseView, law: Law<'_>, seq: u64) -> Timeline {
    let entries = view.events.iter().filter(|event| event.seq == seq);
    Timeline { entries: entries.map(|event| entry(view, event, law)).collect() }
}

fn entry(view: &CaseView, event: &Event, law: Law<'_>) -> TimelineEntry {
    let (mut details, tone) = told(view, event, law);
    let officers: Vec<&str> = event.officers.iter().map(|officer| officer.name.as_str()).collect();
    if !officers.is_empty() {
        details.push(format!("执法人员：{}。", officers.join("、")));
    }
    if is_late(event) {
        details.push(format!("登记于{}。", chinese_time(event.recorded_at.china())));
    }
    details.extend(from_paper(view, event));
    if let Some(reason) = &event.late_reason {
        details.push(format!("迟延登记的理由：{reason}"));
    }
    TimelineEntry {
        when: when(event),
        datetime: event.occurred_at.china().format("%Y-%m-%dT%H:%M").to_string(),
        who: who(&event.actor),
        sentence: format!("{}。", label(view, event, law)),
        details,
        links: links(view.proceeding.id, event),
        tone,
    }
}

/// What was stated as a day has no time of day to tell.
fn when(event: &Event) -> String {
    let stated = event.occurred_at.china();
    if stated.time() == NaiveTime::MIN { chinese_date(stated.date()) } else { chinese_time(stated) }
}

/// Whether it matters that the record is younger than the act: the minutes in which a form is filled in do not.
fn is_late(event: &Event) -> bool {
    let (happened, recorded) = (event.occurred_at.china(), event.recorded_at.china());
    happened.date() != recorded.date() || recorded - happened >= chrono::TimeDelta::hours(1)
}

/// Who acted, in what capacity, and for whom.
fn who(actor: &ActorRecord) -> String {
    let capacity = actor.leadership.map_or_else(|| actor.role.label(), Leadership::label);
    format!("{}（{capacity}）", actor.signature())
}

fn label(view: &CaseView, event: &Event, law: Law<'_>) -> String {
    match &event.content {
        Content::Opened(opening) => match &**opening {
            Opening::Lead(lead) => format!("登记案源：{}，{}", lead.source.label(), lead.party.name),
            Opening::HandedOver(handed) => {
                format!("由前一程序转来：{}，{}", handed.lead.source.label(), handed.lead.party.name)
            }
            Opening::Spot(spot) => format!("当场发现：{}", spot.party.name),
            Opening::Inspection(one) => format!("登记检查任务：{}，{}", one.reason.label(), one.party.name),
        },
        Content::Recomputed { .. } => "按新公布的节假日安排重新计算期限".to_owned(),
        Content::Lapsed { .. } => "先行登记保存自动失效".to_owned(),
        Content::PaperAnswered(answer) => answered(view, answer, law),
        Content::Acted { action, .. } => attempt::action(law, &view.proceeding, action)
            .map_or_else(|_| action.clone(), |known| known.label.clone()),
    }
}

/// The papers of an entry.
pub(crate) fn papers(id: ProceedingId, event: &Event) -> impl Iterator<Item = Link> {
    event.papers.iter().map(move |paper| {
        let number = paper.number.as_deref().map(|number| format!("（{number}）")).unwrap_or_default();
        let href = format!("/staff/cases/{id}/documents/{}", paper.id);
        Link::new(&format!("{}{number}", paper.title), &href)
    })
}

fn links(id: ProceedingId, event: &Event) -> Vec<Link> {
    let papers = papers(id, event);
    let files = event.files.iter().enumerate().map(|(place, file)| {
        let number = if event.files.len() > 1 { place.saturating_add(1).to_string() } else { String::new() };
        Link::new(&format!("附件{number}"), &format!("/staff/cases/{id}/files/{}", file.id))
    });
    // What the entry opened by handing the matter over.
    let opened = event.opens.map(|case| Link::new("转入的案件", &super::address(case)));
    papers.chain(files).chain(opened).collect()
}

/// The details of an entry, and what its colour means.
fn told(view: &CaseView, event: &Event, law: Law<'_>) -> (Vec<String>, Tone) {
    match &event.content {
        Content::Opened(opening) => (vec![opening.summary().text().to_owned()], Tone::Info),
        Content::Recomputed { notices } => recomputed(view, event, notices),
        Content::Lapsed { ended_on, .. } => {
            let said = format!(
                "期限到{}届满，没有作出处理决定。应当立即解除登记保存，返还物品。",
                chinese_date(*ended_on)
            );
            (vec![said], Tone::Bad)
        }
        Content::PaperAnswered(answer) => {
            let tone = if answer.confirmed { Tone::Good } else { Tone::Bad };
            let said = answer.reason.text();
            (if said.is_empty() { Vec::new() } else { vec![said.to_owned()] }, tone)
        }
        Content::Acted { act, .. } => (details(view, act, law), tone(act)),
    }
}

/// Which entry a head answered for, and how.
fn answered(view: &CaseView, answer: &PaperAnswer, law: Law<'_>) -> String {
    let entry = view.events.iter().find(|event| event.seq == answer.entry);
    let what = entry.map(|event| label(view, event, law)).unwrap_or_default();
    let verdict = if answer.confirmed { "确认" } else { "对以下纸质审批有异议" };
    format!("{verdict}：{what}（纸质审批）")
}

/// How an entry came from a sheet, and whether its head has confirmed it.
fn from_paper(view: &CaseView, event: &Event) -> Option<String> {
    let from = event.from_paper.as_ref()?;
    let waits = view.proceeding.unconfirmed.iter().any(|one| one.entry == event.seq);
    let state = if waits { "纸质审批待确认" } else { "纸质审批，签批人已确认" };
    Some(format!("{state}。由{}（{}）按签署的审批表登记。", from.name, from.role.label()))
}

/// Which clocks moved, from which day to which: nobody's time is changed silently, least of all a party's.
fn recomputed(view: &CaseView, event: &Event, notices: &[NoticeRecord]) -> (Vec<String>, Tone) {
    let mut details = Vec::new();
    let mut tone = Tone::Info;
    for change in &event.clocks {
        let ClockMove::Recomputed(new) = change else { continue };
        let label = new.variable.spec().label;
        let day = |record: &ClockRecord| {
            let provisional = if record.firm { "" } else { "暂定" };
            format!("{provisional}{}", chinese_date(record.last_day()))
        };
        let Some(old) = before(view, event, new.variable) else {
            details.push(format!("{label}：最后一天是{}。", day(new)));
            continue;
        };
        if old.last_day() == new.last_day() {
            details.push(format!("{label}：最后一天仍是{}，现已确定。", day(new)));
        } else {
            details.push(format!("{label}：最后一天由{}改为{}。", day(old), day(new)));
        }
        if !new.binds_organ && new.last_day() < old.last_day() {
            details.push(format!("当事人的“{label}”比原来短，请及时告知当事人。"));
            tone = Tone::Warn;
        }
    }
    details.extend(notices.iter().map(|notice| {
        let number = notice.number.as_deref().map(|number| format!("（{number}）")).unwrap_or_default();
        format!("依据：{}{number}。", notice.title)
    }));
    (details, tone)
}

/// A clock as the entries before this one left it.
fn before<'v>(view: &'v CaseView, event: &Event, variable: Variable) -> Option<&'v ClockRecord> {
    let earlier = view.events.iter().rev().filter(|earlier| earlier.seq < event.seq);
    earlier.flat_map(|earlier| &earlier.clocks).find_map(|change| match change {
        ClockMove::Started(record) | ClockMove::Recomputed(record) | ClockMove::Extended(record)
            if record.variable == variable =>
        {
            Some(record)
        }
        ClockMove::Started(_)
        | ClockMove::Recomputed(_)
        | ClockMove::Extended(_)
        | ClockMove::Ended { .. } => None,
    })
}

// long: one short arm for each act, read side by side
#[expect(clippy::too_many_lines, reason = "one short arm for each act, read side by side")]
fn details(view: &CaseView, act: &Act, law: Law<'_>) -> Vec<String> {
    let text = |label: &str, text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| format!("{label}：{text}"))
    };
    let name = |user| view.facts.user(user).map_or("", |user| user.name.as_str());
    let causes = |ids: &mut dyn Iterator<Item = &String>| {
        let names: Vec<&str> =
            ids.map(|id| law.any_cause(id).map_or(id.as_str(), |cause| cause.label.as_str())).collect();
        names.join("；")
    };
    let several = |lines: Vec<Option<String>>| lines.into_iter().flatten().collect();
    match act {
        Act::AcceptLead(one) => several(vec![text("管辖依据", one.jurisdiction.text())]),
        Act::RefuseFiling(one) => several(vec![text("理由", one.reason.text())]),
        Act::TransferOut(one) => {
            several(vec![text("受移送机关", &one.receiver), text("理由", one.reason.text())])
        }
        Act::RequestFiling(one) => several(vec![
            text("案由", &causes(&mut one.causes.iter())),
            text("承办意见", one.proposal.text()),
        ]),
        Act::ReturnFiling(one) => several(vec![text("理由", one.reason.text())]),
        Act::ApproveFiling(one) => several(vec![text("审批意见", one.opinion.text())]),
        Act::RecordScene(one) => {
            several(vec![text("地点", &one.place), text("检查情况", one.findings.text())])
        }
        Act::RecordInquiry(one) => {
            let relation = format!("{}（{}），{}组问答", one.person, one.relation, one.exchanges.len());
            several(vec![text("被询问人", &relation)])
        }
        Act::AddEvidence(one) => {
            let kind = format!("{}（{}）", one.name, one.kind.label());
            let bearing = if one.bears_on_facts { "影响事实认定" } else { "不影响事实认定" };
            several(vec![
                text("证据", &kind),
                text("证明内容", one.proves.text()),
                Some(format!("{bearing}。")),
            ])
        }
        Act::ChangeFacts(one) => {
            let named = causes(&mut one.violations.iter().map(|violation| &violation.cause));
            several(vec![text("违法行为", &named), text(one.direction.label(), one.reason.text())])
        }
        Act::OrderCorrection(one) => several(
            one.items
                .iter()
                .flat_map(|item| {
                    let due = Some(format!("期限：{}。", chinese_date(item.due_on)));
                    [text("改正内容", item.measure.text()), due]
                })
                .collect(),
        ),
        Act::RecheckCorrection(one) => {
            let results: Vec<&str> =
                one.items.iter().filter_map(|item| item.result).map(RecheckResult::label).collect();
            several(vec![text(&results.join("、"), one.findings.text())])
        }
        Act::ConcludeInvestigation(one) => several(vec![text("处理建议", one.proposal.text())]),
        Act::ReturnToInvestigation(one) => several(vec![text("理由", one.reason.text())]),
        Act::AdoptProposal(one) | Act::AmendProposal(one) => {
            let members: Vec<&str> = one.members.iter().map(|member| member.name.as_str()).collect();
            several(vec![text("合议人员", &members.join("、")), text(one.result.label(), one.reasons.text())])
        }
        Act::SubmitForReview(one) => {
            several(vec![Some(format!("送审材料{}份。", one.materials.len())), text("说明", one.note.text())])
        }
        Act::AssignReview(one) => several(vec![text("审核人员", name(one.reviewer))]),
        Act::ReturnSubmission(one) => several(vec![text("需要补正", one.missing.text())]),
        Act::GiveOpinion(one) => several(vec![text(one.kind.label(), one.text.text())]),
        Act::DisputeOpinion(one) => several(vec![text("理由", one.reason.text())]),
        Act::Discuss(one) => several(vec![text("主持人", &one.host), text("结论", one.conclusion.text())]),
        Act::IssueNotice(one) => several(vec![
            text("审批意见", one.opinion.text()),
            one.new_fact.as_ref().and_then(|fact| text("新事实", fact.text())),
        ]),
        Act::RequestRegistration(one) => {
            let items: Vec<String> =
                one.items.iter().map(|item| format!("{}（{}）", item.name, item.quantity)).collect();
            several(vec![
                text("物品", &items.join("、")),
                text("保存地点", &one.place),
                text("保管人", &one.keeper),
                text("理由", one.reason.text()),
            ])
        }
        Act::RefuseRegistration(one) => several(vec![text("理由", one.reason.text())]),
        Act::ApproveRegistration(one) => several(vec![text("审批意见", one.opinion.text())]),
        Act::DisposeRegistration(one) => {
            let items: Vec<String> =
                one.items.iter().map(|item| format!("{}：{}", item.name, item.disposal.label())).collect();
            several(vec![text("逐项处理", &items.join("；")), text("理由", one.reason.text())])
        }
        Act::LiftLapsed(one) => {
            several(vec![text("领回人", &one.recipient), text("返还情况", one.note.text())])
        }
        Act::TakeSample(one) => {
            let samples: Vec<String> =
                one.samples.iter().map(|sample| format!("{}（{}）", sample.name, sample.quantity)).collect();
            several(vec![
                text("样品", &samples.join("、")),
                one.maker.as_ref().and_then(|maker| text("标示的生产者", maker)),
                text("采样地点", &one.place),
            ])
        }
        Act::NotifyMaker(one) => several(vec![text("送达方式", &one.through)]),
        Act::RecordMakerAnswer(one) => several(vec![text(one.answer.label(), one.content.text())]),
        Act::EntrustTesting(one) => several(vec![
            text("检验机构", &one.laboratory.name),
            text("检验项目", &one.items.join("、")),
            Some(format!("{}前完成。", chinese_date(one.due_on))),
        ]),
        Act::ReceiveResult(one) => {
            several(vec![text("报告编号", &one.number), text("检验结论", one.conclusion.text())])
        }
        Act::IssueResult(one) => several(vec![text("提出复检的方式", one.retest_at.text())]),
        Act::RequestRetest(one) => {
            several(vec![text("申请人", &one.applicant), text("理由", one.reason.text())])
        }
        Act::RefuseRetest(one) => {
            several(vec![text("理由", one.reason.text()), text("答复", one.told.text())])
        }
        Act::CloseSampling(one) => several(vec![text("样品处理", one.note.text())]),
        Act::AbandonSampling(one) => {
            several(vec![text("理由", one.reason.text()), text("样品处理", one.note.text())])
        }
        Act::ProposePoliceTransfer(one) => {
            several(vec![text("涉嫌罪名", &one.offence), text("移送理由和依据", one.grounds.text())])
        }
        Act::ApprovePoliceTransfer(one) => several(vec![
            text("接受移送的公安机关", &one.police),
            Some(format!("随案材料{}份。", one.materials.len())),
            text("审批意见", one.opinion.text()),
        ]),
        Act::RefusePoliceTransfer(one) => several(vec![text("理由", one.reason.text())]),
        Act::SendToPolice(one) => several(vec![text("公安机关签收人", &one.receiver)]),
        Act::RecordPoliceFiling(one) => {
            several(vec![text("立案通知书", &one.number), text("移交情况", one.handed_over.text())])
        }
        Act::RecordPoliceReturn(one) => {
            several(vec![text(one.ground.label(), &one.number), text("后续处理意见", one.next.text())])
        }
        Act::ServeNotice(one)
        | Act::ServeDecision(one)
        | Act::ServeRegistration(one)
        | Act::ServeResult(one) => several(vec![
            text(one.mode.label(), &super::facts::served_to(one)),
            one.refusal.as_ref().and_then(|refusal| text("拒收事由", refusal.text())),
            one.witness.as_ref().and_then(|witness| text("见证人", witness)),
            one.delay.as_ref().and_then(|delay| text("超过送达期限的原因", delay.text())),
        ]),
        Act::ConfirmAddress(one) => {
            let electronic = if one.electronic { "同意电子送达" } else { "没有同意电子送达" };
            several(vec![
                text("送达地址", &one.address),
                text("收件人", &one.recipient),
                Some(format!("{electronic}。")),
            ])
        }
        Act::AnnounceService(one) => {
            several(vec![text("公告地点", &one.place), text(one.ground.label(), one.tried.text())])
        }
        Act::ReceivePlea(one) => several(vec![text(one.form.label(), one.content.text())]),
        Act::AnswerPlea(one) => {
            let adopted = one.points.iter().filter(|point| point.adopted).count();
            let count = format!("{}项意见，采纳{adopted}项。", one.points.len());
            several(vec![Some(count), text("结论", one.conclusion.text())])
        }
        Act::WaivePlea(one) | Act::WaiveHearing(one) | Act::WaiveRetest(one) => {
            several(vec![text("声明", one.statement.text()), text("签名人", &one.signed_by)])
        }
        Act::RequestHearing(one) => several(vec![text(one.form.label(), one.note.text())]),
        Act::NotifyHearing(one) => several(vec![
            Some(format!("听证时间：{}，{}。", chinese_time(one.hearing_at), one.place)),
            text("主持人", name(one.host)),
        ]),
        Act::HoldHearing(one) => several(vec![text("参加人员", one.present.text())]),
        Act::EndHearing(one) => several(vec![
            text(one.end.label(), one.note.text()),
            text("撤回书签名人", one.signed_by.as_deref().unwrap_or_default()),
        ]),
        Act::OrderHearing(one) => several(vec![text("理由", one.reason.text())]),
        Act::PostponeHearing(one) => several(vec![
            text(one.asked_by.label(), one.reason.text()),
            Some(format!("新的听证时间：{}，{}。", chinese_time(one.notice.hearing_at), one.notice.place)),
            text("主持人", name(one.notice.host)),
        ]),
        Act::RequestRecusal(one) => {
            let subject = |subject: &RecusalSubject| {
                let handler = event_officer(view, subject.officer);
                let who = subject.person.map_or(handler, |user| name(user).to_owned());
                text(&format!("{}{who}", subject.capacity.label()), subject.reason.text())
            };
            let first = text(one.applicant.label(), &one.applicant_name);
            several(std::iter::once(first).chain(one.subjects.iter().map(subject)).collect())
        }
        Act::DecideRecusal(one) => {
            several(one.findings.iter().map(|finding| Some(recusal(view, finding))).collect())
        }
        Act::ChangeHandlers(one) => {
            several(vec![text("变更理由", one.reason.text()), text("提出人", name(one.proposed_by))])
        }
        Act::ChangeParty(one) => several(vec![
            text(one.change.label(), &one.party.name),
            Some(format!("变更日期：{}。", chinese_date(one.changed_on))),
            text("变更情况", one.reason.text()),
        ]),
        Act::SuspendInvestigation(one) => several(vec![
            text("中止事由", one.ground.text()),
            text("依据", &one.basis),
            text("提出人", name(one.proposed_by)),
        ]),
        Act::ResumeInvestigation(one) => {
            several(vec![text("恢复理由", one.reason.text()), text("提出人", name(one.proposed_by))])
        }
        Act::ReportHearing(one) => {
            several(vec![text("争议焦点", one.disputed.text()), text("处理意见", one.opinion.text())])
        }
        Act::DecidePenalty(one) => several(vec![text("审批意见", one.opinion.text())]),
        Act::DecideNoPenalty(one) => {
            several(vec![text("审批意见", one.opinion.text()), text("教育内容", one.education.text())])
        }
        Act::RecordPerformance(one) => several(vec![
            (one.amount.fen() != 0)
                .then(|| format!("缴款{}，票据{}。", one.amount.yuan_text(), one.receipt_number)),
            text("说明", one.note.text()),
        ]),
        Act::CloseCase(one) => several(vec![text("执行结果", one.result.text())]),
        Act::Archive(one) => several(vec![Some(format!(
            "保管期限{}，{}卷，存放于{}。",
            one.retention, one.volumes, one.location
        ))]),
        Act::DropCase(one) => several(vec![text(one.ground.label(), one.reason.text())]),
        Act::ApproveInspection(one) | Act::CompleteApproval(one) => {
            several(vec![text("审批意见", one.opinion.text())])
        }
        Act::NotifyInspection(one) => several(vec![text(&one.way, &format!("接收人：{}", one.recipient))]),
        Act::Inspect(one) => {
            let failed = one.failures().count();
            several(vec![
                Some(format!("检查表{}项，不符合{failed}项。", one.checks.len())),
                text("现场情况", one.findings.text()),
            ])
        }
        Act::ConcludeInspection(one) => several(vec![text(
            one.result.label(),
            one.opinions.as_ref().map_or("没有其他监督意见。", |opinions| opinions.text()),
        )]),
        Act::ExtendCorrection(one) => several(vec![
            text("事项", &causes(&mut std::iter::once(&one.cause))),
            text("理由", one.reason.text()),
            Some(format!("延长至{}。", chinese_date(one.due_on))),
        ]),
        Act::FeedBack(one) => several(vec![text("接收人", &one.recipient)]),
        Act::OpenCase(one) => several(vec![text("案情摘要", one.summary.text())]),
        Act::CloseInspection(one) => several(vec![text("办结意见", one.opinion.text())]),
        Act::CancelInspection(one) => several(vec![text("理由", one.reason.text())]),
        Act::TellOnSpot(one) => several(vec![
            text("案由", &causes(&mut std::iter::once(&one.cause))),
            text("违法事实", one.facts.text()),
            text("拟处罚", &spot_penalty(&one.penalty)),
        ]),
        Act::HearOnSpot(one) if one.pleaded => several(vec![
            text("当事人", one.content.text()),
            text(if one.adopted { "予以采纳" } else { "不予采纳" }, one.answer.text()),
        ]),
        Act::HearOnSpot(_) => vec!["当事人没有提出陈述、申辩。".to_owned()],
        Act::DecideOnSpot(one) => {
            several(vec![text("决定", &spot_penalty(&one.penalty)), text("地点", &one.place)])
        }
        Act::VoidOnSpot(one) => several(vec![text("理由", one.reason.text())]),
        Act::DeliverOnSpot(one) => several(vec![
            text("签收人", one.signature.signed_by.as_deref().unwrap_or_default()),
            one.signature.refusal.as_ref().and_then(|refusal| text("拒绝签收", refusal.text())),
        ]),
        Act::LodgeDecision(one) => several(vec![text("备案接收人", &one.receiver)]),
        Act::CollectCash(one) => several(vec![
            Some(format!("收缴{}，专用票据{}。", one.amount.yuan_text(), one.receipt_number)),
            text(one.ground.label(), one.circumstances.text()),
        ]),
        Act::HandInCash(one) => several(vec![text("机关收款人", &one.receiver)]),
        Act::BankCash(one) => several(vec![text("银行缴款凭证", &one.voucher_number)]),
        Act::TurnOver(one) => several(vec![text("理由", one.reason.text())]),
        Act::Mask(_) => Vec::new(),
        Act::Correct(one) => {
            several(vec![text("发现人或者申请人", &one.found_by), text("更正说明", one.public_reason.text())])
        }
        Act::CheckSecrecy(one) => several(vec![text(one.outcome.label(), one.note.text())]),
        Act::ReturnPublication(one) => several(vec![text("理由", one.reason.text())]),
        Act::Release(one) => several(vec![text("发布意见", one.opinion.text())]),
        Act::DeclinePublication(one) => {
            several(vec![text("提出人", name(one.proposed_by)), text("依据", one.ground.text())])
        }
        Act::RecordAnnulment(one) => several(vec![
            text(one.kind.label(), &format!("{}（{}），{}", one.title, one.number, one.issuer)),
            Some(format!("生效日期：{}。", chinese_date(one.effective_on))),
        ]),
        Act::Withdraw(one) => several(vec![text("公开说明的理由", one.public_reason.text())]),
    }
}

/// The name of an officer, as the body has it.
fn event_officer(view: &CaseView, id: Option<OfficerId>) -> String {
    let officer = id.and_then(|id| view.facts.officer(id));
    officer.map(|officer| officer.name.clone()).unwrap_or_default()
}

/// What was decided about one person.
fn recusal(view: &CaseView, finding: &RecusalFinding) -> String {
    let state = view.proceeding.handling.recusals.iter().find(|state| state.key == finding.subject);
    let who = state.map(|state| recused_name(view, state)).unwrap_or_default();
    let result = if finding.granted { "应当回避" } else { "不予回避" };
    format!("{who}{result}：{}", finding.reason.text())
}

/// Capacity and name of somebody whose recusal was asked for.
pub(crate) fn recused_name(view: &CaseView, state: &RecusalState) -> String {
    let user = state.user.and_then(|user| view.facts.user(user)).map(|user| user.name.as_str());
    let name = state.name.as_deref().or(user).unwrap_or_default();
    format!("{}{name}", state.stated.capacity.label())
}

/// A small penalty in one phrase.
fn spot_penalty(penalty: &SpotPenalty) -> String {
    let mut parts: Vec<String> = penalty
        .kinds
        .iter()
        .filter(|kind| **kind != PenaltyKind::Fine)
        .map(|kind| kind.label().to_owned())
        .collect();
    if penalty.fine.fen() > 0 {
        parts.push(format!("罚款{}", penalty.fine.yuan_text()));
    }
    parts.join("、")
}

fn tone(act: &Act) -> Tone {
    match act {
        Act::ApproveFiling(_)
        | Act::DecidePenalty(_)
        | Act::DecideNoPenalty(_)
        | Act::ServeDecision(_)
        | Act::CloseCase(_)
        | Act::Archive(_)
        | Act::ApproveInspection(_)
        | Act::CompleteApproval(_)
        | Act::CloseInspection(_)
        | Act::DecideOnSpot(_)
        | Act::DeliverOnSpot(_)
        | Act::LodgeDecision(_)
        | Act::BankCash(_)
        | Act::Release(_) => Tone::Good,
        Act::GiveOpinion(one) if one.kind == OpinionKind::Agree => Tone::Good,
        Act::RecheckCorrection(one)
            if one.items.iter().all(|item| item.result != Some(RecheckResult::Overdue)) =>
        {
            Tone::Good
        }
        Act::GiveOpinion(_)
        | Act::LiftLapsed(_)
        | Act::RefuseRegistration(_)
        | Act::RequestRetest(_)
        | Act::RefuseRetest(_)
        | Act::AbandonSampling(_)
        | Act::RefusePoliceTransfer(_)
        | Act::ProposePoliceTransfer(_)
        | Act::ApprovePoliceTransfer(_)
        | Act::SendToPolice(_)
        | Act::RecordPoliceFiling(_)
        | Act::RecordPoliceReturn(_)
        | Act::AnnounceService(_)
        | Act::RecheckCorrection(_)
        | Act::ReturnFiling(_)
        | Act::ReturnToInvestigation(_)
        | Act::ReturnSubmission(_)
        | Act::ReturnPublication(_)
        | Act::DisputeOpinion(_)
        | Act::EndHearing(_)
        | Act::PostponeHearing(_)
        | Act::RequestRecusal(_)
        | Act::ChangeHandlers(_)
        | Act::ChangeParty(_)
        | Act::SuspendInvestigation(_)
        | Act::Correct(_)
        | Act::ExtendCorrection(_)
        | Act::OpenCase(_)
        | Act::VoidOnSpot(_)
        | Act::TurnOver(_)
        | Act::RecordAnnulment(_) => Tone::Warn,
        Act::RefuseFiling(_)
        | Act::TransferOut(_)
        | Act::DropCase(_)
        | Act::CancelInspection(_)
        | Act::DeclinePublication(_)
        | Act::Withdraw(_) => Tone::Bad,
        Act::AdoptProposal(one) | Act::AmendProposal(one) if one.result == ProposalResult::NoPenalty => {
            Tone::Warn
        }
        Act::AcceptLead(_)
        | Act::RequestFiling(_)
        | Act::ConcludeInvestigation(_)
        | Act::AdoptProposal(_)
        | Act::AmendProposal(_)
        | Act::SubmitForReview(_)
        | Act::IssueNotice(_)
        | Act::ServeNotice(_)
        | Act::NotifyHearing(_)
        | Act::OrderHearing(_)
        | Act::DecideRecusal(_)
        | Act::ResumeInvestigation(_)
        | Act::HoldHearing(_)
        | Act::NotifyInspection(_)
        | Act::Inspect(_)
        | Act::ConcludeInspection(_)
        | Act::FeedBack(_)
        | Act::Mask(_)
        | Act::TellOnSpot(_)
        | Act::HearOnSpot(_)
        | Act::CollectCash(_)
        | Act::HandInCash(_)
        | Act::TakeSample(_)
        | Act::NotifyMaker(_)
        | Act::RecordMakerAnswer(_)
        | Act::EntrustTesting(_)
        | Act::ReceiveResult(_)
        | Act::IssueResult(_)
        | Act::ServeResult(_)
        | Act::CloseSampling(_)
        | Act::RequestRegistration(_)
        | Act::ApproveRegistration(_)
        | Act::ServeRegistration(_)
        | Act::DisposeRegistration(_)
        | Act::CheckSecrecy(_) => Tone::Info,
        _ => Tone::Plain,
    }
}
