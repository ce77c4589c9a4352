// What every page of the record does: the easy-read view stays chosen from page to page.

const VIEW = "view";

/** Whether the address asks for the easy-read view. */
export function isEasy() {
  return new URLSearchParams(location.search).get(VIEW) === "easy";
}

if (isEasy()) {
  document.documentElement.dataset.view = "easy";
  for (const link of document.querySelectorAll("a[href]")) {
    const address = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    if (address.origin !== location.origin || !address.pathname.includes("/record/")) continue;
    address.searchParams.set(VIEW, "easy");
    /** @type {HTMLAnchorElement} */ (link).href = address.href;
  }
}
