// The list of workflows: finding one, and what can be done with it as a whole.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { hasFocus, openWorkflow } from "./harness/person.mjs";
import { putDocument, storedDocuments } from "./harness/stored.mjs";

const EXAMPLE = "Sign-up follow-up";
const links = (page) => page.getByRole("main").getByRole("link");
const names = (page) => links(page).allInnerTexts();
const menu = (page, name) => page.getByRole("button", { name: `More for ${name}`, exact: true });
const pick = async (page, name, item) => {
  await menu(page, name).click();
  await page.getByRole("menuitem", { name: item }).click();
};
const count = (page) => page.getByRole("search").getByRole("status");
const search = (page) => page.getByRole("searchbox", { name: "Search workflows" });

/** A workflow of one task, changed so many minutes ago. */
const small = (id, name, label, minutes) => ({
  text: JSON.stringify({
    segflow: 1,
    id,
    name,
    tasks: [{ id: "t", kind: "segment.track", label, event: "Order Placed", userId: "u" }],
  }),
  changedAt: Date.now() - minutes * 60_000,
});

/** Keeps so many workflows, and shows the list of them. */
async function keep(page, documents) {
  await links(page).first().waitFor();
  for (const [id, entry] of documents) await putDocument(page, id, entry);
  await page.reload();
  await links(page).first().waitFor();
}

test("a workflow is found, renamed, duplicated and deleted", (t) =>
  withApp(t, async ({ page }) => {
    await keep(page, [
      ["wf_a", small("wf_a", "Angebot", "Track an order", 90)],
      ["wf_b", small("wf_b", "Newsletter", "Track a sign-up", 60 * 50)],
    ]);

    await t.test("by what it is called or does, as one types", async () => {
      assert.deepEqual(await names(page), [EXAMPLE, "Angebot", "Newsletter"]);
      await count(page).getByText("3 workflows", { exact: true }).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "workflows");
      await search(page).pressSequentially("TRACK ord");
      await count(page).getByText("1 of 3 workflows", { exact: true }).waitFor();
      assert.deepEqual(await names(page), ["Angebot"]);
      await search(page).fill("nothing like it");
      await page.getByRole("heading", { name: "No workflow matches" }).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "workflows-none-found");
      await page.getByRole("button", { name: "Clear search" }).click();
      assert.equal((await names(page)).length, 3);
    });

    await t.test("by its name, which is kept as the order", async () => {
      await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Name" });
      assert.deepEqual(await names(page), ["Angebot", "Newsletter", EXAMPLE]);
      await page.reload();
      await links(page).first().waitFor();
      assert.deepEqual(await names(page), ["Angebot", "Newsletter", EXAMPLE]);
      await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Last changed" });
    });

    await t.test("it gets another name", async () => {
      await pick(page, "Newsletter", "Rename…");
      const dialog = page.getByRole("dialog", { name: "Rename workflow" });
      const box = dialog.getByRole("textbox", { name: "Name" });
      await hasFocus(box);
      await box.fill("  ");
      await page.keyboard.press("Enter");
      await dialog.getByText("Give it a name.").waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "workflow-rename");
      await box.fill("Rundbrief");
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.waitFor({ state: "hidden" });
      await hasFocus(menu(page, "Rundbrief"));
      // What was changed last comes first.
      assert.deepEqual(await names(page), ["Rundbrief", EXAMPLE, "Angebot"]);
      const { entry } = (await storedDocuments(page)).find(({ id }) => id === "wf_b");
      assert.equal(JSON.parse(entry.text).name, "Rundbrief");
    });

    await t.test("there is another like it", async () => {
      await pick(page, "Angebot", "Duplicate");
      await page.getByText("“Copy of Angebot” was made.").waitFor();
      await hasFocus(menu(page, "Copy of Angebot"));
      assert.equal((await names(page))[0], "Copy of Angebot");
      const texts = (await storedDocuments(page)).map(({ entry }) => JSON.parse(entry.text));
      const [copy] = texts.filter(({ name }) => name === "Copy of Angebot");
      const { id, name, ...of } = texts.find(({ id }) => id === "wf_a");
      assert.match(copy.id, /^wf_[0-9a-z]{20}$/);
      assert.deepEqual({ ...copy, id, name }, { id, name, ...of });
    });

    await t.test("it goes, and comes back", async () => {
      await pick(page, "Copy of Angebot", "Delete");
      await page.getByText("“Copy of Angebot” was deleted.").waitFor();
      await hasFocus(menu(page, "Rundbrief"));
      assert.equal((await storedDocuments(page)).length, 3);
      await takeScreenshots(page, "workflow-deleted");
      await assertAccessibleInBothThemes(page);
      await page.getByRole("button", { name: "Undo" }).click();
      await hasFocus(menu(page, "Copy of Angebot"));
      assert.equal((await storedDocuments(page)).length, 4);
      await pick(page, "Copy of Angebot", "Delete");
      await page.getByText("“Copy of Angebot” was deleted.").waitFor();
      await page.reload();
      await links(page).first().waitFor();
      assert.deepEqual(await names(page), ["Rundbrief", EXAMPLE, "Angebot"]);
    });
  }));

test("the list is used by the keyboard alone", (t) =>
  withApp(t, async ({ page }) => {
    await keep(page, [["wf_a", small("wf_a", "Angebot", "Track an order", 90)]]);
    const { keyboard } = page;
    await search(page).focus();
    await keyboard.type("ang");
    await count(page).getByText("1 of 2 workflows").waitFor();
    await keyboard.press("Tab");
    await hasFocus(page.getByRole("combobox", { name: "Sort by" }));
    await keyboard.press("Tab");
    await hasFocus(links(page).first());
    await keyboard.press("Tab");
    await hasFocus(menu(page, "Angebot"));
    await keyboard.press("Enter");
    await hasFocus(page.getByRole("menuitem", { name: "Rename…" }));
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "workflow-menu");
    await keyboard.press("Enter");
    await hasFocus(page.getByRole("textbox", { name: "Name" }));
    await keyboard.press("ControlOrMeta+a");
    await keyboard.type("Angebote");
    await keyboard.press("Enter");
    await hasFocus(menu(page, "Angebote"));
    await keyboard.press("ArrowDown");
    await keyboard.press("End");
    await hasFocus(page.getByRole("menuitem", { name: "Delete" }));
    await keyboard.press("Enter");
    await page.getByText("“Angebote” was deleted.").waitFor();
    // The search has nothing left to show, and says so.
    await page.getByRole("heading", { name: "No workflow matches" }).waitFor();
  }));

test("a workflow leaves as a file, with its samples or without", (t) =>
  withApp(t, async ({ page }) => {
    await links(page).first().waitFor();
    const exported = async (untick) => {
      await pick(page, EXAMPLE, "Export as a file…");
      const dialog = page.getByRole("dialog", { name: `Export “${EXAMPLE}”` });
      await dialog.getByRole("checkbox", { name: "1 sample" }).waitFor();
      if (untick) await dialog.getByRole("checkbox", { name: "1 sample" }).uncheck();
      else {
        await assertAccessibleInBothThemes(page);
        await takeScreenshots(page, "workflow-export");
      }
      const coming = page.waitForEvent("download");
      await dialog.getByRole("button", { name: /^Download/ }).click();
      const download = await coming;
      assert.equal(download.suggestedFilename(), "Sign-up-follow-up.segflow.json");
      await dialog.waitFor({ state: "hidden" });
      return JSON.parse(await readFile(await download.path(), "utf8"));
    };
    const [{ entry }] = await storedDocuments(page);
    const stored = JSON.parse(entry.text);
    assert.deepEqual(await exported(false), stored);
    const { samples, ...bare } = stored;
    assert.equal(samples.length, 1);
    assert.deepEqual(await exported(true), bare);
  }));

test("what cannot be loaded leaves as it is", (t) =>
  withApp(t, async ({ page }) => {
    await keep(page, [["wf_new", { text: '{"segflow":7}', changedAt: Date.now() }]]);
    const coming = page.waitForEvent("download");
    await pick(page, "wf_new", "Export as a file…");
    const download = await coming;
    assert.equal(download.suggestedFilename(), "wf_new.json");
    assert.equal(await readFile(await download.path(), "utf8"), '{"segflow":7}');
    await pick(page, "wf_new", "Delete");
    await page.getByText("“wf_new” was deleted.").waitFor();
  }));

test("a thousand workflows are listed, found and gone through", (t) =>
  withApp(t, async ({ page }) => {
    await links(page).first().waitFor();
    await page.evaluate(async () => {
      const settled = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const database = await settled(indexedDB.open("segflow"));
      const change = database.transaction("documents", "readwrite");
      for (let number = 0; number < 1000; number += 1) {
        const id = `wf_many${number}`;
        const tasks = [{ id: "t", kind: "segment.track", label: "Track an event", event: "E", userId: "u" }];
        const text = JSON.stringify({ segflow: 1, id, name: `Workflow ${number}`, tasks });
        change.objectStore("documents").put({ text, changedAt: number }, id);
      }
      await new Promise((resolve) => (change.oncomplete = resolve));
      database.close();
    });
    await page.reload();
    await count(page).getByText("1001 workflows", { exact: true }).waitFor();
    // Only what is seen is in the page.
    assert.ok((await links(page).count()) < 100);
    await search(page).fill("workflow 77");
    await count(page).getByText("19 of 1001 workflows", { exact: true }).waitFor();
    await search(page).fill("");
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
    await links(page).filter({ hasText: /^Workflow 0$/ }).waitFor();
    await takeScreenshots(page, "workflows-many");
    await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Name" });
    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await links(page).filter({ hasText: /^Sign-up follow-up$/ }).waitFor();
    await openWorkflow(page, EXAMPLE);
  }));

test("without any workflow the list says how to begin", (t) =>
  withApp(t, async ({ page }) => {
    await pick(page, EXAMPLE, "Delete");
    await page.getByRole("heading", { name: "No workflows yet" }).waitFor();
    // It teaches by what there is to begin with.
    await page.getByRole("button", { name: "Sign-up", exact: true }).waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "workflows-none");
    await page.getByRole("button", { name: "Sign-up", exact: true }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Sign-up", exact: true }).waitFor();
  }));
