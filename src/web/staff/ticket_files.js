// ticket_files.js - files that staff add: one field, with its progress, the boxes that name some of them
// as the proof of the work, and the one that goes to the citizen with a reply.
import { upload } from './api.js';
import { button, el, filePicker, put } from './dom.js';
import { problemWords } from './words.js';

const TYPES = 'image/jpeg,image/png,image/webp,application/pdf', MAX = 8 * 1024 * 1024;
const FOR_STAFF = { types: TYPES, multiple: true, hint: 'JPEG, PNG, WebP, atau PDF, masing-masing sampai 8 MB. Hanya petugas yang melihatnya.' };
const FOR_CITIZEN = { types: 'image/jpeg,image/png,application/pdf', multiple: false, photoMax: 5 * 1024 * 1024,
  hint: 'JPEG atau PNG sampai 5 MB, atau PDF sampai 8 MB. Terkirim ke pelapor bersama balasan ini.' };
const src = (bench, id) => `/api/v1/tickets/${bench.ticket.number}/attachments/${id}`;

/** A field that sends what is chosen; `kept` hears the id and the type of each file. */
export function fileField(bench, label, kept, what = FOR_STAFF) {
  const report = el('div', { role: 'status', class: 'upload-report' });
  const { field, node } = filePicker(`${label} …`, what.hint, { accept: what.types, multiple: what.multiple });
  async function sendOne(file) {
    const bar = el('progress', { max: 100, value: 0, 'aria-label': `Mengirim ${file.name}` });
    put(report, el('p', { class: 'soft' }, 'Mengirim ', el('bdi', {}, file.name), ' …'), bar);
    const made = await upload(`/api/v1/tickets/${bench.ticket.number}/attachments`, file, (part) => { bar.value = Math.round(100 * part); });
    kept(made.id, file.type);
  }
  field.addEventListener('change', async () => {
    const files = [...field.files];
    field.disabled = true;
    try {
      for (const file of files) {
        const max = (/^image\//.test(file.type) && what.photoMax) || MAX;
        if (file.size > max) { put(report, el('p', { class: 'trouble' }, el('bdi', {}, file.name), ` lebih besar dari ${max >> 20} MB.`)); return; }
        await sendOne(file);
      }
      put(report, el('p', { class: 'tells' }, files.length > 1 ? `${files.length} berkas tersimpan.` : 'Berkas tersimpan.'));
      await bench.catchUp();
    } catch (problem) {
      put(report, el('p', { class: 'trouble' }, problemWords(problem)));
    } finally {
      field.value = '';
      field.disabled = false;
    }
  });
  return el('div', { class: 'field' }, node, report);
}

/** Which photos prove the work: those of staff and those that came since it began, and those that are added now (ticked). */
export function proofs(bench) {
  const boxes = [], list = el('div', { class: 'proof-list' });
  const offer = (id, type, ticked, repeated) => {
    const box = el('input', { type: 'checkbox', value: id, checked: ticked });
    boxes.push(box);
    list.append(el('label', { class: 'check' }, box, /^image\//.test(type) && el('img', { src: src(bench, id), alt: '', loading: 'lazy' }),
      `${/^image\//.test(type) ? 'Foto' : 'Berkas'} ${id}`, repeated && el('span', { class: 'tag status-received' }, 'pernah dipakai di laporan lain')));
  };
  const began = bench.data.events.findLast((e) => e.type === 'in_progress' || e.type === 'reopened')?.at;
  for (const a of bench.ticket.attachments) if (a.state === 'stored' && (a.by_staff || (a.kind === 'image' && began && Date.parse(a.received_at) >= Date.parse(began)))) offer(a.id, a.mime_type, false, a.repeated);
  const block = el('fieldset', { class: 'proofs' }, el('legend', {}, 'Bukti pekerjaan'), list, fileField(bench, 'Tambah foto bukti', (id, type) => offer(id, type, true)));
  return { block, chosen: () => boxes.filter((b) => b.checked).map((b) => Number(b.value)) };
}

/** The one file that goes along with a reply: uploaded when it is chosen, named when the reply is sent. */
export function sentFile(bench) {
  let chosen = null;
  const shown = el('div', { class: 'sent-file', role: 'status' });
  const show = (id, type) => {
    chosen = id;
    put(shown, id && el('p', { class: 'tells' }, `${/^image\//.test(type) ? 'Foto' : 'PDF'} ${id} ikut dikirim. `,
      button('Jangan ikutkan', () => show(null), { class: 'quiet small' })));
  };
  const block = el('details', { class: 'attach' }, el('summary', {}, 'Lampirkan foto atau PDF'),
    fileField(bench, 'Berkas untuk pelapor', show, FOR_CITIZEN));
  return { block, shown, id: () => chosen, clear: () => { show(null); block.open = false; } };
}

/** What staff have added, for reading. */
export function staffFiles(ticket) {
  const files = ticket.attachments.filter((a) => a.by_staff && a.state === 'stored');
  return files.length > 0 && el('div', { class: 'staff-files' }, el('h3', {}, 'Berkas dari petugas'), el('ul', {}, files.map((a) => {
    const href = `/api/v1/tickets/${ticket.number}/attachments/${a.id}`, photo = /^image\//.test(a.mime_type);
    return el('li', {}, el('a', { href, target: '_blank', rel: 'noreferrer' }, photo && el('img', { src: href, alt: '', loading: 'lazy' }), `${photo ? 'Foto' : 'PDF'} ${a.id}`),
      a.repeated && el('span', { class: 'tag status-received' }, 'pernah dipakai di laporan lain'));
  })));
}
