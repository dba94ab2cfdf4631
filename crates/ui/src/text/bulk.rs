//! What the page that runs files says.

/// One thing that is said of files of rows, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/bulk.rs say more than a comment could"
)]
pub enum BulkText<'a> {
    SessionOnly {
        reason: &'a str,
    },
    Through,
    StepFile,
    StepColumns,
    StepRows,
    StepRun,
    StepOutcome,
    DropHere,
    ChooseFile,
    ChooseOther,
    StaysHere,
    Paste,
    PasteLabel,
    PasteHint,
    PastedName,
    UsePasted,
    ChooseAgain {
        file: &'a str,
        bytes: u64,
    },
    OtherFile,
    Elsewhere,
    ReadsStatus,
    Looking,
    Size {
        bytes: u64,
    },
    RowsAgain,
    Format,
    FormatCsv,
    FormatLines,
    FormatJson,
    Delimiter,
    Comma,
    Semicolon,
    Tab,
    Bar,
    Encoding,
    Utf8,
    Utf16Le,
    Utf16Be,
    Western,
    HasHeader,
    LooksLikeNames,
    LooksLikeData {
        cell: &'a str,
    },
    Columns,
    Column {
        number: usize,
    },
    ColumnsHint,
    NamelessHint,
    AreRecords,
    Lacking {
        fields: &'a str,
    },
    Unused {
        columns: &'a str,
    },
    ColumnHead,
    FieldHead,
    TypeHead,
    FieldOf {
        column: &'a str,
    },
    NotUsed,
    AllEmpty,
    TypeOf {
        column: &'a str,
    },
    TypeText,
    TypeNumber,
    TypeYesno,
    TypeDate,
    TypeList,
    DateFormat {
        column: &'a str,
    },
    DateHint,
    Separator {
        column: &'a str,
    },
    SeparatorHint,
    RowsHint,
    NoRows,
    FirstRows,
    Row {
        row: u64,
    },
    WouldSend {
        count: usize,
    },
    Skipped,
    Fails,
    Failed,
    SetAside,
    Accounts,
    To {
        account: &'a str,
    },
    NoAccount,
    ChooseAccounts,
    OpenWorkflow,
    Check,
    Send,
    SendRowsAgain {
        rows: u64,
    },
    CountsTwice,
    SendRows {
        rows: u64,
    },
    OnePromise,
    Checking,
    Sending,
    IsPaused,
    IsStopping,
    Checked,
    Completed,
    Stopped,
    Halted,
    HaltedBecause {
        reason: &'a str,
    },
    StoppedHint,
    Progress,
    Done {
        done: u64,
        of: u64,
    },
    DoneAbout {
        done: u64,
        of: u64,
    },
    DoneOnly {
        done: u64,
    },
    Rate {
        rows: u64,
    },
    Left {
        seconds: u64,
    },
    Requests {
        requests: u64,
        retries: u64,
    },
    SlowDown {
        time: &'a str,
    },
    Pause,
    Resume,
    Stop,
    Sentence {
        rows: u64,
        parts: &'a str,
        messages: u64,
        is_dry: bool,
    },
    CountAccepted {
        rows: u64,
    },
    CountWouldSend {
        rows: u64,
    },
    CountSkipped {
        rows: u64,
    },
    CountFailed {
        rows: u64,
    },
    CountSetAside {
        rows: u64,
    },
    CountNotReached {
        rows: u64,
    },
    WouldBeSent,
    Accepted,
    SkippedRows,
    FailedRows,
    SetAsideRows,
    NotReachedRows,
    AllRows,
    Messages,
    AllRequests,
    AllBytes,
    CountsCaption,
    Number {
        count: u64,
    },
    DownloadRerun,
    DownloadReport,
    RunAgain,
    Troubles {
        shown: usize,
        of: u64,
    },
    TroublesLabel,
    NotEnded,
    FileDone {
        file: &'a str,
        done: u64,
        of: Option<u64>,
    },
    GoOn {
        file: &'a str,
    },
    Earlier,
    DeleteRun {
        file: &'a str,
    },
    DeleteTitle,
    DeleteHint,
}
