// After a tap that dials, the page on which the call is written down opens beneath.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.tel[data-then]");
  if (link) setTimeout(() => location.assign(link.dataset.then), 400);
});
