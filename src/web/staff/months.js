// months.js - months as people choose and name them.
import { dayOf } from './words.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
const named = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** "2026-11" as "Nov"; the year is said where it begins. */
export const monthName = (code) => (code.endsWith('-01') ? code.slice(0, 4) : MONTHS[Number(code.slice(-2)) - 1]);
/** "November 2026" */
export const longMonth = (code) => named.format(new Date(`${code}-01T00:00:00Z`));

/** The last n months, this one at the end. */
export function lastMonths(n) {
  const [year, month] = dayOf(Date.now()).split('-').map(Number), first = year * 12 + month - n;
  return Array.from({ length: n }, (_, i) => `${Math.floor((first + i) / 12)}-${String((first + i) % 12 + 1).padStart(2, '0')}`);
}
