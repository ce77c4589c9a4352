// The main page: what was done, how far it is to 100 hours, what is not there yet.

import { byId, make, say } from "./dom.js";
import { drawn, shown } from "./entries.js";
import { ALL, choices, filtered, latestFirst } from "./filters.js";
import { EntryForm } from "./form.js";
import { takeFragment } from "./fragment.js";
import { gaps } from "./gaps.js";
import { counted, draw } from "./gauge.js";
import { emptyEntry, localDay } from "./model.js";
import { stageOf, yearOn } from "./school.js";
import { opened } from "./state.js";
import { StorageFull, open } from "./store.js";
import { allKinds, allSkills, formatMinutes, plural, word } from "./words.js";
import { showRoom } from "./room.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./state.js").State} State */

const STEP = 50;
const FILTERS_FROM = 4;

/** @type {State} */
let state;
/** @type {EntryForm} */
let form;
let filter = { ...ALL };
let most = STEP;

const today = () => localDay(new Date());

/** Draw the page anew. */
function show() {
  const entries = latestFirst(state.entries.values());
  const year = yearOn(today(), entries, state.profile);
  const stage = state.profile.stage ?? stageOf(year);
  document.documentElement.dataset.stage = stage ?? "";
  const hours = counted(entries);
  byId("gauge").hidden = !entries.length;
  draw(hours, {
    total: byId("gauge-total"),
    ruler: byId("gauge-ruler"),
    stages: byId("gauge-stages"),
    weeks: byId("weeks"),
    weeksRuler: byId("weeks-ruler"),
  });
  showGaps(entries, year);
  showStart(entries, year);
  showFilters(entries);
  showList(entries, hours);
  shown.tidy(state.files);
  void showRoom(state.store);
}

/**
 * @param {Entry[]} entries
 * @param {number | undefined} year
 */
function showGaps(entries, year) {
  const found = gaps(entries, { day: today(), year });
  byId("gaps").hidden = !found.length;
  byId("gaps-list").replaceChildren(
    ...found.map(({ key, n }) => make("li", {}, n === undefined ? word(key) : plural(key, n))),
  );
}

/**
 * @param {Entry[]} entries
 * @param {number | undefined} year
 */
function showStart(entries, year) {
  byId("start").hidden = entries.length > 0;
  for (const input of byId("years").querySelectorAll("input")) input.checked = Number(input.value) === year;
}

/** @param {Entry[]} entries */
function showFilters(entries) {
  byId("only").hidden = entries.length < FILTERS_FROM;
  const found = choices(entries);
  const kinds = allKinds().filter((kind) => found.kinds.has(kind.slug));
  const skills = allSkills().filter((skill) => found.skills.has(skill.slug));
  fill(
    "year",
    "every_year",
    found.years.map((year) => [String(year), word("year", { year })]),
  );
  fill(
    "kind",
    "every_kind",
    kinds.map((kind) => [kind.slug, kind.label]),
  );
  fill(
    "skill",
    "every_skill",
    skills.map((skill) => [skill.slug, skill.label]),
  );
}

/**
 * Fill a filter with what there is to choose; what was chosen and is gone is chosen no more.
 * @param {keyof typeof ALL} name
 * @param {string} every
 * @param {string[][]} options
 */
function fill(name, every, options) {
  const select = /** @type {HTMLSelectElement} */ (byId(`filter-${name}`));
  if (!options.some(([value]) => value === filter[name])) filter = { ...filter, [name]: "" };
  const wanted = [["", word(every)], ...options];
  const now = [...select.options].map((option) => option.value).join();
  if (now !== wanted.map(([value]) => value).join())
    select.replaceChildren(...wanted.map(([value, label]) => make("option", { value }, label)));
  select.value = filter[name];
}

/**
 * @param {Entry[]} entries
 * @param {ReturnType<typeof counted>} hours
 */
function showList(entries, hours) {
  const found = filtered(entries, filter);
  const time = formatMinutes(found.reduce((sum, entry) => sum + entry.minutes, 0));
  byId("entries").hidden = !entries.length;
  const isAll = found.length === entries.length;
  const count = isAll
    ? plural("entries", entries.length, { time })
    : word("entries_of", { shown: found.length, all: entries.length, time });
  if (byId("count").textContent !== count) byId("count").textContent = count;
  const acts = { edit, duplicate, remove };
  byId("list").replaceChildren(
    ...found
      .slice(0, most)
      .map((entry) => drawn(entry, { files: state.filesOf(entry), part: hours.parts.get(entry.id), acts })),
  );
  const rest = Math.min(found.length - most, STEP);
  byId("more").hidden = rest <= 0;
  byId("more").textContent = plural("more", Math.max(rest, 0));
}

/** @param {Partial<Entry>} [fields] */
function add(fields = {}) {
  // What is added is to be seen, whatever the list was narrowed to.
  filter = { ...ALL };
  const entry = { ...emptyEntry(new Date()), ...fields };
  const year = yearOn(entry.date, state.entries.values(), state.profile);
  form.open({ ...entry, ...(year && { year }) });
}

/** @param {Entry} entry */
function edit(entry) {
  form.open(state.entries.get(entry.id) ?? entry);
}

/** @param {Entry} entry */
function duplicate(entry) {
  const copy = state.duplicate(entry, today());
  const year = yearOn(copy.date, state.entries.values(), state.profile) ?? copy.year;
  form.open({ ...copy, ...(year && { year }) }, { added: true });
}

/** @param {Entry} entry */
async function remove(entry) {
  const items = [...byId("list").children];
  const at = items.findIndex((item) => /** @type {HTMLElement} */ (item).dataset.id === entry.id);
  await state.remove(entry);
  say(word("removed", { what: entry.what }));
  // Whoever works with the keyboard goes on where the entry was.
  const next = byId("list").children[Math.min(at, byId("list").children.length - 1)];
  (next?.querySelector("h3") ?? byId("add")).focus();
}

/** @param {string | undefined} said */
function showUndo(said) {
  byId("undo").hidden = said === undefined;
  if (said === undefined) return;
  /** @type {HTMLElement} */ (byId("undo").querySelector("span")).textContent = said;
  say(said);
}

async function undo() {
  say(word((await state.undo.take()) ? "undone" : "nothing_to_undo"));
  if (byId("undo").hidden) byId("add").focus();
}

/**
 * Say what went wrong where everybody sees it, once.
 * @param {string} key
 */
function warn(key) {
  if (document.getElementById(`note-${key}`)) return;
  byId("notes").append(make("p", { class: "note", id: `note-${key}`, role: "alert" }, word(key)));
}

/** @param {unknown} error */
function failed(error) {
  warn(error instanceof StorageFull ? "storage_full" : "storage_refused");
}

function listen() {
  byId("add").addEventListener("click", () => add());
  byId("more").addEventListener("click", () => {
    most += STEP;
    show();
  });
  for (const button of byId("start").querySelectorAll("button"))
    button.addEventListener("click", () => add({ kind: button.dataset.kind }));
  for (const name of /** @type {(keyof typeof ALL)[]} */ (Object.keys(ALL))) {
    const select = /** @type {HTMLSelectElement} */ (byId(`filter-${name}`));
    select.addEventListener("change", () => {
      filter = { ...filter, [name]: select.value };
      most = STEP;
      show();
    });
  }
  byId("undo").addEventListener("click", (event) => {
    if (event.target instanceof HTMLButtonElement) void undo();
  });
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
    if (typing || event.key !== "z" || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void undo();
  });
}

/** Years as cells to press, each with the shape of its stage beside its row. */
function drawYears() {
  for (let year = 3; year <= 13; year++) {
    const input = make("input", { type: "radio", name: "my-year", value: year, id: `y${year}` });
    input.addEventListener("change", () => void state.setProfile({ year, stage: undefined }));
    const label = make("label", { class: `ycell ${stageOf(year)}` }, input, make("b", {}, String(year)));
    input.setAttribute("aria-label", word("year", { year }));
    byId("years").append(label);
  }
}

/** A stage that the address asks for is the pupil's choice from now on: a teacher may give a class such a link. */
async function takeStage() {
  const asked = new URLSearchParams(location.search).get("stage");
  const stage = /** @type {const} */ (["ks2", "ks3", "ks4", "ks5"]).find((each) => each === asked);
  if (stage && stage !== state.profile.stage) await state.setProfile({ stage });
}

async function start() {
  state = await opened(open, { changed: show, failed, undo: showUndo });
  form = new EntryForm(state);
  listen();
  drawYears();
  await state.load();
  await state.tidy();
  await takeStage();
  if (!state.lasts) warn("storage_refused");
  byId("record").hidden = false;
  show();
  const { entry, damaged } = takeFragment(new Date());
  if (damaged) warn("fragment_damaged");
  if (entry) {
    const year = yearOn(entry.date, state.entries.values(), state.profile);
    form.open({ ...entry, ...(year && { year }) }, { note: word("from_link"), added: true });
  }
}

void start();
