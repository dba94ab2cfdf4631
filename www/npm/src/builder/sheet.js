// The styles: one sheet that all elements of a document share. It is made by
// script, which a policy of style sheets does not forbid.

import styles from "./styles.js";

const sheets = new WeakMap();

export function sheet(page) {
  if (!sheets.has(page)) {
    const made = new page.defaultView.CSSStyleSheet();
    made.replaceSync(styles);
    sheets.set(page, made);
  }
  return sheets.get(page);
}
