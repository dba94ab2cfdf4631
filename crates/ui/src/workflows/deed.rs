use yew::prelude::{AttrValue, Callback, Html, html};

use crate::icons::Icon;
use crate::parts::{ButtonKind, ButtonSize, Menu, MenuEdge, MenuItem};
use crate::text::{Text, Words};

/// What can be done with a workflow as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Give it another name.
    Rename,
    /// Make one like it.
    Duplicate,
    /// Hand it over as a file.
    Export,
    /// Make a link that holds it.
    Share,
    /// Look at how it was before.
    Versions,
    /// Take it away.
    Delete,
}

impl Deed {
    const ALL: [Deed; 6] = [
        Deed::Rename,
        Deed::Duplicate,
        Deed::Export,
        Deed::Share,
        Deed::Versions,
        Deed::Delete,
    ];

    const fn key(self) -> &'static str {
        match self {
            Deed::Rename => "rename",
            Deed::Duplicate => "duplicate",
            Deed::Export => "export",
            Deed::Share => "share",
            Deed::Versions => "versions",
            Deed::Delete => "delete",
        }
    }

    fn item(self, words: &Words) -> MenuItem {
        let (text, icon) = match self {
            Deed::Rename => (Text::Rename, Icon::Pencil),
            Deed::Duplicate => (Text::Duplicate, Icon::Copy),
            Deed::Export => (Text::ExportFile, Icon::Download),
            Deed::Share => (Text::ShareLink, Icon::External),
            Deed::Versions => (Text::Versions, Icon::Clock),
            Deed::Delete => (Text::Delete, Icon::Trash),
        };
        let kind = match self {
            Deed::Delete => ButtonKind::Danger,
            _ => ButtonKind::Quiet,
        };
        MenuItem {
            icon: Some(icon),
            kind,
            ..MenuItem::new(self.key(), words.say(text))
        }
    }
}

/// The menu of what can be done with a workflow.
#[derive(Debug, Clone, PartialEq)]
pub struct DeedMenu {
    /// The id of its button, unique in the page.
    pub id: AttrValue,
    /// What the workflow is called.
    pub name: AttrValue,
    /// What it offers.
    pub deeds: &'static [Deed],
    /// The sign on its button.
    pub icon: Icon,
    /// The edge of the button that the menu lines up with.
    pub edge: MenuEdge,
    /// What was picked.
    pub on_pick: Callback<Deed>,
}

impl DeedMenu {
    /// The menu as it is drawn.
    pub fn view(self, words: &Words) -> Html {
        let items: Vec<MenuItem> = self.deeds.iter().map(|deed| deed.item(words)).collect();
        let on_pick = self.on_pick;
        let on_pick = Callback::from(move |key: AttrValue| {
            if let Some(deed) = Deed::ALL.into_iter().find(|deed| deed.key() == key) {
                on_pick.emit(deed);
            }
        });
        html! {
            <Menu id={self.id} label={words.say(Text::MoreFor { workflow: &self.name })}
                icon={self.icon} icon_only=true size={ButtonSize::Small} edge={self.edge} {items}
                {on_pick} />
        }
    }
}
