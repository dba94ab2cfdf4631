//! What the Debugger says.

/// One thing the Debugger says, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/debugger.rs say more than a comment could"
)]
pub enum DebuggerText<'a> {
    // The page
    Messages,
    Count { shown: usize, of: usize },
    MoreMessages { count: usize },
    Live,
    Paused,
    Away,
    AwayTitle,
    AwayHint,
    Pause,
    Resume,
    NewOnes { count: usize },
    NewMessages { count: usize },

    // Search and filters
    Search,
    SearchHint,
    Filters,
    FilterType,
    FilterEvent,
    FilterUser,
    FilterVerdict,
    AnyType,
    AnyEvent,
    AnyUser,
    AnyVerdict,
    OtherType,
    ClearFilters,

    // Nothing to show
    Nothing,
    NothingHint,
    NothingEndpoint { endpoint: &'a str },
    NothingFound,
    NothingFoundHint,
    NoReceiver,
    NoReceiverHint,
    NoReceiverCommand,
    LookAgain,
    NothingChosen,
    NotHere,
    NotHereHint,

    // One message
    NoUser,
    Unreadable,
    Bytes { bytes: u64 },
    Newer,
    Older,
    BackToList,
    BackToWorkflow { name: &'a str },
    Verdict,
    Accepted,
    Discarded,
    Duplicate,
    Refused,
    Unjudged,
    AcceptedHint,
    DiscardedHint,
    DuplicateHint,
    RefusedHint,
    UnjudgedHint,
    Code { code: &'a str },
    FirstOne,
    Advice(Advice),
    Details,
    ReceivedAt,
    Account,
    Path,
    Answered,
    Size,
    MessageId,
    User,
    Place,
    PlaceInBatch { item: u64, of: u64 },
    Body,
    BodyAsText,
    BodyNotKept,
    CopyJson,
}

/// What to do about one of Segment's codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the codes say it")]
pub enum Advice {
    NoUser,
    IdNotString,
    EventNotDefined,
    EventNotString,
    PropertiesNotObject,
    TraitsNotObject,
    NameNotString,
    CategoryNotString,
    EmptyBatch,
    UnknownSource,
}

impl Advice {
    /// What to do about that code, if it is known.
    pub fn for_code(code: &str) -> Option<Advice> {
        Some(match code {
            "no_user_anon_id" | "id_required" => Advice::NoUser,
            "id_not_string" => Advice::IdNotString,
            "event_not_defined" => Advice::EventNotDefined,
            "event_not_string" => Advice::EventNotString,
            "properties_not_object" => Advice::PropertiesNotObject,
            "traits_not_object" => Advice::TraitsNotObject,
            "name_not_string" => Advice::NameNotString,
            "category_not_string" => Advice::CategoryNotString,
            "empty_batch" | "empty_batch_result" => Advice::EmptyBatch,
            "unknown_source" => Advice::UnknownSource,
            _ => return None,
        })
    }
}
