// view_numbers.js - the desk in numbers: what came, what became of it, how long it took, how old is
// what is open, what people thought of it, what it cost. Outcomes stay apart: there is no single
// percentage here.
import { get, query as toQuery } from './api.js';
import { bars, columns, table } from './charts.js';
import { button, el, labelled, loading, option, put, state } from './dom.js';
import { isDesk, person } from './desk.js';
import { districtMap } from './map.js';
import { lastMonths, monthNames, sinceFirst } from './months.js';
import { reportFiles } from './numbers_files.js';
import { go } from './router.js';
import { count, money, OUTCOME, problemWords, shortDay } from './words.js';

const SPANS = [['1', 'Bulan ini'], ['3', '3 bulan'], ['12', '12 bulan']], WEEKS = 13, COST_MONTHS = 6;
/** Working hours as people say them; the desk's day has eight. */
/** Of a histogram, whose first step is the quarter of an hour. */
const hours = (h) => (h === null ? '–' : h < 0.25 ? 'kurang dari 15 menit' : h < 1 ? `${Math.round(h * 60)} menit` : h < 16 ? `${h.toFixed(1).replace('.', ',')} jam kerja` : `${(h / 8).toFixed(1).replace('.', ',')} hari kerja`);
const slowest = (h) => (h.count ? `median; 9 dari 10 dalam ${hours(h.p90)}` : 'belum ada');

const ENDED = ['solved', 'partly_solved', 'referred', 'unanswered', 'not_actionable', 'cancelled', 'rejected', 'merged'];
const worked = (t) => t.solved + t.partly_solved;
const otherwise = (t) => ENDED.filter((o) => o !== 'solved' && o !== 'partly_solved').reduce((sum, o) => sum + t[o], 0);

const tile = (name, value, hint, kind) => el('li', { class: `tile ${kind || ''}` }, el('span', { class: 'queue-number' }, value), el('span', { class: 'queue-title' }, name), el('span', { class: 'queue-hint' }, hint));
const panel = (title, ...parts) => el('section', { class: 'panel' }, el('h2', {}, title), parts);

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

/* --- over time --- */

const of = (rows, name) => rows.map((r) => r[name]);
const weeksChart = (weeks) => columns({ title: 'Yang masuk, dan yang ditutup, tiap minggu (tanggal hari Senin)', stacked: true, labels: weeks.map((w) => shortDay(`${w.week}T12:00:00+07:00`)),
  series: [{ name: 'Masuk', kind: 'received', stack: 'in', values: of(weeks, 'received') }, { name: 'Tuntas', kind: 'solved', stack: 'out', values: of(weeks, 'solved') },
    { name: 'Sebagian', kind: 'partly', stack: 'out', values: of(weeks, 'partly_solved') }, { name: 'Diteruskan', kind: 'referred', stack: 'out', values: of(weeks, 'referred') },
    { name: 'Sebab lain', kind: 'other', stack: 'out', values: of(weeks, 'other') }] });

const spanName = (a) => (a.to_days === null ? `Lebih dari ${a.from_days - 1} hari` : `${a.from_days}–${a.to_days} hari`);
const agesChart = (ages) => bars({ title: 'Laporan terbuka menurut umurnya', series: [{ name: 'Di meja', kind: 'open' }, { name: 'Di unit', kind: 'solved' }, { name: 'Menunggu pelapor', kind: 'other' }],
  rows: ages.map((a) => ({ name: spanName(a), parts: [a.statuses.received + a.statuses.verified, a.statuses.assigned + a.statuses.in_progress, a.statuses.awaiting_reporter + a.statuses.resolved] })) });

const monthsChart = (codes, items) => {
  const of_ = (code) => items.find((m) => m.code === code) || { received: 0, solved: 0, partly_solved: 0 };
  const shown = sinceFirst(codes, (code) => of_(code).received === 0), rows = shown.map(of_);
  return columns({ title: 'Laporan yang diterima, dan yang tuntas darinya', labels: monthNames(shown),
    series: [{ name: 'Diterima', kind: 'received', values: of(rows, 'received') }, { name: 'Tuntas atau sebagian', kind: 'solved', values: rows.map(worked) }] });
};

/* --- by something --- */

const SERIES = [{ name: 'Masih terbuka', kind: 'open' }, { name: 'Tuntas atau sebagian', kind: 'solved' }, { name: 'Ditutup, sebab lain', kind: 'other' }];
const busiest = (rows, most) => rows.filter((r) => r.received > 0).sort((a, b) => b.received - a.received).slice(0, most);
const MOST = 10;
/** A chart of the busiest, and a table of all of them, from which each leads to its list. */
function parts(title, rows, filter) {
  const all = busiest(rows, rows.length), named = (r) => r.name || 'Tidak disebut';
  const link = (r) => (r.code ? el('a', { href: `/staff/laporan?${filter}=${r.code}` }, named(r)) : named(r));
  return bars({ title, series: SERIES, rows: all.slice(0, MOST).map((r) => ({ name: named(r), href: r.code && `/staff/laporan?${filter}=${r.code}`, parts: [r.open, worked(r), otherwise(r)] })),
    numbers: all.length > MOST && table(`${title}; semuanya, ${all.length}`, ['Nama', ...SERIES.map((s) => s.name)], all.map((r) => [link(r), count(r.open), count(worked(r)), count(otherwise(r))])) });
}

function timesChart(units) {
  const rows = busiest(units, 10).filter((r) => r.first_answer_hours.count > 0);
  return bars({ title: 'Median dalam jam kerja, unit dengan laporan terbanyak', nothing: 'Belum ada yang dijawab.', stacked: false, unit: (h) => `${String(Math.round(h * 10) / 10).replace('.', ',')} jam`,
    series: [{ name: 'Jawaban pertama', kind: 'received' }, { name: 'Penyelesaian', kind: 'solved' }], rows: rows.map((r) => ({ name: r.name, parts: [r.first_answer_hours.median || 0, r.solution_hours.median || 0] })), numbers: table('Waktu per unit', ['Unit', 'Diterima', 'Jawaban pertama (median)', 'Penyelesaian (median)', 'Pernah terlambat'],
    busiest(units, 100).map((r) => [r.name, count(r.received), hours(r.first_answer_hours.median), hours(r.solution_hours.median), count(r.late)])) });
}

const ratingsChart = (ratings) => (Object.values(ratings).some(Boolean) ? columns({ title: 'Nilai dari pelapor setelah laporannya selesai', labels: ['1', '2', '3', '4', '5'],
  series: [{ name: 'Penilaian', kind: 'solved', values: ['1', '2', '3', '4', '5'].map((n) => ratings[n]) }] }) : el('p', { class: 'soft' }, 'Belum ada penilaian dalam waktu ini.'));

async function costPanel(span, signal) {
  if (!isDesk() && person.role !== 'supervisor') return null;
  const codes = lastMonths(Math.min(Math.max(span, 3), COST_MONTHS)), months = await Promise.all(codes.map((month) => get(`/api/v1/costs${toQuery({ month })}`, { signal })));
  const { currency } = months.at(-1), cost = new Map(codes.map((code, i) => [code, months[i].estimated_cost])), shown = sinceFirst(codes, (code) => !cost.get(code));
  return panel('Biaya pesan', columns({ title: 'Perkiraan biaya WhatsApp tiap bulan', nothing: 'Belum ada pesan yang berbiaya.', labels: monthNames(shown), unit: (n) => money(n, currency), axis: (n) => money(n, currency, 'compact'),
    series: [{ name: 'Perkiraan', kind: 'received', values: shown.map((code) => cost.get(code)) }] }), el('p', {}, el('a', { href: '/staff/biaya' }, 'Rinciannya')));
}

async function mapPanel(areas) {
  const map = await districtMap(new Map(areas.filter((a) => a.code).map((a) => [a.code, a.open])), (code) => go(`/staff/laporan?district=${code}`));
  return map && panel('Peta kecamatan', map);
}

async function panels(body, span, signal) {
  const codes = lastMonths(span), ask = (by) => get(`/api/v1/statistics${toQuery({ by, from: codes[0] })}`, { signal });
  const [months, units, areas, matters, weeks, ages] = await Promise.all([...['month', 'department', 'district', 'category'].map(ask),
    get(`/api/v1/statistics/weeks?weeks=${WEEKS}`, { signal }), get('/api/v1/statistics/ages', { signal })]);
  if (months.total.received === 0) { put(body, state('empty', 'Belum ada laporan dalam waktu ini', 'Pilih waktu yang lebih panjang.')); return; }
  const [cost, map] = await Promise.all([costPanel(span, signal), mapPanel(areas.items)]);
  const column = (...parts_) => el('div', { class: 'column' }, parts_);
  put(body, tiles(months.total), el('div', { class: 'two' }, column(
    panel('Menurut minggu', weeksChart(weeks.items)),
    panel('Menurut bulan', monthsChart(codes, months.items)),
    person.role !== 'officer' && panel('Menurut unit', parts('Sepuluh unit dengan laporan terbanyak', units.items, 'department')),
    panel('Menurut kecamatan', parts('Sepuluh kecamatan dengan laporan terbanyak', areas.items, 'district')),
    panel('Menurut hal', parts('Sepuluh hal yang paling sering dilaporkan', matters.items, 'category'))), column(
    panel('Umur yang masih terbuka', agesChart(ages.items)),
    panel('Bagaimana berakhir', bars({ title: 'Laporan yang sudah ditutup', nothing: 'Belum ada yang ditutup.', series: [SERIES[1], { ...SERIES[2], name: 'Sebab lain' }],
      rows: ENDED.filter((o) => months.total[o]).map((o) => ({ name: OUTCOME[o], parts: o === 'solved' || o === 'partly_solved' ? [months.total[o], 0] : [0, months.total[o]] })) })),
    panel('Waktu jawaban dan penyelesaian', timesChart(units.items)), map,
    panel('Kepuasan', ratingsChart(months.total.ratings)), cost)));
}

export async function numbersView(main, { query, signal }) {
  const span = SPANS.some(([n]) => n === query.get('bulan')) ? query.get('bulan') : '12';
  document.title = 'Angka · Lapor Kanda';
  const pick = el('select', { name: 'bulan', on: { change: () => go(`/staff/angka?bulan=${pick.value}`) } }, SPANS.map(([n, text]) => option(n, text, n === span)));
  const body = el('div', { class: 'numbers-page' }, loading('Angka'));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Angka'), el('div', { class: 'span-pick' }, labelled('Laporan yang diterima dalam', pick))), body, reportFiles());
  try {
    await panels(body, Number(span), signal);
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    put(body, state('broken', 'Angka belum bisa dimuat', problemWords(problem), button('Coba lagi', () => numbersView(main, { query, signal }))));
  }
}
