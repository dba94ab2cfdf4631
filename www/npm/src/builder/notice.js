// What stands in an element whose builder cannot.

/**
 * Says what is the matter, by its name among the words, and offers what can be
 * done. `text` is the document, where there is one to be rescued.
 */
export function notice(root, words, what, reason, text, again) {
  const page = root.ownerDocument;
  const make = (tag, name, content) => {
    const made = page.createElement(tag);
    made.className = name;
    if (content) made.append(content);
    return made;
  };
  const button = (name, act) => {
    const made = make("button", "button", name);
    made.type = "button";
    made.addEventListener("click", () => act(made));
    return made;
  };
  const actions = make("div", "notice-actions");
  if (text !== undefined) {
    actions.append(
      button(words.copy, async (made) => {
        await navigator.clipboard?.writeText(text);
        made.textContent = words.copied;
      }),
      button(words.download, () => download(page, text)),
    );
  }
  actions.append(button(text === undefined ? words.retry : words.again, again));
  const told = make("div", "notice bad");
  told.setAttribute("role", "alert");
  told.lang = words.lang;
  told.setAttribute("part", "broken");
  const body = make("div", "notice-body", make("p", "", words[what]));
  if (reason) body.append(make("p", "muted", reason));
  body.append(actions);
  told.append(body);
  root.append(told);
  return told;
}

function download(page, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = page.createElement("a");
  link.href = url;
  link.download = "workflow.json";
  link.click();
  URL.revokeObjectURL(url);
}
