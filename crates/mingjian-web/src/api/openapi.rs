//! The description of the API (OpenAPI 3.1), made from the routes, the shapes that are sent and the schemas of the acts.
//! It is not written by hand, so that it cannot say what the program does not do.

use super::dto::{Acted, Case, Refused, Rows, Stored};
use super::{PUBLIC_ROUTES, ROUTES};
use axum::Json;
use mingjian_domain::act::{self, Opening, input_schema};
use mingjian_law::deed::Deed;
use mingjian_law::procedure::OpenedBy;
use serde_json::{Map, Value, json};

/// `GET /api/v1/openapi.json`.
pub(super) async fn describe() -> Json<Value> {
    Json(document())
}

/// What a route is for, and what it answers.
struct Operation {
    id: &'static str,
    summary: &'static str,
    success: u16,
    answer: Answer,
}

/// What comes back from a success.
enum Answer {
    /// JSON of this shape.
    Shape(&'static str),
    /// Text.
    Text,
    /// The bytes of a file.
    Bytes,
}

const fn operation(id: &'static str, summary: &'static str, success: u16, answer: Answer) -> Operation {
    Operation { id, summary, success, answer }
}

/// The description.
fn document() -> Value {
    let mut paths = Map::new();
    for (method, path) in ROUTES.iter().chain(PUBLIC_ROUTES) {
        let entry = paths.entry((*path).to_owned()).or_insert_with(|| json!({}));
        if let Some(operations) = entry.as_object_mut() {
            operations.insert(method.to_lowercase(), described(method, path));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "明鉴 API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "与工作平台页面相同的操作。每个POST都要有Idempotency-Key；推进案件的操作要说明所依据的版本。",
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn schemas() -> Map<String, Value> {
    let mut schemas: Map<String, Value> =
        Deed::ALL.iter().map(|deed| (deed.id().to_owned(), act::schema_of(*deed))).collect();
    let shapes = [
        ("open", Opening::schema(OpenedBy::Lead)),
        ("open-inspection", Opening::schema(OpenedBy::Inspection)),
        ("open-on-spot", Opening::schema(OpenedBy::Spot)),
        ("case", input_schema::<Case>()),
        ("acted", input_schema::<Acted>()),
        ("list", input_schema::<Rows>()),
        ("stored", input_schema::<Stored>()),
        ("problem", input_schema::<Refused>()),
        ("due", due()),
        ("description", json!({ "type": "object" })),
        ("act", envelope()),
        ("decisions", decisions()),
        ("decision", decision()),
    ];
    schemas.extend(shapes.map(|(name, schema)| (name.to_owned(), schema)));
    schemas
}

/// What is sent with an action.
fn envelope() -> Value {
    let inputs: Vec<Value> = Deed::ALL.iter().map(|deed| reference(deed.id())).collect();
    json!({
        "type": "object",
        "properties": {
            "version": { "type": "integer", "title": "所依据的案件版本（也可以放在If-Match中）" },
            "occurred_at": { "type": "string", "format": "date-time", "title": "发生时间；不填写即为现在" },
            "late_reason": { "type": "string", "title": "迟延登记的理由" },
            "input": { "anyOf": inputs },
        },
        "required": ["input"],
        "additionalProperties": false,
    })
}

fn due() -> Value {
    let day = json!({ "type": "string", "format": "date" });
    let counted = json!({
        "due": day, "unit": { "enum": ["working-day", "day", "month"] }, "length": { "type": "integer" },
        "basis": { "type": "array", "items": { "type": "object", "properties": {
            "law": { "type": "string" }, "article": { "type": "integer" },
        } } },
    });
    let mut softer = counted.clone();
    let mut properties = counted;
    if let (Some(softer), Some(properties)) = (softer.as_object_mut(), properties.as_object_mut()) {
        softer.insert("layer".to_owned(), json!({ "type": "string" }));
        properties.insert("rule".to_owned(), json!({ "type": "string" }));
        properties.insert("start".to_owned(), day);
        properties.insert("extended".to_owned(), json!({ "type": ["string", "null"], "format": "date" }));
        properties.insert("status".to_owned(), json!({ "enum": ["firm", "provisional"] }));
    }
    let overridden = json!({ "type": "array", "items": { "type": "object", "properties": softer } });
    if let Some(properties) = properties.as_object_mut() {
        properties.insert("overridden".to_owned(), overridden);
    }
    let required: Vec<String> =
        properties.as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default();
    json!({ "type": "object", "properties": properties, "required": required })
}

/// What the public reads of every decision in the list.
fn decisions() -> Value {
    let text = json!({ "type": "string" });
    let maybe = json!({ "type": ["string", "null"] });
    let item = json!({ "type": "object", "properties": {
        "id": text, "status": text, "number": text, "organ": text, "party": maybe, "cause": maybe,
        "decided_on": { "type": ["string", "null"], "format": "date" },
        "published_on": { "type": "string", "format": "date" },
    } });
    json!({ "type": "object", "required": ["items", "total"], "properties": {
        "items": { "type": "array", "items": item }, "total": { "type": "integer" },
    } })
}

/// What is named in any published decision; the gate settles what of it is null.
fn decision() -> Value {
    let text = json!({ "type": "string" });
    let maybe = json!({ "type": ["string", "null"] });
    let objects = json!({ "type": "array", "items": { "type": "object" } });
    json!({
        "type": "object",
        "required": ["id", "status", "title", "withheld", "basis", "history"],
        "properties": {
            "id": text, "status": text, "title": text, "number": maybe, "organ": maybe, "cause": maybe, "facts": maybe,
            "reasons": maybe, "pdf": maybe, "withheld": objects, "masked": objects, "history": objects,
            "correction": { "type": ["object", "null"], "properties": {
                "on": { "type": "string", "format": "date" }, "reason": text, "changes": objects,
            } },
            "basis": { "type": "array", "items": text },
        },
    })
}

fn operation_of(method: &str, path: &str) -> Operation {
    use Answer::{Bytes, Shape, Text};
    match (method, path) {
        ("GET", "/healthz") => operation("health", "服务和数据库是否正常", 200, Text),
        ("GET", "/api/v1/openapi.json") => operation("describe", "本接口的说明", 200, Shape("description")),
        ("GET", "/api/v1/law/due") => operation("due", "计算一条期限的最后一日", 200, Shape("due")),
        ("GET", "/api/v1/proceedings") => operation("list", "可以查看的案件", 200, Shape("list")),
        ("POST", "/api/v1/proceedings") => operation("open", "登记案源", 201, Shape("acted")),
        ("GET", "/api/v1/proceedings/{id}") => {
            operation("show", "案件的状态、期限和每一项操作", 200, Shape("case"))
        }
        ("POST", "/api/v1/proceedings/{id}/actions/{action}") => {
            operation("act", "办理一项操作", 200, Shape("acted"))
        }
        ("GET", "/api/v1/decisions") => operation("decisions", "已公示的处罚决定", 200, Shape("decisions")),
        ("GET", "/api/v1/decisions/{id}") => {
            operation("decision", "一份已公示的处罚决定", 200, Shape("decision"))
        }
        ("POST", _) => operation("upload", "上传一个文件", 201, Shape("stored")),
        (_, "/api/v1/proceedings/{id}/files/{file}") => operation("file", "下载一个文件", 200, Bytes),
        _ => operation("document", "下载一份文书", 200, Bytes),
    }
}

fn described(method: &str, path: &str) -> Value {
    let Operation { id, summary, success, answer } = operation_of(method, path);
    let content = match answer {
        Answer::Shape(name) => json!({ "application/json": { "schema": reference(name) } }),
        Answer::Text => json!({ "text/plain": { "schema": { "type": "string" } } }),
        Answer::Bytes => json!({ "application/octet-stream": {} }),
    };
    let public = matches!(path, "/healthz" | "/api/v1/openapi.json" | "/api/v1/law/due")
        || PUBLIC_ROUTES.contains(&(method, path));
    let mut described = json!({
        "operationId": id,
        "summary": summary,
        "parameters": parameters(method, path),
        "security": if public { json!([]) } else { json!([{ "token": [] }]) },
        "responses": responses(method, path, public),
    });
    if let Some(answers) = described.get_mut("responses").and_then(Value::as_object_mut) {
        answers.insert(success.to_string(), json!({ "description": "完成", "content": content }));
    }
    if let (Some(fields), Some(body)) = (described.as_object_mut(), request_body(method, path)) {
        fields.insert("requestBody".to_owned(), body);
    }
    described
}

/// What is answered where it is no success, and when.
fn responses(method: &str, path: &str, public: bool) -> Map<String, Value> {
    let with_body = |description: &str| json!({ "description": description, "content": { "application/json": { "schema": reference("problem") } } });
    let mut answers = Map::new();
    if !public {
        answers.insert("401".to_owned(), with_body("没有令牌，或者令牌无效"));
    }
    if path == "/api/v1/decisions/{id}" {
        answers.insert("404".to_owned(), json!({ "description": "没有公示过这份决定" }));
        let gone = json!({ "description": "公示已经撤下：理由和依据在答复的notice中" });
        answers.insert("410".to_owned(), gone);
    } else if path.contains("{id}") {
        answers.insert("403".to_owned(), with_body("可以知道本案，但不能这样做"));
        answers.insert("404".to_owned(), json!({ "description": "没有，或者不应知道" }));
    }
    if path.ends_with("/actions/{action}") {
        answers.insert(
            "409".to_owned(),
            with_body("案件已有新的进展：version是现在的版本，since是其间发生的事"),
        );
    }
    if method == "POST" || path.ends_with("/due") {
        answers.insert("422".to_owned(), with_body("拒绝：代码、理由和法律依据"));
    }
    if method == "POST" {
        answers.insert("413".to_owned(), with_body("提交的内容过大"));
    }
    answers
}

fn parameters(method: &str, path: &str) -> Vec<Value> {
    let named = |name: &str, place: &str, required: bool, about: &str| json!({ "name": name, "in": place, "required": required, "description": about, "schema": { "type": "string" } });
    let mut parameters: Vec<Value> = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| named(name, "path", true, "编号"))
        .collect();
    if method == "POST" {
        let about = "同一个键和同样的内容只办理一次，重复提交得到原来的答复";
        parameters.push(named("Idempotency-Key", "header", true, about));
    }
    if path.ends_with("/actions/{action}") {
        parameters.push(named(
            "If-Match",
            "header",
            false,
            "所依据的案件版本，如\"7\"；只增加材料的操作不需要",
        ));
    }
    if path.starts_with("/api/v1/proceedings/{id}") && method == "GET" {
        parameters.push(named(
            "Purpose",
            "header",
            false,
            "查阅他人办理的案件的目的（UTF-8，或者百分号转义）",
        ));
    }
    match (method, path) {
        ("POST", "/api/v1/proceedings/{id}/files") => {
            parameters.push(named("File-Name", "header", false, "文件名（UTF-8，或者百分号转义）"));
        }
        ("GET", "/api/v1/law/due") => {
            parameters.push(named("rule", "query", true, "期限编号，如publication.penalty"));
            parameters.push(named("start", "query", true, "起算事件当日，如2026-03-02"));
        }
        ("GET", "/api/v1/decisions") => {
            parameters.push(named("page", "query", false, "第几页，从1起"));
            parameters.push(named("per_page", "query", false, "每页几条"));
        }
        ("GET", "/api/v1/proceedings") => {
            parameters.push(named("state", "query", false, "只看处于这一状态的"));
            parameters.push(named("text", "query", false, "只看案号或者当事人名称含有这些文字的"));
            parameters.push(named("after", "query", false, "上一页答复中的next"));
        }
        _ => {}
    }
    parameters
}

fn request_body(method: &str, path: &str) -> Option<Value> {
    if method != "POST" {
        return None;
    }
    if path.ends_with("/files") {
        return Some(json!({ "required": true, "content": { "application/octet-stream": {} } }));
    }
    let schema = reference(if path == "/api/v1/proceedings" { "open" } else { "act" });
    Some(json!({ "required": true, "content": { "application/json": { "schema": schema } } }))
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_route_and_every_act_is_described() {
        let document = document();
        let mut names = BTreeSet::new();
        for (method, path) in ROUTES.iter().chain(PUBLIC_ROUTES) {
            let operation = &document["paths"][path][method.to_lowercase()];
            assert!(operation.is_object(), "{method} {path}");
            assert!(
                names.insert(operation["operationId"].to_string()),
                "{method} {path} has the name of another"
            );
        }
        for deed in Deed::ALL {
            assert!(document["components"]["schemas"][deed.id()]["type"] == "object", "{}", deed.id());
        }
    }
}
