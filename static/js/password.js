// Passwords may be looked at while they are written.
(() => {
  "use strict";

  function addButton(input) {
    input.dataset.reveal = "ready";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet";
    button.setAttribute("aria-controls", input.id);
    const name = document.querySelector(`label[for="${input.id}"]`)?.textContent.trim().toLowerCase() ?? "";

    function show(isVisible) {
      input.type = isVisible ? "text" : "password";
      button.textContent = isVisible ? input.dataset.hide : input.dataset.show;
      button.setAttribute("aria-label", `${button.textContent} ${name}`);
    }

    show(false);
    button.addEventListener("click", () => show(input.type === "password"));
    // Browsers remember what was typed into a text field.
    input.form?.addEventListener("submit", () => show(false));
    input.after(button);
  }

  function equip(root) {
    root.querySelectorAll("input[type=password][data-reveal='']").forEach(addButton);
  }

  equip(document);
  document.body.addEventListener("htmx:load", (event) => equip(event.target));
})();
