/* The objection letter: asks what a letter needs, shows what the notice's own text demands, says what is missing, and gives
   the letter as print, as a Word file and as text. What the reader writes stays in this page: nothing is stored, and the one
   request is for the file of the cycle, which would be the same for every reader. */
(() => {
  'use strict';

  const box = document.getElementById('objection-letter');
  const holder = document.getElementById('objection-letter-data');
  if (!box || !holder) return;
  const { words, standings, jurisdictions } = JSON.parse(holder.textContent);
  const { base } = box.dataset;
  const { element, tell, offer, filler, ...parts } = window.toolParts;
  const { writer, asText } = window.letterText;
  const { docx } = window;
  const fill = filler(words);
  const letters = writer(words, standings);
  const CHANGES = ['correction', 'extension'];

  const input = (type = 'text') => element('input', { type });
  const area = (rows) => element('textarea', { rows });

  /* ---- the form ---- */

  const controls = {
    place: element('select'), cycle: element('select'), notice: element('select'),
    title: input(), publisher: input(), published: input(), to: input(),
    candidate: input(), facts: area(6), reasons: area(4), evidence: area(4),
  };
  const named = parts.fields(fill, 'letter', controls);
  const sheet = element('input', { type: 'checkbox', checked: true, id: 'letter-sheet', autocomplete: 'off' });
  const state = element('div', { class: 'callout', role: 'status', hidden: true });
  const rules = element('section', { class: 'callout', 'aria-labelledby': 'letter-check', hidden: true });
  const moreText = element('div');
  const more = element('details', { open: window.matchMedia('(min-width: 60em)').matches }, element('summary', {}, fill('page.more')), moreText);
  const lacking = element('div');
  const said = element('p', { role: 'status' });
  const paper = element('article', { class: 'letter' });
  const preview = element('details', { class: 'letter-preview' }, element('summary', {}, fill('page.preview')), paper);
  const group = (name, ...content) => parts.group(fill(`page.${name}`), ...content);

  const parties = window.letterParties(words, () => refresh());
  const form = parts.form(() => {},
    group('notice', named('place'), named('cycle'), named('notice'), state,
      named('title', 'title_hint'), named('publisher'), named('published'), named('to')),
    rules,
    group('who', ...parties.parts),
    group('about', named('candidate', 'candidate_hint'), named('facts', 'facts_hint'), named('reasons', 'reasons_hint')),
    group('evidence', named('evidence', 'evidence_hint')));

  const button = (name, taken, main) => {
    const made = element('button', { type: 'button', class: main && 'button--main', 'data-out': name }, fill(`out.${name}`));
    made.addEventListener('click', taken);
    return made;
  };
  const out = element('section', { class: 'letter-out', 'aria-labelledby': 'letter-out' },
    element('h2', { id: 'letter-out' }, fill('page.missing')), lacking,
    element('label', { class: 'choice', for: sheet.id }, sheet, fill('field.sheet')),
    element('p', { class: 'actions' }, button('print', () => { lay(); window.print(); done(''); }, true),
      button('docx', () => take('docx', docx.TYPE, docx.bytes(blocks()))),
      button('text', () => take('txt', 'text/plain;charset=utf-8', `\ufeff${asText(blocks())}`)), button('copy', copy)), said);

  /* ---- to what: jurisdiction, cycle, notice ---- */

  let record = null; // the chosen notice as the API has it
  let published = []; // all notices of the cycle

  const { place, cycle, begin } = parts.choice(jurisdictions, controls.place, controls.cycle);

  const unheld = { text: null, standing: null, present: false, cited: null };

  // The text under which the notice was published, and no other; without a cycle the one held as the present text.
  function source() {
    const where = place(), round = cycle();
    if (!where) return null;
    const id = round ? round.regulation : where.present;
    const text = id === null ? null : where.texts[id];
    return { text, standing: text && parts.standing(text, parts.today()), present: !round, cited: round && round.cited };
  }

  function choosePlace(slug) {
    begin(slug, fill('choose'), fill('field.cycle_none'));
    controls.cycle.disabled = !place();
    return chooseCycle();
  }

  // The ways that the notice prints, otherwise those of the one that it changes.
  function printed() {
    const seen = new Set();
    let notice = record;
    while (notice && !notice.channels.length && notice.corrects && !seen.has(notice.id)) {
      seen.add(notice.id);
      const { corrects } = notice;
      notice = published.find(({ id }) => id === corrects);
    }
    return notice ? notice.channels : [];
  }

  function delivery() {
    const found = printed();
    return [...new Set(found.map(({ office }) => office))].map((office) => fill('notice_state.channels', {
      office,
      ways: found.filter((one) => one.office === office).map(({ kind, value: way, hours }) => (
        fill(hours ? 'notice_state.channel_hours' : 'notice_state.channel', { kind: fill(`channel.${kind}`), value: way, hours }))).join(words.listing),
    }));
  }

  // Only a notice that the reader has chosen is surer than what the reader wrote.
  const put = (name, text) => parts.fillIn(controls[name], text, record !== null);

  function address() {
    const where = place(), rule = source();
    const { text, standing } = rule || unheld;
    const offices = [...new Set(printed().map(({ office }) => office))];
    put('to', (offices.length === 1 && offices[0]) || (text && (where.receiver || text.to)) || (record && record.publisher) || '');
    let name = 'to_unheld';
    if (text) name = text.to ? 'to_rule' : 'to_silent';
    if (name === 'to_rule' && !parts.inForce(standing) && standing !== 'expired' && standing !== 'unknown') name = 'to_draft';
    const clause = text ? parts.clause(fill, text.clause) : '';
    tell(controls.to, where ? fill(`field.${name}`, { to: text && text.to, clause, standing: standings[standing] }) : '');
  }

  const say = (...lines) => parts.say(state, lines);

  let turn = 0;

  async function chooseCycle(wanted = '') {
    turn += 1;
    const mine = turn, where = place(), round = cycle();
    offer(controls.notice, [['', fill('field.notice_none')]], '');
    controls.notice.disabled = true;
    chooseNotice(null);
    if (!round) return;
    if (!parts.hosted()) { say(fill('notice_state.offline')); return; }
    say(fill('notice_state.loading'));
    try {
      const { notices } = await parts.cycle(base, where.slug, round.slug);
      if (mine !== turn) return;
      published = notices;
      offer(controls.notice, [['', fill('field.notice_none')], ...notices.map(({ id, title }) => [id, title])], wanted);
      controls.notice.disabled = !notices.length;
      controls.notice.onchange = () => chooseNotice(notices.find(({ id }) => id === controls.notice.value) || null);
      const found = notices.find(({ id }) => id === wanted);
      if (found) chooseNotice(found);
      else if (!notices.length) say(fill('notice_state.empty'));
      else say(...(wanted ? [fill('notice_state.unknown')] : [])); // what was written meanwhile stays
    } catch (failure) {
      if (mine === turn) say(fill('notice_state.failed'));
    }
  }

  const since = (mark) => !mark.since || mark.since <= parts.today();

  const ends = ({ closes_on: day, closes_time: hour, computed }) => (
    letters.day(day) + (hour || fill('notice_state.midnight')) + (computed ? fill('notice_state.computed') : ''));

  function closing({ provisional, ...notice }) {
    return fill('notice_state.until', { closes: ends(notice) }) + (provisional ? fill('notice_state.provisional') : '');
  }

  function told(notice) {
    const marks = notice.marks.filter(since).map(({ mark }) => mark);
    if (marks.includes('withdrawn')) return [fill('notice_state.withdrawn')];
    if (notice.change === 'withdrawal') return [fill('notice_state.withdrawal')];
    if (!notice.closes_at) return [fill('notice_state.undated')];
    const now = Date.now();
    let phase = now >= Date.parse(notice.closes_at) ? 'closed' : 'open';
    if (notice.opens_at && now < Date.parse(notice.opens_at)) phase = 'upcoming';
    const lines = [closing(notice) + fill(`notice_state.${phase}`)];
    if (marks.length || CHANGES.includes(notice.change)) lines.push(fill('notice_state.changed'));
    if (phase === 'closed') {
      lines.push(element('p', {}, element('a', { href: base + place().path }, fill('notice_state.afterwards'))));
    }
    return lines;
  }

  function tellNotice() {
    const ways = delivery();
    say(...(record ? [...told(record), ...(ways.length ? ways : [fill('notice_state.channels_none')])] : []));
  }

  function chooseNotice(notice) {
    record = notice;
    put('title', notice ? notice.title : '');
    put('publisher', (notice && notice.publisher) || '');
    put('published', notice && notice.published_on ? letters.day(notice.published_on) : '');
    address();
    tellNotice();
    refresh();
  }

  /* ---- the letter ---- */

  const value = (name) => controls[name].value.trim();

  function letter() {
    const dated = record && record.closes_on && record.change !== 'withdrawal';
    return {
      place: controls.place.value, to: value('to'), kind: parties.kind(), sheet: sheet.checked,
      notice: {
        title: value('title'), publisher: value('publisher'), published: value('published'),
        closes: dated ? ends(record) : '',
        source_url: record && record.source_url, delivery: delivery(),
      },
      parties: parties.list(),
      candidate: value('candidate'), facts: value('facts'), reasons: value('reasons'), evidence: value('evidence'),
    };
  }

  const blocks = () => letters.compose(letter(), source() || unheld);
  const shown = ({ style, text }) => element('p', { class: `letter__${style.toLowerCase()}` }, text);

  function showLacks(lacks) {
    const list = lacks.map((lack) => {
      const link = element('button', { type: 'button' }, lack.text);
      link.addEventListener('click', () => document.getElementById(`letter-${lack.field}`).focus());
      return element('li', { 'data-lack': lack.field, 'data-demanded': `${lack.demanded}` },
        lack.field ? link : lack.text, ...(lack.why ? [' ', element('small', {}, lack.why)] : []));
    });
    const at = lacking.contains(document.activeElement) && document.activeElement.parentNode.dataset.lack;
    lacking.replaceChildren(...(list.length ? [element('p', {}, fill('missing.advice')), element('ul', { class: 'lacks' }, ...list)]
      : [element('p', {}, fill('missing.none'))]));
    const again = at && lacking.querySelector(`[data-lack="${at}"] button`);
    if (again) again.focus();
  }

  function refresh() {
    const rule = source();
    rules.hidden = !rule;
    if (rule) {
      rules.replaceChildren(element('p', { class: 'callout__title', id: 'letter-check' }, fill('page.check')),
        ...letters.checks(rule).map(shown), more);
      moreText.replaceChildren(...letters.advice(rule, parties.kind()).map(shown));
    }
    showLacks(letters.missing(letter(), rule || unheld));
    paper.replaceChildren(...blocks().map(shown));
  }

  /* ---- taking it away ---- */

  let kept = true; // nothing is written that is not taken away

  function done(text, taken = true) {
    kept = kept || taken;
    const count = lacking.querySelectorAll('li').length;
    said.textContent = text + (count ? fill('out.incomplete', { count }) : '');
  }

  function take(ending, type, content) {
    const name = record ? `-${controls.place.value}-${record.id}` : '';
    parts.save(`${fill('out.file')}${name}.${ending}`, type, content);
    done(fill('out.made'));
  }

  async function copy() {
    const taken = await parts.copy(asText(blocks()));
    done(fill(taken ? 'out.copied' : 'out.not_copied'), taken);
  }

  // What is printed is the letter, whether by this button or by the browser.
  function lay() {
    refresh();
    preview.open = true;
    document.documentElement.setAttribute('data-letter', '');
  }

  window.addEventListener('beforeprint', lay);
  window.addEventListener('afterprint', () => document.documentElement.removeAttribute('data-letter'));

  /* ---- the reader ---- */

  const writing = [controls.candidate, controls.facts, controls.reasons, controls.evidence];
  let pause = 0;
  box.addEventListener('input', (event) => {
    kept = kept && !writing.includes(event.target) && !parties.holds(event.target);
    window.clearTimeout(pause);
    pause = window.setTimeout(refresh, 200);
  });
  controls.place.addEventListener('change', () => choosePlace(controls.place.value));
  controls.cycle.addEventListener('change', () => chooseCycle());
  window.setInterval(() => { if (record) tellNotice(); }, 60e3); // its period may end while the letter is written
  window.addEventListener('beforeunload', (event) => {
    if (kept) return;
    event.preventDefault();
    event.returnValue = ''; // browsers of some years ago ask only then
  });

  box.append(element('p', { class: 'callout' }, fill('private'), fill('no_identity')), form, out, preview);
  box.hidden = false;
  parties.seat(1);
  const [slug, round, id] = (new URLSearchParams(window.location.search).get('notice') || '').split('/');
  choosePlace(jurisdictions.some((one) => one.slug === slug) ? slug : '');
  if (place() && place().cycles.some((one) => one.slug === round)) {
    controls.cycle.value = round;
    chooseCycle(id);
  } else if (slug) {
    say(fill('notice_state.unknown'));
  }
})();
