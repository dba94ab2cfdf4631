// Files of rows: chosen, told apart, tried, sent, paused, left and gone on with.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import {
  DOCUMENT,
  columns,
  downloaded,
  dropFile,
  ended,
  firstRows,
  looked,
  openFiles,
  pickFile,
  result,
  running,
  step,
  withoutPicker,
} from "./harness/bulk.mjs";
import { assertAccessibleInBothThemes, takeScreenshots, withApp } from "./harness/index.mjs";
import { speak } from "./harness/language.mjs";
import { hasFocus, openWorkflow } from "./harness/person.mjs";
import { place } from "./harness/place.mjs";
import { everythingKept } from "./harness/secrets.mjs";

const FAULTS = { receiver: { args: ["--faults"] } };

const CSV =
  "Email address;Amount;born;Themen;Full name;plan;note\r\n" +
  "Ana@Example.com;12.50;3/2/2001;tea|coffee;Ana Ångström;pro;x\r\n" +
  "ben@example.com;;;;\"Ben \"\"B\"\"\";;\r\n" +
  "carl@example.com;twelve;;;Carl;;\r\n" +
  ";1;;;Nobody;;\r\n" +
  "dora@example.com;;2001-02-03;;Dora;;\r\n" +
  "eve@example.com;1;;;Eve;none;\r\n" +
  "fay@example.com;1e3;;;;;\r\n";

/** The text as a program for spreadsheets writes it. */
const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

/** A message without what is new in every run. */
const bare = ({ messageId, timestamp, sentAt, ...message }) => message;

const choose = (page, label, option) => page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: option });
const press = (place, name) => place.getByRole("button", { name, exact: true }).click();

/** What arrived, as it was received, the oldest first. */
const received = async (receiver) => (await receiver.events()).map(({ message }) => message);

test("a file is picked, told, tried and sent; what was set aside is run again", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await withoutPicker(browser.context);
    await openFiles(page);
    await assertAccessibleInBothThemes(page);
    await pickFile(page, "users.csv", utf16(CSV));
    await looked(page);

    // Delimiter and encoding were found, and so were the columns by their names.
    const value = (label) => page.getByRole("combobox", { name: label, exact: true }).inputValue();
    assert.deepEqual([await value("Format"), await value("Delimiter"), await value("Encoding")], ["csv", ";", "utf-16le"]);
    assert.deepEqual(
      [await value("Field of Email address"), await value("Field of born"), await value("Field of Themen")],
      ["signup.email", "signup.born", ""],
    );
    await columns(page).getByText("Not used: Themen, note").waitFor();
    await columns(page).getByText("Ana Ångström · Ben \"B\" · Carl").waitFor();

    await choose(page, "Field of Themen", "Topics");
    await page.getByRole("textbox", { name: "Separator of Themen" }).fill("|");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Date format of born" }).fill("D/M/YYYY");
    await page.keyboard.press("Enter");
    const row = (number) => firstRows(page).getByRole("listitem").filter({ hasText: new RegExp(`^Row ${number}(?!\\d)`) });
    await row(1).getByText("sends 2 messages").waitFor();
    await row(3).getByText("set aside").waitFor();
    await row(5).getByText("set aside").waitFor();
    await row(6).getByText("skipped").waitFor();
    await row(3).getByText("Row 3").click();
    await row(3).getByText("The cell of \"Amount\" is not a number.").waitFor();
    await row(1).getByText("Row 1").click();
    const shown = await Promise.all(
      (await row(1).getByText(/^\{\s*"type"/).all()).map(async (body) => bare(JSON.parse(await body.textContent()))),
    );
    assert.equal(shown[0].traits.born, "2001-02-03");
    assert.deepEqual(shown[0].traits.topics, ["tea", "coffee"]);
    await row(1).getByText(`POST ${receiver.url}/v1/batch`).first().waitFor();
    await assertAccessibleInBothThemes(page);

    await press(running(page), "Check without sending");
    await ended(page, "7 rows: 3 would be sent, 1 skipped, 3 set aside. 6 messages would be sent.");
    assert.deepEqual(await receiver.events(), []);
    const told = result(page).getByRole("list", { name: "Rows that were set aside or failed" }).getByRole("listitem");
    assert.deepEqual((await told.allInnerTexts()).map((text) => text.split("\n")[0]), ["Row 3", "Row 4", "Row 5"]);
    await told.nth(1).getByText(/email/i).waitFor();
    await assertAccessibleInBothThemes(page);
    await page.setViewportSize({ width: 320, height: 700 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing has to be scrolled sideways");
    await page.setViewportSize({ width: 1440, height: 900 });

    await press(running(page), "Send 7 rows");
    await ended(page, "7 rows: 3 accepted, 1 skipped, 3 set aside. 6 messages accepted by Segment.");
    const sent = await received(receiver);
    assert.equal(sent.length, 6);
    assert.deepEqual(sent.filter(({ userId }) => userId === "ana@example.com").map(bare), shown);

    const rerun = await downloaded(page, () => press(result(page), "Download the rows to run again"));
    assert.equal(rerun.name, "users-to-rerun.csv");
    assert.equal(
      rerun.bytes.toString(),
      "Email address;Amount;born;Themen;Full name;plan;note;segflow_row;segflow_reason\r\n" +
        "carl@example.com;twelve;;;Carl;;;3;cell_not_number\r\n" +
        ";1;;;Nobody;;;4;form_unanswered\r\n" +
        "dora@example.com;;2001-02-03;;Dora;;;5;cell_not_date\r\n",
    );
    const report = await downloaded(page, () => press(result(page), "Download the report"));
    assert.equal(report.name, "users-report.csv");
    const ids = new Map(sent.map(({ messageId, type }) => [`${messageId.split("-").at(-2)} ${type}`, messageId]));
    const lines = report.bytes.toString().split("\r\n");
    assert.equal(lines[0], "row,status,reason,message,messageIds");
    assert.equal(lines[1], `1,accepted,,,${ids.get("1 identify")} ${ids.get("1 track")}`);
    assert.equal(lines[3], "3,setAside,cell_not_number,\"the cell of \"\"Amount\"\" is not a number\",");
    assert.equal(lines[6], "6,skipped,,,");
    assert.equal(lines.length, 9);

    // The rows set aside again, their dates read otherwise: they keep their numbers,
    // and what was told of the columns.
    await press(result(page), "Run these rows again");
    await step(page, "1. File").getByText("users-to-rerun.csv").waitFor();
    await firstRows(page).getByText("dora@example.com · 2001-02-03").waitFor();
    assert.equal(await value("Field of Themen"), "signup.topics");
    await page.getByRole("textbox", { name: "Date format of born" }).fill("");
    await page.keyboard.press("Enter");
    await row(5).getByText("sends 2 messages").waitFor();
    await press(running(page), "Send");
    await ended(page, "3 rows: 1 accepted, 2 set aside. 2 messages accepted by Segment.");
    const [again] = (await received(receiver)).slice(6);
    assert.equal(again.userId, "dora@example.com");
    assert.equal(again.messageId.replace(/-5-1$/, ""), ids.get("1 identify").replace(/-1-1$/, ""));

    // What was run is listed, until it is deleted.
    await page.reload();
    const earlier = step(page, "Earlier runs of files");
    await earlier.getByText("Completed").nth(1).waitFor();
    assert.equal(await earlier.getByText("Completed").count(), 2);
    const { databases } = await everythingKept(page);
    assert.match(databases, /segflow bulkRuns run_/);
    assert.ok(!databases.includes("Ångström") && !databases.includes("carl@"), "no row is kept");
    await press(earlier, "Delete this run of users.csv");
    await page.getByRole("dialog", { name: "Delete this run?" }).getByRole("button", { name: "Delete" }).click();
    await earlier.getByRole("button", { name: "Delete this run of users.csv" }).waitFor({ state: "hidden" });
    await page.reload();
    await earlier.getByText("users-to-rerun.csv", { exact: true }).waitFor();
    assert.equal(await earlier.getByText("Completed").count(), 1);
  }));

test("a file whose first row names nothing is mapped by its columns' places, and run again", (t) =>
  withApp(t, async ({ browser, receiver, page }) => {
    await withoutPicker(browser.context);
    await openFiles(page);
    await pickFile(page, "users.csv", "ana@example.com,12,Ana\nben@example.com,many,Ben\ncarl@example.com,3\n");
    await looked(page);
    const file = step(page, "1. File");
    const names = file.getByRole("checkbox", { name: "The first row has the names of the columns" });
    assert.equal(await names.isChecked(), false);
    await file.getByText("It holds “ana@example.com”, which looks like data.").waitFor();
    await columns(page).getByText("Not used: Column 1, Column 2, Column 3").waitFor();
    // Said otherwise by the keyboard alone, and back.
    await names.focus();
    await page.keyboard.press("Space");
    await columns(page).getByText("Not used: ana@example.com, 12, Ana").waitFor();
    await hasFocus(names);
    await page.keyboard.press("Space");
    await columns(page).getByText("No column answers Email address, which is required: every row would be set aside.").waitFor();
    await choose(page, "Field of Column 1", "Email address");
    await choose(page, "Field of Column 2", "Amount");
    await choose(page, "Field of Column 3", "Full name");
    const row = (number) => firstRows(page).getByRole("listitem").filter({ hasText: new RegExp(`^Row ${number}(?!\\d)`) });
    await row(1).getByText("sends 2 messages").waitFor();
    await row(2).getByText("Row 2").click();
    await row(2).getByText("The cell of \"Column 2\" is not a number.").waitFor();
    await assertAccessibleInBothThemes(page);
    await takeScreenshots(page, "bulk-no-names");
    await speak(page, "de");
    await page.getByRole("checkbox", { name: "Die erste Zeile enthält die Namen der Spalten" }).waitFor();
    await page.getByRole("combobox", { name: "Feld zu Spalte 2" }).waitFor();
    await page.getByText("Die Zelle in Spalte 2 ist keine Zahl.").waitFor();
    await speak(page);
    await press(running(page), "Send");
    await ended(page, "3 rows: 2 accepted, 1 set aside. 4 messages accepted by Segment.");
    const first = (await received(receiver)).find(({ userId }) => userId === "ana@example.com");
    assert.match(first.messageId, /-1-1$/);

    const rerun = await downloaded(page, () => press(result(page), "Download the rows to run again"));
    assert.equal(
      rerun.bytes.toString(),
      "Column 1,Column 2,Column 3,segflow_row,segflow_reason\r\nben@example.com,many,Ben,2,cell_not_number\r\n",
    );
    await press(result(page), "Run these rows again");
    await file.getByText("users-to-rerun.csv").waitFor();
    await row(2).getByText("set aside").waitFor();
    assert.equal(await names.isChecked(), true);
    await choose(page, "Field of Column 2", "Not used");
    await row(2).getByText("sends 2 messages").waitFor();
    await press(running(page), "Send");
    await ended(page, "1 row: 1 accepted. 2 messages accepted by Segment.");
    const again = (await received(receiver)).slice(4);
    assert.deepEqual(again.map(({ messageId }) => messageId.match(/-\d+-1$/)[0]), ["-2-1", "-2-1"]);
    assert.equal(again[0].traits.name, "Ben");
  }));

test("of two columns with one name each is mapped by itself", (t) =>
  withApp(t, async ({ page }) => {
    await openFiles(page);
    await dropFile(page, "two.csv", "email,amount,amount,\na@example.com,1,2,x\nb@example.com,3,four,y\n");
    await looked(page);
    const value = (label) => page.getByRole("combobox", { name: label, exact: true }).inputValue();
    assert.deepEqual([await value("Field of amount"), await value("Field of amount (2)")], ["signup.amount", ""]);
    await columns(page).getByText("Not used: amount (2), Column 4").waitFor();
    await choose(page, "Field of amount (2)", "Amount");
    await columns(page).getByText("Not used: amount, Column 4").waitFor();
    await firstRows(page).getByText("Row 1").click();
    await firstRows(page).getByText(/"revenue": ?2/).waitFor();
    await firstRows(page).getByText("Row 2").click();
    await firstRows(page).getByText("The cell of \"amount (2)\" is not a number.").waitFor();
    await assertAccessibleInBothThemes(page);
  }));

test("a workflow leads to its files; what is pasted runs, by the keyboard alone", (t) =>
  withApp(t, async ({ receiver, page }) => {
    await openFiles(page);
    await page.goBack();
    await openWorkflow(page, "Back-fill");
    await page.getByRole("button", { name: "More ways to run" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await hasFocus(page.getByRole("menuitem", { name: "Run a file" }));
    await page.keyboard.press("Enter");
    await hasFocus(page.getByRole("heading", { level: 1, name: "Run a file" }));
    /** Goes on until a control has the focus. */
    const tabTo = async (control) => {
      for (let tabs = 0; tabs < 60; tabs += 1) {
        if (await control.evaluate((element) => (element.closest("summary") ?? element) === document.activeElement)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail("the control is not reached");
    };
    const file = step(page, "1. File");
    await tabTo(file.getByText("Paste rows instead"));
    await page.keyboard.press("Enter");
    await tabTo(page.getByRole("textbox", { name: "Rows" }));
    await page.keyboard.insertText('{"email":"ann@example.com","amount":1e2}\n{"email":"bob@example.com"}\nnonsense\n');
    await tabTo(page.getByRole("button", { name: "Use these rows" }));
    await page.keyboard.press("Enter");
    await looked(page);
    await tabTo(page.getByRole("combobox", { name: "Field of amount" }));
    await tabTo(firstRows(page).getByText("Row 3"));
    await page.keyboard.press("Space");
    await firstRows(page).getByText(/^The row cannot be read/).waitFor();
    await tabTo(running(page).getByRole("button", { name: "Check without sending" }));
    await page.keyboard.press("Enter");
    await ended(page, "3 rows: 2 would be sent, 1 set aside. 4 messages would be sent.");
    await tabTo(running(page).getByRole("button", { name: "Send 3 rows" }));
    await page.keyboard.press("Enter");
    await hasFocus(page.getByRole("heading", { name: "Result" }));
    await ended(page, "3 rows: 2 accepted, 1 set aside. 4 messages accepted by Segment.");
    // Ann and Bob go side by side; what is Ann's goes in its order.
    const ofAnn = (await received(receiver)).filter(({ userId }) => userId === "ann@example.com");
    assert.deepEqual(ofAnn.map(({ type, properties }) => [type, properties]), [
      ["identify", undefined],
      ["track", { revenue: 100, row: 1 }],
    ]);
    assert.match(await receiver.eventsText(), /"revenue":1e2/);
  }));

test("files of every kind are dropped, and what cannot run says why", (t) =>
  withApp(t, async ({ page }) => {
    await openFiles(page);
    const value = (label) => page.getByRole("combobox", { name: label, exact: true }).inputValue();
    await dropFile(page, "rows.json", JSON.stringify([{ signup: { email: "a@b.c" } }, { signup: {} }]));
    await columns(page).getByText(/The rows are records/).waitFor();
    assert.equal(await value("Format"), "json");
    await press(running(page), "Check without sending");
    await ended(page, "2 rows: 1 would be sent, 1 set aside. 2 messages would be sent.");

    await dropFile(page, "other.csv", "Name\tWho\nAnn\tann@example.com\n");
    await columns(page).getByText(/No column answers Email address/).waitFor();
    assert.equal(await value("Delimiter"), "\t");
    await choose(page, "Field of Who", "Email address");
    await firstRows(page).getByText("sends 2 messages").waitFor();
    await columns(page).getByText(/No column answers/).waitFor({ state: "hidden" });
    // Said otherwise, all of it is one column.
    await choose(page, "Delimiter", "Comma");
    await columns(page).getByText(/No column answers Email address/).waitFor();
    await dropFile(page, "none.csv", "");
    await firstRows(page).getByText("There is no row in this file.").waitFor();

    // What a program for spreadsheets keeps is told what to save instead.
    const alert = page.getByRole("alert").getByText(/save its sheet as CSV/);
    await dropFile(page, "users.xlsx", "PK\u0003\u0004\u0014and so on");
    await alert.waitFor();
    await dropFile(page, "users.csv", "email\na@example.com\n");
    await firstRows(page).getByText("sends 2 messages").waitFor();
    await alert.waitFor({ state: "detached" });

    // A Latin file is no UTF-8.
    await page.evaluate(() => (globalThis.latin = new File([new Uint8Array([...new TextEncoder().encode("email,name\na@b.c,Ren"), 0xe9, 10])], "latin.csv")));
    const data = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(globalThis.latin);
      return data;
    });
    await page.getByText("Drop a file of CSV, JSON Lines or JSON here, or").dispatchEvent("drop", { dataTransfer: data });
    await columns(page).getByText("René").waitFor();
    assert.equal(await value("Encoding"), "windows-1252");

    // A workflow that reads what became of a message, and one without an account.
    const [form, identify, track] = DOCUMENT.tasks;
    const reads = { ...track, account: undefined, properties: { was: "{{ identify.status }}" } };
    await page.goto(new URL("/", page.url()).href);
    await openFiles(page, { ...DOCUMENT, id: "wf_reads", tasks: [form, identify, reads] });
    await dropFile(page, "users.csv", "email\na@b.c\n");
    await running(page).getByText(/reads another task’s status/).waitFor();
    await running(page).getByText("no account is chosen").waitFor();
    await assertAccessibleInBothThemes(page);
  }));

/** A file of so many rows, each user's in many of them, and each as long as is said. */
function many(rows, users, letters = 0) {
  const line = (row) => `user${row % users}@example.com,${row},Name of ${row}${"x".repeat(letters)}\n`;
  return `email,amount,name\n${Array.from({ length: rows }, (_, row) => line(row + 1)).join("")}`;
}

/** Judges what is in the receiver's store: nothing lost, doubled or out of order. */
function judge(events, rows) {
  const first = events.filter(({ verdict }) => verdict.duplicateOf === undefined || verdict.duplicateOf === null);
  const ids = new Set(first.map(({ messageId }) => messageId));
  const last = new Map();
  let disordered = 0;
  for (const { message: received } of first) {
    const at = 2 * Number(received.messageId.split("-").at(-2)) + (received.type === "track" ? 1 : 0);
    if ((last.get(received.userId) ?? 0) >= at) disordered += 1;
    last.set(received.userId, at);
  }
  return { lost: 2 * rows - ids.size, doubled: first.length - ids.size, disordered, again: events.length - first.length };
}

test("a run is paused, slowed down, stopped and gone on with", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      await withoutPicker(browser.context);
      await openFiles(page);
      await pickFile(page, "many.csv", many(3000, 50, 3000));
      await looked(page);
      await receiver.faults([{ fault: "status", status: 429, retryAfter: 2 }, { fault: "delay", millis: 700, times: 200 }]);
      await press(running(page), "Send");
      await running(page).getByText(/^Segment asks to slow down/).waitFor();
      await assertAccessibleInBothThemes(page);
      await running(page).getByRole("progressbar", { name: "Rows done" }).waitFor();
      await press(running(page), "Pause");
      await running(page).getByText("Paused", { exact: true }).last().waitFor();
      // What is on its way is still answered; then nothing more arrives.
      await page.waitForTimeout(1500);
      const before = (await receiver.events()).length;
      await page.waitForTimeout(1000);
      assert.equal((await receiver.events()).length, before);
      // Another page meanwhile: the run stays.
      await page.getByRole("banner").getByRole("link", { name: "Runs" }).click();
      await page.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
      await page.goBack();
      await press(running(page), "Resume");
      await page.waitForFunction(() => document.querySelector("progress")?.value > 500);
      await press(running(page), "Stop");
      await ended(page, "It was stopped. You can go on where it is.");
      await result(page).getByText(/not reached/).first().waitFor();
      await assertAccessibleInBothThemes(page);
      await receiver.faults([]);
      await press(result(page), "Go on with many.csv");
      await step(page, "1. File").getByText(/Choose many.csv \(.*\) again/).waitFor();
      await pickFile(page, "many.csv", many(3000, 50, 3000));
      await ended(page, "3,000 rows: 3,000 accepted. 6,000 messages accepted by Segment.");
      const { lost, doubled, disordered } = judge(await receiver.events(), 3000);
      assert.deepEqual({ lost, doubled, disordered }, { lost: 0, doubled: 0, disordered: 0 });
    },
    FAULTS,
  ));

test("a run that its page left is gone on with, by its own file and no other", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      await withoutPicker(browser.context);
      await openFiles(page);
      await pickFile(page, "many.csv", many(3000, 50, 4000));
      await looked(page);
      // Two requests are accepted, and then there is time to look around.
      await receiver.faults([{ fault: "delay", millis: 1, times: 2 }, { fault: "status", status: 429, retryAfter: 300, times: 20 }]);
      await press(running(page), "Send");
      await page.waitForFunction(() => document.querySelector("progress")?.value > 0);
      await running(page).getByText(/^Segment asks to slow down/).waitFor();
      // Another tab may look, and not run it as well.
      const other = await browser.context.newPage();
      await other.goto(page.url());
      await press(other.getByRole("main"), "Go on with many.csv");
      await pickFile(other, "many.csv", many(3000, 50, 4000));
      await other.getByText("Another tab of this page is running this file. Look at it there.").waitFor();
      await other.close();

      const notice = page.getByRole("status").filter({ hasText: "many.csv has not been run to its end" });
      await page.goto(new URL("/runs", receiver.url).href);
      await notice.getByRole("link", { name: "Go on with it" }).waitFor();
      await assertAccessibleInBothThemes(page);
      await page.goto(receiver.url);
      await notice.getByText(/many.csv has not been run to its end in “Back-fill”: [\d,]+ rows done\./).waitFor();
      await assertAccessibleInBothThemes(page);
      await receiver.faults([]);
      await notice.getByRole("link", { name: "Go on with it" }).click();
      await press(page.getByRole("main"), "Go on with many.csv");
      await pickFile(page, "many.csv", many(3001, 50, 4000));
      await step(page, "1. File").getByText(/^This is not the file that was being run/).waitFor();
      await assertAccessibleInBothThemes(page);
      await pickFile(page, "many.csv", many(3000, 50, 4000));
      await ended(page, "3,000 rows: 3,000 accepted. 6,000 messages accepted by Segment.");
      const { lost, doubled, disordered } = judge(await receiver.events(), 3000);
      assert.deepEqual({ lost, doubled, disordered }, { lost: 0, doubled: 0, disordered: 0 });
    },
    FAULTS,
  ));

test("a browser that finds the file again need not be asked; a key that is refused halts the run", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      // A picker that gives a file of the browser's own, by a handle that can be kept.
      await browser.context.addInitScript(() => {
        globalThis.showOpenFilePicker = async () => {
          const folder = await navigator.storage.getDirectory();
          return [await folder.getFileHandle("users.csv")];
        };
        FileSystemFileHandle.prototype.requestPermission ??= async () => "granted";
      });
      await openFiles(page);
      await page.evaluate(async (text) => {
        const folder = await navigator.storage.getDirectory();
        const writable = await (await folder.getFileHandle("users.csv", { create: true })).createWritable();
        await writable.write(text);
        await writable.close();
      }, many(2000, 20));
      await press(step(page, "1. File"), "Choose a file");
      await looked(page);
      await receiver.faults([{ fault: "status", status: 401, times: 9 }]);
      await press(running(page), "Send");
      await ended(page, /halted, as nothing more could be sent: the answer was 401\. Mend that/);
      await receiver.faults([]);
      await page.reload();
      await press(page.getByRole("main"), "Go on with users.csv");
      await ended(page, "2,000 rows: 2,000 accepted. 4,000 messages accepted by Segment.");
      assert.equal(judge(await receiver.events(), 2000).lost, 0);
    },
    FAULTS,
  ));

test("50,000 rows through faults, the tab killed in the middle: nothing lost, doubled or out of order", (t) =>
  withApp(
    t,
    async ({ browser, receiver, page }) => {
      const ROWS = 50_000;
      await withoutPicker(browser.context);
      await openFiles(page);
      const file = Buffer.from(many(ROWS, 2000));
      await pickFile(page, "users.csv", file);
      await looked(page);
      const faults = (times) =>
        Array.from({ length: times }, () => [
          { fault: "delay", millis: 50, times: 3 },
          { fault: "status", status: 500 },
          { fault: "drop", when: "afterBody" },
          { fault: "status", status: 429, retryAfter: 1 },
          { fault: "status", status: 503, stored: true },
          { fault: "drop", when: "beforeBody" },
        ]).flat();
      await receiver.faults(faults(4));
      await press(running(page), "Send");
      await page.waitForFunction((rows) => document.querySelector("progress")?.value > rows, ROWS / 4, { timeout: 60_000 });
      const crash = await browser.context.newCDPSession(page);
      crash.send("Page.crash").catch(() => {});
      await page.waitForEvent("crash");
      await page.close();
      const killedAt = (await receiver.events()).length;
      assert.ok(killedAt > 0 && killedAt < 2 * ROWS, `killed in the middle, at ${killedAt} messages`);
      const next = await browser.context.newPage();
      await next.goto(`${receiver.url}/w/${DOCUMENT.id}/file`);
      await press(next.getByRole("main"), "Go on with users.csv");
      await pickFile(next, "users.csv", file);
      await ended(next, "50,000 rows: 50,000 accepted.", 90_000);
      const { lost, doubled, disordered, again } = judge(await receiver.events(), ROWS);
      t.diagnostic(`killed at ${killedAt} of ${2 * ROWS} messages; ${again} arrived again under their ids and count once`);
      assert.deepEqual({ lost, doubled, disordered }, { lost: 0, doubled: 0, disordered: 0 });
      await browser.complaints.expect(/the page crashed/);
    },
    FAULTS,
  ));

test("the same text gives the same messages in Node and in the page", (t) =>
  withApp(t, async ({ receiver, page }) => {
    const text = `${many(300, 7)}"broken" row,1,x\nno@number.example,x,y\n"quoted, one@example.com",5,"two\nlines"\n`;
    await openFiles(page);
    await dropFile(page, "same.csv", text);
    await looked(page);
    await press(running(page), "Send");
    await ended(page, /303 rows: 301 accepted, 2 set aside/);
    const inPage = await received(receiver);
    const segflow = await import(pathToFileURL(join(place("SEGFLOW_PACKAGE"), "dist/index.js")).href);
    await segflow.load();
    const flow = segflow.compile(DOCUMENT);
    const inNode = [];
    const runId = "run_node";
    await flow.runMany(text, {
      format: "csv",
      runId,
      accounts: [{ id: "local", writeKey: "k".repeat(32), region: "custom", endpoint: receiver.url }],
      fetch: async (_, { body }) => {
        inNode.push(...JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body)).batch);
        return new Response('{"success":true}');
      },
    });
    // Ids are made of the run's, and times are those of the run.
    const place_ = ({ messageId, type }) => `${messageId.split("-").slice(-2).join("-")} ${type}`;
    const told = (messages) => messages.map((message) => [place_(message), JSON.stringify(bare(message))]).sort(([a], [b]) => (a < b ? -1 : 1));
    assert.equal(inPage.length, 602);
    assert.deepEqual(told(inPage), told(inNode));
  }));
