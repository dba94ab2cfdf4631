// How a run goes: tasks side by side, forms answered again and until they are complete, a workflow within.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import {
  addTask, answer, chooseTab, chooseTask, hasFocus, newWorkflow, openWorkflow, outcome, preview, run, saved, tasks, write,
} from "./harness/person.mjs";
import { putDocument, storedDocuments } from "./harness/stored.mjs";

const WELCOME = {
  segflow: 1,
  id: "wf_welcome",
  name: "Welcome",
  tasks: [
    {
      id: "lead",
      kind: "form",
      label: "Lead",
      fields: [{ id: "email", label: "Email address", type: "email", required: true }, { id: "name", label: "Name" }],
    },
    { id: "hello", kind: "segment.track", label: "Say hello", account: "local", userId: "{{ lead.email }}", event: "User Welcomed" },
  ],
};
const FLOW = {
  segflow: 1,
  id: "wf_flow",
  name: "Onboarding",
  tasks: [
    {
      id: "signup",
      kind: "form",
      label: "Sign-up",
      fields: [
        { id: "email", label: "Email address", type: "email", required: true },
        { id: "plan", label: "Plan", type: "dropdown", choices: ["free", "pro"] },
      ],
    },
    { id: "place", kind: "form", label: "Place", besidePrevious: true, fields: [{ id: "city", label: "City", required: true }] },
    {
      id: "pro",
      kind: "segment.track",
      label: "Went pro",
      account: "local",
      userId: "{{ signup.email }}",
      event: "Plan Chosen",
      properties: { plan: "{{ signup.plan }}" },
      activateWhen: { all: [{ field: "signup.plan", op: "is", value: "pro" }] },
    },
    {
      id: "approval",
      kind: "form",
      label: "Approval",
      fields: [{ id: "approved", label: "Approved", type: "dropdown", choices: ["yes", "no"], required: true }],
      completeWhen: { all: [{ field: "approval.approved", op: "is", value: "yes" }] },
    },
    { id: "welcome", kind: "workflow", label: "Welcome them", workflow: "wf_welcome", input: { "lead.name": "{{ place.city }}" } },
    { id: "last", kind: "segment.track", label: "All done", account: "local", userId: "{{ signup.email }}", event: "User Onboarded" },
  ],
};

async function open(page) {
  // The page has its storage once it shows what is in it.
  await page.getByRole("main").getByRole("link", { name: "Sign-up follow-up", exact: true }).waitFor();
  for (const document of [WELCOME, FLOW]) {
    await putDocument(page, document.id, { text: JSON.stringify(document), changedAt: 1 });
  }
  await page.reload();
  await openWorkflow(page, FLOW.name);
}

const dialog = (page, name) => page.getByRole("dialog", { name });

test("forms side by side are asked together, answered again, and asked until they are complete", (t) =>
  withApp(t, async ({ page, receiver }) => {
    await open(page);
    await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();

    // Both are there, and either is answered first.
    const both = dialog(page, "2 forms to answer");
    const [signup, place] = ["Sign-up", "Place"].map((name) => both.getByRole("form", { name }));
    await hasFocus(signup.getByLabel("Email address"));
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "flow-side-by-side");
    await place.getByLabel("City").fill("Bern");
    await place.getByRole("button", { name: "Continue" }).click();
    const alone = dialog(page, "Sign-up");
    await answer(alone, { "Email address": "ana@example.com", Plan: "free" });
    await alone.getByRole("button", { name: "Continue" }).press("Enter");

    // A form is asked again with the reason, and what was typed stays.
    const approval = dialog(page, "Approval");
    await answer(approval, { Approved: "no" });
    await approval.getByRole("button", { name: "Continue" }).click();
    await approval.getByText("Not complete. Approved is “yes”: no, it is “no”.", { exact: true }).waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "flow-not-complete");
    await outcome(page, "Went pro").getByText("skipped").waitFor();

    // Back to a form that was answered: what it activates runs, once each time.
    for (const [plan, time] of [["pro", null], ["free", null], ["pro", "time 2"]]) {
      await dialog(page, "Approval").getByRole("button", { name: "Answer Sign-up again" }).press("Enter");
      const again = dialog(page, "2 forms to answer").getByRole("form", { name: "Sign-up" });
      await hasFocus(again.getByLabel("Email address"));
      await again.getByText(/^What has been sent stays as it is\./).waitFor();
      assert.equal(await again.getByLabel("Email address").inputValue(), "ana@example.com");
      await answer(again, { Plan: plan });
      await again.getByRole("button", { name: "Continue" }).click();
      await dialog(page, "Approval").waitFor();
      if (plan === "pro") await outcome(page, "Went pro").getByText("accepted", { exact: false }).last().waitFor();
      if (time) await outcome(page, "Went pro").getByText(time).waitFor();
    }
    await answer(approval, { Approved: "yes" });
    await approval.getByRole("button", { name: "Continue" }).click();

    // The workflow within asks what it was not handed.
    const lead = dialog(page, "Lead");
    assert.equal(await lead.getByLabel("Name").inputValue(), "Bern");
    await answer(lead, { "Email address": "bea@example.com" });
    await lead.getByRole("button", { name: "Continue" }).click();
    await run(page).getByText("Completed", { exact: true }).waitFor();
    const within = page.getByRole("list", { name: "Tasks of Welcome them" });
    await within.getByRole("listitem").filter({ hasText: /^Say hello/ }).getByText("accepted", { exact: false }).first().waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "flow-run");

    const came = await receiver.events();
    const ids = came.map(({ messageId }) => messageId);
    assert.equal(ids.length, 4, JSON.stringify(ids));
    assert.equal(new Set(ids).size, 4);
    assert.deepEqual(ids.map((id) => id.slice(-4)), ["-0-1", "-0-2", "-0-1", "-0-1"]);
    // It is found under Runs with all that was within it.
    await run(page).getByRole("link", { name: "All about this run" }).click();
    await page.getByRole("list", { name: "Tasks of Welcome them" }).getByText("bea@example.com").first().waitFor({ state: "attached" });
    await assertAccessibleInBothThemes(page);
  }));

test("a run with forms side by side goes on after a reload, and stops", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
    const both = dialog(page, "2 forms to answer");
    const place = both.getByRole("form", { name: "Place" });
    await place.getByLabel("City").fill("Bern");
    await place.getByRole("button", { name: "Continue" }).click();
    await dialog(page, "Sign-up").waitFor();
    await page.reload();
    const alone = dialog(page, "Sign-up");
    await alone.waitFor();
    await alone.getByRole("button", { name: "Cancel" }).click();
    await run(page).getByText("Stopped", { exact: true }).or(run(page).getByText("Cancelled", { exact: true })).first().waitFor();
  }));

test("a workflow is chosen, handed answers, and never leads back", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await page.getByRole("link", { name: "Workflows" }).first().click();
    await newWorkflow(page, "Outer");
    await addTask(page, "Form");
    await addTask(page, "Run a workflow");
    const choice = page.getByRole("combobox", { name: "Workflow to run" });
    await choice.waitFor();
    await page.waitForFunction(() => document.querySelectorAll("#sub-workflow option").length > 2);
    await choice.selectOption({ label: "Welcome" });
    const lead = page.getByRole("group", { name: "Lead" });
    const email = lead.getByRole("combobox", { name: "Email address" });
    await email.click();
    await write(page, ["ana@example.com"]);
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "flow-sub");
    await preview(page).waitFor();
    await saved(page);
    const stored = (await storedDocuments(page)).map(({ entry }) => JSON.parse(entry.text));
    const outer = stored.find(({ name }) => name === "Outer");
    const task = outer.tasks.find(({ kind }) => kind === "workflow");
    assert.equal(task.workflow, "wf_welcome");
    assert.deepEqual(task.input, { "lead.email": "ana@example.com" });

    // Welcome cannot run what runs it.
    await page.getByRole("link", { name: "Open Welcome" }).click();
    await page.getByRole("heading", { level: 1, name: "Welcome", exact: true }).waitFor();
    await addTask(page, "Run a workflow");
    await page.waitForFunction(() => document.querySelectorAll("#sub-workflow option").length > 0);
    const offered = await page.getByRole("combobox", { name: "Workflow to run" }).getByRole("option").allTextContents();
    assert.ok(!offered.includes("Outer") && !offered.includes("Onboarding") && !offered.includes("Welcome"), offered.join());
    assert.ok(await tasks(page).getByText("Lead").first().isVisible());
  }));

test("a form gets a condition by which it is complete", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await chooseTask(page, "Place");
    await chooseTab(page, "Conditions");
    const section = page.getByRole("group", { name: "Complete this task when…" });
    await section.getByText(/^Without a condition it is complete once it is answered\./).waitFor();
    await section.getByRole("button", { name: "Add the first 'Complete' condition" }).press("Enter");
    const field = section.getByRole("combobox", { name: "Field" });
    await hasFocus(field);
    await field.selectOption("place.city");
    await section.getByRole("combobox", { name: "Value" }).fill("Bern");
    await section.getByText("Only when City is “Bern”.", { exact: true }).waitFor();
    await assertAccessibleInBothThemes(page);
    await saved(page);
    const stored = (await storedDocuments(page)).find(({ id }) => id === FLOW.id);
    const place = JSON.parse(stored.entry.text).tasks.find(({ id }) => id === "place");
    assert.deepEqual(place.completeWhen, { all: [{ field: "place.city", op: "is", value: "Bern" }] });
  }));
