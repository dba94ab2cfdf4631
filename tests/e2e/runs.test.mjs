// The runs of a device: found again, looked into, compared, and run once more.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessible, takeScreenshots, withApp } from "./harness/index.mjs";
import { connect, chooseTab, chooseTask, openWorkflow, outcome, preview, run, runWith } from "./harness/person.mjs";
import { repeatRun } from "./harness/stored.mjs";
import { everythingKept } from "./harness/secrets.mjs";

const NAME = "Sign-up follow-up";
const [IDENTIFY, TRACK] = ["Identify a user", "Track an event"];
const CANARY = "Lq7Rk2mZx9LwVb4TnYc8Hs1DpGf6Je3U";

const whole = (page) => page.getByRole("region", { name: new RegExp(`^${NAME}`) });
const rows = (page) => page.getByRole("list", { name: "Runs" }).getByRole("listitem");
const counted = (page, text) => page.getByRole("status").getByText(text, { exact: true }).waitFor();
const again = async (page, how) => {
  await whole(page).getByRole("button", { name: "Run again" }).click();
  await page.getByRole("menuitem", { name: how }).click();
};
const more = async (page, what) => {
  await whole(page).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: what }).click();
};
/** How often the receiver has each message, by id. */
const arrivals = async (receiver) => {
  const counts = new Map();
  for (const { messageId } of await receiver.events()) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
  return counts;
};
const ended = (page, word) => whole(page).getByRole("heading", { level: 2 }).getByText(word, { exact: true }).waitFor();

test("a run is looked into, tried again, and run again as the same, as new and dry", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      const left = [];
      page.on("request", (request) => request.url().includes("/v1/") && left.push(request.url()));
      await openWorkflow(page, NAME);
      await chooseTask(page, IDENTIFY);
      await chooseTab(page, "Account details");
      await connect(page, { label: "Own", writeKey: CANARY, endpoint: receiver.url });
      await receiver.faults([{ fault: "status", status: 400 }]);
      await runWith(page, "Sign-up form", { City: "Bern" });
      await run(page).getByText("Failed", { exact: true }).waitFor();
      await run(page).getByRole("link", { name: "All about this run" }).click();

      // What was asked, sent and answered, with the key masked.
      await ended(page, "Failed");
      const identify = outcome(page, IDENTIFY);
      await identify.getByText("Request", { exact: true }).click();
      await identify.getByText("••••Je3U").waitFor();
      await identify.getByText("1 attempt", { exact: true }).click();
      await identify.getByText("Answer: 400").first().waitFor();
      await outcome(page, "Sign-up form").getByText("Answers", { exact: true }).click();
      await outcome(page, "Sign-up form").getByText('"Bern"').waitFor();
      await assertAccessible(page);

      await whole(page).getByRole("button", { name: "Try again from the failed task" }).click();
      await ended(page, "Completed");
      await identify.getByText("2 attempts", { exact: true }).waitFor();
      assert.deepEqual([...(await arrivals(receiver)).values()], [1, 1]);

      // The same messages once more: the same ids, which Segment counts once.
      await again(page, /^As the same events/);
      await identify.getByText("3 attempts", { exact: true }).waitFor();
      await ended(page, "Completed");
      assert.deepEqual([...(await arrivals(receiver)).values()], [2, 2]);
      await counted(page, "1 run");

      // New ones are asked about first.
      await again(page, /^As new events/);
      const dialog = page.getByRole("dialog", { name: "Send as new events?" });
      await dialog.getByText(/counts 2 messages again/).waitFor();
      await dialog.getByRole("button", { name: "Send as new events" }).click();
      await counted(page, "2 runs");
      await identify.getByText("1 attempt", { exact: true }).waitFor();
      await ended(page, "Completed");
      assert.deepEqual([...(await arrivals(receiver)).values()], [2, 2, 1, 1]);

      // A dry run sends nothing at all.
      const before = left.length;
      await again(page, /^As a dry run/);
      await counted(page, "3 runs");
      await ended(page, "Dry run");
      await outcome(page, TRACK).getByText("would be sent", { exact: true }).waitFor();
      assert.equal(left.length, before);
      assert.equal((await receiver.events()).length, 6);

      // From the builder, too, with other answers.
      await page.getByRole("link", { name: "Open the workflow" }).click();
      await page.getByRole("banner").getByRole("button", { name: "Dry run" }).click();
      const form = page.getByRole("dialog", { name: "Sign-up form" });
      await form.getByLabel("City").fill("Basel");
      await form.getByRole("button", { name: "Continue" }).click();
      await run(page).getByText("Completed", { exact: true }).waitFor();
      await outcome(page, IDENTIFY).getByText("would be sent", { exact: true }).waitFor();
      await run(page).getByRole("link", { name: "All about this run" }).click();
      await counted(page, "4 runs");
      assert.equal(left.length, before);

      // Two runs beside each other.
      await whole(page).getByRole("combobox", { name: "Compare with" }).selectOption({ index: 2 });
      const compared = page.getByRole("list", { name: "Compared" }).getByRole("listitem").filter({ hasText: IDENTIFY });
      await compared.getByText("would be sent here, accepted there").waitFor();
      await compared.getByText("traits.address.city").waitFor();
      await compared.getByText('"Basel"').waitFor();
      await takeScreenshots(page, "runs");

      // Its answers as a sample of the workflow.
      await more(page, "Use answers as a sample");
      await whole(page).getByText("Kept as the sample “From a run” of the workflow.").waitFor();
      await whole(page).getByRole("link", { name: "Open the workflow" }).click();
      await chooseTask(page, IDENTIFY);
      await preview(page).getByText('"Basel"').waitFor();

      // The key stands nowhere.
      await page.goBack();
      await whole(page).waitFor();
      for (const [place, text] of Object.entries(await everythingKept(page))) {
        assert.ok(!text.includes(CANARY), `a write key stands in ${place}`);
      }
      await browser.complaints.expect(/Failed to load resource/);
    },
    { receiver: { args: ["--faults"] } },
  ));

test("runs are found, taken along and deleted", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Runs" }).click();
    await page.getByRole("heading", { level: 2, name: "Nothing has run yet" }).waitFor();
    await page.getByRole("link", { name: "Go to your workflows" }).click();
    await openWorkflow(page, NAME);
    for (const email of ["ana@example.com", "bea@example.com"]) {
      await runWith(page, "Sign-up form", { "Email address": email });
      await run(page).getByText("Completed", { exact: true }).waitFor();
    }
    await repeatRun(page, 4998);
    await page.goto(`${receiver.url}/runs`);
    await counted(page, "5000 runs");
    const search = page.getByRole("searchbox", { name: "Search runs" });
    const [{ messageId }] = (await receiver.events()).filter(({ message }) => message.userId === "bea@example.com");
    for (const [text, found] of [
      ["BEA@example", "1 of 5000 runs"],
      [messageId, "1 of 5000 runs"],
      ["user4711@", "1 of 5000 runs"],
      ["form completed", "5000 runs"],
      ["nobody", "0 of 5000 runs"],
    ]) {
      await search.fill(text);
      await counted(page, found);
    }
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await page.getByRole("combobox", { name: "Time" }).selectOption({ label: "The last hour" });
    await counted(page, /^[78] of 5000 runs$/);
    await page.getByRole("combobox", { name: "State" }).selectOption({ label: "Failed" });
    await counted(page, "0 of 5000 runs");
    await page.getByRole("combobox", { name: "State" }).selectOption({ label: "Completed" });
    await search.fill("a@example.com");
    await counted(page, "2 of 5000 runs");

    // What is listed is taken along, one run a line.
    await page.getByRole("main").getByRole("button", { name: "More" }).first().click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Download 2 runs" }).click(),
    ]);
    const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
    assert.deepEqual(lines.map((line) => JSON.parse(line).segflowRun), [1, 1]);

    // Deleting asks, and takes the list and what is kept.
    await page.getByRole("main").getByRole("button", { name: "More" }).first().click();
    await page.getByRole("menuitem", { name: "Delete 2 runs" }).click();
    await page.getByRole("dialog", { name: "Delete 2 runs?" }).getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await counted(page, "4998 runs");
    await page.getByRole("combobox", { name: "Keep runs for" }).selectOption({ label: "7 days" });
    await counted(page, /^100[678] runs$/);
    await page.reload();
    await counted(page, /^100[678] runs$/);
    assert.equal(await page.getByRole("combobox", { name: "Keep runs for" }).inputValue(), "7");
    await rows(page).first().getByRole("link").click();
    await whole(page).getByText(/^run_older0$/).waitFor();
    await page.goBack();
    await whole(page).waitFor({ state: "detached" });
    await page.goto(`${receiver.url}/runs?run=run_gone`);
    await page.getByRole("heading", { level: 2, name: "This run is not here" }).waitFor();
  }));
