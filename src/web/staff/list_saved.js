// list_saved.js - filters that a person has named for themselves, and what a list holds as a file.
import { call, get, query as toQuery } from './api.js';
import { el, hidden, labelled, loading, put, toast } from './dom.js';
import { loadInto } from './pages.js';
import { sender, twice } from './sender.js';

/** What an export filters by; queues and order are the list's alone. */
const EXPORTED = ['q', 'status', 'kind', 'category', 'department', 'district', 'village', 'from', 'to', 'due_before', 'overdue'];
const REGISTER = ['status', 'department', 'from', 'to', 'due_before', 'overdue'];
const FORMATS = [['csv', {}, 'CSV'], ['json', {}, 'JSON'], ['csv', { format: 'sp4n' }, 'CSV untuk SP4N-LAPOR']];

function downloads(f) {
  if (f.queue) return el('p', { class: 'soft' }, 'Antrean tidak dapat diunduh. Pakai saringan lain, misalnya status.');
  const chosen = (names) => Object.fromEntries(names.map((name) => [name, f[name]])), filters = chosen(EXPORTED);
  const link = (path, words) => el('li', {}, el('a', { class: 'btn', href: `/api/v1/export/${path}`, download: true }, `Unduh ${words}`));
  const register = f.kind === 'information' && EXPORTED.every((name) => name === 'kind' || REGISTER.includes(name) || !f[name]);
  return [el('p', { class: 'hint' }, 'Semua laporan yang lolos saringan ini, dengan nama dan nomor yang disamarkan.'),
    el('ul', { class: 'download-list' }, FORMATS.map(([ext, more, words]) => link(`tickets.${ext}${toQuery({ ...filters, ...more })}`, words)),
      register && link(`information.csv${toQuery(chosen(REGISTER))}`, 'register PPID'))];
}

/** The named ones, with a form for the present one, where it filters anything. */
function saved(f) {
  const list = el('div', {}), now = toQuery(f).slice(1);
  const row = (s) => el('li', {}, el('a', { href: `/staff/laporan?${s.query}` }, s.name), ' ', twice('Hapus', 'Ya, hapus', async () => { await call('DELETE', `/api/v1/filters/${s.id}`); await redraw(); }), hidden(` saringan ${s.name}`));
  async function redraw() {
    put(list, loading('Saringan'));
    await loadInto(list, 'Saringan', async () => {
      const { items } = await get('/api/v1/filters');
      return items.length ? el('ul', { class: 'plain-list' }, items.map(row)) : el('p', { class: 'soft' }, 'Belum ada yang disimpan.');
    }, redraw);
  }
  const name = el('input', { name: 'filter-name', maxlength: 60, autocomplete: 'off' });
  const make = () => (name.value.trim() ? { body: { name: name.value.trim(), query: now } } : { wrong: 'Beri nama dulu.' });
  const form = now ? sender([labelled('Nama untuk saringan sekarang', name, { required: true, hint: 'Nama yang sama menggantikan yang lama. Hanya Anda yang melihatnya.' })], 'Simpan saringan', make,
    async (body) => { await call('POST', '/api/v1/filters', { body }); name.value = ''; toast('Saringan disimpan.'); await redraw(); }) : el('p', { class: 'hint' }, 'Saring dulu daftarnya, lalu simpan di sini.');
  return { nodes: [list, form], redraw };
}

/** Folded away below the filters; asked for when it is opened. */
export function savedAndFiles(f) {
  const s = saved(f);
  const details = el('details', { class: 'saved', on: { toggle: () => { if (details.open) s.redraw(); } } }, el('summary', {}, 'Saringan tersimpan, dan unduhan'),
    el('div', { class: 'two' }, el('section', {}, el('h2', {}, 'Saringan saya'), s.nodes), el('section', {}, el('h2', {}, 'Unduh daftar ini'), downloads(f))));
  return details;
}
