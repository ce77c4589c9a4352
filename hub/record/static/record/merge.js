// Two records become one. Nothing of either is lost: where both sides changed an entry, both are kept.

import { newId } from "./safe.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./model.js").Profile} Profile */
/** @typedef {import("./model.js").RecordData} RecordData */
/** @typedef {import("./model.js").RecordFile} RecordFile */

/**
 * An entry that both sides changed: `kept` has the id, `other` stands beside it under an id of its own. Or a part of
 * the profile that differs: `kept` is the newer.
 * @typedef {{part: "entry", kept: Entry, other: Entry} |
 *   {part: "name" | "cv" | "answers" | "suits", kept: unknown, other: unknown}} Conflict
 */

const STAMPS = new Set(["changed", "created", "received"]);

/** An entry as this device now has it: `received` tells the next merge what is changed here from now on.
 * @param {Entry} entry
 * @returns {Entry} */
export function arrived(entry) {
  return { ...entry, received: entry.changed };
}

/** All of both, by id; `a` is what is here, `b` what comes out of a file.
 * @param {RecordData} a
 * @param {RecordData} b
 * @returns {{data: RecordData, conflicts: Conflict[]}} */
export function mergeRecords(a, b) {
  /** @type {Conflict[]} */
  const conflicts = [];
  const entries = new Map(a.entries.map((entry) => [entry.id, entry]));
  /** @type {RecordFile[]} */
  const copies = [];
  for (const theirs of b.entries) {
    const mine = entries.get(theirs.id);
    if (!mine || sameWords(mine, theirs)) {
      entries.set(theirs.id, mine && mine.changed >= theirs.changed ? mine : arrived(theirs));
      continue;
    }
    const [newer, older] = theirs.changed > mine.changed ? [theirs, mine] : [mine, theirs];
    entries.set(newer.id, newer === theirs ? arrived(theirs) : newer);
    if (!bothChanged(newer, older)) continue;
    const { entry: other, files } = beside(older, older === mine ? a.files : b.files);
    entries.set(other.id, other);
    copies.push(...files);
    conflicts.push({ part: "entry", kept: newer, other });
  }
  const profile = mergeProfiles(a.profile, b.profile, conflicts);
  const files = filesOf([...entries.values()], [...a.files, ...b.files, ...copies]);
  return { data: { profile, entries: [...entries.values()], files }, conflicts };
}

/** Whether both were changed since they were one entry.
 * @param {Entry} newer
 * @param {Entry} older
 * @returns {boolean} */
function bothChanged(newer, older) {
  // Neither ever came out of a file: both are states of the same device, and the newer follows the older.
  if (!newer.received && !older.received) return newer.changed === older.changed;
  if (older.received === older.changed || newer.received === older.changed) return false;
  // An entry of the device where it began, as it was before the other device got it.
  return Boolean(older.received) || !newer.received || older.changed > newer.received;
}

/** @param {Entry} one
 * @param {Entry} other
 * @returns {boolean} */
function sameWords(one, other) {
  return written(one) === written(other);
}

/** @param {Entry} entry
 * @returns {string} */
function written(entry) {
  return JSON.stringify(sorted(Object.entries(entry).filter(([name]) => !STAMPS.has(name))));
}

/** @param {[string, unknown][]} pairs
 * @returns {[string, unknown][]} */
function sorted(pairs) {
  return pairs.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The same entry under an id of its own, with files of its own.
 * @param {Entry} entry
 * @param {RecordFile[]} files
 * @returns {{entry: Entry, files: RecordFile[]}} */
function beside(entry, files) {
  const { received, ...rest } = entry;
  const id = newId();
  const copies = files.filter((file) => file.entry === entry.id).map((file) => ({ ...file, id: newId(), entry: id }));
  return { entry: { ...rest, id, files: copies.map((file) => file.id) }, files: copies };
}

/** Files that an entry names, once each.
 * @param {Entry[]} entries
 * @param {RecordFile[]} files
 * @returns {RecordFile[]} */
function filesOf(entries, files) {
  const named = new Set(entries.flatMap((entry) => entry.files));
  const found = new Map(files.filter((file) => named.has(file.id)).map((file) => [file.id, file]));
  return [...found.values()];
}

/** The newer profile, with what only the older has.
 * @param {Profile} a
 * @param {Profile} b
 * @param {Conflict[]} conflicts
 * @returns {Profile} */
function mergeProfiles(a, b, conflicts) {
  const [newer, older] = b.changed > a.changed ? [b, a] : [a, b];
  for (const part of /** @type {const} */ (["name", "cv", "answers", "suits"])) {
    const [kept, other] = [newer[part], older[part]];
    if (kept && other && JSON.stringify(kept) !== JSON.stringify(other)) conflicts.push({ part, kept, other });
  }
  return { ...older, ...newer };
}
