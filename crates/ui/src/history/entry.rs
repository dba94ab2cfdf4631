use segflow_core::run::{RunSummary, TaskStatus};

/// A run as the list shows it and a search finds it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// What is known of it.
    pub(super) summary: RunSummary,
    /// When it began, as people write it, to the second.
    pub(super) when: String,
    /// All that is searched, in lower case.
    searched: String,
}

impl Entry {
    /// A run as it is known, and when it began.
    pub(super) fn new(summary: RunSummary, when: String) -> Entry {
        let searched = [&when, &summary.name, &summary.id].map(|text| text.to_lowercase());
        let mut searched = searched.join("\n");
        for message in &summary.messages {
            let texts = [
                Some(&message.id),
                message.user_id.as_ref(),
                message.event.as_ref(),
            ];
            for text in texts.into_iter().flatten() {
                searched.push('\n');
                searched.push_str(&text.to_lowercase());
            }
        }
        Entry {
            summary,
            when,
            searched,
        }
    }

    /// Whether all of the words, which are in lower case, are found in it.
    pub(super) fn has_all(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.searched.contains(word))
    }

    /// The user it is about.
    pub(super) fn user(&self) -> Option<&str> {
        let messages = self.summary.messages.iter();
        messages
            .filter_map(|message| message.user_id.as_deref())
            .next()
    }

    /// The events it tracked or would have tracked.
    pub(super) fn events(&self) -> String {
        let events = self.summary.messages.iter();
        let events: Vec<&str> = events
            .filter_map(|message| message.event.as_deref())
            .collect();
        events.join(", ")
    }

    /// How many of its messages were accepted, and how many there are.
    pub(super) fn accepted(&self) -> (usize, usize) {
        let messages = &self.summary.messages;
        let accepted = messages
            .iter()
            .filter(|message| message.status == TaskStatus::Accepted);
        (accepted.count(), messages.len())
    }
}
