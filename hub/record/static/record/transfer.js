// A record as one file, and a file as a record. What is opened is only read: whoever asked decides what is kept.

import { canLock, lock, readLock, StaysShut, unlock } from "./crypto.js";
import { FATAL, LIMITS, readRecord } from "./model.js";
import { base64, fieldsOf, isObject, moment } from "./safe.js";

/** @typedef {import("./model.js").Problem} Problem */
/** @typedef {import("./model.js").RecordData} RecordData */
/** @typedef {import("./model.js").RecordFile} RecordFile */
/** @typedef {{data: RecordData, problems: Problem[], exported?: string}} Opened */
/** @typedef {{locked: unknown} | {opened: Opened}} Found */

export const FORMAT = "london-ambitions-record";
export const VERSION = 1;

// More than any record that fits the limits has; a parser would spend gigabytes on what has more.
const MOST = { openings: 150_000, commas: 2_000_000, depth: 40 };

/** Why a file is no record that can be opened: nothing was written anywhere. */
export class CannotOpen extends Error {
  /** @param {string} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** The text of a file that holds the record.
 * @param {RecordData} data
 * @param {{now: Date, passphrase?: string, files?: boolean}} choices
 * @returns {Promise<string>} */
export async function exportText(data, { now, passphrase = "", files = true }) {
  // Read as a file is read, so that what is written keeps to the schema whatever the store holds.
  const kept = tidy(readRecord(files ? data : { ...data, files: [] }, now).data, []).data;
  const record = { ...kept, files: await Promise.all(kept.files.map(written)) };
  const head = { format: FORMAT, version: VERSION };
  const text = JSON.stringify({ ...head, exported: now.toISOString(), record }, null, 1);
  if (!passphrase) return text;
  return JSON.stringify({ ...head, locked: await lock(text, passphrase) }, null, 1);
}

/** @param {RecordFile} file */
async function written(file) {
  const bytes = new Uint8Array(await file.bytes.arrayBuffer());
  return { ...file, bytes: base64(bytes), size: bytes.length };
}

/** How many bytes the file will have, nearly: base64 adds a third, and locking a third more.
 * @param {RecordData} data
 * @param {{locked: boolean, files: boolean}} choices
 * @returns {number} */
export function sizeOf(data, { locked, files }) {
  const carried = files ? data.files.reduce((sum, file) => sum + file.size * 1.34 + 400, 0) : 0;
  const text = new Blob([JSON.stringify([data.profile, data.entries], null, 1)]).size * 1.1;
  return (carried + text) * (locked ? 1.34 : 1);
}

/** A name for the file: letters, figures and a day, so that every system keeps it.
 * @param {string} day
 * @returns {string} */
export function nameOf(day) {
  return `record-${day}.json`;
}

/** What is in a file that somebody chose; throws `CannotOpen`.
 * @param {Blob} file
 * @param {Date} now
 * @returns {Promise<Found>} */
export async function openFile(file, now) {
  if (file.size > LIMITS.bytes) throw new CannotOpen("too-large");
  let text = "";
  try {
    text = await file.text();
  } catch {
    throw new CannotOpen("unreadable");
  }
  return openText(text, now);
}

/** @param {string} text
 * @param {Date} now
 * @returns {Found} */
export function openText(text, now) {
  const field = fieldsOf(parsed(text));
  if (field("format") !== FORMAT) throw new CannotOpen("not-a-record");
  const version = field("version");
  if (typeof version === "number" && version > VERSION) throw new CannotOpen("newer-version");
  if (version !== VERSION) throw new CannotOpen("not-a-record");
  if (isObject(field("locked"))) return { locked: field("locked") };
  const { data, problems } = readRecord(field("record"), now);
  const fatal = problems.find(({ code }) => FATAL.includes(code));
  if (fatal) throw new CannotOpen(fatal.code);
  return { opened: { ...tidy(data, problems), exported: moment(field("exported")) } };
}

/** What a locked file holds; throws `CannotOpen`, with the reason "wrong-passphrase" for one that can be tried again.
 * @param {unknown} locked
 * @param {string} passphrase
 * @param {Date} now
 * @returns {Promise<Opened>} */
export async function openLocked(locked, passphrase, now) {
  try {
    const found = openText(await unlock(locked, passphrase), now);
    if ("opened" in found) return found.opened;
  } catch (error) {
    throw error instanceof StaysShut ? new CannotOpen(error.reason) : error;
  }
  throw new CannotOpen("damaged");
}

/** Whether a lock can be tried at all; throws `CannotOpen`.
 * @param {unknown} locked */
export function checkLock(locked) {
  if (!canLock()) throw new CannotOpen("no-crypto");
  try {
    readLock(locked);
  } catch {
    throw new CannotOpen("damaged");
  }
}

/** @param {string} text
 * @returns {unknown} */
function parsed(text) {
  const begun = text.trimStart();
  if (begun[0] !== "{") throw new CannotOpen("not-a-record");
  weigh(begun);
  try {
    return JSON.parse(begun);
  } catch {
    throw new CannotOpen(begun.slice(0, 200).includes(FORMAT) ? "damaged" : "not-a-record");
  }
}

/** Count what a parser would make of a text, strings left aside; throws where it is more than a record can have.
 * @param {string} text */
function weigh(text) {
  let openings = 0;
  let commas = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
    } else if (code === 0x2c) commas++;
    else if (code === 0x7b || code === 0x5b) {
      openings++;
      depth++;
    } else if (code === 0x7d || code === 0x5d) depth--;
    if (openings > MOST.openings || commas > MOST.commas) throw new CannotOpen("too-many-entries");
    if (depth > MOST.depth) throw new CannotOpen("not-a-record");
  }
}

/** @param {string} text
 * @param {number} start
 * @returns {number} where the string that begins at `start` ends */
function endOfString(text, start) {
  let at = start;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) return text.length;
    let before = at;
    while (text[before - 1] === "\\") before--;
    if ((at - before) % 2 === 0) return at;
  }
}

/** Files that belong to an entry and entries that name files that are there.
 * @param {RecordData} data
 * @param {Problem[]} problems
 * @returns {{data: RecordData, problems: Problem[]}} */
function tidy(data, problems) {
  const named = new Set(data.entries.flatMap((entry) => entry.files));
  const files = data.files.filter((file) => named.has(file.id));
  const there = new Set(files.map((file) => file.id));
  const entries = data.entries.map((entry) => ({
    ...entry,
    files: entry.files.filter((id) => there.has(id)),
  }));
  const lost = data.files.length - files.length;
  const more = lost ? [{ code: "file-unreadable", count: lost }] : [];
  return { data: { ...data, entries, files }, problems: [...problems, ...more] };
}
