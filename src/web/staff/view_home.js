// view_home.js - the desk at a glance: what waits, and what waits longest.
import { get } from './api.js';
import { el, loading, put, state } from './dom.js';
import { person } from './desk.js';
import { loadInto } from './pages.js';
import { QUEUES, queueCounts } from './queues.js';
import { ticketRow } from './ticket_row.js';
import { count, longDay } from './words.js';
import { go } from './router.js';

function card(queue, n) {
  const number = !n ? '–' : n.many ? `${count(n.count)}+` : count(n.count);
  return el('li', {}, el('a', { class: `queue-card${queue.alarm && n?.count ? ' alarm' : ''}`, href: queue.href },
    el('span', { class: 'queue-number' }, number),
    el('span', { class: 'queue-title' }, queue.title), el('span', { class: 'queue-hint' }, queue.hint)));
}

async function oldest(place, title, filters, nothing, signal) {
  const body = el('div', {});
  place.append(el('section', { class: 'panel' }, el('h2', {}, title), body));
  const show = () => {
    put(body, loading('Daftar'));
    return loadInto(body, 'Daftar', async () => {
      const page = await get(`/api/v1/tickets?${filters}&limit=5`, { signal });
      return page.items.length ? el('ol', { class: 'entries' }, page.items.map((t) => ticketRow(t))) : state('empty', nothing);
    }, show);
  };
  await show();
}

export async function homeView(main, { signal }) {
  if (person.role === 'auditor') { go('/staff/jejak', { replace: true }); return; }
  document.title = 'Meja kerja · Lapor Kanda';
  const cards = el('ul', { class: 'queue-cards' }, QUEUES.filter((q) => q.for()).map((q) => card(q, null)));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Meja kerja'), el('p', { class: 'soft' }, longDay(Date.now()))), cards);
  const show = (counts) => put(cards, QUEUES.filter((q) => q.for()).map((q) => card(q, counts.get(q.id))));
  document.addEventListener('counts', (e) => show(e.detail), { signal });
  queueCounts().then((counts) => { if (!signal.aborted) show(counts); });
  const lists = el('div', { class: 'two' });
  main.append(lists);
  await Promise.all([
    oldest(lists, 'Lewat tenggat, terlama dulu', 'queue=overdue', 'Tidak ada yang lewat tenggat.', signal),
    person.role === 'officer'
      ? oldest(lists, 'Baru didisposisikan ke unit Anda', 'queue=assigned&sort=created_at', 'Tidak ada disposisi baru.', signal)
      : oldest(lists, 'Laporan baru, terlama dulu', 'queue=new&sort=created_at', 'Semua laporan baru sudah dilihat.', signal),
  ]);
}
