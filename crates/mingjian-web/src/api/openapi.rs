//! The description of the API (OpenAPI 3.1), made from the routes and from the schemas of the acts themselves.
//! It is not written by hand, so that it cannot say what the program does not do.

use super::ROUTES;
use axum::Json;
use mingjian_domain::act;
use mingjian_law::deed::Deed;
use serde_json::{Map, Value, json};

/// `GET /api/v1/openapi.json`.
pub(super) async fn describe() -> Json<Value> {
    Json(document())
}

/// The description.
fn document() -> Value {
    let mut paths = Map::new();
    for (method, path) in ROUTES {
        let entry = paths.entry((*path).to_owned()).or_insert_with(|| json!({}));
        if let Some(operations) = entry.as_object_mut() {
            operations.insert(method.to_lowercase(), operation(method, path));
        }
    }
    let mut schemas: Map<String, Value> =
        Deed::ALL.iter().map(|deed| (deed.id().to_owned(), act::schema_of(*deed))).collect();
    schemas.insert("open".to_owned(), act::opening_schema());
    schemas.insert("problem".to_owned(), problem());
    json!({
        "openapi": "3.1.0",
        "info": { "title": "明鉴 API", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn operation(method: &str, path: &str) -> Value {
    let public = matches!(path, "/healthz" | "/api/v1/openapi.json" | "/api/v1/law/due");
    let mut parameters: Vec<Value> = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    if method == "POST" && !path.ends_with("/files") {
        parameters.push(header("Idempotency-Key", true));
    }
    if path.ends_with("/actions/{action}") {
        parameters.push(header("If-Match", false));
    }
    if path.starts_with("/api/v1/proceedings/{id}") && method == "GET" {
        parameters.push(header("Purpose", false));
    }
    let mut operation = json!({
        "parameters": parameters,
        "responses": {
            "2XX": { "description": "完成" },
            "4XX": { "description": "拒绝", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/problem" } } } },
        },
    });
    if let Some(fields) = operation.as_object_mut() {
        fields.insert("security".to_owned(), if public { json!([]) } else { json!([{ "token": [] }]) });
        if let Some(body) = request_body(method, path) {
            fields.insert("requestBody".to_owned(), body);
        }
    }
    operation
}

fn request_body(method: &str, path: &str) -> Option<Value> {
    if method != "POST" {
        return None;
    }
    if path.ends_with("/files") {
        return Some(json!({ "content": { "application/octet-stream": {} } }));
    }
    let schema = if path == "/api/v1/proceedings" {
        json!({ "$ref": "#/components/schemas/open" })
    } else {
        let inputs: Vec<Value> = Deed::ALL
            .iter()
            .map(|deed| json!({ "$ref": format!("#/components/schemas/{}", deed.id()) }))
            .collect();
        json!({
            "type": "object",
            "properties": {
                "version": { "type": "integer" },
                "occurred_at": { "type": "string", "format": "date-time" },
                "late_reason": { "type": "string" },
                "input": { "anyOf": inputs },
            },
        })
    };
    Some(json!({ "required": true, "content": { "application/json": { "schema": schema } } }))
}

fn header(name: &str, required: bool) -> Value {
    json!({ "name": name, "in": "header", "required": required, "schema": { "type": "string" } })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["code", "message", "basis"],
        "properties": {
            "code": { "type": "string" },
            "message": { "type": "string" },
            "field": { "type": "string" },
            "version": { "type": "integer" },
            "since": { "type": "array", "items": { "type": "string" } },
            "basis": { "type": "array", "items": {
                "type": "object",
                "properties": {
                    "law": { "type": "string" },
                    "article": { "type": "integer" },
                    "paragraph": { "type": "integer" },
                    "item": { "type": "integer" },
                    "text": { "type": "string" },
                },
            } },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_and_every_act_is_described() {
        let document = document();
        for (method, path) in ROUTES {
            assert!(document["paths"][path][method.to_lowercase()].is_object(), "{method} {path}");
        }
        for deed in Deed::ALL {
            assert!(document["components"]["schemas"][deed.id()]["type"] == "object", "{}", deed.id());
        }
    }
}
