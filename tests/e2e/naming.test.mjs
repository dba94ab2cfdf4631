// What tasks and questions are called in tags: all that uses them follows, and
// what goes says who used it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, hasFocus, openWorkflow, preview, tasks, textOf } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";

test("a name in tags is changed, and all that uses it follows", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    const button = (of) => page.getByRole("button", { name: new RegExp(`^Name in tags of ${of}`) });
    const dialog = (of) => page.getByRole("dialog", { name: `Name in tags of ${of}` });
    const box = (of) => dialog(of).getByRole("textbox", { name: "Name in tags" });
    const userId = page.getByRole("combobox", { name: "User ID" });

    await t.test("of a question, after what it cannot be called", async () => {
      await button("Email address").press("Enter");
      await hasFocus(box("Email address"));
      await dialog("Email address").getByRole("listitem").filter({ hasText: "Identify a user" }).waitFor();
      for (const [typed, sentence] of [
        ["two words", /^Begin with a letter/],
        ["plan", "“plan” is taken. Choose another name."],
      ]) {
        await box("Email address").fill(typed);
        await page.keyboard.press("Enter");
        await dialog("Email address").getByText(sentence).waitFor();
        await hasFocus(box("Email address"));
      }
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "name-in-tags");
      await box("Email address").fill("mail");
      await page.keyboard.press("Enter");
      await dialog("Email address").waitFor({ state: "hidden" });
      await hasFocus(button("Email address"));
      await button("Email address").getByText("{{ signup.mail }}").waitFor();
    });

    await t.test("of a task", async () => {
      await button("Sign-up form").click();
      await box("Sign-up form").fill("run");
      await page.keyboard.press("Enter");
      await dialog("Sign-up form").getByText("“run” means something else in tags. Choose another name.").waitFor();
      await box("Sign-up form").fill("lead");
      await dialog("Sign-up form").getByRole("button", { name: "Save" }).click();
      await hasFocus(button("Sign-up form"));
      await chooseTask(page, "Track an event");
      assert.equal(await textOf(userId), "{{ lead.mail | downcase }}");
      // The answers of the sample follow as well.
      await preview(page).getByText('"userId": "ana@example.com"').waitFor();
    });

    await t.test("what is used says so when it goes", async () => {
      await chooseTask(page, "Sign-up form");
      await page.getByRole("button", { name: "Remove Email address", exact: true }).click();
      await page.getByText(/^“Email address” was deleted\. \d places used it and are marked now\.$/).waitFor();
      await tasks(page).getByRole("button", { name: /^Track an event.*problem/ }).waitFor();
      await page.getByRole("button", { name: "Undo", exact: true }).click();
      await button("Email address").waitFor();
    });
  }));
