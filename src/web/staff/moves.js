// moves.js - which moves a person may make on a ticket now. The table itself comes from the service
// (domain/move.h, through GET /api/v1/desk); here is only who a person is on a ticket, and the words.
import { desk, person } from './desk.js';
import { daysBetween } from './words.js';

/** Whose office only reads along. */
const isCopyOf = (who, ticket) => (ticket.copies || []).some((c) => c.code === who.department?.code)
  && ticket.department.code !== who.department.code;

/** As mover_of in domain/move.c: officers of the inspectorate are the desk of whistleblowing, and on
 * a ticket that staff entered the desk also writes down what its reporter says. */
export function moversOf(who, ticket) {
  const isDesk = who.role === 'admin' || who.role === 'operator'
    || (who.role === 'officer' && ticket.kind === 'whistleblowing');
  if (isDesk) return ticket.channel === 'staff' ? ['desk', 'speaker'] : ['desk'];
  return who.role === 'officer' && !isCopyOf(who, ticket) ? ['officer'] : [];
}

/** Monday to Friday, without knowing holidays: never fewer days than the service counts, so what is
 * offered is allowed. */
function weekdaysBetween(from, to) {
  let days = 0;
  for (let i = 1, n = daysBetween(from, to); i <= n && days <= 30; i++) {
    const weekday = new Date(Date.parse(from) + i * 86400000 + 7 * 3600000).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days++;
  }
  return days;
}
const REOPENED_AFTER = new Set(['solved', 'partly_solved', 'unanswered', 'not_actionable']);
const TAKEN_UP_AFTER = new Set(['rejected', 'referred', 'cancelled', 'not_actionable']);
function mayLeadBack(ticket, to, now) {
  if (ticket.status === 'resolved') return true;
  return (to === 'verified' ? TAKEN_UP_AFTER : REOPENED_AFTER).has(ticket.outcome) && ticket.closed_at
    && weekdaysBetween(ticket.closed_at, now) <= desk.reopen_days;
}

/** Moves of the table, without those to `assigned`: an assignment names the department. */
export function movesFor(ticket, who = person, table = desk.moves, now = Date.now()) {
  const movers = moversOf(who, ticket);
  return table.filter((m) => m.to !== 'assigned' && m.from.includes(ticket.status)
    && m.movers.some((one) => movers.includes(one))
    && !((m.to === 'in_progress' || m.to === 'verified') && (ticket.status === 'closed' || ticket.status === 'resolved') && !mayLeadBack(ticket, m.to, now)));
}
/** Whose assignment hands the ticket over: by its own department, once until the desk assigns anew. */
export const handsOver = (ticket, who = person) => moversOf(who, ticket).includes('officer');
export function mayAssign(ticket, who = person, table = desk.moves) {
  const movers = moversOf(who, ticket);
  return !(handsOver(ticket, who) && ticket.handed_from)
    && table.some((m) => m.to === 'assigned' && m.from.includes(ticket.status) && m.movers.some((one) => one !== 'reporter' && movers.includes(one)));
}
export const isOpen = (ticket) => ticket.status !== 'closed';
export const mayWork = (ticket, who = person) => moversOf(who, ticket).length > 0;

const WORDS = {
  verified: { title: 'Verifikasi', hint: 'Laporan ini jelas dan milik kabupaten.' },
  in_progress: { title: 'Mulai tindak lanjut', hint: 'Pelapor diberi tahu bahwa unit sudah mulai bekerja.' },
  awaiting_reporter: { title: 'Tanya pelapor', hint: 'Tenggat berhenti sampai pelapor menjawab.' },
  resolved: { title: 'Nyatakan selesai', hint: 'Pelapor ditanya: sudah, sebagian, atau belum.' },
  solved: { title: 'Tuntas menurut pelapor', hint: 'Kata pelapor yang melapor lewat petugas. Alasan: kapan dan bagaimana ia mengatakannya.' },
  partly_solved: { title: 'Tuntas sebagian', hint: 'Sebagian pekerjaan memang tidak dapat diteruskan.' },
  not_actionable: { title: 'Tidak dapat ditindaklanjuti', hint: 'Alasan Anda dikirim kepada pelapor.' },
  referred: { title: 'Teruskan ke instansi lain', hint: 'Pelapor mendapat nama dan nomor instansi itu.' },
  merged: { title: 'Gabungkan dengan laporan lain', hint: 'Semua pelapor tetap mendapat kabar.' },
  cancelled: { title: 'Batalkan', hint: 'Atas permintaan pelapor.' },
  rejected: { title: 'Tolak', hint: 'Bukan laporan: spam, kabar bohong. Alasan Anda dikirim kepada pelapor.' },
};
export function moveWords(move, ticket) {
  if (move.to === 'verified' && ticket.status === 'assigned')
    return { title: 'Kembalikan ke meja', hint: 'Bukan wewenang unit ini. Meja memilih unit lain.' };
  if (move.to === 'verified' && ticket.status === 'closed')
    return { title: 'Buka kembali ke meja', hint: 'Penutupannya keliru. Meja memilih unit, dan pelapor diberi tahu.' };
  if (move.to === 'in_progress' && ticket.status === 'awaiting_reporter')
    return { title: 'Lanjutkan pekerjaan', hint: 'Jawaban sudah ada, atau tidak diperlukan lagi. Tenggat berjalan lagi.' };
  if (move.to === 'in_progress' && ticket.status !== 'assigned')
    return { title: 'Buka kembali', hint: 'Masalahnya ternyata belum selesai.' };
  return WORDS[move.outcome || move.to] || { title: move.outcome || move.to, hint: '' };
}
