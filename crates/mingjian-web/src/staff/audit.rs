//! The audit trail for the audit administrator: who did, read or tried what, when and why, newest first.
//! It changes nothing, and shows nobody else anything.

use super::frame::{Visitor, html};
use super::route::Routes;
use crate::error::Problem;
use crate::extract::Query;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_html::page::Page;
use mingjian_html::parts::KeysetPager;
use serde::Deserialize;

/// A full page of the trail.
const PAGE: usize = 50;

pub(super) fn add(routes: Routes) -> Routes {
    routes.get("/staff/audit", show)
}

#[derive(Debug, Deserialize)]
struct Wish {
    before: Option<i64>,
}

/// An entry of the trail.
struct Line {
    seq: i64,
    when: String,
    what: String,
    who: String,
    target: String,
    purpose: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "staff/audit.html")]
struct AuditPage {
    page: Page,
    lines: Vec<Line>,
    pager: KeysetPager,
    first: bool,
}

async fn show(visitor: Visitor, Query(wish): Query<Wish>) -> Result<Response, Problem> {
    let rows = visitor.app().audit_trail(visitor.caller(), wish.before).await?;
    let people = visitor.app().audit_names(visitor.caller(), &rows).await?;
    let named = |id: &str| people.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let next =
        rows.last().filter(|_| rows.len() >= PAGE).map(|row| format!("/staff/audit?before={}", row.seq));
    let lines = rows.into_iter().map(|row| Line {
        seq: row.seq,
        when: row.entry.recorded_at.china().format("%Y-%m-%d %H:%M:%S").to_string(),
        what: label(&row.entry.kind).to_owned(),
        who: row.entry.user_id.map(|user| named(&user.to_string())).unwrap_or_default(),
        target: row.entry.target.as_deref().map(named).unwrap_or_default(),
        purpose: row.entry.purpose,
        detail: row.entry.detail,
    });
    let page = AuditPage {
        page: visitor.page("审计记录"),
        lines: lines.collect(),
        pager: KeysetPager { previous: None, next },
        first: wish.before.is_none(),
    };
    Ok(html(StatusCode::OK, &page))
}

/// What a kind of entry is called; a new kind shows its own name until it has one.
fn label(kind: &str) -> &str {
    match kind {
        "login" => "登录",
        "login-failed" => "登录失败",
        "login-locked" => "登录已锁定",
        "logout" => "退出登录",
        "logout-everywhere" => "退出所有登录",
        "password-changed" => "修改密码",
        "password-refused" => "密码不正确",
        "token-issued" => "发放接口令牌",
        "read" => "查阅他人案件",
        "refused" => "拒绝办理",
        "user-added" => "登记用户",
        "roles-changed" => "更改角色",
        "officer-added" => "登记执法人员",
        "subject-entered" => "登记监管对象",
        "subject-changed" => "修改监管对象",
        "subject-merged" => "合并监管对象",
        "subject-parted" => "撤销监管对象的合并",
        "subject-numbers-read" => "查看监管对象的完整号码",
        "subjects-read" => "上传监管对象工作簿",
        "subjects-imported" => "导入监管对象",
        "certificate-changed" => "变更执法证",
        "entrustment-added" => "登记委托",
        "rule-confirmed" => "确认规则",
        "rule-confirmation-withdrawn" => "撤销规则确认",
        "calendar-imported" => "导入放假安排",
        "message-attempted" => "开始发送消息",
        "message-sent" => "消息已交付",
        "message-failed" => "消息未能交付，稍后重试",
        "message-given-up" => "消息多次未能交付，不再重试",
        "message-dropped" => "消息不再发送",
        "cases-exported" => "导出案件列表",
        "interest-declared" => "登记利害关系",
        "interest-ended" => "终止利害关系",
        "interests-read" => "查看利害关系",
        "letterhead-entered" => "登记机关信息",
        "installed" => "初始化",
        other => other,
    }
}
