//! Reads the body of an ingest request, and takes every write key out of it.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::accounts::{Accounts, Sender};
use crate::mask::{self, Secrets, Separator};
use crate::members::Value;
use crate::tokens::{self, Token, Tokens};
use crate::write_key::WriteKey;

/// A message nested deeper is kept as text: many JSON readers give up at 128
/// levels, and one such message must not make a whole list unreadable.
const DEEPEST_SHOWN: usize = 100;

/// A body that was read.
pub(crate) enum Body<'t> {
    Json(Json<'t>),
    Malformed(Malformed),
}

/// A body that is JSON. Its keys are still in it: [`Json::keep`] takes them out.
pub(crate) struct Json<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) sender: Sender,
    secrets: Secrets,
}

/// A body that is no JSON.
pub(crate) struct Malformed {
    pub(crate) sender: Sender,
    /// What can be shown of it.
    pub(crate) text: String,
    pub(crate) problem: String,
}

/// A message, or what is shown in its place, without any write key.
pub(crate) struct Kept {
    pub(crate) id: Option<String>,
    pub(crate) content: Content,
}

/// What is kept of a message.
pub(crate) enum Content {
    Json(Box<RawValue>),
    /// JSON, but nested too deeply to be shown as such.
    Deep(String),
}

/// Reads a body. `basic` is the write key of the request's header.
pub(crate) fn read<'t>(body: &'t [u8], basic: Option<WriteKey>, accounts: &Accounts) -> Body<'t> {
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        Err(error) => {
            let problem = format!(
                "the body is not UTF-8 text: a byte that cannot stand there follows after {} good ones",
                error.valid_up_to()
            );
            let text = String::from_utf8_lossy(body);
            return Body::Malformed(malformed(&text, problem, basic, accounts));
        }
    };
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => Body::Json(well_formed(text, basic, accounts)),
        Err(error) => {
            let problem = format!("malformed JSON: {error}");
            Body::Malformed(malformed(text, problem, basic, accounts))
        }
    }
}

fn well_formed<'t>(text: &'t str, basic: Option<WriteKey>, accounts: &Accounts) -> Json<'t> {
    let survey = Survey::of(text);
    let sender = accounts.sender(basic.as_ref().or(survey.key.as_ref()));
    let found = basic
        .into_iter()
        .chain(survey.key)
        .chain(survey.all_keys)
        .collect();
    Json {
        value: Value::new(text),
        sender,
        secrets: Secrets::new(accounts, found),
    }
}

impl Json<'_> {
    /// Keeps the body, or an item of it. `complete` may add to the copy.
    pub(crate) fn keep(&self, value: Value<'_>, complete: impl FnOnce(String) -> String) -> Kept {
        let members = value.members();
        let id = members.and_then(|members| members.get("messageId")?.text().map(Cow::into_owned));
        let copy = complete(self.copy(value));
        let content = if depth(&copy) > DEEPEST_SHOWN {
            Content::Deep(copy)
        } else {
            RawValue::from_string(copy.clone()).map_or(Content::Deep(copy), Content::Json)
        };
        Kept {
            id: id.map(|id| without_keys(&id, &self.secrets)),
            content,
        }
    }

    /// A part of the body without any key.
    pub(crate) fn copy(&self, value: Value<'_>) -> String {
        copy_without_keys(value.source(), &self.secrets)
    }
}

fn depth(text: &str) -> usize {
    let mut deepest = 0;
    let mut depth = 0_usize;
    for token in Tokens::new(text) {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close(_) => depth = depth.saturating_sub(1),
            Token::Name(_) | Token::Text(_) | Token::Plain(_) => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn malformed(
    text: &str,
    problem: String,
    basic: Option<WriteKey>,
    accounts: &Accounts,
) -> Malformed {
    // Text in UTF-16 is readable without its zeros, and only then can a key be
    // found in it.
    let text = plain_escapes(&text.replace('\0', ""));
    let (text, mut found) = mask::mask_named(&text, Separator::Optional);
    let sender = accounts.sender(basic.as_ref().or(found.first()));
    found.splice(0..0, basic);
    let text = Secrets::new(accounts, found).mask(&text);
    Malformed {
        sender,
        text: mask::mask_lookalikes(&text),
        problem,
    }
}

/// Writes `\u0041` as `A`, so that no key hides behind escapes.
fn plain_escapes(text: &str) -> String {
    let mut parts = text.split("\\u00");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let code = part
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code.filter(u8::is_ascii_alphanumeric) {
            Some(byte) => {
                out.push(char::from(byte));
                out.push_str(part.get(2..).unwrap_or(""));
            }
            None => {
                out.push_str("\\u00");
                out.push_str(part);
            }
        }
    }
    out
}

/// What must be known of a message before it can be copied.
#[derive(Default)]
struct Survey {
    /// The key the message is sent with.
    key: Option<WriteKey>,
    /// Everything that is called a write key, wherever it stands.
    all_keys: Vec<WriteKey>,
}

impl Survey {
    fn of(text: &str) -> Survey {
        let mut survey = Survey::default();
        let mut depth = 0_usize;
        let mut name = Cow::Borrowed("");
        for token in Tokens::new(text) {
            match token {
                Token::Open(_) => {
                    depth += 1;
                    name = Cow::Borrowed("");
                }
                Token::Close(_) => depth = depth.saturating_sub(1),
                Token::Name(raw) => name = tokens::decode(raw),
                Token::Text(raw) => survey.text(depth, &name, raw),
                Token::Plain(_) => {}
            }
        }
        survey
    }

    fn text(&mut self, depth: usize, name: &str, raw: &str) {
        if mask::names_a_key(name) {
            let key = WriteKey::new(tokens::decode(raw));
            self.all_keys.extend(key.clone());
            if depth == 1 && name == "writeKey" {
                self.key = key;
            }
        }
    }
}

/// Copies a message as it was written, without the spaces between its tokens.
/// The key it is sent with is left out; in all other places keys are masked.
fn copy_without_keys(text: &str, secrets: &Secrets) -> String {
    let mut out = String::with_capacity(text.len());
    let mut tokens = Tokens::new(text);
    let mut depth = 0_usize;
    let mut in_batch = false;
    let mut name = Cow::Borrowed("");
    while let Some(token) = tokens.next() {
        if let Token::Name(raw) = token {
            name = tokens::decode(raw);
            let envelope = depth == 1 || (in_batch && depth == 3);
            if envelope && name == "writeKey" {
                tokens.value();
                continue;
            }
            if depth == 1 {
                in_batch = name == "batch";
            }
        }
        if !matches!(token, Token::Close(_)) && !out.is_empty() && !out.ends_with(['{', '[', ':']) {
            out.push(',');
        }
        match token {
            Token::Open(bracket) => {
                depth += 1;
                name = Cow::Borrowed("");
                out.push(bracket);
            }
            Token::Close(bracket) => {
                depth = depth.saturating_sub(1);
                out.push(bracket);
            }
            Token::Name(raw) => {
                out.push_str(&copy_string(raw, secrets));
                out.push(':');
            }
            Token::Text(raw) if mask::names_a_key(&name) => {
                let key = WriteKey::new(tokens::decode(raw));
                out.push_str(&quote(&key.map(|key| key.mask()).unwrap_or_default()));
            }
            Token::Text(raw) => out.push_str(&copy_string(raw, secrets)),
            Token::Plain(raw) => out.push_str(raw),
        }
    }
    out
}

fn copy_string<'t>(raw: &'t str, secrets: &Secrets) -> Cow<'t, str> {
    let text = tokens::decode(raw);
    let masked = without_keys(&text, secrets);
    // Escapes are written anew, because one of them may be half a surrogate
    // pair, which many JSON readers refuse.
    if masked == text && !raw.contains("\\u") {
        Cow::Borrowed(raw)
    } else {
        Cow::Owned(quote(&masked))
    }
}

fn without_keys(text: &str, secrets: &Secrets) -> String {
    let (masked, _) = mask::mask_named(text, Separator::Required);
    secrets.mask(&masked)
}

fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
