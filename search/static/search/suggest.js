// Suggestions while somebody types, on the search page and the front page: the list of a combobox, as the ARIA practices
// describe it. Without this file the box is a plain search box.
"use strict";

{
  const box = document.getElementById("q");
  const holder = document.getElementById("suggest");
  const say = document.getElementById("suggest-say");
  const form = box.form;
  let timer = 0;
  let asking = null;
  let active = -1;

  const options = () => [...holder.querySelectorAll("[role=option]")];

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    holder.replaceChildren();
    say.textContent = "";
    box.setAttribute("aria-expanded", "false");
    mark(-1);
  };

  const mark = (number) => {
    active = number;
    options().forEach((option, n) => option.setAttribute("aria-selected", String(n === number)));
    if (number < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", options()[number].id);
    options()[number]?.scrollIntoView({ block: "nearest" });
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const typed = box.value;
    if (typed.trim().length < 2) return close();
    try {
      const answer = await fetch(`${holder.dataset.url}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      const text = answer.ok ? await answer.text() : "";
      if (typed !== box.value || document.activeElement !== box) return;
      holder.innerHTML = text;
      active = -1;
      box.removeAttribute("aria-activedescendant");
      const found = options().length > 0;
      box.setAttribute("aria-expanded", String(found));
      say.textContent = found ? holder.querySelector("[data-say]").dataset.say : "";
    } catch {
      // Aborted, or no answer: the box works without.
    }
  };

  const choose = (option) => {
    box.value = option.dataset.words ?? option.firstElementChild.textContent;
    const { key, value } = option.dataset;
    const sent = key ? set(key, value) : null;
    close();
    form.requestSubmit();
    // A user who comes back to this page has not chosen the filter again.
    sent?.remove();
  };

  // A filter is ticked in the search page's form, chosen from a list that the form has, or else sent along: returned.
  const set = (key, value) => {
    const tick = document.getElementById(`f-${key}-${value}`);
    const option = form.querySelector(`select[name="${key}"] > option[value="${value}"]`);
    if (tick) {
      tick.disabled = false;
      tick.checked = true;
    } else if (option) {
      option.selected = true;
    } else {
      const sent = Object.assign(document.createElement("input"), { type: "hidden", name: key, value });
      form.append(sent);
      return sent;
    }
    return null;
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  box.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    if (event.key === "Enter" && active >= 0) choose(options()[active]);
    else if (event.key === "Enter") return close();
    else if (event.key === "Escape" && last >= 0) close();
    else if (event.key === "ArrowDown" && last >= 0) mark(active < last ? active + 1 : -1);
    else if (event.key === "ArrowUp" && last >= 0) mark(active < 0 ? last : active - 1);
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", close);
  // A press must not take the focus from the box before it counts.
  holder.addEventListener("pointerdown", (event) => event.preventDefault());
  holder.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "suggestions");
  box.setAttribute("aria-expanded", "false");
  box.autocomplete = "off";
}
