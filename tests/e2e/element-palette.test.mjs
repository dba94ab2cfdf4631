// The palette within an element: by its keys, where the focus is inside.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes } from "./harness/accessibility.mjs";
import { withHost } from "./harness/page-of-host.mjs";

const TWO = '<label>Search <input id="search"></label><segflow-builder id="a"></segflow-builder><segflow-builder id="b"></segflow-builder>';
const palette = (builder) => builder.getByRole("dialog", { name: "Commands" });
const box = (builder) => palette(builder).getByRole("combobox", { name: "Find a command, a task or a workflow" });
const options = (builder) => palette(builder).getByRole("option");
const task = (builder, title) => builder.getByRole("button", { name: new RegExp(`^${title}`) });
/** What has the focus, within an element if it is there. */
const focused = (page) =>
  page.evaluate(() => {
    const { activeElement: active } = document;
    const inside = active.shadowRoot?.activeElement;
    return [active.id, inside?.getAttribute("role") ?? inside?.dataset.task ?? inside?.id].filter(Boolean).join(" ");
  });

test("the palette belongs to the builder that has the focus", (t) =>
  withHost(t, TWO, async (host) => {
    const { page } = host;
    const [a, b] = [host.builder("a"), host.builder("b")];
    // The page has keys of its own, for the same.
    await page.evaluate(() => {
      globalThis.heard = [];
      document.addEventListener("keydown", (event) => {
        if (event.ctrlKey && event.key !== "Control") globalThis.heard.push([event.key, event.defaultPrevented]);
      });
    });
    const heard = () => page.evaluate(() => globalThis.heard.splice(0));

    await t.test("and to none where the focus is outside", async () => {
      await page.locator("#search").focus();
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+/");
      assert.deepEqual(await heard(), [["k", false], ["/", false]]);
      assert.equal(await page.getByRole("dialog").count(), 0);
      assert.equal(await focused(page), "search");
    });

    await t.test("whose keys the page does not hear", async () => {
      await task(a, "Identify a user").focus();
      await page.keyboard.press("Control+k");
      await box(a).waitFor();
      assert.equal(await palette(b).count(), 0);
      assert.equal(await focused(page), "a combobox");
      await page.keyboard.press("Control+k");
      assert.deepEqual(await heard(), [], "it would open something of its own");
      assert.equal(await page.getByRole("dialog").count(), 1);
      await assertAccessibleInBothThemes(page, "segflow-builder#a");
    });

    await t.test("with what that builder has, and no other page", async () => {
      const said = (await options(a).allTextContents()).join("\n");
      for (const expected of [/Run this workflow/, /Dry run/, /Delete Form Completed|Delete .*/, /Keyboard shortcuts/, /Track an event/]) {
        assert.match(said, expected);
      }
      assert.doesNotMatch(said, /Debugger|Settings|Go to/);
      await page.keyboard.press("Escape");
      await palette(a).waitFor({ state: "detached" });
      assert.equal(await focused(page), "a identify");
    });

    await t.test("and does what is picked there alone", async () => {
      await page.keyboard.press("Control+k");
      await box(a).waitFor();
      await page.keyboard.type("trevent");
      await palette(a).getByRole("option", { selected: true }).filter({ hasText: "Track an event" }).waitFor();
      await page.keyboard.press("Enter");
      await palette(a).waitFor({ state: "detached" });
      await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.dataset.task === "track");
      assert.equal(await focused(page), "a track");
      await page.keyboard.press("Control+k");
      await box(a).waitFor();
      await page.keyboard.type("add group");
      await page.keyboard.press("Enter");
      await task(a, "Group a user").waitFor();
      assert.deepEqual(await host.with("a", (el) => el.workflow.tasks.map(({ kind }) => kind)), ["form", "segment.identify", "segment.track", "segment.group"]);
      assert.equal(await host.with("b", (el) => el.workflow.tasks.length), 3);
      assert.deepEqual((await host.told("b")).map(({ type }) => type), ["ready"]);
    });

    await t.test("as do the list of keys and undo", async () => {
      await task(b, "Track an event").focus();
      await page.keyboard.press("Control+/");
      await b.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      await assertAccessibleInBothThemes(page, "segflow-builder#b");
      await page.keyboard.press("Escape");
      await b.getByRole("dialog").waitFor({ state: "detached" });
      assert.equal(await focused(page), "b track");
      await task(a, "Group a user").focus();
      await page.keyboard.press("Control+z");
      await task(a, "Group a user").waitFor({ state: "detached" });
      assert.deepEqual(await heard(), []);
    });
  }));
