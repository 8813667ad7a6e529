/* Who objects: one row for a person or a unit, two or more for a joint objection. What was written in a row stays in it,
   also while another kind of objector is chosen, as the arrow keys do in passing. */
window.letterParties = (() => {
  'use strict';

  const { element, field, offer, filler } = window.toolParts;
  const KINDS = ['person', 'unit', 'joint'];

  // `changed` is called when a row has come or gone.
  return (words, changed) => {
    const fill = filler(words);
    const rows = element('div');
    const add = element('button', { type: 'button', id: 'letter-add' }, fill('field.add'));
    const kinds = element('select', { id: 'letter-kind' });
    offer(kinds, KINDS.map((kind) => [kind, fill(`kinds.${kind}`)]));
    let people = [];
    const written = []; // of each row, also of those that are not shown

    const kind = () => kinds.value;
    const controlsOf = ({ which, name, liaison, contact }) => [which, name, liaison, contact];

    function party(number) {
      const joint = kind() === 'joint';
      const which = element('select', { id: `letter-kind-${number}` });
      const [name, liaison, contact] = ['name', 'liaison', 'contact'].map((part) => (
        element('input', { type: 'text', id: `letter-${part}-${number}` })));
      offer(which, [['person', fill('kinds.person')], ['unit', fill('kinds.unit')]]);
      const nameField = field('', name), liaisonField = field(fill('field.liaison'), liaison);
      const remove = element('button', { type: 'button' }, fill('field.remove', { number: number + 1 }));
      const row = element('div', joint ? { class: 'party', role: 'group', 'aria-label': fill('field.party', { number: number + 1 }) } : {},
        ...(joint ? [field(fill('field.party_kind'), which)] : []), nameField, liaisonField,
        field(fill('field.contact'), contact, fill('field.contact_hint')), ...(joint && number > 1 ? [remove] : []));
      const label = () => {
        const unit = (joint ? which.value : kind()) === 'unit';
        nameField.querySelector('label').textContent = fill(unit ? 'field.name_unit' : 'field.name_person');
        liaisonField.hidden = !unit;
      };
      which.addEventListener('change', label);
      remove.addEventListener('click', () => { [people, written].forEach((all) => all.splice(number, 1)); seat(people.length); add.focus(); });
      label();
      return { row, which, name, liaison, contact, label };
    }

    const keep = () => people.forEach((one, number) => { written[number] = controlsOf(one).map(({ value }) => value); });

    function seat(count) {
      keep();
      people = Array.from({ length: count }, (_, number) => party(number));
      people.forEach((one, number) => {
        (written[number] || []).forEach((value, place) => { controlsOf(one)[place].value = value; });
        one.label();
      });
      rows.replaceChildren(...people.map(({ row }) => row));
      add.hidden = kind() !== 'joint';
      changed();
    }

    kinds.addEventListener('change', () => seat(kind() === 'joint' ? Math.max(2, written.length) : 1));
    add.addEventListener('click', () => { seat(people.length + 1); people[people.length - 1].name.focus(); });

    const list = () => people.map(({ which, name, liaison, contact }) => (
      { kind: which.value, name: name.value.trim(), liaison: liaison.value.trim(), contact: contact.value.trim() }));
    return { parts: [field(fill('field.kind'), kinds), rows, add], kind, list, seat, holds: (control) => rows.contains(control) };
  };
})();
