// Says beside a date, a time or a school year what the hub reads it as, and offers the browser's own picker. What is
// typed is never changed: only a day that is picked is written into the field. The server reads, here and on saving.
(() => {
  const PAUSE = 300; // ms without a key
  const TYPES = { date: "date", time: "time", datetime: "datetime-local" };

  const written = (picked) => {
    const [day, time] = picked.includes("-") ? picked.split("T") : ["", picked];
    return [day.split("-").reverse().join("/"), time].filter(Boolean).join(" ");
  };

  class ReadBack extends HTMLElement {
    connectedCallback() {
      // While a page is read, an element begins before what is in it.
      if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", () => this.begin(), { once: true });
      } else {
        this.begin();
      }
    }

    begin() {
      this.input = this.previousElementSibling;
      if (!this.input || this.words) return;
      this.words = this.querySelector("span");
      this.words.setAttribute("role", "status");
      this.input.addEventListener("input", () => this.soon());
      this.input.addEventListener("change", () => this.read());
      if (this.words.id) this.describe();
      this.offerPicker();
      // Wagtail fills the field of a new block once it stands in the page.
      setTimeout(() => this.read());
    }

    describe() {
      const ids = (this.input.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
      this.input.setAttribute("aria-describedby", [...ids, this.words.id].join(" "));
    }

    offerPicker() {
      const type = TYPES[this.getAttribute("kind")];
      if (!type || !this.dataset.pick || !HTMLInputElement.prototype.showPicker) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "hub-pick";
      button.textContent = this.dataset.pick;
      const picker = document.createElement("input");
      Object.assign(picker, { type, tabIndex: -1, className: "hub-picker" });
      picker.setAttribute("aria-hidden", "true");
      button.addEventListener("click", () => {
        picker.value = this.picked || "";
        picker.showPicker();
      });
      picker.addEventListener("change", (event) => {
        event.stopPropagation();
        if (!picker.value) return;
        this.input.value = written(picker.value);
        for (const name of ["input", "change"]) this.input.dispatchEvent(new Event(name, { bubbles: true }));
        this.input.focus();
      });
      picker.addEventListener("input", (event) => event.stopPropagation());
      this.append(button, picker);
    }

    soon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.read(), PAUSE);
    }

    async read() {
      clearTimeout(this.timer);
      const text = this.input.value;
      if (text === this.asked) return;
      this.asked = text;
      let said = { words: "", picked: "", problem: "" };
      if (text.trim()) {
        const query = new URLSearchParams({
          kind: this.getAttribute("kind"),
          text,
          lang: document.documentElement.lang,
        });
        try {
          const response = await fetch(`${this.getAttribute("src")}?${query}`);
          if (response.ok) said = await response.json();
        } catch {
          this.asked = undefined; // away: saving says it
        }
      }
      if (this.input.value !== text) return;
      this.picked = said.picked;
      // After a save that was refused, the field's own error says it already.
      const error = this.closest(".w-field")?.querySelector(".w-field__errors");
      const problem = error?.textContent.includes(said.problem) ? "" : said.problem;
      this.words.textContent = said.words || problem;
      this.words.classList.toggle("hub-unread", Boolean(problem));
    }
  }
  customElements.define("hub-read-back", ReadBack);
})();
