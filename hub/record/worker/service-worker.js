// Keeps the record's pages and their files, so that they open without a connection. It holds nothing that a pupil
// wrote, asks for nothing but what HELD names, and leaves every other request alone.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const PREFIX = `record:${new URL(worker.registration.scope).pathname}:`;
const NAME = PREFIX + HELD.version;
// Milliseconds that a connection may take before the page that is kept is shown.
const PATIENCE = 4000;
const PAGES = new Set(HELD.pages);
const FILES = new Set(HELD.files);

worker.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOld().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== worker.location.origin) return;
  if (mode === "navigate" && PAGES.has(pathname)) event.respondWith(page(event, pathname));
  else if (FILES.has(pathname)) event.respondWith(file(event.request, pathname));
});

/** All of it or nothing: half a record's pages would fail when they are needed. */
async function keepAll() {
  const cache = await caches.open(NAME);
  await cache.addAll([...PAGES, ...FILES].map((path) => new Request(path, { cache: "reload", credentials: "omit" })));
}

async function dropOld() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * A page from the network, else as it was kept. What follows the question mark is the browser's own business: it is
 * not sent again, and neither is any cookie.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function page(event, path) {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(path, {
      credentials: "omit",
      cache: "no-cache",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.ok && !answer.redirected) {
      event.waitUntil(cache.put(path, answer.clone()));
      return answer;
    }
  } catch {
    // no connection, or none that answers in time
  }
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(event.request);
}

/**
 * A file as it was kept; its name or the version changes with what it says.
 * @param {Request} request
 * @param {string} path
 */
async function file(request, path) {
  const cache = await caches.open(NAME);
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}
