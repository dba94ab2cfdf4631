// The harness must notice what it is there to notice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startBrowser } from "./harness/browser.mjs";

const POLICY = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'";
const AT = "http://127.0.0.1:1";

const cases = [
  { name: "nothing wrong", script: "console.warn('fine')", complaints: [] },
  { name: "an error at the console", script: "console.error('oh dear')", complaints: [/console error: oh dear/] },
  { name: "an error nobody caught", script: "missing()", complaints: [/page error: .*missing is not defined/] },
  { name: "a promise nobody caught", script: "Promise.reject(new Error('lost'))", complaints: [/page error: .*lost/] },
  {
    name: "a picture the policy forbids",
    script: "document.body.append(Object.assign(new Image(), { src: 'data:image/gif;base64,' }))",
    complaints: [/console error: .*Content Security Policy/],
  },
  {
    name: "text given for HTML",
    script: "document.body.innerHTML = '<b>x</b>'",
    complaints: [/console error: .*TrustedHTML/, /page error: .*TrustedHTML/],
  },
];

test("complaints of a page are noticed", async (t) => {
  const browser = await startBrowser();
  t.after(() => browser.close());
  const { page } = browser;
  let script = "";
  await page.route(`${AT}/**`, (route) =>
    route.request().url().endsWith(".js")
      ? route.fulfill({ contentType: "text/javascript", body: script })
      : route.fulfill({
          contentType: "text/html",
          headers: { "content-security-policy": POLICY },
          body: "<!doctype html><title>x</title><body><script src='/a.js'></script>",
        }),
  );
  for (const { name, script: text, complaints } of cases) {
    await t.test(name, async () => {
      script = text;
      await page.goto(AT);
      if (complaints.length > 0) await assert.rejects(browser.complaints.assertNone(), complaints[0]);
      for (const complaint of complaints) await browser.complaints.expect(complaint);
      await browser.complaints.assertNone();
      await assert.rejects(browser.complaints.expect(/./), /no complaint matches/);
    });
  }
});
