// The first visit: something works at once, without an account of one's own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withApp } from "./harness/index.mjs";
import { openWorkflow, outcome, run, runWith } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";

test("the example runs on the first visit", (t) =>
  withApp(t, async ({ receiver, page }) => {
    const { version } = await (await fetch(`${receiver.url}/segflow.json`)).json();
    await openWorkflow(page, NAME);
    // The sample's answers are there already; one of them is changed.
    await runWith(page, "Sign-up form", { "First name": "Añá", City: "" });
    await run(page).getByText("Completed", { exact: true }).waitFor();
    for (const title of ["Identify a user", "Track an event"]) {
      await outcome(page, title).getByText("accepted by Local test source", { exact: true }).waitFor();
    }
    const events = await receiver.events();
    const context = { library: { name: "segflow", version } };
    const expected = [
      {
        type: "identify",
        userId: "ana@example.com",
        traits: { email: "ana@example.com", plan: "pro", address: {} },
        context,
      },
      {
        type: "track",
        userId: "ana@example.com",
        event: "Form Completed",
        properties: { revenue: 49.9, note: "Hello Añá" },
        context,
      },
    ];
    const bodies = events.map(({ message }) => {
      const { messageId, timestamp, sentAt, ...rest } = message;
      for (const fresh of [messageId, timestamp, sentAt]) assert.equal(typeof fresh, "string");
      return rest;
    });
    assert.deepEqual(bodies, expected);
    assert.deepEqual(
      events.map(({ account }) => account),
      ["Local test source", "Local test source"],
    );
  }));

test("the example does not come twice", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    const names = async (page) => {
      await page.getByRole("heading", { level: 1, name: "Workflows" }).waitFor();
      return page.getByRole("main").getByRole("link").allInnerTexts();
    };
    assert.deepEqual(await names(page), [NAME]);
    await page.reload();
    assert.deepEqual(await names(page), [NAME]);
    await browser.reopen();
    await browser.page.goto(receiver.url);
    assert.deepEqual(await names(browser.page), [NAME]);
  }));
