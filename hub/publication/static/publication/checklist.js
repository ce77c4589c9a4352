// Fetches what stands beside a form anew once a draft has been saved, so that it always speaks of what the server holds.
(() => {
  for (const box of document.querySelectorAll("[data-refresh-from]")) {
    let asked = 0;
    const refresh = async () => {
      const turn = ++asked;
      try {
        const response = await fetch(box.dataset.refreshFrom, { headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (!response.ok || turn !== asked) return;
        const html = await response.text();
        const open = new Set([...box.querySelectorAll("details[open] > summary")].map((each) => each.textContent));
        box.innerHTML = html;
        for (const each of box.querySelectorAll("details > summary")) each.parentElement.open = open.has(each.textContent);
      } catch {
        // Offline: what was there stays, and is right again after the next save.
      }
    };
    document.addEventListener("w-autosave:success", refresh);
    window.addEventListener("focus", refresh);
  }
})();
