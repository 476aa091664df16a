// What was ticked survives a lost connection and a reload; it is sent once.
(() => {
  "use strict";
  const form = document.querySelector("form[data-sheet]");
  if (!form) return;
  const drawer = `sheet:${form.dataset.sheet}`;
  const items = [...form.querySelectorAll("[data-item]")];
  const key = form.elements.key;
  const claimed = form.querySelector("[data-claimed]");
  // By the house's clock, as it stood when the page was loaded: a device's own may be wrong by days.
  const ahead = document.body.dataset.now ? new Date(document.body.dataset.now).getTime() - Date.now() : 0;

  const answerOf = (item) => form.elements[`answers.${item.dataset.item}`]?.value || "";
  const photosOf = (item) => [...item.querySelectorAll("[data-hash]")].map((one) => one.value);

  function show(item) {
    const more = item.querySelector("[data-more]");
    if (more) more.hidden = answerOf(item) !== "fail";
    if (answerOf(item)) item.classList.remove("is-missing");
  }

  function count() {
    const done = items.filter(answerOf).length;
    form.querySelector("[data-done]").textContent = done;
    form.querySelector("[data-progress]").value = done;
  }

  function keep() {
    const kept = { who: window.unsent.who(), key: key.value, claimed: claimed.value, answers: {}, notes: {}, photos: {} };
    for (const item of items) {
      const code = item.dataset.item;
      kept.answers[code] = answerOf(item);
      kept.notes[code] = form.elements[`notes.${code}`]?.value || "";
      kept.photos[code] = photosOf(item);
    }
    localStorage.setItem(drawer, JSON.stringify(kept));
    form.querySelector("[data-kept]").hidden = !items.some(answerOf);
  }

  async function addPhoto(item, hash, file) {
    const row = document.createElement("li");
    row.className = "is-waiting";
    row.dataset.of = hash;
    const field = Object.assign(document.createElement("input"), { type: "hidden", value: hash });
    field.name = item.querySelector("[data-camera]").dataset.camera;
    field.dataset.hash = "";
    row.append(field);
    if (file) {
      const image = Object.assign(document.createElement("img"), { alt: "" });
      image.src = URL.createObjectURL(file);
      row.append(image);
    }
    item.querySelector("[data-photos]").append(row);
    item.classList.remove("is-missing");
  }

  async function refill() {
    const kept = JSON.parse(localStorage.getItem(drawer) || "null");
    if (!kept || (kept.who && kept.who !== window.unsent.who())) return;
    if (kept.key) key.value = kept.key;
    claimed.value = kept.claimed || "";
    for (const item of items) {
      const code = item.dataset.item;
      const wanted = kept.answers[code];
      if (wanted) {
        const field = form.elements[`answers.${code}`];
        if (field instanceof RadioNodeList) field.value = wanted;
        else field.value = wanted;
      }
      const note = form.elements[`notes.${code}`];
      if (note) note.value = kept.notes[code] || "";
      for (const hash of kept.photos[code] || []) await addPhoto(item, hash, await window.uploads.get(hash));
      show(item);
    }
    count();
    keep();
  }

  form.addEventListener("change", async (event) => {
    const item = event.target.closest("[data-item]");
    if (!item) return;
    if (event.target.dataset.camera) {
      for (const file of event.target.files) await addPhoto(item, await window.uploads.add(file), file);
      event.target.value = "";
    }
    show(item);
    count();
    keep();
  });
  form.addEventListener("input", keep);
  document.addEventListener("upload:done", (event) => {
    form.querySelector(`[data-of="${event.detail}"]`)?.classList.remove("is-waiting");
  });
  function claim() {
    if (!claimed.value) claimed.value = new Date(Date.now() + ahead).toISOString();
  }

  // It waits on the device, even when the page is closed meanwhile, until it is opened again with a network.
  function wait() {
    claim();
    keep();
    window.unsent.add(drawer);
  }
  form.addEventListener("submit", () => {
    if (!navigator.onLine) claim();
  });
  form.addEventListener("htmx:sendError", wait);
  form.addEventListener("htmx:timeout", wait);
  form.addEventListener("htmx:configRequest", (event) => {
    const missing = items.filter((item) => answerOf(item) === "fail" && "photo" in item.dataset && !photosOf(item).length);
    missing.forEach((item) => item.classList.add("is-missing"));
    if (!missing.length) return;
    event.preventDefault();
    missing[0].scrollIntoView({ behavior: "smooth" });
    missing[0].querySelector("[data-camera]").focus();
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const status = event.detail.xhr?.status || 0;
    if (status >= 200 && status < 500 && status !== 401) window.unsent.remove(drawer);
    if (status >= 200 && status < 300) localStorage.removeItem(drawer);
    // A time that the house does not believe is left out when the sheet is sent again.
    else if (status === 422) {
      claimed.value = "";
      keep();
    }
  });
  count();
  const loaded = new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  Promise.all([refill(), loaded]).then(() => {
    if (window.unsent.has(drawer)) window.htmx.trigger(form, "submit");
  });
})();
