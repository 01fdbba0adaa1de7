// phone.test.js - the simulator's phone in a real browser: a citizen reports, taps, sends a place and a
// photo; what is hostile stays text; troubles are seen and end.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { close, launch, look, NARROW, open, shot, WIDE } from './browser.js';
import { Town, until } from './town.js';

let town, browser, clerk, phones = 0;
before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=30\n');
  browser = await launch();
  clerk = town.staff('rina', 'operator');
});
after(async () => {
  await browser?.close();
  await town?.close();
});

const address = () => `http://127.0.0.1:${town.simPort}/`;
/** The phone of a citizen whom nobody has met. */
async function phone(options) {
  const page = await open(browser, options);
  await page.goto(address());
  await page.getByLabel('Warga baru').fill(`Warga Uji ${++phones}`);
  await page.getByRole('button', { name: 'Tambah' }).click();
  await page.getByText(`sebagai Warga Uji ${phones}`).waitFor();
  return page;
}
const chat = (page) => page.getByRole('log');
const theirs = (page, words) => chat(page).locator('.theirs').filter({ hasText: words }).last();
const mine = (page, words) => chat(page).locator('.mine').filter({ hasText: words }).last();
async function write(page, text) {
  await page.locator('dialog').waitFor({ state: 'hidden' }); // what is typed below an open sheet is lost
  await page.getByRole('textbox', { name: 'Pesan' }).fill(text);
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
}
async function report(page, text) {
  await write(page, text);
  const answer = theirs(page, /LK\d\d-\d+-\d/);
  await answer.waitFor();
  return /LK\d\d-\d+-\d/.exec(await answer.textContent())[0];
}

/** The sheet lies over the phone and over nothing else: the panel beside it can be used. */
async function onThePhone(page) {
  const [sheet, phone] = await Promise.all(['.sheet', '.phone'].map((what) => page.locator(what).boundingBox()));
  assert.ok(sheet.x >= phone.x && sheet.x + sheet.width <= phone.x + phone.width && sheet.y >= phone.y && sheet.y + sheet.height <= phone.y + phone.height + 1);
  await page.getByRole('checkbox').first().click({ trial: true });
  assert.equal(await page.locator('.composer').evaluate((c) => c.inert), true);
}

for (const width of [NARROW, WIDE]) describe(`at ${width} px`, () => {
  test('a broken road is reported, a place is sent, a button is tapped', async () => {
    const page = await phone({ width });
    const number = await report(page, 'Jalan *berlubang parah*, banyak yang jatuh');
    await mine(page, 'berlubang parah').getByText('✓✓').waitFor();
    assert.equal(await mine(page, 'banyak yang jatuh').locator('strong').textContent(), 'berlubang parah');
    await chat(page).getByRole('button', { name: 'Kirim lokasi' }).click();
    await page.getByLabel('Tempat').selectOption({ label: 'Sebaung, Gending' });
    await look(page, 'telepon-lokasi');
    await onThePhone(page);
    await page.getByRole('button', { name: 'Kirim lokasi ini' }).click();
    await mine(page, '-7.81239').waitFor();
    await until('the place is on the ticket', async () => (await town.api(clerk, `tickets/${number}`)).location?.lat === -7.81239);
    await theirs(page, 'Sebaung').waitFor();
    // A place an hour later, with two reports open, belongs to no question: the desk asks what it is about, with a list.
    await report(page, 'Lampu jalan mati di desa Pikatan kecamatan Gending');
    await page.getByLabel('Jam di telepon warga').selectOption({ label: 'Cepat 1 jam' });
    await page.getByRole('button', { name: 'Lampirkan' }).click();
    await page.getByRole('button', { name: 'Lokasi', exact: true }).click();
    await page.getByLabel('Tempat').selectOption({ label: 'Titik sendiri' });
    await page.getByLabel('Garis lintang').fill('-7,79514');
    await page.getByLabel('Garis bujur').fill('400');
    await page.getByRole('button', { name: 'Kirim lokasi ini' }).click();
    await page.getByText('Tidak terkirim: garis lintang').waitFor();
    await page.getByLabel('Garis bujur').fill('113.31314');
    await page.getByRole('button', { name: 'Kirim lokasi ini' }).click();
    await theirs(page, 'laporan yang mana').locator('.taps button').click();
    await page.getByRole('dialog').getByRole('button', { name: number }).waitFor();
    await look(page, 'telepon-daftar');
    await page.getByRole('dialog').getByRole('button', { name: number }).click();
    await mine(page, number).locator('blockquote').waitFor();
    await until('the second place is on it', async () => (await town.api(clerk, `tickets/${number}/messages`)).items.filter((m) => m.location).length === 2);
    await page.getByLabel('Jam di telepon warga').selectOption({ label: 'Tepat' });
    await write(page, 'bahasa');
    const tap = theirs(page, 'bahasa apa').getByRole('button', { name: /Jawa/ });
    await tap.waitFor();
    const title = await tap.textContent(), before = await chat(page).locator('.theirs').count();
    await tap.click();
    await mine(page, title).locator('blockquote').waitFor();
    await until('the desk answers the tap', async () => await chat(page).locator('.theirs').count() > before);
    await look(page, 'telepon-laporan');
    await close(page);
  });

  test('a photo, a quote and a reaction', async () => {
    const page = await phone({ width, dark: true });
    await report(page, 'Lampu jalan mati di desa Sebaung kecamatan Gending sudah seminggu');
    await page.getByRole('button', { name: 'Lampirkan' }).click();
    await page.getByRole('button', { name: 'Foto', exact: true }).click();
    await page.getByLabel('Keterangan').fill('gelap begini');
    await look(page, 'telepon-foto');
    await page.getByRole('button', { name: 'Lampu jalan mati' }).click();
    await mine(page, 'gelap begini').waitFor();
    const picture = chat(page).getByAltText('Foto: gelap begini');
    await until('the photo is shown', () => picture.evaluate((img) => img.complete && img.naturalWidth === 640));
    await page.getByRole('button', { name: 'Lampirkan' }).click();
    await look(page, 'telepon-lampiran');
    await page.getByRole('button', { name: 'Pesan suara', exact: true }).click();
    const sound = chat(page).getByLabel('Pesan suara');
    await sound.evaluate((audio) => { audio.preload = 'auto'; audio.load(); });
    await until('the voice note can be heard', () => sound.evaluate((audio) => audio.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA));
    await until('kanda has it and takes it for what it is', async () => (await town.api(clerk, 'tickets?limit=5')).items
      .some((t) => t.attachments.some((a) => a.kind === 'audio' && a.state === 'stored' && !a.suspect)));
    await theirs(page, 'LK').getByRole('button', { name: 'Balas atau beri reaksi' }).click();
    await look(page, 'telepon-reaksi');
    await page.getByRole('button', { name: 'Reaksi jempol' }).click();
    await chat(page).getByText('Reaksi warga:').waitFor({ state: 'attached' });
    await theirs(page, 'LK').getByRole('button', { name: 'Balas atau beri reaksi' }).click();
    await page.getByRole('button', { name: 'Balas dengan kutipan' }).click();
    await write(page, 'terima kasih');
    await mine(page, 'terima kasih').locator('blockquote').getByText('Lapor Kanda').waitFor();
    await look(page, 'telepon-percakapan');
    await close(page);
  });
});

test('hostile text is text, on the phone and in the JSON', async () => {
  const page = await phone();
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script> \u202Egnalub\u202C ‏مرحبا 👩‍👩‍👧‍👦 *<b>tebal</b>* javascript:alert(1) "\'&amp;';
  await page.evaluate(() => { for (const line of document.querySelectorAll('.webhooks li')) line.dataset.before = ''; }); // those of others
  await write(page, hostile);
  const bubble = mine(page, 'onerror');
  await bubble.waitFor();
  assert.equal((await bubble.locator('p[dir]').first().textContent()).replaceAll('*', ''), hostile.replaceAll('*', ''));
  assert.equal(await chat(page).locator('script, b, img, a').count(), 0);
  const webhook = page.locator('.webhooks li:not([data-before])').filter({ hasText: 'Pesan: teks' });
  await webhook.locator('summary').click();
  assert.match(await webhook.locator('pre').first().textContent(), /<script>document\.title=2/);
  assert.match(await page.title(), /^Telepon warga/);
  await look(page, 'telepon-ganjil');
  await page.getByLabel('Warga baru').fill('<i>Si</i> \u202Eabuh');
  await page.getByRole('button', { name: 'Tambah' }).click();
  await page.getByText('sebagai <i>Si</i>').waitFor();
  assert.equal(await page.locator('i').count(), 0);
  await look(page, 'telepon-baru');
  await close(page);
});

test('Meta is down: the answer waits; kanda is down: the tick waits, and the message is repeated', async () => {
  const page = await phone();
  await page.getByLabel('Meta, saat kanda mengirim').selectOption({ label: 'Mati: menjawab 503' });
  await page.getByText('Gangguan aktif: Meta: mati: menjawab 503').waitFor();
  await write(page, 'Jembatan retak di desa Sebaung kecamatan Gending');
  await mine(page, 'Jembatan').getByText('✓✓').waitFor();
  await until('kanda was refused', async () => (await (await fetch(`${address()}sim/stats`)).json()).met.error > 0);
  assert.equal(await chat(page).locator('.theirs').count(), 0);
  await page.getByRole('button', { name: 'Semua normal lagi' }).click();
  await page.locator('#alarm').waitFor({ state: 'hidden' });
  assert.equal((await (await fetch(`${address()}sim/faults`)).json()).mode, 'ok');

  await town.stop();
  await write(page, 'halo, masih ada?');
  await mine(page, 'masih ada').getByText('server tidak menjawab').waitFor();
  await page.locator('.webhooks').getByText('tanpa jawaban').first().waitFor();
  await shot(page, 'telepon-gangguan');
  await town.start();
  await until('the message arrives by a later try', async () => (await mine(page, 'masih ada').textContent()).includes('✓✓'), 45000);
  await close(page);
});

test('messages sent twice and out of order, by a clock that is wrong', async () => {
  const page = await phone();
  await page.getByLabel('Pesan warga sampai dua kali').check();
  const tickets = () => Number(town.sql('SELECT count(*) FROM ticket')), before = tickets();
  await report(page, 'Sampah menumpuk di desa Sebaung kecamatan Gending');
  await mine(page, 'Sampah').getByText('dikirim 2×').waitFor();
  assert.equal(tickets(), before + 1);
  await page.getByRole('button', { name: 'Semua normal lagi' }).click();
  await page.getByLabel('Pesan warga bertukar urutan').check();
  await write(page, 'pesan yang ditahan');
  await page.getByText('satu pesan ditahan').waitFor();
  await write(page, 'pesan yang mendahului');
  await mine(page, 'pesan yang ditahan').waitFor();
  const texts = await chat(page).locator('.mine').allTextContents();
  assert.ok(texts.findIndex((t) => t.includes('mendahului')) < texts.findIndex((t) => t.includes('ditahan')));
  await page.getByRole('button', { name: 'Semua normal lagi' }).click();
  await page.getByLabel('Jam di telepon warga').selectOption({ label: 'Lambat 1 jam' });
  await page.getByText('Hanya cap waktu pesan warga yang bergeser').waitFor();
  await page.getByText('Jam server tidak dapat dimajukan di sini').waitFor();
  await write(page, 'dari satu jam yang lalu');
  await mine(page, 'satu jam yang lalu').waitFor();
  const shown = Date.parse(await mine(page, 'satu jam yang lalu').locator('time').getAttribute('datetime'));
  assert.ok(Math.abs(Date.now() - 3600000 - shown) < 60000);
  await close(page);
});

test('everything works from the keyboard', async () => {
  const page = await phone();
  await page.getByRole('textbox', { name: 'Pesan' }).focus();
  await page.keyboard.type('Jalan rusak di desa Sebaung kecamatan Gending');
  await page.keyboard.press('Enter');
  await theirs(page, 'LK').waitFor();
  await page.getByRole('button', { name: 'Lampirkan' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'attach');
  await close(page);
});

test('the page is served under a strict policy, to this machine and this origin only', async () => {
  const page = await (await fetch(address())).text();
  const paths = ['', ...[...page.matchAll(/(?:src|href)="(phone\/[^"]+)"/g)].map((m) => m[1])];
  assert.ok(paths.length >= 4);
  for (const path of paths) {
    const { status, headers } = await fetch(address() + path);
    assert.equal(status, 200, path);
    assert.match(headers.get('content-security-policy'), /^default-src 'self';/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  }
  assert.doesNotMatch(page, /<script(?![^>]+src=)|<style|\son\w+=|\sstyle=|javascript:/i, 'nothing inline');
  assert.equal((await fetch(`${address()}sim/config`, { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status, 403);
  assert.equal((await fetch(`${town.url}/phone/main.js`)).status, 404, 'kanda has none of this');
  const folder = new URL('../../src/web/phone/', import.meta.url).pathname;
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.js')))
    assert.doesNotMatch(readFileSync(folder + file, 'utf8'), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/, file);
});
