//! A case that is moved by calls, on a clock of its own: each accepted act takes a minute, and the case knows its version.
//! Several cases of one body may be told in turn; whoever acts in one sets the clock to its time first.

use super::acts;
use super::http::{Api, Reply};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde_json::{Value, json};

/// The two officers who handle cases.
pub(crate) const OFFICER: &str = "chenli";
pub(crate) const SECOND_OFFICER: &str = "limin";
/// An officer of another unit.
pub(crate) const OTHER_OFFICER: &str = "wangqiang";
pub(crate) const UNIT_HEAD: &str = "zhaogang";
pub(crate) const REVIEWER: &str = "xuwen";
pub(crate) const REVIEW_HEAD: &str = "zhoumin";
pub(crate) const HEAD: &str = "zhouzheng";
pub(crate) const CLERK: &str = "sunjie";
pub(crate) const ARCHIVIST: &str = "wuping";
pub(crate) const HOST: &str = "zhenghe";
pub(crate) const SUPERVISOR: &str = "heying";
pub(crate) const OUTSIDER: &str = "outsider";
pub(crate) const ADMINISTRATOR: &str = "xitong";

/// The bytes of a signed paper.
pub(crate) const SCAN: &[u8] = b"%PDF-1.4\n% a signed paper of the tests\n%%EOF\n";

/// A case under way.
pub(crate) struct Case<'api> {
    pub(crate) api: &'api Api,
    pub(crate) id: String,
    pub(crate) version: u64,
    pub(crate) now: NaiveDateTime,
    /// The scan of a signed paper, as uploaded.
    pub(crate) scan: String,
    /// The evidence in the order in which it was added.
    pub(crate) evidence: Vec<String>,
}

/// A time in China, written as `2026-03-02 09:00`.
pub(crate) fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(crate) fn day(value: &Value) -> NaiveDate {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no day"));
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

impl<'api> Case<'api> {
    /// A lead registered on Monday 2026-03-02 at nine, about an organisation.
    pub(crate) async fn open(api: &'api Api) -> Self {
        Self::open_with(api, OFFICER, acts::lead("2026-03-02"), at("2026-03-02 09:00")).await
    }

    pub(crate) async fn open_with(api: &'api Api, who: &str, lead: Value, now: NaiveDateTime) -> Self {
        Self::open_in(api, who, None, lead, now).await
    }

    /// The same under a procedure by its name.
    pub(crate) async fn open_in(
        api: &'api Api,
        who: &str,
        procedure: Option<&str>,
        input: Value,
        now: NaiveDateTime,
    ) -> Self {
        set_clock(api, now);
        let mut body = json!({ "input": input });
        if let Some(procedure) = procedure {
            body = acts::with(body, json!({ "procedure": procedure }));
        }
        let opened = api.post(who, "/api/v1/proceedings", &body).send().await;
        let opened = opened.expect(201);
        let id = opened["id"].as_str().unwrap().to_owned();
        let mut case = Self { api, id, version: 1, now, scan: String::new(), evidence: Vec::new() };
        case.scan = case.upload(who, SCAN).await;
        case
    }

    pub(crate) fn path(&self) -> String {
        format!("/api/v1/proceedings/{}", self.id)
    }

    pub(crate) fn action_path(&self, action: &str) -> String {
        format!("{}/actions/{action}", self.path())
    }

    pub(crate) async fn upload(&self, who: &str, bytes: &[u8]) -> String {
        set_clock(self.api, self.now);
        let path = format!("{}/files", self.path());
        let call = self.api.post(who, &path, &Value::Null).header("content-type", "application/octet-stream");
        let stored = call.bytes(bytes.to_vec()).send().await.expect(201);
        stored["id"].as_str().unwrap().to_owned()
    }

    /// Tries an act on the version that the case has, at the time to which it has come.
    pub(crate) async fn attempt(&self, who: &str, action: &str, input: Value) -> Reply {
        self.send(who, action, &json!({ "version": self.version, "input": input })).await
    }

    /// Tries an act with everything that goes around the input.
    pub(crate) async fn send(&self, who: &str, action: &str, body: &Value) -> Reply {
        set_clock(self.api, self.now);
        self.api.post(who, &self.action_path(action), body).send().await
    }

    /// Tries to open another proceeding, at the time to which this one has come.
    pub(crate) async fn try_opening(&self, who: &str, body: &Value) -> Reply {
        set_clock(self.api, self.now);
        self.api.post(who, "/api/v1/proceedings", body).send().await
    }

    /// The act is accepted.
    pub(crate) async fn act(&mut self, who: &str, action: &str, input: Value) -> Value {
        let reply = self.attempt(who, action, input).await;
        assert_eq!(reply.status, 200, "{action} by {who} at {}: {}", self.now, reply.text());
        self.accepted(&reply)
    }

    /// What an accepted act did becomes the state from which the case goes on.
    pub(crate) fn accepted(&mut self, reply: &Reply) -> Value {
        let acted = reply.expect(200);
        assert_eq!(acted["version"], self.version + 1, "every accepted act is one version");
        self.version += 1;
        self.evidence.extend(acted["evidence"].as_str().map(str::to_owned));
        self.now += TimeDelta::minutes(1);
        acted
    }

    /// The case as one of its own people sees it.
    pub(crate) async fn shown(&self, who: &str) -> Value {
        set_clock(self.api, self.now);
        self.api.get(who, &self.path()).send().await.expect(200)
    }

    /// An action as a person is shown it.
    pub(crate) async fn offer(&self, who: &str, action: &str) -> Value {
        let shown = self.shown(who).await;
        let offers = shown["actions"].as_array().unwrap();
        let offer = offers.iter().find(|offer| offer["id"] == action);
        offer.unwrap_or_else(|| panic!("{action} is not shown")).clone()
    }

    /// The clock of this name, as the case shows it.
    pub(crate) async fn clock(&self, id: &str) -> Value {
        let shown = self.shown(HEAD).await;
        let clocks = shown["clocks"].as_array().unwrap();
        clocks.iter().find(|clock| clock["id"] == id).unwrap_or_else(|| panic!("no clock {id}")).clone()
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.now.date()
    }

    pub(crate) fn wait_until(&mut self, text: &str) {
        let later = at(text);
        assert!(later > self.now, "the clock of a case never goes back");
        self.now = later;
    }

    /// Nine in the morning, so many days later.
    pub(crate) fn wait_days(&mut self, days: u64) {
        self.now = nine(self.today() + Days::new(days));
    }

    /// The morning after the last day of a clock.
    pub(crate) async fn wait_out(&mut self, clock: &str) {
        let clock = self.clock(clock).await;
        let last = if clock["extended"].is_null() { day(&clock["due"]) } else { day(&clock["extended"]) };
        self.now = self.now.max(nine(last + Days::new(1)));
    }

    /// The moment as acts state it.
    pub(crate) fn moment(&self) -> String {
        self.now.format("%Y-%m-%dT%H:%M:%S").to_string()
    }

    /// Both officers of the case.
    pub(crate) fn officers(&self) -> Value {
        json!([self.api.officer(OFFICER), self.api.officer(SECOND_OFFICER)])
    }
}

pub(crate) fn nine(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap())
}

fn set_clock(api: &Api, now: NaiveDateTime) {
    api.test.at(&now.format("%Y-%m-%d %H:%M").to_string());
}
