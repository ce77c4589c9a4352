// Everything on the site works without this file. It adds what only a script can do.
"use strict";

// A print button where a page has room for one: <p class="no-print" data-print="Print this lesson">how many sheets</p>
for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet";
  button.textContent = place.dataset.print;
  button.addEventListener("click", () => window.print());
  place.prepend(button, " ");
}
