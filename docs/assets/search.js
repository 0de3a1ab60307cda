/* The search page: reads the query, runs search-engine.js and shows the results.

   The index is a script that is added to the page, because a page opened from a folder cannot load
   data. The query is put into the address once the reader asks for it with the button,
   a filter or a result: what is only typed stays out of the history of the browser. */
(() => {
  "use strict";

  const STEP = 10; // pages shown at once
  const BELOW = 3; // further places of a page that are named below its best one
  const PAUSE = 400; // milliseconds without typing before the number of results is announced
  const LONGEST = 190; // characters of an excerpt
  const QUERY = 200, SHOWN = 100; // characters of a query that are searched for, and shown
  const WORD = /([\p{L}\p{M}\p{N}\u00ad'’]+)/gu;

  const { make, inDigits, counted } = sscp;
  const script = document.currentScript.src, site = new URL("../", script);
  const byId = (id) => document.getElementById(id);
  const form = byId("search-form"), input = byId("search-input");
  const narrow = byId("search-narrow");
  const filters = { kind: byId("search-kinds"), publisher: byId("search-publishers") };
  const count = byId("search-count"), live = byId("search-live");
  const list = byId("search-results"), more = byId("search-more");
  const help = byId("search-help"), onPaper = byId("search-print");

  let engine, found, isLoading, isAsked, frame, timer;
  let limit = STEP;
  const chosen = { kind: "", publisher: "" };
  let options = {}; // of each filter: value, words

  const slug = (name) => name.toLowerCase().replace(/ /g, "-");
  /** The plural of a kind: “Reminders”, but “Guidance”. */
  const plural = (name) => (name.startsWith("G") ? name : `${name}s`);
  /** The value of a result for a filter. What names no publisher is ours, the first. */
  const valueOf = (filter, result) => (filter === "kind" ? slug(result.kind) : result.publisher || options.publisher[0]?.[0]);
  const wordsOf = (filter) => options[filter]?.find(([value]) => value === chosen[filter])?.[1];

  function load() {
    if (isLoading) return;
    isLoading = true;
    const src = new URL("search-index.js", script).href;
    const element = make("script", { src, onload: prepare, onerror: fail });
    document.head.append(element);

    async function prepare() {
      const { kinds, publishers } = sscpSearchIndex;
      engine = await sscpSearch.open(sscpSearchIndex);
      options = { kind: Object.keys(kinds).map((name) => [slug(name), plural(name)]), publisher: publishers };
      update();
      if (isAsked) keepAddress();
    }

    function fail() {
      isLoading = false;
      element.remove();
      if (input.value) say("The search could not be loaded. Use the full lists below, or try again.");
    }
  }

  // --- Results ------------------------------------------------------------------------------------

  /** Show a sentence above the results; screen readers announce it once typing has paused. */
  function say(sentence) {
    count.textContent = sentence;
    count.hidden = !sentence;
    clearTimeout(timer);
    timer = setTimeout(() => {
      live.textContent = sentence;
    }, PAUSE);
  }

  /** A text with the matching words highlighted. */
  const marked = (text, isWanted) =>
    text.split(WORD).map((piece) => (isWanted(piece) ? make("mark", {}, piece) : piece));

  /** The excerpt of a text with most matching words, cut between words. */
  function excerpt(text, isWanted) {
    if (text.length <= LONGEST) return text;
    const places = [...text.matchAll(WORD)].filter(([word]) => isWanted(word)).map(({ index }) => index);
    const within = (at) => places.filter((place) => place >= at && place < at + LONGEST - 40).length;
    const best = places.reduce((before, at) => (within(at) > within(before) ? at : before), places[0] || 0);
    let from = best < 60 ? 0 : Math.max(text.lastIndexOf(". ", best) + 2, best - 60);
    if (from > 0 && text[from - 1] !== " ") from = text.indexOf(" ", from) + 1;
    let to = Math.min(text.length, from + LONGEST);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
    return (from > 0 ? "… " : "") + text.slice(from, to).replace(/^· /, "") + (to < text.length ? " …" : "");
  }

  const isExact = (result) => found.results.indexOf(result) < found.full;
  const pageOf = (address) => address.split("#")[0];
  const linkTo = (address, ...words) => make("a", { href: new URL(address, site).href }, ...words);

  /** The results of each page together, in the order of the best. Of one kind, each by itself. */
  function entriesOf(results) {
    if (chosen.kind) return results.map((result) => [result]);
    const pages = new Map(results.map(({ address }) => [pageOf(address), []]));
    for (const result of results) pages.get(pageOf(result.address)).push(result);
    return [...pages.values()];
  }

  /** The best result of a page, what it is part of, and where else on the page the words are. */
  function item([result, ...others]) {
    const { isWanted, why } = sscpSearch.explain(engine, found, result);
    const { kind, where, address, title, body } = result, page = pageOf(address);
    const whole = where ? [" · ", page === address ? where : linkTo(page, where)] : [];
    const entry = make("li", {}, make("p", { class: "sscp-search__where" }, make("b", {}, kind), ...whole));
    entry.append(linkTo(address, ...marked(title, isWanted)));
    if (body) entry.append(make("p", {}, ...marked(excerpt(body, isWanted), isWanted)));
    const reason = why.join("; ");
    if (reason) entry.append(make("p", { class: "sscp-search__why" }, reason[0].toUpperCase() + reason.slice(1)));
    const below = others.filter((other) => other.address !== page && isExact(other) === isExact(result));
    const rest = below.length - BELOW;
    if (below.length) {
      const places = below.slice(0, BELOW).map((other) => make("li", {}, linkTo(other.address, other.title)));
      if (rest > 0) places.push(make("li", {}, linkTo(page, `${rest} more`)));
      entry.append(make("p", {}, "Also on this page:"), make("ul", {}, ...places));
    }
    return entry;
  }

  /** How many pages to show: at first none to somebody who may be in danger. */
  const first = () => (help.hidden ? limit : limit - STEP);

  /** Show the first pages: those with all words, and separately those with some. */
  function showResults(results, entries) {
    const listOf = (some) => (some.length ? [make("ol", { class: "sscp-search__list" }, ...some.map(item))] : []);
    const shown = entries.slice(0, first()), exact = shown.filter(([best]) => isExact(best));
    const close = shown.filter(([best]) => !isExact(best));
    const heading = make("h2", { class: "sscp-search__some" }, "Closest results");
    list.replaceChildren(...listOf(exact), ...(found.full && close.length ? [heading] : []), ...listOf(close));
    more.hidden = entries.length <= first();
    more.textContent = first() ? "Show more results" : "Show results";
    const rest = more.hidden ? "" : `The first ${first()} of ${inDigits(entries.length)} results are printed here. `;
    onPaper.textContent = `${rest}This search: ${addressOf().href}`;
  }

  /** Show the choices of a filter, if there are some; unchanged ones are not replaced, so that they keep the focus. */
  function showChoices(filter, results) {
    const field = filters[filter], value = chosen[filter], number = new Map();
    for (const result of results) number.set(valueOf(filter, result), (number.get(valueOf(filter, result)) || 0) + 1);
    const some = options[filter].filter(([one]) => number.has(one) || one === value);
    field.hidden = !found.results.length || (some.length < 2 && !value);
    const choices = [["", filter === "kind" ? "All" : "From all", results.length], ...some.map(([one, words]) => [one, words, number.get(one) || 0])];
    const state = JSON.stringify([choices, value]);
    if (field.dataset.state === state) return;
    field.dataset.state = state;
    const focused = field.contains(document.activeElement) && document.activeElement.value;
    const labels = choices.map(([one, words, n]) => {
      const button = make("input", { type: "radio", name: filter, value: one, checked: one === value });
      return make("label", {}, button, `${words} (${n})`);
    });
    field.replaceChildren(field.firstElementChild, ...labels);
    if (focused !== false) field.querySelector(`[value="${focused}"]`)?.focus();
  }

  function sentence(results, entries, query) {
    if (!first()) return "Numbers to call are above.";
    if (!found.results.length) return `Nothing was found for “${query}”. Check the spelling, or use professional terms. This site does not cover everything: ask your safeguarding lead, or use the local procedures. The numbers to call are at the foot of this page.`;
    const kind = wordsOf("kind"), publisher = wordsOf("publisher");
    const where = (kind ? ` in ${kind}` : "") + (publisher ? ` from ${publisher}` : "");
    const onPages = entries.length < results.length ? ` on ${counted(entries.length, "page")}` : "";
    const within = (all) => onPages + (where && `${where}, of ${inDigits(all)} in all`);
    if (found.full) {
      const full = results.filter(isExact).length, some = results.length - full;
      const others = some ? `, and ${inDigits(some)} close to it` : "";
      return `${counted(full, "result")} for “${query}”${within(found.full)}${others}`;
    }
    const missing = found.missing.map((word) => `“${word}”`).join(", ");
    const nowhere = missing && ` Found nowhere: ${missing}.`;
    return `No exact match for “${query}”.${nowhere} Closest results: ${inDigits(results.length)}${within(found.results.length)}`;
  }

  function update() {
    frame = 0;
    const query = input.value.trim();
    help.hidden = !engine || !sscpSearch.isDistress(engine, query);
    if (!help.hidden) keepAddress();
    if (!query || !engine || query.length < 2) {
      if (query) load();
      list.replaceChildren();
      onPaper.textContent = "";
      more.hidden = narrow.hidden = true;
      say(!query ? "" : engine ? "Type at least two letters." : "Loading the search …");
      return;
    }
    found = sscpSearch.search(engine, input.value.trimStart());
    for (const filter in filters) if (!wordsOf(filter)) chosen[filter] = "";
    const isIn = (filter) => (result) => !chosen[filter] || valueOf(filter, result) === chosen[filter];
    const narrowed = (results) => results.filter(isIn("kind")).filter(isIn("publisher"));
    let results = narrowed(found.results);
    if (!results.length) {
      chosen.kind = chosen.publisher = "";
      results = found.results;
    }
    const entries = entriesOf(results);
    showChoices("kind", found.results.filter(isIn("publisher")));
    showChoices("publisher", found.results.filter(isIn("kind")));
    narrow.hidden = !first() || (filters.kind.hidden && filters.publisher.hidden);
    showResults(results, entries);
    const shown = query.length > SHOWN ? `${query.slice(0, SHOWN)} …` : query;
    say(sentence(results, entries, shown));
  }

  // --- The address --------------------------------------------------------------------------------

  function addressOf() {
    const address = new URL(location.href), query = input.value.trim();
    address.search = address.hash = "";
    if (!query || !help.hidden) return address; // nobody else should read later what frightens somebody
    address.searchParams.set("q", query);
    for (const filter in filters) if (chosen[filter]) address.searchParams.set(filter, chosen[filter]);
    return address;
  }

  function keepAddress() {
    const address = addressOf();
    if (sscp.pick()) address.searchParams.set("pick", sscp.pick());
    if (address.href === location.href) return;
    try {
      history.replaceState(null, "", address.href);
    } catch {
      // Some browsers do not change the address of a file: the search works, but cannot be shared.
    }
  }

  /** The words typed on another page: see site.js. */
  function handedOver() {
    let words;
    try {
      words = sessionStorage.getItem("sscp-search");
      sessionStorage.removeItem("sscp-search");
    } catch {
      // storage is disabled
    }
    return words || new URLSearchParams(location.hash.slice(1)).get("q");
  }

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    const words = handedOver();
    isAsked = Boolean(words);
    input.value = (words || parameters.get("q") || "").slice(0, QUERY);
    for (const filter in filters) chosen[filter] = parameters.get(filter) || "";
    narrow.open = chosen.kind || chosen.publisher;
    limit = STEP;
    update();
  }

  // --- What the reader does -----------------------------------------------------------------------

  const titles = () => [...list.querySelectorAll("ol > li > a")];

  form.hidden = false;
  input.addEventListener("focus", load);
  input.addEventListener("input", () => {
    limit = STEP;
    frame ||= requestAnimationFrame(update);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
    keepAddress();
  });
  for (const field of Object.values(filters)) {
    field.addEventListener("change", ({ target }) => {
      chosen[target.name] = target.value;
      limit = STEP;
      update();
      keepAddress();
    });
  }
  more.addEventListener("click", () => {
    const before = titles().length;
    limit += STEP;
    update();
    titles()[before]?.focus();
  });
  list.addEventListener("click", keepAddress);
  addEventListener("popstate", readAddress);

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = chosen.kind = chosen.publisher = "";
      update();
    } else if (event.key === "ArrowDown" && list.children.length) {
      event.preventDefault();
      titles()[0].focus();
    }
  });
  list.addEventListener("keydown", (event) => {
    const links = titles(), at = links.indexOf(document.activeElement);
    if ((at < 0 && event.key !== "Escape") || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (event.key === "Escape" || to < 0) input.focus();
    else if (to === undefined) return;
    else links[to]?.focus();
    event.preventDefault();
  });

  readAddress();
  (window.requestIdleCallback || setTimeout)(load);
})();
