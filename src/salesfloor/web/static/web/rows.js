// Lists of things in a form: <fieldset data-rows> has a few rows, its button adds as many as there are things.
(() => {
  "use strict";
  const MARK = /\.\d+\./;
  const added = (last, number) => {
    const row = last.cloneNode(true);
    for (const one of row.querySelectorAll("[name], [id], [for]")) {
      for (const part of ["name", "id", "for"]) {
        const text = one.getAttribute(part);
        if (text) one.setAttribute(part, text.replace(MARK, `.${number}.`));
      }
      if (one.matches("input:not([type=hidden]):not([type=checkbox]), select, textarea")) one.value = "";
    }
    return row;
  };
  document.addEventListener("click", (event) => {
    const rows = event.target.closest?.("[data-more-rows]")?.closest("[data-rows]")?.querySelectorAll(".form-row");
    if (!rows?.length) return;
    const row = added(rows[rows.length - 1], rows.length);
    rows[rows.length - 1].after(row);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
})();
