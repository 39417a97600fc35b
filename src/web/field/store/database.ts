/** IndexedDB with promises, as little as the store needs: one table by key, written to disk before it answers. @module */

const NAME = 'sunlot-field';
const TABLES = ['device', 'sealed'] as const;
export type TableName = (typeof TABLES)[number];

export interface Table {
  get(key: string): Promise<unknown>;
  /** Puts these and removes those, all of it or nothing. */
  put(entries: readonly (readonly [key: string, value: unknown])[], removed?: readonly string[]): Promise<void>;
  /** Every entry whose key begins with `prefix`, by key. */
  list(prefix: string): Promise<[key: string, value: unknown][]>;
}

export interface Database {
  table(name: TableName): Table;
  /** Ends the connection and removes everything. */
  erase(): Promise<void>;
}

export async function openDatabase(): Promise<Database> {
  const request = indexedDB.open(NAME, 1);
  request.addEventListener('upgradeneeded', () => {
    for (const name of TABLES) request.result.createObjectStore(name);
  });
  const db = await answerOf(request);
  return {
    table: (name) => tableOf(db, name),
    erase: async () => {
      db.close();
      await answerOf(indexedDB.deleteDatabase(NAME));
    },
  };
}

function tableOf(db: IDBDatabase, name: TableName): Table {
  const change = async (work: (store: IDBObjectStore) => void): Promise<void> => {
    // On disk when it is done, not only with the operating system: a phone's battery is taken out, too.
    const transaction = db.transaction(name, 'readwrite', { durability: 'strict' });
    work(transaction.objectStore(name));
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('the store gave up')));
    });
  };
  return {
    get: (key) => answerOf(db.transaction(name).objectStore(name).get(key)),
    put: (entries, removed = []) =>
      change((store) => {
        for (const [key, value] of entries) store.put(value, key);
        for (const key of removed) store.delete(key);
      }),
    list: async (prefix) => {
      const store = db.transaction(name).objectStore(name);
      const range = IDBKeyRange.bound(prefix, `${prefix}\uFFFF`);
      const [keys, values] = await Promise.all([answerOf(store.getAllKeys(range)), answerOf(store.getAll(range))]);
      return keys.map((key, index) => [key as string, values[index] as unknown]);
    },
  };
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the store did not answer')));
  });
}
