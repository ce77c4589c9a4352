// A sheet on the screen reads and moves by plain links without this file. It adds keys and a full screen.
"use strict";

const screens = [...document.querySelectorAll(".screen")];
const shown = () => {
  const middle = window.innerHeight / 2;
  return Math.max(0, screens.findIndex((screen) => screen.getBoundingClientRect().bottom > middle));
};
const go = (place) => {
  const screen = screens[Math.min(Math.max(place, 0), screens.length - 1)];
  window.location.replace(`#${screen.id}`);
  screen.focus({ preventScroll: true });
};
const ahead = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
const back = ahead === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
const steps = { [ahead]: 1, ArrowDown: 1, PageDown: 1, " ": 1, [back]: -1, ArrowUp: -1, PageUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  // A screen that is taller than the window is read by scrolling.
  const current = screens[shown()].getBoundingClientRect();
  if (/Down|Up/.test(event.key) && current.height > window.innerHeight + 8) return;
  const onControl = event.target.closest("button, a, .scroll");
  if (event.key === "Escape" && !document.fullscreenElement) {
    document.querySelector(".close").click();
  } else if (event.key in steps && !(event.key === " " && onControl)) {
    event.preventDefault();
    go(shown() + (event.key === " " && event.shiftKey ? -1 : steps[event.key]));
  }
});

if (document.fullscreenEnabled) {
  for (const place of document.querySelectorAll(".go")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = place.dataset.full;
    button.addEventListener("click", () =>
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
    );
    place.append(button);
  }
}
