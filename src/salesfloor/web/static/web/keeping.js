// What somebody has begun survives a part of the page that is shown anew by itself: opened details stay
// open, what was typed or ticked stays in its field, and the focus stays where it was.
//   const back = salesfloorKeep(element); …the content is replaced…; back();
(() => {
  "use strict";
  const FIELDS = "input:not([type=hidden], [type=file]), select, textarea";
  const BY_ITSELF = /^(changed\b|every\b)/;

  function formName(form) {
    if (!form) return "";
    const hidden = [...form.querySelectorAll("input[type=hidden]")];
    const about = hidden.filter((one) => !["key", "csrfmiddlewaretoken", "seen"].includes(one.name));
    const where = form.getAttribute("hx-post") || form.getAttribute("action") || form.id;
    return [where, ...about.map((one) => `${one.name}=${one.value}`)].join("|");
  }

  // A name that the same thing has after the content was replaced.
  function nameOf(one) {
    if (one.id) return `#${one.id}`;
    if (one.name && one.form) {
      return `${formName(one.form)}|${one.name}|${["radio", "checkbox"].includes(one.type) ? one.value : ""}`;
    }
    if (one.localName === "summary") return `${nameOf(one.parentElement)}|summary`;
    const outer = one.closest("form") || one.parentElement?.closest("[id]");
    const within = outer?.localName === "form" ? formName(outer) : outer?.id;
    const alike = outer ? [...outer.getElementsByTagName(one.localName)] : [];
    const place = alike.filter((each) => each.className === one.className).indexOf(one);
    return [within, one.localName, one.className, one.getAttribute("href") || "", place].join("|");
  }

  const isChosen = (field) => field.type === "radio" || field.type === "checkbox";
  function isTouched(field) {
    if (isChosen(field)) return field.checked !== field.defaultChecked;
    if (field.localName !== "select") return field.value !== field.defaultValue;
    return [...field.options].some((one) => one.selected !== one.defaultSelected) && field.selectedIndex > 0;
  }

  function keep(element) {
    const names = (found) => found.map((one) => [nameOf(one), one]);
    const folds = new Map(names([...element.querySelectorAll("details")]).map(([name, one]) => [name, one.open]));
    const touched = [...element.querySelectorAll(FIELDS)].filter(isTouched);
    const typed = new Map(names(touched).map(([name, one]) => [name, isChosen(one) ? one.checked : one.value]));
    const held = element.contains(document.activeElement) ? document.activeElement : null;
    const [focus, tag] = held ? [nameOf(held), held.localName] : ["", ""];
    const range = held && "selectionStart" in held ? [held.selectionStart, held.selectionEnd] : null;
    return (within = document) => {
      for (const one of within.querySelectorAll("details")) {
        const name = nameOf(one);
        if (folds.has(name)) one.open = folds.get(name);
      }
      for (const one of within.querySelectorAll(FIELDS)) {
        const name = nameOf(one);
        if (!typed.has(name)) continue;
        if (isChosen(one)) one.checked = typed.get(name);
        else one.value = typed.get(name);
      }
      if (!focus) return;
      const again = [...within.querySelectorAll(tag)].find((one) => nameOf(one) === focus);
      again?.focus({ preventScroll: true });
      if (again && range && range[0] !== null) again.setSelectionRange(...range);
    };
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, target, shouldSwap } = event.detail;
    const how = requestConfig?.elt?.getAttribute?.("hx-trigger") || "";
    if (shouldSwap && BY_ITSELF.test(how)) requestConfig.back = keep(target);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const config = event.detail.requestConfig;
    config?.back?.();
    if (config) delete config.back;
  });
  window.salesfloorKeep = keep;
})();
