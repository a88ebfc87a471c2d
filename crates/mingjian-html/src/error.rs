//! The page for what went wrong: what it is, what to do, and a reference under which the log tells more.
//! It never shows an error's own text: that may name what the reader must not know.

use askama::Template;

use crate::page::Page;
use crate::parts::Link;

/// A page for an answer that is an error.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// The page around it; [`ErrorPage::new`] sets its title.
    pub page: Page,
    /// What happened.
    pub heading: String,
    /// What that means and what was kept.
    pub text: Vec<String>,
    /// Where to go.
    pub links: Vec<Link>,
    /// Under which the log tells more.
    pub reference: String,
}

impl ErrorPage {
    /// The page for a status, in its standing words.
    pub fn new(mut page: Page, status: u16, reference: &str) -> Self {
        let (heading, text) = words(status);
        heading.clone_into(&mut page.title);
        Self {
            links: vec![Link::new("回到首页", &page.site.home)],
            page,
            heading: heading.to_owned(),
            text: text.iter().map(|&paragraph| paragraph.to_owned()).collect(),
            reference: reference.to_owned(),
        }
    }

    /// The same in words that know more.
    #[must_use]
    pub fn saying(mut self, text: &[&str]) -> Self {
        self.text = text.iter().map(|&paragraph| paragraph.to_owned()).collect();
        self
    }
}

/// What a status means to people: what is wrong, what was kept, what to do.
pub fn words(status: u16) -> (&'static str, &'static [&'static str]) {
    match status {
        400 => ("请求无法读取", &["提交的内容不完整或者格式不对。请返回上一页，刷新后再提交。"]),
        401 => ("请先登录", &["登录后才能看到这一页。"]),
        403 => {
            ("您没有这项权限", &["您可以看到这件事，但按您现在的职责不能办理。需要办理的，请与管理员联系。"])
        }
        404 => ("没有找到这一页", &["地址可能输入有误，或者内容已经移走。请检查地址，或者从首页重新查找。"]),
        405 => ("这个地址不接受这种请求", &["请从页面上的链接或者按钮进入。"]),
        409 => (
            "内容刚刚被别人改动",
            &[
                "您打开页面之后，有人先一步作了改动，所以没有保存。您填写的内容仍然保留，请核对最新情况后再提交。",
            ],
        ),
        410 => ("内容已撤下", &["这项内容曾经公开，现在已经撤下。"]),
        413 => ("内容太大", &["上传的文件超过了限制。请压缩或者分开后再上传。"]),
        415 => ("不支持这种格式", &["请改用页面上列出的格式。"]),
        422 => ("内容需要修改", &["有一处或者几处内容不符合要求，没有保存。请按提示修改后再提交。"]),
        429 => ("请求过于频繁", &["请稍等片刻再试。"]),
        503 => ("系统暂时不能服务", &["系统正在维护或者繁忙，没有保存任何改动。请稍后再试。"]),
        _ => (
            "系统出现故障",
            &["系统没有完成这次操作，也没有保存任何改动。请稍后再试；仍不行的，请把下面的编号告诉管理员。"],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn every_status_that_we_answer_has_words_of_its_own() {
        let headings: std::collections::BTreeSet<&str> =
            [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503]
                .map(|status| words(status).0)
                .into();
        assert_eq!(headings.len(), 13);
    }
}
