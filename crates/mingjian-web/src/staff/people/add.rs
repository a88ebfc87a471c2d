//! The forms of management: a user, roles, an officer with a certificate, a change of a certificate, an entrustment.
//! They read what was typed; what fits is for the application.

use super::body;
use super::form::{About, FormPage, Typed, answer, page};
use crate::error::Problem;
use crate::extract::{Fields, Path};
use crate::staff::form::once;
use crate::staff::frame::{Signed, Visitor, see_other};
use crate::staff::route::Routes;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_app::people::{CertificateChange, NewEntrustment, NewOfficer, NewUser, People, RoleChange};
use mingjian_domain::act::InputFault;
use mingjian_domain::id::UserId;
use mingjian_html::parts::{Choice, Input, Link};
use mingjian_law::procedure::Role;
use mingjian_store::officer::CertificateStatus;
use mingjian_store::organ::OrganKind;

const HOME: &str = "/staff/people";
const NEW_USER: &str = "/staff/people/users/new";
const USER: &str = "/staff/people/users/{user}";
const NEW_OFFICER: &str = "/staff/people/officers/new";
const CERTIFICATE: &str = "/staff/people/certificates/{number}";
const NEW_ENTRUSTMENT: &str = "/staff/people/entrustments/new";

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get(NEW_USER, show_new_user)
        .post(NEW_USER, add_user)
        .get(USER, show_roles)
        .post(USER, set_roles)
        .get(NEW_OFFICER, show_new_officer)
        .post(NEW_OFFICER, add_officer)
        .get(CERTIFICATE, show_certificate)
        .post(CERTIFICATE, change_certificate)
        .get(NEW_ENTRUSTMENT, show_new_entrustment)
        .post(NEW_ENTRUSTMENT, add_entrustment)
}

/// The people of the organ; only who may see them gets a form.
async fn people(visitor: &Visitor, role: Role) -> Result<People, Problem> {
    let people = visitor.app().people(visitor.caller()).await?;
    if visitor.caller().has_any(&[role]) {
        return Ok(people);
    }
    Err(AppError::Forbidden(format!("只有{}可以办理。", role.label())).into())
}

fn bodies(people: &People, kinds: &[OrganKind]) -> Vec<Choice> {
    let first = std::iter::once(Choice::new("", "请选择", false));
    let known = people.organs.iter().filter(|organ| kinds.contains(&organ.kind));
    first.chain(known.map(|organ| Choice::new(&organ.id.to_string(), &organ.name, false))).collect()
}

fn home() -> Link {
    Link::new("管理", HOME)
}

const EMPLOYERS: &[OrganKind] = &[OrganKind::Organ, OrganKind::EntrustedBody];

fn role_choices() -> Vec<Choice> {
    Role::ALL.iter().map(|role| Choice::new(role.id(), role.label(), false)).collect()
}

fn user_form(visitor: &Visitor, people: &People, typed: &Typed<'_>) -> FormPage {
    let about = About {
        title: "登记用户".to_owned(),
        help: "系统管理员、安全管理员、审计管理员由三个人分别担任，不办理案件。登记以后由安全管理员调整角色。",
        action: NEW_USER.to_owned(),
        submit: "登记",
        home: home(),
    };
    let fields = vec![
        typed.field("login", "用户名", Input::Text).help("登录时使用，不区分大小写。"),
        typed.field("name", "姓名", Input::Text),
        typed.field("password", "初始密码", Input::Password { new: true }).help(
            "十个字符以上，包含大写字母、小写字母、数字、符号中的三种，不包含用户名。本人登录后自行修改。",
        ),
        typed.select("employer", "所在单位", bodies(people, EMPLOYERS)),
        typed.select("department", "科室", bodies(people, &[OrganKind::Department])).optional(),
        typed.checks("roles", "角色", role_choices()),
        typed
            .field("law_qualification", "法律职业资格证书编号", Input::Text)
            .help("从事法制审核的人员填写。")
            .optional(),
    ];
    page(visitor, about, fields)
}

async fn show_new_user(visitor: Visitor) -> Result<Response, Problem> {
    let people = people(&visitor, Role::SystemAdministrator).await?;
    let typed = Fields::default();
    Ok(answer(true, &user_form(&visitor, &people, &Typed::new(&typed))))
}

async fn add_user(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let people = people(visitor, Role::SystemAdministrator).await?;
    let mut typed = Typed::new(&posted.fields);
    let (login, name) = (typed.text("login"), typed.text("name"));
    let employer = typed.organ("employer");
    if let (Some(employer), true) = (employer, typed.faults.is_empty()) {
        let new = NewUser {
            login,
            name,
            password: posted.fields.get("password").unwrap_or_default().to_owned(),
            roles: typed.roles(),
            employer,
            department: posted.fields.text("department").parse().ok(),
            law_qualification: Some(posted.fields.text("law_qualification").to_owned()),
        };
        let outcome = visitor.app().add_user(visitor.caller(), new, &once(NEW_USER, posted)).await;
        if typed.outcome(outcome)? {
            return Ok(see_other(&format!("{HOME}#users")));
        }
    }
    Ok(answer(false, &user_form(visitor, &people, &typed)))
}

fn roles_form(
    visitor: &Visitor,
    people: &People,
    id: UserId,
    typed: &Typed<'_>,
) -> Result<FormPage, Problem> {
    let user = people.users.iter().find(|user| user.id == id).ok_or_else(Problem::not_found)?;
    let about = About {
        title: format!("{}（{}）", user.name, user.login),
        help: "保存以后，这个用户的所有登录都会退出，下次登录时按新的角色办理。",
        action: format!("/staff/people/users/{id}"),
        submit: "保存",
        home: home(),
    };
    let active = typed.fields.text("active") == "true";
    let fields = vec![
        typed.checks("roles", "角色", role_choices()),
        typed.field("active", "可以登录", Input::Check { ticked: active }),
    ];
    Ok(page(visitor, about, fields))
}

async fn show_roles(visitor: Visitor, Path(id): Path<UserId>) -> Result<Response, Problem> {
    let people = people(&visitor, Role::SecurityAdministrator).await?;
    let user = people.users.iter().find(|user| user.id == id).ok_or_else(Problem::not_found)?;
    let mut fields = Fields(user.roles.iter().map(|role| ("roles".to_owned(), role.clone())).collect());
    if user.active {
        fields.set("active", "true");
    }
    Ok(answer(true, &roles_form(&visitor, &people, id, &Typed::new(&fields))?))
}

async fn set_roles(Path(id): Path<UserId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let people = people(visitor, Role::SecurityAdministrator).await?;
    let mut typed = Typed::new(&posted.fields);
    let active = posted.fields.text("active") == "true";
    let change = RoleChange { user: id, roles: typed.roles(), active };
    let once = once(&format!("/staff/people/users/{id}"), posted);
    let outcome = visitor.app().set_roles(visitor.caller(), &change, &once).await;
    if typed.outcome(outcome)? {
        return Ok(see_other(&format!("{HOME}#users")));
    }
    Ok(answer(false, &roles_form(visitor, &people, id, &typed)?))
}

fn officer_form(visitor: &Visitor, people: &People, typed: &Typed<'_>) -> FormPage {
    let about = About {
        title: "登记执法人员".to_owned(),
        help: "执法证在办理当日有效的，才能以执法人员身份办理（行政处罚法第四十二条）。",
        action: NEW_OFFICER.to_owned(),
        submit: "登记",
        home: home(),
    };
    let first = std::iter::once(Choice::new("", "没有用户", false));
    let free = people.users.iter().filter(|user| people.officers.iter().all(|one| one.user != Some(user.id)));
    let users = free
        .map(|user| Choice::new(&user.id.to_string(), &format!("{}（{}）", user.name, user.login), false));
    let fields = vec![
        typed.field("name", "姓名", Input::Text),
        typed.select("user", "用户", first.chain(users).collect()).optional(),
        typed.select("employer", "所在单位", bodies(people, EMPLOYERS)),
        typed.field("post", "职务", Input::Text).optional(),
        typed.field("certificate", "执法证号", Input::Text),
        typed.field("area", "执法区域", Input::Text),
        typed.field("valid_from", "有效期起", Input::Date),
        typed.field("valid_to", "有效期止", Input::Date),
    ];
    page(visitor, about, fields)
}

async fn show_new_officer(visitor: Visitor) -> Result<Response, Problem> {
    let people = people(&visitor, Role::SystemAdministrator).await?;
    let typed = Fields::default();
    Ok(answer(true, &officer_form(&visitor, &people, &Typed::new(&typed))))
}

async fn add_officer(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let people = people(visitor, Role::SystemAdministrator).await?;
    let mut typed = Typed::new(&posted.fields);
    let employer = typed.organ("employer");
    let (name, certificate, area) = (typed.text("name"), typed.text("certificate"), typed.text("area"));
    let (valid_from, valid_to) = (typed.day("valid_from"), typed.day("valid_to"));
    if let (Some(employer), true) = (employer, typed.faults.is_empty()) {
        let post = posted.fields.text("post").to_owned();
        let user = posted.fields.text("user").parse().ok();
        let new = NewOfficer { user, employer, name, post, certificate, area, valid_from, valid_to };
        let outcome = visitor.app().add_officer(visitor.caller(), new, &once(NEW_OFFICER, posted)).await;
        if typed.outcome(outcome)? {
            return Ok(see_other(&format!("{HOME}#officers")));
        }
    }
    Ok(answer(false, &officer_form(visitor, &people, &typed)))
}

fn certificate_form(
    visitor: &Visitor,
    people: &People,
    number: &str,
    typed: &Typed<'_>,
) -> Result<FormPage, Problem> {
    let has = |officer: &&mingjian_domain::actor::OfficerFact| {
        officer.certificates.iter().any(|certificate| certificate.number == number)
    };
    let officer = people.officers.iter().find(has).ok_or_else(Problem::not_found)?;
    let about = About {
        title: format!("执法证{number}（{}，{}）", officer.name, body(people, officer.employer)),
        help: "从所填的日期起生效。已经办理的事项按办理当日的证件状态判断，不受影响。",
        action: format!("/staff/people/certificates/{number}"),
        submit: "登记变更",
        home: home(),
    };
    let status = |status: CertificateStatus, label| Choice::new(status.as_str(), label, false);
    let choices = vec![
        Choice::new("", "请选择", false),
        status(CertificateStatus::Suspended, "暂扣"),
        status(CertificateStatus::Valid, "恢复"),
        status(CertificateStatus::Revoked, "注销、吊销"),
    ];
    let fields = vec![
        typed.select("status", "变更为", choices),
        typed.field("changed_on", "生效日期", Input::Date),
        typed.field("reason", "理由", Input::Area { rows: 3 }),
    ];
    Ok(page(visitor, about, fields))
}

async fn show_certificate(visitor: Visitor, Path(number): Path<String>) -> Result<Response, Problem> {
    let people = people(&visitor, Role::SystemAdministrator).await?;
    let typed = Fields::default();
    Ok(answer(true, &certificate_form(&visitor, &people, &number, &Typed::new(&typed))?))
}

async fn change_certificate(Path(number): Path<String>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let people = people(visitor, Role::SystemAdministrator).await?;
    let mut typed = Typed::new(&posted.fields);
    let status = [CertificateStatus::Suspended, CertificateStatus::Valid, CertificateStatus::Revoked]
        .into_iter()
        .find(|status| status.as_str() == posted.fields.text("status"));
    let on = typed.day("changed_on");
    let reason = typed.text("reason");
    match status {
        None => typed.faults.push(InputFault::new("status", "请选择")),
        Some(status) if typed.faults.is_empty() => {
            let change = CertificateChange { number: number.clone(), on, status, reason };
            let once = once(&format!("/staff/people/certificates/{number}"), posted);
            let outcome = visitor.app().change_certificate(visitor.caller(), &change, &once).await;
            if typed.outcome(outcome)? {
                return Ok(see_other(&format!("{HOME}#officers")));
            }
        }
        Some(_) => {}
    }
    Ok(answer(false, &certificate_form(visitor, &people, &number, &typed)?))
}

fn entrustment_form(visitor: &Visitor, people: &People, typed: &Typed<'_>) -> FormPage {
    let about = About {
        title: "登记委托".to_owned(),
        help: "受委托组织只能在书面委托的事项和期限内，以委托机关名义办理（行政处罚法第二十条）。",
        action: NEW_ENTRUSTMENT.to_owned(),
        submit: "登记",
        home: home(),
    };
    let openable = visitor.app().pack().procedures.iter().filter(|one| one.opened_by.is_some());
    let procedures = openable.map(|one| Choice::new(&one.id, &one.label, false)).collect();
    let fields = vec![
        typed.select("body", "受委托组织", bodies(people, &[OrganKind::EntrustedBody])),
        typed.field("number", "委托书编号", Input::Text),
        typed.checks("procedures", "委托办理的事项", procedures),
        typed.field("matters", "委托事项和权限", Input::Area { rows: 4 }),
        typed.field("from_on", "委托期限起", Input::Date),
        typed.field("to_on", "委托期限止", Input::Date),
    ];
    page(visitor, about, fields)
}

async fn show_new_entrustment(visitor: Visitor) -> Result<Response, Problem> {
    let people = people(&visitor, Role::SystemAdministrator).await?;
    let typed = Fields::default();
    Ok(answer(true, &entrustment_form(&visitor, &people, &Typed::new(&typed))))
}

async fn add_entrustment(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let people = people(visitor, Role::SystemAdministrator).await?;
    let mut typed = Typed::new(&posted.fields);
    let body = typed.organ("body");
    let (number, matters) = (typed.text("number"), typed.text("matters"));
    let (from_on, to_on) = (typed.day("from_on"), typed.day("to_on"));
    if let (Some(body), true) = (body, typed.faults.is_empty()) {
        let procedures = posted.fields.all("procedures").map(str::to_owned).collect();
        let new = NewEntrustment { body, number, matters, procedures, from_on, to_on };
        let outcome =
            visitor.app().add_entrustment(visitor.caller(), new, &once(NEW_ENTRUSTMENT, posted)).await;
        if typed.outcome(outcome)? {
            return Ok(see_other(&format!("{HOME}#entrustments")));
        }
    }
    Ok(answer(false, &entrustment_form(visitor, &people, &typed)))
}
