// The check of a connection: a test event, and what is known of the write key.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTab, chooseTask, openWorkflow } from "./harness/person.mjs";

const KEY = "q7Rk2mZx9LwVb4TnYc8Hs1DpGf6Je3Ua";
const SETTINGS = /^https:\/\/cdn\.segment\.com\/v1\/projects\/(.*)\/settings$/;
const CORS = { "access-control-allow-origin": "*" };

/** Settings as Segment gives them, of a source that sends to that host. */
const settings = (apiHost) => ({
  status: 200,
  headers: CORS,
  contentType: "application/json",
  body: JSON.stringify({ integrations: { "Segment.io": { apiHost } } }),
});

test("a person checks a connection before anything runs", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await openWorkflow(page, "Sign-up follow-up");
    await chooseTask(page, "Identify a user");
    await chooseTab(page, "Account details");
    const press = (name) => page.getByRole("button", { name, exact: true }).click();
    const told = (sentence) => page.getByRole("status").getByText(sentence).waitFor();

    await t.test("the local account: its test event arrives, once", async () => {
      await press("Send a test event");
      await told(/^“Connection Tested” was accepted\./);
      const events = await receiver.events();
      assert.deepEqual(events.map(({ message }) => [message.type, message.event]), [["track", "Connection Tested"]]);
      await assertAccessibleInBothThemes(page);
    });

    await t.test("an account at Segment: known, in the other region, unknown, not to be found out", async () => {
      await press("Connect your Segment account now");
      const form = page.getByRole("form", { name: "Connect a Segment account" });
      await form.getByLabel("Account label").fill("ana@example.com");
      await form.getByLabel("Write Key").fill(KEY);
      await form.getByRole("button", { name: "Save" }).click();
      await form.waitFor({ state: "hidden" });
      const asked = [];
      for (const [answer, sentence] of [
        [settings("api.segment.io/v1"), "The write key is known."],
        [settings("events.eu1.segmentapis.com/v1"), /^The write key is known, but its source is in the other region/],
        [{ status: 404, headers: CORS, body: "Cannot GET" }, /^No source has this write key/],
        [null, /^The write key could not be checked/],
      ]) {
        await page.route(SETTINGS, (route) => {
          asked.push(SETTINGS.exec(route.request().url())[1]);
          return answer ? route.fulfill(answer) : route.abort();
        });
        await press("Check the write key");
        await told(sentence);
        await page.unroute(SETTINGS);
      }
      assert.deepEqual(asked, [KEY, KEY, KEY, KEY]);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "check");
      // The browser itself tells of answers that are errors.
      await browser.complaints.expect(/cdn\.segment\.com/);
    });

    await t.test("a test event that is refused says by what", async () => {
      await page.route("https://api.segment.io/**", (route) => route.fulfill({ status: 400, headers: CORS, body: "{}" }));
      await press("Send a test event");
      await told(/^The test event was not accepted: the answer was 400\./);
      await browser.complaints.expect(/api\.segment\.io/);
      // It is of the account that was asked, and of nobody else.
      assert.equal((await receiver.events()).length, 1);
    });
  }));
