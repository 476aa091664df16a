// Files of a form: <input type=file data-upload="photos">. Each is named by its SHA-256 and goes with the form
// as that name; the file itself is sent beside it, also later, when the network is back.
(() => {
  "use strict";

  function attach(field, hash, file) {
    const place = field.parentElement.querySelector("[data-attached]");
    if (!field.multiple) place.replaceChildren();
    if (place.querySelector(`[data-of="${hash}"]`)) return;
    const shown = document.createElement("span");
    shown.dataset.of = hash;
    shown.className = "tag is-waiting";
    shown.textContent = file.name || hash.slice(0, 8);
    const name = Object.assign(document.createElement("input"), { type: "hidden", value: hash });
    name.name = field.dataset.upload;
    shown.append(name);
    if (file.type.startsWith("image/")) {
      const image = Object.assign(document.createElement("img"), { alt: "" });
      image.src = URL.createObjectURL(file);
      shown.prepend(image);
    }
    place.append(shown);
  }

  document.addEventListener("change", async (event) => {
    const field = event.target.closest?.("input[type=file][data-upload]");
    if (!field) return;
    // Until the files have their names the form cannot be sent.
    const buttons = [...(field.form?.querySelectorAll("button:not([type=button]):not([disabled])") || [])];
    for (const button of buttons) button.disabled = true;
    try {
      for (const file of field.files) attach(field, await window.uploads.add(file), file);
    } finally {
      for (const button of buttons) button.disabled = false;
    }
    field.value = "";
  });
  document.addEventListener("upload:done", (event) => {
    for (const shown of document.querySelectorAll(`[data-of="${event.detail}"]`)) shown.classList.remove("is-waiting");
  });
})();
