// What the pages add when JavaScript is on. Nothing here is needed to use the portal.
(() => {
  "use strict";

  const dialog = document.getElementById("dialog");
  const connectionNotice = document.getElementById("connection-notice");
  let opener = null;

  // --- Errors: the summary takes the focus, its lines stand in the order of the page, and lead to the control
  function focusErrorSummary(root) {
    const summary = root.querySelector(".error-summary");
    if (!summary) return false;
    const control = (link) => document.getElementById(link.hash.slice(1));
    const links = [...summary.querySelectorAll("a[href^='#']")].filter(control);
    const comesFirst = (one, other) => control(one).compareDocumentPosition(control(other)) & Node.DOCUMENT_POSITION_FOLLOWING;
    links.sort((one, other) => (comesFirst(one, other) ? -1 : 1)).forEach((link) => {
      const line = link.closest("li");
      line.parentNode.append(line);
    });
    summary.focus();
    return true;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    control.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  });

  // What was mended on the page leaves the summary too.
  function dropMendedErrors() {
    document.querySelectorAll(".error-summary a[href^='#']").forEach((link) => {
      const place = document.getElementById(link.hash.slice(1))?.closest(".field, section");
      if (place && !place.querySelector(".field-error")) link.closest("li").remove();
    });
    document.querySelectorAll(".error-summary:not(:has(li))").forEach((summary) => summary.remove());
  }

  // The button that removed a row went away with it: its section takes the focus.
  function keepFocusIn(sectionId) {
    if (document.activeElement === document.body) document.getElementById(sectionId)?.focus();
  }

  // --- Dialog: what htmx puts in #dialog is shown; a closeDialog event puts it away -----------------
  function showDialog(source) {
    if (!dialog.open) {
      opener = source;
      dialog.showModal();
    }
    if (!focusErrorSummary(dialog)) dialog.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  // The list that the dialog changed may have been drawn again, so the opener is found by its id.
  function returnFocus() {
    const target = opener?.isConnected ? opener : document.getElementById(opener?.id);
    (target ?? document.getElementById("main")).focus();
    opener = null;
  }

  function emptyDialog() {
    if (dialog.contains(connectionNotice)) noticePlace.prepend(connectionNotice);
    dialog.replaceChildren();
  }

  // The browser tells of a closing later, on a slow machine after the next opening; Escape is told here only.
  dialog.addEventListener("close", () => {
    if (dialog.open) return;
    emptyDialog();
    returnFocus();
  });

  // Emptied at once: an answer that settles before the close event would open it again.
  function closeDialog() {
    emptyDialog();
    dialog.close();
  }

  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close-dialog]")) return;
    event.preventDefault();
    closeDialog();
  });

  document.body.addEventListener("closeDialog", closeDialog);

  document.body.addEventListener("htmx:afterSettle", (event) => {
    const { target, requestConfig } = event.detail;
    dropMendedErrors();
    if (target !== dialog) focusErrorSummary(target) || keepFocusIn(target.id);
    else if (dialog.firstElementChild) showDialog(requestConfig?.elt ?? document.activeElement);
    else closeDialog();
  });

  // --- Numbers, codes and texts are copied, pages made for it handed on or printed -----------------------
  const words = document.body.dataset;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  document.body.addEventListener("told", ({ detail }) => (said.textContent = detail.words));

  function offerCopies() {
    document.querySelectorAll("[data-print]").forEach((button) => (button.hidden = false));
    if (!navigator.clipboard) return;
    document.querySelectorAll("[data-copy], [data-copy-of], [data-share]").forEach((button) => (button.hidden = false));
  }

  function tell(button, outcome) {
    const label = button.firstChild;
    button.dataset.label ??= label.data;
    label.data = outcome;
    said.textContent = outcome;
    setTimeout(() => {
      label.data = button.dataset.label;
      said.textContent = "";
    }, 3000);
  }

  document.addEventListener("click", async (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const button = event.target.closest("[data-copy], [data-copy-of], [data-share]");
    if (!button) return;
    const { copy, copyOf, share } = button.dataset;
    const url = share && new URL(share, location).href;
    try {
      if (url && navigator.share) return await navigator.share({ title: document.title, url });
      await navigator.clipboard.writeText(copy ?? url ?? document.getElementById(copyOf).value.trim());
      tell(button, url ? words.addressCopied : words.copied);
    } catch (error) {
      if (error.name !== "AbortError") tell(button, words.notCopied);
    }
  });

  document.body.addEventListener("htmx:afterSettle", offerCopies);
  offerCopies();

  // --- Requests that fail ----------------------------------------------------------------------------
  // The notice sticks to the top of what is in sight, in front of an open dialog too.
  const noticePlace = connectionNotice.parentElement;
  const failureText = connectionNotice.textContent.trim();

  // A refusal says its reason in the page that it would have been (templates/ui/fault.html).
  function reasonOf(xhr) {
    const page = new DOMParser().parseFromString(xhr?.responseText ?? "", "text/html");
    const sentences = page.querySelectorAll(".fault > .lead, .fault > p:not(.fault-reference)");
    return [...sentences].map((sentence) => sentence.textContent.trim()).join(" ");
  }

  function tellFailure(event) {
    const reason = reasonOf(event.detail.xhr);
    connectionNotice.firstElementChild.textContent = reason || failureText;
    const control = reason && event.target.closest(".upload")?.querySelector("input[type=file]");
    if (control) tellRefused(control, [reason]);
    (dialog.open ? dialog : noticePlace).prepend(connectionNotice);
    connectionNotice.hidden = false;
    const saveState = document.getElementById("save-state");
    if (!saveState) return;
    saveState.dataset.state = "failed";
    saveState.textContent = "Sin guardar: el último cambio no llegó al portal.";
  }

  function endFailure() {
    connectionNotice.hidden = true;
    noticePlace.prepend(connectionNotice);
  }

  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) => {
    document.body.addEventListener(name, tellFailure);
  });

  document.body.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.successful) endFailure();
  });

  // --- A file that weighs too much is told before it is sent; the others of the same choice go on ----------
  const refused = new Map(); // by the id of the control, which the answer may draw anew

  function tellRefused(control, problems) {
    refused.set(control.id, problems);
    showRefused(control);
  }

  function showRefused(control) {
    const [id, problems] = [`${control.id}_refused`, refused.get(control.id)];
    document.getElementById(id)?.remove();
    const others = (control.getAttribute("aria-describedby") ?? "").replace(` ${id}`, "");
    control.setAttribute("aria-describedby", problems.length ? `${others} ${id}` : others);
    if (problems.length) {
      const place = Object.assign(document.createElement("div"), { className: "field-error", id });
      for (const words of problems) place.appendChild(document.createElement("div")).textContent = words;
      (control.closest(".upload-control") ?? control).before(place);
      said.textContent = problems.join(" ");
    }
    const field = control.closest(".field");
    const isWrong = field.querySelector(".field-error") !== null;
    field.classList.toggle("has-error", isWrong);
    control.setAttribute("aria-invalid", isWrong);
  }

  const inMegabytes = (bytes) =>
    `${(bytes / 1024 ** 2).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })}\u00a0MB`;

  function tooHeavy(control, { name, size }) {
    const facts = { name, size: inMegabytes(size), most: inMegabytes(control.dataset.maxBytes) };
    return connectionNotice.dataset.heavy.replace(/{(\w+)}/g, (_, fact) => facts[fact]);
  }

  // Before anybody else hears of the change: what is sent by itself is sent at once.
  document.addEventListener(
    "change",
    (event) => {
      const control = event.target;
      if (!control.matches("input[type=file][data-max-bytes]")) return;
      const isHeavy = ({ size }) => size > control.dataset.maxBytes;
      const heavy = [...control.files].filter(isHeavy);
      tellRefused(control, heavy.map((file) => tooHeavy(control, file)));
      if (!heavy.length) return;
      const others = new DataTransfer();
      for (const file of control.files) if (!isHeavy(file)) others.items.add(file);
      control.files = others.files;
      if (!control.files.length) event.stopPropagation();
    },
    true,
  );

  document.body.addEventListener("htmx:afterSettle", () => {
    [...refused.keys()].map((id) => document.getElementById(id)).filter(Boolean).forEach(showRefused);
  });

  // --- What a tab keeps (kept.js) goes once sent, after half an hour, or with the session
  function forgetKept(isOver) {
    for (const [key, value] of Object.entries(sessionStorage))
      if (key.startsWith("kept:") && isOver(JSON.parse(value))) sessionStorage.removeItem(key);
  }

  document.addEventListener("submit", ({ target }) => target.matches("[data-ends-session]") && forgetKept(() => true));
  window.addEventListener("load", () => {
    document.querySelectorAll("[data-script]").forEach((piece) => import(piece.dataset.script));
    forgetKept(({ at, isSent, path }) => Date.now() - at > 1_800_000 || (isSent && path !== location.pathname));
  });

  // --- A form is sent once. The button is not disabled, because its name and value must travel too ----
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.hasAttribute("data-submit-once")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
  });

  // The Back button may bring the page back as it was left.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    });
  });

  // --- Without a network, a page of ours says so (templates/service_worker.js) ------------------------
  // A browser may refuse, in a private window for one: then its own page says it.
  window.addEventListener("load", () => navigator.serviceWorker?.register("/service-worker.js").catch(() => {}));

  // --- What an address leads to is opened, also where the browser does not do so by itself ------------
  function openTarget() {
    const answer = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = answer?.closest("details:not([open])");
    if (!closed) return;
    closed.open = true;
    answer.scrollIntoView();
  }

  window.addEventListener("hashchange", openTarget);
  openTarget();

  focusErrorSummary(document);
})();
