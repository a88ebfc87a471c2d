//! What every adverse document tells the party: how to pay, what lateness costs, where and until when to seek remedy.
//! It holds no term of law by itself: days, months and per cent are handed in from the law pack.

use serde::{Deserialize, Serialize};

use super::amount::Amount;
use crate::value::money::Fen;

/// The terms of remedy in force (行政复议法 第二十条; 行政诉讼法 第四十六条).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemedyTerms {
    /// Days for reconsideration.
    pub reconsideration_days: u16,
    /// Months for litigation.
    pub litigation_months: u16,
}

/// Where the party turns to, as the body's pack names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemedyAddresses<'a> {
    /// The people's government at the same level (行政复议法 第二十四条).
    pub government: &'a str,
    /// The court with jurisdiction.
    pub court: &'a str,
    /// Where reconsideration can be asked for online; required where the document is served online (行政复议法 第二十二条).
    pub online: Option<&'a str>,
}

/// The remedies as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedies {
    /// Government that decides on reconsideration.
    pub government: String,
    /// Court.
    pub court: String,
    /// The sentences, in order.
    pub text: Vec<String>,
    /// Whether reconsideration must come before litigation (行政复议法 第二十三条).
    #[serde(default)]
    pub reconsideration_first: bool,
}

impl Remedies {
    /// The sentences for a document of this title (本决定书, 本通知书).
    pub fn new(title: &str, terms: RemedyTerms, to: RemedyAddresses<'_>) -> Self {
        let RemedyTerms { reconsideration_days: days, litigation_months: months } = terms;
        let subject = title.trim_end_matches('书');
        let mut text = vec![format!(
            "如不服{subject}，可以自收到{title}之日起{days}日内依法向{government}申请行政复议，也可以自收到{title}之日起{months}个月内依法直接向{court}提起行政诉讼。",
            government = to.government,
            court = to.court,
        )];
        text.extend(to.online.map(|online| format!("行政复议申请可以通过{online}在线提交。")));
        text.push(format!("行政复议或者行政诉讼期间，除法律另有规定的情形外，{subject}不停止执行。"));
        Self {
            government: to.government.to_owned(),
            court: to.court.to_owned(),
            text,
            reconsideration_first: false,
        }
    }

    /// The sentences where the party must go to reconsideration first: days for it, and days for litigation after it.
    pub fn reconsideration_first(
        title: &str,
        (days, later): (u16, u16),
        basis: &str,
        to: RemedyAddresses<'_>,
    ) -> Self {
        let subject = title.trim_end_matches('书');
        let RemedyAddresses { government, court, online } = to;
        let mut text = vec![format!(
            "如不服{subject}，依照{basis}的规定，应当先自收到{title}之日起{days}日内依法向{government}申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起{later}日内依法向{court}提起行政诉讼。未经行政复议，不能直接提起行政诉讼。",
        )];
        text.extend(online.map(|online| format!("行政复议申请可以通过{online}在线提交。")));
        text.push(format!("行政复议或者行政诉讼期间，除法律另有规定的情形外，{subject}不停止执行。"));
        Self { government: government.to_owned(), court: court.to_owned(), text, reconsideration_first: true }
    }

    /// Adds what follows when nothing is done: the organ asks the court to enforce (行政强制法 第五十三条).
    #[must_use]
    pub fn with_enforcement(mut self) -> Self {
        self.text.push(
            "逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行。"
                .to_owned(),
        );
        self
    }
}

/// The terms of payment in force (行政处罚法 第六十七条、第七十二条).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentTerms {
    /// Days to pay from service.
    pub days: u16,
    /// Per cent of the fine that each late day adds, never more than the fine in all.
    pub late_percent: u8,
}

/// The account of the collecting bank, which is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CollectingBank<'a> {
    /// Bank.
    pub name: &'a str,
    /// Name of the account.
    pub account_name: &'a str,
    /// Number of the account.
    pub account: &'a str,
}

/// How the party pays, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Fine and confiscated gains together.
    pub due: Amount,
    /// What one late day adds; none without a fine. The most that lateness can add is the fine.
    #[serde(default)]
    pub late_each_day: Option<Fen>,
    /// Bank.
    pub bank: String,
    /// Name of the account.
    pub account_name: String,
    /// Number of the account.
    pub account: String,
    /// The sentences, in order.
    pub text: Vec<String>,
}

impl Payment {
    /// The sentences for a fine and gains; none when there is nothing to pay.
    pub fn new(fine: Fen, gains: Fen, terms: PaymentTerms, bank: CollectingBank<'_>) -> Option<Self> {
        let due = Amount::from([fine, gains].into_iter().sum::<Fen>());
        if due.fen() == Fen::ZERO {
            return None;
        }
        let late_each_day = (fine > Fen::ZERO).then(|| late_each_day(fine, terms.late_percent));
        let mut text = vec![format!(
            "自收到本决定书之日起{days}日内，将罚没款人民币{figures}（大写：{capitals}）缴至{bank}（户名：{account_name}，账号：{account}），或者通过电子支付系统缴纳。",
            days = terms.days,
            figures = due.figures(),
            capitals = due.capitals(),
            bank = bank.name,
            account_name = bank.account_name,
            account = bank.account,
        )];
        text.extend(late_each_day.map(|each_day| {
            format!(
                "到期不缴纳罚款的，每日按罚款数额的{percent}%加处罚款（每日{each_day}），加处罚款总额不超过罚款数额（{at_most}）。行政复议或者行政诉讼期间不计算加处罚款。",
                percent = terms.late_percent,
                each_day = each_day.yuan_text(),
                at_most = fine.yuan_text(),
            )
        }));
        Some(Self {
            due,
            late_each_day,
            bank: bank.name.to_owned(),
            account_name: bank.account_name.to_owned(),
            account: bank.account.to_owned(),
            text,
        })
    }
}

/// What one late day adds; a part of a fen is left to the party.
fn late_each_day(fine: Fen, percent: u8) -> Fen {
    Fen::new(fine.fen().saturating_mul(i64::from(percent)) / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANK: CollectingBank<'_> = CollectingBank {
        name: "示例银行城东支行",
        account_name: "示例市财政局",
        account: "0000123456789012",
    };
    const PAYMENT: PaymentTerms = PaymentTerms { days: 15, late_percent: 3 };

    #[test]
    fn the_party_is_told_government_court_and_both_terms_of_行政复议法_20_and_行政诉讼法_46() {
        let terms = RemedyTerms { reconsideration_days: 60, litigation_months: 6 };
        let to =
            RemedyAddresses {
                government: "示例市人民政府", court: "示例市东城区人民法院", online: None
            };
        let remedies = Remedies::new("本决定书", terms, to).with_enforcement();
        assert_eq!(
            remedies.text,
            [
                "如不服本决定，可以自收到本决定书之日起60日内依法向示例市人民政府申请行政复议，也可以自收到本决定书之日起6个月内依法直接向示例市东城区人民法院提起行政诉讼。",
                "行政复议或者行政诉讼期间，除法律另有规定的情形外，本决定不停止执行。",
                "逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行。",
            ]
        );
    }

    #[test]
    fn late_payment_adds_three_percent_a_day_up_to_the_fine_by_行政处罚法_72() {
        let payment = Payment::new(Fen::from_yuan(5000), Fen::from_yuan(1200), PAYMENT, BANK).unwrap();
        assert_eq!(payment.due.figures(), "6200元");
        assert_eq!(payment.late_each_day, Some(Fen::from_yuan(150)));
        assert!(
            payment.text[0].contains("15日内") && payment.text[0].contains("陆仟贰佰元整"),
            "{:?}",
            payment.text
        );
        assert!(
            payment.text[1].contains("3%加处罚款（每日150元）")
                && payment.text[1].contains("不超过罚款数额（5000元）"),
            "{:?}",
            payment.text
        );
    }

    #[test]
    fn gains_alone_bear_no_late_fine_and_nothing_to_pay_needs_no_bank() {
        let payment = Payment::new(Fen::ZERO, Fen::from_yuan(1200), PAYMENT, BANK).unwrap();
        assert_eq!((payment.text.len(), payment.late_each_day), (1, None));
        assert_eq!(Payment::new(Fen::ZERO, Fen::ZERO, PAYMENT, BANK), None);
    }
}
