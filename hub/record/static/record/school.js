// School years and stages, worked out from days as they are written (YYYY-MM-DD): no clock and no time zone in it.

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./model.js").Profile} Profile */
/** @typedef {"ks2" | "ks3" | "ks4" | "ks5"} Stage */

export const FIRST_YEAR = 3;
export const LAST_YEAR = 13;
/** The year in which most pupils are 16: the 100 hours are counted until its end. */
export const YEAR_OF_16 = 11;

/**
 * Return the calendar year in which the school year of a day began: on 1 September.
 * @param {string} day
 */
export function schoolYear(day) {
  const [year, month] = day.split("-").map(Number);
  return month >= 9 ? year : year - 1;
}

/**
 * @param {number | undefined} year
 * @returns {Stage | undefined}
 */
export function stageOf(year) {
  if (!year) return undefined;
  if (year <= 6) return "ks2";
  if (year <= 9) return "ks3";
  return year <= YEAR_OF_16 ? "ks4" : "ks5";
}

/**
 * Return the year group on a day, as far as the record tells: counted on from its latest entry, else as chosen.
 * @param {string} day
 * @param {Iterable<Entry>} entries
 * @param {Profile} profile
 * @returns {number | undefined}
 */
export function yearOn(day, entries, profile) {
  /** @type {Entry | undefined} */
  let latest;
  for (const entry of entries) if (entry.year && (!latest || entry.date > latest.date)) latest = entry;
  const chosen = profile.changed.slice(0, 10);
  let known = profile.year ? { year: profile.year, day: chosen } : undefined;
  // What was chosen is as old as the profile; an entry of a later school year knows better.
  if (latest?.year && (!known || schoolYear(latest.date) > schoolYear(chosen)))
    known = { year: latest.year, day: latest.date };
  if (!known) return undefined;
  const year = known.year + schoolYear(day) - schoolYear(known.day);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : undefined;
}
