// ticket_chat.js - the chat as the citizen saw it: what was written, what we answered, in order, with
// photos, voice and pins, quotes, reactions, what could be tapped, and how far each answer came.
import { inOrder, isMark, marksOf, since } from './chat_order.js';
import { button, el, hidden, put } from './dom.js';
import { keptList } from './kept_list.js';
import { pinMap } from './map.js';
import { goesOn, isWhole } from './ticket_data.js';
import { staffFiles } from './ticket_files.js';
import { dayOf, hour, longDay, moment, OUTBOX } from './words.js';

const WITHOUT_WORDS = {
  image: 'Foto', video: 'Video', audio: 'Pesan suara', document: 'Dokumen', sticker: 'Stiker', location: 'Lokasi',
  edit: 'Pelapor mengubah salah satu pesannya; WhatsApp tidak meneruskan isi yang baru. Tanyakan sebelum ditindaklanjuti.',
  contacts: 'Kartu kontak', reaction: 'Reaksi', unsupported: 'Pesan yang tidak didukung WhatsApp',
};
const FILE_STATE = {
  waiting: 'Berkas sedang diambil dari WhatsApp …', failed: 'Berkas tidak bisa diambil. Minta pelapor mengirimnya lagi.',
  expired: 'WhatsApp sudah menghapus berkas ini. Minta pelapor mengirimnya lagi.',
};

function file(number, a, whose) {
  const src = `/api/v1/tickets/${number}/attachments/${a.id}`, name = WITHOUT_WORDS[a.kind] || 'Berkas', from = `${name} dari ${whose}`;
  if (a.state !== 'stored') return el('p', { class: 'file-state' }, FILE_STATE[a.state]);
  if (a.suspect) return el('p', { class: 'file-state' }, `Isi berkas ini bukan ${name.toLowerCase()}. Hati-hati: `, el('a', { href: src, download: true }, 'unduh berkas'));
  if (/^image\/(jpeg|png|webp)$/.test(a.mime_type))
    return el('a', { class: 'photo', href: src, target: '_blank', rel: 'noreferrer' }, el('img', { src, alt: `${from}, nomor ${a.id}`, loading: 'lazy' }));
  if (/^audio\//.test(a.mime_type)) return el('audio', { controls: true, preload: 'none', src, 'aria-label': from });
  if (/^video\//.test(a.mime_type)) return el('video', { controls: true, preload: 'none', src, 'aria-label': from });
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
const LONG = 1200, UNTIL = 1000;
/** Of a very long text its beginning, as WhatsApp has it: thousands of signs take a browser longer to lay
 * out than the rest of the page. */
export function whatsAppText(text) {
  if (text.length <= LONG) return el('p', { class: 'bubble-text', dir: 'auto' }, marked(text));
  const shown = el('p', { class: 'bubble-text', dir: 'auto', tabindex: '-1' }, marked(text.slice(0, UNTIL).replace(/[\uD800-\uDBFF]$/, '')), '… ');
  shown.append(button('Baca selengkapnya', () => { put(shown, marked(text)); shown.focus({ preventScroll: true }); }, { class: 'unfold' }));
  return shown;
}

/* --- what belongs to a message --- */

const NOT_THERE = 'pesan di luar laporan ini', NOT_YET = 'pesan yang lebih lama', SHORT = 160;
/** One line about a message or reply, for the quote of another. */
const inShort = ({ kind, of }) => ((kind === 'reply' ? of.sent_text || of.text : of.text) || WITHOUT_WORDS[of.type] || 'Pesan').slice(0, SHORT);

/** What is quoted, as {who, said}; said alone where it is not here. null: nothing is. */
function quotedBy({ refers_to: ref }, find) {
  const hit = ref && find(ref);
  if (!ref) return null;
  return hit ? { who: hit.kind === 'reply' ? WHO.ours : WHO[hit.of.by], said: inShort(hit) } : { said: ref.message || ref.reply ? NOT_YET : NOT_THERE };
}
const quote = (quoted) => quoted && el('blockquote', { class: 'quoted', dir: 'auto' }, hidden('Menjawab '),
  quoted.who ? [el('strong', {}, quoted.who), ' ', el('span', {}, marked(quoted.said))] : quoted.said);

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

/** Its words; those that the citizen changed or took back stay for whoever works here. */
function words(m, marks) {
  const first = m.text && whatsAppText(m.text);
  if (marks?.revoked) return [el('p', { class: 'soft' }, 'Dihapus pelapor di WhatsApp; semula:'), first || el('p', {}, 'tanpa kata')];
  if (marks?.edited) return [whatsAppText(marks.edited), el('p', { class: 'soft' }, 'Diubah pelapor; semula:'), first];
  return first;
}

function inbound(m, { number, sent, marks, quoted }) {
  const text = words(m, marks);
  return bubble(m.by, m.sent_at, [quote(quoted), sent && file(number, sent, m.by === 'desk' ? 'petugas' : 'pelapor'), m.location && pinMap(m.location),
    text || (!sent && !m.location && el('p', { class: 'soft' }, WITHOUT_WORDS[m.type] || 'Pesan tanpa kata'))], null, reactions(marks));
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

function outbound(row, { number, sent, marks, quoted }) {
  const said = row.sent_text || row.text;
  return bubble('ours', row.sent_at || row.created_at, [quote(quoted), sent && file(number, sent, 'petugas'), said ? whatsAppText(said) : !sent && el('p', { class: 'soft' }, 'Pesan'),
    row.footer && el('p', { class: 'soft', dir: 'auto' }, row.footer),
    row.template && el('p', { class: 'soft' }, `${row.sent_text ? 'Pesan template' : 'Lewat template'} `, el('code', {}, row.template)), course(row)],
  ticks(row), [taps(row), reactions(marks)]);
}

const looseReaction = ({ side, emoji }) => el('li', { class: 'bubble-note' }, `${side === 'citizen' ? 'Pelapor' : 'Lapor Kanda'} memberi reaksi ${emoji || '(dicabut)'} pada ${NOT_THERE}`);

/* --- rows of the list (kept_list.js) --- */

/** Of a message or a reply: its bubble, and all that the bubble shows. */
function rowOf({ kind, of, at }, { number, files, marks, find }) {
  const what = { number, sent: kind === 'message' ? files.get(`message ${of.id}`) : files.get(`file ${of.attachment}`), marks: marks.of(kind, of.id), quoted: quotedBy(of, find) };
  return { at, key: `${kind} ${of.id}`, print: () => JSON.stringify([of, what]), make: () => (kind === 'message' ? inbound(of, what) : outbound(of, what)) };
}

/** Files by the message that they came with, and by their own number, by which a reply names the one that went with it. */
const filesOf = (ticket) => new Map(ticket.attachments.flatMap((a) => [...(a.message ? [[`message ${a.message}`, a]] : []), [`file ${a.id}`, a]]));

/** Whose message is not in this chat. */
function looseFiles({ ticket, messages }) {
  const here = new Set(messages.map((m) => m.id));
  return ticket.attachments.filter((a) => a.message && !here.has(a.message)).map((a) => ({ at: Date.parse(a.received_at), key: `file ${a.id}`,
    print: () => JSON.stringify(a), make: () => bubble('citizen', a.received_at, file(ticket.number, a, 'pelapor')) }));
}

/** In order; as far back as both lists are known. */
function chatRows(data) {
  const { ticket, messages, outbox } = data, whole = !goesOn(data, 'messages') && !goesOn(data, 'outbox');
  const from = since(messages, goesOn(data, 'messages'), outbox, goesOn(data, 'outbox')), marks = marksOf(messages, outbox, whole);
  const byId = { message: new Map(messages.map((m) => [m.id, m])), reply: new Map(outbox.map((r) => [r.id, r])) };
  const hit = (kind, id) => (byId[kind].has(id) ? { kind, of: byId[kind].get(id) } : null), find = (ref) => hit('message', ref.message) || hit('reply', ref.reply);
  const around = { number: ticket.number, files: filesOf(ticket), marks, find };
  const rows = inOrder(messages, outbox).filter(({ of, at }) => at >= from && !isMark(of, of.refers_to && find(of.refers_to))
    && !(of.state === 'merged' && byId.reply.has(of.merged_into))) // its words stand there
    .map((item) => rowOf(item, around));
  if (whole) rows.push(...looseFiles(data));
  rows.sort((a, b) => a.at - b.at);
  rows.push(...marks.loose.map((r, i) => ({ at: rows.at(-1)?.at, key: `loose ${i}`, print: () => JSON.stringify(r), make: () => looseReaction(r) })));
  for (const row of rows) if (row.at !== undefined) row.below = dayLine(row.at);
  return rows;
}
const dayLine = (at) => ({ key: `day ${dayOf(at)}`, print: () => '', make: () => el('li', { class: 'chat-day' }, el('span', {}, longDay(at))) });

/** `again` reads what is older once more. {node, show(data)}. */
export function chatPanel(again) {
  const list = keptList({ class: 'chat', 'aria-labelledby': 'chat-title' }, 'Tampilkan pesan sebelumnya', 'last');
  const entered = el('div', {}), older = el('div', { class: 'soft' }), files = el('div', {}), none = el('p', { class: 'soft' }, 'Belum ada percakapan.');
  const node = el('section', { class: 'panel chat-panel', 'aria-labelledby': 'chat-title' }, el('h2', { id: 'chat-title' }, 'Percakapan'), entered, older, list.parts, none, files);
  function show(data) {
    const { ticket } = data, rows = chatRows(data);
    put(entered, ticket.channel === 'staff' && el('p', { class: 'note' }, el('strong', {}, 'Dicatat petugas: '), el('span', { class: 'entered', dir: 'auto' }, ticket.text)));
    put(older, isWhole(data) ? null : data.stuck ? [el('p', {}, 'Yang lebih lama belum bisa dimuat.'), button('Coba lagi', again, { class: 'small' })] : 'Yang lebih lama sedang dimuat …');
    list.show(rows);
    list.node.hidden = rows.length === 0;
    none.hidden = rows.length > 0 || ticket.channel === 'staff';
    put(files, staffFiles(ticket));
  }
  return { node, show };
}
