// Undo and redo: every step has a name, typing is one step, and a reload takes none away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withApp } from "./harness/index.mjs";
import { chooseTask, hasFocus, openWorkflow, saved, tasks } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";

const bar = (page) => page.getByRole("banner");
const button = (page, name) => bar(page).getByRole("button", { name, exact: true });
const label = (page) => page.getByRole("textbox", { name: "Task label" });
const titles = (page) =>
  tasks(page)
    .getByRole("listitem")
    .evaluateAll((items) => items.map((item) => item.querySelector("[dir=auto]").textContent));
/** Waits until what can be undone is kept: its steps and their names. */
const kept = (page, steps) =>
  page.waitForFunction(
    (steps) =>
      new Promise((resolve) => {
        const opening = indexedDB.open("segflow");
        opening.onsuccess = () => {
          const asked = opening.result.transaction("histories").objectStore("histories").getAll();
          asked.onsuccess = () => {
            opening.result.close();
            const [text] = asked.result;
            const names = text ? JSON.parse(text).before.map(([name]) => name) : [];
            resolve(JSON.stringify(names) === JSON.stringify(steps));
          };
        };
      }),
    steps,
  );

async function rename(page, text) {
  await label(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
  await page.keyboard.press("Tab");
}

test("what was done before a reload is undone after it", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");

    await t.test("typing is one step", async () => {
      await rename(page, "Sold");
      await button(page, "Undo: label of a task").click();
      await hasNothing(page);
      await button(page, "Redo: label of a task").click();
      await tasks(page).getByRole("button", { name: /^Sold/ }).waitFor();
    });

    await t.test("steps are kept, with their names", async () => {
      await tasks(page).getByRole("button", { name: /^Sold/ }).focus();
      await page.keyboard.press("Alt+ArrowUp");
      await button(page, "Undo: moved task").waitFor();
      await saved(page);
      await kept(page, ["moveTask", "labelTask"]);
      await page.reload();
      await button(page, "Undo: moved task").waitFor();
      assert.deepEqual(await titles(page), ["Sign-up form", "Sold", "Identify a user"]);
    });

    await t.test("and lead back to the beginning, by keys", async () => {
      await tasks(page).getByRole("button", { name: /^Sign-up form/ }).focus();
      await page.keyboard.press("Control+z");
      await button(page, "Undo: label of a task").waitFor();
      assert.deepEqual(await titles(page), ["Sign-up form", "Identify a user", "Sold"]);
      await page.keyboard.press("Control+z");
      await hasNothing(page);
      assert.deepEqual(await titles(page), ["Sign-up form", "Identify a user", "Track an event"]);
    });

    await t.test("and forth again after another reload", async () => {
      await saved(page);
      await kept(page, []);
      await page.reload();
      await button(page, "Redo: label of a task").click();
      await button(page, "Redo: moved task").press("Enter");
      assert.deepEqual(await titles(page), ["Sign-up form", "Sold", "Identify a user"]);
      await hasFocus(button(page, "Nothing to redo"));
    });
  }));

test("a step that does not fit the document any more is not offered", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");
    await rename(page, "Sold");
    await saved(page);
    await kept(page, ["labelTask"]);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open("segflow");
          opening.onsuccess = () => {
            const change = opening.result.transaction("documents", "readwrite");
            const documents = change.objectStore("documents");
            documents.openCursor().onsuccess = ({ target: { result: cursor } }) => {
              cursor.update({ ...cursor.value, text: cursor.value.text.replace("Sold", "Bought") });
            };
            change.oncomplete = resolve;
          };
        }),
    );
    await page.reload();
    await tasks(page).getByRole("button", { name: /^Bought/ }).waitFor();
    await hasNothing(page);
  }));

/** There is nothing to undo, and a moment later neither. */
async function hasNothing(page) {
  await button(page, "Nothing to undo").waitFor();
}
