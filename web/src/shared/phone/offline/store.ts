import type { Store, Waiting } from "./queue";

const table = "waiting";

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const request = indexedDB.open("heng", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: "key" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

async function run<T>(mode: IDBTransactionMode, work: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((done, fail) => {
      const transaction = database.transaction(table, mode, { durability: "strict" });
      const request = work(transaction.objectStore(table));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => fail(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Waiting requests in the browser's database; they outlive the page and the web view. */
export const browserStore: Store = {
  all: () => run("readonly", (rows) => rows.getAll() as IDBRequest<Waiting[]>),
  put: async (waiting) => void (await run("readwrite", (rows) => rows.put(waiting))),
  remove: async (key) => void (await run("readwrite", (rows) => rows.delete(key))),
};
