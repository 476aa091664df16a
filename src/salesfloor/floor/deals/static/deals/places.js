// A click on a place of the paper puts it on the review's list of mistakes, another takes it off again.
(() => {
  const paper = document.querySelector("[data-places]");
  const list = document.querySelector("textarea[name='errors']");
  if (!paper || !list) return;
  const total = document.createElement("output");
  total.className = "muted";
  total.setAttribute("aria-live", "polite");
  list.after(total);
  const places = [...paper.querySelectorAll("[data-place]")];
  const named = () => list.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const show = () => {
    const lines = new Set(named());
    for (const place of places) place.setAttribute("aria-pressed", String(lines.has(place.dataset.place)));
    const sum = (Number(paper.dataset.fine) * lines.size).toFixed(2);
    total.textContent = lines.size
      ? paper.dataset.said.replace("{count}", lines.size).replace("{sum}", sum)
      : "";
  };
  const turn = (name) => {
    const lines = named();
    list.value = (lines.includes(name) ? lines.filter((one) => one !== name) : [...lines, name]).join("\n");
    list.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };
  for (const place of places) {
    place.addEventListener("click", () => turn(place.dataset.place));
  }
  list.addEventListener("input", show);
  show();
})();
