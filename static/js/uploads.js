// What the pages with uploads add when JavaScript is on: how far a file is on its way.
(() => {
  "use strict";

  // Why one was refused stands beside its field (portal.js).
  function tellProgress(event, what, figure = "") {
    const place = event.target.closest(".upload")?.querySelector(".upload-progress");
    if (place) place.textContent = (place.dataset[what] ?? "") + figure;
  }

  document.body.addEventListener("htmx:xhr:loadstart", (event) => tellProgress(event, "sending"));

  document.body.addEventListener("htmx:xhr:progress", (event) => {
    const { loaded, total, lengthComputable } = event.detail;
    if (!lengthComputable) return;
    if (loaded >= total) tellProgress(event, "sent");
    else tellProgress(event, "partSent", ` ${Math.floor((100 * loaded) / total)} %`);
  });

  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) => {
    document.body.addEventListener(name, (event) => {
      tellProgress(event, event.detail.xhr?.status ? "refused" : "failed");
    });
  });
})();
