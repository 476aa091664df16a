// Arrow keys, page keys and the space bar turn the pages of a meeting, as remote controls send them;
// the key T opens and shuts the tables of what is drawn.
(() => {
  "use strict";
  const ways = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "prev", PageUp: "prev" };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the input method's own keys
    if (event.key === "t" || event.key === "T") {
      document.querySelectorAll(".chart > details").forEach((one) => { one.open = !one.open; });
      return;
    }
    const way = ways[event.key];
    const link = way && document.querySelector(`a[rel="${way}"]`);
    if (!link || event.target.closest("a,button,input")) return;
    event.preventDefault();
    link.click();
  });
})();
