//! The fields of a sheet that a head signed on paper, beside the fields of the act that is entered from it.
//! Who may enter one and what it amounts to is the domain's to say.

use super::error_of;
use crate::extract::Fields;
use crate::staff::form::draw::{UPLOAD, Wrong};
use mingjian_app::proceeding::CaseView;
use mingjian_domain::paper::Sheet;
use mingjian_html::parts::{Choice, Field, Input};
use mingjian_law::procedure::Role;

/// Says that the form is about a sheet.
pub(super) const MARK: &str = "paper";
/// Who signed.
const HEAD: &str = "paper_head";
/// The scan of the sheet.
const SCAN: &str = "paper_scan";

/// The fields of the sheet.
pub(super) fn fields(view: &CaseView, typed: &Fields, wrong: &[Wrong]) -> Vec<Field> {
    let chosen = |name: &str, value: &str| typed.text(name) == value;
    let heads = view.facts.users.iter().filter(|user| user.roles.contains(&Role::AgencyHead));
    let heads = heads.map(|user| {
        let id = user.id.to_string();
        Choice::new(&id, &user.name, chosen(HEAD, &id))
    });
    let first = || std::iter::once(Choice::new("", "请选择", false));
    let files = view.files.iter().map(|row| {
        let id = row.id.to_string();
        Choice::new(&id, &row.name, chosen(SCAN, &id))
    });
    let accept = "application/pdf,image/jpeg,image/png".to_owned();
    vec![
        Field::new(HEAD, "签批的负责人", Input::Select(first().chain(heads).collect()))
            .error(error_of(HEAD, wrong)),
        Field::new(&format!("{SCAN}{UPLOAD}"), "审批表扫描件", Input::File { accept })
            .help("PDF、JPEG、PNG，不超过20 MB。已经上传过的，在下面选择。签署时间填写在“补录过去发生的事情”的办理时间。")
            .optional(),
        Field::new(SCAN, "已上传的文件", Input::Select(first().chain(files).collect()))
            .error(error_of(SCAN, wrong))
            .optional(),
    ]
}

/// What was typed of the sheet.
pub(super) fn read(typed: &Fields) -> Result<Sheet, Vec<Wrong>> {
    let missing = |name: &str, message: &str| Wrong { path: name.to_owned(), message: message.to_owned() };
    match (typed.text(HEAD).parse(), typed.text(SCAN).parse()) {
        (Ok(head), Ok(scan)) => Ok(Sheet { head, scan }),
        (head, scan) => {
            let head = head.is_err().then(|| missing(HEAD, "请选择在审批表上签字的负责人"));
            let scan = scan.is_err().then(|| missing(SCAN, "请上传签署的审批表扫描件，或者选择已上传的文件"));
            Err(head.into_iter().chain(scan).collect())
        }
    }
}
