// sheet.js - the sheet that comes up from below: attach, place, photo, list, reply and reaction. It
// belongs to the phone, and lies over the phone alone: the panel beside it goes on.
import { add, button, byId, el, icon, labelled, put } from './dom.js';
import { upload } from './send.js';
import { scenes } from './scenes.js';
import { silence } from './voice.js';

export const PLACES = [
  ['Kraksaan Wetan, Kraksaan', -7.75992, 113.42893], ['Sebaung, Gending', -7.81239, 113.31282],
  ['Dringu, Dringu', -7.75126, 113.25005], ['Paiton, Paiton', -7.72518, 113.51646],
  ['Bukitsari (peragaan)', -6.31240, 113.55360], ['Muaraputih (peragaan)', -6.14480, 113.72050],
];

const sheet = byId('sheet'), phone = sheet.parentElement;
let opener = null;
const rest = (inert) => { for (const part of phone.children) if (part !== sheet) part.inert = inert; };

function close() {
  rest(false); // before the focus goes back there
  sheet.close();
  if (opener?.isConnected) opener.focus();
}
phone.addEventListener('click', (event) => { if (sheet.open && event.target === phone) close(); }); // what is dimmed
sheet.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });

function open(title, ...parts) {
  put(sheet, el('div', { class: 'sheet-in' }, el('h2', { id: 'sheet-title' }, title), parts,
    button('Tutup', close, { class: 'quiet' })));
  if (!sheet.open) {
    opener = document.activeElement;
    sheet.show();
    rest(true);
  }
  sheet.querySelector('button, input, select').focus();
}
/** Does it, and closes when it could be done; else says why not. */
async function done(run) {
  const note = sheet.querySelector('[role=alert]') || sheet.firstElementChild.insertBefore(el('p', { role: 'alert', class: 'wrong' }), sheet.querySelector('.quiet:last-child'));
  note.textContent = '';
  try {
    await run();
    close();
  } catch (error) { note.textContent = `Tidak terkirim: ${error.message}`; }
}

export function askPlace(say) {
  const preset = el('select', {}, PLACES.map(([name], i) => el('option', { value: i }, name)), el('option', { value: '' }, 'Titik sendiri'));
  const lat = el('input', { inputmode: 'decimal', autocomplete: 'off', required: true }), lon = el('input', { inputmode: 'decimal', autocomplete: 'off', required: true });
  const fill = () => {
    const found = preset.value === '' ? null : PLACES[Number(preset.value)];
    if (found) [, lat.value, lon.value] = found;
  };
  preset.addEventListener('change', fill);
  for (const field of [lat, lon]) field.addEventListener('input', () => { preset.value = ''; });
  fill();
  open('Kirim lokasi', el('form', { on: { submit: (event) => {
    event.preventDefault();
    done(() => {
      const latitude = Number(lat.value.replace(',', '.')), longitude = Number(lon.value.replace(',', '.'));
      if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) throw new Error('garis lintang −90 sampai 90, garis bujur −180 sampai 180.');
      return say({ location: { latitude, longitude } });
    });
  } } }, labelled('Tempat', preset), labelled('Garis lintang', lat), labelled('Garis bujur', lon), el('button', { class: 'main' }, 'Kirim lokasi ini')));
}

/** A file to choose, in our own words: the browser's stand in the browser's language. */
function picked(title, hint) {
  const field = el('input', { type: 'file', id: 'photo-file', class: 'sr', accept: 'image/jpeg,image/png,image/webp', 'aria-describedby': 'photo-hint' });
  const name = el('span', { dir: 'auto' }, 'belum ada yang dipilih');
  field.addEventListener('change', () => put(name, field.files[0]?.name || 'belum ada yang dipilih'));
  return { field, node: el('div', { class: 'picker' }, field, el('label', { for: field.id }, title), ' ', name, el('p', { class: 'hint', id: 'photo-hint' }, hint)) };
}

export function askPhoto(say) {
  const { field: file, node: picker } = picked('Pilih foto …', 'JPEG atau PNG, paling besar 5 MB.'), caption = el('input', { maxlength: 1024, autocomplete: 'off' });
  const send = (blob) => done(async () => {
    if (blob.size > 5 << 20) throw new Error('foto lebih besar dari 5 MB.');
    const { id } = await upload(blob);
    await say({ image: { media_id: id, ...(caption.value.trim() && { caption: caption.value.trim() }) } });
  });
  open('Kirim foto', labelled('Keterangan (boleh kosong)', caption), picker,
    button('Kirim berkas ini', () => { if (file.files[0]) send(file.files[0]); else file.focus(); }, { class: 'main' }),
    el('p', {}, 'Atau foto rekaan:'), el('div', { class: 'choices' }, scenes.map(({ name, draw }) => button(name, async () => send(await draw())))));
}

async function sendVoice(say) {
  const { id, sha256, url } = await upload(silence(3));
  await say({ type: 'audio', content: { id, mime_type: 'audio/ogg; codecs=opus', sha256, url, voice: true } });
}

export function askAttach(say) {
  open('Lampirkan', el('div', { class: 'choices' }, button([icon('camera'), ' Foto'], () => askPhoto(say)), button([icon('pin'), ' Lokasi'], () => askPlace(say)),
    button([icon('mic'), ' Pesan suara'], () => done(() => sendVoice(say)))), el('p', { class: 'soft' }, 'Pesan suaranya tiga detik hening.'));
}

/** The rows of a list message. */
export function askRow(item, tap) {
  const action = item.content.action;
  open(action.button || 'Pilih', action.sections.map((section) => el('div', { class: 'rows' }, section.title ? el('h3', { dir: 'auto' }, section.title) : null,
    section.rows.map((row) => button([el('span', { dir: 'auto' }, row.title), row.description ? el('span', { class: 'soft', dir: 'auto' }, row.description) : null],
      () => done(() => tap({ kind: 'list', id: row.id, title: row.title })), { class: 'row' })))));
}

export function askMore(item, ours, quote, react) {
  const parts = el('div', { class: 'choices emojis' });
  for (const [emoji, name] of [['👍', 'jempol'], ['❤️', 'hati'], ['🙏', 'terima kasih'], ['😢', 'sedih'], ['😡', 'marah']])
    add(parts, button(emoji, () => done(() => react(ours === emoji ? '' : emoji)), { 'aria-label': `Reaksi ${name}`, 'aria-pressed': String(ours === emoji) }));
  open('Pesan ini', button([icon('reply'), ' Balas dengan kutipan'], () => { close(); quote(item); }, { class: 'main' }), el('p', {}, 'Reaksi (tekan lagi untuk mencabut):'), parts);
}
