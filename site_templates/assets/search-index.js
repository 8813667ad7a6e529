/* Searches the index in the reader's browser and fetches only the files that a query needs; what they hold is described
   in generator/outputs/search_index.py. Folding and cutting follow generator/domain/search_text.py to the letter. */
(() => {
  'use strict';

  const BEGINNING = '\x01', CODE = '\x02', WHOLE = '\x03';
  const MARK = /^[\x01-\x03]/;
  const FEW = 20; // where candidates lie in so few files they are all looked at before they are counted
  const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

  /* ---- folding: one spelling of a text ---- */

  const SPELLINGS = {
    '(': '[{〔【〖〘〚', ')': ']}〕】〗〙〛', "'": '"`‘’‚‛“”„‟「」『』《》〈〉«»‹›', '-': '‐‑‒–—―−─', '·': '•‧・∙⋅●',
    ',': '、', '.': '。', '~': '〜∼', '×': '*', 'σ': 'ς', ' ': '\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029',
  };
  const FOLDED = new Map();
  for (const folded of Object.keys(SPELLINGS)) for (const character of SPELLINGS[folded]) FOLDED.set(character, folded);
  const UNSEEN = /[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]/g;

  function fold(text, trim = true) {
    const narrow = text.normalize('NFKC').toLowerCase().normalize('NFKC');
    const alike = narrow.replace(/[^]/g, (character) => FOLDED.get(character) || character);
    const folded = alike.replace(UNSEEN, '').replace(/ {2,}/g, ' ');
    return trim ? folded.replace(/^ | $/g, '') : folded;
  }

  const readings = (folded) => (folded.includes(' ') ? [folded.replace(/ /g, ''), folded] : [folded]);
  const isCode = (folded) => /^(?:[0-9a-z]{18}|[0-9]{6,})$/.test(folded);
  const length = (text) => Array.from(text).length;

  function queryTerms(query) {
    const words = fold(query).split(' ').filter(Boolean);
    if (words.some((word) => length(word) > 1)) return words;
    const whole = fold(query, false);
    return whole.replace(/ /g, '') && length(whole) > 1 ? [whole] : [];
  }

  /* ---- files, each fetched once ---- */

  const CRC = Array.from({ length: 256 }, (_, value) => {
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
  });
  const utf8 = new TextEncoder();

  function hash(text) {
    let value = 0xffffffff;
    for (const byte of utf8.encode(text)) value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  }

  let base = '', meta = null, cache = 'default';
  const fetched = new Map();

  function load(path, kept = cache) {
    if (!fetched.has(path)) {
      const loading = fetch(base + path, { cache: kept }).then((response) => {
        if (!response.ok) throw new Error(`${response.status} ${path}`);
        return response.json();
      });
      loading.catch((failure) => { failure.away = true; fetched.delete(path); });
      fetched.set(path, loading);
    }
    return fetched.get(path);
  }

  const fileOf = (kind, text) => hash(text) % meta.files[kind];

  // The version in the address keeps files of two builds apart in the browser's cache.
  const part = (kind, text) => load(`${kind}/${fileOf(kind, text).toString(16)}.json?v=${meta.version}`);

  const indexes = new WeakMap();

  // A reference names entries of one place and slot by their classes; an entry is named by one class.
  let wide = { place: 0, code: 0 };
  let classes = new Map();
  const headOf = (ref) => wide.place + meta.places[ref.slice(0, wide.place)][2];

  function entriesOf(refs) {
    const found = [];
    refs.forEach((ref) => {
      const head = ref.slice(0, headOf(ref));
      for (let at = head.length, end; at < ref.length; at = end) {
        end = at + wide.code;
        while (ref[end] === '.') end += 1;
        found.push(head + ref.slice(at, end));
      }
    });
    return found;
  }

  async function bucket(gram) {
    const serialised = await part('i', gram);
    if (!indexes.has(serialised)) indexes.set(serialised, window.lunr.Index.load(serialised));
    const presence = window.lunr.Query.presence.REQUIRED;
    return entriesOf(indexes.get(serialised).query((query) => query.term(gram, { presence, usePipeline: false }))
      .map((match) => match.ref));
  }

  async function hotGram(gram) {
    const table = meta.files.w ? await part('w', Array.from(gram.replace(MARK, '')).slice(0, 2).join('')) : meta.hot;
    if (!Object.prototype.hasOwnProperty.call(table, gram)) return null;
    const [count, owner, ...places] = [].concat(table[gram]);
    return { count, owner: owner || gram, places };
  }

  async function firstOf(hot) {
    const lists = await part('h', hot.owner);
    return { refs: entriesOf(lists[hot.owner].split(' ')), count: hot.count, complete: false, exact: true };
  }

  /* ---- candidates ---- */

  // The grams of a term that are indexed, shortest first; `whole` where the term itself is a hot gram. Where a hot gram
  // stands in the entries of few places only, these narrow the answer.
  async function cut(characters) {
    const cold = [];
    let places = null;
    let starts = characters.slice(1).map((_, start) => start);
    let hottest = null;
    for (let size = 2; size <= Math.min(characters.length, meta.longest) && starts.length; size += 1) {
      const grams = starts.map((start) => characters.slice(start, start + size).join(''));
      const heat = await Promise.all(grams.map(hotGram));
      cold.push(...grams.filter((_, place) => !heat[place]));
      const hot = starts.filter((_, place) => heat[place]);
      heat.filter(Boolean).forEach((found) => {
        if (!hottest || found.count < hottest.count) hottest = found;
        if (found.places.length) places = places ? both(places, found.places) : found.places;
      });
      if (size === characters.length && hot.length) return { cold, whole: heat[0] };
      starts = hot.filter((start, place) => hot[place + 1] === start + 1);
    }
    return { cold, whole: null, hottest, places };
  }

  const both = (left, right) => { const held = new Set(right); return left.filter((ref) => held.has(ref)); };

  async function anywhere(term) {
    const { cold, whole, hottest, places } = await cut(Array.from(term));
    if (whole) return { ...(await firstOf(whole)), hot: true };
    if (!cold.length) return { ...(await firstOf(hottest)), exact: false };
    // The first and the last gram lie furthest apart and have least in common; more only where two leave too many.
    const order = [...new Set([cold[0], cold[cold.length - 1], ...cold])];
    const [first, second] = await Promise.all(order.slice(0, 2).map(bucket));
    let refs = second ? both(first, second) : first;
    if (places) refs = refs.filter((ref) => places.includes(ref.slice(0, wide.place)));
    for (const gram of order.slice(2)) if (refs.length > FEW) refs = both(refs, await bucket(gram));
    return { refs, count: refs.length, complete: true, exact: cold[0] === term };
  }

  // What begins with a term. A beginning that is hot anywhere is itself a gram, if anything begins with it.
  async function beginning(mark, term, hotAnywhere) {
    const characters = Array.from(term).slice(0, meta.longest);
    for (let size = hotAnywhere ? characters.length : 2; size <= characters.length; size += 1) {
      const gram = mark + characters.slice(0, size).join('');
      const hot = await hotGram(gram);
      if (hot && size === characters.length) return { ...(await firstOf(hot)), exact: size === length(term), hot: true };
      if (!hot) {
        const refs = await bucket(gram);
        return { refs, count: refs.length, complete: true, exact: gram === mark + term };
      }
    }
    return null;
  }

  async function wholeTitle(term) {
    if (length(term) > meta.whole) return [];
    const hot = await hotGram(WHOLE + term);
    return hot ? (await firstOf(hot)).refs : bucket(WHOLE + term);
  }

  function joined(left, right) {
    if (!right.refs.length) return left;
    if (!left.refs.length) return right;
    const refs = [...new Set([...left.refs, ...right.refs])];
    const complete = left.complete && right.complete;
    return { refs, complete, count: complete ? refs.length : Math.max(left.count, right.count),
      exact: complete && left.exact && right.exact };
  }

  async function candidates(terms) {
    const long = terms.filter((term) => length(term) > 1);
    const found = await Promise.all(long.map(async (term) => {
      const inside = await anywhere(term);
      if (!/^[0-9a-z]+$/.test(term)) return inside;
      const code = await beginning(CODE, term, inside.hot);
      return code.hot ? { ...code, hot: inside.hot } : joined(inside, code); // a hot one counts what is inside, too
    }));
    if (terms.length === 1) return found[0];
    const whole = found.filter((one) => one.complete);
    const refs = (whole.length ? whole : found).map((one) => one.refs).reduce(both);
    return { refs, count: refs.length, complete: whole.length > 0, exact: false };
  }

  // The best of many in their order, which is told by their classes and then by their names.
  function ranked(tiers) {
    const shelves = new Map();
    tiers.forEach((tier, ref) => {
      const key = tier * 1e6 + classes.get(ref.slice(headOf(ref)).slice(0, wide.code)).rank;
      if (shelves.has(key)) shelves.get(key).push(ref);
      else shelves.set(key, [ref]);
    });
    const hits = [];
    for (const key of [...shelves.keys()].sort((left, right) => left - right)) {
      if (hits.length < meta.shown) shelves.get(key).sort().forEach((ref) => hits.push({ ref, tier: tiers.get(ref) }));
    }
    return hits.slice(0, meta.shown);
  }

  // The answers to look at, best first. Of a few, `verified` says how good they are; of many, what begins with the query
  // is told from the index.
  async function answers(terms) {
    const found = await candidates(terms);
    if (found.complete && new Set(found.refs.map((ref) => decode(ref).file)).size <= FEW) {
      return { ...found, few: true, hits: found.refs.map((ref) => ({ ref, tier: 2 })) };
    }
    const tiers = new Map(found.refs.map((ref) => [ref, 2]));
    if (terms.length === 1) {
      const [begun, whole] = await Promise.all([beginning(BEGINNING, terms[0], found.hot), wholeTitle(terms[0])]);
      const sure = begun.exact && !found.complete;
      begun.refs.filter((ref) => sure || tiers.has(ref)).forEach((ref) => tiers.set(ref, 1));
      whole.forEach((ref) => tiers.set(ref, 0));
    }
    return { ...found, few: false, hits: ranked(tiers) };
  }

  /* ---- what a reference says, and what is stored of it ---- */

  const facts = new Map();

  function decode(ref) {
    if (!facts.has(ref)) {
      const after = headOf(ref);
      const [jurisdiction, , , shift] = meta.places[ref.slice(0, wide.place)];
      let slot = 0;
      for (let at = wide.place; at < after; at += 1) slot = slot * 64 + DIGITS.indexOf(ref[at]);
      const file = `d/${jurisdiction && `${jurisdiction}/`}${(slot >>> shift).toString(16)}.json?v=${meta.version}`;
      facts.set(ref, { ...classes.get(ref.slice(after, after + wide.code)), jurisdiction, file });
    }
    return facts.get(ref);
  }

  function inOrder(left, right) {
    return left.tier - right.tier || decode(left.ref).rank - decode(right.ref).rank || (left.ref < right.ref ? -1 : 1);
  }

  function holds(text, terms) {
    const folded = fold(text);
    if (isCode(folded)) return terms.filter((term) => folded.startsWith(term));
    return terms.filter((term) => readings(folded).some((reading) => reading.includes(term)));
  }

  // Looks at the entry itself: whether every term stands in it, how well, and where, for the reader to see.
  async function verified(ref, terms) {
    const row = (await load(decode(ref).file))[ref];
    if (!row) throw new Error(`${ref} is of another build`);
    const [title, address, also = [], prose = ''] = row;
    const left = new Set(terms);
    holds(title, terms).forEach((term) => left.delete(term));
    const head = readings(fold(title))[0], query = terms.join('').replace(/ /g, '');
    const tier = head === query ? 0 : head.startsWith(query) ? 1 : left.size ? 3 : 2;
    const seen = [];
    for (const text of also) {
      const found = holds(text, [...left]);
      if (found.length) seen.push(text);
      found.forEach((term) => left.delete(term));
    }
    const text = left.size && prose === 1 ? (await part('t', ref))[ref] : prose || '';
    if (text === undefined) throw new Error(`the text of ${ref} is of another build`);
    if (left.size && text) seen.push(excerpt(text, [...left][0]));
    if (left.size) holds(text || '', [...left]).forEach((term) => left.delete(term));
    return left.size ? null : { ref, tier, title, address, seen };
  }

  function excerpt(text, term) {
    const place = Math.max(text.toLowerCase().indexOf(term), 0);
    const start = Math.max(place - 20, 0);
    return `${start ? '…' : ''}${text.slice(start, place + term.length + 40).replace(/\s+/g, ' ')}…`;
  }

  window.portalSearch = {
    answers, decode, inOrder, queryTerms, verified,
    together: (ref) => decode(ref).file,
    // Where all files came and do not fit together, some are of another build: also the browser's own cache may hold these.
    forget() { fetched.clear(); cache = 'reload'; },
    // Asked anew for each query: a site built again while its page stood open has other files at the same addresses.
    async open(address) {
      base = address;
      fetched.delete('meta.json');
      meta = await load('meta.json', 'no-cache').catch((failure) => meta || Promise.reject(failure));
      facts.clear();
      classes = new Map(Object.entries(meta.classes).map(([code, [kind, state, year]]) => (
        [code, { kind, state, year: year ? String(year) : '', rank: meta.kinds.indexOf(kind) * 10000 - year }]
      )));
      wide = { place: Object.keys(meta.places).concat('')[0].length, code: Object.keys(meta.classes).concat('')[0].length };
      return meta;
    },
  };
})();
