// list_memory.js - what was listed last, so that a ticket knows its neighbours and the way back leads to
// the row that was left. As long as the tab lives, and only numbers.
import { get, query as toQuery } from './api.js';

const LISTED = 'kanda:list';

function read() {
  try { return JSON.parse(sessionStorage.getItem(LISTED)) || {}; } catch { return {}; }
}
function write(memory) {
  try { sessionStorage.setItem(LISTED, JSON.stringify(memory)); } catch { /* then there are no neighbours */ }
}

/** `filters`: of the API; `cursor`: where the list goes on, or null. */
export function keepListed(href, filters, tickets, cursor) {
  write({ href, filters, cursor, numbers: tickets.map((t) => t.number) });
}

/** {href, at, numbers, more, next()}: at -1 where the ticket was not listed; next() gives the number behind
 * the last one that was listed, or null. */
export function neighbours(number) {
  const { href = '/staff/laporan', numbers = [], cursor = null, filters } = read();
  async function next() {
    let page = { items: [], next_cursor: cursor };
    while (page.items.length === 0 && page.next_cursor) page = await get(`/api/v1/tickets${toQuery({ ...filters, cursor: page.next_cursor })}`);
    const found = page.items.map((t) => t.number);
    write({ ...read(), numbers: [...numbers, ...found], cursor: page.next_cursor });
    return found[0] || null;
  }
  return { href, at: numbers.indexOf(number), numbers, more: cursor !== null, next };
}

export const keepOpened = (number) => { const memory = read(); if (memory.numbers?.includes(number)) write({ ...memory, opened: number }); };

/** The number that was opened last from the list at this address, once: {opened, count} or null; count: how
 * many were listed. */
export function takeOpened(href) {
  const memory = read();
  if (!memory.opened || memory.href !== href) return null;
  write({ ...memory, opened: undefined });
  return { opened: memory.opened, count: memory.numbers.length };
}
