// view_ticket.js - one ticket: everything about it, and everything that may be done with it.
import { call, get, Problem } from './api.js';
import { button, el, loading, pageState, put, toast } from './dom.js';
import { categoryName, ticketPlace } from './desk.js';
import { isOpen, mayWork } from './moves.js';
import { onKey } from './keys.js';
import { watch } from './live.js';
import { go } from './router.js';
import { refreshCounts } from './frame.js';
import { keepOpened, neighbours } from './list_memory.js';
import { flags, statusTag } from './ticket_row.js';
import { chatPanel } from './ticket_chat.js';
import { isWhole, readOlder, readTicket } from './ticket_data.js';
import { failedPanel } from './ticket_failed.js';
import { replyPanel } from './ticket_reply.js';
import { clockPanel } from './ticket_clock.js';
import { actionPanel } from './ticket_actions.js';
import { whyPanel } from './ticket_why.js';
import { reporterPanel } from './ticket_reporter.js';
import { similarPanel } from './ticket_similar.js';
import { summaryPanel } from './ticket_summary.js';
import { timelinePanel, changeWords } from './ticket_timeline.js';
import { CHANNEL, KIND, moment, problemWords } from './words.js';

function walk(number, signal) {
  const { href, at, numbers, more, next } = neighbours(number);
  const last = at === numbers.length - 1;
  const before = at > 0 ? numbers[at - 1] : null, after = at >= 0 && !last ? numbers[at + 1] : null;
  const to = (n) => `/staff/laporan/${n}`;
  keepOpened(number);
  onKey('u', () => go(href), signal);
  if (before) onKey('k', () => go(to(before)), signal);
  if (after) onKey('j', () => go(to(after)), signal);
  /** Behind what was listed there may be more. */
  const onward = async () => {
    try {
      const found = await next();
      if (signal.aborted) return;
      if (found) go(to(found));
      else toast('Ini laporan terakhir dalam daftar.');
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      toast(problemWords(problem), 'bad');
    }
  };
  if (at >= 0 && last && more) onKey('j', onward, signal);
  const arrow = (n, text, rel) => (n ? el('a', { href: to(n), rel, class: 'step' }, text) : el('span', { class: 'step off', 'aria-hidden': 'true' }, text));
  return el('nav', { class: 'walk', 'aria-label': 'Laporan dalam daftar' }, el('a', { href, class: 'step' }, '← Daftar'),
    at >= 0 && el('span', { class: 'walk-steps' }, arrow(before, '‹ Sebelumnya', 'prev'),
      el('span', { class: 'soft' }, more ? `${at + 1} dari ${numbers.length}+` : `${at + 1} dari ${numbers.length}`),
      last && more ? button('Berikutnya ›', onward, { class: 'step quiet' }) : arrow(after, 'Berikutnya ›', 'next')));
}

function head(t) {
  return el('div', { class: 'ticket-head' },
    el('div', { class: 'ticket-title' }, el('h1', {}, t.number), statusTag(t), flags(t)),
    el('p', { class: 'ticket-sub' }, el('strong', {}, t.department.name), ` · ${categoryName(t.category)} · ${ticketPlace(t)}`,
      t.handed_from && ` · dialihkan oleh ${t.handed_from.name}`,
      t.referred_to && ` · diteruskan ke ${t.referred_to.name}`,
      t.copies.length > 0 && ` · tembusan: ${t.copies.map((c) => c.name).join(', ')}`),
    el('p', { class: 'soft' }, `${KIND[t.kind]} · ${CHANNEL[t.channel]} · diterima ${moment(t.received_at)}`),
    t.merged_into && el('p', { class: 'note' }, 'Digabung ke ', el('a', { href: `/staff/laporan/${t.merged_into}` }, t.merged_into), '.'));
}

/** On a phone the page is long: its parts, within reach of a thumb. */
function jumps(t) {
  const to = (heading, text) => button(text, () => {
    const panel = document.getElementById(heading)?.closest('section') || document.getElementById(heading);
    panel.scrollIntoView();
    panel.querySelector('button, textarea, summary, a')?.focus({ preventScroll: true });
  }, { class: 'quiet small' });
  return el('nav', { class: 'jumps', 'aria-label': 'Bagian laporan' }, to('chat-title', 'Chat'), mayWork(t) && to('write', 'Tulis'),
    to('acts-title', 'Tindakan'), to('clock-title', 'Waktu'), to('life-title', 'Riwayat'));
}

/** What a form needs to do its work: the ticket as it was read, and what to do after. */
function workbench(main, data, redraw) {
  const bench = {
    get ticket() { return data.ticket; },
    get data() { return data; },
    /** POST or PATCH below the ticket. Throws Problem; a stale one is given what changed. */
    async send(method, what, body, { key, any } = {}) {
      const path = `/api/v1/tickets/${data.ticket.number}${what ? `/${what}` : ''}`;
      try {
        return (await call(method, path, { body, key, ifMatch: any ? undefined : data.ticket.version })).data;
      } catch (problem) {
        if (problem.status === 412 || problem.code === 'illegal_move' || problem.code === 'conflict') problem.changes = await bench.catchUp();
        throw problem;
      }
    },
    /** After something was done: all of it anew. */
    async done(words) {
      if (words) toast(words);
      await redraw(true);
      refreshCounts();
    },
    /** After the ticket went where the person sees it no more. */
    gone(words) {
      toast(words);
      go('/staff/laporan');
      refreshCounts();
    },
    /** Reads what others did, shows it beside the forms, which stay; gives back the new lines. */
    async catchUp() {
      const newest = data.events.at(-1)?.id || 0; // older ones may come meanwhile, and are no news
      try {
        Object.assign(data, await readTicket(data.ticket.number, undefined, data));
      } catch (problem) {
        if (problem instanceof Problem) return [];
        throw problem;
      }
      bench.refreshReadings();
      return data.events.filter((e) => e.id > newest);
    },
    refreshReadings: () => {},
  };
  return bench;
}

function draw(main, nav, data, signal, redraw) {
  const t = data.ticket;
  const bench = workbench(main, data, redraw);
  const spots = { head: el('div', {}), clock: el('div', {}) };
  const chat = chatPanel(() => older(bench, signal)), life = timelinePanel();
  const readings = () => {
    put(spots.head, head(data.ticket));
    chat.show(data);
    put(spots.clock, clockPanel(data));
    life.show(data);
  };
  readings();
  const side = { failed: [el('div', { class: 'failed-spot' }), failedPanel], acts: [el('div', {}), actionPanel], why: [el('div', {}), whyPanel], who: [el('div', {}), reporterPanel], told: [el('div', {}), summaryPanel] };
  /** What is being filled in stays as it is. */
  const busy = (spot) => spot.querySelector('form.act-form:not([hidden]), details.correct[open], .identity');
  const offers = () => { for (const [spot, panel] of Object.values(side)) if (!busy(spot)) put(spot, panel(bench)); };
  offers();
  bench.refreshReadings = () => { readings(); offers(); };
  put(main, nav, spots.head, jumps(t), el('div', { class: 'ticket' },
    el('div', { class: 'ticket-chat' }, chat.node, side.failed[0], mayWork(t) ? replyPanel(bench, signal) : null),
    el('div', { class: 'ticket-side' }, side.acts[0], spots.clock, side.why[0], similarPanel(bench, signal), side.who[0], side.told[0]),
    el('div', { class: 'ticket-life' }, life.node)));
  return bench;
}

/** What the newest pages did not hold, while somebody reads on; where that fails, the page says so. */
async function older(bench, signal) {
  const { data } = bench, again = data.stuck;
  data.stuck = false;
  if (again) bench.refreshReadings();
  try {
    await readOlder(data, signal, !again);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    data.stuck = true;
  }
  bench.refreshReadings();
}

/** Others work too: looks now and then, redraws what can only be read, and says that it did. */
function follow(bench, signal) {
  watch('ticket', async () => {
    // Quiet: nobody who types is interrupted because a session ended.
    const path = `/api/v1/tickets/${bench.ticket.number}`, quiet = { signal, quiet: true };
    const [now, sent] = await Promise.all([get(path, quiet), get(`${path}/outbox`, quiet)]);
    // How far a reply came changes without a change of the ticket.
    const known = new Map(bench.data.outbox.map((m) => [m.id, m.state]));
    if (now.version === bench.ticket.version && sent.items.every((m) => known.get(m.id) === m.state)) return;
    const lines = await bench.catchUp();
    if (lines.length) toast(lines.map(changeWords).join(' · '), 'news');
  }, signal, (news) => news.number === bench.ticket.number);
}

/** A page that was left reads no further. */
const left = (error) => { if (error.name !== 'AbortError') throw error; };

export async function ticketView(main, { params, signal }) {
  const number = params[0];
  document.title = `${number} · Lapor Kanda`;
  const nav = walk(number, signal); // its keys lead on while the ticket is read, too
  put(main, nav, el('h1', { class: 'visually-hidden' }, number), loading('Laporan'));
  const local = { stop: null };
  async function redraw(again) {
    const data = await readTicket(number, signal);
    local.stop?.abort();
    local.stop = new AbortController();
    signal.addEventListener('abort', () => local.stop.abort(), { signal: local.stop.signal });
    if (signal.aborted) return;
    const at = scrollY;
    const bench = draw(main, nav, data, local.stop.signal, redraw);
    if (again) main.focus({ preventScroll: true }); // what had it is gone; who works by keyboard goes on from here
    scrollTo(0, at);
    if (isOpen(data.ticket)) follow(bench, local.stop.signal);
    if (!isWhole(data)) older(bench, local.stop.signal).catch(left);
  }
  try {
    await redraw();
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    const missing = problem.status === 404;
    put(main, nav, pageState(missing ? 'empty' : 'broken', missing ? 'Laporan ini tidak ada' : 'Laporan belum bisa dimuat',
      missing ? 'Nomornya salah, atau laporan itu bukan untuk unit Anda.' : problemWords(problem),
      missing ? el('a', { href: '/staff/laporan' }, 'Ke daftar laporan') : button('Coba lagi', () => ticketView(main, { params, signal }))));
  }
}
