// How the builder feels: a keystroke in a workflow of 200 tasks, the preview
// included, and the opening of one of 1,000. Run by hand, with the variables
// that the browser tests are given:
//
//     node tests/bench/builder.mjs
import { startBrowser } from "../e2e/harness/browser.mjs";
import { startReceiver } from "../e2e/harness/receiver.mjs";
import { putDocument } from "../e2e/harness/stored.mjs";
import { at, typing } from "./typing.mjs";

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

const receiver = await startReceiver();
const browser = await startBrowser();
try {
  const { page } = browser;
  await page.goto(receiver.url);
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
  process.stdout.write(`1,000 tasks open in ${opening.map((millis) => millis.toFixed(0)).join(", ")} ms\n`);
  await page.getByRole("main").getByRole("link", { name: "wf_200", exact: true }).click();
  for (const [what, task, box] of [
    ["an event", "Event 5", "Event"],
    ["a task's label", "Event 5", "Task label"],
    ["a form's label", "Form 0", "Task label"],
  ]) {
    await page.getByRole("region", { name: "Tasks" }).getByRole("button", { name: new RegExp(`^${task}`) }).first().click();
    const times = await typing(page, page.getByLabel(box, { exact: true }).first());
    process.stdout.write(`${what}: ${at(0.5, times).toFixed(1)} ms, ${at(0.95, times).toFixed(1)} ms at the 95th percentile\n`);
  }
  const answer = page.getByRole("region", { name: "Request preview" }).getByLabel("name", { exact: false }).first();
  const times = await typing(page, answer);
  process.stdout.write(`a sample's answer: ${at(0.5, times).toFixed(1)} ms, ${at(0.95, times).toFixed(1)} ms at the 95th percentile\n`);
} finally {
  await browser.close();
  await receiver.close();
}
