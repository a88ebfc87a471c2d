//! One case of the demonstration while its story is told: the clock moves, a person acts, the version follows.
//! What is stated at each step is here; in which order, `story` says.

use super::StoryClock;
use super::people::Cast;
use anyhow::{Context as _, Result};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use mingjian_app::App;
use mingjian_app::file::Upload;
use mingjian_app::proceeding::{ActRequest, Once};
use mingjian_domain::id::{EvidenceId, FileId, ProceedingId};
use mingjian_domain::instant::Instant;
use mingjian_domain::paper::Sheet;
use mingjian_law::calendar::{WorkingDay, weekday_estimate};
use mingjian_store::Hash;
use serde_json::{Value, json};

/// What differs between the cases.
#[derive(Debug, Clone)]
pub(super) struct Plot {
    /// The party as entered.
    pub party: Value,
    /// The cause.
    pub cause: &'static str,
    /// The limb of the cause that is violated.
    pub duty: &'static str,
    /// The place.
    pub place: &'static str,
    /// What was found.
    pub facts: &'static str,
    /// Unlawful gains, in fen.
    pub gains: i64,
    /// The penalty, without cause and reasons.
    pub penalty: Value,
}

/// How a case begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// With a lead.
    Lead,
    /// On the spot.
    Spot,
    /// With the task of an inspection.
    Inspection,
}

impl Way {
    const fn procedure(self) -> &'static str {
        match self {
            Self::Lead => "penalty-ordinary",
            Self::Spot => "penalty-summary",
            Self::Inspection => "inspection",
        }
    }

    /// What is stated at the beginning.
    fn opening(self, plot: &Plot, cast: &Cast, day: NaiveDate) -> Value {
        let summary = format!("日常监督检查发现：{}", plot.facts);
        match self {
            Self::Lead => json!({
                "source": "inspection", "found_on": day, "summary": summary, "place": plot.place, "party": plot.party,
            }),
            Self::Spot => {
                json!({ "found_on": day, "summary": summary, "place": plot.place, "party": plot.party })
            }
            Self::Inspection => json!({
                "item": super::inspection::ITEM, "reason": "plan", "plan": "年度行政检查计划（演示）",
                "summary": "现场检查医疗废物的登记、收集和暂时贮存。", "raised_on": day, "planned_on": day,
                "place": plot.place, "announced": true, "officers": cast.officers(), "party": plot.party,
            }),
        }
    }
}

/// A case under way.
pub(super) struct Case<'a> {
    app: &'a App,
    cast: &'a Cast,
    clock: &'a StoryClock,
    pub(super) plot: Plot,
    id: ProceedingId,
    version: u64,
    pub(super) at: NaiveDateTime,
    step: u32,
    evidence: Option<EvidenceId>,
    scan: Option<FileId>,
}

impl<'a> Case<'a> {
    /// Registers the lead on the first working day on or after a day; an error that is `NotYet` where that day is to come.
    pub(super) async fn open(
        app: &'a App,
        cast: &'a Cast,
        clock: &'a StoryClock,
        (way, plot): (Way, Plot),
        day: NaiveDate,
    ) -> Result<Case<'a>> {
        let at = working_day(app, day)?.and_time(NaiveTime::from_hms_opt(9, 0, 0).context("nine o'clock")?);
        clock.set(Instant::from_china(at))?;
        let opening = way.opening(&plot, cast, at.date());
        let procedure = way.procedure();
        let once = Once {
            key: format!("demo-open-{at}-{procedure}-{}", plot.cause),
            digest: Hash::of(at.to_string().as_bytes()),
        };
        let acted = app.open(cast.caller("zhifa1")?, procedure, opening, &once).await?;
        Ok(Self {
            app,
            cast,
            clock,
            plot,
            id: acted.id,
            version: acted.version,
            at,
            step: 0,
            evidence: None,
            scan: None,
        })
    }

    /// Lets working days pass; with none, an hour.
    pub(super) fn wait(&mut self, working_days: u32) -> Result<()> {
        if working_days == 0 {
            self.at += chrono::TimeDelta::minutes(50);
            return Ok(());
        }
        for _ in 0..working_days {
            let next = self.at.date().checked_add_days(Days::new(1)).context("the calendar ends")?;
            self.at = working_day(self.app, next)?
                .and_time(NaiveTime::from_hms_opt(9, 30, 0).context("half past nine")?);
        }
        Ok(())
    }

    /// The day to which the story of this case has come.
    pub(super) fn today(&self) -> NaiveDate {
        self.at.date()
    }

    /// A person acts.
    pub(super) async fn act(&mut self, who: &str, action: &str, input: Value) -> Result<()> {
        let (request, once) = self.next(action, input)?;
        let outcome = self.app.act(self.cast.caller(who)?, self.id, &request, &once).await;
        let acted = outcome.with_context(|| format!("{action} by {who} on {}", self.at))?;
        self.version = acted.version;
        self.evidence = acted.evidence.or(self.evidence);
        Ok(())
    }

    /// An officer enters what the head signed on a sheet a little while before.
    pub(super) async fn act_on_paper(&mut self, action: &str, input: Value) -> Result<()> {
        let sheet = Sheet { head: self.cast.user("fuzeren")?, scan: self.scan().await? };
        let (mut request, once) = self.next(action, input)?;
        request.occurred_at = Some(Instant::from_china(self.minutes_ago(20)));
        let outcome =
            self.app.act_from_paper(self.cast.caller("zhifa1")?, self.id, (&request, sheet), &once).await;
        self.version = outcome.with_context(|| format!("{action} on paper on {}", self.at))?.version;
        Ok(())
    }

    /// The next step of this story, some time after the one before.
    fn next(&mut self, action: &str, input: Value) -> Result<(ActRequest, Once)> {
        self.wait(0)?;
        self.clock.set(Instant::from_china(self.at))?;
        self.step += 1;
        let once = Once {
            key: format!("demo-{}-{}", self.id, self.step),
            digest: Hash::of(format!("{}{action}", self.step).as_bytes()),
        };
        let request = ActRequest {
            action: action.to_owned(),
            version: Some(self.version),
            input,
            occurred_at: None,
            late_reason: None,
        };
        Ok((request, once))
    }

    /// The scan of a signed paper: a page that says that it is none.
    pub(super) async fn scan(&mut self) -> Result<FileId> {
        if let Some(scan) = self.scan {
            return Ok(scan);
        }
        let upload = Upload { name: "签名件（演示）.pdf".to_owned(), bytes: SCAN.to_vec() };
        let scan = self.app.upload(self.cast.caller("zhifa1")?, self.id, upload).await?;
        self.scan = Some(scan);
        Ok(scan)
    }

    pub(super) const fn version(&self) -> u64 {
        self.version
    }

    pub(super) const fn app(&self) -> &App {
        self.app
    }

    /// The moment of the next act, for acts that state it themselves.
    pub(super) fn soon(&self) -> NaiveDateTime {
        self.at + chrono::TimeDelta::minutes(50)
    }

    fn minutes_ago(&self, minutes: i64) -> NaiveDateTime {
        self.at - chrono::TimeDelta::minutes(minutes)
    }

    pub(super) fn officers(&self) -> Value {
        json!(self.cast.officers())
    }

    /// From acceptance to filing.
    pub(super) async fn file(&mut self) -> Result<()> {
        self.ask_to_file().await?;
        self.act("fuzeren", "approve-filing", json!({ "opinion": "同意立案。" })).await
    }

    /// From acceptance to filing, which the head approved on paper.
    pub(super) async fn file_on_paper(&mut self) -> Result<()> {
        self.ask_to_file().await?;
        self.act_on_paper("approve-filing", json!({ "opinion": "同意立案。" })).await
    }

    async fn ask_to_file(&mut self) -> Result<()> {
        self.act(
            "keshi",
            "accept-lead",
            json!({
                "jurisdiction": "违法行为发生地在本机关辖区内，属于卫生健康主管部门职权。",
                "long_limitation": false,
                "initial_evidence": "现场检查照片和当事人的说明（演示）。",
            }),
        )
        .await?;
        let (cause, facts, officers) = (self.plot.cause, self.plot.facts, self.officers());
        self.act(
            "zhifa1",
            "request-filing",
            json!({
                "causes": [cause], "facts": facts, "officers": officers, "proposal": "建议立案调查。",
            }),
        )
        .await?;
        self.wait(1)
    }

    /// Scene record, inquiry and evidence.
    pub(super) async fn investigate(&mut self) -> Result<()> {
        self.wait(1)?;
        let scan = self.scan().await?;
        let signature = json!({ "signed_by": "贾示范", "scan": scan });
        self.wait(0)?;
        let scene = json!({
            "place": self.plot.place, "began_at": self.minutes_ago(40), "ended_at": self.minutes_ago(5),
            "officers": self.officers(), "cards_shown": true, "rights_told": true, "present": "贾在场",
            "findings": self.plot.facts, "party_view": "以上笔录属实。", "signature": signature,
        });
        self.act("zhifa1", "record-scene", scene).await?;
        self.wait(0)?;
        let inquiry = json!({
            "person": "甄问询", "relation": "工作人员", "place": "示例市卫生健康委员会询问室（演示）",
            "began_at": self.minutes_ago(30), "ended_at": self.minutes_ago(5), "officers": self.officers(),
            "cards_shown": true, "rights_told": true,
            "exchanges": [
                { "question": "请说明情况。", "answer": "检查时的情况属实。" },
                { "question": "还有什么要补充？", "answer": "没有补充。" },
            ],
            "signature": signature,
        });
        self.act("zhifa2", "record-inquiry", inquiry).await?;
        let evidence = json!({
            "kind": "document", "name": "现场照片和登记资料复印件（演示）", "proves": "违法行为的时间、地点和经过。",
            "source": "现场提取", "collected_on": self.at.date(), "officers": self.officers(), "original": false,
            "pages": 3, "file": scan, "bears_on_facts": true, "from_plea": false,
        });
        self.act("zhifa1", "add-evidence", evidence).await
    }

    /// The violation as found.
    pub(super) fn violation(&self) -> Value {
        json!({
            "cause": self.plot.cause, "duties": [self.plot.duty], "facts": self.plot.facts, "evidence": [self.evidence],
            "acted_on": self.plot_day(), "gains": self.plot.gains, "aggravated": false,
        })
    }

    fn plot_day(&self) -> NaiveDate {
        self.at.date().checked_sub_days(Days::new(40)).unwrap_or(self.at.date())
    }

    /// Conclusion of the investigation.
    pub(super) async fn conclude(&mut self) -> Result<()> {
        self.wait(2)?;
        let violation = self.violation();
        self.act(
            "zhifa1",
            "conclude-investigation",
            json!({
                "course": "经现场检查、询问、提取书证，查清了违法事实。", "violations": [violation],
                "circumstances": "没有从轻、减轻、从重情节。", "proposal": "建议给予行政处罚。",
            }),
        )
        .await
    }

    /// The panel adopts a penalty.
    pub(super) async fn adopt(&mut self) -> Result<()> {
        self.wait(1)?;
        self.wait(0)?;
        let input = self.proposal(self.plot.penalty.clone());
        self.act("keshi", "adopt-proposal", input).await
    }

    /// What the panel states for a penalty.
    pub(super) fn proposal(&self, penalty: Value) -> Value {
        let mut penalty = penalty;
        if let Some(fields) = penalty.as_object_mut() {
            fields.insert("cause".to_owned(), json!(self.plot.cause));
            fields.insert("reasons".to_owned(), json!("违法事实清楚，当事人配合调查，按照一般阶次裁量。"));
        }
        json!({
            "held_at": self.minutes_ago(20), "place": "执法一科会议室", "members": members(),
            "result": "penalty", "penalties": [penalty], "complex": false,
            "reasons": "事实清楚，证据确凿，适用依据正确，一致同意。",
        })
    }

    /// Submission, assignment and an agreeing opinion.
    pub(super) async fn review(&mut self) -> Result<()> {
        self.submit().await?;
        let points: Vec<Value> = self
            .app
            .law()
            .review_points()
            .map(|point| json!({ "point": point.id, "finding": "pass", "note": "" }))
            .collect();
        self.wait(1)?;
        self.act("shenhe", "give-opinion", json!({
            "points": points, "kind": "agree", "text": "主体合法、事实清楚、程序合法、依据正确、裁量适当。",
        })).await
    }

    /// Submission and assignment.
    pub(super) async fn submit(&mut self) -> Result<()> {
        self.act(
            "zhifa1",
            "submit-for-review",
            json!({
                "materials": ["调查终结报告", "拟处罚意见", "证据材料", "法律依据"], "note": "请审核。",
            }),
        )
        .await?;
        let reviewer = self.cast.user("shenhe")?;
        self.act("fazhi", "assign-review", json!({ "reviewer": reviewer })).await
    }

    /// The heads discuss.
    pub(super) async fn discuss(&mut self) -> Result<()> {
        self.wait(0)?;
        let input = json!({
            "held_at": self.minutes_ago(20), "place": "示例市卫生健康委员会会议室（演示）", "host": "演示己",
            "members": members(), "conclusion": "同意拟处罚意见。",
        });
        self.act("fuzeren", "discuss", input).await
    }

    /// Notice issued and served.
    pub(super) async fn notify(&mut self) -> Result<()> {
        self.wait(1)?;
        self.act("fuzeren", "issue-notice", json!({ "opinion": "同意告知。", "new_evidence": [] })).await?;
        let service = self.service().await?;
        self.act("zhifa1", "serve-notice", service).await
    }

    /// What is stated of a paper that is handed over.
    pub(super) async fn service(&mut self) -> Result<Value> {
        self.wait(0)?;
        let scan = self.scan().await?;
        Ok(json!({
            "officers": self.officers(), "served_at": self.minutes_ago(5), "place": self.plot.place,
            "recipient": "贾收件", "relation": "当事人", "receipt": scan,
        }))
    }

    /// The party gives up plea (and hearing, where there is the right).
    pub(super) async fn waive(&mut self, hearing: bool) -> Result<()> {
        self.wait(1)?;
        let scan = self.scan().await?;
        let input = json!({
            "waived_on": self.at.date(), "statement": "本人自愿放弃权利（演示）。", "signed_by": "贾示范", "scan": scan,
        });
        self.act("zhifa1", "waive-plea", input.clone()).await?;
        if hearing {
            self.act("zhifa1", "waive-hearing", input).await?;
        }
        Ok(())
    }

    /// A plea that brings views only, and its answer.
    pub(super) async fn plead(&mut self) -> Result<()> {
        self.wait(2)?;
        let input = json!({
            "form": "written", "received_on": self.at.date(), "content": "处罚过重，请求从轻（演示）。",
            "evidence": [], "brings_facts": false,
        });
        self.act("zhifa1", "receive-plea", input).await?;
        self.wait(1)?;
        self.act("keshi", "answer-plea", json!({
            "points": [{ "claim": "处罚过重。", "adopted": false, "reason": "拟处罚在法定幅度内，裁量适当。" }],
            "conclusion": "维持拟处罚意见。",
        })).await
    }

    /// A hearing asked for, notified, held and reported.
    pub(super) async fn hear(&mut self) -> Result<()> {
        self.wait(1)?;
        let on = self.at.date();
        self.act(
            "zhifa1",
            "request-hearing",
            json!({ "requested_on": on, "form": "written", "note": "要求听证（演示）。" }),
        )
        .await?;
        self.wait(1)?;
        let service = self.service().await?;
        let mut day = self.at.date();
        for _ in 0..9 {
            day = working_day(self.app, day.checked_add_days(Days::new(1)).context("the calendar ends")?)?;
        }
        let hearing_at = day.and_time(NaiveTime::from_hms_opt(9, 0, 0).context("nine o'clock")?);
        let host = self.cast.user("tingzheng")?;
        self.act("zhifa1", "notify-hearing", json!({
            "hearing_at": hearing_at, "place": "示例市卫生健康委员会听证室（演示）", "host": host, "clerk": "甄记录",
            "open": true, "service": service,
        })).await?;
        self.at = hearing_at + chrono::TimeDelta::hours(2);
        let scan = self.scan().await?;
        let held = json!({
            "began_at": hearing_at, "ended_at": self.minutes_ago(10), "place": "示例市卫生健康委员会听证室（演示）",
            "present": "甄代理、演示甲", "record": "双方陈述意见并质证，当事人请求从轻处罚（演示）。",
            "signature": { "signed_by": "甄代理", "scan": scan },
        });
        self.act("tingzheng", "hold-hearing", held).await?;
        self.wait(1)?;
        self.act(
            "tingzheng",
            "report-hearing",
            json!({ "disputed": "裁量是否适当。", "opinion": "建议维持拟处罚意见。" }),
        )
        .await
    }

    /// Decision and service.
    pub(super) async fn decide(&mut self) -> Result<()> {
        self.wait(1)?;
        self.act("fuzeren", "decide-penalty", json!({ "opinion": "同意处罚意见。" })).await
    }

    /// Service of the decision.
    pub(super) async fn serve_decision(&mut self) -> Result<()> {
        self.wait(1)?;
        let service = self.service().await?;
        self.act("zhifa1", "serve-decision", service).await
    }

    /// The public text: masked, checked, released.
    pub(super) async fn publish(&mut self) -> Result<()> {
        let facts = self.plot.facts;
        self.act("gongshi", "mask", json!({
            "facts": facts, "reasons": "违法事实清楚，按照一般阶次裁量。", "affected": ["甄问询"], "nobody_else": false,
        })).await?;
        self.act(
            "shenhe",
            "check-secrecy",
            json!({ "outcome": "pass", "note": "不涉及国家秘密、商业秘密和个人隐私。" }),
        )
        .await?;
        self.act("fazhi", "release", json!({ "opinion": "同意发布。" })).await
    }

    /// Payment in full.
    pub(super) async fn pay(&mut self, amount: i64, other_done: bool) -> Result<()> {
        self.wait(2)?;
        let on = self.at.date();
        self.act(
            "zhifa1",
            "record-performance",
            json!({
                "kind": "payment", "performed_on": on, "amount": amount, "receipt_number": "YS-0001（演示）",
                "note": "", "other_done": other_done,
            }),
        )
        .await
    }

    /// Closing and filing.
    pub(super) async fn close(&mut self) -> Result<()> {
        self.wait(1)?;
        self.act("fuzeren", "close-case", json!({ "result": "已全部履行。", "opinion": "同意结案。" }))
            .await?;
        self.wait(1)?;
        self.file_away().await
    }

    /// The file goes to the archive.
    pub(super) async fn file_away(&mut self) -> Result<()> {
        self.act(
            "dangan",
            "archive",
            json!({ "retention": "30年", "volumes": 1, "location": "档案室（演示）" }),
        )
        .await
    }
}

/// Three people and what each said.
fn members() -> Value {
    json!([
        { "name": "演示丙", "title": "科长", "view": "同意。" },
        { "name": "演示甲", "title": "执法人员", "view": "同意。" },
        { "name": "演示乙", "title": "执法人员", "view": "同意。" },
    ])
}

/// The first working day on or after a day.
pub(super) fn working_day(app: &App, from: NaiveDate) -> Result<NaiveDate> {
    from.iter_days().take(30).find(|day| works(app, *day)).context("no working day is known")
}

/// The last working day before a day.
pub(super) fn working_day_before(app: &App, day: NaiveDate) -> Result<NaiveDate> {
    day.iter_days().rev().skip(1).take(30).find(|day| works(app, *day)).context("no working day is known")
}

fn works(app: &App, day: NaiveDate) -> bool {
    match app.pack().calendar.working_day(day) {
        WorkingDay::Yes => true,
        WorkingDay::No => false,
        WorkingDay::Unknown => weekday_estimate(day),
    }
}

/// A page of PDF without content.
const SCAN: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n\
trailer<</Root 1 0 R>>\n%%EOF\n";
