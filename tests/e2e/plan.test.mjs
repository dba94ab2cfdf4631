// Tracking plans: taken over by file, drop and paste; looked at, kept to, suggested from, taken away.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, hasFocus, openWorkflow, preview, saved, tasks } from "./harness/person.mjs";
import { storedDocuments } from "./harness/stored.mjs";

const rule = (key, properties, required = [], more = {}) => ({
  type: "TRACK",
  key,
  version: 1,
  jsonSchema: {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: { context: {}, traits: { type: "object" }, properties: { type: "object", properties, required } },
    required: ["properties"],
  },
  ...more,
});
const PLAN = {
  data: {
    trackingPlan: {
      id: "tp_1",
      name: "Course school",
      rules: [
        rule("Course Booked", { seats: { type: "integer", minimum: 1 }, paid: { type: "boolean" } }, ["seats"]),
        rule("Course Booked", { places: { type: "integer" } }, [], { version: 2 }),
        rule("Course Cancelled", { reason: { type: "string", enum: ["ill", "busy"], minLength: 3 } }, ["reason"]),
        {
          type: "IDENTIFY",
          version: 1,
          jsonSchema: { properties: { traits: { properties: { email: { type: "string" } }, required: ["email"] } } },
        },
      ],
    },
  },
};
const TEXT = JSON.stringify(PLAN);

const entry = (page) => tasks(page).getByRole("button", { name: /^Tracking plan/ });
const dialogOf = (page) => page.getByRole("dialog", { name: "Tracking plan" });
const event = (page) => page.getByRole("combobox", { name: "Event", exact: true });
const rows = (page) => page.getByRole("group", { name: "Properties", exact: true });
const suggestions = (page) => page.getByRole("listbox", { name: "Suggestions" });

async function open(page) {
  await entry(page).click();
  await dialogOf(page).waitFor();
  return dialogOf(page);
}

async function close(page) {
  await page.keyboard.press("Escape");
  await dialogOf(page).waitFor({ state: "hidden" });
  await hasFocus(entry(page));
}

/** Chooses a file as a person does, in the browser's own dialog. */
async function chooseFile(page, name, text) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    dialogOf(page).getByRole("button", { name: "Choose a file" }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

test("a person keeps to a tracking plan", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, "Sign-up follow-up");
    await chooseTask(page, "Track an event");
    const kept = async () => {
      await saved(page);
      const [{ entry }] = await storedDocuments(page);
      return JSON.parse(entry.text).plan;
    };

    await t.test("what is no plan is told, and a file of one is taken over", async () => {
      const dialog = await open(page);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "plan-none");
      await chooseFile(page, "notes.json", '{"notes":[]}');
      await dialog.getByRole("alert").getByText(/holds no rules of a tracking plan/).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "plan-refused");
      await chooseFile(page, "plan.json", TEXT);
      await dialog.getByText("The plan is in use.").waitFor();
      await dialog.getByText("Course school", { exact: true }).waitFor();
      await dialog.getByText("2 events", { exact: true }).waitFor();
      await hasFocus(dialog.getByRole("checkbox", { name: "Strict" }));
      const events = dialog.getByRole("list", { name: "What the plan says" });
      await events.getByText("Course Booked, version 2").waitFor();
      await events.getByText("Course Cancelled").click();
      const reason = events.getByRole("listitem").filter({ hasText: /^reason/ });
      assert.match((await reason.textContent()).replace(/\s+/g, " "), /reason\s*text\s*required\s*one of: ill, busy/);
      await dialog.getByText("1 rule is not checked").click();
      await dialog.getByText("minLength").waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "plan");
      await close(page);
      await entry(page).getByText("Course school").waitFor();
      assert.equal((await kept()).rules.length, 4);
    });

    await t.test("what differs is told at its field, and leads there", async () => {
      const told = preview(page).getByRole("list", { name: "What was found" });
      await told.getByRole("button", { name: /^The tracking plan has no event "Form Completed"/ }).press("Enter");
      await hasFocus(event(page));
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.press("Delete");
      await suggestions(page).getByRole("group", { name: "Tracking plan" }).waitFor();
      assert.deepEqual(
        await suggestions(page).getByRole("group", { name: "Tracking plan" }).getByRole("option").allTextContents(),
        ["Course Booked", "Course Cancelled"],
      );
      await takeScreenshots(page, "plan-suggested");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await preview(page).getByText('"event": "Course Booked"').waitFor();
      await told.getByRole("button", { name: /asks for "seats" as well/ }).press("Enter");
      const add = rows(page).getByRole("button", { name: "Add seats" });
      await hasFocus(add);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "plan-missing");
      await page.keyboard.press("Enter");
      const seats = rows(page).getByRole("combobox", { name: "Value of seats", exact: true });
      await seats.waitFor();
      await add.waitFor({ state: "hidden" });
      // An empty row of a number has the control for one.
      await seats.fill("0");
      await rows(page).getByText("The tracking plan asks for 1 or more.").waitFor();
      await seats.fill("2");
      await told.getByText(/tracking plan/).first().waitFor({ state: "hidden" });
    });

    await t.test("its properties are added at once, in place of those that are usual", async () => {
      await rows(page).getByRole("button", { name: "Add usual properties" }).press("Enter");
      const list = rows(page).getByRole("group", { name: "Tracking plan" });
      await hasFocus(list.getByRole("checkbox", { name: "paid yes or no" }));
      assert.equal(await list.getByRole("checkbox").count(), 1);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "plan-added");
      await list.getByRole("button", { name: "Add 1 row" }).press("Enter");
      await rows(page).getByRole("combobox", { name: "Value of paid", exact: true }).waitFor();
      await page.getByRole("banner").getByRole("button", { name: "Undo: added rows" }).click();
      await rows(page).getByRole("combobox", { name: "Value of paid", exact: true }).waitFor({ state: "hidden" });
    });

    await t.test("names of rows are suggested from it, with their types", async () => {
      await page.getByRole("button", { name: "Add property" }).click();
      const name = rows(page).getByRole("combobox", { name: /^Name \d+$/ }).last();
      await hasFocus(name);
      await page.keyboard.type("p");
      const offered = suggestions(page).getByRole("group", { name: "Tracking plan" }).getByRole("option");
      await offered.first().waitFor();
      assert.deepEqual(await offered.allTextContents(), ["paidyes or no"]);
      await offered.first().click();
      await rows(page).getByRole("combobox", { name: "Value of paid", exact: true }).waitFor();
    });

    await t.test("strict, nothing that differs is sent", async () => {
      await event(page).fill("Course Lost");
      await preview(page).getByText("Ready to send").waitFor();
      await event(page).press("Escape");
      await open(page);
      await dialogOf(page).getByRole("checkbox", { name: "Strict" }).press("Space");
      await close(page);
      await preview(page).getByText("Cannot be sent").waitFor();
      assert.equal((await kept()).strict, true);
      await page.getByRole("banner").getByRole("button", { name: "Undo: tracking plan" }).click();
      await preview(page).getByText("Ready to send").waitFor();
      assert.notEqual((await kept()).strict, true);
    });

    await t.test("it is downloaded, replaced by what is pasted, and removed with a way back", async () => {
      const dialog = await open(page);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        dialog.getByRole("button", { name: "Download plan.json" }).click(),
      ]);
      const file = JSON.parse(await readFile(await download.path(), "utf8"));
      assert.deepEqual([file.name, file.rules.length], ["Course school", 4]);
      await dialog.getByRole("button", { name: "Replace" }).press("Enter");
      await hasFocus(dialog.getByRole("button", { name: "Choose a file" }));
      await dialog.getByText("Paste a plan instead").click();
      const box = dialog.getByRole("textbox", { name: "Tracking plan" });
      await box.fill('[{"type":');
      await dialog.getByRole("button", { name: "Use this plan" }).click();
      await dialog.getByRole("alert").getByText(/^This is no JSON/).waitFor();
      // One page of what Segment's API gives.
      const page1 = { data: { rules: [rule("Course Moved", {})], pagination: { current: "MA==", next: "Mg==" } } };
      await box.fill(JSON.stringify(page1));
      await dialog.getByRole("button", { name: "Use this plan" }).click();
      await dialog.getByText(/this is one page of its rules/).waitFor();
      await dialog.getByText("1 event", { exact: true }).waitFor();
      await dialog.getByRole("button", { name: "Remove" }).press("Enter");
      const undo = dialog.getByRole("button", { name: "Undo" });
      await hasFocus(undo);
      await assertAccessibleInBothThemes(page);
      await undo.press("Enter");
      await dialog.getByText("1 event", { exact: true }).waitFor();
      await dialog.getByRole("button", { name: "Remove" }).click();
      await dialog.getByRole("button", { name: "Choose a file" }).waitFor();
      await close(page);
      assert.equal((await kept()) ?? null, null);
    });

    await t.test("a plan is dropped on the page", async () => {
      const dialog = await open(page);
      const data = await page.evaluateHandle((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "plan.json", { type: "application/json" }));
        return data;
      }, TEXT);
      await dialog.getByText(/^Drop a tracking plan here/).dispatchEvent("drop", { dataTransfer: data });
      await dialog.getByText("2 events", { exact: true }).waitFor();
      await close(page);
    });
  }));
