// For everyone: with a keyboard, with a screen reader, in light and dark, on a
// narrow screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, withApp } from "./harness/index.mjs";
import {
  chooseTab,
  chooseTask,
  hasFocus,
  openWorkflow,
  outcome,
  run,
  runWith,
  tasks,
  textOf,
} from "./harness/person.mjs";

const EXAMPLE = "Sign-up follow-up";

/** What is looked at, each from where the one before it ended. */
const STOPS = [
  { name: "the list of workflows", go: (page) => page.getByRole("main").getByRole("link", { name: EXAMPLE }).waitFor() },
  {
    name: "the menu of themes",
    go: (page) => page.getByRole("button", { name: "Theme" }).click(),
    leave: (page) => page.keyboard.press("Escape"),
  },
  { name: "the builder with a form", go: (page) => openWorkflow(page, EXAMPLE) },
  { name: "conditions of a form", go: (page) => chooseTab(page, "Conditions") },
  {
    name: "an empty form",
    go: async (page) => {
      await addByMenu(page, /^Form/);
      await page.getByText("This form asks nothing yet.").first().waitFor();
    },
    leave: (page) => page.getByRole("button", { name: /^Undo/ }).first().click(),
  },
  {
    name: "the menu of tasks",
    go: (page) => tasks(page).getByRole("button", { name: "Add task" }).click(),
    leave: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "the Segment tab",
    go: async (page) => {
      await chooseTask(page, "Track an event");
      await chooseTab(page, "Segment");
    },
  },
  {
    name: "the list of fields",
    go: async (page) => {
      await page.getByRole("combobox", { name: "Event" }).press("{");
      await page.getByRole("listbox", { name: "Fields" }).waitFor();
    },
  },
  {
    name: "a tag that is wrong",
    go: async (page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("combobox", { name: "Event" }).fill("{{ signup.emial }}");
      await page.keyboard.press("Escape");
      await page.getByText(/did you mean/).first().waitFor();
    },
    leave: (page) => page.getByRole("combobox", { name: "Event" }).fill("Form Completed"),
  },
  {
    name: "the Conditions tab",
    go: async (page) => {
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
  { name: "the Account details tab", go: (page) => chooseTab(page, "Account details") },
  {
    name: "connecting an account, with what is wrong",
    go: async (page) => {
      await page.getByRole("button", { name: "Connect your Segment account now" }).click();
      await page.getByRole("combobox", { name: "Region" }).selectOption({ label: "Own endpoint" });
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("Give the account a label, so that you know it again.").waitFor();
    },
    leave: (page) => page.getByRole("button", { name: "Cancel" }).click(),
  },
  {
    name: "the questions of a run, with what is wrong",
    go: async (page) => {
      await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Sign-up form" });
      await dialog.getByLabel("Email address").fill("");
      await dialog.getByRole("button", { name: "Continue" }).click();
      await dialog.getByText("This needs an answer.").waitFor();
    },
    leave: async (page) => {
      await page.keyboard.press("Escape");
      await run(page).getByText("Stopped", { exact: true }).waitFor();
    },
  },
  {
    name: "what became of a run",
    go: async (page) => {
      await runWith(page, "Sign-up form", {});
      await run(page).getByText("Completed", { exact: true }).waitFor();
      await outcome(page, "Identify a user").getByText("Request", { exact: true }).click();
      await outcome(page, "Identify a user").getByText("Answer: 200").click();
    },
  },
  {
    name: "what is missing for a run",
    go: async (page) => {
      await chooseTask(page, "Track an event");
      await chooseTab(page, "Segment");
      await page.getByRole("combobox", { name: "Event" }).fill("");
      await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
      await page.getByRole("group", { name: /^Something is missing/ }).waitFor();
    },
  },
  {
    name: "an unknown workflow",
    go: async (page) => {
      await page.goto(new URL("/w/wf_unknown", page.url()).href);
      await page.getByRole("heading", { level: 1, name: "There is no such workflow here" }).waitFor();
    },
  },
];

async function addByMenu(page, name) {
  await tasks(page).getByRole("button", { name: "Add task" }).click();
  await page.getByRole("menuitem", { name }).click();
}

/** Goes to every stop and looks at each. */
async function tour(t, page, look) {
  for (const { name, go, leave } of STOPS) {
    await t.test(name, async () => {
      await go(page);
      await look(page);
      await leave?.(page);
    });
  }
}

for (const width of [1440, 390]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds no fault at ${width} px, ${colorScheme}`, (t) =>
      withApp(t, ({ page }) => tour(t, page, assertAccessible), {
        viewport: { width, height: 900 },
        colorScheme,
        // Colours on their way from one to another are neither.
        reducedMotion: "reduce",
      }));
  }
}

test("at 320 px nothing has to be scrolled sideways", (t) =>
  withApp(
    t,
    ({ page }) =>
      tour(t, page, async (page) => {
        const { wide, screen, beyond } = await page.evaluate(() => {
          const screen = document.documentElement.clientWidth;
          // Those that stand out, for whoever has to mend it.
          const beyond = Array.from(document.body.querySelectorAll("*"))
            .filter((element) => element.getBoundingClientRect().right > screen + 1)
            .map((element) => element.outerHTML.slice(0, 120));
          return { wide: document.documentElement.scrollWidth, screen, beyond: beyond.slice(0, 5) };
        });
        assert.equal(screen, 320);
        assert.ok(wide <= screen, `${wide} px wide:\n${beyond.join("\n")}`);
      }),
    { viewport: { width: 320, height: 640 } },
  ));

/** Goes through the page by a key until a control has the focus. */
async function goTo(control, key = "Tab") {
  await control.waitFor();
  const page = control.page();
  const most = await page.evaluate(() => document.querySelectorAll("a, button, input, select, textarea, summary").length);
  for (let step = 0; step <= most + 2; step++) {
    if (await control.evaluate((control) => control === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never comes to ${control}`);
}

test("a person integrates Segment with the keyboard alone", (t) =>
  withApp(t, async ({ receiver, page }) => {
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const type = (text) => page.keyboard.type(text);
    const addTask = tasks(page).getByRole("button", { name: "Add task" });
    const userId = page.getByRole("combobox", { name: "User ID" });
    const event = page.getByRole("combobox", { name: "Event" });

    // The way to the content skips the bar.
    await page.getByRole("main").getByRole("link", { name: EXAMPLE }).waitFor();
    await press("Tab");
    await hasFocus(page.getByRole("link", { name: "Skip to content" }));
    await press("Enter");
    await hasFocus(page.getByRole("main"));

    await goTo(page.getByRole("button", { name: "New workflow" }));
    await press("Enter");
    await goTo(page.getByRole("button", { name: "Blank workflow" }));
    await press("Enter");
    await goTo(page.getByRole("textbox", { name: "Workflow name" }), "Shift+Tab");
    await press("ControlOrMeta+a");
    await type("By keyboard");

    // A form, whose first box has the focus.
    await goTo(addTask);
    await press("Enter");
    await hasFocus(page.getByRole("menuitem", { name: /^Form/ }));
    await press("Enter");
    const question = page.getByRole("textbox", { name: "New question" });
    await hasFocus(question);
    await type("Email address");
    await press("Tab");
    await type("email");
    await goTo(page.getByRole("button", { name: "Add question" }));
    await press("Enter");
    await hasFocus(question);
    await type("First name");
    await press("Enter");
    await page.getByRole("button", { name: "Remove First name" }).waitFor();

    // Who the user is.
    await goTo(addTask, "Shift+Tab");
    await press("Enter");
    await hasFocus(page.getByRole("menuitem", { name: /^Form/ }));
    await press("ArrowDown", "Enter");
    await hasFocus(userId);
    await type("{ema");
    await page.getByRole("option", { name: /^Email address/ }).waitFor();
    await press("Enter");
    assert.equal(await textOf(userId), "{{ form.email_address }}");

    // The account.
    await goTo(page.getByRole("tab", { name: "Segment" }), "Shift+Tab");
    await press("ArrowRight", "ArrowRight");
    await hasFocus(page.getByRole("tab", { name: "Account details" }));
    const connect = page.getByRole("button", { name: "Connect your Segment account now" });
    await goTo(connect);
    await press("Enter");
    const form = page.getByRole("form", { name: "Connect a Segment account" });
    await goTo(form.getByLabel("Account label"));
    await type("ana@example.com");
    await goTo(form.getByLabel("Write Key"));
    await type("q7Rk2mZx9LwVb4TnYc8Hs1DpGf6Je3Ua");
    await goTo(form.getByRole("combobox", { name: "Region" }));
    await type("Own");
    await goTo(form.getByLabel("Endpoint"));
    await type(receiver.url);
    await goTo(form.getByRole("button", { name: "Save" }));
    await press("Enter");
    await form.waitFor({ state: "hidden" });
    await hasFocus(connect);

    // What the user did, sent to the other account.
    await goTo(addTask, "Shift+Tab");
    await press("Enter");
    await hasFocus(page.getByRole("menuitem", { name: /^Form/ }));
    await goTo(page.getByRole("menuitem", { name: /^Track an event/ }), "ArrowDown");
    await press("Enter");
    // The user id is there already.
    await hasFocus(event);
    await type("Form Completed");
    await goTo(page.getByRole("button", { name: "Add property" }));
    await press("Enter");
    await hasFocus(page.getByRole("combobox", { name: "Name 1" }));
    await type("name");
    await goTo(page.getByRole("combobox", { name: "Value of name" }));
    await type("{first");
    await page.getByRole("option", { name: /^First name/ }).waitFor();
    await press("Enter");
    await goTo(page.getByRole("tab", { name: "Segment" }), "Shift+Tab");
    await press("End");
    await goTo(page.getByRole("combobox", { name: "Send to" }));
    await type("Local");

    await goTo(page.getByRole("banner").getByRole("button", { name: "Run", exact: true }), "Shift+Tab");
    await press("Enter");
    const dialog = page.getByRole("dialog", { name: "Form" });
    await hasFocus(dialog.getByLabel("Email address"));
    await type("ana@example.com");
    await press("Tab");
    await type("Ana");
    await press("Enter");
    await run(page).getByText("Completed", { exact: true }).waitFor();
    await outcome(page, "Identify a user").getByText("accepted by ana@example.com").waitFor();
    await outcome(page, "Track an event").getByText("accepted by Local test source").waitFor();
    // The focus is where it is told.
    await hasFocus(run(page).getByRole("heading", { name: "Run" }));

    const events = await receiver.events();
    assert.deepEqual(
      events.map(({ account, message }) => [account, message.userId, message.event, message.properties]),
      [
        ["unknown key ••••e3Ua", "ana@example.com", undefined, undefined],
        ["Local test source", "ana@example.com", "Form Completed", { name: "Ana" }],
      ],
    );
  }));
