use super::AccountId;
use crate::json::{Object, Pointer, Value};

/// Segment's six calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// Who the user is.
    Identify,
    /// What the user did.
    Track,
    /// A page the user saw.
    Page,
    /// A screen of an app the user saw.
    Screen,
    /// A group the user belongs to.
    Group,
    /// Two ids of one user.
    Alias,
}

impl Call {
    /// All calls, in the order menus show them.
    pub const ALL: [Call; 6] = [
        Call::Identify,
        Call::Track,
        Call::Page,
        Call::Screen,
        Call::Group,
        Call::Alias,
    ];

    /// The name in Segment's API: the `type` of the message and the path.
    pub fn name(self) -> &'static str {
        match self {
            Call::Identify => "identify",
            Call::Track => "track",
            Call::Page => "page",
            Call::Screen => "screen",
            Call::Group => "group",
            Call::Alias => "alias",
        }
    }

    /// What people call a task that makes it.
    pub const fn title(self) -> &'static str {
        match self {
            Call::Identify => "Identify a user",
            Call::Track => "Track an event",
            Call::Page => "Track a page view",
            Call::Screen => "Track a screen view",
            Call::Group => "Group a user",
            Call::Alias => "Merge two identities",
        }
    }

    /// The call of that name.
    pub fn from_name(name: &str) -> Option<Call> {
        Call::ALL.into_iter().find(|call| call.name() == name)
    }

    /// The fields of the call, in the order of the body.
    pub fn fields(self) -> &'static [SegmentField] {
        use SegmentField::{
            AnonymousId, Category, Context, Event, GroupId, Integrations, Name, PreviousId,
            Properties, Timestamp, Traits, UserId,
        };
        match self {
            Call::Identify => &[
                Timestamp,
                UserId,
                AnonymousId,
                Traits,
                Context,
                Integrations,
            ],
            Call::Track => &[
                Timestamp,
                UserId,
                AnonymousId,
                Event,
                Properties,
                Context,
                Integrations,
            ],
            Call::Page | Call::Screen => &[
                Timestamp,
                UserId,
                AnonymousId,
                Name,
                Category,
                Properties,
                Context,
                Integrations,
            ],
            Call::Group => &[
                Timestamp,
                UserId,
                AnonymousId,
                GroupId,
                Traits,
                Context,
                Integrations,
            ],
            Call::Alias => &[
                Timestamp,
                UserId,
                AnonymousId,
                PreviousId,
                Context,
                Integrations,
            ],
        }
    }

    /// The field that holds the call's rows: traits, properties, or none.
    pub fn rows(self) -> Option<SegmentField> {
        match self {
            Call::Identify | Call::Group => Some(SegmentField::Traits),
            Call::Track | Call::Page | Call::Screen => Some(SegmentField::Properties),
            Call::Alias => None,
        }
    }
}

/// The fields of Segment's calls, by the API's own names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SegmentField {
    /// `userId`
    UserId,
    /// `anonymousId`
    AnonymousId,
    /// `previousId`
    PreviousId,
    /// `groupId`
    GroupId,
    /// `event`
    Event,
    /// `name`
    Name,
    /// `category`
    Category,
    /// `traits`
    Traits,
    /// `properties`
    Properties,
    /// `context`
    Context,
    /// `integrations`
    Integrations,
    /// `timestamp`
    Timestamp,
}

impl SegmentField {
    /// How many fields there are.
    pub(crate) const COUNT: usize = 12;

    /// All fields, in the order of the saved document.
    pub const ALL: [SegmentField; Self::COUNT] = [
        SegmentField::UserId,
        SegmentField::AnonymousId,
        SegmentField::PreviousId,
        SegmentField::GroupId,
        SegmentField::Event,
        SegmentField::Name,
        SegmentField::Category,
        SegmentField::Traits,
        SegmentField::Properties,
        SegmentField::Context,
        SegmentField::Integrations,
        SegmentField::Timestamp,
    ];

    /// The name in the document and in Segment's API.
    pub fn name(self) -> &'static str {
        match self {
            SegmentField::UserId => "userId",
            SegmentField::AnonymousId => "anonymousId",
            SegmentField::PreviousId => "previousId",
            SegmentField::GroupId => "groupId",
            SegmentField::Event => "event",
            SegmentField::Name => "name",
            SegmentField::Category => "category",
            SegmentField::Traits => "traits",
            SegmentField::Properties => "properties",
            SegmentField::Context => "context",
            SegmentField::Integrations => "integrations",
            SegmentField::Timestamp => "timestamp",
        }
    }

    /// What begins the field in a message, where it is not the first.
    pub(crate) fn opening(self) -> &'static str {
        match self {
            SegmentField::UserId => ",\"userId\":",
            SegmentField::AnonymousId => ",\"anonymousId\":",
            SegmentField::PreviousId => ",\"previousId\":",
            SegmentField::GroupId => ",\"groupId\":",
            SegmentField::Event => ",\"event\":",
            SegmentField::Name => ",\"name\":",
            SegmentField::Category => ",\"category\":",
            SegmentField::Traits => ",\"traits\":",
            SegmentField::Properties => ",\"properties\":",
            SegmentField::Context => ",\"context\":",
            SegmentField::Integrations => ",\"integrations\":",
            SegmentField::Timestamp => ",\"timestamp\":",
        }
    }

    /// What people call the field.
    pub fn title(self) -> &'static str {
        match self {
            SegmentField::UserId => "User ID",
            SegmentField::AnonymousId => "Anonymous ID",
            SegmentField::PreviousId => "Previous ID",
            SegmentField::GroupId => "Group ID",
            SegmentField::Event => "Event",
            SegmentField::Name => "Name",
            SegmentField::Category => "Category",
            SegmentField::Traits => "Traits",
            SegmentField::Properties => "Properties",
            SegmentField::Context => "Context",
            SegmentField::Integrations => "Integrations",
            SegmentField::Timestamp => "Timestamp",
        }
    }

    /// The place of the field in its task.
    pub fn pointer(self) -> Pointer {
        Pointer::root().key(self.name())
    }
}

/// What a Segment task sends. A field's value is any JSON whose texts may
/// hold tags; a field that is absent is not in `fields`.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentTask {
    /// Which of the six calls.
    pub call: Call,
    /// The account to send to. Accounts are not part of the document.
    pub account: Option<AccountId>,
    /// The call's fields by name.
    pub fields: Object,
    /// What happens where a tag has no value.
    pub missing: MissingRules,
}

impl SegmentTask {
    /// A task with nothing filled in.
    pub fn new(call: Call) -> SegmentTask {
        SegmentTask {
            call,
            account: None,
            fields: Object::new(),
            missing: MissingRules::default(),
        }
    }

    /// The value of a field, if it is there.
    pub fn field(&self, field: SegmentField) -> Option<&Value> {
        self.fields.get(field.name())
    }

    /// The value at a place of the task within its fields, if there is one.
    pub fn value_at(&self, at: &Pointer) -> Option<&Value> {
        let name = at.steps().next()?;
        let field = Pointer::root().key(&name);
        let within = at.moved(&field, &Pointer::root())?;
        within.look_up(self.fields.get(&name)?)
    }
}

/// What a value becomes when its tag has no value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum MissingRule {
    /// The key is left out.
    #[default]
    Omit,
    /// `""`
    Empty,
    /// `null`
    Null,
    /// A value of the author's.
    Default(Value),
    /// The task fails, naming the tag.
    Stop,
}

/// Where a place has a rule from that is not its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleFrom {
    /// The rule of a place around it.
    Around(Pointer),
    /// The rule for every place, `*`.
    Everywhere,
    /// There is none: what is always done.
    Nowhere,
}

/// The missing-value rules of a task. The exact place beats the longest
/// place around it, which beats `*`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MissingRules {
    /// The rule for every place that has no nearer one.
    pub everywhere: Option<MissingRule>,
    /// The rules of places, relative to the task.
    pub places: Vec<(Pointer, MissingRule)>,
}

impl MissingRules {
    /// The rule that holds at a place of the task.
    pub fn at(&self, place: &Pointer) -> MissingRule {
        self.places
            .iter()
            .filter(|(around, _)| around.contains(place))
            .max_by_key(|(around, _)| around.as_str().len())
            .map(|(_, rule)| rule)
            .or(self.everywhere.as_ref())
            .cloned()
            .unwrap_or_default()
    }

    /// The rule that would hold at a place if it had none of its own, and
    /// where it comes from.
    pub fn inherited(&self, place: &Pointer) -> (MissingRule, RuleFrom) {
        let nearest = self
            .places
            .iter()
            .filter(|(around, _)| around != place && around.contains(place))
            .max_by_key(|(around, _)| around.as_str().len());
        match (nearest, &self.everywhere) {
            (Some((around, rule)), _) => (rule.clone(), RuleFrom::Around(around.clone())),
            (None, Some(rule)) => (rule.clone(), RuleFrom::Everywhere),
            (None, None) => (MissingRule::default(), RuleFrom::Nowhere),
        }
    }

    /// The rule of that very place, if it has one.
    pub fn of(&self, place: &Pointer) -> Option<&MissingRule> {
        let found = self.places.iter().rev().find(|(other, _)| other == place);
        found.map(|(_, rule)| rule)
    }

    /// Sets or, with `None`, removes the rule of that very place.
    pub fn set(&mut self, place: &Pointer, rule: Option<MissingRule>) {
        let known = self.places.iter_mut().find(|(other, _)| other == place);
        match (known, rule) {
            (Some((_, old)), Some(rule)) => *old = rule,
            (None, Some(rule)) => self.places.push((place.clone(), rule)),
            (_, None) => self.places.retain(|(other, _)| other != place),
        }
    }

    /// Moves the rules of a place, and of what lies within it, to another.
    pub fn rename(&mut self, from: &Pointer, to: &Pointer) {
        self.move_all(|place| place.moved(from, to).unwrap_or_else(|| place.clone()));
    }

    /// Moves every rule to where `to` says. One that stood there before gives
    /// way.
    pub fn move_all(&mut self, to: impl Fn(&Pointer) -> Pointer) {
        for (from, rule) in std::mem::take(&mut self.places) {
            let place = to(&from);
            match self.places.iter_mut().find(|(other, _)| *other == place) {
                Some((_, other)) if from != place => *other = rule,
                Some(_) => {}
                None => self.places.push((place, rule)),
            }
        }
    }

    /// Removes the rules of a place, and of what lies within it.
    pub fn remove(&mut self, place: &Pointer) {
        self.places.retain(|(other, _)| !place.contains(other));
    }

    /// Whether no rule is set.
    pub fn is_empty(&self) -> bool {
        self.everywhere.is_none() && self.places.is_empty()
    }
}
