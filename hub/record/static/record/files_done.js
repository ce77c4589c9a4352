// What was done with a copy: added or put in the place of what was here; what differs is shown, and it can be undone.

import { make } from "./dom.js";
import { button, counts, dayOf, element, failure } from "./files_parts.js";
import { pictured } from "./files_pictures.js";
import { arrived } from "./merge.js";
import { LIMITS, mergeRecords } from "./model.js";
import { formatDate, formatMinutes, plural, word } from "./words.js";

/** @typedef {import("./files_parts.js").Desk} Desk */
/** @typedef {import("./merge.js").Conflict} Conflict */
/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./model.js").RecordData} RecordData */
/** @typedef {import("./transfer.js").Opened} Opened */

const PARTS = /** @type {const} */ (["date", "minutes", "where", "with", "before", "learned", "next"]);

/** Add what a copy holds to what is here.
 * @param {Desk} desk
 * @param {Opened} opened */
export async function showMerged(desk, { data }) {
  const before = await loaded(desk);
  if (!before) return;
  const merged = mergeRecords(before, await pictured(data));
  if (merged.data.entries.length > LIMITS.entries) return tell([make("p", {}, word("refused.too-many-together"))]);
  const more = merged.data.entries.length - before.entries.length;
  await put(desk, before, merged.data, plural("added", more), merged.conflicts);
}

/** Put what a copy holds in the place of what is here.
 * @param {Desk} desk
 * @param {Opened} opened */
export async function showReplaced(desk, { data }) {
  const before = await loaded(desk);
  if (!before) return;
  const ready = await pictured(data);
  const record = { ...ready, entries: ready.entries.map(arrived) };
  await put(desk, before, record, word("replaced", counts(record)), []);
}

/** @param {Desk} desk
 * @returns {Promise<RecordData | undefined>} */
async function loaded(desk) {
  try {
    return await desk.store.load();
  } catch (error) {
    tell([make("p", {}, failure(error))]);
  }
}

/** Keep a record, say so, and show what can still be decided.
 * @param {Desk} desk
 * @param {RecordData} before
 * @param {RecordData} record
 * @param {string} said
 * @param {Conflict[]} conflicts */
async function put(desk, before, record, said, conflicts) {
  try {
    await desk.store.replaceAll(record);
  } catch (error) {
    return tell([make("p", {}, failure(error)), make("p", {}, word("nothing_changed"))]);
  }
  await desk.changed();
  const undo = button(word("undo"), async () => {
    await desk.store.replaceAll(before);
    await desk.changed();
    tell([make("p", {}, word("undone"))]);
  });
  const told = [make("p", {}, said), make("p", { class: "row" }, undo)];
  if (!conflicts.length) return tell(told);
  const list = make("ul", { class: "conflicts" }, ...conflicts.map((conflict) => shown(desk, conflict)));
  const head = make("h3", {}, plural("conflicts", conflicts.length));
  tell([...told, head, make("p", {}, word("conflicts_kept")), list]);
}

/** @param {HTMLElement[]} inside */
function tell(inside) {
  const done = element("done", HTMLElement);
  done.replaceChildren(make("div", { class: "note" }, ...inside));
  done.focus();
}

/** @param {Desk} desk
 * @param {Conflict} conflict
 * @returns {HTMLLIElement} */
function shown(desk, conflict) {
  return conflict.part === "entry" ? twoEntries(desk, conflict) : twoParts(desk, conflict);
}

/** Both entries, each with what it says where they differ, and a button to do without it.
 * @param {Desk} desk
 * @param {{kept: Entry, other: Entry}} conflict */
function twoEntries(desk, { kept, other }) {
  const item = make("li", { tabindex: -1 });
  const columns = [kept, other].map((entry) => {
    const left = entry === kept ? other : kept;
    const date = dayOf(entry.changed);
    const without = button(word("remove_this"), async () => {
      await desk.store.removeEntry(entry.id);
      for (const id of entry.files) await desk.store.removeFile(id);
      await desk.changed();
      item.replaceChildren(make("p", {}, word("kept_one", { what: left.what, date: dayOf(left.changed) })));
      item.focus();
    });
    without.setAttribute("aria-label", word("remove_this_of", { what: entry.what, date }));
    const head = make("p", {}, make("strong", {}, make("bdi", {}, entry.what)));
    const changed = make("p", { class: "hint" }, word("changed_on", { date }));
    return make("div", {}, head, changed, make("dl", {}, ...differences(entry, left)), without);
  });
  item.append(make("div", { class: "both" }, ...columns));
  return item;
}

/** What an entry says where another says something else.
 * @param {Entry} entry
 * @param {Entry} other
 * @returns {HTMLElement[]} */
function differences(entry, other) {
  const said = { ...entry, date: formatDate(entry.date), minutes: formatMinutes(entry.minutes) };
  const differ = PARTS.filter((part) => entry[part] !== other[part]);
  return differ.flatMap((part) => [
    make("dt", {}, word(`parts.${part}`)),
    make("dd", {}, make("bdi", {}, said[part] || "–")),
  ]);
}

/** A part of the profile of which only one can be kept: the newer, until the reader says otherwise.
 * @param {Desk} desk
 * @param {Exclude<Conflict, {part: "entry"}>} conflict */
function twoParts(desk, conflict) {
  const { part } = conflict;
  let [kept, other] = [conflict.kept, conflict.other];
  const said = make("p", {}, word(`differs.${part}`));
  const swap = button(word("take_other"), async () => {
    [kept, other] = [other, kept];
    const { profile } = await desk.store.load();
    await desk.store.saveProfile({ ...profile, [part]: kept, changed: new Date().toISOString() });
    said.textContent = word(kept === conflict.kept ? `differs.${part}` : `taken.${part}`);
  });
  return make("li", {}, said, swap);
}
