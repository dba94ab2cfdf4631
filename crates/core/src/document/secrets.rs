//! Answers of password fields are for one run and are kept nowhere.

use super::{FormFieldType, Workflow};
use crate::json::{Object, Value};

impl Workflow {
    /// A record without the answers of password fields.
    #[must_use]
    pub fn without_secrets(&self, mut record: Object) -> Object {
        for task in &self.tasks {
            let secrets = task.form().into_iter().flat_map(|form| {
                form.fields
                    .iter()
                    .filter(|field| field.field_type == FormFieldType::Password)
            });
            if let Some(Value::Object(answers)) = record.get_mut(task.id.as_str()) {
                for secret in secrets {
                    answers.remove(secret.id.as_str());
                }
            }
        }
        record
    }

    /// Takes the answers of password fields out of all samples.
    pub(crate) fn forget_secrets(&mut self) {
        let mut samples = std::mem::take(&mut self.samples);
        for sample in &mut samples {
            sample.record = self.without_secrets(std::mem::take(&mut sample.record));
        }
        self.samples = samples;
    }
}
