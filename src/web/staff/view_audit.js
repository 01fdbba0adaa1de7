// view_audit.js - the audit trail: every change and every opening of identity, newest first.
import { get, query as toQuery } from './api.js';
import { button, el, loading, pageState, put, state } from './dom.js';
import { person } from './desk.js';
import { eventWords } from './ticket_timeline.js';
import { actorWords, moment, problemWords } from './words.js';

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
  let cursor = null;
  async function more() {
    put(below, loading('Jejak'));
    try {
      const page = await get(`/api/v1/audit${toQuery({ limit: 100, cursor })}`, { signal });
      cursor = page.next_cursor;
      for (const e of page.items) rows.append(line(e));
      put(below, cursor ? button('Yang lebih lama', more, { class: 'wide' }) : rows.children.length ? null : state('empty', 'Belum ada jejak'));
    } catch (problem) {
      if (problem.name === 'AbortError') throw problem;
      put(below, state('broken', 'Jejak belum bisa dimuat', problemWords(problem), button('Coba lagi', more)));
    }
  }
  await more();
}
