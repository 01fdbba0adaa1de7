// view_outbox.js - replies that did not reach anybody, and those that still wait. Nothing that failed
// is out of sight until somebody has dealt with it.
import { el, put, state } from './dom.js';
import { isDesk } from './desk.js';
import { isFailed, waysOut, whyFailed } from './failed_reply.js';
import { pages } from './pages.js';
import { handledWords, whatsAppText } from './ticket_chat.js';
import { moment, OUTBOX } from './words.js';

const VIEWS = [['failed', 'Gagal'], ['waiting', 'Menunggu'], ['', 'Semua']];

/** Its two ways; the row says which was taken. */
function ways(m) {
  const place = el('div', {});
  return put(place, waysOut(m, (words) => put(place, el('p', { class: 'note', role: 'status', tabindex: '-1' }, words)).firstChild.focus()));
}

function row(m) {
  const said = m.sent_text || m.text;
  return el('li', { class: `message-row ${m.state}` },
    el('p', { class: 'message-head' }, el('span', { class: `tag outbox-${m.state}` }, OUTBOX[m.state] || m.state),
      m.ticket ? el('a', { href: `/staff/laporan/${m.ticket}` }, m.ticket) : el('span', { class: 'soft' }, 'tanpa laporan'),
      el('span', { class: 'soft' }, `pelapor ${m.reporter_ref} · ${moment(m.updated_at)} · percobaan ke-${m.attempts}`)),
    said ? whatsAppText(said) : el('p', { class: 'soft' }, m.emoji ? `Reaksi ${m.emoji}` : 'Pesan tanpa teks'),
    m.state === 'failed' && !m.handled_at && whyFailed(m), m.handled_at && el('p', { class: 'soft' }, handledWords(m)), isFailed(m) && isDesk() && ways(m));
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
