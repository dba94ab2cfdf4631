// How the builder feels: a keystroke in a workflow of 200 tasks, the preview
// included, and the opening of one of 1,000.
import { putDocument } from "../e2e/harness/stored.mjs";
import { median, rounded } from "./place.mjs";
import { typing, waits } from "./typing.mjs";

/** A workflow of so many tasks: forms, and calls that use their answers. */
function workflow(id, count) {
  const tasks = [];
  for (let place = 0; place < count; place++) {
    const form = `form_${place - (place % 10)}`;
    if (place % 10 === 0) {
      tasks.push({
        id: form,
        kind: "form",
        label: `Form ${place}`,
        fields: ["email", "name", "plan", "amount"].map((id) => ({ id, label: id, required: id === "email" })),
      });
      continue;
    }
    tasks.push({
      id: `track_${place}`,
      kind: "segment.track",
      label: `Event ${place}`,
      account: "local",
      userId: `{{ ${form}.email | downcase }}`,
      event: "Form Completed",
      properties: { name: `Hello {{ ${form}.name }}`, plan: `{{ ${form}.plan }}`, revenue: `{{ ${form}.amount }}` },
      ...(place % 5 === 0 && { activateWhen: { all: [{ field: `${form}.plan`, op: "is", value: "pro" }] } }),
    });
  }
  const record = {};
  for (const { id, kind } of tasks) {
    if (kind === "form") record[id] = { email: "ana@example.com", name: "Ana", plan: "pro", amount: 12.5 };
  }
  return { segflow: 1, id, name: id, tasks, samples: [{ name: "Ana", record }] };
}

/** Gives what a person waits for, in ms. */
export async function building({ page }, url) {
  await page.goto(url);
  await page.getByRole("heading", { level: 1, name: "Workflows" }).waitFor();
  for (const [id, count] of [["wf_200", 200], ["wf_1000", 1000]]) {
    await putDocument(page, id, { text: JSON.stringify(workflow(id, count)), changedAt: Date.now() });
  }
  await page.reload();
  const opening = [];
  for (let visit = 0; visit < 5; visit++) {
    const link = page.getByRole("main").getByRole("link", { name: "wf_1000", exact: true });
    await link.waitFor();
    opening.push(
      await link.evaluate(
        (link) =>
          new Promise((resolve) => {
            const start = performance.now();
            new MutationObserver((_, observer) => {
              if (document.querySelector("[data-task=form_0]") === null) return;
              observer.disconnect();
              document.body.getBoundingClientRect();
              resolve(performance.now() - start);
            }).observe(document.body, { subtree: true, childList: true });
            link.click();
          }),
      ),
    );
    await page.goBack();
  }
  await page.getByRole("main").getByRole("link", { name: "wf_200", exact: true }).click();
  const keystrokes = [];
  for (const [what, task, box] of [
    ["a form's label", "Form 0", "Task label"],
    ["a task's label", "Event 5", "Task label"],
    ["an event", "Event 5", "Event"],
  ]) {
    await page.getByRole("region", { name: "Tasks" }).getByRole("button", { name: new RegExp(`^${task}`) }).first().click();
    keystrokes.push({ what, ...waits(await typing(page, page.getByLabel(box, { exact: true }).first())) });
  }
  return { openingMillis: rounded(median(opening)), keystrokes };
}
