//! The route table as requests.

use std::{collections::BTreeMap, sync::LazyLock};

use heng::wiring;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Ids by their type in the description: `GoalId`.
pub type Ids = BTreeMap<&'static str, String>;

/// The description of the whole program.
pub static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::to_value(wiring::routes().split_for_parts().1).unwrap());

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    pub method: String,
    pub path: String,
    /// `goal.show`.
    pub id: String,
    /// What it says it asks for.
    pub permission: String,
    parameters: Vec<Parameter>,
    body: Option<Value>,
    form: bool,
}

#[derive(Clone, Debug)]
struct Parameter {
    name: String,
    in_path: bool,
    required: bool,
    schema: Value,
}

/// A place for an id: in the path, in the query, in the body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IdPlace {
    pub kind: String,
    pub at: At,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    Path(String),
    Query(String),
    /// Names of fields; `0` is the first element of an array.
    Body(Vec<String>),
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub method: String,
    pub uri: String,
    pub body: Option<Value>,
    /// A form with a file instead of JSON.
    pub form: bool,
}

impl Sent {
    pub fn get(uri: &str) -> Self {
        Self { method: "GET".to_owned(), uri: uri.to_owned(), body: None, form: false }
    }

    pub fn post(uri: &str, body: Value) -> Self {
        Self { method: "POST".to_owned(), uri: uri.to_owned(), body: Some(body), form: false }
    }
}

/// Every operation, sorted by path and method.
pub fn operations() -> Vec<Operation> {
    let mut all = vec![];
    for (path, item) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, described) in item.as_object().unwrap() {
            let Some(id) = described["operationId"].as_str() else { continue };
            let parameter = |p: &Value| Parameter {
                name: p["name"].as_str().unwrap().to_owned(),
                in_path: p["in"] == "path",
                required: p["required"] == json!(true),
                schema: p["schema"].clone(),
            };
            let contents = described["requestBody"]["content"].as_object();
            let content = contents.and_then(|kinds| kinds.iter().next());
            all.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                id: id.to_owned(),
                permission: described["x-permission"].as_str().unwrap_or_default().to_owned(),
                parameters: described["parameters"].as_array().into_iter().flatten().map(parameter).collect(),
                body: content.map(|(_, content)| content["schema"].clone()),
                form: content.is_some_and(|(kind, _)| kind.starts_with("multipart/")),
            });
        }
    }
    all.sort_by(|a, b| (&a.path, &a.method).cmp(&(&b.path, &b.method)));
    all
}

impl Operation {
    /// Every place an id can be put.
    pub fn id_places(&self) -> Vec<IdPlace> {
        let mut places = vec![];
        for parameter in &self.parameters {
            if let Some(kind) = id_kind(&parameter.schema) {
                let name = parameter.name.clone();
                let at = if parameter.in_path { At::Path(name) } else { At::Query(name) };
                places.push(IdPlace { kind, at });
            }
        }
        if let Some(schema) = &self.body {
            let mut within = vec![];
            collect(schema, &mut vec![], &mut within);
            within.sort();
            within.dedup();
            places.extend(within.into_iter().map(|(at, kind)| IdPlace { kind, at: At::Body(at) }));
        }
        places
    }

    /// Names of the query.
    pub fn query(&self) -> Vec<String> {
        self.parameters.iter().filter(|p| !p.in_path).map(|p| p.name.clone()).collect()
    }

    /// Whether the path names something.
    pub fn has_id_in_path(&self) -> bool {
        self.id_places().iter().any(|place| matches!(place.at, At::Path(_)))
    }

    /// The plainest request with these ids wherever one must stand.
    pub fn plain(&self, ids: &Ids) -> Sent {
        self.with(ids, None)
    }

    /// The same with one id at a place that may be left out or differs from the others.
    pub fn with(&self, ids: &Ids, put: Option<(&IdPlace, &str)>) -> Sent {
        let at = put.map(|(place, id)| (&place.at, id));
        let mut uri = self.path.clone();
        let mut query = vec![];
        for parameter in &self.parameters {
            let chosen = match at {
                Some((At::Path(name), id)) if parameter.in_path && *name == parameter.name => {
                    Some(id.to_owned())
                }
                Some((At::Query(name), id)) if !parameter.in_path && *name == parameter.name => {
                    Some(id.to_owned())
                }
                _ => None,
            };
            if !parameter.in_path && !parameter.required && chosen.is_none() {
                continue;
            }
            let value =
                chosen.unwrap_or_else(|| text(&example(&parameter.schema, &parameter.name, ids, None)));
            if parameter.in_path {
                uri = uri.replace(&format!("{{{}}}", parameter.name), &value);
            } else {
                query.push(format!("{}={value}", parameter.name));
            }
        }
        if !query.is_empty() {
            uri = format!("{uri}?{}", query.join("&"));
        }
        let body = self.body.as_ref().map(|schema| match at {
            Some((At::Body(place), id)) => {
                let mut body = example(schema, "", ids, Some(place));
                *spot(&mut body, place) = json!(id);
                body
            }
            _ => example(schema, "", ids, None),
        });
        Sent { method: self.method.clone(), uri, body, form: self.form }
    }
}

fn spot<'a>(body: &'a mut Value, place: &[String]) -> &'a mut Value {
    place.iter().fold(body, |inner, name| match name.parse::<usize>() {
        Ok(at) => &mut inner[at],
        Err(_) => &mut inner[name.as_str()],
    })
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

fn named(schema: &Value) -> Option<(&str, &Value)> {
    let name = schema["$ref"].as_str()?.rsplit('/').next()?;
    Some((name, &DOCUMENT["components"]["schemas"][name]))
}

/// The type of an id, when the schema is one; nullable ones too.
fn id_kind(schema: &Value) -> Option<String> {
    if let Some((name, inner)) = named(schema) {
        return (inner["format"] == "uuid").then(|| name.to_owned());
    }
    assert_ne!(schema["format"], "uuid", "an id without a type: {schema}");
    variants(schema).find_map(id_kind)
}

fn variants(schema: &Value) -> impl Iterator<Item = &Value> {
    ["oneOf", "anyOf"].into_iter().flat_map(|key| schema[key].as_array().into_iter().flatten())
}

/// Places of ids within a body.
fn collect(schema: &Value, at: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
    if at.len() > 8 {
        return;
    }
    if let Some(kind) = id_kind(schema) {
        found.push((at.clone(), kind));
        return;
    }
    if let Some((_, inner)) = named(schema) {
        return collect(inner, at, found);
    }
    for inner in variants(schema).chain(schema["allOf"].as_array().into_iter().flatten()) {
        collect(inner, at, found);
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        at.push(name.clone());
        collect(inner, at, found);
        at.pop();
    }
    if schema["items"].is_object() {
        at.push("0".to_owned());
        collect(&schema["items"], at, found);
        at.pop();
    }
}

/// Whether a value of the schema can hold something at that place.
fn reaches(schema: &Value, place: &[String]) -> bool {
    let mut found = vec![];
    collect(schema, &mut vec![], &mut found);
    found.iter().any(|(at, _)| at == place)
}

/// A value of the schema: what must be there, and the way to `place`.
fn example(schema: &Value, name: &str, ids: &Ids, place: Option<&[String]>) -> Value {
    if let Some((kind, inner)) = named(schema) {
        if inner["format"] == "uuid" {
            let id = ids.get(kind).unwrap_or_else(|| panic!("nobody made a {kind}: {name}"));
            return json!(id);
        }
        return example(inner, if kind == "Month" { "month" } else { name }, ids, place);
    }
    if let Some(first) = schema["enum"].as_array().and_then(|words| words.first()) {
        return first.clone();
    }
    if let Some(only) = schema.get("const") {
        return only.clone();
    }
    let fitting: Vec<&Value> = variants(schema).filter(|inner| inner["type"] != "null").collect();
    if !fitting.is_empty() {
        let there = fitting.iter().find(|inner| place.is_some_and(|place| reaches(inner, place)));
        return example(there.copied().unwrap_or(fitting[0]), name, ids, place);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for part in parts {
            whole.extend(example(part, name, ids, place).as_object().cloned().unwrap_or_default());
        }
        return whole.into();
    }
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find_map(Value::as_str).filter(|kind| *kind != "null"),
        kind => kind.as_str(),
    };
    match kinds {
        Some("object") if schema["properties"].is_object() => object(schema, ids, place),
        Some("object") => free(name),
        Some("array") => {
            let rest = place.and_then(|place| place.split_first()).map(|(_, rest)| rest);
            json!([example(&schema["items"], name, ids, rest)])
        }
        Some("integer") => json!(schema["minimum"].as_i64().unwrap_or(1).max(1)),
        Some("boolean") => json!(false),
        _ => json!(word(schema, name)),
    }
}

fn object(schema: &Value, ids: &Ids, place: Option<&[String]>) -> Value {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut made = Map::new();
    for (name, inner) in schema["properties"].as_object().unwrap() {
        let way = place.and_then(|place| place.split_first()).filter(|(first, _)| *first == name);
        if required.contains(&name.as_str()) || way.is_some() {
            made.insert(name.clone(), example(inner, name, ids, way.map(|(_, rest)| rest)));
        }
    }
    made.into()
}

/// Objects whose description leaves them open.
fn free(name: &str) -> Value {
    match name {
        "definition" => json!({ "nodes": [] }),
        _ => json!({}),
    }
}

/// Texts that must have a certain form to be read at all.
fn word(schema: &Value, name: &str) -> String {
    if let Some(example) = schema["example"].as_str() {
        return example.to_owned();
    }
    match (schema["format"].as_str(), name) {
        (Some("date"), "last_day" | "to") => "2026-05-21",
        (Some("date"), _) => "2026-05-20",
        (Some("date-time"), _) => "2026-12-20T04:00:00Z",
        (_, "month") => "2026-03",
        (_, "value" | "target") => "12",
        (_, "permission") => "people.read",
        (_, "scope") => "all",
        (_, "classes") => "work",
        (_, "zone") => "Asia/Shanghai",
        (_, "currency") => "CNY",
        (_, "provider") => "wecom",
        (_, "kind") => "leave",
        (_, "leave_type") => "annual",
        (_, "password" | "new_password") => "a rather long pass phrase",
        (_, "after") => "",
        _ => "x",
    }
    .to_owned()
}

/// Ids nobody ever gave out, one for each type.
pub fn unknown() -> Ids {
    let schemas = DOCUMENT["components"]["schemas"].as_object().unwrap();
    let kinds =
        schemas.iter().filter(|(_, schema)| schema["format"] == "uuid").map(|(kind, _)| kind.as_str());
    kinds.zip(0x7fff_0000_u128..).map(|(kind, n)| (kind, Uuid::from_u128(n).to_string())).collect()
}
