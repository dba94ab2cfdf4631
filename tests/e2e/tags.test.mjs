// The editor of values with tags: choosing fields and filters, chips, what tags
// give, what is wrong with them, and the clipboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBooking } from "./harness/booking.mjs";
import { assertAccessible, assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTab, chooseTask, hasFocus, preview, textOf } from "./harness/person.mjs";

const box = (page, name) => page.getByRole("combobox", { name, exact: true });
const fields = (page) => page.getByRole("listbox", { name: "Fields" });
const filters = (page) => page.getByRole("listbox", { name: "Ways to change the value" });
const chosen = (list) => list.getByRole("option", { selected: true });
const trail = (page) => page.getByRole("list", { name: "Value for the sample, step by step" });
const steps = async (page) => (await trail(page).getByRole("listitem").allInnerTexts()).map((step) => step.replace(/\s+/g, " "));
const chip = (box, label) => box.getByText(label, { exact: true });

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Waits until a box has that text. */
async function holds(box, text) {
  const until = Date.now() + 5_000;
  while ((await textOf(box)) !== text && Date.now() < until) await new Promise((go) => setTimeout(go, 20));
  assert.equal(await textOf(box), text);
}

/** Opens the track task of the booking, and goes to an empty box of it by the keyboard. */
async function openNote(page) {
  await openBooking(page);
  await chooseTask(page, "Booked");
  const note = box(page, "Value of odd");
  await holds(note, "it's");
  await note.focus();
  await press(page, "ControlOrMeta+a", "Delete");
  await holds(note, "");
  return note;
}

test("a person puts fields in and changes their values with the keyboard", (t) =>
  withApp(t, async ({ page }) => {
    const note = await openNote(page);

    await t.test("a brace opens the list of fields, by task, which narrows as one types", async () => {
      await page.keyboard.type("For {");
      const booking = fields(page).getByRole("group", { name: "Booking" });
      const name = booking.getByRole("option", { name: /^Name/ });
      await name.getByText("text", { exact: true }).waitFor();
      await name.getByText("Ana", { exact: true }).waitFor();
      await fields(page).getByRole("group", { name: "About the user and the run" }).waitFor();
      assert.equal(await note.getAttribute("aria-expanded"), "true");
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "tags-fields");
      // Which samples lack the field.
      await booking.getByRole("option", { name: /^Newsletter/ }).getByText("Missing in: Ben").waitFor();
      await booking.getByRole("option", { name: /^Telephone/ }).getByText("Missing in: Ana, Ben").waitFor();
      assert.equal(await name.getByText(/^Missing/).count(), 0);
      await page.keyboard.type("first");
      assert.equal(await fields(page).getByRole("option").count(), 1);
      await press(page, "Backspace", "Backspace", "Backspace", "Backspace", "Backspace");
      await press(page, "ArrowDown");
      await chosen(fields(page)).filter({ hasText: "Email address" }).waitFor();
      await press(page, "ArrowUp", "ArrowUp");
      await chosen(fields(page)).filter({ hasText: "Row number" }).waitFor();
      await page.keyboard.type("name");
      await chosen(fields(page)).filter({ hasText: "Name" }).waitFor();
      await press(page, "Enter");
      await fields(page).waitFor({ state: "hidden" });
      await holds(note, "For {{ form.name }}");
      await hasFocus(note);
    });

    await t.test("the tag is a chip with the field's label", async () => {
      await chip(note, "Name").waitFor();
      assert.equal(await note.innerText(), "For Name\u200b");
      await page.keyboard.type("!");
      await preview(page).getByText('"odd": "For Ana!"').waitFor();
      await press(page, "Backspace");
    });

    await t.test("a bar behind it offers filters, those for text first, each with its help", async () => {
      await page.keyboard.type("|");
      await holds(note, "For {{ form.name | }}");
      const groups = await filters(page).getByRole("group").all();
      const names = await Promise.all(groups.map((group) => group.evaluate((group) => group.firstChild.textContent)));
      assert.deepEqual(names, ["For text", "For any value", "For numbers", "For dates and times", "For lists"]);
      await filters(page).getByRole("option", { name: /^lower case downcase Makes all letters small\./ }).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "tags-filters");
      await page.keyboard.type("upper");
      await chosen(filters(page)).filter({ hasText: "upcase" }).waitFor();
      // What it would make of the value is seen before it is taken.
      assert.deepEqual(await steps(page), ["Ana", "UPPER CASE ANA"]);
      await press(page, "Enter");
      await holds(note, "For {{ form.name | upcase }}");
      await chip(note, "Name · UPPER CASE").waitFor();
      await preview(page).getByText('"odd": "For ANA"').waitFor();
    });

    await t.test("a filter with a value tells what it means, and the value after each step", async () => {
      await page.keyboard.type("|app");
      await press(page, "Enter");
      await holds(note, 'For {{ form.name | upcase | append: " EUR" }}');
      await page.getByText("The text to put behind, in quotes").waitFor();
      await page.keyboard.type("x");
      await holds(note, 'For {{ form.name | upcase | append: "x" }}');
      assert.deepEqual(await steps(page), ["Ana", "UPPER CASE ANA", "text behind ANAx"]);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "tags-open");
      await press(page, "Enter");
      await chip(note, "Name · UPPER CASE · text behind").waitFor();
    });

    await t.test("keys go into a chip, choose another field, and out again", async () => {
      await press(page, "ArrowLeft");
      await trail(page).waitFor();
      await press(page, "Escape");
      await trail(page).waitFor({ state: "hidden" });
      await press(page, "Escape");
      await chip(note, "Name · UPPER CASE · text behind").waitFor();
      await press(page, "F2");
      await trail(page).waitFor();
      await press(page, "ControlOrMeta+Home", ..."For {".split("").map(() => "ArrowRight"));
      await trail(page).waitFor();
      await press(page, "ArrowDown", "ArrowDown");
      await chosen(fields(page)).filter({ hasText: "Email address" }).waitFor();
      await press(page, "Enter");
      await holds(note, 'For {{ form.email | upcase | append: "x" }}');
      await chip(note, "Email address · UPPER CASE · text behind").waitFor();
    });

    await t.test("a chip is selected before it goes, and comes back", async () => {
      await press(page, "Backspace");
      await holds(note, 'For {{ form.email | upcase | append: "x" }}');
      await press(page, "Backspace");
      await holds(note, "For ");
      await press(page, "ControlOrMeta+z");
      await holds(note, 'For {{ form.email | upcase | append: "x" }}');
      await press(page, "ControlOrMeta+Shift+z");
      await holds(note, "For ");
    });

    await t.test("where nothing matches, Enter closes the list", async () => {
      await page.keyboard.type("{xyzzy");
      await page.getByText("No field matches. Esc closes this list.").waitFor();
      await press(page, "Enter");
      await fields(page).waitFor({ state: "hidden" });
      await holds(note, "For {xyzzy");
      await press(page, ..."{xyzzy".split("").map(() => "Backspace"));
    });

    await t.test("an answer that nobody should see is not shown", async () => {
      await page.keyboard.type("{vouch");
      await press(page, "Enter", "ArrowLeft");
      await page.getByRole("button", { name: "Change the value" }).waitFor();
      await page.getByText("Missing in: Ana, Ben").waitFor();
      assert.equal(await trail(page).count(), 0);
      await press(page, "Escape");
    });
  }));

test("what is wrong with a tag is marked at its place, and mended", (t) =>
  withApp(t, async ({ page }) => {
    const note = await openNote(page);
    const wrong = () =>
      note.evaluate((note) => {
        const lines = [...note.querySelectorAll("span")].filter(
          (piece) => getComputedStyle(piece).textDecorationLine === "underline",
        );
        return lines.map((piece) => piece.dataset.tag ?? piece.textContent);
      });
    for (const { typed, marked, told, mend, mended } of [
      {
        typed: "{{ form.emial }} x",
        marked: ["{{ form.emial }}"],
        told: /did you mean \{\{ form\.email \}\}\?/,
        mend: "Use form.email",
        mended: "{{ form.email }} x",
      },
      {
        typed: "a {{ form.name | downcse }}",
        marked: ["downcse"],
        told: /There is no filter "downcse"/,
        mend: "Use downcase",
        mended: "a {{ form.name | downcase }}",
      },
      {
        typed: "a {{ form.name",
        marked: ["{{ form.name"],
        told: /This tag is not closed/,
        mend: "Close the tag",
        mended: "a {{ form.name }}",
      },
      {
        typed: "{{ form.name | append: EUR }}",
        marked: ["EUR"],
        told: /"EUR" alone names no field/,
        mend: "Put it in quotes",
        mended: '{{ form.name | append: "EUR" }}',
      },
      { typed: "a {{ }}b", marked: ["{{ }}"], told: /This tag is empty/, mend: "Take it out", mended: "a b" },
    ]) {
      await t.test(typed, async () => {
        await note.fill(typed);
        await note.blur();
        await page.getByText(told).first().waitFor();
        assert.deepEqual(await wrong(), marked);
        assert.equal(await note.getAttribute("aria-invalid"), "true");
        await assertAccessible(page);
        const button = page.getByRole("button", { name: mend, exact: true });
        await button.focus();
        await press(page, "Enter");
        await holds(note, mended);
        await hasFocus(note);
        await button.waitFor({ state: "hidden" });
        assert.deepEqual(await wrong(), []);
        // It is one step back.
        await press(page, "ControlOrMeta+z");
        await holds(note, typed);
        await press(page, "ControlOrMeta+Shift+z");
        await holds(note, mended);
      });
    }
    await note.fill("{{ form.emial }} {{ form.name | downcse }}");
    await note.blur();
    await page.getByRole("button", { name: "Use downcase" }).waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "tags-wrong");
  }));

test("copy and paste keep chips and their text", (t) =>
  withApp(
    t,
    async ({ page }) => {
      const note = await openNote(page);
      const seats = box(page, "Value of seats");
      const TEXT = "Hi {{ form.name | upcase }}, {{ form.email }}";
      await note.fill(TEXT);
      await press(page, "Escape", "ControlOrMeta+a", "ControlOrMeta+c");
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), TEXT);
      await box(page, "Event").focus();
      await press(page, "ControlOrMeta+a", "ControlOrMeta+v");
      await holds(box(page, "Event"), TEXT);
      await chip(box(page, "Event"), "Name · UPPER CASE").waitFor();
      await chip(box(page, "Event"), "Email address").waitFor();

      // A part of it, cut.
      await note.focus();
      await press(page, "ControlOrMeta+Home", "ArrowRight", "ArrowRight", "ArrowRight");
      await press(page, "ControlOrMeta+Shift+End", "ControlOrMeta+x");
      await holds(note, "Hi ");
      await seats.focus();
      await press(page, "ControlOrMeta+a", "ControlOrMeta+v");
      await holds(seats, TEXT.slice(3));
      await chip(seats, "Email address").waitFor();

      // What comes from elsewhere stands on one line.
      await page.evaluate(() => navigator.clipboard.writeText("one\n{{ form.plan }}"));
      await note.focus();
      await press(page, "ControlOrMeta+End", "ControlOrMeta+v", "ControlOrMeta+Home", "Enter");
      await holds(note, "Hi one {{ form.plan }}");
      await chip(note, "Plan").waitFor();
    },
    { permissions: ["clipboard-read", "clipboard-write"] },
  ));

test("letters that are put together stay whole", (t) =>
  withApp(t, async ({ browser, page }) => {
    const note = await openNote(page);
    await page.keyboard.type("{name");
    await press(page, "Enter");
    const session = await browser.context.newCDPSession(page);
    for (const text of ["に", "にほ", "にほん"]) {
      await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await session.send("Input.insertText", { text: "日本" });
    await holds(note, "{{ form.name }}日本");
    await chip(note, "Name").waitFor();
    await page.keyboard.type("!");
    await holds(note, "{{ form.name }}日本!");
    await preview(page).getByText('"odd": "Ana日本!"').waitFor();
  }));

test("a field takes the place of a condition's value", (t) =>
  withApp(t, async ({ page }) => {
    await openBooking(page);
    await chooseTask(page, "Booked");
    await chooseTab(page, "Conditions");
    await page.getByRole("button", { name: "Add the first 'Activate' condition" }).click();
    const condition = page.getByRole("group", { name: "Condition 1", exact: true });
    const value = condition.getByRole("combobox", { name: "Value", exact: true });
    await value.focus();
    await page.keyboard.type("x {{ form.email }}");
    await value.blur();
    await condition.getByText(/^Here a field can only stand alone/).waitFor();
    await assertAccessible(page);
    await value.fill("");
    await page.keyboard.type("{ema");
    await press(page, "Enter");
    await hasFocus(condition.getByRole("combobox", { name: "Other field" }));
    await page.getByText("Only when Name is Email address.", { exact: true }).first().waitFor();
  }));

test("on a phone a finger does the same", (t) =>
  withApp(
    t,
    async ({ page }) => {
      await openBooking(page);
      await chooseTask(page, "Booked");
      const note = box(page, "Value of odd");
      await holds(note, "it's");
      await note.fill("");
      await note.blur();
      const insert = note.locator("..").getByRole("button", { name: "Insert field" });
      await insert.tap();
      await fields(page).getByRole("option", { name: /^Name/ }).tap();
      await holds(note, "{{ form.name }}");
      await page.getByRole("heading", { level: 2 }).first().tap({ force: true });
      await fields(page).waitFor({ state: "hidden" });
      await chip(note, "Name").tap();
      await trail(page).waitFor();
      await assertAccessibleInBothThemes(page);
      await page.getByRole("button", { name: "Change the value" }).tap();
      const lower = filters(page).getByRole("option", { name: /^lower case/ });
      const { height } = await lower.boundingBox();
      assert.ok(height >= 44, `${height}`);
      await lower.tap();
      await holds(note, "{{ form.name | downcase }}");
      await chip(note, "Name · lower case").tap();
      await page.getByRole("button", { name: "Choose another field" }).tap();
      await fields(page).getByRole("option", { name: /^Plan/ }).tap();
      await holds(note, "{{ form.plan | downcase }}");
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      assert.equal(scrollWidth, clientWidth);
    },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  ));

test("until the editor comes a value is typed as it is", (t) =>
  withApp(t, async ({ browser, page }) => {
    const EDITOR = /\/part-tags-[^/]*\.wasm$/;
    await page.getByRole("main").getByRole("link", { name: "Sign-up follow-up" }).waitFor();
    await page.route(EDITOR, (route) => route.abort());
    await page.reload();
    await openBooking(page);
    await chooseTask(page, "Booked");
    await box(page, "Event").fill("Booked by {{ form.name }}");
    assert.equal(await box(page, "Event").inputValue(), "Booked by {{ form.name }}");
    await preview(page).getByText('"event": "Booked by Ana"').waitFor();
    await page.getByText(/did not load/).first().waitFor();
    await assertAccessible(page);
    await page.unroute(EDITOR);
    await page.getByRole("button", { name: "Try again" }).first().click();
    await chooseTab(page, "Conditions");
    await chooseTab(page, "Segment");
    await holds(box(page, "Event"), "Booked by {{ form.name }}");
    await chip(box(page, "Event"), "Name").waitFor();
    await browser.complaints.expect(/part-tags-/);
    await browser.complaints.expect(/Failed to fetch/);
  }));
