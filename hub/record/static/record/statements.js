// The page "What suits me": five statements at a time, and the sectors to look at first. Answers go into the profile.

import { isEasy } from "./page.js";
import { open, StorageFull } from "./store.js";
import { readAnswers, saidYes, suggest } from "./suits.js";
import { plural, word } from "./words.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{ answers: number[], number: number | null }} Step */

const SCREEN = 5;

const asked = /** @type {HTMLFormElement} */ (byId("asked"));
const found = byId("found");
const fieldsets = /** @type {HTMLFieldSetElement[]} */ ([...asked.querySelectorAll("fieldset")]);
/** The statements by their number, which is not the order they are asked in. */
const numbered = [...fieldsets].sort((one, other) => numberOf(one) - numberOf(other));
const statements = numbered.map(({ dataset }) => ({ like: dataset.like ?? "", flipped: "flipped" in dataset }));
const items = /** @type {HTMLElement[]} */ ([...byId("suited").querySelectorAll("li[data-sector]")]);
const sectors = items.map(({ dataset }) => ({ slug: dataset.sector ?? "", likes: (dataset.likes ?? "").split(" ") }));

/** @type {Store | null} */
let store = null;
/** @type {number[]} */
let answers = readAnswers([], statements.length);
/** @type {Step[]} */
let steps = [];
/** @type {string[]} */
let unlikely = [];
let screen = 0;
let saving = Promise.resolve();

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {HTMLElement} fieldset */
function numberOf(fieldset) {
  return Number(fieldset.dataset.number);
}

/** The statements that are asked, five to a screen: all of them, or those that are said in easy words. */
function screens() {
  const all = fieldsets.filter(({ dataset }) => !isEasy() || "easy" in dataset);
  return Array.from({ length: Math.ceil(all.length / SCREEN) }, (_none, at) =>
    all.slice(at * SCREEN, (at + 1) * SCREEN),
  );
}

/**
 * The words of a statement as the reader sees them.
 * @param {number} number
 */
function wordsOf(number) {
  const legend = numbered[number].querySelector("legend");
  const easy = isEasy() && legend?.querySelector(".only-easy");
  return ((easy || legend?.querySelector(".not-easy"))?.textContent ?? "").trim();
}

/** @param {string} text */
function say(text) {
  byId("say").hidden = !text;
  byId("say").textContent = text;
}

/**
 * Show a screen of statements.
 * @param {number} at
 * @param {{ focus?: boolean }} [how]
 */
function showScreen(at, { focus = true } = {}) {
  const all = screens();
  screen = Math.min(Math.max(at, 0), all.length - 1);
  found.hidden = true;
  asked.hidden = false;
  for (const fieldset of fieldsets) fieldset.hidden = !all[screen].includes(fieldset);
  const first = screen * SCREEN + 1;
  const values = { first, last: first + all[screen].length - 1, all: all.flat().length };
  byId("where").textContent = word("where", values);
  byId("back").hidden = screen === 0;
  byId("next").textContent = word(screen === all.length - 1 ? "finish" : "next");
  draw();
  if (focus) byId("where").focus();
}

/** Show what is answered. */
function draw() {
  for (const fieldset of fieldsets) {
    for (const input of fieldset.querySelectorAll("input")) {
      input.checked = answers[numberOf(fieldset)] === Number(input.value);
    }
  }
  const count = answers.filter(Boolean).length;
  byId("answered").textContent = count ? plural("answered", count) : "";
  byId("stop").hidden = !count;
  byId("undo").hidden = !steps.length;
}

/** Show where to look first. */
function showFound() {
  const suggestion = suggest(answers, statements, sectors);
  const yes = saidYes(answers);
  const list = byId("suited");
  for (const item of items) item.hidden = true;
  list.append(...items);
  for (const slug of suggestion.first) list.append(shown(slug, yes));
  unlikely = suggestion.rest;
  showUnlikely();
  for (const each of found.querySelectorAll("[data-pointing], [data-open]")) {
    /** @type {HTMLElement} */ (each).hidden =
      "pointing" in /** @type {HTMLElement} */ (each).dataset !== suggestion.pointing;
  }
  asked.hidden = true;
  found.hidden = false;
  byId("look").focus();
}

/**
 * The entry of a sector, with what the reader said yes to that people there often like.
 * @param {string} slug
 * @param {number[]} yes
 */
function shown(slug, yes) {
  const item = items[sectors.findIndex((sector) => sector.slug === slug)];
  const likes = (item.dataset.likes ?? "").split(" ");
  // the strongest yes to each of them: three reasons rather than one said three times
  const because = likes
    .map((like) => yes.find((number) => statements[number].like === like && !statements[number].flipped))
    .filter((number) => number !== undefined);
  const lines = because.map((number) => {
    const line = document.createElement("li");
    line.textContent = wordsOf(number);
    return line;
  });
  item.querySelector(".because ul")?.replaceChildren(...lines);
  /** @type {HTMLElement} */ (item.querySelector(".because")).hidden = !lines.length;
  item.hidden = false;
  return item;
}

/** Show one sector that is least like the answers; the next time, the one after it. */
function showUnlikely() {
  const list = byId("unlikely");
  for (const item of /** @type {HTMLElement[]} */ ([...list.children])) {
    item.hidden = true;
    byId("suited").prepend(item);
  }
  const slug = unlikely.shift();
  if (!slug) return;
  unlikely.push(slug);
  list.append(shown(slug, []));
}

/**
 * Keep the answers; what came before can be brought back.
 * @param {number[]} now
 * @param {number | null} number the statement that was answered, if it was one
 */
function answer(now, number) {
  steps.push({ answers, number });
  answers = now;
  say("");
  keep();
}

/** Write the answers into the profile, after what is being written already. */
function keep() {
  saving = saving.then(async () => {
    if (!store) return;
    const now = new Date().toISOString();
    const { profile } = await store.load();
    await store.saveProfile({ ...profile, suits: { answers, on: now }, changed: now });
  });
  saving = saving.catch(refused);
}

/** @param {unknown} error */
function refused(error) {
  store = null;
  say(word(error instanceof StorageFull ? "storage_full" : "storage_refused"));
}

function undo() {
  const step = steps.pop();
  if (!step) return;
  answers = step.answers;
  keep();
  const at = step.number === null ? 0 : screens().findIndex((all) => all.includes(numbered[Number(step.number)]));
  showScreen(at);
  say(step.number === null ? "" : word("undone", { statement: wordsOf(step.number) }));
}

async function load() {
  const profile = (await store?.load())?.profile;
  answers = readAnswers(profile?.suits?.answers, statements.length);
}

asked.addEventListener("change", ({ target }) => {
  const input = /** @type {HTMLInputElement} */ (target);
  const number = numberOf(/** @type {HTMLElement} */ (input.closest("fieldset")));
  answer(
    answers.map((before, at) => (at === number ? Number(input.value) : before)),
    number,
  );
  draw();
});
asked.addEventListener("submit", (event) => event.preventDefault());
byId("next").addEventListener("click", () => (screen + 1 < screens().length ? showScreen(screen + 1) : showFound()));
byId("back").addEventListener("click", () => showScreen(screen - 1));
byId("undo").addEventListener("click", undo);
byId("stop").addEventListener("click", showFound);
byId("another").addEventListener("click", showUnlikely);
byId("change").addEventListener("click", () => showScreen(0));
byId("again").addEventListener("click", () => {
  answer(readAnswers([], statements.length), null);
  showScreen(0);
  say(word("begun_again"));
});

try {
  store = await open();
  await load();
  store.onChange(async ({ what }) => {
    if (what !== "profile" && what !== "all") return;
    await load();
    draw();
  });
} catch (error) {
  refused(error);
}
const begin = screens().findIndex((all) => all.some((fieldset) => !answers[numberOf(fieldset)]));
if (answers.some(Boolean) && begin === -1) showFound();
else showScreen(begin, { focus: false });
