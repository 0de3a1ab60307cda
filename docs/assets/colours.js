/*
 * Applies the reader's choice of light or dark mode, which site.js stores. Inlined in the head of
 * every page, so that a dark page is dark from the first paint. Its hash is in the content policy.
 */
try {
  const kept = localStorage.getItem("sscp-colours");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.colours = kept;
} catch {
  // storage is disabled: the page follows the system setting
}
