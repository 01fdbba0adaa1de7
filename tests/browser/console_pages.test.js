// console_pages.test.js - the console without a mouse, its lists and filters, what each role is
// offered, and every page in both schemes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, look, NARROW, open, WIDE } from './browser.js';
import { citizen, PASSWORD, Town, until } from './town.js';

let town, browser;
const who = {}, numbers = [];
const TEXTS = ['Lampu jalan mati di desa Sebaung kecamatan Gending', 'Jalan berlubang di desa Wonokerto, tadi pagi ada motor jatuh',
  'Sampah menumpuk di pasar Dringu', 'Banjir di desa Kalirejo Dringu, air masuk rumah', 'Mau tanya syarat membuat KTP yang hilang',
  'Puskesmas Paiton antre lama sekali', 'Bantuan PKH saya belum cair', 'Pupuk langka di Krucil'];

before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=0\n');
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
const focusedNumber = (page) => page.evaluate(() => document.activeElement.closest('.row')?.dataset.number);

test('everything by keyboard: sign in, walk the list, choose, assign at once, open, reply', async () => {
  const page = await open(browser);
  await signIn(page, 'rina');
  await page.goto(`${town.url}/staff/laporan?status=received&sort=created_at`);
  await page.locator('.row').first().waitFor();
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
    await signIn(page, 'rina');
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
    await signIn(page, 'tono');
    await page.goto(`${town.url}/staff/balasan`);
    await page.getByText('kode Meta 131026').waitFor();
    await look(page, 'balasan-gagal');
    await close(page);
  }
});

test('an admin opens an account, changes it, and closes it', async () => {
  for (const width of [NARROW, WIDE]) {
    const page = await open(browser, { width }), name = `peni-${width}`;
    await signIn(page, 'adi');
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

test('every page, every width, light and dark, for every role', async () => {
  town.sql(`UPDATE ticket SET due_at = (unixepoch() - 259200) * 1000 WHERE id % 10000000 IN (2, 3)`);
  const move = (who_, n, body) => town.api(who_, `tickets/${numbers[n]}/transitions`, body);
  await move(who.budi, 0, { to: 'awaiting_reporter', message: 'Di depan rumah nomor berapa?' });
  await move(who.adi, 6, { to: 'closed', outcome: 'not_actionable', reason: 'Bantuan diatur pusat; datanya sudah kami usulkan.' });
  await move(who.adi, 7, { to: 'closed', outcome: 'referred', department: 'PLN' });
  for (const [width, dark] of [[NARROW, false], [NARROW, true], [WIDE, false], [WIDE, true]]) {
    const strangers = await open(browser, { width, dark });
    await strangers.goto(`${town.url}/staff/`);
    await strangers.getByRole('heading', { name: 'Masuk ke meja kerja' }).waitFor();
    await look(strangers, 'masuk');
    await close(strangers);
    const page = await open(browser, { width, dark });
    await signIn(page, 'adi');
    await until('counts', async () => /\d/.test(await page.locator('.queue-number').first().textContent()));
    await page.locator('.row').first().waitFor();
    await look(page, 'meja');
    for (const [path, name, ready] of [['/staff/laporan', 'daftar', '.row'], ['/staff/laporan?status=closed&kind=consultation', 'daftar-kosong', '.state.empty'],
      [`/staff/laporan/${numbers[1]}`, 'laporan', '.ticket'], ['/staff/laporan/LK26-99999-9', 'laporan-tidak-ada', '.state.empty'], ['/staff/laporan/baru', 'catat-kosong', 'form'],
      ['/staff/balasan?state=', 'balasan', '.message-row'], ['/staff/jejak', 'jejak-admin', '.trail'], ['/staff/angka', 'angka', '.tile'], ['/staff/akun', 'akun', '.account'], ['/staff/entah', 'tidak-ada', '.state.empty']]) {
      await page.goto(town.url + path);
      await page.locator(`main ${ready}`).first().waitFor();
      await look(page, name);
    }
    if (width === NARROW) {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('link', { name: 'Jejak audit' }).waitFor();
      await look(page, 'menu');
    }
    await close(page);
    for (const name of ['budi', 'tono']) {
      const reader = await open(browser, { width, dark });
      await signIn(reader, name);
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
  const number = numbers[0], id = `id % 10000000 = ${Number(/-(\d+)-/.exec(number)[1])}`;
  const other = numbers[5];
  const fields = { reason: 'Alasan contoh', message: 'Pesan contoh', into: other, department: desk.departments.find((d) => d.external).code };
  const statuses = ['received', 'verified', 'assigned', 'in_progress', 'awaiting_reporter', 'resolved', 'closed'];
  const set = (status, outcome, channel) => town.sql(`UPDATE ticket SET status = ${statuses.indexOf(status) + 1}, outcome = ${outcome}, channel = ${channel}, department = 'DISHUB', `
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
    const assigned = await fetch(`${town.url}/api/v1/tickets/${number}/assignments`, { method: 'POST', body: '{"department":"PUPR"}',
      headers: { Authorization: `Bearer ${person.token}`, 'Content-Type': 'application/json' } });
    assert.equal(assigned.ok, may.assign, `${where} -> assigned: ${assigned.status}`);
  }
  assert.ok(offered > 60 && refused > 300, `${offered} offered, ${refused} refused`);
  set('assigned', 0, 1);
  await close(page);
});
