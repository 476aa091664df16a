// What is left to give out of a target, at every key; the button waits until nothing is. A column that is
// pasted from a spreadsheet fills the values below.
(() => {
  "use strict";
  const form = document.querySelector("[data-parts]");
  if (!form) return;
  const fields = [...form.querySelectorAll(".part-value")];
  const units = (text) => Math.round(Number(String(text).normalize("NFKC").replace(/[,\s]/g, "") || "0") * 100);
  const shown = (number) => String(number / 100);

  function tell(name, number) {
    const tag = form.querySelector(`[data-${name}]`);
    tag.hidden = number <= 0;
    tag.querySelector("b").textContent = shown(number);
  }

  function count() {
    const sum = fields.reduce((all, one) => all + units(one.value), 0);
    const left = units(form.dataset.whole) - sum;
    form.querySelector("[data-sum]").textContent = Number.isFinite(sum) ? shown(sum) : "—";
    tell("left", left);
    tell("over", -left);
    form.querySelector("button.btn-primary").disabled = left !== 0;
  }

  form.addEventListener("paste", (event) => {
    const first = fields.indexOf(event.target);
    const lines = event.clipboardData.getData("text").split(/\r?\n/).filter((line) => line.trim());
    if (first < 0 || lines.length < 2) return;
    event.preventDefault();
    lines.slice(0, fields.length - first).forEach((line, place) => {
      fields[first + place].value = line.split("\t").pop().trim();
    });
    count();
  });
  form.addEventListener("input", count);
  count();
})();
