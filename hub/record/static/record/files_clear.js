// "Clear this device": one press and one question, with a copy offered.

import { counts, element, failure, handler, say } from "./files_parts.js";
import { forget } from "./files_open.js";
import { word } from "./words.js";

/** @typedef {import("./files_parts.js").Desk} Desk */

/** @param {Desk} desk */
export function setUpClearing(desk) {
  const ask = element("clear-dialog", HTMLDialogElement);
  const told = element("cleared", HTMLElement);
  const clear = handler(async () => {
    ask.close();
    try {
      await desk.store.clear();
      forget();
      say(told, word("cleared"));
    } catch (error) {
      say(told, failure(error));
    }
    await desk.changed();
    told.focus();
  });
  const opened = handler(async () => {
    say(told);
    say(element("clear-said", HTMLElement), word("clear_said", counts(await desk.store.load())));
    ask.showModal();
  });
  element("clear", HTMLButtonElement).addEventListener("click", opened);
  element("clear-now", HTMLButtonElement).addEventListener("click", clear);
  element("clear-copy", HTMLButtonElement).addEventListener("click", () => {
    ask.close();
    element("save", HTMLElement).scrollIntoView();
    element("locked", HTMLElement).focus();
  });
}
