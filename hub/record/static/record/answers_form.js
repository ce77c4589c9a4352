// @ts-check
// The form of answers: three for UCAS, and any number for application forms, each with its length.
import { UCAS, answersOf, count, emptyAnswer, joined, ucasLengths } from "./answers.js";
import { copyOf, every, field, one } from "./cv_form.js";
import { formatNumber, plural, word } from "./words.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").FormAnswer} FormAnswer */

const PAUSE = 1500;

/**
 * Show answers in the page.
 * @param {unknown} kept
 */
export function fillAnswers(kept) {
  const answers = answersOf(kept);
  for (const [at, written] of answers.ucas.entries()) field(document, `ucas-${at}`).value = written;
  one("#answers").replaceChildren(...answers.forms.map(answerRow));
  reactToAnswers(answers);
}

/** @param {FormAnswer} answer */
export function answerRow(answer) {
  const row = copyOf("answer");
  row.dataset.id = answer.id;
  for (const name of /** @type {const} */ (["question", "unit"])) field(row, name).value = answer[name];
  field(row, "limit").value = String(answer.limit);
  for (const [at, written] of answer.parts.entries()) field(row, `part-${at}`).value = written;
  return row;
}

/** @returns {HTMLElement} the row of an answer that nobody has begun */
export function newAnswerRow() {
  return answerRow(emptyAnswer());
}

/**
 * Return the answer that stands in a row.
 * @param {HTMLElement} row
 * @returns {FormAnswer}
 */
function readAnswer(row) {
  const { id, parts } = emptyAnswer();
  return {
    id: row.dataset.id ?? id,
    question: field(row, "question").value,
    limit: Math.max(0, Math.round(field(row, "limit").valueAsNumber)) || 0,
    unit: field(row, "unit").value === "characters" ? "characters" : "words",
    parts: parts.map((_, at) => field(row, `part-${at}`).value),
  };
}

/** @returns {Answers} the answers that stand in the page */
export function readAnswers() {
  const ucas = Array.from({ length: UCAS.questions }, (_, at) => field(document, `ucas-${at}`).value);
  return { ucas, forms: every("#answers > *", document).map(readAnswer) };
}

/**
 * Say how long each answer is.
 * @param {Answers} answers
 */
export function reactToAnswers({ ucas, forms }) {
  const { each, short, all, left } = ucasLengths(ucas);
  for (const [at, length] of each.entries()) {
    const written = plural("characters_written", length);
    const said = short[at]
      ? word("ucas_short", { written, short: formatNumber(short[at]) })
      : word("ucas_enough", { written });
    one(`#ucas-${at}-length`).textContent = said;
  }
  const total = one("#ucas-total");
  total.textContent =
    left < 0
      ? plural("ucas_over", -left)
      : word("ucas_total", { all: formatNumber(all), most: formatNumber(UCAS.all) });
  total.classList.toggle("over", left < 0);
  for (const [at, row] of every("#answers > *", document).entries()) reactToAnswer(row, forms[at]);
}

/**
 * @param {HTMLElement} row
 * @param {FormAnswer} answer
 */
function reactToAnswer(row, { limit, unit, parts }) {
  const whole = joined(parts);
  const length = count(whole, unit);
  const written = plural(unit === "words" ? "words_written" : "characters_written", length);
  one(".answer-whole", row).textContent = whole;
  one(".answer-result", row).hidden = !whole;
  const said = one(".answer-length", row);
  said.textContent =
    limit && length > limit
      ? word("answer_over", { written, over: formatNumber(length - limit) })
      : limit
        ? word("answer_length", { written, limit: formatNumber(limit) })
        : written;
  said.classList.toggle("over", Boolean(limit) && length > limit);
}

/**
 * Return a function that tells a screen reader a length once the pupil pauses, not at each key.
 * @param {HTMLElement} place
 */
export function announcer(place) {
  let timer = 0;
  return (/** @type {string} */ said) => {
    clearTimeout(timer);
    timer = setTimeout(() => (place.textContent = said), PAUSE);
  };
}
