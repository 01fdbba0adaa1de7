// public.test.js - what everybody sees, without JavaScript: the page, its data and the page of one
// ticket, on a phone and on a desk, light and dark.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, close, glance, launch, NARROW, open, WIDE } from './browser.js';
import { citizen, Town, until } from './town.js';

let town, browser, number;
const who = {}, melati = citizen('Bu Melati');
const BAD = '<img src=x onerror="alert(1)"><script>document.title="rusak"</script>';

before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=0\npublic_number=0812-0000-0001\n[http]\npublic_url=http://lapor.example\n');
  browser = await launch();
  Object.assign(who, { rina: town.staff('rina', 'operator'), budi: town.staff('budi', 'officer', 'PUPR') });
  number = await town.reports(melati, `Jalan berlubang di desa Sebaung kecamatan Gending ${BAD}`);
  for (let i = 0; i < 7; i++) await town.reports(citizen(`Warga ${BAD}`), `Jalan rusak di desa Wonokerto ${i}`);
  await town.api(who.rina, `tickets/${number}/assignments`, { department: 'PUPR' });
  await town.api(who.budi, `tickets/${number}/summary`, { text: `Lubang sudah ditambal. ${BAD}` });
  await town.api(who.rina, `tickets/${number}/summary/approval`, { approved: true });
  await until('counted', () => town.sql('SELECT (SELECT event_id FROM statistics_mark) = (SELECT MAX(id) FROM event)') === '1');
});
after(async () => {
  await browser?.close();
  await town?.close();
});

/** A page without scripts; every request of it is counted. */
async function plain(path, options) {
  const page = await open(browser, { ...options, js: false });
  page.bytes = 0;
  page.asked = [];
  page.on('response', async (r) => { page.asked.push(new URL(r.url()).pathname); page.bytes += (await r.body()).length; });
  const answer = await page.goto(town.url + path, { waitUntil: 'load' });
  return { page, answer };
}

/** A picture without scripts; axe itself needs them, and the page, which has none, is the same with. */
async function look(page, name) {
  await glance(page, name);
  if ((page.width === NARROW) !== page.dark) return;
  const other = await open(browser, { width: page.width, dark: page.dark });
  await other.goto(page.url());
  await accessible(other, `${name} at ${page.width}${page.dark ? ' dark' : ''}`);
  await close(other);
}

for (const [width, dark] of [[NARROW, false], [NARROW, true], [WIDE, false], [WIDE, true]]) test(`the page for everybody at ${width} px${dark ? ', dark' : ''}: all of it, without JavaScript, under 100 KB`, async () => {
  const { page, answer } = await plain('/', { width, dark });
  assert.equal(answer.headers()['cache-control'], 'public, max-age=300');
  for (const name of ['Cara melapor', 'Apa yang terjadi dengan laporan warga', 'Kabar dari beberapa laporan', 'Data terbuka', 'Data pribadi Anda'])
    await page.getByRole('heading', { name }).waitFor();
  for (const name of ['Diterima', 'Tuntas', 'Tuntas sebagian', 'Diteruskan', 'Terlambat', 'Jawaban pertama (median)', 'Sampai selesai (median)'])
    await page.locator('.tiles dt').getByText(name, { exact: true }).waitFor();
  await page.getByRole('img', { name: 'Kode QR untuk membuka WhatsApp Lapor Kanda' }).waitFor();
  await page.getByRole('img', { name: /Laporan diterima tiap bulan/ }).waitFor();
  assert.equal(await page.locator('table').count(), 3);
  await page.getByText(`Lubang sudah ditambal. ${BAD}`).waitFor();
  assert.equal(await page.locator('script, main img[src=x], [onerror]').count(), 0);
  assert.ok(!(await page.content()).includes('berlubang di desa Sebaung'), 'no word of a citizen');
  assert.ok(page.bytes > 0 && page.bytes < 100 * 1024, `${page.bytes} bytes`);
  assert.ok(page.asked.every((path) => path === '/' || path.startsWith('/assets/')), page.asked.join(' '));
  await look(page, 'umum');
  await close(page);
});

test('Open311 says the same in XML and in JSON, whatever a summary holds', async () => {
  const reader = await open(browser, {});
  await reader.goto(town.url);
  for (const list of ['services', 'requests', `requests/${number}`]) {
    const [xml, json] = await reader.evaluate(async (path) => {
      const tree = new DOMParser().parseFromString(await (await fetch(`/open311/v2/${path}.xml`)).text(), 'application/xml');
      const rows = [...tree.documentElement.children].map((row) => Object.fromEntries([...row.children].map((field) => [field.tagName, field.textContent])));
      return [tree.querySelector('parsererror')?.textContent ?? rows, await (await fetch(`/open311/v2/${path}.json`)).json()];
    }, list);
    assert.ok(json.length > 0);
    const same = (text, value) => (typeof value === 'number' ? Number(text) === value : text === String(value ?? ''));
    assert.equal(xml.length, json.length);
    json.forEach((row, i) => assert.ok(Object.keys(row).join() === Object.keys(xml[i]).join() && Object.entries(row).every(([key, value]) => same(xml[i][key], value)), JSON.stringify([row, xml[i]])));
    if (list.includes('/')) assert.equal(xml[0].description, `Lubang sudah ditambal. ${BAD}`);
  }
  await close(reader);
});

test('a keyboard reaches all of it', async () => {
  const { page } = await plain('/', { width: WIDE });
  const links = await page.locator('a, [tabindex="0"]').count(), seen = new Set();
  for (let i = 0; i < links; i++) {
    await page.keyboard.press('Tab');
    seen.add(await page.evaluate(() => [...document.querySelectorAll('a, [tabindex="0"]')].indexOf(document.activeElement)));
  }
  assert.equal(seen.size, links);
  assert.ok(!seen.has(-1));
  await close(page);
});

test('the page of a ticket opens with its key alone, and tells its life in plain words', async () => {
  const link = /http:\/\/lapor\.example(\/t\/\S+)/.exec((await town.heard(melati)).map((m) => m.text).join('\n'))[1];
  for (const [width, dark] of [[NARROW, false], [NARROW, true], [WIDE, false], [WIDE, true]]) {
    const { page } = await plain(link, { width, dark });
    await page.getByRole('heading', { level: 1, name: `Laporan ${number}` }).waitFor();
    await page.getByText('Laporan ada pada unit penanggung jawab').waitFor();
    await page.getByText(`Lubang sudah ditambal. ${BAD}`).waitFor();
    assert.ok(page.bytes < 100 * 1024);
    await look(page, 'lacak');
    await close(page);
    const without = await plain(link.replace(/\?.*/, ''), { width, dark }), unknown = await plain('/t/LK26-99999-9', { width, dark });
    assert.deepEqual([without.answer.status(), unknown.answer.status()], [404, 404]);
    assert.equal(await without.page.content(), await unknown.page.content());
    await look(without.page, 'lacak-tidak-ada');
    await close(without.page);
    await close(unknown.page);
  }
});
