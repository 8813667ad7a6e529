/* Filters and sorts the rows of a list by what stands in their data- attributes. The choice stands in the address, so that
   it can be passed on, and goes along to the other pages of the list. Only the rows of this page are known: the form says
   so where there are more. A notice's status is the present one, which notice-clock.js writes on its row. */
(() => {
  'use strict';

  const form = document.getElementById('list-filter');
  const body = form && document.querySelector('table[data-list] tbody');
  if (!body) return;
  const FACETS = ['jurisdiction', 'kind', 'year', 'status'];
  const rows = Array.from(body.rows);
  const told = form.querySelector('[role=status]');
  const control = (name) => form.elements.namedItem(name);

  /* ---- sorting: the list comes newest first ---- */

  const nameOf = (row) => row.querySelector('th').textContent;
  const closes = (row) => {
    const badge = row.querySelector('[data-closes]');
    return badge ? Number(badge.dataset.closes) : Infinity;
  };
  const SORTS = {
    '': () => rows,
    oldest: () => rows.slice().reverse(),
    closes: () => rows.slice().sort((one, other) => (closes(one) < closes(other) ? -1 : Number(closes(one) > closes(other)))),
    name: () => rows.slice().sort((one, other) => nameOf(one).localeCompare(nameOf(other), 'zh-CN')),
  };

  /* ---- the address ---- */

  const chosen = () => [...FACETS, 'sort'].map((name) => [name, control(name).value]).filter(([, value]) => value);

  function recall() {
    const address = new URLSearchParams(location.search);
    [...FACETS, 'sort'].forEach((name) => {
      const select = control(name), wanted = address.get(name) || '';
      select.value = wanted;
      if (select.value !== wanted) select.value = ''; // an address may name what is no longer on offer
    });
  }

  const links = Array.from(document.querySelectorAll('.pager a'), (link) => [link, link.getAttribute('href')]);

  function keep() {
    const query = new URLSearchParams(chosen()).toString();
    const search = query && `?${query}`;
    links.forEach(([link, href]) => link.setAttribute('href', href + search));
    try {
      history.replaceState(null, '', location.pathname + search + location.hash);
    } catch (refused) { return; } // a page opened from a folder may keep its address
  }

  /* ---- the rows ---- */

  function show() {
    const filters = chosen().filter(([name]) => name !== 'sort');
    let shown = 0;
    rows.forEach((row) => {
      row.hidden = !filters.every(([name, value]) => row.dataset[name] === value);
      shown += row.hidden ? 0 : 1;
    });
    const facts = { shown, total: rows.length };
    const words = shown ? form.dataset.shown : form.dataset.none;
    const text = filters.length ? words.replace(/\{(\w+)\}/g, (_, key) => facts[key]) : '';
    if (told.textContent !== text) told.textContent = text; // said anew only when it is new
  }

  function sort() {
    const order = control('sort').value;
    body.append(...SORTS[order]());
    document.getElementById('list-order').hidden = order !== '';
  }

  function all() {
    show();
    sort();
    keep();
  }

  form.addEventListener('change', all);
  form.addEventListener('reset', () => setTimeout(all)); // the controls are empty after the event
  document.addEventListener('clock', show);
  recall();
  if (chosen().length) all();
})();
