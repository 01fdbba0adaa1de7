// webhooks.js - the webhooks that the simulator sent, newest first: answer, time, JSON to unfold.
import { byId, el, put } from './dom.js';
import { exactTime } from './words.js';

const SHOWN = 60;
const KINDS = { text: 'teks', image: 'foto', audio: 'suara', location: 'lokasi', interactive: 'ketukan', button: 'ketukan templat', reaction: 'reaksi', contacts: 'kontak' };
const STATUSES = { sent: 'terkirim', delivered: 'sampai', read: 'dibaca', failed: 'gagal' };
let list;

function parsed(text) {
  try { return JSON.parse(text); } catch { return null; }
}
const pretty = (text) => { const tree = parsed(text); return tree ? JSON.stringify(tree, null, 2) : text; };

function nameOf(body) {
  const change = parsed(body)?.entry?.[0]?.changes?.[0], message = change?.value?.messages?.[0], status = change?.value?.statuses?.[0];
  if (message) return `Pesan: ${KINDS[message.type] || message.type}`;
  if (status) return `Status: ${STATUSES[status.status] || status.status}`;
  return change?.field || 'Webhook';
}

function line(w) {
  const good = w.status === 200;
  const more = el('details', {}, el('summary', {}, el('span', { class: 'what' }, nameOf(w.body)),
    el('span', { class: good ? 'answer good' : 'answer bad' }, w.status ? `${w.status}` : 'tanpa jawaban'),
    el('span', { class: 'soft' }, `${exactTime(w.at_ms)} · ${w.took_ms} ms${w.try > 1 ? ` · percobaan ke-${w.try}` : ''}`)));
  // Made when it is opened: sixty trees of JSON are not needed to read a list.
  more.addEventListener('toggle', () => {
    if (more.open && more.children.length === 1) more.append(el('pre', {}, pretty(w.body), w.cut ? '\n… (dipotong)' : ''),
      ...(w.answer ? [el('p', {}, 'Jawaban:'), el('pre', {}, pretty(w.answer))] : []));
  });
  return el('li', {}, more);
}

export function start() {
  list = el('ol', { class: 'webhooks' });
  put(byId('webhooks'), el('h2', { id: 'webhooks-title' }, 'Webhook ke kanda'),
    el('p', { class: 'hint' }, 'Yang terbaru di atas. Ketuk untuk melihat JSON-nya. Yang tidak dijawab 200 dicoba lagi, seperti oleh Meta.'), list);
}
export function show(webhooks) {
  for (const w of webhooks.slice(-SHOWN)) list.prepend(line(w));
  while (list.children.length > SHOWN) list.lastElementChild.remove();
}
