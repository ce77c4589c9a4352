// What a record is, how one is read that nobody has checked, and how two become one.

import {
  address,
  bytesOf,
  day,
  fieldsOf,
  isObject,
  items,
  moment,
  newId,
  plain,
  slug,
  text,
  uuid,
  whole,
} from "./safe.js";
import { LIMITS } from "./limits.js";

export { LIMITS } from "./limits.js";
export { mergeRecords } from "./merge.js";
export { newId } from "./safe.js";

/** @typedef {{title: string, url: string, kind: "lesson" | "event" | "offer" | "resource"}} Source */

/**
 * One thing that a pupil did. `shown`: ticked for the summary. `received`: what `changed` was when the entry came out
 * of a file; who edits an entry keeps it, who duplicates one leaves it out, for merging tells by it who changed what.
 * @typedef {{
 *   id: string, what: string, date: string, until?: string, kind: string, minutes: number, year?: number,
 *   where: string, with: string, before: string, learned: string, next: string, skills: string[], files: string[],
 *   source?: Source, shown: boolean, created: string, changed: string, received?: string,
 * }} Entry
 */

/**
 * @typedef {{
 *   stage?: "ks2" | "ks3" | "ks4" | "ks5", year?: number, view?: "easy", name?: string,
 *   cv?: Record<string, unknown>, answers?: Record<string, unknown>, suits?: {answers: number[], on: string},
 *   changed: string,
 * }} Profile
 */

/** @typedef {{id: string, entry: string, name: string, type: string, bytes: Blob, size: number}} RecordFile */

/** @typedef {{profile: Profile, entries: Entry[], files: RecordFile[]}} RecordData */

/**
 * What was left out or mended while reading: `code` is one of the words of `PROBLEMS`, `count` says how often.
 * @typedef {{code: string, count: number}} Problem
 */

/** Problems that leave nothing of what was read. */
export const FATAL = ["not-a-record", "too-many-entries"];
/** Everything that reading can say. */
export const PROBLEMS = [
  ...FATAL,
  "entry-unreadable",
  "field-mended",
  "text-cut",
  "id-twice",
  "file-unreadable",
  "file-type",
];

const STAGES = /** @type {const} */ (["ks2", "ks3", "ks4", "ks5"]);
const SOURCES = /** @type {const} */ (["lesson", "event", "offer", "resource"]);
const LINES = /** @type {const} */ (["what", "where", "with"]);
const TEXTS = /** @type {const} */ (["before", "learned", "next"]);
// A file is shown only where its first bytes say that it is one of these; all else is something to save.
const PICTURES = [
  { type: "image/jpeg", begins: /^\xff\xd8\xff/ },
  { type: "image/png", begins: /^\x89PNG\r\n/ },
  { type: "image/webp", begins: /^RIFF[^]{4}WEBP/ },
];
const SAVED = "application/octet-stream";

/** The day of a moment where the reader is, not in Greenwich.
 * @param {Date} now
 * @returns {string} */
export function localDay(now) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {Date} now
 * @returns {Entry} */
export function emptyEntry(now) {
  const words = { what: "", where: "", with: "", before: "", learned: "", next: "" };
  const stamp = now.toISOString();
  const lists = { skills: [], files: [] };
  // Not shown until it is ticked: what leaves the device is chosen, never left over.
  const rest = { date: localDay(now), kind: "other", minutes: 0, shown: false, created: stamp, changed: stamp };
  return { id: newId(), ...words, ...lists, ...rest };
}

/** @returns {RecordData} */
export function emptyRecord() {
  return { profile: { changed: new Date(0).toISOString() }, entries: [], files: [] };
}

/** Counts what was left out or mended. */
class Notes {
  /** @type {Map<string, number>} */
  counts = new Map();

  /** @param {string} code */
  add(code) {
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
  }

  /** @returns {Problem[]} */
  get problems() {
    return [...this.counts].map(([code, count]) => ({ code, count }));
  }
}

/** A value as read; noted where something was given and could not be read.
 * @template Read
 * @param {Notes} notes
 * @param {unknown} given
 * @param {Read | undefined} read
 * @returns {Read | undefined} */
function noted(notes, given, read) {
  if (read === undefined && given !== undefined && given !== null && given !== "") notes.add("field-mended");
  return read;
}

/** @param {Notes} notes
 * @param {unknown} given
 * @param {number} most
 * @param {boolean} [lines] */
function words(notes, given, most, lines) {
  if (typeof given === "string" && given.trim().length > most) notes.add("text-cut");
  return noted(notes, given, text(given, most, lines)) ?? "";
}

/** One entry of what nobody has checked, or null where it holds nothing; an address's fragment is read by it as well.
 * @param {unknown} value
 * @param {Date} now
 * @returns {{entry: Entry | null, problems: Problem[]}} */
export function readEntry(value, now) {
  const notes = new Notes();
  return { entry: entryOf(value, now, notes), problems: notes.problems };
}

/** @param {unknown} value
 * @param {Date} now
 * @param {Notes} notes
 * @returns {Entry | null} */
function entryOf(value, now, notes) {
  if (!isObject(value)) return null;
  const field = fieldsOf(value);
  const entry = emptyEntry(now);
  for (const name of LINES) entry[name] = words(notes, field(name), LIMITS.line);
  for (const name of TEXTS) entry[name] = words(notes, field(name), LIMITS.text, true);
  const id = noted(notes, field("id"), uuid(field("id")));
  if (!id && ![...LINES, ...TEXTS].some((name) => entry[name])) return null;
  entry.id = id ?? entry.id;
  entry.created = noted(notes, field("created"), moment(field("created"))) ?? entry.created;
  entry.changed = noted(notes, field("changed"), moment(field("changed"))) ?? entry.created;
  entry.date = noted(notes, field("date"), day(field("date"))) ?? localDay(new Date(entry.created));
  entry.kind = noted(notes, field("kind"), slug(field("kind"))) ?? "other";
  entry.minutes = noted(notes, field("minutes"), whole(field("minutes"), 0, LIMITS.minutes)) ?? 0;
  entry.skills = items(field("skills"), slug, LIMITS.skills);
  entry.files = items(field("files"), uuid, LIMITS.filesOfEntry);
  entry.shown = field("shown") === true;
  const until = noted(notes, field("until"), day(field("until")));
  const year = noted(notes, field("year"), whole(field("year"), 3, 13));
  const source = noted(notes, field("source"), sourceOf(field("source")));
  const received = moment(field("received"));
  return {
    ...entry,
    ...(until !== undefined && until > entry.date && { until }),
    ...(year !== undefined && { year }),
    ...(source && { source }),
    ...(received && { received }),
  };
}

/** @param {unknown} value
 * @returns {Source | undefined} */
function sourceOf(value) {
  const field = fieldsOf(value);
  const url = address(field("url"), LIMITS.url);
  const kind = SOURCES.find((known) => known === field("kind"));
  return url && kind ? { title: text(field("title"), LIMITS.line) ?? "", url, kind } : undefined;
}

/** @param {unknown} value
 * @param {Notes} notes
 * @returns {Profile} */
function profileOf(value, notes) {
  const field = fieldsOf(value);
  const stage = noted(
    notes,
    field("stage"),
    STAGES.find((known) => known === field("stage")),
  );
  const year = noted(notes, field("year"), whole(field("year"), 3, 13));
  const name = text(field("name"), LIMITS.line);
  const cv = plain(field("cv"), { left: LIMITS.values, most: LIMITS.written });
  const answers = plain(field("answers"), { left: LIMITS.values, most: LIMITS.written });
  const suits = noted(notes, field("suits"), suitsOf(field("suits")));
  return {
    ...(stage && { stage }),
    ...(year !== undefined && { year }),
    ...(field("view") === "easy" && { view: "easy" }),
    ...(name && { name }),
    ...(isObject(cv) && { cv }),
    ...(isObject(answers) && { answers }),
    ...(suits && { suits }),
    changed: moment(field("changed")) ?? new Date(0).toISOString(),
  };
}

/** @param {unknown} value
 * @returns {{answers: number[], on: string} | undefined} */
function suitsOf(value) {
  const field = fieldsOf(value);
  const given = field("answers");
  const on = moment(field("on"));
  if (!on || !Array.isArray(given) || given.length > LIMITS.statements) return undefined;
  return { answers: given.map((answer) => whole(answer, -1, 9) ?? 0), on };
}

/** @param {unknown} value
 * @param {Notes} notes
 * @returns {RecordFile | null} */
function fileOf(value, notes) {
  const field = fieldsOf(value);
  const id = uuid(field("id"));
  const entry = uuid(field("entry"));
  const name = text(field("name"), LIMITS.line) || "file";
  const given = field("bytes");
  if (!id || !entry) return null;
  // What the store holds was read from bytes before it was put there.
  if (given instanceof Blob) {
    const type = PICTURES.some((picture) => picture.type === given.type) ? given.type : SAVED;
    return { id, entry, name, type, bytes: given.slice(0, given.size, type), size: given.size };
  }
  if (typeof given !== "string" || given.length > LIMITS.file * 1.4) return null;
  const bytes = bytesOf(given);
  if (!bytes || bytes.length > LIMITS.file) return null;
  const type = typeOf(bytes);
  if (String(field("type")).startsWith("image/") && type === SAVED) notes.add("file-type");
  return { id, entry, name, type, bytes: new Blob([bytes], { type }), size: bytes.length };
}

/** What the first bytes of a file say that it is: a picture that may be shown, or something to save.
 * @param {Uint8Array} bytes
 * @returns {string} */
export function typeOf(bytes) {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return PICTURES.find((picture) => picture.begins.test(head))?.type ?? SAVED;
}

/** Read what nobody has checked: never throws, leaves out what is hostile or malformed, and says what.
 * @param {unknown} value
 * @param {Date} [now]
 * @returns {{data: RecordData, problems: Problem[]}} */
export function readRecord(value, now = new Date()) {
  const notes = new Notes();
  const data = emptyRecord();
  const field = fieldsOf(value);
  const [entries, files = []] = [field("entries"), field("files")];
  if (!Array.isArray(entries)) notes.add("not-a-record");
  else if (entries.length > LIMITS.entries) notes.add("too-many-entries");
  if (!Array.isArray(entries) || entries.length > LIMITS.entries) return { data, problems: notes.problems };
  data.profile = profileOf(field("profile"), notes);
  data.entries = distinct(entries, (item) => entryOf(item, now, notes), notes, "entry-unreadable");
  if (Array.isArray(files)) {
    const most = files.slice(0, LIMITS.files);
    data.files = distinct(most, (item) => fileOf(item, notes), notes, "file-unreadable");
  }
  return { data, problems: notes.problems };
}

/** All that can be read, each under an id of its own.
 * @template {{id: string}} Item
 * @param {unknown[]} given
 * @param {(item: unknown) => Item | null} read
 * @param {Notes} notes
 * @param {string} unreadable
 * @returns {Item[]} */
function distinct(given, read, notes, unreadable) {
  /** @type {Map<string, Item>} */
  const found = new Map();
  for (const one of given) {
    const item = read(one);
    if (!item) notes.add(unreadable);
    else if (!found.has(item.id)) found.set(item.id, item);
    else {
      notes.add("id-twice");
      const other = { ...item, id: newId() };
      found.set(other.id, other);
    }
  }
  return [...found.values()];
}
