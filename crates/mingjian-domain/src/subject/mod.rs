//! Subjects (监管对象): the units and persons under supervision, as they are entered, kept and compared.
//! It opens no proceeding and reads no file; which of two entries is right is for a person to say.

pub mod column;
pub mod draft;
pub mod identity;
pub mod permission;
pub mod sheet;
pub mod similar;

use crate::act::Personal;
use crate::act::lead::{PartyEntry, PartyKind};
use crate::value::credit_code::CreditCode;
use crate::value::phone::Phone;
use crate::value::plain;
use crate::value::resident_id::ResidentId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A field of supervision (专业).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speciality {
    /// 医疗卫生
    Medical,
    /// 传染病防治
    InfectiousDisease,
    /// 公共场所卫生
    PublicPlace,
    /// 生活饮用水卫生
    DrinkingWater,
    /// 学校卫生
    School,
    /// 放射卫生
    Radiation,
    /// 职业卫生
    Occupational,
    /// 餐具饮具集中消毒
    Tableware,
    /// 消毒产品
    Disinfection,
    /// 涉水产品
    WaterProduct,
    /// 采供血
    Blood,
    /// 妇幼健康
    MotherAndChild,
    /// 其他
    Other,
}

impl Speciality {
    /// All of them, in the order of lists.
    pub const ALL: &'static [Self] = &[
        Self::Medical,
        Self::InfectiousDisease,
        Self::PublicPlace,
        Self::DrinkingWater,
        Self::School,
        Self::Radiation,
        Self::Occupational,
        Self::Tableware,
        Self::Disinfection,
        Self::WaterProduct,
        Self::Blood,
        Self::MotherAndChild,
        Self::Other,
    ];

    /// The identifier in rows, forms and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Medical => "medical",
            Self::InfectiousDisease => "infectious-disease",
            Self::PublicPlace => "public-place",
            Self::DrinkingWater => "drinking-water",
            Self::School => "school",
            Self::Radiation => "radiation",
            Self::Occupational => "occupational",
            Self::Tableware => "tableware",
            Self::Disinfection => "disinfection",
            Self::WaterProduct => "water-product",
            Self::Blood => "blood",
            Self::MotherAndChild => "mother-and-child",
            Self::Other => "other",
        }
    }

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Medical => "医疗卫生",
            Self::InfectiousDisease => "传染病防治",
            Self::PublicPlace => "公共场所卫生",
            Self::DrinkingWater => "生活饮用水卫生",
            Self::School => "学校卫生",
            Self::Radiation => "放射卫生",
            Self::Occupational => "职业卫生",
            Self::Tableware => "餐具饮具集中消毒",
            Self::Disinfection => "消毒产品",
            Self::WaterProduct => "涉水产品",
            Self::Blood => "采供血",
            Self::MotherAndChild => "妇幼健康",
            Self::Other => "其他",
        }
    }

    /// Reads an identifier, a label, or what people write for it: 医疗, 公共场所, 饮用水.
    pub fn read(text: &str) -> Option<Self> {
        let text = plain::tidy(text);
        let known = Self::ALL.iter().copied().find(|one| one.id() == text || one.label() == text);
        known.or_else(|| {
            let short = text.strip_suffix("卫生").unwrap_or(&text);
            Some(match short {
                "医疗" | "医疗机构" | "医疗服务" => Self::Medical,
                "传染病" => Self::InfectiousDisease,
                "公共场所" => Self::PublicPlace,
                "生活饮用水" | "饮用水" | "供水" => Self::DrinkingWater,
                "学校" => Self::School,
                "放射" | "放射诊疗" => Self::Radiation,
                "职业" | "职业病防治" => Self::Occupational,
                "餐饮具" | "餐饮具集中消毒" | "餐具集中消毒" => Self::Tableware,
                "消毒" | "消毒产品生产" => Self::Disinfection,
                "涉及饮用水安全产品" => Self::WaterProduct,
                "血液" | "血液安全" => Self::Blood,
                "妇幼" | "母婴保健" | "计划生育" => Self::MotherAndChild,
                _ => return None,
            })
        })
    }
}

/// Whether a subject works.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectStatus {
    /// 营业
    #[default]
    Operating,
    /// 停业
    Suspended,
    /// 注销
    Closed,
}

impl SubjectStatus {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Operating, Self::Suspended, Self::Closed];

    /// The identifier in rows, forms and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Operating => "operating",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
        }
    }

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Operating => "营业",
            Self::Suspended => "停业",
            Self::Closed => "注销",
        }
    }

    /// Reads an identifier, a label, or what people write for it.
    pub fn read(text: &str) -> Option<Self> {
        Some(match plain::tidy(text).as_str() {
            "operating" | "营业" | "正常" | "正常营业" | "开业" | "在业" | "存续" | "营业中" => {
                Self::Operating
            }
            "suspended" | "停业" | "歇业" | "暂停营业" | "停业整顿" => Self::Suspended,
            "closed" | "注销" | "已注销" | "吊销" | "关闭" | "已关闭" => Self::Closed,
            _ => return None,
        })
    }
}

/// Reads what kind of party a subject is, as people write it.
pub fn read_kind(text: &str) -> Option<PartyKind> {
    Some(match plain::tidy(text).as_str() {
        "citizen" | "公民" | "个人" | "自然人" => PartyKind::Citizen,
        "organisation"
        | "法人或者其他组织"
        | "法人"
        | "其他组织"
        | "法人和其他组织"
        | "单位"
        | "企业"
        | "机构"
        | "事业单位"
        | "社会组织"
        | "公司" => PartyKind::Organisation,
        "individual-business" | "个体工商户" | "个体户" | "个体" | "个体经营" => {
            PartyKind::IndividualBusiness
        }
        _ => return None,
    })
}

/// The identifier of a kind of party in rows and forms.
pub const fn kind_id(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Citizen => "citizen",
        PartyKind::Organisation => "organisation",
        PartyKind::IndividualBusiness => "individual-business",
    }
}

/// What a licence is called when only its number is said.
pub const UNNAMED_LICENCE: &str = "许可证";

/// A licence (许可证件).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name, such as 医疗机构执业许可证.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// The first day on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it holds; none where it has no end or the end is not known.
    pub valid_to: Option<NaiveDate>,
    /// Who issued it.
    pub issuer: String,
}

/// A unit or person under supervision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// What it is, in the words that a party has.
    pub kind: PartyKind,
    /// The name, as on the licence or the identity document.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: Option<CreditCode>,
    /// The identity number of a citizen.
    pub resident_id: Option<ResidentId>,
    /// The fields of supervision.
    pub specialities: BTreeSet<Speciality>,
    /// What it does (经营范围).
    pub activity: String,
    /// Where it works.
    pub address: String,
    /// The county or district.
    pub area: String,
    /// The legal representative, person in charge or operator.
    pub representative: String,
    /// Their identity number.
    pub representative_id: Option<ResidentId>,
    /// Whom to ask for.
    pub contact: String,
    /// A telephone number.
    pub phone: Option<Phone>,
    /// The licences.
    pub licences: Vec<Licence>,
    /// Whether it works.
    pub status: SubjectStatus,
}

impl Subject {
    /// The party of a proceeding against it; protected numbers only where the reader may have them.
    ///
    /// A business is named by its operator's identity number, an organisation by its code alone.
    pub fn party(&self, with_numbers: bool) -> PartyEntry {
        let number = match self.kind {
            PartyKind::Citizen => self.resident_id.as_ref(),
            PartyKind::IndividualBusiness => self.representative_id.as_ref(),
            PartyKind::Organisation => None,
        };
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let licence = self.licences.first().map(|licence| match licence.number.as_str() {
            "" => licence.kind.clone(),
            number => format!("{}（{number}）", licence.kind),
        });
        PartyEntry {
            kind: self.kind,
            name: self.name.clone(),
            credit_code: self.credit_code.as_ref().map(|code| code.as_str().to_owned()),
            resident_id: number.filter(|_| with_numbers).map(|id| Personal(id.reveal().to_owned())),
            responsible_person: some(&self.representative),
            address: self.address.clone(),
            phone: self.phone.as_ref().filter(|_| with_numbers).map(|phone| Personal(phone.reveal())),
            licence,
        }
    }

    /// Whether a licence has run out before a day.
    pub fn has_expired_licence(&self, today: NaiveDate) -> bool {
        self.licences.iter().any(|licence| licence.valid_to.is_some_and(|last| last < today))
    }
}

/// One thing that differs between two states of a subject, in words; protected numbers are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What.
    pub label: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// What differs, in the order of the form.
pub fn differences(before: &Subject, after: &Subject) -> Vec<Difference> {
    let (old, new) = (properties(before), properties(after));
    let pairs = old.into_iter().zip(new);
    let mut found: Vec<Difference> = pairs
        .filter(|((_, _, before), (_, _, after))| before != after)
        .map(|((label, before, _), (_, after, _))| Difference { label: label.to_owned(), before, after })
        .collect();
    let gone = before.licences.iter().filter(|licence| !after.licences.contains(licence));
    let come = after.licences.iter().filter(|licence| !before.licences.contains(licence));
    let (gone, come): (Vec<String>, Vec<String>) =
        (gone.map(in_words).collect(), come.map(in_words).collect());
    if !gone.is_empty() || !come.is_empty() {
        let (before, after) = (gone.join("；"), come.join("；"));
        found.push(Difference { label: "许可证件".to_owned(), before, after });
    }
    found
}

/// A licence in one line.
pub fn in_words(licence: &Licence) -> String {
    use crate::value::date_text::chinese_date;
    let mut text = licence.kind.clone();
    if !licence.number.is_empty() {
        text = format!("{text} {}", licence.number);
    }
    if let Some(last) = licence.valid_to {
        text = format!("{text}，有效期至{}", chinese_date(last));
    }
    text.trim().to_owned()
}

/// Label, what may be shown, and what is compared.
fn properties(subject: &Subject) -> Vec<(&'static str, String, String)> {
    let same = |label, text: String| (label, text.clone(), text);
    let masked = |label, id: Option<&ResidentId>| {
        let shown = id.map(ToString::to_string).unwrap_or_default();
        (label, shown, id.map(|id| id.reveal().to_owned()).unwrap_or_default())
    };
    let specialities: Vec<&str> = subject.specialities.iter().map(|one| one.label()).collect();
    vec![
        same("类别", subject.kind.label().to_owned()),
        same("名称", subject.name.clone()),
        same("统一社会信用代码", subject.credit_code.as_ref().map(ToString::to_string).unwrap_or_default()),
        masked("居民身份证号码", subject.resident_id.as_ref()),
        same("专业", specialities.join("、")),
        same("经营范围", subject.activity.clone()),
        same("地址", subject.address.clone()),
        same("县（区）", subject.area.clone()),
        same("法定代表人（负责人、经营者）", subject.representative.clone()),
        masked("法定代表人（负责人、经营者）身份证号码", subject.representative_id.as_ref()),
        same("联系人", subject.contact.clone()),
        (
            "联系电话",
            subject.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
            subject.phone.as_ref().map(|phone| phone.figures().to_owned()).unwrap_or_default(),
        ),
        same("状态", subject.status.label().to_owned()),
    ]
}
