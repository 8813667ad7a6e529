/* What may be said of an award: pure, from the data of the page. No document, no clock.

   `about` is what is asked about: {jurisdiction, text, basis, cycle, year, award, awardee, state, awards, others}; `others`
   are the other jurisdictions with the names of their awards.
   `basis` says which text speaks: `text` (the one held, no award given), `own_text` (that of the award), `present_text`
   (another one; whether it applies is not stated), `nothing`. A draft says nothing of a given award. */
window.nameRules = (() => {
  'use strict';

  const ENDED = ['revoked', 'stopped', 'expired', 'decided_later'];
  const DRAFTS = ['draft', 'consultation_draft'];
  const STATING = ['state_award_year', 'state_award_category'];
  const NOMINATION = '提名';

  // How people ask, and what the data call it; null: no text names it. `loose`: a use of its own that the texts do not name.
  const ASKED = [
    ['publicity', [['brochure', 'image_publicity'], ['website', 'image_publicity', 'loose'], ['recruitment', 'image_publicity', 'loose'],
      ['tender', 'image_publicity', 'loose'], ['logo', 'logo_use'], ['year', 'state_award_year'], ['category', 'state_award_category']]],
    ['products', [['product_ad', 'product_advertising'], ['service_ad', 'service_advertising'], ['product_body', 'product_marking'],
      ['packaging', 'packaging_marking'], ['service_sign', 'service_marking'], ['product_quality', 'product_quality_publicity'],
      ['service_quality', 'service_quality_publicity']]],
    ['dealing', [['certificate_copy', null], ['dealing', 'sell_or_rent'], ['profit', 'other_profit_making'], ['forging', 'forging']]],
  ];

  /* ---- which text, which award, in which state ---- */

  function basisOf(jurisdiction, cycle, year) {
    const held = (id) => (id === null ? null : jurisdiction.texts[id]);
    const law = (text) => (text && !DRAFTS.includes(text.standing) ? text : null);
    const present = held(jurisdiction.present);
    if (!cycle && !year) return { text: present, basis: present ? 'text' : 'nothing' };
    const own = cycle && law(held(cycle.regulation));
    if (own) return { text: own, basis: 'own_text' };
    return { text: law(present), basis: law(present) ? 'present_text' : 'nothing' };
  }

  // The names as the decision has them; what else is known of them stands in the text that speaks.
  function awardsOf(jurisdiction, cycle, text) {
    const present = jurisdiction.texts[jurisdiction.present];
    const told = text ? text.awards : [];
    const named = cycle && cycle.awards.length ? cycle.awards : told.length ? told : (present || { awards: [] }).awards;
    return named.map(({ id, name }) => {
      const { category = null, recipients = [] } = told.find((award) => award.id === id) || {};
      return { id, name, category, recipients };
    });
  }

  const dated = (awardee, revocations) => revocations.filter(({ award_id: id }) => id === awardee.id)
    .map(({ measure, effective_on: from, decided_on: on }) => ({ measure, on: from || on })).filter(({ on }) => on);

  // Measures that are decided, but not yet in force.
  const announced = (awardee, revocations, today) => dated(awardee, revocations).filter(({ on }) => on > today);

  // The same as generator/domain/statuses.py, for the day on which the page is read.
  function stateOf(awardee, revocations, today) {
    const measures = dated(awardee, revocations).filter(({ on }) => on <= today).map(({ measure }) => measure);
    if (measures.includes('revoke')) return 'revoked';
    if (awardee.decided_on && awardee.decided_on > today) return 'decided_later';
    if (awardee.valid_until && awardee.valid_until < today) return 'expired';
    if (measures.length) return 'stopped';
    return awardee.valid_until ? 'valid' : 'standing';
  }

  /* ---- a use ---- */

  // `use` is one of the uses of the data, or null for one that no text names.
  function answer({ text, state }, use) {
    if (use === null) return { verdict: 'silent', clause: null, within: null, condition: null };
    if (!text) return { verdict: 'unsaid', clause: null, within: null, condition: null };
    const { shown, clause, within, condition } = text.uses[use];
    let verdict = shown === 'permitted' && condition ? 'permitted_if' : shown;
    if (ENDED.includes(state) && /^permitted|^required/.test(verdict)) verdict = 'ended';
    return { verdict, clause, within, condition };
  }

  const required = (text, use) => Boolean(text) && text.uses[use].shown === 'required';

  // What a permitted use has to state as well.
  const stated = ({ text }) => STATING.filter((use) => required(text, use)).map((use) => ({ use, clause: text.uses[use].clause }));

  /* ---- reading a sentence ---- */

  const normal = (text) => text.normalize('NFKC').replace(/[\s·•・"'“”‘’「」『』《》〈〉]/g, '').toLowerCase();
  const listed = (keywords) => keywords.split('、').filter(Boolean);
  const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = (keyword) => new RegExp(keyword.split('…').map((part) => quoted(normal(part))).join('[^。!?;,:、]{0,8}'));
  const segments = (place) => place.match(/[^省市区县]+[省市区县]?/g);

  // 示例市政府质量奖 is also called 政府质量奖 and 质量奖; with a category, without it.
  function namesOf({ name, category }, place) {
    const whole = normal(name), kind = category ? normal(category) : '';
    const bases = kind && whole.endsWith(kind) && whole !== kind ? [whole, whole.slice(0, -kind.length)] : [whole];
    const names = new Set(bases);
    const cut = (base, start) => { if (base.startsWith(start) && base.length - start.length > 2) names.add(base.slice(start.length)); };
    segments(place).forEach((_, from, all) => bases.forEach((base) => cut(base, normal(all.slice(from).join('')))));
    [...names].forEach((base) => { cut(base, '人民政府'); cut(base, '政府'); });
    return names;
  }

  const othersOf = (all, jurisdiction) => all.filter((one) => one !== jurisdiction).map(({ name, texts, cycles }) => (
    { name, awards: [].concat(...Object.values(texts).concat(cycles).map(({ awards }) => awards)) }));

  // The names of the awards of other places, as far as they say the place.
  function namesElsewhere(others) {
    const names = others.map(({ name: place, awards }) => {
      const starts = segments(place).map(normal);
      return awards.map((award) => [...namesOf(award, place)].filter((name) => starts.some((start) => name.startsWith(start))));
    });
    return [].concat(...names.map((all) => [].concat(...all)));
  }

  function vocabulary({ awards, jurisdiction, others }, generic) {
    const known = new Map();
    awards.forEach((award) => namesOf(award, jurisdiction.name).forEach((name) => {
      known.set(name, { name, ids: [...(known.has(name) ? known.get(name).ids : []), award.id], generic: false });
    }));
    generic.map(normal).filter((name) => !known.has(name))
      .forEach((name) => known.set(name, { name, ids: awards.map(({ id }) => id), generic: awards.length > 1 }));
    namesElsewhere(others).filter((name) => !known.has(name))
      .forEach((name) => known.set(name, { name, elsewhere: true }));
    return [...known.values()].sort((a, b) => b.name.length - a.name.length);
  }

  function mentions(sentence, known) {
    const found = [];
    for (let at = 0; at < sentence.length;) {
      const here = known.find(({ name }) => sentence.startsWith(name, at));
      if (here) found.push({ ...here, before: sentence.slice(0, at) });
      at += here ? here.name.length : 1;
    }
    return found;
  }

  const OFFICE = /(?:人民政府|政府|人民|[省市区县州]长|主席)$/;
  const SOME_PLACE = /[^省市区县获得了的年度,。;:、()]{2,8}(?:省|市|区|县|州|盟|旗)$/;
  const THIS_PLACE = /(?:我|本|该|全|各|同)[省市区县州盟旗]$/;

  // The place or the level that stands before a name and is another one than that asked about; empty where none does.
  // 金华市政府质量奖 is not that of 金华市金东区: only the last part of a place's name says the place.
  function elsewhere({ name, before, elsewhere: known }, { jurisdiction, others }, words) {
    if (known) return name;
    const own = segments(jurisdiction.name).map(normal);
    if (own.some((segment) => name.startsWith(segment))) return '';
    const said = before.replace(OFFICE, '');
    if (said.endsWith(own[own.length - 1])) return '';
    const foreign = others.reduce((all, { name: other }) => all.concat(other, segments(other)), []).map(normal);
    const word = words.concat(foreign, own).find((one) => said.endsWith(one));
    const place = word || (!THIS_PLACE.test(said) && (said.match(SOME_PLACE) || [''])[0]);
    return place ? said.slice(said.length - place.length) + before.slice(said.length) + name : '';
  }

  const DIGITS = { '〇': 0, '○': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9 };

  // Years that a sentence names, but for those of document numbers and those in which a company began.
  function years(sentence, before, after) {
    const text = sentence.replace(/[〇○零一二三四五六七八九]{4}(?=年)/g, (year) => Array.from(year, (one) => DIGITS[one]).join(''));
    const found = [];
    const search = /(^|\D)((?:19|20)\d{2})(?!\d)/g;
    for (let hit = search.exec(text); hit; hit = search.exec(text)) {
      const start = text.slice(0, hit.index + hit[1].length), rest = text.slice(hit.index + hit[0].length);
      const founded = before.some((word) => start.endsWith(word)) || after.some((word) => rest.startsWith(word));
      if (!founded && !/[〔[【]$/.test(start)) found.push(Number(hit[2]));
    }
    return found;
  }

  /* ---- judging it: each returns its findings ---- */

  const wrong = (code, facts = {}) => ({ code, level: 'wrong', ...facts });
  const ask = (code, facts = {}) => ({ code, level: 'ask', ...facts });

  function judgeYear(found, { text, cycle, year, awardee }) {
    const expected = cycle ? cycle.year : year;
    const decided = awardee && awardee.decided_on ? Number(awardee.decided_on.slice(0, 4)) : null;
    if (!found.length) {
      return required(text, 'state_award_year') ? [wrong('missing_year', { clause: text.uses.state_award_year.clause })] : [];
    }
    if (!expected || found.includes(expected)) return [];
    if (decided && found.includes(decided)) return [ask('decision_year', { found: decided, year: expected })];
    return [wrong('wrong_year', { year: expected })];
  }

  // 先进质量管理模式 and 先进质量管理成果 are told apart by 模式 and 成果.
  function shortened(category, all) {
    let shared = 0;
    while (all.every((one) => one[shared] && one[shared] === all[0][shared])) shared += 1;
    return normal(category.slice(shared) || category);
  }

  function judgeCategory(sentence, ids, { text, awards }) {
    if (!required(text, 'state_award_category')) return [];
    const all = [...new Set(awards.map(({ category }) => category).filter(Boolean))];
    const meant = [...new Set(awards.filter(({ id }) => ids.includes(id)).map(({ category }) => category))];
    if (!meant.length || meant.includes(null)) return [];
    const says = (category) => sentence.includes(shortened(category, all));
    if (meant.some(says)) return [];
    if (all.some(says)) return [wrong('wrong_category', { category: meant.join('、') })];
    return [wrong('missing_category', { categories: meant, clause: text.uses.state_award_category.clause })];
  }

  function judgeAward(sentence, own, { awards, award }) {
    const chosen = awards.find(({ id }) => id === award);
    const unclear = own.every(({ generic }) => generic) ? [ask('award_unclear', { found: own[0].name })] : [];
    if (!chosen) return unclear;
    const nominated = sentence.includes(NOMINATION);
    const facts = { found: own[0].name, award: chosen.name };
    if (chosen.name.includes(NOMINATION)) return nominated ? [] : [wrong('nomination', facts)];
    if (nominated || !own.some(({ ids }) => ids.includes(award))) return [wrong('other_award', facts)];
    return unclear;
  }

  function judgeUses(rest, { text }, use, keywords) {
    if (!text) return [];
    const found = Object.keys(text.uses).filter((name) => (
      name === use || listed(keywords[name] || '').some((keyword) => pattern(keyword).test(rest))));
    return found.filter((name) => !STATING.includes(name)).reduce((all, name) => {
      const { shown, clause, within } = text.uses[name];
      if (shown === 'prohibited') return all.concat(wrong(within ? 'within' : 'prohibited', { use: name, within, clause }));
      return shown === 'silent' ? all.concat(ask('unstated', { use: name })) : all;
    }, []);
  }

  /* What is wrong with a sentence, or has to be asked: [{code, level, clause…}]. `keywords` are lists with 、 between, in
     which … stands for a few characters of the same clause of the sentence. */
  function judge(written, about, use, keywords) {
    const sentence = normal(written);
    const lists = (name) => listed(keywords[name]).map(normal);
    const named = mentions(sentence, vocabulary(about, listed(keywords.generic)));
    const strange = named.map((mention) => elsewhere(mention, about, lists('elsewhere')));
    const own = named.filter((_, place) => !strange[place]);
    if (!own.length) return [named.length ? ask('elsewhere', { found: strange[0] }) : ask('not_named')];
    const ids = about.award ? [about.award] : own.reduce((all, mention) => all.concat(mention.ids), []);
    // Whether a text applies that is not the award's own is not stated: what it says can only be asked about.
    const given = about.basis === 'present_text' && (about.cycle || about.year);
    const ruled = (found) => found.map((one) => (given && one.clause !== undefined ? { ...one, level: 'ask' } : one));
    const rest = own.reduce((text, { name }) => text.split(name).join('奖'), sentence);
    return [
      ...(ENDED.includes(about.state) ? [wrong(about.state)] : []),
      ...judgeAward(sentence, own, about),
      ...ruled(judgeYear(years(sentence, lists('founded_before'), lists('founded_after')), about)),
      ...ruled(judgeCategory(sentence, ids, about)),
      ...ruled(judgeUses(rest, about, use, keywords)),
    ];
  }

  /* ---- wording that meets the conditions ---- */

  // The parts of it; the page has the sentence around them.
  function wording({ text, awards, award, cycle, year, awardee }) {
    const chosen = awards.find(({ id }) => id === award);
    if (!chosen) return null;
    const kind = required(text, 'state_award_category') ? chosen.category : null;
    const individual = chosen.recipients.length === 1 && chosen.recipients[0] === 'individual';
    return {
      year: cycle ? cycle.year : year,
      award: chosen.name,
      category: kind && !normal(chosen.name).includes(normal(kind)) ? kind : null,
      who: awardee && awardee.awardee ? `${awardee.unit || ''}${awardee.awardee}` : null,
      entry: awardee && !awardee.awardee ? awardee.entry_title : null,
      owner: individual ? 'individual' : 'organization',
    };
  }

  return { ASKED, basisOf, awardsOf, othersOf, stateOf, announced, answer, stated, judge, wording };
})();
