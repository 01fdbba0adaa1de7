// keyboard.js - what a person without a mouse meets: what the Tab key comes to, in which order, and
// whether the focus can be seen there.
import assert from 'node:assert/strict';

/** In the page: what has the focus, in words; "" for nothing. */
const NAME = (node) => (!node || node === document.body || node === document.documentElement ? '' : `${node.tagName.toLowerCase()}${node.id ? `#${node.id}` : ''} "${
  (node.getAttribute('aria-label') || node.labels?.[0]?.textContent || node.textContent || node.value || '').replace(/\s+/g, ' ').trim().slice(0, 60)}"`);

/** Puts the focus before everything. */
export const toStart = (page) => page.evaluate(() => {
  document.body.setAttribute('tabindex', '-1');
  document.body.focus();
  document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
});
export const focused = (page) => page.evaluate(`(${NAME})(document.activeElement)`);

/* In the page: asks `ended` after each press of Tab. Once that gives something, further presses do nothing, so that many can be
 * on their way at once. */
function heed(ended) {
  const tab = (event) => event.key === 'Tab';
  const heard = { pressed: 0, end: null };
  const down = (event) => { if (tab(event) && heard.end !== null) { event.preventDefault(); event.stopImmediatePropagation(); } };
  const up = (event) => {
    if (!tab(event)) return;
    heard.pressed++;
    if (heard.end === null) heard.end = ended() ?? null;
    else event.stopImmediatePropagation();
  };
  addEventListener('keydown', down, true);
  addEventListener('keyup', up, true);
  heard.leave = () => { removeEventListener('keydown', down, true); removeEventListener('keyup', up, true); };
  globalThis.heard = heard;
}
const wires = new WeakMap();
const AT_ONCE = 12;

/** Presses Tab until `ended`, the source of a function in the page that is asked after each press, gives something, but not more
 * often than `most`; gives that, or null. To ask by a call of its own between two presses takes three times as long. */
async function pressUntil(page, back, ended, most) {
  if (!wires.has(page)) wires.set(page, await page.context().newCDPSession(page));
  const wire = wires.get(page), key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, modifiers: back ? 8 : 0 };
  await page.evaluate(`(${heed})(${ended})`);
  let end = null, left = most;
  while (end === null && left > 0) {
    const sent = [];
    for (let i = Math.min(AT_ONCE, left); i > 0; i--, left--) for (const type of ['rawKeyDown', 'keyUp']) sent.push(wire.send('Input.dispatchKeyEvent', { type, ...key }));
    await Promise.all(sent);
    end = await page.evaluate(() => globalThis.heard.end);
  }
  const pressed = await page.evaluate(() => { globalThis.heard.leave(); return globalThis.heard.pressed; });
  assert.equal(pressed, most - left, 'the page has heard each press');
  return end;
}

/** Presses Tab, or Shift+Tab, until a control of this name has the focus; name: a string that it holds, or a pattern. */
export async function tabTo(page, name, key = 'Tab', most = 250) {
  const fits = name instanceof RegExp ? `${name}.test(now)` : `now.includes(${JSON.stringify(name)})`;
  await page.evaluate(() => { globalThis.passed = []; });
  const end = await pressUntil(page, key === 'Shift+Tab', `() => { const now = (${NAME})(document.activeElement); if (${fits}) return now; globalThis.passed.push(now); }`, most);
  if (end === null) throw new Error(`${key} never came to ${name}: ${(await page.evaluate(() => globalThis.passed)).slice(0, 60).join(' | ')}`);
  return end;
}

/* How a control looks as far as the focus may change it, with its pseudo-elements and what is around it. */
function ring(node) {
  const parts = [];
  for (let at = node, i = 0; at && i < 4; at = at.parentElement, i++)
    for (const pseudo of i ? [null] : [null, '::before', '::after']) {
      const style = getComputedStyle(at, pseudo);
      parts.push(style.outlineStyle === 'none' || style.outlineWidth === '0px' ? 'none' : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`, style.boxShadow);
    }
  return parts.join(';');
}
/* Everything that the Tab key should come to; remembers how each looks without the focus. */
function begin() {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, audio[controls], [tabindex]')]
    .filter((node) => node.tabIndex >= 0 && !node.matches(':disabled') && node.checkVisibility({ visibilityProperty: true }) && !node.closest('[inert]')
      && (!document.querySelector('dialog:modal') || node.closest('dialog:modal')));
  globalThis.sweepState = { missing: new Set(all), without: new Map(all.map((node) => [node, globalThis.sweepRing(node)])), bad: [], first: null };
  return all.length;
}
/* After a press: what is wrong with the focus there; whether the round goes on. */
function step() {
  const s = globalThis.sweepState, node = document.activeElement;
  if (!node || node === document.body) return 'out';
  if (node === s.first) return 'done';
  s.first ||= node;
  s.missing.delete(node);
  const say = (what) => s.bad.push(`${globalThis.sweepName(node)}: ${what}`);
  if (!node.checkVisibility({ visibilityProperty: true })) say('has the focus, and is not to be seen');
  if (!s.without.has(node)) return 'on'; // it came after the round had begun
  if (globalThis.sweepRing(node) === s.without.get(node)) say('the focus cannot be seen');
  const box = node.getBoundingClientRect(), within = (x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (node.contains(hit) || hit.contains(node) || [...(node.labels || [])].some((l) => l.contains(hit)));
  };
  const points = [[0.5, 0.5], [0.1, 0.3], [0.9, 0.3], [0.1, 0.8], [0.9, 0.8], [0.5, 0.08], [0.5, 0.92]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
  if (!points.some(([x, y]) => within(x, y)) && box.height < innerHeight) say(`is out of sight or covered at ${Math.round(box.left)}, ${Math.round(box.top)}`);
  return 'on';
}

/** One round with the Tab key. What it does not come to, and where the focus cannot be seen. */
export async function sweep(page) {
  await page.evaluate(`globalThis.sweepName = ${NAME}; globalThis.sweepRing = ${ring}`);
  await toStart(page);
  const modal = await page.evaluate(() => { document.activeElement?.blur(); return Boolean(document.querySelector('dialog:modal')); });
  const count = await page.evaluate(begin);
  // The fields of a date take a press each. A round through a dialog begins where its focus was.
  await page.evaluate(`globalThis.sweepOuts = ${modal ? 0 : 1}`);
  await pressUntil(page, false, `() => { const where = (${step})(); if (where === 'done' || (where === 'out' && globalThis.sweepOuts++)) return where; }`, 2 * count + 40);
  return page.evaluate(() => {
    const s = globalThis.sweepState;
    return [...s.bad, ...[...s.missing].filter((n) => n.isConnected).map((n) => `${globalThis.sweepName(n)}: Tab never comes here`)];
  });
}
