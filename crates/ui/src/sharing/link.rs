use segflow_core::base64;
use segflow_core::document::{LoadError, MAX_BYTES, Workflow};
use segflow_web::packing::{self, PackingError};

use super::leaving::without_accounts;

/// What the fragment of a link begins with.
pub const MARK: &str = "w=";
/// How the workflow is written in it: packed by zlib, in base64 for addresses.
const WRITTEN: &str = "1.";
/// Some programs cut links that are longer than so many characters.
pub(crate) const LONG: usize = 2_000;
/// A longer link is none that can be sent.
pub(crate) const TOO_LONG: usize = 8_000;

/// Why a link holds no workflow.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LinkProblem {
    /// A newer segflow wrote it.
    Newer,
    /// A part of it is missing, or it was changed on its way.
    NotWhole,
    /// There is more in it than a workflow may be.
    TooLarge,
    /// What is in it is no workflow, for this reason.
    NoWorkflow(LoadError),
    /// This browser cannot read links.
    NotHere,
}

impl From<PackingError> for LinkProblem {
    fn from(error: PackingError) -> LinkProblem {
        match error {
            PackingError::NotHere => LinkProblem::NotHere,
            PackingError::Damaged => LinkProblem::NotWhole,
            PackingError::TooLarge => LinkProblem::TooLarge,
        }
    }
}

/// The fragment that holds a document.
pub(crate) async fn fragment(document: &str) -> Result<String, LinkProblem> {
    let packed = packing::pack(document).await?;
    Ok(format!("{MARK}{WRITTEN}{}", base64::encode_url(&packed)))
}

/// The workflow that a link holds, by its own id and without accounts. What
/// stands behind the mark of the fragment is given.
pub(crate) async fn workflow(written: &str) -> Result<Workflow, LinkProblem> {
    let packed = packed(written)?;
    let text = packing::unpack(&packed, MAX_BYTES).await?;
    loaded(&text)
}

fn packed(written: &str) -> Result<Vec<u8>, LinkProblem> {
    let Some(packed) = written.strip_prefix(WRITTEN) else {
        let is_newer = written
            .split_once('.')
            .is_some_and(|(version, _)| version.parse::<u32>().is_ok_and(|version| version > 1));
        return Err(match is_newer {
            true => LinkProblem::Newer,
            false => LinkProblem::NotWhole,
        });
    };
    // A packed text is never so much longer than what it becomes.
    if packed.len() > MAX_BYTES {
        return Err(LinkProblem::TooLarge);
    }
    base64::decode_url(packed)
        .filter(|packed| !packed.is_empty())
        .ok_or(LinkProblem::NotWhole)
}

fn loaded(text: &str) -> Result<Workflow, LinkProblem> {
    let loaded = Workflow::load(text);
    let mut workflow = loaded.map_err(LinkProblem::NoWorkflow)?;
    without_accounts(&mut workflow);
    Ok(workflow)
}

#[cfg(test)]
mod tests {
    use super::{LinkProblem, loaded, packed};

    #[test]
    fn a_link_says_how_it_is_written() {
        assert_eq!(packed("1.Zm9v"), Ok(b"foo".to_vec()));
        for (written, problem) in [
            ("2.Zm9v", LinkProblem::Newer),
            ("12.", LinkProblem::Newer),
            ("", LinkProblem::NotWhole),
            ("1.", LinkProblem::NotWhole),
            ("1.Zm9v%20", LinkProblem::NotWhole),
            ("0.Zm9v", LinkProblem::NotWhole),
            ("x.Zm9v", LinkProblem::NotWhole),
        ] {
            assert_eq!(packed(written), Err(problem), "{written}");
        }
        let long = format!("1.{}", "A".repeat(3 * 1024 * 1024));
        assert_eq!(packed(&long), Err(LinkProblem::TooLarge));
    }

    #[test]
    fn no_account_comes_with_a_link() {
        let text = r#"{"segflow":1,"id":"a","name":"b","tasks":[{"id":"t","kind":"segment.track","account":"acc"}]}"#;
        let workflow = loaded(text).unwrap();
        assert_eq!(workflow.tasks[0].segment().unwrap().account, None);
        let refused = loaded("{}");
        assert!(matches!(refused, Err(LinkProblem::NoWorkflow(_))));
    }
}
