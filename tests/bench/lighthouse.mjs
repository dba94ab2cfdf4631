// What Lighthouse says of the app's first page, as at a desk.

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { median, place, rounded } from "./place.mjs";

const TIMES = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices"];

/** Gives the median of its scores, of 100, and of the times it measures. */
export async function judged(url) {
  const reports = [];
  for (let time = 0; time < TIMES; time += 1) {
    const chrome = await launch({
      chromePath: place("SEGFLOW_CHROMIUM"),
      chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"],
      logLevel: "silent",
    });
    try {
      const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "silent", onlyCategories: CATEGORIES }, desktopConfig);
      reports.push(lhr);
    } finally {
      chrome.kill();
    }
  }
  const score = (category) => rounded(100 * median(reports.map((report) => report.categories[category].score)));
  const metric = (audit) => rounded(median(reports.map((report) => report.audits[audit].numericValue)));
  const [last] = reports;
  const lost = Object.values(last.categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight > 0 && (last.audits[id].score ?? 1) < 0.9).map(({ id }) => id),
  );
  return {
    version: last.lighthouseVersion,
    scores: Object.fromEntries(CATEGORIES.map((category) => [category, score(category)])),
    firstContentfulPaintMillis: metric("first-contentful-paint"),
    largestContentfulPaintMillis: metric("largest-contentful-paint"),
    totalBlockingMillis: metric("total-blocking-time"),
    speedIndexMillis: metric("speed-index"),
    lost,
  };
}
