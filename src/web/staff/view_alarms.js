// view_alarms.js - troubles of the service: what is open, since when, and what is over.
import { get } from './api.js';
import { el, pageState, put, state } from './dom.js';
import { isDesk, person } from './desk.js';
import { pages } from './pages.js';
import { alarmWords, count, moment } from './words.js';

const VIEWS = [['open', 'Masih berlangsung'], ['', 'Semua']];
const SEVERITY = { warning: 'Peringatan', critical: 'Gawat' };

const row = (a) => el('li', { class: `message-row alarm-${a.cleared_at ? 'over' : a.severity}` },
  el('p', { class: 'message-head' }, el('span', { class: `tag ${a.cleared_at ? 'status-closed' : a.severity === 'warning' ? 'status-received' : 'priority-urgent'}` }, a.cleared_at ? 'Selesai' : SEVERITY[a.severity] || a.severity),
    el('strong', {}, alarmWords(a.cause)), el('span', { class: 'soft' }, a.cleared_at ? `${moment(a.since)} sampai ${moment(a.cleared_at)}` : `sejak ${moment(a.since)}`, a.last_at !== a.since && !a.cleared_at && `, terakhir ${moment(a.last_at)}`)),
  el('p', { dir: 'auto' }, a.text));

// How far Meta lets us go: its limits are met before they become alarms.
function accountWords(a) {
  const p = a.people, until = (t) => (t ? ` sampai ${moment(t)}` : ' sampai ada kabar dari Meta');
  const people = p.limit ? `${count(p.reached)} dari ${count(p.limit)} orang yang boleh disapa lebih dulu dalam 24 jam`
    : `${count(p.reached)} orang disapa lebih dulu dalam 24 jam${p.tier ? ', tanpa batas' : ''}`;
  return [people, p.held && 'sebagian template menunggu batas itu', `laju ${count(a.messages_per_second)} pesan per detik`,
    a.paused && `Meta menghentikan pengiriman${until(a.paused_until)}`, a.templates_paused && `Meta menahan template${until(a.templates_paused_until)}`].filter(Boolean).join('; ');
}

async function accountShow(line, signal) {
  try {
    put(line, `WhatsApp: ${accountWords(await get('/api/v1/account', { signal }))}.`);
  } catch (problem) {
    if (problem.name !== 'AbortError') put(line, 'Batas WhatsApp belum bisa dimuat.');
  }
}

export async function alarmsView(main, { query, signal }) {
  const now = query.has('state') ? query.get('state') : 'open';
  document.title = 'Gangguan · Lapor Kanda';
  if (!isDesk() && person.role !== 'supervisor') { put(main, pageState('empty', 'Gangguan hanya untuk meja dan pimpinan')); return; }
  const list = el('ol', { class: 'messages' }), below = el('div', { class: 'below' }), account = el('p', { class: 'soft', id: 'whatsapp-account' });
  const tabs = el('nav', { class: 'chips', 'aria-label': 'Keadaan gangguan' }, VIEWS.map(([value, title]) =>
    el('a', { href: `/staff/gangguan?state=${value}`, 'aria-current': value === now ? 'page' : null }, title)));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Gangguan'), el('p', { class: 'soft' }, 'Yang perlu dilihat manusia: akun WhatsApp, pengiriman, cakram.')), account, tabs, list, below);
  void accountShow(account, signal);
  await pages({ list, below, path: '/api/v1/alarms', query: { state: now, limit: 50 }, what: 'Gangguan', next: 'Yang lebih lama', row, signal,
    empty: () => state('empty', now === 'open' ? 'Tidak ada gangguan' : 'Belum pernah ada gangguan', 'Layanan berjalan seperti biasa.') });
}
