// keyboard.test.js - every page is reached and worked without a mouse: each control has its turn and shows that it
// has it, nothing holds the focus, and it is never lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, NARROW, open, settled, WIDE } from './browser.js';
import { focused, sweep, tabTo, toStart } from './keyboard.js';
import { citizen, PASSWORD, Town, until } from './town.js';

let town, browser;
const who = {}, numbers = [];

before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=0\npublic_number=0812-0000-0001\n[http]\npublic_url=http://lapor.example\n', { map: true });
  browser = await launch();
  Object.assign(who, { adi: town.staff('adi', 'admin'), rina: town.staff('rina', 'operator') });
  for (const text of ['Lampu jalan mati di desa Sebaung kecamatan Gending', 'Jalan berlubang di desa Wonokerto', 'Sampah menumpuk di pasar Dringu', 'Pupuk langka di Krucil'])
    numbers.push(await town.reports(citizen('Warga contoh'), text));
  // How far a reply came is news: parts of an open page are drawn anew, and a focus in them is lost.
  await until('every reply is read', () => Number(town.sql('SELECT MIN(state) FROM outbox')) >= 6);
});
after(async () => {
  await browser?.close();
  await town?.close();
});

/** Signs in by keyboard; the page of queues. */
async function enter(name, options) {
  const page = await open(browser, options);
  await page.goto(`${town.url}/staff/`);
  await page.getByLabel('Nama akun').and(page.locator(':focus')).waitFor();
  assert.deepEqual(await sweep(page), [], 'signing in');
  await toStart(page);
  await tabTo(page, 'Nama akun');
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#main .entry, #main .state.empty').first().waitFor();
  return page;
}

for (const width of [NARROW, WIDE]) test(`every page of the console at ${width} px, from the menu`, async () => {
  const page = await enter('adi', { width });
  const titles = await page.locator('#side .nav-link').evaluateAll((all) => all.map((a) => a.firstChild.textContent));
  assert.ok(titles.length >= 17);
  if (width === WIDE) assert.ok(await page.getByRole('button', { name: 'Keluar' }).evaluate((b) => b.getBoundingClientRect().bottom <= innerHeight), 'the way out is in sight, however long the menu');
  for (const title of titles) {
    if (width === NARROW) {
      await tabTo(page, /^button "Menu"/, 'Shift+Tab');
      await page.keyboard.press('Enter');
      assert.match(await focused(page), /^a "Meja kerja/);
      await page.keyboard.press('Escape');
      assert.match(await focused(page), /^button "Menu/);
      await page.keyboard.press('Enter');
      if (title !== titles[0]) await tabTo(page, `a "${title}`);
    } else await tabTo(page, `a "${title}`, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.match(await focused(page), /^main#main/, `${title}: the focus goes along`);
    assert.deepEqual(await sweep(page), [], title);
  }
  for (const path of [`laporan/${numbers[0]}`, 'tabel/template', 'tabel/libur', 'tabel/tenggat', 'laporan?queue=new&kind=complaint', 'laporan/LK26-99999-9']) {
    await page.goto(`${town.url}/staff/${path}`);
    await settled(page);
    for (const summary of await page.locator('main summary').all()) await summary.evaluate((s) => { s.parentElement.open = true; });
    assert.deepEqual(await sweep(page), [], path);
  }
  await close(page);
});

test('each form of a ticket is filled in and sent by keyboard, and the focus stays in the page', async () => {
  const page = await enter('rina', { width: WIDE }), stays = async (after_) => assert.notEqual(await focused(page), '', `after ${after_}`);
  await page.clock.install();
  await page.goto(`${town.url}/staff/laporan/${numbers[0]}`);
  await settled(page);
  await tabTo(page, /button "Disposisikan"/);
  await page.keyboard.press('Enter');
  await stays('opening a form');
  assert.deepEqual(await sweep(page), [], 'an open form');
  await tabTo(page, 'Unit');
  await page.keyboard.type('Dinas Perhubungan');
  await tabTo(page, 'Catatan untuk unit');
  await page.keyboard.type('Dekat balai desa.');
  await tabTo(page, /button "Disposisikan"/);
  await page.keyboard.press('Enter');
  await page.locator('.ticket-title').getByText('Didisposisikan', { exact: true }).waitFor();
  await stays('assigning');
  await until('its reply is read', () => Number(town.sql('SELECT MIN(state) FROM outbox')) >= 6);
  await page.clock.fastForward(16000); // how far a reply came is asked for now and then
  await page.locator('.bubble-row', { hasText: 'kami teruskan ke' }).locator('.ticks.read').waitFor(); // no more news of it
  assert.equal((await town.api(who.rina, `tickets/${numbers[0]}`)).department.code, 'DISHUB');
  await tabTo(page, 'Perbaiki sendiri');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Tempat');
  await page.keyboard.type('Gending, Kec. Gending');
  await tabTo(page, 'Simpan perbaikan');
  await page.keyboard.press('Enter');
  await until('corrected', async () => (await town.api(who.rina, `tickets/${numbers[0]}`)).village.name === 'Gending');
  await page.locator('main:focus').waitFor(); // drawn anew; what is opened before that is closed by it
  await stays('correcting');
  await tabTo(page, 'Buka identitas …');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Alasan');
  await page.keyboard.type('Perlu ditelepon');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sembunyikan' }).waitFor();
  await stays('opening an identity');
  await tabTo(page, 'Sembunyikan', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await stays('hiding an identity');
  await close(page);
});

test('dialogs hold the focus while they are open, and give it back', async () => {
  const page = await enter('rina', { width: WIDE });
  await tabTo(page, 'Pintasan', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  assert.deepEqual(await sweep(page), [], 'shortcuts');
  await page.keyboard.press('Escape');
  assert.match(await focused(page), /Pintasan/);
  await page.goto(`${town.url}/staff/laporan/${numbers[1]}`);
  await settled(page);
  await tabTo(page, 'Balasan untuk pelapor');
  await page.keyboard.type('Kami datang besok.');
  await tabTo(page, 'Kirim balasan');
  town.sql('DELETE FROM session');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Sesi Anda berakhir' }).waitFor();
  assert.deepEqual(await sweep(page), [], 'signing in again');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.match(await focused(page), /Kirim balasan/);
  await close(page);
});

test('skip links come first and lead past what stands on every page', async () => {
  const page = await enter('rina', { width: WIDE });
  for (const [address, words, there] of [[`${town.url}/staff/`, 'Langsung ke isi', /^main#main/], [`http://127.0.0.1:${town.simPort}/`, 'Langsung menulis', /^textarea#write/]]) {
    await page.goto(address);
    await page.locator('h1').first().waitFor();
    await toStart(page);
    await page.keyboard.press('Tab');
    assert.ok((await focused(page)).includes(words), await focused(page));
    await page.keyboard.press('Enter');
    assert.match(await focused(page), there);
  }
  await close(page);
});

for (const width of [NARROW, WIDE]) test(`the phone at ${width} px: a citizen, a report, a place, a list, a trouble`, async () => {
  const page = await open(browser, { width }), name = `Warga Papan Tik ${width}`;
  await page.goto(`http://127.0.0.1:${town.simPort}/`);
  await page.getByLabel('Warga baru').waitFor();
  await tabTo(page, 'Warga baru');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.getByText(`sebagai ${name}`).waitFor();
  await tabTo(page, 'textarea#write');
  await page.keyboard.type('Jalan berlubang parah sekali');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByRole('button', { name: 'Kirim lokasi' }).waitFor();
  /** Until both sides have read what the other wrote: from then on nothing is drawn anew below the focus. */
  const quiet = async (words) => {
    await page.getByRole('log').locator('.mine').filter({ hasText: words }).locator('.ticks.read').waitFor();
    await page.locator('.webhooks li').first().getByText('Status: dibaca').waitFor();
  };
  await quiet('berlubang');
  assert.deepEqual(await sweep(page), [], 'the phone');
  await toStart(page);
  await tabTo(page, /button.*"Kirim lokasi/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  assert.deepEqual(await sweep(page), [], 'the sheet');
  await tabTo(page, 'Kirim lokasi ini');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.notEqual(await focused(page), '', 'the focus is given back');
  await page.getByRole('log').locator('.theirs').filter({ hasText: 'sudah dicatat' }).waitFor();
  await quiet('-7.');
  await toStart(page);
  await tabTo(page, 'Lampirkan');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Pesan suara');
  await page.keyboard.press('Escape');
  assert.match(await focused(page), /#attach/);
  await tabTo(page, 'Meta, saat kanda mengirim');
  await page.keyboard.type('Mati');
  await page.getByText('Gangguan aktif').waitFor();
  await toStart(page);
  await tabTo(page, 'Semua normal lagi');
  await page.keyboard.press('Enter');
  await page.locator('#alarm').waitFor({ state: 'hidden' });
  assert.deepEqual(await sweep(page), [], 'after all of it');
  await page.goto(`http://127.0.0.1:${town.simPort}/phone/naskah.html`);
  assert.deepEqual(await sweep(page), [], 'the script');
  await close(page);
});

test('what everybody sees', async () => {
  const link = /http:\/\/lapor\.example(\/t\/\S+)/.exec(town.sql("SELECT group_concat(content, ' ') FROM outbox").replaceAll('\\n', ' '))[1].replace(/["*].*/, '');
  for (const path of ['/', link, '/t/LK26-99999-9']) {
    const page = await open(browser, { width: NARROW });
    await page.goto(town.url + path);
    assert.deepEqual(await sweep(page), [], path);
    await close(page);
  }
});
