// conflict.js - somebody else was quicker: what changed, beside what was typed.
import { el } from './dom.js';
import { changeWords } from './ticket_timeline.js';

export function conflictNote(problem) {
  const lines = problem.changes || [];
  return el('div', { class: 'conflict' },
    el('p', {}, el('strong', {}, 'Laporan ini berubah ketika Anda menulis.'), ' Tulisan Anda masih ada. Periksa dulu, lalu kirim lagi bila masih perlu.'),
    lines.length > 0 && el('ul', {}, lines.map((e) => el('li', {}, changeWords(e)))));
}
