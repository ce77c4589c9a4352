// What every page of the record does: it can be opened again without a connection, and the easy-read view stays chosen
// from page to page.

const VIEW = "view";

/** Whether the address asks for the easy-read view. */
export function isEasy() {
  return new URLSearchParams(location.search).get(VIEW) === "easy";
}

// The style sheet hides it as well, before this runs, in browsers that know how.
document.getElementById("needs-script")?.setAttribute("hidden", "");

if (isEasy()) {
  document.documentElement.dataset.view = "easy";
  for (const link of document.querySelectorAll("a[href]:not([data-usual])")) {
    const address = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    if (address.origin !== location.origin || !address.pathname.includes("/record/")) continue;
    address.searchParams.set(VIEW, "easy");
    /** @type {HTMLAnchorElement} */ (link).href = address.href;
  }
}

/** Have the browser keep the record's pages. Where it will not (a private window), they need a connection. */
async function keepPages() {
  const address = document.getElementById("record-pages")?.dataset.worker;
  if (!address || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(address);
  } catch {
    // the record itself is kept all the same
  }
}

if (document.readyState === "complete") void keepPages();
else addEventListener("load", () => void keepPages());
