import { startBrowser } from "/work/wt/lang/tests/e2e/harness/browser.mjs";
import { startReceiver } from "/work/wt/lang/tests/e2e/harness/receiver.mjs";
import { cutOff } from "/work/wt/lang/tests/e2e/harness/language.mjs";
const receiver = await startReceiver();
const browser = await startBrowser({});
const { page } = browser;
const seen = new Set();
const look = async (name, tag, width) => {
  for (const fault of await cutOff(page)) { const line = `${tag} ${width} ${name}: ${fault}`; if (!seen.has(line)) console.log(line); seen.add(line); }
  if (process.env.SHOTS) await page.screenshot({ path: `/tmp/shots/${tag}-${name}-${width}.png`, fullPage: true });
};
for (const tag of (process.env.TAGS ?? "en-XA,ar-XB").split(",")) for (const width of (process.env.WIDTHS ?? "390,1440").split(",")) {
  await page.setViewportSize({ width: +width, height: 900 });
  await page.goto(receiver.url);
  await page.evaluate((lang) => localStorage.setItem("segflow.language", lang), tag);
  await page.goto(receiver.url); await page.waitForSelector("main h1"); await look("list", tag, width);
  await page.goto(receiver.url + "/debugger"); await page.waitForTimeout(900); await look("debugger", tag, width);
  await page.goto(receiver.url + "/runs"); await page.waitForTimeout(900); await look("runs", tag, width);
  await page.goto(receiver.url + "/nowhere"); await page.waitForTimeout(600); await look("nowhere", tag, width);
  await page.goto(receiver.url); await page.waitForSelector("main h1"); await page.locator("main a").first().click(); await page.waitForTimeout(1500);
  const tasks = page.locator("[data-task]");
  for (let task = 0; task < 3; task++) {
    await tasks.nth(task).click(); await page.waitForTimeout(500);
    const tabs = page.locator(".builder-editor [role=tab]");
    for (let tab = 0; tab < await tabs.count(); tab++) {
      await tabs.nth(tab).click(); await page.waitForTimeout(500);
      await look(`task${task}-tab${tab}`, tag, width);
    }
  }
  const connect = page.locator(".tab-panel button.button").first();
  await connect.click().catch(() => {}); await page.waitForTimeout(400); await look("connect", tag, width); await page.keyboard.press("Escape");
  await page.locator("header .button.primary").click(); await page.waitForTimeout(800); await look("asking", tag, width);
  await page.locator("dialog[open] .button.primary").click(); await page.waitForTimeout(2500); await look("ran", tag, width);
  await page.goto(receiver.url + "/runs"); await page.waitForTimeout(900); await page.locator("main li a").first().click(); await page.waitForTimeout(600); await look("run", tag, width);
  await page.goto(receiver.url + "/debugger"); await page.waitForTimeout(900); await page.locator("main li a").first().click(); await page.waitForTimeout(600); await look("message", tag, width);
}
await browser.close(); await receiver.close();
