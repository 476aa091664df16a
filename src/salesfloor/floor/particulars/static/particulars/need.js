// The wishes that often go with what somebody buys for are dotted, to be ticked with the customer or not.
(() => {
  "use strict";
  const purpose = document.querySelector(".need-form input[name='purpose']");
  if (!purpose) return;
  const wishes = [...document.querySelectorAll(".need-form input[type='checkbox'][name='likes']")];
  const show = () => {
    const known = [...purpose.list.options].find((one) => one.value === purpose.value.trim());
    const often = (known?.dataset.often || "").split(" ");
    for (const wish of wishes) wish.closest("label").classList.toggle("is-often", often.includes(wish.value));
  };
  purpose.addEventListener("input", show);
  show();
})();
