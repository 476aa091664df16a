// Says the shares and what they make together while they are moved; of two, one gives what the other takes.
// Who is no party plays along once they have a share.
(() => {
  "use strict";
  for (const place of document.querySelectorAll("[data-shares]")) {
    const sliders = [...place.querySelectorAll("input[type=range]")];
    const needs = place.closest("form").querySelectorAll("[data-needs-whole]:not([data-barred])");
    const percent = (slider) => Math.round(Number(slider.value) * 100);

    function say() {
      let sum = 0;
      for (const slider of sliders) {
        sum += percent(slider);
        slider.closest(".share").querySelector("[data-part]").textContent = percent(slider);
        slider.setAttribute("aria-valuetext", `${percent(slider)} %`);
      }
      place.querySelector("[data-sum]").textContent = sum;
      place.querySelector("[data-not-whole]").hidden = sum === 100;
      place.classList.toggle("is-not-whole", sum !== 100);
      for (const button of needs) button.disabled = sum !== 100;
    }

    place.addEventListener("input", (event) => {
      const plays = (one) => one === event.target || !one.name.startsWith("other-") || percent(one) > 0;
      const others = sliders.filter((one) => one !== event.target && plays(one));
      if (others.length === 1) others[0].value = (100 - percent(event.target)) / 100;
      say();
    });
    say();
  }
})();
