/* The search page: reads what is typed, asks search-engine.js, shows the results.

   The index is a script that is added when the search is first used, so that it also loads on
   pages that were opened from a folder. What was searched stands in the address, and nowhere else:
   no cookies, no storage. */
(() => {
  "use strict";

  const STEP = 20;
  const QUIET = 400;
  /** The name of a kind above several results: "Reminders", but "Guidance". */
  const plural = (name) => (name.startsWith("G") ? name : `${name}s`);

  const script = document.currentScript.src;
  const site = new URL("../", script);
  const byId = (id) => document.getElementById(id);
  const form = byId("search-form"), input = byId("search-input"), kinds = byId("search-kinds");
  const count = byId("search-count"), live = byId("search-live");
  const shownResults = byId("search-results"), more = byId("search-more");

  let engine = null;
  let loading = false;
  let frame = 0, timer = 0;
  let kind = "";
  let limit = STEP;
  let found = null;

  /** 1234 as “1,234”. The browser's own way takes a tenth of a second the first time. */
  const inDigits = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

  const slug = (name) => name.toLowerCase().replace(/ /g, "-");

  // --- The index ---

  function load() {
    if (loading) return;
    loading = true;
    window.sscpSearchIndex = (index) => {
      engine = sscpSearch.prepare(index);
      update();
    };
    const element = document.createElement("script");
    element.src = new URL("search-index.js", script).href;
    element.onerror = () => {
      loading = false;
      element.remove();
      say("The search could not be loaded. Use the full lists below, or try again.");
    };
    document.head.append(element);
  }

  // --- What is shown ---

  function make(tag, css, ...children) {
    const element = document.createElement(tag);
    if (css) element.className = css;
    element.append(...children);
    return element;
  }

  const marked = (pieces) => pieces.map(([text, isMatch]) => (isMatch ? make("mark", "", text) : text));

  /** Shows a sentence above the results, and tells it to screen readers once typing has paused. */
  function say(sentence) {
    count.textContent = sentence;
    count.hidden = !sentence;
    clearTimeout(timer);
    timer = setTimeout(() => {
      live.textContent = sentence;
      keepAddress();
    }, QUIET);
  }

  function item(number) {
    const result = engine.show(found, number);
    const link = make("a", "", ...marked(result.title));
    link.href = new URL(result.address, site).href;
    const entry = make("li", "", link);
    if (result.excerpt.length) entry.append(make("p", "", ...marked(result.excerpt)));
    const where = make("p", "sscp-search__where", make("b", "", result.kind));
    if (result.where) where.append(` · ${result.where}`);
    entry.append(where);
    const why = [...result.notes, ...(result.alias ? [`also found under “${result.alias}”`] : [])].join("; ");
    if (why) entry.append(make("p", "sscp-search__why", why[0].toUpperCase() + why.slice(1)));
    return entry;
  }

  const listOf = (numbers) => (numbers.length ? [make("ol", "sscp-search__list", ...numbers.map(item))] : []);

  /** Shows the first results: those with all words, and apart from these those with some. */
  function showResults(numbers, full) {
    const shown = numbers.slice(0, limit);
    const heading = make("h2", "sscp-search__some", "These have some of your words");
    shownResults.replaceChildren(
      ...listOf(shown.slice(0, full)),
      ...(found.full && shown.length > full ? [heading] : []),
      ...listOf(shown.slice(full)),
    );
    more.hidden = numbers.length <= limit;
  }

  function chip(name, label, number) {
    const button = make("input");
    button.type = "radio";
    button.name = "kind";
    button.value = name;
    button.checked = name === kind;
    return make("label", "", button, `${label} (${number})`);
  }

  /** Makes the choice of kinds anew only if it differs, so that the focus stays where it is. */
  function showKinds() {
    const names = engine.index.kinds;
    const all = found.numbers.length;
    const wanted = [["", "All", all]];
    names.forEach((name, number) => {
      if (found.counts[number] || slug(name) === kind) wanted.push([slug(name), plural(name), found.counts[number] || 0]);
    });
    kinds.hidden = !all;
    const state = JSON.stringify([wanted, kind]);
    if (kinds.dataset.state === state) return;
    kinds.dataset.state = state;
    const focused = kinds.contains(document.activeElement) ? document.activeElement.value : null;
    kinds.replaceChildren(kinds.firstElementChild, ...wanted.map((one) => chip(...one)));
    if (focused !== null) {
      const again = [...kinds.querySelectorAll("input")].find((button) => button.value === focused);
      if (again) again.focus();
    }
  }

  function sentence(numbers, full, query) {
    const results = (n) => `${inDigits(n)} ${n === 1 ? "result" : "results"}`;
    if (found.tooShort) return "Type at least two letters.";
    if (!found.numbers.length) {
      return `Nothing was found for “${query}”. Check the spelling or try other words. This site does not cover everything: ask your safeguarding lead, or use the local procedures. The numbers to call are at the foot of this page.`;
    }
    const name = engine.index.kinds.find((one) => slug(one) === kind);
    const within = (all) => (name ? ` in ${plural(name)}, of ${inDigits(all)} in all` : "");
    if (found.full) {
      const some = numbers.length - full;
      const others = some ? `. ${inDigits(some)} more ${some === 1 ? "has" : "have"} some of your words.` : "";
      return `${results(full)} for “${query}”${within(found.full)}${others}`;
    }
    const missing = found.missing.map((word) => `“${word}”`).join(", ");
    const nowhere = missing && `Found nowhere: ${missing}. `;
    return `No result has all your words; these have some. ${nowhere}${results(numbers.length)} for “${query}”${within(found.numbers.length)}`;
  }

  function update() {
    frame = 0;
    const query = input.value.trim();
    if (!query) {
      found = null;
      shownResults.replaceChildren();
      more.hidden = kinds.hidden = true;
      say("");
      return;
    }
    if (!engine) {
      load();
      say("Loading the search …");
      return;
    }
    found = engine.search(query + (/\s$/.test(input.value) ? " " : ""));
    const number = engine.index.kinds.findIndex((name) => slug(name) === kind);
    if (number < 0) kind = "";
    const ofKind = (all) => (kind ? all.filter((r) => Number(engine.index.kind[r]) === number) : all);
    const numbers = ofKind(found.numbers), full = ofKind(found.numbers.slice(0, found.full)).length;
    showKinds();
    showResults(numbers, full);
    say(sentence(numbers, full, query));
  }

  const soon = () => {
    frame = frame || requestAnimationFrame(update);
  };

  // --- The address ---

  function keepAddress() {
    const address = new URL(location.href);
    const query = input.value.trim();
    address.search = "";
    if (query) address.searchParams.set("q", query);
    if (query && kind) address.searchParams.set("kind", kind);
    if (address.href === location.href) return;
    try {
      history.replaceState(null, "", address.href);
    } catch {
      // Some browsers keep the address of a file as it is: the search works, it is not shared.
    }
  }

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    input.value = parameters.get("q") || "";
    kind = parameters.get("kind") || "";
    limit = STEP;
    update();
  }

  // --- What the reader does ---

  form.hidden = false;
  input.addEventListener("focus", load);
  input.addEventListener("input", () => {
    limit = STEP;
    soon();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
    keepAddress();
  });
  kinds.addEventListener("change", (event) => {
    kind = event.target.value;
    limit = STEP;
    update();
  });
  more.addEventListener("click", () => {
    const first = limit;
    limit += STEP;
    update();
    shownResults.querySelectorAll("a")[first]?.focus();
  });
  shownResults.addEventListener("click", keepAddress);
  addEventListener("pagehide", keepAddress);
  addEventListener("popstate", readAddress);

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      kind = "";
      update();
    } else if (event.key === "ArrowDown" && shownResults.children.length) {
      event.preventDefault();
      shownResults.querySelector("a").focus();
    }
  });
  shownResults.addEventListener("keydown", (event) => {
    const links = [...shownResults.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (event.key === "Escape" || to < 0) input.focus();
    else if (to === undefined) return;
    else if (links[to]) links[to].focus();
    event.preventDefault();
  });

  readAddress();
})();
