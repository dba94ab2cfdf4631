// What a new workflow may begin with: each is whole, and runs once an account is chosen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { hasFocus, preview, tasks } from "./harness/person.mjs";

const TEMPLATES = [
  ["Form completed", "Form Completed"],
  ["Sign-up", "Signed Up"],
  ["E-commerce order", "Order Completed"],
  ["Payment made", "Payment Made"],
  ["Email received", "Email Received"],
  ["CSV back-fill", "Imported Activity"],
];

test("a workflow begins with a template that is ready to run", (t) =>
  withApp(t, async ({ page }) => {
    for (const [name, event] of TEMPLATES) {
      await t.test(name, async () => {
        await page.getByRole("main").getByRole("button", { name: "New workflow" }).click();
        await page.getByRole("heading", { level: 1, name: "New workflow" }).waitFor();
        // The one account there is, the receiver's, is taken.
        await page.getByText("Their tasks send to Local test source").waitFor();
        await page.getByRole("button", { name, exact: true }).click();
        await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
        await tasks(page).getByRole("button", { name: /^Track the |^Track an |^Track what / }).first().click();
        await preview(page).getByText(`"event": "${event}"`).waitFor();
        assert.equal(await tasks(page).getByRole("button", { name: /problem/ }).count(), 0);
        await page.goBack();
        await page.getByRole("heading", { level: 1, name: "Workflows" }).waitFor();
      });
    }
    const names = await page.getByRole("main").getByRole("link").allInnerTexts();
    assert.deepEqual(names.slice(0, -1), TEMPLATES.map(([name]) => name).reverse());
  }));

test("the page of templates is looked at and used by the keyboard", (t) =>
  withApp(t, async ({ page }) => {
    await page.getByRole("main").getByRole("button", { name: "New workflow" }).press("Enter");
    await hasFocus(page.getByRole("heading", { level: 1, name: "New workflow" }));
    await page.getByRole("button", { name: "Blank workflow" }).waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "templates");
    await page.keyboard.press("Tab");
    await hasFocus(page.getByRole("button", { name: "Blank workflow" }));
    await page.keyboard.press("Tab");
    await hasFocus(page.getByRole("button", { name: "Form completed" }));
    await page.keyboard.press("Space");
    await page.getByRole("heading", { level: 1, name: "Form completed", exact: true }).waitFor();
  }));
