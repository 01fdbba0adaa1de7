// view_list.js - tickets by filters in the address; j, k, Enter and x; several assigned at once.
import { call, get, keyDone, keyFor, Problem, query as toQuery } from './api.js';
import { button, el, hidden, labelled, live, loading, option, put, state, toast } from './dom.js';
import { desk, districts, isDesk, ownDepartments, person } from './desk.js';
import { mayAssign, movesFor } from './moves.js';
import { onKey } from './keys.js';
import { watch } from './live.js';
import { go } from './router.js';
import { ticketRow } from './ticket_row.js';
import { KIND, problemWords, STATUS } from './words.js';
import { QUEUES } from './queues.js';
import { refreshCounts } from './frame.js';

const FILTERS = ['q', 'status', 'kind', 'category', 'department', 'district', 'village', 'from', 'to', 'overdue', 'sort'];
const PAGE = 50;
/** What was listed last, so that a ticket knows its neighbours. */
const LISTED = 'kanda:list';

export function neighbours(number) {
  try {
    const { href, numbers } = JSON.parse(sessionStorage.getItem(LISTED));
    return { href, at: numbers.indexOf(number), numbers };
  } catch { return { href: '/staff/laporan', at: -1, numbers: [] }; }
}
function keepListed(tickets) {
  try {
    sessionStorage.setItem(LISTED, JSON.stringify({ href: location.pathname + location.search, numbers: tickets.map((t) => t.number) }));
  } catch { /* then there are no neighbours */ }
}

const chooser = (name, current, all, rows) => el('select', { name },
  option('', all), rows.map(([value, text]) => option(value, text, value === current)));

function filterForm(f) {
  const fields = {
    q: el('input', { name: 'q', type: 'search', value: f.q, placeholder: 'Nomor laporan atau kata', maxlength: 200 }),
    status: chooser('status', f.status, 'Semua status', Object.entries(STATUS)),
    category: chooser('category', f.category, 'Semua hal', desk.categories.map((c) => [c.code, c.name])),
    district: chooser('district', f.district, 'Semua kecamatan', districts().map((d) => [d.code, d.name])),
    department: chooser('department', f.department, 'Semua unit', desk.departments.map((d) => [d.code, d.name])),
    kind: chooser('kind', f.kind, 'Semua jenis', Object.entries(KIND)),
    from: el('input', { name: 'from', type: 'date', value: f.from }),
    to: el('input', { name: 'to', type: 'date', value: f.to }),
    overdue: el('input', { name: 'overdue', type: 'checkbox', checked: f.overdue === 'true' }),
    sort: chooser('sort', f.sort, 'Terbaru dulu', [['created_at', 'Terlama dulu']]),
  };
  const apply = () => {
    const next = {};
    for (const name of FILTERS) if (fields[name]) next[name] = fields[name].type === 'checkbox' ? (fields[name].checked ? 'true' : '') : fields[name].value.trim();
    if (f.village && next.district === f.district) next.village = f.village;
    go(`/staff/laporan${toQuery(next)}`);
  };
  const more = ['kind', 'department', 'from', 'to', 'sort'].filter((n) => f[n]).length;
  const form = el('form', { class: 'filters', role: 'search', 'aria-label': 'Saring laporan',
    on: { submit: (e) => { e.preventDefault(); apply(); }, change: (e) => { if (e.target !== fields.q) apply(); } } },
  el('div', { class: 'search' }, labelled('Cari', fields.q), el('button', { class: 'primary' }, 'Cari')),
  el('div', { class: 'filter-row' },
    labelled('Status', fields.status), labelled('Hal', fields.category), labelled('Kecamatan', fields.district),
    el('label', { class: 'check' }, fields.overdue, 'Hanya lewat tenggat')),
  el('details', { open: more > 0 }, el('summary', {}, 'Saringan lain', more ? ` (${more})` : ''),
    el('div', { class: 'filter-row' },
      person.role !== 'officer' && labelled('Unit', fields.department), labelled('Jenis', fields.kind),
      labelled('Diterima sejak', fields.from), labelled('Sampai sebelum', fields.to), labelled('Urutan', fields.sort))));
  return { form, search: fields.q };
}

/* --- several at once --- */

/** One request after the other; says how it went, and what did not. */
async function forEach(tickets, what, run, report, signal) {
  const failed = [];
  let done = 0;
  for (const t of tickets) {
    if (signal.aborted) return;
    put(report, `${what}: ${done + failed.length + 1} dari ${tickets.length} …`);
    try {
      await run(t);
      done++;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      failed.push(`${t.number}: ${problemWords(problem)}`);
      if (problem.status === 0 || problem.status === 401) break;
    }
  }
  if (failed.length === 0) toast(`${what}: ${done} laporan.`);
  return { done, failed };
}

function bulkBar(chosen, reload, signal) {
  const bar = el('section', { class: 'bulk', 'aria-label': 'Laporan yang dipilih', hidden: true });
  const report = live();
  const unit = el('select', {}, option('', 'Unit yang diusulkan masing-masing'), ownDepartments().map((d) => option(d.code, d.name)));
  const number = el('strong', {});
  const assign = (t) => {
    const body = { department: unit.value || t.department.code };
    const key = `bulk:${t.number}:${t.version}`;
    return call('POST', `/api/v1/tickets/${t.number}/assignments`, { body, ifMatch: t.version, key: keyFor(key, body) }).then(() => keyDone(key));
  };
  const verify = (t) => call('POST', `/api/v1/tickets/${t.number}/transitions`, { body: { to: 'verified' }, ifMatch: t.version });
  const work = (what, fits, run) => async () => {
    const all = [...chosen.values()], able = all.filter(fits);
    if (able.length === 0) { put(report, 'Tidak satu pun laporan yang dipilih bisa dikerjakan begitu.'); return; }
    for (const b of bar.querySelectorAll('button')) b.disabled = true;
    const result = await forEach(able, what, run, report, signal);
    for (const b of bar.querySelectorAll('button')) b.disabled = false;
    if (!result) return;
    refreshCounts();
    await reload(result.failed.length
      ? `${result.done} berhasil. Yang belum: ${result.failed.join('; ')}`
      : all.length > able.length ? `${all.length - able.length} laporan dilewati karena statusnya lain.` : '');
  };
  put(bar, el('p', {}, number, ' dipilih'), el('div', { class: 'bulk-acts' },
    labelled('Disposisikan ke', unit),
    button('Disposisikan', work('Disposisi', (t) => mayAssign(t) && (unit.value || !desk.departments.find((d) => d.code === t.department.code)?.external), assign), { class: 'primary' }),
    button('Verifikasi', work('Verifikasi', (t) => movesFor(t).some((m) => m.to === 'verified' && m.needs.length === 0), verify)),
    button('Lepas semua', () => { for (const box of document.querySelectorAll('.entry-select input:checked')) box.click(); }, { class: 'quiet' })), report);
  const refresh = () => { bar.hidden = chosen.size === 0; number.textContent = String(chosen.size); };
  return { bar, refresh, report };
}

/* --- the keyboard --- */

function rowKeys(list, signal) {
  const links = () => [...list.querySelectorAll('.entry-link')];
  const step = (by) => {
    const all = links(), at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    next?.focus();
    next?.closest('.entry').scrollIntoView({ block: 'nearest' });
  };
  onKey('j', () => step(1), signal);
  onKey('k', () => step(-1), signal);
  onKey('x', () => document.activeElement?.closest?.('.entry')?.querySelector('input[type=checkbox]')?.click(), signal);
}

/* --- the page --- */

function titleOf(f) {
  const set = FILTERS.filter((n) => f[n] && n !== 'sort');
  const queue = set.length === 1 && QUEUES.find((q) => q.api === `${set[0]}=${f[set[0]]}`);
  return queue ? queue.title : f.q ? `Pencarian: ${f.q}` : set.length ? 'Laporan tersaring' : 'Semua laporan';
}

function nothing(f) {
  const filtered = FILTERS.some((n) => f[n] && n !== 'sort');
  return filtered
    ? state('empty', 'Tidak ada laporan yang cocok', 'Kurangi saringan, atau cari dengan kata lain.', el('a', { href: '/staff/laporan' }, 'Tampilkan semua laporan'))
    : state('empty', 'Belum ada laporan', 'Laporan warga lewat WhatsApp muncul di sini dengan sendirinya.');
}

export async function listView(main, { query, signal }) {
  const f = Object.fromEntries(FILTERS.map((n) => [n, query.get(n) || '']));
  const chosen = new Map(), tickets = [];
  let cursor = null;
  document.title = `${titleOf(f)} · Lapor Kanda`;
  const { form, search } = filterForm(f);
  const list = el('ol', { class: 'entries' }), below = el('div', { class: 'below' }), news = el('div', { class: 'news-line', role: 'status' }), summary = live({ class: 'list-summary' });
  const bulk = isDesk() ? bulkBar(chosen, reload, signal) : null;
  put(main, el('div', { class: 'page-head' }, el('h1', {}, titleOf(f)), summary), form, bulk?.bar, news, list, below);
  onKey('/', () => search.focus(), signal);
  rowKeys(list, signal);

  function pick(t) {
    if (!bulk) return null;
    const box = el('input', { type: 'checkbox', on: { change: () => {
      if (box.checked) chosen.set(t.number, t);
      else chosen.delete(t.number);
      bulk.refresh();
    } } });
    return el('label', { class: 'tick' }, box, hidden(`Pilih ${t.number}`));
  }

  async function more() {
    put(below, loading('Laporan'));
    const before = tickets.length;
    try {
      const page = await get(`/api/v1/tickets${toQuery({ ...f, limit: PAGE, cursor })}`, { signal });
      cursor = page.next_cursor;
      tickets.push(...page.items);
      for (const t of page.items) list.append(ticketRow(t, pick(t)));
      keepListed(tickets);
      put(below, tickets.length === 0 ? nothing(f) : cursor ? button('Tampilkan lebih banyak', more, { class: 'wide' }) : null);
      summary.textContent = tickets.length === 0 ? '' : `${tickets.length}${cursor ? '+' : ''} laporan`;
      if (before) list.children[before]?.querySelector('.entry-link').focus();
    } catch (problem) {
      if (problem.name === 'AbortError') throw problem;
      put(below, state('broken', 'Daftar belum bisa dimuat', problemWords(problem), button('Coba lagi', more)));
    }
  }

  /** Says that there is something new; a list that moves under the finger helps nobody. */
  async function lookForNews() {
    const { items } = await get(`/api/v1/tickets${toQuery({ ...f, limit: 1 })}`, { signal, quiet: true });
    if (!items[0] || items[0].number === tickets[0]?.number || news.children.length) return;
    put(news, button('Ada laporan baru. Muat ulang daftar', () => reload(), { class: 'wide' }));
  }

  async function reload(words) {
    chosen.clear();
    tickets.length = 0;
    cursor = null;
    put(list);
    put(news);
    bulk?.refresh();
    await more();
    if (words) { bulk.bar.hidden = false; put(bulk.report, words); }
  }
  await more();
  if (f.sort === '') watch('list', lookForNews, signal);
}
