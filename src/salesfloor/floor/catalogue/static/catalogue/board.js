// The price board: filters send themselves; a tap on a unit opens it beside the board where there is room.
(() => {
  "use strict";
  document.querySelectorAll("[data-send]").forEach((one) => one.addEventListener("change", () => one.form.requestSubmit()));
  const drawer = document.getElementById("unit");
  document.getElementById("board")?.addEventListener("click", (event) => {
    const cell = event.target.closest("a.u");
    if (!cell || event.ctrlKey || event.metaKey || getComputedStyle(drawer).display === "none") return;
    event.preventDefault();
    document.querySelector("a.u[aria-current]")?.removeAttribute("aria-current");
    cell.setAttribute("aria-current", "true");
    window.htmx.ajax("GET", cell.getAttribute("href"), { target: "#unit", swap: "innerHTML" });
  });
})();
