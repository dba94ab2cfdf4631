// Many rows at once: a JSON object, a table out of a spreadsheet, lines.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, hasFocus, openWorkflow, preview } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";

const rows = (page) => page.getByRole("group", { name: "Properties", exact: true });
const paste = (page) => rows(page).getByRole("group", { name: "Paste many" });
const box = (page) => paste(page).getByRole("textbox", { name: "Rows to add" });
const shows = (page, text) => preview(page).getByText(text).first().waitFor();
const undo = (page, what) => page.getByRole("banner").getByRole("button", { name: `Undo: ${what}` });

/** Pastes a text where the focus is, as the keyboard does. */
const pasteText = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }, text);

test("a person pastes many rows with the keyboard, and nothing is lost", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");

    await t.test("what will be made is told before", async () => {
      await rows(page).getByRole("button", { name: "Paste many" }).focus();
      await page.keyboard.press("Enter");
      await hasFocus(box(page));
      await box(page).fill("plan: pro\nseats\t12\n");
      await paste(page).getByText("1 line could not be read:").waitFor();
      await box(page).fill("plan,pro\nseats,12\nplan,free\ngreeting,Hello {{ signup.first_name }}\nrevenue,1");
      await paste(page).getByText("3 new rows: plan, seats, greeting.").waitFor();
      await paste(page).getByText("There already, with another value: revenue.").waitFor();
      await paste(page).getByText("Line 3, “plan,free”: its name stood in a line before.").waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "paste");
    });

    await t.test("one edit makes the rows; what is left stays in the box", async () => {
      await paste(page).getByRole("button", { name: "Add 3 rows" }).focus();
      await page.keyboard.press("Enter");
      await shows(page, '"seats": 12');
      await shows(page, '"greeting": "Hello Ana"');
      await paste(page).getByText("3 rows added. What is left here was not added.").waitFor();
      assert.equal(await box(page).inputValue(), "plan,free\nrevenue: 1");
      await shows(page, '"revenue": 49.90');
      await paste(page).getByText("There already, with other values: plan, revenue.").waitFor();
      await paste(page).getByRole("checkbox", { name: "Replace their values" }).check();
      await paste(page).getByRole("button", { name: "Add 2 rows" }).click();
      await paste(page).waitFor({ state: "hidden" });
      await rows(page).getByRole("status").getByText("2 rows added.").waitFor();
      await shows(page, '"revenue": 1');
      await undo(page, "added rows").click();
      await shows(page, '"revenue": 49.90');
      await undo(page, "added rows").click();
      await preview(page).getByText('"seats": 12').waitFor({ state: "hidden" });
    });

    await t.test("JSON that is broken says where", async () => {
      await rows(page).getByRole("button", { name: "Paste many" }).click();
      await box(page).fill('{\n  "a": 1,\n}');
      await paste(page).getByText(/line 3, column 1/).waitFor();
      await paste(page).getByRole("button", { name: "Cancel" }).click();
      await hasFocus(rows(page).getByRole("button", { name: "Paste many" }));
    });

    await t.test("pasted where names are, an object becomes rows at once", async () => {
      await rows(page).getByRole("button", { name: "Add property" }).focus();
      await page.keyboard.press("Enter");
      await hasFocus(rows(page).getByRole("combobox", { name: "Name 3", exact: true }));
      await pasteText(page, '{"big":9007199254740993,"deep":{"tags":["a",null]},"none":null}');
      await shows(page, '"big": 9007199254740993');
      await rows(page).getByRole("status").getByText("3 rows added.").waitFor();
      await paste(page).waitFor({ state: "hidden" });
      await hasFocus(rows(page).getByRole("combobox", { name: "Name 3", exact: true }));
      assert.equal(await rows(page).getByRole("combobox", { name: "Name 6", exact: true }).count(), 0);
    });

    await t.test("into a list, a table becomes objects", async () => {
      await rows(page).getByRole("button", { name: "Add item to deep › tags" }).focus();
      await pasteText(page, "sku\tprice\nA-1\t4.50\nA-2\t5");
      await shows(page, '"price": 4.50');
      await shows(page, '"sku": "A-2"');
    });

    await t.test("into a value it is text", async () => {
      const value = rows(page).getByRole("combobox", { name: "Value of note", exact: true });
      await value.fill("");
      await value.focus();
      await page.keyboard.insertText("a: 1");
      await shows(page, '"note": "a: 1"');
      assert.equal(await paste(page).count(), 0);
    });
  }));
