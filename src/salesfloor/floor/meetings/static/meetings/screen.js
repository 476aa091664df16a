// Arrow keys, page keys and the space bar turn the pages of a meeting, as remote controls send them.
(() => {
  "use strict";
  const ways = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "prev", PageUp: "prev" };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the input method's own keys
    const way = ways[event.key];
    const link = way && document.querySelector(`a[rel="${way}"]`);
    if (!link || event.target.closest("a,button,input")) return;
    event.preventDefault();
    link.click();
  });
})();
