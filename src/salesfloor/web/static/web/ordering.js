// Of several people the first counts first: whoever is ticked moves behind those ticked before.
(() => {
  "use strict";
  document.addEventListener("change", (event) => {
    const box = event.target.closest?.("[data-in-order]");
    const moved = event.target.closest("label");
    if (!box || !moved) return;
    const ticked = [...box.children].filter((one) => one !== moved && one.querySelector("input:checked"));
    const last = ticked.at(-1);
    if (last) last.after(moved);
    else box.prepend(moved);
    event.target.focus({ preventScroll: true });
  });
})();
