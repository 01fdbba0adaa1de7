// console_pages.test.js - the console without a mouse, its lists and filters, what each role is
// offered, and every page in both schemes.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { begin, close, launch, look, NARROW, open, WIDE } from './browser.js';
import { citizen, idOf, PASSWORD, Town, until } from './town.js';

let town, browser;
const who = {}, numbers = [];
const TEXTS = ['Lampu jalan mati di desa Sebaung kecamatan Gending', 'Jalan berlubang di desa Wonokerto, tadi pagi ada motor jatuh',
  'Sampah menumpuk di pasar Dringu', 'Banjir di desa Kalirejo Dringu, air masuk rumah', 'Mau tanya syarat membuat KTP yang hilang',
  'Puskesmas Paiton antre lama sekali', 'Bantuan PKH saya belum cair', 'Pupuk langka di Krucil'];

before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=30\n', { map: true });
  browser = await launch();
  Object.assign(who, { rina: town.staff('rina', 'operator'), budi: town.staff('budi', 'officer', 'DISHUB'), tono: town.staff('tono', 'supervisor'),
    adi: town.staff('adi', 'admin'), audi: town.staff('audi', 'auditor') });
  for (const text of TEXTS) numbers.push(await town.reports(citizen('Warga contoh'), text));
});
after(async () => {
  await browser?.close();
  await town?.close();
});

async function signIn(page, name) {
  await page.goto(`${town.url}/staff/`);
  await page.getByLabel('Nama akun').and(page.locator(':focus')).waitFor(); // the first field has the focus
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#main h1').waitFor();
}
const focusedNumber = (page) => page.evaluate(() => document.activeElement.closest('.entry')?.dataset.number);

test('everything by keyboard: sign in, walk the list, choose, assign at once, open, reply', async () => {
  const page = await open(browser);
  await signIn(page, 'rina');
  await page.goto(`${town.url}/staff/laporan?status=received&sort=created_at`);
  await page.locator('.entry').first().waitFor();
  await page.keyboard.press('j');
  assert.equal(await focusedNumber(page), numbers[0]);
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  assert.equal(await focusedNumber(page), numbers[1]);
  const bulk = page.getByRole('region', { name: 'Laporan yang dipilih' });
  await bulk.getByText('2 dipilih').waitFor();
  await look(page, 'dipilih');
  await bulk.getByRole('button', { name: 'Disposisikan' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Disposisi: 2 laporan.').waitFor();
  await page.locator('main').getByText('6 laporan', { exact: true }).waitFor(); // the list was read anew, and holds rows again
  for (const [number, unit] of [[numbers[0], 'DISHUB'], [numbers[1], 'PUPR']]) {
    const t = await town.api(who.rina, `tickets/${number}`);
    assert.deepEqual([t.status, t.department.code], ['assigned', unit]);
  }
  await page.keyboard.press('Escape');
  await page.locator('body').evaluate(() => document.activeElement.blur());
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: numbers[2] }).waitFor();
  await page.getByText('1 dari 6').waitFor();
  await page.keyboard.press('j');
  await page.getByRole('heading', { level: 1, name: numbers[3] }).waitFor();
  await page.getByLabel('Balasan untuk pelapor').waitFor();
  await page.keyboard.press('b');
  await page.keyboard.type('Tim BPBD menuju lokasi? Kabari kami.');
  assert.equal(await page.getByLabel('Balasan untuk pelapor').inputValue(), 'Tim BPBD menuju lokasi? Kabari kami.', 'keys do nothing while one types');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Balasan dikirim.').waitFor();
  await page.locator('body').evaluate(() => document.activeElement.blur());
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Pintasan papan tik' });
  await look(page, 'pintasan');
  await help.getByLabel('Pintasan satu huruf menyala').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await page.getByRole('heading', { level: 1, name: numbers[3] }).waitFor();
  await close(page);
});

test('eighty tickets by keyboard: beyond the first page, back to the row that was left, all of them at once', async () => {
  for (let i = 1; i <= 75; i++) await town.api(who.rina, 'tickets', { text: `Lampu taman nomor ${i} padam`, category: 'street_light', place: '35.13.18', source: 'desk' });
  const page = await open(browser);
  await signIn(page, 'rina');
  await page.goto(`${town.url}/staff/laporan?queue=new&sort=created_at`);
  await page.getByText('50 laporan pertama').waitFor();
  const listed = () => page.locator('main .entry').evaluateAll((rows) => rows.map((row) => row.dataset.number));
  const first = await listed();
  await page.locator('main .entry').nth(49).locator('a').focus();
  await page.keyboard.press('j'); // behind the last row the next page comes
  await until('the next page', async () => (await listed()).length > 50);
  const both = await listed();
  assert.deepEqual(both.slice(0, 50), first);
  await until('its first row', async () => await focusedNumber(page) === both[50]);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Laporan dalam daftar' }).waitFor(); // it comes with the keys; the heading stands before the ticket was read
  await page.getByRole('heading', { level: 1, name: both[50] }).waitFor();
  await page.keyboard.press('u');
  await until('the row that was left', async () => await focusedNumber(page) === both[50]);
  await page.goto(`${town.url}/staff/laporan?queue=new&sort=created_at`);
  await page.locator('main .entry').nth(49).locator('a').click();
  await page.getByText('50 dari 50+').waitFor();
  await page.keyboard.press('j');
  await page.getByRole('heading', { level: 1, name: both[50] }).waitFor();
  await page.goto(`${town.url}/staff/laporan?queue=new&q=taman`);
  await page.getByText('50 laporan pertama').waitFor();
  await page.keyboard.press('a');
  await page.getByText('50 dipilih').waitFor();
  await page.getByRole('button', { name: 'Verifikasi' }).click();
  await page.getByText('Verifikasi: 50 laporan.').waitFor();
  await page.getByText('25 laporan', { exact: true }).waitFor();
  await close(page);
});

test('filters stand in the address, and the way back brings them again', async () => {
  const page = await open(browser);
  await signIn(page, 'rina');
  await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Semua laporan' }).click();
  await page.getByLabel('Cari', { exact: true }).fill('pupuk langka');
  await page.keyboard.press('Enter');
  await page.getByText('1 laporan', { exact: true }).waitFor();
  assert.match(page.url(), /\?q=pupuk\+langka$/);
  await page.getByLabel('Status').selectOption('closed');
  await page.getByText('Tidak ada laporan yang cocok').waitFor();
  await look(page, 'tidak-cocok');
  await page.goBack();
  await page.getByText('1 laporan', { exact: true }).waitFor();
  assert.equal(await page.getByLabel('Status').inputValue(), '');
  await page.getByLabel('Cari', { exact: true }).fill(numbers[4].toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: new RegExp(numbers[4]) }).waitFor();
  await close(page);
});

test('a new report reaches an open list of queues, a change an open ticket', async () => {
  const page = await open(browser);
  await page.clock.install();
  await signIn(page, 'rina');
  const queue = page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: /^Baru/ });
  const shown = async () => Number(/\d+/.exec(await queue.textContent())?.[0] || 0);
  const before = await until('a count', shown);
  await town.reports(citizen('Warga baru'), 'Pohon tumbang di jalan desa Maron');
  await page.clock.fastForward(31000);
  await until('one more', async () => await shown() === before + 1);
  await page.goto(`${town.url}/staff/laporan?status=received`);
  await page.locator('main .entry').first().waitFor();
  const latest = await town.reports(citizen('Warga baru lagi'), 'Pohon tumbang di jalan desa Maron Wetan');
  await page.clock.fastForward(31000);
  await page.getByRole('button', { name: 'Ada laporan baru' }).click();
  await page.getByRole('link', { name: new RegExp(latest) }).waitFor();
  await page.goto(`${town.url}/staff/laporan/${numbers[5]}`);
  await page.getByLabel('Balasan untuk pelapor').fill('sedang mengetik');
  await town.api(who.adi, `tickets/${numbers[5]}/notes`, { text: 'dari meja sebelah' });
  await page.clock.fastForward(16000);
  await page.getByRole('region', { name: 'Riwayat' }).getByText('dari meja sebelah').waitFor();
  assert.equal(await page.getByLabel('Balasan untuk pelapor').inputValue(), 'sedang mengetik');
  await close(page);
});

test('a report by telephone is entered in one form', async () => {
  for (const width of [NARROW, WIDE]) {
    const page = await open(browser, { width });
    await begin(page, town.url, 'rina');
    await page.goto(`${town.url}/staff/laporan/baru`);
    await page.getByLabel('Isi laporan').fill('Pipa air bocor di depan balai desa');
    await page.getByLabel('Tempat').fill('Sebaung, Kec. Gending');
    await page.getByLabel('Hal', { exact: true }).selectOption('street_light');
    await look(page, 'catat');
    await page.getByRole('button', { name: 'Catat laporan' }).click();
    await page.getByText('Dicatat petugas:').waitFor();
    // The desk speaks for who came by telephone.
    await page.getByText('Tutup laporan').click();
    await page.getByRole('button', { name: 'Batalkan' }).first().waitFor();
    await close(page);
  }
});

test('a reply that failed is in sight, with its reason', async () => {
  await town.faults({ fail_rate: 1, fail_status: 400, fail_code: 131026 });
  await town.says(citizen('Warga yang mengganti nomor'), { text: 'Lampu jalan mati di desa Paiton' });
  await until('it failed', async () => (await town.api(who.adi, 'outbox?state=failed')).items.length === 1);
  await town.faults({ fail_rate: 0 });
  for (const width of [NARROW, WIDE]) {
    const page = await open(browser, { width });
    await begin(page, town.url, 'tono');
    await page.goto(`${town.url}/staff/balasan`);
    await page.getByText('kode Meta 131026').waitFor();
    await look(page, 'balasan-gagal');
    await close(page);
  }
});

test('a reply that failed is marked as handled, another is sent again', async () => {
  await town.faults({ fail_rate: 1, fail_status: 400, fail_code: 131026 });
  await town.says(citizen('Warga lain yang mengganti nomor'), { text: 'Sampah menumpuk di desa Leces' });
  await until('two failed', async () => (await town.api(who.adi, 'outbox?state=failed')).items.length === 2);
  await town.faults({ fail_rate: 0 });
  const page = await open(browser, { width: NARROW });
  await begin(page, town.url, 'rina');
  await page.goto(`${town.url}/staff/balasan`);
  const rows = page.locator('.message-row');
  await rows.nth(1).waitFor();
  const first = rows.nth(0), second = rows.nth(1);
  await first.getByText('Sudah ditangani …').click();
  await first.getByRole('button', { name: 'Tandai sudah ditangani' }).click();
  await first.getByText('Tulis dulu bagaimana balasan ini ditangani.').waitFor();
  await look(page, 'balasan-ditangani');
  await first.getByLabel('Bagaimana ditangani').fill('Sudah ditelepon.');
  await first.getByRole('button', { name: 'Tandai sudah ditangani' }).click();
  await first.getByText('Ditandai sudah ditangani.').waitFor();
  await second.getByRole('button', { name: 'Kirim lagi' }).click();
  await second.getByText('Dikirim lagi.').waitFor();
  await until('nothing failed waits', async () => (await town.api(who.adi, 'outbox?state=failed')).items.length === 0);
  await page.goto(`${town.url}/staff/balasan?state=`);
  await page.getByText('Sudah ditelepon.').waitFor();
  await page.getByText('Dikirim lagi oleh rina').waitFor();
  await look(page, 'balasan-semua');
  await close(page);
  // Whoever only reads has no buttons; a click on an old page says why nothing was done.
  const reader = await open(browser, { width: WIDE });
  await begin(reader, town.url, 'tono');
  await reader.goto(`${town.url}/staff/balasan?state=`);
  await reader.getByText('Sudah ditelepon.').waitFor();
  assert.equal(await reader.getByRole('button', { name: 'Kirim lagi' }).count(), 0);
  await close(reader);
});

test('an admin opens an account, changes it, and closes it', async () => {
  for (const width of [NARROW, WIDE]) {
    const page = await open(browser, { width }), name = `peni-${width}`;
    await begin(page, town.url, 'adi');
    await page.goto(`${town.url}/staff/akun`);
    await page.getByText('Buka akun baru').click();
    const form = page.locator('details.panel');
    await form.getByLabel('Nama akun').fill(name);
    await form.getByLabel('Unit').selectOption('PUPR');
    await form.getByLabel('Kata sandi').fill('pendek');
    await form.getByRole('button', { name: 'Buka akun' }).click();
    await form.getByText('Kata sandi sedikitnya 10 huruf.').waitFor();
    await look(page, 'akun-baru');
    await form.getByLabel('Kata sandi').fill(PASSWORD);
    await form.getByRole('button', { name: 'Buka akun' }).click();
    const row = page.getByRole('listitem').filter({ has: page.locator('.account-head', { hasText: name }) });
    await row.getByText('Ubah …').click();
    await look(page, 'akun-ubah');
    await row.getByRole('button', { name: 'Nonaktifkan' }).click();
    await row.getByText('Nonaktif', { exact: true }).waitFor();
    const shut = await fetch(`${town.url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password: PASSWORD }) });
    assert.equal(shut.status, 401);
    await close(page);
  }
});

test('a summary is written, approved by the desk, read by everybody, and taken back', async () => {
  for (const width of [NARROW, WIDE]) {
    const number = await town.reports(citizen('Warga lampu'), `Lampu jalan mati di desa Brani Kulon Maraon ${width} desa Sebaung Gending`), text = `Lampu <b>${width}</b> sudah menyala lagi.`;
    await town.api(who.rina, `tickets/${number}/assignments`, { department: 'DISHUB' });
    const officer = await open(browser, { width }), clerk = await open(browser, { width });
    await begin(officer, town.url, 'budi');
    await officer.goto(`${town.url}/staff/laporan/${number}`);
    const told = (page) => page.getByRole('region', { name: 'Ringkasan untuk umum' });
    await told(officer).getByText('Tulis ringkasan …').click();
    await told(officer).getByLabel('Ringkasan untuk umum').fill('Hubungi 0812-3456-7890');
    await told(officer).getByRole('button', { name: 'Simpan sebagai rancangan' }).click();
    await told(officer).getByText('seperti nomor telepon atau NIK').waitFor();
    await told(officer).getByLabel('Ringkasan untuk umum').fill(text);
    await told(officer).getByRole('button', { name: 'Simpan sebagai rancangan' }).click();
    await told(officer).getByText('Rancangan', { exact: true }).waitFor();
    assert.equal(await told(officer).getByRole('button', { name: 'Setujui' }).count(), 0);
    await begin(clerk, town.url, 'rina');
    await clerk.goto(`${town.url}/staff/laporan/${number}`);
    const described = async () => (await (await fetch(`${town.url}/open311/v2/requests/${number}.json`)).json())[0].description;
    assert.notEqual(await described(), text);
    await told(clerk).getByRole('button', { name: 'Setujui dan terbitkan' }).click();
    await told(clerk).getByText('Terbit', { exact: true }).waitFor();
    assert.equal(await described(), text);
    await look(clerk, 'ringkasan');
    await told(clerk).getByRole('button', { name: 'Tarik dari umum' }).click();
    await told(clerk).getByText('Rancangan', { exact: true }).waitFor();
    assert.notEqual(await described(), text);
    await clerk.getByRole('region', { name: 'Riwayat' }).getByText('menarik ringkasan dari umum').waitFor();
    await close(officer);
    await close(clerk);
  }
});

test('what citizens send besides words: a voice that can be played, a pin on a map; and who reported the same', async () => {
  const first = await town.reports(citizen('Warga satu'), 'Sampah menumpuk di desa Brani Kulon kecamatan Maron');
  const same = await town.reports(citizen('Warga dua'), 'Sampah menumpuk dan bau di desa Brani Kulon kecamatan Maron');
  const asri = citizen('Bu Asri');
  await town.says(asri, { location: { latitude: -7.79, longitude: 113.31 } });
  await town.says(asri, { image: {} });
  const number = await town.reports(asri, 'Sampah menumpuk di desa Wonokerto');
  await until('its file', async () => (await town.api(who.rina, `tickets/${number}`)).attachments.some((a) => a.state === 'stored'));
  // The simulator's citizens send photos; the file becomes a voice note as Meta would have named it.
  town.sql(`UPDATE attachment SET kind = 4, type = 'audio/ogg' WHERE id = (SELECT MAX(id) FROM attachment); UPDATE message SET type = 4 WHERE id = (SELECT MAX(message_id) FROM attachment)`);
  for (const [width, dark] of [[NARROW, true], [WIDE, false]]) {
    const page = await open(browser, { width, dark });
    await begin(page, town.url, 'rina');
    await page.goto(`${town.url}/staff/laporan/${number}`);
    await page.locator('.map[data-drawn]').first().waitFor();
    assert.ok(await page.locator('.map .map-pin').count() >= 1 && await page.locator('.map .map-name').count() >= 4);
    assert.equal(await page.locator('audio[controls]').getAttribute('aria-label'), 'Pesan suara dari pelapor');
    await look(page, 'laporan-pin');
    await page.goto(`${town.url}/staff/laporan/${same}`);
    await page.getByRole('region', { name: 'Laporan serupa' }).getByRole('link', { name: first }).waitFor();
    await look(page, 'laporan-serupa');
    await close(page);
  }
});

test('numbers: every chart has its table, the map leads to the list of a district', async () => {
  const page = await open(browser);
  await begin(page, town.url, 'adi');
  await page.goto(`${town.url}/staff/angka`);
  for (const title of ['Menurut minggu', 'Umur yang masih terbuka', 'Menurut bulan', 'Bagaimana berakhir', 'Menurut unit', 'Waktu jawaban dan penyelesaian', 'Menurut kecamatan', 'Peta kecamatan', 'Menurut hal', 'Kepuasan', 'Biaya pesan'])
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
  const charts = await page.locator('.chart-box canvas').count();
  assert.ok(charts >= 7);
  await until('every chart is drawn', async () => await page.locator('.chart-box canvas[data-drawn]').count() === charts);
  const numbers_ = await page.locator('.chart').evaluateAll((all) => all.filter((c) => c.querySelector('canvas') && !c.querySelector('table')).length);
  assert.equal(numbers_, 0);
  await page.locator('.map[data-drawn]').waitFor();
  assert.equal(await page.locator('path.map-step').count(), 24);
  await page.locator('path.map-step.step-5').first().click();
  await page.waitForURL(/\/staff\/laporan\?district=35\.13\./);
  await page.locator('main .entry').first().waitFor();
  await close(page);
});

test('what an office hands in: the evidence of a month, the register of requests for information', async () => {
  const page = await open(browser);
  await signIn(page, 'tono');
  const taken = async (link) => {
    const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };
  await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Angka' }).click();
  const files = page.getByRole('region', { name: 'Berkas untuk pelaporan' }), month = files.getByLabel('Bulan');
  const months = await month.locator('option').evaluateAll((all) => all.map((o) => o.value)), now = months.at(-1);
  assert.equal(await month.inputValue(), months[0], 'the newest that is over');
  assert.ok(months[0] < now && months.length === 13);
  await month.selectOption(now);
  const evidence = await taken(files.getByRole('link', { name: 'Unduh bukti bulanan (ZIP)' }));
  assert.equal(evidence.name, `bukti-${now}.zip`);
  for (const part of ['tiket.csv', 'laporan.html', 'SHA256SUMS']) assert.ok(evidence.bytes.includes(part), part);
  const register = await taken(files.getByRole('link', { name: 'Unduh register (CSV)' }));
  assert.match(register.name, /^register-informasi-/);
  assert.ok(register.bytes.includes('nomor_pendaftaran,'));
  await page.goto(`${town.url}/staff/laporan?kind=information&status=received`);
  await page.getByText('Saringan tersimpan, dan unduhan').click();
  const link = page.getByRole('link', { name: 'Unduh register PPID' });
  assert.match(await link.getAttribute('href'), /\/information\.csv\?status=received$/);
  assert.ok((await taken(link)).bytes.includes('nomor_pendaftaran,'));
  await page.goto(`${town.url}/staff/laporan?kind=information&q=ktp`); // the register knows no words
  await page.getByText('Saringan tersimpan, dan unduhan').click();
  await page.getByRole('link', { name: 'Unduh CSV', exact: true }).waitFor();
  assert.equal(await link.count(), 0);
  await close(page);
  const unit = await open(browser);
  await begin(unit, town.url, 'budi');
  await unit.goto(`${town.url}/staff/angka`);
  await unit.getByRole('link', { name: 'Unduh register (CSV)' }).waitFor();
  assert.equal(await unit.getByRole('link', { name: /Unduh bukti/ }).count(), 0, 'a unit has no evidence of the whole desk');
  await look(unit, 'angka-petugas');
  await close(unit);
});

test('people read words, not codes: months, troubles, what went wrong', async () => {
  const page = await open(browser);
  await signIn(page, 'rina');
  const from = (await page.locator('script[type=module]').getAttribute('src')).replace('main.js', '');
  const names = (codes) => page.evaluate(async ([at, list]) => (await import(`${at}months.js`)).monthNames(list), [from, codes]);
  assert.deepEqual(await names(['2025-12', '2026-01', '2026-02']), [['Des', '2025'], ['Jan', '2026'], 'Feb']);
  const since = (list, some) => page.evaluate(async ([at, codes, has]) => (await import(`${at}months.js`)).sinceFirst(codes, (c) => !has.includes(c)), [from, list, some]);
  assert.deepEqual(await since(['a', 'b', 'c', 'd', 'e'], ['b', 'd']), ['b', 'c', 'd', 'e'], 'what is empty in between stays');
  assert.deepEqual(await since(['a', 'b', 'c', 'd', 'e'], ['e']), ['c', 'd', 'e'], 'three at least');
  assert.deepEqual(await since(['a', 'b', 'c', 'd', 'e'], []), ['c', 'd', 'e']);
  // Every cause that the program raises has a name of its own; every problem of the API a sentence.
  const source = (file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const causes = [...source('include/domain/alarm.h').matchAll(/ALARM_CAUSE_\w+ +"([^"]+)"/g), ...source('src/domain/account_news.c').matchAll(/ALARM_\w+, \d+, "([^"]+)"/g)].map((m) => m[1].replace('%s', 'x'));
  assert.ok(causes.length > 10);
  for (const cause of [...causes, 'cost', 'hook.1', 'meta.131042', 'alert.x', 'template_text.x.id'])
    assert.notEqual(await page.evaluate(async ([at, c]) => (await import(`${at}words.js`)).alarmWords(c), [from, cause]), 'Gangguan lain', cause);
  const reasons = ['outbox_gate.c', 'outbox_store.c'].flatMap((file) => [...source(`src/store/${file}`).matchAll(/(?:\{ "|STR\(")([a-zA-Z][^"%]{15,})"/g)].map((m) => m[1]));
  assert.ok(reasons.length >= 5);
  for (const reason of reasons) assert.ok(await page.evaluate(async ([at, r]) => (await import(`${at}words.js`)).ownReason(r), [from, reason]), reason);
  const codes = JSON.parse(source('src/http/openapi.json')).components.schemas.Problem.properties.code.enum;
  const NEVER_SHOWN = ['bad_signature', 'invalid_cursor', 'invalid_limit', 'method_not_allowed', 'repeated_parameter', 'unknown_parameter']; // the console sends none of these
  for (const code of codes.filter((c) => !NEVER_SHOWN.includes(c)))
    assert.notEqual(await page.evaluate(async ([at, c]) => (await import(`${at}words.js`)).problemWords({ code: c, detail: 'English' }), [from, code]), 'English', code);
  // So has whatever the service says of a value: a sentence of its own, or the name of the field; never English.
  const files = [...['http', 'service'].flatMap((room) => readdirSync(new URL(`../../src/${room}/`, import.meta.url)).filter((f) => f.endsWith('.c')).map((f) => `src/${room}/${f}`)), 'src/domain/outbound.c'];
  const text = files.map((file) => source(file).replace(/\/\*[^]*?\*\//g, '').replace(/"\s*"/g, '')).join('\n');
  const told = ['reason is needed.', 'reason: at most 600 characters.', ...[...text.matchAll(/"([^"\\\n]*(?:\\.[^"\\\n]*)*)"/g)].map((m) => m[1])
    .filter((t) => /^(?:[a-z_]+: |[a-z_]+ (?:is needed|must|belongs|and )|WhatsApp takes|Give at|give a|The body )/.test(t)).map((t) => t.replace(/%\.10s/g, '2026-12-05').replace(/%zu|%d/g, '64'))];
  assert.ok(told.length > 120, `${told.length}`);
  const words = await page.evaluate(async ([at, list]) => { const { problemWords } = await import(`${at}words.js`); return list.map((detail) => problemWords({ code: 'invalid_value', detail })); }, [from, told]);
  told.forEach((t, i) => assert.ok(!words[i].includes(t) && !/\b(?:the|must|is|needed|undefined|characters|such)\b/.test(words[i]), `${t} -> ${words[i]}`));
  const says = Object.fromEntries(told.map((t, i) => [t, words[i]]));
  assert.equal(says['date: 2026-12-05 is no working day; the next one is 2026-12-05.'], 'Sabtu, 5 Desember 2026 bukan hari kerja. Hari kerja berikutnya Sabtu, 5 Desember 2026.');
  assert.equal(says['reason: at most 600 characters.'], 'Alasan paling banyak 600 huruf.');
  assert.equal(says['reason is needed.'], 'Alasan perlu diisi.');
  assert.equal(says['category: no category has this code.'], 'Hal belum benar.');
  await close(page);
});

test('every page, every width, light and dark, for every role', async () => {
  town.sql(`UPDATE ticket SET due_at = (unixepoch() - 259200) * 1000 WHERE id % 10000000 IN (2, 3)`);
  town.sql(`INSERT INTO alarm (cause, severity, text, since, last_at, cleared_at) VALUES ('disk', 2, 'Ruang cakram tinggal sedikit: 3 % bebas.', 1795000000000, 1795000000000, 1795003600000)`);
  const move = (who_, n, body) => town.api(who_, `tickets/${numbers[n]}/transitions`, body);
  await move(who.budi, 0, { to: 'awaiting_reporter', message: 'Di depan rumah nomor berapa?' });
  await move(who.adi, 6, { to: 'closed', outcome: 'not_actionable', reason: 'Bantuan diatur pusat; datanya sudah kami usulkan.' });
  await move(who.adi, 7, { to: 'closed', outcome: 'referred', department: 'PLN' });
  for (const width of [NARROW, WIDE]) {
    const strangers = await open(browser, { width });
    await strangers.goto(`${town.url}/staff/`);
    await strangers.getByRole('heading', { name: 'Masuk ke meja kerja' }).waitFor();
    await look(strangers, 'masuk');
    await close(strangers);
    const page = await open(browser, { width });
    await signIn(page, 'adi');
    await until('counts', async () => /\d/.test(await page.locator('.queue-number').first().textContent()));
    await page.locator('.entry').first().waitFor();
    await look(page, 'meja');
    for (const [path, name, ready] of [['/staff/laporan', 'daftar', '.entry'], ['/staff/laporan?status=closed&kind=consultation', 'daftar-kosong', '.state.empty'],
      [`/staff/laporan/${numbers[1]}`, 'laporan', '.ticket'], ['/staff/laporan/LK26-99999-9', 'laporan-tidak-ada', '.state.empty'], ['/staff/laporan/baru', 'catat-kosong', 'form'],
      ['/staff/balasan?state=', 'balasan', '.message-row'], ['/staff/jejak', 'jejak-admin', '.trail'], ['/staff/angka', 'angka', '.map[data-drawn]'], ['/staff/gangguan', 'gangguan', '.state.empty'], ['/staff/gangguan?state=', 'gangguan-semua', '.message-row'],
      ['/staff/biaya', 'biaya', '.tile'], ['/staff/tabel/unit', 'tabel-unit', '.message-row'], ['/staff/tabel/template', 'tabel-template', '.message-row'], ['/staff/tabel/libur', 'tabel-libur', '.days'], ['/staff/tabel/tenggat', 'tabel-tenggat', 'table'], ['/staff/tabel/entah', 'tabel-tidak-ada', '.state.empty'], ['/staff/akun', 'akun', '.account'], ['/staff/entah', 'tidak-ada', '.state.empty']]) {
      await page.goto(town.url + path);
      await page.locator(`main ${ready}`).first().waitFor();
      if (name === 'gangguan') await page.getByText(/WhatsApp: .*orang.*laju \d+ pesan per detik\./).waitFor();
      await look(page, name);
    }
    if (width === NARROW) {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('link', { name: 'Jejak audit' }).waitFor();
      await look(page, 'menu');
    }
    await close(page);
    for (const name of ['budi', 'tono']) {
      const reader = await open(browser, { width });
      await begin(reader, town.url, name);
      await reader.goto(`${town.url}/staff/laporan/${numbers[0]}`);
      await reader.locator('main .ticket').waitFor();
      if (name === 'tono') await reader.getByText('Peran Anda membaca saja.').waitFor();
      await look(reader, `laporan-${name === 'budi' ? 'petugas' : 'pimpinan'}`);
      await close(reader);
    }
  }
});

test('what the console offers is what the service allows, for every role and status', async () => {
  const desk = await town.api(who.rina, 'desk'), page = await open(browser);
  await signIn(page, 'rina');
  const module = (await page.locator('script[type=module]').getAttribute('src')).replace('main.js', 'moves.js');
  /** As the page's own module says it. */
  const offers = (ticket, { role }) => page.evaluate(async ([t, person, from]) => {
    const { mayAssign, movesFor } = await import(from);
    return { moves: movesFor(t, person).map((m) => `${m.to} ${m.outcome}`), assign: mayAssign(t, person) };
  }, [ticket, { role }, module]);
  const number = numbers[0], id = `id = ${idOf(number)}`;
  const other = numbers[5];
  const fields = { reason: 'Alasan contoh', message: 'Pesan contoh', into: other, department: desk.departments.find((d) => d.external).code };
  const statuses = ['received', 'verified', 'assigned', 'in_progress', 'awaiting_reporter', 'resolved', 'closed'];
  const set = (status, outcome, channel) => town.sql(`UPDATE ticket SET status = ${statuses.indexOf(status) + 1}, outcome = ${outcome}, channel = ${channel}, department = 'DISHUB', handed_from = NULL, referred_to = NULL, `
    + `merged_into = NULL, paused_since = ${status === 'awaiting_reporter' ? 'updated_at' : 'NULL'}, resume_status = NULL, closed_at = ${status === 'closed' ? 'updated_at' : 'NULL'} WHERE ${id}`);
  /** Each way once, whatever it starts from, with all that it may need. */
  const ways = [];
  for (const m of desk.moves.filter((one) => one.to !== 'assigned')) {
    const known = ways.find((w) => w.to === m.to && w.outcome === m.outcome);
    if (known) known.needs.push(...m.needs);
    else ways.push({ ...m, needs: [...m.needs] });
  }
  let offered = 0, refused = 0;
  for (const person of [who.rina, who.budi, who.tono]) for (const channel of [1, 2]) for (const status of statuses) {
    const outcome = status === 'closed' ? 1 : 0;
    set(status, outcome, channel);
    const asks = person === who.tono ? who.rina : person;
    const seen = await town.api(asks, `tickets/${number}`), may = await offers(seen, person), where = `${person.role} ${seen.channel} ${status}`;
    for (const move of ways) {
      const body = { to: move.to, ...(move.outcome ? { outcome: move.outcome } : {}) };
      for (const need of move.needs) body[need] = fields[need];
      const answer = await fetch(`${town.url}/api/v1/tickets/${number}/transitions`, { method: 'POST', body: JSON.stringify(body),
        headers: { Authorization: `Bearer ${person.token}`, 'Content-Type': 'application/json' } });
      const ok = may.moves.includes(`${move.to} ${move.outcome}`);
      assert.equal(answer.ok, ok, `${where} -> ${move.to} ${move.outcome || ''}: ${answer.status} ${await answer.text()}`);
      ok ? offered++ : refused++;
      if (answer.ok) set(status, outcome, channel);
    }
    const assigned = await fetch(`${town.url}/api/v1/tickets/${number}/assignments`, { method: 'POST', body: '{"department":"PUPR","note":"Alasan contoh"}',
      headers: { Authorization: `Bearer ${person.token}`, 'Content-Type': 'application/json' } });
    assert.equal(assigned.ok, may.assign, `${where} -> assigned: ${assigned.status}`);
  }
  assert.ok(offered > 60 && refused > 300, `${offered} offered, ${refused} refused`);
  set('assigned', 0, 1);
  await close(page);
});
