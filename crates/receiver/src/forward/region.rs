use serde::Serialize;

/// Where Segment's hosts stand. Messages are passed on to no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Region {
    Us,
    Eu,
}

impl Region {
    pub(crate) fn named(name: &str) -> Option<Region> {
        match name {
            "us" => Some(Region::Us),
            "eu" => Some(Region::Eu),
            _ => None,
        }
    }

    pub(crate) fn origin(self) -> &'static str {
        match self {
            Region::Us => "https://api.segment.io",
            Region::Eu => "https://events.eu1.segmentapis.com",
        }
    }
}
