// Everything by its name: the palette, on every page, with the keyboard alone; and the list of keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { hasFocus, newWorkflow, openWorkflow, run, saved, tasks } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";

const palette = (page) => page.getByRole("dialog", { name: "Commands" });
const box = (page) => palette(page).getByRole("combobox", { name: "Find a command, a task or a workflow" });
const options = (page) => palette(page).getByRole("option");
const chosen = (page) => palette(page).getByRole("option", { selected: true });
const task = (page, title) => tasks(page).getByRole("button", { name: new RegExp(`^${title}`) });

/** Opens the palette by its key and types. */
async function find(page, typed) {
  await page.keyboard.press("Control+k");
  await hasFocus(box(page));
  await page.keyboard.type(typed);
}

/** Finds something and does it. */
async function go(page, typed, title) {
  await find(page, typed);
  await chosen(page).filter({ hasText: title }).waitFor();
  await page.keyboard.press("Enter");
  await palette(page).waitFor({ state: "hidden" });
}

test("the palette finds what is typed, and does it", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await task(page, "Sign-up form").focus();

    await t.test("as a box with a list under it", async () => {
      await find(page, "");
      await options(page).first().waitFor();
      const active = () => box(page).getAttribute("aria-activedescendant");
      assert.equal(await active(), await chosen(page).getAttribute("id"));
      await page.keyboard.press("ArrowUp");
      assert.equal(await active(), await options(page).last().getAttribute("id"));
      await page.keyboard.press("ArrowDown");
      assert.equal(await active(), await options(page).first().getAttribute("id"));
      await assertAccessibleInBothThemes(page, "#palette");
      await takeScreenshots(page, "palette");
      await page.keyboard.type("nothing is called so");
      await palette(page).getByText("Nothing has that name.").waitFor();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
      await palette(page).waitFor({ state: "hidden" });
      await hasFocus(task(page, "Sign-up form"));
    });

    await t.test("tasks", async () => {
      await go(page, "trevent", "Track an event");
      await hasFocus(task(page, "Track an event"));
      await page.getByRole("heading", { level: 2, name: "Track an event" }).waitFor();
    });

    await t.test("commands of the workflow", async () => {
      await go(page, "dupl", "Duplicate Track an event");
      await task(page, "Copy of Track an event").waitFor();
      await go(page, "delete", "Delete Copy of Track an event");
      await task(page, "Copy of Track an event").waitFor({ state: "hidden" });
      await go(page, "undo", "Undo: deleted task");
      await task(page, "Copy of Track an event").waitFor();
      await go(page, "add group", "Add a task: Group a user");
      await task(page, "Group a user").waitFor();
      await go(page, "dry", "Dry run");
      await page.getByRole("dialog", { name: "Sign-up form" }).waitFor();
      await page.keyboard.press("Escape");
    });
  }));

test("the palette leads from page to page", (t) =>
  withApp(t, async ({ page }) => {
    await newWorkflow(page, "Second");
    await saved(page);
    await go(page, "your work", "Go to your workflows");
    await page.getByRole("heading", { level: 1, name: "Workflows" }).waitFor();
    await go(page, "debugger", "Debugger");
    await page.getByRole("heading", { level: 1, name: "Debugger" }).waitFor();
    await go(page, "sign", NAME);
    await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
    await find(page, "second");
    await chosen(page).filter({ hasText: "Second" }).waitFor();
    await page.keyboard.press("Escape");
    await go(page, "run file", "Run a file");
    await page.getByRole("heading", { level: 1, name: "Run a file" }).waitFor();
    await go(page, "dark", "Theme: Dark");
    await page.locator("html[data-theme=dark]").waitFor();
  }));

test("the list of keys is shown, and the palette by a button", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    const button = page.getByRole("banner").getByRole("button", { name: "Commands" });
    await button.click();
    await hasFocus(box(page));
    await page.keyboard.type("keyb");
    await page.keyboard.press("Enter");
    const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await list.getByText("Ctrl", { exact: true }).first().waitFor();
    await assertAccessibleInBothThemes(page, "#shortcuts");
    await takeScreenshots(page, "shortcuts");
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    await hasFocus(button);
    await page.keyboard.press("Control+/");
    await list.waitFor();
  }));
