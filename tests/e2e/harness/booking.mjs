// A workflow with every kind of field, and a condition that cannot be read.
import { openWorkflow } from "./person.mjs";
import { putDocument } from "./stored.mjs";

const NAME = "Course booking";
const FIELDS = [
  { id: "about", type: "heading", label: "About you" },
  { id: "intro", type: "paragraph", label: "We ask only what we need." },
  { id: "name", type: "text", label: "Name", required: true, hint: "As it stands on your badge." },
  { id: "email", type: "email", label: "Email address", required: true },
  { id: "phone", type: "telephone", label: "Telephone" },
  { id: "site", type: "url", label: "Website" },
  { id: "line", type: "divider" },
  { id: "plan", type: "dropdown", label: "Plan", choices: ["free", "pro"], default: "free" },
  { id: "size", type: "radio", label: "Group size", choices: ["one", "many"], required: true },
  { id: "topics", type: "checkboxes", label: "Topics", choices: ["web", "data"] },
  { id: "seats", type: "number", label: "Seats", default: 2 },
  { id: "news", type: "yesno", label: "Newsletter" },
  { id: "day", type: "date", label: "First day" },
  { id: "hour", type: "time", label: "Starts at" },
  { id: "note", type: "textarea", label: "Note" },
  { id: "code", type: "password", label: "Voucher" },
];
export const DOCUMENT = {
  segflow: 1,
  id: "wf_booking",
  name: NAME,
  tasks: [
    { id: "form", kind: "form", label: "Booking", fields: FIELDS },
    {
      id: "identify",
      kind: "segment.identify",
      label: "Identify a user",
      account: "local",
      userId: "{{ form.email }}",
      traits: { plan: "{{ form.plan }}", name: "{{ form.name }}" },
    },
    {
      id: "track",
      kind: "segment.track",
      label: "Booked",
      account: "local",
      userId: "{{ form.email }}",
      event: "Course Booked",
      properties: { seats: "{{ form.seats }}", odd: "it's" },
    },
    {
      id: "kept",
      kind: "segment.track",
      label: "From elsewhere",
      account: "local",
      userId: "{{ form.email }}",
      event: "Course Kept",
      activateWhen: { all: [{ field: "form.plan", op: "is", value: "pro" }, { phase: "of the moon" }] },
      completeWhen: { all: [{ field: "form.seats", op: "greaterThan", value: 1 }] },
    },
  ],
  samples: [
    { name: "Ana", record: { form: { name: "Ana", email: "ana@example.com", plan: "pro", seats: 3, news: true } } },
    { name: "Ben", record: { form: { name: "Ben", email: "ben@example.com", plan: "free", seats: 1 } } },
  ],
};

/** Keeps the workflow in the page and opens it. */
export async function openBooking(page) {
  // The app makes its database; a test that came first would make an empty one.
  await page.getByRole("main").getByRole("link", { name: "Sign-up follow-up" }).waitFor();
  await putDocument(page, DOCUMENT.id, { text: JSON.stringify(DOCUMENT), changedAt: Date.now() });
  await page.reload();
  await openWorkflow(page, NAME);
}

/** Runs the workflow although one of its conditions cannot be read. */
export async function ask(page) {
  await page.getByRole("banner").getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Run anyway" }).click();
  const dialog = page.getByRole("dialog", { name: "Booking" });
  await dialog.waitFor();
  return dialog;
}
