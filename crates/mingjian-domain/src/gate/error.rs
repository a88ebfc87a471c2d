//! Why nothing may pass the gate, in words for the staff with what to do.
//! A message never repeats a protected value.

use crate::refusal::Refusal;
use mingjian_law::citation::Citation;

/// Why nothing may pass the gate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// There is no decision yet.
    #[error("案件还没有作出处罚决定，没有可以公示的内容。")]
    NoDecision,
    /// The result bears no penalty; it is never published by name (行政处罚法 第四十八条).
    #[error("不予行政处罚的决定不以当事人名义公示。请由两人办理“不予公示”并写明依据。")]
    NoPenalty,
    /// The party is a minor (未成年人保护法 第一百零三条).
    #[error("当事人是未成年人，不得公示可能识别其身份的信息。请办理“不予公示”。")]
    Minor,
    /// The body has decided not to publish.
    #[error("本案已经决定不予公示，不能再形成公示内容。")]
    Declined,
    /// Nobody has confirmed the masked text.
    #[error("公示文本还没有经过脱敏确认。请先在公示工作台核对并确认。")]
    NotConfirmed,
    /// The decision that was handed in is not that of the case.
    #[error("决定书与案件不相符，不能形成公示内容。请联系管理员。")]
    OtherDecision,
    /// A text holds what must stay hidden.
    #[error("“{place}”中还有不得公开的内容（{kinds}），不能公示。请退回脱敏后重新确认。")]
    Leak {
        /// The field or channel.
        place: String,
        /// The kinds found, never the values.
        kinds: String,
    },
    /// There is nothing to withdraw.
    #[error("还没有登记使决定失效或者变更的文书，或者没有写明公开说明的理由，不能形成撤下说明。")]
    NoWithdrawal,
}

impl GateError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoDecision => "public-no-decision",
            Self::NoPenalty => "public-no-penalty",
            Self::Minor => "public-minor",
            Self::Declined => "public-declined",
            Self::NotConfirmed => "public-not-confirmed",
            Self::OtherDecision => "public-other-decision",
            Self::Leak { .. } => "public-leak",
            Self::NoWithdrawal => "public-no-withdrawal",
        }
    }

    /// The articles.
    pub fn basis(&self) -> Vec<Citation> {
        match self {
            Self::NoDecision | Self::NoPenalty | Self::OtherDecision => {
                vec![Citation::article("行政处罚法", 48).paragraph(1)]
            }
            Self::Minor => vec![Citation::article("未成年人保护法", 103)],
            Self::Declined => {
                vec![Citation::article("政府信息公开条例", 14), Citation::article("政府信息公开条例", 15)]
            }
            Self::NotConfirmed | Self::Leak { .. } => {
                vec![Citation::article("政府信息公开条例", 15), Citation::article("个人信息保护法", 28)]
            }
            Self::NoWithdrawal => vec![Citation::article("行政处罚法", 48).paragraph(2)],
        }
    }
}

impl From<GateError> for Refusal {
    fn from(error: GateError) -> Self {
        Self::law(error.code(), &error.to_string(), error.basis())
    }
}
