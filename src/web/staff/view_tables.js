// view_tables.js - the desk's tables as they are in force: units, templates, holidays, deadlines. They
// are read here and changed elsewhere, which each says.
import { get } from './api.js';
import { plainTable } from './charts.js';
import { button, el, loading, pageState, put, state } from './dom.js';
import { desk, person } from './desk.js';
import { dayOf, KIND, longDay, problemWords, STATUS } from './words.js';

const file = (name) => ['Diubah dalam ', el('code', {}, name), ' di folder ', el('code', {}, 'desk.data_dir'), ', lalu layanan dimulai ulang.'];
const note = (...parts) => el('p', { class: 'hint' }, parts);

function units() {
  const matters = (code) => desk.categories.filter((c) => c.department === code).map((c) => c.name).join(', ') || '–';
  const rows = (external) => desk.departments.filter((d) => d.external === external);
  return [note(...file('departments.csv'), ' Siapa yang bekerja untuk unit mana diatur admin di Akun.'),
    el('section', { class: 'panel' }, el('h2', {}, `Unit kabupaten (${rows(false).length})`), plainTable('Unit kabupaten', ['Unit', 'Kode', 'Mengurus', 'Hal'],
      rows(false).map((d) => [d.name, el('code', {}, d.code), d.handles || '–', matters(d.code)]))),
    el('section', { class: 'panel' }, el('h2', {}, `Instansi lain (${rows(true).length})`), el('p', { class: 'soft' }, 'Laporan hanya bisa diteruskan ke sini; pelapor mendapat salurannya.'),
      plainTable('Instansi lain', ['Instansi', 'Kode', 'Mengurus', 'Saluran'], rows(true).map((d) => [d.name, el('code', {}, d.code), d.handles || '–', d.contact || '–'])))];
}

const MESSAGE = {
  received: 'Laporan diterima', assigned: 'Didisposisikan', progress: 'Mulai dikerjakan', asked: 'Pertanyaan kepada pelapor', resolved: 'Dinyatakan selesai', referred: 'Diteruskan',
  merged: 'Digabung', closed: 'Ditutup', deadline: 'Tanggal baru', reply: 'Balasan petugas', staff_assigned: 'Kepada petugas: disposisi', staff_reminder: 'Kepada petugas: pengingat', staff_digest: 'Kepada petugas: ringkasan',
};
const STATE = {
  unknown: ['Belum dicocokkan', 'status-received'], pending: ['Menunggu Meta', 'status-assigned'], approved: ['Disetujui', 'status-closed'], paused: ['Dijeda Meta', 'status-received'],
  rejected: ['Ditolak', 'priority-urgent'], disabled: ['Dimatikan', 'priority-urgent'], deleted: ['Tidak ada di Meta', 'priority-urgent'], differs: ['Berbeda dari kita', 'priority-urgent'],
};
const templateRow = (t) => el('li', { class: 'message-row' },
  el('p', { class: 'message-head' }, el('strong', {}, MESSAGE[t.message] || 'Bukan dari tabel kita'), el('code', {}, t.name), el('span', { class: 'soft' }, t.language),
    el('span', { class: `tag ${(STATE[t.state] || STATE.unknown)[1]}` }, (STATE[t.state] || [t.state])[0]), t.category && t.category !== 'UTILITY' && el('span', { class: 'tag priority-urgent' }, t.category), t.quality && t.quality !== 'UNKNOWN' && el('span', { class: 'tag plain' }, `mutu ${t.quality}`)),
  t.body && el('p', { class: 'entered', dir: 'auto' }, t.body), t.reason && el('p', { class: 'trouble' }, t.reason));

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
  const days = (n) => (n ? `${n} hari kerja` : '–');
  return [note('Hari diterima adalah hari ke-0; tenggat habis pada akhir hari terakhirnya. ', ...file('clocks.csv')),
    el('section', { class: 'panel' }, el('h2', {}, 'Tenggat menurut jenis dan tahap'), plainTable('Tenggat', ['Jenis', 'Tahap', 'Batas menurut aturan', 'Janji tindak lanjut pertama'],
      items.map((c) => [KIND[c.kind] || c.kind, `${STATUS[c.stage] || c.stage}${c.inspection ? ', perlu dilihat di tempat' : ''}`, days(c.legal_days), days(c.promise_days)])))];
}

const TABLES = { unit: ['Unit', units], template: ['Template', templates], libur: ['Hari libur', holidays], tenggat: ['Tenggat', clocks] };

export async function tablesView(main, { params, signal }) {
  const [name] = params, chosen = TABLES[name];
  document.title = `${chosen ? chosen[0] : 'Tabel'} · Lapor Kanda`;
  if (!chosen || person.role === 'auditor') { put(main, pageState('empty', 'Tabel ini tidak ada', '', el('a', { href: '/staff/' }, 'Ke meja kerja'))); return; }
  const body = el('div', { class: 'numbers-page' }, loading('Tabel'));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Tabel meja'), el('p', { class: 'soft' }, 'Yang sedang berlaku. Di sini hanya dibaca.')),
    el('nav', { class: 'chips', 'aria-label': 'Tabel' }, Object.entries(TABLES).map(([code, [title]]) => el('a', { href: `/staff/tabel/${code}`, 'aria-current': code === name ? 'page' : null }, title))), body);
  try {
    put(body, await chosen[1](signal));
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    put(body, state('broken', 'Tabel belum bisa dimuat', problemWords(problem), button('Coba lagi', () => tablesView(main, { params, signal }))));
  }
}
