// console.mjs DATABASE ROUNDS - the console on a filled database, in a real browser: how long a queue and a
// ticket take from the click until they are there, and the largest answer. Prints "name value" a line.
import { launch, open } from '../browser/browser.js';
import { PASSWORD, Town } from '../browser/town.js';

const [database, rounds] = process.argv.slice(2);
const town = await Town.open('', { database });
const browser = await launch();
try {
  await town.stop(); // its counting of old events writes all the time
  town.staff('pengukur', 'admin');
  await town.start();
  const page = await open(browser);
  let largest = 0;
  page.on('response', (r) => { largest = Math.max(largest, Number(r.headers()['content-length'] || 0)); });
  await page.goto(`${town.url}/staff/`);
  await page.getByLabel('Nama akun').fill('pengukur');
  await page.getByLabel('Kata sandi').fill(PASSWORD);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.locator('#main h1').waitFor();
  /** In the page's own clock: a click, until what it leads to stands there and one frame was painted. */
  const timed = (link, there) => page.evaluate(([clicked, shown]) => new Promise((resolve, reject) => {
    const main = document.getElementById('main'), begin = performance.now();
    const late = setTimeout(() => reject(new Error(`${shown} did not come`)), 20000);
    const look = new MutationObserver(() => {
      if (!main.querySelector(shown) || main.querySelector(':scope > .state.loading')) return;
      look.disconnect();
      clearTimeout(late);
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
    });
    look.observe(main, { childList: true, subtree: true });
    document.querySelector(clicked).click();
  }), [link, there]);
  for (let i = 0; i < Number(rounds); i++) {
    await page.goto(`${town.url}/staff/`);
    await page.locator('.queue-card').first().waitFor();
    console.log('queue', (await timed('a[data-queue="new"]', '.entries .entry')).toFixed(1));
    await page.waitForTimeout(300);
    console.log('ticket', (await timed('.entries .entry .entry-link', '.ticket')).toFixed(1));
  }
  for (const path of ['/staff/laporan', '/staff/angka']) {
    await page.goto(town.url + path);
    await page.waitForTimeout(1500);
  }
  console.log('largest_kb', (largest / 1024).toFixed(1));
} finally {
  await browser.close();
  await town.close();
}
