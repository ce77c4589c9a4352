// The list of entries: each hangs from the ruler of 100 hours, its own hours drawn where they lie on it.

import { make } from "./dom.js";
import { place } from "./gauge.js";
import { stageOf } from "./school.js";
import { formatDate, formatMinutes, kind, skill, word } from "./words.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./model.js").RecordFile} RecordFile */
/** @typedef {import("./gauge.js").Part} Part */
/** @typedef {{ edit: (entry: Entry) => void, duplicate: (entry: Entry) => void, remove: (entry: Entry) => void }} Acts */

/** Addresses of the pictures that the page shows; each is given back when its picture is shown no more. */
class Shown {
  /** @type {Map<string, string>} */
  urls = new Map();

  /** @param {RecordFile} file */
  url(file) {
    const url = this.urls.get(file.id) ?? URL.createObjectURL(file.bytes);
    this.urls.set(file.id, url);
    return url;
  }

  /** @param {Map<string, RecordFile>} files that there are */
  tidy(files) {
    for (const [id, url] of this.urls)
      if (!files.has(id)) {
        URL.revokeObjectURL(url);
        this.urls.delete(id);
      }
  }
}

export const shown = new Shown();

/**
 * Draw one entry.
 * @param {Entry} entry
 * @param {{ files: RecordFile[], part: Part | undefined, acts: Acts }} of
 */
export function drawn(entry, { files, part, acts }) {
  const { what, year } = entry;
  const facts = make(
    "div",
    { class: "hit-facts" },
    make("time", { datetime: entry.date }, days(entry)),
    entry.minutes > 0 && make("b", {}, formatMinutes(entry.minutes)),
    year !== undefined && make("span", { class: `ks ${stageOf(year) ?? ""}` }, word("year", { year })),
  );
  const body = make(
    "div",
    { class: "hit-body" },
    make("h3", { id: `t-${entry.id}`, tabindex: -1 }, what || word("picture_only")),
    about(entry),
    said("learned", entry.learned),
    said("next", entry.next),
    files.length > 0 && make("ul", { class: "thumbs" }, ...files.map((file) => make("li", {}, thumb(file)))),
    skills(entry),
    source(entry),
    actions(entry, acts),
  );
  const item = make("li", { class: `hit done of-${part?.stage ?? "none"}`, "data-id": entry.id }, facts, body);
  if (part) place(item, part.from, part.minutes);
  return item;
}

/** @param {Entry} entry */
function days({ date, until }) {
  return until ? word("until", { from: formatDate(date), to: formatDate(until) }) : formatDate(date);
}

/** @param {Entry} entry */
function about(entry) {
  const company = entry.with && word("with", { name: entry.with });
  const parts = [kind(entry.kind)?.label, entry.where, company].filter(Boolean);
  return parts.length > 0 && make("p", { class: "dots" }, ...parts.map((part) => make("span", {}, part)));
}

/**
 * @param {string} key
 * @param {string} text
 */
function said(key, text) {
  return text.trim() !== "" && make("p", { class: "in-words" }, make("b", {}, word(key)), " ", text);
}

/** @param {Entry} entry */
function skills(entry) {
  const labels = entry.skills.flatMap((slug) => skill(slug)?.label ?? []);
  return labels.length > 0 && make("ul", { class: "skills" }, ...labels.map((label) => make("li", {}, label)));
}

/** @param {Entry} entry */
export function source({ source: from }) {
  return from && make("p", { class: "hint" }, word("from"), " ", make("a", { href: from.url }, from.title || from.url));
}

/** @param {RecordFile} file */
export function thumb(file) {
  const url = shown.url(file);
  const picture = file.type.startsWith("image/");
  const inside = picture ? make("img", { src: url, alt: word("picture_of", { name: file.name }) }) : file.name;
  return make("a", { href: url, download: file.name }, inside);
}

/**
 * @param {Entry} entry
 * @param {Acts} acts
 */
function actions(entry, acts) {
  const button = (/** @type {keyof Acts} */ name) =>
    make(
      "button",
      {
        type: "button",
        class: "keep",
        "aria-label": word("of", { action: word(name), what: entry.what }),
        onclick: () => acts[name](entry),
      },
      word(name),
    );
  return make("p", { class: "row changes no-print" }, button("edit"), button("duplicate"), button("remove"));
}
