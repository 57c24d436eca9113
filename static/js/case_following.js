// What the page of a case adds when JavaScript is on: copy the code, print the page.
(() => {
  "use strict";

  const printer = document.querySelector("[data-print]");
  if (printer) {
    printer.hidden = false;
    printer.addEventListener("click", () => window.print());
  }

  const copier = document.querySelector("[data-copy]");
  if (copier && navigator.clipboard) {
    const told = document.querySelector("[data-copied]");
    copier.hidden = false;
    copier.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(copier.dataset.copy).textContent.trim());
      told.textContent = "Copiado.";
    });
  }
})();
