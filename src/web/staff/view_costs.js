// view_costs.js - what a month's messages cost, by Meta's reports and the desk's price table.
import { get, query as toQuery } from './api.js';
import { plainTable } from './charts.js';
import { el, labelled, loading, option, pageState, put, state } from './dom.js';
import { isDesk, person } from './desk.js';
import { go } from './router.js';
import { lastMonths, longMonth } from './months.js';
import { loadInto } from './pages.js';
import { count, money } from './words.js';

const CATEGORY = { service: 'Layanan (balasan bebas)', utility: 'Template utilitas', marketing: 'Pemasaran', authentication: 'Autentikasi', authentication_international: 'Autentikasi internasional', referral_conversion: 'Dari iklan' };
const TYPE = { regular: 'berbayar', free_customer_service: 'gratis, dalam jendela', free_entry_point: 'gratis, dari iklan' };

function tiles(c) {
  const tile = (name, value, hint, kind) => el('li', { class: `tile ${kind || ''}` }, el('span', { class: 'queue-number' }, value), el('span', { class: 'queue-title' }, name), el('span', { class: 'queue-hint' }, hint));
  const part = c.cap ? Math.round(100 * c.estimated_cost / c.cap) : null;
  return el('ul', { class: 'queue-cards' }, tile('Perkiraan biaya', money(c.estimated_cost, c.currency), c.rates_confirmed ? 'menurut daftar harga Meta' : 'daftar harga belum dicocokkan dengan Meta'),
    tile('Pesan tersampaikan', count(c.messages), c.unpriced ? `harga ${count(c.unpriced)} pesan tidak diketahui` : c.messages ? 'harga tiap pesan diketahui' : 'bulan ini', c.unpriced ? 'alarm' : ''),
    part !== null && tile('Dari batas bulanan', `${part} %`, `batas ${money(c.cap, c.currency)}`, part >= 80 ? 'alarm' : ''));
}

export async function costsView(main, { query, signal }) {
  document.title = 'Biaya · Lapor Kanda';
  if (!isDesk() && person.role !== 'supervisor') { put(main, pageState('empty', 'Biaya hanya untuk meja dan pimpinan')); return; }
  const months = lastMonths(12).reverse(), month = months.includes(query.get('bulan')) ? query.get('bulan') : months[0];
  const pick = el('select', { name: 'bulan', on: { change: () => go(`/staff/biaya?bulan=${pick.value}`) } }, months.map((m) => option(m, longMonth(m), m === month)));
  const body = el('div', { class: 'numbers-page' }, loading('Biaya'));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Biaya'), el('div', { class: 'span-pick' }, labelled('Bulan', pick))), body);
  await loadInto(body, 'Biaya', async () => {
    const c = await get(`/api/v1/costs${toQuery({ month })}`, { signal });
    return [tiles(c), c.items.length === 0 ? state('empty', 'Belum ada pesan yang tersampaikan di bulan ini')
      : el('section', { class: 'panel' }, el('h2', {}, 'Menurut jenis pesan'), plainTable('Biaya menurut jenis pesan', ['Jenis', 'Harga', 'Template', 'Pesan', 'Perkiraan biaya'],
        c.items.map((l) => [CATEGORY[l.category] || l.category, TYPE[l.type] || l.type, l.template || '–', count(l.messages), l.unpriced === l.messages ? 'tidak diketahui' : money(l.estimated_cost, c.currency)]), { stacks: true })),
      el('p', { class: 'hint' }, 'Dihitung dari laporan pengiriman Meta dan harga dalam ', el('code', {}, 'rates.csv'), '. Perkiraan; tagihan dari Meta yang berlaku.')];
  }, () => costsView(main, { query, signal }));
}
