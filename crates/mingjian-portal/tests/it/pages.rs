//! Pages: each route, each status, and what a reader sees of a decision.
//! Each page is kept beside the test's files, so that a person can open it.

use crate::client::{Answer, Client, identity};
use crate::sample::{at, decision, id};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use mingjian_html::asset;
use mingjian_publish::{PublicChange, PublicViolation, Shown};

/// Keeps a page and what it loads where a browser can open them.
fn keep(name: &str, answer: &Answer) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("portal");
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    for path in [asset::style_path(), asset::icon_path()] {
        std::fs::write(folder.join(path.trim_start_matches('/')), &asset::find(path).unwrap().bytes).unwrap();
    }
    std::fs::write(folder.join(name), &answer.bytes).unwrap();
}

#[tokio::test]
async fn every_route_answers_and_carries_the_security_headers() {
    let client = Client::filled().await;
    for (route, method) in mingjian_portal::ROUTES {
        let path = match *route {
            "/decisions/{id}" => format!("/decisions/{}", id(1)),
            "/api/v1/decisions/{id}" => format!("/api/v1/decisions/{}", id(1)),
            "/assets/{file}" => asset::style_path().to_owned(),
            other => other.to_owned(),
        };
        let mut request = Request::builder().method(*method).uri(&path);
        let mut body = Body::empty();
        if *method == "POST" {
            request = request.header("content-type", "application/x-www-form-urlencoded");
            body = Body::from("set=large-text&back=%2Fdecisions");
        }
        let answer = client.send(request.body(body).unwrap()).await;
        let expected = if *method == "POST" { StatusCode::SEE_OTHER } else { StatusCode::OK };
        assert_eq!(answer.status, expected, "{path}");
        for (name, value) in mingjian_html::header::SECURITY_HEADERS {
            assert_eq!(answer.header(name), *value, "{name} of {path}");
        }
        assert!(!answer.header("cache-control").is_empty(), "{path}");
        assert_eq!(answer.headers.get("set-cookie").is_some(), *method == "POST", "{path}");
    }
}

#[tokio::test]
async fn the_home_page_answers_four_questions_and_shows_the_latest() {
    let client = Client::filled().await;
    let home = client.get("/").await;
    keep("home.html", &home);
    for question in
        ["这份决定书是真的吗", "来的人是执法人员吗", "我要投诉，或者不服处罚", "我的案件到哪一步了"]
    {
        assert!(home.text().contains(question), "{question}");
    }
    assert!(
        home.text().contains("示例第25口腔门诊部有限公司")
            && !home.text().contains("示例第20口腔门诊部有限公司")
    );
    assert!(home.text().contains("查看全部24件") && home.text().contains("演示系统"));
    let empty = Client::empty().await.get("/").await;
    assert!(empty.text().contains("还没有公示的处罚决定"));
}

#[tokio::test]
async fn a_list_is_paged_and_its_empty_state_says_what_to_do() {
    let client = Client::filled().await;
    let first = client.get("/decisions").await;
    keep("decisions.html", &first);
    assert!(first.text().contains("共24件") && first.text().contains("第1至20件，共24件"));
    assert!(!first.text().contains("示例第4口腔门诊部有限公司"));
    let second = client.get("/decisions?page=2&per_page=10").await;
    assert!(
        second.text().contains("href=\"/decisions?per_page=10&amp;page=3\"")
            || second.text().contains("href=\"/decisions?per_page=10&#38;page=3\"")
    );
    let beyond = client.get("/decisions?page=9").await;
    assert_eq!(beyond.status, StatusCode::NOT_FOUND);
    assert!(beyond.text().contains("列表现在共有2页，没有第9页"));
    let empty = Client::empty().await.get("/decisions").await;
    keep("decisions-empty.html", &empty);
    assert!(empty.text().contains("class=\"empty\"") && empty.text().contains("href=\"/remedies\""));
}

#[tokio::test]
async fn a_wrong_page_number_is_answered_with_422_in_chinese() {
    let client = Client::filled().await;
    for path in ["/decisions?page=0", "/decisions?page=x", "/decisions?per_page=101"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(answer.text().contains("请改正后重试") && answer.text().contains("编号："), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_decision_reads_like_a_document() {
    let client = Client::filled().await;
    let page = client.get(&format!("/decisions/{}", id(12))).await;
    keep("decision.html", &page);
    for expected in [
        "<p class=\"organ\">示例市卫生健康委员会</p>",
        "<h1>行政处罚决定书</h1>",
        "示卫医罚〔2026〕12号",
        "现行有效",
        "示例第12口腔门诊部有限公司",
        "钱某",
        "部分内容依法隐去（政府信息公开条例第十五条）",
        "罚款人民币5000元（大写：伍仟元整）",
        "《医疗废物管理条例》第四十五条",
        "当事人的最后一天：<strong>2026年5月6日</strong>",
        "本页有2处依法隐去",
        "自然人姓名2处，依据政府信息公开条例第十五条",
        "另有1项依法不公开",
        "2026年3月2日",
    ] {
        assert!(page.text().contains(expected), "{expected} is missing in {}", page.text());
    }
    assert!(page.text().contains(&format!("/decisions/{}.pdf", id(12))));
    assert!(page.text().contains("<title>示卫医罚〔2026〕12号 行政处罚决定书 - 行政执法信息公示</title>"));
}

#[tokio::test]
async fn several_violations_stand_severally() {
    let client = Client::empty().await;
    let mut both = decision(1);
    let second = PublicViolation {
        cause: Shown::Public { value: "使用未注册护士".to_owned() },
        ..both.violations[0].clone()
    };
    both.violations.push(second);
    let change =
        PublicChange::Publish { id: id(1), sequence: 1, at: at(1), decision: Box::new(both), pdf: None };
    client.database.apply(&[change]).await.unwrap();
    let page = client.get(&format!("/decisions/{}", id(1))).await;
    keep("decision-several.html", &page);
    assert!(
        page.text().contains("（一）违反医疗废物管理规定") && page.text().contains("（二）使用未注册护士")
    );
    assert!(!page.text().contains(".pdf"), "no link to a file that is not there");
}

#[tokio::test]
async fn a_pdf_comes_with_its_type_and_digest_and_only_where_there_is_one() {
    let client = Client::filled().await;
    let pdf = client.get(&format!("/decisions/{}.pdf", id(2))).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert_eq!(pdf.bytes, b"%PDF 2");
    assert!(pdf.header("content-disposition").starts_with("inline") && pdf.header("etag").len() == 34);
    assert_eq!(client.get(&format!("/decisions/{}.pdf", id(99))).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_withdrawn_decision_answers_410_with_its_notice_everywhere() {
    let client = Client::filled().await;
    for path in [format!("/decisions/{}", id(4)), format!("/decisions/{}.pdf", id(4))] {
        let gone = client.get(&path).await;
        keep("withdrawn.html", &gone);
        assert_eq!(gone.status, StatusCode::GONE, "{path}");
        assert!(
            gone.text().contains("行政复议决定撤销了原处罚决定")
                && gone.text().contains("行政处罚法第四十八条第二款")
        );
        assert!(!gone.text().contains("示例第4口腔门诊部有限公司") && !gone.text().contains("医疗废物"));
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_a_page_with_status_404() {
    let client = Client::filled().await;
    let known = id(1).to_string();
    for path in [
        "/decisions/1".to_owned(),
        "/decisions/%3Cscript%3E".to_owned(),
        format!("/decisions/{}", id(99)),
        format!("/decisions/{}", known.to_uppercase()),
        format!("/decisions/{{{known}}}").replace(['{', '}'], "%7B"),
        format!("/decisions/{known}.pdf.pdf"),
        "/nothing".to_owned(),
        "/assets/style-0000.css".to_owned(),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("没有找到这一页"), "{path}");
        assert!(!answer.text().contains("<script"), "{path}");
    }
    keep("not-found.html", &client.get("/nothing").await);
}

#[tokio::test]
async fn a_number_is_checked_in_one_step() {
    let client = Client::filled().await;
    let checks = [
        ("%E7%A4%BA%E5%8D%AB%E5%8C%BB%E7%BD%9A%5B2026%5D12%E5%8F%B7", StatusCode::OK, "现行有效"),
        ("%E7%A4%BA%E5%8D%AB%E5%8C%BB%E7%BD%9A%5B2026%5D4%E5%8F%B7", StatusCode::OK, "公示已经撤下"),
        ("%3Cb%3E", StatusCode::OK, "没有公示过文号为“&#60;b&#62;”的处罚决定"),
        ("", StatusCode::UNPROCESSABLE_ENTITY, "请输入决定书文号"),
        ("+", StatusCode::UNPROCESSABLE_ENTITY, "请输入决定书文号"),
        ("%FF", StatusCode::OK, "没有查到这个文号"),
        ("x&number=y", StatusCode::UNPROCESSABLE_ENTITY, "文号无法读取"),
    ];
    for (typed, status, expected) in checks {
        let answer = client.get(&format!("/verify?number={typed}")).await;
        assert_eq!(answer.status, status, "{typed}");
        assert!(answer.text().contains(expected), "{typed}: {}", answer.text());
    }
    keep(
        "verify.html",
        &client.get("/verify?number=%E7%A4%BA%E5%8D%AB%E5%8C%BB%E7%BD%9A%5B2026%5D12%E5%8F%B7").await,
    );
    keep("verify-none.html", &client.get("/verify?number=x").await);
    let long = "9".repeat(61);
    assert_eq!(client.get(&format!("/verify?number={long}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(client.get("/verify").await.text().contains("决定书文号"));
}

#[tokio::test]
async fn remedies_name_whom_until_when_and_by_which_article() {
    let page = Client::empty().await.get("/remedies").await;
    keep("remedies.html", &page);
    for expected in
        ["示例市人民政府", "60日", "6个月", "行政复议法第二十条", "12345", "政府信息公开条例第四十一条"]
    {
        assert!(page.text().contains(expected), "{expected} is missing in {}", page.text());
    }
}

#[tokio::test]
async fn a_reader_s_wish_is_kept_in_a_cookie_and_leads_back_to_this_site_only() {
    let client = Client::filled().await;
    let wish = |body: &'static str| {
        Request::post("/display")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap()
    };
    let kept = client.send(wish("set=large-text&back=%2Fdecisions%3Fpage%3D2")).await;
    assert_eq!((kept.status, kept.header("location")), (StatusCode::SEE_OTHER, "/decisions?page=2"));
    assert!(kept.header("set-cookie").starts_with("display=large;"));
    let away = client.send(wish("set=high-contrast&back=%2F%2Fevil.example")).await;
    assert_eq!(away.header("location"), "/");
    for wrong in ["set=purple", "back=%2F", ""] {
        assert_eq!(client.send(wish(wrong)).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let large = Request::get("/").header("cookie", "display=large.contrast").body(Body::empty()).unwrap();
    let large = client.send(large).await;
    keep("home-large.html", &large);
    assert!(large.text().contains("class=\"large contrast\"") && large.header("vary") == "cookie");
}

#[tokio::test]
async fn text_from_a_decision_cannot_become_markup() {
    let client = Client::empty().await;
    let mut hostile = decision(1);
    let attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>".to_owned();
    hostile.party.name = Shown::Public { value: attack.clone() };
    hostile.facts = Shown::Public { value: attack.clone() };
    hostile.cause = Shown::Public { value: attack };
    let change =
        PublicChange::Publish { id: id(1), sequence: 1, at: at(1), decision: Box::new(hostile), pdf: None };
    client.database.apply(&[change]).await.unwrap();
    for path in ["/".to_owned(), "/decisions".to_owned(), format!("/decisions/{}", id(1))] {
        let page = client.get(&path).await;
        assert!(!page.text().contains("<script") && !page.text().contains("<img"), "{path}");
    }
}

#[tokio::test]
async fn a_preview_is_the_page_that_the_public_will_read() {
    let preview = mingjian_portal::decision_html(&identity(), &decision(1), at(1)).unwrap();
    let client = Client::empty().await;
    let change = PublicChange::Publish {
        id: id(1),
        sequence: 1,
        at: at(1),
        decision: Box::new(decision(1)),
        pdf: None,
    };
    client.database.apply(&[change]).await.unwrap();
    let published = client.get(&format!("/decisions/{}", id(1))).await;
    let nobody = mingjian_publish::PublicationId::from_parts(0, &[0; 10]).to_string();
    assert_eq!(preview.replace(&nobody, &id(1).to_string()), published.text());
    let data = mingjian_portal::decision_json(&decision(1), at(1)).unwrap();
    let answer = client.get(&format!("/api/v1/decisions/{}", id(1))).await;
    assert_eq!(data.replace(&nobody, &id(1).to_string()), answer.text());
}

#[tokio::test]
async fn a_fault_shows_a_reference_and_no_cause() {
    let client = Client::filled().await;
    client.database.close().await;
    let page = client.get("/decisions").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.text().contains("系统出现故障") && page.text().contains("编号："));
    assert!(!page.text().to_lowercase().contains("pool"));
    let data = client.get("/api/v1/decisions").await;
    assert_eq!(data.json()["code"], "internal");
}
