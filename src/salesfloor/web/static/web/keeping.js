// What somebody has begun survives a part of the page that is shown anew by itself: opened details stay
// open, what was typed, ticked or attached stays in its field, and the focus stays where it was; where that
// is gone, it goes to the heading beside it. While a list of choices is open its part is not replaced.
//   const back = salesfloorKeep(element); …the content is replaced…; back();
(() => {
  "use strict";
  const FIELDS = "input:not([type=hidden], [type=file]), select, textarea";
  const FILES = "input[type=file][data-upload]";
  const PARTS = "section, article, aside, fieldset, main";
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

  const headOf = (part) => part.querySelector("h1, h2, h3, h4, legend") || part;
  const titleOf = (part) => (part.id ? `#${part.id}` : headOf(part).firstChild?.textContent.trim() || part.localName);

  // The parts of the page around something, the innermost first, by names that they have afterwards, too.
  function around(one) {
    const found = [];
    for (let part = one.closest(PARTS); part; part = part.parentElement?.closest(PARTS)) found.push(titleOf(part));
    return found;
  }

  function retreat(titles) {
    if (document.activeElement !== document.body) return;
    const parts = [...document.querySelectorAll(PARTS)];
    const part = titles.map((title) => parts.find((one) => titleOf(one) === title)).find(Boolean) || parts[0];
    if (!part) return;
    const head = headOf(part);
    if (!head.hasAttribute("tabindex")) head.tabIndex = -1;
    head.focus({ preventScroll: true });
  }

  const isAttached = (field) => Boolean(field.parentElement.querySelector("[data-attached] > *"));
  const isOpen = (one) => one.localName === "select" && CSS.supports("selector(:open)") && one.matches(":open");

  function keep(element) {
    const names = (found) => found.map((one) => [nameOf(one), one]);
    const folds = new Map(names([...element.querySelectorAll("details")]).map(([name, one]) => [name, one.open]));
    const touched = [...element.querySelectorAll(FIELDS)].filter(isTouched);
    const typed = new Map(names(touched).map(([name, one]) => [name, isChosen(one) ? one.checked : one.value]));
    const held = element.contains(document.activeElement) ? document.activeElement : null;
    const [focus, tag] = held ? [nameOf(held), held.localName] : ["", ""];
    const nearby = held ? around(held) : [];
    const attached = [...element.querySelectorAll(FILES)].filter((one) => one.files.length || isAttached(one));
    const files = new Map(names(attached).map(([name, one]) => [name, one.parentElement]));
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
      for (const one of within.querySelectorAll(FILES)) {
        const kept = files.get(nameOf(one));
        if (kept && kept !== one.parentElement) one.parentElement.replaceWith(kept);
      }
      if (!focus) return;
      const again = [...within.querySelectorAll(tag)].find((one) => nameOf(one) === focus);
      again?.focus({ preventScroll: true });
      retreat(nearby);
      if (again && range && range[0] !== null) again.setSelectionRange(...range);
    };
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, target, shouldSwap } = event.detail;
    const how = requestConfig?.elt?.getAttribute?.("hx-trigger") || "";
    if (!shouldSwap || !BY_ITSELF.test(how)) return;
    const held = document.activeElement;
    if (target.contains(held) && isOpen(held)) {
      event.detail.shouldSwap = false;
      if (how.startsWith("changed")) held.addEventListener("blur", () => window.htmx.trigger(target, "changed"), { once: true });
      return;
    }
    requestConfig.back = keep(target);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const config = event.detail.requestConfig;
    config?.back?.();
    if (config) delete config.back;
  });
  window.salesfloorKeep = keep;
})();
