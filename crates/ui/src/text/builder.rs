//! What the builder says.

use segflow_core::condition::Operator;

use crate::model::Comparing;

/// One thing the builder says, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/builder.rs say more than a comment could"
)]
pub enum BuilderText<'a> {
    // The bar
    WorkflowName,
    NothingToUndo,
    NothingToRedo,
    UndoThat {
        what: &'a str,
    },
    RedoThat {
        what: &'a str,
    },
    Run,
    MoreWaysToRun,
    RunOnServer,
    NotSavedBecause {
        reason: &'a str,
    },

    // What an edit did, after "Undo:"
    EditRename,
    EditAddTask,
    EditDuplicateTask,
    EditRemoveTask,
    EditMoveTask,
    EditLabel,
    EditId,
    EditField,
    EditAddRow,
    EditAddRows,
    EditRow,
    EditRenameRow,
    EditRemoveRow,
    EditMoveRow,
    EditAccount,
    EditCondition,
    EditForm,
    EditSample,
    EditAddSample,
    EditRenameSample,
    EditRemoveSample,
    EditPlan,
    TrackingPlan,
    EditTakenOver,
    EditKeptOwn,
    WhenItRuns,
    TriggersOn,
    FromAddress,

    // The list of tasks
    Tasks,
    AddTask,
    AddFormDetail,
    AddIdentifyDetail,
    AddTrackDetail,
    AddPageDetail,
    AddScreenDetail,
    AddGroupDetail,
    AddAliasDetail,
    AddWorkflowDetail,
    If {
        condition: &'a str,
    },
    SendsNowhere,
    OnLevelAbove,
    DragToMove,
    ActionsFor {
        title: &'a str,
    },
    CopyOf {
        title: &'a str,
    },
    InsertAfter {
        title: &'a str,
    },
    Problems {
        count: usize,
    },
    Warnings {
        count: usize,
    },
    ToDo {
        count: usize,
    },
    MoveUp {
        title: &'a str,
    },
    MoveDown {
        title: &'a str,
    },
    RemoveThat {
        title: &'a str,
    },
    TaskRemoved {
        title: &'a str,
        used: usize,
    },
    NameInTagsOf {
        title: &'a str,
    },
    TaskMoved {
        title: &'a str,
        place: usize,
        of: usize,
    },
    TaskMovedBeside {
        title: &'a str,
        other: &'a str,
    },

    // A workflow without tasks
    EmptyWorkflow,
    EmptyStepForm,
    EmptyStepIdentify,
    EmptyStepTrack,
    AddTrack,

    // The chosen task
    TaskLabel,
    TaskTabs,
    TabSegment,
    TabForm,
    TabWorkflow,
    TabConditions,
    TabAccount,

    // The Segment tab
    UserIdHint,
    TrackUserIdHint,
    EventHint,
    Traits,
    TraitsHint,
    AddTrait,
    Properties,
    PropertiesHint,
    AddProperty,
    RowsName,
    RowsValue,
    RowName {
        number: usize,
    },
    RowValue {
        number: usize,
    },
    RowValueOf {
        name: &'a str,
    },
    RemoveRow {
        number: usize,
    },
    RowNameTaken {
        name: &'a str,
    },
    RowNameTakenKept {
        name: &'a str,
        kept: &'a str,
    },
    RowNameEmpty {
        name: &'a str,
    },
    NotJsonYet,
    KeptAsJson {
        kind: &'a str,
    },
    RunValues,

    // Types of form fields
    TypeText,
    TypeTextarea,
    TypeEmail,
    TypeNumber,
    TypeYesno,
    TypeDate,
    TypeTime,
    TypeTelephone,
    TypeUrl,
    TypePassword,
    TypeCheckboxes,
    TypeRadio,
    TypeDropdown,
    TypeHeading,
    TypeParagraph,
    TypeDivider,

    // Conditions
    ActivateWhen,
    CompleteWhen,
    NoConditions,
    AddFirstCondition,
    AddCondition,
    OnlyWhen {
        condition: &'a str,
    },
    AddGroup,
    Join,
    JoinAll,
    JoinAny,
    JoinNotAll,
    JoinNone,
    JoinAnd,
    JoinOr,
    Always,
    Never,
    NotThat {
        what: &'a str,
    },
    Condition {
        number: &'a str,
    },
    ConditionGroup {
        number: &'a str,
    },
    MoreForCondition {
        number: &'a str,
    },
    MoreForGroup {
        number: &'a str,
    },
    PlaceUp,
    PlaceDown,
    PutInGroup,
    TakeGroupAway,
    IgnoreCapitals,
    MindCapitals,
    CapitalsIgnored,
    ConditionField,
    ConditionOperator,
    ConditionValue,
    ChooseField,
    FieldNow {
        field: &'a str,
        value: &'a str,
    },
    AnotherPath,
    Path,
    PathHint,
    Comparing(Comparing),
    CompareWith,
    WithValue,
    WithField,
    WithCommas,
    PatternHint,
    PairLow,
    PairHigh,
    SpanAmount,
    SpanUnit,
    SpanIn(&'a str),
    PartKept,
    ClauseNow {
        sample: &'a str,
        value: &'a str,
        holds: bool,
    },
    ClauseNowAgainst {
        sample: &'a str,
        value: &'a str,
        other: &'a str,
        holds: bool,
    },
    CompleteFor {
        sample: &'a str,
    },
    NotCompleteFor {
        sample: &'a str,
    },
    OtherField,
    ChooseValue,
    PairAnd,
    RemoveCondition {
        number: &'a str,
    },
    RemoveGroup {
        number: &'a str,
    },
    /// A comparison where one is chosen.
    Operator(Operator),
    /// A comparison between a field and a value.
    Comparison(Operator),
    /// A span such as “7 days”, after a comparison.
    Span {
        span: &'a str,
    },
    Quoted {
        text: &'a str,
    },
    ActivatedFor {
        sample: &'a str,
    },
    SkippedFor {
        sample: &'a str,
    },
    ClauseHolds {
        clause: &'a str,
        value: &'a str,
    },
    ClauseFails {
        clause: &'a str,
        value: &'a str,
    },
    ClauseHoldsMissing {
        clause: &'a str,
    },
    ClauseFailsMissing {
        clause: &'a str,
    },
    NoValue,
    TypeDiffers,

    // Account details
    SendTo,
    NoAccount,
    NoAccountYet,
    Connect,
    ConnectTitle,
    AccountLabel,
    AccountLabelHint,
    LabelMissing,
    WriteKey,
    KeyMissing,
    ShowKey,
    HideKey,
    MaskedKey,
    Region,
    RegionHint,
    RegionUs,
    RegionEu,
    RegionCustom,
    Endpoint,
    EndpointHint,
    KeptEncrypted,
    GuideTitle,
    GuideLogIn,
    GuideOr,
    GuideSignUp,
    GuideAddSource,
    GuideAboutHttpApi,
    GuideCopyKey,
    GuideAboutKeys,
    GuideHaveOne,
    GuideOwnSource,
    OpensNewTab,

    // The form tab
    QuestionsTitle,
    NoQuestions,
    Question,
    NewQuestion,
    AddQuestion,
    QuestionMissing,
    QuestionType,
    Choices,
    ChoicesHint,
    Required,
    InSample {
        sentence: &'a str,
    },

    // Questions and answers
    AnswerRequired,
    AnswerNotANumber,
    AnswerNotAnEmail,
    AnswerNotATelephone,
    AnswerNotAUrl,
    AnswerNotAChoice,
    ChooseAnswer,
    ProblemsInForm,
    ProblemOf {
        field: &'a str,
        problem: &'a str,
    },
    QuestionText,
    QuestionHelp,
    QuestionHelpHint,
    QuestionDefault,
    QuestionDefaultHint,
    QuestionMore,
    SecretWithheld {
        field: &'a str,
    },
    Yes,
    No,
    Continue,

    // The preview
    RequestPreview,
    ShowPreview,
    HidePreview,
    SampleLabel,
    Sample {
        number: usize,
    },
    ForSample {
        name: &'a str,
    },
    NoPreview,
    NoSampleYet,
    WillBeAsked,
    WouldBeSent,
    NothingSent,
    WouldBeSkipped,
    CannotBeSent,
    PreviewViews,
    ViewAnswers,
    ViewBody,
    ViewHeaders,
    ViewCommand,
    ViewChanges,
    ViewAllTasks,
    FoundHere,
    HeadersNote,
    CurlNote,
    CopyHeaders,
    CopyCommand,
    NoRunYet,
    NotSentInRun,
    SameAsInRun,
    ChangesLabel,
    ChangeAdded,
    ChangeRemoved,
    ChangeChanged,
    AllTasksLabel,
    WouldBeAsked,
    SizeLabel,
    Size {
        bytes: usize,
        most: usize,
    },
    CopyBody,
    ShowInDebugger,

    // The run
    MissingTitle,
    NothingToRun,
    NothingToRunHint,
    RunAnyway,
    Stop,
    Outcomes,
    RunGoing,
    RunCompleted,
    RunFailed,
    RunCancelled,
    RunSummary {
        status: &'a str,
        accepted: usize,
        /// Of a dry run.
        would_send: Option<usize>,
        skipped: usize,
        failed: usize,
    },
    StateWaiting,
    StateAsking,
    StateSending,
    StateDone,
    AcceptedBySegment,
    AcceptedBy {
        label: &'a str,
    },
    StateWouldSend,
    StateFailed,
    StateSkipped,
    StateCancelled,
    StateStopped,
    Millis {
        millis: i64,
    },
    RequestSent,
    Answer {
        status: u16,
    },
    Refused {
        status: u16,
    },
    StartReceiver,
    MayHaveArrived,
    MayBeBlocked,
    /// Of a task whose message is sent later.
    StateWaitingToSend,
    TaskWaits {
        task: &'a str,
    },
    /// Why the last attempt failed, and when the next one is.
    TryingAgain {
        why: &'a str,
        time: &'a str,
    },
    AskedToWait {
        seconds: i64,
    },
    Limited,
    AnswerWas {
        status: u16,
    },
    WaitingForNetwork,
    TryNow,
    MayBeCountedTwice {
        task: &'a str,
        when: &'a str,
    },
    SendAgain,
    DoNotSend,
    RunElsewhere,
    NotBegun,
    RunNotKept,
    RunNotKeptBecause {
        reason: &'a str,
    },
    DownloadRun,
    RetryFailed,
    TheRun,
    Attempts {
        count: usize,
    },
}
