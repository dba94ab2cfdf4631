// Context and integrations as forms, the timestamp, and what becomes of a value
// whose field has none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, exactBody, hasFocus, openWorkflow, preview, saved } from "./harness/person.mjs";
import { putDocument } from "./harness/stored.mjs";

const NAME = "Sign-up follow-up";

const shows = (page, text) => preview(page).getByText(text).first().waitFor();
const group = (page, name) => page.getByRole("group", { name, exact: true });
const unfold = (page, name) => page.locator("summary").getByText(name, { exact: true }).click();
const undo = (page, what) => page.getByRole("banner").getByRole("button", { name: `Undo: ${what}` });
const open = async (page) => {
  await openWorkflow(page, NAME);
  await chooseTask(page, "Track an event");
};

test("every member of the context has its control", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await unfold(page, "Context");
    const context = group(page, "Context");

    await t.test("text, numbers, yes or no, and fields", async () => {
      const call = context.getByRole("group", { name: "About the call" });
      await call.getByRole("combobox", { name: "ip", exact: true }).fill("203.0.113.7");
      await shows(page, '"ip": "203.0.113.7"');
      await call.getByRole("combobox", { name: "active", exact: true }).selectOption({ label: "No" });
      await shows(page, '"active": false');
      await unfold(page, "Screen");
      const screen = context.getByRole("group", { name: "Screen" });
      await screen.getByRole("combobox", { name: "screen › width" }).fill("1,024");
      await screen.getByText(/^This is not a number yet/).waitFor();
      await screen.getByRole("combobox", { name: "screen › width" }).fill("1024");
      await shows(page, '"width": 1024');
      await unfold(page, "Campaign");
      const campaign = context.getByRole("group", { name: "Campaign" });
      await campaign.getByRole("combobox", { name: "campaign › source" }).fill("{{ signup.city }}");
      await page.keyboard.press("Escape");
      await shows(page, '"source"');
      await unfold(page, "Network");
      const wifi = context.getByRole("combobox", { name: "network › wifi" });
      await wifi.selectOption({ label: "from a field" });
      await context.getByRole("combobox", { name: "network › wifi" }).fill("{{ user.role }}");
      await page.keyboard.press("Escape");
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "context");
    });

    await t.test("members that nobody foresaw are rows beside them", async () => {
      const campaign = context.getByRole("group", { name: "Campaign" });
      await campaign.getByRole("button", { name: "Add row to campaign" }).click();
      await page.keyboard.type("coupon");
      await campaign.getByRole("combobox", { name: "Value of campaign › coupon" }).fill("SPRING");
      await shows(page, '"coupon": "SPRING"');
      await context.getByRole("button", { name: "Add row to Context" }).click();
      await page.keyboard.type("plan_id");
      await context.getByRole("combobox", { name: "Value of plan_id" }).fill("p-1");
      await shows(page, '"plan_id": "p-1"');
    });

    await t.test("what is emptied is no part of the document", async () => {
      await context.getByRole("combobox", { name: "screen › width" }).fill("");
      await preview(page).getByText('"screen"').waitFor({ state: "hidden" });
      await context.getByRole("combobox", { name: "active", exact: true }).selectOption({ label: "not set" });
      await preview(page).getByText('"active"').waitFor({ state: "hidden" });
      await saved(page);
      await page.reload();
      await chooseTask(page, "Track an event");
      const body = JSON.parse(await exactBody(preview(page)));
      assert.deepEqual(body.context.campaign.coupon, "SPRING");
      assert.deepEqual(Object.keys(body.context).filter((key) => ["screen", "active"].includes(key)), []);
    });
  }));

test("destinations are on, off or have options", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await unfold(page, "Integrations");
    const integrations = group(page, "Integrations");
    await integrations.getByRole("combobox", { name: "All others" }).selectOption({ label: "No" });
    await shows(page, '"All": false');
    await integrations.getByRole("button", { name: "Add destination" }).click();
    await page.keyboard.type("Amplitude");
    await shows(page, '"Amplitude": true');
    await integrations.getByRole("combobox", { name: "Type of Amplitude" }).selectOption({ label: "with options" });
    await integrations.getByRole("combobox", { name: "Name 1 in Amplitude" }).fill("session_id");
    await integrations.getByRole("combobox", { name: "Type of Amplitude › session_id" }).selectOption({ label: "number" });
    await integrations.getByRole("combobox", { name: "Value of Amplitude › session_id" }).fill("12");
    await shows(page, '"session_id": 12');
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "integrations");
  }));

test("the timestamp is when the task is reached, a date, or what a field says", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    await unfold(page, "Timestamp");
    const when = page.getByRole("combobox", { name: "When it happened" });
    await when.selectOption({ label: "At a date" });
    await page.getByLabel("Date", { exact: true }).fill("2024-02-29");
    await shows(page, '"timestamp": "2024-02-29T00:00:00.000Z"');
    await page.getByLabel("Time of Timestamp (UTC)").fill("10:30");
    await shows(page, '"timestamp": "2024-02-29T10:30:00.000Z"');
    await assertAccessibleInBothThemes(page);
    await when.selectOption({ label: "What a field says" });
    const field = page.getByRole("combobox", { name: "Field with the date" });
    // Whoever is called Ana is no date: that is told at its place.
    await field.selectOption({ label: "First name" });
    await group(page, "Timestamp").getByText(/^There is no value for \{\{ signup.first_name \}\}/).waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "timestamp");
    await when.selectOption({ label: "When the task is reached" });
    await undo(page, "changed field").click();
    assert.equal(await field.inputValue(), "signup.first_name");
  }));

test("what a document brings along is shown, whatever it is", (t) =>
  withApp(t, async ({ page }) => {
    const context = { ip: null, app: "{{ user.role }}", page: { path: "/a", seen: [1] }, library: { name: "mine" } };
    const track = { id: "track", kind: "segment.track", userId: "u1", event: "Form Completed", timestamp: "soon", context };
    const samples = [{ name: "Ana", record: {} }];
    const text = JSON.stringify({ segflow: 1, id: "wf_soon", name: "Soon", tasks: [track], samples });
    await page.getByRole("main").getByRole("link", { name: NAME }).waitFor();
    await putDocument(page, "wf_soon", { text, changedAt: 1_700_000_000_000 });
    await page.reload();
    await openWorkflow(page, "Soon");

    // A time that is none: its finding leads to where it is mended.
    await preview(page).getByRole("button", { name: /does not name a moment/ }).click();
    const shown = page.getByRole("group", { name: "Timestamp", exact: true });
    await shown.getByText(/"soon" does not name a moment/).waitFor();
    await hasFocus(page.getByRole("combobox", { name: "Timestamp", exact: true }));
    await assertAccessibleInBothThemes(page);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("2024-05-01T12:00:00Z");
    await shows(page, '"timestamp": "2024-05-01T12:00:00.000Z"');

    // What is no value for its control stays a row, and nothing is out of sight.
    await page.locator("summary").getByText("Context (4)", { exact: true }).click();
    const rows = group(page, "Context");
    await rows.getByRole("combobox", { name: "Type of ip", exact: true }).waitFor();
    await rows.getByRole("combobox", { name: "Value of app", exact: true }).waitFor();
    await rows.getByRole("combobox", { name: "Value of library › name", exact: true }).waitFor();
    await unfold(page, "Page (2)");
    await rows.getByRole("combobox", { name: "Value of page › seen › 1", exact: true }).waitFor();
    await rows.getByRole("combobox", { name: "page › path", exact: true }).fill("/b");
    await shows(page, '"path": "/b"');
    await shows(page, '"seen"');
  }));

test("a row says what becomes of it where its field has no value", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    const rows = group(page, "Properties");
    const rule = (name) => page.getByRole("combobox", { name: `If ${name} has no value` });
    await rows.getByRole("button", { name: "Paste many" }).click();
    await rows
      .getByRole("textbox", { name: "Rows to add" })
      .fill('{"city":"{{ user.email }}","box":{"in":"{{ user.email }}"},"all":["{{ user.email }}"]}');
    await rows.getByRole("button", { name: "Add 3 rows" }).click();

    await t.test("a rule is chosen, and the preview follows at once", async () => {
      await rule("city").waitFor();
      assert.equal(await preview(page).getByText('"city"').count(), 0);
      await rule("city").selectOption({ label: "empty text" });
      await shows(page, '"city": ""');
      await rule("city").selectOption({ label: "null" });
      await shows(page, '"city": null');
      await rule("city").selectOption({ label: "default value" });
      await rows.getByRole("textbox", { name: "Default of city" }).fill("Utrecht");
      await shows(page, '"city": "Utrecht"');
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "missing");
      await rule("city").selectOption({ label: "stop the task" });
      await rows.getByText(/has no value/).first().waitFor();
      await rule("city").selectOption({ label: "leave out" });
      await preview(page).getByText('"city"').waitFor({ state: "hidden" });
    });

    await t.test("a row within another has its rule from there", async () => {
      await rule("box").selectOption({ label: "null" });
      await shows(page, '"in": null');
      assert.equal(
        await rule("box › in").evaluate((select) => select.selectedOptions[0].textContent),
        "null, as for box",
      );
      await rule("box › in").selectOption({ label: "leave out" });
      await shows(page, '"box": {}');
      await rule("all › 1").locator("option:checked", { hasText: "null in its place" }).waitFor({ state: "attached" });
    });

    await t.test("a rule moves and goes with its row", async () => {
      await rows.getByRole("combobox", { name: "Name 4", exact: true }).fill("chest");
      await rule("chest").locator("option:checked", { hasText: "null" }).waitFor({ state: "attached" });
      await shows(page, '"chest": {}');
    });

    await t.test("so do the task's own fields", async () => {
      assert.deepEqual(
        await rule("userId").locator("option").allTextContents(),
        ["leave out", "default value", "stop the task"],
      );
      await rule("userId").selectOption({ label: "stop the task" });
      await saved(page);
      await page.reload();
      await chooseTask(page, "Track an event");
      await rule("userId").locator("option:checked", { hasText: "stop the task" }).waitFor({ state: "attached" });
    });
  }));
