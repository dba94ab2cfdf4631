use segflow_core::segment::Request;

/// What stands for the write key in the command.
const KEY: &str = "$env:SEGMENT_WRITE_KEY";

/// A command that sends the request from PowerShell, of Windows or any other,
/// byte for byte. The write key is a variable of its surroundings.
///
/// It is no `curl`: that is another command by this name in Windows PowerShell,
/// and what is handed to programs loses its quotes there. The body is handed
/// over as bytes, because text would not leave as UTF-8.
pub fn powershell(request: &Request) -> String {
    let filled = request.fill(KEY);
    let key_at_end = format!("{KEY}\"}}");
    let body = match filled.body.strip_suffix(&key_at_end) {
        Some(before) => format!("{} + {KEY} + '\"}}'", quoted(before)),
        None => quoted(&filled.body),
    };
    let mut command = format!(
        "$body = {body}\nInvoke-RestMethod -Method Post -Uri {}",
        quoted(&filled.url)
    );
    for (name, value) in &filled.headers {
        command.push_str(" `\n  ");
        match *name {
            "Content-Type" => command.push_str(&format!("-ContentType {}", quoted(value))),
            // The credentials are made of the key where it is.
            "Authorization" => command.push_str(&format!(
                "-Headers @{{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes({KEY} + ':')) }}"
            )),
            other => command.push_str(&format!("-Headers @{{ {} = {} }}", quoted(other), quoted(value))),
        }
    }
    command.push_str(" `\n  -Body ([Text.Encoding]::UTF8.GetBytes($body))");
    command
}

/// A text between single quotes, within which nothing is changed; any of the
/// quotes that PowerShell takes for one is doubled.
fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for char in text.chars() {
        out.push(char);
        if matches!(char, '\'' | '\u{2018}'..='\u{201b}') {
            out.push(char);
        }
    }
    out.push('\'');
    out
}
