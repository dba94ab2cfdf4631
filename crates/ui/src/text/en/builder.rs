//! What the builder says, in English.

use segflow_core::condition::Operator;
use yew::AttrValue;

use super::{because, grouped};
use crate::model::Comparing;
use crate::text::{BuilderText, point};

pub(in crate::text) fn say(text: BuilderText<'_>) -> AttrValue {
    let words = match text {
        BuilderText::WorkflowName => "Workflow name",
        BuilderText::NothingToUndo => "Nothing to undo",
        BuilderText::NothingToRedo => "Nothing to redo",
        BuilderText::UndoThat { what } => return format!("Undo: {what}").into(),
        BuilderText::RedoThat { what } => return format!("Redo: {what}").into(),
        BuilderText::Run => "Run",
        BuilderText::MoreWaysToRun => "More ways to run",
        BuilderText::RunOnServer => "Run on a server",
        BuilderText::NotSavedBecause { reason } => return format!("Not saved: {reason}.").into(),

        BuilderText::EditRename => "name of the workflow",
        BuilderText::EditAddTask => "added task",
        BuilderText::EditDuplicateTask => "duplicated task",
        BuilderText::EditRemoveTask => "deleted task",
        BuilderText::EditMoveTask => "moved task",
        BuilderText::EditLabel => "label of a task",
        BuilderText::EditId => "name in tags",
        BuilderText::EditField => "changed field",
        BuilderText::EditAddRow => "added row",
        BuilderText::EditAddRows => "added rows",
        BuilderText::EditRow => "changed row",
        BuilderText::EditRenameRow => "renamed row",
        BuilderText::EditRemoveRow => "removed row",
        BuilderText::EditMoveRow => "moved row",
        BuilderText::EditAccount => "chosen account",
        BuilderText::EditCondition => "changed condition",
        BuilderText::EditForm => "changed form",
        BuilderText::EditSample => "changed sample",
        BuilderText::EditAddSample => "added sample",
        BuilderText::EditRenameSample => "renamed sample",
        BuilderText::EditRemoveSample => "deleted sample",
        BuilderText::EditPlan => "tracking plan",
        BuilderText::TrackingPlan => "Tracking plan",
        BuilderText::EditTakenOver => "changes from another tab",
        BuilderText::EditKeptOwn => "kept this tab’s changes",
        BuilderText::WhenItRuns => "When it runs",
        BuilderText::TriggersOn => "set up",
        BuilderText::FromAddress => "From the address",

        BuilderText::Tasks => "Tasks",
        BuilderText::AddTask => "Add task",
        BuilderText::AddFormDetail => "Asks questions whose answers later tasks use",
        BuilderText::AddIdentifyDetail => "Tells Segment who the user is",
        BuilderText::AddWorkflowDetail => "Runs another workflow of this device",
        BuilderText::AddTrackDetail => "Tells Segment what the user did",
        BuilderText::AddPageDetail => "Tells Segment which page of a website was seen",
        BuilderText::AddScreenDetail => "Tells Segment which screen of an app was seen",
        BuilderText::AddGroupDetail => "Tells Segment which company or team the user is in",
        BuilderText::AddAliasDetail => "Tells Segment that two ids are one user",
        BuilderText::If { condition } => return format!("Only when {condition}").into(),
        BuilderText::SendsNowhere => "No account",
        BuilderText::OnLevelAbove => "on the level of the task above",
        BuilderText::DragToMove => "Drag to move",
        BuilderText::ActionsFor { title } => return format!("Actions for {title}").into(),
        BuilderText::CopyOf { title } => return format!("Copy of {title}").into(),
        BuilderText::InsertAfter { title } => return format!("Add a task below {title}").into(),
        BuilderText::Problems { count } => return problems(count),
        BuilderText::Warnings { count: 1 } => "1 warning",
        BuilderText::Warnings { count } => return format!("{count} warnings").into(),
        BuilderText::ToDo { count } => return format!("Still to fill in: {count}").into(),
        BuilderText::MoveUp { title } => return format!("Move {title} up").into(),
        BuilderText::MoveDown { title } => return format!("Move {title} down").into(),
        BuilderText::RemoveThat { title } => return format!("Remove {title}").into(),
        BuilderText::TaskRemoved { title, used: 0 } => return format!("“{title}” was deleted.").into(),
        BuilderText::TaskRemoved { title, used: 1 } => return format!("“{title}” was deleted. One place used it and is marked now.").into(),
        BuilderText::TaskRemoved { title, used } => return format!("“{title}” was deleted. {used} places used it and are marked now.").into(),
        BuilderText::NameInTagsOf { title } => return format!("Name in tags of {title}").into(),
        BuilderText::TaskMoved { title, place, of } => return format!("“{title}” moved to {place} of {of}.").into(),
        BuilderText::TaskMovedBeside { title, other } => return format!("“{title}” moved beside “{other}”.").into(),

        BuilderText::EmptyWorkflow => "Build a workflow in three steps",
        BuilderText::EmptyStepForm => "Add a form: it asks for what you want to send, such as an email address.",
        BuilderText::EmptyStepIdentify => "Add 'Identify a user': it tells Segment who answered.",
        BuilderText::EmptyStepTrack => "Add 'Track an event': it tells Segment what they did. Without it, identifying sends no useful data.",
        BuilderText::AddTrack => "Add 'Track an event'",

        BuilderText::TaskLabel => "Task label",
        BuilderText::TaskTabs => "Settings of the task",
        BuilderText::TabSegment => "Segment",
        BuilderText::TabForm => "Form",
        BuilderText::TabWorkflow => "Workflow",
        BuilderText::TabConditions => "Conditions",
        BuilderText::TabAccount => "Account details",

        BuilderText::UserIdHint => "What your own system calls this user: an id, or an email address in small letters. Type { to use an answer.",
        BuilderText::TrackUserIdHint => "The same as in 'Identify a user', so that Segment counts one user.",
        BuilderText::EventHint => "What happened, in two or three words: a thing, then a verb in the past. Use the same words every time.",
        BuilderText::Traits => "Traits",
        BuilderText::TraitsHint => "What you know about the user. Type { in a value to use an answer.",
        BuilderText::AddTrait => "Add trait",
        BuilderText::Properties => "Properties",
        BuilderText::PropertiesHint => "The details of what happened. Type { in a value to use an answer.",
        BuilderText::AddProperty => "Add property",
        BuilderText::RowsName => "Name",
        BuilderText::RowsValue => "Value",
        BuilderText::RowName { number } => return format!("Name {number}").into(),
        BuilderText::RowValue { number } => return format!("Value {number}").into(),
        BuilderText::RowValueOf { name } => return format!("Value of {name}").into(),
        BuilderText::RemoveRow { number } => return format!("Remove row {number}").into(),
        BuilderText::RowNameTaken { name } => return format!("There is another row named “{name}”. Choose a name that is free.").into(),
        BuilderText::RowNameTakenKept { name, kept } => return format!("There is another row named “{name}”. Choose a name that is free; until then this row stays “{kept}”.").into(),
        BuilderText::RowNameEmpty { name } => return format!("A row needs a name; until it has one it stays “{name}”.").into(),
        BuilderText::NotJsonYet => "This is not JSON yet. Until it is, the value stays as it was.",
        BuilderText::KeptAsJson { kind } => return format!("This is {kind}, written as JSON.").into(),
        BuilderText::RunValues => "About the user and the run",

        BuilderText::TypeText => "text",
        BuilderText::TypeTextarea => "several lines",
        BuilderText::TypeEmail => "email address",
        BuilderText::TypeNumber => "number",
        BuilderText::TypeYesno => "yes or no",
        BuilderText::TypeDate => "date",
        BuilderText::TypeTime => "time",
        BuilderText::TypeTelephone => "telephone number",
        BuilderText::TypeUrl => "web address",
        BuilderText::TypePassword => "password",
        BuilderText::TypeCheckboxes => "checkboxes",
        BuilderText::TypeRadio => "one of several",
        BuilderText::TypeDropdown => "dropdown",
        BuilderText::TypeHeading => "heading",
        BuilderText::TypeParagraph => "paragraph",
        BuilderText::TypeDivider => "line",

        BuilderText::ActivateWhen => "Activate this task when…",
        BuilderText::CompleteWhen => "Complete this task when…",
        BuilderText::NoConditions => "There are no conditions, so this task is always activated.",
        BuilderText::AddFirstCondition => "Add the first 'Activate' condition",
        BuilderText::AddCondition => "Add condition",
        BuilderText::OnlyWhen { condition } => return format!("Only when {condition}{}", point(condition)).into(),
        BuilderText::AddGroup => "Add group",
        BuilderText::Join => "How the conditions go together",
        BuilderText::JoinAll => "All of these hold",
        BuilderText::JoinAny => "At least one of these holds",
        BuilderText::JoinNotAll => "Not all of these hold",
        BuilderText::JoinNone => "None of these holds",
        BuilderText::JoinAnd => " and ",
        BuilderText::JoinOr => " or ",
        BuilderText::Always => "always",
        BuilderText::Never => "never",
        BuilderText::NotThat { what } => return format!("not ({what})").into(),
        BuilderText::Condition { number } => return format!("Condition {number}").into(),
        BuilderText::ConditionGroup { number } => return format!("Group {number}").into(),
        BuilderText::MoreForCondition { number } => return format!("More for condition {number}").into(),
        BuilderText::MoreForGroup { number } => return format!("More for group {number}").into(),
        BuilderText::PlaceUp => "Move up",
        BuilderText::PlaceDown => "Move down",
        BuilderText::PutInGroup => "Put in a group",
        BuilderText::TakeGroupAway => "Take the group away, keep its conditions",
        BuilderText::IgnoreCapitals => "Treat capital and small letters alike",
        BuilderText::MindCapitals => "Tell capital and small letters apart",
        BuilderText::CapitalsIgnored => "in capital or small letters",
        BuilderText::ConditionField => "Field",
        BuilderText::ConditionOperator => "Comparison",
        BuilderText::ConditionValue => "Value",
        BuilderText::ChooseField => "Choose a field",
        BuilderText::FieldNow { field, value } => return format!("{field} · {value}").into(),
        BuilderText::AnotherPath => "Another path…",
        BuilderText::Path => "Path",
        BuilderText::PathHint => "Such as form.address.city, or host.user.plan for what the page gives.",
        BuilderText::Comparing(about) => comparing(about),
        BuilderText::CompareWith => "Compare with",
        BuilderText::WithValue => "value",
        BuilderText::WithField => "field",
        BuilderText::WithCommas => "Separate values with commas.",
        BuilderText::PatternHint => "A regular expression, such as ^[A-Z]{2}\\d+$",
        BuilderText::PairLow => "From",
        BuilderText::PairHigh => "To",
        BuilderText::SpanAmount => "How many",
        BuilderText::SpanUnit => "Unit",
        BuilderText::SpanIn(unit) => span_unit(unit),
        BuilderText::PartKept => "This version of segflow cannot read this part. It is kept as it is:",
        BuilderText::ClauseNow { sample, value, holds } => return format!("{} for {sample}: {value}", holds_word(holds)).into(),
        BuilderText::ClauseNowAgainst { sample, value, other, holds } => return format!("{} for {sample}: {value} and {other}", holds_word(holds)).into(),
        BuilderText::CompleteFor { sample } => return format!("Complete for {sample}.").into(),
        BuilderText::NotCompleteFor { sample } => return format!("Not complete for {sample}.").into(),
        BuilderText::OtherField => "Other field",
        BuilderText::ChooseValue => "Choose a value",
        BuilderText::PairAnd => "and",
        BuilderText::RemoveGroup { number } => return format!("Remove group {number}").into(),
        BuilderText::RemoveCondition { number } => return format!("Remove condition {number}").into(),
        BuilderText::Operator(Operator::GreaterThan) => "greater than",
        BuilderText::Operator(Operator::LessThan) => "less than",
        BuilderText::Operator(operator) | BuilderText::Comparison(operator) => operator.words(),
        BuilderText::Span { span } => return span.to_owned().into(),
        BuilderText::Quoted { text } => return format!("“{text}”").into(),
        BuilderText::ActivatedFor { sample } => return format!("Activated for {sample}.").into(),
        BuilderText::SkippedFor { sample } => return format!("Skipped for {sample}.").into(),
        BuilderText::ClauseHolds { clause, value } => return format!("{clause}: yes, it is {value}.").into(),
        BuilderText::ClauseFails { clause, value } => return format!("{clause}: no, it is {value}.").into(),
        BuilderText::ClauseHoldsMissing { clause } => return format!("{clause}: yes, it has no value.").into(),
        BuilderText::ClauseFailsMissing { clause } => return format!("{clause}: no, it has no value.").into(),
        BuilderText::NoValue => "no value",
        BuilderText::TypeDiffers => "A number cannot be compared with something that is none.",

        BuilderText::SendTo => "Send to",
        BuilderText::NoAccount => "No account",
        BuilderText::NoAccountYet => "No Segment account is connected yet.",
        BuilderText::Connect => "Connect your Segment account now",
        BuilderText::ConnectTitle => "Connect a Segment account",
        BuilderText::AccountLabel => "Account label",
        BuilderText::AccountLabelHint => "The email address you use at Segment works well.",
        BuilderText::LabelMissing => "Give the account a label, so that you know it again.",
        BuilderText::WriteKey => "Write Key",
        BuilderText::KeyMissing => "Paste the write key of your source. The guide says where it is.",
        BuilderText::ShowKey => "Show",
        BuilderText::HideKey => "Hide",
        BuilderText::MaskedKey => "Write key ending in",
        BuilderText::Region => "Region",
        BuilderText::RegionHint => "Where your Segment workspace keeps its data.",
        BuilderText::RegionUs => "United States",
        BuilderText::RegionEu => "European Union",
        BuilderText::RegionCustom => "Own endpoint",
        BuilderText::Endpoint => "Endpoint",
        BuilderText::EndpointHint => "An address that speaks Segment's protocol, such as https://events.example.com",
        BuilderText::KeptEncrypted => "Kept encrypted on this device. That protects it if the disk is copied, but not from scripts of this page.",
        BuilderText::GuideTitle => "Where to find the write key",
        BuilderText::GuideLogIn => "Log in to Segment",
        BuilderText::GuideOr => ", or ",
        BuilderText::GuideSignUp => "sign up",
        BuilderText::GuideAddSource => "Choose Connections › Add source, search for HTTP API (Server), and add it under a name of its own.",
        BuilderText::GuideAboutHttpApi => "About this source",
        BuilderText::GuideCopyKey => "Copy its Write Key, and paste it here.",
        BuilderText::GuideAboutKeys => "About write keys",
        BuilderText::GuideHaveOne => "You have such a source already? Its key is at Connections › Sources › your source › Settings › API Keys.",
        BuilderText::GuideOwnSource => "Give segflow a source of its own: a key used in a browser can be seen there, and one of its own can be replaced without stopping anything else.",
        BuilderText::OpensNewTab => "(opens in a new tab)",

        BuilderText::QuestionsTitle => "Questions",
        BuilderText::NoQuestions => "This form asks nothing yet. Add its first question.",
        BuilderText::Question => "Question",
        BuilderText::NewQuestion => "New question",
        BuilderText::AddQuestion => "Add question",
        BuilderText::QuestionMissing => "Say what is asked, such as Email address.",
        BuilderText::QuestionType => "Type",
        BuilderText::Choices => "Choices",
        BuilderText::ChoicesHint => "One on each line.",
        BuilderText::Required => "An answer is required",
        BuilderText::InSample { sentence } => return format!("In the sample: {sentence}").into(),

        BuilderText::AnswerRequired => "This needs an answer.",
        BuilderText::AnswerNotANumber => "This needs a number, with a point before decimals: 12.50",
        BuilderText::AnswerNotAnEmail => "This needs an email address, such as ana@example.com",
        BuilderText::AnswerNotATelephone => "This needs a telephone number, such as +49 30 123456",
        BuilderText::AnswerNotAUrl => "This needs a web address that begins with https:// or http://",
        BuilderText::AnswerNotAChoice => "This needs one of the choices.",
        BuilderText::ChooseAnswer => "Choose an answer",
        BuilderText::ProblemsInForm => "There is a problem",
        BuilderText::ProblemOf { field, problem } => return format!("{field}: {problem}").into(),
        BuilderText::QuestionText => "Text",
        BuilderText::QuestionHelp => "Help text",
        BuilderText::QuestionHelpHint => "A sentence under the question, for the person who answers.",
        BuilderText::QuestionDefault => "Default answer",
        BuilderText::QuestionDefaultHint => "Where the form is asked, it begins with this.",
        BuilderText::QuestionMore => "Help text and default answer",
        BuilderText::SecretWithheld { field } => return format!("{field}: asked in a run, and never kept.").into(),
        BuilderText::Yes => "Yes",
        BuilderText::No => "No",
        BuilderText::Continue => "Continue",

        BuilderText::RequestPreview => "Request preview",
        BuilderText::ShowPreview => "Show",
        BuilderText::HidePreview => "Hide",
        BuilderText::SampleLabel => "Sample",
        BuilderText::Sample { number } => return format!("Sample {number}").into(),
        BuilderText::ForSample { name } => return format!("for {name}").into(),
        BuilderText::NoPreview => "Add a task to see what it would send.",
        BuilderText::NoSampleYet => "There is no sample yet, so tags are empty. Choose the form and answer its questions there.",
        BuilderText::WillBeAsked => "What a person will be asked. The answers here are the sample: every preview follows them.",
        BuilderText::WouldBeSent => "Ready to send",
        BuilderText::NothingSent => "Sends nothing",
        BuilderText::WouldBeSkipped => "Would be skipped",
        BuilderText::CannotBeSent => "Cannot be sent",
        BuilderText::PreviewViews => "What the preview shows",
        BuilderText::ViewAnswers => "Answers",
        BuilderText::ViewBody => "Body",
        BuilderText::ViewHeaders => "Headers",
        BuilderText::ViewCommand => "curl",
        BuilderText::ViewChanges => "Changes",
        BuilderText::ViewAllTasks => "All tasks",
        BuilderText::FoundHere => "What was found",
        BuilderText::HeadersNote => "The browser adds what it always adds, such as Origin.",
        BuilderText::CurlNote => "For a POSIX shell. Set SEGMENT_WRITE_KEY to the write key first.",
        BuilderText::CopyHeaders => "Copy headers",
        BuilderText::CopyCommand => "Copy command",
        BuilderText::NoRunYet => "Run the workflow, and what would be sent differently since then is shown here.",
        BuilderText::NotSentInRun => "The last run sent nothing for this task.",
        BuilderText::SameAsInRun => "The same as in the last run, but for its id and its times.",
        BuilderText::ChangesLabel => "Changed since the last run",
        BuilderText::ChangeAdded => "added",
        BuilderText::ChangeRemoved => "removed",
        BuilderText::ChangeChanged => "changed",
        BuilderText::AllTasksLabel => "What every task would do",
        BuilderText::WouldBeAsked => "Asks",
        BuilderText::SizeLabel => "Size of the message",
        BuilderText::Size { bytes, most } => return size(bytes, most),
        BuilderText::CopyBody => "Copy body",
        BuilderText::ShowInDebugger => "Show in the Debugger",

        BuilderText::MissingTitle => "Something is missing before this can run well",
        BuilderText::NothingToRun => "There is nothing to run yet",
        BuilderText::NothingToRunHint => "Add a form, then 'Identify a user' and 'Track an event'.",
        BuilderText::RunAnyway => "Run anyway",
        BuilderText::Stop => "Stop",
        BuilderText::Outcomes => "What became of each task",
        BuilderText::RunGoing => "Running",
        BuilderText::RunCompleted => "Completed",
        BuilderText::RunFailed => "Failed",
        BuilderText::RunCancelled => "Stopped",
        BuilderText::RunSummary { status, accepted, would_send, skipped, failed } => return summary(status, accepted, would_send, skipped, failed),
        BuilderText::StateWaiting => "waiting",
        BuilderText::StateAsking => "being answered",
        BuilderText::StateSending => "on its way",
        BuilderText::StateDone => "answered",
        BuilderText::AcceptedBySegment => "accepted by Segment",
        BuilderText::AcceptedBy { label } => return format!("accepted by {label}").into(),
        BuilderText::StateWouldSend => "would be sent",
        BuilderText::StateFailed => "failed",
        BuilderText::StateSkipped => "skipped",
        BuilderText::StateCancelled => "not reached",
        BuilderText::StateStopped => "stopped",
        BuilderText::Millis { millis } => return format!("{millis} ms").into(),
        BuilderText::RequestSent => "Request",
        BuilderText::Answer { status } => return format!("Answer: {status}").into(),
        BuilderText::Refused { status } => {
            let then = match status {
                400 | 413 => "It may be too large, or not what is expected at that address: look at the request, and at the account's region and endpoint.",
                408 | 429 | 500.. => "It was tried for as long as that makes sense. Try again later.",
                _ => "Check the account's write key, region and endpoint, then run again.",
            };
            return format!("The answer was {status}, so the message was not accepted. {then}").into();
        }
        BuilderText::StartReceiver => "The receiver on this computer may not be running. Start it with the command `cargo xtask run`.",
        BuilderText::MayHaveArrived => "The message may have arrived all the same: no answer does not mean that it did not. Its messageId tells whether it did.",
        BuilderText::MayBeBlocked => "Is an ad blocker or a firewall in the way? Allow the address, or go around it: enter an address of your own under Account details, or start the receiver with --forward and choose its account.",
        BuilderText::StateWaitingToSend => "waiting to be sent again",
        BuilderText::TaskWaits { task } => return format!("{task} is waiting").into(),
        BuilderText::TryingAgain { why, time } => return format!("{why} Trying again at {time}.").into(),
        BuilderText::AskedToWait { seconds } => return format!("Segment asked to wait {seconds} s.").into(),
        BuilderText::Limited => "Segment takes no more requests for a moment.",
        BuilderText::AnswerWas { status } => return format!("The answer was {status}, which often passes.").into(),
        BuilderText::WaitingForNetwork => "This computer is offline. The run goes on by itself as soon as it is online again.",
        BuilderText::TryNow => "Try now",
        BuilderText::MayBeCountedTwice { task, when } => return format!("{task} may have reached Segment on {when}. Segment remembers messages for about 24 hours, so sending it again now may count it twice.").into(),
        BuilderText::SendAgain => "Send again",
        BuilderText::DoNotSend => "Don’t send",
        BuilderText::RunElsewhere => "Another tab is performing this run. If that tab is closed, the run goes on here.",
        BuilderText::NotBegun => "The run was not begun",
        BuilderText::RunNotKept => "This run is not saved",
        BuilderText::RunNotKeptBecause { reason } => return format!("{} Keep this page open until the run has ended.", because(reason)).into(),
        BuilderText::DownloadRun => "Download the run",
        BuilderText::TheRun => "Run",
        BuilderText::RetryFailed => "Try again from the failed task",
        BuilderText::Attempts { count } => return format!("{count} attempts").into(),


    };
    AttrValue::Static(words)
}

/// A reason that begins small and ends without a point, as a sentence.
fn holds_word(holds: bool) -> &'static str {
    if holds { "Holds" } else { "Does not hold" }
}

fn comparing(about: Comparing) -> &'static str {
    match about {
        Comparing::Presence => "Presence",
        Comparing::Text => "Text",
        Comparing::Numbers => "Numbers",
        Comparing::Dates => "Days and times",
        Comparing::YesNo => "Yes or no",
        Comparing::Lists => "Lists",
        Comparing::Objects => "Objects",
    }
}

fn span_unit(unit: &str) -> &'static str {
    match unit {
        "second" => "seconds",
        "minute" => "minutes",
        "hour" => "hours",
        "week" => "weeks",
        _ => "days",
    }
}

fn problems(count: usize) -> AttrValue {
    match count {
        1 => AttrValue::Static("1 problem"),
        _ => format!("{count} problems").into(),
    }
}

fn size(bytes: usize, most: usize) -> AttrValue {
    format!(
        "{} of {} bytes",
        grouped(bytes as u64),
        grouped(most as u64)
    )
    .into()
}

fn summary(
    status: &str,
    accepted: usize,
    would_send: Option<usize>,
    skipped: usize,
    failed: usize,
) -> AttrValue {
    let mut told = match would_send {
        Some(count) => format!("Dry run: {status}. {count} would be sent"),
        None => format!("Run: {status}. {accepted} accepted"),
    };
    for (count, word) in [(skipped, "skipped"), (failed, "failed")] {
        if count > 0 {
            told.push_str(&format!(", {count} {word}"));
        }
    }
    told.push('.');
    told.into()
}

#[cfg(test)]
mod tests {
    use super::{because, grouped};

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (32_768, "32,768"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn reasons_become_sentences() {
        for (reason, expected) in [
            ("no answer came in time", "No answer came in time."),
            ("écrit", "Écrit."),
            ("really?", "Really?"),
            ("", "."),
        ] {
            assert_eq!(because(reason).as_str(), expected);
        }
    }
}
