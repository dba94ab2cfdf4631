use segflow_core::document::{AccountId, Workflow};
use yew::AttrValue;

/// A workflow that names an account.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct User {
    pub(super) workflow: AttrValue,
    /// What people call the workflow; it may be nothing.
    pub(super) name: AttrValue,
    /// What people call the tasks that send to the account.
    pub(super) tasks: Vec<AttrValue>,
}

/// The workflows that send to an account, in the order given.
pub(super) fn users_of(workflows: &[Workflow], account: &AccountId) -> Vec<User> {
    let users = workflows.iter().map(|workflow| User {
        workflow: workflow.id.to_string().into(),
        name: workflow.name.clone().into(),
        tasks: workflow
            .tasks
            .iter()
            .filter(|task| {
                let segment = task.segment();
                segment.and_then(|segment| segment.account.as_ref()) == Some(account)
            })
            .map(|task| task.title().to_owned().into())
            .collect(),
    });
    users.filter(|user| !user.tasks.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use segflow_core::document::{AccountId, Workflow};

    use super::users_of;

    #[test]
    fn an_account_is_used_by_the_tasks_that_name_it() {
        let workflow = |id: &str, accounts: &[&str]| {
            let tasks: Vec<String> = accounts
                .iter()
                .enumerate()
                .map(|(place, account)| {
                    format!(
                        r#"{{"id":"t{place}","kind":"segment.identify","label":"Task {place}","account":"{account}"}}"#
                    )
                })
                .collect();
            let tasks = tasks.join(",");
            let text = format!(
                r#"{{"segflow":1,"id":"{id}","name":"N","tasks":[{{"id":"f","kind":"form"}},{tasks}]}}"#
            );
            Workflow::load(&text).unwrap()
        };
        let workflows = [
            workflow("wf_1", &["a", "b", "a"]),
            workflow("wf_2", &["b"]),
            workflow("wf_3", &["a"]),
        ];
        for (account, expected) in [
            ("a", vec!["wf_1: Task 0, Task 2", "wf_3: Task 0"]),
            ("b", vec!["wf_1: Task 1", "wf_2: Task 0"]),
            ("c", vec![]),
        ] {
            let users = users_of(&workflows, &AccountId::parse(account).unwrap());
            let told: Vec<String> = users
                .iter()
                .map(|user| {
                    let tasks: Vec<&str> = user.tasks.iter().map(|task| task.as_str()).collect();
                    format!("{}: {}", user.workflow, tasks.join(", "))
                })
                .collect();
            assert_eq!(told, expected, "{account}");
        }
    }
}
