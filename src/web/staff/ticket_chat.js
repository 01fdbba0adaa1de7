// ticket_chat.js - the chat as the citizen saw it: what was written, what we answered, in order, with
// photos, voice and pins, quotes, reactions, what could be tapped, and how far each answer came.
import { inOrder, isMark, marksOf } from './chat_order.js';
import { el, folded, hidden } from './dom.js';
import { pinMap } from './map.js';
import { staffFiles } from './ticket_files.js';
import { dayOf, hour, longDay, moment, OUTBOX } from './words.js';

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

const WHO = { citizen: 'Pelapor', desk: 'Petugas (aplikasi WhatsApp)', ours: 'Lapor Kanda' };
const bubble = (who, at, body, mark, below) => el('li', { class: `bubble-row ${who === 'citizen' ? 'in' : 'out'}` },
  el('div', { class: `bubble ${who === 'citizen' ? 'in' : 'out'}` }, hidden(`${WHO[who]}: `), body,
    el('span', { class: 'bubble-foot' }, el('time', { datetime: at }, hour(at)), mark)), below);

/** WhatsApp shows *words* bold and _words_ slanted; so do we, as elements. */
function marked(text) {
  const parts = [];
  let rest = text, hit;
  const hits = /(^|[\s(])(?:\*([^\s*](?:[^*\n]*[^\s*])?)\*|_([^\s_](?:[^_\n]*[^\s_])?)_)(?=$|[\s).,:;!?])/;
  while ((hit = hits.exec(rest))) {
    parts.push(rest.slice(0, hit.index) + hit[1], el(hit[2] ? 'strong' : 'em', {}, hit[2] || hit[3]));
    rest = rest.slice(hit.index + hit[0].length);
  }
  return [...parts, rest];
}
export const whatsAppText = (text) => el('p', { class: 'bubble-text', dir: 'auto' }, marked(text));

/* --- what belongs to a message --- */

const NOT_THERE = 'pesan di luar laporan ini', SHORT = 160;
/** One line about a message or reply, for the quote of another. */
const inShort = ({ kind, of }) => ((kind === 'reply' ? of.sent_text || of.text : of.text) || WITHOUT_WORDS[of.type] || 'Pesan').slice(0, SHORT);

/** find(ref): the quoted one, where it belongs to this ticket. */
function quote(ref, find) {
  const hit = ref && find(ref);
  if (!ref) return null;
  return el('blockquote', { class: 'quoted', dir: 'auto' }, hidden('Menjawab '),
    hit ? [el('strong', {}, hit.kind === 'reply' ? WHO.ours : WHO[hit.of.by]), ' ', el('span', {}, marked(inShort(hit)))] : NOT_THERE);
}

function reactions(marks) {
  const shown = Object.entries(marks?.reactions || {}).filter(([, emoji]) => emoji);
  return shown.length > 0 && el('p', { class: 'reactions' }, shown.map(([side, emoji]) => el('span', {}, hidden(`Reaksi ${side === 'citizen' ? 'pelapor' : 'kita'}: `), emoji)));
}

/** What could be tapped below it: nothing here can be. */
const TAPS = { location_request: 'Kirim lokasi', contact_request: 'Bagikan nomor' };
function taps(row) {
  const asked = TAPS[row.type] && !row.template ? [el('li', {}, TAPS[row.type])] : [];
  const options = row.options.map((o) => el('li', { dir: 'auto' }, o.title, o.description && el('span', { class: 'soft' }, o.description)));
  if (asked.length + options.length === 0) return null;
  const list = el('ul', { class: 'taps', 'aria-label': 'Pilihan yang dilihat pelapor' }, asked, options);
  return row.list_button ? el('details', { class: 'tap-list' }, el('summary', {}, `${row.list_button} (${options.length} pilihan)`), list) : list;
}

/* --- bubbles --- */

/** The file that belongs to a message: of its kind, from the same moment. */
function takeFile(files, m) {
  const at = files.findIndex((a) => a.kind === m.type && Math.abs(Date.parse(a.received_at) - Date.parse(m.received_at)) < 5000);
  return at < 0 ? null : files.splice(at, 1)[0];
}

/** Its words; those that the citizen changed or took back stay for whoever works here. */
function words(m, marks) {
  const first = m.text && whatsAppText(m.text);
  if (marks?.revoked) return [el('p', { class: 'soft' }, 'Dihapus pelapor di WhatsApp; semula:'), first || el('p', {}, 'tanpa kata')];
  if (marks?.edited) return [whatsAppText(marks.edited), el('p', { class: 'soft' }, 'Diubah pelapor; semula:'), first];
  return first;
}

function inbound(number, m, files, marks, find) {
  const a = takeFile(files, m), text = words(m, marks);
  return bubble(m.by, m.sent_at, [quote(m.refers_to, find), a && file(number, a), m.location && pinMap(m.location),
    text || (!a && !m.location && el('p', { class: 'soft' }, WITHOUT_WORDS[m.type] || 'Pesan tanpa kata'))], null, reactions(marks));
}

/** How a reply went, where the ticks say too little. */
function course(row) {
  const code = row.error_code ? ` (kode Meta ${row.error_code})` : '';
  if (row.state === 'failed') return el('p', { class: 'file-state' }, row.handled_at ? `Tidak sampai${code}. ${handledWords(row)}` : `Tidak sampai. ${row.advice || ''}${code}`);
  if (row.state === 'waiting') return el('p', { class: 'file-state' }, 'Tertahan: jendela 24 jam tutup. Dikirim ketika pelapor menulis, atau setelah template disetujui.');
  return /^(merged|withdrawn)$/.test(row.state) && el('p', { class: 'soft' }, OUTBOX[row.state]);
}

/** What became of a reply that failed. */
export const handledWords = (m) => (m.handled_reason ? `Ditangani ${m.handled_by}, ${moment(m.handled_at)}: ${m.handled_reason}` : `Dikirim lagi oleh ${m.handled_by}, ${moment(m.handled_at)}.`);

function outbound(row, marks, find) {
  const said = row.sent_text || row.text;
  return bubble('ours', row.sent_at || row.created_at, [quote(row.refers_to, find), said ? whatsAppText(said) : el('p', { class: 'soft' }, 'Pesan'),
    row.footer && el('p', { class: 'soft', dir: 'auto' }, row.footer),
    row.template && el('p', { class: 'soft' }, `${row.sent_text ? 'Pesan template' : 'Lewat template'} `, el('code', {}, row.template)), course(row)],
  ticks(row), [taps(row), reactions(marks)]);
}

const looseReaction = ({ side, emoji }) => el('li', { class: 'bubble-note' }, `${side === 'citizen' ? 'Pelapor' : 'Lapor Kanda'} memberi reaksi ${emoji || '(dicabut)'} pada ${NOT_THERE}`);

/** The rows of the chat: {at, node}. */
function chatItems({ ticket, messages, outbox }) {
  const files = ticket.attachments.filter((a) => !a.by_staff), items = [], marks = marksOf(messages, outbox);
  const find = (ref) => {
    const message = ref.message && messages.find((m) => m.id === ref.message), reply = ref.reply && outbox.find((r) => r.id === ref.reply);
    return message ? { kind: 'message', of: message } : reply ? { kind: 'reply', of: reply } : null;
  };
  for (const { kind, of, at } of inOrder(messages, outbox)) {
    if (isMark(of, of.refers_to && find(of.refers_to))) continue;
    if (of.state === 'merged' && outbox.some((r) => r.id === of.merged_into)) continue; // its words stand there
    items.push({ at, node: kind === 'message' ? inbound(ticket.number, of, files, marks.of(kind, of.id), find) : outbound(of, marks.of(kind, of.id), find) });
  }
  for (const a of files) items.push({ at: Date.parse(a.received_at), node: bubble('citizen', a.received_at, file(ticket.number, a)) });
  items.sort((a, b) => a.at - b.at);
  return [...items, ...marks.loose.map((r) => ({ at: items.at(-1)?.at, node: looseReaction(r) }))];
}

export function chatPanel(data) {
  const { ticket } = data, lines = [];
  let day = '';
  for (const { at, node } of chatItems(data)) {
    if (at !== undefined && dayOf(at) !== day) {
      day = dayOf(at);
      lines.push(el('li', { class: 'chat-day' }, el('span', {}, longDay(at))));
    }
    lines.push(node);
  }
  const entered = ticket.channel === 'staff' && el('p', { class: 'note' }, el('strong', {}, 'Dicatat petugas: '), el('span', { class: 'entered', dir: 'auto' }, ticket.text));
  return el('section', { class: 'panel chat-panel', 'aria-labelledby': 'chat-title' }, el('h2', { id: 'chat-title' }, 'Percakapan'), entered,
    lines.length ? folded(lines, (all) => el('ol', { class: 'chat' }, all), 'Tampilkan pesan sebelumnya') : !entered && el('p', { class: 'soft' }, 'Belum ada percakapan.'), staffFiles(ticket));
}
