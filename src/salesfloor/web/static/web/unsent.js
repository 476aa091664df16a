// What was filled in without a network and could not be sent while its page was open: every later page of the
// same person says so and leads back to it, where it is sent by itself.
window.unsent = (() => {
  "use strict";
  const mark = "unsent:";
  const who = () => document.querySelector(".who-name")?.textContent || "";
  const here = () => location.pathname + location.search;
  const read = (name) => JSON.parse(localStorage.getItem(mark + name) || "null");
  const isMine = (one) => one !== null && one.who === who();

  function say() {
    const bar = document.getElementById("unsent");
    const all = Object.keys(localStorage).filter((key) => key.startsWith(mark));
    const mine = all.map((key) => read(key.slice(mark.length))).filter(isMine);
    const elsewhere = mine.find((one) => one.at !== here());
    bar.hidden = !elsewhere;
    if (elsewhere) bar.href = elsewhere.at;
  }

  addEventListener("storage", say);
  say();
  return {
    who,
    has: (name) => isMine(read(name)),
    add(name) {
      localStorage.setItem(mark + name, JSON.stringify({ who: who(), at: here() }));
    },
    remove(name) {
      localStorage.removeItem(mark + name);
      say();
    },
  };
})();
