// view_outbox.js - replies that did not reach anybody, and those that still wait. Nothing that failed
// is out of sight.
import { el, put, state } from './dom.js';
import { pages } from './pages.js';
import { whatsAppText } from './ticket_chat.js';
import { moment, OUTBOX } from './words.js';

const VIEWS = [['failed', 'Gagal'], ['waiting', 'Menunggu'], ['', 'Semua']];

function row(m) {
  return el('li', { class: `message-row ${m.state}` },
    el('p', { class: 'message-head' }, el('span', { class: `tag outbox-${m.state}` }, OUTBOX[m.state] || m.state),
      m.ticket ? el('a', { href: `/staff/laporan/${m.ticket}` }, m.ticket) : el('span', { class: 'soft' }, 'tanpa laporan'),
      el('span', { class: 'soft' }, `pelapor ${m.reporter_ref} · ${moment(m.updated_at)} · percobaan ke-${m.attempts}`)),
    m.error && el('p', { class: 'trouble' }, `${m.error}${m.error_code ? ` (kode Meta ${m.error_code})` : ''}`),
    m.text ? whatsAppText(m.text) : el('p', { class: 'soft' }, 'Pesan tanpa teks'));
}

export async function outboxView(main, { query, signal }) {
  const now = query.has('state') ? query.get('state') : 'failed';
  document.title = 'Balasan · Lapor Kanda';
  const list = el('ol', { class: 'messages' }), below = el('div', { class: 'below' });
  const tabs = el('nav', { class: 'chips', 'aria-label': 'Keadaan balasan' }, VIEWS.map(([value, title]) =>
    el('a', { href: `/staff/balasan?state=${value}`, 'aria-current': value === now ? 'page' : null }, title)));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Balasan'), el('p', { class: 'soft' }, 'Pesan kepada warga, dan yang tidak sampai.')), tabs, list, below);
  await pages({ list, below, path: '/api/v1/outbox', query: { state: now, limit: 50 }, what: 'Balasan', next: 'Tampilkan lebih banyak', row, signal,
    empty: () => now === 'failed' ? state('empty', 'Tidak ada balasan yang gagal', 'Semua pesan sampai, atau masih dalam perjalanan.') : state('empty', 'Tidak ada balasan di sini') });
}
