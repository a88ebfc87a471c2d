//! What a form knows of each field beside its schema: where it stands, how to answer, what it picks from.
//! It adds no rule: what is entered is judged by the domain alone.
//! A schema lists members by alphabet; people read them in the order below, which a test compares with every schema.

/// What a field picks from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picker {
    /// The officers of the organ and its entrusted bodies.
    Officer,
    /// Who may review.
    Reviewer,
    /// Who may host a hearing.
    Host,
    /// Anyone of the organ.
    Colleague,
    /// The evidence of the case.
    Evidence,
    /// The files of the case, or a new one.
    File,
    /// The causes of the pack.
    Cause,
    /// The items of inspection of the pack.
    Item,
    /// The limbs of the cause that stands beside the field.
    Duty,
}

/// What a form knows of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hint {
    /// The member's name in the schema.
    pub(crate) name: &'static str,
    /// How to answer.
    pub(crate) help: Option<&'static str>,
    /// The unit of a number.
    pub(crate) unit: &'static str,
    /// The lines of a text.
    pub(crate) rows: u8,
    /// Whether a text that the schema asks for may be empty.
    pub(crate) may_be_empty: bool,
    /// What it picks from.
    pub(crate) picker: Option<Picker>,
    /// How many empty entries a list begins with.
    pub(crate) first: usize,
    /// What one entry of a list is called.
    pub(crate) entry: &'static str,
    /// The member that names an entry of a list whose entries are fixed by the case.
    pub(crate) fixed_by: Option<&'static str>,
    /// Whether a file of it is often a photograph that is taken now.
    pub(crate) camera: bool,
}

const fn f(name: &'static str) -> Hint {
    Hint {
        name,
        help: None,
        unit: "",
        rows: 4,
        may_be_empty: false,
        picker: None,
        first: 0,
        entry: "项",
        fixed_by: None,
        camera: false,
    }
}

impl Hint {
    const fn help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    const fn unit(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }

    const fn rows(self, rows: u8) -> Self {
        Self { rows, ..self }
    }

    const fn or_empty(self) -> Self {
        Self { may_be_empty: true, ..self }
    }

    const fn pick(self, picker: Picker) -> Self {
        Self { picker: Some(picker), ..self }
    }

    const fn list(self, entry: &'static str, first: usize) -> Self {
        Self { first, entry, ..self }
    }

    const fn camera(self) -> Self {
        Self { camera: true, ..self }
    }

    const fn fixed_by(self, member: &'static str) -> Self {
        Self { fixed_by: Some(member), ..self }
    }
}

const OFFICERS: Hint =
    f("officers").pick(Picker::Officer).help("不少于两人；每个人的执法证在办理当日都应当有效。");
const SCAN: Hint = f("scan").pick(Picker::File).camera();

/// The members of every object that acts state, in the order in which people read them.
pub(crate) const OBJECTS: &[&[Hint]] = &[
    // The lead and its party.
    &[
        f("source"),
        f("found_on"),
        f("place"),
        f("summary").rows(6).help("写清时间、地点、发生了什么、主要线索和可能的后果。"),
        f("party"),
        f("informant").help("没有的不填。不公开。"),
        f("informant_phone").help("不公开。"),
    ],
    &[
        f("kind"),
        f("name").help("与身份证件或者营业执照一致。"),
        f("credit_code").help("单位、个体工商户必填，十八位。"),
        f("resident_id").help("公民必填。加密保存，不公开。"),
        f("responsible_person"),
        f("address"),
        f("phone").help("加密保存，不公开。"),
        f("licence"),
    ],
    &[
        f("jurisdiction").help("写明地域、级别、职权三方面的依据。"),
        f("act_ended_on").help("行为仍在持续的不填。"),
        f("long_limitation").help("勾选后按五年计算追究时效，否则按两年。"),
        f("initial_evidence"),
    ],
    &[f("reason"), f("informant_answered_on").help("有实名投诉举报人的，填写答复日期。")],
    &[f("receiver"), f("reason"), f("materials").help("一行一份。")],
    &[
        f("causes").pick(Picker::Cause).help("可以选择几个；一个案由只选一次。"),
        f("facts").rows(6),
        OFFICERS,
        f("proposal"),
    ],
    &[f("reason")],
    &[f("opinion")],
    // The investigation.
    &[
        f("place"),
        f("began_at"),
        f("ended_at"),
        OFFICERS,
        f("cards_shown"),
        f("rights_told"),
        f("present").or_empty().help("当事人一方在场的人及其身份。"),
        f("findings").rows(10).help("只写看到、听到、测到的客观情况，不写结论。"),
        f("party_view").or_empty().rows(2).help("当事人核对笔录后的意见，如“以上属实”。"),
        f("signature"),
    ],
    &[
        f("signed_by").help("有人签名的必填。"),
        SCAN.help("有人签名的必填：签名后的纸质件的扫描件或者照片，PDF、JPEG、PNG，不超过20 MB。"),
        f("refusal").rows(2).help("没有人签名的必填：由两名执法人员注明情况。"),
    ],
    &[
        f("person"),
        f("person_id").help("加密保存，不公开。"),
        f("person_phone").help("加密保存，不公开。"),
        f("relation").help("如法定代表人、员工、患者。"),
        f("place"),
        f("began_at"),
        f("ended_at"),
        OFFICERS,
        f("cards_shown"),
        f("rights_told"),
        f("exchanges").list("组问答", 1),
        f("signature"),
    ],
    &[f("question").rows(2), f("answer").rows(3)],
    &[
        f("kind"),
        f("name"),
        f("proves"),
        f("source").help("从哪里、由谁提供。"),
        f("collected_on"),
        OFFICERS.help("收集证据的执法人员。"),
        f("original").help("复制件的不勾选。"),
        f("pages").unit("页"),
        f("file").pick(Picker::File).camera().help("PDF、JPEG、PNG，不超过20 MB。"),
        f("photos").pick(Picker::File).help("可以一次选择多张，每张不超过20 MB，一次最多十张。"),
        f("bears_on_facts")
            .help("勾选后，已经同意的法制审核意见失效，需要重新送审。与事实认定无关的才取消勾选。"),
        f("from_plea").help("来自陈述申辩的证据不能作为加重处罚的依据。"),
    ],
    &[
        f("violations").list("项违法行为", 1).help("写出变更以后的全部违法行为，不只写变化的部分。"),
        f("direction"),
        f("reason"),
    ],
    &[
        f("cause").pick(Picker::Cause),
        f("duties").pick(Picker::Duty).help("只选择查明违反的规定：文书和公示只引用所选的规定。"),
        f("facts").rows(8).help("时间、地点、行为、后果。"),
        f("evidence").pick(Picker::Evidence).help("每一项违法行为都要有证据证明。"),
        f("acted_on").help("决定适用哪一时期的法律；持续的行为填写终了之日。"),
        f("gains").help("没有的填0。"),
        f("aggravated").help("勾选后适用条款中情节严重的一档。"),
    ],
    &[OFFICERS, f("items").list("项改正要求", 1), f("signature")],
    &[
        f("cause").pick(Picker::Cause),
        f("duties").pick(Picker::Duty).help("只选择需要改正的违法行为所违反的规定。"),
        f("violation"),
        f("measure"),
        f("due_on").help("这一项的最后一天；各项可以不同。"),
    ],
    &[OFFICERS, f("items").fixed_by("cause").list("项改正要求", 0), f("findings")],
    &[
        f("cause").pick(Picker::Cause),
        f("result").help("这次没有复查的不选，留待以后复查。期限届满后仍未改正的才认定逾期。"),
    ],
    &[
        f("course").rows(6),
        f("violations").list("项违法行为", 1),
        f("circumstances").or_empty().help("没有的可以不填。"),
        f("proposal"),
    ],
    // The proposal and the decision.
    &[
        f("held_at"),
        f("place"),
        f("members").list("名合议人员", 3).help("不少于三人，逐人写明意见。"),
        f("result"),
        f("ground").help("拟不予处罚的才选择。"),
        f("penalties").fixed_by("cause").list("项处罚", 0).help("拟不予处罚的不用填写。"),
        f("complex").help("勾选后，作出决定前需要负责人集体讨论。"),
        f("violations").list("项违法行为", 0).help("陈述申辩或者听证使事实变得有利于当事人的才填写。"),
        f("reasons"),
    ],
    &[f("name"), f("title"), f("view").rows(2)],
    &[
        f("cause").pick(Picker::Cause),
        f("kinds"),
        f("fine").help("没有罚款的填0。"),
        f("confiscated_gains").help("没有的填0。"),
        f("goods").list("种物品", 0),
        f("goods_value").help("只用于判断是否需要告知听证权利；没有的填0。"),
        f("suspension_months").unit("个月").help("没有期限的不填。"),
        f("career_months").unit("个月").help("终身的不填。"),
        f("scope").rows(2).help("一行一项。"),
        f("reduced").help("有法定减轻情节，在幅度以下处罚的才勾选。"),
        f("tier").or_empty().help("裁量基准中的阶次，如一般、较重。"),
        f("reasons"),
    ],
    &[f("name"), f("number")],
    &[f("materials").rows(8).help("一行一份。"), f("note").or_empty()],
    &[f("reviewer").pick(Picker::Reviewer).help("不能是本案的承办人员、听证主持人或者承办机构的人员。")],
    &[f("missing").help("一次写全，避免反复退回。")],
    &[f("points").fixed_by("point").list("项要点", 0), f("kind"), f("text").rows(6)],
    &[f("point"), f("finding"), f("note").or_empty().rows(2).help("结论是存疑或者不符合的，写明理由。")],
    &[
        f("held_at"),
        f("place"),
        f("host"),
        f("members").list("名参加人员", 2).help("参加的负责人，逐人写明意见。"),
        f("conclusion"),
    ],
    // Notices and what the party answers.
    &[
        f("opinion"),
        f("new_fact").help("比上一次告知的处罚更重时才填写；新的事实不能来自当事人的陈述申辩。"),
        f("new_evidence").pick(Picker::Evidence).help("证明新事实的证据。"),
    ],
    &[
        f("mode").help("能直接送达的直接送达；公告送达之前先在“发布送达公告”里登记。"),
        OFFICERS,
        f("served_at")
            .help("签收、留置、回执上的收件时间或者电子信息到达的时间；公告送达的不填，按公告之日计算。"),
        f("place").help("公告送达、邮寄送达和电子送达的可以不填。"),
        f("recipient").help("公告送达和电子送达的可以不填。"),
        f("relation").help("本人、法定代表人、同住成年家属、负责收件的人、代理人。"),
        f("receipt")
            .pick(Picker::File)
            .camera()
            .help("签名的送达回证、邮件回执或者电子送达的到达页面：PDF、JPEG、PNG，不超过20 MB。"),
        f("refusal").rows(2).help("留置送达必填：谁、为什么拒收。"),
        f("witness").help("留置送达：基层组织或者所在单位代表的姓名、单位。没有见证人的上传照片、录像。"),
        f("recording").pick(Picker::File).camera().help("留置送达：PDF、JPEG、PNG，不超过20 MB。"),
        f("through").help("委托送达、转交送达填写机关、单位名称，邮寄送达填写邮件编号。"),
        f("delay").rows(2).help("决定书超过法定期限送达的必填。"),
    ],
    &[
        f("confirmed_on"),
        f("address"),
        f("recipient"),
        f("phone").help("加密保存，不公开。"),
        f("electronic").help("当事人书面同意的才勾选；没有同意的不能电子送达。"),
        f("electronic_address").help("同意电子送达的必填。加密保存，不公开。"),
        f("signed_by"),
        SCAN.help("当事人签名的确认书：PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[
        f("announced_on").help("从这一天的次日起算公告期。"),
        f("place").help("如本机关公告栏、门户网站、某某日报。"),
        f("ground"),
        f("tried").help("逐次写明时间、方式和结果，存入案卷。"),
        f("proof").pick(Picker::File).camera().help("PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[
        f("form"),
        f("received_on"),
        f("content").rows(6),
        f("evidence").pick(Picker::Evidence).help("先在“添加证据”里登记，再在这里选择。"),
        f("brings_facts").help("勾选后，已经同意的法制审核意见失效，需要重新送审。"),
    ],
    &[f("points").list("项意见", 1), f("conclusion")],
    &[f("claim"), f("adopted"), f("reason")],
    &[
        f("waived_on"),
        f("statement"),
        f("signed_by"),
        SCAN.help("当事人签名的声明：PDF、JPEG、PNG，不超过20 MB。"),
    ],
    // The hearing.
    &[f("requested_on"), f("form"), f("note").or_empty()],
    &[
        f("hearing_at").help("通知送达满七个工作日之后。"),
        f("place"),
        f("host").pick(Picker::Host).help("不能是本案的调查人员。"),
        f("clerk"),
        f("open").help("涉及国家秘密、商业秘密或者个人隐私的不公开举行。"),
        f("participants")
            .list("名参加人", 0)
            .help("当事人及其代理人、关联案件的共同当事人、有利害关系的第三人。"),
        f("service"),
    ],
    &[
        f("role"),
        f("name"),
        f("relation").help("共同当事人、第三人必填。"),
        f("agents").rows(2).help("一行一人，最多两名。"),
    ],
    &[
        f("asked_by"),
        f("reason"),
        f("notice").help("无论由谁提出，新的时间都从这次通知送达起满七个工作日之后。"),
    ],
    &[
        f("began_at"),
        f("ended_at"),
        f("place"),
        f("present"),
        f("participants").list("名参加人", 0).help("核对通知的参加人和代理人，删去没有到场的。"),
        f("record").rows(14).help("双方的主张、证据、质证、申辩和最后陈述。"),
        f("signature"),
    ],
    &[
        f("end"),
        f("ended_on").help("当事人撤回的，填写撤回书的日期。"),
        f("note"),
        f("signed_by").help("当事人撤回的必填。"),
        SCAN.help("当事人撤回的必填：PDF、JPEG、PNG，不超过20 MB。"),
    ],
    // Recusal, handlers, suspension.
    &[
        f("requested_on"),
        f("applicant"),
        f("applicant_name"),
        f("form"),
        f("subjects").list("名人员", 1),
        SCAN.help("书面申请的扫描件或者照片：PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[
        f("capacity"),
        f("officer").pick(Picker::Officer).help("申请承办人员回避的在这里选择。"),
        f("person")
            .pick(Picker::Colleague)
            .help("申请主持人、审核人员、负责人或者其他人员回避的在这里选择。"),
        f("reason").help("与本案有什么利害关系，或者有什么可能影响公正执法的其他关系。"),
    ],
    &[
        f("findings").fixed_by("subject").list("项申请", 0),
        f("officers")
            .pick(Picker::Officer)
            .help("承办人员应当回避的，在这里写出回避后的全部承办人员，不少于两人；其他情形不选。"),
        f("superior").help("机关负责人的回避由同级人民政府或者上级行政执法机关决定，填写其名称。"),
        SCAN.help("上级决定文书：PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[f("subject"), f("granted").help("不勾选即为不予回避。"), f("reason")],
    &[
        OFFICERS,
        f("reason"),
        f("proposed_by").pick(Picker::Colleague).help("本案承办机构的负责人。"),
        f("opinion"),
    ],
    &[
        f("ground").help("如等待其他机关的结论、不可抗力。"),
        f("basis").help("允许中止调查的法律、法规、规章条文。"),
        f("evidence").pick(Picker::Evidence).help("先在“添加证据”里登记，再在这里选择。"),
        f("proposed_by").pick(Picker::Colleague).help("本案承办机构的负责人。"),
        f("opinion"),
    ],
    &[
        f("change").help("不是同一当事人的，要重新告知；只有单位合并、分立才由另一单位承受。"),
        f("changed_on").help("登记机关核准变更的日期。"),
        f("party").help("写出变更以后的全部信息；没有变化的保留原样。"),
        f("reason"),
        f("evidence")
            .pick(Picker::Evidence)
            .help("先在“添加证据”里登记，再在这里选择；或者在下面上传扫描件。"),
        SCAN.help("登记机关的变更证明等：PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[f("reason"), f("proposed_by").pick(Picker::Colleague).help("本案承办机构的负责人。"), f("opinion")],
    &[f("disputed"), f("opinion")],
    &[f("opinion"), f("education")],
    // After the decision.
    &[
        f("kind"),
        f("performed_on"),
        f("amount").help("其他履行的填0。"),
        f("receipt_number").or_empty().help("缴款的必填。"),
        f("note").or_empty().help("其他履行的写明情况。"),
        f("other_done").help("罚没款以外的处罚内容都已执行完毕的才勾选。"),
    ],
    &[f("result"), f("opinion")],
    &[
        f("ground"),
        f("reason"),
        f("evidence")
            .pick(Picker::Evidence)
            .help("先在“添加证据”里登记，再在这里选择；或者在下面上传扫描件。"),
        SCAN.help("当事人死亡或者终止的必须有证明：PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[f("retention").help("按本机关保管期限表，如30年、永久。"), f("volumes").unit("卷"), f("location")],
    // The inspection.
    &[
        f("item").pick(Picker::Item).help("只能检查本机关已经公布的事项。"),
        f("reason"),
        f("plan").help("如年度检查计划、双随机任务、投诉举报编号。"),
        f("summary").help("检查什么，怎样检查。"),
        f("raised_on"),
        f("planned_on"),
        f("place"),
        f("announced").help("通知会影响检查效果的不勾选，由负责人批准直接进入现场。"),
        OFFICERS,
        f("party"),
    ],
    &[f("notified_at"), f("way").help("如当场送达、邮寄、电话。"), f("recipient"), f("prepare").rows(3)],
    &[
        OFFICERS,
        f("place"),
        f("began_at"),
        f("ended_at"),
        f("cards_shown").help("没有出示的，被检查单位有权拒绝，记录不能作为依据。"),
        f("rights_told"),
        f("uniform"),
        f("insignia"),
        f("present").help("被检查单位在场的人及其身份。"),
        f("checks").fixed_by("line").list("项检查内容", 0).help("逐项选择；不符合的写明具体情况。"),
        f("findings").rows(6).help("只写看到、听到、测到的客观情况，不写结论。"),
        f("party_view").or_empty().rows(2).help("被检查单位核对笔录后的意见，如“以上属实”。"),
        f("photos")
            .pick(Picker::File)
            .help("可以一次选择多张，每张不超过20 MB，一次最多十张；检查后还可以“添加照片、材料”。"),
        f("signature"),
        f("urgency").rows(2).help("已经批准的检查不填。填写后应当在期限内补办审批。"),
    ],
    &[f("line"), f("result"), f("note").or_empty().rows(2).help("不符合的必填。")],
    &[f("result"), f("opinions").rows(6).help("未发现问题的可以不填。")],
    &[
        f("cause").pick(Picker::Cause),
        f("requested_on"),
        f("reason"),
        f("due_on").help("晚于原来的改正期限。"),
    ],
    &[f("told_at"), f("recipient"), f("signature")],
    &[f("summary").rows(8).help("已按检查记录写好，请核对。")],
    // On the spot.
    &[f("found_on"), f("place"), f("summary").rows(3).help("看到了什么；告知时可以直接使用。"), f("party")],
    &[
        OFFICERS,
        f("cards_shown"),
        f("cause").pick(Picker::Cause),
        f("duties").pick(Picker::Duty).help("只选择查明违反的规定：决定书只引用所选的规定。"),
        f("acted_on"),
        f("facts").rows(4).help("时间、地点、行为。"),
        f("proof").rows(2).help("如现场照片两张、当事人当场陈述。"),
        f("evidence").pick(Picker::Evidence).help("已在“添加证据”里登记的，可以在这里选择。"),
        f("gains").help("没有的填0；有违法所得的不能当场处罚。"),
        f("penalty"),
        f("rights_told"),
        f("told_at"),
    ],
    &[
        f("kinds"),
        f("fine").help("没有罚款的填0。"),
        f("tier").or_empty().help("裁量基准中的阶次，如一般、较重。"),
        f("reasons").rows(2),
    ],
    &[
        f("heard_at"),
        f("pleaded").help("当事人没有意见的不勾选，直接登记。"),
        f("content").or_empty().rows(3),
        f("brings_facts"),
        f("adopted"),
        f("answer").or_empty().rows(2).help("提出陈述、申辩的必填。"),
        f("facts_clear").help("有疑问的取消勾选：查明后重新告知，或者转为普通程序。"),
    ],
    &[f("decided_at"), f("place"), f("penalty")],
    &[f("delivered_at"), f("relation"), f("signature")],
    &[f("lodged_on"), f("receiver")],
    &[
        f("collected_at"),
        f("amount"),
        f("ground"),
        f("circumstances").or_empty().rows(2).help("后两种情形必填。"),
        f("asked_by_party").help("边远、水上、交通不便地区，只有当事人提出的才可以当场收缴。"),
        f("special_receipt").help("不出具专用票据的，当事人有权拒绝缴纳。"),
        f("receipt_number").or_empty(),
    ],
    &[f("handed_on"), f("receiver")],
    &[f("banked_on"), f("voucher_number")],
    // Beside the case: what is registered, and the way to the police.
    &[
        OFFICERS,
        f("reason").rows(3),
        f("items").list("项物品", 1).help("逐项填写；同名的物品在名称中加以区分。"),
        f("place"),
        f("keeper").help("就地保存的填写当事人或者在场负责人。"),
    ],
    &[f("name"), f("specification").or_empty(), f("quantity"), f("condition")],
    &[f("items").fixed_by("name").list("项物品", 0), f("reason").rows(3)],
    &[f("name"), f("disposal")],
    &[f("recipient"), f("note").rows(3)],
    // Samples and their tests.
    &[
        OFFICERS,
        f("taken_at"),
        f("place"),
        f("product").help("消毒产品、涉水产品等勾选；水样、空气、物体表面、生物样本等不勾选。"),
        f("maker").or_empty().help("产品包装上标示的生产者；检验前须告知其确认。不同生产者的产品分次采样。"),
        f("samples").list("份样品", 1).help("每份样品使用不同的封样编号。"),
        f("method").rows(3).help("写明采样方法和所依据的标准。"),
        f("storage").help("如冷藏运送，四小时内送检。"),
        f("present"),
        f("signature"),
    ],
    &[
        f("name"),
        f("batch").or_empty().help("产品样品必填。"),
        f("specification").or_empty().help("产品样品必填。"),
        f("quantity").help("连同单位，如3瓶。"),
        f("seal_number"),
    ],
    &[f("address"), f("through").help("如挂号信、由生产者所在地机关转交。")],
    &[f("received_on"), f("answer"), f("content").rows(3), SCAN.help("PDF、JPEG、PNG，不超过20 MB。")],
    &[
        f("laboratory"),
        f("items").rows(3).help("一行一项，应当在该机构资质范围之内。"),
        f("question").rows(3),
        f("due_on").help("与检验机构商定的报告期限。检验期间不从办案期限中扣除。"),
    ],
    &[
        f("name"),
        f("certificate"),
        f("valid_to"),
        f("scope").rows(3).help("一行一项，按资质附表填写与本案有关的项目。"),
    ],
    &[
        f("received_on"),
        f("reported_on"),
        f("number"),
        f("items").rows(3).help("一行一项；没有委托的项目不能采用。"),
        f("conclusion").rows(3),
        f("proves").rows(2).help("登记后检验报告作为鉴定意见列入本案证据。"),
        SCAN.help("PDF、JPEG、PNG，不超过20 MB。"),
        f("pages"),
    ],
    &[f("retest_at").rows(2).help("向谁、以什么方式提出。期限由规则算出，印在告知书上。")],
    &[
        f("requested_on").help("按当事人提出的日期填写，不是登记的日期。"),
        f("applicant"),
        f("phone").help("加密保存，不公开。"),
        f("reason").rows(3),
        SCAN.help("PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[f("reason").rows(3), f("told").rows(2)],
    &[f("note").rows(2).help("写明返还、留存或者按规定处理的数量。")],
    &[f("reason").rows(3), f("note").rows(2)],
    &[
        OFFICERS.help("专案组不少于两人；每个人的执法证在当日都应当有效。"),
        f("offence").help("如非法行医罪。"),
        f("facts").rows(6),
        f("grounds").rows(4).help("写明依据的刑法条文、司法解释和追诉标准。"),
    ],
    &[
        f("opinion"),
        f("police").help("同级公安机关。"),
        f("materials").rows(6).help("一行一份：调查报告、涉案物品清单、检验报告或者鉴定结论、其他材料。"),
    ],
    &[
        f("sent_at").help("批准后二十四小时内送交。"),
        f("receiver"),
        f("receipt").pick(Picker::File).camera().help("公安机关签字的回执：PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[
        f("told_on"),
        f("number"),
        f("handed_over").rows(3).help("自接到立案通知书之日起三日内移交涉案物品和材料，写明时间和清单。"),
        SCAN.help("PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[
        f("told_on"),
        f("ground"),
        f("number"),
        f("next").rows(3).help("依法应当给予行政处罚的，继续办理。"),
        SCAN.help("PDF、JPEG、PNG，不超过20 MB。"),
    ],
    // The publication.
    &[
        f("facts").rows(12).help("公众看到的文字。逐处核对隐去的内容，不能加入新的内容。"),
        f("reasons").rows(8),
        f("affected").rows(3).help("一行一人。姓名只用于核对，不公开。"),
        f("nobody_else"),
    ],
    &[
        f("found_by").help("公众和当事人会看到更正说明，看不到发现人。"),
        f("found_on"),
        f("facts").rows(12).help("只改不准确的地方；公众会看到更正前后的文字。"),
        f("reasons").rows(8),
        f("affected").rows(3).help("一行一人。姓名只用于核对，不公开。"),
        f("nobody_else"),
        f("public_reason").help("公众会看到这段文字：哪里不准确，为什么更正。"),
    ],
    &[f("outcome"), f("note")],
    &[f("proposed_by").pick(Picker::Colleague).help("提出人与决定人不能是同一人。"), f("ground")],
    &[
        f("kind"),
        f("title"),
        f("number"),
        f("issuer"),
        f("effective_on"),
        SCAN.help("PDF、JPEG、PNG，不超过20 MB。"),
    ],
    &[f("public_reason").help("公众会看到这段文字。")],
];

/// The hints of an object with these members, in reading order; none where the table does not know it.
pub(crate) fn of<'names>(names: impl Iterator<Item = &'names String>) -> Option<&'static [Hint]> {
    let mut names: Vec<&str> = names.map(String::as_str).collect();
    names.sort_unstable();
    OBJECTS.iter().copied().find(|object| {
        let mut own: Vec<&str> = object.iter().map(|hint| hint.name).collect();
        own.sort_unstable();
        own == names
    })
}
