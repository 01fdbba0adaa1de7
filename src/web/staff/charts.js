// charts.js - small charts as pictures of text and rectangles. Each has its numbers as a table beside
// it, which is what a screen reader reads and what can be copied.
import { el, svg } from './dom.js';
import { count } from './words.js';

const WIDTH = 640, LEFT = 48, BOTTOM = 34, HEIGHT = 230;

const nice = (max) => {
  const step = 10 ** Math.floor(Math.log10(Math.max(max, 1)));
  return [1, 2, 5, 10].map((n) => n * step).find((n) => n >= max) || 1;
};

export function table(caption, heads, rows) {
  return el('details', { class: 'numbers' }, el('summary', {}, 'Angkanya'), el('div', { class: 'wide-table', tabindex: '0', role: 'region', 'aria-label': caption },
    el('table', {}, el('caption', { class: 'sr' }, caption), el('thead', {}, el('tr', {}, heads.map((h) => el('th', { scope: 'col' }, h)))),
      el('tbody', {}, rows.map((row) => el('tr', {}, row.map((cell, i) => (i === 0 ? el('th', { scope: 'row' }, cell) : el('td', {}, cell)))))))));
}

const legend = (series) => el('ul', { class: 'chart-legend', 'aria-hidden': 'true' }, series.map((s) => el('li', {}, el('span', { class: `swatch ${s.kind}` }), s.name)));

/** Columns side by side: labels along the foot, series: [{name, kind, values}]. */
export function columns({ title, labels, series }) {
  const top = nice(Math.max(1, ...series.flatMap((s) => s.values)));
  const step = (WIDTH - LEFT) / Math.max(labels.length, 1), bar = Math.min(26, (step - 6) / series.length);
  const y = (v) => (HEIGHT - BOTTOM) - (HEIGHT - BOTTOM - 10) * v / top;
  return el('figure', { class: 'chart' }, el('figcaption', {}, title), legend(series),
    svg('svg', { viewBox: `0 -14 ${WIDTH} ${HEIGHT + 14}`, 'aria-hidden': 'true' },
      [0, 0.5, 1].map((part) => svg('g', {}, svg('path', { class: 'chart-line', d: `M${LEFT} ${y(top * part)}H${WIDTH}` }),
        svg('text', { x: LEFT - 6, y: y(top * part) + 4, 'text-anchor': 'end' }, top * part % 1 ? '' : count(top * part)))),
      labels.map((label, i) => svg('text', { x: LEFT + step * (i + 0.5), y: HEIGHT - 10, 'text-anchor': 'middle' }, label)),
      series.map((s, n) => s.values.map((v, i) => svg('rect', { class: `chart-bar ${s.kind}`, x: LEFT + step * (i + 0.5) - bar * series.length / 2 + bar * n, y: y(v),
        width: Math.max(bar - 2, 2), height: Math.max(HEIGHT - BOTTOM - y(v), v ? 1.5 : 0), rx: 2 })))),
    table(title, ['', ...series.map((s) => s.name)], labels.map((label, i) => [label, ...series.map((s) => count(s.values[i]))])));
}

/** Lying bars with parts: rows: [{name, parts: [n, ...]}], parts as series: [{name, kind}]. */
export function bars({ title, rows, series, nothing }) {
  if (rows.length === 0) return el('figure', { class: 'chart' }, el('figcaption', {}, title), el('p', { class: 'soft' }, nothing));
  const sum = (row) => row.parts.reduce((a, b) => a + b, 0), top = Math.max(1, ...rows.map(sum));
  return el('figure', { class: 'chart' }, el('figcaption', {}, title), series.length > 1 && legend(series),
    el('ul', { class: 'bars' }, rows.map((row) => {
      let from = 0;
      return el('li', {}, el('span', { class: 'bars-name' }, row.name),
        el('span', { class: 'bars-sum' }, count(sum(row)), el('span', { class: 'sr' }, series.length > 1 ? ` (${row.parts.map((v, i) => `${series[i].name} ${v}`).join(', ')})` : '')), svg('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        row.parts.map((v, i) => { const x = from; from += v; return svg('rect', { class: `chart-bar ${series[i].kind}`, x: 100 * x / top, y: 0, width: 100 * v / top, height: 8 }); })));
    })));
}
