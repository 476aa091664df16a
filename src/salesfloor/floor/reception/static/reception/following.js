// A screen that follows the floor: <div data-stream="/events/…"> shows each rendering that
// comes, keeps what was begun and the focus where it was, and marks for a moment what is different: [id][data-state].
(() => {
  "use strict";

  function statesIn(element) {
    const marked = element.querySelectorAll("[id][data-state]");
    return new Map([...marked].map((one) => [one.id, one.dataset.state]));
  }

  function show(element, html) {
    const before = statesIn(element);
    const back = window.salesfloorKeep(element);
    const told = { eventInfo: { target: element } };
    window.htmx.swap(element, html, { swapStyle: "innerHTML" }, told);
    back(element);
    for (const [id, state] of statesIn(element)) {
      if (before.get(id) !== state) document.getElementById(id).classList.add("is-changed");
    }
  }

  // On a phone the long lists begin folded.
  if (matchMedia("(max-width: 720px)").matches) {
    document.querySelectorAll("details[data-wide]").forEach((one) => (one.open = false));
  }
  for (const element of document.querySelectorAll("[data-stream]")) {
    window.salesfloorStream.follow(element.dataset.stream, (html) => show(element, html));
  }
})();
