use segflow_core::document::{MAX_DEPTH, Workflow};
use segflow_core::json::{ReadError, Value};
use segflow_core::plan::{ImportedPlan, Plan, import};
use segflow_interchange::export::Exported;
use segflow_interchange::plan::export;

/// The largest text that is read as a plan: beside it a workflow, which may have
/// 2 MiB, needs room for its tasks.
pub const MAX_PLAN_BYTES: usize = 1_500_000;

/// Why a text is not taken over as a tracking plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanProblem {
    /// It is too large for a workflow.
    TooLarge,
    /// The browser did not give it.
    NotRead,
    /// It is no JSON; with where and why.
    NoJson(ReadError),
    /// It is JSON, and holds no rules.
    NoPlan,
}

/// Reads a tracking plan in any of the shapes it is exported in.
pub fn read_plan(text: &str) -> Result<ImportedPlan, PlanProblem> {
    if text.len() > MAX_PLAN_BYTES {
        return Err(PlanProblem::TooLarge);
    }
    // Editors put a mark there that JSON does not have.
    let text = text.trim_start_matches('\u{feff}');
    // In the document it stands two levels deep.
    let value = Value::read(text, MAX_DEPTH - 2);
    let value = value.map_err(PlanProblem::NoJson)?;
    import(&value).map_err(|_| PlanProblem::NoPlan)
}

/// A plan for others, as a file.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanFile {
    /// What the file is called.
    pub name: String,
    /// What is in it, and what of the plan is not.
    pub exported: Exported,
}

/// Writes the plan of a workflow as Typewriter and Segment's API have it.
pub fn plan_file(plan: &Plan, workflow: &Workflow) -> PlanFile {
    let name = plan.name().unwrap_or(&workflow.name);
    PlanFile {
        name: "plan.json".to_owned(),
        exported: export(plan, workflow.id.as_str(), name),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::sync::Arc;

    use segflow_core::document::Workflow;
    use segflow_core::edit::Edit;
    use segflow_core::json::Value;

    use super::{MAX_PLAN_BYTES, PlanProblem, plan_file, read_plan};
    use crate::model::{Action, Checked, Model};

    const RULES: &str = r#"[{"type":"TRACK","key":"Signed Up","jsonSchema":{"properties":{"properties":
        {"properties":{"plan":{"enum":["free","pro"]},"seats":{"type":"integer"}},"required":["plan","seats"]}}}}]"#;

    #[test]
    fn what_is_no_plan_is_told() {
        let large = " ".repeat(MAX_PLAN_BYTES + 1);
        for (text, expected) in [
            (large.as_str(), PlanProblem::TooLarge),
            ("{}", PlanProblem::NoPlan),
            ("[1]", PlanProblem::NoPlan),
        ] {
            assert_eq!(read_plan(text), Err(expected));
        }
        assert!(matches!(read_plan("{"), Err(PlanProblem::NoJson(_))));
        let marked = format!("\u{feff}{{\"data\":{{\"rules\":{RULES}}}}}");
        assert_eq!(read_plan(&marked).unwrap().plan.events(), ["Signed Up"]);
    }

    /// The model of a workflow with one task and, or not, a sample.
    fn model(event: &str, samples: &str) -> Rc<Model> {
        let text = format!(
            r#"{{"segflow":1,"id":"wf","name":"Shop","tasks":[
                {{"id":"f","kind":"form","fields":[{{"id":"seats","type":"number"}}]}},
                {{"id":"t","kind":"segment.track","userId":"u","event":"{event}","properties":
                {{"plan":"gold","seats":"{{{{ f.seats }}}}"}}}}],"samples":{samples}}}"#
        );
        let workflow = Arc::new(Workflow::load(&text).unwrap());
        Rc::new(Model::new(workflow, Rc::from([])))
    }

    fn found(model: &Model) -> Vec<String> {
        let record = model.sample().map(|sample| &sample.record);
        let now = segflow_core::time::Timestamp::from_millis(0);
        let checked = Checked::new(model.flow(), record, model.inputs("run"), now);
        let task = &model.workflow().tasks[1].id;
        let findings = checked.findings(task).iter();
        findings
            .filter(|found| found.problem.code() == "plan_violation")
            .map(|found| format!("{} {}", found.at, found.blocks()))
            .collect()
    }

    #[test]
    fn a_plan_is_one_edit_and_is_checked_at_once() {
        let bare = model("Signed Up", "[]");
        let plan = read_plan(RULES).unwrap().plan;
        let set = |plan: &segflow_core::plan::Plan| Action::Edited(Edit::SetPlan(plan.save()));
        let planned = bare.after(set(&plan));
        assert_eq!(planned.flow().plan(), Some(&plan));
        // Without a sample only what no answer can mend is told.
        assert_eq!(found(&planned), ["/properties/plan false"]);
        let strict = planned.after(set(&plan.clone().with_strictness(true)));
        assert_eq!(found(&strict), ["/properties/plan true"]);
        let back = strict.after(Action::Undone);
        assert_eq!(back.flow().plan(), Some(&plan));
        assert_eq!(found(&back.after(Action::Undone)), [""; 0]);
        let none = planned.after(Action::Edited(Edit::SetPlan(Value::Null)));
        assert_eq!(none.flow().plan(), None);

        let sampled = model(
            "Signed Up",
            r#"[{"name":"A","record":{"f":{"seats":"many"}}}]"#,
        );
        let sampled = sampled.after(set(&plan));
        assert_eq!(
            found(&sampled),
            ["/properties/plan false", "/properties/seats false"]
        );
        let other = model("Signed Out", "[]").after(set(&plan));
        assert_eq!(found(&other), ["/event false"]);
    }

    #[test]
    fn a_plan_is_exported_under_its_name() {
        let text = format!(r#"{{"name":"Acme","rules":{RULES}}}"#);
        let plan = read_plan(&text).unwrap().plan;
        let file = plan_file(&plan, model("Signed Up", "[]").workflow());
        assert_eq!(file.name, "plan.json");
        let again = read_plan(&file.exported.text).unwrap().plan;
        assert_eq!((again.name(), again.len()), (Some("Acme"), 1));
    }
}
