// Goes on with a run by itself, portion by portion, until it is finished, paused or refused. Without it there is a button.
const form = document.querySelector("[data-many-form]");
const progress = document.querySelector("[data-many-progress]");
const said = document.querySelector("[data-many-said]");

if (form) {
  const button = form.querySelector("button");
  const words = button.textContent;
  let going = false;

  /** Have the hub do the next rows, and show how far it is; false where there is no next time. */
  const portion = async () => {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    // Who was signed out meanwhile is led to another page.
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    progress.innerHTML = await answer.text();
    if (progress.querySelector("[data-many-finished]")) {
      said.textContent = form.dataset.finished;
      form.remove();
      document.querySelector("[data-many-discard]").remove();
      return false;
    }
    return !progress.querySelector("[data-many-refused]");
  };

  const run = async () => {
    going = true;
    said.textContent = "";
    button.textContent = form.dataset.pause;
    try {
      while (going && (await portion()));
    } catch {
      said.textContent = form.dataset.broken;
    }
    going = false;
    button.textContent = words;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (going) going = false;
    else if (button.textContent === words) run();
  });
  if ("goesOn" in form.dataset) run();
}
