//! The fields of a decision, each with the most that the public may ever see of it.
//! A pack may show less, never more; a field that no pack names is withheld.

use super::shown::Shown;
use crate::act::lead::PartyKind;
use crate::law::{Law, party_kind};
use mingjian_law::disclosure::{Disclosure, Mask};

/// The most that the public may ever see of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// It may be shown as it is.
    Public,
    /// It may be shown after masking.
    Masked(Mask),
    /// It is never shown, whatever a pack says.
    Withheld,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $Field:ident = $id:literal, $label:literal, $class:expr;)+) => {
        /// A field of a decision on its way to the public.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $Field,)+ }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$Field),+];

            /// Its id in the disclosure rules.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$Field => $id),+ }
            }

            /// What readers see.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$Field => $label),+ }
            }

            /// The most that may be seen of it. A field without a class does not compile.
            pub const fn class(self) -> Class {
                match self { $(Self::$Field => $class),+ }
            }
        }
    };
}

fields! {
    /// 决定书文号.
    Number = "number", "决定书文号", Class::Public;
    /// 处罚机关.
    Organ = "organ", "处罚机关", Class::Public;
    /// 当事人; for citizens a pack says whether the whole name is shown.
    PartyName = "party-name", "当事人", Class::Public;
    /// 当事人类别.
    PartyKind = "party-kind", "当事人类别", Class::Public;
    /// 统一社会信用代码.
    PartyCreditCode = "party-credit-code", "统一社会信用代码", Class::Public;
    /// 身份证件号码 (个人信息保护法 第二十八条).
    PartyIdNumber = "party-id-number", "身份证件号码", Class::Withheld;
    /// 住址或者住所.
    PartyAddress = "party-address", "住址或者住所", Class::Public;
    /// 联系电话.
    PartyPhone = "party-phone", "联系电话", Class::Withheld;
    /// 法定代表人或者负责人.
    LegalRepresentative = "legal-representative", "法定代表人或者负责人", Class::Public;
    /// 许可证件.
    PartyLicence = "party-licence", "许可证件", Class::Public;
    /// 案件编号: of the file, not of the decision.
    CaseNumber = "case-number", "案件编号", Class::Public;
    /// 受委托组织.
    EntrustedBody = "entrusted-body", "受委托组织", Class::Public;
    /// 案件来源和调查经过: it may name who reported.
    Course = "course", "案件来源和调查经过", Class::Masked(Mask::Prose);
    /// 案由.
    Cause = "cause", "案由", Class::Public;
    /// 违法事实.
    Facts = "facts", "违法事实", Class::Masked(Mask::Prose);
    /// 证据: names of items often name people.
    Evidence = "evidence", "证据", Class::Masked(Mask::Prose);
    /// 证据种类.
    EvidenceKinds = "evidence-kinds", "证据种类", Class::Public;
    /// 陈述申辩及复核.
    Plea = "plea", "陈述申辩及复核", Class::Masked(Mask::Prose);
    /// 违反的规定.
    DutyClause = "duty-clause", "违反的规定", Class::Public;
    /// 处罚依据.
    PenaltyClause = "penalty-clause", "处罚依据", Class::Public;
    /// 裁量理由.
    Reasons = "reasons", "裁量理由", Class::Masked(Mask::Prose);
    /// 处罚种类.
    PenaltyKinds = "penalty-kinds", "处罚种类", Class::Public;
    /// 处罚内容.
    PenaltyContent = "penalty-content", "处罚内容", Class::Public;
    /// 罚款金额.
    Fine = "fine", "罚款金额", Class::Public;
    /// 没收金额或者财物.
    Confiscation = "confiscation", "没收金额或者财物", Class::Public;
    /// 履行方式和期限.
    Performance = "performance", "履行方式和期限", Class::Public;
    /// 救济途径和期限.
    Remedies = "remedies", "救济途径和期限", Class::Public;
    /// 决定日期.
    DecidedOn = "decided-on", "决定日期", Class::Public;
    /// 送达日期.
    ServedOn = "served-on", "送达日期", Class::Public;
    /// 执法人员.
    Officers = "officers", "执法人员", Class::Public;
    /// 银行账号.
    BankAccount = "bank-account", "银行账号", Class::Withheld;
}

/// The rules of one body for one kind of party.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules<'a> {
    law: Law<'a>,
    party: PartyKind,
}

impl<'a> Rules<'a> {
    /// The rules for a party.
    pub(super) const fn new(law: Law<'a>, party: PartyKind) -> Self {
        Self { law, party }
    }

    /// What happens to a field: the pack's choice, never above the class.
    pub(super) fn of(self, field: Field) -> Disclosure {
        let disclosure = &self.law.pack.disclosure;
        let chosen = disclosure.field(field.id(), party_kind(self.party));
        match (field.class(), chosen) {
            (Class::Public | Class::Masked(_) | Class::Withheld, withheld @ Disclosure::Withheld(_)) => {
                withheld
            }
            (Class::Withheld, Disclosure::Public | Disclosure::Masked(_)) => {
                Disclosure::Withheld(disclosure.silence().clone())
            }
            (Class::Masked(mask), Disclosure::Public) => Disclosure::Masked(mask),
            (Class::Public | Class::Masked(_), masked @ Disclosure::Masked(_)) => masked,
            (Class::Public, Disclosure::Public) => Disclosure::Public,
        }
    }

    /// Whether a field is shown as it is.
    pub(super) fn is_open(self, field: Field) -> bool {
        self.of(field) == Disclosure::Public
    }

    /// A value that is shown whole or not at all: it has no form in which it could be masked.
    pub(super) fn whole<T>(self, field: Field, value: T) -> Shown<T> {
        match self.of(field) {
            Disclosure::Public => Shown::Public { value },
            Disclosure::Masked(_) => Shown::Withheld { basis: self.basis(field) },
            Disclosure::Withheld(basis) => Shown::Withheld { basis: basis.to_string() },
        }
    }

    /// A text that is shown, shown in the masked form that the caller knows, or withheld.
    pub(super) fn text(
        self,
        field: Field,
        value: &str,
        masked: impl FnOnce(Mask) -> String,
    ) -> Shown<String> {
        match self.of(field) {
            Disclosure::Public => Shown::Public { value: value.to_owned() },
            Disclosure::Masked(mask) => Shown::Masked { value: masked(mask), basis: self.basis(field) },
            Disclosure::Withheld(basis) => Shown::Withheld { basis: basis.to_string() },
        }
    }

    /// The articles of the rule for a field; those of silence where there is none.
    pub(super) fn basis(self, field: Field) -> String {
        let disclosure = &self.law.pack.disclosure;
        let rule = disclosure.fields().find(|entry| entry.rule.id == field.id());
        rule.map_or_else(|| disclosure.silence().to_string(), |entry| entry.rule.basis.to_string())
    }
}
