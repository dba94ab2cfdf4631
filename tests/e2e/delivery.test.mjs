// Deliveries from a page on a bad day: what went wrong, what arrived, and what
// the person saw.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { quicken, SPEED } from "../delivery/time.mjs";
import { withApp } from "./harness/index.mjs";
import { chooseTab, chooseTask, connect, everyPart, openWorkflow, outcome, run, runWith } from "./harness/person.mjs";
import { everythingKept, listenToConsole } from "./harness/secrets.mjs";

const NAME = "Sign-up follow-up";
const TITLES = ["Identify a user", "Track an event"];
const CANARY = "q7Rk2mZx9LwVb4TnYc8Hs1DpGf6Je3Ua";
const FAULTS = { receiver: { args: ["--faults"] } };
const cases = JSON.parse(await readFile(new URL("../delivery/cases.json", import.meta.url), "utf8"));

/** Time runs quickly in every page from its next load on. */
const quickly = (place) => place.addInitScript(`globalThis.clock = (${quicken})(${SPEED})`);

/** Begins to keep every sentence of the run that is told, however shortly. */
const listenToRun = (page) =>
  page.evaluate(() => {
    globalThis.told = new Set();
    const look = () => {
      const panel = document.querySelector("section[aria-labelledby='run-title']");
      for (const element of panel?.querySelectorAll("p") ?? []) globalThis.told.add(element.textContent);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
const told = (page) => page.evaluate(() => [...globalThis.told].join("\n"));

const start = (page) => runWith(page, "Sign-up form", {});
const ends = (page, word) => run(page).getByText(word, { exact: true }).waitFor({ timeout: 30_000 });
const closeRun = (page) => run(page).getByRole("button", { name: "Close" }).click();

/** How often each message of the receiver came, by type, and that none is doubled. */
async function arrivals(receiver, { after = 0 } = {}) {
  const events = (await receiver.events()).slice(after);
  const ids = (type) => new Set(events.filter(({ message }) => message.type === type).map(({ messageId }) => messageId));
  return { identify: ids("identify").size, track: ids("track").size, order: events.map(({ message }) => message.type) };
}

test("every fault is told in words, and nothing is lost or doubled", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      await quickly(page);
      await page.reload();
      await openWorkflow(page, NAME);
      for (const { inBrowser, ...both } of cases) {
        // Chromium itself sends again what a used connection answered with 408,
        // and takes the beginning of an answer's head for all of it.
        const { name, faults, attempts, fails, says } = { ...both, ...inBrowser };
        const after = (await receiver.events()).length;
        await receiver.faults(faults);
        await listenToRun(page);
        await start(page);
        await ends(page, fails ? "Failed" : "Completed");
        const seen = await told(page);
        if (says) assert.match(seen, new RegExp(says), name);
        const { identify, track } = await arrivals(receiver, { after });
        if (!fails) assert.deepEqual([identify, track], [1, 1], name);
        else assert.deepEqual([identify <= 1, track], [true, 0], name);
        const first = outcome(page, TITLES[0]);
        if (attempts?.length > 1) {
          await first.getByText(`${attempts.length} attempts`, { exact: true }).click();
          const lines = await first.getByRole("list").getByRole("listitem").count();
          assert.equal(lines, attempts.length, name);
        }
        t.diagnostic(`${name}: accepted ${fails ? 0 : 2}, lost 0, doubled 0; saw: ${seen.split("\n").filter((line) => new RegExp(says ?? "^$").test(line))[0] ?? "accepted"}`);
        await closeRun(page);
      }
      // The browser itself tells of requests that fail.
      await browser.complaints.expect(/Failed to load resource|net::ERR/);
    },
    FAULTS,
  ));

test("a receiver that is killed is waited for, and a person need not wait", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      await openWorkflow(page, NAME);
      await everyPart(page);
      await receiver.kill();
      await start(page);
      const notice = run(page).getByRole("status").filter({ hasText: "Identify a user is waiting" });
      await notice.getByText(/The receiver on this computer may not be running/).waitFor();
      await receiver.start();
      await notice.getByRole("button", { name: "Try now" }).click();
      await ends(page, "Completed");
      assert.deepEqual(await arrivals(receiver), { identify: 1, track: 1, order: ["identify", "track"] });

      await receiver.faults([{ fault: "status", status: 429, retryAfter: 300 }]);
      await closeRun(page);
      await start(page);
      await run(page).getByText(/asked to wait 300 s/).waitFor();
      await run(page).getByRole("button", { name: "Stop" }).click();
      await ends(page, "Stopped");
      await run(page).getByRole("button", { name: "Go on where it stopped" }).click();
      await run(page).getByRole("button", { name: "Try now" }).click();
      await ends(page, "Completed");
      await browser.complaints.expect(/Failed to load resource|net::ERR/);
    },
    FAULTS,
  ));

/**
 * Makes a page hang for good at its n-th step: what it keeps of a run, each
 * request before it leaves, and each answer before it is heard.
 */
function hangAt(step) {
  let steps = 0;
  const hangs = () => {
    steps += 1;
    if (steps === step) globalThis.hung = true;
    return steps >= step;
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    if (this.name === "runs" && hangs()) {
      // Nothing of this transaction is kept.
      this.transaction.abort();
      throw new DOMException("gone", "UnknownError");
    }
    return put.call(this, value, key);
  };
  const { fetch } = globalThis;
  globalThis.fetch = async (request) => {
    if (!request.url?.includes("/v1/")) return fetch(request);
    if (hangs()) return new Promise(() => {});
    const answer = await fetch(request);
    return hangs() ? new Promise(() => {}) : answer;
  };
}

test("a tab that is killed at any step is gone on with by the next one", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await openWorkflow(page, NAME);
    const address = page.url();
    const { context } = browser;
    await page.goto("about:blank");
    const open = async (script) => {
      const tab = await context.newPage();
      if (script) await tab.addInitScript(script);
      await tab.goto(address);
      return tab;
    };
    let step = 0;
    for (;;) {
      step += 1;
      const after = (await receiver.events()).length;
      const victim = await open(`(${hangAt})(${step})`);
      await start(victim);
      const hangs = (timeout) => victim.waitForFunction(() => globalThis.hung, null, { timeout });
      await Promise.race([hangs(15_000), ends(victim, "Completed")]);
      const hasHung = await hangs(1000).then(() => true, () => false);
      await victim.close();
      if (!hasHung) break;
      const next = await open();
      if (step === 1) {
        // Nothing of it was kept, so nothing of it had left.
        await next.getByRole("heading", { level: 1, name: NAME }).waitFor();
        assert.deepEqual((await arrivals(receiver, { after })).order, []);
      } else {
        // Killed while the form was asked, it asks again; else it goes on.
        if (step === 2) await next.getByRole("dialog", { name: "Sign-up form" }).getByRole("button", { name: "Continue" }).click();
        await ends(next, "Completed");
        const { identify, track, order } = await arrivals(receiver, { after });
        assert.deepEqual([identify, track], [1, 1], `killed at step ${step}`);
        assert.ok(order.lastIndexOf("identify") < order.indexOf("track"), `in order, killed at step ${step}`);
      }
      await next.close();
    }
    // The form asked; each of two requests kept, sent and answered; the end.
    assert.equal(step - 1, 8);
  }));

// A lease among tabs stands in for the browser's locks where there are none.
for (const [owned, prepare] of [
  ["by a lock", () => {}],
  ["by a lease", () => Object.defineProperty(navigator, "locks", { value: undefined })],
]) {
  test(`two tabs: one performs the run, owned ${owned}, and the other follows, and takes over`, (t) =>
    withApp(
      t,
      async ({ browser, receiver, page }) => {
        await browser.context.addInitScript(prepare);
        await page.reload();
        await openWorkflow(page, NAME);
        const other = await browser.context.newPage();
        await other.goto(page.url());
        await receiver.faults([{ fault: "status", status: 429, retryAfter: 300, times: 2 }]);
        await start(page);
        await run(page).getByText(/asked to wait 300 s/).waitFor();
        await run(other).getByText("Another tab is performing this run.", { exact: false }).waitFor();
        await run(other).getByText(/asked to wait 300 s/).waitFor();
        // What a person wants in the one is done by the other.
        await run(other).getByRole("button", { name: "Try now" }).click();
        await outcome(page, TITLES[0]).getByText("2 attempts", { exact: true }).waitFor();
        await run(page).getByText(/asked to wait 300 s/).waitFor();
        await page.close();
        const follower = run(other).getByText("Another tab is performing this run.", { exact: false });
        await follower.waitFor({ state: "hidden" });
        await run(other).getByRole("button", { name: "Try now" }).click();
        await ends(other, "Completed");
        assert.deepEqual(await arrivals(receiver), { identify: 1, track: 1, order: ["identify", "track"] });
        await browser.complaints.expect(/Failed to load resource/);
      },
      FAULTS,
    ));
}

test("offline is noticed and waited out", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    const { context } = browser;
    // Stands in for Segment, which a test does not reach.
    await context.route("https://api.segment.io/**", async (route) => {
      const answer = await fetch(`${receiver.url}${new URL(route.request().url()).pathname}`, {
        method: "POST",
        body: route.request().postData(),
      });
      const headers = { "access-control-allow-origin": "*" };
      await route.fulfill({ status: answer.status, headers, body: await answer.text() });
    });
    await openWorkflow(page, NAME);
    for (const title of TITLES) {
      await chooseTask(page, title);
      await chooseTab(page, "Account details");
      if (title === TITLES[0]) await connectSegment(page);
      else await page.getByRole("combobox", { name: "Send to" }).selectOption({ label: "Segment itself" });
    }
    await everyPart(page);
    await context.setOffline(true);
    await start(page);
    await run(page).getByText(/This computer is offline/).waitFor();
    assert.equal((await receiver.events()).length, 0);
    await context.setOffline(false);
    await ends(page, "Completed");
    await outcome(page, TITLES[1]).getByText("accepted by Segment", { exact: true }).waitFor();
    assert.deepEqual(await arrivals(receiver), { identify: 1, track: 1, order: ["identify", "track"] });

    // A blocker refuses it: the way out is told.
    await context.unroute("https://api.segment.io/**");
    await context.route("https://api.segment.io/**", (route) => route.abort("blockedbyclient"));
    await closeRun(page);
    await start(page);
    await run(page).getByText(/Is an ad blocker or a firewall in the way\?.*receiver with --forward/).waitFor();
    await run(page).getByRole("button", { name: "Stop" }).click();
    await outcome(page, TITLES[0]).getByText("stopped", { exact: true }).waitFor();
    await browser.complaints.expect(/Failed to load resource|net::ERR/);
  }));

/** Connects an account of Segment's own region. */
async function connectSegment(page) {
  await page.getByRole("button", { name: "Connect your Segment account now" }).click();
  const form = page.getByRole("form", { name: "Connect a Segment account" });
  await form.getByLabel("Account label").fill("Segment itself");
  await form.getByLabel("Write Key").fill(CANARY);
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "hidden" });
}

test("storage that is full or damaged is told, and no key is anywhere", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      const said = listenToConsole(browser.context);
      await openWorkflow(page, NAME);
      await chooseTask(page, TITLES[0]);
      await chooseTab(page, "Account details");
      await connect(page, { label: "Own", writeKey: CANARY, endpoint: receiver.url });
      const ownsKey = async () => {
        const { databases, ...kept } = await everythingKept(page);
        const texts = { ...kept, databases, console: said.join("\n"), receiver: await receiver.eventsText() };
        for (const [place, text] of Object.entries(texts)) {
          assert.ok(!text.includes(CANARY) && !text.includes(CANARY.slice(-5)), `a write key stands in ${place}`);
          assert.ok(!text.includes(btoa(CANARY).slice(0, 40)), `a write key stands in ${place}, as Base64`);
        }
        assert.match(databases, /segflow runs run_/);
      };
      await receiver.faults([{ fault: "status", status: 503 }, { fault: "status", status: 400 }]);
      await start(page);
      await ends(page, "Failed");
      await ownsKey();
      await closeRun(page);

      // No room for another run: it goes on, and can be taken along.
      await page.evaluate(() => {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (value, key) {
          if (this.name === "runs") throw new DOMException("full", "QuotaExceededError");
          return put.call(this, value, key);
        };
      });
      await receiver.faults([{ fault: "status", status: 429, retryAfter: 300 }]);
      await start(page);
      const notice = run(page).getByRole("status").filter({ hasText: "This run is not saved" });
      await notice.getByText(/There is no room left/).waitFor();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        notice.getByRole("button", { name: "Download the run" }).click(),
      ]);
      const text = await readFile(await file.path(), "utf8");
      assert.equal(JSON.parse(text).segflowRun, 1);
      assert.ok(!text.includes(CANARY));
      await run(page).getByRole("button", { name: "Try now" }).click();
      await ends(page, "Completed");
      await ownsKey();

      // A damaged run is left as it is, and harms nothing.
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            const opening = indexedDB.open("segflow");
            opening.onsuccess = () => {
              const change = opening.result.transaction(["runs", "runSummaries"], "readwrite");
              const damaged = '{"segflowRun":1,"id":"run_x","tasks":7}';
              IDBObjectStore.prototype.add.call(change.objectStore("runs"), damaged, "run_x");
              change.objectStore("runSummaries").add({ text: "{", bytes: 1 }, "run_x");
              change.oncomplete = () => (opening.result.close(), resolve());
            };
          }),
      );
      await page.reload();
      await start(page);
      await ends(page, "Completed");
      await browser.complaints.expect(/Failed to load resource/);
    },
    FAULTS,
  ));

test("what may have arrived the day before is asked about", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      await openWorkflow(page, NAME);
      await receiver.faults([{ fault: "drop", when: "afterBody", times: 3 }]);
      await start(page);
      await run(page).getByText(/Trying again at/).waitFor();
      await page.goto("about:blank");
      const later = await browser.context.newPage();
      await later.addInitScript(`globalThis.clock = (${quicken})(1); clock.turn(25 * 3_600_000)`);
      await later.goto(receiver.url);
      await openWorkflow(later, NAME);
      await run(later).getByText(/sending it again now may count it twice/).waitFor();
      await run(later).getByRole("button", { name: "Don’t send" }).click();
      await ends(later, "Failed");
      await outcome(later, TITLES[0]).getByText(/may have arrived all the same/).waitFor();
      assert.equal((await arrivals(receiver)).track, 0);
      await run(later).getByRole("button", { name: "Try again from the failed task" }).click();
      await run(later).getByRole("button", { name: "Send again" }).click();
      await ends(later, "Completed");
      await browser.complaints.expect(/Failed to load resource|net::ERR/);
    },
    FAULTS,
  ));

test("a clock that is set back while a run waits changes nothing", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      await quickly(page);
      await page.reload();
      await openWorkflow(page, NAME);
      await receiver.faults([{ fault: "status", status: 429, retryAfter: 60 }, { fault: "status", status: 503 }]);
      await start(page);
      await run(page).getByText(/asked to wait 60 s/).waitFor();
      await page.evaluate(() => globalThis.clock.turn(-6 * 3_600_000));
      await ends(page, "Completed");
      assert.deepEqual(await arrivals(receiver), { identify: 1, track: 1, order: ["identify", "track"] });
      await browser.complaints.expect(/Failed to load resource/);
    },
    FAULTS,
  ));
