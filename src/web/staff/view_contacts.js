// view_contacts.js - whom of a unit the service tells of assignments and deadlines, and what became of
// it. For admins.
import { call, get } from './api.js';
import { el, hidden, labelled, loading, option, pageState, put, state, toast } from './dom.js';
import { departmentName, ownDepartments, person } from './desk.js';
import { loadInto, pages } from './pages.js';
import { sender, twice } from './sender.js';
import { moment, ownReason } from './words.js';

const RUNG = { contact: 'Narahubung', head: 'Kepala', secretary: 'Sekretaris daerah', regent: 'Bupati' };
const KIND = { assigned: 'Disposisi', copied: 'Tembusan', reminder: 'Pengingat', digest: 'Ringkasan harian', objection: 'Keberatan pelapor' };
const NOTICE = { pending: ['Menunggu giliran', 'plain'], handed: ['Diserahkan ke WhatsApp', 'status-assigned'], told: ['Sampai', 'outcome-solved'], failed: ['Gagal', 'outbox-failed'], moot: ['Tidak perlu lagi', 'plain'] };
const pathOf = (c) => `/api/v1/staff-contacts/${encodeURIComponent(c.department)}/${c.rung}`;

function fields(c) {
  const phone = el('input', { name: 'phone', type: 'tel', maxlength: 24, autocomplete: 'off', value: c.phone ? `+${c.phone}` : '' }), mail = el('input', { name: 'mail', type: 'email', maxlength: 200, autocomplete: 'off', value: c.mail || '' });
  const value = () => (phone.value.trim() || mail.value.trim() ? { body: { phone: phone.value.trim() || null, mail: mail.value.trim() || null } } : { wrong: 'Isi nomor WhatsApp atau alamat surel.' });
  return { nodes: [labelled('Nomor WhatsApp', phone, { optional: true }), labelled('Alamat surel', mail, { optional: true })], value };
}

function adding(redraw) {
  const unit = el('select', { name: 'department' }, option('', 'Pilih …'), ownDepartments().map((d) => option(d.code, d.name)));
  const rung = el('select', { name: 'rung' }, Object.entries(RUNG).map(([code, words]) => option(code, words))), f = fields({});
  const make = () => (unit.value ? f.value() : { wrong: 'Pilih unit.' });
  return el('details', { class: 'panel' }, el('summary', {}, 'Tambah atau ganti orang …'), sender([labelled('Unit', unit, { required: true, hint: 'Sekretaris daerah dan bupati dicatat pada unit yang laporannya mereka terima.' }), labelled('Sebagai', rung), ...f.nodes], 'Simpan', make,
    async (body) => { await call('PUT', pathOf({ department: unit.value, rung: rung.value }), { body }); toast('Tersimpan.'); await redraw(); }));
}

function contactRow(c, redraw) {
  const f = fields(c), who = `${RUNG[c.rung]} ${departmentName(c.department)}`;
  return el('li', { class: 'account' }, el('p', { class: 'account-head' }, el('strong', {}, RUNG[c.rung]), el('span', {}, departmentName(c.department))),
    el('p', { class: 'soft' }, [c.phone && `WhatsApp +${c.phone}`, c.mail].filter(Boolean).join(' · ')),
    el('details', { class: 'correct' }, el('summary', {}, 'Ubah …', hidden(` ${who}`)), sender(f.nodes, 'Simpan', f.value, async (body) => { await call('PUT', pathOf(c), { body }); toast('Tersimpan.'); await redraw(); })),
    el('div', { class: 'form-foot' }, twice('Hapus', 'Ya, hapus', async () => { await call('DELETE', pathOf(c)); toast(`${who} tidak diberi tahu lagi.`); await redraw(); })));
}

const noticeRow = (n) => el('li', { class: `message-row ${n.state}` }, el('p', { class: 'message-head' }, el('span', { class: `tag ${NOTICE[n.state][1]}` }, NOTICE[n.state][0]), el('strong', {}, KIND[n.kind] || 'Pemberitahuan'),
  n.ticket && el('a', { href: `/staff/laporan/${n.ticket}` }, n.ticket), el('span', { class: 'soft' }, `${RUNG[n.rung]} ${departmentName(n.department)} · ${n.road === 'mail' ? 'surel' : 'WhatsApp'} · ${moment(n.updated_at)}`)),
n.error && el('p', { class: n.state === 'failed' ? 'trouble' : 'soft', dir: 'auto' }, ownReason(n.error) || `Sebabnya: ${n.error}`));

export async function contactsView(main, { signal }) {
  document.title = 'Narahubung · Lapor Kanda';
  if (person.role !== 'admin') { put(main, pageState('empty', 'Narahubung hanya diurus oleh admin')); return; }
  const list = el('div', {}, loading('Narahubung')), notices = el('ol', { class: 'messages' }), below = el('div', { class: 'below' });
  const redraw = () => loadInto(list, 'Narahubung', async () => {
    const { items } = await get('/api/v1/staff-contacts', { signal });
    return items.length ? el('ul', { class: 'entries' }, items.map((c) => contactRow(c, redraw))) : state('empty', 'Belum ada narahubung', 'Tanpa narahubung unit tidak diberi tahu lewat WhatsApp atau surel; laporan tetap ada di antreannya.');
  }, redraw);
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Narahubung'), el('p', { class: 'soft' }, 'Siapa di tiap unit yang diberi tahu, dan sampai atau tidak.')),
    el('div', { class: 'two-rows' }, adding(redraw), list, el('h2', {}, 'Pemberitahuan terakhir'), notices, below));
  await Promise.all([redraw(), pages({ list: notices, below, path: '/api/v1/notices', query: { limit: 20 }, what: 'Pemberitahuan', next: 'Yang lebih lama', row: noticeRow, signal, empty: () => state('empty', 'Belum ada pemberitahuan') })]);
}
