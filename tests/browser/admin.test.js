// admin.test.js - pages for what the API can do: the trail by filters, whom of a unit is told, other
// systems, tokens, saved filters and files; each empty, broken, and at work.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, glance, launch, look, LOOKS, NARROW, signedIn, WIDE } from './browser.js';
import { citizen, Town, until } from './town.js';

let town, browser;
const who = {}, numbers = [];

before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=0\n');
  browser = await launch();
  Object.assign(who, { rina: town.staff('rina', 'operator'), adi: town.staff('adi', 'admin'), audi: town.staff('audi', 'auditor') });
  for (const text of ['Lampu jalan mati di desa Sebaung kecamatan Gending', 'Sampah menumpuk di pasar Dringu']) numbers.push(await town.reports(citizen('Warga contoh'), text));
});
after(async () => {
  await browser?.close();
  await town?.close();
});

const as = (person, path, options) => signedIn(browser, town.url, person.name, path, options);
/** The page as it is at each width and in each scheme. */
async function looks(person, path, ready, name) {
  for (const [width, dark] of LOOKS) {
    const page = await as(person, path, { width, dark });
    await page.locator(`main ${ready}`).first().waitFor();
    await ((width === NARROW) === dark ? look : glance)(page, name);
    await close(page);
  }
}
/** While the service cannot answer, the page says so, and goes on when it can. */
async function broken(page, api, path, words, ready) {
  await page.route(api, (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"busy","status":503}' }));
  await page.goto(`${town.url}${path}`);
  await page.getByText(words).waitFor();
  await page.unroute(api);
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await page.locator(`main ${ready}`).first().waitFor();
}

test('the trail is read by filters, which stand in the address', async () => {
  await town.api(who.rina, `tickets/${numbers[0]}/identity`, { reason: 'Perlu ditelepon.' });
  await town.api(who.rina, `tickets/${numbers[1]}/notes`, { text: 'Dicek besok.' });
  const page = await as(who.audi, '/staff/jejak', { width: NARROW });
  const rows = page.locator('.trail');
  await rows.nth(3).waitFor();
  const form = page.getByRole('search', { name: 'Saring jejak' });
  await form.getByLabel('Siapa').fill('rina');
  await form.getByLabel('Apa', { exact: true }).selectOption('identity_opened');
  await form.getByRole('button', { name: 'Tampilkan' }).click();
  await page.waitForURL(/actor=staff%3Arina&type=identity_opened/);
  await page.getByText('Perlu ditelepon.').waitFor();
  assert.equal(await rows.count(), 1);
  assert.equal(await form.getByLabel('Siapa').inputValue(), 'rina');
  await page.goBack();
  await rows.nth(3).waitFor();
  await form.getByLabel('Nomor laporan').fill(numbers[1]);
  await form.getByLabel('Siapa').fill('pelapor');
  await page.keyboard.press('Enter');
  await page.waitForURL(/actor=reporter&ticket=/);
  await until('one line', async () => await rows.count() === 1);
  await form.getByLabel('Sejak').fill('2030-01-01');
  await page.keyboard.press('Enter');
  await page.getByText('Tidak ada jejak yang cocok').waitFor();
  await page.getByRole('link', { name: 'Hapus saringan' }).click();
  await rows.nth(3).waitFor();
  await form.getByLabel('Nomor laporan').fill('bukan nomor');
  await page.keyboard.press('Enter');
  await page.getByText('Jejak belum bisa dimuat').waitFor();
  await broken(page, '**/api/v1/audit*', '/staff/jejak', 'Jejak belum bisa dimuat', '.trail');
  await close(page);
  await looks(who.audi, '/staff/jejak?actor=staff%3Arina', '.trail', 'jejak-tersaring');
});

test('an admin says whom of a unit to tell, and sees what became of it', async () => {
  const page = await as(who.adi, '/staff/narahubung', { width: NARROW });
  await page.getByText('Belum ada narahubung').waitFor();
  await page.getByText('Belum ada pemberitahuan').waitFor();
  await look(page, 'narahubung-kosong');
  await page.getByText('Tambah atau ganti orang …').click();
  const form = page.locator('details.panel');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await form.getByText('Pilih unit.').waitFor();
  await form.getByLabel('Unit').selectOption('DISHUB');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await form.getByText('Isi nomor WhatsApp atau alamat surel.').waitFor();
  await form.getByLabel('Nomor WhatsApp').fill('0812-0000-0077');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('WhatsApp +6281200000077').waitFor();
  await town.api(who.rina, `tickets/${numbers[0]}/assignments`, { department: 'DISHUB' });
  await until('a notice', async () => (await town.api(who.adi, 'notices')).items.length > 0);
  await close(page);
  await looks(who.adi, '/staff/narahubung', '.message-row', 'narahubung');
  const again = await as(who.adi, '/staff/narahubung', { width: WIDE });
  await broken(again, '**/api/v1/staff-contacts', '/staff/narahubung', 'Narahubung belum bisa dimuat', '.account');
  await again.getByRole('button', { name: 'Hapus' }).click();
  await again.getByRole('button', { name: 'Ya, hapus' }).click();
  await again.getByText('Belum ada narahubung').waitFor();
  assert.equal((await town.api(who.adi, 'staff-contacts')).items.length, 0);
  await close(again);
});

test('other systems are told, their secret is shown once, and they can be turned off', async () => {
  const page = await as(who.adi, '/staff/sistem-lain', { width: NARROW });
  await page.getByText('Belum ada sistem lain').waitFor();
  await page.getByText('Kabari sistem lain …').click();
  const form = page.locator('details.panel');
  await form.getByLabel('Alamat').fill('bukan alamat');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await form.getByText('Tulis alamat lengkap, diawali https.').waitFor();
  await form.getByLabel('Alamat').fill('https://sistem.example/kabar');
  await form.getByLabel('terlambat').uncheck();
  await form.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Kunci tanda tangan hanya ditampilkan sekali ini.').waitFor();
  const [hook] = (await town.api(who.adi, 'hooks')).items;
  assert.ok(hook.enabled && !hook.events.includes('late') && hook.events.includes('closed'));
  await look(page, 'sistem-lain-kunci');
  await page.getByText('Kiriman terakhir …').click();
  await page.getByText('Belum ada kiriman.').waitFor();
  await page.getByRole('button', { name: 'Matikan' }).click();
  await page.getByRole('button', { name: 'Ya, matikan' }).click();
  await page.getByText('Mati', { exact: true }).waitFor();
  assert.equal((await town.api(who.adi, 'hooks')).items[0].enabled, false);
  await close(page);
  await looks(who.adi, '/staff/sistem-lain', '.account', 'sistem-lain');
  const again = await as(who.adi, '/staff/sistem-lain', { width: WIDE });
  assert.equal(await again.getByText('hanya ditampilkan sekali').count(), 0);
  await broken(again, '**/api/v1/hooks', '/staff/sistem-lain', 'Sambungan belum bisa dimuat', '.account');
  await again.getByRole('button', { name: 'Hapus' }).click();
  await again.getByRole('button', { name: 'Ya, hapus' }).click();
  await again.getByText('Belum ada sistem lain').waitFor();
  await close(again);
});

test('a token is made, shown once, works, and is revoked', async () => {
  const page = await as(who.adi, '/staff/akun', { width: NARROW });
  const account = page.locator('.account').filter({ hasText: 'rina' });
  await account.getByText('Token untuk program …').click();
  await account.getByText('Token akun').waitFor();
  await account.getByRole('button', { name: 'Buat token' }).click();
  await account.getByText('Isi dulu gunanya.').waitFor();
  await account.getByLabel('Untuk apa').fill('dasbor');
  await account.getByRole('button', { name: 'Buat token' }).click();
  const token = await account.locator('.secret-text').textContent();
  assert.equal((await fetch(`${town.url}/api/v1/tickets`, { headers: { Authorization: `Bearer ${token}` } })).status, 200);
  await account.getByText(/dasbor/).first().waitFor();
  await look(page, 'akun-token');
  await account.locator('li').filter({ hasText: 'dasbor' }).getByRole('button', { name: 'Cabut' }).click();
  await account.getByRole('button', { name: 'Ya, cabut' }).click();
  await until('it is revoked', async () => (await fetch(`${town.url}/api/v1/tickets`, { headers: { Authorization: `Bearer ${token}` } })).status === 401);
  await close(page);
});

test('who calls without a number is found by telephone number or code, and the address bar never knows', async () => {
  const budi = citizen('Warga yang menelepon');
  const number = await town.reports(budi, 'Pohon tumbang di jalan desa Maron Wetan');
  const page = await as(who.rina, '/staff/laporan', { width: NARROW });
  await page.getByLabel('Cari', { exact: true }).fill('0812 5555 0000');
  await page.keyboard.press('Enter');
  await page.getByText('Nomor telepon tidak dicari di sini').waitFor();
  await page.locator('main').getByRole('link', { name: 'Cari pelapor' }).click();
  const asked = page.getByLabel('Nomor telepon atau kode pelapor');
  await page.getByRole('button', { name: 'Cari', exact: true }).click();
  await page.getByText('Nomor telepon perlu diisi.').waitFor();
  await asked.fill('0812');
  await page.keyboard.press('Enter');
  await page.getByText('Tulis nomor telepon lengkap').waitFor();
  await look(page, 'pelapor-salah');
  await asked.fill('0899 1234 5678');
  await page.keyboard.press('Enter');
  await page.getByText('Tidak ada laporan dari nomor itu').waitFor();
  await look(page, 'pelapor-kosong');
  await asked.fill(`0${budi.phone.slice(2)}`);
  await page.getByLabel('Mengapa dicari').selectOption({ label: 'Datang ke loket' });
  await page.getByRole('button', { name: 'Cari', exact: true }).click();
  await page.getByRole('link', { name: new RegExp(number) }).waitFor();
  await page.locator('main').getByText('1 laporan', { exact: true }).waitFor();
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/staff/pelapor');
  await look(page, 'pelapor');
  await page.route('**/api/v1/reporters/search', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"busy","status":503}' }));
  await page.getByRole('button', { name: 'Cari', exact: true }).click();
  await page.locator('.trouble').waitFor();
  await page.unroute('**/api/v1/reporters/search');
  const { ref } = (await town.api(who.rina, `tickets/${number}`)).reporter;
  await asked.fill(ref.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: new RegExp(number) }).waitFor();
  await close(page);
  await looks(who.rina, '/staff/pelapor', 'form', 'pelapor-baru');
});

/** Behind the stories above, whose changes of the desk it reads. */
test('the trail says in words what of the desk itself was changed, by whom and whose', async () => {
  await town.api(who.adi, 'staff/rina', { role: 'officer', department: 'DISHUB' }, 'PATCH');
  const page = await as(who.audi, '/staff/jejak', { width: NARROW });
  const rows = page.locator('.trail');
  await rows.filter({ hasText: /adi mengubah peran akun rina dari Operator meja menjadi Petugas unit \S/ }).waitFor();
  for (const words of [/adi mengubah narahubung .*: nomor WhatsApp/, /adi menghapus narahubung \S/, 'adi menambah sistem lain sistem.example yang dikabari', 'adi berhenti mengabari sistem lain sistem.example',
    'adi menghapus sistem lain sistem.example', /adi membuat token \d+ untuk akun rina/, /adi mencabut token \d+ dari akun rina/, 'Perintah di peladen membuat akun audi: Auditor',
    'rina mencari laporan seorang pelapor (datang ke loket): 1 laporan', 'rina mencari laporan seorang pelapor (menelepon): tidak ada']) await rows.filter({ hasText: words }).first().waitFor();
  for (const secret of ['81200000077', '12345678', '/kabar', 'undefined']) assert.equal(await rows.filter({ hasText: secret }).count(), 0);
  const form = page.getByRole('search', { name: 'Saring jejak' });
  await form.getByLabel('Siapa').fill('perintah');
  await form.getByLabel('Apa', { exact: true }).selectOption({ label: 'membuat akun' });
  await form.getByRole('button', { name: 'Tampilkan' }).click();
  await page.waitForURL(/actor=command&type=staff_added/);
  await until('three accounts', async () => await rows.count() === 3);
  await look(page, 'jejak-meja');
  await close(page);
});

test('a filter is saved under a name, and a list taken out as a file', async () => {
  const page = await as(who.rina, '/staff/laporan?category=street_light', { width: NARROW });
  const category = (await town.api(who.rina, `tickets/${numbers[0]}`)).category;
  await page.goto(`${town.url}/staff/laporan?category=${category}`);
  await page.locator('.entry').first().waitFor();
  await page.getByText('Saringan tersimpan, dan unduhan').click();
  const saved = page.locator('.saved');
  await saved.getByText('Belum ada yang disimpan.').waitFor();
  await saved.getByLabel('Nama untuk saringan sekarang').fill('Lampu saja');
  await saved.getByRole('button', { name: 'Simpan saringan' }).click();
  await saved.getByRole('link', { name: 'Lampu saja' }).waitFor();
  await look(page, 'saringan-tersimpan');
  const [file] = await Promise.all([page.waitForEvent('download'), saved.getByRole('link', { name: 'Unduh CSV', exact: true }).click()]);
  const text = await new Response(await file.createReadStream()).text();
  assert.ok(text.includes(numbers[0]) && !text.includes(numbers[1]));
  await page.goto(`${town.url}/staff/laporan`);
  await page.getByText('Saringan tersimpan, dan unduhan').click();
  await saved.getByRole('link', { name: 'Lampu saja' }).click();
  await page.waitForURL(new RegExp(`category=${category}`));
  await saved.locator('summary').click();
  await saved.getByRole('button', { name: 'Hapus' }).click();
  await saved.getByRole('button', { name: 'Ya, hapus' }).click();
  await saved.getByText('Belum ada yang disimpan.').waitFor();
  await page.goto(`${town.url}/staff/laporan?queue=new`);
  await page.getByText('Saringan tersimpan, dan unduhan').click();
  await saved.getByText('Antrean tidak dapat diunduh.').waitFor();
  await close(page);
  for (const [width, dark] of LOOKS) {
    const wide = await as(who.rina, `/staff/laporan?category=${category}`, { width, dark });
    await wide.locator('.entry').first().waitFor();
    await wide.getByText('Saringan tersimpan, dan unduhan').click();
    await wide.getByText('Belum ada yang disimpan.').waitFor();
    await glance(wide, 'saringan-tersimpan');
    await close(wide);
  }
});
