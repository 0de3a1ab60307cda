/* Finds and ranks the results for a query. MiniSearch finds texts; this decides which words to query
   it for, and how to rank the results. It knows the index (macros/search/index.py), not the page.

   Each text is an entry, shared by all results that have it: a title, an alias, a body, the place of
   a result, a name of its theme. For each word, the best entry of a result counts. */
var module = {}; // vendor/stemmer.js is written for Node and exports its function here

var sscpSearch = (() => {
  "use strict";

  // The weight of a word in each kind of entry.
  const TITLE = 1, BODY = 0.5, ALIAS = 0.8, PLACE = 0.4, TAG = 0.22;
  // Factors for words other than the one typed.
  const PREFIX = 0.6, PREFIX_OF_KNOWN = 0.15, TYPO = 0.8, SYNONYM = 0.72;
  const MAX_TERMS = 12, FEW = 10, MANY = 3, CLOSER_LOOK = 60, NEAR = 3, EXACTLY = 3;
  const FAINT = 0.2; // the score of the faintest result that is shown, as a share of the best that has not all words
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
  const setsOf = (all) => all.map((stem) => new Set([stem]));

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
      const add = (weight, texts) => {
        for (const text of texts) if (text) once(entries, `${weight} ${text}`, () => ({ text, weight, results: new Set() })).results.add(number);
      };
      add(TITLE, [title]);
      add(BODY, [body]);
      add(ALIAS, aliases);
      add(PLACE, [where, ...about]);
      add(TAG, own.flatMap((tag) => tags[tag]));
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
    engine.synonyms = index.synonyms.flatMap(({ typed, means }) => typed.map((phrase) => ({ from: stemsOf(engine, phrase), means })));
    engine.synonyms.sort((a, b) => b.from.length - a.from.length); // a phrase takes precedence over its words
    engine.english = new Set(index.english.split(" "));
    engine.distress = index.distress.flatMap(({ kind, words: said }) => said.map((phrase) => ({ kind, phrase: setsOf(heardIn(phrase).map(stemOf)) })));
    index.stopWords.forEach(stemOf); // they are no typing errors
    [engine.vocabulary, engine.known] = [new Set(stems.keys()), new Set(stems.values())];
    await words.addAllAsync([...stems.keys()].map((id) => ({ id })), { chunkSize: CHUNK });
    const known = new Map();
    engine.find = (sought) =>
      once(known, sought.join(" "), () => {
        const hits = texts.search(sought.join(" "));
        return sought.length > 1 ? hits.filter(({ id }) => hasPhrase(stemsIn(engine.entries[id].text), setsOf(sought))) : hits;
      });
    return engine;
  }

  // --- The query ----------------------------------------------------------------------------------

  // In “do I” a professional may ask: the “I” says nothing.
  const ASKING = /\b(do|does|can|could|should|shall|must|may|are|how|when|if) (?:i|we)\b/g;
  const heardIn = (text) => wordsOf(text).join(" ").replace(ASKING, "$1").split(" ");

  /** Whether somebody may be in danger: data/distress.yml says which words show it. */
  function isDistress(engine, query) {
    const said = heardIn(query).map((word) => (!engine.known.has(stemOf(word)) && corrected(engine, word)) || stemOf(word));
    const has = (wanted) => engine.distress.some(({ kind, phrase }) => kind === wanted && hasPhrase(said, phrase));
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
    const isKnown = known.has(stemOf(typed)), found = new Map(isKnown ? [[stemOf(typed), 1]] : []);
    if (typed.length < 2 || (isKnown && !isLast)) return found;
    for (const { id: word } of words.search(typed, { prefix: true })) {
      if (word.startsWith(typed) && !found.has(stemOf(word))) found.set(stemOf(word), isKnown ? PREFIX_OF_KNOWN : PREFIX);
    }
    return found;
  }

  /** Two words typed as one. */
  function split({ find }, typed) {
    const cuts = [...typed].map((_, at) => [typed.slice(0, at), typed.slice(at)]).slice(2, -1);
    return typed.length > 5 && typed.length < 31 && cuts.find((pair) => find(pair.map(stemOf)).length);
  }

  /** The stem of the word most similar to a mistyped word. */
  function corrected({ words, vocabulary, english }, typed) {
    // An English word is another word: “rape” is not “race”. So is one with another start, and one without vowels or too long.
    if (english.has(typed) || !/^(?=.*[aeiouy])\D{4,30}$/.test(typed)) return "";
    const swapped = [...typed].map((letter, at) => typed.slice(0, at) + (typed[at + 1] || "") + letter + typed.slice(at + 2));
    const similar = (errors, start) =>
      words.search(typed, { fuzzy: errors }).find(({ id }) => !/\d/.test(id) && undoubled(id).startsWith(undoubled(typed).slice(0, start)))?.id;
    const word = swapped.find((other) => vocabulary.has(other)) || similar(1, 1) || (typed.length >= LONG && similar(2, START));
    return word ? stemOf(word) : "";
  }

  /** The terms of a typed word: usually one, or two if two words were typed as one. */
  function termsOf(engine, typed, isLast) {
    const stems = matches(engine, typed, isLast), pair = !stems.size && split(engine, typed);
    if (pair) return pair.flatMap((word) => termsOf(engine, word, false));
    const meant = !stems.size && corrected(engine, typed);
    if (meant) stems.set(meant, TYPO);
    return [{ typed, stem: [...stems.keys()][0], stems }];
  }

  /** The `terms` of a query, of which a result must have the `needed` to have all words, and the
      `synonyms`, each for some consecutive terms. */
  function understand(engine, query) {
    const typed = wordsOf(query), last = /[\w\u00c0-\u024f]$/.test(query) ? typed.at(-1) : "";
    const content = [...new Set(contentOf(engine, query))].slice(0, MAX_TERMS);
    const terms = content.flatMap((word) => termsOf(engine, word, word === last));
    const synonyms = engine.synonyms.flatMap(({ from, means }) => {
      const start = terms.findIndex((_, at) => from.every((stem, n) => stem === terms[at + n]?.stem));
      if (start < 0) return [];
      const forTerms = terms.slice(start, start + from.length), [first, final] = [forTerms[0].typed, forTerms.at(-1).typed];
      const said = typed.slice(typed.indexOf(first), typed.lastIndexOf(final) + 1).join(" ") || first;
      const targets = means.map((target) => ({ forTerms, from, said, target, stems: stemsOf(engine, target) }));
      return targets.filter(({ stems }) => stems.join() !== from.join() && engine.find(stems).length);
    });
    for (const term of terms) term.synonyms = synonyms.filter(({ forTerms }) => forTerms.includes(term));
    const strong = terms.filter((term) => !engine.weakWords.has(term.typed) || term.synonyms.length);
    const own = new Set(terms.flatMap(({ stems }) => [...stems.keys()]));
    return { terms, needed: strong.length ? strong : terms, synonyms, own, wanted: new Set([...own, ...synonyms.flatMap(({ stems }) => stems)]) };
  }

  // --- The results --------------------------------------------------------------------------------

  /** What a query finds: `results`, best first, of which the first `full` have all words and the
      others some; and `missing`, the words that no text has. */
  function search(engine, query) {
    const asked = understand(engine, query), { terms, needed } = asked, all = needed.length;
    const { results, kinds } = engine.index, hits = new Map();
    for (const term of terms) {
      for (const [number, score] of rate(engine, term)) {
        const hit = once(hits, number, () => ({ number, words: 0, score: 0 }));
        if (needed.includes(term)) hit.words++;
        hit.score += score;
      }
    }
    const isName = ({ text, weight }) => weight >= ALIAS && wordsOf(text).join() === wordsOf(query).join();
    const names = engine.find(stemsOf(engine, query)).map(({ id }) => engine.entries[id]).filter(isName);
    const named = new Set(names.flatMap(({ results: of }) => [...of]));
    for (const number of named) hits.get(number).score *= EXACTLY;
    for (const hit of hits.values()) hit.score *= (hit.words / all) * kinds[results[hit.number].kind];
    // Pages about the site itself come only if that is their name, nothing else has all words, or nothing else any.
    const isFull = ({ words }) => words === all, isOwn = ({ number }) => named.has(number) || !results[number].isSecondary, any = [...hits.values()];
    const found = any.filter((hit) => isOwn(hit) || !any.some(isOwn) || (isFull(hit) && !any.some((one) => isOwn(one) && isFull(one))));
    // A result need not have all of many words to be the best.
    const isStrict = all < MANY, full = found.filter(isFull).length;
    const order = (a, b) => (isStrict && isFull(b) - isFull(a)) || b.score - a.score || a.number - b.number;
    found.sort(order);
    for (const hit of found.slice(0, CLOSER_LOOK)) hit.score *= closeness(engine, asked, results[hit.number]);
    const least = full < FEW ? FAINT * Math.max(...found.filter((hit) => !isFull(hit)).map(({ score }) => score)) : Infinity;
    const ordered = found.filter((hit) => isFull(hit) || hit.score >= least).sort(order);
    const missing = needed.filter(({ stems, synonyms }) => !stems.size && !synonyms.length).map(({ typed }) => typed);
    return { ...asked, missing, full: isStrict || !full ? full : ordered.length, results: ordered.map(({ number }) => results[number]) };
  }

  /** Map the number of each result to its score for a term. */
  function rate({ entries, find }, { stems, synonyms }) {
    const best = new Map();
    const credit = (hits, factor) => {
      for (const { id, score } of hits) {
        const { weight, results } = entries[id], value = score * factor * weight;
        for (const number of results) if (!(best.get(number) >= value)) best.set(number, value);
      }
    };
    for (const [stem, quality] of stems) credit(find([stem]), quality);
    // MiniSearch adds the scores of the words of a phrase, and multiplies them by their number.
    for (const { stems: phrase } of synonyms) credit(find(phrase), SYNONYM / phrase.length ** 2);
    return best;
  }

  /** A factor for results whose name is what was typed, or that contain the words side by side. */
  function closeness(engine, { terms, wanted }, { title, aliases = [], body = "" }) {
    const named = (name) => {
      const stems = stemsOf(engine, name), share = stems.filter((stem) => wanted.has(stem)).length / stems.length;
      const synonym = (term) => (term.synonyms.some((one) => one.stems.every((stem) => stems.includes(stem))) ? SYNONYM : 0);
      const quality = Math.min(...terms.map((term) => Math.max(synonym(term), ...stems.map((stem) => term.stems.get(stem) || 0))));
      return (share === 1 && quality) || 0.35 * share;
    };
    const sideBySide = (text) => {
      const said = stemsIn(text), isFollowed = ({ stems }, j) => hasPhrase(said, [stems, terms[j + 1].stems]);
      return terms.slice(0, -1).filter(isFollowed).length / Math.max(1, terms.length - 1);
    };
    const name = Math.max(named(title), ...aliases.map(named));
    const near = Math.max(sideBySide(title), ...aliases.map(sideBySide), BODY * sideBySide(body));
    return (1 + name) * (1 + 0.4 * near);
  }

  /** Which words of a result to highlight, and why it was found if that is not obvious. */
  function explain({ vocabulary }, { terms, synonyms, own, wanted }, { title, body = "", aliases = [] }) {
    const words = wordsOf([title, body, ...aliases].join(" ")), said = new Set(words.map(stemOf));
    const isSaid = (stems) => stems.every((stem) => said.has(stem));
    const replaced = synonyms.filter(({ from, stems }) => isSaid(stems) && !isSaid(from)).map((one) => [one.said, one.target]);
    const unknown = terms.filter(({ typed }) => !vocabulary.has(typed)).map(({ typed, stems }) => [typed, words.find((word) => stems.has(stemOf(word)))]);
    const notes = [...replaced, ...unknown.filter(([typed, word]) => word && !word.startsWith(typed) && !typed.startsWith(word))];
    const isNew = ([typed], i) => !notes.slice(0, i).some(([whole]) => ` ${whole} `.includes(` ${typed} `));
    const why = notes.filter(isNew).map(([typed, word]) => `matches “${word}” for “${typed}”`);
    const has = (stems) => (text) => wordsOf(text).some((word) => stems.has(stemOf(word)));
    const alias = !why.length && !has(own)(`${title} ${body}`) && aliases.find(has(own));
    return { isWanted: has(wanted), why: alias ? [`also found under “${alias}”`] : why };
  }

  return { open, search, isDistress, explain };
})();
