// view_audit.js - the audit trail: every change, of tickets and of the desk itself, and every opening of identity, newest first, by the
// filters of the API, which stand in the address.
import { query as toQuery } from './api.js';
import { auditKinds, auditWords, isOfDesk } from './audit_words.js';
import { el, labelled, option, pageState, put, state } from './dom.js';
import { person } from './desk.js';
import { pages } from './pages.js';
import { go } from './router.js';
import { actorWords, moment } from './words.js';

const FILTERS = ['actor', 'type', 'ticket', 'from', 'to'];
/** Who acts without an account. */
const OTHERS = { pelapor: 'reporter', sistem: 'system', aplikasi: 'app', perintah: 'command' };
const actorOf = (typed) => OTHERS[typed.toLowerCase()] || `staff:${typed}`;
const typedOf = (actor) => Object.keys(OTHERS).find((name) => OTHERS[name] === actor) || actor.replace(/^staff:/, '');

function line(e) {
  const number = e.ticket && person.role !== 'auditor' ? el('a', { href: `/staff/laporan/${e.ticket}` }, e.ticket) : e.ticket || (isOfDesk(e.type) ? 'meja' : 'dirahasiakan');
  return el('li', { class: e.type === 'identity_opened' ? 'trail opened' : 'trail' },
    el('time', { datetime: e.at }, moment(e.at)), el('span', {}, number),
    el('p', { dir: 'auto' }, el('strong', {}, actorWords(e.actor)), ` ${auditWords(e)}`, e.reason && el('span', { class: 'soft' }, `. Alasan: ${e.reason}`)));
}

function filterForm(f) {
  const fields = {
    actor: el('input', { name: 'actor', maxlength: 64, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', value: f.actor && typedOf(f.actor), list: 'actors' }),
    type: el('select', { name: 'type' }, option('', 'Semua'), auditKinds().map(([type, words]) => option(type, words, type === f.type))),
    ticket: el('input', { name: 'ticket', maxlength: 24, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', value: f.ticket, placeholder: 'LK26-00042-7' }),
    from: el('input', { name: 'from', type: 'date', value: f.from }),
    to: el('input', { name: 'to', type: 'date', value: f.to }),
  };
  const submit = (event) => {
    event.preventDefault();
    const next = Object.fromEntries(FILTERS.map((name) => [name, fields[name].value.trim()]));
    go(`/staff/jejak${toQuery({ ...next, actor: next.actor && actorOf(next.actor) })}`);
  };
  return el('form', { class: 'filters', role: 'search', 'aria-label': 'Saring jejak', novalidate: true, on: { submit } },
    el('datalist', { id: 'actors' }, Object.keys(OTHERS).map((name) => el('option', { value: name }))),
    el('div', { class: 'filter-row wide-filters' }, labelled('Siapa', fields.actor, { hint: 'Nama akun, atau pelapor, sistem, perintah.' }), labelled('Apa', fields.type), labelled('Nomor laporan', fields.ticket),
      labelled('Sejak', fields.from), labelled('Sampai sebelum', fields.to)),
    el('div', { class: 'form-foot' }, el('button', { class: 'primary' }, 'Tampilkan'), FILTERS.some((name) => f[name]) && el('a', { href: '/staff/jejak', class: 'step' }, 'Hapus saringan')));
}

export async function auditView(main, { query, signal }) {
  document.title = 'Jejak audit · Lapor Kanda';
  if (person.role !== 'admin' && person.role !== 'auditor') { put(main, pageState('empty', 'Jejak audit hanya untuk admin dan auditor')); return; }
  const f = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) || ''])), filtered = FILTERS.some((name) => f[name]);
  const rows = el('ol', { class: 'entries' }), below = el('div', { class: 'below' });
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Jejak audit'),
    el('p', { class: 'soft' }, 'Setiap baris membawa sidik baris sebelumnya. Keutuhannya diperiksa dengan perintah ', el('code', {}, 'kanda audit verify'), '.')),
  filterForm(f), rows, below);
  await pages({ list: rows, below, path: '/api/v1/audit', query: { ...f, limit: 100 }, what: 'Jejak', next: filtered ? 'Cari lebih jauh ke belakang' : 'Yang lebih lama', row: line, signal,
    empty: () => (filtered ? state('empty', 'Tidak ada jejak yang cocok', 'Kurangi saringan, atau periksa nama dan nomornya.') : state('empty', 'Belum ada jejak')) });
}
