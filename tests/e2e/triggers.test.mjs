// When a workflow runs besides by hand: at its time, when a listed page says so; filled in by its address.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, hasFocus, importPasted, openWorkflow, preview, run, saved, sendTo, tasks } from "./harness/person.mjs";

const entry = (page) => tasks(page).getByRole("button", { name: /^When it runs/ });
const dialogOf = (page) => page.getByRole("dialog", { name: "When it runs" });
const log = (page) => dialogOf(page).getByRole("list", { name: "Since this page was opened" });

async function open(page) {
  await entry(page).click();
  await dialogOf(page).waitFor();
  return dialogOf(page);
}

async function close(page) {
  await page.keyboard.press("Escape");
  await dialogOf(page).waitFor({ state: "hidden" });
}

/** Another page, at an origin of its own, that opens pages. */
async function otherPage(t) {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>Shop</title>");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

test("a person says when a workflow runs", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    const shop = await otherPage(t);
    await openWorkflow(page, "Sign-up follow-up");
    const address = page.url();
    const id = decodeURIComponent(address.split("/w/")[1]);

    await t.test("all is off at first, and what is turned on is kept on this device", async () => {
      const dialog = await open(page);
      for (const name of ["Answers in the page’s address", "On a schedule", "Messages of other pages"]) {
        assert.equal(await dialog.getByRole("checkbox", { name }).isChecked(), false);
      }
      await dialog.getByText(/^Only while this workflow is open in a tab/).waitFor();
      await assertAccessibleInBothThemes(page);
      // With the keyboard alone.
      await dialog.getByRole("checkbox", { name: "Answers in the page’s address" }).press("Space");
      await dialog.getByText(`${address}?signup.email=…`).waitFor();
      await dialog.getByRole("checkbox", { name: "Messages of other pages" }).press("Space");
      const origins = dialog.getByRole("textbox", { name: "Pages that may do so" });
      await origins.fill("shop.example");
      await dialog.getByText(/^shop\.example is no origin/).waitFor();
      await assertAccessibleInBothThemes(page);
      await origins.fill(shop);
      await dialog.getByRole("checkbox", { name: "On a schedule" }).press("Space");
      await dialog.getByRole("combobox", { name: "When" }).selectOption({ label: "Once a day" });
      assert.equal(await dialog.getByLabel("Time").inputValue(), "09:00");
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "triggers");
      await close(page);
      await hasFocus(entry(page));
      await entry(page).getByText("set up").waitFor();
      await page.reload();
      await open(page);
      assert.equal(await origins.inputValue(), shop);
      assert.equal(await dialog.getByLabel("Time").inputValue(), "09:00");
      await dialog.getByRole("checkbox", { name: "On a schedule" }).uncheck();
      await close(page);
    });

    await t.test("an address fills the form and runs nothing", async () => {
      await page.goto(`${address}?signup.email=zoe%40example.com&plan=free&amount=12.50&signup.gone=1`);
      await chooseTask(page, "Identify a user");
      await preview(page).getByText('"userId": "zoe@example.com"').waitFor();
      assert.equal((await receiver.events()).length, 0);
      await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
      const form = page.getByRole("dialog", { name: "Sign-up form" });
      assert.equal(await form.getByLabel("Email address").inputValue(), "zoe@example.com");
      assert.equal(await form.getByLabel("Amount").inputValue(), "12.50");
      assert.equal((await receiver.events()).length, 0);
    });

    await t.test("a listed page begins a run with its record, named in the trace; another does not", async () => {
      const opener = await browser.context.newPage();
      await opener.goto(shop);
      const [opened] = await Promise.all([
        browser.context.waitForEvent("page"),
        opener.evaluate((address) => void (globalThis.opened = window.open(address)), address),
      ]);
      await entry(opened).getByText("set up").waitFor();
      const record = { signup: { email: "eve@example.com", plan: "pro", amount: 3 } };
      const say = (message) =>
        opener.evaluate(([message, origin]) => globalThis.opened.postMessage(message, origin), [message, receiver.url]);
      await say({ segflow: 1, workflow: "wf_other", record });
      await say({ segflow: 1, workflow: id });
      await say({ segflow: 1, workflow: id, record });
      await open(opened);
      await log(opened).getByText(`It ran with a message of ${shop}.`).waitFor();
      await log(opened).getByText(`A message of ${shop} was ignored: it has no record.`).waitFor();
      for (let tries = 0; (await receiver.events()).length < 2 && tries < 100; tries += 1) {
        await opened.waitForTimeout(50);
      }
      const users = (await receiver.events()).map(({ message }) => message.userId);
      assert.deepEqual(users, ["eve@example.com", "eve@example.com"]);
      // The page itself is not listed.
      await opened.evaluate((message) => postMessage(message), { segflow: 1, workflow: id, record });
      await log(opened).getByText(`A message of ${receiver.url} was ignored: that page is not listed.`).waitFor();
      assert.equal((await receiver.events()).length, 2);
      // Too many at once.
      for (let sent = 0; sent < 14; sent += 1) await say({ segflow: 1, workflow: id });
      await log(opened).getByText(/more than ten came in a second/).waitFor();
      await takeScreenshots(opened, "triggers-log");
      await close(opened);
      await opened.getByRole("banner").getByRole("link", { name: "Runs" }).click();
      await opened.getByRole("link", { name: /Sign-up follow-up/ }).first().click();
      await opened.getByText(`A message of ${shop}`).waitFor();
      await opened.close();
      await opener.close();
    });
  }));

const IMPORTED = {
  segflow: 1,
  id: "wf_theirs",
  name: "Thank you note",
  tasks: [{ id: "track", kind: "segment.track", label: "Track an event", userId: "u1", event: "Order Placed" }],
};

test("an imported workflow begins with all off, and runs by itself only once it was confirmed", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await page.getByRole("main").getByRole("button", { name: "Import" }).click();
    await importPasted(page, "Thank you note", JSON.stringify(IMPORTED));
    await sendTo(page, "Track an event", "Local test source");
    await saved(page);
    const id = decodeURIComponent(page.url().split("/w/")[1]);
    const say = () => page.evaluate((message) => postMessage(message), { segflow: 1, workflow: id, record: {} });
    const refused = log(page).getByText(/^It did not run: this workflow comes from elsewhere/);

    const dialog = await open(page);
    for (const box of await dialog.getByRole("checkbox").all()) assert.equal(await box.isChecked(), false);
    await dialog.getByRole("checkbox", { name: "Messages of other pages" }).check();
    await dialog.getByRole("textbox", { name: "Pages that may do so" }).fill(receiver.url);
    await say();
    await refused.waitFor();
    await assertAccessibleInBothThemes(page);
    await close(page);
    // Nor after it is opened again, with what was turned on.
    await page.reload();
    await entry(page).getByText("set up").waitFor();
    await open(page);
    await say();
    await refused.waitFor();
    await close(page);
    assert.deepEqual(await receiver.events(), []);

    await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
    const asked = page.getByRole("dialog", { name: "Before the first run" });
    await asked.getByRole("button", { name: "Go on, that is right" }).click();
    await run(page).getByText("Completed", { exact: true }).waitFor();
    assert.equal((await receiver.events()).length, 1);
    await open(page);
    await say();
    await log(page).getByText(`It ran with a message of ${receiver.url}.`).waitFor();
    for (let tries = 0; (await receiver.events()).length < 2 && tries < 100; tries += 1) {
      await page.waitForTimeout(50);
    }
    assert.equal((await receiver.events()).length, 2);
    await close(page);
  }));

test("a workflow runs when its time comes, as long as it is open", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await page.clock.install({ time: new Date("2026-05-01T08:58:00") });
    await page.reload();
    await openWorkflow(page, "Sign-up follow-up");
    const dialog = await open(page);
    await dialog.getByRole("checkbox", { name: "On a schedule" }).check();
    await dialog.getByRole("combobox", { name: "When" }).selectOption({ label: "Once a day" });
    assert.equal(await dialog.getByRole("combobox", { name: "Answers" }).inputValue(), "Ana");
    await page.clock.runFor(60_000);
    assert.equal((await receiver.events()).length, 0);
    await page.clock.runFor(70_000);
    await log(page).getByText("It ran because its time had come.").waitFor();
    for (let tries = 0; (await receiver.events()).length < 2 && tries < 100; tries += 1) {
      await page.clock.runFor(50);
    }
    const users = (await receiver.events()).map(({ message }) => message.userId);
    assert.deepEqual(users, ["ana@example.com", "ana@example.com"]);
    await page.clock.runFor(300_000);
    assert.equal((await receiver.events()).length, 2);
    await close(page);
  }));
