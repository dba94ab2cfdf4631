// What each page does besides: it gets what it shows from the test, and says
// what it heard.

/**
 * @typedef {{ workflow: import("segflow").WorkflowDocument, accounts: import("segflow").Account[] }} Given
 */

/** @returns {Promise<Given>} */
export async function given() {
  return (await fetch("/given.json")).json();
}

/** @type {{ type: string, id: string }[]} */
const heard = [];
Object.assign(globalThis, { heard });

/** @param {Event} event */
export function hear(event) {
  const { id } = /** @type {HTMLElement} */ (event.target);
  heard.push({ type: event.type, id });
}
