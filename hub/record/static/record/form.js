// The form of one entry, kept as it is typed. What is kept at once is what was typed: another tab's fields stay.

import { byId, make, say } from "./dom.js";
import { source } from "./entries.js";
import { FormFiles } from "./form_files.js";
import { LIMITS } from "./model.js";
import { stageOf, yearOn } from "./school.js";
import { stamp } from "./state.js";
import { allKinds, allSkills, formatMinutes, kind, word, words } from "./words.js";

/** @typedef {import("./model.js").Entry} Entry */
/** @typedef {import("./state.js").State} State */

const PAUSE = 250;
const TEXTS = /** @type {const} */ (["what", "where", "with", "before", "learned", "next"]);
const ASKED = ["before", "learned", "next"];

/** The dialog with the form of an entry. */
export class EntryForm {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** @type {HTMLDialogElement} */
    this.dialog = byId("entry");
    this.form = /** @type {HTMLFormElement} */ (this.dialog.querySelector("form"));
    /** @type {Entry | null} */
    this.entry = null;
    /** @type {Entry | undefined} what the entry was when it was opened; a new one was nothing */
    this.before = undefined;
    /** @type {Partial<Entry>} */
    this.pending = {};
    this.timer = 0;
    this.skills = allSkills().map((each) => this._pick(each.label, () => this._toggleSkill(each.slug), each.slug));
    byId("skills").append(...this.skills);
    this.files = new FormFiles(this);
    this._fillChoices();
    this._listen();
  }

  _listen() {
    this.form.addEventListener("input", (event) => this._typed(/** @type {HTMLInputElement} */ (event.target)));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.dialog.close();
    });
    this.dialog.addEventListener("close", () => void this._closed());
    // The page may go at any moment, on a telephone above all.
    addEventListener("pagehide", () => void this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && void this.keep());
    byId("drop").addEventListener("click", () => void this._dropped());
    for (const button of this._lengths()) button.addEventListener("click", () => this._lasted(button));
  }

  /** @returns {HTMLButtonElement[]} */
  _lengths() {
    return [...byId("lengths").querySelectorAll("button")];
  }

  /**
   * @param {string} label
   * @param {() => void} pressed
   * @param {string} [value]
   */
  _pick(label, pressed, value) {
    return make("button", { type: "button", "aria-pressed": "false", "data-value": value, onclick: pressed }, label);
  }

  _fillChoices() {
    const option = (/** @type {string} */ value, /** @type {string} */ label) => make("option", { value }, label);
    const usual = allKinds().filter((each) => !each.retired);
    this.field("kind").append(...usual.map((each) => option(each.slug, each.label)));
    this.field("year").append(option("", ""));
    for (let year = 3; year <= 13; year++) this.field("year").append(option(String(year), word("year", { year })));
  }

  /**
   * @param {string} name
   * @returns {HTMLInputElement}
   */
  field(name) {
    return /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
  }

  /**
   * Open the form on an entry. A new one is kept with its first word.
   * @param {Entry} entry
   * @param {{ note?: string, added?: boolean }} [how] `added`: it is new, and worth keeping as it is
   */
  open(entry, { note = "", added = false } = {}) {
    const stored = this.state.entries.get(entry.id);
    this.before = stored && { ...stored };
    this.entry = { ...entry };
    this.pending = {};
    this.added = added;
    byId("entry-title").textContent = word(stored ? "title_edit" : "title_add");
    byId("drop").textContent = word(stored ? "remove" : "drop");
    this._note(note);
    this._fill(this.entry);
    this._ask(this.entry);
    /** @type {HTMLDetailsElement} */ (byId("say-more")).open = stored !== undefined;
    byId("kept").textContent = "";
    this.dialog.showModal();
    this.form.querySelector(".entry-fields")?.scrollTo(0, 0);
    this.field("what").focus();
  }

  /** @param {string} text */
  _note(text) {
    byId("entry-note").hidden = !text;
    byId("entry-note").textContent = text;
  }

  /** @param {Entry} entry */
  _fill(entry) {
    for (const name of TEXTS) this.field(name).value = entry[name];
    this.field("date").value = entry.date;
    this.field("until").value = entry.until ?? "";
    this.field("year").value = entry.year ? String(entry.year) : "";
    // A kind that is no longer offered, or that a file brought, stays as it is.
    const known = [...this.field("kind").querySelectorAll("option")].some((each) => each.value === entry.kind);
    if (!known) this.field("kind").append(make("option", { value: entry.kind }, kind(entry.kind)?.label ?? entry.kind));
    this.field("kind").value = entry.kind;
    this.field("shown").checked = entry.shown;
    this._showLength(entry.minutes);
    this._showSkills(entry);
    this.files.show();
    const from = source(entry);
    byId("source").replaceChildren(...(from ? [from] : []));
    byId("source").hidden = !from;
  }

  /** @param {number} minutes */
  _showLength(minutes) {
    this.field("hours").value = minutes >= 60 ? String(Math.floor(minutes / 60)) : "";
    this.field("rest").value = minutes % 60 ? String(minutes % 60) : "";
    this._press(minutes);
  }

  /** @param {number} minutes */
  _press(minutes) {
    for (const button of this._lengths())
      button.setAttribute("aria-pressed", String(Number(button.dataset.minutes) === minutes));
  }

  /** @param {Entry} entry */
  _showSkills(entry) {
    for (const button of this.skills)
      button.setAttribute("aria-pressed", String(entry.skills.includes(button.dataset.value ?? "")));
  }

  /**
   * Ask what is asked in the year of the entry.
   * @param {Entry} entry
   */
  _ask(entry) {
    const stage = this.state.profile.stage ?? stageOf(entry.year) ?? "ks3";
    this.form.dataset.stage = stage;
    this.files.stand(stage === "ks2" || document.documentElement.dataset.view === "easy");
    for (const name of ASKED) {
      byId(`f-${name}-hint`).textContent = word(`prompts.${stage}.${name}`);
      const place = /** @type {HTMLElement} */ (this.form.querySelector(`[data-for=${name}]`));
      const starters = /** @type {string[]} */ (words(`starters.${name}`) ?? []);
      place.replaceChildren(...starters.map((text) => this._pick(`${text} …`, () => this._start(name, text))));
      for (const button of place.querySelectorAll("button")) button.removeAttribute("aria-pressed");
    }
  }

  /**
   * Begin a sentence in a text.
   * @param {string} name
   * @param {string} text
   */
  _start(name, text) {
    const field = this.field(name);
    field.value = `${field.value.trimEnd()}${field.value.trim() ? "\n" : ""}${text} `;
    field.focus();
    this._typed(field);
  }

  /** @param {HTMLInputElement} field */
  _typed(field) {
    const { name, value } = field;
    const text = TEXTS.find((each) => each === name);
    if (text) this.change({ [text]: value });
    else if (name === "hours" || name === "rest") this._timeTyped();
    else if (name === "date" && value) this._dated(value);
    else if (name === "until") this.change({ until: value || undefined });
    else if (name === "kind") this._sorted(value);
    else if (name === "year") this.change({ year: value ? Number(value) : undefined });
    else if (name === "shown") this.change({ shown: field.checked });
    if (name === "year" && this.entry) this._ask(this.entry);
  }

  _timeTyped() {
    const whole = (/** @type {string} */ name) => Math.max(0, Math.floor(Number(this.field(name).value) || 0));
    const minutes = Math.min(whole("hours") * 60 + whole("rest"), LIMITS.minutes);
    this._press(minutes);
    this.change({ minutes });
  }

  /** @param {HTMLButtonElement} button */
  _lasted(button) {
    const minutes = button.getAttribute("aria-pressed") === "true" ? 0 : Number(button.dataset.minutes);
    this._showLength(minutes);
    this.change({ minutes });
  }

  /**
   * Another day may lie in another school year: the year group goes with it.
   * @param {string} date
   */
  _dated(date) {
    const { entries, profile } = this.state;
    const others = [...entries.values()].filter((each) => each.id !== this.entry?.id);
    const year = yearOn(date, others, profile) ?? this.entry?.year;
    this.field("year").value = year ? String(year) : "";
    this.change({ date, year });
  }

  /**
   * A kind that usually takes as long as it takes says so, unless somebody has said how long it took.
   * @param {string} slug
   */
  _sorted(slug) {
    const usual = kind(slug)?.minutes;
    if (this.entry && !this.entry.minutes && usual) {
      this._showLength(usual);
      this.change({ kind: slug, minutes: usual });
      say(formatMinutes(usual));
    } else this.change({ kind: slug });
  }

  /** @param {string} slug */
  _toggleSkill(slug) {
    if (!this.entry) return;
    const { skills } = this.entry;
    this.change({ skills: skills.includes(slug) ? skills.filter((each) => each !== slug) : [...skills, slug] });
    this._showSkills(this.entry);
  }

  /**
   * Take fields over into the entry and keep them in a moment.
   * @param {Partial<Entry>} fields
   */
  change(fields) {
    if (!this.entry) return;
    Object.assign(this.entry, fields);
    Object.assign(this.pending, fields);
    byId("kept").textContent = word("keeping");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.keep(), PAUSE);
  }

  /** Whether the entry holds anything worth keeping. */
  get worth() {
    const { entry } = this;
    return entry !== null && (this.added || TEXTS.some((name) => entry[name].trim()) || entry.files.length > 0);
  }

  async keep() {
    clearTimeout(this.timer);
    const { entry, pending } = this;
    if (!entry || (!this.worth && !this.before)) return;
    const isNew = !this.state.entries.has(entry.id);
    if (!isNew && !Object.keys(pending).length) return;
    this.pending = {};
    const kept = await this.state.change(entry, isNew ? entry : pending);
    byId("kept").textContent = word(kept ? "kept" : "not_kept");
  }

  async _dropped() {
    const { entry, before } = this;
    clearTimeout(this.timer);
    this.entry = null;
    this.dialog.close();
    if (!entry) return;
    const stored = this.state.entries.get(entry.id);
    if (before) await this.state.remove(before);
    else if (stored) await this.state.remove(stored);
  }

  async _closed() {
    await this.keep();
    const { entry, before } = this;
    this.entry = null;
    const after = entry && this.state.entries.get(entry.id);
    if (!entry || !after) return;
    if (!before) {
      this.state.undo.add(word("saved", { what: after.what }), () => this.state.drop(after.id));
      this.added = false;
    } else if (after.changed !== before.changed) {
      const back = () => this.state.put({ ...before, changed: stamp(after.changed) });
      this.state.undo.add(word("changed", { what: after.what }), async () => void (await back()));
    }
    document.getElementById(`t-${after.id}`)?.focus();
  }
}
