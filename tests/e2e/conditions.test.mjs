// Conditions: comparisons by type, groups, the sentence they make, their verdict.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DOCUMENT, openBooking } from "./harness/booking.mjs";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTab, chooseTask, hasFocus, saved, tasks } from "./harness/person.mjs";
import { storedDocuments } from "./harness/stored.mjs";

/** Presses keys one after the other. */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

test("a person sets conditions with the keyboard", (t) =>
  withApp(t, async ({ page }) => {
    await openBooking(page);
    await chooseTask(page, "Booked");
    await chooseTab(page, "Conditions");
    const section = page.getByRole("group", { name: "Activate this task when…" });
    const condition = (number) => section.getByRole("group", { name: `Condition ${number}`, exact: true });
    const box = (number, role, name) => condition(number).getByRole(role, { name, exact: true });
    const sentence = (text) => section.getByText(text, { exact: true }).waitFor();

    await t.test("a field of numbers, with what it is in the sample", async () => {
      await section.getByRole("button", { name: "Add the first 'Activate' condition" }).press("Enter");
      await hasFocus(box("1", "combobox", "Field"));
      await page.keyboard.type("Seats");
      await box("1", "combobox", "Comparison").focus();
      await page.keyboard.type("greater");
      await box("1", "combobox", "Value").focus();
      await page.keyboard.type("2");
      await sentence("Only when Seats is greater than 2.");
      await condition("1").getByText("Holds for Ana: 3").waitFor();
      await section.getByText("Activated for Ana.").waitFor();
      await tasks(page).getByText("Only when Seats is greater than 2").waitFor();
    });

    await t.test("each kind of field has what fits it", async () => {
      await section.getByRole("button", { name: "Add condition" }).press("Enter");
      await hasFocus(box("2", "combobox", "Field"));
      for (const [field, comparison, control, value, told] of [
        ["form.plan", "is", "combobox", "free", "Plan is “free”"],
        ["form.news", "is not", "combobox", "Yes", "Newsletter is not yes"],
        ["form.day", "is in the last", "textbox", "3", "First day is in the last 3 days"],
        ["form.topics", "contains any of", "textbox", "web, data", "Topics contains any of “web”, “data”"],
        ["form.name", "matches the pattern", "textbox", "^A", "Name matches the pattern “^A”"],
        ["form.seats", "is a whole number", null, null, "Seats is a whole number"],
      ]) {
        await box("2", "combobox", "Field").selectOption(field);
        await box("2", "combobox", "Comparison").selectOption({ label: comparison });
        const name = comparison === "is in the last" ? "How many" : "Value";
        if (control === "combobox") await box("2", control, name).selectOption({ label: value });
        else if (control) await box("2", control, name).fill(value);
        await sentence(`Only when Seats is greater than 2 and ${told}.`);
      }
      // A field is compared with another one.
      await box("2", "combobox", "Field").selectOption("form.name");
      await box("2", "combobox", "Comparison").selectOption({ label: "is" });
      await box("2", "combobox", "Compare with").selectOption({ label: "field" });
      await box("2", "combobox", "Other field").selectOption("form.plan");
      await sentence("Only when Seats is greater than 2 and Name is Plan.");
      await condition("2").getByText("Does not hold for Ana: “Ana” and “pro”").waitFor();
      await section.getByText("Skipped for Ana.").waitFor();
    });

    await t.test("groups are made, moved and taken apart", async () => {
      await section.getByRole("button", { name: "More for condition 2" }).press("Enter");
      await press(page, "ArrowDown", "Enter");
      await hasFocus(box("2.1", "combobox", "Field"));
      const group = section.getByRole("group", { name: "Group 2", exact: true });
      await group.getByRole("button", { name: "Add condition" }).press("Enter");
      await hasFocus(box("2.2", "combobox", "Field"));
      await box("2.2", "combobox", "Value").fill("Ana");
      await box("2.2", "combobox", "Field").selectOption("form.name");
      await sentence("Only when Seats is greater than 2 and (Name is Plan or Name is “Ana”).");
      await section.getByText("Activated for Ana.").waitFor();
      await group.getByRole("combobox", { name: "How the conditions go together" }).selectOption({ label: "None of these holds" });
      await sentence("Only when Seats is greater than 2 and not (Name is Plan or Name is “Ana”).");
      // Alt with an arrow takes the clause out of its group.
      await box("2.2", "combobox", "Value").focus();
      await press(page, "Alt+ArrowDown");
      await hasFocus(box("3", "combobox", "Field"));
      await sentence("Only when Seats is greater than 2 and not (Name is Plan) and Name is “Ana”.");
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "conditions");
      await section.getByRole("button", { name: "More for group 2" }).press("Enter");
      await page.getByRole("menuitem", { name: /^Take the group away/ }).press("Enter");
      await sentence("Only when Seats is greater than 2 and Name is Plan and Name is “Ana”.");
      await section.getByRole("button", { name: "Remove condition 2" }).press("Enter");
      await hasFocus(box("2", "combobox", "Field"));
      await sentence("Only when Seats is greater than 2 and Name is “Ana”.");
    });

    await t.test("a form has conditions as well", async () => {
      await chooseTask(page, "Booking");
      await chooseTab(page, "Conditions");
      await section.getByRole("button", { name: "Add the first 'Activate' condition" }).press("Enter");
      await hasFocus(box("1", "combobox", "Field"));
      await box("1", "combobox", "Field").selectOption("user.role");
      await box("1", "combobox", "Value").fill("Maker");
      await sentence("Only when Current user's role is “Maker”.");
      await section.getByText("Skipped for Ana.").waitFor();
      await section.getByRole("button", { name: "Remove condition 1" }).press("Enter");
    });

    await t.test("what cannot be read is shown and kept", async () => {
      await chooseTask(page, "From elsewhere");
      await condition("2").getByText('{"phase":"of the moon"}').waitFor();
      const complete = page.getByRole("group", { name: "Complete this task when…" });
      await complete.getByText("Only when Seats is greater than 1.", { exact: true }).waitFor();
      await box("1", "combobox", "Value").selectOption({ label: "free" });
      await assertAccessibleInBothThemes(page);
      await saved(page);
      const stored = (await storedDocuments(page)).find(({ id }) => id === DOCUMENT.id);
      const task = (id) => JSON.parse(stored.entry.text).tasks.find((task) => task.id === id);
      assert.deepEqual(task("kept").activateWhen, {
        all: [{ field: "form.plan", op: "is", value: "free" }, { phase: "of the moon" }],
      });
      assert.deepEqual(task("kept").completeWhen, DOCUMENT.tasks[3].completeWhen);
      assert.deepEqual(task("track").activateWhen, {
        all: [
          { field: "form.seats", op: "greaterThan", value: 2 },
          { field: "form.name", op: "is", value: "Ana" },
        ],
      });
    });
  }));
