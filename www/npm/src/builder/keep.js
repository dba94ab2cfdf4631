// Keeps documents in this browser, for elements that are told to. Nothing else
// is kept: no account, no run.

const NAME = "segflow-builder";
const STORE = "documents";

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function documents(mode, act) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return await settled(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** The text under a key, if there is one. */
export const kept = (key) => documents("readonly", (store) => store.get(key));

/** Keeps a text under a key. */
export const keep = (key, text) => documents("readwrite", (store) => store.put(text, key));
