// A sheet to draw on, for who says more with a picture than with words. What is drawn is kept like any other picture.

import { byId, make } from "./dom.js";
import { asJpeg } from "./pictures.js";
import { words } from "./words.js";

// In the order of their names (words of the page): a black, a red, a blue, a green, a yellow, a brown.
const COLOURS = ["#1d1a1c", "#c8261f", "#1d5c99", "#2b6a33", "#f3c645", "#8a4b1c"];
const WIDTH = 7;

/** The dialog with the sheet. */
export class Drawing {
  /** @param {(picture: Blob) => Promise<void>} keep */
  constructor(keep) {
    /** @type {HTMLDialogElement} */
    this.dialog = byId("drawing");
    /** @type {HTMLCanvasElement} */
    this.canvas = byId("drawing-canvas");
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.isEmpty = true;
    this._drawColours();
    this.canvas.addEventListener("pointerdown", (event) => this._begin(event));
    this.canvas.addEventListener("pointermove", (event) => this._go(event));
    byId("drawing-clear").addEventListener("click", () => this._clear());
    byId("drawing-close").addEventListener("click", () => this.dialog.close());
    byId("drawing-keep").addEventListener("click", async () => {
      const picture = this.isEmpty ? null : await asJpeg(this.canvas);
      this.dialog.close();
      if (picture) await keep(picture);
    });
  }

  open() {
    this._clear();
    this.dialog.showModal();
  }

  _drawColours() {
    const names = /** @type {string[]} */ (words("colours") ?? []);
    const buttons = COLOURS.map((colour, place) => {
      const button = make("button", { type: "button", "aria-label": names[place], "aria-pressed": place === 0 });
      button.style.background = colour;
      button.addEventListener("click", () => {
        this.colour = colour;
        for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      });
      return button;
    });
    this.colour = COLOURS[0];
    byId("colours").append(...buttons);
  }

  _clear() {
    this.isEmpty = true;
    this.context.fillStyle = "#fff";
    this.context.fillRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** @param {PointerEvent} event */
  _begin(event) {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.last = this._at(event);
    this._go(event);
  }

  /** @param {PointerEvent} event */
  _go(event) {
    if (!event.buttons || !this.last) return;
    const at = this._at(event);
    const { context } = this;
    Object.assign(context, { strokeStyle: this.colour, lineWidth: WIDTH, lineCap: "round" });
    context.beginPath();
    context.moveTo(this.last.x, this.last.y);
    context.lineTo(at.x, at.y);
    context.stroke();
    this.last = at;
    this.isEmpty = false;
  }

  /** @param {PointerEvent} event */
  _at(event) {
    const box = this.canvas.getBoundingClientRect();
    const scale = this.canvas.width / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }
}
