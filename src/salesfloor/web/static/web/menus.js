// Menus made of <details class="menu"> close when one looks elsewhere or presses Escape.
(() => {
  "use strict";
  const open = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the input method's own keys
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const field = document.querySelector(".find-field");
    if (event.key === "/" && !isTyping && field?.checkVisibility()) {
      event.preventDefault();
      field.focus();
    }
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
