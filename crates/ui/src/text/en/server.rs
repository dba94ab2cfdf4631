//! What is said about running outside of a browser, in English.

use yew::AttrValue;

use crate::text::ServerText;

pub(in crate::text) fn say(text: ServerText<'_>) -> AttrValue {
    let words = match text {
        ServerText::Explained => {
            "For files too large for a browser, or where nothing may get lost. The workflow’s file gives the same requests there, with the same message ids."
        }

        ServerText::Save => "Save the workflow’s file",
        ServerText::SaveHint => "Its samples go along, without answers to password questions.",
        ServerText::SaveWithin => {
            "It runs other workflows. Save their files, too, and put them into a folder of their own:"
        }
        ServerText::Download { file } => return format!("Download {file}").into(),
        ServerText::Program => "Build the program, once",
        ServerText::ProgramHint => "In the folder of segflow’s source. It takes Rust.",
        ServerText::Accounts => "Write down the accounts",
        ServerText::AccountsHint => {
            "Put the write keys in yourself: no key is in this command. The file can be read by you alone."
        }
        ServerText::NoAccounts => {
            "No task has an account yet. Choose one for each Segment task, then come back."
        }
        ServerText::KeyOf { account } => return format!("the write key of {account}").into(),
        ServerText::Alone => "Run a file of rows in one go",
        ServerText::AloneHint => {
            "Put your own file in the place of users.csv: CSV, JSON Lines or JSON. If the run is interrupted, the same command with --resume goes on from there."
        }
        ServerText::Columns { columns } => return format!("Columns it may have: {columns}").into(),
        ServerText::Durable => "Or run it so that no crash loses anything",
        ServerText::DurableHint => "This starts an engine and a worker, and stays open:",
        ServerText::SubmitHint => {
            "In a second window, hand the rows over and see how they fare, as often as you like:"
        }
        ServerText::Licence => {
            "The engine is Restate. Its server is installed from npm at the first start; its licence is the Business Source License 1.1."
        }
        ServerText::CopyCommand => "Copy command",
        ServerText::CopyCommands => "Copy commands",
    };
    words.into()
}
