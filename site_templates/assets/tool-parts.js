/* What the two tools share: elements and fields, the one kind of request they make, what a text is worth today, and ways
   to take a text away. Nothing is stored and nothing is sent: the only request is the GET of a cycle's file of the API. */
window.toolParts = (() => {
  'use strict';

  const BEIJING = 8 * 3600e3;
  const DRAFTS = ['draft', 'consultation_draft'];
  let made = 0; // for ids

  const today = () => new Date(Date.now() + BEIJING).toISOString().slice(0, 10);

  const filler = (words) => (name, facts = {}) => (
    words[name].replace(/\{(\w+)\}/g, (_, key) => (facts[key] === undefined || facts[key] === null ? '' : facts[key])));

  function element(name, attributes = {}, ...content) {
    const whole = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => {
      if (value !== undefined && value !== null && value !== false) whole.setAttribute(key, value === true ? '' : value);
    });
    whole.append(...content);
    return whole;
  }

  /* A field is a label, a control, a hint, and a place that says what is missing. */
  function field(label, control, hint = '') {
    made += 1;
    const id = control.id || `tool-${made}`;
    control.id = id;
    control.setAttribute('autocomplete', 'off');
    const told = element('p', { class: 'hint', id: `${id}-hint`, hidden: !hint }, hint);
    control.setAttribute('aria-describedby', told.id);
    return element('div', { class: 'field' }, element('label', { for: id }, label), control, told);
  }

  function tell(control, hint) {
    const told = document.getElementById(`${control.id}-hint`);
    if (told.textContent !== hint) told.textContent = hint;
    told.hidden = !hint;
  }

  // Fields for controls that are named in the words of a tool.
  const fields = (fill, tool, controls) => (name, hint) => {
    controls[name].id = `${tool}-${name}`;
    return field(fill(`field.${name}`), controls[name], hint && fill(`field.${hint}`));
  };

  const group = (legend, ...content) => element('fieldset', {}, element('legend', {}, legend), ...content);

  // A form that is never sent; `done` is called where the reader would send it.
  function form(done, ...content) {
    const whole = element('form', { autocomplete: 'off', novalidate: true }, ...content);
    whole.addEventListener('submit', (event) => { event.preventDefault(); done(); });
    return whole;
  }

  // Fills a field in, or takes out again what was filled in; what the reader wrote there gives way only to a surer text.
  const filled = new WeakMap();
  function fillIn(control, text, sure) {
    if (!(sure && text) && control.value !== (filled.get(control) || '')) return;
    filled.set(control, text);
    control.value = text;
  }

  // Shows lines in a box, which is hidden without any; what stands there already is not said anew.
  function say(box, lines) {
    const said = lines.map((line) => (typeof line === 'string' ? element('p', {}, line) : line));
    const words = (parts) => parts.map(({ textContent }) => textContent).join('\n');
    if (words(said) === words(Array.from(box.children))) return;
    box.hidden = !lines.length;
    box.replaceChildren(...said);
  }

  const option = (value, text) => element('option', { value }, text);

  // Options that may stand in groups: [[value, text]] or [[group, [[value, text]]]].
  function offer(select, options, kept = select.value) {
    select.replaceChildren(...options.map(([value, text]) => (Array.isArray(text)
      ? element('optgroup', { label: value }, ...text.map((one) => option(...one))) : option(value, text))));
    select.value = kept;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }

  // A jurisdiction and one of its cycles, chosen from two lists; `before` and `after` stand around the cycles.
  function choice(jurisdictions, places, cycles) {
    const named = (rows) => rows.map(({ slug, name }) => [slug, name]);
    const place = () => jurisdictions.find(({ slug }) => slug === places.value);
    const cycle = () => place() && place().cycles.find(({ slug }) => slug === cycles.value);
    function begin(slug, none, before, ...after) {
      offer(places, [['', none], ...named(jurisdictions)], slug);
      offer(cycles, [['', before], ...named(place() ? place().cycles : []), ...after], '');
    }
    return { place, cycle, begin };
  }

  /* ---- texts ---- */

  // The page names the standing of the day on which it was built; what has expired stays so, also where no day is known.
  function standing(text, day) {
    const { standing: built, effective_on: from, expires_on: until } = text;
    if (!['not_yet', 'in_force', 'in_force_until'].includes(built)) return built;
    if (from && from > day) return 'not_yet';
    if (!until) return 'in_force';
    return until < day ? 'expired' : 'in_force_until';
  }

  const isDraft = (text) => DRAFTS.includes(text.standing);
  const inForce = (name) => name === 'in_force' || name === 'in_force_until';

  // Brackets of one shape are not to stand in each other (GB/T 15834, 4.9.3.5).
  function clause(fill, number) {
    if (!number || /^（.*）$/.test(number)) return number || '';
    return fill(number.includes('（') ? 'clause_outer' : 'clause', { clause: number });
  }

  function day(fill, written) {
    const [year, month, date] = written.split('-').map(Number);
    return fill('day', { year, month, day: date });
  }

  /* ---- the record ---- */

  const hosted = () => /^https?:$/.test(window.location.protocol);
  const read = new Map();

  // What the API says of a cycle; each file is asked for once.
  function cycle(base, slug, name) {
    const address = `${base}api/v1/${encodeURIComponent(slug)}/${encodeURIComponent(name)}.json`;
    if (!read.has(address)) {
      const asked = fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' }).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status}`);
        return answer.json();
      });
      asked.catch(() => read.delete(address));
      read.set(address, asked);
    }
    return read.get(address);
  }

  /* ---- taking a text away ---- */

  function save(name, type, content) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = element('a', { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(address), 60e3);
  }

  // The clipboard of today needs https; the old way works on a plain host too.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (closed) {
      const box = element('textarea', { class: 'visually-hidden', 'aria-hidden': 'true' });
      const before = document.activeElement;
      box.value = text;
      document.body.append(box);
      box.select();
      const done = document.execCommand('copy');
      box.remove();
      if (before) before.focus();
      return done;
    }
  }

  return {
    today, filler, element, field, tell, fields, group, form, fillIn, say, offer, choice,
    standing, isDraft, inForce, clause, day, hosted, cycle, save, copy,
  };
})();
