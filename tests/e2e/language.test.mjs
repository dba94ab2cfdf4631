// The languages: German says all that English says, and there is room for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, takeScreenshots, withApp } from "./harness/index.mjs";
import { cutOff, saidOn, speak } from "./harness/language.mjs";
import { openWorkflow, run, runWith } from "./harness/person.mjs";
import { STOPS } from "./harness/walk.mjs";

/** Words that are the same in both languages, and names. */
const SAME = new Set([
  "Debugger",
  "Deutsch",
  "English",
  "Segment",
  "Text",
  "Name",
  "Workflow",
  "Workflows",
  "Region",
  "Filter",
  "Live",
  "Pause",
  "Format",
  "CSV",
  "UTF-8",
  "JSON",
  "curl",
  "PowerShell",
  "analytics.js",
  "analytics-node",
  "messageId",
  "segflow",
  "SHA-256",
  "null",
  "Test",
  "Link",
  "POST",
  "Alt",
  "Esc",
  "Content-Type",
  "text/plain",
]);
/** What the example holds, and what only has a name. */
const NAMES = [
  /^Sign-up f/,
  /^(Identify a user|Track an event|Form Completed)$/,
  /^(Email address|First name|City|Amount|Plan|Ana|São Paulo|free|pro|Bern|Rom)( ·|$)/,
  /^[\w.+-]+@[\w.-]+$/,
  /^(signup|identify|track)(\.\w+)?$/,
  /^(HTTP API|Connections ›|Restate)/,
  /^(plan|email|name|city|userId|event)$/,
  /^sf-|^run_|^wf_/,
  /^\d+ (ms|s|KB|MB|GB|B|kB)$/,
  /^https?:/,
  /· segflow$/,
  // What the walk itself makes or takes over.
  /^(Shop|Course \w+|Newsletter Ordered|Track the order|theirs\.json|shop\.example|amount|(. · )?many( · .)?)$/,
  // Words of a template's own, tags, and what is numbered or within something.
  /^(Contact form|Order|Payment|Received email|Row of the file)$/,
  /^(Identify|Group|Track) (the|what|an?) /,
  /^\{\{.*\}\}$/,
  /^Name \d+( in \w+)?$/,
  /^(address|city)$/,
  /^\w+@example\.com( · |$)/,
  /^Pasted rows\.csv$/,
];
const isName = (text) => SAME.has(text) || NAMES.some((name) => name.test(text));

test("German says in its own words all that English says", (t) =>
  withApp(t, async ({ receiver, page }) => {
    const alike = [];
    // Colours on their way from one to another are neither.
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const { name, go, leave, own = [] } of STOPS) {
      await t.test(name, async () => {
        let same;
        try {
          await go(page, receiver.url);
          const english = new Set(await saidOn(page));
          await speak(page, "de");
          const german = await saidOn(page);
          same = german.filter((text) => english.has(text) && !isName(text) && !own.includes(text));
          await assertAccessible(page);
        } finally {
          // The next stop begins as if this one had been well.
          await speak(page, "en");
          await leave?.(page);
        }
        alike.push(...same.map((text) => `${name}: ${text}`));
        assert.deepEqual(same, []);
      });
    }
    assert.deepEqual(alike, []);
  }));

for (const width of [390, 1440]) {
  test(`in a window of ${width} px nothing is cut off that is a third longer, nor from right to left`, (t) =>
    withApp(
      t,
      async ({ receiver, page }) => {
        for (const { name, go, leave } of STOPS) {
          await t.test(name, async () => {
            await go(page, receiver.url);
            const faults = [];
            for (const tag of ["de", "en-XA", "ar-XB"]) {
              await speak(page, tag);
              faults.push(...(await cutOff(page)).map((fault) => `${tag}: ${fault}`));
            }
            await speak(page, "en");
            await leave?.(page);
            assert.deepEqual(faults, []);
          });
        }
      },
      { viewport: { width, height: 900 } },
    ));
}

test("the app speaks the browser's language, until another is chosen, and keeps to it", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      await page.getByRole("heading", { level: 1, name: "Workflows" }).waitFor();
      assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.title]), ["de", "Workflows · segflow"]);
      await page.getByRole("button", { name: "Neuer Workflow" }).waitFor();
      await page.getByRole("link", { name: "Einstellungen" }).click();
      const language = page.getByRole("combobox", { name: "Sprache" });
      await language.waitFor();
      assert.equal(await page.title(), "Einstellungen · segflow");
      assert.equal(await language.inputValue(), "system");
      await language.selectOption("English");
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
      page = await browser.reopen();
      await page.goto(receiver.url);
      await page.getByRole("button", { name: "New workflow" }).waitFor();
      // What is asked for in the address counts for that page alone.
      await page.goto(`${receiver.url}/?lang=de-AT`);
      await page.getByRole("button", { name: "Neuer Workflow" }).waitFor();
      await page.goto(receiver.url);
      await page.getByRole("button", { name: "New workflow" }).waitFor();
    },
    { locale: "de-CH" },
  ));

test("who speaks German begins with what is German, but for the names that are sent", (t) =>
  withApp(
    t,
    async ({ page }) => {
      const tasks = page.getByRole("region", { name: "Aufgaben" });
      const open = (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
      await page.getByRole("main").getByRole("link", { name: "Nach der Anmeldung", exact: true }).click();
      await open("Nach der Anmeldung");
      await tasks.getByRole("button", { name: /^Anmeldeformular/ }).waitFor();
      await tasks.getByRole("button", { name: /^Ereignis erfassen/ }).click();
      await page.getByRole("region", { name: "Vorschau der Anfrage" }).getByText('"Form Completed"').waitFor();
      await page.getByText("E-Mail-Adresse · kleingeschrieben").first().waitFor();
      await page.getByRole("link", { name: "segflow, alle Workflows" }).click();
      await page.getByRole("main").getByRole("button", { name: "Neuer Workflow" }).click();
      await page.getByRole("button", { name: "Zahlung eingegangen" }).waitFor();
      await takeScreenshots(page, "templates-de");
      await page.getByRole("button", { name: "Zahlung eingegangen" }).click();
      await open("Zahlung eingegangen");
      await tasks.getByRole("button", { name: /^Zahlung/ }).first().waitFor();
      await page.getByRole("textbox", { name: "Frage" }).first().waitFor();
      const questions = await page.getByRole("textbox", { name: "Frage", exact: true }).evaluateAll((all) => all.map((one) => one.value));
      assert.deepEqual(questions.filter(Boolean), [
        "Kundennummer",
        "E-Mail-Adresse",
        "Rechnungsnummer",
        "Betrag",
        "Währung",
        "Bezahlt mit",
        "Ist es die erste Zahlung?",
      ]);
      await takeScreenshots(page, "builder-de");
    },
    { locale: "de-DE" },
  ));

test("tabs speak one language", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await openWorkflow(page, "Sign-up follow-up");
    const other = await browser.context.newPage();
    await other.goto(`${receiver.url}/settings`);
    await other.getByRole("combobox", { name: "Language" }).selectOption("Deutsch");
    await page.getByRole("region", { name: "Aufgaben" }).waitFor();
  }));

test("where German does not come, English is spoken and said to be", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await page.route(/part-german/, (route) => route.abort());
    await page.goto(`${receiver.url}/?lang=de`);
    await page.getByRole("button", { name: "New workflow" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    await browser.complaints.expect(/part-german/);
    await browser.complaints.expect(/Failed to fetch/);
  }));

test("whoever speaks English does not load German", (t) =>
  withApp(t, async ({ page }) => {
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("part-tags")));
    const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    assert.equal(loaded.some((name) => name.includes("part-german")), false);
  }));

test("dates, numbers and sizes are written as in the language", (t) =>
  withApp(
    t,
    async ({ receiver, page }) => {
      await page.goto(`${receiver.url}/settings`);
      await page.getByText(/^\d+,\d [KMG]B von [\d.]+,\d [MG]B sind belegt\.$/).waitFor();
    },
    { locale: "de-DE" },
  ));

test("moments are told as people tell them, in their language and zone", (t) =>
  withApp(
    t,
    async ({ receiver, page }) => {
      await openWorkflow(page, "Sign-up follow-up");
      await runWith(page, "Sign-up form", { City: "Bern" });
      await run(page).getByText("Completed", { exact: true }).waitFor();
      const list = page.getByRole("main").getByRole("list").getByRole("time");
      const told = async (address, days, text, exact) => {
        await page.clock.setFixedTime(Date.now() + days * 86_400_000);
        await page.goto(`${receiver.url}/${address}`);
        const moment = list.filter({ hasText: text }).first();
        await moment.waitFor();
        assert.match(await moment.getAttribute("title"), exact);
        const { text: hour, at } = await moment.evaluate((time) => ({ text: time.textContent, at: time.dateTime }));
        const there = new Date(at).toLocaleTimeString("en-GB", { timeZone: "Asia/Kathmandu" });
        assert.equal(hour.match(/\d\d:\d\d/)[0], there.slice(0, 5));
      };
      const [exact, genau] = [/^\d{1,2} [A-Z][a-z]+ \d{4}, [\d:]{8}$/, /^\d{1,2}\. \p{L}+\.? \d{4}, [\d:]{8}$/u];
      await told("runs", 0, /^today, [\d:]{5}$/, exact);
      await told("runs", 1, /^yesterday, [\d:]{5}$/, exact);
      await told("runs", 3, /^\d{1,2} [A-Z][a-z]+ \d{4}, [\d:]{5}$/, exact);
      await told("runs?lang=de", 0, /^heute, [\d:]{5}$/, genau);
      await told("runs?lang=de", 3, /^\d{1,2}\. \p{L}+\.? \d{4}, [\d:]{5}$/u, genau);
      await told("debugger", 0, /^[\d:]{8}$/, exact);
      await told("debugger?lang=de", 1, /^gestern, [\d:]{5}$/, genau);
      // The receiver's own account is called in the language, too.
      await page.getByText("Lokale Testquelle", { exact: true }).first().waitFor();
      await page.goto(`${receiver.url}/accounts?lang=de`);
      await page.getByRole("heading", { level: 2, name: "Lokale Testquelle" }).waitFor();
    },
    { timezoneId: "Asia/Kathmandu" },
  ));
