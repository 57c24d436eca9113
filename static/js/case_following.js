// What the page of a case adds when JavaScript is on: the page is printed.
(() => {
  "use strict";

  const printer = document.querySelector("[data-print]");
  if (!printer) return;
  printer.hidden = false;
  printer.addEventListener("click", () => window.print());
})();
