// Readers of single values that nobody has checked: each gives a clean value or undefined, and never throws.

const KEY = /^[A-Za-z][\w-]{0,63}$/;
const NEVER = new Set(["constructor", "prototype"]);
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const OWN = "https://own.invalid";

/** Own values of an object by name; nothing for what is no object.
 * @param {unknown} value
 * @returns {(name: string) => unknown} */
export function fieldsOf(value) {
  const object = isObject(value) ? value : {};
  return (name) => (Object.hasOwn(object, name) ? object[name] : undefined);
}

/** @param {unknown} value
 * @returns {value is Record<string, unknown>} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text without control characters and without halves of characters; lines stay where `most` lines allow them.
 * @param {unknown} value
 * @param {number} most
 * @param {boolean} [lines]
 * @returns {string | undefined} */
export function text(value, most, lines = false) {
  if (typeof value !== "string") return undefined;
  // Cut first: what is cut away is never looked at, however long it is.
  const cut = value.slice(0, most + 1000).replace(/\r\n?/g, "\n");
  const clean = lines ? cut.replace(/(?![\n\t])\p{Cc}/gu, "") : cut.replace(/[\n\t]/g, " ").replace(/\p{Cc}/gu, "");
  return clean
    .trim()
    .slice(0, most)
    .replace(/\p{Cs}/gu, "");
}

/** @param {unknown} value
 * @param {number} least
 * @param {number} most
 * @returns {number | undefined} */
export function whole(value, least, most) {
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  const rounded = Math.round(value);
  return rounded >= least && rounded <= most ? rounded : undefined;
}

/** A day of the calendar from 1900 to 2100.
 * @param {unknown} value
 * @returns {string | undefined} */
export function day(value) {
  if (typeof value !== "string" || !/^(19|20)\d\d-\d\d-\d\d$/.test(value)) return undefined;
  const read = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value) ? value : undefined;
}

/** A moment as `Date.toISOString` writes it.
 * @param {unknown} value
 * @returns {string | undefined} */
export function moment(value) {
  if (typeof value !== "string" || value.length > 40 || !day(value.slice(0, 10))) return undefined;
  const read = new Date(value);
  return Number.isNaN(read.getTime()) ? undefined : read.toISOString();
}

/** @param {unknown} value
 * @returns {string | undefined} */
export function uuid(value) {
  return typeof value === "string" && UUID.test(value) ? value : undefined;
}

/** @param {unknown} value
 * @returns {string | undefined} */
export function slug(value) {
  return typeof value === "string" && /^[a-z\d][a-z\d-]{0,63}$/.test(value) ? value : undefined;
}

/** An address of this site, or one that begins with https.
 * @param {unknown} value
 * @param {number} most
 * @returns {string | undefined} */
export function address(value, most) {
  if (typeof value !== "string" || value.length > most || /[\s\\\p{Cc}]/u.test(value)) return undefined;
  try {
    const read = new URL(value, OWN);
    if (value.startsWith("/")) return read.origin === OWN ? value : undefined;
    return value.startsWith("https://") && !read.username && !read.password ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Different clean items of a list, `most` at the most.
 * @param {unknown} value
 * @param {(item: unknown) => string | undefined} read
 * @param {number} most
 * @returns {string[]} */
export function items(value, read, most) {
  if (!Array.isArray(value)) return [];
  const found = value.slice(0, most * 2).map(read);
  return [...new Set(found.filter((item) => item !== undefined))].slice(0, most);
}

/** Plain values of JSON, to a depth and a number of values; names that JavaScript itself uses are left out.
 * @param {unknown} value
 * @param {{depth?: number, left: number, most: number}} limits
 * @returns {unknown} */
export function plain(value, limits) {
  const { depth = 8, most } = limits;
  if (limits.left-- <= 0 || depth === 0) return undefined;
  const inner = (/** @type {unknown} */ item) => {
    const within = { depth: depth - 1, left: limits.left, most };
    const read = plain(item, within);
    limits.left = within.left;
    return read;
  };
  if (typeof value === "string") return text(value, most, true);
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "boolean" || value === null) return value;
  if (Array.isArray(value))
    return value
      .slice(0, limits.left + 1)
      .map(inner)
      .filter((item) => item !== undefined);
  if (!isObject(value)) return undefined;
  const names = Object.keys(value).slice(0, 200);
  const pairs = names.filter((name) => KEY.test(name) && !NEVER.has(name)).map((name) => [name, inner(value[name])]);
  return Object.fromEntries(pairs.filter(([, read]) => read !== undefined));
}

/** Bytes of base64.
 * @param {string} value
 * @returns {Uint8Array<ArrayBuffer> | undefined} */
export function bytesOf(value) {
  try {
    const read = atob(value);
    const bytes = new Uint8Array(read.length);
    for (let at = 0; at < read.length; at++) bytes[at] = read.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
}

/** Base64 of bytes.
 * @param {Uint8Array} bytes
 * @returns {string} */
export function base64(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 0x8000) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(parts.join(""));
}

/** @returns {string} */
export function newId() {
  // randomUUID is there only over https and on the machine itself.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
