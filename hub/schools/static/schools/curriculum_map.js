// Draws the curriculum map again as the table changes: the server places the rows, nothing is saved.

const PAUSE = 800; // milliseconds without a change
const form = document.querySelector("[data-programme-table]");
const section = document.querySelector("[data-school-map]");
const body = section.querySelector("[data-map-body]");
const stale = section.querySelector("[data-stale]");
let waiting = 0;
let asked = null;

async function draw(rows) {
  asked?.abort();
  asked = new AbortController();
  const sent = new FormData();
  sent.set("rows", rows);
  sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(section.dataset.schoolMap, { method: "POST", body: sent, signal: asked.signal });
    stale.hidden = answer.ok;
    if (answer.ok) show(await answer.text());
  } catch (error) {
    if (error.name !== "AbortError") stale.hidden = false;
  }
}

function show(html) {
  const open = [...body.querySelectorAll("details[open]")].map((each) => each.dataset.map);
  body.innerHTML = html;
  for (const each of body.querySelectorAll("details")) each.open = open.includes(each.dataset.map);
}

form.addEventListener("programmechange", ({ detail }) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => draw(detail.sent()), PAUSE);
});
