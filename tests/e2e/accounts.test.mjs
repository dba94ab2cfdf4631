// The accounts page: what each account is, who uses it; connected, changed, its key replaced, forgotten.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { hasFocus, openWorkflow, outcome, runWith, saved, sendTo } from "./harness/person.mjs";
import { everythingKept } from "./harness/secrets.mjs";

const KEY = "abcdefghijklmnopqrstuvwxyz012345";
const OTHER = "zyxwvutsrqponmlkjihgfedcba987654";

const openAccounts = async (page) => {
  await page.getByRole("banner").getByRole("link", { name: "Accounts" }).click();
  await page.getByRole("heading", { level: 1, name: "Accounts" }).waitFor();
};
const card = (page, label) =>
  page
    .getByRole("list", { name: "Accounts" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { level: 2, name: label, exact: true }) });
const facts = async (place) => Object.fromEntries(
  await place.locator("dl > div").evaluateAll((all) =>
    all.map((one) => [one.querySelector("dt").textContent, one.querySelector("dd").textContent])),
);
const press = (place, name) => place.getByRole("button", { name, exact: true }).click();

test("a person keeps several accounts", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    const { account } = await (await fetch(`${receiver.url}/segflow.json`)).json();
    await page.getByRole("main").getByRole("link", { name: "Sign-up follow-up" }).waitFor();
    await openAccounts(page);

    await t.test("what the receiver offers is there, used by what names it, and cannot be changed", async () => {
      const local = card(page, "Local test source");
      await local.getByText("Not on this device").waitFor();
      await local.getByText(`••••${account.writeKey.slice(-4)}`).waitFor();
      await local.getByRole("link", { name: "Sign-up follow-up" }).waitFor();
      await local.getByText("Identify a user, Track an event").waitFor();
      assert.equal(await local.getByRole("button", { name: "Forget" }).count(), 0);
      assert.equal(await local.getByRole("button", { name: "Edit" }).count(), 0);
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "accounts-local");
    });

    await t.test("one is connected with the keyboard, and asks no one", async () => {
      const connect = page.getByRole("main").getByRole("button", { name: "Connect an account" });
      await connect.focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", { name: "Connect a Segment account" });
      await hasFocus(dialog.getByLabel("Account label"));
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "accounts-connect");
      await page.keyboard.press("Enter");
      await dialog.getByText("Give the account a label").waitFor();
      await page.keyboard.type("Shop");
      await dialog.getByLabel("Write Key", { exact: true }).focus();
      await page.keyboard.type(KEY);
      await dialog.getByRole("combobox", { name: "Region" }).selectOption({ label: "European Union" });
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "hidden" });
      await hasFocus(connect);
      await page.getByText("Shop is saved.").waitFor();
      const shop = card(page, "Shop");
      await shop.getByText("••••2345").waitFor();
      assert.deepEqual(await facts(shop), {
        Region: "European Union",
        "How the key travels": "In the message",
        "Last used": "Not on this device",
      });
      await shop.getByText("No task sends to it.").waitFor();
      assert.ok(!(await page.content()).includes(KEY));
    });

    await t.test("it is changed, and keeps its key", async () => {
      await press(card(page, "Shop"), "Edit");
      const dialog = page.getByRole("dialog", { name: "Edit Shop" });
      await hasFocus(dialog.getByLabel("Account label"));
      assert.equal(await dialog.getByLabel("Account label").inputValue(), "Shop");
      assert.equal(await dialog.getByLabel("New write key").inputValue(), "");
      await dialog.getByText("Leave it empty to keep the present one, ••••2345.").waitFor();
      await dialog.getByText("More settings").click();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "accounts-edit");
      await dialog.getByLabel("Account label").fill("Web shop");
      await dialog.getByRole("combobox", { name: "How the key travels" }).selectOption({ label: "In a header (HTTP Basic)" });
      await dialog.getByRole("combobox", { name: "Region" }).selectOption({ label: "Own endpoint" });
      await dialog.getByLabel("Endpoint").fill(receiver.url);
      await press(dialog, "Save");
      await dialog.waitFor({ state: "hidden" });
      const shop = card(page, "Web shop");
      assert.deepEqual(await facts(shop), {
        Region: receiver.url,
        "How the key travels": "In a header (HTTP Basic)",
        "Last used": "Not on this device",
      });
      await shop.getByText("••••2345").waitFor();
      await hasFocus(shop.getByRole("button", { name: "Edit", exact: true }));
    });

    await t.test("its key is replaced, and it is kept encrypted", async () => {
      await press(card(page, "Web shop"), "Replace key");
      const dialog = page.getByRole("dialog", { name: "Edit Web shop" });
      await hasFocus(dialog.getByLabel("New write key"));
      await page.keyboard.type(OTHER);
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "hidden" });
      await card(page, "Web shop").getByText("••••7654").waitFor();
      await page.reload();
      await card(page, "Web shop").getByText("••••7654").waitFor();
      const kept = Object.values(await everythingKept(page)).join("\n");
      for (const secret of [KEY, OTHER]) assert.ok(!kept.includes(secret), "a key lies open");
    });

    await t.test("it is checked only when that is asked for", async () => {
      assert.equal((await receiver.events()).length, 0);
      await press(card(page, "Web shop"), "Send a test event");
      await card(page, "Web shop").getByText(/“Connection Tested” was accepted/).waitFor();
      assert.equal((await receiver.events()).length, 1);
      await assertAccessibleInBothThemes(page);
    });

    await t.test("a task that sends to it is told, and when it was used", async () => {
      await page.getByRole("banner").getByRole("link", { name: "segflow, all workflows" }).click();
      await openWorkflow(page, "Sign-up follow-up");
      await sendTo(page, "Track an event", "Web shop");
      await saved(page);
      await runWith(page, "Sign-up form", { "Email address": "ana@example.com", Plan: "pro" });
      await outcome(page, "Track an event").getByText(/accepted by/i).first().waitFor();
      await openAccounts(page);
      const shop = card(page, "Web shop");
      await shop.getByRole("link", { name: "Sign-up follow-up" }).waitFor();
      await shop.getByText("Track an event", { exact: true }).waitFor();
      assert.equal((await facts(shop))["Last used"], "Just now");
      await takeScreenshots(page, "accounts");
      await shop.getByRole("link", { name: "Sign-up follow-up" }).click();
      await page.getByRole("heading", { level: 1, name: "Sign-up follow-up" }).waitFor();
      await openAccounts(page);
    });

    await t.test("it is forgotten once it is said what will be without it", async () => {
      const forget = card(page, "Web shop").getByRole("button", { name: "Forget" });
      await forget.press("Enter");
      const dialog = page.getByRole("dialog", { name: "Forget Web shop?" });
      await dialog.getByText(/^These tasks will be without an account/).waitFor();
      await dialog.getByText("Track an event", { exact: true }).waitFor();
      await assertAccessibleInBothThemes(page);
      await takeScreenshots(page, "accounts-forget");
      await page.keyboard.press("Escape");
      await hasFocus(forget);
      await forget.press("Enter");
      await press(dialog, "Forget");
      await page.getByText("Web shop is forgotten.").waitFor();
      await hasFocus(page.getByRole("heading", { level: 1, name: "Accounts" }));
      assert.equal(await card(page, "Web shop").count(), 0);
      await page.reload();
      await card(page, "Local test source").waitFor();
      assert.equal(await card(page, "Web shop").count(), 0);
      await assertAccessibleInBothThemes(page);
    });
  }));
