// What the registration's page adds when JavaScript is on: how strong the password is.
(() => {
  "use strict";

  // --- Strength: a hint while typing; the portal alone decides --------------------------------------------
  const LEVELS = ["muy corta", "débil", "aceptable", "buena", "muy buena"];
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
    const scale = { min: 0, max: LEVELS.length - 1, low: 2, high: 3, optimum: 4 };
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
      words.textContent = input.value ? `Fortaleza de la contraseña: ${LEVELS[level]}.` : "";
    });
  }

  document.querySelectorAll("input[data-strength]").forEach(addMeter);
})();
