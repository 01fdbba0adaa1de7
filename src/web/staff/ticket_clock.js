// ticket_clock.js - the two clocks as one bar: from receipt to the later of law and promise, with the
// time that stood still. The same is said in words below, which is what a screen reader reads.
import { el, svg } from './dom.js';
import { longDay, moment, shortDay, STATUS, untilWords } from './words.js';

const WIDTH = 320, HEIGHT = 46, EDGE = 8, LINE = 16, LABEL = 112;

/** Spans in which the ticket waited for its reporter, from its timeline. */
export function pauses(events, ticket, now) {
  const spans = [];
  let from = null;
  for (const e of events) {
    const at = Date.parse(e.at);
    if (e.type === 'awaiting_reporter') from ??= at;
    else if (from !== null && ['assigned', 'in_progress', 'closed', 'cancelled', 'verified', 'reopened'].includes(e.type)) {
      spans.push([from, at]);
      from = null;
    }
  }
  if (from !== null) spans.push([from, ticket.paused_since ? now : from]);
  return spans;
}

function bar(t, events, now) {
  const start = Date.parse(t.received_at), due = t.due_at && Date.parse(t.due_at), promise = t.promise_at && Date.parse(t.promise_at);
  const closed = t.closed_at && Date.parse(t.closed_at);
  const end = Math.max(due || 0, promise || 0, closed || now, start + 86400000);
  const x = (at) => EDGE + (WIDTH - 2 * EDGE) * Math.min(Math.max((at - start) / (end - start), 0), 1);
  const label = (at) => Math.min(Math.max(x(at), LABEL / 2), WIDTH - LABEL / 2);
  const until = closed || now;
  const mark = (at, kind, text) => at && svg('g', { class: `clock-mark mark-${kind}` },
    svg('path', { d: `M${x(at)} ${LINE - 7}v14` }),
    text && svg('text', { x: label(at), y: LINE + 24, 'text-anchor': 'middle' }, text));
  const apart = due && promise ? Math.abs(label(due) - label(promise)) > LABEL : true;
  return svg('svg', { class: 'clock', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
    svg('rect', { class: 'clock-all', x: EDGE, y: LINE - 4, width: WIDTH - 2 * EDGE, height: 8, rx: 4 }),
    svg('rect', { class: t.overdue ? 'clock-gone late' : 'clock-gone', x: EDGE, y: LINE - 4, width: Math.max(x(until) - EDGE, 4), height: 8, rx: 4 }),
    pauses(events, t, now).map(([a, b]) => svg('rect', { class: 'clock-pause', x: x(a), y: LINE - 4, width: Math.max(x(b) - x(a), 3), height: 8 })),
    promise && due && !apart ? [mark(promise, 'promise'), mark(due, 'due'), svg('text', { x: WIDTH - EDGE, y: LINE + 24, 'text-anchor': 'end' }, `Tenggat ${shortDay(due)}, janji ${shortDay(promise)}`)]
      : [mark(promise, 'promise', `Janji ${shortDay(promise || start)}`), mark(due, 'due', `Tenggat ${shortDay(due || start)}`)]);
}

export function clockPanel({ ticket: t, events }) {
  const now = Date.now(), spans = pauses(events, t, now);
  const line = (name, at, words, late) => el('div', { class: late ? 'late' : null }, el('dt', {}, name), el('dd', {}, at, words && el('span', { class: 'soft' }, ` · ${words}`)));
  return el('section', { class: 'panel', 'aria-labelledby': 'clock-title' }, el('h2', { id: 'clock-title' }, 'Waktu'),
    bar(t, events, now),
    el('dl', { class: 'facts' },
      line('Diterima', moment(t.received_at)),
      t.promise_at && line('Janji kepada warga', longDay(t.promise_at), t.closed_at ? '' : untilWords(t.promise_at), !t.answered_at && Date.parse(t.promise_at) < now && !t.closed_at),
      t.due_at && line(`Tenggat tahap ${STATUS[t.status].toLowerCase()}`, longDay(t.due_at), t.paused_since ? 'berhenti' : untilWords(t.due_at), t.overdue),
      t.paused_since && line('Berhenti', `sejak ${moment(t.paused_since)}`, 'menunggu pelapor'),
      t.paused_days > 0 && line('Pernah berhenti', `${t.paused_days} hari kerja`, 'tenggat sudah digeser'),
      t.extended && line('Diperpanjang', 'ya, sekali'),
      line('Jawaban pertama', t.answered_at ? moment(t.answered_at) : 'belum ada'),
      t.closed_at && line('Ditutup', moment(t.closed_at)),
      t.rating && line('Nilai pelapor', `${t.rating} dari 5`)),
    spans.length > 0 && el('p', { class: 'legend' }, el('span', { class: 'swatch', 'aria-hidden': 'true' }), 'waktu berhenti, tidak dihitung'));
}
