// chat.test.js - the chat of a ticket is what its citizen saw: quotes, reactions, what could be tapped,
// the words of a template; and what staff may know of it, and do about what did not arrive.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, glance, launch, look, LOOKS, NARROW, signedIn, WIDE } from './browser.js';
import { citizen, idOf, pixel, Town, until } from './town.js';

let town, browser;
const who = {};

before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=0\n[http]\npublic_url=https://lapor.example\n');
  browser = await launch();
  Object.assign(who, { rina: town.staff('rina', 'operator'), budi: town.staff('budi', 'officer', 'DISHUB'), tono: town.staff('tono', 'supervisor') });
});
after(async () => {
  await browser?.close();
  await town?.close();
});

const as = (person, path, options) => signedIn(browser, town.url, person.name, path, options);
const chatOf = (page) => page.getByRole('region', { name: 'Percakapan' });
const row = (page, text) => chatOf(page).locator('.bubble-row').filter({ has: page.locator('.bubble-text', { hasText: text }) });
const list = async (person, number, what) => (await town.api(person, `tickets/${number}/${what}`)).items;
const heardWith = async (person, words) => town.hears(person, words);
/** A day goes by: its citizen wrote more than 24 hours ago. */
const dayGoesBy = (number) => town.sql(`UPDATE contact SET last_inbound_at = last_inbound_at - 90000000 WHERE id = (SELECT contact_id FROM ticket WHERE id = ${idOf(number)})`);

test('quotes, reactions, buttons and lists stand where the citizen saw them', async () => {
  const ani = citizen('Bu Ani'), other = citizen('Warga lain'), number = await town.reports(ani, 'Lampu jalan mati di desa Sebaung kecamatan Gending');
  const elsewhere = await town.reports(other, 'Jalan berlubang di desa Wonokerto');
  const first = await heardWith(ani, number);
  await town.says(ani, { text: 'Terima kasih, sudah dua malam gelap', context: first.wamid });
  await town.says(ani, { reaction: { message_id: first.wamid, emoji: '👍' } });
  await town.says(ani, { reaction: { message_id: first.wamid, emoji: '🙏' } });
  await until('both reactions', async () => (await list(who.rina, number, 'messages')).filter((m) => m.type === 'reaction').length === 2);
  await town.api(who.rina, `tickets/${number}/assignments`, { department: 'DISHUB' });
  await town.api(who.budi, `tickets/${number}/transitions`, { to: 'in_progress' });
  await town.api(who.budi, `tickets/${number}/transitions`, { to: 'resolved', message: 'Lampu sudah diganti.' });
  const asked = await heardWith(ani, 'Lampu sudah diganti.');
  assert.ok(asked.choices.length >= 2);
  await town.says(ani, { tap: { kind: 'button', ...asked.choices.find((c) => c.title.startsWith('Sudah')) }, context: asked.wamid });
  await until('closed', async () => (await town.api(who.rina, `tickets/${number}`)).status === 'closed');

  const messages = await list(who.rina, number, 'messages'), replies = await list(who.rina, number, 'outbox');
  const answer = replies.at(-1), question = replies.find((r) => r.text?.includes('Lampu sudah diganti.'));
  assert.deepEqual(messages.find((m) => m.text.startsWith('Terima kasih')).refers_to, { message: null, reply: answer.id });
  assert.deepEqual(messages.filter((m) => m.type === 'reaction').map((m) => [m.text, m.refers_to.reply]), [['👍', answer.id], ['🙏', answer.id]]);
  assert.equal(question.options[0].title, asked.choices[0].title);
  assert.equal(messages.find((m) => m.type === 'interactive').refers_to.reply, question.id);
  // Whoever may not see the one ticket learns nothing of it through the other.
  await town.says(other, { text: `${elsewhere} sama dengan jalan ini`, context: first.wamid });
  const there = await until('the quote', async () => (await list(who.rina, elsewhere, 'messages')).find((m) => m.refers_to));
  assert.deepEqual(there.refers_to, { message: null, reply: null });

  for (const [width, dark] of LOOKS) {
    const page = await as(who.budi, `/staff/laporan/${number}`, { width, dark });
    await row(page, 'Terima kasih, sudah dua malam gelap').locator('.quoted').getByText('Lapor Kanda').waitFor();
    const reactions = chatOf(page).locator('.bubble-row', { has: page.locator('.bubble.out', { hasText: number }) }).locator('.reactions').first();
    assert.equal((await reactions.innerText()).replace(/\s+/g, ' ').trim(), 'Reaksi pelapor: 🙏'); // the latest, and once
    await row(page, 'Lampu sudah diganti.').getByRole('listitem').filter({ hasText: asked.choices[0].title }).waitFor();
    await row(page, /^Sudah/).locator('.quoted').getByText('Lapor Kanda').waitFor();
    await (dark ? glance : look)(page, 'percakapan');
    await close(page);
  }
});

test('photos stand with their own words, whichever came first; what the desk added stands where it was sent', async () => {
  const tari = citizen('Bu Tari'), now = Math.floor(Date.now() / 1000), number = await town.reports(tari, 'Jalan berlubang di desa Wonokerto');
  await town.says(tari, { image: { caption: `${number} dekat pasar` }, timestamp: now - 2 }); // by a clock before the report's
  await town.says(tari, { image: { caption: `${number} dekat masjid` }, timestamp: now - 4 }); // it came late
  const ticket = await until('both photos', async () => { const t = await town.api(who.rina, `tickets/${number}`); return t.attachments.filter((a) => a.state === 'stored').length === 2 && t; });
  const messages = await list(who.rina, number, 'messages'), photoOf = (words) => ticket.attachments.find((a) => a.message === messages.find((m) => m.text.endsWith(words)).id).id;
  assert.notEqual(photoOf('dekat pasar'), photoOf('dekat masjid'));
  const page = await as(who.rina, `/staff/laporan/${number}`, { width: WIDE });
  for (const words of ['dekat masjid', 'dekat pasar'])
    assert.equal(await row(page, words).getByRole('img').getAttribute('alt'), `Foto dari pelapor, nomor ${photoOf(words)}`);
  assert.deepEqual(await chatOf(page).locator('.bubble.in').evaluateAll((all) => all.slice(0, 2).map((b) => b.querySelector('.bubble-text').textContent.slice(-6))), ['masjid', ' pasar']);
  // What is added for the desk was sent to nobody; what goes along with a reply, its citizen saw.
  const sent = (await town.heard(tari)).filter((m) => m.type !== 'reaction').length, ours = chatOf(page).locator('.bubble.out');
  assert.equal(await ours.count(), sent);
  await page.getByText('Lampirkan foto atau PDF').click();
  await page.getByLabel('Berkas untuk pelapor').setInputFiles({ name: 'peta.png', mimeType: 'image/png', buffer: pixel() });
  await page.getByText(/Foto \d+ ikut dikirim/).waitFor();
  await chatOf(page).getByRole('heading', { name: 'Berkas dari petugas' }).waitFor();
  assert.equal(await ours.count(), sent);
  await page.getByLabel('Balasan untuk pelapor').fill('Apakah di titik ini?');
  await page.getByRole('button', { name: 'Kirim balasan' }).click();
  await town.hears(tari, 'Apakah di titik ini?');
  await row(page, 'Apakah di titik ini?').getByRole('img', { name: /^Foto dari petugas/ }).waitFor();
  await until('the photo is shown', () => row(page, 'Apakah di titik ini?').getByRole('img').evaluate((img) => img.complete && img.naturalWidth === 1));
  await look(page, 'percakapan-foto');
  await close(page);
});

test('what others do leaves alone what somebody hears, opened or has the focus on', async () => {
  const lina = citizen('Bu Lina'), number = await town.reports(lina, 'Lampu jalan mati di desa Gending kecamatan Gending');
  await town.says(lina, { image: { caption: `${number} ini fotonya` } });
  await until('its photo', async () => (await town.api(who.rina, `tickets/${number}`)).attachments.some((a) => a.state === 'stored'));
  const page = await as(who.rina, `/staff/laporan/${number}`, { width: WIDE }), photo = row(page, 'ini fotonya').locator('a.photo');
  await photo.focus();
  const before = await photo.elementHandle();
  await town.api(who.rina, `tickets/${number}/notes`, { text: 'dari meja sebelah' });
  await town.says(lina, { text: `${number} masih gelap` });
  await page.getByRole('region', { name: 'Riwayat' }).getByText('dari meja sebelah').waitFor();
  await row(page, 'masih gelap').waitFor();
  assert.equal(await before.evaluate((a) => a.isConnected && document.activeElement === a), true);
  await close(page);
});

test('a long talk opens with its end; the rest follows, and nothing is shown that is not known', async () => {
  const tuti = citizen('Bu Tuti'), number = await town.reports(tuti, 'Sampah menumpuk di desa Wonokerto'), id = `id = ${idOf(number)}`;
  town.sql(`INSERT INTO message (wamid, direction, type, contact_id, ticket_id, sent_at, received_at, text) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 330)
    SELECT 'wamid.panjang.' || i, 0, 1, contact_id, id, created_at + i * 1000, created_at + i * 1000, 'Kata ke-' || i FROM n, ticket WHERE ${id}`);
  const page = await as(who.rina, '/staff/', { width: NARROW }), held = [], older = (url) => url.pathname.endsWith('/messages') && url.searchParams.has('cursor');
  await page.route(older, (route) => held.push(route));
  await page.goto(`${town.url}/staff/laporan/${number}`);
  await row(page, /^Kata ke-330$/).waitFor();
  await chatOf(page).getByText('Yang lebih lama sedang dimuat').waitFor();
  assert.equal(await chatOf(page).locator('.bubble.out').count(), 0, 'the first answer lies before what is known of the chat');
  await until('it asks for more', () => held.length);
  await held.shift().abort();
  await chatOf(page).getByText('Yang lebih lama belum bisa dimuat').waitFor();
  await look(page, 'percakapan-panjang');
  await page.unroute(older);
  await chatOf(page).getByRole('button', { name: 'Coba lagi' }).click();
  await chatOf(page).getByRole('button', { name: 'Tampilkan pesan sebelumnya (292)' }).click(); // 330, the report, its answer; 40 are shown
  await row(page, /^Kata ke-1$/).waitFor();
  assert.deepEqual(await chatOf(page).locator('.bubble-text').evaluateAll((all) => all.map((b) => b.textContent).slice(2)), Array.from({ length: 330 }, (_, i) => `Kata ke-${i + 1}`));
  assert.equal(await chatOf(page).locator('.bubble.out').count(), 1);
  // A text as long as a message may be begins; on paper it is whole, and so is the chat.
  const whole = '🦅'.repeat(1400);
  await town.says(tuti, { text: `${number} ${whole}` });
  const long = row(page, '🦅🦅🦅');
  await long.getByRole('button', { name: 'Baca selengkapnya' }).waitFor();
  assert.ok((await long.locator('.bubble-text').textContent()).length < 1100);
  await page.reload();
  await chatOf(page).getByRole('button', { name: /^Tampilkan pesan sebelumnya \(29\d\)$/ }).waitFor();
  await page.evaluate(() => { dispatchEvent(new Event('beforeprint')); });
  assert.ok(await long.locator('.bubble-text').textContent() === `${number} ${whole}`, 'the whole text');
  await row(page, /^Kata ke-1$/).waitFor();
  await close(page);
});

test('the key of the citizen stays the citizen\'s', async () => {
  const dedi = citizen('Pak Dedi'), number = await town.reports(dedi, 'Lampu jalan mati di desa Paiton');
  const first = await heardWith(dedi, number), key = /key=(\w+)/.exec(first.text)[1];
  assert.equal(key.length, 16);
  await town.says(dedi, { text: `${number} ini tautannya https://lapor.example/t/${number}?key=${key}` });
  await until('it came', async () => (await list(who.rina, number, 'messages')).length === 2);
  for (const path of [`tickets/${number}`, `tickets/${number}/messages`, `tickets/${number}/outbox`, `tickets/${number}/timeline`, 'tickets', 'outbox'])
    assert.ok(!JSON.stringify(await town.api(who.rina, path)).includes(key), path);
  const page = await as(who.rina, `/staff/laporan/${number}`, { width: WIDE });
  await chatOf(page).getByText('key=[kunci]').first().waitFor();
  assert.ok(!(await page.content()).includes(key));
  await close(page);
});

test('a message that went as a template shows the words that its citizen read', async () => {
  const sri = citizen('Bu Sri'), number = await town.reports(sri, 'Lampu jalan mati di desa Dringu');
  await town.api(who.rina, `tickets/${number}/assignments`, { department: 'DISHUB' });
  await town.hears(sri, 'kami teruskan ke');
  dayGoesBy(number);
  town.command('templates', 'submit');
  await town.api(who.budi, `tickets/${number}/transitions`, { to: 'in_progress', message: 'Tim berangkat siang ini.' });
  const went = await until('it went', async () => (await list(who.budi, number, 'outbox')).find((r) => r.template && r.sent_at));
  const body = town.sql(`SELECT body FROM template WHERE name = '${went.template}' AND language = 'id'`);
  assert.equal(went.sent_text.replaceAll('Tim berangkat siang ini', '{{3}}').replaceAll(number, '{{1}}').replaceAll('Dinas Perhubungan', '{{2}}'), body);
  assert.notEqual(went.text, went.sent_text);
  await town.hears(sri, went.sent_text);
  assert.deepEqual(went.options, []);
  for (const [width, dark] of LOOKS) {
    const page = await as(who.budi, `/staff/laporan/${number}`, { width, dark });
    await row(page, went.sent_text).getByText(went.template).waitFor();
    await glance(page, 'percakapan-template');
    await close(page);
  }
});

test('a reply that did not arrive says what to do, to whoever may do it', async () => {
  const joko = citizen('Pak Joko'), number = await town.reports(joko, 'Lampu jalan mati di desa Krucil');
  await town.api(who.rina, `tickets/${number}/assignments`, { department: 'DISHUB' });
  await town.hears(joko, 'kami teruskan ke');
  await town.faults({ fail_rate: 1, fail_status: 400, fail_code: 131026 });
  for (const text of ['Besok kami ke sana.', 'Mohon foto tiangnya.']) await town.api(who.budi, `tickets/${number}/replies`, { text });
  await until('both failed', async () => (await list(who.budi, number, 'outbox')).filter((r) => r.state === 'failed').length === 2);
  await town.faults({ fail_rate: 0 });
  for (const [width, dark] of LOOKS) {
    const reader = await as(who.tono, `/staff/laporan/${number}`, { width, dark });
    await row(reader, 'Besok kami ke sana.').getByText('Orang ini tidak memakai WhatsApp di nomor itu').waitFor();
    assert.equal(await reader.getByRole('button', { name: 'Kirim lagi' }).count(), 0);
    await glance(reader, 'percakapan-gagal-pimpinan');
    await close(reader);
    const page = await as(who.budi, `/staff/laporan/${number}`, { width, dark });
    await page.getByRole('region', { name: 'Balasan yang tidak sampai' }).getByText('Hubungi pelapor lewat jalan lain').first().waitFor();
    await (dark ? glance : look)(page, 'percakapan-gagal');
    await close(page);
  }
  const page = await as(who.budi, `/staff/laporan/${number}`, { width: NARROW });
  const failed = page.getByRole('region', { name: 'Balasan yang tidak sampai' });
  const one = failed.getByRole('listitem').filter({ hasText: 'Mohon foto tiangnya.' });
  await one.getByText('Sudah ditangani …').click();
  await one.getByLabel('Bagaimana ditangani').fill('Sudah ditelepon.');
  await one.getByRole('button', { name: 'Tandai sudah ditangani' }).click();
  await row(page, 'Mohon foto tiangnya.').getByText('Sudah ditelepon.').waitFor();
  await failed.getByRole('button', { name: 'Kirim lagi' }).click();
  await town.hears(joko, 'Besok kami ke sana.');
  await failed.waitFor({ state: 'detached' });
  await close(page);
});

test('one button to stop answers, or the one to begin again', async () => {
  const number = await town.reports(citizen('Warga yang kasar'), 'Lampu jalan mati di desa Tiris');
  const page = await as(who.rina, `/staff/laporan/${number}`, { width: NARROW });
  const acts = page.getByRole('region', { name: 'Tindakan' }), stop = acts.getByRole('button', { name: 'Hentikan balasan otomatis' }), begin = acts.getByRole('button', { name: 'Buka balasan otomatis' });
  await stop.first().click();
  assert.equal(await begin.count(), 0);
  await acts.locator('form:not([hidden])').getByLabel('Alasan').fill('Kata-kata kasar berulang.');
  await stop.last().click();
  await begin.first().waitFor();
  assert.equal(await stop.count(), 0);
  await page.getByText('Balasan otomatis untuk pelapor ini dihentikan.').waitFor();
  assert.equal((await town.api(who.rina, `tickets/${number}`)).reporter.blocked, true);
  await begin.first().click();
  await acts.locator('form:not([hidden])').getByLabel('Alasan').fill('Sudah minta maaf.');
  await begin.last().click();
  await stop.first().waitFor();
  assert.equal((await town.api(who.rina, `tickets/${number}`)).reporter.blocked, false);
  await close(page);
});

test('the order is that of the citizen\'s phone', async () => {
  const page = await as(who.rina, '/staff/', { width: WIDE });
  const at = (s) => `2026-11-24T08:15:${String(s).padStart(2, '0')}+07:00`;
  const message = (id, sent, received) => ({ id, sent_at: at(sent), received_at: at(received) }), reply = (id, made, message_id, sent) => ({ id, created_at: at(made), message_id, sent_at: message_id ? at(sent) : null });
  const rows = [
    ['by the second', [message(1, 1, 2), message(3, 5, 6)], [reply(1, 2, 2, 3)], 'm1 r1 m3'],
    ['what came late stands where it was sent', [message(1, 1, 2), message(4, 2, 30)], [reply(1, 3, 3, 3)], 'm1 m4 r1'],
    ['equal seconds: in which order they passed us', [message(1, 5, 5), message(3, 5, 6), message(5, 5, 7)], [reply(1, 5, 2, 5), reply(2, 5, 4, 5)], 'm1 r1 m3 r2 m5'],
    ['a clock that is ahead does not move an answer before its question', [message(1, 30, 5)], [reply(1, 5, 2, 6)], 'm1 r1'],
    ['what waited stands where it went', [message(1, 1, 1), message(2, 40, 41)], [reply(1, 2, 3, 42)], 'm1 m2 r1'],
    ['what has not gone stands behind what has', [message(2, 2, 2)], [reply(1, 2, null), reply(2, 2, 3, 2)], 'm2 r2 r1'],
  ];
  const script = await page.evaluate(() => document.querySelector('script[type=module]').src.replace(/main\.js$/, 'chat_order.js'));
  for (const [label, messages, replies, want] of rows) {
    const have = await page.evaluate(async ([from, m, r]) => {
      const { inOrder } = await import(from);
      return inOrder(m, r).map(({ kind, of }) => `${kind[0]}${of.id}`).join(' ');
    }, [script, messages, replies]);
    assert.equal(have, want, label);
  }
  await close(page);
});

/** What can be tapped where it is shown is marked; then: what of it lies below one of the notices. */
const TAPPED = 'button, a, input, textarea, select, summary';
const markTappable = (page) => page.evaluate((all) => {
  for (const n of document.querySelectorAll(all)) {
    const b = n.getBoundingClientRect(), hit = b.width > 1 && document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
    n.toggleAttribute('data-tappable', Boolean(hit && n.contains(hit) && !n.closest('.notice')));
  }
}, TAPPED);
const covered = (page) => page.evaluate(() => [...document.querySelectorAll('[data-tappable]')].filter((n) => {
  const b = n.getBoundingClientRect();
  return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)?.closest('.notice');
}).map((n) => n.textContent.trim() || n.name));

test('what is said lies over no button, wherever the page was', async () => {
  const number = await town.reports(citizen('Bu Wati'), 'Lampu jalan mati di desa Lumbang');
  for (const width of [NARROW, WIDE]) {
    const page = await as(who.rina, `/staff/laporan/${number}`, { width });
    for (const block of ['start', 'center', 'end']) {
      await page.getByLabel('Balasan untuk pelapor').fill(`Kami cek dulu ya (${width}, ${block}).`);
      const send = page.getByRole('button', { name: 'Kirim balasan' });
      await send.evaluate((b, to) => b.scrollIntoView({ block: to }), block);
      await markTappable(page);
      await send.click();
      await page.locator('.notice').getByText('Balasan dikirim.').last().waitFor();
      assert.deepEqual(await covered(page), [], `${width} ${block}`);
      if (block === 'end' && process.env.PICTURES) await page.screenshot({ path: `build/screens/pemberitahuan-${width}.png` });
    }
    await page.getByRole('button', { name: 'Tutup pemberitahuan' }).last().focus(); // the first may end by itself
    const before = await page.locator('.notice').count();
    await page.keyboard.press('Enter');
    await until('it is gone', async () => await page.locator('.notice').count() < before);
    await close(page);
  }
});

test('a file is chosen by keyboard, and in Indonesian', async () => {
  const number = await town.reports(citizen('Bu Yuni'), 'Lampu jalan mati di desa Kuripan');
  await until('every reply is read: no news redraw the page', () => town.sql(`SELECT MIN(state) FROM outbox WHERE ticket_id = ${idOf(number)}`) >= '6');
  const page = await as(who.rina, `/staff/laporan/${number}`, { width: NARROW });
  // From here on, so that the browser is told to hand the dialog over long before it is opened.
  const asked = page.waitForEvent('filechooser');
  await page.getByText('Tambah berkas …').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const field = page.getByLabel('Pilih foto atau PDF');
  assert.equal(await field.evaluate((f) => f === document.activeElement), true);
  assert.ok((await field.boundingBox()).width <= 1, 'the browser draws none of its own words');
  await page.keyboard.press('Enter');
  const chooser = await asked;
  await chooser.setFiles({ name: 'bukti.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
  await page.getByText('Berkas tersimpan.').waitFor();
  await look(page, 'pilih-berkas');
  await close(page);
});
