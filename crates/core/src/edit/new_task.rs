use crate::document::{
    FieldId, Form, FormField, FormFieldType, SegmentField, Task, TaskId, TaskKind, Workflow,
};

/// A task ready to be added: with an id of its own, and for a Segment task
/// the account and the ids of the Segment task before it, since identify and
/// track go together.
pub(super) fn new_task(workflow: &Workflow, mut kind: TaskKind, label: String) -> Option<Task> {
    let taken = |id: &str| workflow.tasks.iter().any(|task| task.id.as_str() == id);
    let base = match &kind {
        TaskKind::Form(_) => label.as_str(),
        TaskKind::Segment(segment) => segment.call.name(),
        TaskKind::Workflow(_) => "workflow_task",
    };
    let id = crate::document::id_from_label(base, "task", taken);
    let id = TaskId::parse(&id).ok()?;
    if let TaskKind::Segment(segment) = &mut kind {
        let before = workflow.tasks.iter().rev().find_map(|task| task.segment());
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

/// A field ready to be added to a form, with an id made from its label.
pub fn new_form_field(form: &Form, label: &str, field_type: FormFieldType) -> Option<FormField> {
    let id = crate::document::id_from_label(label, "field", |id| form.field(id).is_some());
    let id = FieldId::parse(&id).ok()?;
    Some(FormField::new(id, label, field_type))
}
