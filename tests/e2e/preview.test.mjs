// The preview: what would be sent, in every view of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, openBooking } from "./harness/booking.mjs";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTab, chooseTask, hasFocus, preview, run } from "./harness/person.mjs";

test("a person looks at what would be sent", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: receiver.url });
    const { account } = await (await fetch(`${receiver.url}/segflow.json`)).json();
    await openBooking(page);
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
      await assertAccessibleInBothThemes(page);
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
      await assertAccessibleInBothThemes(page);
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
      await assertAccessibleInBothThemes(page);
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
      await assertAccessibleInBothThemes(page);
    });
  }));
