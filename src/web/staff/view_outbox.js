// view_outbox.js - replies that did not reach anybody, and those that still wait. Nothing that failed
// is out of sight until somebody has dealt with it.
import { call, keyDone, keyFor } from './api.js';
import { button, el, labelled, put, state } from './dom.js';
import { isDesk } from './desk.js';
import { remember, writeDraft } from './drafts.js';
import { pages } from './pages.js';
import { whatsAppText } from './ticket_chat.js';
import { moment, OUTBOX, problemWords } from './words.js';

const VIEWS = [['failed', 'Gagal'], ['waiting', 'Menunggu'], ['', 'Semua']];
const WORDS_MAX = 2000;

/** Sends what is to be done about a reply; afterwards its row says so. */
async function settle(m, what, body, place, words) {
  const form = `balasan:${m.id}:${what}`, trouble = place.querySelector('[role=alert]');
  put(trouble);
  for (const b of place.querySelectorAll('button')) b.disabled = true;
  try {
    await call('POST', `/api/v1/outbox/${m.id}/${what}`, { body, key: keyFor(form, body) });
    keyDone(form);
    writeDraft(`balasan:${m.id}`, '');
    put(place, el('p', { class: 'note', role: 'status', tabindex: '-1' }, words)).firstChild.focus();
  } catch (problem) {
    put(trouble, el('p', { class: 'trouble' }, problemWords(problem)));
    for (const b of place.querySelectorAll('button')) b.disabled = false;
  }
}

function ways(m) {
  const place = el('div', { class: 'failed-ways' }), trouble = el('div', { role: 'alert' });
  const field = remember(el('textarea', { name: 'reason', rows: 2, maxlength: WORDS_MAX }), `balasan:${m.id}`);
  const submit = (event) => {
    event.preventDefault();
    const reason = field.value.trim();
    if (!reason) { put(trouble, el('p', { class: 'trouble' }, 'Tulis dulu bagaimana balasan ini ditangani.')); field.focus(); return; }
    settle(m, 'handled', { reason }, place, 'Ditandai sudah ditangani.');
  };
  return put(place, button('Kirim lagi', () => settle(m, 'resend', {}, place, 'Dikirim lagi. Lihat hasilnya di "Semua".'), { class: 'primary' }),
    el('details', { class: 'correct', open: Boolean(field.value) }, el('summary', {}, 'Sudah ditangani …'), el('form', { novalidate: true, on: { submit } },
      labelled('Bagaimana ditangani', field, { required: true, hint: 'Misalnya: sudah ditelepon. Tersimpan dalam jejak.' }),
      el('button', {}, 'Tandai sudah ditangani'))),
    trouble);
}

const handled = (m) => el('p', { class: 'soft' }, m.handled_reason ? `Ditangani ${m.handled_by}, ${moment(m.handled_at)}: ${m.handled_reason}` : `Dikirim lagi oleh ${m.handled_by}, ${moment(m.handled_at)}`);

function row(m) {
  const open = m.state === 'failed' && !m.handled_at && m.type !== 'template';
  return el('li', { class: `message-row ${m.state}` },
    el('p', { class: 'message-head' }, el('span', { class: `tag outbox-${m.state}` }, OUTBOX[m.state] || m.state),
      m.ticket ? el('a', { href: `/staff/laporan/${m.ticket}` }, m.ticket) : el('span', { class: 'soft' }, 'tanpa laporan'),
      el('span', { class: 'soft' }, `pelapor ${m.reporter_ref} · ${moment(m.updated_at)} · percobaan ke-${m.attempts}`)),
    m.error && el('p', { class: 'trouble' }, `${m.error}${m.error_code ? ` (kode Meta ${m.error_code})` : ''}`),
    m.text ? whatsAppText(m.text) : el('p', { class: 'soft' }, 'Pesan tanpa teks'),
    m.handled_at && handled(m), open && isDesk() && ways(m));
}

export async function outboxView(main, { query, signal }) {
  const now = query.has('state') ? query.get('state') : 'failed';
  document.title = 'Balasan · Lapor Kanda';
  const list = el('ol', { class: 'messages' }), below = el('div', { class: 'below' });
  const tabs = el('nav', { class: 'chips', 'aria-label': 'Keadaan balasan' }, VIEWS.map(([value, title]) =>
    el('a', { href: `/staff/balasan?state=${value}`, 'aria-current': value === now ? 'page' : null }, title)));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Balasan'), el('p', { class: 'soft' }, 'Pesan kepada warga, dan yang tidak sampai.')), tabs, list, below);
  await pages({ list, below, path: '/api/v1/outbox', query: { state: now, limit: 50 }, what: 'Balasan', next: 'Tampilkan lebih banyak', row, signal,
    empty: () => now === 'failed' ? state('empty', 'Tidak ada balasan yang gagal', 'Semua pesan sampai, masih dalam perjalanan, atau sudah ditangani.') : state('empty', 'Tidak ada balasan di sini') });
}
