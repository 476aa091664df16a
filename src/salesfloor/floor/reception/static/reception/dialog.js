// One dialog for all that is asked beside the page: whatever is swapped into #dialog-body opens
// it; a form in it that succeeded, Escape, the cross and the ground around it close it.
(() => {
  "use strict";
  const dialog = document.getElementById("dialog");
  const body = document.getElementById("dialog-body");

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== body || dialog.open) return;
    dialog.showModal();
    (body.querySelector("[autofocus]") || dialog.querySelector("[data-close]")).focus();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const isForm = event.detail.requestConfig.verb !== "get" && body.contains(event.detail.elt);
    if (isForm && event.detail.successful && event.detail.xhr.status < 300) dialog.close();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("close", () => body.replaceChildren());
})();
