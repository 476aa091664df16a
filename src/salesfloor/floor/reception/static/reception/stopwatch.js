// Stopwatches and countdowns to the second, by the house's clock: <time data-stopwatch
// data-target="60"> turns red past its target; <time data-countdown> empties what it belongs to.
(() => {
  "use strict";
  const given = document.body.dataset.now;
  const ahead = given ? new Date(given).getTime() - Date.now() : 0;

  function minutesAndSeconds(total) {
    const whole = Math.max(0, Math.floor(total));
    const seconds = String(whole % 60).padStart(2, "0");
    const minutes = Math.floor(whole / 60);
    if (minutes < 60) return `${minutes}:${seconds}`;
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${seconds}`;
  }

  function show(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function tick() {
    const now = Date.now() + ahead;
    for (const time of document.querySelectorAll("time[data-stopwatch]")) {
      const passed = (now - new Date(time.dateTime)) / 1000;
      show(time, minutesAndSeconds(passed));
      const target = Number(time.dataset.target || Infinity);
      time.classList.toggle("is-late", passed > target);
    }
    for (const time of document.querySelectorAll("time[data-countdown]")) {
      const left = (new Date(time.dateTime) - now) / 1000;
      show(time, minutesAndSeconds(Math.round(left)));
      if (left <= 0) time.closest("[data-until-over]")?.remove();
    }
  }

  tick();
  setInterval(tick, 1000);
  document.addEventListener("htmx:afterSwap", tick);
})();
