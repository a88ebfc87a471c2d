//! The form of an action in a case: drawn from what the act asks for, prefilled with what the case knows, sent once.
//! Whatever stands against it is shown in the same form, with everything that was typed.

mod sheet;

use super::case::{self, facts};
use super::form::draw::{Block, CAMERA, Choices, Drawing, UPLOAD, UPLOADS, Wrong, draw};
use super::form::known::{Known, choices, known};
use super::form::shape::{self, Member};
use super::form::step::Step;
use super::form::{Hidden, adjust, once, range, read, spot};
use super::frame::{Signed, Visitor, html, see_other};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::{Fields, LONGEST_UPLOAD, Path, Posted, Query};
use askama::Template;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::Response;
use facts::Section;
use mingjian_app::AppError;
use mingjian_app::file::Upload;
use mingjian_app::proceeding::{ActRequest, CaseView};
use mingjian_domain::act::{self, InputFault};
use mingjian_domain::attempt;
use mingjian_domain::document::compose;
use mingjian_domain::id::ProceedingId;
use mingjian_domain::instant::Instant;
use mingjian_domain::refusal::{Refusal, RefusalKind};
use mingjian_html::page::Page;
use mingjian_html::parts::{Crumbs, Field, Input, Link, Notice, RefusalCard, Row, SummaryItem, Tone};
use mingjian_law::deed::Deed;
use mingjian_law::procedure::{Action, Role};
use mingjian_law::variable::{Variable, approval};
use mingjian_store::Hash;
use serde::Deserialize;

const PATH: &str = "/staff/cases/{id}/actions/{action}";
const OCCURRED_AT: &str = "occurred_at";
const LATE_REASON: &str = "late_reason";
const PASSWORD: &str = "password";
const VERSION: &str = "version";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(PATH, show).post_with(PATH, take, DefaultBodyLimit::max(LONGEST_UPLOAD))
}

/// The form of an act as a page.
#[derive(Template)]
#[template(path = "staff/act.html")]
pub(super) struct ActPage {
    pub(super) page: Page,
    pub(super) crumbs: Crumbs,
    pub(super) title: String,
    pub(super) back: String,
    pub(super) notice: Option<Notice>,
    pub(super) refusal: Option<RefusalCard>,
    /// Where what a head signed on paper is entered, for who may.
    pub(super) sheet: Option<Link>,
    pub(super) sections: Vec<Section>,
    pub(super) shows_sections: bool,
    pub(super) form: Option<ActForm>,
    pub(super) who: String,
    pub(super) basis: String,
    pub(super) produces: String,
    pub(super) conditions: Vec<Requirement>,
    pub(super) links: Vec<Link>,
    /// What one may mistake the act for.
    pub(super) advice: Option<&'static str>,
}

/// What is drawn and sent.
pub(super) struct ActForm {
    pub(super) action: String,
    pub(super) hidden: Hidden,
    pub(super) version: Option<u64>,
    pub(super) drawing: Drawing,
    /// The fields for what happened earlier.
    pub(super) time: Vec<Field>,
    /// The fields for the sheet that a head signed.
    pub(super) sheet: Vec<Field>,
    pub(super) time_open: bool,
    pub(super) password: Option<Field>,
    pub(super) submit: String,
}

/// What an action needs, in words.
pub(super) struct Requirement {
    pub(super) message: String,
    pub(super) basis: String,
}

/// An action of a case, ready to be drawn.
struct Prepared<'a> {
    visitor: &'a Visitor,
    view: &'a CaseView,
    action: &'a Action,
    members: Vec<Member>,
    choices: Choices,
    known: Known,
    /// How often the unit of an inspection was inspected this year, where that is weighed.
    counted: Option<Row>,
    /// Whether it is entered from a sheet that a head signed.
    from_paper: bool,
}

/// What a page of an act was asked for.
#[derive(Debug, Default, Deserialize)]
struct Wish {
    #[serde(default)]
    paper: String,
}

/// What stands against a form.
#[derive(Default)]
pub(super) struct Standing {
    pub(super) status: StatusCode,
    pub(super) wrong: Vec<Wrong>,
    pub(super) notice: Option<Notice>,
}

async fn show(
    visitor: Visitor,
    Path((id, action)): Path<(ProceedingId, String)>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let view = case::load(&visitor, id).await?;
    let mut prepared = Prepared::new(&visitor, &view, &action).await?;
    let enters = case::next::sheet(&view, prepared.action, visitor.app().law());
    prepared.from_paper = enters.is_some() && wish.paper == "1";
    let offer = view.offers.iter().find(|offer| offer.id == prepared.action.id);
    let refused = offer.and_then(|offer| Some((offer, offer.refusal.as_ref()?)));
    if let Some((offer, refusal)) = refused.filter(|_| !prepared.from_paper) {
        let mut page = prepared.page(None);
        page.sheet = enters.filter(|_| refusal.kind == RefusalKind::Forbidden);
        page.refusal = Some(case::next::full_card(&view, offer, prepared.action, refusal));
        return Ok(html(StatusCode::OK, &page));
    }
    let mut fields = Fields::default();
    read::fill(&prepared.members, &prepared.known.now, "", &mut fields);
    Ok(prepared.answer(&fields, &Standing::default()))
}

async fn take(Path((id, action)): Path<(ProceedingId, String)>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = signed;
    let view = case::load(&visitor, id).await?;
    let mut fields = posted.fields.clone();
    let mut wrong = upload(&visitor, &view, &posted, &mut fields).await?;
    // What was uploaded can be picked from now on.
    let view = if posted.files.is_empty() { view } else { case::load(&visitor, id).await? };
    let mut prepared = Prepared::new(&visitor, &view, &action).await?;
    prepared.from_paper = fields.text(sheet::MARK) == "1";
    if let Some(step) = Step::of(&fields) {
        step.take(&prepared.members, &prepared.known.offered, &mut fields);
        return Ok(prepared.answer(&fields, &Standing { wrong, ..Standing::default() }));
    }
    let request = match prepared.request(&fields) {
        Ok(request) => request,
        Err(faults) => {
            wrong.extend(faults);
            return Ok(prepared.answer(&fields, &Standing::unprocessable(wrong)));
        }
    };
    if !wrong.is_empty() {
        return Ok(prepared.answer(&fields, &Standing::unprocessable(wrong)));
    }
    match prepared.act(id, &request, &posted, &fields).await {
        Ok(()) => Ok(see_other(&format!("{}?done={}", case::address(id), prepared.action.id))),
        Err(error) => {
            let standing = Standing::of(error)?;
            // The case may have moved on: the same form again, on its newest version.
            let view = case::load(&visitor, id).await?;
            let mut prepared = Prepared::new(&visitor, &view, &action).await?;
            prepared.from_paper = fields.text(sheet::MARK) == "1";
            Ok(prepared.answer(&fields, &standing))
        }
    }
}

/// Stores the files that came with a form, and names them in its fields. A file that the case has already is not
/// stored twice, so that a form that is sent again does not fill the case.
async fn upload(
    visitor: &Visitor,
    view: &CaseView,
    posted: &Posted,
    fields: &mut Fields,
) -> Result<Vec<Wrong>, Problem> {
    let mut wrong = Vec::new();
    for file in &posted.files {
        let (path, among) = match file.field.strip_suffix(UPLOADS) {
            Some(path) => (path, true),
            None => (file.field.strip_suffix(UPLOAD).unwrap_or(&file.field), false),
        };
        let path = path.strip_suffix(CAMERA).unwrap_or(path);
        let name_it = |fields: &mut Fields, id: &str| {
            if !among {
                fields.set(path, id);
            } else if fields.all(path).all(|other| other != id) {
                fields.0.push((path.to_owned(), id.to_owned()));
            }
        };
        let Some(bytes) = &file.bytes else {
            let message =
                "文件超过20 MB，或者一次上传的文件过多，没有保存。请压缩、拆分或者分次上传".to_owned();
            wrong.push(Wrong { path: path.to_owned(), message });
            continue;
        };
        let hash = Hash::of(bytes);
        if let Some(row) = view.files.iter().find(|row| row.hash == hash) {
            name_it(fields, &row.id.to_string());
            continue;
        }
        let upload = Upload { name: file.name.clone(), bytes: bytes.clone() };
        match visitor.app().upload(visitor.caller(), view.proceeding.id, upload).await {
            Ok(id) => name_it(fields, &id.to_string()),
            Err(AppError::Input(fault)) => {
                wrong.push(Wrong { path: path.to_owned(), message: fault.problem });
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(wrong)
}

impl<'a> Prepared<'a> {
    async fn new(visitor: &'a Visitor, view: &'a CaseView, id: &str) -> Result<Self, Problem> {
        let law = visitor.app().law();
        let action = attempt::action(law, &view.proceeding, id).map_err(|_unknown| Problem::not_found())?;
        let mut members = members(&act::schema_of(action.deed))?;
        if is_spot_penalty(action.deed) {
            spot::offer_only_what_the_spot_allows(&mut members, law);
        }
        let counted = match action.deed {
            Deed::ApproveInspection => case::inspected_so_often(visitor, view).await?,
            _ => None,
        };
        if action.deed == Deed::Inspect && !is_unapproved(view) {
            // Only an inspection without approval is urgent.
            members.retain(|member| member.name != "urgency");
        }
        let draft = match action.deed {
            Deed::Mask => visitor.app().public_draft(visitor.caller(), view.proceeding.id).await.ok(),
            _ => None,
        };
        Ok(Self {
            visitor,
            view,
            action,
            members,
            choices: choices(action.deed, view, law),
            known: known(action.deed, view, law, draft.as_ref()),
            from_paper: false,
            counted,
        })
    }

    /// What was typed, as a request to the application.
    fn request(&self, fields: &Fields) -> Result<ActRequest, Vec<Wrong>> {
        let (mut input, faults) = read::read(&self.members, fields);
        let mut wrong: Vec<Wrong> =
            faults.into_iter().map(|fault| Wrong { path: fault.field, message: fault.problem }).collect();
        adjust(self.action.deed, &mut input);
        let occurred_at = match fields.text(OCCURRED_AT) {
            "" => None,
            text => match read::parse_time(text) {
                Ok(time) => Some(Instant::from_china(time)),
                Err(message) => {
                    wrong.push(Wrong { path: OCCURRED_AT.to_owned(), message });
                    None
                }
            },
        };
        if self.needs_signature() && fields.get(PASSWORD).unwrap_or_default().is_empty() {
            wrong.push(Wrong { path: PASSWORD.to_owned(), message: "请输入密码".to_owned() });
        }
        if self.from_paper {
            wrong.extend(sheet::read(fields).err().unwrap_or_default());
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let late_reason = Some(fields.text(LATE_REASON).to_owned()).filter(|reason| !reason.is_empty());
        Ok(ActRequest {
            action: self.action.id.clone(),
            version: fields.text(VERSION).parse().ok(),
            input,
            occurred_at,
            late_reason,
        })
    }

    async fn act(
        &self,
        id: ProceedingId,
        request: &ActRequest,
        posted: &Posted,
        fields: &Fields,
    ) -> Result<(), AppError> {
        let (app, caller) = (self.visitor.app(), self.visitor.caller());
        if self.needs_signature() {
            app.confirm_password(caller, fields.get(PASSWORD).unwrap_or_default()).await?;
        }
        let path = format!("{}/actions/{}", case::address(id), self.action.id);
        let once = once(&path, posted);
        match sheet::read(fields) {
            Ok(sheet) if self.from_paper => {
                app.act_from_paper(caller, id, (request, sheet), &once).await.map(|_| ())
            }
            _ => app.act(caller, id, request, &once).await.map(|_| ()),
        }
    }

    /// Signed means: by the person's own login with the password again.
    fn needs_signature(&self) -> bool {
        if self.from_paper {
            return false;
        }
        let signing = [Role::AgencyHead, Role::Reviewer];
        let roles = &self.visitor.caller().actor.roles;
        let signs = |role: &Role| signing.contains(role) && roles.contains(role);
        self.action.by.iter().any(signs) || self.action.deed == Deed::Release
    }

    fn answer(&self, fields: &Fields, standing: &Standing) -> Response {
        let mut page = self.page(Some(self.form(fields, standing)));
        page.notice.clone_from(&standing.notice);
        html(standing.status, &page)
    }

    fn form(&self, fields: &Fields, standing: &Standing) -> ActForm {
        let mut drawing = draw(&self.members, fields, &self.choices, &standing.wrong);
        if is_spot_penalty(self.action.deed) {
            spot::tell_the_limit(&mut drawing, &self.view.proceeding, self.visitor.app().law());
        }
        let time = time_fields(self.action.deed, fields, &standing.wrong);
        let password = self.needs_signature().then(|| {
            Field::new(PASSWORD, "签名：请再次输入登录密码", Input::Password { new: false })
                .help("本人输入密码即为签名，与纸面签名的责任相同。")
                .error(error_of(PASSWORD, &standing.wrong))
        });
        let sheet = if self.from_paper {
            drawing.takes_files = true;
            sheet::fields(self.view, fields, &standing.wrong)
        } else {
            Vec::new()
        };
        lead_to(time.iter().chain(&password).chain(&sheet), &standing.wrong, &mut drawing);
        let has_time = time.iter().any(|field| !field.value.is_empty() || field.error.is_some());
        ActForm {
            action: format!("{}/actions/{}", case::address(self.view.proceeding.id), self.action.id),
            hidden: Hidden::fresh(self.visitor),
            version: (!self.action.adds_only).then_some(self.view.proceeding.version),
            drawing,
            time,
            sheet,
            time_open: has_time || self.from_paper,
            password,
            submit: self.action.label.clone(),
        }
    }

    fn page(&self, form: Option<ActForm>) -> ActPage {
        let law = self.visitor.app().law();
        let home = case::address(self.view.proceeding.id);
        let label = &self.action.label;
        let titles: Vec<&str> = self.action.produces.iter().filter_map(|kind| compose::title(kind)).collect();
        let above = vec![Link::new("案件", "/staff/cases"), Link::new(&case::title(self.view), &home)];
        let conditions = self.action.requires.iter().map(|guard| Requirement {
            message: guard.message.clone(),
            basis: range::articles(&guard.basis),
        });
        let mut links = vec![("案情", "facts"), ("文书", "documents"), ("证据", "evidence")];
        links.extend(case::is_reviewed(self.view, law).then_some(("审核", "reviews")));
        let mut sections = facts::for_act(self.action.deed, self.view, law);
        if let (Some(first), Some(counted)) = (sections.first_mut(), &self.counted) {
            first.rows.rows.push(counted.clone());
        }
        links.extend(self.view.proceeding.publication.as_ref().map(|_| ("公示", "publication")));
        ActPage {
            page: self.visitor.page(&format!("{label} - {}", case::title(self.view))),
            crumbs: Crumbs { above, here: label.clone() },
            title: label.clone(),
            notice: None,
            refusal: None,
            sheet: None,
            sections,
            shows_sections: form.is_some() && (self.needs_signature() || opens_with_facts(self.action.deed)),
            form,
            who: case::next::who(self.action),
            basis: range::articles(&self.action.basis),
            produces: titles.join("、"),
            conditions: conditions.collect(),
            links: links.iter().map(|(label, tab)| Link::new(label, &format!("{home}/{tab}"))).collect(),
            back: home,
            advice: advice(self.action.deed, self.view),
        }
    }
}

/// Whether an act states a penalty of the spot.
const fn is_spot_penalty(deed: Deed) -> bool {
    matches!(deed, Deed::TellOnSpot | Deed::DecideOnSpot)
}

/// Whether the head has not approved the inspection yet.
fn is_unapproved(view: &CaseView) -> bool {
    view.proceeding.is(Variable::Approval, approval::NONE)
}

/// Whether one cannot answer for an act without what stands in the case before the eyes.
const fn opens_with_facts(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::AcceptLead
            | Deed::TellOnSpot
            | Deed::HearOnSpot
            | Deed::DecideOnSpot
            | Deed::Mask
            | Deed::CheckSecrecy
            | Deed::ReturnPublication
    )
}

/// Acts that are easily mistaken for another.
fn advice(deed: Deed, view: &CaseView) -> Option<&'static str> {
    match deed {
        Deed::Inspect if is_unapproved(view) => Some(
            "本次检查尚未经负责人批准，一般应当等待批准。只有情况紧急、需要立即检查的，才可以先检查：写明紧急情况，并在期限内补办审批。",
        ),
        Deed::ReturnSubmission => Some(
            "只有材料不全、不能开始审核的，才退回补正。对事实、依据、裁量或者程序有意见的，请“出具法制审核意见”，并选择相应的意见类型。",
        ),
        Deed::GiveOpinion => Some(
            "送审材料不全、不能开始审核的，请“退回补正送审材料”，不出具意见。审核意见不是“同意”的，承办机构处理以后应当重新送审。",
        ),
        Deed::AddEvidence => {
            Some("办理其他事项时附带的扫描件不必在这里重复登记；证明违法事实的才作为证据登记。")
        }
        Deed::TellOnSpot => Some(
            "先口头告知，再登记。没收、停业、吊销等处罚，有违法所得的，或者须责令改正后逾期才能罚款的，不能当场处罚，请转为普通程序。",
        ),
        Deed::DecideOnSpot => Some("决定后打印决定书，由执法人员签名、当场交付；未交付的只能作废。"),
        Deed::CollectCash => {
            Some("一般由当事人自行到银行缴纳；只有法定情形才可以当场收缴，并且必须出具财政专用票据。")
        }
        Deed::TurnOver => Some(
            "转办后本程序终结，同时登记普通程序的案源：当事人、已告知的案由和事实、当事人的陈述申辩、证据随案转入，不用再次填写。",
        ),
        Deed::ReturnToInvestigation => Some("退回以后，已经出具的法制审核意见失效，需要重新送审。"),
        Deed::OpenCase => Some(
            "转为立案后，当事人、检查发现、证据和已经复查的责令改正随案转入，不用再次填写；案件从“案源已登记”开始办理。",
        ),
        Deed::RecordAnnulment => Some("登记以后开始计算撤下期限；撤下公示另行办理。"),
        _ => None,
    }
}

/// The members of a schema of ours.
pub(super) fn members(schema: &serde_json::Value) -> Result<Vec<Member>, Problem> {
    shape::members(schema).map_err(|error| Problem::internal(&error))
}

/// The fields for what happened earlier: an act that states its own time is asked only why it is recorded late.
fn time_fields(deed: Deed, fields: &Fields, wrong: &[Wrong]) -> Vec<Field> {
    let at = Field::new(OCCURRED_AT, "办理时间", Input::DateTime)
        .value(fields.text(OCCURRED_AT))
        .help("当场登记的不填。")
        .error(error_of(OCCURRED_AT, wrong))
        .optional();
    let reason = Field::new(LATE_REASON, "迟延登记的理由", Input::Area { rows: 2 })
        .value(fields.text(LATE_REASON))
        .help("发生后超过一个工作日才登记的，写明理由；审核时可以看到。")
        .error(error_of(LATE_REASON, wrong))
        .optional();
    if states_time(deed) { vec![reason] } else { vec![at, reason] }
}

/// Whether an act itself says when it happened.
const fn states_time(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::RecordScene
            | Deed::RecordInquiry
            | Deed::ServeNotice
            | Deed::ServeDecision
            | Deed::NotifyHearing
            | Deed::PostponeHearing
            | Deed::RequestRecusal
            | Deed::AdoptProposal
            | Deed::AmendProposal
            | Deed::Discuss
            | Deed::HoldHearing
            | Deed::ReceivePlea
            | Deed::WaivePlea
            | Deed::WaiveHearing
            | Deed::RequestHearing
            | Deed::EndHearing
            | Deed::RecordPerformance
            | Deed::NotifyInspection
            | Deed::Inspect
            | Deed::FeedBack
            | Deed::TellOnSpot
            | Deed::HearOnSpot
            | Deed::DecideOnSpot
            | Deed::DeliverOnSpot
            | Deed::LodgeDecision
            | Deed::CollectCash
            | Deed::HandInCash
            | Deed::BankCash
            | Deed::ConfirmAddress
            | Deed::AnnounceService
            | Deed::ServeRegistration
            | Deed::SendToPolice
            | Deed::RecordPoliceFiling
            | Deed::RecordPoliceReturn
            | Deed::TakeSample
            | Deed::RecordMakerAnswer
            | Deed::ReceiveResult
            | Deed::ServeResult
            | Deed::RequestRetest
            | Deed::WaiveRetest
    )
}

fn error_of(path: &str, wrong: &[Wrong]) -> Option<String> {
    wrong.iter().find(|wrong| wrong.path == path).map(|wrong| wrong.message.clone())
}

/// Lets the summary lead to fields that stand outside the act's own.
fn lead_to<'f>(outside: impl Iterator<Item = &'f Field>, wrong: &[Wrong], drawing: &mut Drawing) {
    for field in outside {
        let lines = drawing.summary.items.iter_mut().zip(wrong);
        for (item, _) in lines.filter(|(_, wrong)| wrong.path == field.name) {
            let message = format!("{}：{}", field.label, item.message);
            *item = SummaryItem { field: Some(field.id()), message };
        }
    }
}

impl Standing {
    fn unprocessable(wrong: Vec<Wrong>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, wrong, notice: None }
    }

    /// What cannot be read, each with its field.
    pub(super) fn unreadable(faults: Vec<InputFault>) -> Self {
        let wrong = faults.into_iter().map(|fault| Wrong { path: fault.field, message: fault.problem });
        Self::unprocessable(wrong.collect())
    }

    /// What an application's answer means for the form; what no form can show is answered as a page.
    pub(super) fn of(error: AppError) -> Result<Self, Problem> {
        let problem = Problem::from(&error);
        match error {
            AppError::Refused(refusal) => {
                Ok(Self { status: problem.status, wrong: vec![wrong_of(&refusal)], notice: None })
            }
            AppError::Input(fault) => {
                let wrong = Wrong { path: fault.field, message: fault.problem };
                Ok(Self { status: problem.status, wrong: vec![wrong], notice: None })
            }
            AppError::Idempotency(message) => {
                let wrong = Wrong { path: String::new(), message };
                Ok(Self { status: problem.status, wrong: vec![wrong], notice: None })
            }
            AppError::Stale { since, .. } => {
                Ok(Self { status: problem.status, wrong: Vec::new(), notice: Some(stale(since)) })
            }
            other => Err(other.into()),
        }
    }
}

fn stale(since: Vec<String>) -> Notice {
    let mut text = vec![
        "您打开这一页以后，案件有了新的进展，所以没有办理。您填写的内容都保留着；核对以后仍要办理的，再次提交。".to_owned(),
    ];
    text.extend(since);
    Notice { tone: Tone::Warn, title: "案件刚刚被别人办理".to_owned(), text }
}

/// A refusal as a line: what is wrong, the articles, and the code by which one can ask about it.
fn wrong_of(refusal: &Refusal) -> Wrong {
    let path = refusal.field.clone().unwrap_or_default();
    if refusal.code == "input-invalid" {
        let message =
            refusal.message.strip_prefix(&format!("{path}：")).unwrap_or(&refusal.message).to_owned();
        return Wrong { path, message };
    }
    let basis: Vec<String> = refusal.basis.iter().map(ToString::to_string).collect();
    Wrong {
        path,
        message: format!("{}（依据：{}；编号：{}）", refusal.message, basis.join("、"), refusal.code),
    }
}
