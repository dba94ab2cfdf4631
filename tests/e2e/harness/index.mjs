// What a test of the app starts with: a receiver that serves it, and a browser.
import { startBrowser } from "./browser.mjs";
import { startReceiver } from "./receiver.mjs";

export { assertAccessible, assertAccessibleInBothThemes } from "./accessibility.mjs";
export { takeScreenshots } from "./screenshots.mjs";

/**
 * Starts both for one test and ends them with it. The test fails if a page
 * complained of anything that was not asked for with `browser.complaints.expect`.
 *
 *     test("a person …", (t) => withApp(t, async ({ browser, receiver, page }) => { … }));
 */
export async function withApp(test, use, { receiver: receiverOptions, ...browserOptions } = {}) {
  const receiver = await startReceiver(receiverOptions);
  let browser = null;
  test.after(async () => {
    // The browser first: it holds connections to the receiver, which has to end
    // whatever becomes of the browser.
    try {
      await browser?.close();
    } finally {
      await receiver.close();
    }
  });
  browser = await startBrowser(browserOptions);
  const { page } = browser;
  await page.goto(receiver.url);
  await use({ browser, receiver, page });
  await browser.complaints.assertNone();
}
