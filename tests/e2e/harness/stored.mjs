// The documents of a page, behind the app's back.

/** Puts an entry among the documents, whatever it is. */
export const putDocument = (page, id, entry) => put(page, "documents", id, entry);

/** Says something of this device. */
export const putSetting = (page, name, value) => put(page, "settings", name, value);

const put = (page, store, id, entry) =>
  page.evaluate(
    ([store, id, entry]) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("segflow");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(store, "readwrite");
          transaction.objectStore(store).put(entry, id);
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [store, id, entry],
  );

/** Every entry among the documents, as `{ id, entry }`, by id. */
export const storedDocuments = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("segflow");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const stored = [];
          const cursor = opening.result.transaction("documents").objectStore("documents").openCursor();
          cursor.onerror = () => reject(cursor.error);
          cursor.onsuccess = () => {
            if (cursor.result) {
              stored.push({ id: cursor.result.key, entry: cursor.result.value });
              cursor.result.continue();
            } else {
              opening.result.close();
              resolve(stored);
            }
          };
        };
      }),
  );

/** Keeps so many more runs like the first one that is kept, each ten minutes older, of users of their own. */
export const repeatRun = (page, count) =>
  page.evaluate(async (count) => {
    const settled = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await settled(indexedDB.open("segflow"));
    const change = database.transaction(["runs", "runSummaries"], "readwrite");
    const [runs, summaries] = ["runs", "runSummaries"].map((name) => change.objectStore(name));
    const [id] = await settled(runs.getAllKeys());
    const whole = await settled(runs.get(id));
    const { text, bytes } = await settled(summaries.get(id));
    for (let number = 0; number < count; number += 1) {
      const older = JSON.parse(text);
      older.startedAt -= (number + 1) * 600_000;
      older.changedAt = older.startedAt;
      older.id = `run_older${number}`;
      older.messages.forEach((message, place) =>
        Object.assign(message, { id: `sf-${number}-${place}`, userId: `user${number}@example.com` }),
      );
      runs.put(whole.replaceAll(id, older.id), older.id);
      summaries.put({ text: JSON.stringify(older), bytes }, older.id);
    }
    await new Promise((resolve) => (change.oncomplete = resolve));
    database.close();
  }, count);

/** The texts of the versions of a workflow, the oldest first. */
export const storedVersions = (page, id) =>
  page.evaluate(
    (id) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("segflow");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asked = opening.result.transaction("versions").objectStore("versions").get(id);
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => {
            opening.result.close();
            resolve((asked.result ?? []).map(({ text }) => text));
          };
        };
      }),
    id,
  );

/** Has a page that looks at the versions there are, which sets `hasLooked`, do nothing more until `goOn()` is called in it. */
export const holdVersions = (page) =>
  page.evaluate(() => {
    const { get } = IDBObjectStore.prototype;
    let isHeld = true;
    globalThis.goOn = () => (isHeld = false);
    globalThis.hasLooked = false;
    IDBObjectStore.prototype.get = function (key) {
      const asked = get.call(this, key);
      if (this.name !== "versions") return asked;
      globalThis.hasLooked = true;
      Object.defineProperty(asked, "onsuccess", {
        set: (heard) => {
          // Only who goes on asking stays in the transaction.
          const wait = () => {
            if (isHeld) get.call(this, key).onsuccess = wait;
            else heard.call(asked, new Event("success"));
          };
          asked.addEventListener("success", wait);
        },
      });
      return asked;
    };
  });
