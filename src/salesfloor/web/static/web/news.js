// What calls somebody on whatever page they are: <div data-news="/events/12?view=assigned.en" data-me="34" hidden>.
// The view tells by person what to say; it stands until a tap leads to its page, or five minutes. New news flash the title,
// sound and vibrate where the device lets a page do so: after the person has touched it once.
(() => {
  "use strict";
  const SEEN = "news seen";
  const STANDS = 300000;
  const title = document.title;
  let flashing = null;

  const list = () => [...document.querySelectorAll("[data-news]")];

  function flash(words) {
    clearInterval(flashing);
    document.title = title;
    if (!words) return;
    flashing = setInterval(() => (document.title = document.title === title ? `● ${words}` : title), 1000);
  }

  function sound() {
    if (!navigator.userActivation?.hasBeenActive) return;
    navigator.vibrate?.([200, 100, 200]);
    const context = new AudioContext();
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    volume.gain.value = 0.15;
    tone.connect(volume).connect(context.destination);
    tone.onended = () => context.close();
    tone.start();
    tone.stop(context.currentTime + 0.4);
  }

  function show(element, told) {
    const link = element.querySelector("a");
    const mine = told[element.dataset.me];
    const isThere = link.pathname === location.pathname;
    if (mine && isThere) localStorage.setItem(SEEN, mine.news);
    const isNew = mine && !isThere && localStorage.getItem(SEEN) !== String(mine.news);
    const wasHidden = element.hidden;
    link.querySelector("b").textContent = isNew ? mine.words : "";
    element.hidden = !isNew;
    flash(isNew ? mine.words : "");
    if (isNew && wasHidden) {
      sound();
      setTimeout(() => show(element, {}), STANDS);
    }
  }

  addEventListener("DOMContentLoaded", () => {
    for (const element of list()) {
      window.salesfloorStream.follow(element.dataset.news, (text) => show(element, JSON.parse(text)));
    }
  });
})();
