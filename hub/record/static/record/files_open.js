// "Open a copy": what is in it is shown first, and nothing is kept before the reader says what to do with it.

import { make } from "./dom.js";
import { showMerged, showReplaced } from "./files_done.js";
import { counts, dayOf, element, handler, say } from "./files_parts.js";
import { CannotOpen, checkLock, openFile, openLocked } from "./transfer.js";
import { formatDate, plural, word } from "./words.js";

/** @typedef {import("./files_parts.js").Desk} Desk */
/** @typedef {import("./transfer.js").Opened} Opened */

const TITLES = 200;

/** What is open at the moment: a lock that waits for its passphrase, or a record that waits for a decision.
 * @type {{locked?: unknown, opened?: Opened}} */
let at = {};

/** @param {Desk} desk */
export function setUpOpening(desk) {
  const chosen = element("copy", HTMLInputElement);
  chosen.addEventListener(
    "change",
    handler(() => open(chosen)),
  );
  element("unlock-form", HTMLFormElement).addEventListener("submit", handler(unlock));
  element("add", HTMLButtonElement).addEventListener(
    "click",
    handler(() => decided(desk, showMerged)),
  );
  const ask = element("replace-dialog", HTMLDialogElement);
  element("replace", HTMLButtonElement).addEventListener(
    "click",
    handler(() => asked(desk, ask)),
  );
  element("replace-now", HTMLButtonElement).addEventListener(
    "click",
    handler(async () => {
      ask.close();
      await decided(desk, showReplaced);
    }),
  );
}

/** @param {Desk} desk
 * @param {HTMLDialogElement} ask */
async function asked(desk, ask) {
  const here = await desk.store.load();
  // Nothing is lost where there is nothing.
  if (!here.entries.length) return decided(desk, showReplaced);
  say(element("replace-said", HTMLElement), word("replace_said", counts(here)));
  ask.showModal();
}

/** @param {HTMLInputElement} chosen */
async function open(chosen) {
  const file = chosen.files?.[0];
  if (!file) return;
  forget();
  try {
    const found = await openFile(file, new Date());
    if ("opened" in found) show(found.opened);
    else wait(found.locked);
  } catch (error) {
    refuse(error);
  }
  // The same file can be chosen again.
  chosen.value = "";
}

/** @param {unknown} locked */
function wait(locked) {
  checkLock(locked);
  at = { locked };
  element("unlock-form", HTMLElement).hidden = false;
  element("unlock-passphrase", HTMLInputElement).focus();
}

async function unlock() {
  const field = element("unlock-passphrase", HTMLInputElement);
  const told = element("open-said", HTMLElement);
  say(element("open-error", HTMLElement));
  say(told, word("unlocking"));
  try {
    const opened = await openLocked(at.locked, field.value, new Date());
    element("unlock-form", HTMLElement).hidden = true;
    field.value = "";
    show(opened);
  } catch (error) {
    refuse(error);
    if (error instanceof CannotOpen && error.reason === "wrong-passphrase") field.select();
    else element("unlock-form", HTMLElement).hidden = true;
  } finally {
    say(told);
  }
}

/** @param {unknown} error */
function refuse(error) {
  // What is no reason of ours is a fault of ours: the file is as it was, and so is the record.
  const reason = error instanceof CannotOpen ? error.reason : "unreadable";
  say(element("open-error", HTMLElement), word(`refused.${reason}`));
}

/** Put away whatever was open. */
export function forget() {
  at = {};
  for (const id of ["unlock-form", "found"]) element(id, HTMLElement).hidden = true;
  for (const id of ["open-error", "open-said"]) say(element(id, HTMLElement));
  element("done", HTMLElement).replaceChildren();
}

/** @param {Opened} opened */
function show(opened) {
  at = { opened };
  const { data, problems, exported } = opened;
  const days = data.entries.flatMap(({ date, until }) => [date, until ?? date]).sort();
  const said = [word("found", counts(data))];
  if (days.length) said.push(word("found_days", { first: formatDate(days[0]), last: formatDate(days.at(-1) ?? "") }));
  if (exported) said.push(word("found_saved", { date: dayOf(exported) }));
  element("found-said", HTMLElement).replaceChildren(...said.map((words) => make("p", {}, words)));
  const mended = problems.map(({ code, count }) => make("li", {}, plural(`problems.${code}`, count)));
  element("found-problems", HTMLElement).hidden = !mended.length;
  element("found-problems-list", HTMLElement).replaceChildren(...mended);
  const newest = [...data.entries].sort((one, other) => (one.date < other.date ? 1 : -1));
  const titles = newest.slice(0, TITLES).map((entry) => line(entry));
  if (newest.length > TITLES) titles.push(make("li", {}, plural("more", newest.length - TITLES)));
  element("found-list", HTMLElement).hidden = !titles.length;
  element("found-titles", HTMLElement).replaceChildren(...titles);
  element("found", HTMLElement).hidden = false;
  element("found-heading", HTMLElement).focus();
}

/** @param {import("./model.js").Entry} entry */
function line(entry) {
  const title = entry.what || entry.where || entry.with || entry.learned.slice(0, 80) || entry.kind;
  return make("li", {}, make("bdi", {}, title), make("span", { class: "count" }, formatDate(entry.date)));
}

/** @param {Desk} desk
 * @param {(desk: Desk, opened: Opened) => Promise<void>} act */
async function decided(desk, act) {
  const { opened } = at;
  if (!opened) return;
  forget();
  await act(desk, opened);
}
