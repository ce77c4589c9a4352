// @ts-check
// The page of the CV and the answers: what is typed is kept, and shown as it will be printed.
import { announcer, fillAnswers, newAnswerRow, reactToAnswers, readAnswers } from "./answers_form.js";
import { cvOf, linesOf, outline, VARIANTS } from "./cv.js";
import { cvFile, save, sheets, show, wordFile } from "./cv_preview.js";
import { every, field, fill, one, react, read, schoolRow, showEntries } from "./cv_form.js";
import { joined } from "./answers.js";
import { jsonResume } from "./json_resume.js";
import { Keeper } from "./profile_keeper.js";
import { plural, word } from "./words.js";

const MORE = 20;
const MEASURE_AFTER = 400;
const keeper = new Keeper(one("#cv-trouble"));
const form = /** @type {HTMLFormElement} */ (one("#cv-form"));
const answers = one("#answers-form");
const preview = one("#cv-preview");
const tell = announcer(one("#cv-said"));
let measuring = 0;

const name = () => field(form, "name").value;
const current = () => outline(read(form), name(), keeper.data.entries);

/** Show everything that is kept. */
function fillAll() {
  const { profile, entries } = keeper.data;
  fill(form, cvOf(profile.cv), profile.name ?? "", entries);
  fillAnswers(profile.answers);
  showCv();
}

/** Show the CV as it stands in the form, and a little later how much paper it takes. */
function showCv() {
  const cv = read(form);
  react(form, cv, keeper.data.entries);
  show(preview, outline(cv, name(), keeper.data.entries));
  clearTimeout(measuring);
  measuring = setTimeout(() => {
    const many = sheets(preview);
    const most = VARIANTS[cv.variant].pages;
    const said = plural("sheets", many);
    one("#cv-sheets").textContent = many > most ? word("sheets_over", { sheets: said, enough: most }) : said;
  }, MEASURE_AFTER);
}

/** Keep and show the CV that stands in the form. */
function changed() {
  keeper.keep({ name: name(), cv: { ...read(form) } });
  showCv();
}

/** Keep the answers that stand in the page, and show their lengths. */
function answersChanged() {
  const written = readAnswers();
  keeper.keep({ answers: { ...written } });
  reactToAnswers(written);
}

/** What the buttons of the page do, by their `data-do`.
 * @type {Record<string, (row: HTMLElement, button: HTMLElement) => void>} */
const ACTS = {
  print: () => print(),
  word: () => save(cvFile(current()), "cv.docx"),
  json: () => {
    const text = JSON.stringify(jsonResume(keeper.data), null, 2);
    save(new Blob([text], { type: "application/json" }), "resume.json");
  },
  school: () => {
    one("#cv-schools").append(schoolRow());
    field(one("#cv-schools > :last-child"), "place").focus();
    changed();
  },
  "drop-school": (row) => dropped(row, "[data-do=school]", changed),
  more: () => {
    const before = every("#cv-entries > *", form).length;
    showEntries(read(form), keeper.data.entries, before + MORE);
    showCv();
    field(every("#cv-entries > *", form)[0], "on").focus();
  },
  own: (row) => {
    const words = field(row, "words");
    words.value = [words.value.trim(), one("q", row).textContent].filter(Boolean).join("\n");
    words.focus();
    changed();
  },
  answer: () => {
    one("#answers").append(newAnswerRow());
    field(one("#answers > :last-child"), "question").focus();
    answersChanged();
  },
  "drop-answer": (row) => dropped(row, "[data-do=answer]", answersChanged),
  copy: async (row, button) => {
    await navigator.clipboard.writeText(one(".answer-whole", row).textContent ?? "");
    button.textContent = word("copied");
  },
  "answers-word": () => save(answersFile(), "answers.docx"),
};

/**
 * Take a row away; the focus goes to the button that makes another.
 * @param {HTMLElement} row
 * @param {string} next
 * @param {() => void} then
 */
function dropped(row, next, then) {
  row.remove();
  one(next).focus();
  then();
}

/** @returns {Blob} every answer as a Word file */
function answersFile() {
  const { ucas, forms } = readAnswers();
  const questions = every(".ucas-question", answers).map((each) => each.textContent ?? "");
  const all = [
    ...ucas.map((written, at) => [questions[at], written]),
    ...forms.map(({ question, parts }) => [question, joined(parts)]),
  ].filter(([, written]) => written);
  const main = all.flatMap(([question, written]) => [
    { style: /** @type {const} */ ("Heading1"), text: question },
    ...linesOf(written).map((text) => ({ style: /** @type {const} */ ("Normal"), text })),
  ]);
  return wordFile(word("answers"), { top: [{ style: "Title", text: word("answers") }], main });
}

/** @param {Event} event */
function pressed(event) {
  const button = /** @type {Element} */ (event.target).closest("button[data-do]");
  if (!(button instanceof HTMLElement)) return;
  const row = button.closest("[data-row]");
  ACTS[button.dataset.do ?? ""]?.(/** @type {HTMLElement} */ (row ?? button), button);
}

await keeper.start();
fillAll();
one("#cv-work").hidden = false;
document.addEventListener("click", pressed);
form.addEventListener("input", changed);
answers.addEventListener("input", (event) => {
  answersChanged();
  const id = /** @type {Element} */ (event.target).getAttribute("aria-describedby") ?? "";
  tell(document.getElementById(id)?.textContent ?? "");
});
for (const each of every("form", document)) each.addEventListener("submit", (event) => event.preventDefault());
// What is typed here stays: only a page that nobody is typing in shows what another tab has changed.
keeper.follow(() => {
  if (!document.activeElement?.closest("form")) fillAll();
});
