// Keeps clocks, "since" and "until" moving, by the house's clock and not the device's.
(() => {
  "use strict";
  const body = document.body;
  if (!body.dataset.now) return;
  const ahead = new Date(body.dataset.now).getTime() - Date.now();
  const [days, hours, minutes] = body.dataset.tickWords.split("|");
  const put = (words, count) => words.replace("#", count);

  function lasting(total) {
    const whole = Math.max(0, Math.floor(total));
    const d = Math.floor(whole / 1440);
    const h = Math.floor((whole % 1440) / 60);
    const m = whole % 60;
    if (d) return put(days, d) + (h ? " " + put(hours, h) : "");
    if (h) return put(hours, h) + (m ? " " + put(minutes, m) : "");
    return put(minutes, m);
  }

  function show(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function tick() {
    const now = Date.now() + ahead;
    for (const time of document.querySelectorAll("time[data-since]")) {
      show(time, lasting((now - new Date(time.dateTime)) / 60000));
    }
    for (const time of document.querySelectorAll("time[data-until]")) {
      const left = (new Date(time.dateTime) - now) / 60000;
      show(time, lasting(left));
      time.classList.toggle("is-over", left <= 0);
    }
    const china = new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai",
    }).format(now);
    for (const clock of document.querySelectorAll("[data-clock] b")) show(clock, china);
  }

  tick();
  setInterval(tick, 1000);
  document.addEventListener("htmx:afterSwap", tick);
})();
