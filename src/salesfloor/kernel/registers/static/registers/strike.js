// Striking a line: one dialog for the page; the button says which line it is for.
(() => {
  "use strict";
  const dialog = document.getElementById("strike");
  if (!dialog) return;
  const form = dialog.querySelector("[data-strike-form]");

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-strike]");
    if (button) {
      form.setAttribute("hx-post", button.dataset.strike);
      window.htmx.process(form);
      form.querySelector("[data-refusal]").replaceChildren();
      dialog.querySelector("[data-strike-number]").textContent = button.dataset.number;
      dialog.showModal();
      form.elements.reason.focus();
    } else if (event.target.closest("[data-close]") || event.target === dialog) {
      dialog.close();
    }
  });
})();
