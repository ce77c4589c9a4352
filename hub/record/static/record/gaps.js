// What a record does not have yet, said kindly: at most three things, and nothing that is a score.

import { schoolYear, stageOf } from "./school.js";
import { allKinds } from "./words.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {{ key: string, n?: number }} Gap */

const MOST = 3;

/**
 * Return the gaps as keys of words, the most useful first; none in an empty record.
 * @param {Entry[]} entries
 * @param {{ day: string, year: number | undefined }} now
 * @returns {Gap[]}
 */
export function gaps(entries, { day, year }) {
  if (!entries.length) return [];
  const employer = new Set(allKinds().flatMap((kind) => (kind.employer ? [kind.slug] : [])));
  const workplace = new Set(allKinds().flatMap((kind) => (kind.workplace ? [kind.slug] : [])));
  const met = entries.filter((entry) => employer.has(entry.kind));
  const names = new Set(met.map((entry) => entry.with.trim().toLowerCase()));
  const stage = stageOf(year);
  const silent = entries.filter((entry) => !entry.learned.trim()).length;
  /** @type {(Gap | false)[]} */
  const found = [
    !met.length && { key: "gap_employer" },
    met.length > 1 && names.size === 1 && !names.has("") && { key: "gap_new_employer" },
    stage !== "ks2" && !entries.some((entry) => workplace.has(entry.kind)) && { key: "gap_workplace" },
    (stage === "ks4" || stage === "ks5") &&
      !entries.some((entry) => entry.kind === "study-visit") && { key: "gap_study" },
    !entries.some((entry) => schoolYear(entry.date) === schoolYear(day)) && { key: "gap_this_year" },
    silent > 0 && { key: "gap_learned", n: silent },
  ];
  return found.filter((gap) => gap !== false).slice(0, MOST);
}
