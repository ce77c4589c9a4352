// What can be taken back, the latest first.

const MOST = 30;

/** @typedef {{ said: string, back: () => Promise<void> }} Step */

/** Steps of this visit. `shown` is called with the step that would be taken back next, or nothing. */
export class Undo {
  /** @param {(step: Step | undefined) => void} shown */
  constructor(shown) {
    this.shown = shown;
    /** @type {Step[]} */
    this.steps = [];
  }

  /**
   * Remember a step: what was done, in words, and what takes it back.
   * @param {string} said
   * @param {() => Promise<void>} back
   */
  add(said, back) {
    this.steps.push({ said, back });
    if (this.steps.length > MOST) this.steps.shift();
    this.shown(this.steps.at(-1));
  }

  /**
   * Take the latest step back.
   * @returns {Promise<boolean>} whether there was one
   */
  async take() {
    const step = this.steps.pop();
    this.shown(this.steps.at(-1));
    await step?.back();
    return step !== undefined;
  }
}
