// What a page of the hub hands over in the address's fragment, which browsers never send: `#add=` and an entry.

import { readEntry } from "./model.js";

/** @typedef {import("./model.js").Entry} Entry */

const BEGINS = "#add=";
const MOST = 8000;
const TAKEN = ["what", "kind", "minutes", "where", "with", "date", "source"];

/**
 * Read the fragment as if nobody had checked it, and take it out of the address.
 * @param {Date} now
 * @returns {{ entry: Entry | null, damaged: boolean }}
 */
export function takeFragment(now) {
  const { hash } = location;
  if (!hash.startsWith(BEGINS)) return { entry: null, damaged: false };
  history.replaceState(history.state, "", location.pathname + location.search);
  const entry = hash.length > MOST ? null : parsed(hash.slice(BEGINS.length), now);
  return { entry, damaged: entry === null };
}

/**
 * @param {string} encoded
 * @param {Date} now
 */
function parsed(encoded, now) {
  try {
    const given = JSON.parse(decodeURIComponent(encoded));
    // Only what an address may fill in: never an id, by which it could write over an entry.
    const taken = TAKEN.flatMap((name) => (Object.hasOwn(given, name) ? [[name, given[name]]] : []));
    return readEntry(Object.fromEntries(taken), now).entry;
  } catch {
    return null;
  }
}
