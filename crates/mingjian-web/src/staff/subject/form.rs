//! Entering and changing a subject: one form, read by the domain, with everything that was typed kept on a fault.
//! Numbers that are registered already are never put back into the form; left empty, they stay.

use super::{PATH, address};
use crate::error::Problem;
use crate::extract::{Fields, Path, Posted};
use crate::staff::form::{Hidden, once};
use crate::staff::frame::{Signed, Visitor, html, see_other};
use crate::staff::route::Routes;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_app::subject::{Dossier, SubjectInput};
use mingjian_domain::act::InputFault;
use mingjian_domain::act::lead::PartyKind;
use mingjian_domain::id::{OrganId, SubjectId};
use mingjian_domain::subject::draft::{LicenceDraft, MOST_LICENCES, SubjectDraft};
use mingjian_domain::subject::{Speciality, Subject, SubjectStatus, kind_id};
use mingjian_html::page::Page;
use mingjian_html::parts::{Choice, Crumbs, ErrorSummary, Field, Input, Link, Notice, SummaryItem, Tone};
use mingjian_store::organ::OrganRow;

pub(super) const NEW: &str = "/staff/subjects/new";
const EDIT: &str = "/staff/subjects/{subject}/edit";
/// How many licences the form shows.
const LICENCES: &str = "licences[]";
/// The button that adds one.
const STEP: &str = "step";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(NEW, show_new).post(NEW, enter).get(EDIT, show_edit).post(EDIT, change)
}

#[derive(Template)]
#[template(path = "staff/subject-form.html")]
struct FormPage {
    page: Page,
    crumbs: Crumbs,
    title: String,
    action: String,
    back: String,
    hidden: Hidden,
    version: Option<i64>,
    notice: Option<Notice>,
    summary: ErrorSummary,
    fields: Vec<Field>,
    licences: Vec<Vec<Field>>,
    another: Option<Field>,
    alike: Vec<Link>,
    submit: &'static str,
}

/// What a form is drawn from.
struct Drawing<'a> {
    visitor: &'a Visitor,
    departments: &'a [OrganRow],
    fields: &'a Fields,
    faults: &'a [InputFault],
    /// What is registered, where something is.
    known: Option<&'a Dossier>,
    alike: Vec<Link>,
    notice: Option<Notice>,
}

async fn show_new(visitor: Visitor) -> Result<Response, Problem> {
    let (_, departments) = places(&visitor).await?;
    let mut fields = Fields::default();
    fields.set("department", &visitor.caller().actor.department.to_string());
    let drawing = Drawing::new(&visitor, &departments, &fields, &[]);
    Ok(html(StatusCode::OK, &drawing.page()))
}

/// The form is not even shown to who cannot send it.
async fn places(visitor: &Visitor) -> Result<(Vec<String>, Vec<OrganRow>), Problem> {
    let places = visitor.app().subject_places(visitor.caller()).await?;
    if super::keeps(visitor) {
        return Ok(places);
    }
    Err(AppError::Forbidden("监管对象由责任科室的执法人员或者负责人登记和修改。".to_owned()).into())
}

async fn enter(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let (_, departments) = places(visitor).await?;
    if let Some(fields) = stepped(posted) {
        return Ok(html(StatusCode::OK, &Drawing::new(visitor, &departments, &fields, &[]).page()));
    }
    let fields = &posted.fields;
    let draft = draft_of(fields);
    let read = draft.read();
    let faults = match (&read, department_of(fields)) {
        (Ok(_), Ok(department)) => {
            let input = SubjectInput { draft, department, is_another: fields.get("is_another").is_some() };
            match visitor.app().add_subject(visitor.caller(), &input, &once(NEW, posted)).await {
                Ok(id) => return Ok(see_other(&format!("{}?done=entered", address(id)))),
                Err(AppError::Input(fault)) => vec![fault],
                Err(error) => return Err(error.into()),
            }
        }
        (read, department) => {
            let found = read.as_ref().err().into_iter().flatten().cloned();
            found.chain(department.err()).collect()
        }
    };
    let mut drawing = Drawing::new(visitor, &departments, fields, &faults);
    if let (Ok(read), true) = (&read, faults.iter().any(|fault| fault.field == "is_another")) {
        let rows = visitor.app().subjects_like(visitor.caller(), &read.subject).await?;
        drawing.alike = rows.iter().map(|row| Link::new(&row.name, &address(row.id))).collect();
    }
    Ok(html(StatusCode::UNPROCESSABLE_ENTITY, &drawing.page()))
}

async fn show_edit(visitor: Visitor, Path(id): Path<SubjectId>) -> Result<Response, Problem> {
    let dossier = kept(&visitor, id).await?;
    let (_, departments) = places(&visitor).await?;
    let fields = fields_of(&dossier);
    let drawing = Drawing { known: Some(&dossier), ..Drawing::new(&visitor, &departments, &fields, &[]) };
    Ok(html(StatusCode::OK, &drawing.page()))
}

async fn kept(visitor: &Visitor, id: SubjectId) -> Result<Dossier, Problem> {
    let dossier = visitor.app().subject(visitor.caller(), id).await?;
    if dossier.may_keep && dossier.survivor.is_none() {
        return Ok(dossier);
    }
    Err(AppError::Forbidden(
        "监管对象由责任科室的执法人员或者负责人登记和修改，已经合并的不能修改。".to_owned(),
    )
    .into())
}

async fn change(Path(id): Path<SubjectId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let dossier = kept(visitor, id).await?;
    let (_, departments) = places(visitor).await?;
    let draw = |fields: &Fields, faults: &[InputFault], notice: Option<Notice>, status| {
        let drawing = Drawing::new(visitor, &departments, fields, faults);
        html(status, &Drawing { known: Some(&dossier), notice, ..drawing }.page())
    };
    if let Some(fields) = stepped(posted) {
        return Ok(draw(&fields, &[], None, StatusCode::OK));
    }
    let fields = &posted.fields;
    let mut draft = draft_of(fields);
    keep_numbers(&mut draft, &dossier.subject, fields);
    let read = draft.read();
    let version = fields.text("version").parse().unwrap_or_default();
    let faults: Vec<InputFault> = match (read, department_of(fields)) {
        (Ok(_), Ok(department)) => {
            let input = SubjectInput { draft, department, is_another: true };
            let once = once(&format!("{}/edit", address(id)), posted);
            match visitor.app().change_subject(visitor.caller(), (id, version), &input, &once).await {
                Ok(()) => return Ok(see_other(&format!("{}?done=changed", address(id)))),
                Err(AppError::Input(fault)) => vec![fault],
                Err(AppError::Conflict) => {
                    // The version is drawn anew: sent once more, what was typed counts.
                    return Ok(draw(fields, &[], Some(overtaken(&dossier)), StatusCode::CONFLICT));
                }
                Err(error) => return Err(error.into()),
            }
        }
        (read, department) => read.err().into_iter().flatten().chain(department.err()).collect(),
    };
    Ok(draw(fields, &faults, None, StatusCode::UNPROCESSABLE_ENTITY))
}

/// What has happened since the form was drawn.
fn overtaken(dossier: &Dossier) -> Notice {
    let last = dossier.changes.first();
    let who = last.map(|change| format!("{}刚刚修改了这条登记：", change.by)).unwrap_or_default();
    let what: Vec<String> = last
        .into_iter()
        .flat_map(|change| &change.differences)
        .map(|one| format!("{}：{} → {}", one.label, one.before, one.after))
        .collect();
    Notice {
        tone: Tone::Warn,
        title: "登记刚刚被别人修改，您填写的内容还在，没有保存".to_owned(),
        text: vec![format!("{who}{}", what.join("；")), "请核对后再提交，以您提交的内容为准。".to_owned()],
    }
}

/// The form with one more licence, where that was asked for.
fn stepped(posted: &Posted) -> Option<Fields> {
    posted.fields.get(STEP)?;
    let mut fields = posted.fields.clone();
    let more = licence_count(&fields).saturating_add(1).min(MOST_LICENCES);
    fields.set(LICENCES, &more.to_string());
    fields.remove(STEP);
    Some(fields)
}

fn licence_count(fields: &Fields) -> usize {
    fields.text(LICENCES).parse().unwrap_or(1).clamp(1, MOST_LICENCES)
}

fn department_of(fields: &Fields) -> Result<OrganId, InputFault> {
    fields.text("department").parse().ok().ok_or_else(|| InputFault::new("department", "请选择责任科室"))
}

fn draft_of(fields: &Fields) -> SubjectDraft {
    let text = |name: &str| fields.text(name).to_owned();
    let licence = |place: usize| {
        let text = |name: &str| fields.text(&format!("licences[{place}].{name}")).to_owned();
        LicenceDraft {
            kind: text("kind"),
            number: text("number"),
            valid_from: text("valid_from"),
            valid_to: text("valid_to"),
            issuer: text("issuer"),
        }
    };
    SubjectDraft {
        kind: text("kind"),
        name: text("name"),
        credit_code: text("credit_code"),
        resident_id: text("resident_id"),
        specialities: fields.all("specialities").map(str::to_owned).collect(),
        activity: text("activity"),
        address: text("address"),
        area: text("area"),
        representative: text("representative"),
        representative_id: text("representative_id"),
        contact: text("contact"),
        phone: text("phone"),
        status: text("status"),
        licences: (0..licence_count(fields)).map(licence).collect(),
    }
}

/// A number that was left empty stays, unless it shall go.
fn keep_numbers(draft: &mut SubjectDraft, known: &Subject, fields: &Fields) {
    let keeps = |name: &str, typed: &str| typed.is_empty() && fields.get(&format!("drop_{name}")).is_none();
    if keeps("resident_id", &draft.resident_id) {
        draft.resident_id = known.resident_id.as_ref().map(|id| id.reveal().to_owned()).unwrap_or_default();
    }
    if keeps("representative_id", &draft.representative_id) {
        draft.representative_id =
            known.representative_id.as_ref().map(|id| id.reveal().to_owned()).unwrap_or_default();
    }
    if keeps("phone", &draft.phone) {
        draft.phone =
            known.phone.as_ref().map(mingjian_domain::value::phone::Phone::reveal).unwrap_or_default();
    }
}

/// What is registered as the fields of the form, but for the protected numbers.
fn fields_of(dossier: &Dossier) -> Fields {
    let subject = &dossier.subject;
    let mut fields = Fields::default();
    let code = subject
        .credit_code
        .as_ref()
        .map(mingjian_domain::value::credit_code::CreditCode::as_str)
        .unwrap_or_default();
    for (name, value) in [
        ("kind", kind_id(subject.kind)),
        ("name", &subject.name),
        ("credit_code", code),
        ("activity", &subject.activity),
        ("address", &subject.address),
        ("area", &subject.area),
        ("representative", &subject.representative),
        ("contact", &subject.contact),
        ("status", subject.status.id()),
    ] {
        fields.set(name, value);
    }
    fields.set("department", &dossier.row.department_id.to_string());
    for speciality in &subject.specialities {
        fields.0.push(("specialities".to_owned(), speciality.id().to_owned()));
    }
    fields.set(LICENCES, &subject.licences.len().max(1).to_string());
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    for (place, licence) in subject.licences.iter().enumerate() {
        for (name, value) in [
            ("kind", licence.kind.clone()),
            ("number", licence.number.clone()),
            ("valid_from", day(licence.valid_from)),
            ("valid_to", day(licence.valid_to)),
            ("issuer", licence.issuer.clone()),
        ] {
            fields.set(&format!("licences[{place}].{name}"), &value);
        }
    }
    fields
}

impl<'a> Drawing<'a> {
    const fn new(
        visitor: &'a Visitor,
        departments: &'a [OrganRow],
        fields: &'a Fields,
        faults: &'a [InputFault],
    ) -> Self {
        Self { visitor, departments, fields, faults, known: None, alike: Vec::new(), notice: None }
    }

    fn field(&self, name: &str, label: &str, input: Input) -> Field {
        let error = self.faults.iter().find(|fault| fault.field == name).map(|fault| fault.problem.clone());
        Field::new(name, label, input).value(self.fields.get(name).unwrap_or_default()).error(error)
    }

    fn choices(&self, name: &str, choices: impl Iterator<Item = (String, String)>) -> Vec<Choice> {
        let chosen: Vec<&str> = self.fields.all(name).collect();
        choices.map(|(id, label)| Choice::new(&id, &label, chosen.contains(&id.as_str()))).collect()
    }

    /// A protected number: what is registered is named by its mask alone.
    fn number(&self, name: &str, label: &str, known: Option<String>) -> Vec<Field> {
        let field = self.field(name, label, Input::Text).optional();
        let Some(mask) = known else { return vec![field] };
        let help = format!("已登记{mask}。不修改的不填；修改的填写完整的新号码。");
        let drop = format!("drop_{name}");
        let ticked = self.fields.get(&drop).is_some();
        vec![field.help(&help), Field::new(&drop, &format!("删除已登记的{label}"), Input::Check { ticked })]
    }

    fn page(self) -> FormPage {
        let (title, action, back) = match self.known {
            Some(dossier) => {
                let home = address(dossier.row.id);
                (format!("修改“{}”", dossier.row.name), format!("{home}/edit"), home)
            }
            None => ("登记监管对象".to_owned(), NEW.to_owned(), PATH.to_owned()),
        };
        let fields = self.fields();
        let licences: Vec<Vec<Field>> =
            (0..licence_count(self.fields)).map(|place| self.licence(place)).collect();
        let another = self.faults.iter().any(|fault| fault.field == "is_another")
            || self.fields.get("is_another").is_some();
        let another = another.then(|| {
            let ticked = self.fields.get("is_another").is_some();
            self.field("is_another", "已经核对，不是同一户", Input::Check { ticked })
        });
        let shown: Vec<&Field> = fields.iter().chain(licences.iter().flatten()).chain(&another).collect();
        let summary = summary(&shown, self.faults);
        let mut above = vec![Link::new("监管对象", PATH)];
        above.extend(self.known.map(|dossier| Link::new(&dossier.row.name, &back)));
        FormPage {
            page: self.visitor.page(&title),
            crumbs: Crumbs {
                above,
                here: if self.known.is_some() { "修改".to_owned() } else { title.clone() },
            },
            title,
            action,
            back,
            hidden: Hidden::fresh(self.visitor),
            version: self.known.map(|dossier| dossier.row.version),
            notice: self.notice,
            summary,
            fields,
            licences,
            another,
            alike: self.alike,
            submit: if self.known.is_some() { "保存" } else { "登记" },
        }
    }

    fn fields(&self) -> Vec<Field> {
        let known = self.known.map(|dossier| &dossier.subject);
        let kinds = [PartyKind::Organisation, PartyKind::IndividualBusiness, PartyKind::Citizen];
        let kinds = kinds.iter().map(|kind| (kind_id(*kind).to_owned(), kind.label().to_owned()));
        let specialities = Speciality::ALL.iter().map(|one| (one.id().to_owned(), one.label().to_owned()));
        let statuses = SubjectStatus::ALL.iter().map(|one| (one.id().to_owned(), one.label().to_owned()));
        let departments = self.departments.iter().map(|row| (row.id.to_string(), row.name.clone()));
        let mask = |id: Option<&mingjian_domain::value::resident_id::ResidentId>| id.map(ToString::to_string);
        let mut fields = vec![
            self.field("name", "名称", Input::Text).help("与营业执照、许可证或者身份证件一致。"),
            self.field("kind", "类别", Input::Radios(self.choices("kind", kinds)))
                .optional()
                .help("不选的，按证件号码判断。"),
            self.field("credit_code", "统一社会信用代码", Input::Text)
                .optional()
                .help("单位和个体工商户填写，18位。"),
        ];
        fields.extend(self.number(
            "resident_id",
            "居民身份证号码",
            mask(known.and_then(|one| one.resident_id.as_ref())),
        ));
        fields.extend([
            self.field("specialities", "专业", Input::Checks(self.choices("specialities", specialities)))
                .optional(),
            self.field("activity", "经营范围", Input::Text).optional(),
            self.field("address", "地址", Input::Text).help("实际经营或者居住的地址。"),
            self.field("area", "县（区）", Input::Text).optional(),
            self.field("representative", "法定代表人（负责人、经营者）", Input::Text).optional(),
        ]);
        let label = "法定代表人（负责人、经营者）身份证号码";
        fields.extend(self.number(
            "representative_id",
            label,
            mask(known.and_then(|one| one.representative_id.as_ref())),
        ));
        fields.push(self.field("contact", "联系人", Input::Text).optional());
        let phone = known.and_then(|one| one.phone.as_ref()).map(ToString::to_string);
        fields.extend(self.number("phone", "联系电话", phone));
        fields.extend([
            self.field("status", "状态", Input::Radios(self.choices("status", statuses))).optional(),
            self.field("department", "责任科室", Input::Select(self.choices("department", departments))),
        ]);
        fields
    }

    fn licence(&self, place: usize) -> Vec<Field> {
        let field = |name: &str, label: &str, input: Input| {
            self.field(&format!("licences[{place}].{name}"), label, input).optional()
        };
        vec![
            field("kind", "许可证件名称", Input::Text),
            field("number", "编号", Input::Text),
            field("valid_from", "有效期起", Input::Date),
            field("valid_to", "有效期止", Input::Date).help("长期有效的不填。"),
            field("issuer", "发证机关", Input::Text),
        ]
    }
}

/// Each fault leads to its field; one of no field of its own leads to the first licence.
fn summary(fields: &[&Field], faults: &[InputFault]) -> ErrorSummary {
    let item = |fault: &InputFault| {
        let field = fields.iter().find(|field| field.name == fault.field);
        let message = match field {
            Some(field) => format!("{}：{}", field.label, fault.problem),
            None => fault.problem.clone(),
        };
        let near = field.or_else(|| fields.iter().find(|field| field.name == "licences[0].number"));
        SummaryItem { field: near.map(|field| field.id()), message }
    };
    ErrorSummary { items: faults.iter().map(item).collect() }
}
