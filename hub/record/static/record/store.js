// Where the record is kept: this browser's IndexedDB. Tabs tell each other of changes; nothing goes anywhere else.

import { FIRST_YEAR, LAST_YEAR, schoolYear } from "./school.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./model.js").Profile} Profile */
/** @typedef {import("./model.js").RecordFile} RecordFile */
/** @typedef {import("./model.js").RecordData} RecordData */
/** @typedef {{ what: "entry" | "file" | "profile" | "all", id?: string }} Change */

const NAME = "record";
const VERSION = 1;
const STORES = ["entries", "files", "profile"];
const PROFILE = "profile";

/** The browser has no room left for what was to be kept. */
export class StorageFull extends Error {}

/** The browser keeps nothing for this page: switched off, or a private window that refuses. */
export class StorageRefused extends Error {}

/**
 * Open the record of this browser.
 * @returns {Promise<Store>}
 */
export async function open() {
  return new Store(await database());
}

/** @returns {Promise<IDBDatabase>} */
function database() {
  return new Promise((resolve, reject) => {
    /** @type {IDBOpenDBRequest} */
    let asked;
    try {
      asked = indexedDB.open(NAME, VERSION);
    } catch (error) {
      reject(new StorageRefused(String(error)));
      return;
    }
    asked.onupgradeneeded = () => {
      for (const name of STORES) {
        const key = name === "profile" ? undefined : { keyPath: "id" };
        if (!asked.result.objectStoreNames.contains(name)) asked.result.createObjectStore(name, key);
      }
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(wrong(asked.error));
    asked.onblocked = () => reject(new StorageRefused("blocked"));
  });
}

/**
 * Return the error that says what a failure of the storage means.
 * @param {DOMException | null} error
 */
function wrong(error) {
  const full = error?.name === "QuotaExceededError" || /quota|disk|space/i.test(error?.message ?? "");
  return full ? new StorageFull(error?.message) : new StorageRefused(error?.message ?? "unknown");
}

/**
 * Return the profile in the year group of its own day: what was chosen in an earlier school year has moved up since.
 * @param {Profile} profile
 * @param {Profile | undefined} stored
 * @returns {Profile}
 */
function movedUp(profile, stored) {
  if (!profile.year || profile.year !== stored?.year) return profile;
  const year = profile.year + schoolYear(profile.changed) - schoolYear(stored.changed);
  return { ...profile, year: Math.min(Math.max(year, FIRST_YEAR), LAST_YEAR) };
}

/** What a page does with the record. Each change is kept, and other tabs are told, before its promise is done. */
export class Store {
  /** @param {IDBDatabase} db */
  constructor(db) {
    this.db = db;
    // Another tab brings a later version: make way for it, rather than hold it up.
    this.db.onversionchange = () => this.db.close();
    this.channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;
  }

  /**
   * Do something with stores in one transaction: all of it is kept, or none.
   * @template T
   * @param {string[]} names
   * @param {"readonly" | "readwrite"} mode
   * @param {(transaction: IDBTransaction) => IDBRequest<T> | void} act
   * @returns {Promise<T>}
   */
  _within(names, mode, act) {
    return new Promise((resolve, reject) => {
      try {
        const transaction = this.db.transaction(names, mode);
        const request = act(transaction);
        transaction.oncomplete = () => resolve(/** @type {T} */ (request?.result));
        transaction.onabort = () => reject(wrong(transaction.error));
      } catch (error) {
        reject(error instanceof DOMException ? wrong(error) : error);
      }
    });
  }

  /** @returns {Promise<RecordData>} */
  async load() {
    /** @type {IDBRequest[]} */
    let asked = [];
    await this._within(STORES, "readonly", (transaction) => {
      asked = [
        transaction.objectStore("profile").get(PROFILE),
        transaction.objectStore("entries").getAll(),
        transaction.objectStore("files").getAll(),
      ];
    });
    const [profile, entries, files] = asked.map((request) => request.result);
    return { profile: profile ?? { changed: new Date(0).toISOString() }, entries, files };
  }

  /** @param {Entry} entry */
  async saveEntry(entry) {
    await this._within(["entries"], "readwrite", (all) => all.objectStore("entries").put(entry));
    this._tell({ what: "entry", id: entry.id });
  }

  /**
   * Change an entry as it is kept now, which may be as another tab left it, so that both changes stay.
   * @param {string} id
   * @param {(stored: Entry | undefined) => Entry} change
   * @returns {Promise<Entry>}
   */
  async changeEntry(id, change) {
    /** @type {Entry | undefined} */
    let entry;
    await this._within(["entries"], "readwrite", (all) => {
      const entries = all.objectStore("entries");
      const asked = entries.get(id);
      asked.onsuccess = () => {
        entry = change(asked.result);
        entries.put(entry);
      };
    });
    this._tell({ what: "entry", id });
    return /** @type {Entry} */ (/** @type {unknown} */ (entry));
  }

  /**
   * @param {string} id
   * @returns {Promise<Entry | undefined>}
   */
  entry(id) {
    return this._within(["entries"], "readonly", (all) => all.objectStore("entries").get(id));
  }

  /**
   * Take an entry away. Its files stay until `removeFile`, so that both can be brought back.
   * @param {string} id
   */
  async removeEntry(id) {
    await this._within(["entries"], "readwrite", (all) => void all.objectStore("entries").delete(id));
    this._tell({ what: "entry", id });
  }

  /** @param {Profile} profile */
  async saveProfile(profile) {
    await this._within(["profile"], "readwrite", (all) => {
      const profiles = all.objectStore("profile");
      const asked = profiles.get(PROFILE);
      asked.onsuccess = () => profiles.put(movedUp(profile, asked.result), PROFILE);
    });
    this._tell({ what: "profile" });
  }

  /** @param {RecordFile} file with its bytes as a Blob */
  async saveFile(file) {
    await this._within(["files"], "readwrite", (all) => all.objectStore("files").put(file));
    this._tell({ what: "file", id: file.id });
  }

  /**
   * @param {string} id
   * @returns {Promise<RecordFile | undefined>}
   */
  file(id) {
    return this._within(["files"], "readonly", (all) => all.objectStore("files").get(id));
  }

  /** @param {string} id */
  async removeFile(id) {
    await this._within(["files"], "readwrite", (all) => void all.objectStore("files").delete(id));
    this._tell({ what: "file", id });
  }

  /**
   * Put another record in the place of this one, whole or not at all.
   * @param {RecordData} data
   */
  async replaceAll(data) {
    await this._within(STORES, "readwrite", (all) => {
      for (const name of STORES) all.objectStore(name).clear();
      all.objectStore("profile").put(data.profile, PROFILE);
      for (const entry of data.entries) all.objectStore("entries").put(entry);
      for (const file of data.files) all.objectStore("files").put(file);
    });
    this._tell({ what: "all" });
  }

  /** Take everything away from this browser. */
  async clear() {
    await this._within(STORES, "readwrite", (all) => {
      for (const name of STORES) all.objectStore(name).clear();
    });
    this._tell({ what: "all" });
  }

  /**
   * Call `changed` whenever another tab has changed the record.
   * @param {(change: Change) => void} changed
   */
  onChange(changed) {
    this.channel?.addEventListener("message", (event) => changed(event.data));
  }

  /** @param {Change} change */
  _tell(change) {
    this.channel?.postMessage(change);
  }

  /**
   * Say how full this browser is, in bytes, and whether it keeps the record when room is short.
   * @returns {Promise<{ used: number, quota: number, lasting: boolean }>}
   */
  async usage() {
    /** @type {StorageEstimate & { usageDetails?: { indexedDB?: number } }} */
    const { usage = 0, quota = 0, usageDetails } = (await navigator.storage?.estimate?.()) ?? {};
    // The pages that are kept for when there is no connection are no part of the record, where the browser can tell.
    return {
      used: usageDetails ? (usageDetails.indexedDB ?? 0) : usage,
      quota,
      lasting: (await navigator.storage?.persisted?.()) ?? false,
    };
  }

  /**
   * Ask the browser to keep the record for good.
   * @returns {Promise<boolean>} whether it does
   */
  async persist() {
    return (await navigator.storage?.persist?.()) ?? false;
  }
}
