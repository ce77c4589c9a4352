// The search page is a plain form. Where htmx runs, the list changes in place; this keeps the reader's place in it.
"use strict";

const form = document.getElementById("filters");
const box = document.getElementById("q");
let open = [];
let sent = "";

document.body.addEventListener("htmx:beforeRequest", () => {
  sent = box.value;
});

document.body.addEventListener("htmx:beforeSwap", () => {
  open = [...form.querySelectorAll("details[open]")].map((part) => part.id);
});

document.body.addEventListener("htmx:afterSettle", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  // Words that became filters leave the box, unless somebody has typed on.
  if (box.value === sent) box.value = document.getElementById("words").textContent;
  // The link that was followed is gone (a chip, a page number): carry on reading at the results.
  if (document.activeElement === document.body) document.getElementById("found")?.focus({ preventScroll: true });
});

// Other words may be corrected again.
box.addEventListener("input", () => form.querySelector("[name=as]")?.remove());

form.addEventListener("submit", () => {
  if (form.matches(":popover-open")) form.hidePopover();
});

// Without an answer, go there the ordinary way: the browser then says what is wrong.
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.body.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
}
