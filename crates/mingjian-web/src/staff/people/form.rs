//! The one form of management and account pages: its page, what was typed, and the faults found in it.
//! It reads what was typed; what fits is for the application.

use crate::error::Problem;
use crate::extract::Fields;
use crate::staff::form::Hidden;
use crate::staff::frame::{Visitor, html};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use mingjian_app::AppError;
use mingjian_domain::act::InputFault;
use mingjian_domain::id::OrganId;
use mingjian_domain::value::date_text::parse_date;
use mingjian_html::page::Page;
use mingjian_html::parts::{Choice, Crumbs, ErrorSummary, Field, Input, Link, SummaryItem, Timeline};
use mingjian_law::procedure::Role;

#[derive(Template)]
#[template(path = "staff/people-form.html")]
pub(in crate::staff) struct FormPage {
    page: Page,
    crumbs: Crumbs,
    title: String,
    help: &'static str,
    action: String,
    hidden: Hidden,
    summary: ErrorSummary,
    fields: Vec<Field>,
    submit: &'static str,
    takes_files: bool,
    home: Link,
    /// What is judged, above the form.
    pub(in crate::staff) record: Option<Timeline>,
    /// What else the reader should know, below the form.
    pub(in crate::staff) notes: Vec<String>,
}

/// What a form is about, before its fields.
pub(in crate::staff) struct About {
    pub(in crate::staff) title: String,
    pub(in crate::staff) help: &'static str,
    pub(in crate::staff) action: String,
    pub(in crate::staff) submit: &'static str,
    /// The page above it, to which it leads back.
    pub(in crate::staff) home: Link,
}

pub(in crate::staff) fn page(visitor: &Visitor, about: About, fields: Vec<Field>) -> FormPage {
    let items = fields
        .iter()
        .filter_map(|field| {
            let message = format!("{}：{}", field.label, field.error.as_ref()?);
            Some(SummaryItem { field: Some(field.id()), message })
        })
        .collect();
    FormPage {
        page: visitor.page(&about.title),
        crumbs: Crumbs { above: vec![about.home.clone()], here: about.title.clone() },
        title: about.title,
        help: about.help,
        action: about.action,
        hidden: Hidden::fresh(visitor),
        summary: ErrorSummary { items },
        takes_files: fields.iter().any(|field| matches!(field.input, Input::File { .. })),
        fields,
        submit: about.submit,
        home: about.home,
        record: None,
        notes: Vec::new(),
    }
}

/// What was typed, and the faults found in it.
pub(in crate::staff) struct Typed<'a> {
    pub(in crate::staff) fields: &'a Fields,
    pub(in crate::staff) faults: Vec<InputFault>,
}

impl<'a> Typed<'a> {
    pub(in crate::staff) const fn new(fields: &'a Fields) -> Self {
        Self { fields, faults: Vec::new() }
    }

    fn error(&self, name: &str) -> Option<String> {
        self.faults.iter().find(|fault| fault.field == name).map(|fault| fault.problem.clone())
    }

    pub(in crate::staff) fn field(&self, name: &str, label: &str, input: Input) -> Field {
        let error = self.error(name);
        Field::new(name, label, input).value(self.fields.get(name).unwrap_or_default()).error(error)
    }

    pub(in crate::staff) fn select(&self, name: &str, label: &str, choices: Vec<Choice>) -> Field {
        let chosen = self.fields.text(name);
        let choices = choices.into_iter().map(|choice| Choice { chosen: choice.value == chosen, ..choice });
        self.field(name, label, Input::Select(choices.collect()))
    }

    pub(in crate::staff) fn checks(&self, name: &str, label: &str, choices: Vec<Choice>) -> Field {
        let picked = |value: &str| self.fields.all(name).any(|own| own == value);
        let choices = choices.into_iter().map(|choice| Choice { chosen: picked(&choice.value), ..choice });
        self.field(name, label, Input::Checks(choices.collect()))
    }

    pub(in crate::staff) fn text(&mut self, name: &str) -> String {
        let text = self.fields.text(name).to_owned();
        if text.is_empty() {
            self.faults.push(InputFault::new(name, "没有填写，请补充"));
        }
        text
    }

    pub(in crate::staff) fn day(&mut self, name: &str) -> NaiveDate {
        match parse_date(self.fields.text(name)) {
            Ok(day) => day,
            Err(error) => {
                self.faults.push(InputFault::new(name, &error.to_string()));
                NaiveDate::MIN
            }
        }
    }

    /// A day that may be left open.
    pub(in crate::staff) fn optional_day(&mut self, name: &str) -> Option<NaiveDate> {
        if self.fields.text(name).is_empty() { None } else { Some(self.day(name)) }
    }

    pub(in crate::staff) fn organ(&mut self, name: &str) -> Option<OrganId> {
        let id = self.fields.text(name).parse().ok();
        if id.is_none() {
            self.faults.push(InputFault::new(name, "请选择"));
        }
        id
    }

    pub(in crate::staff) fn roles(&self) -> Vec<Role> {
        self.fields.all("roles").filter_map(Role::from_id).collect()
    }

    /// Takes over what the application found; anything but a fault of a field is answered as a page.
    pub(in crate::staff) fn outcome<T>(&mut self, outcome: Result<T, AppError>) -> Result<bool, Problem> {
        match outcome {
            Ok(_) => Ok(true),
            Err(AppError::Input(fault)) => {
                // The application speaks of a new password where this form has the first one.
                let field = if fault.field == "new_password" { "password".to_owned() } else { fault.field };
                self.faults.push(InputFault { field, problem: fault.problem });
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }
}

pub(in crate::staff) fn answer(is_new: bool, page: &FormPage) -> Response {
    html(if is_new { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, page)
}
