// Rows: their types, the rows within them, and the same as JSON beside them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, hasFocus, openWorkflow, preview, saved, textOf, write } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";

const rows = (page) => page.getByRole("group", { name: "Properties", exact: true });
const value = (page, name) => rows(page).getByRole("combobox", { name: `Value of ${name}`, exact: true });
const type = (page, name) => rows(page).getByRole("combobox", { name: `Type of ${name}`, exact: true });
const chooseType = async (page, name, label) => {
  await type(page, name).focus();
  await type(page, name).selectOption({ label });
};
const button = (page, name) => rows(page).getByRole("button", { name, exact: true });
const json = (page) => rows(page).getByRole("textbox", { name: "Properties as JSON" });
const shows = (page, text) => preview(page).getByText(text).first().waitFor();

/** Presses a button by the keyboard. */
const press = async (page, name) => {
  await button(page, name).focus();
  await page.keyboard.press("Enter");
};

test("a person builds rows of every type with the keyboard", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");

    await t.test("a number that is none yet leaves the value", async () => {
      await press(page, "Add property");
      await hasFocus(rows(page).getByRole("combobox", { name: "Name 3" }));
      await page.keyboard.type("total");
      await page.keyboard.press("Tab");
      await hasFocus(type(page, "total"));
      await page.keyboard.type("number");
      await page.keyboard.press("Tab");
      await hasFocus(value(page, "total"));
      await page.keyboard.type("12,5");
      await rows(page).getByText(/^This is not a number yet/).waitFor();
      await shows(page, '"total": 12');
      for (const _ of ",5") await page.keyboard.press("Backspace");
      await page.keyboard.type("e21");
      await shows(page, '"total": 12e21');
    });

    await t.test("a value from a field keeps its type, or gets one", async () => {
      await chooseType(page, "total", "from a field");
      await rows(page).getByText(/^Type \{ and choose one field/).waitFor();
      await value(page, "total").fill("");
      await write(page, [{ field: "Amount" }]);
      assert.equal(await textOf(value(page, "total")), "{{ signup.amount }}");
      await shows(page, '"total": 49.90');
      await chooseType(page, "total", "text");
      assert.equal(await textOf(value(page, "total")), "{{ signup.amount | to_string }}");
      await shows(page, '"total": "49.90"');
      await chooseType(page, "total", "number");
      assert.equal(await textOf(value(page, "total")), "{{ signup.amount | to_number }}");
      await shows(page, '"total": 49.90');
    });

    await t.test("lists and objects hold rows, and the focus stays with them", async () => {
      await press(page, "Add property");
      await hasFocus(rows(page).getByRole("combobox", { name: "Name 4" }));
      await page.keyboard.type("products");
      await chooseType(page, "products", "list");
      await press(page, "Add item to products");
      await hasFocus(value(page, "products › 1"));
      await page.keyboard.type("A-1");
      await shows(page, '"A-1"');
      await chooseType(page, "products › 1", "object");
      // What was there is kept, as its one row.
      await hasFocus(type(page, "products › 1"));
      await value(page, "products › 1 › value").waitFor();
      await rows(page).getByRole("combobox", { name: "Name 1 in products › 1" }).fill("sku");
      await press(page, "Add row to products › 1");
      await hasFocus(rows(page).getByRole("combobox", { name: "Name 2 in products › 1" }));
      await page.keyboard.type("gift");
      await chooseType(page, "products › 1 › gift", "yes or no");
      await value(page, "products › 1 › gift").selectOption({ label: "Yes" });
      await press(page, "Add row to products › 1");
      await hasFocus(rows(page).getByRole("combobox", { name: "Name 3 in products › 1" }));
      await page.keyboard.type("since");
      await chooseType(page, "products › 1 › since", "date");
      await rows(page).getByLabel("Value of products › 1 › since").fill("2024-02-29");
      await shows(page, '"since": "2024-02-29"');
      await press(page, "Add item to products");
      await chooseType(page, "products › 2", "null");
      await assertAccessible(page);
      await takeScreenshots(page, "rows");

      // Out of a list the next one moves up.
      await press(page, "Remove products › 2");
      await hasFocus(button(page, "Add item to products"));
      await press(page, "Remove products › 1 › gift");
      await hasFocus(rows(page).getByRole("combobox", { name: "Name 2 in products › 1" }));
      await page.getByRole("banner").getByRole("button", { name: "Undo: removed row" }).click();
      await value(page, "products › 1 › gift").waitFor();
    });

    await t.test("the same stands as JSON beside it, and nothing is lost", async () => {
      await press(page, "Edit as JSON");
      await hasFocus(json(page));
      const text = await json(page).inputValue();
      assert.match(text, /"products": \[\n {4}\{\n {6}"sku": "A-1",\n {6}"gift": true,\n {6}"since": "2024-02-29"/);
      // What is broken says where, and the rows stay as they are.
      await json(page).fill('{\n  "b": 1e21,\n  "a": {{ signup.plan }}"\n}');
      await rows(page).getByText(/line 3, column 9/).waitFor();
      await value(page, "products › 1 › sku").waitFor();
      await assertAccessible(page);
      await button(page, "Go to the place").click();
      await hasFocus(json(page));
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.type('"');
      await shows(page, '"b": 1e21,');
      await shows(page, '"a": "pro"');
      assert.equal(await textOf(value(page, "a")), "{{ signup.plan }}");
      assert.equal(await json(page).inputValue(), '{\n  "b": 1e21,\n  "a": "{{ signup.plan }}"\n}');
      // The text follows the rows.
      await value(page, "b").fill("2e21");
      assert.equal(await json(page).inputValue(), '{\n  "b": 2e21,\n  "a": "{{ signup.plan }}"\n}');
      await saved(page);
      await page.reload();
      await chooseTask(page, "Track an event");
      assert.equal(await textOf(value(page, "b")), "2e21");
    });
  }));
