/** Hands the codes on the page to a file or to the printer, without asking the hub for them again. */
const codes = [...document.querySelectorAll("[data-codes] code")].map((code) => code.textContent).join("\n");

for (const button of document.querySelectorAll("[data-codes-file]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${location.host}\n\n${codes}\n`], { type: "text/plain" }));
    link.download = button.dataset.codesFile;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

for (const button of document.querySelectorAll("[data-codes-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
