// Small helpers for what the page shows. Text is always set as text, so nothing that somebody typed is read as HTML.

/**
 * Make an element. `on...` are listeners, `class` and everything else are attributes; true is an empty attribute, and
 * false, null and undefined are none.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value !== undefined && value !== null && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Return the element of that id; the page has it, or is not the page that the script belongs to.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} id
 * @returns {Kind}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id}`);
  return /** @type {Kind} */ (found);
}

/**
 * Say something to who listens to the page, without moving them: the page has one place for it.
 * @param {string} text
 */
export function say(text) {
  const place = byId("said");
  // The same words twice are only read out twice if they went away in between.
  place.textContent = "";
  setTimeout(() => (place.textContent = text), 50);
}
