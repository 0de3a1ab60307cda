/* The search engine: it knows the index that macros/search/index.py makes, and nothing of the page.

   The index has one character for each word of a text. A query is compared with the distinct words
   only; one look at all characters then tells which texts can match, and only these are read.
   What can wait is left until a query needs it, so that the first answer comes soon. */
var sscpSearch = (() => {
  "use strict";

  // Words that say nothing: they count only if the query has no others. And words that say little:
  // a result need not have them.
  let stopWords, weakWords;

  // Forms that are not made by an ending, after the form that is their stem.
  const IRREGULAR = [
    "beat beaten", "break broke broken", "child children", "come came", "give gave given", "go went gone", "hear heard", "hold held",
    "keep kept", "know knew known", "meet met", "refer referral referrals", "see seen saw",
    "send sent", "speak spoke spoken", "take took taken", "tell told", "woman women",
    "write wrote written",
  ].map((forms) => forms.split(" "));
  const STEM_OF = new Map(IRREGULAR.flatMap((forms) => forms.map((form) => [form, forms[0]])));

  // Fields of a result, and how much a word in them says.
  const TITLE = 0, BODY = 1, ALIAS = 2;

  // The characters of a text that are no words, and those that are left out: see search.py.
  const END_OF_TEXT = 93, END_OF_FIELD = 94, END_OF_ALIAS = 95, FIRST_WORD = 96;
  const SURROGATES = 0xd800, SKIPPED = 0x800;
  const FIELD_WEIGHT = [1, 0.5, 0.6];
  const PLACE_WEIGHT = 0.4;
  const TAG_WEIGHT = 0.22;

  // How much a word counts that is not quite the one typed.
  const OTHER_FORM = 0.97, PREFIX = 0.75, PREFIX_OF_KNOWN = 0.35, ALIKE = 0.72, TYPO = 0.8, SPLIT = 0.85;
  // How much a weak word counts, and a result that is seldom sought.
  const WEAK = 0.5, ASIDE = 0.7;
  const NEAR = 3, FEW = 3, SHORT = 4, HIGHEST = 20, DIGIT = 48;

  /** Small letters, without accents, apostrophes and "&": "Child’s" becomes "childs", "A&E" "ae". */
  function fold(text) {
    const small = text.toLowerCase().replace(/['’‘ʼ`´&]/g, "");
    return /[\u00c0-\u024f]/.test(small) ? small.normalize("NFD").replace(/[\u0300-\u036f]/g, "") : small;
  }

  /** A single word, folded: the same words come up in many texts. */
  const foldedWord = (word) => once(foldedWords, word, fold);
  const foldedWords = new Map();

  /** The words of a text, folded. */
  const wordsOf = (text) => fold(text).match(/[a-z0-9]+/g) || [];

  /** What is in a map, made when it is first asked for. */
  function once(map, key, make) {
    if (!map.has(key)) map.set(key, make(key));
    return map.get(key);
  }

  /** The word without its ending: meeting and meetings, record and recording are one word. */
  const stem = (word) => once(stems, word, withoutEnding);
  const stems = new Map();

  function withoutEnding(word) {
    if (STEM_OF.has(word)) return STEM_OF.get(word);
    if (word.length < 4 || !/[sgdytelmn]$/.test(word) || /\d/.test(word)) return word;
    let w = word;
    if (w.endsWith("ies") && w.length > 4) w = w.slice(0, -3) + "y";
    else if (/(ss|x|ch|sh)es$/.test(w)) w = w.slice(0, -2);
    else if (/[^isu]s$/.test(w)) w = w.slice(0, -1);
    if (w.endsWith("ness") && w.length > 7) w = w.slice(0, -4).replace(/i$/, "y");
    if (w.endsWith("ly") && w.length > 7) w = w.slice(0, -2);
    const ending = /(ing|ed)$/.exec(w);
    if (ending && !w.endsWith("eed")) {
      const base = w.slice(0, -ending[0].length);
      if (base.length > 2 && /[aeiouy]/.test(base)) {
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

  /** A word with each letter once where it is doubled: "refferal" and "referral" are alike. */
  const undoubled = (word) => word.replace(/(.)\1+/g, "$1");

  /** Where each of some lines starts, and where one after the last would. */
  function startsOf(text, end, lines) {
    const starts = new Uint32Array(lines + 1);
    for (let line = 0, at = 0; line < lines; ) starts[++line] = at = text.indexOf(end, at) + 1;
    return starts;
  }

  /** The character of a word, and the number of a character. */
  const codeOf = (number) => number + (number < SURROGATES - FIRST_WORD ? FIRST_WORD : FIRST_WORD + SKIPPED);
  const numberOf = (code) => code - FIRST_WORD - (code < SURROGATES ? 0 : SKIPPED);

  /** Reads the index. What it returns is all that a search needs. */
  function prepare(index) {
    const total = index.kind.length;
    const firstOf = new Uint32Array(index.places.length + 1), placeOf = new Uint32Array(total);
    for (let place = 0; place < index.places.length; place++) {
      firstOf[place + 1] = firstOf[place] + index.placeSizes[place];
      placeOf.fill(place, firstOf[place], firstOf[place + 1]);
    }
    // Those of places and tags come first; what is in them counts for every result that has them.
    const shared = index.places.length + index.tags;
    [stopWords, weakWords] = [index.stopWords, index.weakWords].map((words) => new Set(words.split(" ")));
    const chunks = index.words.split("\n");
    const meant = Object.values(index.phrases).flatMap((list) => list.map(([phrase]) => phrase)).join("\n");
    const folded = fold(`${index.words}\n${meant}\n`);
    const engine = {
      index, total, shared, firstOf, placeOf,
      text: index.text,
      starts: startsOf(index.text, String.fromCharCode(END_OF_TEXT), shared + total),
      // The words as they are written. Each has one or several words to search, or none:
      // "(multi-agency)" has two. Words that mean others follow, which no text need have.
      chunks, folded,
      chunkStarts: startsOf(folded, "\n", chunks.length),
      counts: new Uint32Array(chunks.length),
      weights: Float64Array.from(index.kind, (kind) => index.weights[kind]),
      // How many words that count each has.
      contentOf: new Uint8Array(codeOf(chunks.length)),
      known: new Map(), starting: new Map(),
      kinOf: new Map(),
    };
    for (const number of index.asides) engine.weights[number] *= ASIDE;
    let at = 0;
    for (const [count, many] of index.counts) engine.counts.fill(count, at, (at += many));
    for (let i = 0; i < chunks.length; i++) engine.contentOf[codeOf(i)] = index.contents.charCodeAt(i) - DIGIT;
    engine.search = (query) => search(engine, query);
    engine.show = (found, number) => show(engine, found, number);
    return engine;
  }

  /** The number of the written word in which a place among the folded ones is. */
  function chunkAt({ chunkStarts }, at) {
    let low = 0, high = chunkStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (chunkStarts[middle] <= at) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The words of the site that start with some letters: word to its characters and frequency. */
  function wordsFrom(engine, start) {
    const { folded, chunks, counts, known } = engine;
    return once(engine.starting, start, () => {
      const found = new Map();
      for (const { 0: word, index } of folded.matchAll(new RegExp(`\\b${start}[a-z0-9]*`, "g"))) {
        const number = chunkAt(engine, index), entry = once(found, word, () => ({ codes: [], frequency: 0 }));
        known.set(word, entry);
        if (number < chunks.length) {
          entry.codes.push(codeOf(number));
          entry.frequency += counts[number];
        }
      }
      return found;
    });
  }

  /** The text of a line: title, body and other words. */
  function textOf({ text, starts, chunks }, line) {
    const fields = ["", "", ""];
    let field = 0;
    for (let i = starts[line]; i < starts[line + 1] - 1; i++) {
      const code = text.charCodeAt(i);
      if (code === END_OF_FIELD) field++;
      else if (code === END_OF_ALIAS) fields[field] += ";";
      else fields[field] += (fields[field] && " ") + chunks[numberOf(code)];
    }
    return [fields[TITLE], fields[BODY], fields[ALIAS] ? fields[ALIAS].split("; ") : []];
  }

  /** Words of a phrase that count. */
  function contentWords(phrase) {
    const all = wordsOf(phrase);
    const content = all.filter((word) => !stopWords.has(word));
    return content.length ? content : all;
  }

  const stemsOf = (phrase) => contentWords(phrase).map(stem);

  /** The words of the site with a stem: only endings differ. */
  function kin(engine, wanted) {
    return once(engine.kinOf, wanted, () => {
      const forms = IRREGULAR.find((one) => one[0] === wanted) || [wanted];
      const starts = new Set(forms.map((form) => form.slice(0, 3)));
      const near = [...starts].flatMap((start) => [...wordsFrom(engine, start).keys()]);
      return near.filter((word) => stem(word) === wanted);
    });
  }

  /** The letters of a word as bits: words with few errors between them differ in few. */
  function lettersOf(word) {
    let set = 0;
    for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
    return set;
  }

  // --- The query ---------------------------------------------------------------------------------

  /** The words on the site that a typed word stands for: word to {quality, instead}. */
  function matches(engine, typed, isLast) {
    const found = new Map();
    const add = (word, quality, instead) => {
      const known = found.get(word);
      if (!known || known.quality < quality) found.set(word, { quality, instead });
    };
    for (const word of kin(engine, stem(typed))) add(word, word === typed ? 1 : OTHER_FORM, "");
    const isKnown = found.size > 0;
    if (typed.length > 1 && (isLast || typed.length > 2) && !(isKnown && !isLast)) {
      for (const word of wordsFrom(engine, typed).keys()) {
        if (word !== typed) {
          const share = typed.length / word.length;
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
    // A short word is often another word, not a mistyped one: "rape" is not "race".
    if (typed.length < 5 || /^\d+$/.test(typed)) return found;
    const most = typed.length < 9 ? 1 : 2;
    let least = most, best = [];
    const letters = lettersOf(typed), bare = undoubled(typed);
    for (const word of new Set(engine.folded.match(/[a-z0-9]+/g))) {
      if (word.length < 3 || Math.abs(word.length - typed.length) > least + 1) continue;
      if (bits(lettersOf(word) ^ letters) > 2 * least || word.charCodeAt(0) < 58) continue;
      const errors = Math.max(typingErrors(bare, undoubled(word), least), 1);
      if (errors < least) {
        least = errors;
        best = [];
      }
      if (errors === least) best.push(word);
    }
    // The whole family of each word: "conferance" finds conferences too.
    const frequency = (word) => wordsFrom(engine, word).get(word).frequency;
    const top = Math.max(...best.map(frequency));
    for (const word of best) {
      const initial = word[0] === typed[0] ? 1 : 0.8;
      const common = frequency(word) === top ? 1 : 0.9;
      for (const other of kin(engine, stem(word))) {
        add(other, (TYPO / least ** 0.3) * initial * common, word);
      }
    }
    return found;
  }

  /** Whether one of some words stands before one of some others anywhere. */
  function adjacent({ text, folded, known }, left, right) {
    const any = (list) => {
      const codes = list.flatMap((word) => known.get(word).codes);
      const written = codes.map((code) => "\\u" + code.toString(16).padStart(4, "0"));
      return `[${written.join("")}]`;
    };
    const inOne = `\\b(?:${left.join("|")})[^a-z0-9\n]+(?:${right.join("|")})\\b`;
    return new RegExp(any(left) + any(right)).test(text) || new RegExp(inOne).test(folded);
  }

  /** What is sought: units, each a typed word with the words that match it; and other phrases. */
  function understand(engine, query) {
    const typed = wordsOf(query);
    const endsOpen = /[a-z0-9\u00c0-\u024f]$/i.test(query);
    const list = [...new Set(contentWords(query))].slice(0, 12);
    const units = [];
    for (const word of list) {
      const found = matches(engine, word, endsOpen && word === typed[typed.length - 1]);
      if (!found.pair) units.push({ typed: word, found });
      else {
        for (const part of found.pair) {
          const same = matches(engine, part, false);
          for (const match of same.values()) match.quality *= SPLIT;
          units.push({ typed: part, found: same });
        }
      }
    }
    // The stem of each unit; of a mistyped word, that of what was probably meant.
    const meant = units.map(({ typed: word, found }) => {
      if (kin(engine, stem(word)).length) return stem(word);
      const fixed = [...found].filter(([, match]) => match.instead);
      return fixed.length ? stem(fixed.sort((a, b) => b[1].quality - a[1].quality)[0][0]) : stem(word);
    });
    const others = [];
    for (let i = 0; i < meant.length; i++) {
      for (const [phrase, group] of engine.index.phrases[meant[i].slice(0, 3)] || []) {
        const from = stemsOf(phrase);
        if (from.some((s, k) => meant[i + k] !== s)) continue;
        const mask = ((1 << from.length) - 1) << i;
        const said = between(typed, units[i].typed, units[i + from.length - 1].typed);
        for (const target of engine.index.means[group]) {
          const stems = stemsOf(target), to = stems.map((one) => kin(engine, one));
          if (stems.join() === from.join() || !to.every((forms) => forms.length)) continue;
          others.push({ mask, from: from.map((one) => kin(engine, one)), to, target, said });
        }
      }
    }
    // A weak word that stands for others, or may be the start of one, says as much as any.
    const isStart = endsOpen && typed.at(-1).length < SHORT;
    const strong = others.reduce((all, { mask }) => all | mask, isStart ? 1 << (units.length - 1) : 0);
    units.forEach((unit, j) => (unit.isWeak = weakWords.has(unit.typed) && !(strong & (1 << j))));
    const required = units.reduce((all, { isWeak }, j) => all | (isWeak ? 0 : 1 << j), 0);
    others.sort((a, b) => bits(b.mask) - bits(a.mask)); // a phrase comes before its words
    return { units, others, required: required || (1 << units.length) - 1 };
  }

  /** The words from one to another, as they were typed. */
  const between = (words, first, last) =>
    words.slice(words.indexOf(first), words.lastIndexOf(last) + 1).join(" ") || first;

  /** How rare each unit is: the rarer a word, the more it says. */
  function raritiesOf({ known, total }, { units, others }) {
    const seenOf = (forms) => forms.reduce((all, word) => all + known.get(word).frequency, 0);
    const rarity = units.map(({ isWeak, found }) => {
      const seen = seenOf([...found.keys()].filter((word) => found.get(word).quality > 0.5));
      return Math.log(1 + total / (0.5 + seen)) * (isWeak ? WEAK : 1);
    });
    for (const other of others) {
      // A word that is known only for what it stands for is as rare as that.
      const seen = other.to.map(seenOf), least = Math.min(...seen);
      const weight = Math.max(Math.log(1 + total / (0.5 + least)), 1);
      other.rarest = seen.indexOf(least);
      units.forEach((unit, j) => {
        if (other.mask & (1 << j)) rarity[j] = Math.min(rarity[j], weight);
      });
    }
    return rarity;
  }

  /** What each written word does for a query, as flat tables. `canBe` has the units, as bits, that it
      may stand for, alone or as a phrase's rarest word. */
  function useOfWords({ chunks, contentOf, known }, { units, others }) {
    const byWord = new Map();
    const add = (word, ...use) => once(byWord, word, () => []).push(use);
    units.forEach(({ found }, j) => found.forEach((match, word) => add(word, 1, j, match.quality, 1 << j)));
    others.forEach(({ to, rarest, mask }, o) => {
      to.forEach((forms, k) => forms.forEach((word) => add(word, 0, o, k, k === rarest ? mask : 0)));
    });
    const used = new Uint16Array(contentOf.length), canBe = new Int32Array(contentOf.length), ends = [0, 0];
    const isUnit = [], which = [], quality = [], isLast = [];
    for (const code of new Set([...byWord.keys()].flatMap((word) => known.get(word).codes))) {
      used[code] = ends.length - 1;
      for (const word of wordsOf(chunks[numberOf(code)])) {
        if (!byWord.has(word)) continue;
        for (const [kind, number, value, mask] of byWord.get(word)) {
          canBe[code] |= mask;
          isUnit.push(kind);
          which.push(number);
          quality.push(value);
          isLast.push(0);
        }
        isLast[isLast.length - 1] = 1;
      }
      ends.push(which.length);
    }
    return {
      used, canBe, ends: Uint32Array.from(ends), isUnit: Uint8Array.from(isUnit),
      which: Uint8Array.from(which), quality: Float64Array.from(quality), isLast: Uint8Array.from(isLast),
    };
  }

  /** What reads texts: what is sought, and what the text that was read last has of it. */
  function readerOf(engine, asked) {
    const { units, others } = asked;
    return {
      ...useOfWords(engine, asked), text: engine.text, contentOf: engine.contentOf,
      U: units.length, O: others.length, whole: (1 << units.length) - 1,
      otherMasks: Int32Array.from(others, (other) => other.mask),
      otherEnds: Int32Array.from(others, (other) => other.to.length),
      progress: new Int32Array(others.length), lastAt: new Int32Array(others.length),
      here: new Float64Array(units.length), pairsHere: new Float64Array(units.length),
      // How well it has each unit, and each with the one before.
      best: new Float64Array(units.length), pairs: new Float64Array(units.length), mask: 0, cover: 0, exact: 0,
    };
  }

  const hasAll = (mask, required) => (mask & required) === required;

  const bits = (mask) => {
    let n = 0;
    for (; mask; mask &= mask - 1) n++;
    return n;
  };

  /** What a query finds: `numbers` of results, best first, of which the first `full` have all words
      and the others some; `counts` by kind; `missing` words, which no text has. */
  function search(engine, query) {
    const asked = understand(engine, query);
    const { units, others, required } = asked;
    const tooShort = units.length === 1 && units[0].typed.length < 2;
    if (!units.length || tooShort) return { numbers: [], full: 0, counts: [], missing: [], tooShort };
    const missing = units
      .filter((unit, j) => !unit.found.size && required & (1 << j) && !others.some(({ mask }) => mask & (1 << j)))
      .map((unit) => unit.typed);
    return { ...ordered(engine, asked, rated(engine, asked)), missing, tooShort, others, wanted: wantedBy(units) };
  }

  /** Which results have something of a query, what they have, and their scores. */
  function rated(engine, asked) {
    const { starts, total, shared, placeOf, index } = engine;
    const rarity = raritiesOf(engine, asked), sum = rarity.reduce((a, b) => a + b, 0);
    const reader = readerOf(engine, asked), { best, pairs, U } = reader, { required } = asked;
    const possible = unitsOfTexts(reader, starts);
    const around = whatIsAround(engine, reader, possible);
    const scores = new Float64Array(total), have = new Int32Array(total), some = [];
    let full = 0;
    const rate = (r, place, set) => {
      const isHit = possible[shared + r] !== 0;
      if (isHit) read(reader, starts[shared + r]);
      have[r] = (isHit ? reader.mask : 0) | around.places.masks[place] | around.sets.masks[set];
      if (!(have[r] & required)) return;
      let score = 0;
      for (let j = 0; j < U; j++) {
        const near = Math.max(around.places.best[place * U + j] * PLACE_WEIGHT, around.sets.best[set * U + j]);
        score += rarity[j] * (isHit && best[j] > near ? best[j] : near);
        if (isHit && pairs[j]) score += 0.3 * pairs[j] * (rarity[j] + rarity[j - 1]);
      }
      if (isHit) score *= (1 + 0.35 * reader.cover) * (1 + 0.6 * reader.exact);
      some.push(r);
      scores[r] = (score / sum) * engine.weights[r];
      if (hasAll(have[r], required)) full++;
    };
    // First those that can have all words; the others only if few have.
    for (const wantAll of [true, false]) {
      if (!wantAll && full >= FEW) break;
      for (let r = 0; r < total; r++) {
        const place = placeOf[r], set = index.tagged.charCodeAt(r) - END_OF_TEXT;
        const can = possible[shared + r] | around.places.masks[place] | around.sets.masks[set];
        if (can & required && hasAll(can, required) === wantAll) rate(r, place, set);
      }
    }
    return { some, scores, have, full };
  }

  /** What places and tags have of a query, for every place and for every set of tags that occurs. */
  function whatIsAround({ index, starts, shared }, reader, possible) {
    const { best, U } = reader, number = index.places.length, sets = index.tagSets.length;
    const places = { best: new Float64Array(shared * U), masks: new Int32Array(shared) };
    for (let line = 0; line < shared; line++) {
      if (!possible[line]) continue;
      read(reader, starts[line]);
      places.masks[line] = reader.mask;
      for (let j = 0; j < U; j++) places.best[line * U + j] = best[j] * (0.7 + 0.3 * reader.cover);
    }
    const tagged = { best: new Float64Array(sets * U), masks: new Int32Array(sets) };
    index.tagSets.forEach((tags, set) => {
      for (const tag of tags) {
        tagged.masks[set] |= places.masks[number + tag];
        for (let j = 0; j < U; j++) {
          const value = places.best[(number + tag) * U + j] * TAG_WEIGHT;
          if (value > tagged.best[set * U + j]) tagged.best[set * U + j] = value;
        }
      }
    });
    return { places, sets: tagged };
  }

  /** The results in order: those with all words, and if these are few, those with most. */
  function ordered({ index }, { required }, { some, scores, have, full }) {
    const all = bits(required), sizes = some.map((r) => bits(have[r] & required));
    const most = sizes.reduce((before, size) => (size < all && size > before ? size : before), 0);
    const least = full < FEW ? Math.max(1, most - 1) : all;
    const keys = new Float64Array(some.length), counts = new Array(index.kinds.length).fill(0);
    let count = 0;
    some.forEach((r, i) => {
      if (sizes[i] < least) return;
      const share = sizes[i] / all;
      const key = share < 1 ? 2 * HIGHEST - scores[r] * share ** 2 : HIGHEST - scores[r];
      keys[count++] = Math.round(key * 1e5) * 2 ** 20 + r;
      counts[index.kind.charCodeAt(r) - DIGIT]++;
    });
    const numbers = Array.from(keys.subarray(0, count).sort(), (key) => key % 2 ** 20);
    return { numbers, full, counts };
  }

  /** Which units each text may have: a quick look at all. */
  function unitsOfTexts({ text, canBe }, starts) {
    const possible = new Int32Array(starts.length - 1);
    for (let line = 0; line < possible.length; line++) {
      let mask = 0;
      for (let t = starts[line]; t < starts[line + 1]; t++) mask |= canBe[text.charCodeAt(t)];
      possible[line] = mask;
    }
    return possible;
  }

  /** Reads a text from its start: what of the query it has, into `reader`. */
  function read(reader, from) {
    const { text, contentOf, used, ends, isUnit, which, quality, isLast, U, whole, O } = reader;
    const { otherMasks, otherEnds, progress, lastAt, here, pairsHere, best, pairs } = reader;
    let field = TITLE, start = from, content = 0;
    let mask = 0, cover = 0, exact = 0;
    let isFresh = true, found = 0, matched = 0, lastUnits = 0, last = -9;
    for (let t = from; ; t++) {
      const code = text.charCodeAt(t);
      if (code >= FIRST_WORD) {
        content += contentOf[code];
        const hit = used[code];
        if (!hit) continue;
        if (isFresh) {
          isFresh = false;
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
          if (found === whole && covers === 1) exact = Math.max(exact, least * (field === TITLE ? 1 : 0.5));
        }
        found = 0;
      }
      if (code === END_OF_TEXT) break;
      if (code === END_OF_FIELD) field++;
      start = t + 1;
      isFresh = true;
      content = matched = lastUnits = 0;
      last = -9;
    }
    if (!mask) for (let j = 0; j < U; j++) best[j] = pairs[j] = 0;
    reader.mask = mask;
    reader.cover = cover;
    reader.exact = exact;
  }

  // --- What is shown ------------------------------------------------------------------------------

  /** A result for the page: title and excerpt in pieces, [text, is a match], and why it matched. */
  function show(engine, found, number) {
    const { index, firstOf, placeOf, shared } = engine;
    const [title, body, aliases] = textOf(engine, shared + number);
    const place = placeOf[number];
    const [where] = textOf(engine, place);
    const fragment = index.fragments[place].split("\n")[number - firstOf[place]];
    const { wanted } = found, also = new Set(), notes = new Map();
    const seen = new Set(wordsOf([title, body, ...aliases].join(" ")));
    const says = (words) => words.every((forms) => forms.some((form) => seen.has(form)));
    for (const { from, to, target, said } of found.others) {
      if (says(from) || !says(to)) continue;
      if (![...notes.keys()].some((whole) => ` ${whole} `.includes(` ${said} `))) notes.set(said, target);
      to.flat().forEach((word) => also.add(word));
    }
    for (const word of seen) {
      const typed = !also.has(word) && wanted.get(word);
      if (typed && !notes.has(typed)) notes.set(typed, word);
    }
    const isWanted = (word) => wanted.has(word) || also.has(word);
    const isFoundByAlias = !wordsOf(`${title} ${body}`).some(isWanted);
    return {
      kind: index.kinds[index.kind[number]],
      address: index.places[place] + (fragment && `#${fragment}`),
      where,
      title: pieces(title, isWanted),
      excerpt: pieces(excerpt(body, isWanted), isWanted),
      notes: [...notes].map(([typed, word]) => `matches “${word}” for “${typed}”`),
      alias: (isFoundByAlias && aliases.find((words) => wordsOf(words).some(isWanted))) || "",
    };
  }

  /** Every word that is sought, to what was typed if that was mistyped. */
  const wantedBy = (units) =>
    new Map(units.flatMap(({ found, typed }) => [...found].map(([word, match]) => [word, match.instead && typed])));

  const LONGEST = 190, WORD = /[\w\u00c0-\u024f'’]+/g;

  /** The part of a text with most of what was sought, cut at words. */
  function excerpt(text, isWanted) {
    if (text.length <= LONGEST) return text;
    let bestAt = 0, most = -1;
    const places = [];
    for (const match of text.matchAll(WORD)) {
      if (isWanted(foldedWord(match[0]))) places.push(match.index);
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
    for (const match of text.matchAll(WORD)) {
      if (!isWanted(foldedWord(match[0]))) continue;
      if (match.index > from) found.push([text.slice(from, match.index), false]);
      from = match.index + match[0].length;
      found.push([match[0], true]);
    }
    if (from < text.length) found.push([text.slice(from), false]);
    return found;
  }

  return { prepare };
})();
