// What the petition's page adds when JavaScript is on: how much of a long text is left.
(() => {
  "use strict";

  const figure = new Intl.NumberFormat("es-CO");

  // As the portal counts: a line end is one character, and one that needs two code units is one.
  function length(text) {
    return [...text.trim()].length;
  }

  function addCounter(area) {
    const limit = Number(area.dataset.limit);
    const words = document.createElement("p");
    const said = document.createElement("p");
    words.className = "field-hint counter";
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    area.after(words, said);

    function count() {
      const used = length(area.value);
      const isOver = used > limit;
      words.textContent = `${figure.format(used)} de ${figure.format(limit)} caracteres`;
      words.dataset.state = isOver ? "over" : "";
      const warning = isOver ? `Caracteres de más: ${figure.format(used - limit)}.` : "";
      if (Boolean(said.textContent) !== isOver) said.textContent = warning;
    }

    area.addEventListener("input", count);
    count();
  }

  document.querySelectorAll("textarea[data-limit]").forEach(addCounter);
})();
