/// What an operator is given besides the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OperandKind {
    /// Nothing.
    None,
    /// One value.
    One,
    /// A list of values.
    List,
    /// Two values, in a list.
    Pair,
    /// A regular expression.
    Pattern,
    /// A span of time, such as `7 days`.
    Span,
}

macro_rules! operators {
    ($($variant:ident $name:literal $words:literal $operand:ident $(not $positive:ident)?;)*) => {
        /// How a field is compared.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Operator {
            $(#[doc = $words] $variant,)*
        }

        impl Operator {
            /// All operators, in the order menus show them: Kotive's five
            /// first.
            pub const ALL: &'static [Operator] = &[$(Operator::$variant,)*];

            /// The name in the document.
            pub fn name(self) -> &'static str {
                match self {
                    $(Operator::$variant => $name,)*
                }
            }

            /// What people call it, as in "Plan is pro".
            pub fn words(self) -> &'static str {
                match self {
                    $(Operator::$variant => $words,)*
                }
            }

            /// What it is given besides the field.
            pub fn operand(self) -> OperandKind {
                match self {
                    $(Operator::$variant => OperandKind::$operand,)*
                }
            }

            /// The operator that this one negates, if it is a negation.
            pub fn negates(self) -> Option<Operator> {
                match self {
                    $($(Operator::$variant => Some(Operator::$positive),)?)*
                    _ => None,
                }
            }
        }
    };
}

operators! {
    Is "is" "is" One;
    IsNot "isNot" "is not" One not Is;
    GreaterThan "greaterThan" "is greater than" One;
    LessThan "lessThan" "is less than" One;
    Contains "contains" "contains" One;
    NotContains "notContains" "does not contain" One not Contains;
    IsSet "isSet" "is there" None;
    IsNotSet "isNotSet" "is not there" None not IsSet;
    IsEmpty "isEmpty" "is empty" None;
    IsNotEmpty "isNotEmpty" "is not empty" None not IsEmpty;
    StartsWith "startsWith" "begins with" One;
    NotStartsWith "notStartsWith" "does not begin with" One not StartsWith;
    EndsWith "endsWith" "ends with" One;
    NotEndsWith "notEndsWith" "does not end with" One not EndsWith;
    Matches "matches" "matches the pattern" Pattern;
    NotMatches "notMatches" "does not match the pattern" Pattern not Matches;
    IsOneOf "isOneOf" "is one of" List;
    IsNoneOf "isNoneOf" "is none of" List not IsOneOf;
    LengthIs "lengthIs" "has a length of" One;
    LengthGreaterThan "lengthGreaterThan" "is longer than" One;
    LengthLessThan "lengthLessThan" "is shorter than" One;
    GreaterOrEqual "greaterOrEqual" "is at least" One;
    LessOrEqual "lessOrEqual" "is at most" One;
    Between "between" "is between" Pair;
    IsInteger "isInteger" "is a whole number" None;
    Before "before" "is before" One;
    After "after" "is after" One;
    On "on" "is on" One;
    OnOrBefore "onOrBefore" "is on or before" One;
    OnOrAfter "onOrAfter" "is on or after" One;
    InLast "inLast" "is in the last" Span;
    InNext "inNext" "is in the next" Span;
    IsToday "isToday" "is today" None;
    IsTrue "isTrue" "is yes" None;
    IsFalse "isFalse" "is no" None;
    ContainsAny "containsAny" "contains any of" List;
    ContainsAll "containsAll" "contains all of" List;
    ContainsNone "containsNone" "contains none of" List not ContainsAny;
    CountIs "countIs" "has a count of" One;
    CountGreaterThan "countGreaterThan" "has more entries than" One;
    CountLessThan "countLessThan" "has fewer entries than" One;
    HasKey "hasKey" "has the key" One;
}

impl Operator {
    /// The operator of that name.
    pub fn from_name(name: &str) -> Option<Operator> {
        Operator::ALL
            .iter()
            .copied()
            .find(|operator| operator.name() == name)
    }
}
