/* The search engine: it knows the index and the query, and nothing of the page.

   sscpSearch.prepare(index) reads the index that macros/search.py makes, once.
   engine.search(query) returns which results match, best first, and how to show them.

   All texts are split into words once, into one typed array of word numbers. A query is compared
   with the distinct words only; one pass over the array then finds and ranks the results. */
var sscpSearch = (() => {
  "use strict";

  // Words that say nothing about what is sought. They count only if the query has no others.
  const STOP_WORDS = new Set(
    ("a am an and any are as at be been being but by can could did do does for from get got had has have he " +
      "her him his how i if in into is it its just me my of on or our ought shall she should so " +
      "some than that the their them then there these they this those to too us was we were what whats when " +
      "where which who whom whose why will with would you your").split(" "),
  );
  const STEMS = { children: "child", referral: "refer", women: "woman" };
  const VOWEL = /[aeiouy]/;

  // Fields of a result, and how much a word in them says.
  const TITLE = 0, BODY = 1, ALIAS = 2;

  // The numbers in a text that are no words, and the character that stands for 0: see search.py.
  const END_OF_FIELD = 1, END_OF_ALIAS = 2, FIRST_WORD = 3, FIRST_CHARACTER = 93;
  const FIELD_WEIGHT = [1, 0.5, 0.6];
  const PLACE_WEIGHT = 0.32;
  const TAG_WEIGHT = 0.22;

  // How much a word counts that is not quite the one typed.
  const OTHER_FORM = 0.97, PREFIX = 0.75, PREFIX_OF_KNOWN = 0.35, ALIKE = 0.72, TYPO = 0.8, SPLIT = 0.85;

  // What tends to be wanted, when two results match alike.
  const KIND_WEIGHT = {
    Theme: 1.2, Guidance: 1.05, Reminder: 1.1, "Good practice": 1, Situation: 1.12,
    Audit: 1.1, Response: 0.95, Glossary: 0.95, Page: 0.8,
  };
  const NEAR = 3;

  /** Small letters, without accents and apostrophes: "Child’s" becomes "childs". */
  function fold(text) {
    const small = text.toLowerCase().replace(/['’‘ʼ`´]/g, "");
    return /[\u00c0-\u024f]/.test(small) ? small.normalize("NFD").replace(/[\u0300-\u036f]/g, "") : small;
  }

  /** The words of a text, folded. */
  function wordsOf(text) {
    const folded = fold(text);
    const words = [];
    let start = -1;
    for (let i = 0; i <= folded.length; i++) {
      const code = folded.charCodeAt(i);
      const isLetter = (code > 96 && code < 123) || (code > 47 && code < 58);
      if (isLetter && start < 0) start = i;
      else if (!isLetter && start >= 0) {
        words.push(folded.slice(start, i));
        start = -1;
      }
    }
    return words;
  }

  /** Whether a word is small letters only. */
  function isSimple(word) {
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      if (code < 97 || code > 122) return false;
    }
    return true;
  }

  /** The word without its ending: meeting and meetings, record and recording are one word. */
  function stem(word) {
    if (word.length < 4 || !/[sgdytelmn]$/.test(word) || /\d/.test(word)) return word;
    let w = word;
    if (w.endsWith("ies") && w.length > 4) w = w.slice(0, -3) + "y";
    else if (/(ss|x|ch|sh)es$/.test(w)) w = w.slice(0, -2);
    else if (/[^isu]s$/.test(w)) w = w.slice(0, -1);
    if (STEMS[w]) return STEMS[w];
    if (w.endsWith("ness") && w.length > 7) w = w.slice(0, -4).replace(/i$/, "y");
    if (w.endsWith("ly") && w.length > 7) w = w.slice(0, -2);
    const ending = /(ing|ed)$/.exec(w);
    if (ending && !w.endsWith("eed")) {
      const base = w.slice(0, -ending[0].length);
      if (base.length > 2 && VOWEL.test(base)) {
        if (/([bdgklmnprt])\1$/.test(base) && (base.length > 5 || !base.endsWith("ll"))) w = base.slice(0, -1);
        else w = base.length === 3 && /[^aeiou][aeiou][^aeiouwxy]$/.test(base) ? base + "e" : base;
      }
    }
    for (const [end, least] of [["ation", 9], ["ment", 9], ["ance", 9], ["ity", 9], ["ate", 7], ["at", 6]]) {
      if (w.endsWith(end) && w.length >= least) {
        w = w.slice(0, -end.length);
        break;
      }
    }
    if (/[st]ion$/.test(w) && w.length > 6) w = w.slice(0, -3);
    return w.endsWith("e") && w.length > 4 ? w.slice(0, -1) : w;
  }

  /** Whether a becomes b with at most `most` typing errors; returns their number or Infinity. */
  function typingErrors(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return Infinity;
    let before = [], last = [], row = [];
    for (let j = 0; j <= b.length; j++) last[j] = j;
    for (let i = 1; i <= a.length; i++) {
      row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return Infinity;
      before = last;
      last = row;
    }
    return row[b.length] <= most ? row[b.length] : Infinity;
  }

  /** Reads the index. What it returns is all that a search needs. */
  function prepare(index) {
    // The words as they are written, and the words to search in each: "(multi-agency)" has two.
    const chunks = index.words.split("\n");
    const words = [], byWord = new Map();
    const wordNumber = (word) => {
      let number = byWord.get(word);
      if (number === undefined) {
        number = words.length;
        words.push(word);
        byWord.set(word, number);
      }
      return number;
    };
    const partAt = new Uint32Array(FIRST_WORD + chunks.length + 1);
    const parts = [];
    for (let c = 0; c < chunks.length; c++) {
      const chunk = chunks[c];
      if (isSimple(chunk)) parts.push(wordNumber(chunk));
      else for (const word of wordsOf(chunk)) parts.push(wordNumber(word));
      partAt[FIRST_WORD + c + 1] = parts.length;
    }
    index.meant.forEach(([typed]) => typed.forEach((phrase) => wordsOf(phrase).forEach(wordNumber)));
    const isStop = Uint8Array.from(words, (word) => (STOP_WORDS.has(word) ? 1 : 0));
    const contentOf = new Uint8Array(partAt.length);
    for (let c = FIRST_WORD; c < partAt.length - 1; c++) {
      for (let n = partAt[c]; n < partAt[c + 1]; n++) if (!isStop[parts[n]]) contentOf[c]++;
    }

    // The texts: one number for each word. Those of places and tags come first; what is found in
    // them counts for every result that has them.
    const { text } = index;
    const total = index.kind.length;
    const shared = index.places.length + index.tags;
    const tokens = new Uint32Array(text.length);
    const starts = new Uint32Array(shared + total + 1);
    const counts = new Uint32Array(partAt.length);
    for (let i = 0, line = 0; i < text.length; i++) {
      let number = text.charCodeAt(i) - FIRST_CHARACTER;
      if (number > 55202) number -= 2048;
      tokens[i] = number;
      if (!number) starts[++line] = i + 1;
      else if (line >= shared) counts[number]++;
    }
    const frequency = new Uint32Array(words.length);
    for (let c = FIRST_WORD; c < partAt.length - 1; c++) {
      for (let n = partAt[c]; n < partAt[c + 1]; n++) frequency[parts[n]] += counts[c];
    }

    const placeOf = new Uint32Array(total);
    let at = 0;
    index.places.forEach(([, count], number) => placeOf.fill(number, at, (at += count)));

    const engine = {
      index, chunks, words, parts: Uint32Array.from(parts), partAt, contentOf, tokens, starts, frequency, total, shared, placeOf,
      kinOf: new Map(),
      kindOf: Uint8Array.from(index.kind),
      tagged: Uint32Array.from(index.tagged),
      fragments: index.fragments.split("\n"),
      kindWeights: index.kinds.map((kind) => KIND_WEIGHT[kind] || 1),
    };
    engine.phrases = readPhrases(engine);
    engine.search = (query) => search(engine, query);
    engine.show = (found, number) => show(engine, found, number);
    return engine;
  }

  /** The text of a line: title, body and other words. */
  function textOf({ tokens, starts, chunks }, line) {
    const fields = ["", "", ""];
    let field = 0;
    for (let i = starts[line]; tokens[i]; i++) {
      const token = tokens[i];
      if (token === END_OF_FIELD) field++;
      else if (token === END_OF_ALIAS) fields[field] += ";";
      else fields[field] += (fields[field] && " ") + chunks[token - FIRST_WORD];
    }
    return [fields[TITLE], fields[BODY], fields[ALIAS] ? fields[ALIAS].split("; ") : []];
  }

  /** Words of a phrase that count. */
  function contentWords(phrase) {
    const all = wordsOf(phrase);
    const content = all.filter((word) => !STOP_WORDS.has(word));
    return content.length ? content : all;
  }

  const stemsOf = (phrase) => contentWords(phrase).map(stem);

  /** The words of the site with a stem. Only endings differ, so only words that start alike can. */
  function kin({ words, kinOf }, wanted) {
    let list = kinOf.get(wanted);
    if (list) return list;
    list = [];
    const start = wanted.slice(0, 3);
    for (let word = 0; word < words.length; word++) {
      if (words[word].startsWith(start) && stem(words[word]) === wanted) list.push(word);
    }
    kinOf.set(wanted, list);
    return list;
  }

  /** Phrases that mean the same, by their first letters: of the glossary, and everyday words. */
  function readPhrases(engine) {
    const { index, total, shared, kindOf } = engine;
    const byStart = new Map();
    const add = (phrase, targets) => {
      const [first] = contentWords(phrase);
      if (!first) return;
      const start = first.slice(0, 3);
      const list = byStart.get(start);
      if (list) list.push([phrase, targets]);
      else byStart.set(start, [[phrase, targets]]);
    };
    const glossary = index.kinds.indexOf("Glossary");
    for (let r = 0; r < total; r++) {
      if (kindOf[r] !== glossary) continue;
      const [term, , aliases] = textOf(engine, shared + r);
      const group = [term, ...aliases];
      if (aliases.length) group.forEach((phrase) => add(phrase, group));
    }
    index.meant.forEach(([typed, means]) => typed.forEach((phrase) => add(phrase, means)));
    return byStart;
  }

  /** The letters of a word as a set of bits: words with few errors between them differ in few. */
  function lettersOf(word) {
    let set = 0;
    for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
    return set;
  }

  // --- The query ---------------------------------------------------------------------------------

  /** The words on the site that a typed word stands for: word number to {quality, typo}. */
  function matches(engine, typed, isLast) {
    const { words, frequency } = engine;
    const found = new Map();
    const add = (word, quality, instead) => {
      const known = found.get(word);
      if (!known || known.quality < quality) found.set(word, { quality, instead });
    };
    for (const word of kin(engine, stem(typed))) add(word, words[word] === typed ? 1 : OTHER_FORM, "");
    const isKnown = found.size > 0;
    if (typed.length > 1 && (isLast || typed.length > 2) && !(isKnown && !isLast)) {
      for (let word = 0; word < words.length; word++) {
        if (words[word].length > typed.length && words[word].startsWith(typed)) {
          const share = typed.length / words[word].length;
          add(word, (isKnown ? PREFIX_OF_KNOWN : PREFIX) * (0.6 + 0.4 * share) * (isLast ? 1 : 0.8), "");
        }
      }
    }
    if (found.size) return found;
    for (let cut = 2; cut <= typed.length - 2; cut++) {
      if (Math.max(cut, typed.length - cut) < 4) continue;
      const left = kin(engine, stem(typed.slice(0, cut)));
      const right = left.length ? kin(engine, stem(typed.slice(cut))) : [];
      if (right.length) {
        const pair = [typed.slice(0, cut), typed.slice(cut)];
        if (adjacent(engine, left, right)) return { pair };
      }
    }
    if (typed.length < 4 || /^\d+$/.test(typed)) return found;
    const most = typed.length < 8 ? 1 : 2;
    let least = most, best = [];
    const letters = lettersOf(typed);
    for (let word = 0; word < words.length; word++) {
      const other = words[word];
      if (other.length < 3 || Math.abs(other.length - typed.length) > least) continue;
      if (bits(lettersOf(other) ^ letters) > 2 * least || other.charCodeAt(0) < 58) continue;
      const errors = typingErrors(typed, words[word], least);
      if (errors < least) {
        least = errors;
        best = [];
      }
      if (errors === least) best.push(word);
    }
    // The whole family of each word: "conferance" finds conferences too.
    const top = Math.max(...best.map((word) => frequency[word]));
    for (const word of best) {
      const initial = words[word][0] === typed[0] ? 1 : 0.8;
      const common = frequency[word] === top ? 1 : 0.9;
      for (const other of kin(engine, stem(words[word]))) {
        add(other, (TYPO / least ** 0.3) * initial * common, words[word]);
      }
    }
    return found;
  }

  /** Whether one of some words stands before one of some others anywhere. */
  function adjacent({ tokens, parts, partAt }, left, right) {
    let before = false;
    for (let t = 0; t < tokens.length; t++) {
      if (tokens[t] < FIRST_WORD) before = false;
      else {
        for (let n = partAt[tokens[t]]; n < partAt[tokens[t] + 1]; n++) {
          if (before && right.includes(parts[n])) return true;
          before = left.includes(parts[n]);
        }
      }
    }
    return false;
  }

  /** What is sought: units, each a typed word with the words that match it; and other phrases. */
  function understand(engine, query) {
    const { words } = engine;
    let typed = wordsOf(query.replace(/\bhow (long|often|many|much|soon)\b/gi, ""));
    if (!typed.length) typed = wordsOf(query);
    const endsOpen = /[\p{L}\p{N}]$/u.test(query);
    const content = typed.filter((word) => !STOP_WORDS.has(word));
    let list = content.length ? content : typed;
    list = list.filter((word, i) => list.indexOf(word) === i).slice(0, 12);
    const units = [];
    list.forEach((word, i) => {
      const found = matches(engine, word, endsOpen && word === typed[typed.length - 1]);
      if (!found.pair) units.push({ typed: word, found });
      else {
        for (const part of found.pair) {
          const same = matches(engine, part, false);
          for (const match of same.values()) match.quality *= SPLIT;
          units.push({ typed: part, found: same });
        }
      }
    });
    // The stem of each unit; of a mistyped word, that of what was probably meant.
    const meant = units.map(({ typed: word, found }) => {
      if (kin(engine, stem(word)).length) return stem(word);
      const fixed = [...found].filter(([, match]) => match.instead);
      return fixed.length ? stem(words[fixed.sort((a, b) => b[1].quality - a[1].quality)[0][0]]) : stem(word);
    });
    const others = [];
    for (let i = 0; i < meant.length; i++) {
      for (const [phrase, targets] of engine.phrases.get(meant[i].slice(0, 3)) || []) {
        const from = stemsOf(phrase);
        if (from.some((s, k) => meant[i + k] !== s)) continue;
        const mask = ((1 << from.length) - 1) << i;
        const said = units.slice(i, i + from.length).map((unit) => unit.typed).join(" ");
        for (const target of targets) {
          const stems = stemsOf(target);
          const to = stems.map((s) => kin(engine, s));
          if (stems.join() !== from.join() && to.every((forms) => forms.length)) others.push({ mask, to, target, said });
        }
      }
    }
    return { units, others };
  }

  /** How rare each unit is: the rarer a word, the more it says. */
  function rarities({ frequency, total }, units, others) {
    const rarity = units.map(({ found }) => {
      let seen = 0;
      for (const [word, match] of found) if (match.quality > 0.5) seen += frequency[word];
      return Math.log(1 + total / (0.5 + seen));
    });
    for (const { mask, to } of others) {
      // A word that is known only for what it stands for is as rare as that.
      const seen = Math.min(...to.map((forms) => forms.reduce((sum, word) => sum + frequency[word], 0)));
      const weight = Math.max(Math.log(1 + total / (0.5 + seen)), 1);
      units.forEach((unit, j) => {
        if (mask & (1 << j)) rarity[j] = Math.min(rarity[j], weight);
      });
    }
    return rarity;
  }

  /** What each written word does for a query, as flat tables: first its units, then phrases. */
  function useOfWords({ words, parts, partAt }, units, others) {
    const byWord = new Map(), isWanted = new Uint8Array(words.length);
    const use = (word) => {
      isWanted[word] = 1;
      if (!byWord.has(word)) byWord.set(word, { units: [], others: [] });
      return byWord.get(word);
    };
    units.forEach(({ found }, j) => found.forEach((match, word) => use(word).units.push([j, match.quality])));
    others.forEach(({ to }, o) => to.forEach((forms, k) => forms.forEach((word) => use(word).others.push([o, k]))));
    const used = new Uint32Array(partAt.length), ends = [0, 0];
    const isUnit = [], which = [], quality = [], isLast = [];
    for (let c = FIRST_WORD; c < partAt.length - 1; c++) {
      for (let n = partAt[c]; n < partAt[c + 1]; n++) {
        if (!isWanted[parts[n]]) continue;
        const uses = byWord.get(parts[n]);
        used[c] = ends.length - 1;
        for (const [j, value] of uses.units) {
          isUnit.push(1);
          which.push(j);
          quality.push(value);
          isLast.push(0);
        }
        for (const [o, k] of uses.others) {
          isUnit.push(0);
          which.push(o);
          quality.push(k);
          isLast.push(0);
        }
        isLast[isLast.length - 1] = 1;
      }
      if (used[c]) ends.push(which.length);
    }
    return {
      used, ends: Uint32Array.from(ends), isUnit: Uint8Array.from(isUnit), which: Uint8Array.from(which),
      quality: Float64Array.from(quality), isLast: Uint8Array.from(isLast),
    };
  }

  const bits = (mask) => {
    let n = 0;
    for (; mask; mask &= mask - 1) n++;
    return n;
  };

  function search(engine, query) {
    const { contentOf, tokens, total, shared, placeOf, tagged, kindOf, kindWeights, index } = engine;
    const { units, others } = understand(engine, query);
    const U = units.length;
    const nothing = { numbers: [], scores: [], partly: false, missing: [], counts: [], tooShort: false, units, others };
    if (!U) return nothing;
    if (U === 1 && units[0].typed.length < 2) return { ...nothing, tooShort: true };
    const whole = (1 << U) - 1;
    const rarity = rarities(engine, units, others);
    const sum = rarity.reduce((a, b) => a + b, 0);
    const { used, ends, isUnit, which, quality, isLast } = useOfWords(engine, units, others);
    const otherMasks = Int32Array.from(others, (other) => other.mask);
    const otherEnds = Int32Array.from(others, (other) => other.to.length);
    const progress = new Int32Array(others.length), lastAt = new Int32Array(others.length);
    const O = others.length, places = index.places.length, lines = shared + total;
    // What a line has, and what one field of it has: how well each unit, and it with the one before.
    const best = new Float64Array(U), pairs = new Float64Array(U);
    const here = new Float64Array(U), pairsHere = new Float64Array(U);
    // What places and tags have, and every set of tags that occurs.
    const sharedBest = new Float64Array(shared * U), sharedMasks = new Int32Array(shared);
    const sets = index.tagSets.length;
    const setBest = new Float64Array(sets * U), setMasks = new Int32Array(sets);
    const scores = new Float64Array(total), masks = new Int32Array(total);
    let full = 0, most = 0;

    for (let line = 0, t = 0; line < lines; line++) {
      let field = TITLE, start = t, content = 0;
      let mask = 0, cover = 0, exact = 0;
      let found = 0, matched = 0, lastUnits = 0, last = -9;
      for (; ; t++) {
        const token = tokens[t];
        if (token >= FIRST_WORD) {
          content += contentOf[token];
          const hit = used[token];
          if (!hit) continue;
          if (!found) {
            for (let j = 0; j < U; j++) here[j] = pairsHere[j] = 0;
            for (let o = 0; o < O; o++) progress[o] = 0;
          }
          let now = 0;
          for (let n = ends[hit]; n < ends[hit + 1]; n++) {
            const j = which[n];
            if (isUnit[n]) {
              now |= 1 << j;
              if (quality[n] > here[j]) here[j] = quality[n];
              if (j && t - last <= NEAR && lastUnits & (1 << (j - 1))) {
                const near = quality[n] * (t - last < 2 ? 1 : 0.7);
                if (near > pairsHere[j]) pairsHere[j] = near;
              }
            } else {
              const k = quality[n];
              if (!k || (progress[j] === k && t - lastAt[j] <= NEAR)) {
                progress[j] = k + 1;
                lastAt[j] = t;
                if (k + 1 === otherEnds[j]) {
                  for (let u = 0; u < U; u++) if (otherMasks[j] & (1 << u) && here[u] < ALIKE) here[u] = ALIKE;
                  found |= otherMasks[j];
                  matched += otherEnds[j];
                  progress[j] = 0;
                }
              }
            }
            if (isLast[n] && now) {
              matched++;
              lastUnits = now;
              last = t;
              found |= now;
              now = 0;
            }
          }
          continue;
        }
        if (found) {
          const covers = matched < content ? matched / content : 1;
          let weight = FIELD_WEIGHT[field], least = 1;
          if (field === BODY) weight *= Math.min(1.1, 1.6 / (1 + (t - start) / 45));
          else if (field === ALIAS && covers === 1) weight = 0.9;
          for (let j = 0; j < U; j++) {
            const value = here[j] * weight, near = pairsHere[j] * FIELD_WEIGHT[field];
            if (!mask || value > best[j]) best[j] = value;
            if (!mask || near > pairs[j]) pairs[j] = near;
            if (found & (1 << j) && here[j] < least) least = here[j];
          }
          mask |= found;
          if (field !== BODY) {
            cover = Math.max(cover, covers * least * (field === TITLE ? 1 : 0.8));
            if (found === whole && covers === 1) exact = Math.max(exact, least * (field === TITLE ? 1 : 0.85));
          }
          found = 0;
        }
        if (!token) break;
        if (token === END_OF_FIELD) field++;
        start = t + 1;
        content = matched = lastUnits = 0;
        last = -9;
      }
      t++;

      if (line < shared) {
        sharedMasks[line] = mask;
        if (mask) for (let j = 0; j < U; j++) sharedBest[line * U + j] = best[j] * (0.7 + 0.3 * cover);
        if (line === shared - 1) {
          index.tagSets.forEach((set, number) => {
            for (const tag of set) {
              setMasks[number] |= sharedMasks[places + tag];
              for (let j = 0; j < U; j++) {
                const value = sharedBest[(places + tag) * U + j] * TAG_WEIGHT;
                if (value > setBest[number * U + j]) setBest[number * U + j] = value;
              }
            }
          });
        }
        continue;
      }
      const r = line - shared, place = placeOf[r], set = tagged[r];
      const all = mask | sharedMasks[place] | setMasks[set];
      if (!all) continue;
      let score = 0;
      for (let j = 0; j < U; j++) {
        const around = Math.max(sharedBest[place * U + j] * PLACE_WEIGHT, setBest[set * U + j]);
        score += rarity[j] * (mask && best[j] > around ? best[j] : around);
        if (mask && pairs[j]) score += 0.3 * pairs[j] * (rarity[j] + rarity[j - 1]);
      }
      masks[r] = all;
      scores[r] = (score / sum) * (1 + 0.35 * cover) * (1 + 0.9 * exact) * kindWeights[kindOf[r]];
      if (all === whole) full++;
      else most = Math.max(most, bits(all));
    }

    // Those with all words; if there are none, those with most.
    const keys = new Float64Array(total);
    const byKind = new Array(index.kinds.length).fill(0);
    let count = 0;
    for (let r = 0; r < total; r++) {
      if (full ? masks[r] !== whole : !masks[r] || bits(masks[r]) < Math.max(1, most - 1)) continue;
      if (!full) {
        const share = bits(masks[r]) / U;
        scores[r] *= share * share;
      }
      keys[count++] = -Math.round(scores[r] * 1e5) * 2 ** 20 + r;
      byKind[kindOf[r]]++;
    }
    const numbers = Array.from(keys.subarray(0, count).sort(), (key) => ((key % 2 ** 20) + 2 ** 20) % 2 ** 20);
    const missing = units
      .filter((unit, j) => !unit.found.size && !others.some((other) => other.mask & (1 << j)))
      .map((unit) => unit.typed);
    return { numbers, scores, partly: !full, missing, counts: byKind, tooShort: false, units, others };
  }

  // --- What is shown ------------------------------------------------------------------------------

  /** A result for the page: title and excerpt in pieces, [text, is a match], and why it matched. */
  function show(engine, found, number) {
    const { index, placeOf, fragments, shared } = engine;
    const [title, body, others] = textOf(engine, shared + number);
    const [where] = textOf(engine, placeOf[number]);
    const [address] = index.places[placeOf[number]];
    const aliases = others.join("; ");
    const fragment = fragments[number];
    const wanted = new Map();
    found.units.forEach(({ found: words, typed }) => {
      words.forEach((match, word) => wanted.set(engine.words[word], match.instead ? typed : ""));
    });
    const notes = new Map();
    const own = [title, body, aliases];
    const seen = own.join(" ");
    const stemsSeen = new Set(wordsOf(seen).map(stem));
    for (const { to, target, said } of found.others) {
      const parts = stemsOf(target);
      const saysIt = said.split(" ").every((word) => stemsSeen.has(stem(word)));
      if (!saysIt && parts.every((s) => stemsSeen.has(s))) {
        if (!notes.has(said)) notes.set(said, target);
        to.flat().forEach((word) => wanted.set(engine.words[word], ""));
      }
    }
    for (const word of wordsOf(seen)) {
      const typed = wanted.get(word);
      if (typed && !notes.has(typed)) notes.set(typed, word);
    }
    const isWanted = (word) => wanted.has(word);
    const alias = others.find((words) =>
      wordsOf(words).some(isWanted) && !wordsOf(title + " " + body).some(isWanted));
    return {
      kind: index.kinds[index.kind[number]],
      address: fragment ? `${address}#${fragment}` : address,
      where,
      title: pieces(title, isWanted),
      excerpt: pieces(excerpt(body, isWanted), isWanted),
      notes: [...notes].map(([typed, word]) => `matches “${word}” for “${typed}”`),
      alias: alias || "",
    };
  }

  const LONGEST = 190;

  /** The part of a text with most of what was sought, cut at words. */
  function excerpt(text, isWanted) {
    if (text.length <= LONGEST) return text;
    let bestAt = 0, most = -1;
    const places = [];
    for (const match of text.matchAll(/[\p{L}\p{N}'’]+/gu)) {
      if (isWanted(fold(match[0]))) places.push(match.index);
    }
    places.forEach((at, i) => {
      let n = 0;
      while (i + n < places.length && places[i + n] < at + LONGEST - 40) n++;
      if (n > most) {
        most = n;
        bestAt = at;
      }
    });
    let from = bestAt < 60 ? 0 : Math.max(text.lastIndexOf(". ", bestAt) + 2, bestAt - 60);
    if (from > 0 && text[from - 1] !== " ") from = text.indexOf(" ", from) + 1;
    let to = Math.min(text.length, from + LONGEST);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
    return (from > 0 ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : "");
  }

  /** A text in pieces, [text, whether it is a word that was sought]. */
  function pieces(text, isWanted) {
    const found = [];
    let from = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}'’]+/gu)) {
      if (!isWanted(fold(match[0]))) continue;
      if (match.index > from) found.push([text.slice(from, match.index), false]);
      from = match.index + match[0].length;
      found.push([match[0], true]);
    }
    if (from < text.length) found.push([text.slice(from), false]);
    return found;
  }

  return { prepare, stem, fold, typingErrors };
})();
