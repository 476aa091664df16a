// The tour: points at what a step tells about, and leaves with Escape.
"use strict";
(() => {
  const panel = document.querySelector("[data-tour]");
  if (!panel) return;
  const found = [...document.querySelectorAll(panel.dataset.tour)];
  const target = found.find((one) => one.getClientRects().length);
  if (target) {
    target.classList.add("tour-target");
    if (target.tagName !== "MAIN") target.scrollIntoView({ block: "center" });
  }
  panel.querySelector("[data-tour-next]")?.focus();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) location.assign(location.pathname);
  });
})();
