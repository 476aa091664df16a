// Prints the comparison sheet.
document.querySelectorAll("[data-print]").forEach((one) => one.addEventListener("click", () => window.print()));
