/*
 * Filters for the reminders, and a checklist of the reminders that the reader chooses.
 *
 * Every page is complete without this script. The state is kept in the address and nowhere else,
 * so that it can be bookmarked, sent to a colleague and reached with the back button:
 *
 *   ?theme=siblings&situation=strategy-meeting&audit=2022-23/neglect&year=2022-23
 *   ?pick=2022-23.neglect.some-reminder.another_2022-23.other-audit.third&show=checklist
 *
 * Words that are typed stay out of the address, which the history of the browser keeps.
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

  if (root && !data) return; // The list did not load: the page stays as it is.

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

  // What reminders can be filtered by, and for each the entries of the list: id, title, other words.
  const GROUPS = ["situation", "theme", "audit", "year", "publisher", "agency"];
  const entriesOf = (group) => data[group === "agency" ? "agencies" : `${group}s`];
  const entryOf = (group, id) => entriesOf(group).find((entry) => entry[0] === id);

  /** The chosen reminders, and on the page of all reminders the ids chosen in each group as well. */
  function readState() {
    const query = new URLSearchParams(location.search);
    const state = { pick: readPicks(query.get("pick")), checklist: false };
    if (!root) return state;
    for (const group of GROUPS) state[group] = query.getAll(group).filter((id) => entryOf(group, id));
    return { ...state, words: (history.state?.words || query.get("words") || "").slice(0, 200), checklist: query.get("show") === "checklist" };
  }

  /** The address of a state on this page or another. */
  function addressOf(state, page = location) {
    const query = new URLSearchParams();
    for (const name of GROUPS) {
      for (const value of state[name] || []) query.append(name, value);
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
    history[method]({ words: state.words }, "", addressOf(state));
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
    const label = `For my checklist: ${text}`;
    const box = make("input", { type: "checkbox", "data-pick": pick, "aria-label": label, checked: state.pick.has(pick) });
    return make("label", { class: "sscp-tick" }, box, words);
  }

  function addTickBoxes(place) {
    for (const link of place.querySelectorAll('.sscp-points:not([class*="--"]) > li > a')) {
      const audit = AUDIT_PAGE.exec(link.pathname);
      const from = link.parentElement.querySelector(".sscp-from");
      const words = [link, from].flatMap((part) => part?.textContent || []).join(" ");
      if (audit) link.parentElement.prepend(tickBox(audit[1] + link.hash, words));
    }
    const audit = AUDIT_PAGE.exec(location.pathname);
    if (!audit) return;
    for (const heading of place.querySelectorAll(".sscp-reminders > li > h3[id]")) {
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

  const reminders = root ? readReminders() : [];

  function readReminders() {
    const idsOf = (group, numbers) => numbers.map((number) => entriesOf(group)[number][0]);
    return data.audits.flatMap(([audit, , held, publisher, , items, name, area]) => {
      const slug = audit.split("/")[0];
      const [whole, from] = data.publishers[publisher].slice(1).map((said) => (said && area ? `${said}, about ${area}` : said));
      const about = { audit, name, when: held || entryOf("year", slug)[1], publisher: whole, from };
      const same = { audit: [audit], year: [slug], publisher: idsOf("publisher", [publisher]) };
      return items.map(([id, text, themes, situations, agencies, points = []]) => {
        const own = { theme: idsOf("theme", themes), situation: idsOf("situation", situations), agency: idsOf("agency", agencies) };
        return { ...about, pick: `${audit}#${id}`, id, text, points, options: { ...same, ...own } };
      });
    });
  }

  /** A reminder with the points below it, each on a line of its own. */
  const inLines = ({ text, points }) => [text, ...points].join("\n– ");

  /** Prepare the words to compare with, just before some are typed: those of each reminder and its options. */
  function foldTexts() {
    if (reminders[0]?.words) return;
    // Our own name, which has the word “children”, would match every reminder.
    const wordsOf = (group, [, title, other = "", , aliases = ""]) =>
      ({ year: "", publisher: other, audit: `${title} ${other} ${aliases}` })[group] ?? `${title} ${other}`;
    const folded = {};
    for (const group of GROUPS) {
      folded[group] = new Map(entriesOf(group).map((entry) => [entry[0], fold(wordsOf(group, entry))]));
    }
    for (const reminder of reminders) {
      const around = GROUPS.flatMap((group) => reminder.options[group].map((id) => folded[group].get(id)));
      reminder.words = [fold(inLines(reminder)), ...around].join("");
    }
  }

  /** Return what matches all filters, and for each option how many match the other filters. */
  function find() {
    // Without a plural s, because what is typed may be the start of a word.
    const typed = fold(state.words).split(" ").filter(Boolean).map((word) => ` ${word.replace(/([^su])s$/, "$1")}`);
    if (typed.length) foldTexts();
    const found = [], counts = Object.fromEntries(GROUPS.map((group) => [group, {}]));
    for (const reminder of reminders) {
      if (!typed.every((start) => reminder.words.includes(start))) continue;
      const isChosen = (group) => reminder.options[group].some((id) => state[group].includes(id));
      const failed = GROUPS.filter((group) => state[group].length && !isChosen(group));
      if (failed.length > 1) continue;
      if (!failed.length) found.push(reminder);
      for (const group of failed.length ? failed : GROUPS) {
        // The first option, which has no id, stands for all.
        for (const id of ["", ...reminder.options[group]]) counts[group][id] = (counts[group][id] || 0) + 1;
      }
    }
    return { found, counts };
  }

  const named = (group) => group[0].toUpperCase() + group.slice(1);
  const titlesOf = (group, ids) => ids.map((id) => entryOf(group, id)[1]);
  const part = (selector) => root?.querySelector(selector);
  const form = part("form"), wordsField = part("[name=words]"), filters = part("details"), summary = part("summary");
  const status = part(".sscp-result-count"), elsewhere = part(".sscp-search-instead a"), hint = part(".sscp-hint");
  const onPaper = part(".sscp-print"), results = part(".sscp-results");
  const [leave, clear, more, groupedButton] = ["leave", "clear", "more", "grouped"].map((name) => part(`[name=${name}]`));
  const grouped = make("div", { id: "grouped-reminders" });
  const heading = make("h2", { id: "my-checklist", tabindex: "-1" }, "My checklist");
  const list = make("section", { id: "checklist", "aria-labelledby": heading.id, hidden: true }, heading);
  let groupedShown = false;
  let limit = AT_FIRST;

  /** Say beside each option how many it would show. What would show nothing cannot be chosen from a list. */
  function showCounts(counts) {
    for (const option of form.querySelectorAll("option, [type=checkbox]")) {
      const label = option.parentElement.querySelector(".sscp-count"), group = option.name || option.closest("select").name;
      const count = counts[group][option.value] || 0, shown = label || option;
      option.dataset.title ??= option.textContent; // a tick box has none
      const words = `${option.dataset.title} (${count})`;
      if (shown.textContent !== words) shown.textContent = words;
      option.disabled = !label && !count && option.value !== "" && !state[group].includes(option.value);
    }
  }

  function startFinder() {
    wordsField.addEventListener("focus", foldTexts);
    wordsField.addEventListener("input", () => go({ words: wordsField.value }, { isTyping: true }));
    form.addEventListener("change", ({ target: { name } }) => {
      if (name !== "words") go({ [name]: new FormData(form).getAll(name).filter(Boolean) });
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    elsewhere.addEventListener("click", (event) => {
      event.preventDefault();
      sscp.search(state.words.trim(), elsewhere.href);
    });
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
    go({ ...Object.fromEntries(GROUPS.map((group) => [group, []])), words: "" });
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
    if (shown && !groupedShown && !grouped.querySelector("[data-pick]")) addTickBoxes(grouped);
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
    const about = [`${reminder.name}, ${reminder.when}`];
    if (reminder.from) about.unshift(`From ${reminder.from}`);
    for (const [label, group] of [["Theme", "theme"], ["Use in", "situation"]]) {
      const titles = titlesOf(group, reminder.options[group]);
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
    const filters = GROUPS.filter((group) => state[group].length).map((group) => `${named(group)}: ${titlesOf(group, state[group]).join(" or ")}.`);
    if (state.words.trim()) filters.push(`Words: “${state.words.trim()}”.`);
    return filters;
  }

  /** Offer the search, which tolerates typing errors and knows synonyms, for the words typed. */
  function showElsewhere(words) {
    elsewhere.parentElement.hidden = !words;
    elsewhere.textContent = `Search the whole site for “${words}” and words like it`;
  }

  let shownFor = null;

  function showFound() {
    const { found, counts } = find();
    showCounts(counts);
    for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = state[box.name].includes(box.value);
    for (const select of form.querySelectorAll("select")) select.value = state[select.name][0] || "";
    if (wordsField.value !== state.words) wordsField.value = state.words;
    const words =
      found.length === reminders.length
        ? counted(found.length, "reminder")
        : `${inDigits(found.length)} of ${counted(reminders.length, "reminder")}`;
    const none = found.length ? "" : " Take out a word or a filter, or clear all. If you or a child are not safe: the numbers to call are at the foot of this page.";
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
    const inUse = GROUPS.flatMap((group) => state[group]).length;
    clear.hidden = !inUse && !state.words;
    hint.hidden = !found.length;
    summary.textContent = inUse ? `Filters: ${inUse} in use` : "Filters";
    leave.textContent = `Show ${counted(found.length, "reminder")}`;
    more.hidden = found.length <= limit;
    more.textContent = `Show all ${inDigits(found.length)}`;
  }

  // --- The checklist ---------------------------------------------------------------------------

  /** The chosen reminders of each audit, in the order of the full list. */
  function chosenByAudit() {
    const chosen = reminders.filter(({ pick }) => state.pick.has(pick));
    return [...new Set(chosen.map(({ audit }) => audit))].map((audit) => chosen.filter((reminder) => reminder.audit === audit));
  }

  const sourceOf = ({ when, publisher }) => `${publisher}, ${when}`;

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
    for (const chosen of byAudit) {
      lines.push(headingOf(chosen[0]), ...chosen.map((reminder) => `[ ] ${inLines(reminder)}`));
      lines.push(`Source: ${sourceOf(chosen[0])}`, ...(canBeShared ? [sharedPage(chosen[0].audit)] : []), "");
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
    const count = byAudit.flat().length;
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
      ...byAudit.map((chosen) =>
        make(
          "section",
          { class: "sscp-sheet" },
          make("h3", {}, headingOf(chosen[0])),
          make("ul", {}, ...chosen.map(itemOf)),
          make(
            "p",
            { class: "sscp-tags" },
            `Source: ${sourceOf(chosen[0])}. `,
            make("a", { href: pageOf(chosen[0].audit) }, canBeShared ? sharedPage(chosen[0].audit) : "Open the audit"),
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

  if (root) startFinder();
  else addTickBoxes(article);
  document.addEventListener("change", ({ target }) => {
    if (target.dataset.pick) choose(target.dataset.pick, target.checked);
  });
  article.append(bar);
  addEventListener("popstate", () => {
    state = readState();
    typing = false;
    show();
  });
  show();
})();
