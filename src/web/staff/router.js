// router.js - the address says what is shown: /staff/, /staff/laporan?status=..., /staff/laporan/LK26-...
import { el, pageState, put } from './dom.js';
import { markPlace } from './frame.js';
import { homeView } from './view_home.js';
import { listView } from './view_list.js';
import { ticketView } from './view_ticket.js';
import { newView } from './view_new.js';
import { outboxView } from './view_outbox.js';
import { auditView } from './view_audit.js';
import { numbersView } from './view_numbers.js';
import { staffView } from './view_staff.js';
import { alarmsView } from './view_alarms.js';
import { costsView } from './view_costs.js';
import { tablesView } from './view_tables.js';
import { contactsView } from './view_contacts.js';
import { hooksView } from './view_hooks.js';
import { reporterView } from './view_reporter.js';

/** Each view: (place, {params, query, signal, stay}) -> a promise; `signal` ends when it is left. */
const VIEWS = [
  [/^\/staff\/?$/, homeView],
  [/^\/staff\/laporan$/, listView],
  [/^\/staff\/laporan\/baru$/, newView],
  [/^\/staff\/laporan\/([^/]+)$/, ticketView],
  [/^\/staff\/pelapor$/, reporterView],
  [/^\/staff\/balasan$/, outboxView],
  [/^\/staff\/jejak$/, auditView],
  [/^\/staff\/angka$/, numbersView],
  [/^\/staff\/akun$/, staffView],
  [/^\/staff\/narahubung$/, contactsView],
  [/^\/staff\/sistem-lain$/, hooksView],
  [/^\/staff\/gangguan$/, alarmsView],
  [/^\/staff\/biaya$/, costsView],
  [/^\/staff\/tabel\/([a-z]+)$/, tablesView],
];

let main = null, leave = null;

/** An address may be mistyped beyond reading. */
function readable(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

function show(focus) {
  const { pathname, search } = location;
  leave?.abort();
  leave = new AbortController();
  markPlace(pathname, search);
  const hit = VIEWS.map(([pattern, view]) => [pattern.exec(pathname), view]).find(([match]) => match);
  if (!hit) {
    document.title = 'Tidak ditemukan · Meja Lapor Kanda';
    put(main, pageState('empty', 'Halaman ini tidak ada', 'Alamatnya mungkin salah ketik.', el('a', { href: '/staff/' }, 'Ke meja kerja')));
    return;
  }
  const [match, view] = hit;
  const query = new URLSearchParams(search);
  view(main, { params: match.slice(1).map(readable), query, signal: leave.signal }).catch((error) => {
    if (error.name !== 'AbortError') throw error;
  });
  if (focus) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

export function go(path, { replace, quiet } = {}) {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  if (!quiet) show(true);
}

function onClick(event) {
  const link = event.target.closest?.('a[href^="/staff/"]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || link.target) return;
  event.preventDefault();
  go(link.getAttribute('href'));
}

export function startRouter(place) {
  main = place;
  document.addEventListener('click', onClick);
  addEventListener('popstate', () => show(true));
  show(false);
}
