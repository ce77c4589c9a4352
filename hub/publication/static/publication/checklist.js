// Fetches the checklist anew once a draft has been saved, so that it always speaks of what the server holds.
(() => {
  const box = document.querySelector("[data-publication-checklist]");
  if (!box) return;
  let asked = 0;
  const refresh = async () => {
    const turn = ++asked;
    try {
      const response = await fetch(box.dataset.publicationChecklist, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (response.ok && turn === asked) box.innerHTML = await response.text();
    } catch {
      // Offline: the list as it was stays, and is right again after the next save.
    }
  };
  document.addEventListener("w-autosave:success", refresh);
  window.addEventListener("focus", refresh);
})();
