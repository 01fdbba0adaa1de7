// many_tickets.js - the console on a database with many tickets: every queue, every filter and tickets of
// every sort, each opened by a click; what it took is read from the page's own trace (Performance API).
// many_tickets.test.js looks at what was asked and answered, console.mjs of `make bench` at the times.
import { signedIn } from './browser.js';
import { idOf, Town } from './town.js';

const STATUSES = ['received', 'verified', 'assigned', 'in_progress', 'awaiting_reporter', 'resolved', 'closed'];
const KINDS = ['complaint', 'aspiration', 'information', 'consultation', 'whistleblowing'];
const QUEUES = ['new', 'verified', 'assigned', 'in_progress', 'mine', 'due_today', 'overdue', 'waiting', 'resolved'];
const MANY = 700; // messages, lines and replies of the ticket whose chat is long
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** What bench_fill does not make: a long chat, a merged ticket, one that is late; and, in front of the lists, sixty whose
 * words are as long as a message may be. Gives back their numbers. */
async function plant(town, admin) {
  const newest = async (query, n) => (await town.api(admin, `tickets?limit=${n}&${query}`)).items.map((t) => t.number);
  const [chat, late] = await newest('status=in_progress', 2), [small, into] = await newest('status=verified', 2), [merged] = await newest('status=assigned', 1);
  const front = await newest('status=received', 60);
  await town.stop();
  const rows = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY})`, id = idOf(chat);
  town.sql(`BEGIN;
    INSERT INTO message (wamid, direction, type, contact_id, ticket_id, sent_at, received_at, text) ${rows}
      SELECT 'wamid.many.' || i, 0, 1, contact_id, ${id}, created_at + i * 1000, created_at + i * 1000,
        CASE WHEN i % 10 = 0 THEN '${'🦅'.repeat(4096)}' ELSE 'Kata ke-' || i || ' tentang jalan yang berlubang.' END FROM n, ticket WHERE ticket.id = ${id};
    INSERT INTO event (ticket_id, at, type, actor, words) ${rows} SELECT ${id}, (SELECT created_at FROM ticket WHERE id = ${id}) + i * 1000, 'note', 'staff:sari', 'Catatan ke-' || i FROM n;
    UPDATE ticket SET status = 7, outcome = 5, merged_into = ${idOf(into)}, closed_at = updated_at, due_at = NULL WHERE id = ${idOf(merged)};
    UPDATE ticket SET due_at = stage_at - 259200000 WHERE id = ${idOf(late)};
    UPDATE ticket SET text = '${'🦅'.repeat(4096)}' WHERE id IN (${front.map(idOf).join()});
    COMMIT`);
  await town.start();
  return { small, chat, merged, late, long: front[0] };
}

/** A town that begins with a copy of this database, and an admin of it. */
export async function openLarge(database) {
  const town = await Town.open('', { database });
  await town.stop(); // its counting of old events writes all the time
  const admin = town.staff('pengukur', 'admin');
  await town.start();
  return { town, admin, numbers: await plant(town, admin) };
}

export async function enter(town, browser) {
  const page = await signedIn(browser, town.url, 'pengukur');
  await page.locator('#main .entry, #main .state.empty').first().waitFor();
  return page;
}

/** What is opened: [what, address]; what is "queue", "list" or "ticket ...". */
export async function places(town, admin, numbers) {
  const desk = await town.api(admin, 'desk'), day = (ago) => new Date(Date.now() - ago * 86400000).toISOString().slice(0, 10);
  const some = (rows) => rows.filter((_, i) => i % Math.ceil(rows.length / 6) === 0);
  const lists = [{}, { sort: 'created_at' }, ...STATUSES.map((status) => ({ status })), ...KINDS.map((kind) => ({ kind })),
    ...some(desk.categories).map(({ code }) => ({ category: code })), ...some(desk.departments).map(({ code }) => ({ department: code })),
    ...some(desk.places.filter((p) => p.code.length === 8)).map(({ code }) => ({ district: code })), ...some(desk.places.filter((p) => p.code.length > 8)).map(({ code }) => ({ village: code })),
    { from: day(30) }, { to: day(400) }, { from: day(800), to: day(700), sort: 'created_at' }, { due_before: day(0) }, { overdue: 'true' }, { overdue: 'true', sort: 'created_at' },
    { q: 'jalan' }, { q: 'jalan berlubang' }, { q: 'jalan', status: 'resolved' }, { q: 'tidakadakatainidimanapun' }, { q: numbers.small },
    { q: 'jalan', category: 'fishery', kind: 'consultation' }, { queue: 'overdue', category: 'road' }, { queue: 'mine', kind: 'information', status: 'closed' },
    { status: 'closed', kind: 'whistleblowing', sort: 'created_at' }, { district: '35.13.24', category: 'street_light', status: 'in_progress' }];
  return [...QUEUES.map((queue) => ['queue', `/staff/laporan?queue=${queue}`]), ['queue', '/staff/balasan'],
    ...lists.map((f) => ['list', `/staff/laporan?${new URLSearchParams(f)}`.replace(/\?$/, '')]),
    ...Object.entries(numbers).map(([sort, number]) => [`ticket ${sort}`, `/staff/laporan/${number}`])];
}

/** A click on a link to the address, until nothing on its page says any more that it is loading and one frame was
 * painted. {ms, requests: [{path, status, bytes, ms}], shown: what stands there}. */
export const visit = (page, address) => page.evaluate((href) => new Promise((resolve, reject) => {
  const main = document.getElementById('main'), link = document.createElement('a');
  performance.clearResourceTimings();
  performance.setResourceTimingBufferSize(1000);
  link.href = href;
  document.body.append(link);
  const stands = () => !main.querySelector('.state.loading') && main.querySelector('.entry, .ticket, .message-row, .state');
  const failed = setTimeout(() => reject(new Error(`${href} did not come: ${main.textContent.slice(0, 200)}`)), 20000);
  const look = new MutationObserver(() => {
    if (!stands()) return;
    look.disconnect();
    clearTimeout(failed);
    requestAnimationFrame(() => setTimeout(() => { // what the page before had asked for ends with it, and is not looked at
      performance.mark('painted');
      const { duration, startTime } = performance.measure(href, 'click', 'painted');
      const requests = performance.getEntriesByType('resource').filter((e) => e.initiatorType === 'fetch' && e.startTime >= startTime && !/\/(events|queues)$/.test(new URL(e.name).pathname))
        .map((e) => ({ path: e.name.replace(location.origin, ''), status: e.responseStatus, bytes: e.decodedBodySize, ms: e.duration }));
      resolve({ ms: duration, requests, shown: main.querySelector('.state.broken') ? main.textContent : '' });
    }));
  });
  look.observe(main, { childList: true, subtree: true });
  performance.mark('click');
  link.click();
  link.remove();
}), address);
