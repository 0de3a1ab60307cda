// The page has moved and leads on by itself. This only keeps what follows the "#".
const next = document.querySelector("main a");
if (location.hash) next.hash = location.hash;
location.replace(next.href);
