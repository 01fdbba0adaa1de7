// view_list.js - tickets by filters in the address; j, k, Enter and x; several at once.
import { get, query as toQuery } from './api.js';
import { button, el, hidden, labelled, live, loading, option, put, state } from './dom.js';
import { desk, districts, isDesk, person } from './desk.js';
import { onKey } from './keys.js';
import { bulkBar } from './list_bulk.js';
import { keepListed, takeOpened } from './list_memory.js';
import { savedAndFiles } from './list_saved.js';
import { watch } from './live.js';
import { go } from './router.js';
import { ticketRow } from './ticket_row.js';
import { KIND, problemWords, STATUS } from './words.js';
import { QUEUES } from './queues.js';

const FILTERS = ['q', 'queue', 'status', 'kind', 'category', 'department', 'district', 'village', 'from', 'to', 'due_before', 'overdue', 'sort'];
const PAGE = 50;
const chooser = (name, current, all, rows) => el('select', { name },
  option('', all), rows.map(([value, text]) => option(value, text, value === current)));

function filterForm(f) {
  const fields = {
    q: el('input', { name: 'q', type: 'search', value: f.q, placeholder: 'Nomor atau kata', maxlength: 200 }),
    status: chooser('status', f.status, 'Semua', Object.entries(STATUS)),
    category: chooser('category', f.category, 'Semua', desk.categories.map((c) => [c.code, c.name])),
    district: chooser('district', f.district, 'Semua', districts().map((d) => [d.code, d.name])),
    department: chooser('department', f.department, 'Semua', desk.departments.map((d) => [d.code, d.name])),
    kind: chooser('kind', f.kind, 'Semua', Object.entries(KIND)),
    queue: chooser('queue', f.queue, 'Semua', QUEUES.filter((q) => q.api && q.for()).map((q) => [q.id, q.title])),
    from: el('input', { name: 'from', type: 'date', value: f.from }),
    to: el('input', { name: 'to', type: 'date', value: f.to }),
    due_before: el('input', { name: 'due_before', type: 'date', value: f.due_before }),
    overdue: el('input', { name: 'overdue', type: 'checkbox', checked: f.overdue === 'true' }),
    sort: chooser('sort', f.sort, 'Terbaru dulu', [['created_at', 'Terlama dulu']]),
  };
  const apply = () => {
    const next = {};
    for (const name of FILTERS) if (fields[name]) next[name] = fields[name].type === 'checkbox' ? (fields[name].checked ? 'true' : '') : fields[name].value.trim();
    if (f.village && next.district === f.district) next.village = f.village;
    go(`/staff/laporan${toQuery(next)}`);
  };
  const more = ['queue', 'kind', 'department', 'from', 'to', 'due_before', 'sort'].filter((n) => f[n]).length;
  const form = el('form', { class: 'filters', role: 'search', 'aria-label': 'Saring laporan',
    on: { submit: (e) => { e.preventDefault(); apply(); }, change: (e) => { if (e.target !== fields.q) apply(); } } },
  el('div', { class: 'search' }, labelled('Cari', fields.q), el('button', { class: 'primary' }, 'Cari')),
  el('div', { class: 'filter-row' },
    labelled('Status', fields.status), labelled('Hal', fields.category), labelled('Kecamatan', fields.district),
    el('label', { class: 'check' }, fields.overdue, 'Hanya lewat tenggat')),
  el('details', { open: more > 0 }, el('summary', {}, 'Saringan lain', more ? ` (${more})` : ''),
    el('div', { class: 'filter-row' },
      labelled('Antrean', fields.queue), person.role !== 'officer' && labelled('Unit', fields.department), labelled('Jenis', fields.kind),
      labelled('Diterima sejak', fields.from), labelled('Sampai sebelum', fields.to), labelled('Tenggat sebelum', fields.due_before), labelled('Urutan', fields.sort))));
  return { form, search: fields.q };
}

/* --- the keyboard --- */

const linksOf = (list) => [...list.querySelectorAll('.entry-link')];
function lead(link) {
  link?.focus({ preventScroll: true });
  link?.closest('.entry').scrollIntoView({ block: 'nearest' });
}

/** `more` loads what comes behind the last row, and gives back whether something did. */
function rowKeys(list, more, signal) {
  const step = async (by) => {
    const at = linksOf(list).indexOf(document.activeElement), to = at < 0 ? 0 : Math.max(at + by, 0);
    if (to >= linksOf(list).length) await more();
    lead(linksOf(list)[Math.min(to, linksOf(list).length - 1)]);
  };
  onKey('j', () => step(1), signal);
  onKey('k', () => step(-1), signal);
  onKey('x', () => document.activeElement?.closest?.('.entry')?.querySelector('input[type=checkbox]')?.click(), signal);
}

/* --- the page --- */

function titleOf(f) {
  const set = FILTERS.filter((n) => f[n] && n !== 'sort');
  const queue = set.length === 1 && QUEUES.find((q) => q.api === `${set[0]}=${f[set[0]]}` || (set[0] === 'queue' && q.id === f.queue));
  return queue ? queue.title : f.q ? `Pencarian: ${f.q}` : set.length ? 'Laporan tersaring' : 'Semua laporan';
}

/** A phone number finds nothing among words. */
const isPhone = (typed) => /^\+?[\d\s().-]{8,}$/.test(typed) && typed.replace(/\D/g, '').length >= 8;

function nothing(f) {
  if (isDesk() && isPhone(f.q)) return state('empty', 'Nomor telepon tidak dicari di sini', 'Pencariannya dicatat, jadi ada halamannya sendiri.', el('a', { href: '/staff/pelapor' }, 'Cari pelapor'));
  const filtered = FILTERS.some((n) => f[n] && n !== 'sort');
  return filtered
    ? state('empty', 'Tidak ada laporan yang cocok', 'Kurangi saringan, atau cari dengan kata lain.', el('a', { href: '/staff/laporan' }, 'Tampilkan semua laporan'))
    : state('empty', 'Belum ada laporan', 'Laporan warga lewat WhatsApp muncul di sini dengan sendirinya.');
}

export async function listView(main, { query, signal }) {
  const f = Object.fromEntries(FILTERS.map((n) => [n, query.get(n) || '']));
  const href = location.pathname + location.search, filters = { ...f, limit: PAGE };
  const chosen = new Map(), tickets = [], boxes = new Map();
  let cursor = null, under = null;
  document.title = `${titleOf(f)} · Lapor Kanda`;
  const { form, search } = filterForm(f);
  const list = el('ol', { class: 'entries' }), below = el('div', { class: 'below' }), news = el('div', { class: 'news-line', role: 'status' }), summary = live({ class: 'list-summary' });
  const tick = (on) => () => { for (const box of boxes.values()) if (box.checked !== on) box.click(); };
  const bulk = isDesk() ? bulkBar(chosen, { reload, all: tick(true), none: tick(false), signal }) : null;
  const everything = bulk && button('Pilih semua yang tampil', tick(true), { class: 'quiet small' });
  put(main, el('div', { class: 'page-head' }, el('h1', {}, titleOf(f)), summary, everything), form, savedAndFiles(f), bulk?.bar, news, list, below);
  onKey('/', () => search.focus(), signal);
  if (bulk) onKey('a', tick(true), signal);
  rowKeys(list, () => (cursor ? more() : null), signal);

  function pick(t) {
    if (!bulk) return null;
    const box = el('input', { type: 'checkbox', on: { change: () => {
      if (box.checked) chosen.set(t.number, t);
      else chosen.delete(t.number);
      bulk.refresh();
    } } });
    boxes.set(t.number, box);
    return el('label', { class: 'tick' }, box, hidden(`Pilih ${t.number}`));
  }

  /** A page may be empty while others follow: where filters let hardly anything pass, it says how far it
   * has looked, and goes on. */
  async function nextPage() {
    for (let looked = 1; ; looked++) {
      const page = await get(`/api/v1/tickets${toQuery({ ...filters, cursor })}`, { signal });
      cursor = page.next_cursor;
      if (page.items.length || !cursor) return page;
      put(below, loading(`Mencari lebih jauh (${looked} halaman)`));
    }
  }

  function more() {
    under ||= load().finally(() => { under = null; });
    return under;
  }

  async function load() {
    const before = tickets.length, focused = document.activeElement === below.querySelector('button');
    put(below, loading('Laporan'));
    try {
      const page = await nextPage();
      tickets.push(...page.items);
      for (const t of page.items) list.append(ticketRow(t, pick(t)));
      keepListed(href, filters, tickets, cursor);
      put(below, tickets.length === 0 ? nothing(f) : cursor ? button('Tampilkan lebih banyak', more, { class: 'wide' }) : null);
      summary.textContent = tickets.length === 0 ? '' : cursor ? `${tickets.length} laporan pertama` : `${tickets.length} laporan`;
      if (everything) everything.hidden = tickets.length === 0;
      if (before && focused) lead(linksOf(list)[before]);
    } catch (problem) {
      if (problem.name === 'AbortError') throw problem;
      put(below, state('broken', 'Daftar belum bisa dimuat', problemWords(problem), button('Coba lagi', more)));
    }
  }

  /** Says what is new or gone; a list that moves under the finger helps nobody. */
  async function lookForNews() {
    if (under) return;
    const { items } = await get(`/api/v1/tickets${toQuery({ ...filters, cursor: null })}`, { signal, quiet: true });
    const known = new Map(tickets.map((t) => [t.number, t.version])), now = new Map(items.map((t) => [t.number, t.version]));
    const span = tickets.slice(0, PAGE);
    const fresh = items.filter((t) => !known.has(t.number)).length, gone = span.filter((t) => !now.has(t.number) && (items.length < PAGE || fresh === 0));
    for (const t of span) {
      const row = list.querySelector(`[data-number="${t.number}"]`);
      const old = gone.includes(t) || (now.has(t.number) && now.get(t.number) !== t.version);
      if (row) row.classList.toggle('old', old);
      if (row && old && !row.querySelector('.old-note')) row.querySelector('.entry-tags').append(el('span', { class: 'tag plain old-note' }, gone.includes(t) ? 'Sudah tidak di daftar ini' : 'Baru saja berubah'));
    }
    if (!news.children.length && (fresh || list.querySelector('.old')))
      put(news, button(fresh ? 'Ada laporan baru. Muat ulang daftar' : 'Daftar ini sudah berubah. Muat ulang', () => reload(), { class: 'wide' }));
  }

  async function reload(words) {
    chosen.clear();
    boxes.clear();
    tickets.length = 0;
    cursor = null;
    put(list);
    put(news);
    bulk?.refresh();
    await more();
    if (words) { bulk.bar.hidden = false; put(bulk.report, words); }
  }

  /** Back from a ticket: to the row that was left. */
  async function findAgain({ opened, count }) {
    const link = () => list.querySelector(`[data-number="${opened}"] .entry-link`);
    while (!link() && cursor && tickets.length < count) await more();
    link()?.focus({ preventScroll: true });
    link()?.closest('.entry').scrollIntoView({ block: 'center' });
  }

  const back = takeOpened(href);
  await more();
  if (back) await findAgain(back);
  watch('list', lookForNews, signal);
}
