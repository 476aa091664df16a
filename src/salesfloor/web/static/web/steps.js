// Fields for what people count get a key for one less and one more, and step by the arrow keys; without
// this file they are plain fields for a number.
(() => {
  "use strict";
  const number = (field) => Number(field.value.normalize("NFKC").trim() || "0");
  const limit = (text, otherwise) => (text === undefined ? otherwise : Number(text));

  function step(field, by) {
    const now = number(field);
    if (field.readOnly || field.disabled || !Number.isFinite(now)) return;
    const least = limit(field.dataset.least, 0);
    const most = limit(field.dataset.most, Infinity);
    const next = String(Math.min(most, Math.max(least, Math.trunc(now) + by)));
    if (next === field.value) return;
    field.value = next;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function key(field, sign, by, label) {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "btn step-key";
    one.textContent = sign;
    one.setAttribute("aria-label", label);
    one.setAttribute("aria-controls", field.id);
    one.addEventListener("click", () => step(field, by));
    return one;
  }

  function furnish(root) {
    for (const field of root.querySelectorAll("input[data-steps]:not([data-stepped])")) {
      field.dataset.stepped = "";
      const around = document.createElement("span");
      around.className = "step-field";
      field.replaceWith(around);
      around.append(key(field, "−", -1, field.dataset.less), field, key(field, "+", 1, field.dataset.more));
    }
  }

  document.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.isComposing || !by || !event.target.matches?.("input[data-steps]")) return;
    event.preventDefault();
    step(event.target, by);
  });
  document.addEventListener("htmx:afterSettle", () => furnish(document));
  furnish(document);
})();
