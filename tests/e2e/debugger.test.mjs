// The Debugger: what the receiver receives, as it comes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, takeScreenshots, withApp } from "./harness/index.mjs";
import { hasFocus, openWorkflow, outcome, run, runWith } from "./harness/person.mjs";

const NAME = "Sign-up follow-up";

const messages = (page) => page.getByRole("list", { name: "Messages" });
const rows = (page) => messages(page).getByRole("link");
const search = (page) => page.getByRole("searchbox", { name: "Search" });
const filter = (page, name, label) => page.getByRole("combobox", { name, exact: true }).selectOption({ label });
const count = (page, text) => page.getByRole("region", { name: "Messages" }).getByText(text, { exact: true }).waitFor();
/** The message that is looked at, by what it is called. */
const looksAt = (page, name) => page.getByRole("heading", { level: 2, name, exact: true }).waitFor();

const openDebugger = async (page) => {
  await page.getByRole("banner").getByRole("link", { name: "Debugger" }).click();
  await page.getByRole("heading", { level: 1, name: "Debugger" }).waitFor();
};

/** Sends what no workflow would, as any program can: the text of a message. */
async function send(receiver, type, text) {
  const { account } = await (await fetch(`${receiver.url}/segflow.json`)).json();
  const key = Buffer.from(`${account.writeKey}:`).toString("base64");
  const answer = await fetch(`${receiver.url}/v1/${type}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Basic ${key}` },
    body: text,
  });
  await answer.arrayBuffer();
}

const track = (event, userId, more = "") =>
  `{"type":"track","messageId":"m-${event}-${userId}","userId":"${userId}","event":"${event}","properties":{${more}}}`;

test("a person follows a run into the Debugger and back", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await openDebugger(page);
    await page.getByRole("heading", { level: 2, name: "Nothing has arrived yet" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Go to your workflows" }).click();

    await openWorkflow(page, NAME);
    await runWith(page, "Sign-up form", {});
    await run(page).getByText("Completed", { exact: true }).waitFor();
    const [, sent] = await receiver.events();
    await outcome(page, "Track an event").getByRole("link", { name: "Show in the Debugger" }).click();

    await looksAt(page, "Form Completed");
    assert.equal(new URL(page.url()).searchParams.get("messageId"), sent.messageId);
    const pane = page.getByRole("region", { name: "Form Completed" });
    await pane.getByText("Local test source", { exact: true }).waitFor();
    await pane.getByText("/v1/track", { exact: true }).waitFor();
    await pane.getByText(sent.messageId, { exact: true }).first().waitFor();
    await pane.getByRole("heading", { level: 3, name: "Accepted" }).waitFor();
    await pane.getByRole("button", { name: "Exact bytes" }).click();
    // Every digit is shown as it came.
    const body = await pane.getByText(/^\{"type":"track"/).textContent();
    assert.ok((await receiver.eventsText()).includes(body), body);

    // The way back leads to the run as it was left.
    await pane.getByRole("link", { name: `Back to “${NAME}”` }).click();
    await outcome(page, "Track an event").getByText("accepted by Local test source", { exact: true }).waitFor();
    await outcome(page, "Identify a user").getByRole("link", { name: "Show in the Debugger" }).waitFor();
    // Looking at it again sends nothing again.
    assert.equal((await receiver.events()).length, 2);
    await page.goBack();
    await looksAt(page, "Form Completed");
  }));

test("messages are shown as they come, searched and narrowed", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await send(receiver, "track", track("Signed Up", "ana", `"plan":"pro","amount":1e21`));
    await openDebugger(page);
    await rows(page).filter({ hasText: "Signed Up" }).waitFor();
    await page.getByRole("main").getByText("Live", { exact: true }).waitFor();

    await t.test("the newest stands first", async () => {
      await send(receiver, "track", track("Order Completed", "ben", `"total":0.10`));
      await rows(page).filter({ hasText: "Order Completed" }).waitFor();
      assert.match(await rows(page).first().innerText(), /Order Completed/);
      await count(page, "2 messages");
    });

    await t.test("a pause holds back what comes", async () => {
      await page.getByRole("button", { name: "Pause" }).click();
      await send(receiver, "identify", `{"type":"identify","messageId":"m-3","userId":"cleo","traits":{"city":"Łódź"}}`);
      const resume = page.getByRole("button", { name: /^Resume/ });
      await resume.getByText("1 new", { exact: true }).waitFor();
      await page.getByRole("main").getByText("Paused", { exact: true }).waitFor();
      await count(page, "2 messages");
      await resume.click();
      await rows(page).filter({ hasText: "cleo" }).waitFor();
      await count(page, "3 messages");
    });

    await t.test("what Segment would discard or has seen before is told", async () => {
      await send(receiver, "track", `{"type":"track","messageId":"m-4","event":"No One","properties":{}}`);
      await send(receiver, "track", track("Signed Up", "ana", `"plan":"pro","amount":1e21`));
      await send(receiver, "track", `{"type": nonsense`);
      await rows(page).filter({ hasText: "No One" }).getByText("Discarded", { exact: true }).waitFor();
      await rows(page).filter({ hasText: "Signed Up" }).getByText("Duplicate", { exact: true }).waitFor();
      await rows(page).filter({ hasText: "Refused" }).waitFor();

      await rows(page).filter({ hasText: "No One" }).click();
      await looksAt(page, "No One");
      await page.getByText("Code: no_user_anon_id", { exact: true }).waitFor();
      await page.getByText(/^Give it a user ID or an anonymous ID/).waitFor();
      await assertAccessible(page);

      await rows(page).filter({ hasText: "Duplicate" }).click();
      await looksAt(page, "Signed Up");
      await page.getByRole("link", { name: "Show the first one" }).click();
      await page.getByRole("heading", { level: 3, name: "Accepted" }).waitFor();
      await page.getByRole("region", { name: "Signed Up" }).getByText("1e21", { exact: true }).waitFor();

      await rows(page).filter({ hasText: "Refused" }).click();
      await page.getByRole("heading", { level: 3, name: "Body, as text" }).waitFor();
      await page.getByText(`{"type": nonsense`, { exact: true }).waitFor();
    });

    await t.test("a search and filters narrow the list", async () => {
      for (const [text, found] of [
        ["łódź", "1 of 6 messages"],
        ["ORDER ben", "1 of 6 messages"],
        ["m-4", "1 of 6 messages"],
        ["1e21", "2 of 6 messages"],
      ]) {
        await search(page).fill(text);
        await count(page, found);
      }
      await search(page).fill("");
      for (const [name, label, found] of [
        ["Type", "Identify a user", "1 of 6 messages"],
        // What could not be read was sent to the address of events all the same.
        ["Type", "Track an event", "5 of 6 messages"],
        ["Event", "Signed Up", "2 of 6 messages"],
        ["User", "ana", "2 of 6 messages"],
        ["Verdict", "Duplicate", "1 of 6 messages"],
      ]) {
        await filter(page, name, label);
        await count(page, found);
      }
      await search(page).fill("nowhere");
      await page.getByRole("heading", { level: 2, name: "No message matches" }).waitFor();
      await assertAccessible(page);
      await page.getByRole("button", { name: "Clear search and filters" }).click();
      await count(page, "6 messages");
      assert.equal(await search(page).inputValue(), "");
    });
  }));

test("the receiver goes away and comes back", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await send(receiver, "track", track("Before", "ana"));
    await openDebugger(page);
    await rows(page).filter({ hasText: "Before" }).waitFor();
    await receiver.stop();
    await page.getByText("The receiver does not answer", { exact: true }).waitFor();
    // What came before is still there to look at.
    await rows(page).filter({ hasText: "Before" }).click();
    await looksAt(page, "Before");
    await receiver.start();
    await page.getByText("The receiver does not answer", { exact: true }).waitFor({ state: "detached" });
    await send(receiver, "track", track("After", "ana"));
    await rows(page).filter({ hasText: "After" }).waitFor();
    // The browser itself tells of every request that could not be made.
    await browser.complaints.expect(/^console error: .*(ERR_|Failed to load)/);
  }));

test("an address names a message", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await page.goto(`${receiver.url}/debugger?messageId=m-Later-ana`);
    await page.getByRole("heading", { level: 2, name: "This message is not here" }).waitFor();
    await assertAccessible(page);
    await send(receiver, "track", track("Later", "ana"));
    await looksAt(page, "Later");
    await page.reload();
    await looksAt(page, "Later");
  }));

test("the Debugger by the keyboard", (t) =>
  withApp(t, async ({ receiver, page }) => {
    for (const name of ["One", "Two", "Three"]) await send(receiver, "track", track(name, "ana"));
    await openDebugger(page);
    await rows(page).filter({ hasText: "One" }).waitFor();
    await page.getByRole("combobox", { name: "Verdict", exact: true }).focus();
    await page.keyboard.press("Tab");
    await hasFocus(rows(page).filter({ hasText: "Three" }));
    await page.keyboard.press("ArrowDown");
    await hasFocus(rows(page).filter({ hasText: "Two" }));
    await looksAt(page, "Two");
    await page.keyboard.press("End");
    await looksAt(page, "One");
    await page.keyboard.press("Alt+ArrowUp");
    await looksAt(page, "Two");
    await page.keyboard.press("Alt+ArrowDown");
    await looksAt(page, "One");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { level: 2, name: "One" }).waitFor({ state: "detached" });
    await hasFocus(rows(page).filter({ hasText: "One" }));
  }));

test("on a phone the message takes the place of the list", (t) =>
  withApp(
    t,
    async ({ receiver, page }) => {
      for (const name of ["First Thing", "Second Thing"]) await send(receiver, "track", track(name, "ana@example.com"));
      await openDebugger(page);
      await rows(page).first().waitFor();
      await page.setViewportSize({ width: 320, height: 640 });
      await assertAccessible(page);
      const isWider = () => page.evaluate("document.documentElement.scrollWidth > innerWidth");
      assert.equal(await isWider(), false);

      await page.getByRole("button", { name: "Filters" }).click();
      await filter(page, "Event", "First Thing");
      await count(page, "1 of 2 messages");
      await filter(page, "Event", "Any event");

      await rows(page).filter({ hasText: "First Thing" }).click();
      await looksAt(page, "First Thing");
      await hasFocus(page.getByRole("heading", { level: 2, name: "First Thing" }));
      assert.equal(await messages(page).isVisible(), false);
      assert.equal(await isWider(), false);
      await assertAccessible(page);
      await page.getByRole("button", { name: "All messages" }).click();
      await hasFocus(rows(page).filter({ hasText: "First Thing" }));
      await rows(page).filter({ hasText: "Second Thing" }).click();
      await looksAt(page, "Second Thing");
      await page.goBack();
      await messages(page).waitFor();
    },
    { viewport: { width: 390, height: 844 } },
  ));

test("where there is no receiver the page tells how to start one", (t) =>
  withApp(t, async ({ receiver, page }) => {
    let answers = false;
    // What a plain server of files would say.
    await page.route("**/segflow.json", (route) =>
      answers ? route.continue() : route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html>" }),
    );
    await page.goto(`${receiver.url}/debugger`);
    await page.getByRole("heading", { level: 2, name: "There is no receiver here" }).waitFor();
    await page.getByText("cargo xtask run", { exact: true }).waitFor();
    assert.equal(await page.getByRole("banner").getByRole("link", { name: "Debugger" }).count(), 0);
    await assertAccessible(page);
    answers = true;
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByRole("heading", { level: 2, name: "Nothing has arrived yet" }).waitFor();
    await page.getByRole("banner").getByRole("link", { name: "Debugger" }).waitFor();
  }));

for (const colorScheme of ["light", "dark"]) {
  test(`the Debugger is for everyone, in ${colorScheme}`, (t) =>
    withApp(
      t,
      async ({ receiver, page }) => {
        await openDebugger(page);
        await page.getByRole("heading", { level: 2, name: "Nothing has arrived yet" }).waitFor();
        await assertAccessible(page);
        await send(receiver, "track", track("Signed Up", "ana"));
        await send(receiver, "track", track("Signed Up", "ana"));
        await send(receiver, "track", "nonsense");
        await rows(page).nth(2).click();
        await looksAt(page, "Signed Up");
        await assertAccessible(page);
        if (colorScheme === "light") await takeScreenshots(page, "debugger");
      },
      { colorScheme },
    ));
}
