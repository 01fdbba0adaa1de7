// list_bulk.js - the same for many tickets of a list: assigned or verified, twenty a request, so that
// there is something to see, and a line that breaks loses little.
import { call, keyDone, keyFor, Problem } from './api.js';
import { button, el, hold, labelled, live, option, put, toast } from './dom.js';
import { desk, ownDepartments } from './desk.js';
import { mayAssign, movesFor } from './moves.js';
import { problemWords } from './words.js';
import { refreshCounts } from './frame.js';

const AT_ONCE = 20;
const isOwn = (code) => !desk.departments.find((d) => d.code === code)?.external;

/** [[what is asked for, tickets], ...] -> requests of at most AT_ONCE tickets. */
const pieces = (groups) => groups.flatMap(([body, tickets]) =>
  Array.from({ length: Math.ceil(tickets.length / AT_ONCE) }, (_, i) => [body, tickets.slice(i * AT_ONCE, (i + 1) * AT_ONCE)]));

/** One request after the other; {done, failed: ["LK26-...: why"]}. */
async function run(path, groups, say, signal) {
  const failed = [];
  const all = groups.reduce((sum, [, tickets]) => sum + tickets.length, 0);
  let done = 0;
  for (const [body, tickets] of pieces(groups)) {
    if (signal.aborted) return null;
    say(`${done + failed.length} dari ${all} …`);
    const whole = { ...body, tickets: tickets.map((t) => ({ number: t.number, version: t.version })) };
    const form = `${path} ${tickets.map((t) => t.number).join()}`;
    try {
      const { data } = await call('POST', path, { body: whole, key: keyFor(form, whole) });
      keyDone(form);
      done += data.done;
      for (const item of data.items) if (item.code) failed.push(`${item.number}: ${problemWords(new Problem(item.status, item))}`);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      failed.push(...tickets.map((t) => `${t.number}: ${problemWords(problem)}`));
      if (problem.status === 0 || problem.status === 401) break;
    }
  }
  return { done, failed };
}

/** Those for one unit, or each for the one that was proposed for it. */
function byUnit(tickets, unit) {
  const groups = new Map();
  for (const t of tickets) {
    const department = unit || t.department.code;
    if (!groups.has(department)) groups.set(department, []);
    groups.get(department).push(t);
  }
  return [...groups].map(([department, list]) => [{ department }, list]);
}

/** `chosen`: Map of number -> ticket. `reload(words)` reads the list anew and shows the words in the bar;
 * `all()` chooses every ticket that is shown. */
export function bulkBar(chosen, { reload, all, none, signal }) {
  const bar = el('section', { class: 'bulk', 'aria-label': 'Laporan yang dipilih', hidden: true });
  const report = live(), number = el('strong', {});
  const unit = el('select', {}, option('', 'Unit usulan masing-masing'), ownDepartments().map((d) => option(d.code, d.name)));
  const work = (what, path, fits, groups) => async () => {
    const picked = [...chosen.values()], able = picked.filter(fits);
    if (able.length === 0) { put(report, 'Tidak satu pun laporan yang dipilih bisa dikerjakan begitu.'); return; }
    const release = hold(...bar.querySelectorAll('button'));
    const result = await run(path, groups(able), (words) => put(report, `${what}: ${words}`), signal);
    release();
    if (!result) return;
    if (result.failed.length === 0) toast(`${what}: ${result.done} laporan.`);
    refreshCounts();
    await reload(result.failed.length
      ? `${result.done} berhasil. Yang belum: ${result.failed.join('; ')}`
      : picked.length > able.length ? `${picked.length - able.length} laporan dilewati karena statusnya lain.` : '');
  };
  put(bar, el('p', {}, number, ' dipilih'), el('div', { class: 'bulk-acts' },
    labelled('Disposisikan ke', unit),
    button('Disposisikan', work('Disposisi', '/api/v1/bulk/assignments', (t) => mayAssign(t) && (unit.value || isOwn(t.department.code)), (tickets) => byUnit(tickets, unit.value)), { class: 'primary' }),
    button('Verifikasi', work('Verifikasi', '/api/v1/bulk/transitions', (t) => movesFor(t).some((m) => m.to === 'verified' && m.needs.length === 0), (tickets) => [[{ to: 'verified' }, tickets]])),
    button('Pilih semua yang tampil', all, { class: 'quiet' }),
    button('Lepas semua', none, { class: 'quiet' })), report);
  const refresh = () => { bar.hidden = chosen.size === 0; number.textContent = String(chosen.size); };
  return { bar, refresh, report };
}
