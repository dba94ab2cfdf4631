// A walk through the whole app: every page, tab, menu and dialog, each from where
// the one before it ended. What is new gets a stop here, so that it is looked at in
// every language and width.
import { readFile } from "node:fs/promises";
import { chooseTab, chooseTask, importPasted, openWorkflow, preview, run, runWith, saved, sendTo, tasks } from "./person.mjs";

const NAME = "Sign-up follow-up";
const banner = (page) => page.getByRole("banner");
const escape = (page) => page.keyboard.press("Escape");
const menu = async (page, within, name, list) => {
  await within.getByRole("button", { name, exact: true }).click();
  await page.getByRole("menu").first().waitFor();
  return list;
};
const pick = (page, name) => page.getByRole("menuitem", { name }).click();

/** What other programs export, from the cases of the interchange's own tests. */
const exported = async (name) => {
  const folder = new URL("../../../crates/interchange/tests/import/", import.meta.url);
  return JSON.stringify(JSON.parse(await readFile(new URL(`${name}.json`, folder), "utf8")).source);
};
const THEIRS = JSON.stringify({
  segflow: 1,
  id: "wf_theirs",
  name: "Thank you note",
  tasks: [
    { id: "order", kind: "form", label: "Order", fields: [{ id: "who", label: "Email address", type: "text" }] },
    { id: "track", kind: "segment.track", label: "Track an event", userId: "{{ order.who }}", event: "Order Placed" },
  ],
  samples: [{ name: "Ana", record: { order: { who: "u1" } } }],
});
const PLAN = {
  name: "Course school",
  rules: [
    {
      type: "TRACK",
      key: "Course Booked",
      version: 1,
      jsonSchema: {
        type: "object",
        properties: {
          properties: {
            type: "object",
            properties: {
              seats: { type: "integer", minimum: 1 },
              reason: { type: "string", enum: ["ill", "busy"], minLength: 3 },
              at: { type: "string", format: "date-time" },
            },
            required: ["seats"],
          },
        },
      },
    },
  ],
};
/** Chooses a file as a person does, in the browser's own dialog. */
const choose = async (page, button, name, text) => {
  const chooser = page.waitForEvent("filechooser");
  await button.click();
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
};

/** On a narrow page the preview is a sheet that is closed at first. */
async function showPreview(page) {
  const show = preview(page).getByRole("button", { name: "Show", exact: true });
  if (await show.isVisible()) await show.click();
}
/** `go` opens it, `leave` puts away what lies over the page; `own` are names that stand there in every language. */
export const STOPS = [
  { name: "the list of workflows", go: (page) => page.getByRole("main").getByRole("link", { name: NAME }).waitFor() },
  {
    name: "what can be done with a workflow",
    go: async (page) => {
      await page.getByRole("button", { name: `More for ${NAME}` }).click();
      await page.getByRole("menuitem", { name: "Duplicate" }).waitFor();
    },
  },
  {
    name: "sharing a link",
    go: async (page) => {
      await pick(page, "Share a link…");
      await page.getByRole("dialog", { name: `Share “${NAME}”` }).waitFor();
    },
    leave: escape,
  },
  {
    name: "exporting a file",
    go: async (page) => {
      await page.getByRole("button", { name: `More for ${NAME}` }).click();
      await pick(page, "Export as a file…");
      await page.getByRole("dialog", { name: `Export “${NAME}”` }).waitFor();
    },
    leave: escape,
  },
  {
    name: "templates",
    go: async (page) => {
      await page.getByRole("main").getByRole("button", { name: "New workflow" }).click();
      await page.getByRole("button", { name: "Blank workflow" }).waitFor();
    },
  },
  {
    name: "importing",
    go: async (page, url) => {
      await page.goto(`${url}/import`);
      await page.getByRole("heading", { level: 1, name: "Import workflows" }).waitFor();
    },
  },
  {
    name: "what cannot be imported",
    go: async (page) => {
      const box = page.getByRole("textbox", { name: "Or paste what you copied" });
      await box.fill("{");
      await page.getByRole("button", { name: "Read it" }).click();
      await page.getByText(/^This is not JSON:/).waitFor();
    },
  },
  ...Object.entries({
    "mapping_kit/listed": ["Hard", "Event"],
    "kotive/tags": ["Kotive", "Own", "Seen by {{ form.user }} in {{ workflow.id }}"],
    "n8n/workflow": ["Sign-ups", "Input", "Webhook", "Page", "Home", "Identify", "Track order", "Order Completed", "Group"],
  }).map(([name, own]) => ({
    name: `what was found in ${name}`,
    own,
    go: async (page, url) => {
      await page.goto(`${url}/import`);
      await choose(page, page.getByRole("button", { name: "Choose files" }), "theirs.json", await exported(name));
      await page.getByRole("list", { name: "What was found" }).getByRole("listitem").first().waitFor();
      for (const more of await page.getByRole("main").locator("summary").all()) await more.click();
    },
  })),
  {
    name: "an address of nothing",
    go: async (page, url) => {
      await page.goto(`${url}/nowhere`);
      await page.getByRole("heading", { level: 1, name: "There is nothing at this address" }).waitFor();
    },
  },
  {
    name: "a workflow that is not here",
    go: async (page, url) => {
      await page.goto(`${url}/w/wf_none`);
      await page.getByRole("heading", { name: "There is no such workflow here" }).waitFor();
    },
  },
  {
    name: "the settings",
    go: async (page, url) => {
      await page.goto(`${url}/settings`);
      await page.getByRole("combobox", { name: "Keep runs for" }).waitFor();
    },
  },
  {
    name: "the question before all is deleted",
    go: (page) => page.getByRole("button", { name: "Delete everything on this device" }).click(),
    leave: escape,
  },
  {
    name: "the accounts",
    go: async (page, url) => {
      await page.goto(`${url}/accounts`);
      await page.getByRole("main").getByRole("button", { name: "Connect an account" }).click();
      const form = page.getByRole("dialog", { name: "Connect a Segment account" });
      await form.getByLabel("Account label").fill("Shop");
      await form.getByLabel("Write Key", { exact: true }).fill("abcdefghijklmnopqrstuvwxyz012345");
      await form.getByRole("button", { name: "Save" }).click();
      await form.waitFor({ state: "hidden" });
      // What was said at the time stays as it was said.
      await page.reload();
      await page.getByRole("heading", { level: 2, name: "Shop" }).waitFor();
    },
  },
  {
    name: "changing an account",
    go: async (page) => {
      await page.getByRole("main").getByRole("button", { name: /^Edit/ }).click();
      await page.getByRole("dialog", { name: "Edit Shop" }).getByText("More settings").click();
    },
    leave: escape,
  },
  {
    name: "forgetting an account",
    go: async (page) => {
      await page.getByRole("main").getByRole("button", { name: /^Forget/ }).click();
      await page.getByRole("dialog", { name: "Forget Shop?" }).waitFor();
    },
    leave: async (page) => {
      await page.getByRole("dialog").getByRole("button", { name: "Forget" }).click();
      await page.getByRole("heading", { level: 2, name: "Shop", exact: true }).waitFor({ state: "hidden" });
    },
  },
  {
    name: "the Debugger before anything came",
    go: async (page, url) => {
      await page.goto(`${url}/debugger`);
      await page.getByText("Nothing has arrived yet").waitFor();
    },
  },
  {
    name: "runs before there are any",
    go: async (page, url) => {
      await page.goto(`${url}/runs`);
      await page.getByText("Nothing has run yet").waitFor();
    },
  },
  {
    name: "the form of a workflow",
    go: async (page, url) => {
      await page.goto(url);
      await openWorkflow(page, NAME);
      await page.getByRole("form", { name: "New question" }).waitFor();
    },
  },
  { name: "the menu of tasks", go: (page) => menu(page, tasks(page), "Add task"), leave: escape },
  { name: "ways to run", go: (page) => menu(page, banner(page), "More ways to run"), leave: escape },
  {
    name: "running on a server",
    go: async (page) => {
      await menu(page, banner(page), "More ways to run");
      await pick(page, "Run on a server");
      await page.getByRole("dialog", { name: "Run on a server" }).waitFor();
    },
    leave: escape,
  },
  {
    name: "the palette",
    go: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog", { name: "Commands" }).getByRole("option").first().waitFor();
    },
  },
  {
    name: "what the palette does not find",
    go: async (page) => {
      // It is remade in the other language.
      await page.getByRole("dialog", { name: "Commands" }).getByRole("combobox").fill("nothing is called so");
      await page.getByText("Nothing has that name.").waitFor();
    },
    leave: escape,
  },
  {
    name: "the list of keys",
    go: async (page) => {
      await page.keyboard.press("Control+/");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    },
    leave: escape,
  },
  {
    name: "when a workflow runs",
    go: async (page) => {
      await tasks(page).getByRole("button", { name: /^When it runs/ }).click();
      const dialog = page.getByRole("dialog", { name: "When it runs" });
      await dialog.getByRole("checkbox").first().waitFor();
      for (const box of await dialog.getByRole("checkbox").all()) await box.check();
      await dialog.getByRole("combobox", { name: "When" }).selectOption({ label: "Once a day" });
      await dialog.getByRole("textbox", { name: "Pages that may do so" }).fill("shop.example");
      await dialog.getByText(/^shop\.example is no origin/).waitFor();
    },
    leave: async (page) => {
      const dialog = page.getByRole("dialog", { name: "When it runs" });
      for (const box of await dialog.getByRole("checkbox").all()) await box.uncheck();
      await escape(page);
      await dialog.waitFor({ state: "hidden" });
    },
  },
  {
    name: "traits and the preview",
    go: async (page) => {
      await chooseTask(page, "Identify a user");
      await chooseTab(page, "Segment");
      await showPreview(page);
      await preview(page).getByRole("tab", { name: "Body" }).waitFor();
    },
  },
  {
    name: "ways to copy a task",
    go: (page) => menu(page, preview(page), "Copy as…"),
    leave: escape,
  },
  ...["curl", "PowerShell", "analytics.js", "analytics-node", "mapping-kit mapping"].map((format) => ({
    name: `a task as ${format}`,
    go: async (page) => {
      await menu(page, preview(page), "Copy as…");
      await pick(page, new RegExp(`^${format}`));
      await page.getByRole("dialog", { name: `Copy as ${format}` }).waitFor();
    },
    leave: escape,
  })),
  ...["Headers", "curl", "Changes", "All tasks"].map((name) => ({
    name: `the preview's ${name}`,
    go: (page) => preview(page).getByRole("tab", { name }).click(),
  })),
  {
    name: "many pasted rows",
    go: async (page) => {
      const hide = preview(page).getByRole("button", { name: "Hide", exact: true });
      if (await hide.isVisible()) await hide.click();
      await page.getByRole("button", { name: "Paste many" }).first().click();
      await page.getByRole("group", { name: "Paste many" }).waitFor();
    },
    leave: (page) => page.getByRole("group", { name: "Paste many" }).getByRole("button", { name: "Cancel" }).click(),
  },
  {
    name: "the list of fields",
    go: async (page) => {
      await page.getByRole("combobox", { name: "User ID" }).press("{");
      await page.getByRole("listbox", { name: "Fields" }).waitFor();
    },
    leave: async (page) => {
      await escape(page);
      await page.keyboard.press("Backspace");
    },
  },
  {
    name: "a tag that is wrong",
    go: async (page) => {
      await page.getByRole("combobox", { name: "User ID" }).fill("{{ signup.emial }}");
      await escape(page);
      await page.getByText(/did you mean/).first().waitFor();
    },
    leave: (page) => page.getByRole("combobox", { name: "User ID" }).fill("{{ signup.email }}"),
  },
  {
    name: "conditions",
    go: async (page) => {
      await chooseTask(page, "Track an event");
      await chooseTab(page, "Conditions");
      await page.getByRole("button", { name: "Add the first 'Activate' condition" }).click();
      await page.getByRole("button", { name: "Add condition" }).click();
      await page.getByRole("group", { name: "Condition 2" }).waitFor();
    },
    leave: async (page) => {
      await page.getByRole("button", { name: "Remove condition 2" }).click();
      await page.getByRole("button", { name: "Remove condition 1" }).click();
    },
  },
  {
    name: "account details",
    go: async (page) => {
      await chooseTab(page, "Account details");
      await page.getByRole("button", { name: "Connect your Segment account now" }).waitFor();
    },
  },
  {
    name: "the guide to a write key",
    go: async (page) => {
      await page.getByRole("button", { name: "Connect your Segment account now" }).click();
      await page.getByRole("form", { name: "Connect a Segment account" }).getByRole("button", { name: "Save" }).click();
      await page.getByText("Give the account a label").waitFor();
    },
    leave: escape,
  },
  {
    name: "the menu of samples",
    go: (page) => menu(page, preview(page), "Samples"),
    leave: escape,
  },
  {
    name: "pinning payloads",
    go: async (page) => {
      await menu(page, preview(page), "Samples");
      await pick(page, /^Pin payloads of/);
      await page.getByRole("dialog", { name: /^Pin the payloads/ }).waitFor();
    },
    leave: escape,
  },
  {
    name: "a form that is asked",
    go: async (page) => {
      await banner(page).getByRole("button", { name: "Run", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Sign-up form" });
      await dialog.getByLabel("Email address").fill("");
      await dialog.getByRole("button", { name: "Continue" }).click();
      await dialog.getByText("This needs an answer.").waitFor();
    },
    leave: async (page) => {
      await escape(page);
      await run(page).getByText("Stopped", { exact: true }).waitFor();
    },
  },
  {
    name: "a run that has ended",
    go: async (page) => {
      await runWith(page, "Sign-up form", { City: "Bern" });
      await run(page).getByText("Completed", { exact: true }).waitFor();
    },
  },
  {
    name: "all about a run",
    go: async (page) => {
      await run(page).getByRole("link", { name: "All about this run" }).click();
      await page.getByRole("heading", { level: 2 }).getByText("Completed", { exact: true }).waitFor();
    },
  },
  {
    name: "the ways to run again",
    go: async (page) => {
      await page.getByRole("button", { name: "Run again" }).click();
      await page.getByRole("menuitem", { name: /^As new events/ }).waitFor();
    },
  },
  {
    name: "the question before messages count again",
    go: async (page) => {
      await pick(page, /^As new events/);
      await page.getByRole("dialog", { name: "Send as new events?" }).waitFor();
    },
    leave: escape,
  },
  {
    name: "a message in the Debugger",
    go: async (page, url) => {
      await page.goto(`${url}/debugger`);
      await page.getByRole("list", { name: "Messages" }).getByRole("link").first().click();
      await page.getByRole("heading", { level: 2, name: "Form Completed" }).or(page.getByText("How it came")).first().waitFor();
    },
  },
  {
    name: "a message in the Debugger that would be discarded",
    go: async (page, url) => {
      const { account } = await (await fetch(`${url}/segflow.json`)).json();
      const body = JSON.stringify({ writeKey: account.writeKey, event: "Course Booked", userId: 7 });
      await fetch(`${url}/v1/track`, { method: "POST", body });
      await page.goto(`${url}/debugger`);
      await page.getByRole("list", { name: "Messages" }).getByRole("link", { name: /Course Booked/ }).click();
      await page.getByText("is empty or is no text").waitFor();
    },
  },
  {
    name: "versions",
    go: async (page, url) => {
      await page.goto(url);
      await openWorkflow(page, NAME);
      await chooseTask(page, "Track an event");
      await page.getByRole("combobox", { name: "Event" }).fill("Newsletter Ordered");
      await page.getByRole("textbox", { name: "Label" }).fill("Track the order");
      await tasks(page).getByRole("button", { name: "Actions for Identify a user" }).press("Enter");
      await pick(page, "Delete");
      await saved(page);
      await page.getByRole("button", { name: `More for ${NAME}`, exact: true }).click();
      await pick(page, "Version history");
      await page.getByRole("list", { name: "Version history" }).getByText(/^As it is now/).waitFor();
    },
  },
  {
    name: "an earlier version",
    go: async (page) => {
      await page.getByRole("list", { name: "Version history" }).getByRole("button").nth(1).click();
      await page.getByRole("button", { name: "Restore this version" }).waitFor();
    },
    leave: async (page) => {
      await page.getByRole("button", { name: "Restore this version" }).click();
      await page.getByText("The version was restored.").waitFor();
    },
  },
  {
    name: "before there is a tracking plan",
    go: async (page, url) => {
      await page.goto(url);
      await openWorkflow(page, NAME);
      await tasks(page).getByRole("button", { name: /^Tracking plan/ }).click();
      await page.getByRole("dialog", { name: "Tracking plan" }).waitFor();
    },
  },
  {
    name: "what is no tracking plan",
    go: async (page) => {
      const dialog = page.getByRole("dialog", { name: "Tracking plan" });
      await choose(page, dialog.getByRole("button", { name: "Choose a file" }), "notes.json", '{"notes":[]}');
      await dialog.getByText(/holds no rules of a tracking plan/).waitFor();
    },
  },
  {
    name: "a tracking plan",
    go: async (page) => {
      const dialog = page.getByRole("dialog", { name: "Tracking plan" });
      await choose(page, dialog.getByRole("button", { name: "Choose a file" }), "plan.json", JSON.stringify(PLAN));
      await dialog.getByText("The plan is in use.").waitFor();
      await dialog.getByRole("list", { name: "What the plan says" }).getByText("Course Booked").click();
      await dialog.getByText("is not checked").click();
    },
    leave: escape,
  },
  {
    name: "what differs from the tracking plan",
    go: async (page) => {
      await chooseTask(page, "Track an event");
      await showPreview(page);
      await preview(page).getByText(/has no event/).waitFor();
    },
    leave: async (page) => {
      await page.getByRole("button", { name: /^Undo/ }).click();
      await preview(page).getByText(/has no event/).waitFor({ state: "hidden" });
    },
  },
  {
    name: "running a file",
    go: async (page, url) => {
      await page.goto(url);
      await openWorkflow(page, NAME);
      await menu(page, banner(page), "More ways to run");
      await pick(page, "Run a file");
      await page.getByText("Paste rows instead").click();
      await page.getByRole("textbox", { name: "Rows" }).fill("email,city,amount\nana@example.com,Bern,1\nbo@example.com,Rom,many\n,Rom,2\ncy@example.com,Rom,3,4\n");
      await page.getByRole("button", { name: "Use these rows" }).click();
      const rows = page.getByRole("list", { name: "First rows" });
      await rows.waitFor();
      for (const row of await rows.locator("summary").all()) await row.click();
    },
  },
  {
    name: "a file that was checked",
    go: async (page) => {
      await page.getByRole("button", { name: "Check without sending" }).click();
      await page.getByRole("button", { name: "Download the report" }).waitFor();
    },
  },
  {
    name: "all runs",
    go: async (page, url) => {
      await page.goto(`${url}/runs`);
      await page.getByRole("main").getByRole("link", { name: NAME }).first().waitFor();
    },
  },
  {
    name: "the question before runs are deleted",
    go: async (page) => {
      await page.getByRole("main").getByRole("button", { name: "More" }).first().click();
      await pick(page, /^Delete \d+ runs?…$/);
      await page.getByRole("dialog", { name: /^Delete \d+ runs?\?$/ }).waitFor();
    },
    leave: escape,
  },
  {
    name: "a workflow's other name",
    go: async (page, url) => {
      await page.goto(url);
      await page.getByRole("button", { name: `More for ${NAME}` }).click();
      await pick(page, "Rename…");
      await page.getByRole("dialog", { name: "Rename workflow" }).waitFor();
    },
    leave: escape,
  },
  {
    name: "what a question is called in tags",
    go: async (page) => {
      await openWorkflow(page, NAME);
      await page.getByRole("button", { name: /^Name in tags of Email address/ }).click();
      const dialog = page.getByRole("dialog", { name: "Name in tags of Email address" });
      await dialog.getByRole("textbox", { name: "Name in tags" }).fill("two words");
      await page.keyboard.press("Enter");
      await dialog.getByText(/^Begin with a letter/).waitFor();
    },
    leave: escape,
  },
  {
    name: "a task that runs another workflow",
    own: ["Run a workflow"],
    go: async (page) => {
      await tasks(page).getByRole("button", { name: "Add task" }).click();
      await pick(page, /^Run a workflow/);
      await page.getByRole("combobox", { name: "Workflow to run" }).waitFor();
      await page.getByText("was added").waitFor({ state: "hidden" });
    },
  },
  {
    name: "what is missing before a run",
    own: ["Run a workflow"],
    go: async (page) => {
      await banner(page).getByRole("button", { name: "Run", exact: true }).click();
      await page.getByRole("group", { name: /^Something is missing/ }).waitFor();
    },
  },
  {
    name: "before the first run of what came from elsewhere",
    own: ["Thank you note", "Order Placed"],
    go: async (page, url) => {
      await page.goto(`${url}/import`);
      await importPasted(page, "Thank you note", THEIRS);
      await sendTo(page, "Track an event", "Local test source");
      await banner(page).getByRole("button", { name: "Run", exact: true }).click();
      await page.getByRole("dialog", { name: "Before the first run" }).getByText("Order Placed").waitFor();
    },
    leave: escape,
  },
];
