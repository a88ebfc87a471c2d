//! What is stated in the inspections of the demonstration, from the task to the closed record.
//! In which order, `story` says; whether it is lawful, the actions themselves.

use super::case::Case;
use anyhow::{Context as _, Result};
use chrono::Days;
use serde_json::{Value, json};

/// The item that is inspected, and the line of its checklist that is found wanting where one is.
pub(super) const ITEM: &str = "medical-waste";
const FAILING: &str = "register";

impl Case<'_> {
    /// Approved, announced, visited: with nothing found, or with one line of the checklist.
    pub(super) async fn visit(&mut self, clean: bool) -> Result<()> {
        self.act("fuzeren", "approve-inspection", json!({ "opinion": "同意检查。" })).await?;
        let notice = json!({
            "notified_at": self.soon(), "way": "电话通知并送达通知书", "recipient": "贾收件",
            "prepare": "医疗废物登记资料、培训记录。",
        });
        self.act("zhifa1", "notify-inspection", notice).await?;
        self.wait(2)?;
        let scan = self.scan().await?;
        let checks = self.checks(clean)?;
        let visit = json!({
            "officers": self.officers(), "place": self.plot.place, "began_at": self.soon(), "ended_at": self.soon(),
            "cards_shown": true, "rights_told": true, "uniform": true, "insignia": true, "present": "贾在场（负责人）",
            "checks": checks, "findings": self.plot.facts, "party_view": "以上笔录属实。",
            "signature": { "signed_by": "贾示范", "scan": scan },
        });
        self.act("zhifa1", "inspect", visit).await
    }

    /// What an order to correct asks for, with so many days for it.
    pub(super) async fn order_correction(&mut self, days: u64) -> Result<()> {
        let scan = self.scan().await?;
        let due = self.today().checked_add_days(Days::new(days)).context("the calendar ends")?;
        let (cause, duty) = (self.plot.cause, self.plot.duty);
        let order = json!({
            "officers": self.officers(), "items": [{
                "cause": cause, "duties": [duty], "violation": self.plot.facts,
                "measure": "完善登记并培训人员。", "due_on": due,
            }],
            "signature": { "signed_by": "贾示范", "scan": scan },
        });
        self.act("zhifa1", "order-correction", order).await
    }

    /// The result, and that the unit knows it.
    pub(super) async fn tell_result(&mut self, result: &str) -> Result<()> {
        let scan = self.scan().await?;
        let opinions = (result != "clean").then_some("请专人管理医疗废物登记，每日核对。");
        let concluded = json!({ "result": result, "opinions": opinions });
        self.act("zhifa1", "conclude-inspection", concluded).await?;
        let told = json!({
            "told_at": self.soon(), "recipient": "贾收件", "signature": { "signed_by": "贾示范", "scan": scan },
        });
        self.act("zhifa1", "feed-back", told).await
    }

    /// The re-check after so many working days: done, or not.
    pub(super) async fn re_check(&mut self, days: u32, result: &str) -> Result<()> {
        self.wait(days)?;
        let found = json!({
            "officers": self.officers(), "items": [{ "cause": self.plot.cause, "result": result }],
            "findings": "现场复查登记本和培训记录（演示）。",
        });
        self.act("zhifa2", "recheck-correction", found).await
    }

    /// Closed and filed.
    pub(super) async fn close_inspection(&mut self) -> Result<()> {
        self.act("keshi", "close-inspection", json!({ "opinion": "同意办结。" })).await?;
        self.file_away().await
    }

    /// Every line of the item.
    fn checks(&self, clean: bool) -> Result<Vec<Value>> {
        let item = self.app().pack().item(ITEM).context("the pack has the item")?;
        let answer = |id: &str| {
            if !clean && id == FAILING {
                json!({ "line": id, "result": "fails", "note": self.plot.facts })
            } else {
                json!({ "line": id, "result": "conforms" })
            }
        };
        Ok(item.lines.iter().map(|line| answer(&line.id)).collect())
    }
}
