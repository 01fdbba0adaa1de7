// view_hooks.js - other systems that are told what happens (domain/hook.h). For admins.
import { call, get, query as toQuery } from './api.js';
import { el, hidden, labelled, loading, pageState, put, state, toast } from './dom.js';
import { person } from './desk.js';
import { loadInto } from './pages.js';
import { sender, twice } from './sender.js';
import { shownOnce } from './staff_tokens.js';
import { moment, shortDay } from './words.js';

const EVENT = {
  received: 'diterima', verified: 'diverifikasi', assigned: 'didisposisikan', in_progress: 'mulai dikerjakan', awaiting_reporter: 'menunggu pelapor', resolved: 'dinyatakan selesai', closed: 'ditutup',
  reopened: 'dibuka lagi', cancelled: 'dibatalkan', changed: 'diubah', promised: 'tanggal baru', extended: 'diperpanjang', calendar: 'hari libur berubah', late: 'terlambat', unmerged: 'dipisahkan lagi',
};
const TROUBLE = { no_answer: 'tidak menjawab', redirect: 'mengalihkan ke alamat lain', refused: 'menolak', internal: 'gagal di sini' };

function isAddress(text) {
  try { return /^https?:$/.test(new URL(text).protocol); } catch { return false; }
}

function adding(made) {
  const url = el('input', { name: 'url', type: 'url', maxlength: 500, autocomplete: 'off', inputmode: 'url' });
  const boxes = Object.entries(EVENT).map(([code, words]) => { const box = el('input', { type: 'checkbox', value: code, checked: true }); return { box, node: el('label', { class: 'check' }, box, words) }; });
  const make = () => {
    const events = boxes.filter((b) => b.box.checked).map((b) => b.box.value);
    if (!isAddress(url.value.trim())) return { wrong: 'Tulis alamat lengkap, diawali https.' };
    if (!events.length) return { wrong: 'Pilih sedikitnya satu kabar.' };
    return { body: { url: url.value.trim(), ...(events.length < boxes.length && { events }) } };
  };
  return el('details', { class: 'panel' }, el('summary', {}, 'Kabari sistem lain …'), sender([labelled('Alamat', url, { required: true }),
    el('fieldset', { class: 'proofs' }, el('legend', {}, 'Kabar yang dikirim'), el('div', { class: 'checks' }, boxes.map((b) => b.node)))], 'Simpan', make, async (body) => made((await call('POST', '/api/v1/hooks', { body })).data)));
}

/** The latest attempts, when they are asked for. */
function deliveries(id) {
  const body = el('div', {});
  const line = (d) => el('li', {}, el('time', { datetime: d.at, class: 'soft' }, moment(d.at)), ` ${d.trouble ? TROUBLE[d.trouble] || 'gagal' : 'diterima'}`, d.status !== null && el('span', { class: 'soft' }, ` (HTTP ${d.status})`),
    el('span', { class: 'soft' }, ` · percobaan ke-${d.attempt} · ${d.took_ms} ms`));
  async function show() {
    put(body, loading('Kiriman'));
    await loadInto(body, 'Kiriman', async () => {
      const { items } = await get(`/api/v1/hooks/${id}/deliveries${toQuery({ limit: 20 })}`);
      return items.length ? el('ol', { class: 'plain-list' }, items.map(line)) : el('p', { class: 'soft' }, 'Belum ada kiriman.');
    }, show);
  }
  const details = el('details', { class: 'correct', on: { toggle: () => { if (details.open) show(); } } }, el('summary', {}, 'Kiriman terakhir …', hidden(` sistem ${id}`)), body);
  return details;
}

function hookRow(h, redraw) {
  const path = `/api/v1/hooks/${h.id}`, change = (enabled) => async () => { await call('PATCH', path, { body: { enabled } }); toast(enabled ? 'Sistem itu dikabari lagi.' : 'Sistem itu tidak dikabari lagi.'); await redraw(); };
  return el('li', { class: 'account' }, el('p', { class: 'account-head' }, el('strong', { dir: 'ltr' }, h.url), h.enabled ? el('span', { class: 'tag' }, 'Menyala') : el('span', { class: 'tag outbox-failed' }, 'Mati'),
    h.failing_since && el('span', { class: 'tag status-received' }, `Gagal sejak ${moment(h.failing_since)}, ${h.failures} kali`), el('span', { class: 'soft' }, `sejak ${shortDay(h.created_at)}`)),
  el('p', { class: 'soft' }, h.events.length === Object.keys(EVENT).length ? 'Semua kabar' : h.events.map((e) => EVENT[e] || 'kabar lain').join(', ')), deliveries(h.id),
  el('div', { class: 'form-foot' }, h.enabled ? twice('Matikan', 'Ya, matikan', change(false)) : twice('Nyalakan', 'Ya, nyalakan', change(true)),
    twice('Hapus', 'Ya, hapus', async () => { await call('DELETE', path); toast('Sistem itu dihapus dari daftar.'); await redraw(); })));
}

export async function hooksView(main, { signal }) {
  document.title = 'Sistem lain · Lapor Kanda';
  if (person.role !== 'admin') { put(main, pageState('empty', 'Sambungan ke sistem lain hanya diurus oleh admin')); return; }
  const list = el('div', {}, loading('Sambungan')), fresh = el('div', {});
  const redraw = () => loadInto(list, 'Sambungan', async () => {
    const { items } = await get('/api/v1/hooks', { signal });
    return items.length ? el('ul', { class: 'entries' }, items.map((h) => hookRow(h, redraw))) : state('empty', 'Belum ada sistem lain', 'Sistem yang ditambahkan di sini dikabari setiap laporan berubah, tanpa nama dan tanpa isi.');
  }, redraw);
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Sistem lain'), el('p', { class: 'soft' }, 'Yang dikabari ketika laporan berubah. Laporan rahasia tidak pernah dikabarkan.')),
    el('div', { class: 'two-rows' }, adding(async (made) => { put(fresh, shownOnce('Kunci tanda tangan', made.secret)).firstChild.focus(); await redraw(); }), fresh, list));
  await redraw();
}
