// @ts-check
// A CV: what the pupil chose and wrote, and what stands in it in which order. Nothing is written for the pupil.
import { fieldsOf, isObject, slug, text, uuid } from "./safe.js";
import { formatDate, formatMinutes, kind, skill, word } from "./words.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {"school-leaver" | "apprenticeship" | "part-time"} Variant */
/** @typedef {"plain" | "skills"} Layout */
/** @typedef {{place: string, from: string, until: string, subjects: string}} Education */
/** An entry of the record, and how the pupil puts it: each line is a point.
 * @typedef {{id: string, on: boolean, words: string}} Chosen */
/** @typedef {{slug: string, on: boolean, where: string}} CvSkill */
/**
 * @typedef {{
 *   variant: Variant, layout: Layout, email: string, phone: string, borough: string, about: string, available: string,
 *   languages: string, interests: string, refereeName: string, refereeRole: string, refereeContact: string,
 *   refereeAsked: boolean, education: Education[], chosen: Chosen[], skills: CvSkill[],
 * }} Cv
 */
/** @typedef {{title?: string, facts?: string, lines: string[], list: boolean}} Item */
/** @typedef {{key: Key, items: Item[]}} Section */
/** What stands in a CV: `side` is empty in one column.
 * @typedef {{name: string, contact: string[], side: Section[], main: Section[]}} Outline */
/** @typedef {"about" | "available" | "education" | "experience" | "skills" | "languages" | "interests" |
 *   "referee"} Key */

export const LINES = /** @type {const} */ ([
  "email",
  "phone",
  "borough",
  "refereeName",
  "refereeRole",
  "refereeContact",
]);
export const TEXTS = /** @type {const} */ (["about", "available", "languages", "interests"]);
const MOST = Object.freeze({ line: 200, text: 4000, education: 20, chosen: 200, skills: 20 });

/** How the three kinds of CV differ: what comes first, and how long each part is when it is long enough.
 * @type {Record<Variant, {order: Key[], about: number, points: number, pages: number}>} */
export const VARIANTS = {
  "school-leaver": {
    order: ["about", "education", "experience", "skills", "languages", "interests", "referee"],
    about: 60,
    points: 4,
    pages: 2,
  },
  apprenticeship: {
    order: ["about", "skills", "experience", "education", "languages", "interests", "referee"],
    about: 80,
    points: 4,
    pages: 2,
  },
  "part-time": {
    order: ["about", "available", "experience", "skills", "languages", "education", "interests", "referee"],
    about: 40,
    points: 2,
    pages: 1,
  },
};
/** @type {Key[]} */
const SIDE = ["skills", "languages", "interests"];

/**
 * Read what the profile holds of a CV, which another program may have written.
 * @param {unknown} value
 * @returns {Cv}
 */
export function cvOf(value) {
  const field = fieldsOf(value);
  const line = (/** @type {unknown} */ given) => text(given, MOST.line) ?? "";
  const lines = (/** @type {unknown} */ given) => text(given, MOST.text, true) ?? "";
  const list = (/** @type {string} */ name, /** @type {number} */ most) => {
    const given = field(name);
    return Array.isArray(given) ? given.filter(isObject).slice(0, most).map(fieldsOf) : [];
  };
  const known = Object.keys(VARIANTS).find((each) => each === field("variant"));
  return {
    ...ofFields(LINES, (name) => line(field(name))),
    ...ofFields(TEXTS, (name) => lines(field(name))),
    variant: /** @type {Variant} */ (known ?? "school-leaver"),
    layout: field("layout") === "skills" ? "skills" : "plain",
    refereeAsked: field("refereeAsked") === true,
    education: list("education", MOST.education).map((each) => ({
      place: line(each("place")),
      from: line(each("from")),
      until: line(each("until")),
      subjects: lines(each("subjects")),
    })),
    chosen: list("chosen", MOST.chosen)
      .map((each) => ({ id: uuid(each("id")) ?? "", on: each("on") === true, words: lines(each("words")) }))
      .filter(({ id }) => id),
    skills: list("skills", MOST.skills)
      .map((each) => ({ slug: slug(each("slug")) ?? "", on: each("on") === true, where: lines(each("where")) }))
      .filter(({ slug }) => slug),
  };
}

/**
 * Return an object with a value for each name.
 * @template {string} Name
 * @param {readonly Name[]} names
 * @param {(name: Name) => string} value
 */
export function ofFields(names, value) {
  return /** @type {Record<Name, string>} */ (Object.fromEntries(names.map((name) => [name, value(name)])));
}

/**
 * Return the lines that say something.
 * @param {string} written
 */
export function linesOf(written) {
  return written
    .split("\n")
    .map((line) => line.replace(/^[\s•*–-]+/u, "").trim())
    .filter(Boolean);
}

/**
 * Return the facts that are there, in one line.
 * @param {string[]} facts
 */
export function factsOf(facts) {
  return facts
    .map((fact) => fact.trim())
    .filter(Boolean)
    .join(" · ");
}

/**
 * Say when, in words.
 * @param {string} from
 * @param {string} [until]
 */
export function period(from, until) {
  if (!from || !until) return from || until || "";
  return word("from_until", { from, until });
}

/**
 * Return the entries that are chosen for the CV, the newest first, with the pupil's words.
 * @param {Cv} cv
 * @param {Entry[]} entries
 */
export function chosenOf(cv, entries) {
  const words = new Map(cv.chosen.filter(({ on }) => on).map((each) => [each.id, each.words]));
  return entries
    .filter(({ id }) => words.has(id))
    .sort((one, other) => (one.date < other.date ? 1 : -1))
    .map((entry) => ({ entry, lines: linesOf(words.get(entry.id) ?? "") }));
}

/**
 * Say when an entry was.
 * @param {Entry} entry
 */
export function when({ date, until }) {
  return period(formatDate(date), until && formatDate(until));
}

/**
 * Return where, with whom, when and how long an entry was.
 * @param {Entry} entry
 */
export function aboutEntry(entry) {
  const label = kind(entry.kind)?.label ?? "";
  return factsOf([label, entry.with, entry.where, when(entry), entry.minutes ? formatMinutes(entry.minutes) : ""]);
}

/** @type {Record<Key, (cv: Cv, entries: Entry[]) => Item[]>} */
const ITEMS = {
  about: ({ about }) => [{ lines: [about.trim()], list: false }],
  available: ({ available }) => [{ lines: [available.trim()], list: false }],
  education: ({ education }) =>
    education.map(({ place, from, until, subjects }) => {
      return { title: place.trim(), facts: period(from.trim(), until.trim()), lines: linesOf(subjects), list: true };
    }),
  experience: (cv, entries) =>
    chosenOf(cv, entries).map(({ entry, lines }) => {
      return { title: entry.what, facts: aboutEntry(entry), lines, list: true };
    }),
  skills: ({ skills }) =>
    skills
      .filter(({ on }) => on)
      .map(({ slug, where }) => ({ title: skill(slug)?.label ?? "", lines: [where.trim()], list: false })),
  languages: ({ languages }) => [{ lines: linesOf(languages), list: true }],
  interests: ({ interests }) => [{ lines: linesOf(interests), list: true }],
  // Nobody is named who was not asked.
  referee: (cv) => {
    if (!cv.refereeAsked) return [];
    return [
      { title: cv.refereeName.trim(), facts: factsOf([cv.refereeRole, cv.refereeContact]), lines: [], list: false },
    ];
  },
};

/**
 * Return what stands in a CV, in the order of its variant and layout; what is empty is left out.
 * @param {Cv} cv
 * @param {string} name
 * @param {Entry[]} entries
 * @returns {Outline}
 */
export function outline(cv, name, entries) {
  const sections = VARIANTS[cv.variant].order.map((key) => {
    const items = ITEMS[key](cv, entries).map((item) => ({ ...item, lines: item.lines.filter(Boolean) }));
    return { key, items: items.filter(({ title, facts, lines }) => title || facts || lines.length) };
  });
  const full = sections.filter(({ items }) => items.length);
  const beside = (/** @type {Section} */ { key }) => cv.layout === "skills" && SIDE.includes(key);
  return {
    name: name.trim(),
    contact: [cv.email, cv.phone, cv.borough].map((each) => each.trim()).filter(Boolean),
    side: full.filter(beside),
    main: full.filter((section) => !beside(section)),
  };
}
