// The desk by keyboard: the field has the focus, arrows walk through those who fit, Enter chooses
// among them or registers, Escape clears, "/" comes back, Alt+1 a visit, Alt+2 a call. An empty
// field registers nothing by Enter; after a registration the button rests for two seconds.
(() => {
  "use strict";
  const field = document.getElementById("who");
  const form = document.getElementById("registration");
  const customer = () => form.elements.customer;
  const REST = 2000;

  function forget() {
    if (customer()) customer().value = "";
  }

  function ask() {
    window.htmx.trigger(field, "ask");
  }

  function clear() {
    form.reset();
    forget();
    ask();
    field.focus();
  }

  function walk(step) {
    const found = [...document.querySelectorAll("#answer [data-candidate]")];
    if (!found.length) return false;
    const at = found.indexOf(document.activeElement) + step;
    if (at < 0) field.focus();
    else found[Math.min(at, found.length - 1)].focus();
    return true;
  }

  function enter() {
    if (!field.value.trim() && !customer().value) return;
    const first = document.querySelector("#answer [data-candidate]");
    if (first && !customer().value) first.focus();
    else window.htmx.trigger(form, "submit");
  }

  function rest() {
    form.dataset.resting = "";
    setTimeout(() => delete form.dataset.resting, REST);
  }

  function pick(button) {
    customer().value = button.dataset.candidate;
    ask();
    field.focus();
  }

  field.addEventListener("input", forget);
  form.addEventListener("change", (event) => {
    if (event.target.name === "channel") ask();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-candidate]");
    if (button) pick(button);
    if (event.target.closest?.("[data-clear]")) clear();
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the input method's own keys
    if (document.querySelector("dialog[open]")) return;
    const isTyping = event.target.matches?.("input, textarea, select");
    if (event.key === "Enter" && event.target === field) {
      enter();
    } else if (event.altKey && (event.key === "1" || event.key === "2")) {
      form.querySelectorAll("[name=channel]")[Number(event.key) - 1].click();
    } else if (event.key === "/" && !isTyping) {
      field.focus();
    } else if (event.key === "Escape" && (isTyping || event.target.closest?.("#answer"))) {
      clear();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const inside = event.target === field || event.target.closest?.("[data-candidate]");
      if (!inside || !walk(event.key === "ArrowDown" ? 1 : -1)) return;
    } else {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === form && "resting" in form.dataset) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form || !event.detail.successful) return;
    if (event.detail.xhr.status >= 300) return;
    if (event.detail.xhr.getResponseHeader("X-Asked")) return; // a question; the text stays
    form.reset();
    forget();
    rest();
    field.focus();
  });
})();
