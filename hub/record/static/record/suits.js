// Which sectors to look at first: what somebody said yes to, and what people in a sector often like. Nothing here is
// shown as a figure; it only puts sectors in an order.

/** @typedef {{ like: string, flipped: boolean }} Statement */
/** @typedef {{ slug: string, likes: string[] }} Sector */
/** @typedef {{ first: string[], rest: string[], pointing: boolean }} Suggestion */

/** How many sectors are always shown. */
export const FIRST = 5;
/** The answers that mean yes: agree, strongly agree. */
export const YES = 4;
const BETWEEN = 3;
const MOST = 5;

/**
 * Return answers that can be worked with: one for each statement, 0 where there is none or it makes no sense.
 * @param {unknown} given
 * @param {number} length
 * @returns {number[]}
 */
export function readAnswers(given, length) {
  const read = Array.isArray(given) ? given : [];
  return Array.from({ length }, (_none, at) =>
    Number.isInteger(read[at]) && read[at] > 0 && read[at] <= MOST ? read[at] : 0,
  );
}

/**
 * Return the numbers of the statements that somebody said yes to, the strongest yes first.
 * @param {number[]} answers
 * @returns {number[]}
 */
export function saidYes(answers) {
  return answers
    .map((answer, number) => ({ answer, number }))
    .filter((each) => each.answer >= YES)
    .sort((one, other) => other.answer - one.answer || one.number - other.number)
    .map((each) => each.number);
}

/**
 * Return how far each kind of thing is liked: 0 in between or not said, more for a yes, less for a no.
 * @param {number[]} answers
 * @param {Statement[]} statements
 * @returns {Map<string, number>}
 */
export function likings(answers, statements) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  statements.forEach(({ like, flipped }, number) => {
    const said = found.get(like) ?? [];
    if (answers[number]) said.push(flipped ? BETWEEN - answers[number] : answers[number] - BETWEEN);
    found.set(like, said);
  });
  const mean = (/** @type {number[]} */ all) =>
    all.length ? all.reduce((sum, each) => sum + each, 0) / all.length : 0;
  return new Map([...found].map(([like, said]) => [like, mean(said)]));
}

/**
 * Return the sectors to look at first, and all others from the one least like the answers. Where nothing is liked, or
 * everything alike, `pointing` is false and the first are chosen to be unlike each other.
 * @param {number[]} answers
 * @param {Statement[]} statements
 * @param {Sector[]} sectors
 * @returns {Suggestion}
 */
export function suggest(answers, statements, sectors) {
  const liked = likings(answers, statements);
  const near = (/** @type {Sector} */ sector) => sector.likes.reduce((sum, like) => sum + (liked.get(like) ?? 0), 0);
  const all = [...liked.values()];
  const pointing = Math.max(...all) > 0 && new Set(all).size > 1;
  const first = pointing
    ? [...sectors].sort((one, other) => near(other) - near(one)).slice(0, FIRST)
    : sectors.filter((_sector, at) => at % Math.ceil(sectors.length / FIRST) === 0).slice(0, FIRST);
  const rest = sectors.filter((sector) => !first.includes(sector)).sort((one, other) => near(one) - near(other));
  return { first: first.map((sector) => sector.slug), rest: rest.map((sector) => sector.slug), pointing };
}
