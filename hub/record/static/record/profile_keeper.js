// @ts-check
// Keeps parts of the profile as they are typed: one write at a time, and the last state always written.
import { StorageFull, open } from "./store.js";
import { word } from "./words.js";

/** @typedef {import("./model.js").Profile} Profile */
/** @typedef {import("./model.js").RecordData} RecordData */
/** @typedef {import("./store.js").Store} Store */

/** The profile as this page changes it, and the store that keeps it. */
export class Keeper {
  /** @type {Store | null} */
  store = null;
  /** @type {RecordData} */
  data = { profile: { changed: new Date(0).toISOString() }, entries: [], files: [] };
  /** @type {Promise<void> | null} */
  writing = null;
  waiting = false;

  /** @param {HTMLElement} place where it is said that nothing can be kept */
  constructor(place) {
    this.place = place;
  }

  /** Open the record and read it. Where the browser keeps nothing, the page works with an empty one, and says so. */
  async start() {
    try {
      this.store = await open();
      this.data = await this.store.load();
    } catch (error) {
      this.failed(error);
    }
    return this.data;
  }

  /**
   * Keep a change of the profile.
   * @param {Partial<Profile>} change
   */
  keep(change) {
    this.data.profile = { ...this.data.profile, ...change, changed: new Date().toISOString() };
    this.waiting = true;
    this.writing ??= this.write();
  }

  async write() {
    while (this.waiting && this.store) {
      this.waiting = false;
      try {
        await this.store.saveProfile(this.data.profile);
        this.place.hidden = true;
      } catch (error) {
        this.failed(error);
      }
    }
    this.writing = null;
  }

  /** @param {unknown} error */
  failed(error) {
    this.place.textContent = word(error instanceof StorageFull ? "storage_full" : "storage_refused");
    this.place.hidden = false;
  }

  /**
   * Read the record again when another tab changed it, and tell whether what this page shows of it may be old.
   * @param {() => void} changed
   */
  follow(changed) {
    this.store?.onChange(async ({ what }) => {
      if (what === "file" || this.writing || !this.store) return;
      this.data = await this.store.load();
      changed();
    });
  }
}
