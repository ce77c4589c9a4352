// "Save a copy": the record as one file, with or without a passphrase.

import { canLock, SHORTEST } from "./crypto.js";
import { element, failure, handler, megabytes, save, say } from "./files_parts.js";
import { LIMITS, localDay } from "./model.js";
import { exportText, nameOf, sizeOf } from "./transfer.js";
import { word } from "./words.js";

/** @typedef {import("./files_parts.js").Desk} Desk */

/** @param {Desk} desk */
export function setUpSaving(desk) {
  const locked = element("locked", HTMLInputElement);
  const fields = element("passphrase-fields", HTMLElement);
  const shown = element("passphrase-shown", HTMLInputElement);
  locked.disabled = !canLock();
  element("cannot-lock", HTMLElement).hidden = canLock();
  locked.addEventListener("change", () => {
    fields.hidden = !locked.checked;
  });
  shown.addEventListener("change", () => {
    for (const field of passphrases()) field.type = shown.checked ? "text" : "password";
  });
  const submit = handler(() => saved(desk, locked.checked));
  element("save-form", HTMLFormElement).addEventListener("submit", submit);
}

function passphrases() {
  return ["passphrase", "passphrase-again"].map((id) => element(id, HTMLInputElement));
}

/** @param {Desk} desk
 * @param {boolean} locked */
async function saved(desk, locked) {
  const told = element("saved", HTMLElement);
  const [passphrase, again] = passphrases();
  const wrong = locked ? flaw(passphrase.value, again.value) : "";
  complain(wrong);
  say(told, wrong ? "" : word("saving"));
  if (wrong) return;
  const files = !element("without-files", HTMLInputElement).checked;
  const now = new Date();
  try {
    const data = await desk.store.load();
    const size = sizeOf(data, { locked, files });
    if (size > LIMITS.bytes) {
      say(told);
      complain(word("copy_too_large", { size: megabytes(size), most: megabytes(LIMITS.bytes) }));
      return;
    }
    const name = nameOf(localDay(now));
    save(await exportText(data, { now, files, passphrase: locked ? passphrase.value : "" }), name);
    say(told, word(locked ? "saved_locked" : "saved", { name }));
    for (const field of [passphrase, again]) field.value = "";
  } catch (error) {
    say(told);
    complain(failure(error));
  }
}

/** @param {string} passphrase
 * @param {string} again
 * @returns {string} what is wrong with it; nothing if it will do */
function flaw(passphrase, again) {
  if (passphrase.trim().length < SHORTEST) return word("passphrase_short", { n: SHORTEST });
  return passphrase === again ? "" : word("passphrases_differ");
}

/** @param {string} words */
function complain(words) {
  say(element("save-error", HTMLElement), words);
  const [first] = passphrases();
  for (const field of passphrases()) field.setAttribute("aria-invalid", String(Boolean(words) && !first.hidden));
  if (words && !element("passphrase-fields", HTMLElement).hidden) first.focus();
}
