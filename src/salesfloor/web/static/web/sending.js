// When the network drops or the house asks for a moment, what was typed stays, the page says so,
// and the form is sent again with the same key until an answer comes: done once, however often it
// was sent.
(() => {
  "use strict";
  const waiting = new Set();
  let pause = 2000;
  let timer = 0;

  function say() {
    document.getElementById("offline").hidden = waiting.size === 0 && navigator.onLine;
  }

  function again() {
    clearTimeout(timer);
    for (const form of [...waiting]) {
      if (!form.isConnected) waiting.delete(form);
      else window.htmx.trigger(form, "submit");
    }
    say();
  }

  function failed(event) {
    const form = event.detail.elt?.closest?.("form[hx-post]");
    if (form) {
      waiting.add(form);
      clearTimeout(timer);
      timer = setTimeout(again, pause);
      pause = Math.min(pause * 1.7, 20000);
    }
    say();
  }

  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:timeout", failed);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.xhr?.status) return;
    if (event.detail.xhr.getResponseHeader("Retry-After")) {
      failed(event);
      return;
    }
    const form = event.detail.elt?.closest?.("form[hx-post]");
    if (form && waiting.delete(form)) pause = 2000;
    say();
  });
  addEventListener("online", again);
  addEventListener("offline", say);
  addEventListener("beforeunload", (event) => {
    if (waiting.size) event.preventDefault();
  });
  // Text that the person would not want to type twice survives a reload: <form data-keep="name">.
  const drawer = (form) => `kept:${location.pathname}:${form.dataset.keep}`;
  function refill() {
    for (const form of document.querySelectorAll("form[data-keep]:not([data-refilled])")) {
      form.dataset.refilled = "";
      const kept = JSON.parse(sessionStorage.getItem(drawer(form)) || "{}");
      for (const [name, text] of Object.entries(kept)) {
        const field = form.elements[name];
        if (field && "value" in field && !field.value) field.value = text;
      }
    }
  }
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-keep]");
    if (!form) return;
    const kept = {};
    for (const field of form.querySelectorAll("input[type=text],input[type=tel],textarea")) {
      if (field.name && field.value) kept[field.name] = field.value;
    }
    sessionStorage.setItem(drawer(form), JSON.stringify(kept));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt?.closest?.("form[data-keep]");
    // Not `successful`: htmx leaves it unset where the answer leads to another page.
    const status = event.detail.xhr?.status || 0;
    if (form && status >= 200 && status < 300) sessionStorage.removeItem(drawer(form));
  });
  document.addEventListener("htmx:afterSwap", refill);
  refill();

  // The session ended while somebody typed: the form waits beyond the log-in, for the same person only.
  const beyond = (form) => `beyond:${location.pathname}:${form.getAttribute("hx-post")}`;
  const who = () => document.querySelector(".who-name")?.textContent || "";
  const isKept = (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type);
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = event.detail.elt?.closest?.("form[hx-post]");
    if (!form || event.detail.xhr.status !== 401) return;
    const fields = [...form.elements].map((field, place) => [place, field.name, field.value, field.checked]);
    const kept = fields.filter(([place]) => isKept(form.elements[place]));
    sessionStorage.setItem(beyond(form), JSON.stringify({who: who(), kept}));
  });
  for (const form of document.querySelectorAll("form[hx-post]")) {
    const {who: whose, kept = []} = JSON.parse(sessionStorage.getItem(beyond(form)) || "{}");
    sessionStorage.removeItem(beyond(form));
    for (const [place, name, value, checked] of whose === who() ? kept : []) {
      const field = form.elements[place];
      if (field?.name !== name) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = checked;
      else field.value = value;
      field.dispatchEvent(new Event("input", {bubbles: true}));
    }
  }
})();
