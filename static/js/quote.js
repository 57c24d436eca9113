// Copies the quote or its address, and prints it; without this the page has the address in a field.
(() => {
  "use strict";

  const said = document.getElementById("quote-said");

  // The bar is drawn again with each change of the quote.
  function show() {
    document.querySelectorAll("[data-copies]").forEach((button) => (button.hidden = !navigator.clipboard));
    document.querySelectorAll("[data-prints]").forEach((button) => (button.hidden = false));
  }

  document.addEventListener("click", async (event) => {
    if (event.target.closest("[data-prints]")) window.print();
    const copier = event.target.closest("[data-copies]");
    if (!copier) return;
    await navigator.clipboard.writeText(document.getElementById(copier.dataset.copies).value.trim());
    said.textContent = "Copiado.";
    copier.classList.add("is-copied");
    setTimeout(() => copier.classList.remove("is-copied"), 2000);
  });

  document.body.addEventListener("htmx:afterSettle", show);
  show();
})();
