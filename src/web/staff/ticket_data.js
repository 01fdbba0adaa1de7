// ticket_data.js - all that is known of one ticket. Its lists have no end: the newest page of each is
// read with the ticket itself, so that nobody waits for years of talk; what is older follows.
import { get, query } from './api.js';

const PAGE = 50, OLDER = 200, MOST = 4000;
/** [its name here, below the ticket's address, how the newest come first] */
const LISTS = [['events', 'timeline', { sort: '-at' }], ['messages', 'messages', { sort: '-received_at' }], ['outbox', 'outbox', {}]];
const addressOf = (number, what) => `/api/v1/tickets/${encodeURIComponent(number)}${what ? `/${what}` : ''}`;

/** Rows of a page beside those that are known, oldest first; where both have one, the page is right. */
function joined(known, page) {
  const read = new Set(page.items.map((row) => row.id));
  return [...known.filter((row) => !read.has(row.id)), ...page.items].sort((a, b) => a.id - b.id);
}

/** {ticket, summary, replyUntil, events, messages, outbox: oldest first, older: {name: cursor | null}}.
 * `known`: what was read before, which keeps its older pages unless rows are missing in between. */
export async function readTicket(number, signal, known = null) {
  const [ticket, summary, ...pages] = await Promise.all([get(addressOf(number), { signal }), get(addressOf(number, 'summary'), { signal }),
    ...LISTS.map(([, what, how]) => get(addressOf(number, what) + query({ ...how, limit: PAGE }), { signal }))]);
  const data = { ticket, summary, replyUntil: pages[1].reply_until, older: {} };
  LISTS.forEach(([name], i) => {
    const page = pages[i], newest = known?.[name].at(-1)?.id || 0, meets = page.next_cursor && page.items.at(-1).id <= newest;
    data[name] = joined(meets ? known[name] : [], page);
    data.older[name] = meets ? known.older[name] : page.next_cursor;
  });
  return data;
}

/** Whether this list goes on before what is read of it. */
export const goesOn = (data, name) => Boolean(data.older[name]);
const hasOlder = (data, name) => goesOn(data, name) && data[name].length < MOST;
/** Whether there is anything left that may be read. */
export const isWhole = (data) => !LISTS.some(([name]) => hasOlder(data, name));

/** Reads all that is older into `data`; quiet: nobody has asked for it, so nobody is asked to sign in. */
export const readOlder = (data, signal, quiet) => Promise.all(LISTS.map(async ([name, what, how]) => {
  while (hasOlder(data, name)) {
    const cursor = data.older[name], page = await get(addressOf(data.ticket.number, what) + query({ ...how, limit: OLDER, cursor }), { signal, quiet });
    if (data.older[name] !== cursor) continue; // read anew meanwhile
    data[name] = joined(data[name], page);
    data.older[name] = page.next_cursor;
  }
}));
