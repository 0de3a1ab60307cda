/*
 * The reader's own choice of light or dark, which site.js keeps. Every page carries this script in
 * its head, so that a dark page is dark from the start. The content security policy has its hash.
 */
try {
  const kept = localStorage.getItem("sscp-colours");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.colours = kept;
} catch {
  // storage is switched off: the page has the colours of the system
}
