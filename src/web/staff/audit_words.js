// audit_words.js - what a line of the trail says: of a ticket as its timeline does, and of the desk itself,
// whose accounts, tokens, other systems and contacts have no ticket (EVENT_STAFF_ADDED and below).
import { departmentName } from './desk.js';
import { eventWords, SENTENCES } from './ticket_timeline.js';
import { ROLE } from './words.js';

const RUNG = { contact: 'narahubung', head: 'kepala', secretary: 'sekretaris daerah', regent: 'bupati' };
const ROAD = { phone: 'nomor WhatsApp', mail: 'alamat surel' };

const roleWords = (role, department) => `${ROLE[role] || role || ''}${department ? ` ${departmentName(department)}` : ''}`;
const contact = (d) => (RUNG[d.rung] ? `${RUNG[d.rung]}${d.department && d.department !== 'KABUPATEN' ? ` ${departmentName(d.department)}` : ''}` : 'narahubung');
const system = (d) => (d.host ? `sistem lain ${d.host}` : 'sistem lain');

function accountChanged(d) {
  const account = `akun ${d.account || ''}`;
  if (d.disabled) return `${d.disabled.to ? 'menutup' : 'membuka lagi'} ${account}`;
  if (!d.role) return `mengubah ${account}`;
  return `mengubah peran ${account} dari ${roleWords(d.role.from, d.department?.from)} menjadi ${roleWords(d.role.to, d.department?.to)}`;
}

const REASON = { call: 'menelepon', counter: 'datang ke loket', letter: 'menulis surat', other: 'sebab lain' };

const DESK = {
  staff_added: (d) => `membuat akun ${d.account || ''}${d.role ? `: ${roleWords(d.role, d.department)}` : ''}`,
  staff_changed: accountChanged,
  staff_password: (d) => `mengganti kata sandi akun ${d.account || ''}`,
  token_made: (d) => `membuat token ${d.token || ''} untuk akun ${d.account || ''}${d.scope === 'read' ? ', hanya membaca' : ''}`,
  token_revoked: (d) => `mencabut token ${d.token || ''} dari akun ${d.account || ''}`,
  hook_added: (d) => `menambah ${system(d)} yang dikabari`,
  hook_changed: (d) => (d.enabled ? `${d.enabled.to ? 'mengabari lagi' : 'berhenti mengabari'} ${system(d)}` : 'mengubah sistem lain'),
  hook_deleted: (d) => `menghapus ${system(d)}`,
  hook_given_up: (d) => `berhenti mengabari ${system(d)}: dua hari tidak menjawab`,
  staff_contact_set: (d) => `mengubah ${contact(d)}${d.changed?.length ? `: ${d.changed.map((road) => ROAD[road] || road).join(' dan ')}` : ''}`,
  staff_contact_removed: (d) => `menghapus ${contact(d)}`,
  contact_erased: (d) => `menghapus data seorang pelapor${d.tickets ? `; ${d.tickets} laporannya tetap` : ''}`,
  reporter_sought: (d) => `mencari laporan seorang pelapor${REASON[d.reason] ? ` (${REASON[d.reason]})${d.tickets ? `: ${d.tickets} laporan` : ': tidak ada'}` : ''}`,
};

export const isOfDesk = (type) => type in DESK;
export const auditWords = (e) => (DESK[e.type] ? DESK[e.type](e.data || {}) : eventWords(e)).replace(/\s+/g, ' ').trim();

/** Each kind of line by what it says of whatever it may be about, in the order of its words. */
export const auditKinds = () => Object.keys({ ...SENTENCES, ...DESK }).map((type) => [type, auditWords({ type, data: {} }).replace(/( ke| dari akun| untuk akun|:)$/, '')])
  .sort((a, b) => a[1].localeCompare(b[1], 'id'));
