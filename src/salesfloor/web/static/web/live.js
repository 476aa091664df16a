// Screens that follow the floor: <div data-live="/events/..." hx-get="..." hx-trigger="changed">.
// Each word from the house triggers "changed" there; a lost line is taken up again by itself.
(() => {
  "use strict";
  const streams = new Map();

  function follow() {
    for (const [element, stream] of streams) {
      if (element.isConnected) continue;
      stream.close();
      streams.delete(element);
    }
    for (const element of document.querySelectorAll("[data-live]")) {
      if (streams.has(element)) continue;
      const stream = new EventSource(element.dataset.live);
      let wasLost = false;
      const changed = () => window.htmx.trigger(element, "changed");
      stream.onmessage = changed;
      stream.addEventListener("board", changed);
      stream.onerror = () => {
        wasLost = true;
        element.classList.add("is-cut-off");
      };
      stream.onopen = () => {
        element.classList.remove("is-cut-off");
        if (wasLost) changed();
        wasLost = false;
      };
      streams.set(element, stream);
    }
  }

  follow();
  document.addEventListener("htmx:afterSwap", follow);
})();
