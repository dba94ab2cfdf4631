// A walk through the whole app: every page, tab, menu and dialog, each from where
// the one before it ended.
import { chooseTab, chooseTask, openWorkflow, preview, run, runWith, tasks } from "./person.mjs";

const NAME = "Sign-up follow-up";
const banner = (page) => page.getByRole("banner");
const escape = (page) => page.keyboard.press("Escape");
const menu = async (page, within, name, list) => {
  await within.getByRole("button", { name, exact: true }).click();
  await page.getByRole("menu").first().waitFor();
  return list;
};
const pick = (page, name) => page.getByRole("menuitem", { name }).click();

/** On a narrow page the preview is a sheet that is closed at first. */
async function showPreview(page) {
  const show = preview(page).getByRole("button", { name: "Show", exact: true });
  if (await show.isVisible()) await show.click();
}
/** `go` opens it, `leave` puts away what lies over the page. */
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
    name: "traits and the preview",
    go: async (page) => {
      await chooseTask(page, "Identify a user");
      await chooseTab(page, "Segment");
      await showPreview(page);
      await preview(page).getByRole("tab", { name: "Body" }).waitFor();
    },
  },
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
    name: "running a file",
    go: async (page, url) => {
      await page.goto(url);
      await openWorkflow(page, NAME);
      await menu(page, banner(page), "More ways to run");
      await pick(page, "Run a file");
      await page.getByText("Paste rows instead").click();
      await page.getByRole("textbox", { name: "Rows" }).fill("email,city\nana@example.com,Bern\nbo@example.com,Rom\n");
      await page.getByRole("button", { name: "Use these rows" }).click();
      await page.getByRole("list", { name: "First rows" }).waitFor();
    },
  },
  {
    name: "a file that was checked",
    go: async (page) => {
      await page.getByRole("button", { name: "Check without sending" }).click();
      await page.getByRole("button", { name: "Download the report" }).waitFor();
    },
  },
];
