use std::sync::Arc;

use crate::document::{
    FieldId, Form, FormField, FormFieldType, SegmentField, Task, TaskId, TaskKind, Workflow,
};

/// A task ready to be put at a place: with an id of its own, and for a Segment task
/// the account and the ids of the Segment task before it, since identify and
/// track go together.
pub(super) fn new_task(
    workflow: &Workflow,
    mut kind: TaskKind,
    label: String,
    place: usize,
) -> Option<Task> {
    let id = free_id(workflow, &kind, &label)?;
    if let TaskKind::Segment(segment) = &mut kind {
        let before = workflow.tasks.iter().take(place).rev();
        let before = before.filter_map(|task| task.segment()).next();
        if let Some(before) = before {
            if segment.account.is_none() {
                segment.account = before.account.clone();
            }
            for field in [SegmentField::UserId, SegmentField::AnonymousId] {
                let is_ours = segment.call.fields().contains(&field);
                if let (true, None, Some(value)) =
                    (is_ours, segment.field(field), before.field(field))
                {
                    segment.fields.insert(field.name(), value.clone());
                }
            }
        }
    }
    Some(Task::new(id, label, kind))
}

/// A task as another one, under an id and a label of its own.
pub(super) fn copy_of(workflow: &Workflow, task: &TaskId, label: String) -> Option<Task> {
    let task = workflow.task(task)?;
    let id = free_id(workflow, &task.kind, &label)?;
    // Renamed where it is alone, it follows itself and nothing follows it.
    let mut alone = Workflow::new(workflow.id.clone(), "");
    alone.tasks.push(Arc::clone(task));
    alone.rename_task(task.id.clone(), id);
    let copy = Arc::unwrap_or_clone(alone.tasks.pop()?);
    Some(Task { label, ..copy })
}

fn free_id(workflow: &Workflow, kind: &TaskKind, label: &str) -> Option<TaskId> {
    let taken = |id: &str| workflow.tasks.iter().any(|task| task.id.as_str() == id);
    let base = match kind {
        TaskKind::Form(_) => label,
        TaskKind::Segment(segment) => segment.call.name(),
        TaskKind::Workflow(_) => "workflow_task",
    };
    let id = crate::document::id_from_label(base, "task", taken);
    TaskId::parse(&id).ok()
}

/// A field ready to be added to a form, with an id made from its label.
pub fn new_form_field(form: &Form, label: &str, field_type: FormFieldType) -> Option<FormField> {
    let id = crate::document::id_from_label(label, "field", |id| form.field(id).is_some());
    let id = FieldId::parse(&id).ok()?;
    Some(FormField::new(id, label, field_type))
}
