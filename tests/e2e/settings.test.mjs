// The settings of the device: what is chosen stays, and all of it can be taken
// along or deleted.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { hasFocus, openWorkflow, preview, chooseTab, chooseTask, run, runWith } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";
const open = async (page) => {
  await page.getByRole("banner").getByRole("link", { name: "Settings" }).click();
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
};

test("settings are reached by keyboard, read by everybody, and kept", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    const link = page.getByRole("banner").getByRole("link", { name: "Settings" });
    await link.focus();
    await page.keyboard.press("Enter");
    // Until the page's part is there another heading stands in its place.
    await page.getByText(/^[\d.,]+ \w+ of [\d.,]+ \w+ are in use\.$/).waitFor();
    await hasFocus(page.getByRole("heading", { level: 1, name: "Settings" }));
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "settings");
    await page.getByRole("combobox", { name: "Theme" }).selectOption("Dark");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
    await page.getByRole("combobox", { name: "Keep runs for" }).selectOption("7 days");
    page = await browser.reopen();
    await page.goto(`${receiver.url}/settings`);
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    assert.equal(await page.getByRole("combobox", { name: "Theme" }).inputValue(), "dark");
    await page.waitForFunction(() => document.querySelector("#keep-runs")?.value === "7");
  }));

test("tags can use who works here", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await page.getByRole("textbox", { name: "Your email address" }).fill("mia@example.com");
    await page.getByRole("textbox", { name: "Your role" }).fill("editor");
    await page.getByRole("link", { name: "segflow, all workflows" }).click();
    await openWorkflow(page, NAME);
    await chooseTask(page, "Identify a user");
    await chooseTab(page, "Segment");
    const box = page.getByRole("combobox", { name: "User ID" });
    await box.fill("{{ user.email }}");
    await preview(page).getByRole("tabpanel").getByText('"mia@example.com"').waitFor();
    await page.reload();
    await chooseTask(page, "Identify a user");
    await preview(page).getByRole("tabpanel").getByText('"mia@example.com"').waitFor();
  }));

test("everything is taken along, and deleted when it is confirmed", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await runWith(page, "Sign-up form", { City: "Bern" });
    await run(page).getByText("Completed", { exact: true }).waitFor();
    await open(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download everything" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    const { segflowExport, workflows, runs } = JSON.parse(text);
    assert.deepEqual([segflowExport, workflows.length, runs.length], [1, 1, 1]);
    assert.equal(workflows[0].name, NAME);
    assert.equal(runs[0].record.signup.city, "Bern");
    const dialog = page.getByRole("dialog", { name: "Delete everything on this device?" });
    const ask = page.getByRole("button", { name: "Delete everything on this device" });
    await ask.click();
    await dialog.waitFor();
    await assertAccessibleInBothThemes(page);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
    await hasFocus(ask);
    await ask.click();
    await dialog.getByRole("button", { name: "Delete everything", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Workflows" }).waitFor();
    const left = await page.evaluate(async () => {
      const request = indexedDB.open("segflow");
      const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const read = (name) =>
        new Promise((resolve) => {
          const all = database.transaction(name).objectStore(name).count();
          all.onsuccess = () => resolve(all.result);
        });
      const counts = Object.fromEntries(await Promise.all(["runs", "runSummaries", "accounts"].map(async (name) => [name, await read(name)])));
      database.close();
      return counts;
    });
    assert.deepEqual(left, { runs: 0, runSummaries: 0, accounts: 0 });
  }));
