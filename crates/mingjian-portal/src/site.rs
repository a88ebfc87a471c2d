//! Who runs the site, what is the same on each of its pages, and how a reader wants them to look.
//! It reads no configuration: the program hands in the pack and today's date.

use crate::PortalState;
use crate::answer::Asked;
use crate::error::PageError;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use mingjian_html::asset;
use mingjian_html::display::return_path;
use mingjian_html::header::IMMUTABLE;
use mingjian_html::page::{NavItem, Page, Site, SiteKind};
use mingjian_law::pack::Pack;
use serde::Deserialize;

const NAME: &str = "行政执法信息公示";
const DEMO: &str = "演示系统：内容均为虚构，没有法律效力";
const ENTRIES: [(&str, &str); 4] =
    [("首页", "/"), ("处罚决定", "/decisions"), ("核验决定书", "/verify"), ("投诉与救济", "/remedies")];

/// Who runs the site, and what it says of remedies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteIdentity {
    /// Full name of the organ.
    pub organ: String,
    /// Whether everything is fictional.
    pub demo: bool,
    /// Where the organ can be found.
    pub address: Option<String>,
    /// Its telephone for the public.
    pub phone: Option<String>,
    /// The government that decides on reconsideration (行政复议法 第二十四条).
    pub government: String,
    /// The court with jurisdiction, once the body has entered it.
    pub court: Option<String>,
    /// The term for reconsideration.
    pub reconsideration: Option<RemedyTerm>,
    /// The term for litigation.
    pub litigation: Option<RemedyTerm>,
    /// The term for litigation after reconsideration.
    pub litigation_after: Option<RemedyTerm>,
}

/// A term of remedy, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyTerm {
    /// How long: 60日, 6个月.
    pub length: String,
    /// From when.
    pub start: String,
    /// The articles.
    pub basis: String,
}

impl SiteIdentity {
    /// What a body's pack says of it, with the terms in force today.
    pub fn of(pack: &Pack, today: NaiveDate) -> Self {
        let organ = &pack.organ;
        let term = |rule: &str| RemedyTerm::of(pack, rule, today);
        Self {
            organ: organ.name.clone(),
            demo: organ.demonstration,
            address: organ.address.clone(),
            phone: organ.phone.clone(),
            government: organ.reconsideration.clone(),
            court: organ.court.clone(),
            reconsideration: term("remedy.reconsideration"),
            litigation: term("remedy.litigation"),
            litigation_after: term("remedy.litigation-after-reconsideration"),
        }
    }

    /// The frame of a page.
    pub(crate) fn page(&self, title: &str, path: &str, asked: &Asked) -> Page {
        Page {
            title: title.to_owned(),
            site: Site {
                kind: SiteKind::Public,
                name: NAME.to_owned(),
                organ: self.organ.clone(),
                demo: self.demo.then(|| DEMO.to_owned()),
                home: "/".to_owned(),
                display_action: "/display".to_owned(),
                foot: self.foot(),
            },
            nav: ENTRIES.iter().map(|(label, href)| NavItem::new(label, href, path)).collect(),
            display: asked.display,
            path: path.to_owned(),
            user: None,
            search: None,
        }
    }

    fn foot(&self) -> Vec<String> {
        let mut lines = vec![format!("主办：{}", self.organ)];
        let address = self.address.as_ref().map(|address| format!("地址：{address}"));
        let phone = self.phone.as_ref().map(|phone| format!("电话：{phone}"));
        let contact: Vec<String> = address.into_iter().chain(phone).collect();
        if !contact.is_empty() {
            lines.push(contact.join("　"));
        }
        lines
    }
}

impl RemedyTerm {
    fn of(pack: &Pack, rule: &str, today: NaiveDate) -> Option<Self> {
        let binding = pack.limits.binding(rule, today);
        let limit = &binding.first()?.rule;
        let unit = limit.unit.label();
        let unit = if unit == "月" { "个月" } else { unit };
        Some(Self {
            length: format!("{}{unit}", limit.length),
            start: limit.start.clone(),
            basis: limit.basis.to_string(),
        })
    }
}

/// A wish of the form at the top of every page.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    set: String,
    #[serde(default)]
    back: String,
}

/// Remembers how a reader wants pages to look, and goes back.
pub(crate) async fn display(
    State(state): State<PortalState>,
    headers: HeaderMap,
    wish: Result<Form<Wish>, FormRejection>,
) -> Response {
    let asked = Asked::of(&headers);
    let wished = wish.ok().and_then(|Form(wish)| Some((asked.display.with(&wish.set)?, wish.back)));
    let Some((wished, back)) = wished else {
        let error =
            PageError { status: StatusCode::BAD_REQUEST, code: "invalid-form", ..PageError::not_found() };
        return error.page(&state, &asked, "/");
    };
    let back = return_path(&back, "/").to_owned();
    (StatusCode::SEE_OTHER, [(LOCATION, back), (SET_COOKIE, wished.cookie())]).into_response()
}

/// The style sheet and the icon of both sites.
pub(crate) async fn asset(
    State(state): State<PortalState>,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Response {
    match asset::find(&format!("/assets/{file}")) {
        Some(asset) => {
            ([(CONTENT_TYPE, asset.media_type), (CACHE_CONTROL, IMMUTABLE)], asset.bytes.as_slice())
                .into_response()
        }
        None => PageError::not_found().page(&state, &Asked::of(&headers), "/"),
    }
}
