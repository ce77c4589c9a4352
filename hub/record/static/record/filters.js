// Which entries are shown, and in which order.

import { stageOf } from "./school.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {{ year: string, kind: string, skill: string }} Filter */

/** @type {Filter} */
export const ALL = { year: "", kind: "", skill: "" };

/**
 * Return the entries, the latest first; of one day, the one that was written last.
 * @param {Iterable<Entry>} entries
 */
export function latestFirst(entries) {
  const compare = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? 1 : a > b ? -1 : 0);
  return [...entries].sort((a, b) => compare(a.date, b.date) || compare(a.created, b.created));
}

/**
 * Return the entries that a filter lets through. A year is "9", or a whole stage, "ks3".
 * @param {Entry[]} entries
 * @param {Filter} filter
 */
export function filtered(entries, { year, kind, skill }) {
  return entries.filter(
    (entry) =>
      (!year || String(entry.year) === year || stageOf(entry.year) === year) &&
      (!kind || entry.kind === kind) &&
      (!skill || entry.skills.includes(skill)),
  );
}

/**
 * Return what there is to choose from: the years, kinds and skills that some entry has.
 * @param {Entry[]} entries
 */
export function choices(entries) {
  const years = new Set(entries.flatMap((entry) => (entry.year ? [entry.year] : [])));
  return {
    years: [...years].sort((a, b) => a - b),
    kinds: new Set(entries.map((entry) => entry.kind)),
    skills: new Set(entries.flatMap((entry) => entry.skills)),
  };
}
