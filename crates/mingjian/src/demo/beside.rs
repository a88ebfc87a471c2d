//! What is stated in the demonstration beside the straight way of a case: a sheet signed on paper, an application for recusal,
//! evidence that is registered, a matter that goes to the police. In which order, `story` says.

use super::case::Case;
use anyhow::Result;
use serde_json::json;

impl Case<'_> {
    /// A neighbour of the party, as the party says, handles the case; the head finds that it is not so.
    pub(super) async fn doubt_officer(&mut self) -> Result<()> {
        self.wait(1)?;
        let scan = self.scan().await?;
        let officer = self.officers().get(1).cloned();
        let request = json!({
            "requested_on": self.today(), "applicant": "party", "applicant_name": "贾示范", "form": "written",
            "subjects": [{ "capacity": "handler", "officer": officer, "reason": "与举报人是邻居（演示）。" }],
            "scan": scan,
        });
        self.act("zhifa1", "request-recusal", request).await?;
        let finding = json!({
            "subject": format!("{}-1", self.version()), "granted": false, "reason": "经核实，双方住址不在同一小区（演示）。",
        });
        self.act("fuzeren", "decide-recusal", json!({ "findings": [finding], "officers": [] })).await
    }

    /// Account books are registered as evidence; nothing is decided of them yet.
    pub(super) async fn register_evidence(&mut self) -> Result<()> {
        self.wait(0)?;
        let request = json!({
            "officers": self.officers(), "reason": "登记本当场可以涂改，以后难以取得。",
            "items": [{
                "name": "医疗废物登记本（演示）", "specification": "2026年第2册", "quantity": 1, "condition": "完好",
            }],
            "place": self.plot.place, "keeper": "贾保管（演示）",
        });
        self.act("zhifa1", "request-registration", request).await?;
        self.act("fuzeren", "approve-registration", json!({ "opinion": "同意先行登记保存。" })).await?;
        let service = self.service().await?;
        self.act("zhifa1", "serve-registration", service).await
    }

    /// The police take a matter over; the case rests.
    pub(super) async fn report_to_police(&mut self) -> Result<()> {
        let report = json!({
            "officers": self.officers(), "offence": "非法行医罪",
            "facts": "曾因未取得医疗机构执业许可证开展诊疗活动两次受到行政处罚，又开展诊疗活动（演示）。",
            "grounds": "可能属于情节严重，涉嫌犯罪。",
        });
        self.act("zhifa1", "propose-police-transfer", report).await?;
        let approval = json!({
            "opinion": "同意移送。", "police": "示例市公安局（演示）", "materials": ["涉嫌犯罪案件情况的调查报告", "涉案物品清单"],
        });
        self.act("fuzeren", "approve-police-transfer", approval).await?;
        let scan = self.scan().await?;
        self.act(
            "zhifa1",
            "send-to-police",
            json!({
                "sent_at": self.at, "receiver": "甄接收（演示）", "receipt": scan,
            }),
        )
        .await?;
        self.wait(2)?;
        self.act("zhifa1", "record-police-filing", json!({
            "told_on": self.today(), "number": "示公立字〔2026〕1号（演示）", "handed_over": "已移交登记资料原件（演示）。",
            "scan": scan,
        })).await
    }
}
