// @ts-check
// Answers to the questions of UCAS and of application forms: what they are, and how long.
import { fieldsOf, isObject, newId, text } from "./safe.js";

/** @typedef {"words" | "characters"} Unit */
/** An answer in four parts: the situation, the task, the action, the result.
 * @typedef {{id: string, question: string, limit: number, unit: Unit, parts: string[]}} FormAnswer */
/** @typedef {{ucas: string[], forms: FormAnswer[]}} Answers */

/** What UCAS allows from 2026 entry: characters in all three answers, and the least in each. */
export const UCAS = Object.freeze({ all: 4000, each: 350, questions: 3 });
const MOST = Object.freeze({ text: 8000, line: 300, forms: 30, limit: 10_000, parts: 4 });

/** @returns {FormAnswer} */
export function emptyAnswer() {
  return { id: newId(), question: "", limit: 250, unit: "words", parts: Array(MOST.parts).fill("") };
}

/**
 * Return so many texts, whatever was given.
 * @param {unknown} value
 * @param {number} many
 */
function texts(value, many) {
  const given = Array.isArray(value) ? value : [];
  return Array.from({ length: many }, (_, at) => text(given[at], MOST.text, true) ?? "");
}

/** @param {unknown} value */
function formAnswer(value) {
  const field = fieldsOf(value);
  const limit = Number(field("limit"));
  return {
    ...emptyAnswer(),
    question: text(field("question"), MOST.line) ?? "",
    limit: Number.isInteger(limit) && limit >= 0 && limit <= MOST.limit ? limit : 250,
    unit: /** @type {Unit} */ (field("unit") === "characters" ? "characters" : "words"),
    parts: texts(field("parts"), MOST.parts),
  };
}

/**
 * Read what the profile holds of answers, which another program may have written.
 * @param {unknown} value
 * @returns {Answers}
 */
export function answersOf(value) {
  const field = fieldsOf(value);
  const forms = field("forms");
  const read = Array.isArray(forms) ? forms.filter(isObject).slice(0, MOST.forms).map(formAnswer) : [];
  return { ucas: texts(field("ucas"), UCAS.questions), forms: read };
}

/**
 * Count a text. Characters are counted as online forms count them, spaces too: an emoji takes two or more. Words are
 * what stands between spaces, as in Word.
 * @param {string} written
 * @param {Unit} unit
 */
export function count(written, unit) {
  if (unit === "characters") return written.length;
  return written.split(/\s+/).filter(Boolean).length;
}

/**
 * Return an answer as it is pasted into a form: its parts one after the other.
 * @param {string[]} parts
 */
export function joined(parts) {
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(" ");
}

/**
 * Say how long the three answers are, how far each is from the least, and how many characters are left or too many.
 * @param {string[]} ucas
 */
export function ucasLengths(ucas) {
  const each = ucas.map((written) => count(written, "characters"));
  const all = each.reduce((sum, one) => sum + one, 0);
  return { each, short: each.map((one) => Math.max(0, UCAS.each - one)), all, left: UCAS.all - all };
}
