// What the parts of the page of copies share: elements of the page, sentences about a record, and saving a file.

import { make } from "./dom.js";
import { localDay } from "./model.js";
import { StorageFull } from "./store.js";
import { formatDate, plural, word } from "./words.js";

/** @typedef {import("./model.js").RecordData} RecordData */
/** @typedef {import("./store.js").Store} Store */

/** What the parts of the page work on: the store, and what is to be done when the record has changed.
 * @typedef {{store: Store, changed: () => Promise<void>}} Desk */

/** The element of the page with this id and of this kind.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind} */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page lacks ${id}.`);
  return found;
}

/** @param {string} words
 * @param {() => void} press
 * @returns {HTMLButtonElement} */
export function button(words, press) {
  return make("button", { type: "button", class: "btn quiet", onclick: press }, words);
}

/** Show words in an element that is heard when it changes, or hide it.
 * @param {HTMLElement} element
 * @param {string} [words] */
export function say(element, words = "") {
  element.textContent = words;
  element.hidden = !words;
}

/** What a failure of the store means for the reader.
 * @param {unknown} error
 * @returns {string} */
export function failure(error) {
  return word(error instanceof StorageFull ? "storage_full" : "storage_refused");
}

/** @param {RecordData} data
 * @returns {{entries: string, files: string}} */
export function counts(data) {
  return { entries: plural("entries", data.entries.length), files: plural("files", data.files.length) };
}

/** @param {string} moment
 * @returns {string} */
export function dayOf(moment) {
  return formatDate(localDay(new Date(moment)));
}

/** @param {number} bytes
 * @returns {string} */
export function megabytes(bytes) {
  return (Math.ceil(bytes / 1024 / 102.4) / 10).toFixed(1);
}

/** Hand a text over as a file, the way a link to a file does.
 * @param {string} text
 * @param {string} name */
export function save(text, name) {
  const link = make("a", { download: name });
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.click();
  // Some browsers read the address only after the press.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A listener that keeps a form from being sent, and does one thing at a time.
 * @param {() => Promise<unknown>} act
 * @returns {(event?: Event) => Promise<void>} */
export function handler(act) {
  let busy = false;
  return async (event) => {
    event?.preventDefault();
    if (busy) return;
    busy = true;
    document.body.setAttribute("aria-busy", "true");
    try {
      await act();
    } finally {
      busy = false;
      document.body.removeAttribute("aria-busy");
    }
  };
}
