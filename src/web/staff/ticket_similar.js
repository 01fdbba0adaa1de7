// ticket_similar.js - open reports that may be about the same thing, and merging into one of them.
import { get, Problem } from './api.js';
import { button, el, hidden, loading, put } from './dom.js';
import { writeDraft } from './drafts.js';
import { movesFor } from './moves.js';
import { statusTag } from './ticket_row.js';
import { agoWords, problemWords } from './words.js';

const far = (m) => (m === null ? 'desa yang sama' : m < 1000 ? `${m} m dari sini` : `${(m / 1000).toFixed(1).replace('.', ',')} km dari sini`);

/** Fills in the form that merges, which asks for a reason and is sent there. */
function merge(bench, into) {
  writeDraft(`${bench.ticket.number}:merged:into`, into);
  bench.refreshReadings();
  document.querySelector('.ends form:not([hidden]) textarea')?.focus();
}

const line = (bench, may) => ({ ticket: t, distance_m: m }) => el('li', {}, el('a', { href: `/staff/laporan/${t.number}` }, t.number), ' ', statusTag(t),
  el('p', { class: 'entry-text', dir: 'auto' }, t.text), el('p', { class: 'soft' }, `${far(m)} · ${agoWords(t.created_at)} · ${t.department.name}`),
  may && button(el('span', {}, 'Gabungkan ke sini …', hidden(` ${t.number}`)), () => merge(bench, t.number), { class: 'small' }));

export function similarPanel(bench, signal) {
  const { ticket } = bench, may = movesFor(ticket).some((m) => m.outcome === 'merged');
  const body = el('div', {}, loading('Laporan serupa'));
  get(`/api/v1/tickets/${ticket.number}/similar`, { signal }).then(({ items }) => {
    put(body, items.length === 0 ? el('p', { class: 'soft' }, 'Tidak ada laporan terbuka tentang hal yang sama di dekatnya.')
      : [el('ul', { class: 'similar' }, items.map(line(bench, may))), may && el('p', { class: 'hint' }, 'Setelah digabung, semua pelapor tetap mendapat kabar.')]);
  }, (problem) => {
    if (problem.name === 'AbortError') return;
    if (!(problem instanceof Problem)) throw problem;
    put(body, el('p', { class: 'soft' }, problemWords(problem)));
  });
  return el('section', { class: 'panel', 'aria-labelledby': 'similar-title' }, el('h2', { id: 'similar-title' }, 'Laporan serupa'), body);
}
