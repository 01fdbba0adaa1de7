// queues.js - the queues of a desk, and how many wait in each.
import { get, Problem } from './api.js';
import { isDesk, person } from './desk.js';

const readsAll = () => person.role !== 'officer';
const queue = (id, title, hint, more = {}) => ({ id, title, hint, api: `queue=${id}`, href: `/staff/laporan?queue=${id}`, for: () => true, ...more });

/** Those of the API, by its names. `api`: as a filter of tickets. */
export const QUEUES = [
  queue('new', 'Baru', 'Belum dilihat siapa pun', { for: readsAll }),
  queue('verified', 'Perlu disposisi', 'Sudah diverifikasi, belum punya unit', { for: readsAll }),
  queue('assigned', 'Menunggu unit', 'Didisposisikan, belum dikerjakan'),
  queue('in_progress', 'Sedang dikerjakan', 'Ditindaklanjuti oleh unit'),
  queue('mine', 'Milik unit sendiri', 'Masih terbuka, pemiliknya unit Anda'),
  queue('due_today', 'Tenggat hari ini', 'Tenggat tahap ini berakhir hari ini'),
  queue('overdue', 'Lewat tenggat', 'Tenggat tahap ini sudah lewat', { alarm: true }),
  queue('waiting', 'Menunggu pelapor', 'Pelapor ditanya, belum menjawab'),
  queue('resolved', 'Menunggu kata pelapor', 'Dikerjakan; sudah, sebagian, atau belum?'),
  queue('failed_replies', 'Balasan gagal', 'Pesan yang tidak sampai ke warga', { api: null, href: '/staff/balasan', for: () => isDesk() || person.role === 'supervisor', alarm: true }),
];

/** Map of id -> {count, many}; many: there are more than are counted. */
export async function queueCounts() {
  const counts = new Map();
  try {
    const { items } = await get('/api/v1/queues', { quiet: true }); // nobody is asked to sign in for a count
    for (const q of items) counts.set(q.queue, { count: q.count, many: q.more });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
  }
  return counts;
}
