// What is typed on a page that no account keeps: it stays in this tab alone, for half an hour, until it is sent.
// The machine may be everybody's: nothing of it outlives the tab, and whoever closes it is asked first.
(() => {
  "use strict";

  const form = document.querySelector("form[data-kept]");
  const notice = document.getElementById("kept-notice");
  if (!form) return;

  const key = `kept:${location.pathname}`;
  const isKept = (control) => control.name && !control.matches("[type=hidden], [type=password], [type=file], button");
  const controls = () => [...form.elements].filter(isKept);
  let timer = null;
  let isUnsent = false;
  let isGoingOn = false;

  // --- Keeping: each control by its name and its place among those of the same name ----------------------
  function told(control) {
    if (/radio|checkbox/.test(control.type)) return control.checked;
    return control.multiple ? [...control.selectedOptions].map((option) => option.value) : control.value;
  }

  function tell(control, value) {
    if (/radio|checkbox/.test(control.type)) control.checked = value;
    else if (control.multiple) [...control.options].forEach((option) => (option.selected = value.includes(option.value)));
    else control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    if (control.matches("select")) control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function store(extra = {}) {
    const typed = controls().map((control) => [control.id, told(control)]);
    try {
      sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), path: location.pathname, typed, ...extra }));
    } catch {
      // Without storage the page asks before it is left, and that is all.
    }
  }

  function stored() {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  }

  form.addEventListener("input", () => {
    isUnsent = true;
    clearTimeout(timer);
    timer = setTimeout(store, 300);
  });

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    store({ isSent: true });
    isUnsent = false;
  });

  // --- Finding it again: on a page that was opened anew, not on one that brings back what was sent --------
  function bringBack() {
    const kept = form.dataset.kept === "fresh" && stored();
    if (!kept) return;
    const waiting = new Map(kept.typed);
    // What is answered meanwhile is not overwritten; a choice takes its whole group along.
    let isBringing = false;
    form.addEventListener("input", ({ target }) => {
      if (isBringing) return;
      [...form.elements].filter(({ name }) => name === target.name).forEach(({ id }) => waiting.delete(id));
    });
    const given = (isFirst = false) => {
      isBringing = true;
      controls().forEach((control) => {
        const value = waiting.get(control.id);
        const isThere = JSON.stringify(told(control)) === JSON.stringify(value);
        // What the browser itself brought back tells no list to ask for what it offers.
        if (value !== undefined && (!isThere || (isFirst && control.matches("[data-hx-get]")))) tell(control, value);
      });
      isBringing = false;
    };
    given(true);
    // What a list offers may depend on another answer, and is asked for.
    const again = () => {
      given();
      document.body.removeEventListener("htmx:afterSettle", again);
    };
    document.body.addEventListener("htmx:afterSettle", again);
    notice.hidden = false;
  }

  notice.querySelector("button").addEventListener("click", () => {
    clearTimeout(timer);
    sessionStorage.removeItem(key);
    isUnsent = false;
    location.reload();
  });

  // --- Leaving: the tab's other pages and its Back button lose nothing; closing it does -------------------
  document.addEventListener("click", (event) => {
    if (!event.target.closest("a[href]")) return;
    isGoingOn = true;
    setTimeout(() => (isGoingOn = false), 1000);
  });

  window.addEventListener("beforeunload", (event) => {
    const isInAccount = document.getElementById("autosave");
    if (isUnsent && !isGoingOn && !isInAccount) event.preventDefault();
  });

  window.addEventListener("pagehide", () => {
    if (isUnsent) store();
  });

  bringBack();
})();
