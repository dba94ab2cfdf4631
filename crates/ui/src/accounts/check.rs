use segflow_web::accounts::ConnectedAccount;
use segflow_web::check::{KeyCheck, TestSent, check_key, send_test};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use crate::parts::{Button, Tone, notice};
use crate::text::{CheckText, Text, Words, use_words};

/// Properties of [`Check`]. Another account needs another key.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct CheckProps {
    pub(crate) account: ConnectedAccount,
}

/// How a check stands.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Unasked,
    Asking,
    Key(KeyCheck),
    Test(TestSent),
}

/// The connection, checked when a person asks for it.
#[function_component]
pub(crate) fn Check(props: &CheckProps) -> Html {
    let words = use_words();
    let stage = use_state_eq(|| Stage::Unasked);
    let account = &props.account;
    let test = {
        let (stage, account) = (stage.clone(), account.clone());
        Callback::from(move |_: MouseEvent| {
            stage.set(Stage::Asking);
            let (stage, account) = (stage.clone(), account.clone());
            spawn_local(async move { stage.set(Stage::Test(send_test(&account).await)) });
        })
    };
    let key = {
        let (stage, account) = (stage.clone(), account.clone());
        Callback::from(move |_: MouseEvent| {
            stage.set(Stage::Asking);
            let (stage, account) = (stage.clone(), account.clone());
            spawn_local(async move { stage.set(Stage::Key(check_key(&account).await)) });
        })
    };
    let is_asking = *stage == Stage::Asking;
    let button = |text: CheckText<'_>, on_press| {
        Button::new(words.say(text))
            .small()
            .busy(is_asking)
            .on_press(on_press)
            .view()
    };
    html! {
        <div class="stack">
            <div class="cluster">
                { button(CheckText::SendTest, test) }
                { button(CheckText::CheckKey, key) }
            </div>
            <div role="status">
                if let Some((tone, sentence)) = said(&words, &stage) {
                    { notice(tone, sentence) }
                }
            </div>
        </div>
    }
}

fn said(words: &Words, stage: &Stage) -> Option<(Tone, AttrValue)> {
    Some(match stage {
        Stage::Unasked | Stage::Asking => return None,
        Stage::Key(KeyCheck::Known) => (Tone::Good, words.say(CheckText::KeyKnown)),
        Stage::Key(KeyCheck::OtherRegion) => (Tone::Error, words.say(CheckText::KeyOtherRegion)),
        Stage::Key(KeyCheck::Unknown) => (Tone::Error, words.say(CheckText::KeyUnknown)),
        Stage::Key(KeyCheck::CouldNotCheck) => {
            (Tone::Warning, words.say(CheckText::KeyCouldNotCheck))
        }
        Stage::Test(TestSent::Accepted { message_id }) => (
            Tone::Good,
            words.say(CheckText::TestAccepted { id: message_id }),
        ),
        Stage::Test(TestSent::Refused(status)) => (
            Tone::Error,
            words.say(CheckText::TestRefused { status: *status }),
        ),
        Stage::Test(TestSent::NotSent(error)) => {
            let reason = words.say(error);
            (Tone::Error, words.say(Text::Because { reason: &reason }))
        }
    })
}
