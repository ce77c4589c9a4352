// Locking a copy with a passphrase: PBKDF2 makes the key, AES-GCM locks. Nobody can open it without the passphrase.

import { base64, bytesOf, fieldsOf, whole } from "./safe.js";

/**
 * @typedef {{kdf: "PBKDF2", hash: "SHA-256", iterations: number, salt: string, cipher: "AES-GCM", iv: string,
 *   sum: string, data: string}} Lock
 */

export const ITERATIONS = 600_000;
/** Fewer characters than this are guessed in an afternoon. */
export const SHORTEST = 8;
// A file that asks for more would keep the browser busy for minutes; one that asks for fewer was not made here.
const FEWEST = 100_000;
const MOST = 5_000_000;

/** Why a copy stays shut. */
export class StaysShut extends Error {
  /** @param {"wrong-passphrase" | "damaged" | "no-crypto"} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** Browsers lock only over https and on the machine itself.
 * @returns {boolean} */
export function canLock() {
  return Boolean(globalThis.crypto?.subtle);
}

/** @param {string} text
 * @param {string} passphrase
 * @returns {Promise<Lock>} */
export async function lock(text, passphrase) {
  if (!canLock()) throw new StaysShut("no-crypto");
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(passphrase, salt, ITERATIONS);
  const bytes = new TextEncoder().encode(text);
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes));
  return {
    kdf: "PBKDF2",
    hash: "SHA-256",
    iterations: ITERATIONS,
    salt: base64(salt),
    cipher: "AES-GCM",
    iv: base64(iv),
    sum: await sumOf(data),
    data: base64(data),
  };
}

/** The text that was locked; throws `StaysShut`. The sum over the locked bytes tells damage from a wrong passphrase.
 * @param {unknown} locked
 * @param {string} passphrase
 * @returns {Promise<string>} */
export async function unlock(locked, passphrase) {
  if (!canLock()) throw new StaysShut("no-crypto");
  const { salt, iv, data, iterations, sum } = readLock(locked);
  if (sum !== undefined && sum !== (await sumOf(data))) throw new StaysShut("damaged");
  const key = await keyOf(passphrase, salt, iterations);
  try {
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new StaysShut("wrong-passphrase");
  }
}

/** The parts of a lock; throws where one is missing or none of ours.
 * @param {unknown} locked */
export function readLock(locked) {
  const field = fieldsOf(locked);
  const known = field("kdf") === "PBKDF2" && field("hash") === "SHA-256" && field("cipher") === "AES-GCM";
  const iterations = whole(field("iterations"), FEWEST, MOST);
  const [salt, iv, data] = ["salt", "iv", "data"].map((name) => bytesOf(String(field(name) ?? "")));
  if (!known || !iterations || salt?.length !== 16 || iv?.length !== 12 || !data || data.length < 16) {
    throw new StaysShut("damaged");
  }
  const sum = field("sum");
  return { iterations, salt, iv, data, sum: typeof sum === "string" ? sum : undefined };
}

/** @param {Uint8Array<ArrayBuffer>} data
 * @returns {Promise<string>} */
async function sumOf(data) {
  return base64(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
}

/** @param {string} passphrase
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} iterations
 * @returns {Promise<CryptoKey>} */
async function keyOf(passphrase, salt, iterations) {
  // Keyboards write é in two ways, and telephones add a space at the end.
  const bytes = new TextEncoder().encode(passphrase.normalize("NFC").trim());
  const material = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
