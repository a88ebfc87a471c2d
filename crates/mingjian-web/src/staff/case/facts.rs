//! What is known of a case: lead and party, violations, proposal, notices, pleas, hearing, decision, performance.
//! It shows the state that the journal folds to; how it came about is the history's to tell.

use super::{penalty, recused_name};
use crate::staff::form::range::{articles, on_the_spot};
use mingjian_app::proceeding::CaseView;
use mingjian_domain::act::decision::Penalty;
use mingjian_domain::act::inspection::{CheckAnswer, OpenInspection};
use mingjian_domain::act::investigation::ViolationFacts;
use mingjian_domain::act::lead::{OpenProceeding, PartyEntry};
use mingjian_domain::act::notice::ServePaper;
use mingjian_domain::act::summary::OpenOnSpot;
use mingjian_domain::act::{Opening, Personal, Prose};
use mingjian_domain::id::EvidenceId;
use mingjian_domain::law::{Law, party_kind};
use mingjian_domain::proceeding::{
    CorrectionState, PartyChange, PoliceTransfer, RecusalState, Registration, Sampling, Service, Suspension,
    Test,
};
use mingjian_domain::value::date_text::{chinese_date, chinese_time};
use mingjian_domain::value::money::Fen;
use mingjian_html::parts::{DefinitionList, Row};
use mingjian_law::cause::Duty;
use mingjian_law::deed::Deed;

/// A part of what is known, under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) heading: String,
    pub(crate) rows: DefinitionList,
}

/// Everything that is known, in the order in which it came.
pub(crate) fn sections(view: &CaseView, law: Law<'_>) -> Vec<Section> {
    let case = Facts { view, law };
    let parts = [
        vec![case.lead(), case.party()],
        case.party_changes(),
        case.address().into_iter().collect(),
        case.visit(),
        case.violations(),
        case.corrections(),
        case.registrations(),
        case.samplings(),
        case.transfers(),
        case.proposal().into_iter().collect(),
        case.notices(),
        case.pleas(),
        case.hearings(),
        case.handling(),
        case.decision().into_iter().collect(),
        case.performance().into_iter().collect(),
    ];
    parts.into_iter().flatten().collect()
}

/// What somebody must have before the eyes who answers for an act.
pub(crate) fn for_act(deed: Deed, view: &CaseView, law: Law<'_>) -> Vec<Section> {
    let case = Facts { view, law };
    match deed {
        Deed::AcceptLead
        | Deed::ApproveFiling
        | Deed::RefuseFiling
        | Deed::TransferOut
        | Deed::ApproveInspection
        | Deed::Inspect
        | Deed::CancelInspection => {
            vec![case.lead(), case.party()]
        }
        Deed::CompleteApproval
        | Deed::ConcludeInspection
        | Deed::FeedBack
        | Deed::OpenCase
        | Deed::CloseInspection => [vec![case.lead()], case.visit()].concat(),
        Deed::AdoptProposal | Deed::AmendProposal | Deed::HearOnSpot | Deed::DecideOnSpot => {
            [case.violations(), case.pleas()].concat()
        }
        Deed::GiveOpinion
        | Deed::Discuss
        | Deed::IssueNotice
        | Deed::DecidePenalty
        | Deed::DecideNoPenalty
        | Deed::DropCase => {
            let proposal: Vec<Section> = case.proposal().into_iter().collect();
            [case.violations(), proposal, case.pleas(), case.hearings()].concat()
        }
        Deed::ApproveRegistration | Deed::RefuseRegistration | Deed::DisposeRegistration => {
            case.registrations().into_iter().last().into_iter().collect()
        }
        Deed::NotifyMaker
        | Deed::RecordMakerAnswer
        | Deed::EntrustTesting
        | Deed::ReceiveResult
        | Deed::IssueResult
        | Deed::ServeResult
        | Deed::RequestRetest
        | Deed::RefuseRetest
        | Deed::WaiveRetest
        | Deed::CloseSampling
        | Deed::AbandonSampling => case.samplings().into_iter().last().into_iter().collect(),
        Deed::ApprovePoliceTransfer | Deed::RefusePoliceTransfer => {
            let transfer = case.transfers().into_iter().last();
            [case.violations(), transfer.into_iter().collect()].concat()
        }
        Deed::AnswerPlea => case.pleas(),
        Deed::DecideRecusal => case.handling(),
        Deed::Mask => case.published(false).into_iter().collect(),
        Deed::CheckSecrecy | Deed::ReturnPublication | Deed::Release => {
            let parts = [case.correction_on_its_way(), case.published(true), case.published(false)];
            parts.into_iter().flatten().collect()
        }
        Deed::Withdraw => case.instruments().into_iter().collect(),
        Deed::TellOnSpot => case.ranges_on_spot().into_iter().collect(),
        Deed::ServeDecision
        | Deed::DeliverOnSpot
        | Deed::CollectCash
        | Deed::RecordPerformance
        | Deed::CloseCase => {
            let parts = [case.decision(), case.performance()];
            parts.into_iter().flatten().collect()
        }
        _ => Vec::new(),
    }
}

struct Facts<'a> {
    view: &'a CaseView,
    law: Law<'a>,
}

fn section(heading: &str, rows: Vec<Option<Row>>) -> Section {
    Section {
        heading: heading.to_owned(),
        rows: DefinitionList { rows: rows.into_iter().flatten().collect() },
    }
}

/// A property that is there.
fn some(term: &str, value: &str) -> Option<Row> {
    let value = value.trim();
    (!value.is_empty()).then(|| Row::new(term, value))
}

/// The last places of a number that must not lie open on a screen; who needs it whole finds it in the documents.
fn covered(term: &str, value: Option<&Personal>) -> Option<Row> {
    let signs: Vec<char> = value?.reveal().trim().chars().collect();
    let shown = signs.len().min(4);
    let tail: String = signs.iter().skip(signs.len().saturating_sub(shown)).collect();
    Some(Row::new(term, &format!("{}{tail}", "*".repeat(signs.len().saturating_sub(shown)))))
}

impl Facts<'_> {
    fn lead(&self) -> Section {
        match &self.view.proceeding.opening {
            Opening::Lead(lead) => Self::registered(lead),
            Opening::HandedOver(handed) => Self::registered(&handed.lead),
            Opening::Inspection(inspection) => self.task(inspection),
            Opening::Spot(spot) => Self::on_spot(spot),
        }
    }

    /// What each cause of this organ allows on the spot for this party.
    fn ranges_on_spot(&self) -> Option<Section> {
        let summary = self.law.summary()?;
        let most = Fen::new(summary.most_fen.of(party_kind(self.view.proceeding.party().kind)));
        let own = self.law.pack.causes.values().map(|entry| &entry.rule);
        let own = own.filter(|cause| cause.organ == self.law.organ());
        let limit = format!("{}（{}）", most.yuan_text(), articles(&summary.basis));
        let rows = std::iter::once(some("当场罚款上限", &limit))
            .chain(own.map(|cause| some(&cause.label, &on_the_spot(cause, most))));
        Some(section("可以当场处罚的案由和幅度", rows.collect()))
    }

    fn on_spot(spot: &OpenOnSpot) -> Section {
        section(
            "当场发现",
            vec![
                some("发现日期", &chinese_date(spot.found_on)),
                some("违法行为发生地", &spot.place),
                some("现场情况", spot.summary.text()),
            ],
        )
    }

    fn task(&self, inspection: &OpenInspection) -> Section {
        let item = self.law.pack.item(&inspection.item);
        let label = item.map_or(inspection.item.as_str(), |item| item.label.as_str());
        let basis = item.map(|item| super::super::form::range::articles(&item.basis)).unwrap_or_default();
        let officers: Vec<&str> =
            self.view.proceeding.officers.iter().map(|officer| officer.name.as_str()).collect();
        section(
            "检查任务",
            vec![
                some("检查事项", label),
                some("检查依据", &basis),
                some("检查类型", inspection.reason.label()),
                some("计划、任务或者线索名称及文号", &inspection.plan),
                some("检查内容和方式", inspection.summary.text()),
                some("提出日期", &chinese_date(inspection.raised_on)),
                some("拟检查日期", &chinese_date(inspection.planned_on)),
                some("检查地点", &inspection.place),
                some("检查人员", &officers.join("、")),
                some("事先通知", if inspection.announced { "是" } else { "否，直接进入现场" }),
            ],
        )
    }

    /// What was found on the scene, line by line, and what it came to.
    fn visit(&self) -> Vec<Section> {
        let Some(record) = &self.view.proceeding.inspection else { return Vec::new() };
        let item = self.view.proceeding.opening.inspection().and_then(|task| self.law.pack.item(&task.item));
        let mut sections = Vec::new();
        if let Some(visit) = &record.visit {
            let check = |answer: &CheckAnswer| {
                let line = item.and_then(|item| item.line(&answer.line));
                let row = Row::new(
                    line.map_or(answer.line.as_str(), |line| line.label.as_str()),
                    answer.result.label(),
                );
                match &answer.note {
                    Some(note) if !note.is_blank() => Some(row.with_note(note.text())),
                    Some(_) | None => Some(row),
                }
            };
            let mut rows = vec![
                some(
                    "检查时间",
                    &format!("{}至{}", chinese_time(visit.began_at), chinese_time(visit.ended_at)),
                ),
                some("检查地点", &visit.place),
                some("在场人员", &visit.present),
                some("现场情况", visit.findings.text()),
                some("被检查单位意见", visit.party_view.text()),
                some("紧急情况", visit.urgency.as_ref().map_or("", Prose::text)),
            ];
            rows.extend(visit.checks.iter().map(check));
            sections.push(section("现场检查", rows));
        }
        if let Some(result) = record.result {
            sections.push(section(
                "检查结果",
                vec![
                    some("结果", result.label()),
                    some("监督意见", record.opinions.as_ref().map_or("", Prose::text)),
                    some("反馈日期", &record.told_on.map(chinese_date).unwrap_or_default()),
                ],
            ));
        }
        sections
    }

    fn registered(lead: &OpenProceeding) -> Section {
        section(
            "案源",
            vec![
                some("案源", lead.source.label()),
                some("发现（收到）日期", &chinese_date(lead.found_on)),
                some("违法行为发生地", &lead.place),
                some("案情摘要", lead.summary.text()),
                some("投诉举报人、移送单位", lead.informant.as_ref().map_or("", Personal::reveal)),
                covered("投诉举报人电话", lead.informant_phone.as_ref()),
            ],
        )
    }

    fn party(&self) -> Section {
        let party = self.view.proceeding.party();
        section(
            "当事人",
            vec![
                some("姓名或名称", &party.name),
                some("类别", party.kind.label()),
                some("统一社会信用代码", party.credit_code.as_deref().unwrap_or_default()),
                covered("居民身份证号码", party.resident_id.as_ref()),
                some("法定代表人（负责人、经营者）", party.responsible_person.as_deref().unwrap_or_default()),
                some("住所或经营地址", &party.address),
                covered("联系电话", party.phone.as_ref()),
                some("许可证件名称及编号", party.licence.as_deref().unwrap_or_default()),
            ],
        )
    }

    /// Whom the case was about before, and since when it is about another name or another unit.
    fn party_changes(&self) -> Vec<Section> {
        let proceeding = &self.view.proceeding;
        let told = |(before, change): (&PartyEntry, &PartyChange)| {
            section(
                "变更当事人",
                vec![
                    some("变更情形", change.kind.label()),
                    some("变更日期", &chinese_date(change.on)),
                    some("原当事人", &before.name),
                    some("变更后的当事人", &change.party.name),
                ],
            )
        };
        proceeding.parties().zip(&proceeding.party_changes).map(told).collect()
    }

    fn violations(&self) -> Vec<Section> {
        self.view.proceeding.violations.iter().map(|violation| self.violation(violation)).collect()
    }

    fn violation(&self, violation: &ViolationFacts) -> Section {
        let cause = self.law.any_cause(&violation.cause);
        let label = cause.map_or(violation.cause.as_str(), |cause| cause.label.as_str());
        let named = |id: &EvidenceId| {
            let place = self.view.proceeding.evidence.iter().position(|item| item.id == *id)?;
            let item = self.view.proceeding.evidence.get(place)?;
            Some(format!("证据{}：{}", place.saturating_add(1), item.stated.name))
        };
        let evidence: Vec<String> = violation.evidence.iter().filter_map(named).collect();
        let duty =
            |duty: &Duty| format!("{}（{}）", duty.label, super::super::form::range::articles(&duty.basis));
        let duties: Vec<String> =
            cause.into_iter().flat_map(|cause| cause.duties_named(&violation.duties)).map(duty).collect();
        section(
            &format!("违法行为：{label}"),
            vec![
                some("违法事实", violation.facts.text()),
                some("行为日期", &chinese_date(violation.acted_on)),
                some("违法所得", &violation.gains.yuan_text()),
                some("情节严重", if violation.aggravated { "是" } else { "否" }),
                (!duties.is_empty()).then(|| Row {
                    term: "违反的规定".to_owned(),
                    values: duties,
                    note: None,
                }),
                (!evidence.is_empty())
                    .then(|| Row { term: "证据".to_owned(), values: evidence, note: None }),
            ],
        )
    }

    fn corrections(&self) -> Vec<Section> {
        let orders = self.view.proceeding.corrections.iter();
        orders
            .map(|order| {
                let rows = order.items.iter().map(|item| Some(self.correction(item))).collect();
                section(&format!("责令改正（{}）", chinese_date(order.ordered_on)), rows)
            })
            .collect()
    }

    fn correction(&self, item: &CorrectionState) -> Row {
        let cause = self.law.any_cause(&item.stated.cause);
        let result = match item.found.zip(item.found_on) {
            Some((found, on)) => format!("{}复查：{}。", chinese_date(on), found.label()),
            None => "尚未复查。".to_owned(),
        };
        Row {
            term: cause.map_or_else(|| item.stated.cause.clone(), |cause| cause.label.clone()),
            values: vec![
                item.stated.measure.text().to_owned(),
                format!("期限：{}。{result}", chinese_date(item.stated.due_on)),
            ],
            note: None,
        }
    }

    fn penalties(&self, penalties: &[Penalty]) -> Vec<Option<Row>> {
        penalties.iter().map(|one| Some(penalty::row(one, self.law))).collect()
    }

    fn proposal(&self) -> Option<Section> {
        let proposal = self.view.proceeding.proposal.as_ref()?;
        let mut rows = vec![
            some("拟处理结果", proposal.result.label()),
            some("不予处罚事由", proposal.ground.map_or("", |ground| ground.label())),
            some("情节复杂或者重大", if proposal.complex { "是，需要负责人集体讨论" } else { "否" }),
            some("合议结论", proposal.reasons.text()),
        ];
        rows.extend(self.penalties(&proposal.penalties));
        Some(section("合议", rows))
    }

    fn notices(&self) -> Vec<Section> {
        let notices = self.view.proceeding.notices.iter().zip(1_u32..);
        notices
            .map(|(notice, number)| {
                let mut rows = vec![
                    some("制发日期", &chinese_date(notice.issued_on)),
                    some("听证权利", if notice.hearing_right { "已告知" } else { "不属于应当告知的情形" }),
                    some("送达", &service(notice.service.as_ref())),
                ];
                let waits = self.view.proceeding.decision.is_none() && notice.service.is_none();
                rows.push(self.announced().filter(|_| waits));
                rows.extend(self.penalties(&notice.penalties));
                section(&format!("第{number}次事先告知"), rows)
            })
            .collect()
    }

    fn pleas(&self) -> Vec<Section> {
        let plea = |plea: &mingjian_domain::proceeding::Plea| {
            let answer = plea.answer.as_ref();
            let mut rows = vec![
                some("形式", plea.form.label()),
                some("收到日期", &chinese_date(plea.received_on)),
                some("内容", plea.content.text()),
                some("提出新的事实、理由或者证据", if plea.brings_facts { "是" } else { "否" }),
            ];
            rows.extend(answer.iter().flat_map(|answer| &answer.points).map(|point| {
                let adopted = if point.adopted { "采纳" } else { "不予采纳" };
                Some(
                    Row::new("当事人意见", point.claim.text())
                        .with_note(&format!("{adopted}：{}", point.reason.text())),
                )
            }));
            rows.push(some("复核结论", answer.map_or("尚未复核", |answer| answer.conclusion.text())));
            section("陈述申辩", rows)
        };
        self.view.proceeding.pleas.iter().map(plea).collect()
    }

    fn hearings(&self) -> Vec<Section> {
        let name = |user| self.view.facts.user(user).map_or("", |user| user.name.as_str());
        let hearing = |hearing: &mingjian_domain::proceeding::Hearing| {
            section(
                "听证",
                vec![
                    some(
                        if hearing.ordered.is_some() { "本机关决定日期" } else { "提出日期" },
                        &chinese_date(hearing.requested_on),
                    ),
                    some("本机关认为必要的理由", hearing.ordered.as_ref().map_or("", |reason| reason.text())),
                    some("曾经通知的时间", &postponed(&hearing.postponed)),
                    some("听证时间", &hearing.hearing_at.map(chinese_time).unwrap_or_default()),
                    some("听证地点", hearing.place.as_deref().unwrap_or_default()),
                    some("主持人", hearing.host.map(name).unwrap_or_default()),
                    some("举行", &hearing.held_at.map(chinese_time).unwrap_or_default()),
                    some("听证记录", hearing.record.as_ref().map_or("", |record| record.text())),
                    some("终止", hearing.ended.map_or("", |end| end.label())),
                    some("听证报告", hearing.report.as_ref().map_or("", |report| report.text())),
                ],
            )
        };
        self.view.proceeding.hearings.iter().map(hearing).collect()
    }

    /// The applications for recusal with what was decided, and the times in which the investigation rested.
    fn handling(&self) -> Vec<Section> {
        let recusal = |state: &RecusalState| {
            let result = match state.granted {
                None => "待决定",
                Some(true) => "应当回避",
                Some(false) => "不予回避",
            };
            let row = Row::new(&recused_name(self.view, state), result);
            Some(row.with_note(&format!("{}：{}", state.applicant.label(), state.stated.reason.text())))
        };
        let rest = |one: &Suspension| {
            let until = one.until.map_or_else(|| "尚未恢复".to_owned(), chinese_date);
            let row = Row::new("中止调查", &format!("{}至{until}", chinese_date(one.from)));
            Some(row.with_note(one.ground.text()))
        };
        let proceeding = &self.view.proceeding;
        let recusals: Vec<_> = proceeding.handling.recusals.iter().map(recusal).collect();
        let rests: Vec<_> = proceeding.handling.suspensions.iter().map(rest).collect();
        [("回避", recusals), ("中止和恢复", rests)]
            .into_iter()
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(title, rows)| section(title, rows))
            .collect()
    }

    /// What is registered, since when, and what became of it.
    fn registrations(&self) -> Vec<Section> {
        let one = |one: &Registration| {
            let disposal = |name: &str| {
                let found = one.disposals.iter().find(|(own, _)| own == name);
                found.map_or("", |(_, disposal)| disposal.label())
            };
            let mut rows = vec![
                some("理由", one.stated.reason.text()),
                some("保存地点", &one.stated.place),
                some("保管人", &one.stated.keeper),
                some("批准日期", &one.approved_on.map(chinese_date).unwrap_or_default()),
                some("送达", &one.service.as_ref().map(|one| service(Some(one))).unwrap_or_default()),
                some("处理日期", &one.ended_on.map(chinese_date).unwrap_or_default()),
                some("失效", if one.lapsed { "期限届满，自动失效" } else { "" }),
            ];
            rows.extend(one.stated.items.iter().map(|item| {
                let text = format!("{}，{}，{}", item.specification, item.quantity, item.condition);
                some(&item.name, &format!("{text}。{}", disposal(&item.name)))
            }));
            section("先行登记保存", rows)
        };
        self.view.proceeding.beside.registrations.iter().map(one).collect()
    }

    /// What was taken, who was told, and what each test found.
    fn samplings(&self) -> Vec<Section> {
        let one = |one: &Sampling| {
            let stated = &one.stated;
            let told = one.maker_told.as_ref().map(|(on, _)| chinese_date(*on)).unwrap_or_default();
            let answer = one.maker_answer.as_ref().map_or("", |answer| answer.answer.label());
            let mut rows = vec![
                some("样品类别", if stated.product { "产品样品" } else { "非产品样品" }),
                some("采样", &format!("{}，{}", chinese_date(stated.taken_at.date()), stated.place)),
                some("标示的生产者", stated.maker.as_deref().unwrap_or_default()),
                some("告知生产者", &told),
                some("生产者意见", answer),
            ];
            rows.extend(stated.samples.iter().map(|sample| {
                let text = [&sample.batch, &sample.specification, &sample.quantity, &sample.seal_number];
                let text: Vec<&str> =
                    text.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
                some(&sample.name, &text.join("，"))
            }));
            for (place, test) in one.tests.iter().enumerate() {
                rows.push(some(if place == 0 { "检验" } else { "复检" }, &tested(test)));
            }
            rows.push(some("终止", one.abandoned.as_ref().map_or("", |reason| reason.text())));
            rows.push(some("办结日期", &one.ended_on.map(chinese_date).unwrap_or_default()));
            section("抽样检验", rows)
        };
        self.view.proceeding.beside.samplings.iter().map(one).collect()
    }

    /// What went to the police, and what they answered.
    fn transfers(&self) -> Vec<Section> {
        let one = |one: &PoliceTransfer| {
            let day = |day: Option<chrono::NaiveDate>| day.map(chinese_date).unwrap_or_default();
            let approval = one.approval.as_ref();
            section(
                "涉嫌犯罪案件移送",
                vec![
                    some("涉嫌罪名", &one.stated.offence),
                    some("报告日期", &chinese_date(one.reported_on)),
                    some("批准日期", &day(approval.map(|(on, _)| *on))),
                    some("接受移送的公安机关", approval.map_or("", |(_, stated)| stated.police.as_str())),
                    some("送交日期", &day(one.sent_on)),
                    some("公安机关立案", &day(one.filed_on)),
                    some("不批准、不予立案或者退回", &day(one.ended_on)),
                ],
            )
        };
        self.view.proceeding.beside.transfers.iter().map(one).collect()
    }

    /// The announcement of the paper that waits, and until when its term runs.
    fn announced(&self) -> Option<Row> {
        let stated = &self.view.proceeding.announcement()?.stated;
        let until = self.law.due("service.notice", stated.announced_on).ok();
        let until = until.map(|due| format!("，公告期到{}届满", chinese_date(due.due))).unwrap_or_default();
        let text = format!("{}在{}发出{until}", chinese_date(stated.announced_on), stated.place);
        some("送达公告", &text)
    }

    /// Where the party takes papers, as it confirmed.
    fn address(&self) -> Option<Section> {
        let confirmed = self.view.proceeding.confirmed_address.as_ref()?;
        let electronic = confirmed.electronic_address.as_ref().map(Personal::reveal);
        Some(section(
            "送达地址确认书",
            vec![
                some("送达地址", &confirmed.address),
                some("收件人", &confirmed.recipient),
                some("收件人电话", confirmed.phone.as_ref().map(Personal::reveal).unwrap_or_default()),
                some("电子送达", electronic.unwrap_or("没有同意")),
                some("确认日期", &chinese_date(confirmed.confirmed_on)),
            ],
        ))
    }

    fn decision(&self) -> Option<Section> {
        let decision = self.view.proceeding.decision.as_ref()?;
        let mut rows = vec![
            some("决定", decision.result.label()),
            some("文号", decision.number.as_deref().unwrap_or_default()),
            some("决定日期", &chinese_date(decision.decided_on)),
            some("不予处罚事由", decision.ground.map_or("", |ground| ground.label())),
            some("送达", &service(decision.service.as_ref())),
        ];
        rows.push(self.announced().filter(|_| decision.service.is_none()));
        rows.extend(self.penalties(&decision.penalties));
        Some(section("决定", rows))
    }

    /// What the public shall read, as the clerk confirmed it, or what the decision says.
    /// What a correction would put before the public.
    fn correction_on_its_way(&self) -> Option<Section> {
        let pending = &self.view.proceeding.publication.as_ref()?.correction.as_ref()?.stated;
        Some(section(
            "更正后的公示稿",
            vec![
                some("更正后的违法事实", pending.facts.text()),
                some("更正后的裁量理由", pending.reasons.text()),
                some("公开的更正说明", pending.public_reason.text()),
                some("涉及的其他自然人（不公开）", &pending.affected.join("、")),
            ],
        ))
    }

    /// The instruments for which a page is withdrawn.
    fn instruments(&self) -> Option<Section> {
        let instruments = &self.view.proceeding.publication.as_ref()?.annulments;
        let row = |one: &mingjian_domain::proceeding::Annulment| {
            let text = format!(
                "{}（{}），{}，{}生效",
                one.title,
                one.number,
                one.issuer,
                chinese_date(one.effective_on)
            );
            some(one.kind.label(), &text)
        };
        Some(section("已登记的文书", instruments.iter().map(row).collect()))
    }

    fn published(&self, masked: bool) -> Option<Section> {
        let publication = self.view.proceeding.publication.as_ref()?;
        if masked {
            let text = |prose: Option<&Prose>| prose.map(|prose| prose.text().to_owned()).unwrap_or_default();
            let facts = some("公示的违法事实", &text(publication.facts.as_ref()));
            let reasons = some("公示的裁量理由", &text(publication.reasons.as_ref()));
            let affected = some("涉及的其他自然人（不公开）", &publication.affected.join("、"));
            return Some(section("公示稿", vec![facts, reasons, affected]));
        }
        let facts = self.view.proceeding.violations.iter().map(|one| some("违法事实", one.facts.text()));
        let decision = self.view.proceeding.decision.iter().flat_map(|decision| &decision.penalties);
        let reasons = decision.map(|penalty| some("裁量理由", penalty.reasons.text()));
        Some(section("决定书的原文", facts.chain(reasons).collect()))
    }

    fn performance(&self) -> Option<Section> {
        let proceeding = &self.view.proceeding;
        proceeding.decision.as_ref().filter(|decision| decision.service.is_some())?;
        let payment = |payment: &mingjian_domain::proceeding::Payment| {
            let text = format!(
                "{}缴款{}，票据{}",
                chinese_date(payment.on),
                payment.amount.yuan_text(),
                payment.receipt_number
            );
            some("缴款", &text)
        };
        let mut rows = vec![
            some("应缴金额", &proceeding.owed().yuan_text()),
            some("已缴金额", &proceeding.paid().yuan_text()),
            some("其他处罚内容", if proceeding.other_done { "已执行完毕" } else { "" }),
        ];
        rows.extend(proceeding.payments.iter().map(payment));
        Some(section("履行", rows))
    }
}

/// A test in sentences: who, since when, what was found, what the party made of it.
fn tested(test: &Test) -> String {
    let mut lines = vec![format!(
        "{}委托{}检验{}，{}前完成。",
        chinese_date(test.entrusted_on),
        test.stated.laboratory.name,
        test.stated.items.join("、"),
        chinese_date(test.stated.due_on)
    )];
    lines.extend(
        test.result.as_ref().map(|result| format!("{}：{}。", result.number, result.conclusion.text())),
    );
    lines.extend(test.service.as_ref().map(|one| format!("告知书送达：{}。", self::service(Some(one)))));
    lines.extend(test.retest.as_ref().map(|one| format!("{}申请复检。", chinese_date(one.requested_on))));
    lines.extend(test.refused.as_ref().map(|reason| format!("不予复检：{}。", reason.text())));
    lines.extend(test.waived_on.map(|on| format!("{}书面放弃复检。", chinese_date(on))));
    lines.concat()
}

fn service(service: Option<&Service>) -> String {
    let Some(service) = service else { return "尚未送达".to_owned() };
    let when = match service.stated.served_at {
        Some(at) => chinese_time(at),
        None => chinese_date(service.on),
    };
    format!("{when}{}。{}", service.stated.mode.label(), served_to(&service.stated))
}

/// Who took a paper and where, as far as the way of service says.
pub(super) fn served_to(stated: &ServePaper) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !stated.place.trim().is_empty() {
        parts.push(format!("地点：{}", stated.place));
    }
    if !stated.recipient.trim().is_empty() {
        let relation = if stated.relation.trim().is_empty() {
            String::new()
        } else {
            format!("（{}）", stated.relation)
        };
        parts.push(format!("收件人：{}{relation}", stated.recipient));
    }
    parts.extend(stated.through.clone());
    if parts.is_empty() {
        return stated.mode.date_rule().to_owned();
    }
    parts.join("，")
}

/// The times for which a hearing was notified before it was postponed.
fn postponed(times: &[chrono::NaiveDateTime]) -> String {
    let times: Vec<String> = times.iter().copied().map(chinese_time).collect();
    times.join("、")
}
