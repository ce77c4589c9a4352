// Fetches what stands beside a form anew once a draft has been saved, so that it always speaks of what the server holds.
(() => {
  for (const box of document.querySelectorAll("[data-refresh-from]")) {
    let asked = 0;
    const refresh = async (event) => {
      // Of a page that was new only the answer to its first save knows the key.
      const key = event.detail?.response?.pk;
      if (key) box.dataset.refreshFrom = box.dataset.refreshFrom.replace(/\/0\/$/, `/${key}/`);
      if (box.dataset.refreshFrom.endsWith("/0/")) return;
      const turn = ++asked;
      try {
        const response = await fetch(box.dataset.refreshFrom, { headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (!response.ok || turn !== asked) return;
        const html = await response.text();
        // A count in a summary changes; what is opened by it is the same.
        const name = (details) => details.dataset.fold ?? details.querySelector("summary").textContent;
        const open = new Set([...box.querySelectorAll("details[open]")].map(name));
        box.innerHTML = html;
        for (const each of box.querySelectorAll("details")) each.open = open.has(name(each));
      } catch {
        // Offline: what was there stays, and is right again after the next save.
      }
    };
    document.addEventListener("w-autosave:success", refresh);
    // Where a field is wrong the rest may be saved all the same (hub.core.autosave), and the answer names its version.
    document.addEventListener("w-autosave:error", (event) => {
      if (event.detail.response?.revision_id) refresh(event);
    });
    window.addEventListener("focus", refresh);
  }
})();
