// The page of copies: save one, open one, add two together, clear this device.

import { setUpClearing } from "./files_clear.js";
import { setUpOpening } from "./files_open.js";
import { counts, element, failure, megabytes, say } from "./files_parts.js";
import { setUpSaving } from "./files_save.js";
import { open } from "./store.js";
import { word } from "./words.js";

/** @typedef {import("./store.js").Store} Store */

/** Say what is in this browser now.
 * @param {Store} store */
async function tell(store) {
  const data = await store.load();
  const empty = !data.entries.length && Object.keys(data.profile).length < 2;
  say(element("here", HTMLElement), empty ? word("here_nothing") : word("here", counts(data)));
  const bytes = data.files.reduce((sum, file) => sum + file.size, 0);
  element("without-files-row", HTMLElement).hidden = !bytes;
  say(element("files-size", HTMLElement), bytes ? word("files_size", { size: megabytes(bytes) }) : "");
}

async function start() {
  const here = element("here", HTMLElement);
  try {
    const store = await open();
    const changed = () => tell(store);
    await changed();
    store.onChange(changed);
    const desk = { store, changed };
    setUpSaving(desk);
    setUpOpening(desk);
    setUpClearing(desk);
    for (const part of document.querySelectorAll("[data-needs-store]")) part.removeAttribute("hidden");
  } catch (error) {
    say(here, failure(error));
  }
}

await start();
