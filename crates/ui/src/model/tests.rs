//! What a person does, and what becomes of the model.

use std::rc::Rc;
use std::sync::Arc;

use segflow_core::check::Finding;
use segflow_core::document::{
    AccountId, FieldId, Sample, SegmentField, TaskId, TaskKind, Workflow,
};
use segflow_core::edit::{Change, Edit, History, Named, Stands};
use segflow_core::json::{Pointer, Value};
use segflow_core::preview::PreviewStatus;
use segflow_core::run::{Event, Run, TaskStatus};
use segflow_core::segment::{Account, KeyFacts, Region, Transport};
use segflow_core::time::Timestamp;
use segflow_web::Error;
use segflow_web::runs::{Role, RunNews};

use super::{
    Action, Checked, Destination, EditorTab, FocusTarget, Keep, Model, NamingProblem, Notice,
    Saving, Toward, naming, without_account,
};
use crate::example;
use crate::text::Words;

const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_000);

fn task(id: &str) -> TaskId {
    TaskId::parse(id).unwrap()
}

fn account(id: &str) -> Account {
    Account {
        id: segflow_core::document::AccountId::parse(id).unwrap(),
        label: id.to_owned(),
        region: Region::Us,
        transport: Transport::Simple,
        key: KeyFacts::of("abcdefghijklmnopqrstuvwxyz012345"),
    }
}

/// The example after some actions.
fn after(actions: impl IntoIterator<Item = Action>) -> Rc<Model> {
    let workflow = Arc::new(example::workflow(&Words::default()).unwrap());
    let model = Rc::new(Model::new(workflow, Rc::from([account("local")])));
    actions
        .into_iter()
        .fold(model, |model, action| model.after(action))
}

fn ids(model: &Model) -> Vec<&str> {
    let tasks = model.workflow().tasks.iter();
    tasks.map(|task| task.id.as_str()).collect()
}

fn chosen(model: &Model) -> Option<&str> {
    model.selected().map(|task| task.id.as_str())
}

fn event_typed(control: &str, event: &str) -> Action {
    Action::Typed {
        control: control.to_owned(),
        edit: Edit::SetField {
            task: task("track"),
            field: SegmentField::Event,
            value: Some(Value::text(event)),
        },
    }
}

#[test]
fn nothing_changed_is_the_same_model() {
    let model = after([]);
    for action in [
        Action::Undone,
        Action::ControlLeft,
        Action::NoticeClosed,
        Action::RunClosed,
        Action::TaskChosen(task("signup")),
        Action::TaskChosen(task("none")),
        Action::TaskRemoved(task("none")),
        Action::TaskMoved {
            task: task("track"),
            to: Destination {
                to: 9,
                stands: Stands::Alone,
            },
        },
        Action::TaskStepped {
            task: task("signup"),
            toward: Toward::Start,
        },
        Action::TaskDuplicated {
            task: task("none"),
            label: "Copy".to_owned(),
        },
        Action::AccountsKnown(vec![account("local")]),
        Action::TabChosen(EditorTab::Task),
    ] {
        assert!(
            Rc::ptr_eq(&model, &model.after(action.clone())),
            "{action:?}"
        );
    }
}

#[test]
fn a_task_that_goes_leaves_its_neighbour_chosen_and_comes_back() {
    for (removed, next) in [("signup", "identify"), ("track", "identify")] {
        let model = after([
            Action::TaskChosen(task(removed)),
            Action::TaskRemoved(task(removed)),
        ]);
        assert_eq!(chosen(&model), Some(next));
        assert_eq!(
            model.focus().target,
            Some(FocusTarget::Task(task(next))),
            "{removed}"
        );
        assert!(matches!(
            model.notice(),
            Some((_, Notice::TaskRemoved { .. }))
        ));
        let model = model.after(Action::Undone);
        assert_eq!(ids(&model), ["signup", "identify", "track"]);
        assert_eq!(chosen(&model), Some(removed));
        assert_eq!(model.notice(), None);
    }
}

#[test]
fn what_is_put_in_is_chosen_and_what_moves_keeps_the_focus() {
    let model = after([Action::TaskInserted {
        kind: TaskKind::from_name("segment.track").unwrap(),
        label: "Between".to_owned(),
        to: 1,
    }]);
    assert_eq!(ids(&model), ["signup", "track_2", "identify", "track"]);
    assert_eq!(chosen(&model), Some("track_2"));
    assert_eq!(model.focus().target, Some(FocusTarget::FirstField));

    let model = after([Action::TaskDuplicated {
        task: task("identify"),
        label: "Again".to_owned(),
    }]);
    assert_eq!(ids(&model), ["signup", "identify", "identify_2", "track"]);
    assert_eq!(chosen(&model), Some("identify_2"));

    let model = after([Action::TaskStepped {
        task: task("track"),
        toward: Toward::Start,
    }]);
    assert_eq!(ids(&model), ["signup", "track", "identify"]);
    assert_eq!(model.focus().target, Some(FocusTarget::Task(task("track"))));
    let told = |model: &Model| model.notice().map(|(_, notice)| notice.clone());
    let moved = |place, beside: Option<&str>| {
        Some(Notice::TaskMoved {
            title: "Track an event".to_owned(),
            place,
            of: 3,
            beside: beside.map(str::to_owned),
        })
    };
    assert_eq!(told(&model), moved(2, None));
    let model = model.after(Action::TaskMoved {
        task: task("track"),
        to: Destination {
            to: 1,
            stands: Stands::BesideNext,
        },
    });
    assert_eq!(told(&model), moved(2, Some("Identify a user")));
}

#[test]
fn what_another_tab_saved_is_taken_over_or_asked_about() {
    let named = |name: &str| {
        let workflow = example::workflow(&Words::default()).unwrap();
        Arc::new(workflow.edited(Edit::RenameWorkflow(name.to_owned())))
    };
    let name = |model: &Model| model.workflow().name.clone();
    let theirs = named("Theirs");
    let model = after([]);
    let taken = model.after(Action::SavedElsewhere(Arc::clone(&theirs)));
    assert!(Arc::ptr_eq(taken.workflow(), &theirs));
    assert_eq!(taken.saving(), &Saving::Saved);
    // One after the other is one step.
    let taken = taken.after(Action::SavedElsewhere(named("Later")));
    assert_eq!(taken.undoable(), Some(Change::TakenOver));
    assert_eq!(name(&taken), "Later");
    assert_eq!(name(&taken.after(Action::Undone)), "Sign-up follow-up");

    let mine = model.after(Action::Edited(Edit::RenameWorkflow("Mine".to_owned())));
    assert!(Rc::ptr_eq(
        &mine,
        &mine.after(Action::SavedElsewhere(Arc::clone(&theirs)))
    ));
    let parted = mine.after(Action::SavingChanged(Saving::Parted(Arc::clone(&theirs))));
    // Going on does not settle it.
    let parted = parted.after(Action::Edited(Edit::RenameWorkflow("More".to_owned())));
    assert!(matches!(parted.saving(), Saving::Parted(_)));
    let own = parted.after(Action::PartedSettled(Keep::Own));
    assert_eq!(
        (name(&own).as_str(), own.saving()),
        ("More", &Saving::Saving)
    );
    let back = own.after(Action::Undone);
    assert_eq!(name(&back), "Theirs");
    assert_eq!(name(&back.after(Action::Undone)), "More");
    let other = parted.after(Action::PartedSettled(Keep::Other));
    assert_eq!(
        (name(&other).as_str(), other.saving()),
        ("Theirs", &Saving::Saved)
    );
    assert_eq!(name(&other.after(Action::Undone)), "More");
}

#[test]
fn what_was_kept_of_the_past_comes_before_what_was_done_since() {
    let model = after([
        Action::Edited(Edit::RenameWorkflow("One".to_owned())),
        Action::TaskRemoved(task("track")),
        Action::Undone,
    ]);
    let kept = model.history().save();
    let workflow = Arc::clone(model.workflow());
    let past = History::load(&workflow, &kept).unwrap();
    let next = Rc::new(Model::new(Arc::clone(&workflow), Rc::from([])));
    let other = next.after(Action::PastKnown(Box::new(past.clone())));
    assert_eq!(other.redoable(), Some(Change::RemoveTask));
    assert_eq!(ids(&other.after(Action::Redone)), ["signup", "identify"]);
    let typed = next.after(Action::Edited(Edit::RenameWorkflow("Two".to_owned())));
    let typed = typed.after(Action::PastKnown(Box::new(past)));
    assert_eq!(
        (typed.redoable(), typed.undoable()),
        (None, Some(Change::RenameWorkflow))
    );
    let first = typed.after(Action::Undone).after(Action::Undone);
    assert_eq!(first.workflow().name, "Sign-up follow-up");
    // It is of this state of the workflow and no other.
    assert_eq!(History::load(typed.workflow(), &kept), None);
    assert_eq!(History::load(&workflow, "{}"), None);
    assert_eq!(next.history().save(), "");
}

#[test]
fn a_task_called_otherwise_in_tags_stays_chosen() {
    let model = after([Action::TaskChosen(task("signup"))]);
    let named = Named::Task(task("signup"));
    let edit = naming(model.workflow(), &named, " lead ").unwrap().unwrap();
    let model = model.after(Action::Edited(edit));
    assert_eq!(chosen(&model), Some("lead"));
    assert!(model.flow().findings().all(|found| !found.blocks()));
    let model = model.after(Action::Undone);
    assert_eq!(chosen(&model), Some("signup"));
}

#[test]
fn a_name_in_tags_is_refused_with_its_reason() {
    let model = after([]);
    let form = Named::Task(task("signup"));
    let field = Named::Field(task("signup"), FieldId::parse("email").unwrap());
    for (named, typed, refused) in [
        (&form, "signup", None),
        (&form, "track", Some(NamingProblem::Taken)),
        (&form, "run", Some(NamingProblem::Reserved)),
        (&form, "two words", Some(NamingProblem::Shape)),
        (&form, " ", Some(NamingProblem::Shape)),
        (&field, "plan", Some(NamingProblem::Taken)),
        (&field, "run", None),
        (&field, "9th", Some(NamingProblem::Shape)),
    ] {
        assert_eq!(
            naming(model.workflow(), named, typed).err(),
            refused,
            "{typed:?}"
        );
    }
}

#[test]
fn what_was_used_says_so_when_it_goes() {
    let used = |action: Action| match after([action]).notice() {
        Some((_, Notice::TaskRemoved { used, .. } | Notice::FieldRemoved { used, .. })) => {
            Some(*used)
        }
        _ => None,
    };
    let question = |id: &str| {
        let model = after([]);
        let form = model
            .workflow()
            .task(&task("signup"))
            .unwrap()
            .form()
            .unwrap();
        let place = form.fields.iter().position(|field| field.id.as_str() == id);
        Action::QuestionRemoved {
            task: task("signup"),
            place: place.unwrap(),
        }
    };
    assert_eq!(used(Action::TaskRemoved(task("track"))), Some(0));
    assert!(used(Action::TaskRemoved(task("signup"))) > used(question("email")));
    assert!(used(question("email")) > Some(0));
    let strange = Action::QuestionRemoved {
        task: task("signup"),
        place: 99,
    };
    assert_eq!(used(strange), None);
}

#[test]
fn a_new_task_is_chosen_and_takes_the_focus() {
    let model = after([
        Action::TabChosen(EditorTab::Conditions),
        Action::TaskAdded {
            kind: TaskKind::from_name("segment.track").unwrap(),
            label: "Track an event".to_owned(),
        },
    ]);
    assert_eq!(chosen(&model), Some("track_2"));
    assert_eq!(model.tab(), EditorTab::Task);
    assert_eq!(model.focus().target, Some(FocusTarget::FirstField));
    // Its user is that of the task before it.
    let user = |id: &str| {
        let task = model.workflow().task(&task(id)).cloned().unwrap();
        task.segment().unwrap().field(SegmentField::UserId).cloned()
    };
    assert_eq!(user("track_2"), user("identify"));
}

#[test]
fn what_is_typed_in_one_go_is_undone_in_one_go() {
    let steps = |actions: Vec<Action>| {
        let mut model = after(actions);
        let mut steps = 0;
        while model.undoable().is_some() {
            model = model.after(Action::Undone);
            steps += 1;
        }
        steps
    };
    let (a, ab) = (|| event_typed("e", "a"), || event_typed("e", "ab"));
    assert_eq!(steps(vec![a(), ab()]), 1);
    assert_eq!(steps(vec![a(), Action::ControlLeft, ab()]), 2);
    assert_eq!(steps(vec![a(), event_typed("f", "ab")]), 2);
}

#[test]
fn findings_lead_to_their_place() {
    for (at, tab) in [
        ("/userId", EditorTab::Task),
        ("/account", EditorTab::Account),
        ("/activateWhen/all/0/field", EditorTab::Conditions),
    ] {
        let at = Pointer::parse(at).unwrap();
        let model = after([Action::PlaceFollowed {
            task: task("track"),
            at: at.clone(),
        }]);
        assert_eq!((chosen(&model), model.tab()), (Some("track"), tab), "{at}");
        assert_eq!(model.focus().target, Some(FocusTarget::Place(at)));
    }
}

#[test]
fn a_run_tells_what_is_missing_first_and_lets_the_person_choose() {
    let ask = || Action::RunAsked {
        run_id: "run_1".to_owned(),
    };
    let gone = || Action::AccountsKnown(Vec::new());
    let model = after([gone(), ask()]);
    assert_eq!(model.missing().map(|missing| missing.len()), Some(2));
    assert!(model.running().is_none());
    // Once it is mended nothing is said any more.
    let mended = model.after(Action::AccountsKnown(vec![account("local")]));
    assert!(mended.missing().is_none());
    let insisted = model.after(Action::RunInsisted {
        run_id: "run_1".to_owned(),
    });
    assert!(insisted.missing().is_none() && insisted.running().is_some());
    assert!(after([ask()]).running().is_some());
}

#[test]
fn what_a_workflow_within_lacks_is_told_of_the_task_that_runs_it() {
    let load = |text: &str| Arc::new(Workflow::load(text).unwrap());
    let inner = load(
        r#"{"segflow":1,"id":"wf_inner","name":"Inner","tasks":[
            {"id":"one","kind":"segment.track","userId":"u","event":"User Welcomed"},
            {"id":"two","kind":"segment.track","userId":"u","event":"User Welcomed"}]}"#,
    );
    let run = |id: &str, of: &str| {
        load(&format!(
            r#"{{"segflow":1,"id":"{id}","name":"Outer","tasks":[
                {{"id":"sub","kind":"workflow","workflow":"{of}"}}]}}"#
        ))
    };
    let (middle, outer) = (run("wf_middle", "wf_inner"), run("wf_outer", "wf_middle"));
    let model = Rc::new(Model::new(Arc::clone(&outer), Rc::from([account("local")])));
    let model = model.after(Action::OthersKnown(vec![inner, middle]));
    let model = model.after(Action::RunAsked {
        run_id: "run_1".to_owned(),
    });
    let missing: Vec<(Option<&str>, &str)> = model
        .missing()
        .unwrap()
        .iter()
        .map(|found| (found.task.as_ref().map(|task| task.as_str()), found.code()))
        .collect();
    assert_eq!(missing, [(Some("sub"), "no_account")]);
    // One that runs itself has no end, and is told so.
    let model = Rc::new(Model::new(outer, Rc::from([])));
    let model = model.after(Action::OthersKnown(vec![run("wf_middle", "wf_outer")]));
    let model = model.after(Action::RunAsked {
        run_id: "run_1".to_owned(),
    });
    let codes = model.missing().unwrap().iter().map(Finding::code);
    assert_eq!(codes.collect::<Vec<_>>(), ["cycle"]);
}

#[test]
fn an_account_is_given_to_the_tasks_that_have_none_in_one_step() {
    let choose = |id: &str, account: Option<&str>| {
        Action::Edited(Edit::SetAccount {
            task: task(id),
            account: account.map(|id| AccountId::parse(id).unwrap()),
        })
    };
    let accounts = |model: &Model| -> Vec<Option<String>> {
        let segments = model
            .workflow()
            .tasks
            .iter()
            .filter_map(|task| task.segment());
        let named = segments.map(|segment| segment.account.as_ref().map(ToString::to_string));
        named.collect()
    };
    let model = after([choose("identify", None), choose("track", None)]);
    assert_eq!(accounts(&model), [None, None]);
    let one = model.after(choose("identify", Some("other")));
    assert_eq!(without_account(one.workflow()).count(), 1);
    let id = AccountId::parse("local").unwrap();
    let both = one.after(Action::AccountForRest(id));
    let named = |id: &str| Some(id.to_owned());
    assert_eq!(accounts(&both), [named("other"), named("local")]);
    assert_eq!(both.saving(), &Saving::Saving);
    assert_eq!(accounts(&both.after(Action::Undone)), accounts(&one));
}

#[test]
fn a_workflow_within_is_previewed_with_what_it_is_handed_and_asks_for_the_rest() {
    let load = |text: &str| Arc::new(Workflow::load(text).unwrap());
    let inner = load(
        r#"{"segflow":1,"id":"wf_inner","name":"Inner","tasks":[
            {"id":"lead","kind":"form","fields":[{"id":"email","required":true}]},
            {"id":"hello","kind":"segment.track","account":"local",
             "userId":"{{ lead.email }}","event":"User Welcomed"},
            {"id":"broken","kind":"segment.track","account":"local","userId":"u"}]}"#,
    );
    let outer = |input: &str| {
        load(&format!(
            r#"{{"segflow":1,"id":"wf_outer","name":"Outer","tasks":[
                {{"id":"welcome","kind":"workflow","workflow":"wf_inner","input":{input}}}],
                "samples":[{{"name":"Ana","record":{{}}}}]}}"#
        ))
    };
    use PreviewStatus::{Done, Invalid, Ready};
    for input in [
        r#"{"lead.email":"ana@example.com"}"#,
        "{}",
        // What is handed over is nothing, so that it is asked for.
        r#"{"lead.email":""}"#,
    ] {
        let model = Rc::new(Model::new(outer(input), Rc::from([account("local")])));
        let model = model.after(Action::OthersKnown(vec![Arc::clone(&inner)]));
        let record = model.sample().map(|sample| &sample.record);
        let checked = Checked::new(model.flow(), record, model.inputs("preview"), NOW);
        let preview = checked.preview(&task("welcome")).unwrap();
        let within = &preview.nested.as_ref().unwrap().tasks;
        let states: Vec<PreviewStatus> = within.iter().map(|task| task.status).collect();
        assert_eq!(states, [Done, Ready, Invalid], "{input}");
        assert!(!within[1].findings.iter().any(Finding::blocks), "{input}");
    }
}

#[test]
fn a_run_asks_with_the_sample_and_drops_strangers() {
    let model = after([Action::RunAsked {
        run_id: "run_1".to_owned(),
    }]);
    let new = model.running().unwrap().run.clone();
    assert!(new.is_new(), "it is performed elsewhere");
    let known = |run: &Run, role| {
        Action::RunKnown(Box::new(RunNews {
            run: run.clone(),
            role,
            not_kept: None,
        }))
    };
    let (run, _) = new.step(Event::Started { now: NOW });
    let model = model.after(known(&run, Role::Owner));
    let asking = model.running().unwrap().asking.first().unwrap().clone();
    let email = asking.answers.get("email").and_then(Value::as_text);
    assert_eq!(email, Some("ana@example.com"));
    assert_eq!(asking.problem, None);
    // Questions are asked where the run is performed.
    let followed = model.after(known(&run, Role::Follower));
    assert!(followed.running().unwrap().asking.is_empty());

    // A run that goes on does not take the place of one that is under way.
    let (stranger, _) = run.as_new("run_0").step(Event::Started { now: NOW });
    let same = model.after(known(&stranger, Role::Owner));
    assert!(Rc::ptr_eq(&same, &model));
    assert!(after([known(&stranger, Role::Owner)]).running().is_some());
    // An answer of nothing is told what is wrong, and prefilled no more.
    let answered = |answers| Event::Answered {
        task: asking.path.clone(),
        answers,
        now: NOW,
    };
    let (empty, _) = run.clone().step(answered(Default::default()));
    let empty = model.after(known(&empty, Role::Owner));
    let again = empty.running().unwrap().asking.first().unwrap().clone();
    assert!(again.answers.is_empty() && again.problem.is_some());

    let before = model.focus().clone();
    let (run, _) = run.step(answered(asking.answers.clone()));
    let model = model.after(known(&run, Role::Owner));
    let running = model.running().unwrap();
    assert!(running.asking.is_empty());
    assert_eq!(model.focus().target, Some(FocusTarget::Run));
    assert_ne!(*model.focus(), before, "it is asked for anew");
    let sending = running.run.task(&task("identify")).unwrap();
    assert_eq!(sending.status, TaskStatus::Sending);
    // It goes on while its page is left.
    assert_eq!(model.rested().running(), model.running());
    let refused = model.after(Action::RunRefused {
        run_id: "run_1".to_owned(),
        reason: Error::StorageFull,
    });
    let problem = &refused.running().unwrap().problem;
    assert_eq!(*problem, Some(Error::StorageFull));
}

#[test]
fn a_form_without_a_sample_begins_with_its_defaults() {
    let mut fields = example::workflow(&Words::default()).unwrap().tasks[0]
        .form()
        .unwrap()
        .fields
        .clone();
    for field in &mut fields {
        if field.id.as_str() == "plan" {
            field.default = Some(Value::text("free"));
        }
    }
    let begun = |samples: bool| {
        let mut actions = vec![Action::Edited(Edit::SetFormFields {
            task: task("signup"),
            fields: fields.clone(),
        })];
        if !samples {
            actions.push(Action::Edited(Edit::SetSamples(Vec::new())));
        }
        actions.push(Action::RunAsked {
            run_id: "run_1".to_owned(),
        });
        let model = after(actions);
        let begun = model.running().unwrap().run.clone();
        let (run, _) = begun.step(Event::Started { now: NOW });
        let model = model.after(Action::RunKnown(Box::new(RunNews {
            run,
            role: Role::Owner,
            not_kept: None,
        })));
        let asking = model.running().unwrap().asking.first().unwrap().clone();
        Value::from(asking.answers).to_string()
    };
    assert_eq!(begun(false), r#"{"plan":"free"}"#);
    assert!(begun(true).contains("ana@example.com"));
}

#[test]
fn samples_come_and_go_and_one_of_them_is_shown() {
    let named = |name: &str| Sample {
        name: name.to_owned(),
        ..Sample::default()
    };
    let shown = |model: &Model| model.sample().map(|sample| sample.name.clone());
    let added = after([Action::SampleAdded(named("B"))]);
    assert_eq!(shown(&added).as_deref(), Some("B"));
    let removed = added.after(Action::SampleRemoved(1));
    assert_eq!(shown(&removed).as_deref(), Some("Ana"));
    assert!(matches!(
        removed.notice(),
        Some((_, Notice::SampleRemoved { .. }))
    ));
    // What comes back is shown again.
    let back = removed.after(Action::Undone);
    assert_eq!(shown(&back).as_deref(), Some("B"));
    assert_eq!(shown(&back.after(Action::Undone)).as_deref(), Some("Ana"));
    // Another visit finds it as it was, by its name.
    let again = Model::new(Arc::clone(added.workflow()), Rc::from([])).with_sample("B");
    assert_eq!(shown(&again).as_deref(), Some("B"));
    let none = after([Action::SampleRemoved(0)]);
    assert_eq!(shown(&none), None);
    assert_eq!(none.record(), Default::default());
    assert!(Rc::ptr_eq(&none, &none.after(Action::SampleRemoved(0))));
}

#[test]
fn hints_wait_until_it_is_known_what_was_seen_and_a_person_does_something() {
    let model = after([Action::HintsSeen("field".to_owned())]);
    assert_eq!(model.hints().seen(), None);
    let model = after([Action::HintsAwake(true)]);
    assert_eq!(model.hints().seen(), None);
    let model = model.after(Action::HintsSeen("field".to_owned()));
    assert_eq!(model.hints().seen(), Some("field"));
    assert_eq!(model.after(Action::HintsAwake(false)).hints().seen(), None);
    // Nothing of it is an edit.
    assert_eq!(model.undoable(), None);
}

/// What of the task of that id is told as still to do, and what as wrong.
fn told_of(model: &Model, id: &str) -> (Vec<String>, Vec<String>) {
    let record = model.record();
    let checked = Checked::new(model.flow(), Some(&record), model.inputs("preview"), NOW);
    let found = checked.findings(&task(id)).iter();
    let (to_do, wrong): (Vec<&Finding>, Vec<&Finding>) =
        found.partition(|found| model.is_to_do(found));
    let codes = |found: Vec<&Finding>| {
        let codes = found.iter().map(|found| found.problem.code().to_owned());
        codes.collect()
    };
    (codes(to_do), codes(wrong))
}

#[test]
fn what_a_new_task_lacks_is_to_do_until_it_is_left() {
    let added = || Action::TaskAdded {
        kind: TaskKind::from_name("segment.track").unwrap(),
        label: "New".to_owned(),
    };
    let typed = |event: &str| Action::Typed {
        control: "event".to_owned(),
        edit: Edit::SetField {
            task: task("track_2"),
            field: SegmentField::Event,
            value: (!event.is_empty()).then(|| Value::text(event)),
        },
    };
    let sends_to = |id: Option<&str>| {
        Action::Edited(Edit::SetAccount {
            task: task("track_2"),
            account: id.map(|id| AccountId::parse(id).unwrap()),
        })
    };
    let left = || Action::FieldLeft(SegmentField::Event);
    let run = || "run".to_owned();
    let both = &["event_not_defined", "no_account"][..];
    let (event, account) = (&["event_not_defined"][..], &["no_account"][..]);
    for (name, actions, to_do, wrong) in [
        ("added", vec![], both, &[][..]),
        (
            "a look at the account",
            vec![Action::TabChosen(EditorTab::Account)],
            both,
            &[],
        ),
        ("only passed by", vec![left()], both, &[]),
        (
            "emptied, and still there",
            vec![typed("O"), typed("")],
            both,
            &[],
        ),
        (
            "emptied and left",
            vec![typed("O"), typed(""), left()],
            account,
            event,
        ),
        (
            "given, and emptied later",
            vec![typed("Order Placed"), left(), typed("")],
            account,
            event,
        ),
        (
            "an account no more",
            vec![sends_to(Some("local")), sends_to(None)],
            event,
            account,
        ),
        (
            "what is wrong otherwise",
            vec![typed("{{ none.here }}")],
            account,
            &["unknown_field", "dynamic_event_name", "event_not_defined"],
        ),
        (
            "renamed",
            vec![Action::Edited(Edit::LabelTask {
                task: task("track_2"),
                label: "Own".to_owned(),
            })],
            both,
            &[],
        ),
        ("left", vec![Action::TaskChosen(task("track"))], &[], both),
        (
            "left and back",
            vec![
                Action::TaskChosen(task("track")),
                Action::TaskChosen(task("track_2")),
            ],
            &[],
            both,
        ),
        (
            "to run",
            vec![Action::RunAsked { run_id: run() }],
            &[],
            both,
        ),
        (
            "to run dry",
            vec![Action::DryRunAsked { run_id: run() }],
            &[],
            both,
        ),
        ("another one", vec![added()], &[], both),
        (
            "undone and redone",
            vec![Action::Undone, Action::Redone],
            &[],
            both,
        ),
    ] {
        let without_account = Action::Edited(Edit::SetAccount {
            task: task("track"),
            account: None,
        });
        let model = after([without_account, added()].into_iter().chain(actions));
        let told = told_of(&model, "track_2");
        assert_eq!(told.0, to_do, "{name}: still to do");
        assert_eq!(told.1, wrong, "{name}: wrong");
    }
    // A copy is no new task, and neither is what was there when the page was
    // come back to.
    let model = after([added()]);
    assert_eq!(
        told_of(&model, "track_2"),
        (vec!["event_not_defined".to_owned()], vec![])
    );
    assert_eq!(told_of(&model.rested(), "track_2").0, [""; 0]);
    let copied = model.after(Action::TaskDuplicated {
        task: task("track_2"),
        label: "Copy".to_owned(),
    });
    assert_eq!(told_of(&copied, "track_3").0, [""; 0]);
    assert_eq!(told_of(&copied, "track_3").1, ["event_not_defined"]);
}
