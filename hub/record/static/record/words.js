// What the page says: its words come with it as JSON (hub/record/words), so that no script holds a sentence.

/** @typedef {{ slug: string, label: string, counts: boolean, employer: boolean, workplace: boolean,
 *   minutes: number | null, retired: boolean }} Kind */
/** @typedef {{ slug: string, label: string }} Skill */
/** @typedef {string | string[] | { [key: string]: any }} Word */

const LANGUAGE = document.documentElement.lang || "en";
// Dates the British way in every language of the hub, figures in Latin digits (decision 0017).
const LOCALE = LANGUAGE === "en" ? "en-GB" : `${LANGUAGE}-u-nu-latn`;
const PLACEHOLDER = /%\((\w+)\)[sd]/g;
const QUARTERS = new Map([
  [0, ""],
  [15, "¼"],
  [30, "½"],
  [45, "¾"],
]);

/**
 * Return what a `json_script` of the page holds.
 * @param {string} id
 * @returns {any}
 */
function held(id) {
  return JSON.parse(document.getElementById(id)?.textContent || "{}");
}

/** @type {{ [key: string]: Word }} */
const WORDS = held("record-words");
const { kinds = [], skills = [] } = held("record-vocabulary");
const rules = new Intl.PluralRules(LOCALE);
const number = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const date = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/**
 * Put values into a text in place of `%(name)s`.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function filled(text, values) {
  return text.replace(PLACEHOLDER, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * Return the words under a key; a dot goes down into them ("prompts.ks3"). A key that is missing shows itself.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function word(key, values = {}) {
  const found = words(key);
  return typeof found === "string" ? filled(found, values) : key;
}

/**
 * Return the words under a key whatever they are: a list, a dictionary, a text.
 * @param {string} key
 * @returns {Word | undefined}
 */
export function words(key) {
  /** @type {any} */
  let found = WORDS;
  for (const part of key.split(".")) found = found?.[part];
  return found;
}

/**
 * Return the form of the words under a key that goes with a number, the number in its place as `%(n)s`.
 * @param {string} key
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function plural(key, n, values = {}) {
  /** @type {any} */
  const forms = words(key);
  if (typeof forms !== "object") return word(key, { n: formatNumber(n), ...values });
  const category = rules.select(n);
  const sample = Object.keys(forms).find((each) => each !== "other" && rules.select(Number(each)) === category);
  return filled(forms[sample ?? "other"] ?? key, { n: formatNumber(n), ...values });
}

/** @param {number} n */
export function formatNumber(n) {
  return number.format(n);
}

/**
 * Return a day in words: "29 November 2026". What is no day is returned as it is.
 * @param {string} day as YYYY-MM-DD
 */
export function formatDate(day) {
  const read = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  return read && !Number.isNaN(read.getTime()) ? date.format(read) : day;
}

/**
 * Return minutes as people say them: "50 min", "2½ h", "2 h 20 min".
 * @param {number} minutes
 */
export function formatMinutes(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return word("minutes", { minutes: rest });
  const quarter = QUARTERS.get(rest);
  if (quarter !== undefined) return word("hours", { hours: `${hours}${quarter}` });
  return word("hours_minutes", { hours, minutes: rest });
}

/** @returns {Kind[]} every kind of experience, retired ones last */
export function allKinds() {
  return kinds;
}

/** @returns {Skill[]} */
export function allSkills() {
  return skills;
}

/** @param {string} slug */
export function kind(slug) {
  return allKinds().find((each) => each.slug === slug);
}

/** @param {string} slug */
export function skill(slug) {
  return allSkills().find((each) => each.slug === slug);
}
