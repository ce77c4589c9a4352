// The list that this browser keeps, on every page: links "Add to my list" become buttons, the masthead counts.
// Without this file the links lead to a list of one, whose address can be kept as a bookmark.
"use strict";

// What the page of a list uses too (my_list_page.js).
const hubList = (() => {
  const KEY = "hub.list";
  const MOST = 60;
  const mast = document.getElementById("my-list");
  const say = document.createElement("p");

  // A list is {title, items: [{id, note}]}. What is stored may be damaged, or of another day's code.
  function load() {
    let stored;
    try {
      stored = JSON.parse(localStorage.getItem(KEY));
    } catch {
      stored = null;
    }
    const items = Array.isArray(stored?.items) ? stored.items : [];
    return {
      title: String(stored?.title ?? ""),
      items: items
        .filter((item) => /^[1-9]\d*(-\w+)?$/.test(item?.id))
        .slice(0, MOST)
        .map(({ id, note }) => ({ id, note: String(note ?? "") })),
    };
  }

  // False where the browser keeps nothing: storage is full, or switched off.
  function save(list) {
    try {
      localStorage.setItem(KEY, JSON.stringify(list));
    } catch {
      return false;
    }
    show();
    return true;
  }

  function address(list) {
    const query = new URLSearchParams(list.title ? { title: list.title } : {});
    for (const { id } of list.items) query.append("i", id);
    return `${mast.pathname}?${query}`;
  }

  // Asked without writing anything: a browser is left alone until somebody keeps a list in it.
  function keeps() {
    try {
      localStorage.getItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  function button(link) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = link.className;
    made.dataset.keep = link.dataset.keep;
    const [name, ...rest] = link.childNodes;
    made.append(document.createTextNode(name.textContent), ...rest);
    made.dataset.add = name.textContent.trim();
    link.replaceWith(made);
  }

  // Shows what is on the list, wherever the page speaks of it. Search results come and go without the page.
  function show() {
    for (const link of document.querySelectorAll("a[data-keep]")) button(link);
    const list = load();
    const on = new Set(list.items.map((item) => item.id));
    for (const each of document.querySelectorAll("button[data-keep]")) {
      const is = on.has(each.dataset.keep);
      each.toggleAttribute("data-on", is);
      each.firstChild.textContent = is ? mast.dataset.on : each.dataset.add;
    }
    mast.querySelector("span").textContent = on.size ? ` (${on.size})` : "";
  }

  function toggle(id) {
    const list = load();
    const place = list.items.findIndex((item) => item.id === id);
    if (place < 0 && list.items.length >= MOST) return mast.dataset.full;
    if (place < 0) list.items.push({ id, note: "" });
    else list.items.splice(place, 1);
    if (!save(list)) return mast.dataset.refused;
    return place < 0 ? mast.dataset.added : mast.dataset.removed;
  }

  if (mast && keeps()) {
    say.className = "vh";
    say.setAttribute("role", "status");
    document.body.append(say);
    document.body.addEventListener("click", (event) => {
      const pressed = event.target.closest?.("button[data-keep]");
      if (!pressed) return;
      const said = toggle(pressed.dataset.keep);
      say.textContent = said;
      const refused = said === mast.dataset.full || said === mast.dataset.refused;
      // What went wrong has to be seen as well as heard.
      if (refused) pressed.firstChild.textContent = said;
    });
    document.body.addEventListener("htmx:afterSettle", show);
    // Another tab changed the list, or the page came back from the browser's memory.
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) show();
    });
    addEventListener("pageshow", show);
    show();
  }

  return { KEY, MOST, address, load, save };
})();
