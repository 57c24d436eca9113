// What the registration's page adds when JavaScript is on: how strong the password is, and an index that counts
// while one types.
(() => {
  "use strict";

  // --- Strength: a hint while typing; the portal alone decides --------------------------------------------
  const SHORTEST = 10;

  function ownWords() {
    const names = ["account-username", "email-email", "person-first_name", "person-last_name"];
    return names
      .flatMap((name) => document.getElementsByName(name)[0]?.value.toLowerCase().split(/[\s@.]+/) ?? [])
      .filter((word) => word.length > 3);
  }

  function strength(password) {
    if (password.length < SHORTEST) return 0;
    const text = ownWords().reduce((rest, word) => rest.replaceAll(word, ""), password.toLowerCase());
    const kinds = [/[a-záéíóúüñ]/, /\d/, /[^a-záéíóúüñ\d]/].filter((kind) => kind.test(text)).length;
    const score = new Set(text).size + text.length / 2 + 2 * kinds;
    return 1 + [14, 20, 26].filter((needed) => score >= needed).length;
  }

  function addMeter(input) {
    const levels = input.dataset.levels.split(", ");
    const scale = { min: 0, max: levels.length - 1, low: 2, high: 3, optimum: 4 };
    const meter = Object.assign(document.createElement("meter"), scale);
    const words = document.createElement("p");
    meter.className = "strength";
    meter.hidden = true;
    meter.setAttribute("aria-hidden", "true");
    words.className = "field-hint mb-0";
    words.setAttribute("role", "status");
    input.closest(".field").append(meter, words);
    input.addEventListener("input", () => {
      const level = strength(input.value);
      meter.hidden = !input.value;
      meter.value = Math.max(level, 0.2);
      words.textContent = input.value ? input.dataset.strength.replace("%s", levels[level]) : "";
    });
  }

  document.querySelectorAll("input[data-strength]").forEach(addMeter);

  // --- The index: what has to be answered, as far as it is in sight; the portal draws it first ------------
  const form = document.getElementById("registration-form");
  const rows = [...document.querySelectorAll(".index a")].map((link) => {
    return { link, part: document.getElementById(link.hash.slice(1)).closest("section") };
  });

  function isAsked(field) {
    if (field.closest(".fold, [hidden]") || !field.checkVisibility()) return false;
    const said = (field.closest(".consent") ?? field).querySelectorAll(".optional");
    return ![...said].some((each) => each.checkVisibility());
  }

  function stateOf(field) {
    if (field.matches(".has-error:not([data-changed])")) return "missing";
    const controls = [...field.querySelectorAll("input:not([type=hidden]), select, textarea")];
    const isAnswered = ({ type, checked, value }) => (/radio|checkbox/.test(type) ? checked : value);
    return field.querySelector(".received") || controls.some(isAnswered) ? "answered" : "open";
  }

  function count() {
    rows.forEach(({ link, part }) => {
      const states = [...part.querySelectorAll(".field")].filter(isAsked).map(stateOf);
      const howMany = (wanted) => states.filter((state) => state === wanted).length;
      const marks = states.map((state) => Object.assign(document.createElement("i"), { className: `is-${state}` }));
      link.querySelector(".index-marks").replaceChildren(...marks);
      const told = link.querySelector(".index-count");
      const { answered, missing, optional } = form.dataset;
      const filled = answered.replace("{answered}", howMany("answered")).replace("{total}", states.length);
      told.textContent = states.length ? filled : optional;
      if (!howMany("missing")) return;
      const words = document.createElement("strong");
      words.textContent = missing.replace("{missing}", howMany("missing"));
      told.append(", ", words);
    });
  }

  form.addEventListener("input", (event) => {
    event.target.closest(".field")?.setAttribute("data-changed", "");
    count();
  });
  document.body.addEventListener("htmx:afterSettle", count);
})();
