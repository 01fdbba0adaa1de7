// queues.js - the saved views of a desk, and how many wait in each.
import { get, Problem } from './api.js';
import { desk, isDesk, person } from './desk.js';

const list = (filters) => `/staff/laporan?${filters}`;
const readsAll = () => person.role !== 'officer';

/** The own department of an officer; of the others the desk's. */
const own = () => person.department?.code || desk.desk_department;

/** `api`: the filters as the API takes them. */
export const QUEUES = [
  { id: 'new', title: 'Baru', hint: 'Belum dilihat siapa pun', href: list('status=received'), api: 'status=received', for: readsAll },
  { id: 'verified', title: 'Perlu disposisi', hint: 'Sudah diverifikasi, belum punya unit', href: list('status=verified'), api: 'status=verified', for: readsAll },
  { id: 'assigned', title: 'Menunggu unit', hint: 'Didisposisikan, belum dikerjakan', href: list('status=assigned'), api: 'status=assigned', for: () => true },
  { id: 'in_progress', title: 'Sedang dikerjakan', hint: 'Ditindaklanjuti oleh unit', href: list('status=in_progress'), api: 'status=in_progress', for: () => true },
  { id: 'mine', title: 'Milik unit sendiri', hint: 'Masih terbuka, pemiliknya unit Anda', get href() { return list(`department=${own()}`); }, get api() { return `department=${own()}`; }, for: () => true },
  { id: 'overdue', title: 'Lewat tenggat', hint: 'Tenggat tahap ini sudah lewat', href: list('overdue=true'), api: 'overdue=true', for: () => true, alarm: true },
  { id: 'waiting', title: 'Menunggu pelapor', hint: 'Pelapor ditanya, belum menjawab', href: list('status=awaiting_reporter'), api: 'status=awaiting_reporter', for: () => true },
  { id: 'resolved', title: 'Menunggu kata pelapor', hint: 'Dikerjakan; sudah, sebagian, atau belum?', href: list('status=resolved'), api: 'status=resolved', for: () => true },
  { id: 'failed', title: 'Balasan gagal', hint: 'Pesan yang tidak sampai ke warga', href: '/staff/balasan', outbox: 'state=failed', for: () => isDesk() || person.role === 'supervisor', alarm: true },
];

const COUNTED = 25;

async function countByList(queue) {
  const path = queue.outbox ? `/api/v1/outbox?${queue.outbox}` : `/api/v1/tickets?${queue.api}`;
  try {
    const page = await get(`${path}&limit=${COUNTED}`, { quiet: true }); // nobody is asked to sign in for a count
    return { count: page.items.length, many: page.next_cursor !== null };
  } catch (problem) {
    if (problem instanceof Problem) return null;
    throw problem;
  }
}

/** What the service counts itself, up to its own bound. */
async function countByService(counts) {
  try {
    const { items } = await get('/api/v1/queues', { quiet: true });
    for (const q of items) counts.set(q.queue === 'failed_replies' ? 'failed' : q.queue, { count: q.count, many: q.more });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
  }
}

/** Map of id -> {count, many}; many: there are more than could be counted. */
export async function queueCounts() {
  const counts = new Map();
  await countByService(counts);
  for (const queue of QUEUES.filter((q) => q.for() && !counts.has(q.id))) {
    const n = await countByList(queue);
    if (n) counts.set(queue.id, n);
  }
  return counts;
}
