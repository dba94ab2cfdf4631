// "Integrate Segment", step by step as the help page tells it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withApp } from "./harness/index.mjs";
import {
  addQuestion,
  addRow,
  addTask,
  answer,
  chooseTab,
  chooseTask,
  connect,
  exactBody,
  newWorkflow,
  openWorkflow,
  outcome,
  preview,
  run,
  runWith,
  saved,
  textOf,
  write,
} from "./harness/person.mjs";
import { everythingKept, listenToConsole } from "./harness/secrets.mjs";

const NAME = "Été – “sign-up” 🎈";
const WRITE_KEY = "q7Rk2mZx9LwVb4TnYc8Hs1DpGf6Je3Ua";
const MASKED_KEY = "••••e3Ua";
const ACCOUNT = "zoë@example.com";

const QUESTIONS = [
  { label: "Email address", type: "email address", required: true },
  { label: "First name", type: "text" },
  { label: "Plan", type: "dropdown", choices: ["free", "pro"] },
  { label: "Amount", type: "number" },
  { label: "Remarks", type: "several lines" },
];
const ANSWERS = {
  "Email address": "Zoë.Ångström@Example.com",
  "First name": `Zoë "Zed" O'Łukasz 🎉 \\ {{ form.plan }} <b>&amp;`,
  Plan: "pro",
  Amount: "1049.90",
  Remarks: "Première ligne\n\tzweite „Zeile“",
};
const USER_ID = "zoë.ångström@example.com";
const TRAITS = {
  email: ANSWERS["Email address"],
  firstName: ANSWERS["First name"],
  plan: "pro",
};
const PROPERTIES = {
  revenue: 1049.9,
  note: `Hello ${ANSWERS["First name"]}: ${ANSWERS.Remarks}`,
};

const MESSAGE_ID = /^sf-[A-Za-z0-9_-]{22}-0-1$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The body a task has to send, with the id and the times that it was given. */
function expectedBody(type, { messageId, timestamp, sentAt }, version) {
  const context = { library: { name: "segflow", version } };
  return type === "identify"
    ? { type, messageId, timestamp, userId: USER_ID, traits: TRAITS, context, sentAt }
    : {
        type,
        messageId,
        timestamp,
        userId: USER_ID,
        event: "Form Completed",
        properties: PROPERTIES,
        context,
        sentAt,
      };
}

/** Checks all that the receiver knows of a message. */
function checkEvent(event, type, version) {
  const { message } = event;
  assert.match(message.messageId, MESSAGE_ID);
  assert.match(message.timestamp, MOMENT);
  assert.match(message.sentAt, MOMENT);
  assert.ok(message.timestamp <= message.sentAt);
  const expected = expectedBody(type, message, version);
  assert.deepEqual(message, expected);
  // The order is part of the contract, at every level.
  assert.equal(JSON.stringify(message), JSON.stringify(expected));
  assert.equal(event.path, `/v1/${type}`);
  assert.equal(event.status, 200);
  assert.equal(event.problem, null);
  assert.equal(event.messageId, message.messageId);
  assert.equal(event.account, `unknown key ${MASKED_KEY}`);
}

/** Bodies without what is new in every run, and without the key. */
const lasting = (bodies) =>
  bodies
    .replace(/"(messageId|timestamp|sentAt)":"[^"]*"/g, '"$1":""')
    .replace(`,"writeKey":"${MASKED_KEY}"`, "");

/** What stands in the browser names no key anywhere. */
async function checkSecrets(page, said, keys) {
  const kept = await everythingKept(page);
  // First that the search sees what is there.
  assert.match(kept.databases, /segflow documents wf_/);
  assert.match(kept.databases, /segflow accounts /);
  assert.match(kept.databases, /a key, not extractable/);
  assert.ok(kept.databases.includes(NAME));
  for (const [place, text] of Object.entries({ ...kept, console: said.join("\n") })) {
    for (const key of keys) {
      assert.ok(!text.includes(key), `a write key stands in ${place}`);
      // Nor more of it than its last four letters.
      assert.ok(!text.includes(key.slice(-5)), `part of a write key stands in ${place}`);
      assert.ok(!text.includes(btoa(key).slice(0, 40)), `a write key stands in ${place}, as Base64`);
    }
  }
}

test("a person integrates Segment", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    const { version, account: local } = await (await fetch(`${receiver.url}/segflow.json`)).json();
    const keys = [WRITE_KEY, local.writeKey];
    let said = listenToConsole(browser.context);
    // All requests but those for the parts of the app itself.
    const sent = [];
    browser.context.on("request", (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin !== receiver.url || pathname.startsWith("/v1/")) sent.push(request.url());
    });

    await t.test("adds a form", async () => {
      await newWorkflow(page, NAME);
      await addTask(page, "Form");
      for (const question of QUESTIONS) await addQuestion(page, question);
    });

    await t.test("adds 'Identify a user' and connects the Segment account", async () => {
      await addTask(page, "Identify a user");
      await chooseTab(page, "Account details");
      await connect(page, { label: ACCOUNT, writeKey: WRITE_KEY, endpoint: receiver.url });
      const panel = page.getByRole("tabpanel", { name: "Account details" });
      await panel.getByText(MASKED_KEY).waitFor();
      const sendTo = panel.getByRole("combobox", { name: "Send to" });
      assert.equal(await sendTo.getByRole("option", { selected: true }).textContent(), ACCOUNT);
      await checkSecrets(page, said, keys);
    });

    await t.test("says who the user is", async () => {
      await chooseTab(page, "Segment");
      const userId = page.getByRole("combobox", { name: "User ID" });
      await userId.click();
      await page.keyboard.type("{");
      const list = page.getByRole("listbox", { name: "Fields" });
      const offered = list.getByRole("group", { name: "Form" }).getByRole("option");
      await offered.first().waitFor();
      assert.deepEqual(
        (await offered.allInnerTexts()).map((text) => text.split("\n")[0]),
        QUESTIONS.map(({ label }) => label),
      );
      // Down and up again: the keyboard alone moves through the list.
      const chosen = list.getByRole("option", { selected: true });
      await page.keyboard.press("ArrowDown");
      await chosen.filter({ hasText: "First name" }).waitFor();
      await page.keyboard.press("ArrowUp");
      await chosen.filter({ hasText: "Email address" }).waitFor();
      await page.keyboard.press("Enter");
      await list.waitFor({ state: "hidden" });
      assert.equal(await textOf(userId), "{{ form.email_address }}");
      for (let step = 0; step < " }}".length; step++) await page.keyboard.press("ArrowLeft");
      await page.keyboard.type(" | downcase");
      assert.equal(await textOf(userId), "{{ form.email_address | downcase }}");
      await addRow(page, "Add trait", "email", [{ field: "Email" }]);
      await addRow(page, "Add trait", "firstName", [{ field: "First" }]);
      await addRow(page, "Add trait", "plan", [{ field: "Plan" }]);
    });

    await t.test("adds 'Track an event', which begins as a copy", async () => {
      await addTask(page, "Track an event");
      assert.equal(
        await textOf(page.getByRole("combobox", { name: "User ID" })),
        "{{ form.email_address | downcase }}",
      );
      await page.getByRole("combobox", { name: "Event" }).click();
      // The preview follows every keystroke.
      let typed = "";
      for (const letter of "Form Completed") {
        await page.keyboard.press(letter);
        typed += letter;
        await preview(page).getByText(`"event": "${typed}"`).waitFor();
      }
      await addRow(page, "Add property", "revenue", [{ field: "Amount" }]);
      await addRow(page, "Add property", "note", ["Hello ", { field: "First" }, ": ", { field: "Remarks" }]);
    });

    await t.test("sets a condition", async () => {
      await chooseTab(page, "Conditions");
      await page.getByRole("button", { name: "Add the first 'Activate' condition" }).click();
      const condition = page.getByRole("group", { name: "Condition 1" });
      await condition.getByRole("combobox", { name: "Field" }).selectOption({ label: "Plan" });
      await condition.getByRole("combobox", { name: "Comparison" }).selectOption({ label: "is" });
      await condition.getByRole("combobox", { name: "Value" }).selectOption({ label: "pro" });
      await page.getByRole("button", { name: "Track an event Only when Plan is “pro”" }).first().waitFor();
    });

    await t.test("runs it: one identify and one track arrive", async () => {
      // Until the person runs it, nothing is sent to anyone.
      assert.deepEqual(await receiver.events(), []);
      assert.deepEqual(sent, []);
      await runWith(page, "Form", ANSWERS);
      await run(page).getByText("Completed", { exact: true }).waitFor();
      await outcome(page, "Form").getByText("answered", { exact: true }).waitFor();
      for (const title of ["Identify a user", "Track an event"]) {
        await outcome(page, title).getByText(`accepted by ${ACCOUNT}`).waitFor();
        await outcome(page, title).getByText("Answer: 200").click();
        await outcome(page, title).getByText(/"success": true/).waitFor();
      }
      const events = await receiver.events();
      assert.equal(events.length, 2);
      checkEvent(events[0], "identify", version);
      checkEvent(events[1], "track", version);
      assert.notEqual(events[0].messageId, events[1].messageId);
      assert.deepEqual(sent, [`${receiver.url}/v1/identify`, `${receiver.url}/v1/track`]);
      for (const { messageId } of events) {
        await run(page).getByText(messageId, { exact: true }).first().waitFor();
      }
      await checkSecrets(page, said, keys);
    });

    await t.test("sees in the preview what was sent, byte for byte", async () => {
      await chooseTask(page, "Form");
      await answer(preview(page), ANSWERS);
      const received = await receiver.eventsText();
      const events = await receiver.events();
      for (const [place, title] of ["Identify a user", "Track an event"].entries()) {
        await chooseTask(page, title);
        await preview(page).getByText("Ready to send").waitFor();
        await preview(page).getByText("POST", { exact: true }).waitFor();
        await preview(page).getByText(`${receiver.url}${events[place].path}`, { exact: true }).waitFor();
        const body = await exactBody(preview(page));
        assert.ok(body.endsWith(`,"writeKey":"${MASKED_KEY}"}`), body);
        assert.match(JSON.parse(body).messageId, MESSAGE_ID);
        assert.ok(lasting(received).includes(lasting(body)), body);
      }
    });

    await t.test("runs it for another plan: the track is skipped, and told why", async () => {
      await runWith(page, "Form", { Plan: "free" });
      await run(page).getByText("Completed", { exact: true }).waitFor();
      await outcome(page, "Identify a user").getByText(`accepted by ${ACCOUNT}`).waitFor();
      await outcome(page, "Track an event").getByText("skipped", { exact: true }).waitFor();
      await outcome(page, "Track an event").getByText("Plan is “pro”: no, it is “free”.").waitFor();
      const events = await receiver.events();
      assert.deepEqual(
        events.map(({ path }) => path),
        ["/v1/identify", "/v1/track", "/v1/identify"],
      );
      assert.deepEqual(events[2].message.traits, { ...TRAITS, plan: "free" });
      // Another run is another event.
      assert.notEqual(events[2].messageId, events[0].messageId);
      assert.match(events[2].messageId, MESSAGE_ID);
    });

    /** Finds its work and its account, and runs without typing the key again. */
    const findsItAgain = async (page, runs) => {
      await page.getByRole("textbox", { name: "Workflow name" }).waitFor();
      assert.equal(await page.getByRole("textbox", { name: "Workflow name" }).inputValue(), NAME);
      await chooseTask(page, "Track an event");
      await chooseTab(page, "Segment");
      assert.equal(await textOf(page.getByRole("combobox", { name: "Event" })), "Form Completed");
      assert.equal(
        await textOf(page.getByRole("combobox", { name: "Value of note" })),
        "Hello {{ form.first_name }}: {{ form.remarks }}",
      );
      await chooseTab(page, "Account details");
      await page.getByRole("tabpanel", { name: "Account details" }).getByText(MASKED_KEY).waitFor();
      const before = await receiver.events();
      await runWith(page, "Form", ANSWERS);
      await run(page).getByText("Completed", { exact: true }).waitFor();
      const events = (await receiver.events()).slice(before.length);
      assert.equal(events.length, 2);
      checkEvent(events[0], "identify", version);
      checkEvent(events[1], "track", version);
      assert.equal(new Set((await receiver.events()).map(({ messageId }) => messageId)).size, runs);
    };

    await t.test("finds it all again after a reload", async () => {
      await saved(page);
      await page.reload();
      await findsItAgain(page, 5);
      await checkSecrets(page, said, keys);
    });

    await t.test("finds it all again the next day", async () => {
      await browser.reopen();
      said = listenToConsole(browser.context);
      await browser.page.goto(receiver.url);
      await openWorkflow(browser.page, NAME);
      await findsItAgain(browser.page, 7);
      await checkSecrets(browser.page, said, keys);
    });

    await t.test("the receiver keeps no key either", async () => {
      const received = await receiver.eventsText();
      for (const key of keys) assert.ok(!received.includes(key));
    });
  }));
