// Pictures for people to look at; they prove nothing by themselves.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { place } from "./place.mjs";

const WIDTHS = { 390: 844, 834: 1112, 1440: 900 };
const SCHEMES = ["light", "dark"];

/**
 * Takes the page as a phone, a tablet and a desk show it and in both colour schemes, as
 * `target/screenshots/<name>-<width>-<scheme>.png`, and puts it back as it was.
 */
export async function takeScreenshots(page, name) {
  const folder = place("SEGFLOW_SCREENSHOTS");
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const [width, height] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: Number(width), height });
    for (const colorScheme of SCHEMES) {
      // Colours on their way from one to another are neither.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.setViewportSize(before);
}
