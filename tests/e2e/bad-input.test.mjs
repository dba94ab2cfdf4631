// Half-done work, wrong work and a world that fails: what is told, where, and
// that nothing is lost by it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withApp } from "./harness/index.mjs";
import {
  addQuestion,
  addTask,
  chooseTab,
  chooseTask,
  connect,
  everyPart,
  hasFocus,
  newWorkflow,
  openWorkflow,
  outcome,
  preview,
  run,
  runWith,
  saved,
  textOf,
} from "./harness/person.mjs";
import { putDocument, storedDocuments } from "./harness/stored.mjs";

const EXAMPLE = "Sign-up follow-up";
const KEY = "q7Rk2mZx9LwVb4TnYc8Hs1DpGf6Je3Ua";

/** What a control is told to be wrong with, as those who hear the page hear it. */
async function toldOf(control) {
  assert.equal(await control.getAttribute("aria-invalid"), "true");
  return control.evaluate((control) =>
    (control.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" "),
  );
}

test("an account is connected only when it is complete", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await newWorkflow(page, "Accounts");
    await addTask(page, "Identify a user");
    await chooseTab(page, "Account details");
    await page.getByRole("button", { name: "Connect your Segment account now" }).click();
    const form = page.getByRole("form", { name: "Connect a Segment account" });
    const save = form.getByRole("button", { name: "Save" });
    const label = form.getByLabel("Account label");
    const key = form.getByLabel("Write Key");

    await save.click();
    await form.getByText("Give the account a label, so that you know it again.").waitFor();
    await form.getByText("Paste the write key of your source. The guide says where it is.").waitFor();
    await hasFocus(label);

    // A space is no key. What is typed already stays.
    await label.fill("ana@example.com");
    await key.fill("  ");
    await save.click();
    await hasFocus(key);
    assert.match(await toldOf(key), /^Paste the write key of your source\./);
    assert.equal(await label.inputValue(), "ana@example.com");

    await key.fill(KEY);
    await form.getByRole("combobox", { name: "Region" }).selectOption({ label: "Own endpoint" });
    const endpoint = form.getByLabel("Endpoint");
    for (const [typed, sentence] of [
      ["", /^An endpoint begins with https:\/\/ \(http:\/\/ only on 127\.0\.0\.1 and localhost\)\./],
      ["events.example.com", /^An endpoint begins with https:\/\//],
      ["http://events.example.com", /^An endpoint begins with https:\/\//],
      ["https://", /^An endpoint needs a host, as in https:\/\/events\.example\.com\./],
      ["https://ana:secret@events.example.com", /^An endpoint has no user name or password/],
      ["https://events.example.com/?source=1", /^An endpoint has no \? or #/],
    ]) {
      await endpoint.fill(typed);
      await save.click();
      await hasFocus(endpoint);
      assert.match(await toldOf(endpoint), sentence, typed);
      assert.equal(await key.inputValue(), KEY);
    }

    await endpoint.fill(receiver.url);
    await save.click();
    await form.waitFor({ state: "hidden" });
    const sendTo = page.getByRole("combobox", { name: "Send to" });
    assert.equal(await sendTo.getByRole("option", { selected: true }).textContent(), "ana@example.com");
  }));

test("a key that is none is told of before a run", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await newWorkflow(page, "A short key");
    await addTask(page, "Identify a user");
    await page.getByRole("combobox", { name: "User ID" }).fill("ana");
    await addTask(page, "Track an event");
    await page.getByRole("combobox", { name: "Event" }).fill("Form Completed");
    await chooseTab(page, "Account details");
    await connect(page, { label: "short", writeKey: "abc", endpoint: receiver.url });
    await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
    const missing = page.getByRole("group", { name: "Something is missing before this can run well" });
    await missing.getByText(/This does not look like a write key: Segment's have 32 letters and digits\./).waitFor();
    await missing.getByText(/No Segment account is chosen\./).waitFor();
    assert.deepEqual(await receiver.events(), []);
    // Of a key this short nothing is shown.
    assert.ok(!(await page.getByRole("main").innerText()).includes("abc"));
  }));

const TAGS = [
  { typed: "{{ signup.email", sentence: "This tag is not closed: write }} where it ends." },
  {
    typed: "{{ signup.emial }}",
    sentence: '{{ signup.emial }}: "Sign-up form" has no such field; did you mean {{ signup.email }}?',
  },
  { typed: "{{ singup.email }}", sentence: "{{ singup.email }}: no task has that id; did you mean {{ signup.email }}?" },
  { typed: "{{ xyzzy.q }}", sentence: "{{ xyzzy.q }}: no task has that id; type { to choose a field" },
  {
    typed: "{{ track.messageId }}",
    sentence: '{{ track.messageId }}: "Track an event" comes later, so it has no values yet; move it up',
  },
  { typed: "{{ }}", sentence: "This tag is empty: choose a field, or remove the braces." },
];

test("a tag that gives nothing is told of where it stands, and stops the run", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await openWorkflow(page, EXAMPLE);
    await chooseTask(page, "Identify a user");
    const userId = page.getByRole("combobox", { name: "User ID" });
    const before = await textOf(userId);
    for (const { typed, sentence } of TAGS) {
      await t.test(typed, async () => {
        await userId.fill(typed);
        await page.keyboard.press("Escape");
        await preview(page).getByText("Cannot be sent").waitFor();
        await preview(page).getByText(sentence, { exact: true }).waitFor();
        assert.ok((await toldOf(userId)).startsWith(sentence), await toldOf(userId));
        assert.equal(await textOf(userId), typed);
      });
    }

    // The run says the same, and its link leads to the place.
    await userId.fill(TAGS[1].typed);
    await page.keyboard.press("Escape");
    await chooseTask(page, "Sign-up form");
    await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
    const missing = page.getByRole("group", { name: "Something is missing before this can run well" });
    await missing.getByText(TAGS[1].sentence).waitFor();
    assert.deepEqual(await receiver.events(), []);
    await missing.getByRole("button", { name: "Identify a user" }).click();
    await hasFocus(userId);

    await userId.fill(before);
    await preview(page).getByText("Ready to send").waitFor();
    await runWith(page, "Sign-up form", {});
    await run(page).getByText("Completed", { exact: true }).waitFor();
    assert.equal((await receiver.events()).length, 2);
  }));

test("a required question has to be answered before a run goes on", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await newWorkflow(page, "Required");
    await addTask(page, "Form");
    await addQuestion(page, { label: "Email address", type: "email address", required: true });
    await addQuestion(page, { label: "Amount", type: "number" });
    await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Form" });
    const email = dialog.getByLabel("Email address");
    const amount = dialog.getByLabel("Amount");
    const go = dialog.getByRole("button", { name: "Continue" });

    await go.click();
    await hasFocus(email);
    assert.match(await toldOf(email), /^This needs an answer\./);
    await email.fill("ana");
    await amount.fill("12,5");
    await go.click();
    assert.match(await toldOf(email), /^This needs an email address, such as ana@example\.com/);
    assert.match(await toldOf(amount), /^This needs a number, with a point before decimals: 12\.50/);
    assert.equal(await amount.inputValue(), "12,5");
    await email.fill("ana@example.com");
    await amount.fill("12.5");
    await go.click();
    await dialog.waitFor({ state: "hidden" });
    await outcome(page, "Form").getByText("answered", { exact: true }).waitFor();
    assert.deepEqual(await receiver.events(), []);
  }));

test("without its receiver a run says what to do, and goes on once it is back", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await openWorkflow(page, EXAMPLE);
    await everyPart(page);
    await receiver.stop();
    await runWith(page, "Sign-up form", { "First name": "Añá" });
    await run(page).getByText("Identify a user is waiting").waitFor();
    await run(page).getByText(/^No answer came: .* Trying again at /).waitFor();
    await run(page).getByText(/The receiver on this computer may not be running\. Start it with/).waitFor();
    await outcome(page, "Identify a user").getByText("waiting to be sent again", { exact: true }).waitFor();
    await outcome(page, "Track an event").getByText("waiting", { exact: true }).waitFor();

    await receiver.start();
    await run(page).getByRole("button", { name: "Try now" }).click();
    await run(page).getByText("Completed", { exact: true }).waitFor();
    const events = await receiver.events();
    assert.deepEqual(events.map(({ path }) => path), ["/v1/identify", "/v1/track"]);
    assert.equal(events[1].message.properties.note, "Hello Añá");
    // The browser itself tells of the connections that were refused.
    await browser.complaints.expect(/ERR_CONNECTION_REFUSED.*\/v1\/identify/);
  }));

const REFUSALS = [
  { name: "there is none", refuse: () => Object.defineProperty(globalThis, "indexedDB", { value: undefined }) },
  {
    name: "opening it is forbidden",
    refuse: () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      };
    },
  },
];

for (const { name, refuse } of REFUSALS) {
  test(`work goes on without storage: ${name}`, (t) =>
    withApp(t, async ({ browser, receiver, page }) => {
      await browser.context.addInitScript(refuse);
      await page.reload();
      await page.getByText(/^Work is kept until this page is closed, and no longer\./).waitFor();
      await newWorkflow(page, "Only now");
      await addTask(page, "Form");
      await addQuestion(page, { label: "Email address", type: "email address" });
      await addTask(page, "Identify a user");
      await page.getByRole("combobox", { name: "User ID" }).fill("{{ form.email_address }}");
      await page.keyboard.press("Escape");
      await chooseTab(page, "Account details");
      await connect(page, { label: "session", writeKey: KEY, endpoint: receiver.url });
      await addTask(page, "Track an event");
      await page.getByRole("combobox", { name: "Event" }).fill("Form Completed");
      await page.keyboard.press("Escape");
      await runWith(page, "Form", { "Email address": "ana@example.com" });
      await run(page).getByText("Completed", { exact: true }).waitFor();
      assert.deepEqual(
        (await receiver.events()).map(({ message }) => message.userId),
        ["ana@example.com", "ana@example.com"],
      );
      // Another page and back: it is all there.
      await page.getByRole("link", { name: "segflow, all workflows" }).click();
      await openWorkflow(page, "Only now");
      await chooseTask(page, "Track an event");
      assert.equal(await textOf(page.getByRole("combobox", { name: "Event" })), "Form Completed");
    }));
}

test("a change that storage refuses stays on the screen, and is told of", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, EXAMPLE);
    const before = await storedDocuments(page);
    await page.evaluate(() => {
      globalThis.put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      };
    });
    const label = page.getByRole("textbox", { name: "Task label" });
    await label.fill("Ask them");
    await page
      .getByRole("alert")
      .getByText(/^Not saved: there is no room left to save this; free some space on this device/)
      .waitFor();
    await page.getByRole("banner").getByText("Not saved", { exact: true }).waitFor();
    assert.equal(await label.inputValue(), "Ask them");
    assert.deepEqual(await storedDocuments(page), before);
    // With room again the next change is kept with all before it.
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = globalThis.put;
    });
    await page.getByRole("textbox", { name: "Workflow name" }).fill("Kept");
    await saved(page);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Kept" }).waitFor();
    assert.equal(await label.inputValue(), "Ask them");
  }));

const UNREADABLE = [
  { id: "wf_cut", text: '{ "segflow": 1, "id": "wf_cut", "na', sentence: /^This is not JSON: .*line 1, column \d+/ },
  { id: "wf_words", text: "Hello", sentence: /^This is not JSON: / },
  { id: "wf_other", text: '{ "name": "x" }', sentence: /^This is JSON but not a segflow workflow: it has no "segflow": 1\.$/ },
  {
    id: "wf_new",
    text: '{ "segflow": 2, "id": "wf_new", "name": "From tomorrow", "tasks": [ { "id": "a", "kind": "teleport" } ] }',
    sentence: /^This workflow was saved by a newer segflow \(format 2, this one reads 1\); update segflow to open it\.$/,
  },
  {
    id: "wf_kind",
    text: '{ "segflow": 1, "id": "wf_kind", "name": "x", "tasks": [ { "id": "a", "kind": "teleport" } ] }',
    sentence: /^\/tasks\/0\/kind is "teleport", which this segflow does not know\.$/,
  },
];

test("a stored document that cannot be opened is told of and left as it is", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await page.getByRole("main").getByRole("link", { name: EXAMPLE }).waitFor();
    for (const { id, text } of UNREADABLE) await putDocument(page, id, { text, changedAt: 1_700_000_000_000 });
    // Not even the shape of an entry.
    await putDocument(page, "wf_shape", 7);
    const before = await storedDocuments(page);
    assert.equal(before.length, UNREADABLE.length + 2);
    await page.reload();

    for (const { id, text, sentence } of [
      ...UNREADABLE,
      { id: "wf_shape", text: "7", sentence: /^This was saved in a form that this version of segflow cannot read/ },
    ]) {
      await t.test(id, async () => {
        await page.getByRole("main").getByRole("link", { name: id }).click();
        await page.getByRole("heading", { level: 1, name: "This workflow cannot be opened" }).waitFor();
        await page.getByRole("main").getByText(sentence).waitFor();
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("button", { name: "Download what is stored" }).click(),
        ]);
        assert.equal(download.suggestedFilename(), `${id}.json`);
        const chunks = [];
        for await (const chunk of await download.createReadStream()) chunks.push(chunk);
        assert.equal(Buffer.concat(chunks).toString(), text);
        await page.getByRole("link", { name: "Go to your workflows" }).click();
      });
    }
    assert.deepEqual(await storedDocuments(page), before);

    // The others work, and saving one touches no other.
    await openWorkflow(page, EXAMPLE);
    await page.getByRole("textbox", { name: "Workflow name" }).fill("Still fine");
    await saved(page);
    await runWith(page, "Sign-up form", {});
    await run(page).getByText("Completed", { exact: true }).waitFor();
    assert.equal((await receiver.events()).length, 2);
    const after = await storedDocuments(page);
    assert.equal(after.length, before.length);
    const untouched = (stored) => stored.filter(({ id }) => id === "wf_shape" || UNREADABLE.some((each) => each.id === id));
    assert.deepEqual(untouched(after), untouched(before));
  }));

test("an address that leads nowhere says so, and leads back", (t) =>
  withApp(t, async ({ receiver, page }) => {
    for (const [path, title] of [
      ["/w/wf_unknown", "There is no such workflow here"],
      ["/w/%7B%7B", "There is no such workflow here"],
      ["/nowhere/at/all", "There is nothing at this address"],
    ]) {
      await page.goto(`${receiver.url}${path}`);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await page.getByRole("link", { name: "Go to your workflows" }).click();
      await page.getByRole("main").getByRole("link", { name: EXAMPLE }).waitFor();
    }
    assert.equal((await storedDocuments(page)).length, 1);
  }));
