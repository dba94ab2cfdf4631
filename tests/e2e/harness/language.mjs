// What a page says, in whatever language, and whether there is room for it.

/**
 * Has the app speak another language, as when it is chosen in another tab: what
 * is open stays open.
 */
export async function speak(page, tag) {
  await page.evaluate((tag) => {
    if (tag) localStorage.setItem("segflow.language", tag);
    else localStorage.removeItem("segflow.language");
    dispatchEvent(new StorageEvent("storage", { key: "segflow.language", newValue: tag }));
  }, tag);
  await page.locator(`html[lang="${tag ?? "en"}"]`).waitFor({ state: "attached" });
}

/** Every text that a page shows, or has a screen reader say, once each; not what is code or a person's own. */
export const saidOn = (page) =>
  page.evaluate(() => {
    const OWN = "code, pre, .mono, input, textarea, [contenteditable], svg, script, noscript, style, [translate=no]";
    const said = new Set();
    const add = (text) => {
      const trimmed = text?.replace(/[\u200b\s]+/g, " ").trim();
      if (trimmed && /\p{L}{2}/u.test(trimmed)) said.add(trimmed);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: around, data } = walker.currentNode;
      if (around.closest(OWN) || !around.checkVisibility()) continue;
      add(data);
    }
    for (const element of document.body.querySelectorAll("[aria-label], [placeholder], [title], [aria-description], [alt]")) {
      if (!element.checkVisibility()) continue;
      for (const name of ["aria-label", "placeholder", "title", "aria-description", "alt"]) add(element.getAttribute(name));
    }
    add(document.title);
    return [...said];
  });

/** What is cut off, sticks out or runs over the edge of the page; each as a sentence. */
export const cutOff = (page) =>
  page.evaluate(() => {
    const faults = [];
    const isHidden = (element) => element.closest(".visually-hidden, dialog:not([open])") || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const isClipped = (element) => element !== null && (getComputedStyle(element).clipPath !== "none" || isClipped(element.parentElement));
    const scrolls = (style, axis) => /auto|scroll/.test(style[`overflow${axis}`]);
    const cuts = (style, axis) => /hidden|clip/.test(style[`overflow${axis}`]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const around = text.parentElement;
      if (!text.data.trim() || around.closest("script, style, noscript, option, textarea, svg") || isHidden(around)) continue;
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      const told = `“${text.data.trim().slice(0, 50)}”`;
      // A name that a person gave may end in an ellipsis, and so may a condition in the
      // list of tasks, which has a tab of its own, and an account in that of messages, which
      // each of them tells whole; a sentence may not.
      const isOurs = /[[\]]/.test(text.data) && !around.closest(".task-list :is(.task-kind, .task-condition), .row-account");
      for (let place = around; place && place !== document.body; place = place.parentElement) {
        const style = getComputedStyle(place);
        if (style.position === "fixed" && place.getBoundingClientRect().width <= 1) break;
        if (style.clipPath !== "none") break;
        const edge = place.getBoundingClientRect();
        const across = box.left < edge.left - 1 || box.right > edge.right + 1;
        const down = box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
        if (across && cuts(style, "X") && isOurs) faults.push(`${told} is cut off across by ${name(place)}`);
        if (down && cuts(style, "Y") && isOurs) faults.push(`${told} is cut off at the foot by ${name(place)}`);
        if (scrolls(style, "X") || scrolls(style, "Y")) break;
        if (place.matches("button, .button, .badge, .tab, .menu-item, th, td") && across) faults.push(`${told} sticks out of ${name(place)}`);
        if (cuts(style, "X")) break;
      }
    }
    const pen = document.createElement("canvas").getContext("2d");
    for (const control of document.querySelectorAll("select, input[placeholder]")) {
      if (isHidden(control) || isClipped(control)) continue;
      const style = getComputedStyle(control);
      const text = control.tagName === "SELECT" ? control.selectedOptions[0]?.text : control.value ? "" : control.placeholder;
      if (!text?.startsWith("[")) continue;
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const room = control.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      if (pen.measureText(text).width > room + 1) faults.push(`“${text.slice(0, 50)}” does not fit into ${name(control)} (${Math.round(pen.measureText(text).width)} of ${Math.round(room)} px)`);
    }
    const page = document.scrollingElement;
    if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth} px`);
    return [...new Set(faults)];

    function name(element) {
      return `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}${[...element.classList].map((name) => `.${name}`).join("")}`;
    }
  });
