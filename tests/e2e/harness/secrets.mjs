// Looks for a text in every place where a page can leave one.

/** Begins to keep all that the pages of a context say at the console. */
export function listenToConsole(context) {
  const said = [];
  context.on("console", (message) => said.push(message.text()));
  return said;
}

/**
 * Everything the page shows and keeps, as texts by place: the document, the
 * values of its controls, both storages, cookies, the history, and every
 * database with its keys. Bytes are given as letters, one for each.
 */
export async function everythingKept(page) {
  const kept = await page.evaluate(async () => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const letters = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    const told = (value) => {
      if (value instanceof ArrayBuffer) return letters(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) return letters(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      if (value instanceof CryptoKey) return `a key, ${value.extractable ? "extractable" : "not extractable"}`;
      if (Array.isArray(value)) return value.map(told).join("\n");
      if (value && typeof value === "object") {
        return Object.entries(value)
          .map(([name, inner]) => `${name}: ${told(inner)}`)
          .join("\n");
      }
      return String(value);
    };
    const databases = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([settled(objects.getAllKeys()), settled(objects.getAll())]);
        keys.forEach((key, place) => databases.push(`${name} ${store} ${told(key)}: ${told(values[place])}`));
      }
      database.close();
    }
    const controls = document.querySelectorAll("input, textarea, select");
    return {
      document: document.documentElement.outerHTML,
      controls: Array.from(controls, (control) => control.value).join("\n"),
      localStorage: told({ ...localStorage }),
      sessionStorage: told({ ...sessionStorage }),
      history: `${location.href} ${JSON.stringify(history.state)}`,
      databases: databases.join("\n"),
    };
  });
  kept.cookies = JSON.stringify(await page.context().cookies());
  return kept;
}
