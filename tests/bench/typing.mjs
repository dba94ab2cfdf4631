// Measures what a person who types has to wait for.
import { rounded } from "./place.mjs";

const KEYSTROKES = 120;
/** Whoever waits longer sees that nothing happens. */
const LONGEST_MILLIS = 500;

/** The time from each press of a key to the page being drawn anew, in ms. */
export async function typing(page, box, keys = [..."abcdefghij"]) {
  await box.click();
  await page.evaluate(() => {
    globalThis.pressed = globalThis.answered = 0;
    // From when the key was pressed: a page that was busy then has made it wait.
    addEventListener("keydown", ({ timeStamp }) => (globalThis.pressed = globalThis.answered = timeStamp), true);
    // That all is kept is told when typing pauses; nobody waits for it.
    const isOfSaving = ({ target }) => (target.closest ? target : target.parentElement)?.closest(".save-state");
    new MutationObserver((changes) => {
      if (changes.every(isOfSaving)) return;
      document.body.getBoundingClientRect();
      globalThis.answered = performance.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  const times = [];
  for (let stroke = 0; stroke <= KEYSTROKES; stroke++) {
    await page.keyboard.press(keys[stroke % keys.length]);
    const changes = page.waitForFunction(() => globalThis.answered > globalThis.pressed, undefined, { timeout: LONGEST_MILLIS });
    // A key that changes nothing measures nothing.
    if (!(await changes.then(() => true, () => false))) continue;
    // What comes after the first change belongs to it.
    await page.waitForTimeout(25);
    times.push(await page.evaluate(() => globalThis.answered - globalThis.pressed));
  }
  if (times.length < KEYSTROKES / 2) throw new Error(`only ${times.length} of ${KEYSTROKES} keys changed the page`);
  return times;
}

/** Of these times the one that this share of them does not exceed. */
const at = (share, times) => [...times].sort((one, other) => one - other)[Math.ceil(share * times.length) - 1];

/** The median and the 95th percentile. */
export const waits = (times) => ({ medianMillis: rounded(at(0.5, times), 1), p95Millis: rounded(at(0.95, times), 1) });
