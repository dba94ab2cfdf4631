// Running on a server: the file of the workflow and what to type.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { addQuestion, hasFocus, openWorkflow, saved } from "./harness/person.mjs";

test("a person takes a workflow to a server", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: receiver.url });
    await openWorkflow(page, "Sign-up follow-up");
    await addQuestion(page, { label: "Secret", type: "password" });
    await saved(page);
    const more = page.getByRole("button", { name: "More ways to run" });
    const dialog = page.getByRole("dialog", { name: "Run on a server" });
    const step = (name) => dialog.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
    const copied = async (place, button = "Copy command") => {
      await place.getByRole("button", { name: button, exact: true }).first().click();
      await place.getByText("Copied").first().waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    await more.click();
    await page.getByRole("menuitem", { name: "Run on a server" }).click();
    await dialog.waitFor();

    await t.test("everybody can read it", async () => {
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "server");
    });

    await t.test("the file is the workflow", async () => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        step("Save the workflow’s file").getByRole("button", { name: "Download sign-up-follow-up.json" }).click(),
      ]);
      assert.equal(download.suggestedFilename(), "sign-up-follow-up.json");
      const file = JSON.parse(await readFile(await download.path(), "utf8"));
      assert.deepEqual([file.segflow, file.name], [1, "Sign-up follow-up"]);
      assert.deepEqual(file.tasks.map(({ id }) => id), ["signup", "identify", "track"]);
      assert.equal(file.tasks[0].fields.at(-1).label, "Secret");
      assert.equal(file.tasks[1].account, "local");
      assert.equal(file.samples[0].record.signup.email, "ana@example.com");
    });

    await t.test("the commands are this workflow's, and no key is in them", async () => {
      const accounts = await copied(step("Write down the accounts"), "Copy commands");
      assert.match(accounts, /^\(umask 077; cat > accounts\.json\) <<'END'\n/);
      const [account] = JSON.parse(accounts.split("\n")[1]);
      assert.deepEqual(account, {
        id: "local",
        label: "Local test source",
        writeKey: "the write key of Local test source",
        region: "custom",
        endpoint: receiver.url,
      });
      const alone = await copied(step("Run a file of rows in one go"));
      assert.equal(
        alone,
        "segflow run sign-up-follow-up.json --records users.csv --accounts accounts.json --allow-private --report report.csv",
      );
      await step("Run a file of rows in one go").getByText("email, first_name, city, amount, plan").waitFor();
      const durable = step("Or run it so that no crash loses anything");
      assert.equal(await copied(durable), "segflow up --accounts accounts.json --allow-private");
      const submit = await copied(durable, "Copy commands");
      assert.equal(submit, "segflow submit sign-up-follow-up.json --records users.csv\nsegflow status\nsegflow dead-letters");
    });

    await t.test("Escape leads back", async () => {
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      await hasFocus(more);
    });
  }));
