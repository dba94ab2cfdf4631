// A workflow that runs another one: what is sent is seen before, all of it, and nothing runs before the other is known.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ended, firstRows, looked, pickFile, running, withoutPicker } from "./harness/bulk.mjs";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, hasFocus, openWorkflow, preview, run } from "./harness/person.mjs";
import { putDocument, putSetting } from "./harness/stored.mjs";

const track = (id, label, event) => ({ id, kind: "segment.track", label, account: "local", userId: "{{ lead.email }}", event });
const lead = { id: "lead", kind: "form", label: "Lead", fields: [{ id: "email", label: "Email address", type: "email", required: true }] };
const workflow = (id, name, tasks) => ({ segflow: 1, id, name, tasks });
const input = { "lead.email": "ana@example.com" };

const THANKS = workflow("wf_thanks", "Thank you note", [lead, track("thanks", "Say thanks", "Order Placed")]);
const MIDDLE = workflow("wf_middle", "Follow-up", [{ id: "note", kind: "workflow", label: "Write a note", workflow: "wf_thanks", input }]);
const OUTER = workflow("wf_outer", "Onboarding", [
  { ...track("begun", "Begin", "Onboarding Began"), userId: "ana@example.com" },
  { id: "after", kind: "workflow", label: "Follow up", workflow: "wf_middle" },
]);

const banner = (page, name) => page.getByRole("banner").getByRole("button", { name, exact: true });
const completed = (page) => run(page).getByText("Completed", { exact: true });

/** The outer workflow, open; the innermost came from elsewhere where it is said so. */
async function open(page, from) {
  // The page has its storage once it shows what is in it.
  await page.getByRole("main").getByRole("link", { name: "Sign-up follow-up", exact: true }).waitFor();
  for (const document of [THANKS, MIDDLE, OUTER]) {
    await putDocument(page, document.id, { text: JSON.stringify(document), changedAt: 1 });
  }
  if (from) await putSetting(page, `unconfirmed.${THANKS.id}`, "yes");
  await page.reload();
  await openWorkflow(page, OUTER.name);
}

/** All that has come, once it is as many. */
async function came(receiver, page, count) {
  for (let tries = 0; (await receiver.events()).length < count && tries < 100; tries += 1) await page.waitForTimeout(50);
  return (await receiver.events()).map(({ message }) => message.event);
}

test("a workflow that runs one from elsewhere asks as that one would, however it is run", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await open(page, "elsewhere");
    const dialog = page.getByRole("dialog", { name: "Before the first run" });
    await banner(page, "Run").click();
    await dialog.getByText(/^This workflow runs another one that came from elsewhere: “Thank you note”\./).waitFor();
    // Everything that is sent, in order, whichever workflow it is of.
    const sent = dialog.getByRole("list", { name: "What goes where" }).getByRole("listitem");
    const told = await sent.allInnerTexts();
    assert.equal(told.length, 2, told.join());
    assert.match(told[0], /^Onboarding Began\s+Begin\s+Local test source/);
    assert.match(told[1], /^Order Placed\s+Thank you note › Say thanks\s+Local test source/);
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "first-run-within");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });

    // By its name as well, and with the keyboard alone.
    await page.keyboard.press("Control+k");
    await hasFocus(page.getByRole("combobox", { name: "Find a command, a task or a workflow" }));
    await page.keyboard.type("run this");
    await page.getByRole("option", { name: "Run this workflow", selected: true }).waitFor();
    await page.keyboard.press("Enter");
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });

    // A message of another page has nobody to ask.
    await putSetting(page, `triggers:${OUTER.id}`, JSON.stringify({ address: false, origins: [receiver.url] }));
    await page.reload();
    const triggers = page.getByRole("button", { name: /^When it runs/ });
    await triggers.getByText("set up").waitFor();
    await page.evaluate((message) => postMessage(message), { segflow: 1, workflow: OUTER.id, record: {} });
    await triggers.click();
    await page.getByText(/^It did not run: this workflow comes from elsewhere, or runs one that does/).waitFor();
    await page.keyboard.press("Escape");

    // What sends nothing asks nothing.
    await banner(page, "Dry run").click();
    await completed(page).waitFor();
    assert.equal(await dialog.count(), 0);
    assert.deepEqual(await receiver.events(), []);

    await banner(page, "Run").click();
    await dialog.getByRole("button", { name: "Go on, that is right" }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.deepEqual(await came(receiver, page, 2), ["Onboarding Began", "Order Placed"]);

    // It is asked once, here and there.
    await page.reload();
    await banner(page, "Run").click();
    assert.equal((await came(receiver, page, 4)).length, 4);
    await page.goto(page.url().replace(OUTER.id, THANKS.id));
    await banner(page, "Run").click();
    await page.getByRole("dialog", { name: "Lead" }).waitFor();
    assert.equal(await dialog.count(), 0);
  }));

test("the preview tells what the tasks of a workflow within would do", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await chooseTask(page, "Follow up");
    const all = preview(page).getByRole("list", { name: "What every task would do" });
    const note = all.getByRole("list", { name: "Tasks of Follow up" }).getByRole("list", { name: "Tasks of Write a note" });
    await note.getByText("Say thanks").waitFor();
    const thanks = note.getByRole("listitem").filter({ hasText: "Say thanks" });
    await thanks.getByText("Ready to send").waitFor();
    // What is handed over is not asked for.
    await note.getByRole("listitem").filter({ hasText: "Lead" }).getByText("Sends nothing").waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "preview-within");
  }));

test("what a workflow within lacks is told before anything is sent", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await open(page);
    const tasks = THANKS.tasks.map(({ account, ...task }) => task);
    await putDocument(page, THANKS.id, { text: JSON.stringify({ ...THANKS, tasks }), changedAt: 2 });
    await banner(page, "Run").click();
    const missing = page.getByRole("group", { name: /^Something is missing/ });
    await missing.getByRole("button", { name: "Follow up" }).waitFor();
    await assertAccessibleInBothThemes(page);
    assert.deepEqual(await receiver.events(), []);
  }));

for (const [button, sent] of [["Run", 2], ["Dry run", 0]]) {
  test(`${button}, pressed before anything else is there, waits for the workflow within`, (t) =>
    withApp(t, async ({ receiver, page }) => {
      await open(page);
      // At once: before anything that has to be read is there.
      await page.addInitScript((name) => {
        const press = (_, observer) => {
          const found = [...document.querySelectorAll("header button")].find(({ textContent }) => textContent.trim() === name);
          if (!found) return;
          observer.disconnect();
          found.click();
        };
        new MutationObserver(press).observe(document, { childList: true, subtree: true });
      }, button);
      await page.reload();
      await completed(page).waitFor();
      assert.equal((await came(receiver, page, sent)).length, sent);
    }));
}

test("rows of a file run a workflow within, once it was seen what goes where", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await withoutPicker(browser.context);
    const rows = { ...OUTER, tasks: [
      { id: "person", kind: "form", label: "Person", fields: [{ id: "email", label: "Email", type: "email", required: true }] },
      { id: "after", kind: "workflow", label: "Follow up", workflow: "wf_thanks", input: { "lead.email": "{{ person.email | downcase }}" } },
    ] };
    await open(page, "elsewhere");
    await putDocument(page, rows.id, { text: JSON.stringify(rows), changedAt: 2 });
    await page.reload();
    await page.getByRole("button", { name: "More ways to run" }).click();
    await page.getByRole("menuitem", { name: "Run a file" }).click();
    const dialog = page.getByRole("dialog", { name: "Before the first run" });
    await dialog.getByText("Order Placed", { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Go on, that is right" }).click();
    await dialog.waitFor({ state: "hidden" });
    await pickFile(page, "users.csv", "Email\nAna@example.com\nbea@example.com\n");
    await looked(page);
    const first = firstRows(page).getByRole("listitem").filter({ hasText: /^Row 1/ });
    await first.getByText("Row 1").click();
    await first.getByText("after/thanks").waitFor();
    await assertAccessibleInBothThemes(page);
    await running(page).getByRole("button", { name: "Check without sending" }).click();
    await ended(page, "2 rows: 2 would be sent. 2 messages would be sent.");
    await running(page).getByRole("button", { name: "Send 2 rows" }).click();
    await ended(page, "2 rows: 2 accepted. 2 messages accepted by Segment.");
    const users = (await receiver.events()).map(({ message }) => `${message.event} ${message.userId}`);
    assert.deepEqual(users.sort(), ["Order Placed ana@example.com", "Order Placed bea@example.com"]);
  }));

test("for a server the workflows within come along", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await page.getByRole("button", { name: "More ways to run" }).click();
    await page.getByRole("menuitem", { name: "Run on a server" }).click();
    const dialog = page.getByRole("dialog", { name: "Run on a server" });
    for (const file of ["onboarding.json", "follow-up-1.json", "thank-you-note-2.json"]) {
      await dialog.getByRole("button", { name: `Download ${file}` }).waitFor();
    }
    await dialog.getByText("mv follow-up-1.json thank-you-note-2.json workflows/").waitFor();
    await dialog.getByText(/^segflow run onboarding\.json --workflows workflows --records/).waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "server-within");
  }));
