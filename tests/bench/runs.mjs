// How quickly runs are found: a keystroke in the search of 5,000 of them.
import { openWorkflow, run, runWith } from "../e2e/harness/person.mjs";
import { repeatRun } from "../e2e/harness/stored.mjs";
import { typing, waits } from "./typing.mjs";

// Each finds other runs than the one before.
const KEYS = ["u", "s", "e", "r", "1", "2", "Backspace", "3", "Backspace", "4", ...Array(6).fill("Backspace")];

/** Gives what a person waits for, in ms. */
export async function searching({ page }, url) {
  await page.goto(url);
  await openWorkflow(page, "Sign-up follow-up");
  await runWith(page, "Sign-up form", {});
  await run(page).getByText("Completed", { exact: true }).waitFor();
  await repeatRun(page, 4999);
  await page.goto(`${url}/runs`);
  await page.getByText("5000 runs", { exact: true }).waitFor();
  return waits(await typing(page, page.getByRole("searchbox", { name: "Search runs" }), KEYS));
}
