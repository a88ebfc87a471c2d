//! Appointments of heads and written authorisations of deputies: their list, their forms, their scans.
//! It reads what was typed; what fits is for the application.

use super::form::{About, FormPage, Typed, answer, page};
use crate::error::Problem;
use crate::extract::{Fields, LONGEST_UPLOAD, Path, Posted};
use crate::staff::case::send;
use crate::staff::form::once;
use crate::staff::frame::{Signed, Visitor, see_other};
use crate::staff::route::Routes;
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use chrono::NaiveDate;
use mingjian_app::AppError;
use mingjian_app::file::Upload;
use mingjian_app::power::{Appointments, EndAppointment, NewAppointment};
use mingjian_domain::act::InputFault;
use mingjian_domain::id::AppointmentId;
use mingjian_domain::power::Leadership;
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::parts::{Choice, Input, Link, StatusTag, Tone};
use mingjian_law::procedure::Role;
use mingjian_store::appointment::AppointmentRow;
use std::collections::BTreeSet;

const HOME: &str = "/staff/people";
const NEW: &str = "/staff/people/appointments/new";
const END: &str = "/staff/people/appointments/{appointment}/end";
const SCAN: &str = "/staff/people/appointments/{appointment}/scan";

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get(NEW, show_new)
        .post_with(NEW, appoint, DefaultBodyLimit::max(LONGEST_UPLOAD))
        .get(END, show_end)
        .post(END, end)
        .get(SCAN, scan)
}

/// An appointment in the list.
pub(super) struct AppointmentLine {
    pub(super) name: String,
    pub(super) leadership: &'static str,
    pub(super) scope: String,
    pub(super) number: String,
    pub(super) term: String,
    pub(super) tag: StatusTag,
    /// How it ended early; empty where it did not.
    pub(super) ended: String,
    pub(super) scan: Option<String>,
    /// Where it is ended; none where it is over.
    pub(super) end: Option<String>,
}

/// The lines of the list.
pub(super) fn lines(appointments: &Appointments, today: NaiveDate) -> Vec<AppointmentLine> {
    appointments.rows.iter().map(|(row, name)| line(appointments, row, name, today)).collect()
}

fn line(known: &Appointments, row: &AppointmentRow, name: &str, today: NaiveDate) -> AppointmentLine {
    let label = |id: &String| {
        known.actions.iter().find(|(one, _)| one == id).map_or_else(|| id.clone(), |(_, label)| label.clone())
    };
    let scope = match (&row.actions, row.leadership) {
        (Some(actions), _) => actions.iter().map(label).collect::<Vec<_>>().join("、"),
        (None, Leadership::Deputy) => "机关负责人办理的全部事项，法律规定由主要负责人办理的除外".to_owned(),
        (None, Leadership::Principal | Leadership::Acting) => "机关负责人办理的全部事项".to_owned(),
    };
    let over = row.last_on().is_some_and(|last| last < today);
    let tag = if over {
        StatusTag::new("已终止", Tone::Plain)
    } else if today < row.from_on {
        StatusTag::new("未开始", Tone::Plain)
    } else {
        StatusTag::new("有效", Tone::Good)
    };
    let to = row.to_on.map_or_else(|| "起".to_owned(), |to| format!("至{}", chinese_date(to)));
    let reason = row.end_reason.as_deref().unwrap_or_default();
    AppointmentLine {
        name: name.to_owned(),
        leadership: row.leadership.label(),
        scope,
        number: row.number.clone(),
        term: format!("{}{to}", chinese_date(row.from_on)),
        tag,
        ended: row.ended_on.map(|on| format!("{}起终止：{reason}", chinese_date(on))).unwrap_or_default(),
        scan: row.scan_file.map(|_| format!("{HOME}/appointments/{}/scan", row.id)),
        end: (!over).then(|| format!("{HOME}/appointments/{}/end", row.id)),
    }
}

fn home() -> Link {
    Link::new("管理", HOME)
}

/// Only the system administrator gets a form.
async fn appointments(visitor: &Visitor) -> Result<Appointments, Problem> {
    if visitor.caller().has_any(&[Role::SystemAdministrator]) {
        return Ok(visitor.app().appointments(visitor.caller()).await?);
    }
    Err(AppError::Forbidden("只有系统管理员可以办理。".to_owned()).into())
}

fn new_form(visitor: &Visitor, known: &Appointments, typed: &Typed<'_>) -> FormPage {
    let about = About {
        title: "登记负责人任职、授权".to_owned(),
        help: "依法应当由主要负责人决定的事项，只有登记的主要负责人或者主持工作的负责人可以办理；分管负责人在书面授权的事项和期限内办理。",
        action: NEW.to_owned(),
        submit: "登记",
        home: home(),
    };
    let first = std::iter::once(Choice::new("", "请选择", false));
    let heads = known
        .heads
        .iter()
        .map(|row| Choice::new(&row.id.to_string(), &format!("{}（{}）", row.name, row.login), false));
    let kinds = Leadership::ALL.iter().map(|one| Choice::new(one.id(), one.label(), false));
    let scopes = vec![
        Choice::new("some", "下面选择的事项", false),
        Choice::new("all", "机关负责人办理的全部事项，法律规定由主要负责人办理的除外", false),
    ];
    let actions = known.actions.iter().map(|(id, label)| Choice::new(id, label, false)).collect();
    let accept = "application/pdf,image/jpeg,image/png".to_owned();
    let fields = vec![
        typed.select("user", "负责人", first.clone().chain(heads).collect()).help("有机关负责人角色的用户。"),
        typed.select("leadership", "任职", first.chain(kinds).collect()),
        typed.field("number", "任职文件或者授权书编号", Input::Text),
        typed.field("from_on", "期限起", Input::Date),
        typed.field("to_on", "期限止", Input::Date).help("分管负责人的书面授权必须填写。").optional(),
        typed.select("scope", "授权范围", scopes).help("只对分管负责人。"),
        typed.checks("actions", "授权事项", actions).optional(),
        typed
            .field("scan", "任职文件或者授权书扫描件", Input::File { accept })
            .help("PDF、JPEG、PNG，不超过20 MB。分管负责人必须上传。退回修改时须重新选择文件。")
            .optional(),
    ];
    page(visitor, about, fields)
}

async fn show_new(visitor: Visitor) -> Result<Response, Problem> {
    let known = appointments(&visitor).await?;
    let fields = Fields::default();
    Ok(answer(true, &new_form(&visitor, &known, &Typed::new(&fields))))
}

async fn appoint(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let known = appointments(visitor).await?;
    let mut typed = Typed::new(&posted.fields);
    if let Some(new) = read(&mut typed, posted) {
        let outcome = visitor.app().add_appointment(visitor.caller(), new, &once(NEW, posted)).await;
        if typed.outcome(outcome)? {
            return Ok(see_other(&format!("{HOME}#heads")));
        }
    }
    Ok(answer(false, &new_form(visitor, &known, &typed)))
}

/// What was typed, where nothing is missing.
fn read(typed: &mut Typed<'_>, posted: &Posted) -> Option<NewAppointment> {
    let user = posted.fields.text("user").parse().ok();
    let leadership = Leadership::from_id(posted.fields.text("leadership"));
    for (missing, field) in [(user.is_none(), "user"), (leadership.is_none(), "leadership")] {
        if missing {
            typed.faults.push(InputFault::new(field, "请选择"));
        }
    }
    let number = typed.text("number");
    let (from_on, to_on) = (typed.day("from_on"), typed.optional_day("to_on"));
    let some = posted.fields.text("scope") != "all";
    let actions = some.then(|| posted.fields.all("actions").map(str::to_owned).collect::<BTreeSet<_>>());
    let file = posted.files.iter().find(|file| file.field == "scan");
    if file.is_some_and(|file| file.bytes.is_none()) {
        typed.faults.push(InputFault::new("scan", "文件超过20 MB，没有保存。请压缩或者拆分后上传"));
    }
    let scan = file.and_then(|file| Some(Upload { name: file.name.clone(), bytes: file.bytes.clone()? }));
    match (user, leadership) {
        (Some(user), Some(leadership)) if typed.faults.is_empty() => {
            Some(NewAppointment { user, leadership, actions, number, from_on, to_on, scan })
        }
        _ => None,
    }
}

fn end_form(
    visitor: &Visitor,
    known: &Appointments,
    id: AppointmentId,
    typed: &Typed<'_>,
) -> Option<FormPage> {
    let (row, name) = known.rows.iter().find(|(row, _)| row.id == id)?;
    let about = About {
        title: format!("终止任职、授权（{name}，{}）", row.leadership.label()),
        help: "从所填的日期起不能再以这一身份办理。此前已经办理的事项按办理当日判断，不受影响。",
        action: format!("{HOME}/appointments/{id}/end"),
        submit: "终止",
        home: home(),
    };
    let fields = vec![
        typed.field("on", "终止日期", Input::Date),
        typed.field("reason", "依据", Input::Area { rows: 3 }).help("免职文件、撤回授权的文件名称和编号。"),
    ];
    Some(page(visitor, about, fields))
}

async fn show_end(visitor: Visitor, Path(id): Path<AppointmentId>) -> Result<Response, Problem> {
    let known = appointments(&visitor).await?;
    let fields = Fields::default();
    let form = end_form(&visitor, &known, id, &Typed::new(&fields)).ok_or_else(Problem::not_found)?;
    Ok(answer(true, &form))
}

async fn end(Path(id): Path<AppointmentId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let known = appointments(visitor).await?;
    let mut typed = Typed::new(&posted.fields);
    let (on, reason) = (typed.day("on"), typed.text("reason"));
    if typed.faults.is_empty() {
        let once = once(&format!("{HOME}/appointments/{id}/end"), posted);
        let ended = EndAppointment { id, on, reason };
        let outcome = visitor.app().end_appointment(visitor.caller(), &ended, &once).await;
        if typed.outcome(outcome)? {
            return Ok(see_other(&format!("{HOME}#heads")));
        }
    }
    Ok(answer(false, &end_form(visitor, &known, id, &typed).ok_or_else(Problem::not_found)?))
}

async fn scan(visitor: Visitor, Path(id): Path<AppointmentId>) -> Result<Response, Problem> {
    let stored = visitor.app().scan_of_appointment(visitor.caller(), id).await?;
    send(&stored.row.media_type, &stored.row.name, false, stored.bytes)
}
