// A refusal is shown beside what was refused: in the form's own [data-refusal], else at the
// foot of the page; a word of success is shown for a moment.
(() => {
  "use strict";
  const atFoot = () => document.getElementById("refusals");

  function placeFor(element) {
    const form = element?.closest?.("form");
    return form?.querySelector("[data-refusal]") || atFoot();
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    const status = event.detail.xhr.status;
    if (![403, 404, 409, 413, 422, 429, 503].includes(status)) return;
    event.detail.target = placeFor(event.detail.elt);
    event.detail.swapOverride = "innerHTML";
    event.detail.isError = false;
  });
  document.addEventListener("htmx:responseError", (event) => {
    const broken = document.getElementById("broken").content.cloneNode(true);
    placeFor(event.detail.elt).replaceChildren(broken);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const shown = event.detail.target.querySelector?.("[data-refusal-shown]");
    if (shown && event.detail.target !== atFoot()) shown.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    // What a form's part asks while one types leaves the refusal of the form where it stands.
    const isGiven = event.detail.elt.matches("form, button, input");
    if (isGiven && event.detail.requestConfig.verb !== "get") placeFor(event.detail.elt).replaceChildren();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-dismiss]");
    if (button) button.closest("[data-refusal-shown], .toast-line").remove();
  });

  function toast(sentence) {
    const line = document.createElement("p");
    line.className = "toast-line";
    line.textContent = sentence;
    document.getElementById("toasts").append(line);
    setTimeout(() => line.remove(), 5000);
  }

  document.addEventListener("toast", (event) => toast(event.detail.value));
  const kept = /(?:^|; )toast=([^;]*)/.exec(document.cookie);
  if (kept) {
    document.cookie = "toast=; path=/; max-age=0; samesite=strict";
    toast(decodeURIComponent(kept[1]));
  }
})();
