//! What is stated when a case of the demonstration is settled on the spot.
//! In which order, `story` says; whether it is lawful, the actions themselves.

use super::case::Case;
use anyhow::Result;
use serde_json::json;

impl Case<'_> {
    /// From the telling to the delivery of the decision.
    pub(super) async fn punish_on_spot(&mut self) -> Result<()> {
        let scan = self.scan().await?;
        let (cause, duty, facts) = (self.plot.cause, self.plot.duty, self.plot.facts);
        let mut penalty = self.plot.penalty.clone();
        if let Some(fields) = penalty.as_object_mut() {
            fields.insert("reasons".to_owned(), json!("当场改正，情节一般。"));
        }
        let told = json!({
            "officers": self.officers(), "cards_shown": true, "cause": cause, "duties": [duty],
            "acted_on": self.today(), "facts": facts, "proof": "现场照片两张、当事人当场陈述（演示）。", "gains": 0,
            "penalty": penalty, "rights_told": true, "told_at": self.at,
        });
        self.act("zhifa1", "tell-on-spot", told).await?;
        let heard = json!({
            "heard_at": self.at, "pleaded": true, "content": "今天人手不够。", "brings_facts": false, "adopted": false,
            "answer": "人手不足不免除消毒的义务，不予采纳。", "facts_clear": true,
        });
        self.act("zhifa2", "hear-on-spot", heard).await?;
        let decided = json!({ "decided_at": self.at, "place": self.plot.place, "penalty": penalty });
        self.act("zhifa1", "decide-on-spot", decided).await?;
        let delivered = json!({
            "delivered_at": self.at, "relation": "法定代表人",
            "signature": { "signed_by": "贾示范", "scan": scan },
        });
        self.act("zhifa1", "deliver-on-spot", delivered).await
    }

    /// Cash on the spot, on its way to the bank, then lodging, the public text, closing and filing.
    pub(super) async fn settle_on_spot(&mut self) -> Result<()> {
        let cash = json!({
            "collected_at": self.at, "amount": self.plot.penalty.get("fine"), "ground": "small", "circumstances": "",
            "asked_by_party": false, "special_receipt": true, "receipt_number": "示财罚000001（演示）",
        });
        self.act("zhifa1", "collect-cash", cash).await?;
        let lodged = json!({ "lodged_on": self.today(), "receiver": "演示内勤" });
        self.act("zhifa1", "lodge-decision", lodged).await?;
        self.publish().await?;
        self.wait(1)?;
        let handed = json!({ "handed_on": self.today(), "receiver": "演示出纳" });
        self.act("zhifa1", "hand-in-cash", handed).await?;
        let banked = json!({ "banked_on": self.today(), "voucher_number": "示银000001（演示）" });
        self.act("zhifa1", "bank-cash", banked).await?;
        let closed = json!({ "result": "罚款已缴付银行。", "opinion": "同意结案。" });
        self.act("keshi", "close-case", closed).await?;
        self.file_away().await
    }
}
