// Makes the form of the programme a grid: arrows, ranges, paste from a spreadsheet, fill down, undo. Without this script
// the form works as it is. Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/grid/

import { Sheet } from "./sheet.js";
import { sumsOf } from "./sums.js";
import { fold, join, split } from "./text.js";

const form = document.querySelector("[data-programme-table]");
const table = form.querySelector("[data-table]");
const body = table.querySelector("[data-rows]");
const save = form.querySelector("[data-save]");
const status = form.querySelector("[data-status]");
const words = form.querySelector("[data-words]").dataset;
const data = JSON.parse(document.getElementById("programme-data").textContent);
const columns = data.columns;
const places = Object.fromEntries(columns.map(({ name, place }) => [name, place]));
const sheet = new Sheet(data.rows, data.width, data.most);
const saved = data.unsaved ? null : sheet.rows;

let shown = []; // the rows as they are drawn
let active = { row: 0, column: 0 };
let anchor = active;
let selected = [];
let editor = null;
let leaving = false;
let summing = 0;
let told = sheet.rows; // as the server drew the map of them

const say = (word, ...values) => {
  status.textContent = values.reduce((text, value, at) => text.replace(`%${at + 1}`, value), words[word]);
};
const cellAt = (row, column) => body.rows[row]?.cells[column + 1];
const between = (value, most) => Math.min(Math.max(value, 0), most);
const range = () => ({
  top: Math.min(active.row, anchor.row),
  bottom: Math.max(active.row, anchor.row),
  left: Math.min(active.column, anchor.column),
  right: Math.max(active.column, anchor.column),
});

// Drawing.

const pattern = document.createElement("tr");
pattern.innerHTML = `<th scope="row"></th>${'<td role="gridcell" tabindex="-1"></td>'.repeat(columns.length)}`;

function draw() {
  while (body.rows.length > sheet.rows.length) body.lastElementChild.remove();
  const added = document.createDocumentFragment();
  sheet.rows.forEach((row, at) => {
    if (row === shown[at] && body.rows[at]) return;
    let line = body.rows[at];
    if (!line) {
      line = pattern.cloneNode(true);
      line.cells[0].textContent = at + 1;
      added.append(line);
    }
    columns.forEach(({ name, place }, column) => drawCell(line.cells[column + 1], row, place, `r${at + 1}-${name}`));
  });
  body.append(added);
  shown = sheet.rows;
  table.setAttribute("aria-rowcount", sheet.rows.length + 1);
  cancelAnimationFrame(summing);
  summing = requestAnimationFrame(drawSums);
  if (sheet.rows !== told) form.dispatchEvent(new CustomEvent("programmechange", { detail: sheet }));
  told = sheet.rows;
}

function drawCell(cell, row, place, id) {
  cell.textContent = row.cells[place];
  cell.id = id;
  cell.toggleAttribute("aria-invalid", false);
  if (!row.errors[place]) return;
  cell.setAttribute("aria-invalid", "true");
  const error = document.createElement("span");
  error.className = "grid-error";
  error.textContent = row.errors[place];
  cell.append(error);
}

function drawSums() {
  const { years, reached, unread } = sumsOf(sheet.rows, places, data);
  const section = document.querySelector("[data-sums]");
  section.hidden = false;
  const items = years.map(([year, hours]) => {
    const item = document.createElement("li");
    item.textContent = `${words.year.replace("%1", year)}: ${words.hours.replace("%1", hours)}`;
    return item;
  });
  section.querySelector("[data-years]").replaceChildren(...items);
  section.querySelector("[data-sum]").textContent = words.sum.replace("%1", reached);
  section.querySelector("[data-unread]").textContent = unread ? words.unread.replace("%1", unread) : "";
}

function drawRange() {
  for (const cell of selected) cell.removeAttribute("aria-selected");
  selected = [];
  const { top, bottom, left, right } = range();
  if (top === bottom && left === right) return;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) selected.push(cellAt(row, column));
  }
  for (const cell of selected) cell.setAttribute("aria-selected", "true");
}

// Moving.

function go(row, column, { extend = false, focus = true } = {}) {
  cellAt(active.row, active.column)?.setAttribute("tabindex", "-1");
  active = { row: between(row, sheet.rows.length - 1), column: between(column, columns.length - 1) };
  if (!extend) anchor = active;
  const cell = cellAt(active.row, active.column);
  cell.setAttribute("tabindex", "0");
  if (focus) cell.focus();
  drawRange();
}

function changed(row = active.row, column = active.column) {
  draw();
  anchor = { row: between(anchor.row, sheet.rows.length - 1), column: anchor.column };
  go(row, column);
}

function placeOf(target) {
  const cell = target.closest?.("td, th");
  if (!cell || !body.contains(cell)) return null;
  return { row: cell.parentElement.sectionRowIndex, column: cell.cellIndex - 1 };
}

// Editing one cell.

function edit(text) {
  const { name, label, place, list } = columns[active.column];
  const cell = cellAt(active.row, active.column);
  const input = document.createElement("input");
  input.value = text ?? sheet.rows[active.row].cells[place];
  input.setAttribute("aria-label", `${words.row.replace("%1", active.row + 1)}, ${label}`);
  input.autocomplete = "off";
  if (list) input.setAttribute("list", `grid-${list}`);
  editor = { input, cell, row: active.row, place, name };
  cell.replaceChildren(input);
  input.addEventListener("blur", () => editor?.input === input && close(true, false));
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}

function close(keep, focus = true) {
  const { input, cell, row, place } = editor;
  editor = null;
  const wrote = keep && sheet.write([[row, place, input.value.trim().replace(/\s+/g, " ")]]);
  if (wrote) draw();
  else drawCell(cell, sheet.rows[row], place, cell.id);
  if (focus) go(active.row, active.column);
}

function keyInEditor(event) {
  const moves = { Enter: [1, 0], Tab: [0, event.shiftKey ? -1 : 1] };
  if (event.isComposing || !(event.key in moves || event.key === "Escape")) return;
  event.preventDefault();
  close(event.key !== "Escape");
  if (event.key in moves) go(active.row + moves[event.key][0], active.column + moves[event.key][1]);
}

// What the buttons and the keys do.

const commands = {
  undo() {
    const done = sheet.undo();
    changed();
    say(done ? "undone" : "nothing");
  },
  redo() {
    const done = sheet.redo();
    changed();
    say(done ? "redone" : "nothing");
  },
  fill() {
    const { top, bottom, left, right } = range();
    const from = top === bottom ? top - 1 : top;
    if (from < 0) return;
    write(from + 1, bottom, left, right, (_row, place) => sheet.rows[from].cells[place]);
    say("filled");
  },
  insert() {
    const { bottom } = range();
    const done = sheet.insert(bottom + 1);
    changed(done ? bottom + 1 : bottom, 0);
    if (done) say("inserted", bottom + 2);
    else say("full", data.most);
  },
  remove() {
    const { top, bottom } = range();
    sheet.remove(top, bottom);
    changed(top, active.column);
    say("removed", bottom - top + 1);
  },
  clear() {
    const { top, bottom, left, right } = range();
    write(top, bottom, left, right, () => "");
  },
};

function write(top, bottom, left, right, textOf) {
  const cells = [];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++)
      cells.push([row, columns[column].place, textOf(row, columns[column].place)]);
  }
  const kept = anchor;
  if (sheet.write(cells)) draw();
  anchor = kept;
  go(active.row, active.column, { extend: true });
}

function pressed(event) {
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey) {
    const key = event.key.toLowerCase();
    if (key === "a")
      return () => ((anchor = { row: 0, column: 0 }), go(sheet.rows.length - 1, columns.length - 1, { extend: true }));
    if (key === "z" && event.shiftKey) return commands.redo;
    return { z: commands.undo, y: commands.redo, d: commands.fill, enter: commands.insert, delete: commands.remove }[
      key
    ];
  }
  if (event.altKey) return null;
  if (event.key === "F2" || event.key === "Enter") return () => edit();
  if (event.key === "Delete" || event.key === "Backspace") return commands.clear;
  if (event.key === "Escape") return () => (selected.length ? go(active.row, active.column) : save.focus());
  if (event.key.length === 1) return () => edit("");
  return null;
}

function moved(event) {
  const { row, column } = active;
  const control = event.ctrlKey || event.metaKey;
  const [last, end] = [sheet.rows.length - 1, columns.length - 1];
  const on = getComputedStyle(table).direction === "rtl" ? -1 : 1;
  if (event.key === "Tab") {
    const at = row * columns.length + column + (event.shiftKey ? -1 : 1);
    return at < 0 || at > last * columns.length + end ? null : [Math.floor(at / columns.length), at % columns.length];
  }
  return {
    ArrowUp: [control ? 0 : row - 1, column],
    ArrowDown: [control ? last : row + 1, column],
    ArrowLeft: [row, control ? (on > 0 ? 0 : end) : column - on],
    ArrowRight: [row, control ? (on > 0 ? end : 0) : column + on],
    Home: [control ? 0 : row, 0],
    End: [control ? last : row, end],
    PageUp: [row - 10, column],
    PageDown: [row + 10, column],
  }[event.key];
}

// Copy and paste.

function copied(event) {
  if (editor) return;
  const { top, bottom, left, right } = range();
  const rows = sheet.rows.slice(top, bottom + 1);
  const taken = rows.map((row) => columns.slice(left, right + 1).map(({ place }) => row.cells[place]));
  event.clipboardData.setData("text/plain", join(taken));
  event.preventDefault();
  if (event.type === "cut") commands.clear();
  say("copied");
}

// Which columns the cells of a first row name; none unless it names at least two.
function headings(cells) {
  const found = cells.map((cell) =>
    columns.findIndex(({ label, words }) => words.includes(fold(cell)) || fold(label) === fold(cell)),
  );
  return found.filter((at) => at >= 0).length > 1 ? found : null;
}

function pasted(event) {
  const text = event.clipboardData.getData("text/plain");
  if (editor) {
    if (!/[\t\n]./.test(text)) return;
    close(false);
  }
  event.preventDefault();
  if (!text) return;
  const rows = split(text);
  const { top, bottom, left, right } = range();
  if (rows.length === 1 && rows[0].length === 1) {
    write(top, bottom, left, right, () => rows[0][0]);
    say("pasted", top + 1, bottom + 1);
    return;
  }
  put(rows, top, left);
}

function put(rows, top, left) {
  const named = headings(rows[0]);
  const lines = named ? rows.slice(1) : rows;
  const columnAt = (at) => (named ? named[at] : left + at);
  const cells = [];
  let right = left;
  let dropped = false;
  lines.forEach((line, row) =>
    line.forEach((text, at) => {
      const column = columns[columnAt(at) ?? -1];
      if (!column) dropped ||= text !== "";
      else {
        cells.push([top + row, column.place, text]);
        right = Math.max(right, columnAt(at));
      }
    }),
  );
  sheet.write(cells);
  draw();
  const bottom = Math.min(top + lines.length, data.most) - 1;
  // All of it is marked, and the view stays where it begins: the names of the activities stand there.
  anchor = { row: bottom, column: right };
  go(top, named ? 0 : left, { extend: true });
  if (top + lines.length > data.most) say("full", data.most);
  else if (dropped) say("dropped", top + 1, bottom + 1);
  else say("pasted", top + 1, bottom + 1);
}

// Listening.

body.addEventListener("keydown", (event) => {
  if (editor) return keyInEditor(event);
  if (!placeOf(event.target)) return;
  const to = moved(event);
  if (to) {
    event.preventDefault();
    return go(...to, { extend: event.shiftKey && event.key !== "Tab" });
  }
  const command = event.isComposing ? null : pressed(event);
  if (!command) return;
  // A letter goes into the field that it opens.
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey) event.preventDefault();
  command();
});

body.addEventListener("pointerdown", (event) => {
  const at = placeOf(event.target);
  if (!at || event.button || event.target === editor?.input) return;
  if (editor) close(true, false);
  event.preventDefault();
  const again = event.pointerType !== "mouse" && at.row === active.row && at.column === active.column;
  if (at.column < 0) {
    go(at.row, 0, { extend: event.shiftKey });
    go(at.row, columns.length - 1, { extend: true });
  } else go(at.row, at.column, { extend: event.shiftKey });
  if (again) edit();
});
body.addEventListener("pointerover", (event) => {
  const at = event.buttons === 1 && event.pointerType === "mouse" && !editor ? placeOf(event.target) : null;
  if (at && at.column >= 0) go(at.row, at.column, { extend: true });
});
body.addEventListener("dblclick", (event) => placeOf(event.target) && !editor && edit());
body.addEventListener("focusin", (event) => {
  const at = event.target.matches("td") ? placeOf(event.target) : null;
  if (at && (at.row !== active.row || at.column !== active.column)) go(at.row, at.column, { focus: false });
});
for (const name of ["copy", "cut"]) body.addEventListener(name, copied);
body.addEventListener("paste", pasted);
for (const button of form.querySelectorAll("[data-do]")) {
  button.addEventListener("click", () => commands[button.dataset.do]());
}

form.addEventListener("submit", () => {
  if (editor) close(true, false);
  const sent = document.createElement("input");
  Object.assign(sent, { type: "hidden", name: "rows", value: sheet.sent() });
  form.append(sent);
  leaving = true;
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && (editor || sheet.rows !== saved)) event.preventDefault();
});
// Somebody who comes back by the browser's Back finds what was there, and is warned again.
window.addEventListener("pageshow", () => {
  leaving = false;
  for (const sent of form.querySelectorAll("input[name=rows]")) sent.remove();
});

for (const part of form.querySelectorAll("[data-without-script]")) part.remove();
form.querySelector("[data-tools]").hidden = false;
table.setAttribute("role", "grid");
table.setAttribute("aria-multiselectable", "true");
table.setAttribute("aria-colcount", columns.length + 1);
table.setAttribute("aria-describedby", "grid-keys");
body.replaceChildren();
draw();
go(0, 0, { focus: false });
