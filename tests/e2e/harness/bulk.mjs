// A workflow for files, and what a person does on the page that runs them.
import { putDocument } from "./stored.mjs";

export const NAME = "Back-fill";
export const DOCUMENT = {
  segflow: 1,
  id: "wf_backfill",
  name: NAME,
  tasks: [
    {
      id: "signup",
      kind: "form",
      label: "Sign-up form",
      fields: [
        { id: "email", label: "Email address", type: "email", required: true },
        { id: "name", label: "Full name", type: "text" },
        { id: "amount", label: "Amount", type: "number" },
        { id: "born", label: "Born", type: "date" },
        { id: "topics", label: "Topics", type: "checkboxes" },
        { id: "plan", label: "Plan", type: "text" },
      ],
    },
    {
      id: "identify",
      kind: "segment.identify",
      label: "Identify a user",
      account: "local",
      userId: "{{ signup.email | downcase }}",
      traits: { name: "{{ signup.name }}", born: "{{ signup.born }}", topics: "{{ signup.topics }}" },
      activateWhen: { field: "signup.plan", op: "isNot", value: "none" },
    },
    {
      id: "track",
      kind: "segment.track",
      label: "Signed up",
      account: "local",
      userId: "{{ signup.email | downcase }}",
      event: "Signed Up",
      properties: { revenue: "{{ signup.amount }}", row: "{{ row.number }}" },
      activateWhen: { field: "signup.plan", op: "isNot", value: "none" },
    },
  ],
};

/** Keeps the workflow in the page, and opens the page that runs files through it. */
export async function openFiles(page, document = DOCUMENT) {
  // The app makes its database; a test that came first would make an empty one.
  await page.getByRole("main").getByRole("link", { name: "Sign-up follow-up" }).waitFor();
  await putDocument(page, document.id, { text: JSON.stringify(document), changedAt: Date.now() });
  await page.goto(`${new URL(page.url()).origin}/w/${document.id}/file`);
  await page.getByRole("heading", { level: 1, name: "Run a file" }).waitFor();
}

/** Has the browser know no picker but the input's, which tests can answer. */
export const withoutPicker = (context) => context.addInitScript(() => delete globalThis.showOpenFilePicker);

/** Picks a file: `bytes` is text or a Buffer. */
export async function pickFile(page, name, bytes) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("region", { name: "1. File" }).getByRole("button", { name: /^Choose a/ }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(bytes) });
}

/** Drops a file where files are dropped. */
export async function dropFile(page, name, text) {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      return data;
    },
    [name, text],
  );
  const zone = page.getByText("Drop a file of CSV, JSON Lines or JSON here, or");
  await zone.dispatchEvent("dragover", { dataTransfer: data });
  await zone.dispatchEvent("drop", { dataTransfer: data });
}

export const step = (page, name) => page.getByRole("region", { name, exact: true });
export const columns = (page) => step(page, "2. Columns");
export const firstRows = (page) => step(page, "3. First rows");
export const running = (page) => step(page, "4. Run");
export const result = (page) => step(page, "Result");

/** Waits until the file was looked at. */
export const looked = (page) => firstRows(page).waitFor();

/** Waits until the run on the page has ended so. */
export const ended = (page, sentence, timeout = 30_000) => result(page).getByText(sentence).waitFor({ timeout });

/** What a download holds. */
export async function downloaded(page, press) {
  const [file] = await Promise.all([page.waitForEvent("download"), press()]);
  const { readFile } = await import("node:fs/promises");
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
