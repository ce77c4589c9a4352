// Lets Wagtail's autosave end before a form is sent. Sent meanwhile, a new page would be refused for the slug that its
// own draft has just taken, and a saved one could meet its own newer version.
(() => {
  const PATIENCE = 10000; // ms: a request that hangs must not keep anybody from publishing
  let saving = null; // the form whose autosave runs
  let pressed = null; // the button that waits for it
  let sent = false;
  let timer;

  const ended = () => {
    clearTimeout(timer);
    saving = null;
    const button = pressed;
    pressed = null;
    button?.removeAttribute("aria-busy");
    button?.click();
  };

  // On the window, so that what other listeners refuse is known: a refused autosave never ends.
  window.addEventListener("w-autosave:save", (event) => {
    if (sent) event.preventDefault();
    if (!event.defaultPrevented) saving = event.target;
  });
  // A draft of what is right was saved, though not all (hub.core.autosave): the next autosave writes over it.
  window.addEventListener("w-autosave:error", ({ target: form, detail }) => {
    const kept = detail.response;
    if (!kept?.revision_id) return;
    form.dataset.wAutosaveRevisionIdValue = kept.revision_id;
    for (const [name, value] of Object.entries(kept.field_updates)) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
    if (kept.url) {
      form.action = kept.url;
      history.replaceState(null, "", kept.url);
    }
    const partials = form.querySelector("[data-w-autosave-target~='partials']");
    if (partials && kept.html) partials.innerHTML = kept.html;
  });
  for (const name of ["success", "error"]) window.addEventListener(`w-autosave:${name}`, ended);

  window.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("button, input");
      if (!saving || button?.type !== "submit" || button.form !== saving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!pressed) timer = setTimeout(ended, PATIENCE);
      pressed = button;
      button.setAttribute("aria-busy", "true");
    },
    true,
  );
  window.addEventListener("submit", (event) => {
    if (event.target.matches?.("[data-controller~='w-autosave']") && !event.defaultPrevented) sent = true;
    // A user who is still here after that chose to stay on the page.
    setTimeout(() => (sent = false), PATIENCE);
  });
})();
