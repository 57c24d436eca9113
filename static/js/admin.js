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
    // The picture beside the box that filters one of two lists bears the box's name.
    document.querySelectorAll(".search-label-icon").forEach((icon) => icon.setAttribute("role", "img"));
  }

  // They draw when the page is loaded, or through a turn of jQuery's: this comes after both.
  const jQuery = window.django?.jQuery;
  if (jQuery) window.addEventListener("load", () => jQuery(name));
})();
