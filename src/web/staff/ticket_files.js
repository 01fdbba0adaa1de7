// ticket_files.js - files that staff add: one field, with its progress, and the boxes that name some of
// them as the proof of the work.
import { upload } from './api.js';
import { el, filePicker, put } from './dom.js';
import { problemWords } from './words.js';

const TYPES = 'image/jpeg,image/png,image/webp,application/pdf', MAX = 8 * 1024 * 1024;
const src = (bench, id) => `/api/v1/tickets/${bench.ticket.number}/attachments/${id}`;

/** A field that sends what is chosen; `kept` hears the id and the type of each file. */
export function fileField(bench, label, kept) {
  const report = el('div', { role: 'status', class: 'upload-report' });
  const { field, node } = filePicker(`${label} …`, 'JPEG, PNG, WebP, atau PDF, masing-masing sampai 8 MB. Hanya petugas yang melihatnya.', { accept: TYPES, multiple: true });
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
        if (file.size > MAX) { put(report, el('p', { class: 'trouble' }, el('bdi', {}, file.name), ' lebih besar dari 8 MB.')); return; }
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

/** Which photos prove the work: those that are there, and those that are added now (ticked). */
export function proofs(bench) {
  const boxes = [], list = el('div', { class: 'proof-list' });
  const offer = (id, type, ticked, repeated) => {
    const box = el('input', { type: 'checkbox', value: id, checked: ticked });
    boxes.push(box);
    list.append(el('label', { class: 'check' }, box, /^image\//.test(type) && el('img', { src: src(bench, id), alt: '', loading: 'lazy' }),
      `${/^image\//.test(type) ? 'Foto' : 'Berkas'} ${id}`, repeated && el('span', { class: 'tag status-received' }, 'pernah dipakai di laporan lain')));
  };
  for (const a of bench.ticket.attachments) if (a.state === 'stored' && (a.kind === 'image' || a.by_staff)) offer(a.id, a.mime_type, false, a.repeated);
  const block = el('fieldset', { class: 'proofs' }, el('legend', {}, 'Bukti pekerjaan'), list, fileField(bench, 'Tambah foto bukti', (id, type) => offer(id, type, true)));
  return { block, chosen: () => boxes.filter((b) => b.checked).map((b) => Number(b.value)) };
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
