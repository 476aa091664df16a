// The print button of a sheet.
document.querySelector("[data-print]")?.addEventListener("click", () => print());
