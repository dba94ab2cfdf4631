// The builder as an element of somebody's page: from the npm package, under a
// strict policy with Trusted Types.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes } from "./harness/accessibility.mjs";
import { withHost } from "./harness/page-of-host.mjs";

const TWO = '<segflow-builder id="a"></segflow-builder><segflow-builder id="b"></segflow-builder>';
const ONE = '<segflow-builder id="a"></segflow-builder>';
/** Two builders have regions of like names, so each is looked at alone. */
const accessible = async (page) => {
  for (const id of ["a", "b"]) {
    const within = `segflow-builder#${id}`;
    if (await page.locator(within).count()) await assertAccessibleInBothThemes(page, within);
  }
};
const types = (told) => told.map(({ type }) => type);
const name = (builder) => builder.getByRole("textbox", { name: "Workflow name" });

test("two builders stand in one page, and each is edited alone", (t) =>
  withHost(t, TWO, async (host) => {
    const [a, b] = [host.builder("a"), host.builder("b")];
    await name(a).fill("Sign-up of A");
    await a.getByRole("button", { name: /^Track an event/ }).click();
    await a.getByRole("combobox", { name: "Event", exact: true }).fill("Signed Up");
    assert.equal(await host.with("a", (el) => el.getWorkflow().name), "Sign-up of A");
    assert.equal(await host.with("a", (el) => el.workflow.tasks[2].event), "Signed Up");
    assert.equal(await host.with("b", (el) => el.workflow.name), "Sign-up");
    const told = await host.told("a");
    assert.ok(told.filter(({ type }) => type === "change").length >= 2);
    assert.equal(told.at(-1).detail.workflow.tasks[2].event, "Signed Up");
    assert.deepEqual(types(await host.told("b")), ["ready"]);

    // The keys belong to the builder that has the focus.
    await name(b).fill("Sign-up of B");
    await a.getByRole("button", { name: /^Identify a user/ }).focus();
    await host.page.keyboard.press("Control+z");
    assert.equal(await host.with("a", (el) => el.workflow.tasks[2].event), "Form Completed");
    assert.equal(await host.with("b", (el) => el.workflow.name), "Sign-up of B");
    await host.with("b", (el) => { el.undo(); });
    assert.equal(await host.with("b", (el) => el.workflow.name), "Sign-up");
    await host.with("b", (el) => { el.redo(); });
    assert.equal(await name(b).inputValue(), "Sign-up of B");

    // What the page itself sets is no news to it, and the same is no change.
    const before = (await host.told("a")).length;
    await host.with("a", (el) => { el.workflow = el.workflow; });
    await host.with("a", (el) => { el.workflow = { ...el.workflow, name: "Given" }; });
    await host.ready(3);
    assert.equal(await name(a).inputValue(), "Given");
    assert.deepEqual(types((await host.told("a")).slice(before)), ["ready"]);
    await accessible(host.page);
  }));

test("dialogs and menus work in a shadow root, by keyboard alone", (t) =>
  withHost(t, TWO, async ({ builder, page }) => {
    const a = builder("a");
    await a.getByRole("button", { name: "Add task" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    const inFocus = () => page.evaluate(() => document.activeElement.shadowRoot.activeElement.id);
    assert.equal(await inFocus(), "add-task");
    await a.getByRole("button", { name: /name in tags/i }).first().focus();
    await page.keyboard.press("Enter");
    const dialog = a.getByRole("dialog");
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await inFocus(), "task-tag");
    // What only the app has is not offered.
    await a.getByRole("button", { name: "More ways to run" }).press("Enter");
    assert.deepEqual(await a.getByRole("menuitem").allTextContents(), ["Dry run", "Run on a server"]);
  }));

test("what a new task lacks is still to be filled in, until it is left", (t) =>
  withHost(t, ONE, async ({ builder, page, with: within }) => {
    const a = builder("a");
    await a.getByRole("button", { name: "Add task" }).click();
    await a.getByRole("menuitem", { name: /^Track an event/ }).click();
    const event = a.getByRole("combobox", { name: "Event", exact: true });
    await event.and(page.locator("[aria-describedby*=to-do]")).waitFor();
    assert.equal(await event.getAttribute("aria-invalid"), null);
    const added = a.getByRole("button", { name: /^Track an event.*Still to fill in: 1$/ });
    await added.waitFor();
    // What the page is told of it is the same as ever.
    const codes = await within("a", async (el) => (await el.validate()).map(({ code }) => code));
    assert.ok(codes.includes("event_not_defined"), codes);
    await a.getByRole("button", { name: /^Sign-up form/ }).click();
    await added.waitFor({ state: "detached" });
    await a.getByRole("button", { name: /^Track an event.*1 problem$/ }).waitFor();
    await accessible(page);
  }));

test("it previews and runs, and the page may hold messages back", (t) =>
  withHost(t, TWO, async (host) => {
    const { page, receiver, account } = host;
    const preview = await host.with("a", (el) => {
      el.sample = { signup: { email: "Ana@example.com" } };
      return el.preview();
    });
    assert.deepEqual(preview.tasks.map(({ status }) => status), ["done", "ready", "ready"]);
    const body = JSON.parse(preview.tasks[1].request.body);
    assert.deepEqual([body.userId, body.traits], ["ana@example.com", { email: "Ana@example.com", plan: "pro" }]);
    assert.ok(!JSON.stringify(preview).includes(account.writeKey));
    const findings = await host.with("a", (el) => el.validate());
    assert.deepEqual(findings.filter(({ severity }) => severity === "error"), []);

    // A person runs it, and answers its form.
    const a = host.builder("a");
    await a.getByRole("button", { name: "Run", exact: true }).click();
    const dialog = a.getByRole("dialog", { name: "Sign-up form" });
    await dialog.getByLabel("Email address").fill("Ana@example.com");
    await dialog.getByRole("button", { name: "Continue" }).click();
    await page.waitForFunction(() => globalThis.told.some(({ type }) => type === "run-end"));
    const told = await host.told("a");
    const end = told.at(-1);
    assert.deepEqual([end.type, end.detail.status, end.detail.dryRun], ["run-end", "completed", false]);
    assert.deepEqual(end.detail.tasks.map(({ status }) => status), ["done", "accepted", "accepted"]);
    assert.deepEqual(types(told).filter((type) => !["ready", "run-progress"].includes(type)), ["run-start", "before-send", "before-send", "run-end"]);
    assert.ok(!JSON.stringify(told).includes(account.writeKey), "no event holds the key");
    assert.deepEqual((await receiver.events()).map(({ type }) => type), ["identify", "track"]);

    // The page runs it, and lets one of two messages leave.
    const result = await host.with("b", (el) => {
      el.addEventListener("segflow-before-send", (event) => {
        if (event.detail.taskId === "identify") event.detail.waitUntil(new Promise((resolve) => setTimeout(resolve, 20, true)));
        else event.detail.waitUntil(Promise.resolve(false));
      });
      return el.run({ record: { signup: { email: "ben@example.com" } } });
    });
    assert.deepEqual(result.tasks.map(({ status }) => status), ["done", "accepted", "failed"]);
    assert.equal(result.tasks[2].attempts[0].error, "vetoed");
    assert.equal((await receiver.events()).length, 3);
    const dry = await host.with("b", (el) => el.run({ record: { signup: { email: "ben@example.com" } }, dryRun: true }));
    assert.deepEqual(dry.tasks.map(({ status }) => status), ["done", "wouldSend", "wouldSend"]);
    assert.equal((await receiver.events()).length, 3);
    await accessible(page);
  }));

test("nothing is kept unless the page says so, and a key never", (t) =>
  withHost(t, ONE, async (host) => {
    const { page, account } = host;
    const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    await name(host.builder("a")).fill("Gone");
    await page.reload();
    await host.ready(1);
    assert.equal(await name(host.builder("a")).inputValue(), "Sign-up");
    assert.deepEqual(await databases(), []);
    await host.with("a", (el) => { el.storageKey = "draft"; });
    await name(host.builder("a")).fill("Kept");
    await page.waitForFunction(() => indexedDB.databases().then((all) => all.length > 0));
    const kept = await page.evaluate(async () => {
      // Whoever takes the element away has it kept at once.
      const el = document.getElementById("a");
      const parent = el.parentElement;
      el.remove();
      await new Promise((resolve) => setTimeout(resolve, 200));
      parent.append(el);
      const opening = indexedDB.open("segflow-builder");
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const all = opening.result.transaction("documents").objectStore("documents").getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      opening.result.close();
      return [...all.result, JSON.stringify({ ...localStorage, ...sessionStorage })];
    });
    assert.equal(JSON.parse(kept[0]).name, "Kept");
    assert.ok(!kept.join().includes(account.writeKey));
  }));

test("what is kept comes back, if it is the workflow that is asked for", (t) =>
  withHost(t, '<segflow-builder id="a" storage-key="draft"></segflow-builder>', async (host) => {
    const a = host.builder("a");
    await name(a).fill("Half done");
    await a.getByText("Saved", { exact: true }).waitFor();
    // It is gathered for a moment, unless the page is left.
    await host.page.waitForTimeout(600);
    await host.page.reload();
    await host.ready(1);
    assert.equal(await name(a).inputValue(), "Half done");
    await host.with("a", (el) => {
      const other = document.createElement("segflow-builder");
      Object.assign(other, { id: "other", workflow: { segflow: 1, id: "wf_other", name: "Other", tasks: [] }, storageKey: "draft" });
      el.after(other);
    });
    await host.ready(2);
    assert.equal(await name(host.builder("other")).inputValue(), "Other");
  }));

test("it can be moved and taken out, and comes back with its document", (t) =>
  withHost(t, TWO, async (host) => {
    const { page } = host;
    await name(host.builder("a")).fill("Moved");
    await host.with("a", (el) => { document.querySelector("main").append(el); });
    await host.with("a", (el) => { el.undo(); });
    assert.equal(await name(host.builder("a")).inputValue(), "Sign-up", "what can be undone survives a move");
    await host.with("a", (el) => { el.redo(); });
    await host.with("a", async (el) => {
      el.remove();
      await new Promise((resolve) => setTimeout(resolve));
      document.querySelector("main").append(el);
    });
    await host.ready(3);
    assert.equal(await name(host.builder("a")).inputValue(), "Moved");
    const lost = await host.with("a", async (el) => {
      const running = el.run();
      await new Promise((resolve) => setTimeout(resolve, 100));
      el.remove();
      return (await running).status;
    });
    assert.equal(lost, "cancelled");
    assert.equal(await page.locator("segflow-builder").count(), 1);
  }));

test("panels hide one by one, and what cannot be changed offers no change", (t) =>
  withHost(t, TWO, async (host) => {
    const a = host.builder("a");
    const regions = { tasks: "Tasks", preview: "Request preview" };
    for (const [panel, region] of Object.entries(regions)) {
      await a.getByRole("region", { name: region }).waitFor();
      await host.with("a", (el, panel) => { el.panels = ["bar", "name", "history", "run", "tasks", "editor", "preview"].filter((each) => each !== panel).join(" "); }, panel);
      await a.getByRole("region", { name: region }).waitFor({ state: "hidden" });
    }
    await host.with("a", (el) => { el.panels = "editor"; });
    await name(a).waitFor({ state: "hidden" });
    await host.with("a", (el) => { el.panels = null; });
    await name(a).waitFor();

    await host.with("a", (el) => { el.readOnly = true; });
    await a.getByRole("button", { name: "Add task" }).waitFor({ state: "hidden" });
    assert.equal(await name(a).isEditable(), false);
    await a.getByRole("button", { name: /^Track an event/ }).click();
    assert.equal(await a.getByRole("combobox", { name: "Event", exact: true }).isDisabled(), true);
    await accessible(host.page);
    await host.with("a", (el) => { el.readOnly = false; });
    await a.getByRole("combobox", { name: "Event", exact: true }).fill("Signed Up");
    assert.equal(await host.with("a", (el) => el.workflow.tasks[2].event), "Signed Up");
  }));

test("it is a control of a form", (t) =>
  withHost(t, `<form><segflow-builder id="a" name="flow" required></segflow-builder><button>Send</button></form>`, async (host) => {
    const { page } = host;
    const value = () => page.evaluate(() => JSON.parse(new FormData(document.forms[0]).get("flow")).name);
    assert.equal(await value(), "Sign-up");
    await name(host.builder("a")).fill("In a form");
    assert.equal(await value(), "In a form");
    assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), true);
    await host.builder("a").getByRole("button", { name: /^Track an event/ }).click();
    await host.builder("a").getByRole("combobox", { name: "Event", exact: true }).fill("");
    assert.equal(await page.evaluate(() => document.forms[0].checkValidity()), false);
    await page.evaluate(() => document.forms[0].reset());
    await host.ready(2);
    assert.equal(await value(), "Sign-up");
    await page.evaluate(() => {
      const fields = document.createElement("fieldset");
      fields.disabled = true;
      document.forms[0].append(fields);
      fields.append(document.getElementById("a"));
    });
    await host.builder("a").getByRole("button", { name: "Add task" }).waitFor({ state: "hidden" });
  }));

test("a page adds to it and colours it", (t) =>
  withHost(
    t,
    `<segflow-builder id="a" theme="dark"><button slot="toolbar-end">Publish</button><p slot="empty">Ask us how to begin.</p><p slot="footer">Made by us</p></segflow-builder>`,
    async (host) => {
      const { page } = host;
      await page.getByRole("button", { name: "Publish" }).waitFor();
      await page.getByText("Made by us").waitFor();
      await page.getByText("Ask us how to begin.").waitFor({ state: "hidden" });
      await host.with("a", (el) => { el.workflow = null; });
      await page.getByText("Ask us how to begin.").waitFor();
      const colours = () => host.with("a", (el) => [getComputedStyle(el).colorScheme, getComputedStyle(el.shadowRoot.querySelector(".run")).backgroundColor]);
      assert.deepEqual(await colours(), ["dark", "rgb(23, 127, 81)"]);
      await page.addStyleTag({ url: "/host.css" });
      await host.with("a", (el) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("segflow-builder { --segflow-primary: rgb(1, 2, 3); block-size: 300px; } segflow-builder::part(button-primary) { letter-spacing: 3px; }");
        document.adoptedStyleSheets.push(sheet);
        el.theme = "light";
      });
      // Colours take a moment to become others.
      await page.waitForFunction(() => getComputedStyle(document.getElementById("a").shadowRoot.querySelector(".run")).backgroundColor === "rgb(1, 2, 3)");
      assert.equal((await colours())[0], "light");
      const [height, spacing] = await host.with("a", (el) => [el.offsetHeight, getComputedStyle(el.shadowRoot.querySelector(".run")).letterSpacing]);
      assert.deepEqual([height, spacing], [300, "3px"]);
    },
  ));

test("its files are where the page says", (t) =>
  withHost(t, '<segflow-builder id="a" wasm-src="/elsewhere/builder.wasm"></segflow-builder>', async (host) => {
    await host.builder("a").getByRole("region", { name: "Request preview" }).waitFor();
    const files = await host.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname).filter((name) => name.endsWith(".wasm")));
    assert.ok(files.includes("/elsewhere/builder.wasm") && files.includes("/elsewhere/parts/preview.wasm"), files.join());
    assert.deepEqual(files.filter((name) => !name.startsWith("/elsewhere/")), []);
  }));

test("where its files are not, it says so, and tries again", (t) =>
  withHost(
    t,
    '<segflow-builder id="a" wasm-src="/nowhere/builder.wasm"></segflow-builder>',
    async (host) => {
      const alert = host.builder("a").getByRole("alert").filter({ hasText: /builder\.wasm was not found at .*nowhere.*the builder's load\(\)/ });
      await alert.waitFor();
      const [error] = (await host.told("a")).filter(({ type }) => type === "error");
      assert.equal(error.detail.error.code, "wasm_not_found");
      await host.browser.complaints.expect(/404/);
      await assertAccessibleInBothThemes(host.page);
      await host.with("a", (el) => { el.wasmSrc = "/segflow/builder.wasm"; });
      await alert.getByRole("button", { name: "Try again" }).click();
      await name(host.builder("a")).waitFor();
    },
    { mayFail: true },
  ));

test("what the page gives wrongly is told, and the builder stays", (t) =>
  withHost(t, ONE, async (host) => {
    await host.with("a", (el) => { el.workflow = { segflow: 99 }; el.accounts = [{ id: "no key" }]; });
    const errors = (await host.told("a")).filter(({ type }) => type === "error");
    assert.deepEqual(errors.map(({ detail }) => detail.error.code), ["document_too_new", "bad_account"]);
    assert.equal(await host.with("a", (el) => el.workflow.id), "wf_host");
    await host.with("a", (el) => {
      const bad = document.createElement("segflow-builder");
      Object.assign(bad, { id: "bad", workflow: "{}" });
      el.after(bad);
    });
    await host.builder("bad").getByRole("alert").waitFor();
    // Another document may be one that can be shown.
    await host.with("bad", (el) => { el.workflow = null; });
    await name(host.builder("bad")).waitFor();
    // What is no JSON or no list is told by its name.
    for (const [property, given] of [["sample", "{"], ["plan", "{"], ["accounts", {}], ["workflows", ["{"]]]) {
      await host.with("bad", (el, [property, given]) => { el[property] = given; el[property] = undefined; }, [property, given]);
      const { detail, message } = (await host.told("bad")).filter(({ type }) => type === "error").at(-1);
      assert.equal(detail.error.code, "bad_option", property);
      assert.match(message, new RegExp(`\`${property}\``));
    }
  }));

test("what is misspelt sends nothing, and whoever waits for a builder that does not load is told", (t) =>
  withHost(t, ONE, async (host) => {
    const refused = (options) => host.with("a", (el, options) => el.run(options).then(() => "ran", ({ code }) => code), options);
    const record = { signup: { email: "ana@example.com" } };
    assert.equal(await refused({ record, dryrun: true }), "bad_option");
    assert.equal(await refused({ record, dryRun: "yes" }), "bad_option");
    assert.deepEqual(await host.receiver.events(), []);
    const told = await host.with("a", async (el) => {
      const bad = document.createElement("segflow-builder");
      Object.assign(bad, { id: "bad", workflow: "{}" });
      const waiting = bad.validate();
      el.after(bad);
      return waiting.then(() => "is there", ({ code }) => code);
    });
    assert.equal(told, "not_a_workflow");
  }));

test("a bug in one builder takes no work away, and none of the others", (t) =>
  withHost(t, TWO, async (host) => {
    const { page, browser } = host;
    const [a, b] = [host.builder("a"), host.builder("b")];
    await name(a).fill("Work in A");
    await name(b).fill("Work in B");
    // A script of the page gets in the way of drawing, which the builder takes
    // for a bug of its own, in the middle of a render.
    await host.with("a", (el) => {
      const { insertBefore } = Node.prototype;
      globalThis.mend = () => (Node.prototype.insertBefore = insertBefore);
      Node.prototype.insertBefore = function (...given) {
        if (this.getRootNode() === el.shadowRoot && this.isConnected) throw new Error("in the way");
        return insertBefore.apply(this, given);
      };
    });
    await a.getByRole("button", { name: /^Track an event/ }).click();
    const alert = a.getByRole("alert").filter({ hasText: "Your workflow is safe" });
    await alert.waitFor();
    await page.evaluate(() => globalThis.mend());
    await host.ready(3);
    assert.equal(await name(b).inputValue(), "Work in B");
    await b.getByRole("button", { name: /^Track an event/ }).click();
    const event = b.getByRole("combobox", { name: "Event", exact: true });
    // What is selected in the plain box is not in the editor that takes its place.
    await event.and(page.locator("[contenteditable]")).waitFor();
    await event.fill("Still here");
    assert.equal(await host.with("b", (el) => el.workflow.tasks[2].event), "Still here");
    const errors = (await host.told("a")).filter(({ type }) => type === "error");
    assert.deepEqual(errors.map(({ detail }) => [detail.error.code, detail.workflow.name]), [["bug", "Work in A"]]);
    await accessible(page);
    const download = page.waitForEvent("download");
    await alert.getByRole("button", { name: "Download my workflow" }).click();
    assert.equal((await download).suggestedFilename(), "workflow.json");
    await alert.getByRole("button", { name: "Start again" }).click();
    assert.equal(await name(a).inputValue(), "Work in A");
    await browser.complaints.expect(/in the way|unreachable|panicked|RuntimeError/);
  }));

test("two hundred builders come and go and leave nothing behind", (t) =>
  withHost(t, ONE, async ({ page }) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const mountAndRemove = (count) =>
      page.evaluate(async (count) => {
        const first = document.getElementById("a");
        for (let at = 0; at < count; at += 1) {
          const builder = document.createElement("segflow-builder");
          Object.assign(builder, { workflow: first.workflow, accounts: first.accounts });
          const ready = new Promise((resolve) => builder.addEventListener("segflow-ready", resolve));
          first.after(builder);
          await ready;
          await new Promise((resolve) => setTimeout(resolve));
          builder.remove();
        }
        globalThis.told.length = 0;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }, count);
    const measure = async () => {
      for (let at = 0; at < 3; at += 1) await session.send("HeapProfiler.collectGarbage");
      const { metrics } = await session.send("Performance.getMetrics");
      const of = (name) => metrics.find((metric) => metric.name === name).value;
      const bytes = await page.evaluate(() => globalThis.memories.map(({ buffer }) => buffer.byteLength));
      return { listeners: of("JSEventListeners"), nodes: of("Nodes"), bytes };
    };
    await mountAndRemove(20);
    const before = await measure();
    await mountAndRemove(200);
    const after = await measure();
    assert.deepEqual(after.bytes, before.bytes, "memory of Wasm");
    assert.ok(after.listeners <= before.listeners + 5, `listeners: ${before.listeners}, then ${after.listeners}`);
    assert.ok(after.nodes <= before.nodes + 20, `nodes: ${before.nodes}, then ${after.nodes}`);
  }));
