// view_audit.js - the audit trail: every change and every opening of identity, newest first.
import { el, pageState, put, state } from './dom.js';
import { person } from './desk.js';
import { pages } from './pages.js';
import { eventWords } from './ticket_timeline.js';
import { actorWords, moment } from './words.js';

function line(e) {
  const number = e.ticket && person.role !== 'auditor' ? el('a', { href: `/staff/laporan/${e.ticket}` }, e.ticket) : e.ticket || 'dirahasiakan';
  return el('li', { class: e.type === 'identity_opened' ? 'trail opened' : 'trail' },
    el('time', { datetime: e.at }, moment(e.at)), el('span', {}, number),
    el('p', { dir: 'auto' }, el('strong', {}, actorWords(e.actor)), ` ${eventWords(e)}`, e.reason && el('span', { class: 'soft' }, `. Alasan: ${e.reason}`)));
}

export async function auditView(main, { signal }) {
  document.title = 'Jejak audit · Lapor Kanda';
  if (person.role !== 'admin' && person.role !== 'auditor') { put(main, pageState('empty', 'Jejak audit hanya untuk admin dan auditor')); return; }
  const rows = el('ol', { class: 'entries' }), below = el('div', { class: 'below' });
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Jejak audit'),
    el('p', { class: 'soft' }, 'Setiap baris membawa sidik baris sebelumnya. Keutuhannya diperiksa dengan perintah ', el('code', {}, 'kanda audit verify'), '.')),
  rows, below);
  await pages({ list: rows, below, path: '/api/v1/audit', query: { limit: 100 }, what: 'Jejak', next: 'Yang lebih lama', row: line, signal,
    empty: () => state('empty', 'Belum ada jejak') });
}
