// A link that holds a workflow: what is in it, and what opening it does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync, inflateSync } from "node:zlib";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { hasFocus, run } from "./harness/person.mjs";
import { putDocument, storedDocuments } from "./harness/stored.mjs";

const EXAMPLE = "Sign-up follow-up";
const link = (page) => page.getByRole("textbox", { name: "Link" });
const share = async (page, name) => {
  await page.getByRole("button", { name: `More for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Share a link…" }).click();
  const dialog = page.getByRole("dialog", { name: `Share “${name}”` });
  await dialog.waitFor();
  return dialog;
};
/** What a link holds. */
const held = (href) => {
  const written = new URL(href).hash.match(/^#w=1\.([A-Za-z0-9_-]+)$/)[1];
  return JSON.parse(inflateSync(Buffer.from(written, "base64url")).toString());
};
const written = (document) => `#w=1.${deflateSync(JSON.stringify(document)).toString("base64url")}`;

test("a link holds what was ticked, and is added to the workflows of whoever opens it", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: receiver.url });
    await page.getByRole("main").getByRole("link", { name: EXAMPLE }).waitFor();
    const [{ entry }] = await storedDocuments(page);
    const stored = JSON.parse(entry.text);
    const { samples, ...bare } = JSON.parse(JSON.stringify(stored));
    for (const task of bare.tasks) delete task.account;
    const dialog = await share(page, EXAMPLE);

    await t.test("without samples and accounts", async () => {
      await link(page).waitFor();
      const href = await link(page).inputValue();
      assert.ok(href.startsWith(`${receiver.url}/#w=1.`));
      assert.deepEqual(held(href), bare);
      await dialog.getByText(`${href.length} characters`, { exact: true }).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "share");
    });

    await t.test("with samples, if they are ticked", async () => {
      const before = await link(page).inputValue();
      await dialog.getByRole("checkbox", { name: "1 sample" }).check();
      await page.waitForFunction((before) => document.querySelector("#sharing-link").value !== before, before);
      assert.deepEqual(held(await link(page).inputValue()).samples, samples);
    });

    await t.test("it is copied", async () => {
      await dialog.getByRole("button", { name: "Copy link" }).click();
      await dialog.getByRole("button", { name: "Copied" }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(copied, await link(page).inputValue());
      await page.keyboard.press("Escape");
    });

    await t.test("it is shown first, and never runs by itself", async () => {
      const other = await browser.context.newPage();
      await other.goto(`${receiver.url}/${written(stored)}`);
      await other.getByRole("heading", { level: 1, name: "A workflow from a link" }).waitFor();
      await other.getByRole("heading", { level: 2, name: EXAMPLE }).waitFor();
      await other.getByText("3 tasks, 1 sample, no account chosen").waitFor();
      await other.getByText("Form Completed", { exact: true }).waitFor();
      await assertAccessibleInBothThemes(other);
      await takeScreenshots(other, "linked");
      assert.equal((await storedDocuments(other)).length, 1);
      await other.getByRole("button", { name: "Add to my workflows" }).press("Enter");
      await other.getByRole("heading", { level: 1, name: EXAMPLE }).waitFor();
      const added = (await storedDocuments(other)).map(({ entry }) => JSON.parse(entry.text));
      assert.equal(added.length, 2);
      const { id, ...rest } = added.find(({ tasks }) => tasks.every(({ account }) => account === undefined));
      assert.notEqual(id, stored.id);
      const { id: theirs, ...shared } = { ...bare, samples };
      assert.deepEqual([rest, theirs], [shared, stored.id]);
      assert.equal(await run(other).count(), 0);
      assert.deepEqual(await receiver.events(), []);
      // Going back does not offer it again.
      assert.ok(!other.url().includes("#"));
      await other.close();
    });
  }));

test("a link that cannot be opened says why, and keeps nothing", (t) =>
  withApp(t, async ({ receiver, page }) => {
    const document = { segflow: 1, id: "a", name: "b", tasks: [] };
    const whole = written(document);
    const bomb = `#w=1.${deflateSync(Buffer.alloc(64 * 1024 * 1024, 32), { level: 9 }).toString("base64url")}`;
    await page.getByRole("main").getByRole("link", { name: EXAMPLE }).waitFor();
    for (const [fragment, told] of [
      [whole.slice(0, -6), /^A part of it is missing/],
      [whole.replace("1.", "7."), /^It was made by a newer segflow/],
      ["#w=", /^A part of it is missing/],
      ["#w=1.%%%", /^A part of it is missing/],
      [bomb, /^It holds more than the 2 MiB/],
      [written({ a: 1 }), /^What it holds is no workflow\. This is JSON but not/],
    ]) {
      // Opened as a person does who puts it into the address bar.
      await page.goto(`${receiver.url}/${fragment}`);
      await page.getByText(told).waitFor();
    }
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "linked-broken");
    assert.equal((await storedDocuments(page)).length, 1);
    await page.getByRole("link", { name: "Go to your workflows" }).click();
    await page.getByRole("heading", { level: 1, name: "Workflows" }).waitFor();
  }));

test("what is too long for a link leaves as a file", (t) =>
  withApp(t, async ({ page }) => {
    await page.getByRole("main").getByRole("link", { name: EXAMPLE }).waitFor();
    // Hardly to be packed any shorter.
    const noise = Array.from({ length: 900 }, (_, place) => Math.sin(place + 1).toString(36).slice(3)).join("");
    const tasks = [{ id: "t", kind: "segment.track", event: "E", userId: "u", properties: { noise } }];
    const text = JSON.stringify({ segflow: 1, id: "wf_long", name: "Long", tasks });
    await putDocument(page, "wf_long", { text, changedAt: Date.now() });
    await page.reload();
    const dialog = await share(page, "Long");
    await dialog.getByText(/^This workflow is too long for a link/).waitFor();
    assert.equal(await link(page).count(), 0);
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "share-too-long");
    const coming = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Download Long.segflow.json" }).press("Enter");
    assert.equal((await coming).suggestedFilename(), "Long.segflow.json");
    await hasFocus(page.getByRole("button", { name: "More for Long" }));
  }));
