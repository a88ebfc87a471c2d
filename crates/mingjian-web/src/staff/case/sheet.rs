//! Approval given on paper: what waits on the page of a case, and the form in which the head confirms or objects.
//! Entering a sheet is part of the form of the act; who may answer is the domain's to say.

use super::{address, load, timeline, title};
use crate::error::Problem;
use crate::extract::{Fields, Path};
use crate::staff::form::once;
use crate::staff::frame::{Signed, Visitor, see_other};
use crate::staff::people::form::{About, FormPage, Typed, answer, page};
use crate::staff::route::Routes;
use axum::response::Response;
use mingjian_app::proceeding::CaseView;
use mingjian_domain::act::InputFault;
use mingjian_domain::attempt;
use mingjian_domain::id::ProceedingId;
use mingjian_domain::paper::{PaperAnswer, Unconfirmed};
use mingjian_domain::value::date_text::chinese_date;
use mingjian_html::parts::{Choice, Input, Link};

const PATH: &str = "/staff/cases/{id}/sheets/{entry}";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get(PATH, show).post(PATH, confirm)
}

/// An entry from a sheet that waits for its head.
#[derive(Debug, Clone)]
pub(crate) struct WaitingSheet {
    pub(crate) sentence: String,
    /// Where it is answered; none for who is not asked.
    pub(crate) link: Option<Link>,
}

/// What waits in a case, as its reader sees it.
pub(crate) fn waiting(visitor: &Visitor, view: &CaseView) -> Vec<WaitingSheet> {
    let own = |one: &Unconfirmed| one.head == visitor.caller().actor.user;
    let sheets = view.proceeding.unconfirmed.iter();
    sheets
        .map(|one| WaitingSheet {
            sentence: sentence(visitor, view, one),
            link: own(one).then(|| {
                Link::new("确认纸质审批", &format!("{}/sheets/{}", address(view.proceeding.id), one.entry))
            }),
        })
        .collect()
}

fn sentence(visitor: &Visitor, view: &CaseView, one: &Unconfirmed) -> String {
    let action = attempt::action(visitor.app().law(), &view.proceeding, &one.action);
    let label = action.map_or(one.action.as_str(), |action| action.label.as_str());
    let state = match &one.objection {
        Some(objection) => format!("签批人有异议：{}", objection.text()),
        None => "尚未由签批人本人确认，确认以前不能结案".to_owned(),
    };
    format!("“{label}”按{}{}签署的纸质审批登记，{state}。", chinese_date(one.on), one.head_name)
}

fn form(visitor: &Visitor, view: &CaseView, entry: u64, typed: &Typed<'_>) -> Option<FormPage> {
    let waits = view.proceeding.unconfirmed.iter().find(|one| one.entry == entry)?;
    let home = address(view.proceeding.id);
    let about = About {
        title: "确认纸质审批".to_owned(),
        help: "打开下面的附件，核对扫描件与登记的内容。一致的，确认；不是您签署或者内容不一致的，写明异议，案件在异议解决以前不能办结。",
        action: format!("{home}/sheets/{entry}"),
        submit: "提交",
        home: Link::new(&title(view), &home),
    };
    let verdicts = vec![
        Choice::new("yes", "确认：登记的内容与本人签署的一致", false),
        Choice::new("no", "有异议", false),
    ];
    let fields = vec![
        typed.field("verdict", "意见", Input::Radios(chosen(verdicts, typed.fields.text("verdict")))),
        typed.field("reason", "说明", Input::Area { rows: 3 }).help("有异议的必须填写。").optional(),
        typed
            .field("password", "签名：请再次输入登录密码", Input::Password { new: false })
            .help("本人输入密码即为签名，与纸面签名的责任相同。"),
    ];
    let mut page = page(visitor, about, fields);
    page.record = Some(timeline::single(view, visitor.app().law(), entry));
    page.notes.push(sentence(visitor, view, waits));
    Some(page)
}

fn chosen(choices: Vec<Choice>, value: &str) -> Vec<Choice> {
    choices.into_iter().map(|choice| Choice { chosen: choice.value == value, ..choice }).collect()
}

async fn show(visitor: Visitor, Path((id, entry)): Path<(ProceedingId, u64)>) -> Result<Response, Problem> {
    let view = load(&visitor, id).await?;
    let fields = Fields::default();
    let form = form(&visitor, &view, entry, &Typed::new(&fields)).ok_or_else(Problem::not_found)?;
    Ok(answer(true, &form))
}

async fn confirm(Path((id, entry)): Path<(ProceedingId, u64)>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let mut typed = Typed::new(&posted.fields);
    let confirmed = match posted.fields.text("verdict") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    match confirmed {
        None => typed.faults.push(InputFault::new("verdict", "请选择")),
        Some(confirmed) => {
            let reason = posted.fields.text("reason").into();
            let stated = PaperAnswer { entry, confirmed, reason };
            let password = posted.fields.get("password").unwrap_or_default();
            let app = visitor.app();
            let outcome = match app.confirm_password(visitor.caller(), password).await {
                Ok(()) => {
                    let once = once(&format!("{}/sheets/{entry}", address(id)), posted);
                    app.answer_paper(visitor.caller(), id, &stated, &once).await
                }
                Err(error) => Err(error),
            };
            if typed.outcome(outcome)? {
                return Ok(see_other(&address(id)));
            }
        }
    }
    let view = load(visitor, id).await?;
    Ok(answer(false, &form(visitor, &view, entry, &typed).ok_or_else(Problem::not_found)?))
}
