//! Everything of one subject over time (一户一档): inspections, orders, cases, licences, documents, photographs and names.
//! It tells what the dossier holds; of a case that is not the reader's own work only that it exists.

use super::address;
use super::show::{Wish, kind_of, proceeding_title};
use crate::staff::case::address as case_address;
use crate::staff::frame::Visitor;
use chrono::NaiveDate;
use mingjian_app::subject::{Dossier, DossierProceeding};
use mingjian_domain::document::compose;
use mingjian_domain::id::SubjectId;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::subject::Licence;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::page::NavItem;
use mingjian_html::parts::Pagination;

/// Entries of a page.
const ROWS: usize = 50;

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Inspection,
    Order,
    Case,
    Licence,
    Document,
    Material,
    Name,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Inspection,
        Self::Order,
        Self::Case,
        Self::Licence,
        Self::Document,
        Self::Material,
        Self::Name,
    ];

    const fn id(self) -> &'static str {
        match self {
            Self::Inspection => "inspection",
            Self::Order => "order",
            Self::Case => "case",
            Self::Licence => "licence",
            Self::Document => "document",
            Self::Material => "material",
            Self::Name => "name",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Inspection => "检查",
            Self::Order => "责令改正",
            Self::Case => "案件",
            Self::Licence => "许可证件",
            Self::Document => "文书",
            Self::Material => "照片和材料",
            Self::Name => "名称",
        }
    }
}

/// One entry.
#[derive(Debug)]
struct Entry {
    on: NaiveDate,
    kind: Kind,
    title: String,
    href: Option<String>,
    detail: String,
}

/// An entry on the page.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) on: String,
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) href: Option<String>,
    pub(super) detail: String,
}

/// The entries of one page, with the way to the others.
#[derive(Debug)]
pub(super) struct History {
    pub(super) kinds: Vec<NavItem>,
    pub(super) lines: Vec<Line>,
    pub(super) total: usize,
    pub(super) pagination: Option<Pagination>,
}

/// What the dossier tells, the latest first.
pub(super) fn history(visitor: &Visitor, dossier: &Dossier, wish: &Wish) -> History {
    let all = entries(visitor, dossier);
    let wanted = Kind::ALL.into_iter().find(|kind| kind.id() == wish.kind);
    let home = address(dossier.row.id);
    let entries: Vec<&Entry> =
        all.iter().filter(|entry| wanted.is_none_or(|wanted| entry.kind == wanted)).collect();
    let page: usize = wish.page.parse().unwrap_or(1).max(1);
    let shown = entries.iter().skip((page - 1).saturating_mul(ROWS)).take(ROWS);
    let prefix = match wanted {
        Some(kind) => format!("{home}?kind={}&page=", kind.id()),
        None => format!("{home}?page="),
    };
    History {
        kinds: tabs(&all, wanted, dossier.row.id),
        lines: shown.map(|entry| line(entry)).collect(),
        total: entries.len(),
        pagination: (entries.len() > ROWS).then(|| Pagination {
            page: u64::try_from(page).unwrap_or(1),
            per_page: u64::try_from(ROWS).unwrap_or(u64::MAX),
            total: u64::try_from(entries.len()).unwrap_or(u64::MAX),
            prefix,
        }),
    }
}

fn line(entry: &Entry) -> Line {
    Line {
        on: chinese_date(entry.on),
        kind: entry.kind.label(),
        title: entry.title.clone(),
        href: entry.href.clone(),
        detail: entry.detail.clone(),
    }
}

/// One for each kind of which there is something.
fn tabs(all: &[Entry], wanted: Option<Kind>, id: SubjectId) -> Vec<NavItem> {
    let home = address(id);
    let of = |kind: Kind| all.iter().filter(|entry| entry.kind == kind).count();
    let tab = |kind: Option<Kind>, label: &str, count: usize| {
        let href = kind
            .map_or_else(|| format!("{home}#history"), |kind| format!("{home}?kind={}#history", kind.id()));
        NavItem { current: kind == wanted, ..NavItem::new(&format!("{label}{count}"), &href, "") }
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| of(*kind) > 0);
    std::iter::once(tab(None, "全部", all.len()))
        .chain(kinds.map(|kind| tab(Some(kind), kind.label(), of(kind))))
        .collect()
}

fn entries(visitor: &Visitor, dossier: &Dossier) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for one in &dossier.proceedings {
        match &one.proceeding {
            Some(proceeding) => own(visitor, one, proceeding, &mut entries),
            None => entries.push(foreign(one)),
        }
    }
    entries.extend(dossier.subject.licences.iter().flat_map(|one| licence(one, dossier.now.day())));
    entries.extend(dossier.names.iter().map(|name| Entry {
        on: name.since_at.day(),
        kind: Kind::Name,
        title: name.name.clone(),
        href: None,
        detail: "登记的名称".to_owned(),
    }));
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.on));
    entries
}

/// That it exists, and when it began.
fn foreign(one: &DossierProceeding) -> Entry {
    let is_inspection = one.row.kind == "inspection";
    Entry {
        on: one.row.opened_at.day(),
        kind: if is_inspection { Kind::Inspection } else { Kind::Case },
        title: format!("其他人员办理的{}", kind_of(&one.row.kind)),
        href: Some(case_address(one.row.id)),
        detail: "查阅时说明目的".to_owned(),
    }
}

fn own(visitor: &Visitor, one: &DossierProceeding, proceeding: &Proceeding, entries: &mut Vec<Entry>) {
    let home = case_address(one.row.id);
    let title = proceeding_title(visitor, &one.row);
    let state = visitor.app().state_label(&one.row.procedure, &one.row.state);
    entries.push(head(visitor, one, proceeding, &state));
    entries.extend(visitor.app().corrections_of(proceeding).into_iter().map(|row| Entry {
        on: row.ordered_on,
        kind: Kind::Order,
        title: row.cause,
        href: Some(format!("{home}/facts")),
        detail: format!("期限{}，{}", chinese_date(row.due_on), row.standing.label()),
    }));
    entries.extend(one.documents.iter().map(|row| Entry {
        on: row.issued_at.day(),
        kind: Kind::Document,
        title: compose::title(&row.kind).unwrap_or(&row.kind).to_owned(),
        href: Some(format!("{home}/documents/{}", row.id)),
        detail: row.number.clone().unwrap_or_else(|| title.clone()),
    }));
    entries.extend(one.files.iter().map(|file| {
        let of = |item: &&mingjian_domain::proceeding::Evidence| {
            item.stated.file == Some(file.id) || item.stated.photos.contains(&file.id)
        };
        let proof = proceeding.evidence.iter().find(of).map(|item| item.stated.name.as_str());
        Entry {
            on: file.stored_at.day(),
            kind: Kind::Material,
            title: file.name.clone(),
            href: Some(format!("{home}/files/{}", file.id)),
            detail: [Some(medium(&file.media_type)), proof]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("，"),
        }
    }));
}

/// The proceeding itself: an inspection on the day of its visit, a case on the day on which it began.
fn head(visitor: &Visitor, one: &DossierProceeding, proceeding: &Proceeding, state: &str) -> Entry {
    let home = Some(case_address(one.row.id));
    let Some(task) = proceeding.opening.inspection() else {
        return Entry {
            on: proceeding.opening.on(),
            kind: Kind::Case,
            title: proceeding_title(visitor, &one.row),
            href: home,
            detail: state.to_owned(),
        };
    };
    let item = visitor.app().pack().item(&task.item);
    let record = proceeding.inspection.as_ref();
    let visited = record.and_then(|record| record.visit.as_ref()).map(|visit| visit.ended_at.date());
    let result = record
        .and_then(|record| record.result)
        .map(mingjian_domain::act::inspection::InspectionResult::label);
    Entry {
        on: visited.unwrap_or(task.raised_on),
        kind: Kind::Inspection,
        title: item.map_or_else(|| task.item.clone(), |item| item.label.clone()),
        href: home,
        detail: [Some(task.reason.label()), Some(state), result]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("，"),
    }
}

/// What a file is, by its media type.
fn medium(media_type: &str) -> &'static str {
    match media_type.split('/').next().unwrap_or_default() {
        "image" => "照片",
        "video" => "录像",
        "audio" => "录音",
        _ => "扫描件或者文件",
    }
}

/// When a licence began, and when it ended, where it did.
fn licence(licence: &Licence, today: NaiveDate) -> Vec<Entry> {
    let entry = |on: NaiveDate, what: &str| Entry {
        on,
        kind: Kind::Licence,
        title: format!("{} {}", licence.kind, licence.number),
        href: None,
        detail: what.to_owned(),
    };
    let from = licence.valid_from.map(|on| entry(on, "有效期开始"));
    let until = licence.valid_to.filter(|on| *on < today).map(|on| entry(on, "有效期届满"));
    from.into_iter().chain(until).collect()
}
