// @ts-check
// The summary for a tutor or an employer. What was left unticked is dropped as it is read: the page has no part of it.
import { aboutEntry } from "./cv.js";
import { element, save, wordFile } from "./cv_preview.js";
import { one } from "./cv_form.js";
import { Keeper } from "./profile_keeper.js";
import { formatMinutes, kind, plural, skill, word } from "./words.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./docx.js").Paragraph} Paragraph */
/** @typedef {{
 *   name: string, entries: Entry[], minutes: number, kinds: {label: string, minutes: number}[],
 *   skills: {label: string, where: string[]}[], next: {what: string, next: string}[],
 * }} Summary */

/**
 * Return what a reader of the summary may see: of the entries that were ticked, nothing of the others.
 * @param {Entry[]} entries
 * @param {string} name
 * @returns {Summary}
 */
export function summaryOf(entries, name) {
  const shown = entries.filter(({ shown }) => shown).sort((one, other) => (one.date < other.date ? 1 : -1));
  const kinds = Map.groupBy ? Map.groupBy(shown, (entry) => entry.kind) : grouped(shown);
  const slugs = new Set(shown.flatMap(({ skills }) => skills));
  const minutes = (/** @type {Entry[]} */ some) => some.reduce((sum, entry) => sum + entry.minutes, 0);
  return {
    name,
    entries: shown,
    minutes: minutes(shown),
    kinds: [...kinds]
      .map(([slug, some]) => ({ label: kind(slug)?.label ?? word("other_kind"), minutes: minutes(some) }))
      .sort((one, other) => other.minutes - one.minutes),
    skills: [...slugs]
      .map((slug) => ({
        label: skill(slug)?.label ?? "",
        where: shown.filter(({ skills }) => skills.includes(slug)).map(({ what }) => what),
      }))
      .filter(({ label }) => label),
    next: shown.filter(({ next }) => next).map(({ what, next }) => ({ what, next })),
  };
}

/** @param {Entry[]} entries */
function grouped(entries) {
  /** @type {Map<string, Entry[]>} */
  const groups = new Map();
  for (const entry of entries) groups.set(entry.kind, [...(groups.get(entry.kind) ?? []), entry]);
  return groups;
}

/**
 * Return a list of texts, each with something that is said of it.
 * @param {[string, string, string][]} rows a title, facts, a text
 */
function list(rows) {
  return rows.map(([title, facts, text]) => {
    const item = document.createElement("li");
    item.append(element("h3", title));
    if (facts) item.append(element("p", facts, "cv-facts"));
    if (text) item.append(element("p", text, "cv-text"));
    return item;
  });
}

/** @param {Summary} summary */
function show({ name, entries, minutes, kinds, skills, next }) {
  one("#summary").hidden = !entries.length;
  one("#summary-none").hidden = entries.length > 0;
  one("#summary-name").textContent = name;
  one("#summary-hours").textContent = formatMinutes(minutes);
  one("#summary-many").textContent = plural("experiences", entries.length);
  one("#summary-kinds").replaceChildren(
    ...kinds.map(({ label, minutes }) => {
      const row = document.createElement("tr");
      const head = element("th", label);
      head.setAttribute("scope", "row");
      row.append(head, element("td", formatMinutes(minutes)));
      return row;
    }),
  );
  one("#summary-entries").replaceChildren(
    ...list(entries.map((entry) => [entry.what, aboutEntry(entry), entry.learned])),
  );
  one("#summary-skills").replaceChildren(...list(skills.map(({ label, where }) => [label, where.join("; "), ""])));
  one("#summary-next").replaceChildren(...list(next.map(({ what, next }) => [what, "", next])));
  one("#summary-skills-part").hidden = !skills.length;
  one("#summary-next-part").hidden = !next.length;
}

/** @param {Summary} summary */
function file({ name, entries, minutes, kinds, skills, next }) {
  /** @param {string} heading @param {[string, string, string][]} rows @returns {Paragraph[]} */
  const part = (heading, rows) => {
    /** @type {Paragraph[]} */
    const all = rows.flatMap(([title, facts, text]) => [
      { style: "Heading2", text: title },
      { style: "Facts", text: facts },
      { style: "Normal", text },
    ]);
    return rows.length ? [{ style: "Heading1", text: heading }, ...all.filter(({ text }) => text)] : [];
  };
  const total = [formatMinutes(minutes), plural("experiences", entries.length)].join(" · ");
  return wordFile(word("summary"), {
    top: [
      { style: "Title", text: name || word("summary") },
      { style: "Facts", text: total },
    ],
    main: [
      ...part(
        word("hours_by_kind"),
        kinds.map(({ label, minutes }) => [label, formatMinutes(minutes), ""]),
      ),
      ...part(
        word("what_i_did"),
        entries.map((entry) => [entry.what, aboutEntry(entry), entry.learned]),
      ),
      ...part(
        word("skills"),
        skills.map(({ label, where }) => [label, where.join("; "), ""]),
      ),
      ...part(
        word("next"),
        next.map(({ what, next }) => [what, "", next]),
      ),
    ],
  });
}

/** Begin the page: only the page of the summary does, so that tests can ask for the functions alone. */
export async function begin() {
  const keeper = new Keeper(one("#summary-trouble"));
  const named = /** @type {HTMLInputElement} */ (one("#summary-named"));
  const current = () => summaryOf(keeper.data.entries, named.checked ? (keeper.data.profile.name ?? "") : "");
  const showAll = () => show(current());
  await keeper.start();
  showAll();
  one("#summary-work").hidden = false;
  named.addEventListener("change", showAll);
  one("#summary-print").addEventListener("click", () => print());
  one("#summary-word").addEventListener("click", () => save(file(current()), "summary.docx"));
  keeper.follow(showAll);
}

if (document.getElementById("summary")) await begin();
