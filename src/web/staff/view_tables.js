// view_tables.js - the desk's tables as they are in force: units, templates, holidays, deadlines. They
// are read here and changed elsewhere, which each says.
import { get } from './api.js';
import { plainTable } from './charts.js';
import { el, labelled, loading, pageState, put, state } from './dom.js';
import { desk, person } from './desk.js';
import { loadInto } from './pages.js';
import { dayOf, KIND, longDay, STATUS } from './words.js';

const file = (name) => ['Diubah dalam ', el('code', {}, name), ' di folder ', el('code', {}, 'desk.data_dir'), ', lalu layanan dimulai ulang.'];
const note = (...parts) => el('p', { class: 'hint' }, parts);

/** A unit as a card: on a phone a table of it would be a column of single words. */
function unitRow(d) {
  const matters = desk.categories.filter((c) => c.department === d.code).map((c) => c.name);
  return el('li', { class: 'message-row' }, el('p', { class: 'message-head' }, el('strong', {}, d.name), el('code', {}, d.code)),
    d.handles && el('p', {}, d.handles), matters.length > 0 && el('p', { class: 'soft' }, `Hal: ${matters.join(', ')}`), d.external && el('p', { class: 'soft' }, `Saluran: ${d.contact || 'belum diisi'}`));
}
/** Hides the cards without the words; says how many are left. */
function unitSearch(cards) {
  const field = el('input', { type: 'search', name: 'unit', autocomplete: 'off' }), left = el('p', { class: 'soft', role: 'status' });
  field.addEventListener('input', () => {
    const typed = field.value.trim().toLowerCase(), all = [...cards()];
    for (const card of all) card.hidden = Boolean(typed) && !card.textContent.toLowerCase().includes(typed);
    put(left, typed && `${all.filter((card) => !card.hidden).length} unit`);
  });
  return el('div', { class: 'find' }, labelled('Cari unit', field, { hint: 'Nama, kode, atau hal yang ditangani.' }), left);
}
function units() {
  const rows = (external) => desk.departments.filter((d) => d.external === external);
  const group = (title, hint, external) => el('section', { class: 'group' }, el('h2', {}, `${title} (${rows(external).length})`), hint && el('p', { class: 'soft' }, hint), el('ul', { class: 'messages cards' }, rows(external).map(unitRow)));
  return [note(...file('departments.csv'), ' Siapa yang bekerja untuk unit mana diatur admin di Akun.'), unitSearch(() => document.querySelectorAll('.cards .message-row')), group('Unit kabupaten', '', false),
    group('Instansi lain', 'Laporan hanya bisa diteruskan ke sini; pelapor mendapat salurannya.', true)];
}

const MESSAGE = {
  received: 'Laporan diterima', assigned: 'Didisposisikan', in_progress: 'Mulai dikerjakan', asked: 'Pertanyaan kepada pelapor', resolved: 'Dinyatakan selesai', referred: 'Diteruskan',
  merged: 'Digabung', closed: 'Ditutup', deadline: 'Tanggal baru', reply: 'Balasan petugas', staff_assigned: 'Kepada petugas: disposisi', staff_reminder: 'Kepada petugas: pengingat', staff_digest: 'Kepada petugas: ringkasan', staff_copied: 'Kepada petugas: tembusan',
  staff_number: 'Kepada petugas: laporan rahasia',
};
/** Red is what somebody has to mend; what only waits is not. */
const STATE = {
  unknown: ['Belum diajukan', 'plain'], pending: ['Menunggu Meta', 'status-assigned'], approved: ['Disetujui', 'status-closed outcome-solved'], paused: ['Dijeda Meta', 'status-received'],
  rejected: ['Ditolak Meta', 'priority-urgent'], disabled: ['Dimatikan Meta', 'priority-urgent'], deleted: ['Tidak ada di Meta', 'priority-urgent'], differs: ['Berbeda dari kita', 'priority-urgent'],
};
const MENDED = new Set(['paused', 'rejected', 'disabled', 'deleted', 'differs']);
/** Our own reasons in our own words; Meta's are shown as Meta gives them. */
const REASON = { "not in Meta's list": 'Tidak ada dalam daftar Meta. Ajukan dulu.', 'Meta has another text': 'Teksnya di Meta lain daripada di sini.' };
const QUALITY = { GREEN: ['Mutu baik', 'plain'], YELLOW: ['Mutu sedang', 'status-received'], RED: ['Mutu rendah', 'priority-urgent'] };
const tag = ([words, kind]) => el('span', { class: `tag ${kind}` }, words);
const LANGUAGE = { id: 'Indonesia', jv: 'Jawa', mad: 'Madura' };
const templateRow = (t) => el('li', { class: 'message-row' },
  el('p', { class: 'message-head' }, el('strong', {}, MESSAGE[t.message] || 'Bukan dari tabel kita'), el('code', {}, t.name), el('span', { class: 'soft' }, LANGUAGE[t.language] || t.language),
    tag(STATE[t.state] || ['Keadaan lain', 'plain']), t.category && t.category !== 'UTILITY' && tag([`Kategori ${t.category}`, 'priority-urgent']), QUALITY[t.quality] && tag(QUALITY[t.quality])),
  t.body && el('p', { class: 'entered', dir: 'auto' }, t.body), t.reason && el('p', { class: MENDED.has(t.state) ? 'trouble' : 'soft' }, REASON[t.reason] || t.reason));

async function templates(signal) {
  const { items } = await get('/api/v1/templates', { signal });
  return [note('Dipakai di luar jendela 24 jam, bila Meta menyetujuinya. ', ...file('templates.csv'), ' Diajukan dengan ', el('code', {}, 'kanda templates submit'), '.'),
    items.length ? el('ol', { class: 'messages' }, items.map(templateRow)) : state('empty', 'Meja ini tidak punya template')];
}

async function holidays(signal) {
  const { items } = await get('/api/v1/holidays', { signal }), today = dayOf(Date.now());
  const years = [...new Set(items.map((h) => h.date.slice(0, 4)))];
  return [note('Sabtu, Minggu, dan hari-hari ini tidak dihitung dalam tenggat. ', ...file('holidays.csv')),
    el('div', { class: 'two' }, years.map((year) => el('section', { class: 'panel' }, el('h2', {}, year), el('ul', { class: 'days' }, items.filter((h) => h.date.startsWith(year)).map((h) =>
      el('li', { class: h.date < today ? 'soft' : null }, el('time', { datetime: h.date }, longDay(`${h.date}T12:00:00+07:00`).replace(` ${year}`, '')), el('span', {}, h.name))))))),
    !items.some((h) => h.date >= today) && el('p', { class: 'note' }, 'Tidak ada hari libur yang akan datang dalam tabel. Isi tahun berikutnya supaya tenggat benar.')];
}

async function clocks(signal) {
  const { items } = await get('/api/v1/clocks', { signal });
  const days = (n) => (n ? `${n} hari kerja` : '–'), kinds = [...new Set(items.map((c) => c.kind))];
  return [note('Hari diterima adalah hari ke-0; tenggat habis pada akhir hari terakhirnya. Kabar pertama kepada pelapor dijanjikan paling lambat pada harinya sendiri. ', ...file('clocks.csv')),
    el('div', { class: 'two' }, kinds.map((kind) => el('section', { class: 'panel' }, el('h2', {}, KIND[kind] || kind),
      plainTable(`Tenggat: ${KIND[kind] || kind}`, ['Tahap', 'Batas aturan', 'Janji kabar pertama'], items.filter((c) => c.kind === kind).map((c) =>
        [`${STATUS[c.stage] || c.stage}${c.inspection ? ', perlu dilihat di tempat' : ''}`, days(c.legal_days), days(c.promise_days)])))))];
}

const TABLES = { unit: ['Unit', units], template: ['Template', templates], libur: ['Hari libur', holidays], tenggat: ['Tenggat', clocks] };

export async function tablesView(main, { params, signal }) {
  const [name] = params, chosen = TABLES[name];
  document.title = `${chosen ? chosen[0] : 'Tabel'} · Lapor Kanda`;
  if (!chosen || person.role === 'auditor') { put(main, pageState('empty', 'Tabel ini tidak ada', '', el('a', { href: '/staff/' }, 'Ke meja kerja'))); return; }
  const body = el('div', { class: 'numbers-page' }, loading('Tabel'));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Tabel meja'), el('p', { class: 'soft' }, 'Yang sedang berlaku. Di sini hanya dibaca.')),
    el('nav', { class: 'chips', 'aria-label': 'Tabel' }, Object.entries(TABLES).map(([code, [title]]) => el('a', { href: `/staff/tabel/${code}`, 'aria-current': code === name ? 'page' : null }, title))), body);
  await loadInto(body, 'Tabel', () => chosen[1](signal), () => tablesView(main, { params, signal }));
}
