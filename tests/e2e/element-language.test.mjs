// The element speaks the language of its page, or its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes } from "./harness/accessibility.mjs";
import { withHost } from "./harness/page-of-host.mjs";

const TWO = '<segflow-builder id="a"></segflow-builder><div lang="de-AT"><segflow-builder id="b"></segflow-builder></div>';
const NAME = { en: "Workflow name", de: "Name des Workflows" };
const name = (builder, lang) => builder.getByRole("textbox", { name: NAME[lang], exact: true });
/** What the builder itself says of its language. */
const spoken = (host, id) =>
  host.with(id, (el) => {
    const { lang, dir } = el.shadowRoot.querySelector(".widget");
    return [lang, dir, getComputedStyle(el.shadowRoot.querySelector(".builder")).direction];
  });

test("German stands in an English page, and another language when that changes", (t) =>
  withHost(t, TWO, async (host) => {
    const { page } = host;
    const [a, b] = [host.builder("a"), host.builder("b")];

    await t.test("each from the start", async () => {
      await name(a, "en").waitFor();
      await name(b, "de").waitFor();
      await b.getByRole("region", { name: "Vorschau der Anfrage" }).waitFor();
      assert.deepEqual(await spoken(host, "a"), ["en", "ltr", "ltr"]);
      assert.deepEqual(await spoken(host, "b"), ["de", "ltr", "ltr"]);
      await assertAccessibleInBothThemes(page, "segflow-builder#b");
    });

    await t.test("by the attribute or the property, and nothing is lost", async () => {
      await name(a, "en").fill("Begun in English");
      await a.getByRole("button", { name: /^Track an event/ }).click();
      await host.with("a", (el) => { el.lang = "de"; });
      await name(a, "de").waitFor();
      assert.equal(await name(a, "de").inputValue(), "Begun in English");
      await a.getByRole("button", { name: "Neue Aufgabe" }).waitFor();
      // The task that was chosen still is, and what comes only now is German too.
      assert.equal(await a.locator('[data-task="track"]').getAttribute("aria-current"), "true");
      await a.getByRole("button", { name: "Neue Aufgabe" }).press("Enter");
      await a.getByRole("menuitem", { name: /^Formular/ }).waitFor();
      await page.keyboard.press("Escape");
      await host.with("a", (el) => { el.undo(); });
      assert.equal(await name(a, "de").inputValue(), "Sign-up");
      assert.deepEqual(await spoken(host, "a"), ["de", "ltr", "ltr"]);

      await host.with("a", (el) => { el.setAttribute("lang", "fr"); });
      await name(a, "en").waitFor();
      assert.deepEqual(await spoken(host, "a"), ["en", "ltr", "ltr"], "it says so where it does not speak a language");
      await name(b, "de").waitFor();
    });

    await t.test("as the page around it does", async () => {
      await host.with("a", (el) => { el.removeAttribute("lang"); });
      await page.evaluate(() => { document.documentElement.lang = "de"; });
      await name(a, "de").waitFor();
      await host.with("b", (el) => { el.parentElement.lang = "en"; });
      await name(b, "en").waitFor();
      await host.with("b", (el) => { el.parentElement.lang = "de-AT"; });
      await page.evaluate(() => { document.documentElement.lang = "en"; });
      await name(a, "en").waitFor();
      await name(b, "de").waitFor();
    });

    await t.test("from right to left within a page from left to right", async () => {
      await host.with("b", (el) => { el.lang = "ar-XB"; });
      await page.waitForFunction(() => document.getElementById("b").shadowRoot.querySelector(".widget").dir === "rtl");
      assert.deepEqual(await spoken(host, "b"), ["ar-XB", "rtl", "rtl"]);
      const [tasks, preview] = await host.with("b", (el) =>
        [".builder-tasks", ".builder-preview"].map((part) => el.shadowRoot.querySelector(part)?.getBoundingClientRect().x),
      );
      assert.ok(tasks > preview, `tasks begin on the right: ${tasks}, ${preview}`);
      await assertAccessibleInBothThemes(page, "segflow-builder#b");
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out");
      await host.with("b", (el) => { el.removeAttribute("lang"); });
      await name(b, "de").waitFor();
    });

    assert.deepEqual((await host.told("b")).map(({ type }) => type), ["ready"], "words are no change");
  }));

test("where its files are not, it says so in its language", (t) =>
  withHost(
    t,
    '<segflow-builder id="a" lang="de" wasm-src="/nowhere/builder.wasm"></segflow-builder>',
    async (host) => {
      const alert = host.builder("a").getByRole("alert");
      await alert.getByText("Dieser Editor wurde nicht geladen.").waitFor();
      await alert.getByRole("button", { name: "Erneut versuchen" }).waitFor();
      assert.equal(await alert.evaluate((alert) => alert.closest("[lang]").lang), "de");
      await host.browser.complaints.expect(/404/);
    },
    { mayFail: true },
  ));

test("where its words do not come, it speaks English", (t) =>
  withHost(t, '<segflow-builder id="a"></segflow-builder>', async (host) => {
    const { page } = host;
    const german = "**/parts/german.wasm";
    await page.route(german, (route) => route.abort());
    const told = page.waitForEvent("console", (message) => message.text().includes("Failed to fetch"));
    await host.with("a", (el) => { el.lang = "de"; });
    await told;
    await host.browser.complaints.expect(/german\.wasm/);
    await host.browser.complaints.expect(/Failed to fetch/);
    await name(host.builder("a"), "en").waitFor();
    assert.deepEqual(await spoken(host, "a"), ["en", "ltr", "ltr"]);
    await page.unroute(german);
    // Asked for once more, they do.
    for (const lang of ["en", "de"]) await host.with("a", (el, lang) => { el.lang = lang; }, lang);
    await name(host.builder("a"), "de").waitFor();
  }));
