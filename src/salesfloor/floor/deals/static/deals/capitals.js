// Says an amount in capitals below the field while it is typed: a slip is seen before the print.
(() => {
  const house = document.querySelector("[data-capitals]");
  const field = house?.querySelector("input[name='amount']");
  if (!field) return;
  const said = document.createElement("output");
  said.className = "muted";
  said.setAttribute("aria-live", "polite");
  field.after(said);
  let asked = 0;
  field.addEventListener("input", async () => {
    asked += 1;
    const mine = asked;
    const answer = await fetch(`${house.dataset.capitals}?amount=${encodeURIComponent(field.value)}`);
    const text = answer.ok ? await answer.text() : "";
    if (mine === asked) said.textContent = text;
  });
  // Somebody else was quicker: what stands beside the refusal is asked for anew.
  house.addEventListener("htmx:afterSwap", (event) => {
    if (!event.detail.requestConfig?.elt.matches("form") || !event.target.matches("[data-refusal]")) return;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  house.addEventListener("click", (event) => {
    const rest = event.target.closest("[data-amount]");
    if (!rest) return;
    field.value = rest.dataset.amount;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
})();
