// Samples: several by name, out of a run and out of a message.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, takeScreenshots, withApp } from "./harness/index.mjs";
import {
  addQuestion,
  chooseTask,
  hasFocus,
  openWorkflow,
  outcome,
  preview,
  run,
  runWith,
  saved,
} from "./harness/person.mjs";
import { everythingKept } from "./harness/secrets.mjs";

const NAME = "Sign-up follow-up";
const SECRET = "correct horse battery staple";

const menu = (page) => page.getByRole("button", { name: "Samples", exact: true });
const chosen = (page) => page.getByRole("combobox", { name: "Sample", exact: true });
const dialog = (page, name) => page.getByRole("dialog", { name });
const shows = (page, text) => preview(page).getByText(text).first().waitFor();

const pick = async (page, item) => {
  await menu(page).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
};

const isChosen = (page, name) =>
  chosen(page).getByRole("option", { name, exact: true, selected: true }).waitFor({ state: "attached" });

/** Gives the sample in the open dialog a name. */
const name = async (page, title, text) => {
  const box = dialog(page, title).getByRole("textbox", { name: "Name of the sample" });
  await hasFocus(box);
  await box.fill(text);
  await page.keyboard.press("Enter");
  await dialog(page, title).waitFor({ state: "hidden" });
};

test("a person keeps several samples", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await openWorkflow(page, NAME);
    await addQuestion(page, { label: "Secret", type: "password" });

    await t.test("one is copied and answered anew; the preview follows at once", async () => {
      await chooseTask(page, "Track an event");
      await shows(page, '"userId": "ana@example.com",');
      await pick(page, "Copy of Ana");
      const box = dialog(page, "New sample").getByRole("textbox", { name: "Name of the sample" });
      await box.fill("Ana");
      await page.keyboard.press("Enter");
      await page.getByText(/^There is another sample named “Ana”/).waitFor();
      await name(page, "New sample", "Ben");
      await hasFocus(menu(page));
      await isChosen(page, "Ben");

      await pick(page, "Edit answers of Ben");
      const answers = dialog(page, "Answers of Ben");
      await answers.getByLabel("Email address").fill("Ben@Example.com");
      await answers.getByText("Secret: asked in a run, and never kept.").waitFor();
      await answers.getByRole("button", { name: "Edit as JSON" }).click();
      assert.equal(JSON.parse(await answers.getByLabel("Answers as JSON").inputValue()).signup.email, "Ben@Example.com");
      await assertAccessible(page);
      await takeScreenshots(page, "sample-answers");
      await page.keyboard.press("Escape");
      await shows(page, '"userId": "ben@example.com",');
      await chosen(page).selectOption({ label: "Ana" });
      await shows(page, '"userId": "ana@example.com",');
      await chosen(page).selectOption({ label: "Ben" });
      await shows(page, '"userId": "ben@example.com",');
    });

    await t.test("the chosen one is found again, renamed, deleted and brought back", async () => {
      await saved(page);
      await page.reload();
      await isChosen(page, "Ben");
      await pick(page, "Rename Ben");
      await name(page, "Rename sample", "Benedikt");
      await isChosen(page, "Benedikt");
      await pick(page, "Delete Benedikt");
      await isChosen(page, "Ana");
      await hasFocus(menu(page));
      await page.getByText("“Benedikt” was deleted.").waitFor();
      await page.getByRole("button", { name: "Undo", exact: true }).click();
      await isChosen(page, "Benedikt");
    });

    await t.test("what was answered in a run becomes one, without its password", async () => {
      await runWith(page, "Sign-up form", { "Email address": "cleo@example.com", Secret: SECRET });
      await run(page).getByText("Completed", { exact: true }).waitFor();
      await run(page).getByRole("button", { name: "Keep these answers as a sample" }).click();
      await name(page, "Keep these answers as a sample", "Cleo");
      await hasFocus(run(page).getByText("These answers are the sample “Cleo”."));
      await isChosen(page, "Cleo");
      await chooseTask(page, "Track an event");
      await shows(page, '"userId": "cleo@example.com",');
      await saved(page);
      const kept = await everythingKept(page);
      assert.ok(kept.databases.includes("cleo@example.com"));
      for (const [place, text] of Object.entries(kept)) assert.ok(!text.includes(SECRET), place);
    });

    await t.test("a message becomes one, as far as it tells", async () => {
      await outcome(page, "Track an event").getByRole("link", { name: "Show in the Debugger" }).click();
      const pane = page.getByRole("region", { name: "Form Completed" });
      await pane.getByRole("button", { name: `Use as a sample of ${NAME}` }).click();
      const found = dialog(page, `Use as a sample of ${NAME}`);
      await found.getByText("Answers found in this message").waitFor();
      await found.getByText("cleo@example.com", { exact: true }).waitFor();
      // Nor is a password told, or anything the task does not send.
      await found.getByText(/^This message does not tell: .*City.*Secret/).waitFor();
      await assertAccessible(page);
      await takeScreenshots(page, "sample-from-message");
      await name(page, `Use as a sample of ${NAME}`, "As it arrived");
      await page.getByText(/^Kept as the sample “As it arrived”/).waitFor();
      await pane.getByRole("link", { name: `Back to “${NAME}”` }).click();
      await isChosen(page, "As it arrived");
      await shows(page, '"userId": "cleo@example.com",');
      // It can be undone where it is used.
      await page.getByRole("banner").getByRole("button", { name: "Undo: added sample" }).click();
      await isChosen(page, "Cleo");
      assert.equal((await receiver.events()).length, 2);
    });
  }));
