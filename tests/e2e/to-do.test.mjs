// A task that was added just now is not wrong: what it lacks is still to be
// filled in, until the person gave it and left, chose another task, or ran it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import {
  addTask,
  chooseTab,
  chooseTask,
  hasFocus,
  newWorkflow,
  openWorkflow,
  preview,
  saved,
  tasks,
} from "./harness/person.mjs";
import { putDocument } from "./harness/stored.mjs";

const LACKS_EVENT = "Segment would discard this: it needs an event name, such as Form Completed.";
const STILL = "Still to fill in";

const event = (page) => page.getByRole("combobox", { name: "Event", exact: true });
const userId = (page) => page.getByRole("combobox", { name: "User ID", exact: true });
/** The task in the list, by all that is said of it. */
const told = (page, name) => tasks(page).getByRole("button", { name }).waitFor();
/** What a control is described by, as those who hear the page hear it. */
const described = (control) =>
  control.evaluate((control) =>
    (control.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" "),
  );

/** Waits until a control lacks something and that is to do, or wrong. */
const isToDo = async (control) => {
  await control.and(control.page().locator("[aria-describedby*=to-do]")).waitFor();
  assert.equal(await control.getAttribute("aria-invalid"), null);
};
const isWrong = (control) => control.and(control.page().locator("[aria-invalid=true]")).waitFor();

test("a new task is not wrong before anything was typed", (t) =>
  withApp(t, async ({ page }) => {
    await newWorkflow(page, "Orders");
    const account = page.getByRole("combobox", { name: "Send to" });

    await t.test("what it lacks is still to be filled in", async () => {
      await addTask(page, "Track an event");
      await told(page, /^Track an event No account Still to fill in: 3$/);
      await page.getByRole("tab", { name: "Segment Still to fill in: 2" }).waitFor();
      await page.getByRole("tab", { name: "Account details Still to fill in: 1" }).waitFor();
      await isToDo(userId(page));
      await isToDo(event(page));
      assert.ok((await described(event(page))).includes(`${STILL}. ${LACKS_EVENT}`), await described(event(page)));
      // It begins at the first of it.
      await hasFocus(userId(page));
      await preview(page).getByText(STILL, { exact: true }).waitFor();
      const found = preview(page).getByRole("list", { name: "What was found" });
      await found.getByRole("button", { name: LACKS_EVENT }).waitFor();
      assert.equal(await preview(page).getByText("Cannot be sent").count(), 0);
      await preview(page).getByRole("tab", { name: "All tasks" }).click();
      const all = page.getByRole("list", { name: "What every task would do" });
      await all.getByText(STILL, { exact: true }).waitFor();
      await preview(page).getByRole("tab", { name: "Body" }).click();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "new-task");
    });

    await t.test("passing by is no fault, and a look at another tab is none", async () => {
      await userId(page).press("Tab");
      await event(page).focus();
      await chooseTab(page, "Account details");
      await isToDo(account);
      await chooseTab(page, "Segment");
      await isToDo(userId(page));
      await isToDo(event(page));
      await told(page, /Still to fill in: 3$/);
    });

    await t.test("what was given and taken back is wrong once the person leaves it", async () => {
      await userId(page).fill("u1");
      await event(page).click();
      // The words below the box change, and the focus stays in it.
      await page.keyboard.type("Order Placed");
      await told(page, /Still to fill in: 1$/);
      await hasFocus(event(page));
      await event(page).fill("");
      await isToDo(event(page));
      await event(page).press("Escape");
      await userId(page).focus();
      await isWrong(event(page));
      assert.match(await described(event(page)), new RegExp(`^${LACKS_EVENT}`));
      await told(page, /^Track an event No account 1 problem$/);
      await preview(page).getByText("Cannot be sent").waitFor();
      // The account is still to be chosen, until one was.
      await chooseTab(page, "Account details");
      await isToDo(account);
      await account.selectOption({ label: "Local test source" });
      await told(page, /^Track an event Local test source 1 problem$/);
      await account.selectOption({ label: "No account" });
      await account.and(page.locator("[aria-describedby*=warning]")).waitFor();
      await told(page, /2 problems$/);
    });

    await t.test("once another task is chosen it is told as ever", async () => {
      await chooseTab(page, "Segment");
      await userId(page).fill("");
      await addTask(page, "Identify a user");
      await told(page, /^Identify a user.*Still to fill in: \d$/);
      await isToDo(userId(page));
      await chooseTask(page, "Track an event");
      await told(page, /^Identify a user.*problem/);
      await chooseTask(page, "Identify a user");
      await isWrong(userId(page));
    });

    await t.test("a copy, and what is made again, is no new task", async () => {
      await page.getByRole("banner").getByRole("button", { name: /^Undo/ }).click();
      await page.getByRole("banner").getByRole("button", { name: /^Redo/ }).click();
      await page.getByRole("heading", { level: 2, name: "Identify a user", exact: true }).waitFor();
      await isWrong(userId(page));
      await page.getByRole("button", { name: "Actions for Identify a user" }).click();
      await page.getByRole("menuitem", { name: "Duplicate" }).click();
      await page.getByRole("heading", { level: 2, name: "Copy of Identify a user", exact: true }).waitFor();
      await isWrong(userId(page));
    });

    await t.test("whoever wants to run it is told what is missing", async () => {
      await addTask(page, "Group a user");
      const groupId = page.getByRole("combobox", { name: "Group ID", exact: true });
      await isToDo(groupId);
      await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
      const missing = page.getByRole("group", { name: "Something is missing before this can run well" });
      await missing.getByText("A group call needs a Group ID: say which group the user belongs to.").waitFor();
      await isWrong(groupId);
    });

    await t.test("it is no new task after the page was loaded anew", async () => {
      await addTask(page, "Merge two identities");
      const previous = page.getByRole("combobox", { name: "Previous ID", exact: true });
      await isToDo(previous);
      await saved(page);
      await page.reload();
      await chooseTask(page, "Merge two identities");
      await isWrong(previous);
    });
  }));

test("what a tracking plan asks for is still to be filled in, too", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await page.getByRole("main").getByRole("link", { name: "Sign-up follow-up" }).waitFor();
    const properties = { type: "object", required: ["total"], properties: { total: { type: "number" } } };
    const rules = [{ type: "TRACK", key: "Order Placed", version: 1, jsonSchema: { properties: { properties } } }];
    const document = { segflow: 1, id: "wf_planned", name: "Planned", tasks: [], plan: { rules, strict: true } };
    await putDocument(page, document.id, { text: JSON.stringify(document), changedAt: Date.now() });
    await page.goto(receiver.url);
    await openWorkflow(page, "Planned");
    await addTask(page, "Track an event");
    await userId(page).fill("u1");
    await event(page).fill("Order Placed");
    await event(page).press("Escape");
    const asked = page.getByRole("list", { name: "What the tracking plan asks for as well" });
    await asked.getByRole("button", { name: /total/ }).waitFor();
    await preview(page).getByText(STILL, { exact: true }).waitFor();
    await told(page, /^Track an event No account Still to fill in: 2$/);
    await addTask(page, "Form");
    await told(page, /^Track an event No account 2 problems$/);
  }));
