//! What the body prints on its documents: names, words of its numbers, where to seek remedy, where to pay, whom to reach.
//! It holds nothing of a case but the names that the app looked up for it.

use super::ComposeFault;
use crate::document::parts::Contact;
use crate::document::remedies::{CollectingBank, RemedyAddresses};
use crate::id::UserId;
use mingjian_law::organ::{Bank, Numbering, OrganIdentity};
use std::collections::BTreeMap;

/// What the body prints. What it has not entered is none, and a document that must name it is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Full name of the organ, as on its seal.
    pub organ: String,
    /// Where it can be found.
    pub address: Option<String>,
    /// The telephone number for the public.
    pub telephone: Option<String>,
    /// The department that handles the case.
    pub handling_unit: Option<String>,
    /// The organisation that handles the case under an entrustment (行政处罚法 第二十条).
    pub entrusted_body: Option<String>,
    /// Short name of the place in document numbers: 许.
    pub region: String,
    /// The words of document numbers.
    pub numbering: Numbering,
    /// The government of the same level, which decides on reconsideration (行政复议法 第二十四条).
    pub government: String,
    /// The courts with jurisdiction.
    pub courts: Vec<String>,
    /// Where reconsideration can be asked for online (行政复议法 第二十二条).
    pub online: Option<String>,
    /// The bank at which fines are paid (行政处罚法 第六十七条).
    pub bank: Option<Bank>,
    /// Where decisions are published: 本机关门户网站.
    pub publicity: Option<String>,
    /// Whether everything is fictional.
    pub demonstration: bool,
    /// The names of the users whom acts of the case name: the host of a hearing.
    pub people: BTreeMap<UserId, String>,
}

/// What a body entered of itself to complete its pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EnteredLetterhead {
    /// Where it can be found.
    pub address: Option<String>,
    /// The telephone number for the public.
    pub telephone: Option<String>,
    /// The court with jurisdiction.
    pub court: Option<String>,
    /// Where reconsideration can be asked for online.
    pub online: Option<String>,
    /// Where decisions are published.
    pub publicity: Option<String>,
    /// The bank at which fines are paid.
    pub bank: Option<Bank>,
}

impl Letterhead {
    /// What the pack says of the body; the app adds the unit, the entrusted body and the people of the case.
    pub fn of(organ: &OrganIdentity) -> Self {
        Self {
            organ: organ.name.clone(),
            address: organ.address.clone(),
            telephone: organ.phone.clone(),
            handling_unit: None,
            entrusted_body: None,
            region: organ.region.clone(),
            numbering: organ.numbering.clone(),
            government: organ.reconsideration.clone(),
            courts: organ.court.iter().cloned().collect(),
            online: None,
            bank: organ.bank.clone(),
            publicity: None,
            demonstration: organ.demonstration,
            people: BTreeMap::new(),
        }
    }

    /// The same with what the body entered, where its pack says nothing.
    #[must_use]
    pub fn completed_by(mut self, entered: EnteredLetterhead) -> Self {
        self.address = filled_or(self.address, entered.address);
        self.telephone = filled_or(self.telephone, entered.telephone);
        self.online = filled_or(self.online, entered.online);
        self.publicity = filled_or(self.publicity, entered.publicity);
        if self.courts.iter().all(|court| filled(Some(court)).is_none()) {
            self.courts = entered.court.into_iter().collect();
        }
        self.bank = self.bank.or(entered.bank);
        self
    }

    /// What the body still has to enter before it can issue every document.
    pub fn missing(&self) -> Vec<&'static str> {
        let entered = [
            ("办公地址", filled(self.address.as_deref()).is_some()),
            ("联系电话", filled(self.telephone.as_deref()).is_some()),
            ("行政复议机关", filled(Some(&self.government)).is_some()),
            ("管辖法院", !self.courts.is_empty()),
            ("罚款代收银行和账户", self.bank.is_some()),
        ];
        entered.into_iter().filter(|(_, known)| !known).map(|(name, _)| name).collect()
    }

    /// Whom the party reaches: the handlers, at the office.
    pub(super) fn contact(&self, person: String) -> Result<Contact, ComposeFault> {
        let telephone = filled(self.telephone.as_deref()).ok_or(ComposeFault::Letterhead("联系电话"))?;
        let address = filled(self.address.as_deref()).ok_or(ComposeFault::Letterhead("办公地址"))?;
        Ok(Contact { person, telephone: telephone.to_owned(), address: address.to_owned() })
    }

    /// The courts in one phrase.
    pub(super) fn court(&self) -> Result<String, ComposeFault> {
        let courts: Vec<&str> = self.courts.iter().filter_map(|court| filled(Some(court))).collect();
        if courts.is_empty() {
            Err(ComposeFault::Letterhead("管辖法院"))
        } else {
            Ok(courts.join("或者"))
        }
    }

    /// Government, court and online address.
    pub(super) fn remedy_addresses<'a>(
        &'a self,
        court: &'a str,
    ) -> Result<RemedyAddresses<'a>, ComposeFault> {
        let government = filled(Some(&self.government)).ok_or(ComposeFault::Letterhead("行政复议机关"))?;
        Ok(RemedyAddresses { government, court, online: filled(self.online.as_deref()) })
    }

    /// The account for fines.
    pub(super) fn collecting_bank(&self) -> Result<CollectingBank<'_>, ComposeFault> {
        let bank = self.bank.as_ref().ok_or(ComposeFault::Letterhead("罚款代收银行和账户"))?;
        Ok(CollectingBank { name: &bank.name, account_name: &bank.account_name, account: &bank.account })
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn filled_or(own: Option<String>, entered: Option<String>) -> Option<String> {
    own.filter(|text| filled(Some(text)).is_some()).or(entered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingjian_law::pack::Pack;

    #[test]
    fn what_the_body_entered_completes_its_pack_and_never_overrules_it() {
        let pack = Pack::embedded("xuchang-health").unwrap();
        let bare = Letterhead::of(&pack.organ);
        assert_eq!(bare.missing(), ["办公地址", "联系电话", "管辖法院", "罚款代收银行和账户"]);
        let entered = EnteredLetterhead {
            address: Some("示例路1号".to_owned()),
            telephone: Some("0000-1234567".to_owned()),
            court: Some("示例区人民法院".to_owned()),
            bank: Some(Bank {
                name: "示例银行".to_owned(),
                account_name: "示例财政".to_owned(),
                account: "000000".to_owned(),
            }),
            ..EnteredLetterhead::default()
        };
        let whole = bare.completed_by(entered.clone());
        assert_eq!(whole.missing(), Vec::<&str>::new());
        let other = EnteredLetterhead { address: Some("别处".to_owned()), ..EnteredLetterhead::default() };
        assert_eq!(whole.clone().completed_by(other), whole);
    }
}
