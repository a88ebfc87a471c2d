//! What a proceeding knows and the public must not read: names of others, numbers, addresses, and why each is withheld.
//! It searches nothing; [`super::mask`] and [`super::leak`] do.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::fold::{Noise, skeleton_of};
use super::phone::{PhoneKind, area_length, kind_of};
use super::resident_id::ResidentId;

/// Kinds of protected values, each with the rule that withholds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProtectedKind {
    /// 自然人姓名: patients, employees, witnesses, complainants.
    PersonName,
    /// 证件号码: identity numbers, passports, permits.
    IdNumber,
    /// 电话号码.
    Phone,
    /// 电子邮箱.
    Email,
    /// 微信、QQ and other accounts by which a person is reached.
    Contact,
    /// 家庭住址.
    Address,
    /// 机动车号牌.
    Plate,
    /// 银行账号.
    BankAccount,
    /// 健康状况、病历内容.
    Health,
    /// 商业秘密.
    TradeSecret,
}

/// The article of law by which a value is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithheldBy {
    /// Short title of the law.
    pub law: &'static str,
    /// Number of the article.
    pub article: u16,
}

impl ProtectedKind {
    /// The kind in Chinese, for the clerk's list.
    pub fn label(self) -> &'static str {
        match self {
            Self::PersonName => "自然人姓名",
            Self::IdNumber => "证件号码",
            Self::Phone => "电话号码",
            Self::Email => "电子邮箱",
            Self::Contact => "网络账号",
            Self::Address => "家庭住址",
            Self::Plate => "机动车号牌",
            Self::BankAccount => "银行账号",
            Self::Health => "健康信息",
            Self::TradeSecret => "商业秘密",
        }
    }

    /// Privacy and business secrets of others: 政府信息公开条例 第十五条. Health, accounts: sensitive personal information
    /// (个人信息保护法 第二十八条).
    pub fn basis(self) -> WithheldBy {
        match self {
            Self::BankAccount | Self::Health => WithheldBy { law: "个人信息保护法", article: 28 },
            Self::PersonName
            | Self::IdNumber
            | Self::Phone
            | Self::Email
            | Self::Contact
            | Self::Address
            | Self::Plate
            | Self::TradeSecret => WithheldBy { law: "政府信息公开条例", article: 15 },
        }
    }

    /// What stands in the published text instead, unless the proceeding names another word (患者甲).
    pub fn replacement(self) -> &'static str {
        match self {
            Self::PersonName => "某某",
            Self::IdNumber => "（证件号码略）",
            Self::Phone => "（电话略）",
            Self::Email => "（邮箱略）",
            Self::Contact => "（账号略）",
            Self::Address => "（住址略）",
            Self::Plate => "（号牌略）",
            Self::BankAccount => "（银行账号略）",
            Self::Health => "（健康信息略）",
            Self::TradeSecret => "（商业秘密略）",
        }
    }

    fn noise(self) -> Noise {
        match self {
            Self::IdNumber | Self::Phone | Self::BankAccount => Noise::Number,
            Self::PersonName
            | Self::Email
            | Self::Contact
            | Self::Address
            | Self::Plate
            | Self::Health
            | Self::TradeSecret => Noise::Prose,
        }
    }
}

/// One value that must not be read by the public. It never prints in clear.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protected {
    kind: ProtectedKind,
    value: String,
    replacement: Option<String>,
}

impl Protected {
    /// A value of a kind; none when fewer than two meaningful signs are left of it, or when it is masked already.
    pub fn new(kind: ProtectedKind, value: &str) -> Option<Self> {
        let signs = skeleton_of(value, kind.noise());
        let usable = signs.len() >= 2 && !signs.contains(&'*');
        usable.then(|| Self { kind, value: value.trim().to_owned(), replacement: None })
    }

    /// The same value with its own word for the published text: 患者甲.
    #[must_use]
    pub fn shown_as(mut self, replacement: &str) -> Self {
        self.replacement = Some(replacement.to_owned());
        self
    }

    /// Its kind.
    pub fn kind(&self) -> ProtectedKind {
        self.kind
    }

    /// The value in clear, for the sealed side only.
    pub fn reveal(&self) -> &str {
        &self.value
    }

    /// What stands in the published text.
    pub fn replacement(&self) -> &str {
        self.replacement.as_deref().unwrap_or_else(|| self.kind.replacement())
    }

    /// The value and the shorter forms in which it is still the same value.
    pub(super) fn patterns(&self) -> Vec<Pattern> {
        let noise = self.kind.noise();
        let full = Pattern { signs: skeleton_of(&self.value, noise), noise, bounded: false };
        let bounded =
            full.signs.len() < 11 && matches!(self.kind, ProtectedKind::Phone | ProtectedKind::IdNumber);
        let mut patterns = vec![Pattern { bounded, ..full }];
        let short = match self.kind {
            ProtectedKind::IdNumber => ResidentId::parse(&self.value).ok().and_then(|id| id.old_form()),
            ProtectedKind::Phone => short_phone(&self.value),
            ProtectedKind::Address => short_address(&self.value),
            ProtectedKind::PersonName
            | ProtectedKind::Email
            | ProtectedKind::Contact
            | ProtectedKind::Plate
            | ProtectedKind::BankAccount
            | ProtectedKind::Health
            | ProtectedKind::TradeSecret => None,
        };
        let bounded = self.kind == ProtectedKind::Phone;
        patterns.extend(short.map(|short| Pattern { signs: skeleton_of(&short, noise), noise, bounded }));
        patterns
    }
}

impl fmt::Debug for Protected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Protected({}, {} signs)", self.kind.label(), self.value.chars().count())
    }
}

/// What the search compares: folded signs, the noise to leave out, and whether figures may stand directly beside it.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub(super) signs: Vec<char>,
    pub(super) noise: Noise,
    pub(super) bounded: bool,
}

/// A landline without its area code, a mobile without +86.
fn short_phone(value: &str) -> Option<String> {
    let figures: String = skeleton_of(value, Noise::Number).into_iter().collect();
    let national = figures.strip_prefix("0086").or_else(|| figures.strip_prefix("86")).unwrap_or(&figures);
    match kind_of(national) {
        Some(PhoneKind::Landline) => national.get(area_length(national)..).map(str::to_owned),
        Some(PhoneKind::Mobile) if national.len() < figures.len() => Some(national.to_owned()),
        _ => None,
    }
}

/// An address without province, city and county: what is left still leads to the door.
fn short_address(value: &str) -> Option<String> {
    let start = value
        .char_indices()
        .take(14)
        .filter(|(_, ch)| matches!(ch, '省' | '市' | '区' | '县'))
        .map(|(at, ch)| at + ch.len_utf8())
        .last()?;
    value.get(start..).filter(|rest| rest.chars().count() >= 5).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_one_sign_or_already_masked_is_refused() {
        assert!(Protected::new(ProtectedKind::PersonName, " 王 ").is_none());
        assert!(Protected::new(ProtectedKind::Phone, "138****5678").is_none());
        assert!(Protected::new(ProtectedKind::PersonName, "王伟").is_some());
    }

    #[test]
    fn a_protected_value_does_not_print_itself() {
        let value = Protected::new(ProtectedKind::PersonName, "欧阳明").unwrap();
        assert_eq!(format!("{value:?}"), "Protected(自然人姓名, 3 signs)");
        assert_eq!(value.clone().shown_as("患者甲").replacement(), "患者甲");
        assert_eq!(value.replacement(), "某某");
    }

    #[test]
    fn an_address_keeps_its_door_when_the_city_is_left_out() {
        assert_eq!(short_address("河南省示例市建设路1号2单元").as_deref(), Some("建设路1号2单元"));
        assert_eq!(short_address("示例市东街"), None);
    }
}
