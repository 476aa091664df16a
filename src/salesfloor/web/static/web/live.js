// Screens that follow the floor: <div data-live="/events/..." hx-get="..." hx-trigger="changed">.
// Each word from the house triggers "changed" there; a lost line is taken up again by itself.
// Such an element is never replaced itself, only what is in it: a word that came while htmx made
// a new one its own would be lost. For the same reason none is followed before htmx has begun.
(() => {
  "use strict";

  function follow(element) {
    const stream = new EventSource(element.dataset.live);
    let wasLost = false;
    const changed = () => window.htmx.trigger(element, "changed");
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
  }

  addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-live]").forEach(follow));
})();
