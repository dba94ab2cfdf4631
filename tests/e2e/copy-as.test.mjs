// A Segment task as a command, as code, as a mapping: copied, downloaded, without its key.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, hasFocus, openWorkflow, preview } from "./harness/person.mjs";
import { putDocument } from "./harness/stored.mjs";

const DOCUMENT = {
  segflow: 1,
  id: "wf_copied",
  name: "Course booking",
  tasks: [
    {
      id: "form",
      kind: "form",
      label: "Booking",
      fields: [
        { id: "email", type: "email", label: "Email", required: true },
        { id: "plan", type: "dropdown", label: "Plan", choices: ["free", "pro"] },
      ],
    },
    {
      id: "booked",
      kind: "segment.track",
      label: "Booked",
      account: "local",
      userId: "{{ form.email | sha256 }}",
      event: "Course Booked",
      properties: { plan: "{{ form.plan }}", exact: "EXACT", odd: "it's" },
      activateWhen: { all: [{ field: "form.plan", op: "is", value: "pro" }] },
    },
  ],
  samples: [
    { name: "Ana", record: { form: { email: "ana@example.com", plan: "pro" } } },
  ],
};

/** With a number that JavaScript itself would round. */
const TEXT = JSON.stringify(DOCUMENT).replace('"EXACT"', "9007199254740993");

test("a person copies a task as something else", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: receiver.url });
    const { account } = await (await fetch(`${receiver.url}/segflow.json`)).json();
    await page.getByRole("main").getByRole("link", { name: "Sign-up follow-up" }).waitFor();
    await putDocument(page, DOCUMENT.id, { text: TEXT, changedAt: Date.now() });
    await page.reload();
    await openWorkflow(page, DOCUMENT.name);
    await chooseTask(page, "Booked");
    const button = preview(page).getByRole("button", { name: "Copy as…" });
    const copied = async (name) => {
      await button.click();
      await page.getByRole("menuitem", { name: new RegExp(`^${name}`) }).click();
      const dialog = page.getByRole("dialog", { name: `Copy as ${name}` });
      await dialog.getByRole("button", { name: "Copy", exact: true }).click();
      await dialog.getByRole("button", { name: "Copied" }).waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      assert.ok(!text.includes(account.writeKey), text);
      return { dialog, text };
    };
    const close = async (dialog) => {
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      await hasFocus(button);
    };
    const notTaken = (dialog) => dialog.getByRole("list", { name: /not the same there$/ }).getByRole("listitem");

    await t.test("as a command, which is a file as well, and sends what a run sends", async () => {
      const { dialog, text } = await copied("curl");
      assert.match(text, /\$SEGMENT_WRITE_KEY/);
      assert.equal(await notTaken(dialog).count(), 0);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "copy-as-curl");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        dialog.getByRole("button", { name: "Download booked.sh" }).click(),
      ]);
      assert.equal(download.suggestedFilename(), "booked.sh");
      const path = await download.path();
      assert.equal(await readFile(path, "utf8"), text);
      // The shell hands curl the very message, with the key in its place.
      const script = `curl() { printf '%s\\0' "$@"; }\n. '${path}'`;
      const run = spawnSync("sh", ["-c", script], { env: { SEGMENT_WRITE_KEY: account.writeKey }, encoding: "utf8" });
      assert.equal(run.status, 0, run.stderr);
      const [url, , , , body] = run.stdout.split("\0");
      assert.equal(url, `${receiver.url}/v1/track`);
      const sent = JSON.parse(body);
      assert.deepEqual([sent.writeKey, sent.event, sent.properties.odd], [account.writeKey, "Course Booked", "it's"]);
      await close(dialog);
    });

    await t.test("as PowerShell and as a program", async () => {
      for (const [name, holds] of [
        ["PowerShell", /^\$body = '\{"type":"track"/],
        ["analytics-node", /writeKey: process\.env\.SEGMENT_WRITE_KEY/],
      ]) {
        const { dialog, text } = await copied(name);
        assert.match(text, holds);
        await close(dialog);
      }
    });

    await t.test("what a web page would round is told", async () => {
      const { dialog, text } = await copied("analytics.js");
      assert.match(text, /^analytics\.track\("Course Booked", \{/);
      const [told] = await notTaken(dialog).all();
      assert.match(await told.textContent(), /properties\.exact.*changed.*9007199254740993.*JavaScript rounds this number\./s);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "copy-as-changed");
      await close(dialog);
    });

    await t.test("as a mapping: its tags, not the sample's answers", async () => {
      const { dialog, text } = await copied("mapping-kit mapping");
      const mapping = JSON.parse(text);
      assert.equal(mapping.mapping.properties.plan["@path"], "$.form.plan");
      assert.ok(!text.includes("ana@example.com"));
      assert.match(await notTaken(dialog).first().textContent(), /userId/);
      await close(dialog);
    });

    await t.test("with the keyboard alone, of a task that cannot be sent", async () => {
      await page.getByRole("combobox", { name: "Event", exact: true }).fill("");
      await preview(page).getByText("Cannot be sent").waitFor();
      await button.focus();
      await page.keyboard.press("Enter");
      await hasFocus(page.getByRole("menuitem", { name: /^curl/ }));
      await assertAccessibleInBothThemes(page);
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", { name: "Copy as curl" });
      await dialog.getByText(/^A run does not send this message/).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "copy-as-warned");
      await close(dialog);
      await page.keyboard.press("Enter");
      for (let item = 0; item < 4; item += 1) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      const mapping = page.getByRole("dialog", { name: "Copy as mapping-kit mapping" });
      await mapping.getByRole("group", { name: "mapping-kit mapping" }).waitFor();
      await close(mapping);
    });
  }));
