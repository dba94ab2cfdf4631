// Rows in another order, by buttons and by keys, and dates.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, exactBody, hasFocus, openWorkflow, preview, saved } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";

const rows = (page) => page.getByRole("group", { name: "Properties", exact: true });
const button = (page, name) => rows(page).getByRole("button", { name, exact: true });
const names = (page) =>
  rows(page)
    .getByRole("combobox", { name: /^Name \d+$/ })
    .evaluateAll((boxes) => boxes.map((box) => box.value));

/** Waits until a move is told, and so drawn. */
const moved = (page, told) => rows(page).getByRole("status").getByText(told).waitFor();

const paste = async (page, text) => {
  await button(page, "Paste many").click();
  await rows(page).getByRole("textbox", { name: "Rows to add" }).fill(text);
  await rows(page).getByRole("button", { name: /^Add \d+ rows?$/ }).click();
  await rows(page).getByRole("group", { name: "Paste many" }).waitFor({ state: "hidden" });
};

test("rows are moved, and the focus stays on the row that moves", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");
    await paste(page, '{"a":"1","b":{"c":"2","d":"3"},"e":["x","y"]}');

    await t.test("by a button, as often as there are places", async () => {
      await button(page, "Move a up").focus();
      await page.keyboard.press("Enter");
      await moved(page, "a is now row 2 of 5.");
      await hasFocus(button(page, "Move a up"));
      await page.keyboard.press("Enter");
      await moved(page, "a is now row 1 of 5.");
      await hasFocus(button(page, "Move a up"));
      assert.deepEqual(await names(page), ["a", "revenue", "note", "b", "e"]);
      // There is nowhere to go.
      assert.equal(await button(page, "Move a up").getAttribute("aria-disabled"), "true");
      await page.keyboard.press("Enter");
      assert.deepEqual(await names(page), ["a", "revenue", "note", "b", "e"]);
    });

    await t.test("by keys, from any control of the row", async () => {
      const name = rows(page).getByRole("combobox", { name: "Name 1", exact: true });
      await name.focus();
      await page.keyboard.press("Alt+ArrowDown");
      await moved(page, "a is now row 2 of 5.");
      await hasFocus(rows(page).getByRole("combobox", { name: "Name 2", exact: true }));
      assert.deepEqual(await names(page), ["revenue", "a", "note", "b", "e"]);
      await rows(page).getByRole("combobox", { name: "Value of a", exact: true }).focus();
      await page.keyboard.press("Alt+ArrowUp");
      await moved(page, "a is now row 1 of 5.");
      await hasFocus(rows(page).getByRole("combobox", { name: "Value of a", exact: true }));
      assert.deepEqual(await names(page), ["a", "revenue", "note", "b", "e"]);
    });

    await t.test("within rows, and in lists", async () => {
      await button(page, "Move b › d up").focus();
      await page.keyboard.press("Enter");
      await moved(page, "b › d is now row 1 of 2.");
      await hasFocus(button(page, "Move b › d up"));
      await button(page, "Move e › 2 up").focus();
      await page.keyboard.press("Enter");
      await moved(page, "e › 2 is now row 1 of 2.");
      await hasFocus(button(page, "Move e › 1 up"));
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "order");
    });

    await t.test("the order is kept, and is what is sent", async () => {
      await saved(page);
      await page.reload();
      await chooseTask(page, "Track an event");
      await rows(page).getByRole("combobox", { name: "Name 1", exact: true }).waitFor();
      assert.deepEqual(await names(page), ["a", "revenue", "note", "b", "e"]);
      assert.match(
        await exactBody(preview(page)),
        /"properties":\{"a":"1","revenue":49\.90,"note":"[^"]*","b":\{"d":"3","c":"2"\},"e":\["y","x"\]\}/,
      );
      await button(page, "Move a down").click();
      await page.getByRole("banner").getByRole("button", { name: "Undo: moved row" }).click();
      assert.deepEqual(await names(page), ["a", "revenue", "note", "b", "e"]);
    });
  }));

test("a date is picked, with a time or without, or comes from a field", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");
    await paste(page, "trial_start_date: ");
    const type = rows(page).getByRole("combobox", { name: "Type of trial_start_date", exact: true });
    const day = rows(page).getByLabel("Value of trial_start_date", { exact: true });
    const time = rows(page).getByLabel("Time of trial_start_date (UTC)", { exact: true });
    // Its name says that it is one.
    await type.locator("option:checked", { hasText: "date" }).waitFor({ state: "attached" });
    await day.fill("2024-02-29");
    await preview(page).getByText('"trial_start_date": "2024-02-29"').waitFor();
    await time.fill("10:30");
    await preview(page).getByText('"trial_start_date": "2024-02-29T10:30:00Z"').waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "date");
    await time.fill("");
    await preview(page).getByText('"trial_start_date": "2024-02-29"').waitFor();
    await type.selectOption({ label: "from a field" });
    const value = rows(page).getByRole("combobox", { name: "Value of trial_start_date", exact: true });
    await value.fill("{{ run.startedAt }}");
    await page.keyboard.press("Escape");
    await type.selectOption({ label: "date" });
    await preview(page).getByText(/"trial_start_date": "\d{4}-\d\d-\d\dT/).waitFor();
  }));
