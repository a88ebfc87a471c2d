//! What a form of a penalty on the spot offers: the kinds that the spot allows, and its limit for this party beside the
//! fine (行政处罚法 第五十一条).
//! It judges nothing: amounts and kinds are the pack's, and the domain compares.

use super::draw::{Block, Drawing};
use super::range::articles;
use super::shape::{Member, Shape};
use mingjian_domain::law::{Law, party_kind};
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::value::money::Fen;

const PENALTY: &str = "penalty";
const KINDS: &str = "kinds";
const FINE: &str = "penalty.fine";

/// Takes the kinds away that nobody may impose on the spot.
pub(crate) fn offer_only_what_the_spot_allows(members: &mut [Member], law: Law<'_>) {
    let Some(summary) = law.summary() else { return };
    let allowed = |id: &str| summary.kinds.iter().any(|kind| kind.id() == id);
    let penalties = members.iter_mut().filter(|member| member.name == PENALTY);
    for penalty in penalties {
        let Shape::Group(inner) = &mut penalty.shape else { continue };
        for kinds in inner.iter_mut().filter(|member| member.name == KINDS) {
            if let Shape::Many(each) = &mut kinds.shape
                && let Shape::OneOf(choices) = &mut **each
            {
                choices.retain(|(id, _)| allowed(id));
            }
        }
    }
}

/// Says beside the fine how much the spot allows for this party.
pub(crate) fn tell_the_limit(drawing: &mut Drawing, proceeding: &Proceeding, law: Law<'_>) {
    let Some(summary) = law.summary() else { return };
    let kind = proceeding.party().kind;
    let most = Fen::new(summary.most_fen.of(party_kind(kind)));
    let limit = format!(
        "没有罚款的填0。当事人是{}，当场罚款不超过{}（{}），并且在案由的法定幅度以内；超过的请转为普通程序。",
        kind.label(),
        most.yuan_text(),
        articles(&summary.basis)
    );
    for block in &mut drawing.blocks {
        if let Block::Field(field) = block
            && field.name == FINE
        {
            field.help = Some(limit.clone());
        }
    }
}
