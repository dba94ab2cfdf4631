// What a person who uses the app waits for: from an address to a page that can
// be used, from a key to what it changes, and what Lighthouse says of it.

import { startBrowser } from "../e2e/harness/browser.mjs";
import { startReceiver } from "../e2e/harness/receiver.mjs";
import { building } from "./builder.mjs";
import { judged } from "./lighthouse.mjs";
import { visiting } from "./navigation.mjs";
import { tell } from "./place.mjs";
import { searching } from "./runs.mjs";

/** What a browser of its own gives. */
async function inBrowser(work) {
  const browser = await startBrowser();
  try {
    return await work(browser, receiver.url);
  } finally {
    await browser.close();
  }
}

const receiver = await startReceiver();
try {
  tell({
    navigation: await visiting(receiver.url),
    building: await inBrowser(building),
    searching: await inBrowser(searching),
    lighthouse: await judged(receiver.url),
  });
} finally {
  await receiver.close();
}
