// Screens that follow the floor: <div data-live="/events/..." hx-get="..." hx-trigger="changed">, of several
// views with a space between their addresses.
// Each word from the house triggers "changed" there. Such an element is never replaced itself, only
// what is in it: a word that came while htmx made a new one its own would be lost.
// A screen that asks now and then instead, <div data-polled hx-get="..." hx-trigger="every 20s">, says so as
// well when what it shows is not current.
(() => {
  "use strict";
  addEventListener("DOMContentLoaded", () => {
    for (const element of document.querySelectorAll("[data-live]")) {
      for (const address of element.dataset.live.split(" ")) {
        window.salesfloorStream.follow(address, () => window.htmx.trigger(element, "changed"));
      }
    }
    for (const element of document.querySelectorAll("[data-polled]")) {
      element.addEventListener("htmx:afterSwap", () => window.salesfloorStream.hear({}));
      window.salesfloorStream.watch();
    }
  });
})();
