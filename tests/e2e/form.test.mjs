// Forms: what their editor sets, and what the person sees who fills them in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, openBooking } from "./harness/booking.mjs";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTab, hasFocus, preview } from "./harness/person.mjs";

test("a form as the person sees it who fills it in", (t) =>
  withApp(t, async ({ page }) => {
    await openBooking(page);

    await t.test("the editor sets help, defaults and order", async () => {
      await chooseTab(page, "Form");
      const question = page
        .getByRole("listitem")
        .filter({ has: page.getByRole("button", { name: "Remove Telephone", exact: true }) });
      await question.getByText("Help text and default answer").click();
      await question.getByRole("textbox", { name: "Help text" }).fill("With the code of your country.");
      await question.getByRole("textbox", { name: "Default answer" }).fill("+49");
      await question.getByRole("button", { name: "Move Telephone up" }).press("Enter");
      await hasFocus(page.getByRole("button", { name: "Move Telephone up" }));
      const answers = preview(page).getByRole("tabpanel", { name: "Answers" });
      const phone = answers.getByRole("textbox", { name: "Telephone" });
      const email = answers.getByRole("textbox", { name: "Email address" });
      await phone.waitFor();
      const [above, below] = [await phone.boundingBox(), await email.boundingBox()];
      assert.ok(above.y < below.y, "it is asked before the email address");
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "form");
    });

    await t.test("errors are told above and beside, and lead to their fields", async () => {
      const dialog = await ask(page);
      await dialog.getByRole("heading", { name: "About you" }).waitFor();
      await dialog.getByLabel("Email address").fill("nobody");
      await dialog.getByLabel("Website").fill("example");
      await dialog.getByLabel("Name").fill("");
      await dialog.getByRole("button", { name: "Continue" }).press("Enter");
      const summary = dialog.getByRole("alert", { name: "There is a problem" });
      await hasFocus(summary);
      assert.deepEqual(await summary.getByRole("button").allInnerTexts(), [
        "Name: This needs an answer.",
        "Email address: This needs an email address, such as ana@example.com",
        "Website: This needs a web address that begins with https:// or http://",
        "Group size: This needs an answer.",
      ]);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "form-errors");
      await summary.getByRole("button", { name: /^Group size/ }).press("Enter");
      await hasFocus(dialog.getByRole("radio", { name: "one" }));
      await page.keyboard.press("Space");
      await summary.getByRole("button", { name: /^Email/ }).press("Enter");
      const email = dialog.getByRole("textbox", { name: "Email address" });
      await hasFocus(email);
      assert.equal(await email.getAttribute("aria-invalid"), "true");
      await email.fill("ana@example.com");
      await summary.getByRole("button", { name: /^Email/ }).waitFor({ state: "detached" });
      const name = dialog.getByRole("textbox", { name: "Name" });
      assert.match(await name.evaluate((box) => {
        const described = box.getAttribute("aria-describedby").split(" ");
        return described.map((id) => document.getElementById(id).textContent).join(" ");
      }), /^This needs an answer\. As it stands on your badge\.$/);
      await name.fill("Ana");
      await dialog.getByLabel("Website").fill("https://example.com");
      await summary.waitFor({ state: "detached" });
      await dialog.getByRole("button", { name: "Continue" }).press("Enter");
      await dialog.waitFor({ state: "hidden" });
    });
  }));
