// Everyone's page: in the system's colours, on paper, without movement, and from
// right to left.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, withApp } from "./harness/index.mjs";
import { cutOff, speak } from "./harness/language.mjs";
import { chooseTab, chooseTask, openWorkflow, preview, run, runWith, tasks } from "./harness/person.mjs";
import { STOPS } from "./harness/walk.mjs";

const NAME = "Sign-up follow-up";

test("in the system's own colours every control has an edge, and what has the focus a ring", (t) =>
  withApp(
    t,
    async ({ receiver, page }) => {
      for (const { name, go, leave } of STOPS) {
        await t.test(name, async () => {
          await go(page, receiver.url);
          assert.equal(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), true);
          const bare = await page.evaluate(() =>
            [...document.querySelectorAll("button.button, .input, select, .badge, .tag-chip, dialog[open], .menu-list")]
              .filter((element) => element.checkVisibility({ visibilityProperty: true }))
              .filter((element) => {
                const style = getComputedStyle(element);
                const isTransparent = /^rgba\(.*, 0\)$|^transparent$/.test(style.borderTopColor);
                return style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) === 0 || isTransparent;
              })
              .map((element) => element.outerHTML.slice(0, 120)),
          );
          assert.deepEqual(bare, []);
          // A menu would close; its items are shown by the colour of what is chosen.
          if ((await page.getByRole("menu").count()) === 0) {
            await page.keyboard.press("Tab");
            const ringed = await page.evaluate(() => {
              // A card is ringed as a whole by what is in it.
              for (let place = document.activeElement, up = 0; place && up < 4; place = place.parentElement, up += 1) {
                if (place === document.body || getComputedStyle(place).outlineStyle !== "none") return true;
              }
              return false;
            });
            assert.ok(ringed, "what has the focus has no ring");
          }
          await assertAccessible(page);
          await leave?.(page);
        });
      }
    },
    { forcedColors: "active", reducedMotion: "reduce" },
  ));

test("a workflow on paper is all of it and nothing of the program", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");
    await chooseTab(page, "Conditions");
    await page.getByRole("button", { name: "Add the first 'Activate' condition" }).click();
    await page.getByRole("combobox", { name: "Field" }).first().selectOption({ index: 1 });
    const paper = page.locator(".paper");
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("part-paper")));
    assert.equal(await paper.count(), 0, "nothing of it is on the screen");
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await paper.getByRole("heading", { level: 1, name: NAME }).waitFor();
    for (const title of ["1. Sign-up form", "2. Identify a user", "3. Track an event"]) {
      await paper.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
    }
    await paper.getByRole("row", { name: /Email address/ }).waitFor();
    await paper.getByText(/^Only when /).waitFor();
    await paper.getByText('"Form Completed"').waitFor();
    assert.equal(await page.getByRole("banner").count(), 0);
    assert.equal(await tasks(page).count(), 0);
    assert.ok((await page.pdf()).length > 10_000);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: null });
    await paper.waitFor({ state: "detached" });
  }));

test("a run on paper shows what was folded away, and no controls", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await runWith(page, "Sign-up form", { City: "Bern" });
    await run(page).getByText("Completed", { exact: true }).waitFor();
    await run(page).getByRole("link", { name: "All about this run" }).click();
    await page.getByRole("heading", { level: 2 }).getByText("Completed", { exact: true }).waitFor();
    await page.emulateMedia({ media: "print" });
    await page.getByText('"Bern"').first().waitFor();
    const shown = await page.evaluate(() => {
      const text = [...document.querySelectorAll("pre, .json")].find((element) => element.textContent.includes("Bern"));
      return text?.getBoundingClientRect().height ?? 0;
    });
    assert.ok(shown > 0, "the answers are there to be read");
    assert.equal(await page.getByRole("banner").count(), 0);
    assert.equal(await page.getByRole("button").count(), 0);
    assert.equal(await page.getByRole("list", { name: "Runs" }).count(), 0);
  }));

test("whoever wants no movement gets none", (t) =>
  withApp(
    t,
    async ({ page }) => {
      await openWorkflow(page, NAME);
      await tasks(page).getByRole("button", { name: "Add task" }).click();
      await page.getByRole("menu").waitFor();
      const moving = await page.evaluate(() =>
        document.getAnimations().filter((animation) => (animation.effect?.getComputedTiming().duration ?? 0) > 1).length,
      );
      assert.equal(moving, 0);
    },
    { reducedMotion: "reduce" },
  ));

test("from right to left, signs turn, and what goes over the wire does not", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, NAME);
    await chooseTask(page, "Identify a user");
    await chooseTab(page, "Segment");
    await preview(page).getByRole("tab", { name: "Body" }).click();
    await preview(page).getByRole("tabpanel").getByText('"userId"').waitFor();
    await speak(page, "ar-XB");
    const seen = await page.evaluate(() => ({
      page: getComputedStyle(document.body).direction,
      code: [...document.querySelectorAll("pre, .json-view")].map((code) => getComputedStyle(code).direction),
      undo: getComputedStyle(document.querySelector("header svg.turns")).scale,
      tasks: document.querySelector(".builder-tasks").getBoundingClientRect().left > innerWidth / 2,
    }));
    assert.equal(seen.page, "rtl");
    assert.ok(seen.code.length > 0 && seen.code.every((direction) => direction === "ltr"), String(seen.code));
    assert.equal(seen.undo, "-1 1");
    assert.ok(seen.tasks, "the tasks stand at the right");
    await assertAccessible(page, "main");
    assert.deepEqual(await cutOff(page), []);
  }));
