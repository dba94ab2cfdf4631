use segflow_core::document::{Call, Form, SegmentTask, SubWorkflow, TaskKind};

use crate::builder::words::{kind_icon, kind_text};
use crate::parts::MenuItem;
use crate::text::{BuilderText, Words};

/// The kinds of tasks that can be added.
pub(in crate::builder) fn offered_kinds(words: &Words) -> Vec<MenuItem> {
    let identify = TaskKind::Segment(SegmentTask::new(Call::Identify));
    let track = TaskKind::Segment(SegmentTask::new(Call::Track));
    let form = TaskKind::Form(Form::default());
    let other = TaskKind::Workflow(SubWorkflow::default());
    [
        (form, BuilderText::AddFormDetail),
        (identify, BuilderText::AddIdentifyDetail),
        (track, BuilderText::AddTrackDetail),
        (other, BuilderText::AddWorkflowDetail),
    ]
    .into_iter()
    .map(|(kind, detail)| MenuItem {
        icon: Some(kind_icon(&kind)),
        detail: Some(words.say(detail)),
        ..MenuItem::new(kind.name(), words.say(kind_text(&kind)))
    })
    .collect()
}
