// states.test.js - what a page shows when it has nothing, not yet anything, or could not get it; on paper, too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, look, NARROW, settled, signedIn, WIDE } from './browser.js';
import { citizen, Town, until } from './town.js';

let town, browser;
const who = {};

before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=0\npublic_number=0812-0000-0001\n');
  browser = await launch();
  Object.assign(who, { adi: town.staff('adi', 'admin'), rina: town.staff('rina', 'operator') });
});
after(async () => {
  await browser?.close();
  await town?.close();
});

async function enter(width, name = 'adi') {
  const page = await signedIn(browser, town.url, name, '', { width });
  await settled(page);
  return page;
}
/** What is asked of the API meanwhile gets no answer, or this status. */
async function meanwhile(page, status, run) {
  const asked = (url) => /\/api\/v1\/(?!session|desk|queues|events)/.test(url.pathname), held = [];
  const answer = (route) => (status ? route.fulfill({ status, contentType: 'application/problem+json', headers: { 'Retry-After': '1' }, body: JSON.stringify({ code: 'busy', status }) }) : held.push(route));
  await page.route(asked, answer);
  await run();
  await page.unroute(asked);
  await Promise.all(held.map((route) => route.abort().catch(() => {})));
}

test('a desk on its first day: nothing is there, and each page says so', async () => {
  for (const width of [NARROW, WIDE]) {
    const page = await enter(width);
    await page.getByText('Tidak ada yang lewat tenggat.').waitFor();
    await look(page, 'meja-kosong');
    for (const [path, name] of [['laporan', 'laporan-kosong'], ['balasan', 'balasan-kosong'], ['gangguan?state=', 'gangguan-kosong']]) {
      await page.goto(`${town.url}/staff/${path}`);
      await page.locator('.state.empty').waitFor();
      await look(page, name);
    }
    await page.goto(`${town.url}/staff/angka`);
    await page.locator('#main .tile, #main .state.empty').first().waitFor();
    await look(page, 'angka-kosong');
    await page.goto(town.url);
    await look(page, 'umum-kosong');
    await close(page);
  }
});

test('while it is loaded, when it could not be, and where the service has not even a page', async () => {
  const number = await town.reports(citizen('Warga contoh'), 'Lampu jalan mati di desa Sebaung kecamatan Gending');
  const SEEN = ['daftar', 'laporan']; // the same parts on every page
  const paths = [['', 'meja'], ['laporan', 'daftar'], [`laporan/${number}`, 'laporan'], ['jejak', 'jejak'], ['angka', 'angka'], ['balasan', 'balasan'], ['tabel/template', 'tabel'], ['akun', 'akun']];
  for (const width of [NARROW, WIDE]) {
    const page = await enter(width);
    for (const [path, name] of paths) {
      await meanwhile(page, 0, async () => {
        await page.goto(`${town.url}/staff/${path}`);
        await page.locator('#main .state.loading').first().waitFor();
        if (SEEN.includes(name)) await look(page, `${name}-dimuat`);
      });
      await meanwhile(page, 503, async () => {
        await page.goto(`${town.url}/staff/${path}`);
        await page.locator('#main .state.broken').first().waitFor();
        if (SEEN.includes(name)) await look(page, `${name}-gagal`);
      });
      // The desk has two lists, of which one may come back by itself while the other is asked for.
      await page.evaluate(() => document.querySelectorAll('#main .state.broken button').forEach((again) => again.click()));
      await until('it is there', async () => await page.locator('#main .state.broken').count() === 0);
    }
    await page.route('**/api/v1/session', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"unavailable"}' }));
    await page.goto(`${town.url}/staff/`);
    await page.getByText('Meja kerja belum bisa dibuka').waitFor();
    await look(page, 'meja-gagal');
    await page.unroute('**/api/v1/session');
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await page.locator('#main h1').waitFor();
    await close(page);
  }
});

test('on paper: a ticket, a list, the numbers, the page for everybody; no menu, no forms', async () => {
  const number = await town.reports(citizen('Warga contoh'), 'Jalan berlubang di desa Wonokerto kecamatan Maron, tadi pagi ada motor jatuh');
  await town.api(who.rina, `tickets/${number}/assignments`, { department: 'PUPR', note: 'Dekat balai desa.' });
  const page = await enter(WIDE);
  await page.setViewportSize({ width: 1040, height: 720 }); // A4 across, less its margins
  for (const [path, name, there] of [[`/staff/laporan/${number}`, 'laporan-cetak', '.ticket'], ['/staff/laporan', 'daftar-cetak', '.entry'], ['/staff/angka', 'angka-cetak', '.tile'], ['/', 'umum-cetak', 'h1']]) {
    await page.emulateMedia({ media: 'screen' });
    await page.goto(town.url + path);
    await page.locator(there).first().waitFor();
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.side', '.top', '.write', '.filters', '.acts', '.jumps', '.skip']) assert.equal(await page.locator(hidden).filter({ visible: true }).count(), 0, `${name}: ${hidden}`);
    await look(page, name);
  }
  await close(page);
});
