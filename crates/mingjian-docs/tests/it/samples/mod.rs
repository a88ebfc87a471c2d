//! One sample of every document, of a body, parties and persons that do not exist.
//! Its texts are invented and long enough to break lines and pages; they quote no statute.

mod parts;
mod public;

use mingjian_domain::act::Personal;
use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::decision::{
    ApprovalSheet, DiscussionRecord, NoPenaltyDecision, PenaltyDecision, PleaPart,
};
use mingjian_domain::document::form::{Form, FormSheet, List, Row};
use mingjian_domain::document::investigation::{
    CorrectionOrder, CorrectionPart, Exchange, FilingReport, InquiryRecord, InvestigationReport, SceneRecord,
};
use mingjian_domain::document::kind::NumberForm;
use mingjian_domain::document::notice::{
    HearingRightNotice, Paper, PriorNotice, ServiceReceipt, WaiverStatement,
};
use mingjian_domain::document::parts::{MemberView, Number, Reference, SanctionLine, SignOff};
use mingjian_domain::document::performance::{ClosingReport, PaymentLine};
use mingjian_domain::document::remedies::{CollectingBank, Payment, PaymentTerms, Remedies, RemedyAddresses};
use mingjian_domain::document::review::{PointLine, ReviewOpinion};
use mingjian_domain::document::summary::SummaryDecision;
use mingjian_domain::value::document_number::{DocumentNumber, WorkingNumber};
use mingjian_domain::value::money::Fen;
use mingjian_domain::value::protected::ProtectedKind;

use parts::{contact, evidence, moment, notice_reference, remedies, replaced, sign_offs, total, violations};
pub(crate) use parts::{day, header};
pub(crate) use public::public_decision;

/// A sample of each document, issued, in the order of the procedure.
pub(crate) fn all() -> Vec<DocumentModel> {
    let mut samples: Vec<DocumentModel> = Form::ALL.into_iter().map(form_sheet).collect();
    samples.extend([
        filing_report().into(),
        scene_record().into(),
        inquiry_record().into(),
        correction_order().into(),
        investigation_report().into(),
        review_opinion().into(),
        prior_notice().into(),
        hearing_right_notice().into(),
        waiver_statement().into(),
        discussion_record().into(),
        approval_sheet().into(),
        penalty_decision().into(),
        no_penalty_decision().into(),
        summary_decision().into(),
        service_receipt().into(),
        closing_report().into(),
    ]);
    samples.into_iter().map(issued).collect()
}

/// The same document with the mark of the demonstration.
pub(crate) fn of_the_demonstration(model: &DocumentModel) -> DocumentModel {
    let mut value = serde_json::to_value(model).unwrap();
    value["data"]["header"]["demo"] = true.into();
    serde_json::from_value(value).unwrap()
}

/// Gives a sample the number that its kind has, and a date.
pub(crate) fn issued(model: DocumentModel) -> DocumentModel {
    let number = match model.kind().number_form() {
        NumberForm::Formal(word) => Some(Number::Formal(DocumentNumber {
            region: "示".into(),
            organ_word: "卫".into(),
            field: "医".into(),
            nature: word.into(),
            year: 2026,
            sequence: 12,
        })),
        NumberForm::Working => Some(Number::Working(WorkingNumber { year: 2026, sequence: 31 })),
        NumberForm::Unnumbered => None,
    };
    model.issued(number, day("2026-04-08"))
}

pub(crate) fn filing_report() -> FilingReport {
    FilingReport {
        header: header(),
        source: "投诉举报".into(),
        found_on: day("2026-02-27"),
        place: "示例市东城区槐荫街27号二层".into(),
        facts: "群众反映该诊所二层未经许可开展种植手术，并将诊疗废物混入生活垃圾。\n初步核查属实。".into(),
        suspected: vec![
            "《中华人民共和国基本医疗卫生与健康促进法》第三十八条第二款".into(),
            "《医疗废物管理条例》第十六条第一款".into(),
        ],
        proposal: "建议立案调查，由周明、郑鉴承办。".into(),
        sign_offs: sign_offs(),
    }
}

pub(crate) fn scene_record() -> SceneRecord {
    SceneRecord {
        header: header(),
        place: "示例市东城区槐荫街27号安和口腔诊所一层、二层".into(),
        began_at: moment("2026-03-02T09:05:00"),
        ended_at: moment("2026-03-02T11:40:00"),
        cards_shown: true,
        rights_told: true,
        present: "梁安和（经营者）、孟晓禾（护士）".into(),
        findings: "一层为接诊室和消毒间，墙上悬挂《诊所备案凭证》。\n二层东侧房间设牙椅两台，其中一台有就诊者一名，器械盘内有种植手机、种植体包装两个。\n消毒间北墙角有黑色塑料袋一个，袋内有使用过的一次性口镜、手套与纸杯，未见专用包装袋和警示标识。".into(),
        taken: vec!["现场照片12张".into(), "收费台账复印件8页".into(), "执法记录仪视频1段（2小时35分）".into()],
        party_view: "记录的情况与现场一致，没有补充意见。".into(),
        refusal: Some("在场护士孟晓禾核对笔录后拒绝签名，两名执法人员在场见证并注明。".into()),
    }
}

pub(crate) fn inquiry_record() -> InquiryRecord {
    let exchange =
        |question: &str, answer: &str| Exchange { question: question.into(), answer: answer.into() };
    InquiryRecord {
        header: header(),
        ordinal: 2,
        person: "孟晓禾".into(),
        person_id: Some(Personal("419999199007082421".into())),
        person_phone: Some(Personal("13900000002".into())),
        relation: "当事人聘用的护士".into(),
        place: "示例市卫生计生监督局询问室".into(),
        began_at: moment("2026-03-05T14:30:00"),
        ended_at: moment("2026-03-05T15:55:00"),
        cards_shown: true,
        rights_told: true,
        exchanges: vec![
            exchange("请说明你的姓名、工作单位和职务。", "我叫孟晓禾，在安和口腔诊所当护士。"),
            exchange(
                "二层的牙椅从什么时候开始使用？由谁操作？",
                "今年一月初搬上去的，由梁医生操作，我负责递器械。\n具体日期记不清了，收费本上有。",
            ),
            exchange("使用过的一次性器械如何处理？", "平时有专门的黄袋子，那几天用完了，就先放在黑袋子里。"),
            exchange("以上所说是否属实？还有什么补充？", "属实，没有补充。"),
        ],
        recording: Some("执法记录仪SJ-20260305-02，共1小时25分".into()),
        refusal: None,
    }
}

pub(crate) fn correction_order() -> CorrectionOrder {
    CorrectionOrder {
        header: header(),
        items: vec![
            CorrectionPart {
                cause: "违反医疗废物管理制度、培训、登记、收集等规定".into(),
                violation: "诊疗后的一次性器械与生活垃圾混放，未使用专用包装物和容器。".into(),
                violated: "《医疗废物管理条例》第十六条第一款".into(),
                order: "责令限期改正".into(),
                basis: "《医疗废物管理条例》第四十五条".into(),
                measure: "一、按类别使用专用包装物和容器，设置警示标识。\n二、与有资质的集中处置单位签订协议，建立交接登记。\n三、对全部工作人员开展一次培训，并留存记录。".into(),
                due_on: day("2026-03-17"),
            },
            CorrectionPart {
                cause: "诊疗活动超出登记或者备案范围".into(),
                violation: "未经登记开展口腔种植诊疗活动。".into(),
                violated: "《医疗机构管理条例》第二十六条".into(),
                order: "责令改正".into(),
                basis: "《医疗机构管理条例》第四十六条".into(),
                measure: "立即停止口腔种植诊疗活动。".into(),
                due_on: day("2026-03-10"),
            },
        ],
        basis: "《中华人民共和国行政处罚法》第二十八条第一款".into(),
        remedies: remedies("本通知书"),
        contact: contact(),
    }
}

pub(crate) fn investigation_report() -> InvestigationReport {
    InvestigationReport {
        header: header(),
        source: "投诉举报".into(),
        filed_on: day("2026-03-03"),
        course: "2026年3月3日立案后，承办人员先后开展现场检查、询问、调取台账和复查，全程记录。".into(),
        violations: violations(),
        evidence: evidence(),
        circumstances: "当事人首次违法，能够配合调查；同一案件有两项违法行为，应当分别裁量、合并处罚。"
            .into(),
        proposal: "建议给予警告，没收违法所得，并处罚款。".into(),
        sign_offs: sign_offs(),
    }
}

pub(crate) fn review_opinion() -> ReviewOpinion {
    let points = [
        ("执法主体", "符合", "委托书在有效期内，处罚以委托机关名义作出。"),
        ("执法人员资格", "符合", "两名执法人员证件在各次执法行为当日均有效。"),
        ("执法程序", "符合", "立案、调查、告知、听取陈述申辩的顺序和期限符合规定。"),
        ("证据", "符合", "证据之间能够相互印证，台账复印件已注明与原件核对无误。"),
        ("事实", "符合", "主体、时间、地点、行为和后果清楚。"),
        ("法律适用", "符合", "行为发生时有效，援引到款项。"),
        ("裁量基准", "存疑", "第二项行为从轻的理由应当写明改正完成的日期，已补正。"),
        ("执法文书", "符合", "文书齐备，签名完整。"),
        ("移送司法", "符合", "未发现涉嫌犯罪的情形。"),
    ];
    ReviewOpinion {
        header: header(),
        round: 2,
        submitted_by: "示例市卫生计生监督局医疗监督科".into(),
        submitted_on: day("2026-03-30"),
        materials: vec![
            "案件调查终结报告".into(),
            "证据材料一册".into(),
            "陈述申辩复核意见书".into(),
            "行政处罚决定书（送审稿）".into(),
        ],
        proposal: total(),
        points: points
            .into_iter()
            .map(|(point, finding, note)| PointLine {
                point: point.into(),
                finding: finding.into(),
                note: note.into(),
            })
            .collect(),
        opinion: "同意".into(),
        reasons: "经审核，本案主体适格，事实清楚，证据确凿，程序合法，适用依据正确，裁量适当。\n首轮提出的问题已经补正。".into(),
        reviewer: "沈审".into(),
        qualification: Some("A20169900000123".into()),
        sign_offs: vec![SignOff {
            role: "法制审核机构负责人".into(),
            opinion: "同意审核人员意见。".into(),
            name: Some("韩法规".into()),
            on: Some(day("2026-04-02")),
        }],
    }
}

pub(crate) fn prior_notice() -> PriorNotice {
    PriorNotice {
        header: header(),
        violations: violations(),
        evidence: evidence(),
        total: total(),
        plea_days: 5,
        contact: contact(),
        replaces: Some(replaced()),
    }
}

pub(crate) fn hearing_right_notice() -> HearingRightNotice {
    HearingRightNotice {
        header: header(),
        violations: violations(),
        total: total(),
        ground: "拟处罚款数额达到《河南省行政处罚听证办法》规定的标准".into(),
        hearing_days: 5,
        contact: contact(),
        replaces: Some(replaced()),
    }
}

pub(crate) fn waiver_statement() -> WaiverStatement {
    WaiverStatement {
        header: header(),
        notice: notice_reference(),
        rights: vec!["陈述申辩".into(), "听证".into()],
        statement: "本诊所对告知书载明的事实和拟处罚内容没有异议，自愿放弃上述权利，不再提出陈述、申辩，不要求举行听证。".into(),
        signed_by: "梁安和".into(),
        waived_on: day("2026-03-26"),
    }
}

pub(crate) fn discussion_record() -> DiscussionRecord {
    let member = |name: &str, title: &str, view: &str| MemberView {
        name: name.into(),
        title: title.into(),
        view: view.into(),
    };
    DiscussionRecord {
        header: header(),
        held_at: moment("2026-04-03T15:00:00"),
        place: "示例市卫生健康委员会三楼会议室".into(),
        host: "严主任".into(),
        recorder: "卫记录".into(),
        attending: vec!["沈审（法制审核人员）".into(), "周明（承办人员）".into()],
        summary: "两项违法行为，拟分别裁量、合并处罚；当事人书面放弃陈述申辩和听证。".into(),
        review: "法制审核意见为同意（第2次）。".into(),
        members: vec![
            member("严主任", "党组书记、主任", "同意承办意见，处罚与过错相当。"),
            member("华副主任", "分管副主任", "同意。应当督促当事人完成整改并回访。"),
            member("曹组长", "派驻纪检监察组组长", "程序完备，没有不同意见。"),
        ],
        conclusion: "一致同意给予警告，没收违法所得，并处罚款。".into(),
    }
}

pub(crate) fn approval_sheet() -> ApprovalSheet {
    ApprovalSheet {
        header: header(),
        matter: "给予行政处罚".into(),
        facts: "当事人未经许可开展种植手术十一例；诊疗废物与生活垃圾混放，逾期不改正。证据四项，相互印证。"
            .into(),
        basis: vec![
            "《中华人民共和国基本医疗卫生与健康促进法》第九十九条第一款".into(),
            "《医疗废物管理条例》第四十六条第（二）项".into(),
        ],
        proposal: total(),
        notice: "2026年3月25日送达事先告知书和听证告知书；当事人于3月26日书面放弃陈述申辩和听证。".into(),
        review: "第2次审核，同意。".into(),
        discussion: Some("2026年4月3日集体讨论，一致同意。".into()),
        sign_offs: sign_offs(),
    }
}

pub(crate) fn penalty_decision() -> PenaltyDecision {
    let bank = CollectingBank {
        name: "示例银行东城支行",
        account_name: "示例市财政局非税收入专户",
        account: "6000000000000012",
    };
    PenaltyDecision {
        header: header(),
        course: "2026年2月27日，本机关接到群众举报；3月2日进行现场检查，3月3日立案。经调查取证、法制审核和集体讨论，本案现已审理终结。".into(),
        violations: violations(),
        evidence: evidence(),
        plea: PleaPart {
            notice: notice_reference(),
            plea: "当事人于2026年3月27日提出：经营困难，请求减轻处罚；第二项行为已经改正。".into(),
            answer: "关于经营困难：不属于法定减轻情形，不予采纳。关于改正：经核实属实，予以采纳，已按从轻阶次处理。".into(),
            hearing: Some("2026年4月1日依当事人要求公开举行听证，听证意见认为事实清楚、裁量适当。".into()),
        },
        total: total(),
        payment: Payment::new(
            Fen::new(6_600_040),
            Fen::from_yuan(12600),
            PaymentTerms { days: 15, late_percent: 3 },
            bank,
        ),
        performance: Some("警告自本决定书送达之日起执行。".into()),
        remedies: remedies("本决定书").with_enforcement(),
        publicity: "本决定将自作出之日起7个工作日内在示例市卫生健康委员会网站公示；公示内容依法隐去个人信息和商业秘密。".into(),
    }
}

pub(crate) fn summary_decision() -> SummaryDecision {
    let decision = penalty_decision();
    let mut violation = violations().remove(1);
    violation.sanctions = vec![SanctionLine::plain("警告"), SanctionLine::fine(Fen::from_yuan(500))];
    let bank = CollectingBank {
        name: "示例银行东城支行",
        account_name: "示例市财政局非税收入专户",
        account: "6000000000000012",
    };
    SummaryDecision {
        header: header(),
        decided_at: moment("2026-03-02T10:20:00"),
        place: "示例市东城区杏林路8号一层诊室".into(),
        total: violation.sanctions.clone(),
        violation,
        proof: "现场照片两张、当事人当场陈述、执法记录仪视频一段。".into(),
        evidence: evidence(),
        told_at: moment("2026-03-02T10:05:00"),
        plea: "当事人当场陈述、申辩：当日保洁人员请假，以后一定分类收集。".into(),
        answer: "复核意见：不予采纳。人员请假不免除分类收集的义务。".into(),
        payment: Payment::new(
            Fen::from_yuan(500),
            Fen::ZERO,
            PaymentTerms { days: 15, late_percent: 3 },
            bank,
        ),
        cash: Some("有法定情形的，执法人员可以当场收缴，并应当出具财政部门统一制发的专用票据。".into()),
        performance: Some("警告，自本决定书交付之日起执行。".into()),
        remedies: Remedies::reconsideration_first(
            "本决定书",
            (60, 15),
            "《中华人民共和国行政复议法》第二十三条第一款第（一）项",
            RemedyAddresses {
                government: "示例市人民政府",
                court: "示例市东城区人民法院",
                online: Some("示例市行政复议在线平台"),
            },
        )
        .with_enforcement(),
        publicity: decision.publicity,
    }
}

pub(crate) fn no_penalty_decision() -> NoPenaltyDecision {
    let mut violations = violations();
    for violation in &mut violations {
        violation.sanctions.clear();
        violation.tier.clear();
        violation.reasons = "".into();
    }
    violations.truncate(1);
    NoPenaltyDecision {
        header: header(),
        course: "2026年3月2日进行现场检查，3月3日立案。经调查取证和法制审核，本案现已审理终结。".into(),
        violations,
        evidence: evidence(),
        ground: "违法行为轻微并及时改正，没有造成危害后果".into(),
        basis: "《中华人民共和国行政处罚法》第三十三条第一款".into(),
        reasons: "当事人在责令改正期限内完成改正，未收取费用，未对就诊者造成损害。".into(),
        education: "本机关已对当事人进行批评教育，要求其在备案范围内执业，并于一个月内提交整改报告。".into(),
        remedies: remedies("本决定书"),
    }
}

pub(crate) fn service_receipt() -> ServiceReceipt {
    ServiceReceipt {
        header: header(),
        papers: vec![
            Paper {
                title: "行政处罚决定书".into(), number: "示卫医罚〔2026〕12号".into(), copies: 1
            },
            Paper { title: "缴款通知单".into(), number: String::new(), copies: 2 },
        ],
        mode: "直接送达".into(),
        place: "示例市东城区槐荫街27号".into(),
        served_at: Some(moment("2026-04-09T10:20:00")),
        served_on: None,
        recipient: Some("孟晓禾".into()),
        relation: Some("负责收件的工作人员".into()),
        refusal: Some("收件人收下文书但拒绝签名，已拍照、录像记录送达过程。".into()),
        witness: Some("石见证".into()),
        note: Some("送达时一并告知公示事项。".into()),
    }
}

pub(crate) fn closing_report() -> ClosingReport {
    let payment = |on: &str, fen: i64, receipt: &str| PaymentLine {
        paid_on: day(on),
        amount: Fen::new(fen).into(),
        receipt_number: receipt.into(),
    };
    ClosingReport {
        header: header(),
        filed_on: Some(day("2026-03-03")),
        decision: Some(Reference {
            title: "行政处罚决定书".into(),
            number: "示卫医罚〔2026〕12号".into(),
            on: day("2026-04-08"),
        }),
        served_on: Some(day("2026-04-09")),
        total: total(),
        payments: vec![
            payment("2026-04-15", 1_260_000, "豫财2026-00018231"),
            payment("2026-04-20", 6_600_040, "豫财2026-00018544"),
        ],
        result: "罚没款已在期限内全部缴清，当事人完成整改，建议结案。".into(),
        sign_offs: sign_offs(),
    }
}

pub(crate) fn form_sheet(form: Form) -> DocumentModel {
    let (rows, lists) = match form {
        Form::LeadRecord => (
            vec![
                Row::new("案件来源", "投诉举报"),
                Row::protected("举报人", "匿名甲", ProtectedKind::PersonName),
                Row::protected("举报人电话", "13900000003", ProtectedKind::Phone),
                Row::new("案情摘要", "2026年2月27日，有人反映该诊所二层开展种植手术。\n提供照片三张。"),
                Row::new("处理意见", "受理，交由医疗监督科核查。"),
            ],
            vec![],
        ),
        Form::PanelRecord => (
            vec![
                Row::new("合议时间", "2026年3月23日15时00分"),
                Row::new("合议地点", "监督局会议室"),
                Row::new("合议结论", "建议给予警告，没收违法所得，并处罚款。"),
            ],
            vec![List {
                title: "合议人员意见".into(),
                columns: vec!["姓名".into(), "职务".into(), "意见".into()],
                rows: vec![
                    vec!["周明".into(), "承办人".into(), "事实清楚，同意处罚。".into()],
                    vec!["郑鉴".into(), "承办人".into(), "同意。".into()],
                    vec!["蒋合议".into(), "科长".into(), "第二项行为可以从轻。".into()],
                ],
            }],
        ),
        Form::HearingRecord => (
            vec![
                Row::new("听证时间", "2026年4月1日9时30分至11时10分"),
                Row::new("听证地点", "示例市卫生健康委员会听证室"),
                Row::new("参加人员", "主持人秦听证，记录人卫记录，当事人梁安和，承办人周明、郑鉴"),
                Row::new(
                    "听证情况",
                    "主持人宣布听证开始，核对身份，告知权利。\n承办人陈述事实、证据和拟处罚内容。\n当事人质证并申辩。\n双方作最后陈述。",
                ),
            ],
            vec![],
        ),
        Form::NoFilingApproval
        | Form::CaseTransfer
        | Form::PleaRecord
        | Form::PleaAnswer
        | Form::HearingNotice
        | Form::HearingEndRecord
        | Form::HearingReport
        | Form::HearingOrder
        | Form::HearingPostponement
        | Form::RecusalApplication
        | Form::RecusalDecision
        | Form::HandlerChange
        | Form::PartyChange
        | Form::SuspensionApproval
        | Form::ResumptionApproval
        | Form::AddressConfirmation
        | Form::ServiceAnnouncement
        | Form::RegistrationDecision
        | Form::RegistrationSeal
        | Form::RegistrationDisposal
        | Form::RegistrationLifting
        | Form::SamplingRecord
        | Form::ProductConfirmation
        | Form::TestingEntrustment
        | Form::TestResultNotice
        | Form::PoliceTransfer
        | Form::PoliceTransferApproval
        | Form::CaseDropApproval
        | Form::InspectionApproval
        | Form::InspectionNotice
        | Form::InspectionChecklist
        | Form::SupervisionOpinion
        | Form::CorrectionExtension
        | Form::InspectionFeedback => (
            vec![
                Row::new("事项", &format!("{}：说明事项的来由和经过。", form.kind().title())),
                Row::new("理由", "写明事实、理由和依据，\n并附相关材料。"),
                Row::new("备注", ""),
            ],
            vec![List {
                title: "材料清单".into(),
                columns: vec!["名称".into(), "数量".into()],
                rows: vec![vec!["调查材料".into(), "1册".into()], vec!["证据光盘".into(), "1张".into()]],
            }],
        ),
    };
    let opinions = matches!(form, Form::LeadRecord | Form::NoFilingApproval | Form::CaseDropApproval);
    let sign_offs = if opinions { sign_offs() } else { vec![] };
    FormSheet { header: header(), form, rows, lists, sign_offs }.into()
}
