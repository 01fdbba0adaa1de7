// words.js - text as WhatsApp shows it (*tebal*, _miring_, ~coret~, ```ketik```, links), and times.
import { el } from './dom.js';

const MARKS = [['```', 'code'], ['*', 'strong'], ['_', 'em'], ['~', 's']];
const isWord = (c) => c !== undefined && /[\p{L}\p{N}]/u.test(c);

/** Where the mark that opens at `at` closes again, or -1: as WhatsApp has it, no blank inside the
 * marks, no letter outside, all on one line. */
function closing(text, at, mark) {
  const from = at + mark.length;
  if (isWord(text[at - 1]) || text[from] === undefined || /\s/.test(text[from])) return -1;
  for (let end = text.indexOf(mark, from + 1); end > 0; end = text.indexOf(mark, end + 1)) {
    if (mark !== '```' && text.slice(from, end).includes('\n')) return -1;
    if (!/\s/.test(text[end - 1]) && !isWord(text[end + mark.length])) return end;
  }
  return -1;
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/).map((piece, i) => (i % 2
    ? el('a', { href: piece, target: '_blank', rel: 'noopener noreferrer' }, piece) : piece));
}

/** Nodes for a text that somebody wrote. */
export function formatted(text) {
  const nodes = [];
  let plain = 0;
  for (let at = 0; at < text.length; at++) {
    const found = MARKS.find(([mark]) => text.startsWith(mark, at));
    const end = found ? closing(text, at, found[0]) : -1;
    if (end < 0) continue;
    const inside = text.slice(at + found[0].length, end);
    nodes.push(...linked(text.slice(plain, at)), el(found[1], {}, found[1] === 'code' ? inside : formatted(inside)));
    at = end + found[0].length - 1;
    plain = at + 1;
  }
  return [...nodes, ...linked(text.slice(plain))];
}

const WIB = { timeZone: 'Asia/Jakarta' };
const hour = new Intl.DateTimeFormat('id-ID', { ...WIB, hour: '2-digit', minute: '2-digit' });
const second = new Intl.DateTimeFormat('id-ID', { ...WIB, hour: '2-digit', minute: '2-digit', second: '2-digit' });
const date = new Intl.DateTimeFormat('id-ID', { ...WIB, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
export const timeOf = (ms) => hour.format(ms);
export const exactTime = (ms) => second.format(ms);
export const fullDate = (ms) => date.format(ms);
export function dayOf(ms, now) {
  const day = fullDate(ms);
  if (day === fullDate(now)) return 'Hari ini';
  return day === fullDate(now - 86400000) ? 'Kemarin' : day;
}
