// The paper of an examination: every tick is saved at once, survives a lost connection and a reload,
// and the clock is the house's, not the phone's.
(() => {
  "use strict";
  const form = document.querySelector("form[data-paper]");
  if (!form) return;
  const drawer = `paper:${form.dataset.paper}`;
  const questions = [...form.querySelectorAll("[data-question]")];
  const ahead = new Date(document.body.dataset.now).getTime() - Date.now();
  const until = new Date(form.querySelector("[data-left]").dateTime).getTime();
  let isWaiting = false;
  let isOwed = false;
  let pause = 1000;

  const ticked = (question) => [...question.querySelectorAll("input:checked")].map((one) => one.value);

  function count() {
    const open = questions.filter((question) => !ticked(question).length);
    form.querySelector("[data-progress]").value = questions.length - open.length;
    form.querySelector("[data-open]").hidden = !open.length;
    form.querySelector("[data-numbers]").textContent = open
      .map((question) => questions.indexOf(question) + 1)
      .join(", ");
  }

  function say(isSaved) {
    form.querySelector("[data-saved]").hidden = !isSaved;
    form.querySelector("[data-kept]").hidden = isSaved;
  }

  function keep() {
    const answers = Object.fromEntries(questions.map((one) => [one.dataset.question, ticked(one)]));
    localStorage.setItem(drawer, JSON.stringify(answers));
  }

  // What was ticked and not sent before a reload counts for more than what the page brought along.
  function refill() {
    const kept = JSON.parse(localStorage.getItem(drawer) || "null");
    if (!kept) return;
    for (const question of questions) {
      const wanted = kept[question.dataset.question];
      if (!wanted) continue;
      for (const box of question.querySelectorAll("input")) box.checked = wanted.includes(box.value);
    }
    save();
  }

  async function save() {
    isOwed = true;
    if (isWaiting) return;
    isWaiting = true;
    isOwed = false;
    const sent = new FormData(form);
    for (const name of ["key", "next", "attempt"]) sent.delete(name);
    const before = localStorage.getItem(drawer);
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST", body: new URLSearchParams(sent), headers: { "HX-Request": "true" },
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
      pause = 1000;
      if (answer.ok) {
        say(true);
        if (localStorage.getItem(drawer) === before) localStorage.removeItem(drawer);
      } else if (answer.status === 422) location.reload();
    } catch {
      say(false);
      isOwed = true;
      await new Promise((done) => setTimeout(done, pause));
      pause = Math.min(pause * 1.7, 15000);
    }
    isWaiting = false;
    if (isOwed && form.isConnected) save();
  }

  form.addEventListener("change", () => {
    keep();
    count();
    save();
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const status = event.detail.xhr?.status || 0;
    if (status >= 200 && status < 300) localStorage.removeItem(drawer);
  });

  function tick() {
    const left = Math.max(0, Math.ceil((until - Date.now() - ahead) / 1000));
    const clock = form.querySelector("[data-left]");
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    clock.classList.toggle("is-short", left < 60);
    if (left) return;
    clearInterval(ticking);
    setTimeout(() => location.reload(), 2000);
  }

  const ticking = setInterval(tick, 1000);
  refill();
  count();
  tick();
})();
