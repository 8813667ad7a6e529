/* The search page: one box, answers as a plain list of links, and what they can be narrowed by. The address holds the
   query, so that it can be passed on. What is searched, and how, is in search-index.js. */
(() => {
  'use strict';

  const STEP = 10; // answers shown at a time
  const QUOTES = /["'`‘’“”„‟「」『』《》〈〉«»‹›＂＇]/g;
  const FACETS = ['jurisdiction', 'kind', 'year', 'state'];

  const box = document.getElementById('search-results');
  const form = document.getElementById('search-form');
  if (!box || !form) return;
  const input = form.elements.namedItem('q');
  const words = JSON.parse(box.dataset.words);
  const engine = window.portalSearch;

  const fill = (name, facts = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => facts[key]);
  const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

  function element(name, attributes = {}, ...content) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...content);
    return made;
  }

  const status = element('p', { role: 'status', class: 'search-status' });
  const facets = element('fieldset', { class: 'search-facets', hidden: '' }, element('legend', {}, fill('narrow')));
  const list = element('ul', { class: 'search-list', 'aria-label': fill('results') });
  const more = element('button', { type: 'button', class: 'search-more', hidden: '' }, fill('more'));
  const address = new URLSearchParams(window.location.search);
  const selects = new Map(FACETS.map((facet) => {
    const wanted = address.has(facet) ? address.get(facet) : '*';
    const select = element('select', { id: `search-${facet}` }, element('option', { value: wanted }, wanted));
    facets.append(element('div', {}, element('label', { for: select.id }, fill(`facet.${facet}`)), select));
    return [facet, select];
  }));
  box.append(status, facets, list, more);

  let meta = null;
  let places = new Map();
  let turn = 0;        // of two queries under way only the later one may write
  let current = null;  // the query that is shown

  /* ---- words for what is known ---- */

  function named(facet, value) {
    if (!value) return fill(`no_${facet}`);
    if (facet === 'jurisdiction') return places.get(value) || value;
    return facet === 'year' ? fill('year', { year: value }) : words[`${facet}.${value}`] || value;
  }

  function mark(text, terms) {
    const plain = text.toLowerCase();
    const found = plain.length === text.length ? terms.find((term) => plain.includes(term)) : undefined;
    if (found === undefined) return [text];
    const start = plain.indexOf(found), end = start + found.length;
    return [text.slice(0, start), element('mark', {}, text.slice(start, end)), text.slice(end)];
  }

  function line(row, terms) {
    const known = engine.decode(row.ref);
    const facts = FACETS.map((facet) => (known[facet] ? named(facet, known[facet]) : '')).filter(Boolean);
    const item = element('li', {},
      element('a', { href: box.dataset.base + row.address }, ...mark(row.title, terms)),
      element('span', { class: 'search-facts' }, facts.join(' · ')));
    row.seen.forEach((text) => item.append(element('span', { class: 'search-seen' }, ...mark(text, terms))));
    return item;
  }

  /* ---- narrowing ---- */

  const chosen = () => FACETS.map((facet) => [facet, selects.get(facet).value]).filter(([, value]) => value !== '*');
  const fits = (hit, filters) => filters.every(([facet, value]) => engine.decode(hit.ref)[facet] === value);

  function offer() {
    FACETS.forEach((facet) => {
      const select = selects.get(facet), kept = select.value;
      const others = chosen().filter(([name]) => name !== facet);
      const counts = new Map();
      current.hits.filter((hit) => fits(hit, others)).forEach((hit) => {
        const value = engine.decode(hit.ref)[facet];
        counts.set(value, (counts.get(value) || 0) + 1);
      });
      if (kept !== '*' && !counts.has(kept)) counts.set(kept, 0);
      const order = (a, b) => (facet === 'year' ? b - a : counts.get(b) - counts.get(a)) || (a < b ? -1 : 1);
      const values = [...counts.keys()].sort(order);
      select.replaceChildren(element('option', { value: '*' }, fill('any')), ...values.map((value) => (
        element('option', { value }, fill('option', { name: named(facet, value), count: grouped(counts.get(value)) }))
      )));
      select.value = kept;
    });
    facets.hidden = !current.hits.length && !chosen().length;
  }

  function remember() {
    const kept = new URLSearchParams();
    if (input.value) kept.set('q', input.value);
    chosen().forEach(([facet, value]) => kept.set(facet, value));
    const text = kept.toString();
    try {
      window.history.replaceState(null, '', text ? `?${text}` : window.location.pathname);
    } catch (refused) { return; } // some browsers allow a hundred of them in half a minute
  }

  /* ---- showing ---- */

  function tell() {
    const facts = { query: current.query.trim(), count: grouped(current.count), shown: grouped(meta.shown) };
    let name = current.exact ? 'count' : 'about';
    if (current.count > meta.shown) name = 'too_many';
    else if (!current.complete) name = 'at_least';
    if (!current.hits.length) name = 'none';
    let text = fill(name, facts);
    if (chosen().length && current.hits.length) {
      text += fill('narrowed', { count: grouped(current.hits.filter((hit) => fits(hit, chosen())).length) });
    }
    status.textContent = text;
  }

  // Shows these and no others. The reader may stand on one of them already, or on one whose place a better one takes.
  function showOnly(rows) {
    const at = list.contains(document.activeElement) && document.activeElement.getAttribute('href');
    list.replaceChildren(...rows.map((row) => line(row, current.terms)));
    const links = Array.from(list.querySelectorAll('a'));
    const again = at && (links.find((link) => link.getAttribute('href') === at) || links[links.length - 1]);
    if (again) again.focus();
  }

  // Shows what is known whenever one more file has come.
  async function lookAll(mine) {
    const rows = [], files = new Map();
    let best = [];
    current.hits.forEach(({ ref }) => {
      const file = engine.together(ref);
      files.set(file, [...(files.get(file) || []), ref]);
    });
    await Promise.all([...files.values()].map(async (refs) => {
      const looked = await Promise.all(refs.map((ref) => engine.verified(ref, current.terms)));
      if (mine !== turn) return;
      rows.push(...looked.filter(Boolean));
      rows.sort(engine.inOrder);
      best = rows.filter((row) => fits(row, chosen())).slice(0, STEP);
      showOnly(best);
    }));
    if (mine !== turn) return;
    best.forEach((row) => { row.listed = true; });
    Object.assign(current, { hits: rows, count: rows.length, exact: true });
    conclude();
  }

  async function showNext(mine) {
    const filters = chosen();
    let added = 0, wanted = STEP;
    while (added < STEP) {
      const waiting = current.hits.filter((hit) => !hit.listed && fits(hit, filters)).slice(0, wanted);
      if (!waiting.length) break;
      const before = added;
      const looks = waiting.map((hit) => engine.verified(hit.ref, current.terms));
      looks.forEach((look) => look.catch(() => {})); // one that nobody waits for any longer may fail unheard
      for (let place = 0; place < waiting.length && added < STEP; place += 1) {
        const row = await looks[place];
        if (mine !== turn) return;
        waiting[place].listed = true;
        if (row) {
          list.append(line(row, current.terms));
          added += 1;
        } else {
          current.hits.splice(current.hits.indexOf(waiting[place]), 1);
          current.count -= 1;
        }
      }
      // Where most candidates turn out to be none, more of them are looked at together, not ten after ten.
      wanted = 2 * (added - before) < waiting.length ? 2 * wanted : STEP - added;
    }
    conclude();
  }

  function conclude() {
    const filters = chosen();
    const rest = current.hits.some((hit) => !hit.listed && fits(hit, filters));
    if (!rest && !filters.length && current.count === current.hits.length) current.exact = true;
    more.hidden = !rest;
    offer();
    tell();
  }

  async function answer(mine) {
    const query = input.value; // the reader may write on meanwhile
    const terms = engine.queryTerms(query);
    list.replaceChildren();
    more.hidden = true;
    facets.hidden = facets.hidden || !terms.length;
    status.textContent = query.trim() ? fill(terms.length ? 'searching' : 'too_short') : '';
    if (!terms.length) return;
    meta = await engine.open(box.dataset.index);
    places = new Map(Object.values(meta.places));
    await show(query, terms, mine);
    // A title is often copied with the quotation marks or brackets (《》) around it, which are no part of it.
    const bare = engine.queryTerms(query.replace(QUOTES, ' '));
    if (mine === turn && !current.hits.length && bare.length && bare.join() !== terms.join()) await show(query, bare, mine);
  }

  async function show(query, terms, mine) {
    const found = await engine.answers(terms);
    if (mine !== turn) return;
    current = { ...found, query, terms };
    await (current.few ? lookAll : showNext)(mine);
  }

  // Tells where the work fails; of two works under way only the later one may tell.
  async function run(work) {
    const mine = turn;
    box.setAttribute('aria-busy', 'true');
    try {
      await work(mine);
    } catch (failure) {
      if (engine && !failure.away) engine.forget();
      if (mine === turn) status.textContent = fill('failed');
    }
    if (mine === turn) box.removeAttribute('aria-busy');
  }

  function search() {
    turn += 1;
    run(answer);
  }

  /* ---- the reader ---- */

  if (window.location.protocol === 'file:') {
    status.textContent = fill('needs_host');
    form.addEventListener('submit', (event) => event.preventDefault());
    return;
  }
  let pause = 0;
  input.addEventListener('input', (event) => {
    window.clearTimeout(pause);
    if (!event.isComposing) pause = window.setTimeout(() => { remember(); search(); }, 250);
  });
  input.addEventListener('compositionend', () => input.dispatchEvent(new Event('input')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    window.clearTimeout(pause);
    remember();
    search();
  });
  selects.forEach((select) => select.addEventListener('change', () => { remember(); search(); }));
  more.addEventListener('click', async () => {
    if (box.hasAttribute('aria-busy')) return; // a second click would bring the same answers again
    const before = list.children.length, mine = turn;
    await run(showNext);
    // Where no further one is an answer the button has gone, and with it its focus.
    const next = list.children[before] || (more.hidden && list.lastElementChild);
    if (next && mine === turn) next.querySelector('a').focus();
  });
  // Only while an answer has the focus: a key of its own may not surprise those who speak to their computer (WCAG 2.1.4).
  box.addEventListener('keydown', (event) => {
    if (event.key === '/' && event.target.tagName !== 'SELECT') {
      event.preventDefault();
      input.focus();
    }
  });

  input.value = address.get('q') || input.value;
  if (input.value) search();
})();
