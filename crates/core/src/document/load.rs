use std::fmt;
use std::sync::Arc;

use super::{
    AccountId, FORMAT_VERSION, FieldId, Form, FormField, FormFieldType, IdError, MissingRule,
    MissingRules, OnError, Sample, SegmentField, SegmentTask, SubWorkflow, Task, TaskId, TaskKind,
    Workflow, WorkflowId,
};
use crate::condition::Condition;
use crate::index::Index;
use crate::json::{Number, Object, Pointer, ReadError, Value};

/// The largest document, in bytes of UTF-8.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// How deep lists and objects may be nested in a document.
pub const MAX_DEPTH: usize = 64;

/// Why a text is no workflow.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadError {
    /// Where in the document.
    pub at: Pointer,
    /// What is wrong.
    pub kind: LoadErrorKind,
}

/// What is wrong with a text that should be a workflow.
#[derive(Debug, Clone, PartialEq)]
pub enum LoadErrorKind {
    /// It is no JSON.
    NotJson(ReadError),
    /// It is larger than [`MAX_BYTES`].
    TooLarge,
    /// It is JSON, but has no `"segflow"` version.
    NotAWorkflow,
    /// It was saved by a newer segflow.
    TooNew(String),
    /// A member is absent that must be there.
    Absent,
    /// A value is of the wrong kind.
    Expected(&'static str),
    /// A name is none of those that could stand here.
    Unknown(String),
    /// An id is no id.
    BadId(IdError),
    /// Two of one level have the same id.
    DuplicateId(String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.at.as_str().is_empty() {
            "the document"
        } else {
            self.at.as_str()
        };
        match &self.kind {
            LoadErrorKind::NotJson(error) => write!(f, "this is not JSON: {error}"),
            LoadErrorKind::TooLarge => write!(
                f,
                "the document is larger than 2 MiB; take samples or tasks out of it"
            ),
            LoadErrorKind::NotAWorkflow => write!(
                f,
                "this is JSON but not a segflow workflow: it has no \"segflow\": {FORMAT_VERSION}"
            ),
            LoadErrorKind::TooNew(version) => write!(
                f,
                "this workflow was saved by a newer segflow (format {version}, this one reads {FORMAT_VERSION}); update segflow to open it"
            ),
            LoadErrorKind::Absent => write!(f, "{place} is missing; add it"),
            LoadErrorKind::Expected(what) => write!(f, "{place} has to be {what}"),
            LoadErrorKind::Unknown(name) => {
                write!(f, "{place} is \"{name}\", which this segflow does not know")
            }
            LoadErrorKind::BadId(error) => write!(f, "{place}: {error}"),
            LoadErrorKind::DuplicateId(id) => write!(
                f,
                "{place}: the id \"{id}\" is used twice; give one of them another id"
            ),
        }
    }
}

impl std::error::Error for LoadError {}

type Load<T> = Result<T, LoadError>;

fn wrong<T>(at: &Pointer, kind: LoadErrorKind) -> Load<T> {
    Err(LoadError {
        at: at.clone(),
        kind,
    })
}

pub(super) fn load(text: &str) -> Load<Workflow> {
    let root = Pointer::root();
    if text.len() > MAX_BYTES {
        return wrong(&root, LoadErrorKind::TooLarge);
    }
    // A byte order mark is what some editors put before the first brace.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value = Value::read(text, MAX_DEPTH)
        .or_else(|error| wrong(&root, LoadErrorKind::NotJson(error)))?;
    let Value::Object(object) = value else {
        return wrong(&root, LoadErrorKind::NotAWorkflow);
    };
    workflow(Members::new(object, root))
}

/// The members of an object that are still to be read, and where it stands.
/// What is left in the end is what this version does not know.
struct Members {
    object: Object,
    at: Pointer,
}

impl Members {
    fn new(object: Object, at: Pointer) -> Members {
        Members { object, at }
    }

    fn of(value: Value, at: Pointer) -> Load<Members> {
        match value {
            Value::Object(object) => Ok(Members { object, at }),
            _ => wrong(&at, LoadErrorKind::Expected("an object")),
        }
    }

    fn take(&mut self, key: &str) -> Option<(Value, Pointer)> {
        Some((self.object.remove(key)?, self.at.key(key)))
    }

    fn required(&mut self, key: &str) -> Load<(Value, Pointer)> {
        match self.take(key) {
            Some(found) => Ok(found),
            None => wrong(&self.at.key(key), LoadErrorKind::Absent),
        }
    }

    fn text(&mut self, key: &str) -> Load<Option<(String, Pointer)>> {
        self.take(key).map(text).transpose()
    }

    fn required_text(&mut self, key: &str) -> Load<(String, Pointer)> {
        self.required(key).and_then(text)
    }

    /// A text that may be absent, then being empty.
    fn optional_text(&mut self, key: &str) -> Load<String> {
        Ok(self.text(key)?.map(|(text, _)| text).unwrap_or_default())
    }

    fn flag(&mut self, key: &str) -> Load<bool> {
        match self.take(key) {
            None => Ok(false),
            Some((Value::Bool(flag), _)) => Ok(flag),
            Some((_, at)) => wrong(&at, LoadErrorKind::Expected("true or false")),
        }
    }

    /// A list that may be absent, then being empty.
    fn list(&mut self, key: &str) -> Load<Vec<(Value, Pointer)>> {
        self.take(key).map_or(Ok(Vec::new()), list)
    }

    fn objects(&mut self, key: &str) -> Load<Vec<Members>> {
        self.list(key)?
            .into_iter()
            .map(|(value, at)| Members::of(value, at))
            .collect()
    }
}

fn text((value, at): (Value, Pointer)) -> Load<(String, Pointer)> {
    match value {
        Value::Text(text) => Ok((text, at)),
        _ => wrong(&at, LoadErrorKind::Expected("text in quotes")),
    }
}

fn list((value, at): (Value, Pointer)) -> Load<Vec<(Value, Pointer)>> {
    match value {
        Value::List(list) => Ok(list
            .into_iter()
            .enumerate()
            .map(|(index, element)| (element, at.index(index)))
            .collect()),
        _ => wrong(&at, LoadErrorKind::Expected("a list")),
    }
}

fn id<T>((text, at): (String, Pointer), parse: fn(&str) -> Result<T, IdError>) -> Load<T> {
    parse(&text).or_else(|error| wrong(&at, LoadErrorKind::BadId(error)))
}

fn workflow(mut members: Members) -> Load<Workflow> {
    version(&mut members)?;
    let id = id(members.required_text("id")?, WorkflowId::parse)?;
    let (name, _) = members.required_text("name")?;
    let mut tasks = Vec::new();
    for (value, at) in list(members.required("tasks")?)? {
        tasks.push(Arc::new(task(Members::of(value, at)?)?));
    }
    let ids = Index::of(tasks.iter().map(|task| task.id.as_str()));
    for (place, task) in tasks.iter().enumerate() {
        if ids.get(task.id.as_str()) != Some(place) {
            return wrong(
                &members.at.key("tasks").index(place).key("id"),
                LoadErrorKind::DuplicateId(task.id.to_string()),
            );
        }
    }
    let samples = members
        .objects("samples")?
        .into_iter()
        .map(sample)
        .collect::<Load<_>>()?;
    let plan = members
        .take("plan")
        .map(|(plan, _)| plan)
        .unwrap_or_default();
    Ok(Workflow {
        id,
        name,
        tasks,
        samples,
        plan: Arc::new(plan),
        rest: members.object,
    })
}

/// Refuses a newer document before anything else of it is looked at.
fn version(members: &mut Members) -> Load<()> {
    let Some((Value::Number(version), at)) = members.take("segflow") else {
        return wrong(&members.at, LoadErrorKind::NotAWorkflow);
    };
    match version.compare(&Number::from_integer(FORMAT_VERSION)) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => wrong(&at, LoadErrorKind::TooNew(version.to_string())),
        std::cmp::Ordering::Less => wrong(&members.at, LoadErrorKind::NotAWorkflow),
    }
}

fn task(mut members: Members) -> Load<Task> {
    let id = id(members.required_text("id")?, TaskId::parse)?;
    let (kind, kind_at) = members.required_text("kind")?;
    let Some(kind) = TaskKind::from_name(&kind) else {
        return wrong(&kind_at, LoadErrorKind::Unknown(kind));
    };
    let kind = match kind {
        TaskKind::Form(_) => TaskKind::Form(form(&mut members)?),
        TaskKind::Segment(empty) => TaskKind::Segment(segment(empty, &mut members)?),
        TaskKind::Workflow(_) => TaskKind::Workflow(sub_workflow(&mut members)?),
    };
    Ok(Task {
        id,
        kind,
        label: members.optional_text("label")?,
        activate_when: condition(&mut members, "activateWhen"),
        complete_when: condition(&mut members, "completeWhen"),
        on_error: on_error(&mut members)?,
        beside_previous: members.flag("besidePrevious")?,
        rest: members.object,
    })
}

fn condition(members: &mut Members, key: &str) -> Option<Condition> {
    match members.take(key) {
        None | Some((Value::Null, _)) => None,
        Some((value, _)) => Some(Condition::from_value(value)),
    }
}

fn on_error(members: &mut Members) -> Load<OnError> {
    match members.text("onError")? {
        None => Ok(OnError::Stop),
        Some((name, at)) => match name.as_str() {
            "stop" => Ok(OnError::Stop),
            "continue" => Ok(OnError::Continue),
            _ => wrong(&at, LoadErrorKind::Unknown(name)),
        },
    }
}

fn form(members: &mut Members) -> Load<Form> {
    let mut fields: Vec<FormField> = Vec::new();
    for field_members in members.objects("fields")? {
        let at = field_members.at.clone();
        let field = form_field(field_members)?;
        if fields.iter().any(|other| other.id == field.id) {
            return wrong(
                &at.key("id"),
                LoadErrorKind::DuplicateId(field.id.to_string()),
            );
        }
        fields.push(field);
    }
    Ok(Form { fields })
}

fn form_field(mut members: Members) -> Load<FormField> {
    let id = id(members.required_text("id")?, FieldId::parse)?;
    let field_type = match members.text("type")? {
        None => FormFieldType::Text,
        Some((name, at)) => match FormFieldType::from_name(&name) {
            Some(field_type) => field_type,
            None => return wrong(&at, LoadErrorKind::Unknown(name)),
        },
    };
    let choices = members
        .list("choices")?
        .into_iter()
        .map(|choice| text(choice).map(|(choice, _)| choice))
        .collect::<Load<_>>()?;
    Ok(FormField {
        id,
        field_type,
        choices,
        label: members.optional_text("label")?,
        hint: members.optional_text("hint")?,
        required: members.flag("required")?,
        default: members.take("default").map(|(default, _)| default),
        rest: members.object,
    })
}

fn segment(empty: SegmentTask, members: &mut Members) -> Load<SegmentTask> {
    let account = members
        .text("account")?
        .filter(|(account, _)| !account.is_empty())
        .map(|account| id(account, AccountId::parse))
        .transpose()?;
    // Fields of another call are members we do not know: they stay in `rest`.
    let fields = empty
        .call
        .fields()
        .iter()
        .copied()
        .filter_map(|field: SegmentField| {
            let (value, _) = members.take(field.name())?;
            Some((field.name(), value))
        })
        .collect();
    Ok(SegmentTask {
        call: empty.call,
        account,
        fields,
        missing: missing(members)?,
    })
}

fn missing(members: &mut Members) -> Load<MissingRules> {
    let mut rules = MissingRules::default();
    let Some((value, at)) = members.take("missing") else {
        return Ok(rules);
    };
    for (place, rule) in Members::of(value, at.clone())?.object {
        let rule_at = at.key(&place);
        let rule = missing_rule(rule, &rule_at)?;
        if place == "*" {
            rules.everywhere = Some(rule);
        } else if let Some(pointer) = Pointer::parse(&place) {
            rules.places.push((pointer, rule));
        } else {
            return wrong(&rule_at, LoadErrorKind::Unknown(place));
        }
    }
    Ok(rules)
}

fn missing_rule(value: Value, at: &Pointer) -> Load<MissingRule> {
    match value {
        Value::Text(name) => match name.as_str() {
            "omit" => Ok(MissingRule::Omit),
            "empty" => Ok(MissingRule::Empty),
            "null" => Ok(MissingRule::Null),
            "stop" => Ok(MissingRule::Stop),
            _ => wrong(at, LoadErrorKind::Unknown(name)),
        },
        Value::Object(mut object) => match object.remove("default") {
            Some(default) if object.is_empty() => Ok(MissingRule::Default(default)),
            _ => wrong(at, LoadErrorKind::Expected("{ \"default\": value }")),
        },
        _ => wrong(
            at,
            LoadErrorKind::Expected(
                "\"omit\", \"empty\", \"null\", \"stop\" or { \"default\": value }",
            ),
        ),
    }
}

fn sub_workflow(members: &mut Members) -> Load<SubWorkflow> {
    let input = match members.take("input") {
        None => Object::new(),
        Some((value, at)) => Members::of(value, at)?.object,
    };
    Ok(SubWorkflow {
        workflow: members.optional_text("workflow")?,
        input,
    })
}

fn sample(mut members: Members) -> Load<Sample> {
    let record = match members.take("record") {
        None => Object::new(),
        Some((value, at)) => Members::of(value, at)?.object,
    };
    let expected = match members.take("expected") {
        None | Some((Value::Null, _)) => None,
        Some((value, at)) => Some(Members::of(value, at)?.object),
    };
    Ok(Sample {
        name: members.optional_text("name")?,
        record,
        expected,
        rest: members.object,
    })
}
