// What the pages with uploads add when JavaScript is on: how far a file is on its way.
(() => {
  "use strict";

  function tellProgress(event, text) {
    const place = event.target.closest(".upload")?.querySelector(".upload-progress");
    if (place) place.textContent = text;
  }

  document.body.addEventListener("htmx:xhr:loadstart", (event) => tellProgress(event, "Enviando…"));

  document.body.addEventListener("htmx:xhr:progress", (event) => {
    const { loaded, total, lengthComputable } = event.detail;
    if (!lengthComputable) return;
    const isSent = loaded >= total;
    tellProgress(event, isSent ? "Revisando el archivo…" : `Enviando: ${Math.floor((100 * loaded) / total)} %`);
  });

  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) => {
    document.body.addEventListener(name, (event) => {
      tellProgress(event, "No se pudo enviar. Se enviará al final con el formulario, o escójalo de nuevo.");
    });
  });
})();
