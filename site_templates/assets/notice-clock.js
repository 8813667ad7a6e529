/* What of a notice depends on the present moment: its badge, the time left, and whether the page may lack a later change.
   The page is complete and true without it. Phases are those of generator/domain/moments.py; time is reckoned in epoch
   milliseconds, and days are those of the calendar in Beijing, wherever the reader is.

   Read: data-opens (absent: open ever since), -closes, -built, -workdays (days since 1970-01-01 on which offices work) and
   -withdrawn of each badge, and the words of #clock-words. Written: the badge, the time left beside it, data-phase on it,
   data-status on the row in which it stands; each time an event `clock` is sent. */
(() => {
  'use strict';

  const MINUTE = 60e3, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  const BEIJING = 8 * HOUR;        // all of China, without summer time
  const CLOSING_SOON = 48 * HOUR;
  const OLD_BUILD = 3 * DAY;       // a page older than this may lack a correction
  const WRONG = 5 * MINUTE;        // beyond it the server is believed, not the device
  const SHAPES = { upcoming: 'upcoming', open: 'open', closing_soon: 'soon', closed: 'closed' };

  const holder = document.getElementById('clock-words');
  if (!holder) return;
  const words = holder.dataset;
  const fill = (name, facts) => words[name].replace(/\{(\w+)\}/g, (_, key) => facts[key]);

  /* ---- what the present moment is ---- */

  let server = null; // where the device is wrong: the server's moment, and performance.now() at that time
  const now = () => (server ? server.moment + performance.now() - server.heard : Date.now());

  // The header Date has whole seconds, so that it is up to one second slow. A cache says its Age.
  function ask() {
    if (!/^https?:$/.test(location.protocol)) return;
    fetch(location.href, { method: 'HEAD', cache: 'no-store' })
      .then((answer) => answer.text().then(() => answer.headers)) // what nobody reads counts as broken off
      .then((headers) => {
        const told = Date.parse(headers.get('Date')) + 1000 * (Number(headers.get('Age')) || 0);
        // Without an hour `told` is no number, and the device is believed.
        server = Math.abs(told - Date.now()) > WRONG ? { moment: told, heard: performance.now() } : null;
        update();
      }).catch(() => {}); // without an answer the device is believed
  }

  /* ---- what a notice is at a moment ---- */

  function phase(notice, moment) {
    if (moment >= notice.closes) return 'closed';
    if (moment < notice.opens) return 'upcoming';
    return notice.closes - moment <= CLOSING_SOON ? 'closing_soon' : 'open';
  }

  const dayOf = (moment) => Math.floor((moment + BEIJING) / DAY);

  function date(moment) {
    const local = new Date(moment + BEIJING);
    return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
  }

  function length(span) {
    const days = Math.floor(span / DAY), hours = Math.floor(span % DAY / HOUR), minutes = Math.floor(span % HOUR / MINUTE);
    return fill(days ? 'leftDays' : hours ? 'leftHours' : minutes ? 'leftMinutes' : 'leftSeconds', { days, hours, minutes });
  }

  // Without a first day the list begins some months before the end.
  function workingDays(notice, today) {
    if (!notice.workdays.length || (notice.opens === -Infinity && today < notice.workdays[0])) return null;
    return notice.workdays.filter((day) => day >= today).length;
  }

  function told(notice, state, moment) {
    if (state === 'closed') return '';
    if (state === 'upcoming') return fill('opens', { ...date(notice.opens), length: length(notice.opens - moment) });
    const left = fill('left', { length: length(notice.closes - moment) });
    const today = dayOf(moment);
    if (today === dayOf(notice.closes - 1)) return fill('today', { left });
    const count = workingDays(notice, today);
    return count === null ? left : fill('joined', { left, working_days: fill('workingDays', { count }) });
  }

  /* ---- on the page ---- */

  const notices = Array.from(document.querySelectorAll('[data-closes]:not([data-withdrawn])'), (badge) => {
    const line = document.createElement('span');
    line.className = 'moment';
    badge.after(' ', line);
    const { opens, closes, built, workdays } = badge.dataset;
    const notice = {
      badge, line, row: badge.closest('[data-status]'),
      opens: opens ? Number(opens) : -Infinity, closes: Number(closes), built: Number(built),
      workdays: workdays ? workdays.split(' ').map(Number) : [],
    };
    notice.settled = phase(notice, notice.built) === 'closed'; // closed when the page was built: closed for ever
    return notice;
  });

  function show(notice, moment) {
    const state = notice.settled ? 'closed' : phase(notice, moment);
    const { badge, line, row } = notice;
    badge.className = `badge badge--${SHAPES[state]}`;
    badge.dataset.phase = state;
    badge.textContent = words[state];
    line.textContent = told(notice, state, moment);
    if (row) row.dataset.status = state;
  }

  const note = document.createElement('p');
  note.className = 'callout';

  function remark(moment) {
    const old = notices.find((notice) => !notice.settled && moment - notice.built > OLD_BUILD);
    const text = (old ? fill('oldBuild', date(old.built)) : '') + (server ? words.wrongClock : '');
    if (note.textContent === text) return;
    note.textContent = text;
    if (text) document.querySelector('h1').after(note);
    else note.remove();
  }

  let timer = 0;

  function update() {
    const moment = now();
    notices.forEach((notice) => show(notice, moment));
    remark(moment);
    document.dispatchEvent(new Event('clock'));
    const ahead = notices.reduce((all, { opens, closes }) => all.concat(opens, closes - CLOSING_SOON, closes), [])
      .map((border) => border - moment).filter((wait) => wait > 0);
    clearTimeout(timer);
    timer = setTimeout(update, Math.min(MINUTE, ...ahead)); // and at each border of a period
  }

  update();
  if (notices.every((notice) => notice.settled)) return;
  ask();
  document.addEventListener('visibilitychange', () => { if (!document.hidden) { update(); ask(); } });
})();
