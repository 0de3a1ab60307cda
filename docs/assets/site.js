/*
 * The script of every page: the switch for light or dark mode, the menu, the quick exit, links to
 * headings, carrying ticked reminders to other pages, and functions that our scripts share. It is deferred; only the
 * chosen colours are applied earlier (colours.js).
 *
 * Nothing is stored except that choice, in this browser only, and the words of a search until the
 * search page has read them: an address would stay in the history of the browser.
 */
"use strict";

/** Functions that our scripts share. */
const sscp = {
  /** Make an element; properties that start with "on" are listeners, the others attributes. */
  make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  },

  /** 1234 as “1,234”. The browser's own formatter takes a tenth of a second the first time. */
  inDigits: (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ","),

  counted: (n, noun) => `${sscp.inDigits(n)} ${noun}${n === 1 ? "" : "s"}`,

  /** The reminders that the reader ticked. reminders.js keeps them in the address. */
  pick: () => new URLSearchParams(location.search).get("pick"),

  /** Open the search page with words, which it reads once. */
  search(words, page) {
    const address = new URL(page);
    if (sscp.pick()) address.searchParams.set("pick", sscp.pick());
    try {
      sessionStorage.setItem("sscp-search", words);
    } catch {
      address.hash = new URLSearchParams({ q: words }); // storage is disabled; nothing after “#” goes to a server
    }
    location.assign(address);
  },
};

(() => {
  const { make } = sscp;
  const assets = document.currentScript.src;
  const root = document.documentElement;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const KEY = "sscp-colours";

  // --- Colours -----------------------------------------------------------------------------------

  const isDark = () => (root.dataset.colours || (systemIsDark.matches ? "dark" : "light")) === "dark";

  function addColourButton(button) {
    button.hidden = false;
    const show = () => button.classList.toggle("sscp-scheme--dark", isDark());
    button.addEventListener("click", () => {
      root.dataset.colours = isDark() ? "light" : "dark";
      try {
        localStorage.setItem(KEY, root.dataset.colours);
      } catch {
        // storage is disabled: the choice lasts for this page
      }
      show();
    });
    systemIsDark.addEventListener("change", show);
    show();
  }

  // --- The menu -----------------------------------------------------------------------------------

  function addMenu(menu) {
    const close = () => {
      menu.open = false;
    };
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target)) close();
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      close();
      menu.querySelector("summary").focus();
    });
  }

  // --- Leaving quickly ----------------------------------------------------------------------------

  // After GOV.UK's "Exit this page": source https://design-system.service.gov.uk/components/exit-this-page/
  const PRESSES = 3;
  const WITHIN = 5000; // milliseconds from one press to the next

  function addExit(link) {
    link.title = "Or press Shift three times";
    const title = document.title;
    const announcement = make("span", { class: "sscp-visually-hidden", role: "status" });
    link.after(announcement);
    const cover = make("div", { class: "sscp-leaving-notice", role: "alert" });
    let presses = 0;
    let wasHeld = false; // Shift was held with another key: a capital letter, or Shift and Tab
    let timer = 0;

    function forget(words) {
      clearTimeout(timer);
      presses = 0;
      announcement.textContent = words;
    }

    function leave() {
      forget("");
      // Hidden at once, because the other page may take a while to load.
      root.classList.add("sscp-is-leaving");
      document.title = "Loading";
      document.body.append(cover);
      cover.textContent = "Loading.";
      location.replace(link.href);
    }

    function press() {
      presses += 1;
      const left = PRESSES - presses;
      if (!left) return leave();
      announcement.textContent = `Shift, press ${left} more ${left === 1 ? "time" : "times"} to leave this page.`;
      clearTimeout(timer);
      timer = setTimeout(forget, WITHIN, "Leaving this page is cancelled.");
    }

    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
    document.addEventListener("keyup", (event) => {
      if (event.key === "Shift" && !wasHeld) press();
      else if (presses) forget("Leaving this page is cancelled.");
      wasHeld = event.shiftKey;
    });
    // A browser may cache the page as it was left, and show it when the reader goes back.
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      forget("");
      cover.remove();
      root.classList.remove("sscp-is-leaving");
      document.title = title;
    });
  }

  // --- Ticked reminders: the next page needs them too ------------------------------------------

  function carryChoice() {
    function carry(event) {
      const link = event.target.closest?.("a[href]");
      const pick = sscp.pick();
      if (!pick || !link || link.download || !/(\/|\.html)$/.test(link.pathname)) return;
      if (link.protocol !== location.protocol || link.host !== location.host) return;
      const written = link.getAttribute("href");
      const query = new URLSearchParams(link.search);
      if (written.startsWith("#") || query.has("pick")) return;
      query.set("pick", pick);
      link.search = query;
      // Without the choice, in case the reader comes back and chooses something else.
      setTimeout(() => link.setAttribute("href", written));
    }

    for (const kind of ["click", "auxclick", "contextmenu"]) document.addEventListener(kind, carry);
  }

  // --- Sending -------------------------------------------------------------------------------------

  /** Beside a link that opens a message, add a button that copies the same text. */
  function addCopyButton(link) {
    const status = make("span", { role: "status" });
    async function copy() {
      try {
        const message = new URLSearchParams(link.search);
        await navigator.clipboard.writeText(`${message.get("subject")}\n\n${message.get("body")}`);
        status.textContent = " Copied.";
      } catch {
        status.textContent = " This did not work. Send it by e-mail.";
      }
    }
    link.after(" ", make("button", { type: "button", class: "sscp-copy", "aria-label": "Copy as text", onclick: copy }, "Copy"), status);
  }

  // --- Searching -----------------------------------------------------------------------------------

  /** Prefetch the large files of the search page when a search box on another page is used. */
  function prefetchSearch() {
    for (const name of ["search-index.js", "vendor/minisearch.js"]) {
      document.head.append(make("link", { rel: "prefetch", href: new URL(name, assets).href }));
    }
  }

  for (const input of document.querySelectorAll("form[action] [name=q]")) {
    input.addEventListener("focus", prefetchSearch, { once: true });
    input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      sscp.search(input.value, input.form.action);
    });
  }

  /** Add a link to each heading for those who point with a mouse. For others it is only noise. */
  function addHeadingLinks() {
    for (const heading of document.querySelectorAll("article :is(h2, h3, h4)[id]:not([tabindex], .sscp-worried *)")) {
      heading.append(make("a", { class: "headerlink", href: `#${heading.id}`, title: "Link to this point", tabindex: "-1", "aria-hidden": "true" }, "#"));
    }
  }

  if (matchMedia("(hover: hover) and (min-width: 45em)").matches) addHeadingLinks();
  carryChoice();
  document.querySelectorAll("article .sscp-send").forEach(addCopyButton);
  addColourButton(document.querySelector(".sscp-scheme"));
  addMenu(document.querySelector(".sscp-menu"));
  addExit(document.querySelector(".sscp-exit"));
})();
