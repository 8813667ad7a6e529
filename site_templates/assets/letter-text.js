/* What an objection says, and what it lacks: pure, from what the reader wrote and from what the page knows of the text.

   A letter is a list of paragraphs {style, text}. Behind it stands a sheet to check by, which is not handed in: there what
   the text demands (style Demand), what it speaks of without demanding it (Stated), what it does not say (Silent) and what
   is usual elsewhere (Practice) are kept apart. */
window.letterText = (() => {
  'use strict';

  const { filler, day, isDraft, inForce } = window.toolParts;

  // An identity number: region, day of birth, order, check character (GB 11643).
  const IDENTITY = /(^|\D)[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/;

  const lines = (text) => text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.trim()).filter(Boolean);

  function writer(words, standings) {
    const fill = filler(words);
    const clause = (number) => window.toolParts.clause(fill, number);
    const block = (style, text) => ({ style, text });

    /* ---- the sheet: what the text asks for ---- */

    const item = ({ label, text, clause: number }) => fill('check.item', { label, text, clause: clause(number) });

    function source({ text, standing, present, cited }) {
      if (!text) return [block('Note', cited ? fill('check.unheld_cited', { cited }) : fill('check.unheld'))];
      const facts = { title: text.title, number: text.number, standing: standings[standing] };
      return [block('Note', fill('check.lead', facts)), ...(present ? [block('Note', fill('check.present'))] : [])];
    }

    const demandsHeading = ({ text, standing }) => (
      isDraft(text) || standing === 'not_yet' ? fill('check.demands_draft', { standing: standings[standing] }) : fill('check.demands'));

    function demands(rules) {
      if (!rules.text) return [];
      const asked = rules.text.demands.filter(({ kind }) => kind === 'demand');
      const spoken = rules.text.demands.filter(({ kind }) => kind === 'stated' || kind === 'waived');
      const unsaid = rules.text.demands.filter(({ kind }) => kind === 'silent');
      return [
        block('Heading', demandsHeading(rules)),
        ...(asked.length ? asked.map((one) => block('Demand', item(one))) : [block('Note', fill('check.demands_none'))]),
        ...(spoken.length ? [block('Heading', fill('check.stated')), ...spoken.map((one) => block('Stated', item(one)))] : []),
        ...(unsaid.length ? [block('Heading', fill('check.silent')),
          ...unsaid.map(({ label }) => block('Silent', fill('check.silent_item', { label })))] : []),
      ];
    }

    // What is usual elsewhere is told only where the text leaves a question open.
    function practice(rules, kind) {
      const open = (question) => !rules.text
        || rules.text.demands.some((one) => one.question === question && one.kind === 'silent');
      const told = ['real_name', 'anonymous', 'written_form', 'seal', 'evidence'].filter(open).filter((question) => (
        question !== 'anonymous' || !open('real_name'))).reduce((all, question) => all.concat(
        question !== 'seal' ? question : [...(kind === 'unit' ? [] : ['seal_person']), ...(kind === 'person' ? [] : ['seal_unit'])]), []);
      return [
        block('Heading', fill('check.practice')), block('Note', fill('check.practice_note')),
        ...told.concat('in_time').map((name) => block('Practice', fill(`practice.${name}`))),
      ];
    }

    const plain = (entry, name) => fill(name, { text: entry.text, clause: clause(entry.clause) });

    // Notices of one clause stand in one line.
    function listed(notices, name) {
      const clauses = [...new Set(notices.map(({ clause: number }) => number))];
      return clauses.map((number) => block('Note', fill(name, {
        what: notices.filter((one) => one.clause === number).map(({ what }) => what).join(words.listing), clause: clause(number),
      })));
    }

    function scope({ text }) {
      if (!text) return [];
      return [
        block('Heading', fill('check.scope')),
        block('Note', text.who.kind === 'silent' ? fill('check.silent_item', { label: text.who.label }) : plain(text.who, 'check.scope_who')),
        ...listed(text.notices.filter(({ internal }) => !internal), 'check.scope_public'),
        ...listed(text.notices.filter(({ internal }) => internal), 'check.scope_internal'),
        block('Note', fill('check.scope_silent')),
        block('Heading', fill('check.after')),
        block('Note', verification(text)),
        ...(text.outcome.kind === 'silent' ? [] : [block('Note', plain(text.outcome, 'check.outcome'))]),
      ];
    }

    function verification({ verification: limit, clause: number }) {
      if (!limit) return fill('check.verification_silent');
      const length = fill(limit.unit === 'working_day' ? 'check.working_day' : 'check.days', { count: limit.length });
      return fill(limit.starts ? 'check.verification' : 'check.verification_unstated', { length, clause: clause(number) });
    }

    const checks = (rules) => [...source(rules), ...demands(rules)];
    const delivery = ({ notice }) => (notice.delivery.length
      ? [block('Heading', fill('check.deliver')), ...notice.delivery.map((line) => block('Note', line))] : []);
    const advice = (rules, kind) => [...practice(rules, kind), ...scope(rules)];

    /* ---- the letter ---- */

    const blank = (text) => text || words.blank;
    const labelled = (name, value) => block('Body', fill('letter.line', { label: fill(name), value }));
    const prose = (text) => (lines(text).length ? lines(text) : [words.blank]).map((line) => block('Body', line));
    const isUnit = (letter, party) => (letter.kind === 'joint' ? party.kind : letter.kind) === 'unit';

    function parties(letter) {
      return letter.parties.reduce((all, party, place) => {
        const unit = isUnit(letter, party);
        return all.concat(
          ...(letter.kind === 'joint' ? [block('Item', fill('field.party', { number: place + 1 }) + words.colon)] : []),
          labelled(unit ? 'field.name_unit' : 'field.name_person', blank(party.name)),
          ...(unit ? [labelled('field.liaison', blank(party.liaison))] : []),
          labelled('field.contact', blank(party.contact)));
      }, []);
    }

    function about({ notice, candidate }) {
      const { title, publisher, published, closes, source_url: address } = notice;
      return [
        labelled('letter.title', title ? `《${title.replace(/^《(.*)》$/, '$1')}》` : words.blank),
        ...(publisher ? [labelled('letter.publisher', publisher)] : []),
        ...(published ? [labelled('letter.published', published)] : []),
        ...(closes ? [labelled('letter.closes', closes)] : []),
        ...(address ? [labelled('letter.source', address)] : []),
        labelled('letter.candidate', blank(candidate)),
      ];
    }

    // Only a law of its day is named as what the objection rests on: never a draft, nor a text whose standing is not known.
    function basis({ text, standing, present }) {
      if (!text || !text.clause) return [];
      if (!(inForce(standing) || (standing === 'expired' && !present))) return [];
      const number = text.number ? fill('clause', { clause: text.number }) : '';
      return [block('Body', fill('letter.basis', { title: text.title, number, clause: text.clause }))];
    }

    function signatures(letter, rules) {
      const seal = rules.text && rules.text.demands.some(({ question, kind }) => question === 'seal' && kind === 'demand');
      return letter.parties.map((party) => (isUnit(letter, party)
        ? block('Sign', fill(seal ? 'letter.sign_unit_seal' : 'letter.sign_unit', { name: blank(party.name) }))
        : block('Sign', fill('letter.sign_person', { blank: words.blank }))));
    }

    function compose(letter, rules) {
      const { title } = letter.notice;
      const proofs = lines(letter.evidence);
      return [
        block('Title', title ? fill('letter.heading_on', { title: title.replace(/^《(.*)》$/, '$1') }) : fill('letter.heading')),
        block('To', fill('letter.to', { to: blank(letter.to) })),
        block('Heading', fill('letter.part_who')), ...parties(letter),
        block('Heading', fill('letter.part_notice')), ...about(letter),
        block('Heading', fill('letter.part_facts')), ...prose(letter.facts),
        block('Heading', fill('letter.part_reasons')), ...prose(letter.reasons), ...basis(rules),
        block('Heading', fill('letter.part_evidence')),
        ...(proofs.length ? proofs : [words.blank]).map((text, place) => block('Item', fill('letter.numbered', { number: place + 1, text }))),
        block('Body', fill('letter.please')),
        ...signatures(letter, rules),
        block('Sign', fill('letter.date', { date: words.date_blank })),
        ...(letter.sheet ? [block('Sheet', fill('letter.sheet')), ...delivery(letter), ...checks(rules), ...advice(rules, letter.kind)] : []),
      ];
    }

    /* ---- what is missing ---- */

    const demanded = (rules, ...questions) => (rules.text ? rules.text.demands : [])
      .find(({ question, kind }) => questions.includes(question) && kind === 'demand');

    function why(rules, rule) {
      if (!rule) return '';
      const facts = { clause: clause(rule.clause), standing: standings[rules.standing] };
      return fill(isDraft(rules.text) ? 'missing.demanded_draft' : 'missing.demanded', facts);
    }

    function missing(letter, rules) {
      const nameless = letter.parties.findIndex(({ name }) => !name), mute = letter.parties.findIndex(({ contact }) => !contact);
      const lacks = [
        [!letter.place, 'place'], [!letter.notice.title, 'title'], [!letter.to, 'to'],
        [nameless >= 0, 'name', demanded(rules, 'real_name', 'anonymous'), `name-${nameless}`],
        [mute >= 0, 'contact', undefined, `contact-${mute}`],
        [letter.kind === 'joint' && letter.parties.length < 2, 'joint', undefined, 'add'],
        [!letter.candidate, 'candidate'], [!letter.facts, 'facts'], [!letter.reasons, 'reasons'],
        [!lines(letter.evidence).length, 'evidence', demanded(rules, 'evidence')],
      ].filter(([lacking]) => lacking).map(([, name, rule, field]) => (
        { field: field || name, text: fill(`missing.${name}`), why: why(rules, rule), demanded: Boolean(rule) }));
      const whole = [letter.facts, letter.reasons, letter.evidence, letter.candidate,
        ...letter.parties.map(({ name, contact, liaison }) => `${name} ${contact} ${liaison}`)].join('\n');
      if (IDENTITY.test(whole)) lacks.push({ field: '', text: fill('missing.identity'), why: '', demanded: false });
      return lacks;
    }

    return { checks, advice, compose, missing, day: (written) => day(fill, written) };
  }

  // Plain text for Windows too; a page break is a line of its own.
  const asText = (blocks) => blocks.map(({ style, text }) => {
    if (style === 'Sheet') return `\r\n${'─'.repeat(20)}\r\n${text}`;
    if (style === 'Heading') return `\r\n${text}`;
    return style === 'Body' ? `　　${text}` : text;
  }).join('\r\n').concat('\r\n');

  return { writer, asText };
})();
