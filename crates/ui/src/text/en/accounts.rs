//! What is said about the accounts of a device, in English.

use yew::AttrValue;

use crate::text::{AccountsText, Ago};

pub(in crate::text) fn say(text: AccountsText<'_>) -> AttrValue {
    let words = match text {
        AccountsText::Connect => "Connect an account",
        AccountsText::Nothing => "No account yet",
        AccountsText::NothingHint => {
            "Connect a source of your Segment workspace: tasks send what people answer to it."
        }
        AccountsText::HowKept => "How accounts are kept",
        AccountsText::HowKeptHint => {
            "Accounts stay on this device and are encrypted with a key that the browser hands to nobody. That protects them where the disk is copied. It does not protect them from programs that run on this address, nor from whoever uses this browser."
        }
        AccountsText::OfReceiver => {
            "The receiver on this computer offers this account. It is not kept, and cannot be changed here."
        }

        AccountsText::Transport => "How the key travels",
        AccountsText::TransportSimple => "In the message",
        AccountsText::TransportBasic => "In a header (HTTP Basic)",
        AccountsText::TransportHint => {
            "In the message suits Segment. Choose the header if an endpoint of your own asks for it."
        }
        AccountsText::LastUsed => "Last used",
        AccountsText::UsedAgo(ago) => return used(ago),
        AccountsText::NeverUsed => "Not on this device",
        AccountsText::UsedBy => "Used by",
        AccountsText::NotUsed => "No task sends to it.",
        AccountsText::Edit => "Edit",
        AccountsText::ReplaceKey => "Replace key",
        AccountsText::Forget => "Forget",

        AccountsText::ChangeTitle => "Account",
        AccountsText::ChangeOf { label } => return format!("Edit {label}").into(),
        AccountsText::NewKey => "New write key",
        AccountsText::KeepKeyHint { key } => {
            return format!("Leave it empty to keep the present one, {key}.").into();
        }
        AccountsText::More => "More settings",
        AccountsText::Kept { label } => return format!("{label} is saved.").into(),

        AccountsText::WithoutAccount { tasks } => {
            return format!("Still without an account: {tasks}.").into();
        }
        AccountsText::UseThereToo { label } => return format!("Use {label} there, too").into(),

        AccountsText::ForgetTitle { label } => return format!("Forget {label}?").into(),
        AccountsText::ForgetHint => {
            "Its write key is deleted from this device. That cannot be undone: to use the account again, connect it anew with its key from Segment."
        }
        AccountsText::UsersLeft => {
            "These tasks will be without an account, and send nothing until you choose another:"
        }
        AccountsText::NoUsersLeft => "No task sends to it.",
        AccountsText::Forgotten { label } => return format!("{label} is forgotten.").into(),
    };
    words.into()
}

fn used(ago: Ago) -> AttrValue {
    let (count, unit) = match ago {
        Ago::JustNow => return AttrValue::Static("Just now"),
        Ago::Minutes(count) => (count, "minute"),
        Ago::Hours(count) => (count, "hour"),
        Ago::Days(count) => (count, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural} ago").into()
}
