/*
 * Applies the reader's choice of light or dark mode, which site.js stores. Inlined in the head of
 * every page, so that a dark page is dark from the first paint. Its hash is in the content policy.
 * If the search has a query, its page reserves space for the results, so that nothing moves.
 */
if (/[?&]q=[^&]/.test(location.search)) document.documentElement.dataset.query = "";
try {
  const kept = localStorage.getItem("sscp-colours");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.colours = kept;
} catch {
  // storage is disabled: the page follows the system setting
}
