use std::rc::Rc;

use segflow_core::bulk::CellType;
use segflow_core::document::{FormField, Workflow};
use yew::prelude::{AttrValue, Html, html};

use super::how::{How, Mapped};
use super::look::LookedColumn;
use super::model::Action;
use super::page::Bulk;
use crate::parts::{Choice, ChoiceGroup, SelectField, TextField, Tone, notice};
use crate::text::{BulkText, Words};

/// A field that a column can answer.
pub(super) struct Known<'w> {
    pub(super) form: &'w str,
    pub(super) path: String,
    pub(super) field: &'w FormField,
}

impl Known<'_> {
    /// What people call it.
    pub(super) fn title(&self) -> &str {
        match self.field.label.as_str() {
            "" => self.field.id.as_str(),
            label => label,
        }
    }
}

/// The fields that columns can answer, in the order of the workflow.
pub(super) fn known(workflow: &Workflow) -> impl Iterator<Item = Known<'_>> {
    workflow.tasks.iter().flat_map(|task| {
        let fields = task.form().into_iter().flat_map(|form| &form.fields);
        fields
            .filter(|field| field.field_type.takes_answer())
            .map(|field| Known {
                form: task.title(),
                path: format!("{}.{}", task.id, field.id),
                field,
            })
    })
}

/// Which column answers which field.
pub(super) fn columns_step(words: &Words, bulk: &Bulk) -> Html {
    let model = &bulk.model;
    let Some(look) = &model.look else {
        return Html::default();
    };
    let workflow = &bulk.page.workflow;
    let are_records = model.how.columns.is_none();
    let groups = groups(workflow);
    let unused: Vec<AttrValue> = (1..)
        .zip(&look.columns)
        .filter(|(_, column)| model.how.mapped(&column.name).is_none())
        .map(|(number, column)| title(words, number, column))
        .collect();
    let answered = |path: &str| {
        let mut columns = model.how.columns.iter().flatten();
        columns.any(|mapped| mapped.field == path)
    };
    let lacking: Vec<String> = known(workflow)
        .filter(|known| known.field.required && !answered(&known.path))
        .map(|known| known.title().to_owned())
        .collect();
    html! {
        <section class="card bulk-step" aria-labelledby="bulk-columns">
            <h2 id="bulk-columns">{ words.say(BulkText::StepColumns) }</h2>
            if are_records {
                <p class="muted">{ words.say(BulkText::AreRecords) }</p>
            } else {
                <p class="muted">{
                    words.say(match model.how.is_csv() && !model.how.has_header() {
                        true => BulkText::NamelessHint,
                        false => BulkText::ColumnsHint,
                    })
                }</p>
                if !lacking.is_empty() {
                    {
                        notice(Tone::Warning, words.say(BulkText::Lacking {
                            fields: &lacking.join(", "),
                        }))
                    }
                }
                // What is read aloud names each box in full.
                <div class="bulk-column bulk-heads" aria-hidden="true">
                    <span>{ words.say(BulkText::ColumnHead) }</span>
                    <span>{ words.say(BulkText::FieldHead) }</span>
                    if model.how.is_csv() {
                        <span>{ words.say(BulkText::TypeHead) }</span>
                    }
                </div>
                <ul class="bulk-columns" role="list" aria-label={words.say(BulkText::Columns)}>
                    {
                        for look.columns
                            .iter()
                            .enumerate()
                            .map(|(place, column)| row(words, bulk, place, column, &groups))
                    }
                </ul>
                if !unused.is_empty() {
                    <p class="muted">
                        { words.say(BulkText::Unused { columns: &unused.join(", ") }) }
                    </p>
                }
            }
        </section>
    }
}

/// What a column is called; by its place where nothing names it.
pub(super) fn title(words: &Words, number: usize, column: &LookedColumn) -> AttrValue {
    match column.name == format!("Column {number}") {
        true => words.say(BulkText::Column { number }),
        false => column.name.clone().into(),
    }
}

fn groups(workflow: &Workflow) -> Rc<Vec<ChoiceGroup>> {
    let mut groups: Vec<ChoiceGroup> = Vec::new();
    for known in known(workflow) {
        let choice = Choice {
            value: known.path.clone().into(),
            label: known.title().to_owned().into(),
        };
        match groups.last_mut().filter(|(form, _)| **form == *known.form) {
            Some((_, choices)) => choices.push(choice),
            None => groups.push((known.form.to_owned().into(), vec![choice])),
        }
    }
    Rc::new(groups)
}

fn row(
    words: &Words,
    bulk: &Bulk,
    place: usize,
    column: &LookedColumn,
    groups: &Rc<Vec<ChoiceGroup>>,
) -> Html {
    let how = &bulk.model.how;
    let mapped = how.mapped(&column.name);
    let name = &column.name;
    let title = title(words, place + 1, column);
    let on_field = {
        let (how, name, workflow) = (how.clone(), name.clone(), Rc::clone(&bulk.page.workflow));
        bulk.on(move |session, with, field: AttrValue| {
            let known = known(&workflow).find(|known| known.path == *field);
            let mapped = known.map(|known| Mapped {
                column: name.clone(),
                field: field.to_string(),
                cell_type: CellType::of_field(known.field.field_type),
                format: String::new(),
                separator: String::new(),
            });
            session.tell(how.with_column(&name, mapped), with);
        })
    };
    let samples = match column.samples.is_empty() {
        true => words.say(BulkText::AllEmpty),
        false => column.samples.join(" · ").into(),
    };
    html! {
        <li key={format!("{place} {name}")} class="bulk-column">
            <div class="bulk-column-name">
                <strong dir="auto">{ title.clone() }</strong>
                <span class="muted bulk-samples" dir="auto">{ samples }</span>
            </div>
            <SelectField id={format!("bulk-field-{place}")}
                label={words.say(BulkText::FieldOf { column: &title })} label_hidden=true
                choices={vec![Choice {
                    value: AttrValue::default(),
                    label: words.say(BulkText::NotUsed),
                }]}
                groups={Rc::clone(groups)}
                value={mapped.map(|mapped| mapped.field.clone()).unwrap_or_default()}
                on_change={on_field} />
            { mapped.map(|mapped| reading(words, bulk, (place, &title), mapped)).unwrap_or_default() }
        </li>
    }
}

/// How the cells of a column are read.
fn reading(words: &Words, bulk: &Bulk, (place, column): (usize, &str), mapped: &Mapped) -> Html {
    let how = &bulk.model.how;
    if !how.is_csv() {
        // JSON values keep their own type.
        return Html::default();
    }
    let with = |change: fn(&mut Mapped, &str)| {
        let (how, mapped) = (how.clone(), mapped.clone());
        move |value: &str| -> How {
            let mut mapped = mapped.clone();
            change(&mut mapped, value);
            how.with_column(&mapped.column.clone(), Some(mapped))
        }
    };
    let typed = |change: fn(&mut Mapped, &str)| {
        let (drafted, told) = (with(change), with(change));
        let on_input = bulk.on(move |session, _, value: String| {
            session.act(Action::Drafted(drafted(&value)));
        });
        let on_commit =
            bulk.on(move |session, given, value: String| session.tell(told(&value), given));
        (on_input, on_commit)
    };
    let on_type = {
        let with = with(|mapped, name| {
            mapped.cell_type = CellType::from_name(name).unwrap_or(CellType::Text);
        });
        bulk.on(move |session, given, name: AttrValue| session.tell(with(&name), given))
    };
    let choices = CellType::ALL.map(|cell_type| Choice {
        value: AttrValue::Static(cell_type.name()),
        label: words.say(match cell_type {
            CellType::Text => BulkText::TypeText,
            CellType::Number => BulkText::TypeNumber,
            CellType::Yesno => BulkText::TypeYesno,
            CellType::Date => BulkText::TypeDate,
            CellType::Checkboxes => BulkText::TypeList,
        }),
    });
    let box_of = |id: &str, label, value: &String, hint, change| {
        let (on_input, on_commit) = typed(change);
        TextField::new(
            format!("bulk-{id}-{place}").into(),
            words.say(label),
            value.clone().into(),
        )
        .hint(Some(words.say(hint)))
        .on_input(on_input)
        .on_commit(on_commit)
        .view(words)
    };
    let detail = match mapped.cell_type {
        CellType::Date => box_of(
            "format",
            BulkText::DateFormat { column },
            &mapped.format,
            BulkText::DateHint,
            |mapped, format| format.trim().clone_into(&mut mapped.format),
        ),
        CellType::Checkboxes => box_of(
            "separator",
            BulkText::Separator { column },
            &mapped.separator,
            BulkText::SeparatorHint,
            |mapped, separator| separator.clone_into(&mut mapped.separator),
        ),
        CellType::Text | CellType::Number | CellType::Yesno => Html::default(),
    };
    html! {
        <div class="bulk-reading">
            <SelectField id={format!("bulk-type-{place}")}
                label={words.say(BulkText::TypeOf { column })} label_hidden=true
                choices={choices.to_vec()} value={AttrValue::Static(mapped.cell_type.name())}
                on_change={on_type} />
            { detail }
        </div>
    }
}
