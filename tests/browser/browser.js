// browser.js - Debian's Chromium, pages of two widths and two schemes, what no page may do, pictures.
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { PASSWORD, until } from './town.js';

const root = new URL('../../', import.meta.url).pathname;
const SCREENS = `${process.env.KANDA_SCREENS || `${root}build/screens`}/`;
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const NARROW = 360, WIDE = 1280;
/** Each width in each scheme. */
export const LOOKS = [[NARROW, false], [WIDE, false], [NARROW, true], [WIDE, true]];
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium-headless-shell', args: ['--no-sandbox', '--lang=id'] });

/** A page of a person of its own. What is wrong in it is kept in page.troubles, and fails the test at
 * its end: an uncaught error, a refused script, an error in the console. */
export async function open(browser, { width = WIDE, dark = false, offline, js = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height: width === NARROW ? 740 : 900 }, colorScheme: dark ? 'dark' : 'light',
    locale: 'id-ID', timezoneId: 'Asia/Jakarta', reducedMotion: 'reduce', javaScriptEnabled: js, bypassCSP: false });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(`error: ${error.stack || error.message}`));
  // A refused request is answered with a status and shown to the person; the browser's own line says no more.
  page.on('console', (m) => { if (m.type() === 'error' && !/Failed to load resource/.test(m.text())) page.troubles.push(`console: ${m.text()}`); });
  page.on('dialog', (dialog) => { page.troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (r) => { if (!r.url().startsWith('http://127.0.0.1:') && !r.url().startsWith('blob:')) page.troubles.push(`asked the world: ${r.url()}`); });
  page.on('response', async (r) => {
    const size = Number(r.headers()['content-length'] || 0);
    if (size > 200 * 1024 && !r.url().includes('/attachments/')) page.troubles.push(`${size} bytes: ${r.url()}`);
  });
  page.width = width;
  page.dark = dark;
  return page;
}

/** The form of signing in, wherever it stands. */
export async function fillSignIn(page, name, password = PASSWORD) {
  await page.getByLabel('Nama akun').fill(name);
  await page.getByLabel('Kata sandi').fill(password);
  await page.getByRole('button', { name: 'Masuk' }).click();
}
/** Signs in at the service of this address. */
export async function signIn(page, url, name, password) {
  await page.goto(`${url}/staff/`);
  await fillSignIn(page, name, password);
  await page.locator('#main h1').waitFor(); // the page of signing in has none of this name
}
/** Has the page's person signed in without the form, which with the page behind it takes as long as what is looked at: who tests
 *  the form fills it in. */
export async function begin(page, url, name) {
  const answer = await page.context().request.post(`${url}/api/v1/session`, { data: { name, password: PASSWORD } });
  assert.ok(answer.ok(), `${name} signs in: ${answer.status()}`);
}
/** A page of somebody who has signed in and is at this path. */
export async function signedIn(browser, url, name, path, options) {
  const page = await open(browser, options);
  await begin(page, url, name);
  await page.goto(`${url}${path || '/staff/'}`);
  if (!path) await page.locator('#main h1').waitFor();
  return page;
}
export async function close(page) {
  await page.context().close();
  assert.deepEqual(page.troubles, []);
}

const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Those that another scheme may break where the rest is the same. */
const COLOUR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Until nothing on the page says any more that it is loading. */
export const settled = (page) => until('the page is loaded', async () => await page.locator('#main h1, header h1').count() > 0 && await page.locator('#main .state.loading').count() === 0);

/** How many rules are broken; named: which, and by what, which takes a third longer. Preloading would write styles into the
 *  page, which its policy forbids. */
const breaches = (page, runOnly, named) => page.evaluate(async ([only, selectors]) => {
  const { violations } = await globalThis.axe.run(document, { runOnly: only, resultTypes: ['violations'], preload: false, selectors });
  return selectors ? violations : violations.length;
}, [runOnly, named]);

/** No violation of WCAG 2.2 A and AA, and nothing wider than the screen. */
export async function accessible(page, where, rules = ALL_RULES) {
  await page.evaluate(() => scrollTo(0, 0)); // what sticks to the top covers nothing there
  // By evaluate, which is not bound by the page's policy; the page itself runs under it.
  if (!await page.evaluate(() => Boolean(globalThis.axe))) await page.evaluate(axeSource);
  const violations = await breaches(page, rules, false) ? await breaches(page, rules, true) : [];
  const lines = violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.slice(0, 4).map((n) => `${n.target}: ${n.failureSummary.split('\n').slice(1, 3).join(' ')}`).join('\n    ')}`);
  assert.deepEqual(lines, [], `${where}: axe`);
  await fits(page, where);
}

/** Nothing is wider than the screen, and nothing that a person reads is a slip of a program. */
async function fits(page, where) {
  const slip = await page.evaluate(() => /.{0,40}(?<![\w"'])(undefined|NaN|null|\[object \w+\]|Invalid Date)(?![\w"'=:]).{0,40}/.exec([...document.querySelectorAll('body :not(pre, textarea, script)')]
    .filter((n) => !n.closest('pre') && [...n.childNodes].some((c) => c.nodeType === 3)).map((n) => [...n.childNodes].filter((c) => c.nodeType === 3).map((c) => c.data).join('')).join('\n'))?.[0]);
  assert.equal(slip, undefined, where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${where}: ${wide} px wider than the screen`);
}

/** A picture of the whole page in build/screens, named by page, width and scheme, where PICTURES are wanted (`make test-browser`). */
export async function shot(page, name) {
  if (!process.env.PICTURES) return; // a tenth of a story's time
  mkdirSync(SCREENS, { recursive: true });
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${SCREENS}${name}-${page.width}${page.dark ? '-dark' : ''}.png`, fullPage: true });
}
/** The same, after it was found accessible; and once more in the other scheme, as when the sun sets. */
export async function look(page, name) {
  await accessible(page, `${name} at ${page.width}${page.dark ? ' dark' : ''}`);
  await shot(page, name);
  await inScheme(page, !page.dark, async () => {
    await accessible(page, `${name} at ${page.width}${page.dark ? ' dark' : ''}`, COLOUR_RULES);
    await shot(page, name);
  });
}
async function inScheme(page, dark, run) {
  const was = page.dark;
  page.dark = dark;
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  try { await run(); } finally {
    page.dark = was;
    await page.emulateMedia({ colorScheme: was ? 'dark' : 'light' });
  }
}
/** Without axe, which takes its time: for the pairs of width and scheme that others look at. */
export async function glance(page, name) {
  await fits(page, `${name} at ${page.width}${page.dark ? ' dark' : ''}`);
  await shot(page, name);
}
