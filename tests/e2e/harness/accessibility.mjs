// Judges a page by the rules of WCAG 2.2 that a program can check.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const judge = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Below this width the preview is a sheet at the foot of the page. */
const NARROW_PIXELS = 1088;

/** Throws with every fault found on the page as it is now, or within what a selector names. */
export async function assertAccessible(page, within) {
  // What lies over the foot of a narrow page half covers whatever is scrolled
  // under it, which would seem too small to press: there the page is seen whole.
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const isCovered = size !== null && size.width < NARROW_PIXELS && height > size.height;
  if (isCovered) await page.setViewportSize({ ...size, height });
  try {
    await judgePage(page, within);
  } finally {
    if (isCovered) await page.setViewportSize(size);
  }
}

async function judgePage(page, within) {
  // Evaluated by the debugger, as the page's own policy allows no foreign script.
  await page.evaluate(await readFile(judge, "utf8"));
  const faults = await page.evaluate(async ([rules, within]) => {
    // What the bar at the top half covers would seem too small to press.
    scrollTo({ top: 0, behavior: "instant" });
    // What is still appearing has the colours of what is behind it.
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
    const { violations } = await globalThis.axe.run(within ?? document, { runOnly: { type: "tag", values: rules } });
    return violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.map((node) => node.html) }));
  }, [RULES, within]);
  if (faults.length > 0) {
    const told = faults.map(({ id, help, places }) => `${id}: ${help}\n  ${places.join("\n  ")}`);
    throw new Error(`the page is not accessible to everyone:\n${told.join("\n")}`);
  }
}

/** The page, or what a selector names, is accessible as it is, in both themes. */
export async function assertAccessibleInBothThemes(page, within) {
  for (const colorScheme of ["light", "dark"]) {
    // Colours on their way from one to another are neither.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await assertAccessible(page, within);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
