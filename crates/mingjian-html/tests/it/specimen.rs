//! A page with one of every part.
//! Everyone in it is invented.

use askama::Template;
use chrono::NaiveDate;
use mingjian_html::display::Display;
use mingjian_html::page::{NavItem, Page, Search, Site, SiteKind, UserMark};
use mingjian_html::parts::{
    Choice, ClockBar, ClockStanding, Crumbs, DefinitionList, Empty, ErrorSummary, Field, Input, KeysetPager,
    Link, Notice, Pagination, RefusalCard, Row, StatusTag, SummaryItem, Tabs, Timeline, TimelineEntry, Tone,
};

/// A page with one of every part.
#[derive(Template)]
#[template(
    source = r#"{% extends "layout/page.html" %}
{% block lead %}{{ crumbs }}{% endblock %}
{% block content %}
<div class="head"><h1>一页样张</h1><p>{% for tag in tags %}{{ tag }} {% endfor %}</p></div>
{{ notice }}
{{ summary }}
<p>{% for clock in clocks %}{{ clock }} {% endfor %}</p>
{{ tabs }}
<h2>各项</h2>
{{ rows }}
<h2>下一步</h2>
<ul class="cards">
<li class="card"><h3>送达决定书</h3><p>承办人办理。</p><p class="buttons"><a class="button primary" href="/x">送达</a></p></li>
<li>{{ refusal }}</li>
</ul>
<h2>经过</h2>
{{ timeline }}
<h2>列表</h2>
<div class="scroll" tabindex="0"><table class="stack"><caption>按期限排列</caption>
<thead><tr><th scope="col">案件</th><th scope="col">当事人</th><th scope="col">期限</th><th scope="col" class="number">罚款（元）</th></tr></thead>
<tbody>
<tr><td data-label="案件">示卫医罚〔2026〕12号</td><td data-label="当事人">示例口腔门诊部有限公司</td><td data-label="期限">{{ clocks[0] }}</td><td data-label="罚款（元）" class="number">50,300.00</td></tr>
<tr><td data-label="案件">示卫医罚〔2026〕13号</td><td data-label="当事人">某某诊所</td><td data-label="期限">{{ clocks[1] }}</td><td data-label="罚款（元）" class="number">2,000.00</td></tr>
</tbody></table></div>
{{ pagination }}
{{ pager }}
{{ empty }}
<h2>表单</h2>
<form class="stacked" method="post" action="/x" novalidate>
{%- if let Some(user) = page.user %}<input type="hidden" name="csrf" value="{{ user.csrf }}">{% endif %}
{%- for field in fields %}
{{ field }}
{%- endfor %}
<p class="buttons"><button class="primary">提交审核</button><button class="danger">退回</button><a href="/x">取消</a></p>
</form>
{% endblock %}"#,
    ext = "html"
)]
pub(crate) struct Specimen {
    page: Page,
    crumbs: Crumbs,
    tags: Vec<StatusTag>,
    notice: Notice,
    summary: ErrorSummary,
    clocks: Vec<ClockBar>,
    tabs: Tabs,
    rows: DefinitionList,
    refusal: RefusalCard,
    timeline: Timeline,
    pagination: Pagination,
    pager: KeysetPager,
    empty: Empty,
    fields: Vec<Field>,
}

/// A page of one of the sites.
pub(crate) fn page(kind: SiteKind) -> Page {
    let staff = kind == SiteKind::Staff;
    let entries: &[(&str, &str)] = if staff {
        &[
            ("我的工作", "/staff/"),
            ("案件", "/staff/cases"),
            ("法制审核", "/staff/reviews"),
            ("公示", "/staff/publications"),
        ]
    } else {
        &[("首页", "/"), ("处罚决定", "/decisions"), ("投诉与救济", "/remedies")]
    };
    let path = if staff { "/staff/cases/1" } else { "/decisions" };
    let nav = entries.iter().map(|(label, href)| NavItem::new(label, href, path));
    Page {
        title: "一页样张".to_owned(),
        site: Site {
            kind,
            name: if staff { "明鉴".to_owned() } else { "行政执法信息公示".to_owned() },
            organ: "示例市卫生健康委员会".to_owned(),
            demo: Some("演示系统：机关、人员和案件均为虚构，没有法律效力".to_owned()),
            home: if staff { "/staff/".to_owned() } else { "/".to_owned() },
            display_action: "/display".to_owned(),
            foot: vec!["主办：示例市卫生健康委员会".to_owned()],
        },
        nav: nav.map(|item| NavItem { count: (item.current && staff).then_some(7), ..item }).collect(),
        display: Display::default(),
        path: path.to_owned(),
        user: staff.then(|| UserMark {
            name: "许文".to_owned(),
            roles: "法制审核人员".to_owned(),
            account: "/staff/account".to_owned(),
            logout: "/staff/logout".to_owned(),
            csrf: "token".to_owned(),
        }),
        search: staff.then(|| Search {
            action: "/staff/cases".to_owned(),
            name: "q".to_owned(),
            value: String::new(),
            label: "文号或者当事人".to_owned(),
        }),
    }
}

impl Specimen {
    /// The page with its parts.
    pub(crate) fn new(page: Page) -> Self {
        Self {
            crumbs: Crumbs { above: vec![Link::new("首页", &page.site.home)], here: "样张".to_owned() },
            page,
            tags: tags(),
            notice: Notice {
                tone: Tone::Warn,
                title: "待送达".to_owned(),
                text: vec!["决定书尚未送达，公示期限仍从决定之日起算。".to_owned()],
            },
            summary: ErrorSummary {
                items: vec![SummaryItem {
                    field: Some("f-due-on".to_owned()),
                    message: "改正期限不能早于今天".to_owned(),
                }],
            },
            clocks: clocks(),
            tabs: Tabs {
                label: "案件的各个方面".to_owned(),
                items: ["时间线", "文书", "证据", "审核"].map(|label| Link::new(label, label)).into(),
                current: "文书".to_owned(),
            },
            rows: DefinitionList {
                rows: vec![
                    Row::new("当事人", "示例口腔门诊部有限公司"),
                    Row::new("罚款", "50,300.00元（大写：伍万零叁佰元整）"),
                    Row::new("违法事实", "某某于2026年3月2日……")
                        .with_note("2处依法隐去：政府信息公开条例第十五条"),
                ],
            },
            refusal: RefusalCard {
                action: "作出决定".to_owned(),
                message: "法制审核还没有同意的意见。请等待审核意见，或者补充材料后再提交。".to_owned(),
                code: "review-not-agreed".to_owned(),
                basis: vec!["行政处罚法第五十八条".to_owned()],
                facts: vec!["最近一次提交：2026年3月2日，第2轮".to_owned()],
            },
            timeline: timeline(),
            pagination: Pagination { page: 5, per_page: 20, total: 187, prefix: "/list?page=".to_owned() },
            pager: KeysetPager { previous: None, next: Some("/list?after=x".to_owned()) },
            empty: Empty {
                title: "没有待办的案件".to_owned(),
                text: "新的线索从登记开始。".to_owned(),
                links: vec![Link::new("登记线索", "/x")],
            },
            fields: fields(),
        }
    }
}

fn tags() -> Vec<StatusTag> {
    [
        ("未开始", Tone::Plain),
        ("审核中", Tone::Info),
        ("现行有效", Tone::Good),
        ("即将到期", Tone::Warn),
        ("已撤下", Tone::Bad),
    ]
    .map(|(label, tone)| StatusTag::new(label, tone))
    .into()
}

fn clocks() -> Vec<ClockBar> {
    let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    [
        ClockStanding::Running { left: 3, soon: false },
        ClockStanding::Running { left: 1, soon: true },
        ClockStanding::Overdue { by: 2 },
        ClockStanding::Ended(day),
    ]
    .map(|standing| ClockBar {
        label: "公示".to_owned(),
        due_on: day,
        standing,
        unit: "工作日",
        passed: 57,
        provisional: false,
        rule: "行政处罚决定公示：决定之日起7个工作日".to_owned(),
    })
    .into()
}

fn timeline() -> Timeline {
    let entry = |when: &str, who: &str, sentence: &str, tone| TimelineEntry {
        when: when.to_owned(),
        datetime: "2026-03-02T10:00".to_owned(),
        who: who.to_owned(),
        sentence: sentence.to_owned(),
        tone,
        ..TimelineEntry::default()
    };
    let mut second = entry("2026年3月2日10时", "陈立（承办人）", "送达行政处罚决定书。", Tone::Good);
    second.links = vec![Link::new("送达回证", "/x"), Link::new("决定书", "/y")];
    second.details = vec!["补录：送达当日在乡镇，没有网络。".to_owned()];
    Timeline {
        entries: vec![
            second,
            entry("2026年2月27日16时", "周正（机关负责人）", "作出行政处罚决定。", Tone::Info),
            entry("2026年2月20日9时", "许文（法制审核人员）", "出具审核意见：同意。", Tone::Plain),
        ],
    }
}

fn fields() -> Vec<Field> {
    let choices = || {
        vec![
            Choice::new("direct", "直接送达", true),
            Choice {
                help: Some("两名以上执法人员到场".to_owned()),
                ..Choice::new("left", "留置送达", false)
            },
        ]
    };
    vec![
        Field::new("receiver", "受送达人", Input::Text).value("示例口腔门诊部有限公司"),
        Field::new("due_on", "改正期限", Input::Date)
            .value("2026-03-02")
            .help("最后一天")
            .error(Some("改正期限不能早于今天".to_owned()))
            .basis("行政处罚法第二十八条", "实施行政处罚时，应当责令当事人改正违法行为。"),
        Field::new("at", "送达时间", Input::DateTime),
        Field::new("amount", "罚款金额", Input::Money { capitals: Some("伍万零叁佰元整".to_owned()) })
            .value("50300.00"),
        Field::new("pages", "页数", Input::Number { unit: "页".to_owned() }).optional(),
        Field::new("facts", "违法事实", Input::Area { rows: 4 }).help("写清时间、地点、行为和后果。"),
        Field::new("way", "送达方式", Input::Radios(choices())),
        Field::new("kinds", "处罚种类", Input::Checks(choices())),
        Field::new("cause", "案由", Input::Select(choices())),
        Field::new("told", "已经告知当事人权利", Input::Check { ticked: true }),
        Field::new("file", "附件", Input::File { accept: "application/pdf,image/*".to_owned() })
            .help("不超过20 MB"),
        Field::new("password", "密码", Input::Password { new: false }),
    ]
}
