use yew::prelude::{AttrValue, Callback, Html, KeyboardEvent, html};

use super::roving::{self, Axis};

/// One tab.
#[derive(Debug, Clone, PartialEq)]
pub struct Tab {
    /// What it is called inside the program; unique in its row, fit for an id.
    pub key: AttrValue,
    /// What it is called to people.
    pub label: AttrValue,
    /// What stands after the label, such as a count of findings.
    pub mark: Option<Html>,
}

/// A row of tabs and the panel of the chosen one. Arrow keys, Home and End show
/// another tab at once, as every panel is at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Tabs {
    /// Unique in the page.
    pub id: AttrValue,
    /// What the tabs are about, for those who hear them.
    pub label: AttrValue,
    /// The tabs, in order.
    pub tabs: Vec<Tab>,
    /// The key of the one that is shown.
    pub selected: AttrValue,
    /// Another one is to be shown.
    pub on_select: Callback<AttrValue>,
    /// The panel of the tab that is shown.
    pub panel: Html,
}

impl Tabs {
    /// The tabs as they are drawn.
    pub fn view(&self) -> Html {
        let tab_id = |key: &str| format!("{}-tab-{key}", self.id);
        let panel_id = format!("{}-panel", self.id);
        let onkeydown = {
            let tabs = self.tabs.clone();
            let on_select = self.on_select.clone();
            Callback::from(move |event: KeyboardEvent| {
                let to = roving::step(Axis::Row, &event);
                if let Some(tab) = to.and_then(|to| tabs.get(to)) {
                    on_select.emit(tab.key.clone());
                }
            })
        };
        html! {
            <div class="tabs">
                <div class="tab-list" role="tablist" aria-label={self.label.clone()} {onkeydown}>
                    { for self.tabs.iter().map(|tab| {
                        let selected = tab.key == self.selected;
                        let key = tab.key.clone();
                        html! {
                            <button key={tab.key.as_str()} type="button" role="tab"
                                class="tab" id={tab_id(&tab.key)}
                                aria-selected={selected.to_string()}
                                aria-controls={selected.then(|| panel_id.clone())}
                                tabindex={if selected { "0" } else { "-1" }}
                                onclick={self.on_select.reform(move |_| key.clone())}>
                                { tab.label.clone() }
                                if let Some(mark) = &tab.mark {
                                    { mark.clone() }
                                }
                            </button>
                        }
                    }) }
                </div>
                <div class="tab-panel" role="tabpanel" id={panel_id.clone()}
                    aria-labelledby={tab_id(&self.selected)}>
                    { self.panel.clone() }
                </div>
            </div>
        }
    }
}
