// The record as this page holds it: in memory to show, in the store to keep, with each step that can be taken back.

import { emptyRecord, newId } from "./model.js";
import { StorageRefused } from "./store.js";
import { Undo } from "./undo.js";
import { word } from "./words.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./model.js").Profile} Profile */
/** @typedef {import("./model.js").RecordFile} RecordFile */
/** @typedef {import("./store.js").Store} Store */

/**
 * Return the moment of a change, never before the change that it follows, whatever became of the clock in between.
 * @param {string} [before]
 */
export function stamp(before) {
  const now = Date.now();
  const last = before ? Date.parse(before) : Number.NaN;
  return new Date(last >= now ? last + 1 : now).toISOString();
}

/** The record of one page. Without a store it lasts as long as the page does. */
export class State {
  /**
   * @param {Store | null} store
   * @param {{ changed: () => void, failed: (error: unknown) => void, undo: (said: string | undefined) => void }} told
   */
  constructor(store, told) {
    this.store = store;
    this.told = told;
    this.undo = new Undo((step) => told.undo(step?.said));
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    /** @type {Map<string, RecordFile>} */
    this.files = new Map();
    this.profile = emptyRecord().profile;
    store?.onChange(() => void this.load());
  }

  /** Read everything again: as the page opens, and when another tab has changed it. */
  async load() {
    if (!this.store) return;
    const { profile, entries, files } = await this.store.load();
    this.profile = profile;
    this.entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.files = new Map(files.map((file) => [file.id, file]));
    this.told.changed();
  }

  /** Take away files that belong to no entry any more; nothing can bring them back when a page opens. */
  async tidy() {
    for (const file of this.files.values())
      if (!this.entries.has(file.entry)) await this._kept((store) => store.removeFile(file.id));
  }

  /**
   * Keep something; what goes wrong is said, and the page goes on with what it holds.
   * @param {(store: Store) => Promise<unknown>} act
   * @returns {Promise<boolean>} whether it is kept
   */
  async _kept(act) {
    if (!this.store) return false;
    try {
      await act(this.store);
      return true;
    } catch (error) {
      this.told.failed(error);
      return false;
    }
  }

  /**
   * Keep an entry as it is.
   * @param {Entry} entry
   */
  async put(entry) {
    this.entries.set(entry.id, entry);
    const kept = await this._kept((store) => store.saveEntry(entry));
    this.told.changed();
    return kept;
  }

  /**
   * Keep some fields of an entry; what another tab wrote in its other fields stays.
   * @param {Entry} entry as it was when it was opened: what it begins with where it is new
   * @param {Partial<Entry>} fields
   */
  async change(entry, fields) {
    const changed = (/** @type {Entry | undefined} */ stored) => {
      const from = stored ?? this.entries.get(entry.id) ?? entry;
      return { ...from, ...fields, changed: stamp(from.changed) };
    };
    this.entries.set(entry.id, changed(undefined));
    const kept = await this._kept(async (store) => {
      this.entries.set(entry.id, await store.changeEntry(entry.id, changed));
    });
    this.told.changed();
    return kept;
  }

  /** @param {string} id */
  async drop(id) {
    this.entries.delete(id);
    await this._kept((store) => store.removeEntry(id));
    this.told.changed();
  }

  /**
   * Take an entry out, so that it can be brought back with its files.
   * @param {Entry} entry
   */
  async remove(entry) {
    const files = this.filesOf(entry);
    await this.drop(entry.id);
    this.undo.add(word("removed", { what: entry.what }), async () => {
      for (const file of files) await this.putFile(file);
      await this.put({ ...entry, changed: stamp(entry.changed) });
    });
  }

  /**
   * Make another entry like this one: the same thing on another day, with nothing learned from it yet.
   * @param {Entry} entry
   * @param {string} day
   */
  duplicate(entry, day) {
    const now = stamp();
    const { until: _until, received: _received, ...rest } = entry;
    return { ...rest, id: newId(), date: day, learned: "", next: "", files: [], created: now, changed: now };
  }

  /** @param {Entry} entry */
  filesOf(entry) {
    return entry.files.flatMap((id) => this.files.get(id) ?? []);
  }

  /** @param {RecordFile} file */
  async putFile(file) {
    this.files.set(file.id, file);
    return this._kept((store) => store.saveFile(file));
  }

  /** @param {string} id */
  async removeFile(id) {
    this.files.delete(id);
    await this._kept((store) => store.removeFile(id));
  }

  /** @param {Partial<Profile>} fields */
  async setProfile(fields) {
    this.profile = { ...this.profile, ...fields, changed: stamp(this.profile.changed) };
    await this._kept((store) => store.saveProfile(this.profile));
    this.told.changed();
  }

  /** Whether the record is kept at all. */
  get lasts() {
    return this.store !== null;
  }
}

/**
 * Return the state over the store of this browser, or over none where it keeps nothing.
 * @param {() => Promise<Store>} open
 * @param {ConstructorParameters<typeof State>[1]} told
 */
export async function opened(open, told) {
  try {
    return new State(await open(), told);
  } catch (error) {
    if (!(error instanceof StorageRefused)) throw error;
    return new State(null, told);
  }
}
