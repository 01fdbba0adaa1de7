// charts.js - charts by Chart.js, which is fetched with the first of them. Each has its numbers as a
// table beside it, which is what a screen reader reads and what can be copied.
import { el } from './dom.js';
import { count } from './words.js';

const ROW_PX = 36, REST_PX = 46, COLUMNS_PX = 250, MONTHS_MOST = 12;
let library = null;
const chartJs = () => (library ||= import('../lib/chart.min.js').then(() => globalThis.Chart));

/** Colours stand in the style sheet alone. */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const KINDS = { received: 'amber', open: 'amber', solved: 'link', partly: 'teal', referred: 'news', other: 'field', late: 'late' };

export function table(caption, heads, rows) {
  return el('details', { class: 'numbers' }, el('summary', {}, 'Angkanya', el('span', { class: 'visually-hidden' }, `: ${caption}`)), plainTable(caption, heads, rows));
}
/** A table that may be wider than the screen; the first cell of a row names it. stacks: on a phone its
 * cells stand below each other, each behind the name of its column. */
export const plainTable = (caption, heads, rows, { stacks = false } = {}) => el('div', { class: `wide-table${stacks ? ' stacks' : ''}`, tabindex: '0', role: 'region', 'aria-label': caption },
  el('table', {}, el('caption', { class: 'visually-hidden' }, caption), el('thead', {}, el('tr', {}, heads.map((h) => el('th', { scope: 'col' }, h || el('span', { class: 'visually-hidden' }, 'Nama'))))),
    el('tbody', {}, rows.map((row) => el('tr', {}, row.map((cell, i) => (i === 0 ? el('th', { scope: 'row' }, cell) : el('td', { 'data-label': heads[i] }, cell))))))));

/* --- drawing --- */

const drawn = new Map(); // canvas -> {chart, what}

/** What Chart.js is told; lying: bars from left to right. */
function configOf({ lying, stacked, labels, series, unit, axis }) {
  const family = getComputedStyle(document.body).fontFamily, words = (v) => (unit ? unit(v) : count(v)), soft = colour('soft');
  const ticks = { color: soft, font: { family, size: 12 }, maxRotation: 0 };
  const numbers = { stacked, beginAtZero: true, ticks: { ...ticks, precision: 0, maxTicksLimit: 5, callback: axis || count }, grid: { color: colour('line') } };
  // A year of months has room for each name: what is left out looks like a hole.
  const few = lying || labels.length <= MONTHS_MOST;
  const names = { stacked, ticks: { ...ticks, autoSkip: !few, font: { family, size: few && !lying && innerWidth < 640 ? 10 : 12 } }, grid: { display: false } };
  return {
    type: 'bar',
    data: { labels, datasets: series.map((s) => ({ label: s.name, data: s.values, stack: s.stack, backgroundColor: colour(KINDS[s.kind]), maxBarThickness: 26, borderRadius: 2 })) },
    options: {
      indexAxis: lying ? 'y' : 'x', animation: false, maintainAspectRatio: false,
      scales: lying ? { x: numbers, y: names } : { x: names, y: numbers },
      plugins: {
        legend: { display: series.length > 1, position: 'top', align: 'start', labels: { color: colour('ink'), boxWidth: 12, boxHeight: 12, font: { family, size: 13 } } },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${words(item.raw)}` } },
      },
    },
  };
}
function drawAnew(canvas, what) {
  drawn.get(canvas)?.chart.destroy();
  drawn.set(canvas, { chart: new globalThis.Chart(canvas, configOf(what)), what });
}
/** Another scheme has other colours. */
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { for (const [canvas, { what }] of drawn) drawAnew(canvas, what); });

/** Charts whose page was left. */
function forget() {
  for (const [canvas, { chart }] of drawn) if (!canvas.isConnected) { chart.destroy(); drawn.delete(canvas); }
}
const nextFrame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });

async function draw(canvas, what) {
  await chartJs();
  await nextFrame();
  forget();
  if (!canvas.isConnected) return;
  drawAnew(canvas, what);
  canvas.dataset.drawn = '';
}

function figure(title, height, config, numbers) {
  const canvas = el('canvas', { 'aria-hidden': 'true' }), box = el('div', { class: 'chart-box' }, canvas);
  box.style.height = `${height}px`;
  draw(canvas, config).catch(() => box.replaceChildren(el('p', { class: 'soft' }, 'Grafik tidak bisa digambar di peramban ini. Angkanya ada di bawah.')));
  return el('figure', { class: 'chart' }, el('figcaption', {}, title), box, numbers);
}

/** Columns side by side, or piled up where series share a stack: labels along the foot (a list: on
 * lines), series: [{name, kind, values, stack}]; unit: words for a number; axis: shorter ones. */
export function columns({ title, labels, series, stacked, unit, axis, nothing }) {
  if (!series.some((s) => s.values.some(Boolean))) return el('figure', { class: 'chart' }, el('figcaption', {}, title), el('p', { class: 'soft' }, nothing || 'Belum ada.'));
  return figure(title, COLUMNS_PX, { labels, series, stacked, unit, axis },
    table(title, ['', ...series.map((s) => s.name)], labels.map((label, i) => [[label].flat().join(' '), ...series.map((s) => (unit || count)(s.values[i]))])));
}

/** A name beside its bar: on two lines at most, cut where that is too little. */
function lines(name) {
  const most = innerWidth < 640 ? 16 : 26, rows = [''];
  for (const word of name.split(' ')) {
    const at = rows.length - 1;
    if (!rows[at] || rows[at].length + word.length < most) rows[at] += `${rows[at] ? ' ' : ''}${word}`;
    else rows.push(word);
  }
  const cut = (row, more) => (row.length > most || more ? `${row.slice(0, most - 1)}…` : row);
  return rows.length > 1 ? [cut(rows[0]), cut(rows[1], rows.length > 2)] : cut(rows[0]);
}

/** Lying bars with parts: rows: [{name, parts: [n, ...], href}], parts as series: [{name, kind}]; numbers: another table. */
export function bars({ title, rows, series, nothing, stacked = true, unit, numbers }) {
  if (rows.length === 0) return el('figure', { class: 'chart' }, el('figcaption', {}, title), el('p', { class: 'soft' }, nothing || 'Belum ada.'));
  const parts = series.map((s, i) => ({ ...s, values: rows.map((r) => r.parts[i]) }));
  const name = (row) => (row.href ? el('a', { href: row.href }, row.name) : row.name);
  return figure(title, ROW_PX * rows.length * (stacked ? 1 : 1.35) + REST_PX + (series.length > 1 ? 20 : 0), { lying: true, stacked, labels: rows.map((r) => lines(r.name)), series: parts, unit },
    numbers || table(title, ['', ...series.map((s) => s.name)], rows.map((row) => [name(row), ...row.parts.map(unit || count)])));
}
