// Conditions, the preview and forms: what a person builds and looks at.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, takeScreenshots, withApp } from "./harness/index.mjs";
import {
  chooseTab,
  chooseTask,
  hasFocus,
  openWorkflow,
  preview,
  run,
  saved,
  tasks,
} from "./harness/person.mjs";
import { putDocument, storedDocuments } from "./harness/stored.mjs";

const NAME = "Course booking";
const FIELDS = [
  { id: "about", type: "heading", label: "About you" },
  { id: "intro", type: "paragraph", label: "We ask only what we need." },
  { id: "name", type: "text", label: "Name", required: true, hint: "As it stands on your badge." },
  { id: "email", type: "email", label: "Email address", required: true },
  { id: "phone", type: "telephone", label: "Telephone" },
  { id: "site", type: "url", label: "Website" },
  { id: "line", type: "divider" },
  { id: "plan", type: "dropdown", label: "Plan", choices: ["free", "pro"], default: "free" },
  { id: "size", type: "radio", label: "Group size", choices: ["one", "many"], required: true },
  { id: "topics", type: "checkboxes", label: "Topics", choices: ["web", "data"] },
  { id: "seats", type: "number", label: "Seats", default: 2 },
  { id: "news", type: "yesno", label: "Newsletter" },
  { id: "day", type: "date", label: "First day" },
  { id: "hour", type: "time", label: "Starts at" },
  { id: "note", type: "textarea", label: "Note" },
  { id: "code", type: "password", label: "Voucher" },
];
const DOCUMENT = {
  segflow: 1,
  id: "wf_booking",
  name: NAME,
  tasks: [
    { id: "form", kind: "form", label: "Booking", fields: FIELDS },
    {
      id: "identify",
      kind: "segment.identify",
      label: "Identify a user",
      account: "local",
      userId: "{{ form.email }}",
      traits: { plan: "{{ form.plan }}", name: "{{ form.name }}" },
    },
    {
      id: "track",
      kind: "segment.track",
      label: "Booked",
      account: "local",
      userId: "{{ form.email }}",
      event: "Course Booked",
      properties: { seats: "{{ form.seats }}", odd: "it's" },
    },
    {
      id: "kept",
      kind: "segment.track",
      label: "From elsewhere",
      account: "local",
      userId: "{{ form.email }}",
      event: "Course Kept",
      activateWhen: { all: [{ field: "form.plan", op: "is", value: "pro" }, { phase: "of the moon" }] },
      completeWhen: { all: [{ field: "form.seats", op: "greaterThan", value: 1 }] },
    },
  ],
  samples: [
    { name: "Ana", record: { form: { name: "Ana", email: "ana@example.com", plan: "pro", seats: 3, news: true } } },
    { name: "Ben", record: { form: { name: "Ben", email: "ben@example.com", plan: "free", seats: 1 } } },
  ],
};

/** Opens the workflow of these tests. */
async function open(page) {
  await putDocument(page, DOCUMENT.id, { text: JSON.stringify(DOCUMENT), changedAt: Date.now() });
  await page.reload();
  await openWorkflow(page, NAME);
}

/** The page is accessible as it is, in both themes. */
async function everyone(page) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await assertAccessible(page);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Runs the workflow although one of its conditions cannot be read. */
async function ask(page) {
  await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Run anyway" }).click();
  const dialog = page.getByRole("dialog", { name: "Booking" });
  await dialog.waitFor();
  return dialog;
}

/** Presses keys one after the other. */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

test("a person sets conditions with the keyboard", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await chooseTask(page, "Booked");
    await chooseTab(page, "Conditions");
    const section = page.getByRole("group", { name: "Activate this task when…" });
    const condition = (number) => section.getByRole("group", { name: `Condition ${number}`, exact: true });
    const box = (number, role, name) => condition(number).getByRole(role, { name, exact: true });
    const sentence = (text) => section.getByText(text, { exact: true }).waitFor();

    await t.test("a field of numbers, with what it is in the sample", async () => {
      await section.getByRole("button", { name: "Add the first 'Activate' condition" }).press("Enter");
      await hasFocus(box("1", "combobox", "Field"));
      await page.keyboard.type("Seats");
      await box("1", "combobox", "Comparison").focus();
      await page.keyboard.type("greater");
      await box("1", "textbox", "Value").focus();
      await page.keyboard.type("2");
      await sentence("Only when Seats is greater than 2.");
      await condition("1").getByText("Holds for Ana: 3").waitFor();
      await section.getByText("Activated for Ana.").waitFor();
      await tasks(page).getByText("Track an event · only when Seats is greater than 2").waitFor();
    });

    await t.test("each kind of field has what fits it", async () => {
      await section.getByRole("button", { name: "Add condition" }).press("Enter");
      await hasFocus(box("2", "combobox", "Field"));
      for (const [field, comparison, control, value, told] of [
        ["form.plan", "is", "combobox", "free", "Plan is “free”"],
        ["form.news", "is not", "combobox", "Yes", "Newsletter is not yes"],
        ["form.day", "is in the last", "textbox", "3", "First day is in the last 3 days"],
        ["form.topics", "contains any of", "textbox", "web, data", "Topics contains any of “web”, “data”"],
        ["form.name", "matches the pattern", "textbox", "^A", "Name matches the pattern “^A”"],
        ["form.seats", "is a whole number", null, null, "Seats is a whole number"],
      ]) {
        await box("2", "combobox", "Field").selectOption(field);
        await box("2", "combobox", "Comparison").selectOption({ label: comparison });
        const name = comparison === "is in the last" ? "How many" : "Value";
        if (control === "combobox") await box("2", control, name).selectOption({ label: value });
        else if (control) await box("2", control, name).fill(value);
        await sentence(`Only when Seats is greater than 2 and ${told}.`);
      }
      // A field is compared with another one.
      await box("2", "combobox", "Field").selectOption("form.name");
      await box("2", "combobox", "Comparison").selectOption({ label: "is" });
      await box("2", "combobox", "Compare with").selectOption({ label: "field" });
      await box("2", "combobox", "Other field").selectOption("form.plan");
      await sentence("Only when Seats is greater than 2 and Name is Plan.");
      await condition("2").getByText("Does not hold for Ana: “Ana” and “pro”").waitFor();
      await section.getByText("Skipped for Ana.").waitFor();
    });

    await t.test("groups are made, moved and taken apart", async () => {
      await section.getByRole("button", { name: "More for condition 2" }).press("Enter");
      await press(page, "ArrowDown", "Enter");
      await hasFocus(box("2.1", "combobox", "Field"));
      const group = section.getByRole("group", { name: "Group 2", exact: true });
      await group.getByRole("button", { name: "Add condition" }).press("Enter");
      await hasFocus(box("2.2", "combobox", "Field"));
      await box("2.2", "textbox", "Value").fill("Ana");
      await box("2.2", "combobox", "Field").selectOption("form.name");
      await sentence("Only when Seats is greater than 2 and (Name is Plan or Name is “Ana”).");
      await section.getByText("Activated for Ana.").waitFor();
      await group.getByRole("combobox", { name: "How the conditions go together" }).selectOption({ label: "None of these holds" });
      await sentence("Only when Seats is greater than 2 and not (Name is Plan or Name is “Ana”).");
      // Alt with an arrow takes the clause out of its group.
      await box("2.2", "textbox", "Value").focus();
      await press(page, "Alt+ArrowDown");
      await hasFocus(box("3", "combobox", "Field"));
      await sentence("Only when Seats is greater than 2 and not (Name is Plan) and Name is “Ana”.");
      await everyone(page);
      await takeScreenshots(page, "conditions");
      await section.getByRole("button", { name: "More for group 2" }).press("Enter");
      await page.getByRole("menuitem", { name: /^Take the group away/ }).press("Enter");
      await sentence("Only when Seats is greater than 2 and Name is Plan and Name is “Ana”.");
      await section.getByRole("button", { name: "Remove condition 2" }).press("Enter");
      await hasFocus(box("2", "combobox", "Field"));
      await sentence("Only when Seats is greater than 2 and Name is “Ana”.");
    });

    await t.test("a form has conditions as well", async () => {
      await chooseTask(page, "Booking");
      await chooseTab(page, "Conditions");
      await section.getByRole("button", { name: "Add the first 'Activate' condition" }).press("Enter");
      await hasFocus(box("1", "combobox", "Field"));
      await box("1", "combobox", "Field").selectOption("user.role");
      await box("1", "textbox", "Value").fill("Maker");
      await sentence("Only when Current user's role is “Maker”.");
      await section.getByText("Skipped for Ana.").waitFor();
      await section.getByRole("button", { name: "Remove condition 1" }).press("Enter");
    });

    await t.test("what cannot be read is shown and kept", async () => {
      await chooseTask(page, "From elsewhere");
      await condition("2").getByText('{"phase":"of the moon"}').waitFor();
      const complete = page.getByRole("group", { name: "Complete this task when…" });
      await complete.getByText("Only when Seats is greater than 1.", { exact: true }).waitFor();
      await box("1", "combobox", "Value").selectOption({ label: "free" });
      await everyone(page);
      await saved(page);
      const stored = (await storedDocuments(page)).find(({ id }) => id === DOCUMENT.id);
      const task = (id) => JSON.parse(stored.entry.text).tasks.find((task) => task.id === id);
      assert.deepEqual(task("kept").activateWhen, {
        all: [{ field: "form.plan", op: "is", value: "free" }, { phase: "of the moon" }],
      });
      assert.deepEqual(task("kept").completeWhen, DOCUMENT.tasks[3].completeWhen);
      assert.deepEqual(task("track").activateWhen, {
        all: [
          { field: "form.seats", op: "greaterThan", value: 2 },
          { field: "form.name", op: "is", value: "Ana" },
        ],
      });
    });
  }));

test("a person looks at what would be sent", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: receiver.url });
    const { account } = await (await fetch(`${receiver.url}/segflow.json`)).json();
    await open(page);
    await chooseTask(page, "Booked");
    const shown = preview(page);
    const view = async (name) => {
      await shown.getByRole("tab", { name, exact: true }).click();
      return shown.getByRole("tabpanel", { name, exact: true });
    };
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

    await t.test("the body, its size, and another sample", async () => {
      const body = await view("Body");
      await body.getByText('"seats": 3').waitFor();
      const size = body.getByRole("meter", { name: "Size of the message" });
      const [value, most] = await size.evaluate((meter) => [meter.value, meter.max]);
      assert.equal(most, 32768);
      await body.getByRole("button", { name: "Copy body" }).click();
      await body.getByRole("button", { name: "Copied" }).waitFor();
      const copied = await clipboard();
      const key = `••••${account.writeKey.slice(-4)}`;
      assert.equal(JSON.parse(copied).writeKey, key);
      const length = new TextEncoder().encode(copied.replace(key, account.writeKey)).length;
      assert.equal(value, length, "the real key counts");
      await shown.getByRole("combobox", { name: "Sample" }).selectOption({ label: "Ben" });
      await body.getByText('"seats": 1').waitFor();
      await shown.getByRole("combobox", { name: "Sample" }).selectOption({ label: "Ana" });
    });

    await t.test("headers, and a command without the key", async () => {
      const headers = await view("Headers");
      await headers.getByText("text/plain").waitFor();
      const command = await view("curl");
      await command.getByRole("button", { name: "Copy command" }).click();
      await command.getByRole("button", { name: "Copied" }).waitFor();
      const text = await clipboard();
      assert.match(text, /^curl 'http:\/\/127\.0\.0\.1:\d+\/v1\/track' \\\n {2}-H 'Content-Type: text\/plain' \\\n {2}--data-raw '\{/);
      assert.ok(text.endsWith(`"writeKey":"'"$SEGMENT_WRITE_KEY"'"}'`), text);
      assert.ok(text.includes(String.raw`it'\''s`));
      assert.ok(!text.includes(account.writeKey));
      await everyone(page);
      await takeScreenshots(page, "preview-curl");
    });

    await t.test("what changed since the last run", async () => {
      const changes = await view("Changes");
      await changes.getByText(/^Run the workflow/).waitFor();
      const dialog = await ask(page);
      await dialog.getByRole("radio", { name: "one" }).check();
      await dialog.getByRole("button", { name: "Continue" }).click();
      await run(page).getByText("Failed", { exact: true }).first().waitFor();
      await run(page).getByRole("button", { name: "Close" }).click();
      await changes.getByText(/^The same as in the last run/).waitFor();
      await shown.getByRole("combobox", { name: "Sample" }).selectOption({ label: "Ben" });
      const list = changes.getByRole("list", { name: "Changed since the last run" });
      await list.getByRole("listitem").filter({ hasText: "properties.seats" }).getByText("changed").waitFor();
      await list.getByText("3", { exact: true }).waitFor();
      await list.getByText("1", { exact: true }).waitFor();
      await everyone(page);
      await takeScreenshots(page, "preview-changes");
    });

    await t.test("all tasks at once, and why one is skipped or cannot be sent", async () => {
      await chooseTask(page, "Identify a user");
      await chooseTab(page, "Conditions");
      await page.getByRole("button", { name: "Add the first 'Activate' condition" }).click();
      const condition = page.getByRole("group", { name: "Condition 1", exact: true });
      await condition.getByRole("combobox", { name: "Field", exact: true }).selectOption("form.plan");
      await condition.getByRole("combobox", { name: "Value" }).selectOption({ label: "pro" });
      const all = await view("All tasks");
      const row = (name) => all.getByRole("listitem").filter({ hasText: name });
      await row("Booking").getByText("Asks").waitFor();
      await row("Identify a user").getByText("Would be skipped").waitFor();
      await row("Identify a user").getByText("Plan is “pro”: no, it is “free”.").waitFor();
      await row("Booked").getByText("Ready to send").waitFor();
      await row("From elsewhere").getByText("Cannot be sent").waitFor();
      await everyone(page);
      await takeScreenshots(page, "preview-all");
      await row("Booked").getByRole("button").click();
      await page.getByRole("heading", { level: 2, name: "Booked", exact: true }).waitFor();
    });

    await t.test("what is found leads to its field", async () => {
      await chooseTab(page, "Segment");
      await page.getByRole("combobox", { name: "Event" }).fill("");
      const body = await view("Body");
      await body.getByRole("list", { name: "What was found" }).getByRole("button", { name: /event/i }).first().press("Enter");
      await hasFocus(page.getByRole("combobox", { name: "Event" }));
      await everyone(page);
    });
  }));

test("a form as the person sees it who fills it in", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);

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
      await everyone(page);
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
      await everyone(page);
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
      }), /As it stands on your badge\..*This needs an answer\./);
      await name.fill("Ana");
      await dialog.getByLabel("Website").fill("https://example.com");
      await summary.waitFor({ state: "detached" });
      await dialog.getByRole("button", { name: "Continue" }).press("Enter");
      await dialog.waitFor({ state: "hidden" });
    });
  }));
