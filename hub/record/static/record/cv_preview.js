// @ts-check
// A CV as it will be printed, as a Word file, and how many sheets of paper it takes.
import { docx } from "./docx.js";
import { factsOf } from "./cv.js";
import { word } from "./words.js";

/** @typedef {import("./cv.js").Outline} Outline */
/** @typedef {import("./cv.js").Section} Section */
/** @typedef {import("./cv.js").Item} Item */
/** @typedef {import("./docx.js").Paragraph} Paragraph */

// What A4 leaves between the margins of the hub's print style, in CSS pixels.
const SHEET = ((297 - 14 - 15) / 25.4) * 96;

/**
 * Return an element that holds text; the text itself says in which direction it is read.
 * @param {string} name
 * @param {string} text
 * @param {string} [className]
 */
export function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  made.dir = "auto";
  if (className) made.className = className;
  return made;
}

/** @param {Item} item */
function itemElement({ title, facts, lines, list }) {
  const made = document.createElement("div");
  if (title) made.append(element("h4", title));
  if (facts) made.append(element("p", facts, "cv-facts"));
  if (list && lines.length) {
    const points = document.createElement("ul");
    points.append(...lines.map((line) => element("li", line)));
    made.append(points);
  } else made.append(...lines.map((line) => element("p", line, "cv-text")));
  return made;
}

/** @param {Section} section */
function sectionElement({ key, items }) {
  const made = document.createElement("section");
  made.append(element("h3", word(`headings.${key}`)), ...items.map(itemElement));
  return made;
}

/**
 * @param {string} className
 * @param {Section[]} sections
 */
function column(className, sections) {
  const made = document.createElement("div");
  made.className = className;
  made.append(...sections.map(sectionElement));
  return made;
}

/**
 * Show a CV in an element.
 * @param {HTMLElement} place
 * @param {Outline} outline
 */
export function show(place, outline) {
  const head = document.createElement("header");
  head.append(element("h2", outline.name || word("your_name")));
  const contact = element("p", "", "cv-contact");
  contact.append(...outline.contact.map((each) => element("span", each)));
  if (outline.contact.length) head.append(contact);
  const columns = document.createElement("div");
  columns.className = outline.side.length ? "cv-columns" : "";
  if (outline.side.length) columns.append(column("cv-side", outline.side));
  columns.append(column("cv-main", outline.main));
  place.replaceChildren(head, columns);
}

/**
 * Return how many sheets of A4 a CV takes, as it would be set on paper.
 * @param {HTMLElement} shown
 */
export function sheets(shown) {
  const copy = /** @type {HTMLElement} */ (shown.cloneNode(true));
  copy.removeAttribute("id");
  copy.classList.add("on-paper");
  shown.after(copy);
  const height = copy.getBoundingClientRect().height;
  copy.remove();
  return Math.max(1, Math.ceil(height / SHEET));
}

/**
 * @param {Section[]} sections
 * @returns {Paragraph[]}
 */
export function paragraphs(sections) {
  return sections.flatMap(({ key, items }) => [
    { style: "Heading1", text: word(`headings.${key}`) },
    ...items.flatMap(itemParagraphs),
  ]);
}

/**
 * @param {Item} item
 * @returns {Paragraph[]}
 */
export function itemParagraphs({ title, facts, lines, list }) {
  /** @type {(Paragraph | false)[]} */
  const all = [
    Boolean(title) && { style: "Heading2", text: title ?? "" },
    Boolean(facts) && { style: "Facts", text: facts ?? "" },
    ...lines.map((text) => ({
      style: list ? /** @type {const} */ ("ListBullet") : /** @type {const} */ ("Normal"),
      text,
    })),
  ];
  return all.filter((each) => each !== false);
}

/**
 * Return a document in the language of the page as a Word file.
 * @param {string} title
 * @param {Pick<import("./docx.js").WordDocument, "top" | "main" | "side">} parts
 */
export function wordFile(title, parts) {
  const { lang, dir } = document.documentElement;
  return docx({ title, language: lang === "en" ? "en-GB" : lang, rtl: dir === "rtl", ...parts });
}

/**
 * Return a CV as a Word file.
 * @param {Outline} outline
 */
export function cvFile({ name, contact, side, main }) {
  /** @type {Paragraph[]} */
  const top = [{ style: "Title", text: name || word("your_name") }];
  if (contact.length) top.push({ style: "Facts", text: factsOf(contact) });
  const beside = side.length ? { side: paragraphs(side) } : {};
  return wordFile(name ? word("cv_of", { name }) : word("cv"), { top, main: paragraphs(main), ...beside });
}

/**
 * Hand a file to the browser to save. It is made here and goes nowhere.
 * @param {Blob} file
 * @param {string} name
 */
export function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads the address after the click: only then may it go.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
