// Says the price after a discount while it is typed, to the fen, half up.
(() => {
  "use strict";
  const place = document.querySelector("[data-list-price]");
  const said = place?.querySelector("[data-price-after]");
  const typed = place?.querySelector("input[name='discount']");
  if (!said || !typed) return;
  const fen = Math.round(Number(place.dataset.listPrice) * 100);
  typed.addEventListener("input", () => {
    const off = Math.round(Number(typed.value) * 100);
    const holds = typed.value.trim() !== "" && Number.isFinite(off) && off >= 0 && off < 10000;
    const left = (BigInt(fen) * BigInt(holds ? 10000 - off : 0) + 5000n) / 10000n;
    const text = (Number(left) / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2 });
    said.textContent = holds ? `→ ¥${text}` : "";
  });
})();
