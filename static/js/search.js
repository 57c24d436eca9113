// What a search box adds when JavaScript is on: suggestions while one types, a combobox with a list (WAI-ARIA APG).
(() => {
  "use strict";

  const PAUSE_MS = 200;
  const SHORTEST = 2;

  const form = document.querySelector("form[data-suggestions]");
  if (!form) return;
  const input = form.querySelector("input[type=search]");

  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.list);
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let pause = 0;
  let asking = null;
  let active = -1;

  function close() {
    clearTimeout(pause);
    asking?.abort();
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map(({ title, kind, address }, place) => {
        const option = document.createElement("li");
        option.id = `suggestion-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.lang = input.lang; // what is found is written as what is asked
        option.dataset.address = address;
        const name = document.createElement("b");
        name.textContent = title;
        const told = document.createElement("span");
        told.textContent = kind;
        option.append(name, told);
        return option;
      }),
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    const { none, one, many } = form.dataset;
    status.textContent = [none, one][suggestions.length] ?? many.replace("…", suggestions.length);
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const typed = input.value.trim();
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(typed)}`, {
        signal: asking.signal,
      });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch (error) {
      // Another letter came first, or the connection is gone: the button still searches.
      if (error.name !== "AbortError") close();
    }
  }

  function move(step) {
    const options = [...list.children];
    options[active]?.setAttribute("aria-selected", "false");
    // One place more than there are options: the box itself, where nothing is chosen.
    active = ((active + 1 + step + options.length + 1) % (options.length + 1)) - 1;
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  input.addEventListener("input", () => {
    clearTimeout(pause);
    if (input.value.trim().length < SHORTEST) close();
    else pause = setTimeout(ask, PAUSE_MS);
  });

  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the box would be emptied, too
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      window.location.assign(list.children[active].dataset.address);
    }
  });

  // Before the box loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) window.location.assign(option.dataset.address);
  });

  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
})();
