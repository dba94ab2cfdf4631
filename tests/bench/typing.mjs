// Measures what a person who types has to wait for.
const KEYSTROKES = 120;

/** The time from each press of a key to the page being drawn anew, in ms. */
export async function typing(page, box, keys = [..."abcdefghij"]) {
  await box.click();
  await page.evaluate(() => {
    globalThis.taken = [];
    let pressed = 0;
    let answered = 0;
    const keep = () => {
      if (pressed > 0) globalThis.taken.push(answered - pressed);
    };
    addEventListener("keydown", () => {
      keep();
      pressed = answered = performance.now();
    }, true);
    new MutationObserver(() => {
      document.body.getBoundingClientRect();
      answered = performance.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  for (let stroke = 0; stroke <= KEYSTROKES; stroke++) {
    await page.keyboard.press(keys[stroke % keys.length]);
    await page.waitForTimeout(40);
  }
  return page.evaluate(() => globalThis.taken);
}

/** Of these times the one that this share of them does not exceed. */
export const at = (share, times) => [...times].sort((one, other) => one - other)[Math.ceil(share * times.length) - 1];
