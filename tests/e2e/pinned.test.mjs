// Payloads that a sample should give: what an edit changes of them is shown
// before it is accepted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, takeScreenshots, withApp } from "./harness/index.mjs";
import { chooseTask, openWorkflow, preview, saved, textOf } from "./harness/person.mjs";

test("an edit that changes a pinned payload is shown until it is accepted or taken back", (t) =>
  withApp(t, async ({ page }) => {
    await openWorkflow(page, "Sign-up follow-up");
    await preview(page).getByRole("button", { name: "Samples" }).click();
    await page.getByRole("menuitem", { name: /^Pin payloads of/ }).click();
    const dialog = page.getByRole("dialog", { name: /^Pin the payloads of/ });
    await dialog.getByText("2 payloads would be pinned.").waitFor();
    await dialog.getByRole("button", { name: "Pin", exact: true }).click();
    const asPinned = preview(page).getByText("2 payloads are as they were pinned.");
    await asPinned.waitFor();

    await chooseTask(page, "Track an event");
    const event = page.getByRole("combobox", { name: "Event", exact: true });
    const before = await textOf(event);
    await event.fill("Account Created");
    const changed = preview(page).getByText("1 pinned payload has changed");
    await changed.waitFor();
    const change = preview(page).getByRole("list", { name: "What has changed in Track an event" }).getByRole("listitem");
    assert.equal(await change.count(), 1);
    await change.getByText("event", { exact: true }).waitFor();
    await change.getByText(JSON.stringify(before), { exact: true }).waitFor();
    await change.getByText('"Account Created"', { exact: true }).waitFor();
    await assertAccessible(page);
    await takeScreenshots(page, "pinned");

    // Taken back it is as it was; made again and accepted it is what is pinned.
    await preview(page).getByRole("button", { name: "Undo" }).click();
    await asPinned.waitFor();
    assert.equal(await textOf(event), before);
    await event.fill("Account Created");
    await changed.waitFor();
    await preview(page).getByRole("button", { name: "Accept the change" }).click();
    await asPinned.waitFor();
    await saved(page);
    await page.reload();
    await asPinned.waitFor();
    await preview(page).getByRole("button", { name: "Stop pinning" }).click();
    await asPinned.waitFor({ state: "detached" });
  }));
