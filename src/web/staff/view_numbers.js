// view_numbers.js - the desk in numbers: what came, what became of it, how long it took. Outcomes stay
// apart: there is no single percentage here.
import { get, query as toQuery } from './api.js';
import { bars, columns, table } from './charts.js';
import { button, el, labelled, loading, option, put, state } from './dom.js';
import { person } from './desk.js';
import { go } from './router.js';
import { count, dayOf, OUTCOME, problemWords } from './words.js';

const SPANS = [['1', 'Bulan ini'], ['3', '3 bulan'], ['12', '12 bulan']];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
/** The year is said where it begins. */
const monthName = (code) => (code.endsWith('-01') ? code.slice(0, 4) : MONTHS[Number(code.slice(-2)) - 1]);

/** The last n months, this one at the end. */
function lastMonths(n) {
  const [year, month] = dayOf(Date.now()).split('-').map(Number), first = year * 12 + month - n;
  return Array.from({ length: n }, (_, i) => `${Math.floor((first + i) / 12)}-${String((first + i) % 12 + 1).padStart(2, '0')}`);
}
/** Working hours as people say them; the desk's day has eight. */
const hours = (h) => (h === null ? '–' : h < 1 ? `${Math.round(h * 60)} menit` : h < 16 ? `${h.toFixed(1).replace('.', ',')} jam kerja` : `${(h / 8).toFixed(1).replace('.', ',')} hari kerja`);

const slowest = (h) => (h.count ? `median; 9 dari 10 dalam ${hours(h.p90)}` : 'belum ada');

const ENDED = ['solved', 'partly_solved', 'referred', 'unanswered', 'not_actionable', 'cancelled', 'rejected', 'merged'];
const worked = (t) => t.solved + t.partly_solved;
const otherwise = (t) => ENDED.filter((o) => o !== 'solved' && o !== 'partly_solved').reduce((sum, o) => sum + t[o], 0);

const tile = (name, value, hint, kind) => el('li', { class: `tile ${kind || ''}` }, el('span', { class: 'queue-number' }, value), el('span', { class: 'queue-title' }, name), el('span', { class: 'queue-hint' }, hint));

function tiles(t) {
  const rated = Object.values(t.ratings).reduce((a, b) => a + b, 0);
  const points = Object.entries(t.ratings).reduce((sum, [points_, n]) => sum + Number(points_) * n, 0);
  return el('ul', { class: 'queue-cards' },
    tile('Diterima', count(t.received), `${count(t.open)} masih terbuka`), tile('Tuntas', count(t.solved), `${count(t.partly_solved)} lagi tuntas sebagian`),
    tile('Pernah terlambat', count(t.late), 'tenggat atau janji terlewat', t.late ? 'alarm' : ''), tile('Dibuka kembali', count(t.reopened), 'ternyata belum selesai'),
    tile('Jawaban pertama', hours(t.first_answer_hours.median), slowest(t.first_answer_hours)),
    tile('Lama penyelesaian', hours(t.solution_hours.median), slowest(t.solution_hours)),
    tile('Nilai pelapor', rated ? (points / rated).toFixed(1).replace('.', ',') : '–', rated ? `dari ${count(rated)} penilaian` : 'belum ada penilaian'),
    tile('Diteruskan', count(t.referred), 'ke instansi lain'));
}

const SERIES = [{ name: 'Masih terbuka', kind: 'open' }, { name: 'Tuntas atau sebagian', kind: 'solved' }, { name: 'Ditutup dengan sebab lain', kind: 'other' }];
const partsOf = (rows, most) => rows.filter((r) => r.received > 0).sort((a, b) => b.received - a.received).slice(0, most)
  .map((r) => ({ name: r.name || 'Tidak disebut', parts: [r.open, worked(r), otherwise(r)] }));

function timesTable(rows) {
  return table('Waktu per unit', ['Unit', 'Diterima', 'Jawaban pertama (median)', 'Penyelesaian (median)', 'Pernah terlambat'],
    rows.filter((r) => r.received).sort((a, b) => b.received - a.received).map((r) => [r.name, count(r.received), hours(r.first_answer_hours.median), hours(r.solution_hours.median), count(r.late)]));
}

export async function numbersView(main, { query, signal }) {
  const span = SPANS.some(([n]) => n === query.get('bulan')) ? query.get('bulan') : '12';
  document.title = 'Angka · Lapor Kanda';
  const pick = el('select', { name: 'bulan', on: { change: () => go(`/staff/angka?bulan=${pick.value}`) } }, SPANS.map(([n, text]) => option(n, text, n === span)));
  const body = el('div', { class: 'numbers-page' }, loading('Angka'));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Angka'), el('div', { class: 'span-pick' }, labelled('Laporan yang diterima dalam', pick))), body);
  const codes = lastMonths(Number(span)), ask = (by) => get(`/api/v1/statistics${toQuery({ by, from: codes[0] })}`, { signal });
  try {
    const [months, units, areas, matters] = await Promise.all(['month', 'department', 'district', 'category'].map(ask));
    if (months.total.received === 0) { put(body, state('empty', 'Belum ada laporan dalam waktu ini', 'Pilih waktu yang lebih panjang.')); return; }
    const byMonth = codes.map((code) => months.items.find((m) => m.code === code) || { received: 0, solved: 0, partly_solved: 0 });
    put(body, tiles(months.total), el('div', { class: 'two' },
      el('section', { class: 'panel' }, el('h2', {}, 'Menurut bulan'), columns({ title: 'Laporan yang diterima, dan yang tuntas darinya', labels: codes.map(monthName),
        series: [{ name: 'Diterima', kind: 'received', values: byMonth.map((m) => m.received) }, { name: 'Tuntas atau sebagian', kind: 'solved', values: byMonth.map(worked) }] })),
      el('section', { class: 'panel' }, el('h2', {}, 'Bagaimana berakhir'), bars({ title: 'Laporan yang sudah ditutup', nothing: 'Belum ada yang ditutup.', series: SERIES.slice(1),
        rows: ENDED.filter((o) => months.total[o]).map((o) => ({ name: OUTCOME[o], parts: o === 'solved' || o === 'partly_solved' ? [months.total[o], 0] : [0, months.total[o]] })) })),
      person.role !== 'officer' && el('section', { class: 'panel' }, el('h2', {}, 'Menurut unit'), bars({ title: 'Sepuluh unit dengan laporan terbanyak', rows: partsOf(units.items, 10), series: SERIES }), timesTable(units.items)),
      el('section', { class: 'panel' }, el('h2', {}, 'Menurut kecamatan'), bars({ title: 'Sepuluh kecamatan dengan laporan terbanyak', rows: partsOf(areas.items, 10), series: SERIES })),
      el('section', { class: 'panel' }, el('h2', {}, 'Menurut hal'), bars({ title: 'Sepuluh hal yang paling sering dilaporkan', rows: partsOf(matters.items, 10), series: SERIES }))));
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    put(body, state('broken', 'Angka belum bisa dimuat', problemWords(problem), button('Coba lagi', () => numbersView(main, { query, signal }))));
  }
}
