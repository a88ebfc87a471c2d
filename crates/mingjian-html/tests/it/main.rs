//! Both sites' layout with every part inside, rendered as a site does it.
//! How it looks is judged by eye and by the browser tests, not here.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its page has failed")]

mod specimen;

use askama::Template;
use mingjian_html::asset;
use mingjian_html::display::Display;
use mingjian_html::error::ErrorPage;
use mingjian_html::page::SiteKind;
use mingjian_html::parts::{Choice, Field, Input};
use specimen::{Specimen, page};

/// Writes a page and its style sheet where a browser can open them, so that a person may look.
fn keep(name: &str, html: &str) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    for path in [asset::style_path(), asset::icon_path()] {
        std::fs::write(folder.join(path.trim_start_matches('/')), &asset::find(path).unwrap().bytes).unwrap();
    }
    std::fs::write(folder.join(name), html).unwrap();
}

#[test]
fn a_page_of_each_site_holds_every_part_and_nothing_foreign() {
    for (kind, name) in [(SiteKind::Public, "public.html"), (SiteKind::Staff, "staff.html")] {
        let html = Specimen::new(page(kind)).render().unwrap();
        keep(name, &html);
        for forbidden in ["<script", "style=", "javascript:", " onclick", "http://", "https://"] {
            assert!(!html.contains(forbidden), "{forbidden} in {name}");
        }
        for expected in [
            "<html lang=\"zh-CN\">",
            "href=\"#main\"",
            asset::style_path(),
            "演示系统",
            "class=\"tag warn\"",
            "class=\"clock bad\"",
            "aria-label=\"分页\"",
            "class=\"refusal\"",
            "class=\"timeline\"",
            "class=\"summary\"",
            "aria-current=\"page\"",
        ] {
            assert!(html.contains(expected), "{expected} is missing in {name}");
        }
        for (open, close) in [("<div", "</div>"), ("<main", "</main>"), ("<ul", "</ul>"), ("<p", "</p>")] {
            let opened =
                html.matches(&format!("{open}>")).count() + html.matches(&format!("{open} ")).count();
            assert_eq!(opened, html.matches(close).count(), "{open} in {name}");
        }
    }
}

#[test]
fn every_form_of_a_session_carries_its_token() {
    let html = Specimen::new(page(SiteKind::Staff)).render().unwrap();
    let posts = html.matches("method=\"post\"").count();
    assert_eq!(html.matches("name=\"csrf\" value=\"token\"").count(), posts, "{html}");
    assert!(posts > 0);
}

#[test]
fn a_page_shows_itself_as_the_reader_wishes() {
    let mut wished = page(SiteKind::Public);
    wished.display = Display { large: true, contrast: true };
    let html = Specimen::new(wished).render().unwrap();
    assert!(html.contains("<html lang=\"zh-CN\" class=\"large contrast\">"));
    assert!(html.contains("value=\"normal-text\" aria-pressed=\"true\""));
}

#[test]
fn an_error_page_says_what_to_do_and_names_its_reference() {
    for status in [403, 404, 409, 410, 500] {
        let html = ErrorPage::new(page(SiteKind::Public), status, "E-20261124-7F3A").render().unwrap();
        assert!(html.contains("E-20261124-7F3A") && html.contains("回到首页"), "{status}: {html}");
    }
    let html = ErrorPage::new(page(SiteKind::Staff), 409, "").saying(&["<b>改动</b>"]).render().unwrap();
    assert!(html.contains("&#60;b&#62;改动") && !html.contains("编号："), "{html}");
}

#[test]
fn a_long_list_of_boxes_stays_folded_until_one_of_them_matters() {
    let boxes = |many: usize, chosen: bool| {
        let choices =
            (0..many).map(|one| Choice::new(&one.to_string(), "事项", chosen && one == 0)).collect();
        Field::new("actions", "事项", Input::Checks(choices))
    };
    let folds = |field: Field| field.render().unwrap().contains("<details");
    assert!(folds(boxes(40, false).optional()));
    assert!(!folds(boxes(8, false).optional()), "few");
    assert!(!folds(boxes(40, false)), "needed");
    assert!(!folds(boxes(40, true).optional()), "ticked");
    assert!(!folds(boxes(40, false).optional().error(Some("请选择".to_owned()))), "at fault");
}
