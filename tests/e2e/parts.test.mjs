// Parts of the app come when they are used, and a part that does not come is told of.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, withApp } from "./harness/index.mjs";
import { chooseTab, chooseTask, everyPart, openWorkflow } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";
const OTHERS = /\/(part|shared)-[^/]*\.wasm/;
const DEBUGGER = /\/part-debugger-[0-9a-f]+\.wasm$/;

const follow = (page) => page.getByRole("banner").getByRole("link", { name: "Debugger" }).click();
const alert = (page) => page.getByRole("main").getByRole("alert");

test("the first page needs one module", (t) =>
  withApp(t, async ({ browser, page }) => {
    await page.route(OTHERS, (route) => route.abort());
    await page.reload();
    await page.getByRole("main").getByRole("link", { name: NAME }).waitFor();
    await follow(page);
    await alert(page).getByText(/did not load/).waitFor();
    await page.unroute(OTHERS);
    await alert(page).getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: "Debugger" }).waitFor();
    await browser.complaints.expect(OTHERS);
    await browser.complaints.expect(/Failed to fetch/);
  }));

test("what was not used yet comes by itself, and works where the server does not any more", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await everyPart(page);
    await receiver.stop();
    await openWorkflow(page, NAME);
    await chooseTask(page, "Track an event");
    await chooseTab(page, "Conditions");
    await page.getByRole("button", { name: "Add the first 'Activate' condition" }).click();
    await page.getByRole("group", { name: "Condition 1" }).waitFor();
  }));

test("a part that does not come is asked for again", (t) =>
  withApp(t, async ({ browser, page }) => {
    await page.route(DEBUGGER, (route) => route.abort());
    await follow(page);
    await alert(page).getByText(/did not load/).waitFor();
    await assertAccessible(page);
    await browser.complaints.expect(/part-debugger/);
    await browser.complaints.expect(/Failed to fetch/);
    // The rest of the app goes on.
    await page.goBack();
    await openWorkflow(page, NAME);
    await chooseTab(page, "Conditions");
    await follow(page);
    await alert(page).getByText(/did not load/).waitFor();
    await browser.complaints.expect(/part-debugger/);
    await browser.complaints.expect(/Failed to fetch/);
    await page.unroute(DEBUGGER);
    await alert(page).getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: "Debugger" }).waitFor();
  }));

test("a page older than its server says so", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    // As after a new build: the part is gone, and the page names another program.
    await page.route(DEBUGGER, (route) => route.fulfill({ status: 404, body: "" }));
    await page.route(`${receiver.url}/`, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/\/segflow-[0-9a-f]+\.js/, "/segflow-0123456789abcdef.js");
      await route.fulfill({ response: answer, body });
    });
    await follow(page);
    const told = page.getByRole("main").getByText(/segflow was updated/);
    await told.waitFor();
    await browser.complaints.expect(/part-debugger/);
    await browser.complaints.expect(/TypeError/);
    await page.unroute(DEBUGGER);
    await page.unroute(`${receiver.url}/`);
    await page.getByRole("main").getByRole("button", { name: "Reload" }).click();
    await page.getByRole("heading", { level: 1, name: "Debugger" }).waitFor();
    await told.waitFor({ state: "hidden" });
  }));
