// An opening counts when the page was visible for two seconds; previews and machines run no script.
(() => {
  "use strict";
  const page = document.querySelector("[data-seen]");
  let visible = 0;
  const tick = setInterval(() => {
    visible = document.visibilityState === "visible" ? visible + 250 : 0;
    if (visible < 2000) return;
    clearInterval(tick);
    const body = new URLSearchParams({ csrfmiddlewaretoken: page.querySelector("[name=csrfmiddlewaretoken]").value });
    fetch(page.dataset.seen, { method: "POST", body });
  }, 250);
})();
