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
  const STEMS = { children: "child", referral: "refer", men: "man", women: "woman", people: "people" };
  const VOWEL = /[aeiouy]/;

  // Fields of a result, and how much a word in them says.
  const TITLE = 0, BODY = 1, ALIAS = 2;
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

  const wordsOf = (text) => fold(text).match(/[a-z0-9]+/g) || [];

  /** The word without its ending: meeting and meetings, record and recording are one word. */
  function stem(word) {
    if (word.length < 4 || /\d/.test(word)) return word;
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
    const titles = index.text.split("\n");
    const shared = [...index.places.map((place) => [place[1], place[2]].join("; ")), ...index.tags];
    // Places and tags come first, like results with one field: what is found in them counts for
    // every result that has them. The words of the last lines are known, and found nowhere.
    const typed = index.meant.map(([words, means]) => words.concat(means).join("; "));
    const text = fold(shared.join("\n") + "\n" + index.text + "\n" + typed.join("\n") + "\n");

    // Words: a hash table from the letters of a word to its number, without making a string of
    // any word but the first of its kind.
    let size = 1 << 15;
    let table = new Int32Array(size);
    const words = [];
    const starts = [], lengths = [], hashes = [];
    const tokens = new Uint32Array(text.length / 2 + 1);
    const ends = [], fields = [], owners = [];
    let count = 0, field = TITLE, owner = 0, start = -1, hash = 0, segment = 0;
    const isShared = shared.length;
    const close = () => {
      if (count > segment) {
        ends.push(count);
        fields.push(field);
        owners.push(owner);
        segment = count;
      }
    };
    const grow = () => {
      size *= 2;
      table = new Int32Array(size);
      for (let w = 0; w < hashes.length; w++) {
        let slot = hashes[w] & (size - 1);
        while (table[slot]) slot = (slot + 1) & (size - 1);
        table[slot] = w + 1;
      }
    };
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if ((code > 96 && code < 123) || (code > 47 && code < 58)) {
        if (start < 0) {
          start = i;
          hash = 5381;
        }
        hash = (Math.imul(hash, 33) ^ code) | 0;
        continue;
      }
      if (start >= 0) {
        const length = i - start;
        let slot = (hash ^ (hash >>> 15)) & (size - 1);
        let word = -1;
        while (table[slot]) {
          const known = table[slot] - 1;
          if (lengths[known] === length) {
            let k = 0;
            const first = starts[known];
            while (k < length && text.charCodeAt(first + k) === text.charCodeAt(start + k)) k++;
            if (k === length) {
              word = known;
              break;
            }
          }
          slot = (slot + 1) & (size - 1);
        }
        if (word < 0) {
          word = words.length;
          table[slot] = word + 1;
          words.push(text.slice(start, i));
          starts.push(start);
          lengths.push(length);
          hashes.push(hash ^ (hash >>> 15));
          if (words.length * 2 > size) grow();
        }
        tokens[count++] = word;
        start = -1;
      }
      if (code === 10) {
        close();
        owner++;
        field = owner < isShared ? ALIAS : TITLE;
      } else if (code === 9) {
        close();
        field++;
      } else if (code === 59 && field === ALIAS) close();
    }

    const stems = words.map(stem);
    const byStem = new Map();
    stems.forEach((s, word) => {
      const list = byStem.get(s);
      if (list) list.push(word);
      else byStem.set(s, [word]);
    });
    const isStop = new Uint8Array(words.length);
    words.forEach((word, i) => {
      isStop[i] = STOP_WORDS.has(word) ? 1 : 0;
    });
    const total = titles.length;
    const frequency = new Uint32Array(words.length);
    let content = 0;
    const contents = new Uint16Array(ends.length);
    for (let s = 0, t = 0; s < ends.length; s++) {
      const counts = owners[s] >= isShared && owners[s] < isShared + total;
      content = 0;
      for (; t < ends[s]; t++) {
        if (!isStop[tokens[t]]) content++;
        if (counts) frequency[tokens[t]]++;
      }
      contents[s] = content;
    }

    // The place of each result, and the first segment of each.
    const placeOf = new Uint32Array(total);
    let at = 0;
    index.places.forEach((place, number) => placeOf.fill(number, at, (at += place[3])));
    const segments = new Uint32Array(isShared + total + typed.length + 1);
    for (let s = 0, o = 0; o < segments.length; o++) {
      while (s < owners.length && owners[s] < o) s++;
      segments[o] = s;
    }
    const kindWeights = index.kinds.map((kind) => KIND_WEIGHT[kind] || 1);
    const fragments = index.fragments.split("\n");
    const phrases = readPhrases(index, titles);

    const engine = {
      words, stems, byStem, isStop, tokens, ends, fields, contents, segments, frequency, total, isShared,
      placeOf, kindWeights, phrases, index, titles, fragments,
      placeCount: index.places.length,
    };
    engine.search = (query) => search(engine, query);
    engine.show = (found, number) => show(engine, found, number);
    return engine;
  }

  /** Words of a phrase that count, as stems. */
  function stemsOf(phrase) {
    const all = wordsOf(phrase);
    const content = all.filter((word) => !STOP_WORDS.has(word));
    return (content.length ? content : all).map(stem);
  }

  /** Phrases that mean the same, by their first stem: those of the glossary, and everyday words. */
  function readPhrases(index, titles) {
    const byFirst = new Map();
    const add = (phrase, targets) => {
      const from = stemsOf(phrase);
      if (!from.length) return;
      const list = byFirst.get(from[0]) || [];
      byFirst.set(from[0], list);
      list.push({ from, targets: targets.filter((target) => target !== phrase) });
    };
    const glossary = String(index.kinds.indexOf("Glossary"));
    titles.forEach((line, number) => {
      if (index.kind[number] !== glossary) return;
      const [term, , aliases] = line.split("\t");
      const group = aliases ? [term, ...aliases.split("; ")] : [term];
      if (group.length > 1) group.forEach((phrase) => add(phrase, group));
    });
    index.meant.forEach(([typed, means]) => typed.forEach((phrase) => add(phrase, means)));
    return byFirst;
  }

  // --- The query ---------------------------------------------------------------------------------

  /** The words on the site that a typed word stands for: word number to {quality, typo}. */
  function matches(engine, typed, isLast) {
    const { words, byStem, frequency } = engine;
    const found = new Map();
    const add = (word, quality, instead) => {
      const known = found.get(word);
      if (!known || known.quality < quality) found.set(word, { quality, instead });
    };
    for (const word of byStem.get(stem(typed)) || []) add(word, words[word] === typed ? 1 : OTHER_FORM, "");
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
      const left = byStem.get(stem(typed.slice(0, cut))), right = byStem.get(stem(typed.slice(cut)));
      if (left && right && Math.max(cut, typed.length - cut) > 3) {
        const pair = [typed.slice(0, cut), typed.slice(cut)];
        if (adjacent(engine, left, right)) return { pair };
      }
    }
    if (typed.length < 4 || /^\d+$/.test(typed)) return found;
    const most = typed.length < 8 ? 1 : 2;
    let least = most, best = [];
    for (let word = 0; word < words.length; word++) {
      if (words[word].length < 3 || /\d/.test(words[word])) continue;
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
      for (const kin of byStem.get(engine.stems[word])) {
        add(kin, (TYPO / least ** 0.3) * initial * common, words[word]);
      }
    }
    return found;
  }

  function adjacent({ tokens }, left, right) {
    const l = new Set(left), r = new Set(right);
    for (let t = 1; t < tokens.length; t++) if (r.has(tokens[t]) && l.has(tokens[t - 1])) return true;
    return false;
  }

  /** What is sought: units, each a typed word with the words that match it; and other phrases. */
  function understand(engine, query) {
    const { byStem, words, stems } = engine;
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
      if (byStem.has(stem(word))) return stem(word);
      const fixed = [...found].filter(([, match]) => match.instead);
      return fixed.length ? stems[fixed.sort((a, b) => b[1].quality - a[1].quality)[0][0]] : stem(word);
    });
    const others = [];
    for (let i = 0; i < meant.length; i++) {
      for (const { from, targets } of engine.phrases.get(meant[i]) || []) {
        if (from.some((s, k) => meant[i + k] !== s)) continue;
        const mask = ((1 << from.length) - 1) << i;
        for (const target of targets) {
          const to = stemsOf(target).map((s) => byStem.get(s) || []);
          const said = units.slice(i, i + from.length).map((unit) => unit.typed).join(" ");
          if (to.every((forms) => forms.length) && stemsOf(target).join() !== from.join()) {
            others.push({ mask, to, target, said });
          }
        }
      }
    }
    return { units, others, words, typed };
  }

  function search(engine, query) {
    const { words, tokens, ends, fields, contents, segments, total, isShared, frequency } = engine;
    const { units, others, typed } = understand(engine, query);
    const U = units.length;
    if (!U || (U === 1 && units[0].typed.length < 2)) {
      return { numbers: [], partly: false, missing: [], counts: [], tooShort: typed.length > 0, units, others };
    }
    const whole = (1 << U) - 1;
    const rarity = units.map(({ found }) => {
      let seen = 0;
      for (const [word, match] of found) if (match.quality > 0.5) seen += frequency[word];
      return Math.log(1 + total / (0.5 + seen));
    });
    for (const { mask, to } of others) {
      // A word that is known only for what it stands for is as rare as that.
      const seen = Math.min(...to.map((forms) => forms.reduce((sum, word) => sum + frequency[word], 0)));
      const weight = Math.log(1 + total / (0.5 + seen));
      units.forEach((unit, j) => {
        if (mask & (1 << j)) rarity[j] = Math.min(rarity[j], Math.max(weight, 1));
      });
    }
    const sum = rarity.reduce((a, b) => a + b, 0);

    // What each word of the site does for this query.
    const useful = new Uint8Array(words.length);
    const hits = new Map();
    const use = (word) => {
      useful[word] = 1;
      if (!hits.has(word)) hits.set(word, { units: [], others: [] });
      return hits.get(word);
    };
    units.forEach(({ found }, j) => found.forEach((match, word) => use(word).units.push([j, match.quality])));
    others.forEach(({ to }, o) => {
      to.forEach((forms, k) => forms.forEach((word) => use(word).others.push([o, k])));
    });
    const progress = new Int32Array(others.length), lastAt = new Int32Array(others.length);

    const contextBest = new Float32Array(isShared * U);
    const contextMask = new Int32Array(isShared);
    const best = new Float32Array(U), pairs = new Float32Array(U);
    const here = new Float32Array(U);
    const scores = new Float32Array(total);
    const masks = new Int32Array(total);

    /** Reads one segment; returns how much of it the query covers. */
    function read(s) {
      const field = fields[s];
      let mask = 0, matched = 0, lastUnits = 0, last = -9;
      here.fill(0);
      progress.fill(0);
      const from = s ? ends[s - 1] : 0;
      for (let t = from; t < ends[s]; t++) {
        const word = tokens[t];
        if (!useful[word]) continue;
        const hit = hits.get(word);
        let now = 0;
        for (const [j, quality] of hit.units) {
          now |= 1 << j;
          if (quality > here[j]) here[j] = quality;
          if (j && t - last <= NEAR && lastUnits & (1 << (j - 1))) {
            const bonus = FIELD_WEIGHT[field] * quality * (t - last === 1 ? 1 : 0.7);
            if (bonus > pairs[j]) pairs[j] = bonus;
          }
        }
        for (const [o, k] of hit.others) {
          if (k === 0) progress[o] = 1;
          else if (progress[o] === k && t - lastAt[o] <= NEAR) progress[o] = k + 1;
          else continue;
          lastAt[o] = t;
          if (progress[o] === others[o].to.length) {
            for (let j = 0; j < U; j++) {
              if (others[o].mask & (1 << j) && here[j] < ALIKE) here[j] = ALIKE;
            }
            mask |= others[o].mask;
            matched += others[o].to.length;
            progress[o] = 0;
          }
        }
        if (now) {
          if (!engine.isStop[word]) matched++;
          lastUnits = now;
          last = t;
          mask |= now;
        }
      }
      return mask && { mask, field, covers: Math.min(matched / (contents[s] || 1), 1), length: ends[s] - from };
    }

    function context(owner) {
      for (let s = segments[owner]; s < segments[owner + 1]; s++) {
        const part = read(s);
        if (!part) continue;
        contextMask[owner] |= part.mask;
        for (let j = 0; j < U; j++) {
          const value = here[j] * (0.7 + 0.3 * part.covers);
          if (value > contextBest[owner * U + j]) contextBest[owner * U + j] = value;
        }
      }
    }
    for (let owner = 0; owner < isShared; owner++) context(owner);

    for (let r = 0; r < total; r++) {
      let mask = 0, cover = 0, exact = 0;
      let touched = false;
      for (let s = segments[isShared + r]; s < segments[isShared + r + 1]; s++) {
        const part = read(s);
        if (!part) continue;
        if (!touched) {
          best.fill(0);
          touched = true;
        }
        mask |= part.mask;
        let weight = FIELD_WEIGHT[part.field], quality = 1;
        if (part.field === BODY) weight *= Math.min(1.1, 1.6 / (1 + part.length / 45));
        if (part.field === ALIAS && part.covers === 1) weight = 0.9;
        for (let j = 0; j < U; j++) {
          if (here[j] * weight > best[j]) best[j] = here[j] * weight;
          if (part.mask & (1 << j)) quality = Math.min(quality, here[j]);
        }
        if (part.field !== BODY) {
          const share = part.covers * (part.field === TITLE ? 1 : 0.8) * quality;
          cover = Math.max(cover, share);
          if (part.mask === whole && part.covers === 1) exact = Math.max(exact, part.field === TITLE ? quality : 0.85 * quality);
        }
      }
      const around = [engine.placeOf[r]];
      for (const tag of engine.index.tagSets[engine.index.tagged[r]]) around.push(engine.placeCount + tag);
      for (let a = 0; a < around.length; a++) {
        const owner = around[a];
        if (!contextMask[owner]) continue;
        if (!touched) {
          best.fill(0);
          touched = true;
        }
        mask |= contextMask[owner];
        const weight = a ? TAG_WEIGHT : PLACE_WEIGHT;
        for (let j = 0; j < U; j++) {
          const value = contextBest[owner * U + j] * weight;
          if (value > best[j]) best[j] = value;
        }
      }
      if (!mask) continue;
      let score = 0;
      for (let j = 0; j < U; j++) {
        score += rarity[j] * best[j];
        if (pairs[j]) score += 0.3 * pairs[j] * (rarity[j] + rarity[j - 1]);
      }
      pairs.fill(0);
      score = (score / sum) * (1 + 0.35 * cover) * (1 + 0.9 * exact);
      masks[r] = mask;
      scores[r] = score * engine.kindWeights[engine.index.kind[r]];
    }

    const bits = (mask) => {
      let n = 0;
      for (; mask; mask &= mask - 1) n++;
      return n;
    };
    let numbers = [];
    for (let r = 0; r < total; r++) if (masks[r] === whole) numbers.push(r);
    const partly = !numbers.length;
    if (partly) {
      const share = (r) => units.reduce((a, unit, j) => a + (masks[r] & (1 << j) ? rarity[j] : 0), 0) / sum;
      let most = 0;
      for (let r = 0; r < total; r++) if (masks[r]) most = Math.max(most, bits(masks[r]));
      for (let r = 0; r < total; r++) {
        if (masks[r] && bits(masks[r]) >= Math.max(1, most - 1)) {
          numbers.push(r);
          scores[r] *= share(r) ** 2;
        }
      }
    }
    numbers.sort((a, b) => scores[b] - scores[a] || a - b);
    const counts = index => index;
    const byKind = new Array(engine.index.kinds.length).fill(0);
    for (const r of numbers) byKind[engine.index.kind[r]]++;
    const missing = units
      .filter((unit, j) => !unit.found.size && !others.some(({ mask }) => mask & (1 << j)))
      .map((unit) => unit.typed);
    return { numbers, scores, partly, missing, counts: byKind, tooShort: false, units, others };
  }

  // --- What is shown ------------------------------------------------------------------------------

  /** A result for the page: title and excerpt in pieces, [text, is a match], and why it matched. */
  function show(engine, found, number) {
    const { index, titles, placeOf, fragments } = engine;
    const [title, body = "", aliases = ""] = titles[number].split("\t");
    const [address, where] = index.places[placeOf[number]];
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
    const alias = aliases && aliases.split("; ").find((words) =>
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
