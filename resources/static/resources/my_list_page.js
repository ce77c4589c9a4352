// The page of a list. Every change is a link or a form that leads to the address of the changed list; this file keeps
// what the address holds, with the notes, which stand in no address.
"use strict";

(() => {
  const { KEY, MOST, address, load, save } = hubList;
  const page = document.getElementById("list");
  const shown = page.dataset.items.split(" ").filter(Boolean);
  const EDIT = "hub.list.edit"; // what was pressed, with the list as it was before: for "Undo" and for the focus

  const same = (list) => list.items.map((item) => item.id).join(" ") === shown.join(" ");

  function remember(what) {
    try {
      sessionStorage.setItem(EDIT, JSON.stringify({ ...what, before: load() }));
    } catch {
      // Without it the next page takes the list for somebody else's, and offers to add it.
    }
  }

  function recall() {
    let found = null;
    try {
      found = JSON.parse(sessionStorage.getItem(EDIT));
      sessionStorage.removeItem(EDIT);
    } catch {
      return null;
    }
    // Only if this page was reached from a page of the list: an address opened from elsewhere is somebody's list.
    return document.referrer && new URL(document.referrer).pathname === location.pathname ? found : null;
  }

  function keep(list) {
    if (save(list)) return true;
    document.getElementById("refused").hidden = false;
    return false;
  }

  // The items of this page under its title, with the notes there are.
  function adopted(before) {
    const notes = new Map(before.items.map(({ id, note }) => [id, note]));
    return { title: page.dataset.title, items: shown.map((id) => ({ id, note: notes.get(id) ?? "" })) };
  }

  function notes(list) {
    for (const place of document.querySelectorAll("[data-note]")) {
      const item = list.items.find(({ id }) => id === place.dataset.note);
      if (!item) continue;
      const label = document.createElement("label");
      const area = document.createElement("textarea");
      const paper = document.createElement("p");
      area.id = `note-${item.id}`;
      area.className = "field no-print";
      area.maxLength = 1000;
      area.rows = 1;
      area.value = item.note;
      label.htmlFor = area.id;
      label.className = "no-print";
      label.textContent = `${page.dataset.noteLabel} `;
      const of = document.createElement("span");
      of.className = "vh";
      of.textContent = place.dataset.title;
      label.append(of);
      paper.className = "note-text";
      paper.textContent = item.note;
      area.addEventListener("input", () => {
        paper.textContent = area.value;
        // Read again: another tab may have changed the list meanwhile.
        const now = load();
        const kept = now.items.find(({ id }) => id === item.id);
        if (kept) kept.note = area.value;
        if (kept) keep(now);
      });
      place.append(label, area, paper);
    }
  }

  function focusAgain(edit) {
    const row = edit.item && document.getElementById(`i${edit.item}`);
    const again = row?.querySelector(`[data-edit="${edit.what}"]`) ?? row?.querySelector("[data-edit]");
    (again ?? document.getElementById("list-title")).focus();
  }

  function offerUndo(edit) {
    const place = document.getElementById("taken-back");
    place.querySelector("span").textContent = page.dataset.removed.replace("…", edit.title);
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => {
      // The list as it was, notes too, unless another tab went on with it.
      const now = load();
      const at = edit.before.items.findIndex(({ id }) => id === edit.item);
      if (!now.items.some(({ id }) => id === edit.item)) now.items.splice(at, 0, edit.before.items[at]);
      if (keep(now)) location.replace(address(now));
    });
  }

  function own() {
    notes(load());
    for (const changing of document.querySelectorAll("[data-edit]")) {
      const what = changing.dataset.edit;
      const row = changing.closest("li");
      const title = row?.querySelector("h3")?.textContent.trim() ?? "";
      const item = row?.id.slice(1);
      if (changing.matches("form")) changing.addEventListener("submit", () => remember({ what }));
      else {
        changing.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          remember({ what, item, title });
          // Each step of an order is not a page to go back to.
          location.replace(changing.href);
        });
      }
    }
  }

  function foreign() {
    const note = document.getElementById("foreign");
    note.hidden = false;
    document.getElementById("take-over").addEventListener("click", () => {
      const list = load();
      const on = new Set(list.items.map(({ id }) => id));
      list.items.push(...shown.filter((id) => !on.has(id)).map((id) => ({ id, note: "" })));
      if (!list.title && !on.size) list.title = page.dataset.title;
      list.items.splice(MOST);
      if (keep(list)) location.assign(address(list));
    });
  }

  function copying() {
    const copy = document.getElementById("copy");
    if (!copy) return;
    const field = document.getElementById("shared");
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        return; // the address stands selected: the keys for copying do it
      }
      document.getElementById("copied").textContent = copy.dataset.done;
      copy.textContent = copy.dataset.done;
    });
  }

  document.getElementById("no-script").hidden = true;
  const edit = recall();
  if (edit) keep(adopted(load()));
  const mine = load();
  if (edit?.what === "remove") offerUndo(edit);
  if (!shown.length && mine.items.length) location.replace(address(mine));
  else if (shown.length && same(mine)) own();
  else if (shown.length) foreign();
  if (edit && !location.hash) focusAgain(edit);
  copying();

  // Another tab changed the list: show it as it is now, unless somebody writes a note here.
  addEventListener("storage", (event) => {
    if (event.key !== KEY || !same(mine) || document.activeElement?.matches("textarea")) return;
    const now = load();
    if (!same(now)) location.replace(address(now));
  });
})();
