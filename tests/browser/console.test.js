// console.test.js - stories of the desk in a real browser, each on a phone and on a desk: citizens who
// report, clerks who assign, officers who solve, and what may go wrong in between.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { close, fillSignIn, launch, look, NARROW, signedIn, WIDE } from './browser.js';
import { citizen, idOf, PASSWORD, pixel, Town, until, workday } from './town.js';

let town, browser;
const who = {};

before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=0\n');
  browser = await launch();
  Object.assign(who, { rina: town.staff('rina', 'operator'), sari: town.staff('sari', 'operator'), budi: town.staff('budi', 'officer', 'DISHUB'),
    tono: town.staff('tono', 'supervisor'), adi: town.staff('adi', 'admin'), audi: town.staff('audi', 'auditor') });
});
after(async () => {
  await browser?.close();
  await town?.close();
});

const as = (person, path, options) => signedIn(browser, town.url, person.name, path, options);
const ticketAt = (number) => `/staff/laporan/${number}`;
const shownStatus = (page, text) => page.locator('.ticket-title').getByText(text, { exact: true }).waitFor();
const acts = (page) => page.getByRole('region', { name: 'Tindakan' });
/** Opens an action and sends its form. */
async function act(page, title, fill = async () => {}) {
  await acts(page).getByRole('button', { name: title, exact: true }).click();
  await fill();
  await acts(page).locator('form:not([hidden])').getByRole('button', { name: title, exact: true }).click();
}
const says = (page) => page.getByRole('status').filter({ hasText: /\S/ });

for (const width of [NARROW, WIDE]) describe(`at ${width} px`, () => {
  test('a citizen reports, a clerk assigns, an officer starts and solves, the citizen confirms', async () => {
    const melati = citizen('Bu Melati'), number = await town.reports(melati, 'Lampu jalan mati di desa Sebaung kecamatan Gending, gelap sekali');
    const clerk = await as(who.rina, '/staff/laporan?status=received', { width });
    const row = clerk.getByRole('link', { name: new RegExp(number) });
    await row.waitFor();
    await look(clerk, 'daftar-baru');
    await row.click();
    await clerk.getByText('gelap sekali').first().waitFor();
    await look(clerk, 'laporan-baru');
    await act(clerk, 'Disposisikan', async () => {
      await clerk.getByLabel('Unit', { exact: true }).selectOption('DISHUB');
      await clerk.getByLabel('Catatan untuk unit').fill('Dekat balai desa.');
      await look(clerk, 'disposisi');
    });
    await shownStatus(clerk, 'Didisposisikan');
    await town.hears(melati, 'kami teruskan ke *Dinas Perhubungan*');

    const officer = await as(who.budi, ticketAt(number), { width });
    await officer.getByText('Dekat balai desa.').waitFor();
    assert.equal(await officer.getByText('Buka identitas').count(), 0);
    await act(officer, 'Mulai tindak lanjut', () => officer.getByLabel('Pesan untuk pelapor').fill('Tim kami berangkat siang ini.'));
    await shownStatus(officer, 'Ditindaklanjuti');
    await town.hears(melati, 'Tim kami berangkat siang ini.');
    await act(officer, 'Nyatakan selesai', async () => {
      await officer.getByLabel('Apa yang sudah dikerjakan').fill('Lampu sudah diganti.');
      await officer.getByLabel('Tambah foto bukti').setInputFiles({ name: '"><img src=x>.png', mimeType: 'image/png', buffer: pixel(width) });
      await officer.getByText('Berkas tersimpan.').waitFor();
      await until('the proof is ticked', () => acts(officer).getByRole('checkbox', { checked: true }).count());
      await look(officer, 'bukti');
    });
    await shownStatus(officer, 'Selesai');
    await town.hears(melati, 'Apakah masalahnya sudah selesai?');
    await town.says(melati, { text: 'sudah' });
    await town.hears(melati, 'kami tutup');
    await officer.reload();
    await shownStatus(officer, 'Tuntas');
    await officer.getByText('menutup laporan: Tuntas').waitFor();
    assert.equal((await town.api(who.rina, `tickets/${number}/timeline`)).items.find((e) => e.type === 'resolved').data.proof?.length, 1);
    await officer.getByRole('heading', { name: 'Berkas dari petugas' }).waitFor();
    await look(officer, 'laporan-tuntas');
    await close(clerk);
    await close(officer);
  });

  test('a department hands over what is not its matter, and sees it no more; the desk sees from whom', async () => {
    const number = await town.reports(citizen('Pak Seroja'), 'Lampu jalan padam, tiangnya roboh ke jalan desa Sebaung');
    await town.api(who.rina, `tickets/${number}/assignments`, { department: 'DISHUB' });
    const officer = await as(who.budi, ticketAt(number), { width });
    await act(officer, 'Alihkan ke unit lain', async () => {
      assert.equal(await officer.getByLabel('Unit', { exact: true }).locator('option[value=DISHUB]').count(), 0);
      await officer.getByLabel('Unit', { exact: true }).selectOption('PUPR');
      await officer.getByLabel('Alasan, untuk unit itu').fill('Yang rusak jalannya.');
      await look(officer, 'alihkan');
    });
    await says(officer).getByText('Laporan dialihkan.').waitFor();
    await until('the list', () => officer.url().endsWith('/staff/laporan'));
    assert.equal(await officer.getByText(number).count(), 0);
    const clerk = await as(who.rina, ticketAt(number), { width });
    await clerk.locator('.ticket-sub').getByText(/dialihkan oleh Dinas Perhubungan/).waitFor();
    await clerk.getByText(/mengalihkan ke Dinas Pekerjaan Umum.*dari Dinas Perhubungan/).waitFor();
    await clerk.getByText('Yang rusak jalannya.').waitFor();
    await close(officer);
    await close(clerk);
  });

  test('a wrong department is corrected with one tap, a wrong place by choosing', async () => {
    const number = await town.reports(citizen('Pak Cempaka'), 'Sampah menumpuk, pedagang pasar Dringu mengeluh');
    const clerk = await as(who.rina, ticketAt(number), { width });
    const why = clerk.getByRole('region', { name: 'Mengapa unit dan tempat ini' });
    await why.getByText('sampah menumpuk').waitFor();
    await why.getByRole('button', { name: /Pasar dan harga/ }).click();
    await clerk.locator('.ticket-sub').getByText(/Dinas Koperasi/).waitFor();
    assert.equal((await town.api(who.rina, `tickets/${number}`)).category, 'market');
    await clerk.getByText('Perbaiki sendiri').click();
    await why.getByLabel('Tempat').fill('Antah Berantah');
    await why.getByRole('button', { name: 'Simpan perbaikan' }).click();
    await why.getByText('pilih salah satu dari daftar').waitFor();
    await why.getByLabel('Tempat').fill('Sebaung, Kec. Gending');
    await look(clerk, 'perbaikan');
    await why.getByRole('button', { name: 'Simpan perbaikan' }).click();
    await clerk.locator('.ticket-sub').getByText(/Sebaung, Kec. Gending/).waitFor();
    assert.equal((await town.api(who.rina, `tickets/${number}`)).village.name, 'Sebaung');
    await close(clerk);
  });

  test('a village whose name two have is corrected with one tap; why is said once', async () => {
    const number = await town.reports(citizen('Bu Wijaya'), `Jalan berlubang di desa Karanganyar, berlubang parah jalan itu (${width})`);
    assert.equal((await town.api(who.rina, `tickets/${number}`)).village, null);
    const clerk = await as(who.rina, ticketAt(number), { width }), why = clerk.getByRole('region', { name: 'Mengapa unit dan tempat ini' });
    await why.locator('q').first().waitFor();
    const said = await why.locator('q').allTextContents();
    assert.deepEqual(said.filter((one, i) => said.some((other, k) => k !== i && ` ${other} `.includes(` ${one} `))), [], said.join(', '));
    await look(clerk, 'nama-kembar');
    await why.getByRole('button', { name: 'Karanganyar, Kec. Paiton' }).click();
    await clerk.locator('.ticket-sub').getByText('Karanganyar, Kec. Paiton').waitFor();
    assert.equal((await town.api(who.rina, `tickets/${number}`)).village.name, 'Karanganyar');
    assert.equal(await why.getByRole('button', { name: /^Karanganyar/ }).count(), 0);
    await close(clerk);
  });

  test('the identity is opened with a reason, and the trail tells who opened it', async () => {
    const kenanga = citizen('Mbak Kenanga'), number = await town.reports(kenanga, 'Jalan berlubang di desa Wonokerto');
    const clerk = await as(who.rina, ticketAt(number), { width });
    assert.ok(!(await clerk.content()).includes(kenanga.phone), 'the number is masked');
    await clerk.getByText('Buka identitas …').click();
    await clerk.getByRole('button', { name: 'Buka identitas' }).click();
    await clerk.getByText('Alasan perlu diisi.').waitFor();
    await clerk.getByRole('textbox', { name: 'Alasan', exact: true }).fill(`Alamat tidak jelas, perlu ditelepon (${width})`);
    await clerk.getByRole('button', { name: 'Buka identitas' }).click();
    await clerk.getByText(`+${kenanga.phone}`).waitFor();
    await look(clerk, 'identitas');
    await clerk.getByRole('button', { name: 'Sembunyikan' }).click();
    assert.ok(!(await clerk.content()).includes(kenanga.phone), 'hidden again');
    const auditor = await as(who.audi, null, { width });
    const line = auditor.getByRole('listitem').filter({ hasText: `perlu ditelepon (${width})` });
    assert.match(await line.textContent(), /rina.*membuka identitas pelapor/);
    await look(auditor, 'jejak');
    await close(clerk);
    await close(auditor);
  });

  test('a canned answer fills the box and sends nothing; a photo goes along with what was sent', async () => {
    const seroja = citizen('Bu Seroja'), number = await town.reports(seroja, 'Lampu jalan mati di desa Curahtulis kecamatan Tongas');
    const clerk = await as(who.rina, ticketAt(number), { width });
    const reply = clerk.getByLabel('Balasan untuk pelapor');
    await reply.fill('Selamat pagi.');
    await clerk.getByLabel('Jawaban siap pakai').selectOption('Minta foto');
    const words = await reply.inputValue();
    assert.match(words, new RegExp(`^Selamat pagi\\.\n\nBapak/Ibu, .*${number}`));
    assert.equal((await town.heard(seroja)).filter((m) => m.text.includes('Selamat pagi.')).length, 0);
    await clerk.getByText('Lampirkan foto atau PDF').click();
    await clerk.getByLabel('Berkas untuk pelapor').setInputFiles({ name: 'Bu Seroja.png', mimeType: 'image/png', buffer: pixel(width + 1) });
    await clerk.getByText(/Foto \d+ ikut dikirim/).waitFor();
    assert.equal(await reply.inputValue(), words);
    await look(clerk, 'balasan-berfoto');
    await clerk.getByRole('button', { name: 'Kirim balasan' }).click();
    await says(clerk).getByText('Balasan dikirim.').waitFor();
    await town.hears(seroja, 'Selamat pagi.');
    assert.deepEqual((await town.heard(seroja)).filter((m) => m.text.includes('Selamat pagi.')).map((m) => m.type), ['image']);
    await clerk.getByText(/ikut dikirim/).waitFor({ state: 'detached' });
    await close(clerk);
  });

  test('a session ends while somebody types: nothing is lost, and nothing is sent twice', async () => {
    const mawar = citizen('Bu Mawar'), number = await town.reports(mawar, 'Banjir di desa Kalirejo Dringu');
    const clerk = await as(who.rina, ticketAt(number), { width });
    const words = `Petugas kami datang besok pagi, ${width}.`;
    await clerk.getByLabel('Balasan untuk pelapor').fill(words);
    town.sql('DELETE FROM session');
    await clerk.getByRole('button', { name: 'Kirim balasan' }).click();
    const dialog = clerk.getByRole('dialog', { name: 'Sesi Anda berakhir' });
    await dialog.waitFor();
    await look(clerk, 'sesi-berakhir');
    await dialog.getByLabel('Kata sandi').fill('bukan ini');
    await dialog.getByRole('button', { name: 'Masuk' }).click();
    await dialog.getByText('Nama atau kata sandi salah.').waitFor();
    assert.equal(await clerk.getByLabel('Balasan untuk pelapor').inputValue(), words);
    await dialog.getByLabel('Kata sandi').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Masuk' }).click();
    await town.hears(mawar, words);
    await says(clerk).getByText('Balasan dikirim.').waitFor();
    assert.equal(await clerk.getByLabel('Balasan untuk pelapor').inputValue(), '');
    assert.equal((await town.heard(mawar)).filter((m) => m.text.includes(words)).length, 1);

    // The same for a page that is loaded anew, which is what people do.
    await clerk.getByRole('tab', { name: 'Catatan' }).click();
    await clerk.getByLabel('Catatan untuk rekan').fill('Belum selesai mengetik');
    town.sql('DELETE FROM session');
    await clerk.reload();
    await fillSignIn(clerk, 'rina');
    await clerk.getByLabel('Catatan untuk rekan').waitFor();
    assert.equal(await clerk.getByLabel('Catatan untuk rekan').inputValue(), 'Belum selesai mengetik');
    // Another person in the same tab does not see it.
    town.sql('DELETE FROM session');
    await clerk.reload();
    await fillSignIn(clerk, 'sari');
    await clerk.getByRole('tab', { name: 'Catatan' }).click();
    assert.equal(await clerk.getByLabel('Catatan untuk rekan').inputValue(), '');
    await close(clerk);
  });

  test('two clerks at once: the second is told what changed, and keeps what was typed', async () => {
    const number = await town.reports(citizen('Pak Melur'), 'Lampu jalan mati di desa Gending');
    const first = await as(who.rina, ticketAt(number), { width }), second = await as(who.sari, '/staff/', { width });
    await second.route(/\/(events|outbox)$/, (route) => route.abort()); // neither told nor asking: else the page may have caught up before the click
    await second.goto(`${town.url}${ticketAt(number)}`);
    await second.getByRole('tab', { name: 'Catatan' }).click();
    await second.getByLabel('Catatan untuk rekan').fill('Sudah saya telepon.');
    await acts(second).getByRole('button', { name: 'Disposisikan' }).click();
    await act(first, 'Disposisikan', () => first.getByLabel('Unit', { exact: true }).selectOption('PUPR'));
    await shownStatus(first, 'Didisposisikan');

    await second.getByRole('button', { name: 'Simpan catatan' }).click();
    await second.getByText('Laporan ini berubah ketika Anda menulis.').waitFor();
    await second.locator('.conflict').getByText(/rina mendisposisikan ke Dinas Pekerjaan Umum/).waitFor();
    await look(second, 'dua-petugas');
    assert.equal(await second.getByLabel('Catatan untuk rekan').inputValue(), 'Sudah saya telepon.');
    await second.getByRole('button', { name: 'Simpan catatan' }).click();
    await says(second).getByText('Catatan disimpan.').waitFor();
    const { items } = await town.api(who.rina, `tickets/${number}/timeline`);
    assert.deepEqual(items.filter((e) => e.type === 'note').map((e) => [e.actor, e.text]), [['staff:sari', 'Sudah saya telepon.']]);
    await close(first);
    await close(second);
  });

  test('outside the window: the reply is refused kindly and kept', async () => {
    const anggrek = citizen('Bu Anggrek'), number = await town.reports(anggrek, 'Puskesmas Paiton antre lama sekali');
    const clerk = await as(who.rina, ticketAt(number), { width });
    await clerk.getByText('Pelapor bisa dibalas bebas sampai').waitFor();
    town.sql(`UPDATE contact SET last_inbound_at = last_inbound_at - 90000000 WHERE id = (SELECT contact_id FROM ticket WHERE id = ${idOf(number)})`);
    await clerk.getByLabel('Balasan untuk pelapor').fill('Antrean kini memakai nomor daring.');
    await clerk.getByRole('button', { name: 'Kirim balasan' }).click();
    await clerk.getByText('WhatsApp belum mengizinkan pesan bebas').waitFor();
    assert.equal(await clerk.getByLabel('Balasan untuk pelapor').inputValue(), 'Antrean kini memakai nomor daring.');
    await clerk.reload();
    await clerk.getByText('Jendela 24 jam sudah tutup.').waitFor();
    assert.equal(await clerk.getByLabel('Balasan untuk pelapor').inputValue(), 'Antrean kini memakai nomor daring.');
    await look(clerk, 'jendela-tutup');
    // What an action tells waits in sight, and leaves when the citizen writes.
    await act(clerk, 'Disposisikan', () => clerk.getByLabel('Unit', { exact: true }).selectOption('DINKES'));
    await until('it waits', async () => (await town.api(who.rina, `tickets/${number}/outbox`)).items.some((m) => m.state === 'waiting'));
    await clerk.reload();
    await clerk.getByText('Tertahan: jendela 24 jam tutup').waitFor();
    await look(clerk, 'balasan-tertahan');
    assert.equal((await town.heard(anggrek)).filter((m) => m.text.includes('kami teruskan ke')).length, 0);
    await town.says(anggrek, { text: 'status' });
    await town.hears(anggrek, 'kami teruskan ke');
    await clerk.reload();
    await clerk.getByText('Pelapor bisa dibalas bebas sampai').waitFor();
    await clerk.getByRole('button', { name: 'Kirim balasan' }).click();
    await town.hears(anggrek, 'Antrean kini memakai nomor daring.');
    await close(clerk);
  });

  test('a late ticket climbs the ladder, is explained, and the citizen hears why and until when', async () => {
    const teratai = citizen('Bu Teratai'), number = await town.reports(teratai, 'Lampu jalan mati di desa Gending kecamatan Gending');
    await town.api(who.rina, `tickets/${number}/assignments`, { department: 'DISHUB' });
    town.sql(`UPDATE ticket SET received_at = received_at - 1728000000, created_at = created_at - 1728000000, stage_at = stage_at - 1728000000, due_at = stage_at - 259200000, `
      + `promise_at = stage_at - 259200000, answered_at = NULL, ladder_at = 1 WHERE id = ${idOf(number)}`);
    await town.hears(teratai, 'belum'); // the missed day, before anybody asks
    await until('the third step', async () => (await town.api(who.rina, `tickets/${number}/timeline`)).items.some((e) => e.type === 'ladder' && e.data.percent === 100));
    const officer = await as(who.budi, '/staff/laporan?overdue=true', { width });
    await officer.getByRole('link', { name: new RegExp(number) }).click();
    const life = officer.getByRole('region', { name: 'Riwayat' });
    for (const words of ['50 % waktu tahap ini sudah lewat; kini perlu dilihat narahubung unit', '80 % waktu', '100 % waktu tahap ini sudah lewat; kini perlu dilihat sekretaris daerah', 'mencatat janji terlewat; pelapor diberi tahu'])
      await life.getByText(words).waitFor();
    await officer.getByRole('region', { name: 'Waktu' }).getByText(/terlambat \d+ hari/).waitFor();
    const until_ = workday(10);
    await act(officer, 'Janjikan hari lain', async () => {
      await officer.getByLabel('Tanggal baru').fill(until_);
      await officer.getByLabel('Alasan untuk pelapor', { exact: true }).fill('Suku cadang lampu baru datang minggu depan.');
      await look(officer, 'terlambat');
    });
    await town.hears(teratai, 'Suku cadang lampu baru datang minggu depan.');
    await life.getByText('menjanjikan tanggal baru').waitFor();
    await life.getByText('Suku cadang lampu baru datang minggu depan.').waitFor();
    await look(officer, 'terlambat-dijelaskan');
    await close(officer);
  });

  test('the bar of the clock shows when it stood still: a pause that is over, and one that lasts', async () => {
    const kamboja = citizen('Bu Kamboja'), number = await town.reports(kamboja, 'Lampu jalan mati di desa Sebaung, tiang kedua'), id = idOf(number);
    const asks = (message) => town.api(who.budi, `tickets/${number}/transitions`, { to: 'awaiting_reporter', message });
    await town.api(who.rina, `tickets/${number}/assignments`, { department: 'DISHUB' });
    await asks('Tiang yang mana?');
    await town.says(kamboja, { text: `${number} yang dekat balai desa` });
    await until('it goes on', async () => (await town.api(who.rina, `tickets/${number}`)).status === 'assigned');
    await asks('Di seberang apa?');
    // Ten days, of which it stood still from the second to the fourth, and since the eighth.
    const ago = (days) => `unixepoch() * 1000 - ${days * 86400000}`, nth = (type, n) => `(SELECT id FROM event WHERE ticket_id = ${id} AND type = '${type}' ORDER BY id LIMIT 1 OFFSET ${n})`;
    town.sql(`DROP TRIGGER event_no_update; UPDATE ticket SET received_at = ${ago(10)}, paused_since = ${ago(2)}, due_at = ${ago(0)}, promise_at = ${ago(0)}, paused_days = 2 WHERE id = ${id};
      UPDATE event SET at = ${ago(8)} WHERE id = ${nth('awaiting_reporter', 0)}; UPDATE event SET at = ${ago(6)} WHERE id = ${nth('assigned', 1)}; UPDATE event SET at = ${ago(2)} WHERE id = ${nth('awaiting_reporter', 1)};
      CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END`);
    const officer = await as(who.budi, ticketAt(number), { width }), clock = officer.getByRole('region', { name: 'Waktu' });
    await clock.getByText('waktu berhenti, tidak dihitung').waitFor();
    const [whole, ...pauses] = await clock.locator('.clock-all, .clock-pause').evaluateAll((all) => all.map((r) => [r.x.baseVal.value, r.width.baseVal.value]));
    assert.deepEqual(pauses.map(([x, w]) => [x - whole[0], w].map((n) => Math.round(10 * n / whole[1]))), [[2, 2], [8, 2]]);
    await clock.getByText('2 hari kerja').waitFor();
    await officer.getByRole('region', { name: 'Riwayat' }).getByText('menjawab; tenggat berjalan lagi').waitFor();
    assert.notEqual(await clock.locator('.clock-pause').first().evaluate((r) => getComputedStyle(r).fill), await clock.locator('.clock-gone').evaluate((r) => getComputedStyle(r).fill));
    await look(officer, 'jeda');
    await close(officer);
  });

  test('a hostile citizen changes nothing on any page', async () => {
    const bad = '<img src=x onerror="alert(1)"><script>document.title="rusak"</script>{{7*7}}', turn = '‮nol‬';
    const crow = citizen(`<b>Gagak</b> ${bad}`.slice(0, 60)), number = await town.reports(crow, `Lampu jalan mati di desa Sebaung ${bad} ${turn} ${'🦅'.repeat(400)} ${'x'.repeat(600)} =HYPERLINK("http://a")`);
    await town.says(crow, { image: { caption: `${bad} ${number}` } });
    await town.says(crow, { text: `${number} javascript:alert(2) *${bad}*` });
    await town.api(who.rina, `tickets/${number}/assignments`, { department: 'DISHUB', note: bad });
    await town.api(who.rina, `tickets/${number}/notes`, { text: `"><svg onload=alert(3)> ${turn}` });
    await town.api(who.budi, `tickets/${number}/transitions`, { to: 'awaiting_reporter', message: bad });
    await until('its photo', async () => (await town.api(who.rina, `tickets/${number}`)).attachments.some((a) => a.state === 'stored'));
    const clerk = await as(who.adi, ticketAt(number), { width });
    await clerk.getByText('onerror="alert(1)"').first().waitFor();
    await clerk.locator('.photo img').first().scrollIntoViewIfNeeded(); // it is loaded when it comes into sight
    await until('the photo is shown', () => clerk.locator('.photo img').first().evaluate((img) => img.complete && img.naturalWidth > 0));
    await look(clerk, 'warga-jahil');
    for (const path of ['/staff/', `/staff/laporan?q=${encodeURIComponent(bad)}`, '/staff/laporan', '/staff/balasan?state=', '/staff/jejak',
      `/staff/laporan/${encodeURIComponent(bad)}`, '/staff/<script>alert(4)</script>']) {
      await clerk.goto(town.url + path);
      await clerk.getByRole('main').getByRole('heading', { level: 1 }).or(clerk.locator('.state-title')).first().waitFor();
      await clerk.waitForTimeout(150);
      assert.doesNotMatch(await clerk.title(), /^rusak/);
      assert.equal(await clerk.locator('main script, main svg[onload], main img[src=x]').count(), 0, path);
    }
    await close(clerk);
  });

  test('the service is away: said plainly, nothing is lost, and it goes on by itself', async () => {
    const dahlia = citizen('Bu Dahlia'), number = await town.reports(dahlia, 'Pupuk langka di Krucil');
    const clerk = await as(who.rina, ticketAt(number), { width });
    await clerk.getByLabel('Balasan untuk pelapor').fill('Kami cek ke kios hari ini.');
    await town.stop();
    await clerk.getByRole('button', { name: 'Kirim balasan' }).click();
    await clerk.getByRole('alert').getByText('Tidak ada sambungan ke layanan').waitFor();
    assert.equal(await clerk.locator('.banner').isVisible(), true);
    await look(clerk, 'tanpa-sambungan');
    await clerk.getByRole('navigation', { name: 'Laporan dalam daftar' }).getByRole('link', { name: /Daftar/ }).click();
    await clerk.getByText('Daftar belum bisa dimuat').waitFor();
    await look(clerk, 'daftar-tanpa-sambungan');
    await town.start();
    await clerk.getByRole('button', { name: 'Coba lagi' }).click();
    await clerk.getByRole('link', { name: new RegExp(number) }).click();
    assert.equal(await clerk.getByLabel('Balasan untuk pelapor').inputValue(), 'Kami cek ke kios hari ini.');
    assert.equal(await clerk.locator('.banner').isVisible(), false);
    await clerk.getByRole('button', { name: 'Kirim balasan' }).click();
    await town.hears(dahlia, 'Kami cek ke kios hari ini.');
    await close(clerk);
  });
});
