// What the pages add that save as one types ({% autosave %}), when JavaScript is on.
(() => {
  "use strict";

  // What was typed while the answer was on its way is newer than the answer
  document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    const control = target.matches(".field") && target.querySelector("input, select, textarea");
    const heard = control && fragment.querySelector(`#${CSS.escape(control.id)}`);
    if (!heard) return;
    const isTyped = control === document.activeElement && /text|email|tel/.test(control.type);
    event.detail.shouldSwap = !isTyped && heard.value === control.value && heard.checked === control.checked;
  });

  // The save says which control changed; a file goes its own way.
  document.body.addEventListener("htmx:configRequest", (event) => {
    const { elt, triggeringEvent, headers } = event.detail;
    if (elt.id !== "autosave") return;
    const changed = triggeringEvent?.target;
    if (!changed?.name || changed.type === "file") event.preventDefault();
    else headers["HX-Trigger-Name"] = changed.name;
  });
})();
