// ticket_chat.js - the chat as the citizen saw it: what was written, what we answered, in order, with
// photos, voice and pins, and how far each answer came.
import { el, folded, hidden } from './dom.js';
import { pinMap } from './map.js';
import { staffFiles } from './ticket_files.js';
import { hour, longDay, OUTBOX, dayOf } from './words.js';

const WITHOUT_WORDS = {
  image: 'Foto', video: 'Video', audio: 'Pesan suara', document: 'Dokumen', sticker: 'Stiker', location: 'Lokasi',
  contacts: 'Kartu kontak', reaction: 'Reaksi', unsupported: 'Pesan yang tidak didukung WhatsApp',
};
const FILE_STATE = {
  waiting: 'Berkas sedang diambil dari WhatsApp …', failed: 'Berkas tidak bisa diambil. Minta pelapor mengirimnya lagi.',
  expired: 'WhatsApp sudah menghapus berkas ini. Minta pelapor mengirimnya lagi.',
};

function file(number, a) {
  const src = `/api/v1/tickets/${number}/attachments/${a.id}`, name = WITHOUT_WORDS[a.kind] || 'Berkas';
  if (a.state !== 'stored') return el('p', { class: 'file-state' }, FILE_STATE[a.state]);
  if (a.suspect) return el('p', { class: 'file-state' }, `Isi berkas ini bukan ${name.toLowerCase()}. Hati-hati: `, el('a', { href: src, download: true }, 'unduh berkas'));
  if (/^image\/(jpeg|png|webp)$/.test(a.mime_type))
    return el('a', { class: 'photo', href: src, target: '_blank', rel: 'noreferrer' }, el('img', { src, alt: `${name} dari pelapor, nomor ${a.id}`, loading: 'lazy' }));
  if (/^audio\//.test(a.mime_type)) return el('audio', { controls: true, preload: 'none', src, 'aria-label': `${name} dari pelapor` });
  if (/^video\//.test(a.mime_type)) return el('video', { controls: true, preload: 'none', src, 'aria-label': `${name} dari pelapor` });
  return el('p', {}, el('a', { href: src, download: true }, `Unduh ${name.toLowerCase()}`), ` (${Math.ceil((a.size || 0) / 1024)} kB)`);
}

const TICKS = { pending: '◷', leased: '◷', waiting: '◷', merged: '✓', unsure: '?', accepted: '✓', sent: '✓', delivered: '✓✓', read: '✓✓', played: '✓✓', failed: '!' };
const ticks = (row) => el('span', { class: `ticks ${row.state}`, title: OUTBOX[row.state] },
  el('span', { 'aria-hidden': 'true' }, TICKS[row.state] || ''), hidden(OUTBOX[row.state] || row.state));

const bubble = (side, at, body, mark) => el('li', { class: `bubble ${side}` },
  hidden(side === 'in' ? 'Pelapor: ' : 'Lapor Kanda: '), body,
  el('span', { class: 'bubble-foot' }, el('time', { datetime: at }, hour(at)), mark));

/** WhatsApp shows *words* bold; so do we, as elements. */
export function whatsAppText(text) {
  const parts = [];
  let rest = text, hit;
  const bold = /(^|[\s(])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?=$|[\s).,:;!?])/;
  while ((hit = bold.exec(rest))) {
    parts.push(rest.slice(0, hit.index) + hit[1], el('strong', {}, hit[2]));
    rest = rest.slice(hit.index + hit[0].length);
  }
  return el('p', { class: 'bubble-text', dir: 'auto' }, [...parts, rest]);
}

/** The file that belongs to a message: of its kind, from the same moment. */
function takeFile(files, m) {
  const at = files.findIndex((a) => a.kind === m.type && Math.abs(Date.parse(a.received_at) - Date.parse(m.received_at)) < 5000);
  return at < 0 ? null : files.splice(at, 1)[0];
}

function inbound(number, m, files) {
  const a = takeFile(files, m);
  if (m.type === 'revoke') return { at: m.received_at, node: el('li', { class: 'bubble-note' }, `Pelapor menghapus sebuah pesannya · ${hour(m.sent_at)}`) };
  return { at: m.received_at, node: bubble('in', m.sent_at, [
    m.type === 'edit' && el('p', { class: 'soft' }, 'Pesan yang diubah, kini:'),
    a && file(number, a), m.location && pinMap(m.location),
    m.text ? whatsAppText(m.text) : !a && !m.location && el('p', { class: 'soft' }, WITHOUT_WORDS[m.type] || 'Pesan tanpa kata'),
  ]) };
}

const TYPE_WORDS = { reaction: 'Reaksi pada pesan pelapor', location_request: 'Permintaan lokasi', contact_request: 'Permintaan nomor telepon', template: 'Pesan template' };
function outbound(row) {
  const late = row.state === 'failed' && el('p', { class: 'file-state' }, `Tidak sampai: ${row.error || 'sebabnya tidak diketahui'}`);
  if (row.type === 'reaction')
    return { at: row.created_at, node: el('li', { class: 'bubble-note' }, `${TYPE_WORDS.reaction} · ${hour(row.created_at)} `, ticks(row)) };
  return { at: row.created_at, node: bubble('out', row.created_at,
    [row.text ? whatsAppText(row.text) : el('p', { class: 'soft' }, TYPE_WORDS[row.type] || 'Pesan'),
      row.template && el('p', { class: 'soft' }, `Lewat template ${row.template}`), row.state === 'waiting' && el('p', { class: 'file-state' }, 'Tertahan: jendela 24 jam tutup. Dikirim ketika pelapor menulis, atau setelah template disetujui.'), late], ticks(row)) };
}

export function chatPanel({ ticket, messages, outbox }) {
  const files = ticket.attachments.filter((a) => !a.by_staff);
  const items = [...messages.map((m) => inbound(ticket.number, m, files)), ...[...outbox].reverse().map(outbound)];
  for (const a of files) items.push({ at: a.received_at, node: bubble('in', a.received_at, file(ticket.number, a)) });
  items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const lines = [];
  let day = '';
  for (const item of items) {
    if (dayOf(item.at) !== day) {
      day = dayOf(item.at);
      lines.push(el('li', { class: 'chat-day' }, el('span', {}, longDay(item.at))));
    }
    lines.push(item.node);
  }
  const entered = ticket.channel === 'staff' && el('p', { class: 'note' }, el('strong', {}, 'Dicatat petugas: '), el('span', { class: 'entered', dir: 'auto' }, ticket.text));
  return el('section', { class: 'panel chat-panel', 'aria-labelledby': 'chat-title' }, el('h2', { id: 'chat-title' }, 'Percakapan'), entered,
    lines.length ? folded(lines, (all) => el('ol', { class: 'chat' }, all), 'Tampilkan pesan sebelumnya') : !entered && el('p', { class: 'soft' }, 'Belum ada percakapan.'), staffFiles(ticket));
}
