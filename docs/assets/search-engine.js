/* Finds and ranks the results for a query. MiniSearch finds texts; this decides which words to query
   it for, and how to rank the results. It knows the index (macros/search/index.py), not the page.

   Each text is an entry, shared by all results that have it: a title, an alias, a body, the place of
   a result, a name of its theme. For each word, the best entry of a result counts. */
var module = {}; // vendor/stemmer.js is written for Node and exports its function here

var sscpSearch = (() => {
  "use strict";

  // The weight of a word in each kind of entry.
  const TITLE = 1, BODY = 0.5, ALIAS = 0.7, PLACE = 0.4, TAG = 0.22;
  // Factors for words other than the one typed, for weak words, and for results of that name.
  const PREFIX = 0.75, PREFIX_OF_KNOWN = 0.35, TYPO = 0.8, SYNONYM = 0.72, SPLIT = 0.85, WEAK = 0.5, NAMED = 2, EXACTLY = 3;
  const MAX_TERMS = 12, FEW = 10, MANY = 3, CLOSER_LOOK = 60, NEAR = 3;
  // Two errors are corrected in long words, if they start alike: macros/search/english.py knows both.
  const LONG = 9, START = 4;
  const CHUNK = 100; // texts to index before the page gets a turn

  const once = (map, key, make) => {
    if (!map.has(key)) map.set(key, make());
    return map.get(key);
  };

  // Apostrophes, accents and signs that nobody sees, such as soft hyphens.
  const UNHEARD = /['’‘ʼ`´\p{M}\p{Cf}]/gu;
  // Signs between the letters of an acronym: “A & E”, “M.A.S.H.”, “N A I”.
  const APART = /\b(\p{L})(?: ?& ?|\. ?| (?=\p{L} \p{L}\b)|(?<=\b\p{L} \p{L}) )(?=\p{L}\b)/gu;

  /** The words of a text, as people type them: “Child’s” is “childs”, “A & E” is “ae”. */
  const wordsOf = (text) =>
    text.normalize("NFKD").toLowerCase().replace(UNHEARD, "").replace(APART, "$1").match(/[\p{L}\p{N}]+/gu) || [];

  /** A word in which double letters count as one, so that “refferal” matches “referral”. */
  const undoubled = (word) => word.replace(/(.)\1+/g, "$1");

  const stems = new Map(), irregular = new Map();
  const stemOf = (word) => once(stems, word, () => irregular.get(word) || (/\d/.test(word) ? word : module.exports(word.replace(/iz(?=(e|ed|es|ing|ations?)$)/, "is"))));
  const stemsIn = (text) => wordsOf(text).map(stemOf);

  /** Whether a text has a word from each set, close together and in this order. */
  const hasPhrase = (said, [first, ...others], from = 0, to = said.length) =>
    said.slice(from, to).some((stem, i) => {
      const next = from + i + 1;
      return first.has(stem) && (!others.length || hasPhrase(said, others, next, next + NEAR));
    });

  // --- Indexing -----------------------------------------------------------------------------------

  function entriesOf({ results, tags }) {
    const entries = new Map();
    results.forEach(({ title, body, aliases = [], where, about = [], tags: own = [] }, number) => {
      const texts = [[TITLE, title], [BODY, body], ...[where, ...about].map((text) => [PLACE, text])];
      for (const alias of aliases) texts.push([ALIAS, alias]);
      for (const name of own.flatMap((tag) => tags[tag])) texts.push([TAG, name]);
      for (const [weight, text] of texts) {
        if (text) once(entries, `${weight} ${text}`, () => ({ text, weight, results: new Set() })).results.add(number);
      }
    });
    return [...entries.values()];
  }

  /** Index everything in chunks, and return the engine. */
  async function open(index) {
    for (const forms of index.irregular) for (const form of forms) irregular.set(form, forms[0]);
    const searchOptions = { tokenize: (text) => text.split(" "), processTerm: (stem) => stem, combineWith: "AND" };
    const texts = new MiniSearch({ fields: ["text"], tokenize: wordsOf, processTerm: stemOf, searchOptions });
    const words = new MiniSearch({ fields: ["id"], tokenize: (word) => [word], processTerm: undoubled });
    const engine = { index, words, entries: entriesOf(index), stopWords: new Set(index.stopWords), weakWords: new Set(index.weakWords) };
    await texts.addAllAsync(engine.entries.map(({ text }, id) => ({ id, text })), { chunkSize: CHUNK });
    engine.synonyms = new Map();
    for (const { typed, means } of index.synonyms) {
      for (const from of typed.map((phrase) => stemsOf(engine, phrase))) once(engine.synonyms, from.join(), () => []).push({ from, means });
    }
    engine.longest = Math.max(...[...engine.synonyms.values()].map(([{ from }]) => from.length));
    engine.english = new Set(index.english.split(" "));
    engine.distress = index.distress.map(({ kind, words: phrases }) => ({
      kind,
      phrases: phrases.map((phrase) => heardIn(phrase).map((word) => new Set([stemOf(word)]))),
    }));
    index.stopWords.forEach(stemOf); // they are no typing errors
    [engine.vocabulary, engine.known] = [new Set(stems.keys()), new Set(stems.values())];
    await words.addAllAsync([...stems.keys()].map((id) => ({ id })), { chunkSize: CHUNK });
    const known = new Map();
    engine.find = (sought) =>
      once(known, sought.join(" "), () => {
        const hits = texts.search(sought.join(" ")), phrase = sought.map((stem) => new Set([stem]));
        return sought.length > 1 ? hits.filter(({ id }) => hasPhrase(stemsIn(engine.entries[id].text), phrase)) : hits;
      });
    return { kinds: index.kinds, publishers: index.publishers, search: (query) => search(engine, query), isDistress: (query) => isDistress(engine, query), explain: (...found) => explain(engine, ...found) };
  }

  // --- The query ----------------------------------------------------------------------------------

  // In “do I” a professional may ask: the “I” says nothing.
  const ASKING = /\b(do|does|can|could|should|shall|must|may|are|how|when|if) (?:i|we)\b/g;
  const heardIn = (text) => wordsOf(text).join(" ").replace(ASKING, "$1").split(" ");

  /** Whether somebody may be in danger: data/distress.yml says which words show it. */
  function isDistress(engine, query) {
    const { distress, known } = engine;
    const said = heardIn(query).map((word) => (!known.has(stemOf(word)) && [...corrected(engine, word).keys()][0]) || stemOf(word));
    const has = (wanted) => distress.some(({ kind, phrases }) => kind === wanted && phrases.some((phrase) => hasPhrase(said, phrase)));
    const both = has("both"), me = has("me"), somebody = me || has("person");
    return has("practice") ? both && somebody : both || me || (somebody && has("danger"));
  }

  /** The words of a phrase without stop words, unless it has only stop words. */
  function contentOf({ stopWords }, phrase) {
    const all = wordsOf(phrase), content = all.filter((word) => !stopWords.has(word));
    return content.length ? content : all;
  }

  const stemsOf = (engine, phrase) => contentOf(engine, phrase).map(stemOf);

  /** The stem of a typed word and the stems that start with it, with their weights. */
  function matches({ words, known }, typed, isLast) {
    const found = new Map(), isKnown = known.has(stemOf(typed));
    if (isKnown) found.set(stemOf(typed), 1);
    if (typed.length < 2 || !(isLast || (!isKnown && typed.length > 2))) return found;
    const quality = (isKnown ? PREFIX_OF_KNOWN : PREFIX) * (isLast ? 1 : 0.8);
    for (const { id: word } of words.search(typed, { prefix: true })) {
      const stem = stemOf(word), share = 0.6 + (0.4 * typed.length) / word.length;
      if (word.startsWith(typed)) found.set(stem, Math.max(found.get(stem) || 0, quality * share));
    }
    return found;
  }

  /** Two words typed as one. */
  function split({ find }, typed) {
    const cuts = [...typed].map((_, at) => [typed.slice(0, at), typed.slice(at)]).slice(2, -1);
    return typed.length > 5 && typed.length < 31 && cuts.find((pair) => find(pair.map(stemOf)).length);
  }

  /** The stems of the words most similar to a mistyped word. */
  function corrected({ words, vocabulary, english }, typed) {
    // An English word is another word: “rape” is not “race”. So is one with another start, and one without vowels or too long.
    if (english.has(typed) || !/^(?=.*[aeiouy]).{4,30}$/.test(typed) || /\d/.test(typed)) return new Map();
    const swapped = [...typed].map((letter, at) => typed.slice(0, at) + (typed[at + 1] || "") + letter + typed.slice(at + 2));
    let near = swapped.filter((word) => vocabulary.has(word));
    if (!near.length) {
      const similar = (errors, start) =>
        words.search(typed, { fuzzy: errors }).filter(({ id }) => !/\d/.test(id) && undoubled(id).startsWith(undoubled(typed).slice(0, start)));
      let all = similar(1, 1);
      if (!all.length && typed.length >= LONG) all = similar(2, START);
      near = all.filter(({ score }) => score > 0.98 * all[0].score).map(({ id }) => id);
    }
    return new Map(near.map((word) => [stemOf(word), TYPO]));
  }

  /** The terms of a typed word: usually one, or two if two words were typed as one. */
  function termsOf(engine, typed, isLast) {
    let stems = matches(engine, typed, isLast);
    const pair = !stems.size && split(engine, typed);
    if (pair) return pair.map((word) => ({ typed: word, stem: stemOf(word), stems: new Map([[stemOf(word), SPLIT]]) }));
    if (!stems.size) stems = corrected(engine, typed);
    return [{ typed, stem: [...stems].sort((a, b) => b[1] - a[1])[0]?.[0], stems }];
  }

  /** The `terms` of a query, and its `synonyms`, each for some consecutive terms. */
  function understand(engine, query) {
    const typed = wordsOf(query), last = /[\w\u00c0-\u024f]$/.test(query) ? typed.at(-1) : "";
    const content = [...new Set(contentOf(engine, query))].slice(0, MAX_TERMS);
    const terms = content.flatMap((word) => termsOf(engine, word, word === last));
    const synonyms = [];
    const all = terms.map(({ stem }) => stem), spans = terms.flatMap((_, at) => terms.slice(at, at + engine.longest).map((_, n) => [at, at + n + 1]));
    for (const span of spans) {
      for (const { from, means } of engine.synonyms.get(all.slice(...span).join()) || []) {
        const forTerms = terms.slice(...span);
        const [start, end] = [typed.indexOf(forTerms[0].typed), typed.lastIndexOf(forTerms.at(-1).typed)];
        const said = typed.slice(start, end + 1).join(" ") || forTerms[0].typed;
        const targets = means.map((target) => ({ forTerms, from, said, target, stems: stemsOf(engine, target) }));
        synonyms.push(...targets.filter(({ stems }) => stems.join() !== from.join() && engine.find(stems).length));
      }
    }
    synonyms.sort((a, b) => b.from.length - a.from.length); // a phrase takes precedence over its words
    for (const term of terms) {
      term.synonyms = synonyms.filter(({ forTerms }) => forTerms.includes(term));
      // A weak word with synonyms, or one that may be the start of another word, is not weak.
      const isStart = term === terms.at(-1) && last && last.length < 4;
      term.isWeak = engine.weakWords.has(term.typed) && !term.synonyms.length && !isStart;
    }
    for (const term of terms) term.isNeeded = !term.isWeak || terms.every(({ isWeak }) => isWeak);
    const own = new Set(terms.flatMap(({ stems }) => [...stems.keys()]));
    return { terms, synonyms, own, wanted: new Set([...own, ...synonyms.flatMap(({ stems }) => stems)]) };
  }

  // --- The results --------------------------------------------------------------------------------

  /** What a query finds: `results`, best first, of which the first `full` have all words and the
      others some; and `missing`, the words that no text has. */
  function search(engine, query) {
    const asked = understand(engine, query), { terms } = asked, { results, kinds } = engine.index;
    const hits = new Map();
    for (const term of terms) {
      for (const [number, score] of rate(engine, term)) {
        const hit = once(hits, number, () => ({ number, words: 0, score: 0 }));
        if (term.isNeeded) hit.words++;
        hit.score += score;
      }
    }
    const all = terms.filter(({ isNeeded }) => isNeeded).length;
    const asTyped = stemsOf(engine, query).join();
    for (const { id } of terms.length ? engine.find(stemsOf(engine, query)) : []) {
      const { text, weight, results: named } = engine.entries[id];
      if (weight < ALIAS || stemsOf(engine, text).join() !== asTyped) continue;
      const factor = wordsOf(text).join() === wordsOf(query).join() ? EXACTLY : NAMED;
      for (const number of named) hits.get(number).score *= factor;
    }
    for (const hit of hits.values()) {
      const { kind, isSecondary } = results[hit.number];
      hit.isFull = hit.words === all;
      hit.isAside = isSecondary && !isNamed(terms, results[hit.number]);
      hit.score *= (hit.words / all) ** 2 * kinds[kind];
    }
    // Sources and pages about the site itself come only if their name has all words, or nothing else is found.
    const own = [...hits.values()].filter(({ isAside }) => !isAside);
    const found = own.length ? own : [...hits.values()].filter(({ isFull }) => isFull);
    // A result need not have all of many words to be the best.
    const isStrict = all < MANY, full = found.filter(({ isFull }) => isFull).length;
    const most = found.reduce((before, { words }) => (words < all && words > before ? words : before), 0);
    const least = full < FEW ? Math.max(1, most - 1) : all;
    const order = (a, b) => (isStrict && b.isFull - a.isFull) || b.score - a.score || a.number - b.number;
    const ordered = found.filter(({ words }) => words >= least).sort(order);
    for (const hit of ordered.slice(0, CLOSER_LOOK)) hit.score *= closeness(engine, asked, results[hit.number]);
    ordered.sort(order);
    const missing = terms.filter((term) => term.isNeeded && !term.stems.size && !term.synonyms.length);
    return { ...asked, full: isStrict || !full ? full : ordered.length, results: ordered.map(({ number }) => results[number]), missing: missing.map(({ typed }) => typed) };
  }

  /** Whether the title or an alias of a result has all words. */
  const isNamed = (terms, { title, aliases = [] }) =>
    [title, ...aliases].some((name) => terms.every(({ stems, isNeeded }) => !isNeeded || stemsIn(name).some((stem) => stems.has(stem))));

  /** Map the number of each result to its score for a term. Rare words score higher. */
  function rate({ entries, find }, { stems: own, synonyms, isWeak }) {
    const rarity = (seen) => Math.log(1 + (entries.length - seen + 0.5) / (seen + 0.5));
    const best = new Map(), seen = new Set();
    const credit = (hits, factor) => {
      for (const { id, score } of hits) {
        const { weight, results } = entries[id], value = score * factor * weight;
        for (const number of results) if (!(best.get(number) >= value)) best.set(number, value);
      }
    };
    for (const [stem, quality] of own) {
      const hits = find([stem]);
      if (quality > 0.5) hits.forEach(({ id }) => seen.add(id));
      credit(hits, quality / rarity(hits.length));
    }
    let weight = rarity(seen.size);
    for (const { stems } of synonyms) {
      const each = stems.map((stem) => rarity(find([stem]).length));
      // MiniSearch multiplies each score by the number of words.
      credit(find(stems), SYNONYM / stems.length / each.reduce((a, b) => a + b));
      weight = Math.min(weight, Math.max(1, ...each));
    }
    return [...best].map(([number, value]) => [number, value * weight * (isWeak ? WEAK : 1)]);
  }

  /** A factor for results whose name is what was typed, or that contain the words side by side. */
  function closeness(engine, { terms, wanted }, { title, aliases = [], body = "" }) {
    const named = (name) => {
      const stems = stemsOf(engine, name), share = stems.filter((stem) => wanted.has(stem)).length / stems.length;
      const isSaid = (synonym) => synonym.stems.every((stem) => stems.includes(stem));
      const qualities = terms.map((term) =>
        Math.max(term.synonyms.some(isSaid) ? SYNONYM : 0, ...stems.map((stem) => term.stems.get(stem) || 0)),
      );
      return share === 1 && qualities.every(Boolean) ? Math.min(...qualities) : 0.35 * share;
    };
    const sideBySide = (text) => {
      const isFollowed = ({ stems }, j) => hasPhrase(stemsIn(text), [stems, terms[j + 1].stems]);
      return terms.slice(0, -1).filter(isFollowed).length / Math.max(1, terms.length - 1);
    };
    const name = Math.max(named(title), ...aliases.map((alias) => ALIAS * named(alias)));
    const near = Math.max(sideBySide(title), ...aliases.map(sideBySide), BODY * sideBySide(body));
    return (1 + name) * (1 + 0.4 * near);
  }

  /** Which words of a result to highlight, and why it was found if that is not obvious. */
  function explain({ vocabulary }, { terms, synonyms, own, wanted }, { title, body = "", aliases = [] }) {
    const words = wordsOf([title, body, ...aliases].join(" ")), said = new Set(words.map(stemOf));
    const isSaid = (stems) => stems.every((stem) => said.has(stem));
    const notes = synonyms.filter(({ from, stems }) => isSaid(stems) && !isSaid(from)).map((one) => [one.said, one.target]);
    for (const { typed, stems } of terms.filter((term) => !vocabulary.has(term.typed))) {
      const word = words.find((one) => stems.has(stemOf(one)));
      if (word && !word.startsWith(typed) && !typed.startsWith(word)) notes.push([typed, word]);
    }
    const isNew = ([typed], i) => !notes.slice(0, i).some(([whole]) => ` ${whole} `.includes(` ${typed} `));
    const why = notes.filter(isNew).map(([typed, word]) => `matches “${word}” for “${typed}”`);
    const has = (stems) => (text) => wordsOf(text).some((word) => stems.has(stemOf(word)));
    const alias = !why.length && !has(own)(`${title} ${body}`) && aliases.find(has(own));
    return { isWanted: has(wanted), why: alias ? [`also found under “${alias}”`] : why };
  }

  return { open };
})();
