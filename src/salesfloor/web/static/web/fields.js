// What is wrong with a field stands at the field, too: it is marked, described and focused; the
// refusal itself stands above the form as its summary.
(() => {
  "use strict";
  const FIELDS = "input, select, textarea";

  function clear(form) {
    for (const told of form.querySelectorAll(".field-error")) told.remove();
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.classList.remove("is-invalid");
      const others = (field.getAttribute("aria-describedby") || "").split(" ").filter((id) => !id.endsWith("-error"));
      if (others[0]) field.setAttribute("aria-describedby", others.join(" "));
      else field.removeAttribute("aria-describedby");
    }
    for (const group of form.querySelectorAll("fieldset.is-invalid")) group.classList.remove("is-invalid");
  }

  function named(form, name) {
    const found = [...form.querySelectorAll(FIELDS)].filter((field) => field.type !== "hidden");
    return found.find((field) => field.name === name || field.dataset.upload === name)
      || found.find((field) => field.name.startsWith(`${name}.`) || name.startsWith(`${field.name}.`));
  }

  function mark(form, name, sentence) {
    const field = named(form, name);
    if (!field) return;
    for (let outer = field.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    const group = ["radio", "checkbox"].includes(field.type) ? field.closest("fieldset") : null;
    const told = document.createElement("small");
    told.className = "field-error";
    told.id = `${field.id || field.name}-error`;
    told.textContent = sentence;
    (group || field.closest(".field") || field.parentElement).append(told);
    (group || field).classList.add("is-invalid");
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${told.id}`.trim());
    field.focus();
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt?.closest?.("form");
    if (form && event.detail.requestConfig.verb !== "get") clear(form);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const refusal = event.detail.target.querySelector?.("[data-refusal-shown][data-field]");
    const form = event.detail.requestConfig?.elt?.closest?.("form");
    if (!refusal || !form) return;
    const holder = form.querySelector("[data-refusal]");
    if (holder) form.prepend(holder);
    mark(form, refusal.dataset.field, refusal.querySelector("[data-sentence]").textContent.trim());
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form");
    if (form && event.target.hasAttribute("aria-invalid")) clear(form);
  });
})();
