// Places the dots of precedents on their line; styles in attributes are not allowed.
document.querySelectorAll(".dot[data-at]").forEach((dot) => dot.style.setProperty("left", `${dot.dataset.at}%`));
