// The hours: 100 of the world of work by 16, and beside them two weeks in workplaces. At one scale, so both compare.

import { make } from "./dom.js";
import { YEAR_OF_16, stageOf } from "./school.js";
import { allKinds, formatMinutes, word } from "./words.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./school.js").Stage} Stage */
/** @typedef {{ from: number, minutes: number, stage: Stage | undefined }} Part */
/** @typedef {{ total: number, workplace: number, after: number, parts: Map<string, Part>,
 *   stages: Map<Stage | undefined, number> }} Hours */

export const HUNDRED = 100 * 60;
export const TWO_WEEKS = 50 * 60;
const WORKPLACE_FROM = 7;

/**
 * Add up the entries: what counts towards the 100 hours, by stage; of that, what was in a workplace in Years 7 to 11;
 * and where on the way to 100 each entry begins.
 * @param {Entry[]} entries
 * @returns {Hours}
 */
export function counted(entries) {
  const kinds = new Map(allKinds().map((kind) => [kind.slug, kind]));
  /** @type {Hours} */
  const hours = { total: 0, workplace: 0, after: 0, parts: new Map(), stages: new Map() };
  const oldestFirst = [...entries].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const { id, kind, year, minutes } of oldestFirst) {
    const known = kinds.get(kind);
    if (!minutes || known?.counts === false) continue;
    if (year && year > YEAR_OF_16) {
      hours.after += minutes;
      continue;
    }
    const stage = stageOf(year);
    hours.parts.set(id, { from: hours.total, minutes, stage });
    hours.stages.set(stage, (hours.stages.get(stage) ?? 0) + minutes);
    hours.total += minutes;
    if (known?.workplace && year && year >= WORKPLACE_FROM) hours.workplace += minutes;
  }
  return hours;
}

/**
 * Say where an element lies on the ruler, from 0 to 1, as the style sheet reads it.
 * @param {HTMLElement} element
 * @param {number} from minutes
 * @param {number} minutes
 */
export function place(element, from, minutes) {
  const share = (/** @type {number} */ value) => String(Math.min(value / HUNDRED, 1));
  element.style.setProperty("--from", share(from));
  element.style.setProperty("--to", share(from + minutes));
}

/**
 * Draw the two rulers and say in words what they show.
 * @param {Hours} hours
 * @param {{ [name: string]: HTMLElement }} at where: `total`, `ruler`, `stages`, `weeks`, `weeksRuler`
 */
export function draw(hours, at) {
  at.total.textContent = formatMinutes(hours.total);
  at.ruler.replaceChildren();
  at.stages.replaceChildren();
  let from = 0;
  for (const stage of /** @type {(Stage | undefined)[]} */ (["ks2", "ks3", "ks4", undefined])) {
    const minutes = hours.stages.get(stage);
    if (!minutes) continue;
    const part = make("i", { class: `of-${stage ?? "none"}` });
    place(part, from, minutes);
    at.ruler.append(part);
    from += minutes;
    const name = make("span", { class: stage ? `ks ${stage}` : "" }, word(`stages.${stage ?? "none"}`));
    at.stages.append(make("li", {}, name, ` ${formatMinutes(minutes)}`));
  }
  if (hours.after) at.stages.append(make("li", {}, word("after_16", { time: formatMinutes(hours.after) })));
  at.weeks.textContent = word("weeks", { time: formatMinutes(hours.workplace) });
  const done = make("i");
  place(done, 0, Math.min(hours.workplace, TWO_WEEKS));
  at.weeksRuler.replaceChildren(done);
}
