// A real Chromium with a profile of its own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { collectComplaints } from "./complaints.mjs";
import { place } from "./place.mjs";

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const WAIT_MILLIS = 15_000;
const CLOSE_MILLIS = 30_000;

/** What a promise gives, or an error if it takes longer. */
async function within(millis, sentence, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(sentence)), millis);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Starts a browser. `options` are Playwright's for a context, such as
 * `viewport` or `colorScheme`.
 *
 * `page` is its first page; `reopen()` ends the browser and starts it again
 * with the same profile, as a person does the next day.
 */
export async function startBrowser(options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "segflow-profile-"));
  const browser = {
    context: null,
    page: null,
    complaints: null,

    async open() {
      browser.context = await chromium.launchPersistentContext(profile, {
        executablePath: place("SEGFLOW_CHROMIUM"),
        args: FLAGS,
        locale: "en-US",
        viewport: { width: 1440, height: 900 },
        ...options,
      });
      browser.context.setDefaultTimeout(WAIT_MILLIS);
      browser.complaints = collectComplaints(browser.context);
      browser.page = browser.context.pages()[0] ?? (await browser.context.newPage());
      return browser.page;
    },

    async reopen() {
      await browser.complaints.assertNone();
      await browser.context.close();
      return browser.open();
    },

    async close() {
      try {
        await within(CLOSE_MILLIS, "the browser does not close", browser.context.close());
      } finally {
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
  try {
    await browser.open();
  } catch (error) {
    await rm(profile, { recursive: true, force: true });
    throw error;
  }
  return browser;
}
