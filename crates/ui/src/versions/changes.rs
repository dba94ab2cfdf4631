//! In what two versions of a workflow differ.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use segflow_core::document::{
    Form, FormField, MissingRule, OnError, Sample, SegmentField, SegmentTask, SubWorkflow, Task,
    TaskKind, Workflow,
};
use segflow_core::json::{Object, Value};

use super::change::{Change, Detail, Place, Shown};

/// In what a workflow differs from how it was before, from top to bottom.
/// Nothing if it is the same.
pub(super) fn changes(before: &Workflow, after: &Workflow) -> Vec<Change> {
    let mut found = Vec::new();
    if before.name != after.name {
        found.push(Change::Renamed {
            from: before.name.clone(),
            to: after.name.clone(),
        });
    }
    let pairs = pairs(&before.tasks, &after.tasks);
    let was = |place: usize| pairs.iter().any(|(from, _)| *from == place);
    let removed = before
        .tasks
        .iter()
        .enumerate()
        .filter(|(place, _)| !was(*place));
    found.extend(removed.map(|(_, task)| Change::Removed(Arc::clone(task))));
    let stayed = in_order(&pairs);
    for (place, task) in after.tasks.iter().enumerate() {
        let Some((from, to)) = pairs.iter().find(|(_, to)| *to == place) else {
            found.push(Change::Added(Arc::clone(task)));
            continue;
        };
        if !stayed.contains(to) {
            found.push(Change::Moved {
                title: task.title().to_owned(),
                from: from + 1,
                to: to + 1,
            });
        }
        let details = before
            .tasks
            .get(*from)
            .map(|before| details(before, task))
            .unwrap_or_default();
        if !details.is_empty() {
            found.push(Change::Task {
                title: task.title().to_owned(),
                details,
            });
        }
    }
    samples(&before.samples, &after.samples, &mut found);
    if before.plan != after.plan {
        found.push(Change::Plan);
    }
    if before.rest != after.rest {
        found.push(Change::Rest);
    }
    found
}

/// The places of the tasks that are the same before and after: those of one
/// name in tags, and those that only got another name there.
fn pairs(before: &[Arc<Task>], after: &[Arc<Task>]) -> Vec<(usize, usize)> {
    let kind = |task: &Task| task.kind.name();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (to, task) in after.iter().enumerate() {
        let from = before
            .iter()
            .position(|other| other.id == task.id && kind(other) == kind(task));
        pairs.extend(from.map(|from| (from, to)));
    }
    for (to, task) in after.iter().enumerate() {
        if pairs.iter().any(|(_, known)| *known == to) {
            continue;
        }
        let from = before.iter().enumerate().position(|(from, other)| {
            !pairs.iter().any(|(known, _)| *known == from)
                && kind(other) == kind(task)
                && other.label == task.label
        });
        pairs.extend(from.map(|from| (from, to)));
    }
    pairs.sort_by_key(|(_, to)| *to);
    pairs
}

/// The places after of those tasks that kept their order, as many as can be: the
/// others were moved.
fn in_order(pairs: &[(usize, usize)]) -> BTreeSet<usize> {
    // The longest run of rising places that ends with each pair.
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (place, (from, to)) in pairs.iter().enumerate() {
        let earlier = pairs.iter().zip(&runs).take(place);
        let longest = earlier
            .filter(|((other, _), _)| other < from)
            .map(|(_, run)| run)
            .max_by_key(|run| run.len());
        let mut run = longest.cloned().unwrap_or_default();
        run.push(*to);
        runs.push(run);
    }
    let longest = runs.into_iter().rev().max_by_key(Vec::len);
    longest.unwrap_or_default().into_iter().collect()
}

fn details(before: &Arc<Task>, after: &Arc<Task>) -> Vec<Detail> {
    let mut found = Found(Vec::new());
    found.text(Place::Label, &before.label, &after.label);
    found.text(Place::Id, before.id.as_str(), after.id.as_str());
    match (&before.kind, &after.kind) {
        (TaskKind::Segment(before), TaskKind::Segment(after)) => found.segment(before, after),
        (TaskKind::Form(before), TaskKind::Form(after)) => found.form(before, after),
        (TaskKind::Workflow(before), TaskKind::Workflow(after)) => found.workflow(before, after),
        _ => {}
    }
    let condition = |task: &Arc<Task>, has: bool| has.then(|| Shown::Condition(Arc::clone(task)));
    if before.activate_when != after.activate_when {
        found.add(
            Place::ActivateWhen,
            condition(before, before.activate_when.is_some()),
            condition(after, after.activate_when.is_some()),
        );
    }
    if before.complete_when != after.complete_when {
        found.add(
            Place::CompleteWhen,
            condition(before, before.complete_when.is_some()),
            condition(after, after.complete_when.is_some()),
        );
    }
    let goes_on = |task: &Task| task.on_error == OnError::Continue;
    found.flag(Place::GoesOn, goes_on(before), goes_on(after));
    found.flag(Place::Beside, before.beside_previous, after.beside_previous);
    if before.rest != after.rest {
        found.add(Place::Rest, None, None);
    }
    found.0
}

/// What was found in a task.
struct Found(Vec<Detail>);

impl Found {
    fn add(&mut self, place: Place, before: Option<Shown>, after: Option<Shown>) {
        self.0.push(Detail {
            place,
            before,
            after,
        });
    }

    /// A text that counts as absent where it is empty.
    fn text(&mut self, place: Place, before: &str, after: &str) {
        if before != after {
            let shown = |text: &str| (!text.is_empty()).then(|| Shown::Text(text.to_owned()));
            self.add(place, shown(before), shown(after));
        }
    }

    fn value(&mut self, place: Place, before: Option<&Value>, after: Option<&Value>) {
        if before != after {
            self.add(place, before.map(shown), after.map(shown));
        }
    }

    fn flag(&mut self, place: Place, before: bool, after: bool) {
        if before != after {
            let shown = |yes: bool| Some(if yes { Shown::Yes } else { Shown::No });
            self.add(place, shown(before), shown(after));
        }
    }

    fn segment(&mut self, before: &SegmentTask, after: &SegmentTask) {
        let id = |task: &SegmentTask| {
            let account = task.account.as_ref();
            account.map(ToString::to_string).unwrap_or_default()
        };
        self.text(Place::Account, &id(before), &id(after));
        for field in SegmentField::ALL {
            let place = |path: &[String]| Place::Field(field, path.to_vec());
            self.rows(
                &place,
                &mut Vec::new(),
                before.field(field),
                after.field(field),
            );
        }
        let (was, is) = (rules(before), rules(after));
        let places: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for at in places {
            if was.get(at) != is.get(at) {
                let rule = |rules: &Rules| rules.get(at).cloned().map(Shown::Rule);
                self.add(Place::Missing(at.clone()), rule(&was), rule(&is));
            }
        }
    }

    /// A value; of objects each member on its own.
    fn rows(
        &mut self,
        place: &dyn Fn(&[String]) -> Place,
        path: &mut Vec<String>,
        before: Option<&Value>,
        after: Option<&Value>,
    ) {
        let members = |value: Option<&Value>| value.and_then(Value::as_object).cloned();
        let is_object = |value: Option<&Value>| value.is_none_or(|one| one.as_object().is_some());
        if !is_object(before) || !is_object(after) || (before.is_none() && after.is_none()) {
            self.value(place(path), before, after);
            return;
        }
        let (was, is) = (members(before), members(after));
        let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
        for key in keys(&was, &is) {
            path.push(key.clone());
            self.rows(place, path, was.get(&key), is.get(&key));
            path.pop();
        }
    }

    fn form(&mut self, before: &Form, after: &Form) {
        let title = |field: &FormField| field.title().to_owned();
        for field in &before.fields {
            if after.field(field.id.as_str()).is_none() {
                let shown = Some(Shown::Text(title(field)));
                self.add(Place::Question(title(field)), shown, None);
            }
        }
        for field in &after.fields {
            let name = title(field);
            let Some(was) = before.field(field.id.as_str()) else {
                self.add(Place::Question(name.clone()), None, Some(Shown::Text(name)));
                continue;
            };
            self.text(Place::QuestionLabel(name.clone()), &was.label, &field.label);
            self.text(Place::QuestionHint(name.clone()), &was.hint, &field.hint);
            self.text(
                Place::QuestionType(name.clone()),
                was.field_type.name(),
                field.field_type.name(),
            );
            self.flag(
                Place::QuestionRequired(name.clone()),
                was.required,
                field.required,
            );
            let (choices, now) = (was.choices.join(", "), field.choices.join(", "));
            self.text(Place::QuestionChoices(name.clone()), &choices, &now);
            let (default, now) = (was.default.as_ref(), field.default.as_ref());
            self.value(Place::QuestionDefault(name), default, now);
        }
        let kept = |form: &Form, other: &Form| -> Vec<String> {
            let fields = form.fields.iter();
            let kept = fields.filter(|field| other.field(field.id.as_str()).is_some());
            kept.map(|field| field.id.to_string()).collect()
        };
        if kept(before, after) != kept(after, before) {
            self.add(Place::QuestionOrder, None, None);
        }
    }

    fn workflow(&mut self, before: &SubWorkflow, after: &SubWorkflow) {
        self.text(Place::Workflow, &before.workflow, &after.workflow);
        for key in keys(&before.input, &after.input) {
            let (was, is) = (before.input.get(&key), after.input.get(&key));
            self.value(Place::Input(key), was, is);
        }
    }
}

/// Rules for missing values by their places.
type Rules = BTreeMap<String, MissingRule>;

fn rules(task: &SegmentTask) -> Rules {
    let everywhere = task.missing.everywhere.iter();
    let everywhere = everywhere.map(|rule| ("*".to_owned(), rule.clone()));
    let places = task.missing.places.iter();
    places
        .map(|(at, rule)| (at.as_str().to_owned(), rule.clone()))
        .chain(everywhere)
        .collect()
}

/// The keys of two objects, each once: those of the first, then what is new.
fn keys(one: &Object, other: &Object) -> Vec<String> {
    let new = other.keys().filter(|key| one.get(key).is_none());
    one.keys().chain(new).map(str::to_owned).collect()
}

fn shown(value: &Value) -> Shown {
    Shown::Text(match value {
        Value::Text(text) => text.clone(),
        value => value.to_string(),
    })
}

fn samples(before: &[Sample], after: &[Sample], found: &mut Vec<Change>) {
    let named =
        |samples: &[Sample], name: &str| samples.iter().find(|one| one.name == name).cloned();
    for sample in before {
        if named(after, &sample.name).is_none() {
            found.push(Change::SampleRemoved(sample.name.clone()));
        }
    }
    for sample in after {
        match named(before, &sample.name) {
            None => found.push(Change::SampleAdded(sample.name.clone())),
            Some(was) if was != *sample => {
                found.push(Change::SampleChanged(sample.name.clone()));
            }
            Some(_) => {}
        }
    }
}
