// view_alarms.js - troubles of the service: what is open, since when, and what is over.
import { el, pageState, put, state } from './dom.js';
import { isDesk, person } from './desk.js';
import { pages } from './pages.js';
import { alarmWords, moment } from './words.js';

const VIEWS = [['open', 'Masih berlangsung'], ['', 'Semua']];
const SEVERITY = { warning: 'Peringatan', critical: 'Gawat' };

const row = (a) => el('li', { class: `message-row alarm-${a.cleared_at ? 'over' : a.severity}` },
  el('p', { class: 'message-head' }, el('span', { class: `tag ${a.cleared_at ? 'status-closed' : a.severity === 'warning' ? 'status-received' : 'priority-urgent'}` }, a.cleared_at ? 'Selesai' : SEVERITY[a.severity] || a.severity),
    el('strong', {}, alarmWords(a.cause)), el('span', { class: 'soft' }, a.cleared_at ? `${moment(a.since)} sampai ${moment(a.cleared_at)}` : `sejak ${moment(a.since)}`, a.last_at !== a.since && !a.cleared_at && `, terakhir ${moment(a.last_at)}`)),
  el('p', { dir: 'auto' }, a.text));

export async function alarmsView(main, { query, signal }) {
  const now = query.has('state') ? query.get('state') : 'open';
  document.title = 'Gangguan · Lapor Kanda';
  if (!isDesk() && person.role !== 'supervisor') { put(main, pageState('empty', 'Gangguan hanya untuk meja dan pimpinan')); return; }
  const list = el('ol', { class: 'messages' }), below = el('div', { class: 'below' });
  const tabs = el('nav', { class: 'chips', 'aria-label': 'Keadaan gangguan' }, VIEWS.map(([value, title]) =>
    el('a', { href: `/staff/gangguan?state=${value}`, 'aria-current': value === now ? 'page' : null }, title)));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Gangguan'), el('p', { class: 'soft' }, 'Yang perlu dilihat manusia: akun WhatsApp, pengiriman, cakram.')), tabs, list, below);
  await pages({ list, below, path: '/api/v1/alarms', query: { state: now, limit: 50 }, what: 'Gangguan', next: 'Yang lebih lama', row, signal,
    empty: () => state('empty', now === 'open' ? 'Tidak ada gangguan' : 'Belum pernah ada gangguan', 'Layanan berjalan seperti biasa.') });
}
