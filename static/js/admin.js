// What the scripts of Django's administration draw without a name for those who cannot see it.
(() => {
  "use strict";

  function name() {
    // A list that is searched as one types (select2) is called as its field is.
    document.querySelectorAll("select.select2-hidden-accessible").forEach((select) => {
      const box = select.nextElementSibling.querySelector(".select2-selection");
      const shown = box.querySelector(".select2-selection__rendered");
      const label = document.querySelector(`label[for="${select.id}"]`);
      label.id ||= `${select.id}_label`;
      box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
      shown.removeAttribute("role");
      shown.removeAttribute("aria-readonly");
    });
    [["Calendario", ".calendarbox"], ["Reloj", ".clockbox"]].forEach(([words, boxes]) =>
      document.querySelectorAll(boxes).forEach((box) => {
        box.setAttribute("role", "dialog");
        box.setAttribute("aria-label", words);
      }),
    );
    // A picture that is a link, of a list's related row or of a calendar, is called as the link's title says.
    document.querySelectorAll(".related-widget-wrapper-link > img").forEach((image) => {
      image.alt = image.parentElement.title;
    });
    document.querySelectorAll(".datetimeshortcuts a > span[title]").forEach((icon) => {
      const words = Object.assign(document.createElement("span"), {
        className: "visually-hidden",
        textContent: icon.title,
      });
      icon.append(words);
    });
    // The first column of a list names its row; a group of fields without a title is the page's.
    document.querySelectorAll("#result_list tbody th").forEach((cell) => (cell.scope = "row"));
    document
      .querySelectorAll("fieldset:not([aria-labelledby])")
      .forEach((group) => group.setAttribute("aria-label", document.querySelector("h1").textContent.trim()));
    // The picture beside the box that filters one of two lists bears the box's name.
    document.querySelectorAll(".search-label-icon").forEach((icon) => icon.setAttribute("role", "img"));
  }

  // What such a list opens: where one types, and what that finds.
  function nameOpened(event) {
    const box = event.target.nextElementSibling.querySelector(".select2-selection");
    box.setAttribute("aria-controls", box.getAttribute("aria-owns"));
    const search = document.querySelector(".select2-search__field");
    search.setAttribute("aria-label", "Buscar en la lista");
    const opened = search.closest(".select2-container");
    opened.setAttribute("role", "dialog");
    opened.setAttribute("aria-label", "Lista");
  }

  // They draw when the page is loaded, or through a turn of jQuery's: this comes after both.
  const jQuery = window.django?.jQuery;
  if (!jQuery) return;
  window.addEventListener("load", () => jQuery(name));
  jQuery(document).on("select2:open", nameOpened);
})();
