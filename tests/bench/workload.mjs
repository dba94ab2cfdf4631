// The workload of the bench: rows as a sign-up form gives them, and the same
// messages as each rival makes them.

/** Rows as JSON Lines of about 222 bytes, and the same as CSV. */
export function rows(count) {
  const first = ["Ana", "Björn", "Chloé", "Dmitri", "Esi", "Farid", "Grace", "Hugo", "Inês", "Jun"];
  const cities = ["Lisbon", "Malmö", "Paris", "Riga", "Accra", "Cairo", "New York", "Bern", "Porto", "Kyoto"];
  const jsonl = [];
  const csv = ["email,first_name,city,amount,plan,company,newsletter,source"];
  for (let row = 1; row <= count; row += 1) {
    const k = (row * 7919) % 10;
    const signup = {
      email: `${first[k].toLowerCase().replace(/[^a-z]/g, "e")}.number${row}@example.com`,
      first_name: first[k],
      city: cities[(k * 3) % 10],
      amount: Number(`${(row * 37) % 900}.${String(row % 100).padStart(2, "0")}`),
      plan: row % 3 === 0 ? "pro" : "free",
      company: row % 11 === 0 ? 'Quote "&" Sons' : "Example and Company Ltd",
      newsletter: row % 2 === 0,
      source: "https://www.example.com/landing?campaign=autumn",
    };
    jsonl.push(JSON.stringify({ signup }));
    csv.push(Object.values(signup).map(cell).join(","));
  }
  return { jsonl: `${jsonl.join("\n")}\n`, csv: `${csv.join("\n")}\n` };
}

function cell(value) {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What the messages are made of: five traits, five properties, one of them of mixed text. */
export const TRAITS = { email: "email", firstName: "first_name", plan: "plan", city: "city", company: "company" };
export const PROPERTIES = { revenue: "amount", plan: "plan", newsletter: "newsletter", city: "city" };

const tag = (field) => `{{ signup.${field} }}`;
const tags = (fields) => Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, tag(field)]));

export const workflow = {
  segflow: 1,
  id: "wf_bench",
  name: "Sign-up",
  tasks: [
    {
      id: "signup",
      kind: "form",
      label: "Sign-up",
      fields: [
        { id: "email", type: "email", required: true },
        { id: "first_name", type: "text" },
        { id: "city", type: "text" },
        { id: "amount", type: "number" },
        { id: "plan", type: "dropdown", choices: ["free", "pro"] },
        { id: "company", type: "text" },
        { id: "newsletter", type: "yesno" },
        { id: "source", type: "url" },
      ],
    },
    { id: "identify", kind: "segment.identify", account: "main", userId: tag("email"), traits: tags(TRAITS) },
    {
      id: "track",
      kind: "segment.track",
      account: "main",
      userId: tag("email"),
      event: "Form Completed",
      properties: { ...tags(PROPERTIES), note: `Hello ${tag("first_name")} from ${tag("city")}` },
    },
  ],
};

export const accounts = [{ id: "main", writeKey: "0123456789abcdefghijklmnopqrstuv" }];
