use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::{FormField, SubWorkflow, Task, TaskId, TaskKind, Workflow};
use segflow_core::edit::Edit;
use segflow_core::json::{Pointer, Value};
use segflow_core::template::Path;
use yew::prelude::{AttrValue, Html, MouseEvent, Properties, function_component, html, use_memo};

use crate::builder::context::{Builder, Doing, use_doing};
use crate::builder::findings::FoundAt;
use crate::builder::tags::{TagFieldProps, TagsStand, tag_field};
use crate::icons::Icon;
use crate::model::{Above, Action, Fields, shown_value, typed_value};
use crate::parts::{Button, Choice, Link, SelectField, Tone, notice};
use crate::text::{SubText, Words, use_words};

/// Properties of [`SubTab`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct SubTabProps {
    pub(in crate::builder) builder: Builder,
}

/// Which workflow the chosen task runs, and what its forms are answered with.
#[function_component]
pub(in crate::builder) fn SubTab(props: &SubTabProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let builder = &props.builder;
    let model = &builder.model;
    let options = use_memo(Above::of(model), |_| Fields::of(model));
    let Some((task, sub)) = model
        .selected()
        .and_then(|task| Some((task, sub_of(task)?)))
    else {
        return Html::default();
    };
    let other = model.flow().surroundings().workflow(&sub.workflow);
    let editing = Editing {
        words: &words,
        doing: &doing,
        builder,
        task: &task.id,
        sub,
        options: &options,
    };
    html! {
        <div class="stack">
            { editing.choice() }
            if let Some(other) = other {
                { editing.link(other) }
                { editing.forms(other) }
            }
            { for editing.strangers(other) }
        </div>
    }
}

fn sub_of(task: &Task) -> Option<&SubWorkflow> {
    match &task.kind {
        TaskKind::Workflow(sub) => Some(sub),
        TaskKind::Form(_) | TaskKind::Segment(_) => None,
    }
}

/// What the parts of the tab need to be drawn.
struct Editing<'e> {
    words: &'e Words,
    doing: &'e Doing,
    builder: &'e Builder,
    task: &'e TaskId,
    sub: &'e SubWorkflow,
    options: &'e Rc<Fields>,
}

impl Editing<'_> {
    /// The workflows of this device but those that lead back here.
    fn choice(&self) -> Html {
        let model = &self.builder.model;
        let surroundings = model.flow().surroundings();
        let may_run = |other: &&Arc<Workflow>| surroundings.may_run(model.workflow(), other);
        let id = &self.sub.workflow;
        let named = |value: &str, label: String| Choice {
            value: value.to_owned().into(),
            label: label.into(),
        };
        let mut choices = vec![named("", self.words.say(SubText::Choose).to_string())];
        let others = surroundings.workflows.iter().filter(may_run);
        choices.extend(others.map(|other| named(other.id.as_str(), name(self.words, other))));
        if choices.iter().all(|choice| choice.value.as_str() != id) {
            // What it is stays chosen, and a finding says what is wrong with it.
            let label = surroundings
                .workflow(id)
                .map(|other| name(self.words, other));
            choices.push(named(id, label.unwrap_or_else(|| id.clone())));
        }
        let on_change = {
            let task = self.task.clone();
            self.doing.act.reform(move |workflow: AttrValue| {
                Action::Edited(Edit::SetWorkflow {
                    task: task.clone(),
                    workflow: workflow.to_string(),
                })
            })
        };
        let hint = match choices.len() {
            1 => SubText::NoOther,
            _ => SubText::ChooseHint,
        };
        let at = Pointer::root().key("workflow");
        let told = FoundAt::within(self.builder, self.task, &at).told(self.words);
        html! {
            <SelectField id="sub-workflow" label={self.words.say(SubText::Workflow)}
                hint={self.words.say(hint)} error={told.error} to_do={told.to_do} {choices}
                value={id.clone()} {on_change} />
        }
    }

    /// The way to the other workflow.
    fn link(&self, other: &Workflow) -> Html {
        let Some(links) = &self.doing.workflows else {
            return Html::default();
        };
        let id = AttrValue::from(other.id.to_string());
        let href = links.href.emit(id.clone());
        let on_follow = links.on_follow.reform(move |()| id.clone());
        let name = name(self.words, other);
        let told = self.words.say(SubText::Open { name: &name });
        html! { <p>{ Link::to(href, on_follow).view(html! { { told } }) }</p> }
    }

    /// What each form of the other workflow is answered with.
    fn forms(&self, other: &Workflow) -> Html {
        let forms = other.tasks.iter().filter_map(|task| {
            let form = task.form()?;
            let fields = form.fields.iter();
            let fields = fields.filter(|field| field.field_type.takes_answer());
            let boxes: Vec<Html> = fields.map(|field| self.input(task, field)).collect();
            (!boxes.is_empty()).then(|| {
                let id = format!("sub-form-{}", task.id);
                html! {
                    <div key={task.id.as_str()} class="section" role="group"
                        aria-labelledby={id.clone()}>
                        <h3 {id} dir="auto">{ task.title().to_owned() }</h3>
                        { for boxes }
                    </div>
                }
            })
        });
        let forms: Vec<Html> = forms.collect();
        let hint = match forms.len() {
            0 => SubText::NoForms,
            _ => SubText::InputHint,
        };
        html! {
            <>
                <p class="section-hint">{ self.words.say(hint) }</p>
                { for forms }
            </>
        }
    }

    fn input(&self, form: &Task, field: &FormField) -> Html {
        let path = Path::of_field(&form.id, field.id.as_str()).to_string();
        let at = Pointer::root().key("input").key(&path);
        let told = FoundAt::within(self.builder, self.task, &at).told(self.words);
        let empty = Value::text("");
        let value = self.sub.input.get(&path).unwrap_or(&empty);
        let on_input = {
            let (task, path, before) = (self.task.clone(), path.clone(), value.clone());
            self.doing.maybe(move |typed: String| {
                // As long as what is typed over a list is none it stays as it is.
                let value = typed_value(&before, &typed).ok()?;
                let is_empty = value.as_text().is_some_and(str::is_empty);
                Some(Action::Typed {
                    control: format!("input {path}"),
                    edit: Edit::SetInput {
                        task: task.clone(),
                        field: path.clone(),
                        value: (!is_empty).then_some(value),
                    },
                })
            })
        };
        let id = format!("sub-{}-{}", form.id, field.id);
        html! {
            <div key={path} class="field-box">
                {
                    tag_field(TagFieldProps {
                        id: id.into(),
                        at: at.to_string().into(),
                        label: field.title().to_owned().into(),
                        label_hidden: false,
                        hint: None,
                        error: told.error,
                        warning: told.warning,
                        to_do: told.to_do,
                        value: shown_value(value).into(),
                        options: Rc::clone(self.options),
                        tags: TagsStand::Anywhere,
                        input_mode: None,
                        on_input,
                    })
                }
            </div>
        }
    }

    /// What is handed over though the other workflow has no such field; where it
    /// is not there nothing can be said of that.
    fn strangers(&self, other: Option<&Arc<Workflow>>) -> Vec<Html> {
        let has = |path: &str| {
            let path = Path::parse(path);
            let form = path.as_ref().and_then(|path| {
                let mut tasks = other?.tasks.iter();
                tasks.find(|task| task.id.as_str() == path.head)?.form()
            });
            let field = path.as_ref().and_then(Path::field);
            form.zip(field)
                .is_some_and(|(form, field)| form.field(field).is_some())
        };
        let unknown = self.sub.input.keys().filter(|path| !has(path));
        let entries = unknown.map(|path| {
            let (task, field) = (self.task.clone(), path.to_owned());
            let remove = self.doing.act.reform(move |_: MouseEvent| {
                Action::Edited(Edit::SetInput {
                    task: task.clone(),
                    field: field.clone(),
                    value: None,
                })
            });
            html! {
                <div key={path.to_owned()}>
                    { notice(Tone::Error, self.words.say(SubText::NoSuchField { path })) }
                    {
                        Button::new(self.words.say(SubText::RemoveInput { path }))
                            .icon(Icon::Trash)
                            .small()
                            .on_press(remove)
                            .view()
                    }
                </div>
            }
        });
        other.map_or_else(Vec::new, |_| entries.collect())
    }
}

/// What people call a workflow.
fn name(words: &Words, workflow: &Workflow) -> String {
    if workflow.name.is_empty() {
        words.say(crate::text::Text::UnnamedWorkflow).to_string()
    } else {
        workflow.name.clone()
    }
}
