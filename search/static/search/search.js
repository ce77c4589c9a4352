// The search page is a plain form. Where htmx runs, the list changes in place; this keeps the reader's place in it.
"use strict";

const form = document.getElementById("filters");
let open = [];

document.body.addEventListener("htmx:beforeSwap", () => {
  open = [...form.querySelectorAll("details[open]")].map((part) => part.id);
});

document.body.addEventListener("htmx:afterSettle", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  // The link that was followed is gone (a chip, a page number): carry on reading at the results.
  if (document.activeElement === document.body) document.getElementById("found")?.focus({ preventScroll: true });
});

form.addEventListener("submit", () => {
  if (form.matches(":popover-open")) form.hidePopover();
});

// Without an answer, go there the ordinary way: the browser then says what is wrong.
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.body.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
}
