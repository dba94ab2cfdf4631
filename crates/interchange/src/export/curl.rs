use segflow_core::segment::Request;

/// What stands for the write key in the command.
const KEY: &str = "$SEGMENT_WRITE_KEY";

/// A command that sends the request from a POSIX shell, byte for byte. The
/// write key is a variable of the shell, which nobody copies by mistake.
pub fn curl(request: &Request) -> String {
    let filled = request.fill(KEY);
    let mut command = format!("curl {}", quoted(&filled.url));
    for (name, value) in &filled.headers {
        // The key's own header is made by curl.
        if *name != "Authorization" {
            command.push_str(" \\\n  -H ");
            command.push_str(&quoted(&format!("{name}: {value}")));
        }
    }
    if filled
        .headers
        .iter()
        .any(|(name, _)| *name == "Authorization")
    {
        command.push_str(&format!(" \\\n  -u \"{KEY}:\""));
    }
    command.push_str(" \\\n  --data-raw ");
    let key_at_end = format!("{KEY}\"}}");
    match filled.body.strip_suffix(&key_at_end) {
        Some(before) => {
            command.push_str(&quoted(before));
            command.push_str(&format!("\"{KEY}\"'\"}}'"));
        }
        None => command.push_str(&quoted(&filled.body)),
    }
    command
}

/// A text between single quotes, within which a shell changes nothing.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::sync::Arc;

    use segflow_core::document::Workflow;
    use segflow_core::flow::Flow;
    use segflow_core::json::Value;
    use segflow_core::preview::{Inputs, preview};
    use segflow_core::scope::User;
    use segflow_core::segment::{Account, KeyFacts, Region, Transport};
    use segflow_core::time::Timestamp;

    use super::curl;

    const WRITE_KEY: &str = "abcdefghijklmnopqrstuvwxyz012345";

    /// A shell that runs the command hands curl exactly what a run sends.
    #[test]
    fn a_shell_sends_what_a_run_sends() {
        for transport in [Transport::Simple, Transport::Basic] {
            for hostile in ["it's", "$HOME `id` \\ \"q\" !", "'\\''", "@file", "é 🎉 %s"] {
                let text = format!(
                    r#"{{"segflow":1,"id":"wf","name":"W","tasks":[{{"id":"t","kind":"segment.identify","account":"a","userId":{}}}]}}"#,
                    Value::text(hostile)
                );
                let flow = Flow::compile(Arc::new(Workflow::load(&text).unwrap()));
                let inputs = Inputs {
                    accounts: vec![Account {
                        id: segflow_core::document::AccountId::parse("a").unwrap(),
                        label: String::new(),
                        region: Region::Us,
                        transport,
                        key: KeyFacts::of(WRITE_KEY),
                    }],
                    run_id: "run".to_owned(),
                    row: 0,
                    user: User::default(),
                    host: Value::Null,
                };
                let record = segflow_core::json::Object::new();
                let previews = preview(&flow, &record, &inputs, Timestamp::from_millis(0));
                let request = previews[0].request.clone().unwrap();
                let script = format!("curl() {{ printf '%s\\n' \"$@\"; }}\n{}", curl(&request));
                let told = Command::new("sh")
                    .args(["-c", &script])
                    .env("SEGMENT_WRITE_KEY", WRITE_KEY)
                    .output()
                    .unwrap();
                let told = String::from_utf8(told.stdout).unwrap();
                let sent = request.fill(WRITE_KEY);
                let mut expected = vec![sent.url];
                match transport {
                    Transport::Simple => {
                        expected.extend(["-H".to_owned(), "Content-Type: text/plain".to_owned()]);
                    }
                    Transport::Basic => expected.extend([
                        "-H".to_owned(),
                        "Content-Type: application/json".to_owned(),
                        "-u".to_owned(),
                        format!("{WRITE_KEY}:"),
                    ]),
                }
                expected.extend(["--data-raw".to_owned(), sent.body]);
                let lines: Vec<&str> = told.lines().collect();
                assert_eq!(lines, expected, "{hostile}");
                assert!(!curl(&request).contains(WRITE_KEY));
            }
        }
    }
}
