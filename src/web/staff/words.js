// words.js - what people read: labels, days, sentences for errors. Codes stay codes elsewhere.

export const STATUS = {
  received: 'Diterima', verified: 'Diverifikasi', assigned: 'Didisposisikan', in_progress: 'Ditindaklanjuti',
  awaiting_reporter: 'Menunggu pelapor', resolved: 'Selesai, menunggu kata pelapor', closed: 'Ditutup',
};
export const STATUS_SHORT = { ...STATUS, resolved: 'Selesai' };
export const OUTCOME = {
  solved: 'Tuntas', partly_solved: 'Tuntas sebagian', not_actionable: 'Tidak dapat ditindaklanjuti',
  referred: 'Diteruskan ke instansi lain', merged: 'Digabung', cancelled: 'Dibatalkan',
  unanswered: 'Tanpa jawaban pelapor', rejected: 'Ditolak',
};
export const KIND = {
  complaint: 'Pengaduan', aspiration: 'Kritik dan saran', information: 'Permintaan informasi',
  consultation: 'Konsultasi', whistleblowing: 'Pelaporan pelanggaran (WBS)',
};
export const PRIORITY = { normal: 'Biasa', high: 'Penting', urgent: 'Mendesak' };
export const ROLE = {
  admin: 'Admin', operator: 'Operator meja', officer: 'Petugas unit', supervisor: 'Pimpinan', auditor: 'Auditor',
};
export const SOURCE = { whatsapp: 'WhatsApp', phone: 'Telepon', desk: 'Datang langsung', social_media: 'Media sosial', letter: 'Surat', sp4n: 'SP4N-LAPOR', other: 'Lainnya' };
export const CHANNEL = { whatsapp: 'WhatsApp', staff: 'Dicatat petugas' };
export const OUTBOX = {
  pending: 'Menunggu giliran', leased: 'Sedang dikirim', unsure: 'Belum pasti terkirim', accepted: 'Diterima WhatsApp',
  sent: 'Terkirim', delivered: 'Sampai di ponsel', read: 'Sudah dibaca', played: 'Sudah diputar', failed: 'Gagal',
  waiting: 'Menunggu pelapor menulis atau template disetujui', merged: 'Terkirim bersama pesan lain',
  withdrawn: 'Tidak dikirim: sudah tidak berlaku',
};

const zone = { timeZone: 'Asia/Jakarta' };
const dayLong = new Intl.DateTimeFormat('id-ID', { ...zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const dayShort = new Intl.DateTimeFormat('id-ID', { ...zone, day: 'numeric', month: 'short' });
const dayYear = new Intl.DateTimeFormat('id-ID', { ...zone, day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat('id-ID', { ...zone, hour: '2-digit', minute: '2-digit', hour12: false });
const isoDay = new Intl.DateTimeFormat('en-CA', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' });

export const longDay = (t) => dayLong.format(new Date(t));
export const hour = (t) => clock.format(new Date(t)).replace(':', '.');
export const shortDay = (t) => (isoDay.format(new Date(t)).slice(0, 4) === isoDay.format(new Date()).slice(0, 4)
  ? dayShort : dayYear).format(new Date(t));
export const moment = (t) => `${shortDay(t)}, ${hour(t)}`;
/** "2026-12-04", the day in the regency. */
export const dayOf = (t) => isoDay.format(new Date(t));
export const daysBetween = (from, to) => Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86400000);

/** "3 hari lagi", "hari ini", "terlambat 2 hari" - calendar days, as people count. */
export function untilWords(due, now = Date.now()) {
  const days = daysBetween(now, due);
  if (Date.parse(due) < now) return days === 0 ? 'lewat hari ini' : `terlambat ${-days} hari`;
  return days === 0 ? 'hari ini' : days === 1 ? 'besok' : `${days} hari lagi`;
}
export function agoWords(t, now = Date.now()) {
  const minutes = Math.floor((now - Date.parse(t)) / 60000);
  if (minutes < 1) return 'baru saja';
  if (minutes < 60) return `${minutes} menit lalu`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} jam lalu`;
  const days = daysBetween(t, now);
  return days <= 1 ? 'kemarin' : `${days} hari lalu`;
}

/** "staff:rina" -> "rina"; the reporter and the program by their role. */
export function actorWords(actor) {
  if (actor === 'reporter') return 'Pelapor';
  if (actor === 'system') return 'Sistem';
  if (actor === 'command') return 'Perintah di peladen';
  if (actor === 'app') return 'Petugas (aplikasi WhatsApp)';
  return actor.startsWith('staff:') ? actor.slice(6) : actor;
}

const PROBLEM = {
  offline: 'Tidak ada sambungan ke layanan. Yang Anda ketik tetap ada di sini; coba lagi sebentar.',
  busy: 'Layanan sedang ramai. Coba lagi sebentar.',
  unavailable: 'Layanan belum bisa mengerjakannya sekarang. Coba lagi nanti.',
  stopping: 'Layanan sedang dimulai ulang. Coba lagi sebentar.',
  forbidden: 'Peran Anda tidak boleh melakukan ini.',
  not_found: 'Tidak ada, atau bukan untuk Anda.',
  illegal_move: 'Langkah ini tidak bisa dilakukan pada keadaan laporan sekarang.',
  not_reachable: 'Pelapor tidak punya alamat WhatsApp. Hubungi lewat cara ia melapor.',
  window_closed: 'Pelapor terakhir menulis lebih dari 24 jam lalu, jadi WhatsApp belum mengizinkan pesan bebas. '
    + 'Pesan Anda tidak dikirim dan tetap ada di kotak ini.',
  conflict: 'Laporan ini berubah pada saat yang sama. Periksa, lalu coba lagi.',
  stale: 'Laporan ini sudah diubah orang lain.',
  too_large: 'Terlalu panjang.',
  wrong_credentials: 'Nama atau kata sandi salah.',
  too_many_attempts: 'Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi.',
  unauthorized: 'Sesi Anda sudah berakhir. Silakan masuk lagi.',
  idempotency_key_reused: 'Permintaan yang sama sudah dikirim dengan isi lain. Coba sekali lagi.',
  still_running: 'Permintaan yang sama masih dikerjakan. Coba lagi sebentar.',
  not_failed: 'Balasan ini tidak gagal, atau sudah ditangani orang lain.',
  overtaken: 'Laporannya sudah berubah, jadi isi balasan ini tidak benar lagi. Tulis balasan baru, lalu tandai ini sudah ditangani.',
  handed_over: 'Laporan ini sudah sekali dialihkan antarunit. Kembalikan ke meja layanan; petugas di sana yang memutuskan unitnya.',
  already_done: 'Ini sudah dilakukan. Jawabannya hanya ditampilkan sekali.',
  confidential: 'Laporan rahasia tidak pernah diumumkan.',
  no_summary: 'Belum ada ringkasan.',
  csrf: 'Halaman ini terbuka terlalu lama. Muat ulang halaman; yang Anda ketik tetap ada.',
  read_only_token: 'Akun ini hanya boleh membaca.',
  precondition_required: 'Laporan ini perlu dibaca ulang. Muat ulang halaman, lalu coba lagi.',
  attachment_waiting: 'Berkas sedang diambil dari WhatsApp. Coba lagi sebentar.',
  attachment_failed: 'Berkas tidak bisa diambil dari WhatsApp. Minta pelapor mengirimnya lagi.',
  attachment_expired: 'WhatsApp sudah menghapus berkas ini. Minta pelapor mengirimnya lagi.',
  answer_too_large: 'Terlalu banyak sekaligus. Persempit pilihannya.',
  too_many_streams: 'Terlalu banyak halaman terbuka. Tutup sebagian, lalu coba lagi.',
  unsupported_media_type: 'Berkas ini bukan foto atau PDF.',
  last_admin: 'Harus ada setidaknya satu admin yang aktif.',
  internal: 'Ada yang salah di dalam program; kejadiannya sudah dicatat.',
};
/** Members of a body as the forms name them. */
const FIELD = {
  actor: 'Siapa', approved: 'Persetujuan', attachment: 'Berkas', body: 'Isi', category: 'Hal', contact: 'Cara menghubunginya', copied: 'Tembusan', copy: 'Tembusan', cursor: 'Halaman', date: 'Tanggal',
  department: 'Unit', disabled: 'Keadaan akun', district: 'Kecamatan', due_before: 'Tenggat', enabled: 'Keadaan sambungan', events: 'Kejadian', expires: 'Masa berlaku', expires_days: 'Masa berlaku', file: 'Berkas',
  format: 'Bentuk berkas', from: 'Tanggal awal', into: 'Laporan tujuan', kind: 'Jenis', label: 'Nama token', limit: 'Jumlah', mail: 'Surel', message: 'Pesan', month: 'Bulan', name: 'Nama', note: 'Catatan', number: 'Nomor',
  outcome: 'Hasil', overdue: 'Lewat tenggat', password: 'Kata sandi', phone: 'Nomor telepon', place: 'Tempat', priority: 'Prioritas', proof: 'Bukti', query: 'Saringan', queue: 'Antrean', reason: 'Alasan', referred_to: 'Instansi luar', role: 'Peran',
  rung: 'Jenjang', scope: 'Hak token', sort: 'Urutan', source: 'Lewat', state: 'Keadaan', status: 'Status', text: 'Isi', ticket: 'Nomor laporan', tickets: 'Laporan', to: 'Langkah', type: 'Kejadian', url: 'Alamat',
  username: 'Nama', version: 'Versi', village: 'Desa', weeks: 'Minggu', by: 'Rincian',
};
/** What the service says of a value, to programs and in English, in the words of the forms: the first that fits. */
const INVALID = [
  [/^date: (\d{4}-\d\d-\d\d) is no working day; the next one is (\S+)\.$/, (m) => `${longDay(m[1])} bukan hari kerja. Hari kerja berikutnya ${longDay(m[2])}.`],
  [/^date: /, () => 'Tanggal: hari kerja setelah hari ini, paling jauh 60 hari kerja.'],
  [/^(\w+): at most (\d+) (?:characters|bytes)/, (m) => `${FIELD[m[1]] || 'Isian'} paling banyak ${m[2]} huruf.`],
  [/^(\w+) is needed/, (m) => `${FIELD[m[1]] || 'Isian'} perlu diisi.`],
  [/^phone: /, () => 'Nomor telepon: 8 sampai 15 angka, misalnya 0812-0000-0001.'],
  [/^mail: /, () => 'Surel: satu alamat, misalnya nama@contoh.go.id.'],
  [/^give a phone, a mail or both/, () => 'Isi nomor WhatsApp, surel, atau keduanya.'],
  [/^text: holds what looks like/, () => 'Di dalamnya ada yang tampak seperti nomor telepon atau NIK. Hapus dulu, karena semua orang akan membacanya.'],
  [/^into: there is no open/, () => 'Laporan tujuan: tidak ada laporan terbuka dengan nomor itu.'],
  [/^into: /, () => 'Laporan tujuan: nomor laporan, misalnya LK26-00042-7.'],
  [/^department: an external body/, () => 'Itu instansi luar. Tutup laporan dengan “Teruskan ke instansi lain”.'],
  [/^department: reports in confidence/, () => 'Laporan pelanggaran (WBS) tetap di Inspektorat.'],
  [/^department: an officer needs one/, () => 'Petugas unit perlu unit.'],
  [/^department: for officers only/, () => 'Unit hanya untuk petugas unit.'],
  [/^copy: reports in confidence/, () => 'Laporan pelanggaran (WBS) tidak ditembuskan.'],
  [/^copy: /, () => 'Tembusan: kantor kecamatan yang bukan penanggung jawab laporan ini.'],
  [/^contact must be one line/, () => 'Cara menghubunginya: satu baris saja.'],
  [/^proof: /, () => 'Bukti: berkas dari petugas, atau yang masuk setelah pekerjaan dimulai.'],
  [/^attachment: /, () => 'Berkas: unggah dulu di laporan ini, lalu kirim.'],
  [/^WhatsApp takes photos/, () => 'Foto untuk WhatsApp paling besar 5 MB.'],
  [/^WhatsApp takes documents/, () => 'Dokumen untuk WhatsApp paling besar 100 MB.'],
  [/^WhatsApp takes/, () => 'WhatsApp hanya menerima JPEG, PNG, dan PDF.'],
  [/^village: lies in another/, () => 'Desa itu ada di kecamatan lain.'],
  [/^from must (?:be|not be)/, () => 'Tanggal awal harus sebelum tanggal akhir.'],
  [/^queue: failed_replies/, () => 'Antrean balasan gagal tidak dapat disaring lagi.'],
  [/^Give at least one member/, () => 'Belum ada yang diubah.'],
  [/^name: 1 to 64/, () => 'Nama akun: 1 sampai 64 huruf, angka, titik, tanda hubung, atau garis bawah.'],
  [/^name: 1 to 60/, () => 'Nama: 1 sampai 60 huruf.'],
  [/^name and password/, () => 'Nama dan kata sandi perlu diisi.'],
  [/^password: (\d+) to (\d+)/, (m) => `Kata sandi: ${m[1]} sampai ${m[2]} huruf.`],
  [/^expires(?:_days)?: 1 to (\d+)/, (m) => `Masa berlaku: 1 sampai ${m[1]} hari.`],
  [/^url: /, () => 'Alamat: https://…, paling banyak 500 huruf; http hanya untuk mesin ini sendiri.'],
];
function invalidWords(detail) {
  for (const [sentence, words] of INVALID) {
    const hit = sentence.exec(detail);
    if (hit) return words(hit);
  }
  const field = FIELD[/^\w+/.exec(detail)?.[0]];
  return field ? `${field} belum benar.` : 'Ada isian yang belum benar.';
}

/** Reasons of our own for a reply that did not go (store/outbox_gate.c, outbox_store.c); Meta's are shown as Meta gives them. */
const REASON = {
  'the 24-hour window is closed': 'Jendela 24 jam sudah tutup.', 'its template is not approved': 'Templatenya belum disetujui Meta.', 'a reaction, and the 24-hour window is closed': 'Reaksi tidak dikirim setelah jendela 24 jam tutup.',
  'overtaken by later news': 'Sudah ada kabar yang lebih baru.', 'WhatsApp cannot reach this person: not tried for half a day, or until they write': 'Tidak dicoba dulu selama setengah hari, karena pesan sebelumnya juga tidak bisa diantar.',
  'Meta\'s limit of people written to in a day is reached': 'Batas jumlah orang yang boleh disapa dalam sehari sudah penuh; dikirim begitu ada tempat.', 'Meta restricts what we write first': 'Meta sedang membatasi pesan yang kami mulai.',
  'answered together with what came after it': 'Dijawab bersama pesan sesudahnya.',
  'its words cannot be read any more': 'Isi pesan ini rusak dan tidak bisa dibaca lagi.', 'its outcome could not be stored': 'Hasil pengirimannya tidak bisa dicatat.',
  'sent, but WhatsApp never reported on it': 'Dikirim, tetapi WhatsApp tidak pernah mengabarkan hasilnya.', 'the program stopped while this was being sent': 'Program berhenti ketika pesan ini dikirim.',
};
export const ownReason = (text) => REASON[text] || null;

/** What a trouble is about, by the beginning of its cause (domain/alarm.h, domain/account_news.h). */
const ALARM = {
  sending: 'Pengiriman pesan', disk: 'Ruang penyimpanan', quarantine: 'Kiriman yang tidak terbaca', 'outbox.failed': 'Balasan yang gagal', 'staff.notice': 'Pemberitahuan kepada petugas', holidays: 'Hari libur', audit: 'Jejak audit', cost: 'Biaya pesan',
  hook: 'Sambungan ke sistem lain', template_text: 'Isi template', template_quality: 'Mutu template', template_category: 'Kategori template', template: 'Template', account: 'Akun WhatsApp', number: 'Nomor WhatsApp', alert: 'Peringatan Meta', meta: 'Kabar dari Meta',
};
export const alarmWords = (cause) => ALARM[Object.keys(ALARM).find((c) => cause === c || cause.startsWith(`${c}.`))] || 'Gangguan lain';

/** A sentence for a Problem; what the service said stands there only where a code is new to this page. */
export function problemWords(problem) {
  if (problem.code === 'too_many_attempts' && problem.retryAfter)
    return `Terlalu banyak percobaan. Coba lagi setelah ${waitWords(problem.retryAfter)}.`;
  if (problem.code === 'invalid_value') return invalidWords(problem.detail);
  return PROBLEM[problem.code] || problem.detail || 'Ada yang tidak berjalan. Coba lagi.';
}
const waitWords = (s) => (s < 90 ? `${s} detik` : `${Math.ceil(s / 60)} menit`);

export const count = (n) => new Intl.NumberFormat('id-ID').format(n);
/** Whole units of the currency: a message costs hundreds of rupiah. */
export const money = (n, currency, notation) => new Intl.NumberFormat('id-ID', { style: 'currency', currency, notation, maximumFractionDigits: 0 }).format(n);
