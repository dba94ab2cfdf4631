// What people do by mistake: click twice, paste a space along, leave out an
// answer that is needed, forget that there are more tasks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { openFiles, ended, looked, running, withoutPicker, pickFile } from "./harness/bulk.mjs";
import {
  addQuestion,
  addTask,
  chooseTab,
  chooseTask,
  everyPart,
  newWorkflow,
  openWorkflow,
  outcome,
  preview,
  run,
  saved,
  tasks,
  write,
} from "./harness/person.mjs";
import { everythingKept } from "./harness/secrets.mjs";
import { putDocument, storedDocuments } from "./harness/stored.mjs";

const EXAMPLE = "Sign-up follow-up";
/** As long as people take between two clicks that are meant as one. */
const BETWEEN_CLICKS_MILLIS = 150;

/** Clicks twice in the same place, whatever is there the second time. */
async function doubleClick(page, control) {
  await control.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await control.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  for (const clickCount of [1, 2]) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
    await page.waitForTimeout(BETWEEN_CLICKS_MILLIS);
  }
}

const banner = (page) => page.getByRole("banner");
const runButton = (page) => banner(page).getByRole("button", { name: "Run", exact: true });
const ends = (page, word) => run(page).getByText(word, { exact: true }).waitFor();

test("a double click does once what a click does", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await page.getByRole("main").getByRole("link", { name: EXAMPLE }).waitFor();
    await everyPart(page);

    await t.test("a template is begun once", async () => {
      for (const [name, count] of [["Blank workflow", 2], ["Payment made", 3]]) {
        await page.goto(receiver.url);
        await page.getByRole("main").getByRole("button", { name: "New workflow", exact: true }).click();
        await doubleClick(page, page.getByRole("button", { name }));
        await page.getByRole("textbox", { name: "Workflow name" }).waitFor();
        await saved(page);
        assert.equal((await storedDocuments(page)).length, count, name);
      }
    });

    await t.test("what is picked from a menu is not followed by what lies below", async () => {
      await page.goto(receiver.url);
      await page.getByRole("button", { name: `More for ${EXAMPLE}` }).click();
      await doubleClick(page, page.getByRole("menuitem", { name: "Duplicate" }));
      await page.getByRole("main").getByRole("link", { name: `Copy of ${EXAMPLE}` }).waitFor();
      await page.getByRole("heading", { level: 1, name: "Workflows" }).waitFor();
      assert.equal((await storedDocuments(page)).length, 4);
    });

    await t.test("a workflow that asks nothing is run once", async () => {
      const task = { id: "t", kind: "segment.track", account: "local", userId: "u1", event: "Thing Done" };
      const document = { segflow: 1, id: "wf_quick", name: "Quick", tasks: [task] };
      await putDocument(page, document.id, { text: JSON.stringify(document), changedAt: Date.now() });
      await page.goto(receiver.url);
      await openWorkflow(page, "Quick");
      await doubleClick(page, runButton(page));
      await ends(page, "Completed");
      await page.waitForTimeout(2 * BETWEEN_CLICKS_MILLIS);
      assert.equal((await receiver.events()).length, 1);
      // A second click that is meant does what it says.
      await runButton(page).click();
      await ends(page, "Completed");
      await page.getByRole("link", { name: "Runs" }).click();
      await page.getByText("2 runs", { exact: true }).waitFor();
      assert.equal((await receiver.events()).length, 2);
    });

    await t.test("a question is added once, and none is missed", async () => {
      await page.goto(receiver.url);
      await openWorkflow(page, EXAMPLE);
      const adding = page.getByRole("form", { name: "New question" });
      await adding.getByRole("textbox", { name: "New question" }).fill("Company");
      await doubleClick(page, adding.getByRole("button", { name: "Add question" }));
      await page.getByRole("button", { name: "Remove Company" }).waitFor();
      assert.equal(await adding.getByText("Say what is asked").count(), 0);
      await banner(page).getByRole("button", { name: "Undo: changed form" }).click();
    });

    await t.test("one of several is taken out, and not the next one with it", async () => {
      const questions = page.getByRole("group", { name: "Questions" }).getByRole("textbox", { name: "Question" });
      const asked = () => questions.evaluateAll((boxes) => boxes.map(({ value }) => value));
      const before = await asked();
      await doubleClick(page, page.getByRole("button", { name: `Remove ${before[1]}`, exact: true }));
      assert.deepEqual(await asked(), before.toSpliced(1, 1));
      await banner(page).getByRole("button", { name: "Undo: changed form" }).click();
      assert.deepEqual(await asked(), before);
    });

    await t.test("what lies under a form's button stays as it is", async () => {
      await page.goto(receiver.url);
      await openWorkflow(page, EXAMPLE);
      await runButton(page).click();
      const dialog = page.getByRole("dialog", { name: "Sign-up form" });
      const go = dialog.getByRole("button", { name: "Continue" });
      await go.waitFor();
      const { x, y, width, height } = await go.boundingBox();
      const below = await page.evaluate(([x, y]) => {
        const dialog = document.querySelector("dialog[open]");
        globalThis.clicked = [];
        document.addEventListener("click", ({ target }) => globalThis.clicked.push(dialog.contains(target)));
        return dialog.contains(document.elementFromPoint(x, y));
      }, [x + width / 2, y + height / 2]);
      assert.ok(below, "the first click is in the dialog");
      await doubleClick(page, go);
      await ends(page, "Completed");
      assert.deepEqual(await page.evaluate(() => globalThis.clicked), [true]);
    });
  }));

test("rows that were sent are not sent once more by the way", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await withoutPicker(browser.context);
    await page.reload();
    await openFiles(page);
    await pickFile(page, "users.csv", "email,name\nana@example.com,Ana\nben@example.com,Ben\n");
    await looked(page);
    await doubleClick(page, running(page).getByRole("button", { name: /^Send/ }));
    await ended(page, /^2 rows: 2 accepted/);
    assert.equal((await receiver.events()).length, 4);
    await running(page).getByText("Segment counts them a second time").waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "bulk-sent");
    await running(page).getByRole("button", { name: "Send 2 rows again" }).click();
    while ((await receiver.events()).length < 8) await page.waitForTimeout(50);
  }));

test("an answer that was needed is asked for by its question", (t) =>
  withApp(t, async ({ page }) => {
    await newWorkflow(page, "Contact");
    await page.getByRole("main").getByRole("button", { name: "Form", exact: true }).click();
    await addQuestion(page, { label: "Email address", type: "text" });
    await addTask(page, "Identify a user");
    await page.getByRole("combobox", { name: "User ID" }).click();
    await write(page, [{ field: "Email" }]);
    await addTask(page, "Track an event");

    await t.test("a space that was pasted along is left out, and one step undoes it with the rest", async () => {
      const event = page.getByRole("combobox", { name: "Event", exact: true });
      await event.click();
      await page.keyboard.type("  Form Completed ");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Tab");
      await preview(page).getByText(/"event": "Form Completed",/).waitFor();
      await saved(page);
      const document = (await storedDocuments(page)).find(({ entry }) => entry.text.includes('"Contact"'));
      assert.match(document.entry.text, /"event":"Form Completed"/);
    });

    await t.test("an account is given to the tasks that have none", async () => {
      await chooseTab(page, "Account details");
      const panel = page.getByRole("tabpanel", { name: "Account details" });
      await panel.getByRole("combobox", { name: "Send to" }).selectOption({ label: "Local test source" });
      await panel.getByText("Still without an account: Identify a user.").waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "account-for-rest");
      await panel.getByRole("button", { name: "Use Local test source there, too" }).click();
      await panel.getByText("Still without an account").waitFor({ state: "hidden" });
      await tasks(page).getByRole("button", { name: /^Identify a user Local test source/ }).waitFor();
      await banner(page).getByRole("button", { name: "Undo: chosen account" }).click();
      await panel.getByText("Still without an account").waitFor();
      await banner(page).getByRole("button", { name: "Redo: chosen account" }).click();
      await panel.getByText("Still without an account").waitFor({ state: "hidden" });
    });

    await t.test("the run says which question it was", async () => {
      await runButton(page).click();
      const dialog = page.getByRole("dialog", { name: "Form" });
      await dialog.getByRole("button", { name: "Continue" }).click();
      await ends(page, "Failed");
      const identify = outcome(page, "Identify a user");
      await identify.getByText("“Email address” was not answered").waitFor();
      assert.equal(await identify.getByText("Segment would discard").count(), 0);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "run-unanswered");
      await run(page).getByRole("button", { name: "Try again from the failed task" }).waitFor();
    });

    await t.test("a run that was stopped is gone on with, as nothing failed", async () => {
      await runButton(page).click();
      const dialog = page.getByRole("dialog", { name: "Form" });
      await dialog.getByLabel("Email address").waitFor();
      await page.keyboard.press("Escape");
      await ends(page, "Stopped");
      await run(page).getByRole("button", { name: "Go on where it stopped" }).click();
      await dialog.getByLabel("Email address").fill("ana@example.com");
      await dialog.getByRole("button", { name: "Continue" }).click();
      await ends(page, "Completed");
    });
  }));

test("a key that was mistyped is mended where its task is", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, EXAMPLE);
    await chooseTask(page, "Identify a user");
    await chooseTab(page, "Account details");
    const panel = page.getByRole("tabpanel", { name: /Account details/ });
    // What the receiver offers is not ours to change.
    assert.equal(await panel.getByRole("button", { name: /^Edit/ }).count(), 0);
    await panel.getByRole("button", { name: "Connect your Segment account now" }).click();
    const form = panel.getByRole("form", { name: "Connect a Segment account" });
    await form.getByLabel("Account label").fill("Shop");
    await form.getByLabel("Write Key").fill("abc");
    await form.getByRole("button", { name: "Save" }).click();
    await panel.getByText("This does not look like a write key").waitFor();
    const edit = panel.getByRole("button", { name: "Edit Shop" });
    await edit.click();
    const mending = panel.getByRole("form", { name: "Account" });
    assert.equal(await mending.getByLabel("Account label").inputValue(), "Shop");
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "account-edit-in-task");
    await mending.getByLabel("New write key").fill("abcdefghijklmnopqrstuvwxyz012345");
    await mending.getByRole("button", { name: "Save" }).click();
    await mending.waitFor({ state: "hidden" });
    await panel.getByText("••••2345").waitFor();
    await panel.getByText("This does not look like a write key").waitFor({ state: "hidden" });
    await page.waitForFunction(() => document.activeElement?.textContent === "Edit Shop");
    assert.equal(await panel.getByRole("combobox", { name: "Send to" }).getByRole("option").count(), 3);
  }));

test("what was typed and holds nowhere yet is there again", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, EXAMPLE);

    await t.test("a text that is no JSON, after a look at another task", async () => {
      const broken = '{"revenue": {{ signup.amount }}';
      await chooseTask(page, "Track an event");
      await page.getByRole("button", { name: "Edit as JSON" }).click();
      const box = page.getByRole("textbox", { name: "Properties as JSON" });
      await box.fill(broken);
      await page.getByText(/^Not JSON yet/).waitFor();
      await chooseTask(page, "Identify a user");
      assert.equal(await page.getByRole("textbox", { name: "Traits as JSON" }).count(), 0);
      await chooseTab(page, "Conditions");
      await chooseTask(page, "Track an event");
      await chooseTab(page, "Segment");
      await page.getByText(/^Not JSON yet/).waitFor();
      assert.equal(await box.inputValue(), broken);
      await box.fill('{"revenue": "{{ signup.amount }}"}');
      await chooseTask(page, "Identify a user");
      await chooseTask(page, "Track an event");
      await page.getByRole("combobox", { name: "Value of revenue", exact: true }).waitFor();
      assert.equal(await box.count(), 0);
    });

    await t.test("answers, after the form was closed and the page left", async () => {
      await chooseTask(page, "Sign-up form");
      await addQuestion(page, { label: "Voucher", type: "password" });
      const dialog = page.getByRole("dialog", { name: "Sign-up form" });
      await runButton(page).click();
      await dialog.getByLabel("City").fill("Bern");
      await dialog.getByLabel("Voucher").fill("q7Rk2mZx");
      await page.keyboard.press("Escape");
      await ends(page, "Stopped");
      await banner(page).getByRole("link", { name: "segflow" }).click();
      await openWorkflow(page, EXAMPLE);
      await runButton(page).click();
      await dialog.getByLabel("City").waitFor();
      assert.equal(await dialog.getByLabel("City").inputValue(), "Bern");
      assert.equal(await dialog.getByLabel("Voucher").inputValue(), "");
      await dialog.getByLabel("Voucher").fill("q7Rk2mZx");
      await dialog.getByRole("button", { name: "Continue" }).click();
      await ends(page, "Completed");
      // Once they are given, the next form begins with the sample.
      await runButton(page).click();
      await dialog.getByLabel("City").waitFor();
      assert.equal(await dialog.getByLabel("City").inputValue(), "São Paulo");
    });
  }));

test("what was typed into a form is there again after the page was loaded anew", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, EXAMPLE);
    await addQuestion(page, { label: "Voucher", type: "password" });
    await saved(page);
    const dialog = page.getByRole("dialog", { name: "Sign-up form" });
    const [city, voucher] = [dialog.getByLabel("City"), dialog.getByLabel("Voucher")];
    const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    await runButton(page).click();
    await city.fill("Bern");
    await voucher.fill("q7Rk2mZx");

    await t.test("but for passwords", async () => {
      await page.reload();
      await city.waitFor();
      assert.equal(await city.inputValue(), "Bern");
      assert.equal(await voucher.inputValue(), "");
      assert.match(await kept(), /Bern/);
      for (const [where, text] of Object.entries(await everythingKept(page))) {
        assert.ok(!text.includes("q7Rk2mZx"), `the password is in ${where}`);
      }
    });

    await t.test("however often", async () => {
      await dialog.getByLabel("Email address").fill("ana@example.com");
      await page.reload();
      await city.waitFor();
      assert.equal(await city.inputValue(), "Bern");
      assert.equal(await dialog.getByLabel("Email address").inputValue(), "ana@example.com");
    });

    await t.test("until it is sent", async () => {
      await voucher.fill("q7Rk2mZx");
      await dialog.getByRole("button", { name: "Continue" }).click();
      await ends(page, "Completed");
      assert.equal(await kept(), "{}");
    });

    await t.test("or the run is closed", async () => {
      await runButton(page).click();
      await city.fill("Basel");
      assert.match(await kept(), /Basel/);
      await page.keyboard.press("Escape");
      await ends(page, "Stopped");
      await page.waitForFunction(() => sessionStorage.length === 0);
    });
  }));

test("a question has the type that its words tell, until a person says otherwise", (t) =>
  withApp(t, async ({ page }) => {
    await newWorkflow(page, "Contact");
    await page.getByRole("main").getByRole("button", { name: "Form", exact: true }).click();
    const adding = page.getByRole("form", { name: "New question" });
    const type = adding.getByRole("combobox", { name: "Type" });
    const shown = () => type.evaluate((menu) => menu.selectedOptions[0].text);
    const box = adding.getByRole("textbox", { name: "New question" });
    await box.click();
    await page.keyboard.type("Email address");
    assert.equal(await shown(), "email address");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Amount");
    assert.equal(await shown(), "number");
    await type.selectOption({ label: "text" });
    await box.fill("Amount in words");
    assert.equal(await shown(), "text");
    await page.keyboard.press("Enter");
    const types = page.getByRole("group", { name: "Questions" }).getByRole("combobox", { name: "Type" });
    const texts = await types.evaluateAll((menus) => menus.map((menu) => menu.selectedOptions[0].text));
    assert.deepEqual(texts, ["email address", "text"]);
  }));

test("on a phone the task that is pressed comes into sight", (t) =>
  withApp(
    t,
    async ({ page }) => {
      await openWorkflow(page, EXAMPLE);
      for (let count = 0; count < 6; count += 1) await addTask(page, "Track an event");
      const heading = page.getByRole("heading", { level: 2, name: "Identify a user", exact: true });
      const list = tasks(page).getByRole("button", { name: /^Identify a user/ });
      await list.scrollIntoViewIfNeeded();
      await page.mouse.move(0, 0);
      const { y } = await list.boundingBox();
      assert.ok(y > 0, "the list is in sight");
      await list.click();
      await heading.waitFor();
      await page.waitForFunction(() => {
        const top = document.querySelector(".builder-editor h2").getBoundingClientRect().top;
        return top > 0 && top < innerHeight / 2;
      });
      // By keys the focus stays in sight.
      const other = tasks(page).getByRole("button", { name: /^Sign-up form/ });
      await other.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 2, name: "Sign-up form", exact: true }).waitFor();
      const seen = await other.evaluate((button) => button.getBoundingClientRect().top > 0);
      assert.ok(seen, "the task that has the focus is in sight");
    },
    { viewport: { width: 390, height: 844 } },
  ));

test("whoever comes for the first time is told what is here", (t) =>
  withApp(t, async ({ page }) => {
    await page.getByText("Open this one and press Run").waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "first-visit");
    await newWorkflow(page, "Own");
    await saved(page);
    await banner(page).getByRole("link", { name: "segflow" }).click();
    await page.getByRole("main").getByRole("link", { name: "Own" }).waitFor();
    assert.equal(await page.getByText("Open this one and press Run").count(), 0);
  }));
