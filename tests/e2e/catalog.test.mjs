// What is suggested: names of events, of properties and traits with their types,
// and the usual properties of an event.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { addTask, chooseTask, hasFocus, openWorkflow, preview } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";

const rows = (page, field = "Properties") => page.getByRole("group", { name: field, exact: true });
const suggestions = (page) => page.getByRole("listbox", { name: "Suggestions" });
const option = (page, name) => suggestions(page).getByRole("option", { name });
const event = (page) => page.getByRole("combobox", { name: "Event", exact: true });
const shows = (page, text) => preview(page).getByText(text).first().waitFor();
const named = (page, number) => rows(page).getByRole("combobox", { name: `Name ${number}`, exact: true });
const type = (page, name) => rows(page).getByRole("combobox", { name: `Type of ${name}`, exact: true });
const typeShown = (page, name) =>
  type(page, name).evaluate((select) => select.selectedOptions[0].textContent);
const undo = (page, what) => page.getByRole("banner").getByRole("button", { name: `Undo: ${what}` });

test("a few letters find an event, by keyboard and by mouse", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");

    await t.test("the list narrows, arrows choose and Enter takes", async () => {
      await event(page).focus();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("order compl");
      await option(page, "Order Completed").waitFor();
      assert.equal(await event(page).getAttribute("aria-expanded"), "true");
      await suggestions(page).getByRole("group", { name: "E-commerce" }).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "catalog-event");
      await page.keyboard.press("ArrowDown");
      const active = await event(page).getAttribute("aria-activedescendant");
      assert.equal(await option(page, "Order Completed").getAttribute("id"), active);
      await page.keyboard.press("Enter");
      await suggestions(page).waitFor({ state: "hidden" });
      assert.equal(await event(page).getAttribute("aria-expanded"), "false");
      await hasFocus(event(page));
      await shows(page, '"event": "Order Completed"');
      await undo(page, "changed field").click();
      await shows(page, '"event": "order compl"');
    });

    await t.test("Esc closes it, an arrow opens it, and what is typed may be anything", async () => {
      await event(page).fill("coupon");
      await option(page, "Coupon Applied").waitFor();
      await page.keyboard.press("Escape");
      await suggestions(page).waitFor({ state: "hidden" });
      await page.keyboard.press("ArrowDown");
      await option(page, "Coupon Applied").click();
      await hasFocus(event(page));
      await shows(page, '"event": "Coupon Applied"');
      await event(page).fill("Newsletter Requested");
      await shows(page, '"event": "Newsletter Requested"');
      assert.equal(await suggestions(page).count(), 0);
    });

    await t.test("an empty box shows every kind; a brace opens the fields instead", async () => {
      await event(page).fill("");
      await suggestions(page).getByRole("group", { name: "Video" }).waitFor();
      assert.equal(await suggestions(page).getByRole("option").count(), 80);
      await event(page).press("{");
      await page.getByRole("listbox", { name: "Fields" }).waitFor();
      await suggestions(page).waitFor({ state: "hidden" });
      await page.keyboard.press("Escape");
      await event(page).fill("Order Completed");
    });
  }));

test("names and categories of pages and screens are suggested, by keyboard and by mouse", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    const box = (name) => page.getByRole("combobox", { name, exact: true });
    await addTask(page, "Track a page view");
    await box("Name").click();
    await suggestions(page).getByRole("group", { name: "Usual names" }).getByRole("option", { name: "Home" }).waitFor();
    assert.equal(await suggestions(page).getByRole("option").count(), 10);
    await page.keyboard.type("res");
    await option(page, "Search Results").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await hasFocus(box("Name"));
    await shows(page, '"name": "Search Results"');
    await suggestions(page).waitFor({ state: "hidden" });
    await box("Name").fill("Careers");
    await box("Category").fill("Company");
    await shows(page, '"category": "Company"');

    await addTask(page, "Track a screen view");
    await box("Name").click();
    await suggestions(page).getByRole("group", { name: "In this workflow" }).getByRole("option", { name: "Careers" }).waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "catalog-name");
    await option(page, "Careers").click();
    await shows(page, '"name": "Careers"');
    await box("Category").click();
    await option(page, "Company").click();
    await shows(page, '"category": "Company"');
    await hasFocus(box("Category"));
  }));

test("names of rows are suggested, and give an empty row its type", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");
    await event(page).fill("Order Completed");

    await t.test("a property of the event comes before those of others", async () => {
      await rows(page).getByRole("button", { name: "Add property" }).click();
      await hasFocus(named(page, 3));
      await page.keyboard.type("tot");
      await suggestions(page).getByRole("group", { name: "Usual for this event" }).waitFor();
      await option(page, /^total number/).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "catalog-name");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await hasFocus(named(page, 3));
      await type(page, "total").waitFor();
      await page.waitForFunction(() => document.activeElement.value === "total");
      await type(page, "total").locator("option:checked", { hasText: "number" }).waitFor({ state: "attached" });
      await page.keyboard.press("Tab");
      await hasFocus(type(page, "total"));
      await page.keyboard.press("Tab");
      await page.keyboard.type("12.50");
      await shows(page, '"total": 12.50');
    });

    await t.test("a name that is typed has its type as well, and a person may choose another", async () => {
      await rows(page).getByRole("button", { name: "Add property" }).click();
      await hasFocus(named(page, 4));
      await page.keyboard.type("shipping");
      await type(page, "shipping").locator("option:checked", { hasText: "number" }).waitFor({ state: "attached" });
      await page.keyboard.press("Tab");
      await type(page, "shipping").selectOption({ label: "text" });
      await rows(page).getByRole("combobox", { name: "Value of shipping", exact: true }).fill("free");
      await shows(page, '"shipping": "free"');
      assert.equal(await typeShown(page, "shipping"), "text");
    });

    await t.test("a list comes with its rows, whose names are suggested too", async () => {
      await rows(page).getByRole("button", { name: "Add property" }).click();
      await hasFocus(named(page, 5));
      await page.keyboard.type("products");
      await option(page, /^products list/).click();
      await type(page, "products").locator("option:checked", { hasText: "list" }).waitFor({ state: "attached" });
      await rows(page).getByRole("button", { name: "Add item to products" }).click();
      await type(page, "products › 1").selectOption({ label: "object" });
      await rows(page).getByRole("button", { name: "Add row to products › 1" }).click();
      await page.keyboard.type("pri");
      await option(page, /^price number/).click();
      await type(page, "products › 1 › price")
        .locator("option:checked", { hasText: "number" })
        .waitFor({ state: "attached" });
    });

    await t.test("traits of a user are suggested", async () => {
      await chooseTask(page, "Identify a user");
      await rows(page, "Traits").getByRole("button", { name: "Add trait" }).click();
      await page.keyboard.type("created");
      await suggestions(page).getByRole("group", { name: "Known to Segment" }).waitFor();
      await option(page, /^createdAt date/).click();
      const created = rows(page, "Traits").getByRole("combobox", { name: "Type of createdAt", exact: true });
      await created.locator("option:checked", { hasText: "date" }).waitFor({ state: "attached" });
    });
  }));

test("the usual properties of an event are added in one edit", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");
    const usual = rows(page).getByRole("button", { name: "Add usual properties" });
    const list = rows(page).getByRole("group", { name: "Usual properties of Signed Up" });

    await event(page).fill("Newsletter Requested");
    await shows(page, '"event": "Newsletter Requested"');
    assert.equal(await usual.count(), 0);
    await event(page).fill("Signed Up");
    await usual.focus();
    await page.keyboard.press("Enter");
    await list.waitFor();
    await hasFocus(list.getByRole("checkbox", { name: /^type/ }));
    // A field that is called the same is taken.
    await list.getByRole("checkbox", { name: /^first_name text from First name/ }).waitFor();
    await page.keyboard.press("Space");
    await list.getByRole("checkbox", { name: /^last_name/ }).uncheck();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "catalog-usual");
    await list.getByRole("button", { name: "Add 5 rows" }).click();
    await shows(page, '"first_name": "Ana"');
    await shows(page, '"email": "ana@example.com"');
    await hasFocus(named(page, 3));
    assert.equal(await preview(page).getByText('"last_name"').count(), 0);
    // What is there is left out from now on.
    await usual.click();
    assert.deepEqual(
      await list.getByRole("checkbox").evaluateAll((boxes) => boxes.map((box) => box.labels[0].textContent)),
      ["typetext", "last_nametext"],
    );
    await page.keyboard.press("Escape");
    await undo(page, "added rows").click();
    await preview(page).getByText('"email": "ana@example.com"').waitFor({ state: "hidden" });
    await shows(page, '"event": "Signed Up"');
  }));
