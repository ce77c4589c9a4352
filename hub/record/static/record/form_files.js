// The pictures and files of the form: chosen, taken or drawn, and taken out again.

import { byId, make } from "./dom.js";
import { Drawing } from "./drawing.js";
import { thumb } from "./entries.js";
import { LIMITS } from "./model.js";
import { TooLarge, Unreadable, shrink } from "./pictures.js";
import { word } from "./words.js";

/** @typedef {import("./form.js").EntryForm} EntryForm */

/** What the form of an entry does with its files. */
export class FormFiles {
  /** @param {EntryForm} form */
  constructor(form) {
    this.form = form;
    this.place = byId("pictures");
    const drawing = new Drawing((picture) => this.attach(picture, word("drawing_name")));
    byId("draw").addEventListener("click", () => drawing.open());
    const input = byId("f-file");
    input.addEventListener("change", () => void this._picked(/** @type {HTMLInputElement} */ (input)));
  }

  /**
   * Put the pictures before all words, or after the first of them.
   * @param {boolean} first
   */
  stand(first) {
    byId("file-problem").hidden = true;
    const { parentElement } = this.place;
    if (first === (parentElement?.firstElementChild?.nextElementSibling === this.place)) return;
    if (first) byId("entry-note").after(this.place);
    else byId("say-more").before(this.place);
  }

  /** @param {HTMLInputElement} input */
  async _picked(input) {
    const problem = byId("file-problem");
    problem.hidden = true;
    for (const file of input.files ?? []) {
      if (!this.form.entry || this.form.entry.files.length >= LIMITS.filesOfEntry) break;
      try {
        await this.attach(file);
      } catch (error) {
        if (!(error instanceof TooLarge || error instanceof Unreadable)) throw error;
        problem.textContent = word(error instanceof TooLarge ? "too_large" : "unreadable", { name: file.name });
        problem.hidden = false;
      }
    }
    input.value = "";
  }

  /**
   * Add a picture or another file to the entry.
   * @param {File | Blob} file
   * @param {string} [name]
   */
  async attach(file, name) {
    const { entry } = this.form;
    if (!entry) return;
    const made = await shrink(file, { entry: entry.id, name });
    const kept = await this.form.state.putFile(made);
    if (!kept && this.form.state.lasts) {
      this.form.state.files.delete(made.id);
      return;
    }
    // An entry without words cannot be told from others in a list, nor read back from a file.
    const what = entry.what.trim() || word("picture_only");
    this.form.field("what").value = what;
    this.form.change({ files: [...entry.files, made.id], what });
    this.show();
    await this.form.keep();
  }

  show() {
    const { entry } = this.form;
    if (!entry) return;
    const files = this.form.state.filesOf(entry);
    const out = (/** @type {string} */ id) => {
      this.form.change({ files: entry.files.filter((each) => each !== id) });
      this.show();
      byId("f-file").focus();
    };
    byId("thumbs").replaceChildren(
      ...files.map((file) => {
        const label = word("take_out_of", { name: file.name });
        const button = { type: "button", class: "keep", "aria-label": label, onclick: () => out(file.id) };
        return make("li", {}, thumb(file), make("button", button, word("take_out")));
      }),
    );
  }
}
