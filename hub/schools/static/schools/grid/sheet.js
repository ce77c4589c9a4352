// The rows of the table and how they came to be: each change is a new list of rows, so undoing is taking the one before.

const SPARE = 5; // empty rows below the last one that holds something
const STEPS = 200;

export const isBlank = (row) => row.cells.every((cell) => cell === "");

export class Sheet {
  #past = [];
  #future = [];

  constructor(rows, width, most) {
    this.most = most;
    this.blank = { cells: Array(width).fill(""), keys: [], errors: Array(width).fill("") };
    this.rows = this.#spare(rows);
  }

  #spare(rows) {
    let last = rows.length;
    while (last && isBlank(rows[last - 1])) last--;
    const wanted = Math.min(last + SPARE, Math.max(this.most, last));
    return [...rows.slice(0, wanted), ...Array(Math.max(wanted - rows.length, 0)).fill(this.blank)];
  }

  #change(rows) {
    this.#past = [...this.#past.slice(1 - STEPS), this.rows];
    this.#future = [];
    this.rows = this.#spare(rows);
  }

  undo() {
    if (!this.#past.length) return false;
    this.#future.push(this.rows);
    this.rows = this.#past.pop();
    return true;
  }

  redo() {
    if (!this.#future.length) return false;
    this.#past.push(this.rows);
    this.rows = this.#future.pop();
    return true;
  }

  // `cells`: [row, place, text]. A cell that is written has no error any more.
  write(cells) {
    const rows = [...this.rows];
    let changed = false;
    for (const [at, place, text] of cells) {
      if (at >= this.most) continue;
      while (rows.length <= at) rows.push(this.blank);
      if (rows[at].cells[place] === text) continue;
      if (rows[at] === this.rows[at] || rows[at] === this.blank) {
        rows[at] = { keys: rows[at].keys, cells: [...rows[at].cells], errors: [...rows[at].errors] };
      }
      rows[at].cells[place] = text;
      rows[at].errors[place] = "";
      changed = true;
    }
    if (changed) this.#change(rows);
    return changed;
  }

  insert(at) {
    if (this.rows.length >= this.most) return false;
    this.#change([...this.rows.slice(0, at), this.blank, ...this.rows.slice(at)]);
    return true;
  }

  remove(first, last) {
    this.#change([...this.rows.slice(0, first), ...this.rows.slice(last + 1)]);
  }

  sent() {
    const kept = this.rows.filter((row) => !isBlank(row));
    return JSON.stringify(kept.map(({ cells, keys }) => ({ cells, keys })));
  }
}
