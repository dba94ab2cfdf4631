// The tasks as a flow: read, and put in order by buttons, by keys and by dragging.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { cutOff } from "./harness/language.mjs";
import { chooseTask, hasFocus, newWorkflow, openWorkflow, preview, saved, tasks } from "./harness/person.mjs";
import { putDocument } from "./harness/stored.mjs";

const NAME = "Levels";

const track = (id, label, more = {}) => ({
  id,
  kind: "segment.track",
  label,
  account: "local",
  userId: "{{ form.email }}",
  event: "Form Completed",
  ...more,
});
const isPro = { all: [{ field: "form.plan", op: "is", value: "pro" }] };

const flow = [
  {
    id: "form",
    kind: "form",
    label: "Sign-up form",
    fields: [
      { id: "email", label: "Email address", type: "email", required: true },
      { id: "plan", label: "Plan", type: "dropdown", choices: ["free", "pro"] },
    ],
  },
  { ...track("identify", "Tell who it is"), kind: "segment.identify", event: undefined },
  track("welcome", "Welcome", { activateWhen: isPro }),
  track("invoice", "Send receipt", { beside: true, account: undefined }),
  track("last", "Track an event", { event: undefined }),
];

const documentOf = (tasks) =>
  JSON.stringify({
    segflow: 1,
    id: "wf_levels",
    name: NAME,
    tasks: tasks.map(({ beside, ...task }) => ({ ...task, ...(beside && { besidePrevious: true }) })),
    samples: [{ name: "Ana", record: { form: { email: "ana@example.com", plan: "pro" } } }],
  });

/** Opens the flow, or another. */
async function open(page, all = flow) {
  // The app has made its database.
  await page.getByRole("main").getByRole("link", { name: "Sign-up follow-up" }).waitFor();
  await putDocument(page, "wf_levels", { text: documentOf(all), changedAt: Date.now() });
  await page.reload();
  await openWorkflow(page, NAME);
}

const item = (page, title) =>
  tasks(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: `Actions for ${title}`, exact: true }) });
const task = (page, title) => tasks(page).getByRole("button", { name: new RegExp(`^${title}`) });
const grip = (page, title) => item(page, title).getByTitle("Drag to move");
const said = (page, text) => page.getByRole("status").getByText(text, { exact: true }).waitFor();

/** The tasks from top to bottom; those on the level of the one before after a "+". */
const order = (page) =>
  tasks(page)
    .getByRole("listitem")
    .evaluateAll((items) =>
      items.map((item) => {
        const isBeside = item.textContent.includes("on the level of the task above");
        return (isBeside ? "+" : "") + item.querySelector("[dir=auto]").textContent;
      }),
    );

/** Opens what can be done with a task and picks something, with the keyboard. */
async function pick(page, title, name) {
  const button = item(page, title).getByRole("button", { name: `Actions for ${title}`, exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: `Actions for ${title}` });
  const picked = menu.getByRole("menuitem", { name });
  await menu.waitFor();
  const count = await menu.getByRole("menuitem").count();
  for (let step = 0; step < count; step += 1) {
    if (await picked.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press("ArrowDown");
  }
  await hasFocus(picked);
  await page.keyboard.press("Enter");
  await menu.waitFor({ state: "hidden" });
}

/** Takes a task by its grip to a place in another: a share of its height from the top. */
async function dragTo(page, title, other, share) {
  await task(page, title).hover();
  const from = await grip(page, title).boundingBox();
  const to = await item(page, other).boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y + 20, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height * share, { steps: 6 });
}

test("a flow tells what happens when, and what is wrong", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);
    const name = async (title) => (await task(page, title).textContent()).replace(/\s+/g, " ").trim();
    assert.match(await name("Tell who it is"), /Identify a user ?Local test source/);
    assert.match(await name("Welcome"), /Only when Plan is “pro” ?Track an event ?Local test source/);
    assert.match(await name("Send receipt"), /Track an event ?No account ?on the level of the task above/);
    await tasks(page).getByRole("button", { name: /^Send receipt.*1 warning/ }).waitFor();
    await tasks(page).getByRole("button", { name: /^Track an event.*problem/ }).waitFor();
    assert.deepEqual(await order(page), [
      "Sign-up form",
      "Tell who it is",
      "Welcome",
      "+Send receipt",
      "Track an event",
    ]);
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "flow");
  }));

test("tasks are copied, moved and deleted with the keyboard alone", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);

    await t.test("by Alt and an arrow, and the focus goes along", async () => {
      await task(page, "Tell who it is").focus();
      await page.keyboard.press("Alt+ArrowDown");
      await said(page, "“Tell who it is” moved to 4 of 5.");
      await hasFocus(task(page, "Tell who it is"));
      assert.deepEqual((await order(page)).slice(1, 4), ["Welcome", "+Send receipt", "Tell who it is"]);
      await page.keyboard.press("Alt+ArrowUp");
      await said(page, "“Tell who it is” moved to 2 of 5.");
      // There is nowhere to go.
      await task(page, "Sign-up form").focus();
      await page.keyboard.press("Alt+ArrowUp");
      await page.keyboard.press("Control+z");
      await page.keyboard.press("Control+z");
      await page.getByRole("button", { name: "Nothing to undo" }).waitFor();
    });

    await t.test("by the menu of a task", async () => {
      await pick(page, "Track an event", "Put beside “Send receipt”");
      await said(page, "“Track an event” moved beside “Welcome”.");
      await hasFocus(task(page, "Track an event"));
      await pick(page, "Send receipt", "Put on a level of its own");
      await pick(page, "Send receipt", "Move up");
      assert.deepEqual(await order(page), [
        "Sign-up form",
        "Tell who it is",
        "Send receipt",
        "Welcome",
        "+Track an event",
      ]);
      const actions = page.getByRole("button", { name: "Actions for Welcome", exact: true });
      await actions.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("menu", { name: "Actions for Welcome" }).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "task-menu");
      await page.keyboard.press("Escape");
      await hasFocus(actions);
    });

    await t.test("a copy stands behind, and is chosen", async () => {
      await pick(page, "Welcome", "Duplicate");
      await page.getByRole("heading", { level: 2, name: "Copy of Welcome" }).waitFor();
      assert.deepEqual((await order(page)).slice(3), ["Welcome", "+Copy of Welcome", "+Track an event"]);
      await page.getByRole("button", { name: "Undo: duplicated task" }).waitFor();
    });

    await t.test("a task is put in between", async () => {
      const plus = page.getByRole("button", { name: "Add a task below Tell who it is", exact: true });
      await plus.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("menuitem", { name: /^Form/ }).press("Enter");
      await page.getByRole("heading", { level: 2, name: "Form", exact: true }).waitFor();
      assert.deepEqual((await order(page)).slice(1, 4), ["Tell who it is", "Form", "Send receipt"]);
    });

    await t.test("what is deleted comes back", async () => {
      await pick(page, "Form", "Delete");
      await said(page, "“Form” was deleted.");
      await hasFocus(task(page, "Send receipt"));
      await page.getByRole("status").getByRole("button", { name: "Undo" }).press("Enter");
      await task(page, "Form").waitFor();
      await saved(page);
      await page.reload();
      await task(page, "Form").waitFor();
      assert.deepEqual((await order(page)).length, 7);
    });
  }));

test("tasks are dragged with a mouse", (t) =>
  withApp(t, async ({ page }) => {
    await open(page);

    await t.test("between others", async () => {
      await dragTo(page, "Track an event", "Tell who it is", 0.1);
      await said(page, "Above “Tell who it is”");
      // Its likeness goes with the pointer.
      const ghost = page.locator(".ghost");
      const { x, y, width, height } = await ghost.boundingBox();
      const over = await task(page, "Tell who it is").boundingBox();
      assert.ok(Math.abs(y - over.y) < height && x >= 0 && width <= over.width + 40, `${x} ${y} ${width} ${height}`);
      assert.match(await ghost.textContent(), /^Track an event/);
      await takeScreenshots(page, "dragging");
      await page.mouse.up();
      assert.equal(await ghost.count(), 0);
      await said(page, "“Track an event” moved to 2 of 5.");
      assert.deepEqual((await order(page)).slice(0, 3), ["Sign-up form", "Track an event", "Tell who it is"]);
      await hasFocus(task(page, "Track an event"));
    });

    await t.test("onto the level of another", async () => {
      await dragTo(page, "Track an event", "Tell who it is", 0.5);
      await said(page, "Beside “Tell who it is”");
      await page.mouse.up();
      await said(page, "“Track an event” moved beside “Tell who it is”.");
      assert.deepEqual((await order(page)).slice(0, 3), ["Sign-up form", "Tell who it is", "+Track an event"]);
    });

    await t.test("and stay if Escape is pressed", async () => {
      const before = await order(page);
      await dragTo(page, "Tell who it is", "Sign-up form", 0.1);
      await said(page, "Above “Sign-up form”");
      await page.keyboard.press("Escape");
      await said(page, "It stays where it was.");
      assert.equal(await page.locator(".ghost").count(), 0);
      await page.mouse.up();
      assert.deepEqual(await order(page), before);
    });

    await t.test("each as a step of its own", async () => {
      for (let step = 0; step < 2; step += 1) await page.getByRole("button", { name: "Undo: moved task" }).click();
      await page.getByRole("button", { name: "Nothing to undo" }).waitFor();
      assert.deepEqual((await order(page)).at(-1), "Track an event");
    });
  }));

test("tasks are dragged with a finger", (t) =>
  withApp(
    t,
    async ({ browser, page }) => {
      await open(page);
      await task(page, "Track an event").tap();
      const centre = async (place) => {
        const { x, y, width, height } = await place.boundingBox();
        return { x: x + width / 2, y: y + height / 2 };
      };
      await grip(page, "Track an event").scrollIntoViewIfNeeded();
      const from = await centre(grip(page, "Track an event"));
      const to = await centre(task(page, "Tell who it is"));
      const finger = await browser.context.newCDPSession(page);
      const touch = (type, point) =>
        finger.send("Input.dispatchTouchEvent", { type, touchPoints: point ? [point] : [] });
      await touch("touchStart", from);
      for (let step = 1; step <= 8; step += 1) {
        const share = step / 8;
        await touch("touchMove", { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
      }
      await said(page, "Beside “Tell who it is”");
      await touch("touchEnd");
      await said(page, "“Track an event” moved beside “Tell who it is”.");
      assert.deepEqual((await order(page)).slice(1, 3), ["Tell who it is", "+Track an event"]);
      await assertAccessibleInBothThemes(page);
    },
    { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
  ));

test("of a thousand tasks only those in sight are drawn, and they move too", (t) =>
  withApp(t, async ({ page }) => {
    const many = Array.from({ length: 1000 }, (_, number) =>
      track(`t_${number}`, `Task number ${number}`, { beside: number % 3 === 1 }),
    );
    await open(page, many);
    const drawn = await tasks(page).getByRole("listitem").count();
    assert.ok(drawn < 120, `${drawn} tasks are drawn`);
    await task(page, "Task number 8\\b").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await said(page, "“Task number 8” moved to 11 of 1000.");
    await hasFocus(task(page, "Task number 8\\b"));
    await tasks(page).evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await task(page, "Task number 999").click();
    await page.getByRole("heading", { level: 2, name: "Task number 999" }).waitFor();
    await takeScreenshots(page, "thousand");
  }));

test("rows are dragged as well, and each is a step", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, "Sign-up follow-up");
    await chooseTask(page, "Track an event");
    const rows = page.getByRole("group", { name: "Properties", exact: true });
    const names = () =>
      rows.getByRole("combobox", { name: /^Name \d+$/ }).evaluateAll((boxes) => boxes.map((box) => box.value));
    const row = (name) => rows.getByRole("combobox", { name: `Value of ${name}`, exact: true });
    await row("note").hover();
    const grip = await rows.getByTitle("Drag to move").last().boundingBox();
    const to = await row("revenue").boundingBox();
    const drag = async () => {
      await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
      await page.mouse.down();
      await page.mouse.move(grip.x, to.y + 2, { steps: 5 });
      await rows.getByRole("status").getByText("Row 1 of 2", { exact: true }).waitFor();
    };
    assert.deepEqual(await names(), ["revenue", "note"]);
    await drag();
    await takeScreenshots(page, "dragging-row");
    await page.keyboard.press("Escape");
    await rows.getByRole("status").getByText("It stays where it was.").waitFor();
    await page.mouse.up();
    assert.deepEqual(await names(), ["revenue", "note"]);
    await drag();
    await page.mouse.up();
    await rows.getByRole("status").getByText("note is now row 1 of 2.").waitFor();
    assert.deepEqual(await names(), ["note", "revenue"]);
    await page.getByRole("button", { name: "Undo: moved row" }).click();
    assert.deepEqual(await names(), ["revenue", "note"]);
  }));

test("three hints stand beside what they are about, for those who are here for the first time", (t) =>
  withApp(t, async ({ page }) => {
    const hints = page.getByRole("note");
    const about = {
      field: page.getByRole("tabpanel", { name: "Segment" }).getByRole("note").filter({ hasText: "Type { in a value" }),
      preview: preview(page).getByRole("note").filter({ hasText: "This is the exact request" }),
      run: hints.filter({ hasText: "Run asks the questions" }),
    };
    const close = (hint, name = "Got it") => hint.getByRole("button", { name }).press("Enter");
    await openWorkflow(page, "Sign-up follow-up");
    await task(page, "Track an event").waitFor();
    // Nothing moves before a person does something.
    assert.equal(await hints.count(), 0);
    await chooseTask(page, "Track an event");
    for (const hint of Object.values(about)) await hint.waitFor();
    // What was chosen keeps the focus.
    await hasFocus(task(page, "Track an event"));
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "hint");
    assert.deepEqual(await cutOff(page), []);

    // One is closed; the others stay, and the focus is with what it was about.
    await close(about.field);
    await about.field.waitFor({ state: "hidden" });
    await hasFocus(page.getByRole("tab", { name: "Segment" }));
    assert.equal(await hints.count(), 2);
    await close(about.run);
    await about.run.waitFor({ state: "hidden" });
    await hasFocus(page.getByRole("banner").getByRole("button", { name: "Run", exact: true }));
    // The last one need not offer to close others.
    assert.equal(await page.getByRole("button", { name: "No more hints" }).count(), 0);
    await page.reload();
    await task(page, "Sign-up form").waitFor();
    await chooseTask(page, "Track an event");
    await about.preview.waitFor();
    assert.equal(await hints.count(), 1);
  }));

test("all hints are closed at once, and stay so", (t) =>
  withApp(
    t,
    async ({ page }) => {
      const hints = page.getByRole("note");
      await openWorkflow(page, "Sign-up follow-up");
      await chooseTask(page, "Track an event");
      await page.getByRole("heading", { level: 3, name: "Properties" }).waitFor();
      await hints.filter({ hasText: "Type { in a value" }).waitFor();
      await assertAccessibleInBothThemes(page);
      await hints.filter({ hasText: "Type { in a value" }).getByRole("button", { name: "No more hints" }).click();
      await hints.first().waitFor({ state: "hidden" });
      await page.reload();
      await task(page, "Sign-up form").waitFor();
      await chooseTask(page, "Track an event");
      await page.getByRole("heading", { level: 3, name: "Properties" }).waitFor();
      assert.equal(await hints.count(), 0);
    },
    { viewport: { width: 390, height: 844 } },
  ));

test("an empty workflow says how to begin, with a button for each way", (t) =>
  withApp(t, async ({ page }) => {
    await newWorkflow(page, "Empty");
    const ways = page.getByRole("group", { name: "Add task" });
    await ways.getByRole("button", { name: "Form", exact: true }).waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "empty");
    await ways.getByRole("button", { name: "Identify a user", exact: true }).press("Enter");
    await page.getByRole("heading", { level: 2, name: "Identify a user" }).waitFor();
    await tasks(page).getByRole("button", { name: "Actions for Identify a user" }).waitFor();
  }));

test("every call of Segment's is added from the menu", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, "Sign-up follow-up");
    for (const kind of ["Track a page view", "Track a screen view", "Group a user", "Merge two identities"]) {
      await tasks(page).getByRole("button", { name: "Add task", exact: true }).click();
      await page.getByRole("menuitem", { name: new RegExp(`^${kind}`) }).click();
      await page.getByRole("heading", { level: 2, name: kind, exact: true }).waitFor();
    }
  }));
