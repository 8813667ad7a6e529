/* May I use this name: a use looked up, and a sentence checked. The judging is in name-rules.js; here are the questions, the
   answers as words, and the one request: the file of the cycle whose awardees may be chosen. */
(() => {
  'use strict';

  const box = document.getElementById('name-check');
  const holder = document.getElementById('name-check-data');
  if (!box || !holder) return;
  const { words, standings, uses, jurisdictions } = JSON.parse(holder.textContent);
  const { base } = box.dataset;
  const { element, form, group, tell, offer, filler, ...parts } = window.toolParts;
  const rules = window.nameRules;
  const fill = filler(words);

  const USES = new Map(rules.ASKED.reduce((all, [, asked]) => all.concat(asked), []).map(([name, use, loose]) => [name, { name, use, loose }]));
  const SHAPES = { permitted_if: 'permitted', unsaid: 'unknown', ended: 'prohibited', wrong: 'prohibited', ask: 'silent' };
  const KEYWORDS = Object.fromEntries(Object.entries(words).filter(([name]) => name.startsWith('keywords.'))
    .map(([name, text]) => [name.slice('keywords.'.length), text]));

  /* ---- the questions ---- */

  const controls = {
    place: element('select'), cycle: element('select'), year: element('input', { type: 'number', min: 1990, max: 2100, inputmode: 'numeric' }),
    award: element('select'), awardee: element('select'), use: element('select'), sentence: element('textarea', { rows: 3 }),
  };
  const named = parts.fields(fill, 'check', controls);
  const year = named('year', 'year_hint'), awardee = named('awardee');
  const result = element('div', { class: 'callout', id: 'check-result', 'aria-live': 'polite', hidden: true });
  const findings = element('div', { id: 'check-findings', 'aria-live': 'polite' });
  const check = element('button', { class: 'button--main' }, fill('field.check'));
  const asking = form(() => {}, group(fill('page.use'),
    named('place'), named('cycle'), year, named('award'), awardee, named('use')));
  const pasting = form(() => judge(), group(fill('page.sentence'), named('sentence', 'sentence_hint'), check));
  const wordings = element('section', { id: 'check-wording', 'aria-labelledby': 'check-wording-title' });

  /* ---- what is asked about ---- */

  let list = null; // the file of the chosen cycle
  const { place, cycle, begin } = parts.choice(jurisdictions, controls.place, controls.cycle);

  function about() {
    const jurisdiction = place(), round = cycle() || null;
    const other = controls.cycle.value === '*' && /^(?:19|20|21)\d\d$/.test(controls.year.value) ? Number(controls.year.value) : null;
    const { text, basis } = rules.basisOf(jurisdiction, round, controls.cycle.value === '*' ? other || '*' : null);
    const who = list ? list.awardees.find(({ id }) => id === controls.awardee.value) || null : null;
    return {
      jurisdiction, text, basis, cycle: round, year: other,
      award: controls.award.value, awards: rules.awardsOf(jurisdiction, round, text),
      awardee: who, state: who ? rules.stateOf(who, list.revocations, parts.today()) : null,
      others: rules.othersOf(jurisdictions, jurisdiction),
    };
  }

  /* ---- answers as words ---- */

  const clauseOf = (number) => parts.clause(fill, number);
  const badge = (level, word) => element('span', { class: `badge badge--${SHAPES[level] || level}` }, word);
  const paragraph = (...content) => element('p', {}, ...content);

  function status({ awardee: who, state }) {
    if (!who) return paragraph(element('small', {}, fill('status.unchecked')));
    const until = who.valid_until ? parts.day(fill, who.valid_until) : '';
    const coming = rules.announced(who, list.revocations, parts.today())
      .map(({ measure, on }) => element('strong', {}, fill(`status.announced_${measure}`, { day: parts.day(fill, on) })));
    return paragraph(element('strong', {}, fill('status.label', { day: parts.day(fill, parts.today()) })), fill(`status.${state}`, { until }),
      ...(list.revocations_held ? [] : [fill('status.unheld')]), ...coming, ' ', element('a', { href: `${base}${who.page}index.html` }, fill('status.page')));
  }

  function standing({ text, basis, cycle: round }) {
    if (!text) return [];
    const name = parts.standing(text, parts.today());
    const law = !parts.isDraft(text) && name !== 'not_yet';
    const told = fill(law ? 'answer.standing' : 'answer.not_law', { standing: standings[name] });
    const lines = [paragraph(law ? told : element('strong', {}, told))];
    const unlike = !round ? 'present_text_year' : round.regulation || round.cited ? 'present_text' : 'present_text_uncited';
    return basis === 'present_text' ? [paragraph(element('strong', {}, fill(`answer.${unlike}`))), ...lines] : lines;
  }

  function reason({ text, jurisdiction }, { verdict, clause, within, condition }, use) {
    if (use === null) return fill('answer.certificate_copy');
    if (!text) return fill(jurisdiction.present ? 'answer.unsaid' : 'answer.no_text');
    const facts = { title: text.title, clause: clauseOf(clause), condition, wider: uses[within] };
    if (within) return fill('answer.within', facts);
    // Nobody is sent to an office to ask whether forging will do.
    if (use === 'forging' && verdict === 'silent') return fill('answer.silent_forging', facts);
    const said = text.uses[use];
    return fill(`answer.${verdict === 'ended' ? (said.condition && 'permitted_if') || said.shown : verdict}`, facts);
  }

  // What a permitted use has to state, whether its own condition says so again or not.
  function also(what, { verdict }) {
    const listed = /^permitted/.test(verdict) ? rules.stated(what) : [];
    if (!listed.length) return '';
    const clauses = [...new Set(listed.map(({ clause }) => clause))].join(words.listing);
    return fill('answer.also', { uses: listed.map(({ use }) => uses[use]).join(words.listing), clause: clauseOf(clauses) });
  }

  const office = ({ jurisdiction }) => paragraph(
    ...(jurisdiction.offices.length ? [fill('answer.ask', { offices: jurisdiction.offices.join(words.listing) }), ' '] : []),
    element('a', { href: base + jurisdiction.contact }, fill('answer.contact')));

  function showUse() {
    const asked = USES.get(controls.use.value);
    result.hidden = !place() || !asked;
    wordings.hidden = !place();
    if (!place()) return;
    const what = about();
    const given = asked && rules.answer(what, asked.use);
    if (asked) {
      result.dataset.verdict = given.verdict;
      result.dataset.clause = given.clause || '';
      result.dataset.basis = what.basis;
      result.replaceChildren(
        paragraph(badge(given.verdict, fill(`verdict.${given.verdict === 'ended' ? what.state : given.verdict}`)), ' ',
          asked.use ? fill('answer.read_as', { use: uses[asked.use] }) : '', asked.loose ? fill('answer.not_named') : ''),
        ...standing(what), paragraph(reason(what, given, asked.use), also(what, given)), status(what),
        ...(/silent|unsaid/.test(given.verdict) ? [office(what)] : []),
        paragraph(element('a', { href: `#${what.jurisdiction.slug}` }, fill('answer.more'))));
    }
    showWording(what, given);
  }

  function sentences({ who, entry, owner, category, ...facts }) {
    const award = category ? fill('wording.category', { ...facts, category }) : facts.award;
    if (entry) return [fill('wording.entry', { ...facts, award, entry })];
    if (!who) return [fill('wording.full', { ...facts, award, who: fill(`wording.owner_${owner}`) })];
    return [fill('wording.full', { ...facts, award, who }), fill('wording.short', { ...facts, award, who })];
  }

  // Only where the text that speaks permits the use, and the award still stands.
  function showWording(what, given) {
    wordings.hidden = !given || !/^permitted|^required/.test(given.verdict);
    if (wordings.hidden) return;
    const lines = [element('h2', { id: 'check-wording-title' }, fill('page.wording'))];
    const meant = what.cycle || what.year ? rules.wording(what) : null;
    if (!what.cycle && !what.year) lines.push(paragraph(fill('wording.need_year')));
    else if (!meant) lines.push(paragraph(fill('wording.need_award')));
    const said = element('p', { role: 'status' });
    (meant ? sentences(meant) : []).forEach((text, place) => {
      const copy = element('button', { type: 'button' }, fill('wording.copy', { number: place + 1 }));
      copy.addEventListener('click', async () => {
        said.textContent = fill(await parts.copy(text) ? 'wording.copied' : 'wording.not_copied');
      });
      lines.push(element('p', { class: 'wording' }, element('q', {}, text), copy));
    });
    if (meant && what.cycle) lines.push(paragraph(element('small', {}, fill('wording.year_note'))));
    wordings.replaceChildren(...lines, said);
  }

  /* ---- a sentence ---- */

  const finding = ({ code, level, clause, categories, ...facts }) => element('li', {
    'data-code': facts.use ? `${code}:${facts.use}` : code, 'data-level': level, 'data-clause': clause || '',
  }, badge(level, fill(`level.${level}`)), element('p', {}, fill(words[`found.${code}`] ? `found.${code}` : `status.${code}`, {
    ...facts, clause: clauseOf(clause), categories: (categories || []).join(words.listing), use: uses[facts.use], wider: uses[facts.within],
    until: facts.until ? parts.day(fill, facts.until) : '',
  })));

  // What was looked at, and what could not be.
  function limits({ text, award, awards, awardee: who, cycle: round, year: other }) {
    const looked = { rules: !!text, year: !!(round || other), award: !!award && awards.length > 0, status: !!who };
    const names = (wanted) => Object.keys(looked).filter((name) => looked[name] === wanted).map((name) => fill(`sentence.${name}`)).join(words.listing);
    return ['checked', 'unchecked'].map((key) => [key, names(key === 'checked')]).filter(([, list]) => list)
      .map(([key, list]) => fill(key === 'checked' ? 'sentence.limits' : 'sentence.unchecked', { [key]: list })).join('');
  }

  function drawnOn({ basis, jurisdiction }, judged) {
    if (!jurisdiction.present) return [paragraph(fill('answer.no_text'))];
    if (basis !== 'text') return judged.text ? standing(judged) : [paragraph(fill('answer.unsaid'))];
    return judged.text ? [paragraph(fill('sentence.present')), ...standing({ ...judged, basis })] : [paragraph(fill('sentence.draft'))];
  }

  function judge() {
    const sentence = controls.sentence.value.trim();
    if (!sentence || !place()) {
      findings.replaceChildren(paragraph(fill(sentence ? 'sentence.no_place' : 'sentence.empty')));
      return;
    }
    const what = about();
    // A sentence speaks of an award that was given: nothing is said of it from a draft.
    const judged = what.basis === 'text' ? { ...what, ...rules.basisOf(what.jurisdiction, null, '*') } : what;
    const asked = USES.get(controls.use.value);
    const found = rules.judge(sentence, judged, asked && asked.use, KEYWORDS)
      .map((one) => ({ ...one, until: what.awardee && what.awardee.valid_until }));
    findings.replaceChildren(
      ...drawnOn(what, judged),
      found.length ? element('ul', { class: 'uses' }, ...found.map(finding))
        : paragraph(judged.text ? badge('permitted', fill('sentence.clean')) : badge('unknown', fill('sentence.unruled'))),
      paragraph(element('small', {}, limits(judged))));
  }

  /* ---- the reader ---- */

  function showAwards(kept) {
    const what = place() ? about() : { awards: [] };
    offer(controls.award, [['', fill('field.award_any')], ...what.awards.map(({ id, name }) => [id, name])], kept);
  }

  function showAwardees(kept = '') {
    const names = new Map(place() ? about().awards.map(({ id, name }) => [id, name]) : []);
    const rows = list ? list.awardees.filter(({ award }) => !controls.award.value || award === controls.award.value) : [];
    awardee.hidden = !cycle();
    controls.awardee.disabled = !rows.length;
    const label = ({ awardee: who, unit, entry_title: entry, award }) => {
      const name = who ? `${unit || ''}${who}` : entry;
      return controls.award.value ? name : fill('field.awardee_on', { name, award: names.get(award) || award });
    };
    offer(controls.awardee, [['', fill('field.awardee_any')], ...rows.map((one) => [one.id, label(one)])], kept);
  }

  let turn = 0;

  async function chooseCycle(wanted = '') {
    turn += 1;
    const mine = turn, where = place(), round = cycle();
    list = null;
    year.hidden = controls.cycle.value !== '*';
    showAwards(controls.award.value);
    showAwardees();
    tell(controls.awardee, round ? fill(parts.hosted() ? 'awardees.loading' : 'awardees.offline') : '');
    refresh();
    if (!round || !parts.hosted()) return;
    try {
      const told = await parts.cycle(base, where.slug, round.slug);
      if (mine !== turn) return;
      list = told;
      tell(controls.awardee, '');
      showAwardees(wanted);
      if (wanted) { chooseAwardee(); refresh(); } // what was checked meanwhile stays
    } catch (failure) {
      if (mine === turn) tell(controls.awardee, fill('awardees.failed'));
    }
  }

  function chooseAwardee() {
    const who = list && list.awardees.find(({ id }) => id === controls.awardee.value);
    if (who) controls.award.value = who.award;
    showAwardees(controls.awardee.value);
  }

  function choosePlace(slug) {
    begin(slug, fill('choose'), fill('field.cycle_any'), ['*', fill('field.cycle_other')]);
    controls.award.value = '';
    chooseCycle();
  }

  function refresh() {
    findings.replaceChildren();
    showUse();
  }

  // The address names an award, not its cycle: the cycles are asked one after another, the newest first.
  async function find(slug, id) {
    const { cycles } = jurisdictions.find((one) => one.slug === slug);
    for (let at = 0; at < cycles.length; at += 1) {
      const told = await parts.cycle(base, slug, cycles[at].slug);
      if (told.awardees.some((one) => one.id === id)) return cycles[at].slug;
    }
    return null;
  }

  // What the reader chooses meanwhile stays chosen.
  async function prefill(slug, id) {
    const mine = turn;
    try {
      const found = parts.hosted() ? await find(slug, id) : null;
      if (mine !== turn) return;
      if (found === null) {
        tell(controls.place, fill(parts.hosted() ? 'awardees.unknown' : 'awardees.offline'));
        return;
      }
      controls.cycle.value = found;
      chooseCycle(id);
    } catch (failure) {
      if (mine === turn) tell(controls.place, fill('awardees.failed'));
    }
  }

  controls.place.addEventListener('change', () => { tell(controls.place, ''); choosePlace(controls.place.value); });
  controls.cycle.addEventListener('change', () => chooseCycle());
  controls.award.addEventListener('change', () => { showAwardees(controls.awardee.value); refresh(); });
  controls.awardee.addEventListener('change', () => { chooseAwardee(); refresh(); });
  controls.year.addEventListener('input', () => { showAwards(controls.award.value); refresh(); });
  controls.use.addEventListener('change', refresh);
  controls.sentence.addEventListener('input', () => findings.replaceChildren());

  offer(controls.use, [['', fill('choose')], ...rules.ASKED.map(([group, asked]) => (
    [fill(`group.${group}`), asked.map(([name]) => [name, fill(`use.${name}`)])]))]);
  const pair = (...content) => element('div', { class: 'tool-pair' }, ...content);
  box.append(paragraph(fill('private')), pair(asking, element('div', {}, result, wordings)), pair(pasting, findings));
  box.hidden = false;
  const [slug, id] = (new URLSearchParams(window.location.search).get('award') || '').split('/');
  const known = jurisdictions.some((one) => one.slug === slug);
  choosePlace(known ? slug : '');
  if (known && id) prefill(slug, id);
  else if (slug) tell(controls.place, fill('awardees.unknown'));
})();
