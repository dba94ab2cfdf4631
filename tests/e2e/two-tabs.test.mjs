// One workflow in two tabs: nobody's work is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { openWorkflow, saved, tasks } from "./harness/person.mjs";
import { holdVersions, putDocument, storedDocuments, storedVersions } from "./harness/stored.mjs";

const NAME = "Sign-up follow-up";

const name = (page) => page.getByRole("textbox", { name: "Workflow name" });
const undo = (page, what) => page.getByRole("banner").getByRole("button", { name: `Undo: ${what}`, exact: true });
const task = (page, title) => tasks(page).getByRole("button", { name: new RegExp(`^${title}`) });
const parted = (page) => page.getByRole("alert").filter({ hasText: "changed in another tab at the same time" });
const isNamed = (page, text) =>
  page.waitForFunction(
    ([label, text]) => document.querySelector(`[aria-label="${label}"]`)?.value === text,
    ["Workflow name", text],
  );

/** The same workflow in a second tab. */
async function openTwice(browser, page) {
  await openWorkflow(page, NAME);
  const other = await browser.context.newPage();
  await other.goto(page.url());
  await other.getByRole("heading", { level: 1, name: NAME }).waitFor();
  await task(other, "Track an event").waitFor();
  return other;
}

const isStored = async (page, text) => {
  for (let look = 0; look < 50 && (await storedName(page)) !== text; look += 1) await page.waitForTimeout(50);
  assert.equal(await storedName(page), text);
};
const storedName = async (page) => JSON.parse((await storedDocuments(page))[0].entry.text).name;

test("what one tab saves the other shows, and can undo", (t) =>
  withApp(t, async ({ browser, page }) => {
    const other = await openTwice(browser, page);

    await t.test("without a question where nothing would be lost", async () => {
      await name(other).fill("Renamed there");
      await isNamed(page, "Renamed there");
      await undo(page, "changes from another tab").waitFor();
      await task(page, "Track an event").focus();
      await page.keyboard.press("Alt+ArrowUp");
      await undo(page, "moved task").waitFor();
      await undo(other, "changes from another tab").waitFor();
      const titles = await tasks(other)
        .getByRole("listitem")
        .evaluateAll((items) => items.map((item) => item.querySelector("[dir=auto]").textContent));
      assert.deepEqual(titles, ["Sign-up form", "Track an event", "Identify a user"]);
    });

    await t.test("and each tab goes on with all of it", async () => {
      await undo(other, "changes from another tab").click();
      await task(page, "Track an event").waitFor();
      await saved(other);
      await saved(page);
      await isStored(page, "Renamed there");
    });
  }));

test("where both tabs changed it, a person chooses", (t) =>
  withApp(t, async ({ browser, page }) => {
    const other = await openTwice(browser, page);
    // Its time stands still, so that it has not saved when the other does.
    await page.evaluate(() => {
      const { setTimeout: soon } = globalThis;
      const held = [];
      globalThis.setTimeout = (what, millis, ...more) =>
        millis > 100 ? held.push(what) : soon(what, millis, ...more);
      globalThis.goOn = () => {
        globalThis.setTimeout = soon;
        for (const what of held) soon(what, 0);
      };
    });
    await name(page).fill("Mine");
    await name(other).fill("Theirs");
    await saved(other);
    await isStored(other, "Theirs");
    assert.equal(await name(page).inputValue(), "Mine");
    await page.evaluate(() => globalThis.goOn());
    await parted(page).waitFor();
    await page.getByRole("banner").getByText("Not saved", { exact: true }).waitFor();

    await t.test("nothing is saved until then", async () => {
      assert.equal(await storedName(page), "Theirs");
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "two-tabs");
    });

    await t.test("this tab’s version stays, and Undo brings the other back", async () => {
      await parted(page).getByRole("button", { name: "Keep this tab’s version" }).press("Enter");
      await parted(page).waitFor({ state: "hidden" });
      await saved(page);
      await isStored(page, "Mine");
      await isNamed(other, "Mine");
      await undo(page, "kept this tab’s changes").click();
      await isNamed(page, "Theirs");
      await saved(page);
      await isNamed(other, "Theirs");
    });
  }));

test("what is typed just before the page is left is there afterwards", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await name(page).fill("Just before");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Just before" }).waitFor();
  }));

test("versions that two tabs keep at the same time are all kept", (t) =>
  withApp(t, async ({ browser, page }) => {
    await page.getByRole("link", { name: NAME, exact: true }).waitFor();
    const [{ id, entry }] = await storedDocuments(page);
    const texts = ["First", "Second"].map((name) => JSON.stringify({ ...JSON.parse(entry.text), name }));
    const [list, other] = [page.url(), await browser.context.newPage()];
    const open = async (tab, place) => {
      await putDocument(page, id, { ...entry, text: texts[place] });
      await tab.goto(list);
      await holdVersions(tab);
      await openWorkflow(tab, ["First", "Second"][place]);
      await tab.waitForFunction(() => globalThis.hasLooked);
    };
    // Both have asked for what is kept before either keeps something more.
    await open(page, 0);
    await open(other, 1);
    for (const tab of [other, page]) await tab.evaluate(() => globalThis.goOn());
    for (let look = 0; look < 50 && (await storedVersions(page, id)).length < 2; look += 1) {
      await page.waitForTimeout(50);
    }
    assert.deepEqual(await storedVersions(page, id), texts);
  }));
