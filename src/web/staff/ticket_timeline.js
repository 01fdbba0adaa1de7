// ticket_timeline.js - what happened, by whom and when, newest first.
import { el } from './dom.js';
import { keptList } from './kept_list.js';
import { categoryName, departmentName, placeName } from './desk.js';
import { actorWords, agoWords, KIND, longDay, moment, OUTCOME, PRIORITY, STATUS } from './words.js';

const CLOSED = (d) => `menutup laporan: ${OUTCOME[d.outcome] || 'ditutup'}${d.department ? ` (${departmentName(d.department)})` : ''}${d.into ? ` ke ${d.into}` : ''}`;

function changed(d) {
  const parts = [];
  if (d.category) parts.push(`hal menjadi ${categoryName(d.category)}`);
  if (d.kind) parts.push(`jenis menjadi ${KIND[d.kind] || d.kind}`);
  if (d.priority) parts.push(`prioritas menjadi ${PRIORITY[d.priority] || d.priority}`);
  if ('place' in d) parts.push(d.place ? `tempat menjadi ${placeName(d.place)}` : 'tempat dikosongkan');
  if (d.department) parts.push(`unit menjadi ${departmentName(d.department)}`);
  return parts.length ? `mengubah ${parts.join(', ')}` : 'memeriksa laporan';
}

const matter = (category, place) => `${categoryName(category)}${place ? ` di ${placeName(place)}` : ''}`;

/** Further matters in the words of the first. */
const also = (d) => (d.also
  ? `; pesannya juga tentang ${[matter(d.also, d.also_place), ...(d.further || []).map((f) => matter(f.category, f.place))].join(', ')}` : '');

/** Who is to look at a late ticket, by the step of the ladder (domain/ladder.h). */
const RUNG = { contact: 'narahubung unit', head: 'kepala unit', secretary: 'sekretaris daerah', regent: 'bupati' };

/** What each kind of event says, without its actor. */
export const SENTENCES = {
  received: (d) => (d.channel === 'staff' ? 'mencatat laporan ini' : `mengirim laporan${d.told_in ? ` ini di dalam pesan laporan ${d.told_in}` : ''}${also(d)}`),
  edited: (d) => (d.message ? 'mengubah pesannya di WhatsApp; kata-kata semula tetap tercatat' : 'mengubah salah satu pesannya di WhatsApp; isi yang baru tidak diteruskan, jadi tanyakan bila perlu'),
  revoked: () => 'menghapus pesannya di WhatsApp',
  joined: (d) => (d.objection ? 'keberatan laporan ini ditutup' : d.comment ? 'menambah saran' : 'menambah keterangan'),
  reaction: () => 'memberi reaksi pada pesan kita',
  corrected: (d) => (d.past ? 'bercerita bahwa kejadiannya sudah lewat: tidak lagi mendesak' : `memilih unit ${departmentName(d.department)}`),
  place: (d) => `memilih tempat ${placeName(d.place)}`,
  confidential: () => 'meminta laporan ini dirahasiakan',
  cancelled: () => 'membatalkan laporan',
  verified: (d) => (d.from === 'assigned' ? 'mengembalikan laporan ke meja' : 'memverifikasi laporan'),
  assigned: (d) => `${d.handed_over ? 'mengalihkan' : 'mendisposisikan'} ke ${departmentName(d.department)}${(d.from === 'assigned' || d.handed_over) && d.before ? ` (dari ${departmentName(d.before)})` : ''}${d.copy ? `, tembusan ${departmentName(d.copy)}` : ''}`,
  in_progress: () => 'memulai tindak lanjut',
  awaiting_reporter: () => 'bertanya kepada pelapor; tenggat berhenti',
  resolved: () => 'menyatakan selesai; pelapor ditanya',
  closed: CLOSED,
  reopened: () => 'membuka laporan kembali',
  note: () => 'mencatat',
  reply: () => 'membalas pelapor',
  changed,
  promised: (d) => `menjanjikan tanggal baru: ${d.promise_at ? longDay(d.promise_at) : ''}`,
  extended: () => 'memperpanjang tenggat',
  calendar: (d) => `mencatat: hari libur berubah; tenggat kini ${d.due_at ? longDay(d.due_at) : 'tidak ada'}`,
  ladder: (d) => (d.percent ? `mencatat: ${d.percent} % waktu tahap ini sudah lewat; kini perlu dilihat ${RUNG[d.rung] || 'unit'}` : 'mencatat waktu tahap yang lewat'),
  late: () => 'mencatat janji terlewat; pelapor diberi tahu',
  rated: (d) => (d.rating ? `memberi nilai ${d.rating} dari 5` : 'memberi nilai'),
  supported: () => 'warga lain ikut laporan ini',
  merged_from: (d) => `menggabungkan laporan ${d.number || 'lain'} ke sini`,
  blocked: () => 'menghentikan balasan otomatis untuk pelapor',
  unblocked: () => 'membuka lagi balasan otomatis untuk pelapor',
  erased: () => 'nama dan nomor pelapor dihapus',
  parted: (d) => `memindahkan satu pesan ke laporan ${d.number || 'lain'}`,
  unmerged_from: (d) => `memisahkan laporan ${d.number || 'lain'} dari sini`,
  unmerged: () => 'memisahkan laporan lagi',
  uploaded: () => 'menambah berkas',
  summary: () => 'menulis ringkasan untuk umum',
  published: () => 'menyetujui ringkasan untuk umum',
  unpublished: () => 'menarik ringkasan dari umum',
  resent: () => 'mengirim ulang balasan yang gagal',
  handled: () => 'menangani balasan yang gagal dengan cara lain',
  identity_opened: () => 'membuka identitas pelapor',
  attachment_opened: () => 'membuka berkas',
};

/** The status before a question comes back with the answer to it, or because somebody went on without. */
const goesOn = ({ type, data: d = {} }) => /^(verified|assigned|in_progress)$/.test(type) && d.from === 'awaiting_reporter' && !d.department;

export function eventWords(e) {
  const sentence = SENTENCES[e.type];
  if (goesOn(e)) return `${e.actor === 'reporter' ? 'menjawab' : 'melanjutkan'}; tenggat berjalan lagi`;
  return sentence ? sentence(e.data || {}) : STATUS[e.type] || 'mencatat perubahan';
}
/** One line for a notice: "rina mendisposisikan ke ... (2 menit lalu)". */
export const changeWords = (e) => `${actorWords(e.actor)} ${eventWords(e)} (${agoWords(e.at)})`;

const quote = (label, text) => text && el('blockquote', { dir: 'auto' }, label && el('span', { class: 'soft' }, `${label}: `), text);

/** What the citizen wrote before and after a change; the words stand in the messages alone. */
function wordsTouched(e, messages) {
  if (e.type !== 'edited' && e.type !== 'revoked') return [];
  return [e.data.message, e.data.now].map((id) => messages.find((m) => m.id === id)?.text);
}
function touched(e, messages) {
  const [was, now] = wordsTouched(e, messages);
  return [quote('Semula', was), quote('Menjadi', now)];
}

export function eventLine(e, messages = []) {
  const by = e.actor === 'reporter' ? 'by-reporter' : e.actor === 'system' ? 'by-system' : 'by-staff';
  return el('li', { class: `event ${by} event-${e.type}` },
    el('p', {}, el('strong', {}, actorWords(e.actor)), ' ', eventWords(e)),
    quote('Alasan', e.reason), quote('', e.text), ...touched(e, messages), el('time', { datetime: e.at, class: 'soft' }, moment(e.at)));
}

/** {node, show(data)} */
export function timelinePanel() {
  const list = keptList({ class: 'timeline', 'aria-labelledby': 'life-title' }, 'Tampilkan yang lebih lama', 'first');
  const node = el('section', { class: 'panel', 'aria-labelledby': 'life-title' }, el('h2', { id: 'life-title' }, 'Riwayat'), list.parts);
  const show = ({ events, messages }) => list.show([...events].reverse().map((e) => ({ key: `event ${e.id}`,
    print: () => JSON.stringify([e, wordsTouched(e, messages)]), make: () => eventLine(e, messages) })));
  return { node, show };
}
