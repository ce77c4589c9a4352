// How full the browser is, and whether it keeps the record when room is short.

import { byId } from "./dom.js";
import { formatNumber, word } from "./words.js";

/** @typedef {import("./store.js").Store} Store */

const UNITS = /** @type {[number, string][]} */ ([
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
]);

/** @param {number} bytes */
export function formatBytes(bytes) {
  const [size, unit] = UNITS.find(([least]) => bytes >= least) ?? [1e3, "kB"];
  return `${formatNumber(bytes / size)} ${unit}`;
}

/**
 * Say it, and offer to ask for lasting storage where the browser has not promised it.
 * @param {Store | null} store
 */
export async function showRoom(store) {
  if (!store) return;
  const { used, quota, lasting } = await store.usage();
  const key = quota ? "used" : "used_only";
  byId("used").textContent = word(key, { used: formatBytes(used), quota: formatBytes(quota) });
  byId("lasting").textContent = word(lasting ? "lasting" : "not_lasting");
  const button = byId("persist");
  button.hidden = lasting;
  button.onclick = async () => {
    if (await store.persist()) await showRoom(store);
    else byId("lasting").textContent = word("lasting_refused");
  };
}
