// Warns before a session ends for want of use, in all tabs at once. The server ends it, whatever happens here.
(() => {
  "use strict";

  const dialog = document.getElementById("session-end");
  if (!dialog) return;

  const SHARED = "session-ends-at";
  const WARN_MS = 2 * 60 * 1000;
  const idleMs = Number(dialog.dataset.seconds) * 1000;
  const text = document.getElementById("session-end-text");
  const heading = document.getElementById("session-end-title");
  const form = dialog.querySelector("form");
  const button = form.querySelector("button");
  let endsAt = 0;
  let timer = null;
  let hasToldEnd = false;

  // --- When it ends: each page and each answer of the portal counts as use, in whichever tab ----------
  function used(ms) {
    follow(Date.now() + ms);
    try {
      localStorage.setItem(SHARED, String(endsAt));
    } catch {
      // Without storage each tab counts for itself.
    }
  }

  function follow(instant) {
    endsAt = instant;
    hasToldEnd = false;
    check();
  }

  function check() {
    clearTimeout(timer);
    const left = endsAt - Date.now();
    if (left <= 0) tellEnd();
    else if (left <= warning()) warn(left);
    else putAway(left);
  }

  function warning() {
    return Math.min(WARN_MS, idleMs / 2);
  }

  // --- What is shown ----------------------------------------------------------------------------------
  function warn(left) {
    tell("warning", inWords(left));
    // In steps, so that it is not read out again each second.
    timer = setTimeout(check, left > 60_000 ? left % 60_000 || 60_000 : Math.min(left, 15_000));
  }

  function tellEnd() {
    if (hasToldEnd) return;
    hasToldEnd = true;
    tell("ended");
  }

  function putAway(left) {
    if (dialog.open) dialog.close();
    timer = setTimeout(check, left - warning());
  }

  function tell(what, time = "") {
    heading.textContent = heading.dataset[what];
    button.textContent = button.dataset[what];
    say(text.dataset[what].replace("…", time));
    if (!dialog.open) dialog.showModal();
  }

  function say(sentence) {
    if (text.textContent !== sentence) text.textContent = sentence;
  }

  // «2 minutos», «1 minute»: as the language of the page says it.
  function inWords(ms) {
    const [count, unit] =
      ms > 45_000 ? [Math.ceil(ms / 60_000), "minute"] : [Math.max(Math.ceil(ms / 15_000) * 15, 15), "second"];
    const written = { style: "unit", unit, unitDisplay: "long" };
    return new Intl.NumberFormat(document.documentElement.lang, written).format(count);
  }

  // --- «Continuar» ------------------------------------------------------------------------------------
  async function goOn() {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      redirect: "manual",
      headers: { Accept: "application/json" },
    });
    if (answer.ok) used((await answer.json()).seconds * 1000);
    else follow(Date.now());
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (endsAt <= Date.now()) dialog.close();
    else goOn().catch(() => say(text.dataset.failed));
  });

  // Escape means to go on, too: nobody puts the warning away and loses the session by it.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    form.requestSubmit();
  });

  window.addEventListener("storage", (event) => {
    if (event.key === SHARED && event.newValue) follow(Number(event.newValue));
  });
  // Timers stand still while a computer sleeps.
  document.addEventListener("visibilitychange", () => document.hidden || check());
  // What a page asks by itself, with nobody there (data-unattended), is no use.
  document.body.addEventListener("htmx:afterOnLoad", ({ detail }) => {
    const isAttended = !detail.requestConfig.elt.hasAttribute("data-unattended");
    if (detail.successful && isAttended) used(idleMs);
  });

  used(idleMs);
})();
