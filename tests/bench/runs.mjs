// How quickly runs are found: a keystroke in the search of 5,000 of them. Run by
// hand, with the variables that the browser tests are given:
//
//     node tests/bench/runs.mjs
import { startBrowser } from "../e2e/harness/browser.mjs";
import { openWorkflow, run, runWith } from "../e2e/harness/person.mjs";
import { startReceiver } from "../e2e/harness/receiver.mjs";
import { repeatRun } from "../e2e/harness/stored.mjs";
import { at, typing } from "./typing.mjs";

// Each finds other runs than the one before.
const KEYS = ["u", "s", "e", "r", "1", "2", "Backspace", "3", "Backspace", "4", ...Array(6).fill("Backspace")];

const receiver = await startReceiver();
const browser = await startBrowser();
try {
  const { page } = browser;
  await page.goto(receiver.url);
  await openWorkflow(page, "Sign-up follow-up");
  await runWith(page, "Sign-up form", {});
  await run(page).getByText("Completed", { exact: true }).waitFor();
  await repeatRun(page, 4999);
  await page.goto(`${receiver.url}/runs`);
  await page.getByText("5000 runs", { exact: true }).waitFor();
  const times = await typing(page, page.getByRole("searchbox", { name: "Search runs" }), KEYS);
  process.stdout.write(`5,000 runs: ${at(0.5, times).toFixed(1)} ms, ${at(0.95, times).toFixed(1)} ms at the 95th percentile\n`);
} finally {
  await browser.close();
  await receiver.close();
}
