// The documents of a page, behind the app's back.

/** Puts an entry among the documents, whatever it is. */
export const putDocument = (page, id, entry) =>
  page.evaluate(
    ([id, entry]) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("segflow");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("documents", "readwrite");
          transaction.objectStore("documents").put(entry, id);
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [id, entry],
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
