// How a workflow was before: what is kept, what changed in words, and the way back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, hasFocus, openWorkflow, saved, tasks } from "./harness/person.mjs";
import { putDocument, storedDocuments } from "./harness/stored.mjs";

const EXAMPLE = "Sign-up follow-up";
const list = (page) => page.getByRole("list", { name: "Version history" }).getByRole("button");
const chosen = (page) => page.getByRole("region", { name: /^(As it is now|today, \d\d:\d\d|yesterday, \d\d:\d\d)$/ });
const toVersions = async (page, name = EXAMPLE) => {
  await page.getByRole("button", { name: `More for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Version history" }).click();
  await page.getByRole("heading", { level: 1, name: "Version history" }).waitFor();
};
/** The workflows on the device, as values. */
const stored = async (page) => (await storedDocuments(page)).map(({ entry }) => JSON.parse(entry.text));

test("a version is looked at, restored, and what was there comes back", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, EXAMPLE);
    const [before] = await stored(page);

    await t.test("what was changed is told in words", async () => {
      await chooseTask(page, "Track an event");
      await page.getByRole("combobox", { name: "Event" }).fill("Newsletter Ordered");
      await page.getByRole("textbox", { name: "Label" }).fill("Track the order");
      await tasks(page).getByRole("button", { name: "Actions for Identify a user" }).press("Enter");
      await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
      await saved(page);
      await toVersions(page);
      await list(page).first().getByText(/^As it is now/).waitFor();
      await list(page).first().getByText(/^2 changes · Changed just now/).waitFor();
      assert.equal(await list(page).count(), 2);
      const now = chosen(page);
      for (const told of [
        "Task “Identify a user” removed",
        "Task “Track the order”",
        "Track an event",
        "Form Completed",
        "Newsletter Ordered",
      ]) {
        await now.getByText(told, { exact: true }).first().waitFor();
      }
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "versions");
    });

    await t.test("it is seen what restoring does", async () => {
      await list(page).nth(1).click();
      await chosen(page).getByText("No version before it is kept.").waitFor();
      await chosen(page).getByText("Task “Identify a user” added").waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "versions-older");
      await page.getByRole("button", { name: "Restore this version" }).click();
      await page.getByText("The version was restored.").waitFor();
      assert.deepEqual(await stored(page), [before]);
      // What was there is a version now.
      await list(page).nth(1).getByText(/kept before another was restored/).waitFor();
    });

    await t.test("and back again", async () => {
      await page.getByRole("button", { name: "Undo" }).click();
      await list(page).first().getByText(/^As it is now/).waitFor();
      await page.waitForFunction(() => document.querySelectorAll(".version").length >= 3);
      const [again] = await stored(page);
      assert.deepEqual(again.tasks.map(({ id }) => id), ["signup", "track"]);
      await page.getByRole("link", { name: EXAMPLE }).click();
      await page.getByRole("heading", { level: 1, name: EXAMPLE }).waitFor();
      await tasks(page).getByRole("button", { name: /^Track the order/ }).waitFor();
    });
  }));

test("versions are kept apart, and go and come with their workflow", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, EXAMPLE);
    // Two openings without a change are one version.
    await page.reload();
    await page.getByRole("heading", { level: 1, name: EXAMPLE }).waitFor();
    await page.getByRole("textbox", { name: "Workflow name" }).fill("Named");
    await saved(page);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Named" }).waitFor();
    await toVersions(page, "Named");
    assert.equal(await list(page).count(), 2);
    await page.getByRole("banner").getByRole("link", { name: "segflow, all workflows" }).click();
    await page.getByRole("button", { name: "More for Named" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await toVersions(page, "Named");
    assert.equal(await list(page).count(), 2);
  }));

test("versions are used by the keyboard alone", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, EXAMPLE);
    await page.getByRole("textbox", { name: "Workflow name" }).fill("By keyboard");
    await saved(page);
    await page.getByRole("button", { name: "More for By keyboard" }).press("Enter");
    await page.keyboard.press("End");
    await hasFocus(page.getByRole("menuitem", { name: "Version history" }));
    await page.keyboard.press("Enter");
    await hasFocus(page.getByRole("heading", { level: 1, name: "Version history" }));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await hasFocus(list(page).nth(1));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await hasFocus(page.getByRole("button", { name: "Restore this version" }));
    await page.keyboard.press("Enter");
    await page.getByText("The version was restored.").waitFor();
    await page.getByRole("link", { name: EXAMPLE }).waitFor();
  }));

test("a version that cannot be read says so and stays", (t) =>
  withApp(t, async ({ page }) => {
    await page.getByRole("main").getByRole("link", { name: EXAMPLE }).waitFor();
    const id = "wf_broken";
    await putDocument(page, id, {
      text: JSON.stringify({ segflow: 1, id, name: "Mended", tasks: [] }),
      changedAt: Date.now(),
    });
    await page.evaluate(async (id) => {
      const settled = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const database = await settled(indexedDB.open("segflow"));
      const change = database.transaction("versions", "readwrite");
      change.objectStore("versions").put([{ at: 1, text: '{"segflow":9}', because: "opened" }], id);
      await new Promise((resolve) => (change.oncomplete = resolve));
      database.close();
    }, id);
    await page.reload();
    await toVersions(page, "Mended");
    await list(page).nth(1).click();
    await page.getByText("This version of segflow cannot read it. It is left as it is.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Restore this version" }).count(), 0);
  }));
