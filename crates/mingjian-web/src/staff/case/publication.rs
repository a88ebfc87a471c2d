//! The publication of a decision: the original and the public text side by side, every masked span with its basis.
//! What is masked is the gate's proposal and the clerk's answer; this page only shows both.

use super::next::NextSteps;
use super::{CaseHead, load};
use crate::error::Problem;
use crate::extract::Path;
use crate::staff::frame::{Visitor, html};
use crate::staff::route::Routes;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_app::proceeding::CaseView;
use mingjian_app::publication::publication_id;
use mingjian_domain::act::Prose;
use mingjian_domain::gate::{DraftText, PublicDraft, Segment};
use mingjian_domain::id::ProceedingId;
use mingjian_domain::proceeding::Publication;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{DefinitionList, Link, Notice, Row, Tone};

pub(super) fn add(routes: Routes) -> Routes {
    routes.get("/staff/cases/{id}/publication", show)
}

/// A text on both sides.
pub(crate) struct Sides {
    heading: String,
    original: Vec<Segment>,
    public: Vec<Segment>,
    /// What the left side is called.
    left: &'static str,
    /// What the right side is called.
    right: &'static str,
}

#[derive(Template)]
#[template(path = "staff/case/publication.html")]
struct PublicationPage {
    page: Page,
    case: CaseHead,
    rows: DefinitionList,
    sides: Vec<Sides>,
    withheld: DefinitionList,
    notice: Option<Notice>,
    /// Where the public reads it.
    public: Option<Link>,
    /// What the reader can do, and whether it leads on.
    actions: Vec<(Link, bool)>,
}

async fn show(visitor: Visitor, Path(id): Path<ProceedingId>) -> Result<Response, Problem> {
    let view = load(&visitor, id).await?;
    let publication = view.proceeding.publication.as_ref().ok_or_else(Problem::not_found)?;
    let (draft, notice) = match visitor.app().public_draft(visitor.caller(), id).await {
        Ok(draft) => (Some(draft), None),
        Err(AppError::Refused(refusal)) => (None, Some(refused(&refusal.message))),
        Err(AppError::Forbidden(message)) => (None, Some(refused(&message))),
        Err(error) => return Err(error.into()),
    };
    let case = CaseHead::new(&visitor, &view, "/publication");
    let page = PublicationPage {
        page: visitor.page(&format!("公示 - {}", case.title)),
        rows: DefinitionList { rows: rows(&visitor, &view, publication) },
        sides: draft.as_ref().map(|draft| sides(draft, publication)).unwrap_or_default(),
        withheld: DefinitionList { rows: draft.as_ref().map(withheld).unwrap_or_default() },
        actions: actions(&visitor, &view),
        public: public_page(id, publication),
        notice,
        case,
    };
    Ok(html(StatusCode::OK, &page))
}

/// The page of the public site; once released it stays, if only to say why the decision was withdrawn.
fn public_page(id: ProceedingId, publication: &Publication) -> Option<Link> {
    publication.released_on?;
    let label = match publication.withdrawn_on {
        Some(_) => "查看公众看到的撤下公告",
        None => "查看公众看到的页面",
    };
    Some(Link::new(label, &format!("/decisions/{}", publication_id(id))))
}

fn refused(message: &str) -> Notice {
    Notice { tone: Tone::Warn, title: "没有公示稿".to_owned(), text: vec![message.to_owned()] }
}

fn rows(visitor: &Visitor, view: &CaseView, publication: &Publication) -> Vec<Row> {
    let id = mingjian_domain::proceeding::PUBLICATION_PROCEDURE;
    let mut rows = vec![Row::new("进展", &visitor.app().state_label(id, &publication.position))];
    let decision = view.proceeding.decision.as_ref();
    let served = decision.and_then(|decision| decision.service.as_ref());
    rows.push(match served {
        Some(service) => Row::new("决定书送达", &chinese_date(service.on)),
        None => Row::new("决定书送达", "待送达").with_note("送达以前不能公示，公示期限仍从决定之日起算。"),
    });
    let masked_by =
        publication.masked_by.and_then(|user| view.facts.user(user)).map(|user| user.name.as_str());
    let mut add = |term: &str, text: Option<&str>| rows.extend(text.map(|text| Row::new(term, text)));
    add("脱敏", masked_by);
    let affected = publication.affected.join("、");
    add("涉及的其他自然人", Some(affected.as_str()).filter(|names| !names.is_empty()));
    add("保密审查", publication.secrecy_note.as_ref().map(Prose::text));
    let released = publication.released_on.map(chinese_date);
    add("发布日期", released.as_deref());
    add("不予公示", publication.declined.as_ref().map(Prose::text));
    for correction in &publication.corrected {
        let told = format!("{}：{}", chinese_date(correction.on), correction.public_reason.text());
        add("更正", Some(told.as_str()));
    }
    let pending = publication.correction.as_ref().map(|pending| &pending.stated);
    let told = pending.map(|stated| {
        format!(
            "{}（{}发现），{}",
            stated.found_by,
            chinese_date(stated.found_on),
            stated.public_reason.text()
        )
    });
    add("正在更正", told.as_deref());
    for instrument in &publication.annulments {
        let told = format!(
            "{}（{}），{}，{}生效：{}",
            instrument.title,
            instrument.number,
            instrument.issuer,
            chinese_date(instrument.effective_on),
            instrument.kind.label()
        );
        add("撤销等文书", Some(told.as_str()));
    }
    let withdrawn = publication.withdrawn_on.map(chinese_date);
    add("撤下日期", withdrawn.as_deref());
    add("撤下理由", publication.withdrawn_reason.as_ref().map(Prose::text));
    rows
}

fn sides(draft: &PublicDraft, publication: &Publication) -> Vec<Sides> {
    let side = |heading: &str, text: &DraftText, confirmed: Option<&str>| Sides {
        heading: heading.to_owned(),
        original: text.original_segments(),
        public: confirmed.map_or_else(|| text.proposed_segments(), plain),
        left: "决定书原文",
        right: if confirmed.is_some() {
            "公示稿（已确认）"
        } else {
            "公示稿（系统建议，待公示专员确认）"
        },
    };
    let mut sides = corrections(publication);
    sides.push(side("违法事实", &draft.facts, publication.facts.as_ref().map(Prose::text)));
    sides.push(side("裁量理由", &draft.reasons, publication.reasons.as_ref().map(Prose::text)));
    sides
}

/// What stands before the public beside what a correction on its way would put there.
fn corrections(publication: &Publication) -> Vec<Sides> {
    let Some(pending) = &publication.correction else {
        return Vec::new();
    };
    let texts = [
        ("更正：违法事实", &publication.facts, &pending.stated.facts),
        ("更正：裁量理由", &publication.reasons, &pending.stated.reasons),
    ];
    texts
        .into_iter()
        .filter(|(_, before, after)| before.as_ref() != Some(after))
        .map(|(heading, before, after)| Sides {
            heading: heading.to_owned(),
            original: plain(before.as_ref().map(Prose::text).unwrap_or_default()),
            public: plain(after.text()),
            left: "公众现在看到的",
            right: "更正以后",
        })
        .collect()
}

fn plain(text: &str) -> Vec<Segment> {
    vec![Segment { text: text.to_owned(), kind: None, basis: None }]
}

fn withheld(draft: &PublicDraft) -> Vec<Row> {
    draft.withheld.iter().map(|note| Row::new(&note.label, &note.basis)).collect()
}

/// The acts of the publication that the reader can take now.
fn actions(visitor: &Visitor, view: &CaseView) -> Vec<(Link, bool)> {
    let law = visitor.app().law();
    let procedure = law.procedure(mingjian_domain::proceeding::PUBLICATION_PROCEDURE);
    let own = |action: &str| procedure.is_some_and(|procedure| procedure.action(action).is_some());
    NextSteps::of(view, law).links(own)
}
