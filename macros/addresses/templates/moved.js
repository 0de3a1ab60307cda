// The page has moved and redirects without this script, which only keeps the fragment.
const next = document.querySelector("main a");
if (location.hash) next.hash = location.hash;
location.replace(next.href);
