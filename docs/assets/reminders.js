/*
 * Filters for the reminders, and a checklist of the reminders that the reader chooses.
 *
 * Every page is complete without this script. The state is kept in the address and nowhere else,
 * so that it can be bookmarked, sent to a colleague and reached with the back button:
 *
 *   ?theme=siblings&situation=strategy-meeting&audit=2022-23/neglect&year=2022-23&words=dad
 *   ?pick=2022-23.neglect.some-reminder.another_2022-23.other-audit.third&show=checklist
 *
 * site.js carries the chosen reminders to every other page.
 *
 * A classic script that requests no other file, because a page opened from a folder (file://) can
 * load neither modules nor data. The list of all reminders is in window.sscpReminders on the one
 * page that needs it (macros/exports/downloads.py writes it).
 */
"use strict";

(() => {
  const index = new URL(document.currentScript.dataset.index, location.href);
  const data = window.sscpReminders;
  const article = document.querySelector("article");
  const root = document.getElementById("find-reminders");
  const AUDIT_PAGE = /\/audits\/([^/]+\/[^/]+?)(?:\/(?:index\.html)?|\.html)$/;
  const AT_FIRST = 50;
  const LONGEST_MAIL = 1800; // as in macros/pages/sending.py

  const { make, inDigits, counted } = sscp;
  const button = (words, onclick) => make("button", { type: "button", onclick }, words);

  // --- The state, which is the address ---------------------------------------------------------

  /** A choice is "2022-23/neglect#some-reminder". The address names each audit only once. */
  function readPicks(text) {
    const picks = new Set();
    for (const group of (text || "").split("_")) {
      const [year, audit, ...ids] = group.split(".");
      for (const id of ids) {
        if (/^[-/#a-z0-9]+$/.test(id + year + audit)) picks.add(`${year}/${audit}#${id}`);
      }
    }
    return picks;
  }

  function writePicks(picks) {
    const groups = new Map();
    for (const pick of picks) {
      const [audit, id] = pick.split("#");
      groups.set(audit, [...(groups.get(audit) || [audit.replace("/", ".")]), id]);
    }
    return [...groups.values()].map((group) => group.join(".")).join("_");
  }

  const known = (list, id) => (list.some((entry) => entry[0] === id) ? id : "");

  function readState() {
    const query = new URLSearchParams(location.search);
    const state = { pick: readPicks(query.get("pick")), checklist: false };
    if (!root) return state;
    return {
      ...state,
      theme: query.getAll("theme").filter((id) => known(data.themes, id)),
      situation: query.getAll("situation").filter((id) => known(data.situations, id)),
      audit: known(data.audits, query.get("audit")),
      year: known(data.years, query.get("year")),
      agency: query.getAll("agency").filter((id) => known(data.agencies, id)),
      publisher: known(data.publishers, query.get("publisher")),
      words: (query.get("words") || "").slice(0, 200),
      checklist: query.get("show") === "checklist",
    };
  }

  /** The address of a state on this page or another. */
  function addressOf(state, page = location) {
    const query = new URLSearchParams();
    for (const name of ["theme", "situation", "audit", "year", "publisher", "agency", "words"]) {
      for (const value of [state[name] || []].flat()) query.append(name, value);
    }
    if (state.pick.size) query.append("pick", writePicks(state.pick));
    if (state.checklist) query.append("show", "checklist");
    // A "/" means nothing else in a query, and is easier to read.
    const text = query.toString().replaceAll("%2F", "/");
    const address = new URL(page.href);
    address.search = text;
    if (root) address.hash = "";
    return address.href;
  }

  let state = readState();
  let typing = false;

  /** Go to another state. Typing without a pause is one step for the back button. */
  function go(changes, { isTyping = false } = {}) {
    state = { ...state, ...changes };
    if (!changes.pick) limit = AT_FIRST;
    const method = isTyping && typing ? "replaceState" : "pushState";
    history[method](null, "", addressOf(state));
    typing = isTyping;
    show();
  }

  function choose(pick, chosen) {
    const picks = new Set(state.pick);
    if (chosen) picks.add(pick);
    else picks.delete(pick);
    go({ pick: picks });
  }

  // --- Choosing: a tick box beside each reminder, on any page ----------------------------------

  function tickBox(pick, text, words = "") {
    const box = make("input", {
      type: "checkbox",
      "data-pick": pick,
      onchange: () => choose(pick, box.checked),
    });
    box.setAttribute("aria-label", `For my checklist: ${text}`);
    return make("label", { class: "sscp-tick" }, box, words);
  }

  function addTickBoxes() {
    for (const link of article.querySelectorAll('.sscp-points:not([class*="--"]) > li > a')) {
      const audit = AUDIT_PAGE.exec(link.pathname);
      const from = link.parentElement.querySelector(".sscp-from");
      const words = [link, from].flatMap((part) => part?.textContent || []).join(" ");
      if (audit) link.parentElement.prepend(tickBox(audit[1] + link.hash, words));
    }
    const audit = AUDIT_PAGE.exec(location.pathname);
    if (!audit) return;
    for (const heading of article.querySelectorAll(".sscp-reminders > li > h3[id]")) {
      const label = tickBox(`${audit[1]}#${heading.id}`, heading.textContent.replace(/#$/, ""), " For my checklist");
      [heading, ...heading.parentElement.querySelectorAll(".sscp-below, .sscp-for")].pop().after(label);
    }
  }

  const chosenCount = make("span", { role: "status" });
  const checklistLink = make("a", { href: "" }, "Show my checklist");
  const bar = make(
    "aside",
    { class: "sscp-checklist-bar", "aria-label": "My checklist", hidden: true },
    chosenCount,
    checklistLink,
    button("Untick all", untickAll),
  );
  if (root) checklistLink.addEventListener("click", (event) => follow(event, { checklist: true }));

  function untickAll() {
    go({ pick: new Set(), checklist: false });
    const heading = article.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** Follow a link within this page, unless the reader opens it in a new window. */
  function follow(event, changes) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(changes);
    const heading = document.getElementById(state.checklist ? "my-checklist" : "find");
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "center" });
  }

  function showChoice() {
    for (const box of document.querySelectorAll("[data-pick]")) {
      box.checked = state.pick.has(box.dataset.pick);
    }
    bar.hidden = !state.pick.size || state.checklist;
    document.documentElement.classList.toggle("sscp-has-checklist-bar", !bar.hidden);
    // The bar that appears must not cover the box that was just ticked.
    document.activeElement?.closest("[data-pick]")?.scrollIntoView({ block: "nearest" });
    chosenCount.textContent = state.pick.size ? `${state.pick.size} chosen` : "";
    checklistLink.href = addressOf({ ...(root ? state : {}), pick: state.pick, checklist: true }, index);
  }

  // --- Finding: filters and results, on the page of all reminders ------------------------------

  /** Normalise a text for comparison: lower-case letters and digits, a space around each word. */
  function fold(text) {
    const plain = text.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase();
    return ` ${plain.replace(/[^a-z0-9]+/g, " ")} `;
  }

  const GROUPS = ["situation", "theme", "audit", "year", "publisher", "agency"];
  const reminders = [];
  let entriesOf; // for each group: [id, title, aliases …]
  let numberOf; // for each group: maps an id to its index in these

  function readReminders() {
    entriesOf = GROUPS.map((group) => (group === "agency" ? data.agencies : data[`${group}s`]));
    numberOf = entriesOf.map((entries) => new Map(entries.map(([id], number) => [id, number])));
    const years = new Map(data.years);
    data.audits.forEach(([audit, , held, publisher, , items, name, area], number) => {
      const slug = audit.split("/")[0];
      const [, whole, from] = data.publishers[publisher].map((said) => (said && area ? `${said}, about ${area}` : said));
      const about = { audit, name, held, year: years.get(slug), publisher: whole, from };
      for (const [id, text, themes, situations, agencies, points = []] of items) {
        const options = [situations, themes, [number], [numberOf[3].get(slug)], [publisher], agencies];
        reminders.push({ ...about, pick: `${audit}#${id}`, id, text, points, options });
      }
    });
  }

  /** A reminder with the points below it, each on a line of its own. */
  const inLines = ({ text, points }) => [text, ...points].join("\n– ");

  let texts; // of all reminders, normalised, with the words of their themes, situations and audits
  let optionWords;
  let matching = { words: "" }; // cache of what the last words matched

  /** Prepare the texts to compare with, just before words are typed. */
  function foldTexts() {
    if (texts) return;
    texts = reminders.map((reminder) => fold(inLines(reminder)));
    const wordsOf = ([, title, other, , aliases], group) =>
      // Our own name, which has the word “children”, would match every reminder.
      group === 3 ? "" : group === 4 ? other : `${title} ${other} ${group === 2 ? aliases : ""}`;
    optionWords = entriesOf.map((entries, group) => entries.map((entry) => fold(wordsOf(entry, group))));
  }

  /** Return for each reminder whether its text, or what it belongs to, contains all words. */
  function haveWords(typed) {
    if (matching.words === typed) return matching.all;
    foldTexts();
    const all = new Uint8Array(reminders.length).fill(1);
    // Without a plural s, because what is typed may be the start of a word.
    for (const word of fold(typed).split(" ").filter(Boolean)) {
      const start = ` ${word.replace(/([^su])s$/, "$1")}`;
      const hasIt = optionWords.map((list) => list.map((words) => words.includes(start)));
      for (let r = 0; r < all.length; r++) {
        if (!all[r] || texts[r].includes(start)) continue;
        const { options } = reminders[r];
        if (!hasIt.some((list, group) => options[group].some((option) => list[option]))) all[r] = 0;
      }
    }
    matching = { words: typed, all };
    return all;
  }

  /** Return what matches all filters, and for each option how many match the other filters. */
  function find() {
    const isMatch = state.words ? haveWords(state.words) : null;
    const found = [];
    const counts = entriesOf.map((entries) => new Uint32Array(entries.length + 1)); // the last is the total
    const chosen = GROUPS.map((group, g) => {
      const ids = [state[group] || []].flat();
      return ids.length ? ids.map((id) => numberOf[g].get(id)) : null;
    });
    for (let r = 0; r < reminders.length; r++) {
      if (isMatch && !isMatch[r]) continue;
      const { options } = reminders[r];
      let failures = 0, failed = 0;
      for (let g = 0; g < GROUPS.length; g++) {
        if (chosen[g] && !options[g].some((option) => chosen[g].includes(option))) {
          failures++;
          failed = g;
        }
      }
      if (failures > 1) continue;
      if (!failures) found.push(reminders[r]);
      for (let g = failures ? failed : 0; g < (failures ? failed + 1 : GROUPS.length); g++) {
        for (let n = 0; n < options[g].length; n++) counts[g][options[g][n]]++;
        counts[g][counts[g].length - 1]++;
      }
    }
    return { found, counts };
  }

  const named = (group) => group[0].toUpperCase() + group.slice(1);
  const part = (selector) => root?.querySelector(selector);
  const form = part("form"), wordsField = part("[name=words]"), filters = part("details"), summary = part("summary");
  const status = part(".sscp-result-count"), elsewhere = part(".sscp-search-instead a"), hint = part(".sscp-hint");
  const onPaper = part(".sscp-print"), results = part(".sscp-results");
  const [leave, clear, more, groupedButton] = ["leave", "clear", "more", "grouped"].map((name) => part(`[name=${name}]`));
  const grouped = make("div", { id: "grouped-reminders" });
  const heading = make("h2", { id: "my-checklist", tabindex: "-1" }, "My checklist");
  const list = make("section", { id: "checklist", "aria-labelledby": heading.id, hidden: true }, heading);
  const options = []; // for each option of the filters: how it shows its count, and which count
  let groupedShown = false;
  let limit = AT_FIRST;

  function readOptions() {
    for (const [g, group] of GROUPS.entries()) {
      for (const option of form.querySelectorAll(`[name=${group}] option, [name=${group}][type=checkbox]`)) {
        const { value, textContent: title } = option;
        const label = option.parentElement.querySelector(".sscp-count");
        const show = (n) => {
          if (label) label.textContent = ` (${n})`;
          else option.textContent = `${title} (${n})`;
          option.disabled = !label && !n && value !== "" && value !== state[group];
        };
        options.push({ g, number: value ? numberOf[g].get(value) : entriesOf[g].length, show });
      }
    }
  }

  function startFinder() {
    readReminders();
    readOptions();
    wordsField.addEventListener("focus", foldTexts);
    wordsField.addEventListener("input", () => go({ words: wordsField.value }, { isTyping: true }));
    form.addEventListener("change", ({ target: { name, type, value } }) => {
      const ticked = () => [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);
      if (name !== "words") go({ [name]: type === "checkbox" ? ticked() : value });
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    leave.addEventListener("click", leaveFilters);
    clear.addEventListener("click", clearAll);
    more.addEventListener("click", showAll);
    groupedButton.addEventListener("click", () => showGrouped(!groupedShown));
    for (let next; (next = root.nextElementSibling) && next.id !== "by-year"; ) grouped.append(next);
    root.after(grouped, list);
    // On a phone the results of a bookmark come first.
    filters.open = matchMedia("(min-width: 60em)").matches;
    addEventListener("hashchange", showPlace);
    showPlace();
  }

  function clearAll() {
    go({ theme: [], situation: [], agency: [], audit: "", year: "", publisher: "", words: "" });
    wordsField.focus();
  }

  /** On a phone the results are below the open filters: close the filters and go there. */
  function leaveFilters() {
    filters.open = false;
    status.tabIndex = -1;
    status.focus();
  }

  function showAll() {
    const next = results.children.length;
    limit = Infinity;
    showFound();
    results.children[next].querySelector("a").focus();
  }

  function showGrouped(shown) {
    groupedShown = shown;
    grouped.hidden = !shown || state.checklist;
    document.body.classList.toggle("sscp-one-list", !shown); // its table of contents as well
    groupedButton.setAttribute("aria-expanded", String(shown));
  }

  /** Show the grouped list if the address points to a place in it. */
  function showPlace() {
    const place = location.hash && document.getElementById(location.hash.slice(1));
    if (place && grouped.contains(place) && !state.checklist) {
      showGrouped(true);
      place.scrollIntoView();
    }
  }

  const top = new URL("..", index.href.replace(/index\.html$/, "")).href;

  const pageOf = (audit, site = top, end = data.end) => `${site}audits/${audit}${end}`;

  /** Words with the publisher that they are from, if that is not us. */
  const whose = (words, from) => (from ? `${words} (from ${from})` : words);
  const headingOf = ({ name, from }) => (from ? `${name}, from ${from}` : name);

  function resultOf(reminder) {
    const about = [`${reminder.name}, ${reminder.held || reminder.year}`];
    if (reminder.from) about.unshift(`From ${reminder.from}`);
    for (const [label, g] of [["Theme", 1], ["Use in", 0]]) {
      const titles = reminder.options[g].map((number) => entriesOf[g][number][1]);
      if (titles.length) about.push(`${label}: ${titles.join(", ")}`);
    }
    const href = `${pageOf(reminder.audit)}#${reminder.id}`;
    const points = reminder.points.map((point) => make("li", {}, point));
    return make(
      "li",
      {},
      tickBox(reminder.pick, whose(reminder.text, reminder.from)),
      make(
        "div",
        {},
        make("a", { href }, reminder.text),
        points.length ? make("ul", { class: "sscp-below" }, ...points) : "",
        make("p", { class: "sscp-tags" }, about.join(" · ")),
      ),
    );
  }

  /** Describe the active filters in words, for print, which shows no form. */
  function filtersInWords() {
    const filters = GROUPS.map((group, g) => {
      const chosen = entriesOf[g].filter(([id]) => [state[group]].flat().includes(id));
      const titles = chosen.map(([, title]) => title).join(" or ");
      return titles && `${named(group)}: ${titles}.`;
    });
    if (state.words.trim()) filters.push(`Words: “${state.words.trim()}”.`);
    return filters.filter(Boolean);
  }

  /** Offer the search, which tolerates typing errors and knows synonyms, for the words typed. */
  function showElsewhere(words) {
    elsewhere.parentElement.hidden = !words;
    elsewhere.href = `${top}search${data.end}?q=${encodeURIComponent(words)}`;
    elsewhere.textContent = `Search the whole site for “${words}” and words like it`;
  }

  let shownFor = null;

  function showFound() {
    const { found, counts } = find();
    for (const option of options) {
      const count = counts[option.g][option.number];
      if (option.count !== count) option.show(count);
      option.count = count;
    }
    for (const box of form.querySelectorAll("[type=checkbox]")) {
      box.checked = state[box.name].includes(box.value);
    }
    for (const select of form.querySelectorAll("select")) select.value = state[select.name];
    if (wordsField.value !== state.words) wordsField.value = state.words;
    const words =
      found.length === reminders.length
        ? counted(found.length, "reminder")
        : `${inDigits(found.length)} of ${counted(reminders.length, "reminder")}`;
    const none = found.length ? "" : " Take out a word or a filter, or clear all.";
    if (status.textContent !== `${words}.${none}`) status.textContent = `${words}.${none}`;
    showElsewhere(state.words.trim());
    const first = found.length > limit ? ` The first ${limit} are printed here.` : "";
    onPaper.textContent = [`${words}.${first}`, ...filtersInWords()].join(" ");
    document.body.classList.toggle("sscp-filtered", found.length !== reminders.length || Boolean(first));
    // Ticking a box changes the state as well, but must not scroll the list.
    const shown = found.slice(0, limit);
    const key = shown.map((reminder) => reminder.pick).join();
    if (key !== shownFor) results.replaceChildren(...shown.map(resultOf));
    shownFor = key;
    const inUse = GROUPS.flatMap((group) => state[group] || []).length;
    clear.hidden = !inUse && !state.words;
    hint.hidden = !found.length;
    summary.textContent = inUse ? `Filters: ${inUse} in use` : "Filters";
    leave.textContent = `Show ${counted(found.length, "reminder")}`;
    more.hidden = found.length <= limit;
    more.textContent = `Show all ${inDigits(found.length)}`;
  }

  // --- The checklist ---------------------------------------------------------------------------

  /** The chosen reminders by audit, in the order of the full list. */
  function chosenByAudit() {
    const byAudit = new Map();
    for (const reminder of reminders) {
      if (!state.pick.has(reminder.pick)) continue;
      byAudit.set(reminder.audit, [...(byAudit.get(reminder.audit) || []), reminder]);
    }
    return byAudit;
  }

  const sourceOf = ({ held, year, publisher }) => [publisher, held || year].filter(Boolean).join(", ");

  // Nobody else can open the address of an offline copy: use the published one, if it is known.
  const isCopy = location.protocol === "file:";
  const canBeShared = !isCopy || data?.site;
  const sharedPage = (audit) => (isCopy && data.site ? pageOf(audit, data.site, "/") : pageOf(audit));

  function sharedAddress() {
    const page = isCopy && data.site ? new URL("reminders/", data.site) : location;
    return addressOf({ pick: state.pick, checklist: true }, page);
  }

  function checklistAsText(byAudit) {
    const lines = ["My checklist: practice reminders", ""];
    for (const [audit, chosen] of byAudit) {
      lines.push(headingOf(chosen[0]), ...chosen.map((reminder) => `[ ] ${inLines(reminder)}`));
      lines.push(`Source: ${sourceOf(chosen[0])}`, ...(canBeShared ? [sharedPage(audit)] : []), "");
    }
    if (canBeShared) lines.push("This checklist:", sharedAddress(), "");
    return lines.join("\n");
  }

  /** A link that opens a message with the checklist, or with its address alone if it is long. */
  function mailOf(byAudit) {
    const link = (body) =>
      `mailto:?subject=${encodeURIComponent("My checklist")}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
    const whole = link(checklistAsText(byAudit));
    return whole.length <= LONGEST_MAIL || !canBeShared ? whole.slice(0, LONGEST_MAIL) : link(sharedAddress());
  }

  function showChecklist() {
    const byAudit = chosenByAudit();
    const count = [...byAudit.values()].flat().length;
    const missing = state.pick.size - count;
    const copyStatus = make("p", { role: "status", class: "sscp-copy-status" });
    const text = make("textarea", { readonly: true, rows: 10, id: "checklist-text" });
    text.value = checklistAsText(byAudit);
    const asText = make(
      "details",
      { class: "sscp-as-text" },
      make("summary", {}, "The checklist as text"),
      make("label", { for: "checklist-text" }, "Select the text and copy it"),
      text,
    );

    async function copy(words, done) {
      try {
        await navigator.clipboard.writeText(words);
        copyStatus.textContent = done;
      } catch {
        asText.open = true;
        text.value = words;
        text.focus();
        text.select();
        copyStatus.textContent = "Your browser did not let us copy. The text is selected: press Ctrl+C.";
      }
    }

    const back = make("a", { href: addressOf({ ...state, checklist: false }) }, "Back to the reminders");
    back.addEventListener("click", (event) => follow(event, { checklist: false }));
    const tools = make("div", { class: "sscp-tools" }, back);
    if (count) {
      tools.append(
        button("Print", () => print()),
        make("a", { href: mailOf(byAudit) }, "Send by e-mail"),
        button("Copy as text", () => copy(checklistAsText(byAudit), "Copied.")),
        canBeShared ? button("Copy the link", () => copy(sharedAddress(), "The link is copied.")) : "",
        button("Untick all", untickAll),
      );
    }
    const today = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
    const gone = `${counted(missing, "reminder")} in this address could not be found on this site.`;
    list.replaceChildren(
      heading,
      make("p", { class: "sscp-print" }, `Checklist of ${today}`),
      make("p", {}, count ? `${counted(count, "reminder")}. Tick what you have covered.` : "Nothing is chosen yet."),
      missing ? make("p", {}, gone) : "",
      tools,
      copyStatus,
      ...[...byAudit].map(([audit, chosen]) =>
        make(
          "section",
          { class: "sscp-sheet" },
          make("h3", {}, headingOf(chosen[0])),
          make("ul", {}, ...chosen.map(itemOf)),
          make(
            "p",
            { class: "sscp-tags" },
            `Source: ${sourceOf(chosen[0])}. `,
            make("a", { href: pageOf(audit) }, canBeShared ? sharedPage(audit) : "Open the audit"),
          ),
        ),
      ),
    );
    if (count && canBeShared) {
      const address = make("a", { href: sharedAddress() }, sharedAddress());
      list.append(make("p", { class: "sscp-tags sscp-address" }, "This checklist: ", address));
    }
    if (count) list.append(asText);
  }

  function itemOf(reminder) {
    const remove = button("Remove", () => {
      choose(reminder.pick, false);
      heading.focus({ preventScroll: true });
    });
    remove.setAttribute("aria-label", `Remove: ${whose(reminder.text, reminder.from)}`);
    const done = make("label", { class: "sscp-done" }, make("input", { type: "checkbox" }), inLines(reminder));
    return make("li", {}, done, " ", remove);
  }

  // --- Start -----------------------------------------------------------------------------------

  const title = document.title;

  function show() {
    if (root) {
      document.body.classList.toggle("sscp-only-checklist", state.checklist);
      document.title = state.checklist ? `My checklist – ${title}` : title;
      root.hidden = state.checklist;
      list.hidden = !state.checklist;
      showGrouped(groupedShown);
      if (state.checklist) showChecklist();
      else showFound();
    }
    showChoice();
  }

  if (root && !data) return; // The list did not load: the page stays as it is.
  if (root) startFinder();
  addTickBoxes();
  article.append(bar);
  addEventListener("popstate", () => {
    state = readState();
    typing = false;
    show();
  });
  show();
})();
