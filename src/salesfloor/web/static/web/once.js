// A form counts once: while it is on its way it cannot be sent again, and the key it carries
// stays the same until the house has answered, so that sending again is no second registration.
(() => {
  "use strict";

  function freshKey(form) {
    const key = form.querySelector("input[name=key]");
    if (!key) return;
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    key.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function hold(form, held) {
    form.toggleAttribute("aria-busy", held);
    if (held) form.setAttribute("aria-busy", "true");
    for (const button of form.querySelectorAll("button:not([type=button])")) {
      if (held && !button.disabled) {
        button.disabled = true;
        button.dataset.held = "";
      } else if (!held && "held" in button.dataset) {
        button.disabled = false;
        delete button.dataset.held;
      }
    }
  }

  const formOf = (event) => event.detail.elt?.closest?.("form");

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (!form || event.detail.requestConfig.verb === "get") return;
    if (form.hasAttribute("aria-busy")) event.preventDefault();
    else hold(form, true);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form || event.detail.requestConfig.verb === "get") return;
    hold(form, false);
    const status = event.detail.xhr?.status || 0;
    // 503: nobody knows yet whether it was done; sent again, it must be the same.
    if (status && status !== 503) freshKey(form);
    if (status >= 200 && status < 300 && form.hasAttribute("data-clears")) form.reset();
  });
  // Forms without htmx: the browser leaves the page; held until it comes back.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.hasAttribute("aria-busy")) event.preventDefault();
    else setTimeout(() => hold(form, true));
    // A download leaves the page where it is: the form may be sent again, as another one.
    if (form.hasAttribute("data-download")) setTimeout(() => { hold(form, false); freshKey(form); }, 3000);
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[aria-busy]")) hold(form, false);
  });
})();
