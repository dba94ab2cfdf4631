use segflow_core::document::{Call, Form, SegmentTask, SubWorkflow, TaskKind};

use crate::builder::words::{kind_icon, kind_text};
use crate::parts::MenuItem;
use crate::text::{BuilderText, Words};

/// The kinds of tasks that can be added.
pub(in crate::builder) fn offered_kinds(words: &Words) -> Vec<MenuItem> {
    let call = |call| TaskKind::Segment(SegmentTask::new(call));
    let form = TaskKind::Form(Form::default());
    let other = TaskKind::Workflow(SubWorkflow::default());
    [
        (form, BuilderText::AddFormDetail),
        (call(Call::Identify), BuilderText::AddIdentifyDetail),
        (call(Call::Track), BuilderText::AddTrackDetail),
        (call(Call::Page), BuilderText::AddPageDetail),
        (call(Call::Screen), BuilderText::AddScreenDetail),
        (call(Call::Group), BuilderText::AddGroupDetail),
        (call(Call::Alias), BuilderText::AddAliasDetail),
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
