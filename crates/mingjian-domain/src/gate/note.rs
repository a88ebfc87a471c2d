//! What the public is told of what it cannot read: how many places are masked, which fields are missing, and why.
//! It counts marks in the confirmed text; what stood there before is not in it.

use crate::value::protected::ProtectedKind;
use serde::{Deserialize, Serialize};

/// So many places of one kind are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaskNote {
    /// What is masked: 自然人姓名.
    pub label: String,
    /// In how many places.
    pub count: u32,
    /// The article, in words.
    pub basis: String,
}

/// A field that is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithheldNote {
    /// The field.
    pub label: String,
    /// The articles, in words.
    pub basis: String,
}

/// Kinds that have a word of their own in masked text; a name is counted by its 某.
const KINDS: &[ProtectedKind] = &[
    ProtectedKind::IdNumber,
    ProtectedKind::Phone,
    ProtectedKind::Email,
    ProtectedKind::Contact,
    ProtectedKind::Address,
    ProtectedKind::Plate,
    ProtectedKind::BankAccount,
    ProtectedKind::Health,
    ProtectedKind::TradeSecret,
];

/// What is masked in a confirmed text, compared with the original: marks that stood in the original are no masking.
pub(super) fn mask_notes(original: &str, confirmed: &str) -> Vec<MaskNote> {
    let added = |count: fn(&str) -> usize| count(confirmed).saturating_sub(count(original));
    let names = (ProtectedKind::PersonName, added(persons));
    let others = KINDS.iter().map(|kind| {
        let word = kind.replacement();
        (*kind, confirmed.matches(word).count().saturating_sub(original.matches(word).count()))
    });
    let mut notes: Vec<MaskNote> =
        [names].into_iter().chain(others).filter_map(|(kind, count)| note(kind, count)).collect();
    let opaque = added(stars);
    notes.extend(u32::try_from(opaque).ok().filter(|count| *count > 0).map(|count| MaskNote {
        label: "其他内容".to_owned(),
        count,
        basis: basis(ProtectedKind::PersonName),
    }));
    notes
}

/// The same kinds of two texts in one list.
pub(super) fn joined(first: Vec<MaskNote>, second: Vec<MaskNote>) -> Vec<MaskNote> {
    let mut notes = first;
    for note in second {
        match notes.iter_mut().find(|known| known.label == note.label) {
            Some(known) => known.count = known.count.saturating_add(note.count),
            None => notes.push(note),
        }
    }
    notes
}

/// The note of a kind, where anything is masked.
pub(super) fn note(kind: ProtectedKind, count: usize) -> Option<MaskNote> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    (count > 0).then(|| MaskNote { label: kind.label().to_owned(), count, basis: basis(kind) })
}

fn basis(kind: ProtectedKind) -> String {
    let basis = kind.basis();
    mingjian_law::citation::Citation::article(basis.law, basis.article).to_string()
}

/// Runs of 某: 张某, 某某, 李某某 are one person each. 患者甲 and its like count as well.
fn persons(text: &str) -> usize {
    let runs = runs_of(text, |ch| ch == '某');
    let lettered = ["患者", "证人", "员工", "家属"]
        .iter()
        .map(|role| {
            let after =
                text.match_indices(role).filter_map(|(at, role)| text.get(at + role.len()..)?.chars().next());
            after.filter(|ch| matches!(ch, '甲' | '乙' | '丙' | '丁' | '戊')).count()
        })
        .sum::<usize>();
    runs + lettered
}

fn stars(text: &str) -> usize {
    runs_of(text, |ch| matches!(ch, '*' | '＊' | '×' | '█'))
}

fn runs_of(text: &str, is_mark: impl Fn(char) -> bool) -> usize {
    let mut inside = false;
    let mut runs = 0;
    for ch in text.chars() {
        let mark = is_mark(ch);
        if mark && !inside {
            runs += 1;
        }
        inside = mark;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_by_kind_and_marks_of_the_original_are_not() {
        let original = "某诊所的王伟（电话13812345678）和李丽给赵小明用药*2次";
        let confirmed = "某诊所的王某（电话（电话略））和某某给患者甲用药*2次，＊＊＊";
        let notes = mask_notes(original, confirmed);
        let found: Vec<(&str, u32)> = notes.iter().map(|note| (note.label.as_str(), note.count)).collect();
        assert_eq!(found, [("自然人姓名", 3), ("电话号码", 1), ("其他内容", 1)]);
        assert_eq!(notes[0].basis, "政府信息公开条例第十五条");
        assert!(mask_notes(original, original).is_empty());
    }
}
