// troubles.js - what goes wrong on purpose: at Meta (the simulator's faults), on the way from the
// citizen (send.js), and the citizen's clock.
import { ask, askTime, now } from './feed.js';
import { add, button, byId, el, labelled, put, tick } from './dom.js';
import { isHeld, release, way } from './send.js';
import { exactTime, fullDate } from './words.js';

const MODES = [
  ['ok', 'Normal', { mode: 'ok' }],
  ['500', 'Mati: menjawab 500', { mode: 'error', fail_code: 0, fail_status: 500 }],
  ['503', 'Mati: menjawab 503', { mode: 'error', fail_code: 0, fail_status: 503 }],
  ['busy', 'Terlalu ramai (kode 130429)', { mode: 'error', fail_code: 130429, fail_status: 0 }],
  ['garbage', 'Jawaban rusak (bukan JSON)', { mode: 'garbage' }],
  ['reset', 'Sambungan diputus', { mode: 'reset' }],
  ['half', 'Diputus di tengah jawaban', { mode: 'half' }],
  ['silence', 'Diam, tidak menjawab', { mode: 'silence' }],
];
const SHARES = [['duplicate', 'Kabar status dikirim dua kali'], ['status_first', 'Kabar status datang sebelum jawaban'], ['drop', 'Kabar status hilang']];
const DELAYS = [[0, 'Tidak'], [1000, '1 detik'], [5000, '5 detik'], [20000, '20 detik']];
const OFFSETS = [[0, 'Tepat'], [-5, 'Lambat 5 menit'], [-60, 'Lambat 1 jam'], [-1500, 'Lambat 25 jam'], [60, 'Cepat 1 jam'], [1500, 'Cepat 25 jam']];

let faults = null, toldWrong = '', changed = () => {};

const modeOf = (f) => (f.mode === 'error' ? MODES.find(([, , m]) => m.mode === 'error' && m.fail_code === f.fail_code && m.fail_status === f.fail_status)
  : MODES.find(([name]) => name === f.mode))?.[0] || '';
const chosen = (pairs, value) => pairs.map(([v, text]) => { const o = el('option', { value: v }, text); o.selected = String(v) === String(value); return o; });

/** What is wrong at the moment, in words; empty: nothing. */
export function wrongs() {
  const list = [];
  if (faults && faults.mode !== 'ok') list.push(`Meta: ${(MODES.find(([name]) => name === modeOf(faults)) || [0, faults.mode])[1].toLowerCase()}`);
  if (faults?.delay_ms) list.push(`Meta menjawab ${faults.delay_ms / 1000} detik lebih lambat`);
  for (const [key, text] of SHARES) if (faults?.[key] > 0) list.push(text.toLowerCase());
  if (way.twice) list.push('pesan warga dikirim dua kali');
  if (way.swapped) list.push(isHeld() ? 'satu pesan ditahan sampai pesan berikutnya' : 'pesan warga bertukar urutan');
  if (way.offsetMinutes) list.push('jam warga bergeser');
  return list;
}

async function set(what) {
  try {
    faults = await ask('sim/faults', JSON.stringify(what));
    toldWrong = '';
  } catch (error) { toldWrong = `Tidak dapat diubah: ${error.message}`; }
  draw();
}

async function heal() {
  Object.assign(way, { twice: false, swapped: false });
  await release().catch(() => {});
  await set({ mode: 'ok', fail_code: 0, fail_status: 0, delay_ms: 0, duplicate: 0, status_first: 0, drop: 0 });
}

function draw() {
  const held = document.activeElement?.id;
  const mode = el('select', { id: 'fault-mode', on: { change: (e) => set(MODES.find(([name]) => name === e.target.value)[2]) } },
    chosen([...MODES, ...(modeOf(faults) ? [] : [['', faults.mode]])], modeOf(faults)));
  const delay = el('select', { id: 'fault-delay', on: { change: (e) => set({ delay_ms: Number(e.target.value) }) } },
    chosen(DELAYS.some(([ms]) => ms === faults.delay_ms) ? DELAYS : [...DELAYS, [faults.delay_ms, `${faults.delay_ms} ms`]], faults.delay_ms));
  put(byId('troubles'), el('h2', { id: 'troubles-title' }, 'Gangguan'),
    labelled('Meta, saat kanda mengirim', mode), labelled('Jawaban Meta lambat', delay),
    SHARES.map(([key, text]) => tick(text, faults[key] > 0, (on) => set({ [key]: on ? 1 : 0 }))),
    tick('Pesan warga sampai dua kali', way.twice, (on) => { way.twice = on; changed(); }),
    tick('Pesan warga bertukar urutan', way.swapped, async (on) => { way.swapped = on; if (!on) await release().catch(() => {}); changed(); }),
    toldWrong ? el('p', { class: 'wrong', role: 'alert' }, toldWrong) : null,
    button('Semua normal lagi', heal));
  if (held?.startsWith('fault-')) byId(held)?.focus();
  changed();
}

const LEAPS = [['Satu jam kemudian', 3600], ['Besok', 86400], ['Tiga hari kemudian', 3 * 86400], ['Dua minggu kemudian', 14 * 86400]];

/* Both programs look at their clock file every second or two; what was written before they did would
 * come from the past. */
const READ_MS = 1500, READS = 10;
const nap = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
async function leap(seconds, note, choices) {
  for (const choice of choices.children) choice.disabled = true;
  note.textContent = 'Waktu sedang dimajukan …';
  try {
    const there = now() + seconds * 1000;
    const { offset_s: offset } = await askTime({ forward_s: seconds });
    for (let i = 0; i === 0 || (now() < there && i < READS); i++) {
      await nap(READ_MS);
      await askTime();
    }
    if (now() < there) throw new Error('jamnya tidak dibaca');
    note.textContent = `Waktu sudah dimajukan; seluruhnya ${Math.round(offset / 3600)} jam.`;
  } catch (error) { note.textContent = `Waktu tidak berubah: ${error.message}`; }
  for (const choice of choices.children) choice.disabled = false;
}

function drawClock(movable) {
  const here = el('p', { class: 'soft' }), there = el('p', { class: 'soft' }), note = el('p', { role: 'status', class: 'soft' });
  const at = (ms) => `${fullDate(ms)}, ${exactTime(ms)} WIB`;
  const show = () => {
    here.textContent = `Di server: ${at(now())}`;
    there.textContent = `Di telepon warga: ${at(now() + way.offsetMinutes * 60000)}`;
  };
  const leaps = el('div', { class: 'choices' });
  add(leaps, LEAPS.map(([name, seconds]) => button(name, () => leap(seconds, note, leaps))));
  const select = el('select', { on: { change: (e) => { way.offsetMinutes = Number(e.target.value); show(); changed(); } } }, chosen(OFFSETS, way.offsetMinutes));
  put(byId('clock'), el('h2', { id: 'clock-title' }, 'Waktu'), here,
    movable ? leaps : null,
    el('p', { class: 'hint' }, movable ? 'Jam kedua program dimajukan, tidak dapat mundur: tenggat, pengingat, dan jendela 24 jam ikut. Petugas di meja kerja perlu masuk lagi.'
      : 'Jam server tidak dapat dimajukan di sini; pada “make demo” dapat.'), note,
    labelled('Jam di telepon warga', select, 'Hanya cap waktu pesan warga yang bergeser.'), there);
  show();
  setInterval(show, 1000);
}

export async function start(onChange) {
  changed = onChange;
  drawClock((await askTime()).movable);
  faults = await ask('sim/faults');
  draw();
}
