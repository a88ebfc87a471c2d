//! Picking a subject for the lead form without a script: search, choose, and the party's fields are filled.
//! It proposes; what is posted counts, and what was typed outside the party stays.

use crate::error::Problem;
use crate::extract::Fields;
use crate::staff::form::draw::{Block, Group};
use crate::staff::form::read::fill;
use crate::staff::form::shape::Member;
use crate::staff::form::step::STEP;
use crate::staff::frame::Visitor;
use mingjian_app::subject::SubjectRow;
use mingjian_domain::id::SubjectId;
use mingjian_html::parts::{Choice, Field, Input};
use serde_json::json;

/// The id of the picker's element.
const PICKER: &str = "pick-subject";
/// What is searched for.
const QUERY: &str = "subject_query";
/// Which one is chosen.
const CHOSEN: &str = "subject";
const FIND: &str = "find-subject";
const TAKE: &str = "take-subject";
/// The fields of the party begin with it.
const PARTY: &str = "party";
/// Where it happened, or is to happen.
const PLACE: &str = "place";

/// Answers a button of the picker: fills the fields, or says what was found. Nothing where it was another button.
pub(in crate::staff) async fn stepped(
    visitor: &Visitor,
    members: &[Member],
    fields: &mut Fields,
) -> Result<Option<Vec<Block>>, Problem> {
    match fields.get(STEP) {
        Some(FIND) => {
            fields.remove(STEP);
            let found = visitor.app().find_subjects(visitor.caller(), fields.text(QUERY)).await?;
            Ok(Some(blocks(fields, Some(&found))))
        }
        Some(TAKE) => {
            fields.remove(STEP);
            let mut taken = None;
            if let Ok(id) = fields.text(CHOSEN).parse() {
                take(visitor, members, fields, id).await?;
                fields.remove(QUERY);
                taken = Some(fields.text("party.name").to_owned());
            }
            let mut blocks = blocks(fields, None);
            if let (Some(name), Some(Block::Open(group))) = (taken, blocks.first_mut()) {
                group.help = Some(format!("已填入：{name}。请在下面核对当事人的各项内容。"));
            }
            Ok(Some(blocks))
        }
        _ => Ok(None),
    }
}

/// Fills the party's fields with what is registered; the numbers only where the person may see them. Most matters
/// happen where the party is, so that an empty place begins with its address.
pub(in crate::staff) async fn take(
    visitor: &Visitor,
    members: &[Member],
    fields: &mut Fields,
    id: SubjectId,
) -> Result<(), Problem> {
    let party = visitor.app().subject_party(visitor.caller(), id).await?;
    fields.0.retain(|(name, _)| !name.starts_with("party."));
    fill(members, &json!({ PARTY: party }), "", fields);
    if members.iter().any(|member| member.name == PLACE) && fields.text(PLACE).trim().is_empty() {
        let address = fields.text("party.address").to_owned();
        fields.set(PLACE, &address);
    }
    Ok(())
}

/// The picker: a search, and what it found.
pub(in crate::staff) fn blocks(fields: &Fields, found: Option<&[SubjectRow]>) -> Vec<Block> {
    let mut group = Group {
        id: PICKER.to_owned(),
        legend: "从监管对象选择当事人".to_owned(),
        optional: true,
        ..Group::default()
    };
    if found.is_some_and(<[SubjectRow]>::is_empty) {
        group.help = Some("没有找到。可以换一个词查找，或者直接填写下面的当事人。".to_owned());
    }
    let search =
        Field::new(QUERY, "名称、地址或者完整的号码", Input::Text).value(fields.text(QUERY)).optional();
    let step = |value: &str, label: &str| Block::Step {
        value: value.to_owned(),
        label: label.to_owned(),
        at: PICKER.to_owned(),
    };
    let mut blocks = vec![Block::Open(group), Block::Field(search), step(FIND, "查找监管对象")];
    if let Some(rows) = found.filter(|rows| !rows.is_empty()) {
        let choice = |row: &SubjectRow| {
            let help = [row.credit_code.as_deref().unwrap_or_default(), row.address.as_str()].join(" ");
            Choice {
                help: Some(help.trim().to_owned()).filter(|help| !help.is_empty()),
                ..Choice::new(&row.id.to_string(), &row.name, rows.len() == 1)
            }
        };
        let choices = Input::Radios(rows.iter().map(choice).collect());
        blocks.push(Block::Field(Field::new(CHOSEN, "查找结果", choices).optional()));
        blocks.push(step(TAKE, "填入当事人"));
    }
    blocks.push(Block::Close);
    blocks
}
