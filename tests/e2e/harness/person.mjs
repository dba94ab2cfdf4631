// What a person does in the builder, by the names of what they see.

import { readdir } from "node:fs/promises";
import { place } from "./place.mjs";

export const tasks = (page) => page.getByRole("region", { name: "Tasks" });
export const preview = (page) => page.getByRole("region", { name: "Request preview" });
export const run = (page) => page.getByRole("region", { name: "Run" });

/** Makes a workflow of that name from the list of workflows. */
export async function newWorkflow(page, name) {
  await page.getByRole("main").getByRole("button", { name: "New workflow" }).click();
  await page.getByRole("button", { name: "Blank workflow" }).click();
  const box = page.getByRole("textbox", { name: "Workflow name" });
  await box.fill(name);
}

/** Opens a workflow from the list of workflows. */
export async function openWorkflow(page, name) {
  await page.getByRole("main").getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}

/** Waits until every part of the app has come, as it does after a while; another language is asked for. */
export async function everyPart(page) {
  const parts = (await readdir(place("SEGFLOW_APP"))).filter((name) => /^(segflow|part|shared)-(?!german).*\.wasm$/.test(name));
  await page.waitForFunction((parts) => {
    const come = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    return parts.every((name) => come.includes(`/${name}`));
  }, parts);
}

/** Waits until everything is kept. */
export const saved = (page) => page.getByRole("banner").getByText("Saved", { exact: true }).waitFor();

export async function addTask(page, kind) {
  await tasks(page).getByRole("button", { name: "Add task" }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${kind}`) }).click();
  await page.getByRole("heading", { level: 2, name: kind, exact: true }).waitFor();
}

export async function chooseTask(page, title) {
  await tasks(page).getByRole("button", { name: new RegExp(`^${title}`) }).click();
  await page.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
}

export async function chooseTab(page, name) {
  const tab = page.getByRole("tab", { name });
  await tab.click();
  await page.getByRole("tabpanel", { name }).waitFor();
}

/** Has a task send to a connected account. */
export async function sendTo(page, task, label) {
  await chooseTask(page, task);
  await chooseTab(page, "Account details");
  await page.getByRole("combobox", { name: "Send to" }).selectOption({ label });
}

/** Pastes a workflow of that name into the page that imports, and adds it. */
export async function importPasted(page, name, text) {
  await page.getByRole("textbox", { name: "Or paste what you copied" }).fill(text);
  await page.getByRole("button", { name: "Read it" }).click();
  await page.getByRole("button", { name: "Add to my workflows" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Adds a question to the form that is open. */
export async function addQuestion(page, { label, type, choices, required = false }) {
  const adding = page.getByRole("form", { name: "New question" });
  await adding.getByRole("textbox", { name: "New question" }).fill(label);
  await adding.getByRole("combobox", { name: "Type" }).selectOption({ label: type });
  await adding.getByRole("button", { name: "Add question" }).click();
  const question = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: `Remove ${label}`, exact: true }) });
  if (choices) await question.getByRole("textbox", { name: "Choices" }).fill(choices.join("\n"));
  if (required) await question.getByRole("checkbox", { name: "An answer is required" }).check();
}

/**
 * Types into a box that has the focus. A part is text, or `{ field }`: letters
 * by which the list of fields is narrowed, whose first field is then put in.
 */
export async function write(page, parts) {
  for (const part of parts) {
    if (typeof part === "string") {
      await page.keyboard.type(part);
      continue;
    }
    await page.keyboard.type(`{${part.field}`);
    const found = page.getByRole("listbox", { name: "Fields" }).getByRole("option", { selected: true });
    await found.filter({ hasText: part.field }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("listbox", { name: "Fields" }).waitFor({ state: "hidden" });
  }
}

/** The text of a box with tags, as copying all of it gives it: tags as they are written. */
export const textOf = (box) =>
  // A plain box stands there until the editor has come.
  box.and(box.page().locator("[contenteditable]")).evaluate((box) => {
    const pieces = [...box.childNodes].map((piece) => piece.dataset?.tag ?? piece.textContent);
    return pieces.join("").replaceAll("\u200b", "");
  });

/** Waits until a control has the focus. */
export async function hasFocus(control) {
  const element = await control.elementHandle();
  await control.page().waitForFunction((element) => element === document.activeElement, element);
}

/** Adds a row to the traits or properties; its name has the focus at once. */
export async function addRow(page, button, name, parts) {
  await page.getByRole("button", { name: button }).click();
  await hasFocus(page.getByRole("combobox", { name: /^Name \d+$/ }).last());
  await page.keyboard.type(name);
  await page.getByRole("combobox", { name: `Value of ${name}`, exact: true }).click();
  await write(page, parts);
}

/** Connects an account of a region of its own to the task that is open. */
export async function connect(page, { label, writeKey, endpoint }) {
  await page.getByRole("button", { name: "Connect your Segment account now" }).click();
  const form = page.getByRole("form", { name: "Connect a Segment account" });
  await form.getByLabel("Account label").fill(label);
  await form.getByLabel("Write Key").fill(writeKey);
  await form.getByRole("combobox", { name: "Region" }).selectOption({ label: "Own endpoint" });
  await form.getByLabel("Endpoint").fill(endpoint);
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "hidden" });
}

/** Answers questions: an object of answers by what is asked. */
export async function answer(place, answers) {
  for (const [question, given] of Object.entries(answers)) {
    const box = place.getByLabel(question);
    await box.waitFor();
    const isMenu = await place.getByRole("combobox", { name: question }).count();
    if (isMenu) await box.selectOption(given);
    else await box.fill(given);
  }
}

/** Runs the workflow and answers what its form asks. */
export async function runWith(page, title, answers) {
  await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: title });
  await answer(dialog, answers);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** What became of a task in the run on the page. */
export const outcome = (page, title) =>
  page
    .getByRole("list", { name: "What became of each task" })
    .getByRole("listitem")
    .filter({ hasText: new RegExp(`^${title}`) });

/** The text of a body shown in a place, byte for byte. */
export async function exactBody(place) {
  const toggle = place.getByRole("button", { name: "Exact bytes" });
  if (await toggle.isVisible()) await toggle.click();
  await place.getByRole("button", { name: "Easy to read" }).waitFor();
  return place.getByText(/^\{"type":/).textContent();
}
