// months.js - months as people choose and name them.
import { dayOf } from './words.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
const named = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', month: 'long', year: 'numeric' });

const nameOf = (code) => MONTHS[Number(code.slice(-2)) - 1];
/** "2026-11" as "Nov"; below the first of them, and where a year begins, the year. */
export const monthNames = (codes) => codes.map((code, i) => (i === 0 || code.endsWith('-01') ? [nameOf(code), code.slice(0, 4)] : nameOf(code)));
/** "November 2026" */
export const longMonth = (code) => named.format(new Date(`${code}-01T00:00:00Z`));

/** Without the months before the first in which there was something; at least `least` are left. */
export function sinceFirst(codes, isEmpty, least = 3) {
  const first = codes.findIndex((code) => !isEmpty(code));
  return codes.slice(Math.min(first < 0 ? codes.length : first, Math.max(0, codes.length - least)));
}

/** The last n months, this one at the end. */
export function lastMonths(n) {
  const [year, month] = dayOf(Date.now()).split('-').map(Number), first = year * 12 + month - n;
  return Array.from({ length: n }, (_, i) => `${Math.floor((first + i) / 12)}-${String((first + i) % 12 + 1).padStart(2, '0')}`);
}
