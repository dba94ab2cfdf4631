// Workflows from elsewhere: files, what is pasted, what is dropped. It is shown
// first what becomes of them, and before the first run what goes where.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { hasFocus, run, sendTo } from "./harness/person.mjs";
import { storedDocuments } from "./harness/stored.mjs";

const folder = new URL("../../crates/interchange/tests/import/", import.meta.url);
/** The source of a case of the interchange's own tests. */
const source = async (name) => JSON.parse(await readFile(new URL(`${name}.json`, folder), "utf8")).source;

const OWN = {
  segflow: 1,
  id: "wf_theirs",
  name: "Thank you note",
  tasks: [
    { id: "order", kind: "form", label: "Order", fields: [{ id: "who", label: "User id", type: "text" }] },
    {
      id: "track",
      kind: "segment.track",
      label: "Track an event",
      account: "acc_theirs",
      userId: "{{ order.who }}",
      event: "Order Placed",
    },
  ],
  samples: [{ name: "One", record: { order: { who: "u1" } } }],
};

const file = (name, value) => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)),
});
const toImport = async (page) => {
  await page.getByRole("main").getByRole("button", { name: "Import" }).click();
  await page.getByRole("heading", { level: 1, name: "Import workflows" }).waitFor();
};
const found = (page) => page.getByRole("list", { name: "What was found" });
const choose = async (page, files) => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(files);
};

test("several files are imported, each shown first", (t) =>
  withApp(t, async ({ page }) => {
    await toImport(page);
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "import");
    await choose(page, [
      file("thanks.segflow.json", OWN),
      file("mapping.json", await source("mapping_kit/listed")),
      file("kotive.json", await source("kotive/tags")),
      file("n8n.json", await source("n8n/workflow")),
      file("notes.json", "no JSON at all"),
      file("huge.json", " ".repeat(2 * 1024 * 1024 + 1)),
    ]);
    const cards = found(page).getByRole("listitem");
    await page.getByText("4 workflows found, and 2 that cannot be imported.").waitFor();
    for (const told of ["segflow workflow", "Segment mapping", "Kotive task", "n8n workflow"]) {
      await found(page).getByText(told, { exact: true }).waitFor();
    }
    const own = cards.filter({ has: page.getByRole("heading", { name: "Thank you note" }) });
    await own.getByText("Order Placed", { exact: true }).waitFor();
    await found(page).getByText(/things? (is|are) not as (it|they) w(as|ere)/).first().waitFor();
    await found(page).getByText(/^This is not JSON:/).waitFor();
    await found(page).getByText("This is larger than 2 MiB. Take over a part of it.").waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "import-found");

    // One of them is not wanted.
    await page.getByRole("button", { name: "Leave out notes.json" }).click();
    await page.getByText("4 workflows found, and 1 that cannot be imported.").waitFor();
    assert.equal((await storedDocuments(page)).length, 1);
    await page.getByRole("button", { name: "Add 4 to my workflows" }).click();
    await page.getByRole("heading", { level: 1, name: "Workflows", exact: true }).waitFor();
    const stored = (await storedDocuments(page)).map(({ id, entry }) => [id, JSON.parse(entry.text)]);
    assert.equal(stored.length, 5);
    for (const [id, { id: own, name, tasks }] of stored) {
      assert.equal(own, id);
      if (name === "Sign-up follow-up") continue;
      assert.match(id, /^wf_[0-9a-z]{20}$/);
      for (const task of tasks) assert.equal(task.account, undefined);
    }
  }));

test("what is pasted is read, and stays where it cannot be", (t) =>
  withApp(t, async ({ page }) => {
    await toImport(page);
    const box = page.getByRole("textbox", { name: "Or paste what you copied" });
    for (const [text, told] of [
      ["{", /^This is not JSON:/],
      ['{"a":1}', /^There is no workflow in this/],
      ['{"segflow":9,"id":"a","name":"b","tasks":[]}', /saved by a newer segflow/],
      ['{"rules":[{"type":"TRACK","key":"A","jsonSchema":{}}]}', /^This is a tracking plan/],
    ]) {
      await box.fill(text);
      await page.getByRole("button", { name: "Read it" }).click();
      await page.getByText(told).waitFor();
      assert.equal(await box.inputValue(), text);
    }
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "import-refused");
    await box.fill(JSON.stringify(OWN));
    await page.getByRole("button", { name: "Read it" }).press("Enter");
    await found(page).getByRole("heading", { name: "Thank you note" }).waitFor();
    assert.equal(await box.inputValue(), "");
  }));

test("files are dropped on the list of workflows", (t) =>
  withApp(t, async ({ page }) => {
    const row = page.getByRole("main").getByRole("link").first();
    await row.waitFor();
    const drag = async (type) => {
      const data = await page.evaluateHandle((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "dropped.json", { type: "application/json" }));
        return data;
      }, JSON.stringify(OWN));
      await row.dispatchEvent(type, { dataTransfer: data });
    };
    await drag("dragenter");
    await page.getByText("Drop to import").waitFor();
    await drag("dragleave");
    await page.getByText("Drop to import").waitFor({ state: "hidden" });
    await drag("dragenter");
    await drag("drop");
    await found(page).getByRole("heading", { name: "Thank you note" }).waitFor();
    await found(page).getByText("dropped.json").waitFor();
  }));

test("before the first run of an imported workflow it is seen what goes where", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await toImport(page);
    await choose(page, [file("thanks.json", OWN)]);
    await page.getByRole("button", { name: "Add to my workflows" }).click();
    await page.getByRole("heading", { level: 1, name: "Thank you note" }).waitFor();
    const press = () => page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Before the first run" });

    // No account was taken over, so that is missing first.
    await press();
    await page.getByRole("group", { name: /^Something is missing/ }).waitFor();
    assert.equal(await dialog.count(), 0);
    await sendTo(page, "Track an event", "Local test source");

    await press();
    const list = dialog.getByRole("list", { name: "What goes where" });
    await list.getByText("Order Placed").waitFor();
    await list.getByText("Local test source").waitFor();
    await list.getByText(receiver.url).waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "first-run");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.deepEqual(await receiver.events(), []);

    // A copy is asked about as well, and a file is not run before.
    await page.getByRole("button", { name: "More for Thank you note" }).click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await page.getByRole("heading", { level: 1, name: "Copy of Thank you note" }).waitFor();
    await press();
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "More ways to run" }).click();
    await page.getByRole("menuitem", { name: "Run a file" }).click();
    await dialog.getByText("Order Placed").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { level: 1, name: "Copy of Thank you note" }).waitFor();
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Thank you note", exact: true }).waitFor();

    await press();
    await dialog.getByRole("button", { name: "Go on, that is right" }).click();
    await page.getByRole("dialog", { name: "Order" }).getByRole("button", { name: "Continue" }).click();
    await run(page).getByText("Completed", { exact: true }).waitFor();
    assert.equal((await receiver.events()).length, 1);

    // It is asked once, whatever becomes of the page.
    await page.reload();
    await press();
    await page.getByRole("dialog", { name: "Order" }).waitFor();
    assert.equal(await dialog.count(), 0);
  }));

test("a workflow is imported by the keyboard alone", (t) =>
  withApp(t, async ({ page }) => {
    await page.getByRole("main").getByRole("button", { name: "Import" }).press("Enter");
    await hasFocus(page.getByRole("heading", { level: 1, name: "Import workflows" }));
    await page.keyboard.press("Tab");
    await hasFocus(page.getByRole("button", { name: "Choose files" }));
    await page.keyboard.press("Tab");
    await hasFocus(page.getByRole("textbox", { name: "Or paste what you copied" }));
    await page.keyboard.insertText(JSON.stringify(OWN));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("1 workflow found", { exact: true }).waitFor();
    await page.keyboard.press("Tab");
    await hasFocus(page.getByRole("button", { name: "Leave out Thank you note" }));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Thank you note" }).waitFor();
  }));
