// Everyone's page: the narrowest and the widest window.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withApp } from "./harness/index.mjs";
import { STOPS } from "./harness/walk.mjs";

const sideways = (page) =>
  page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);

for (const width of [320, 2560]) {
  test(`a window of ${width} px needs no scrolling to the side`, (t) =>
    withApp(
      t,
      async ({ receiver, page }) => {
        for (const { name, go, leave } of STOPS) {
          await t.test(name, async () => {
            await go(page, receiver.url);
            assert.equal(await sideways(page), 0);
            await leave?.(page);
          });
        }
      },
      { viewport: { width, height: 900 } },
    ));
}
