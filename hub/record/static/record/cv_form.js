// @ts-check
// The form of a CV: fields that show what was kept, and give back what stands in them.
import { LINES, TEXTS, VARIANTS, aboutEntry, chosenOf, linesOf, ofFields } from "./cv.js";
import { count } from "./answers.js";
import { plural, word } from "./words.js";

/** @typedef {import("./cv.js").Cv} Cv */
/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const FIRST = 8;
const POSTCODE = /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/i;

/**
 * Return an element that the page has for certain.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 */
export function one(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The page has no ${selector}.`);
  return found;
}

/**
 * Return the field of a name.
 * @param {ParentNode} within
 * @param {string} name
 */
export function field(within, name) {
  return /** @type {HTMLInputElement} */ (one(`[name="${name}"]`, within));
}

/**
 * Return a copy of what a template of the page holds.
 * @param {string} id
 */
export function copyOf(id) {
  const template = /** @type {HTMLTemplateElement} */ (one(`#${id}`));
  const copy = template.content.firstElementChild?.cloneNode(true);
  return /** @type {HTMLElement} */ (copy);
}

/**
 * Return every element that a selector finds.
 * @param {string} selector
 * @param {ParentNode} within
 */
export function every(selector, within) {
  return /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);
}

/**
 * Return the radio buttons of a name, which have one value.
 * @param {HTMLFormElement} form
 * @param {"variant" | "layout"} name
 */
function choice(form, name) {
  return /** @type {RadioNodeList} */ (form.elements.namedItem(name));
}

/**
 * Show a CV in the form.
 * @param {HTMLFormElement} form
 * @param {Cv} cv
 * @param {string} name
 * @param {Entry[]} entries
 */
export function fill(form, cv, name, entries) {
  field(form, "name").value = name;
  for (const each of [...LINES, ...TEXTS]) field(form, each).value = cv[each];
  choice(form, "variant").value = cv.variant;
  choice(form, "layout").value = cv.layout;
  field(form, "refereeAsked").checked = cv.refereeAsked;
  one("#cv-schools").replaceChildren(...(cv.education.length ? cv.education : [undefined]).map(schoolRow));
  for (const row of every(".cv-skill", form)) {
    const kept = cv.skills.find(({ slug }) => slug === row.dataset.slug);
    field(row, "skill").checked = kept?.on ?? false;
    field(row, "where").value = kept?.where ?? "";
  }
  showEntries(cv, entries);
}

/**
 * Show the entries that the CV speaks of, and the newest of the others.
 * @param {Cv} cv
 * @param {Entry[]} entries
 * @param {number} most of the others
 * @returns {number} how many are shown
 */
export function showEntries(cv, entries, most = FIRST) {
  const kept = new Map(cv.chosen.map((each) => [each.id, each]));
  const sorted = [...entries].sort((a, b) => (a.date < b.date ? 1 : -1));
  const others = new Set(sorted.filter(({ id }) => !kept.has(id)).slice(0, most));
  const shown = sorted.filter((entry) => kept.has(entry.id) || others.has(entry));
  one("#cv-entries").replaceChildren(...shown.map((entry) => entryRow(entry, kept.get(entry.id))));
  one("#cv-none").hidden = entries.length > 0;
  one("#cv-more").hidden = shown.length === entries.length;
  return shown.length;
}

/** @param {import("./cv.js").Education} [education] */
export function schoolRow(education) {
  const row = copyOf("cv-school");
  if (!education) return row;
  for (const name of /** @type {const} */ (["place", "from", "until", "subjects"]))
    field(row, name).value = education[name];
  return row;
}

/**
 * @param {Entry} entry
 * @param {import("./cv.js").Chosen} [kept]
 */
function entryRow(entry, kept) {
  const row = copyOf("cv-entry");
  row.dataset.id = entry.id;
  field(row, "on").checked = kept?.on ?? false;
  const words = field(row, "words");
  words.value = kept?.words ?? "";
  words.setAttribute("aria-label", word("how_i_put", { what: entry.what }));
  one(".cv-what", row).textContent = entry.what;
  one(".cv-when", row).textContent = aboutEntry(entry);
  const own = [entry.before, entry.learned].filter(Boolean).join("\n");
  one("q", row).textContent = own;
  one(".cv-own", row).hidden = !own;
  return row;
}

/**
 * Return the CV that stands in the form.
 * @param {HTMLFormElement} form
 * @returns {Cv}
 */
export function read(form) {
  const value = (/** @type {ParentNode} */ within, /** @type {string} */ name) => field(within, name).value;
  return {
    ...ofFields([...LINES, ...TEXTS], (name) => value(form, name)),
    variant: /** @type {Cv["variant"]} */ (choice(form, "variant").value),
    layout: /** @type {Cv["layout"]} */ (choice(form, "layout").value),
    refereeAsked: field(form, "refereeAsked").checked,
    education: every("#cv-schools > *", form).map((row) => {
      return ofFields(/** @type {const} */ (["place", "from", "until", "subjects"]), (name) => value(row, name));
    }),
    chosen: every("#cv-entries > *", form)
      .map((row) => ({ id: row.dataset.id ?? "", on: field(row, "on").checked, words: value(row, "words") }))
      .filter(({ on, words }) => on || words),
    skills: every(".cv-skill", form)
      .map((row) => ({ slug: row.dataset.slug ?? "", on: field(row, "skill").checked, where: value(row, "where") }))
      .filter(({ on, where }) => on || where),
  };
}

/**
 * Show what goes with what stands in the form: the advice of the variant, lengths, where the record shows a skill.
 * @param {HTMLFormElement} form
 * @param {Cv} cv
 * @param {Entry[]} entries
 */
export function react(form, cv, entries) {
  const { about, points } = VARIANTS[cv.variant];
  for (const each of every("[data-for]", form)) each.hidden = !each.dataset.for?.split(" ").includes(cv.variant);
  one("#cv-about-length").textContent = word("about_length", {
    written: plural("words_written", count(cv.about, "words")),
    enough: about,
  });
  one("#cv-address").hidden = !POSTCODE.test(`${cv.borough} ${cv.about}`);
  for (const row of every("#cv-entries > *", form)) {
    one(".cv-words", row).hidden = !field(row, "on").checked;
    const many = linesOf(field(row, "words").value).length;
    one(".cv-many", row).textContent = many > points ? plural("points_enough", points) : "";
  }
  const chosen = chosenOf(cv, entries).map(({ entry }) => entry);
  for (const row of every(".cv-skill", form)) {
    const shown = chosen.filter(({ skills }) => skills.includes(row.dataset.slug ?? "")).map(({ what }) => what);
    one(".cv-shown", row).textContent = shown.length ? word("in_my_record", { entries: shown.join("; ") }) : "";
    one(".cv-where", row).hidden = !field(row, "skill").checked;
  }
}
