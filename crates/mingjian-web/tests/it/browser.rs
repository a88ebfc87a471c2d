//! A browser without a screen: it keeps cookies, follows redirects, and fills in the forms that it finds on pages.
//! It runs no script, for the pages have none.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use mingjian_testkit::TestApp;
use mingjian_testkit::people::{PASSWORD, Person};
use mingjian_web::WebState;
use std::collections::BTreeMap;
use tower::ServiceExt;

/// An answer, after all redirects.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
    /// Where it was found in the end.
    pub(crate) path: String,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The page holds this text; else the whole page is shown.
    #[track_caller]
    pub(crate) fn shows(&self, text: &str) -> &Self {
        assert!(
            self.text().contains(text),
            "“{text}” is not on {} ({}):\n{}",
            self.path,
            self.status,
            self.text()
        );
        self
    }

    #[track_caller]
    pub(crate) fn hides(&self, text: &str) -> &Self {
        assert!(!self.text().contains(text), "“{text}” is on {}:\n{}", self.path, self.text());
        self
    }

    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}:\n{}", self.path, self.text());
        self
    }

    /// The form of this page that posts to an address.
    #[track_caller]
    pub(crate) fn form(&self, action: &str) -> Form {
        let text = self.text();
        let start = text
            .find(&format!("action=\"{action}\""))
            .unwrap_or_else(|| panic!("no form to {action}:\n{text}"));
        let end = text[start..].find("</form>").unwrap() + start;
        Form::read(action, &text[start..end])
    }
}

/// A form as a browser would send it: what stands in its fields.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) files: Vec<(String, String, Vec<u8>)>,
    is_multipart: bool,
}

impl Form {
    /// Reads the fields that a browser would send without anything being typed.
    fn read(action: &str, html: &str) -> Self {
        // As a browser reads its input, and as it sends what it has.
        let html = &html.replace("\r\n", "\n");
        let is_multipart = html[..html.find('>').unwrap()].contains("multipart/form-data");
        let mut fields = Vec::new();
        let mut select: Option<String> = None;
        for tag in html.split('<').skip(1) {
            let (head, rest) = tag.split_once('>').unwrap_or((tag, ""));
            let name = attribute(head, "name");
            match head.split([' ', '\n']).next().unwrap() {
                "input" => {
                    let kind = attribute(head, "type").unwrap_or_default();
                    let sent = match kind.as_str() {
                        "checkbox" | "radio" => head.contains(" checked"),
                        "file" | "submit" => false,
                        _ => true,
                    };
                    if let (Some(name), true) = (name, sent) {
                        fields
                            .push((name, attribute(head, "value").unwrap_or_default().replace('\n', "\r\n")));
                    }
                }
                "textarea" => {
                    let text = rest.strip_prefix('\n').unwrap_or(rest);
                    fields.push((name.unwrap(), unescape(text).replace('\n', "\r\n")));
                }
                "select" => select = name,
                "option" if head.contains(" selected") => {
                    fields.push((select.clone().unwrap(), attribute(head, "value").unwrap_or_default()));
                }
                _ => {}
            }
        }
        Self { action: action.to_owned(), fields, files: Vec::new(), is_multipart }
    }

    /// Types into a field, or picks a choice; what stood there goes.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(own, _)| own != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Ticks a box more.
    pub(crate) fn tick(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(own, _)| own != name);
        self
    }

    /// Chooses a file.
    pub(crate) fn file(mut self, name: &str, file: &str, bytes: &[u8]) -> Self {
        assert!(self.is_multipart, "the form takes no files");
        self.files.push((name.to_owned(), file.to_owned(), bytes.to_vec()));
        self
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn encode(&self) -> (String, Vec<u8>) {
        if !self.is_multipart {
            let pairs: Vec<String> = self
                .fields
                .iter()
                .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
                .collect();
            return ("application/x-www-form-urlencoded".to_owned(), pairs.join("&").into_bytes());
        }
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            let head =
                format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (name, file, bytes) in &self.files {
            let head = format!(
                "--frontier\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--frontier--\r\n");
        ("multipart/form-data; boundary=frontier".to_owned(), body)
    }
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let start = head.find(&format!(" {name}=\""))? + name.len() + 3;
    let end = head[start..].find('"')? + start;
    Some(unescape(&head[start..end]))
}

pub(crate) fn unescape(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

/// A browser with its cookies; a clone of it is another window.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, (String, String)>,
}

impl Browser {
    pub(crate) fn new(test: &TestApp) -> Self {
        Self::behind(test, false)
    }

    pub(crate) fn behind(test: &TestApp, behind_tls: bool) -> Self {
        let router = mingjian_web::router(WebState { app: test.app.clone(), behind_tls });
        Self { router, cookies: BTreeMap::new() }
    }

    /// A browser in which somebody has logged in.
    pub(crate) async fn of(test: &TestApp, person: Person) -> Self {
        let mut browser = Self::new(test);
        let login = browser.get("/staff/login").await;
        let form = login.form("/staff/login").set("login", person.login).set("password", PASSWORD);
        browser.send(&form).await.is(200).shows("我的工作");
        browser
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let request = Request::builder().method(Method::GET).uri(path);
        self.follow(request, Vec::new()).await
    }

    /// Sends a form and follows where it leads.
    pub(crate) async fn send(&mut self, form: &Form) -> Answer {
        let (kind, body) = form.encode();
        let request = Request::builder().method(Method::POST).uri(&form.action).header(CONTENT_TYPE, kind);
        self.follow(request, body).await
    }

    /// One request without following anything.
    pub(crate) async fn once(&mut self, request: axum::http::request::Builder, body: Vec<u8>) -> Answer {
        let path = request.uri_ref().unwrap().to_string();
        let place = path.split('?').next().unwrap().to_owned();
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .filter(|(_, (_, scope))| place.starts_with(scope.as_str()))
            .map(|(name, (value, _))| format!("{name}={value}"))
            .collect();
        let request = request.header(COOKIE, cookies.join("; ")).body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes, path }
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, rest) = cookie.split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        let scope = rest.split(';').find_map(|part| part.trim().strip_prefix("Path=")).unwrap();
        if rest.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), (value.to_owned(), scope.to_owned()));
        }
    }

    async fn follow(&mut self, request: axum::http::request::Builder, body: Vec<u8>) -> Answer {
        let mut answer = self.once(request, body).await;
        for _ in 0..5 {
            if !answer.status.is_redirection() {
                return answer;
            }
            let to = answer.header(LOCATION.as_str()).to_owned();
            let to = to.split('#').next().unwrap();
            answer = self.once(Request::builder().method(Method::GET).uri(to), Vec::new()).await;
        }
        panic!("the redirects do not end");
    }
}
