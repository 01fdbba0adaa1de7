// keyboard.js - what a person without a mouse meets: what the Tab key comes to, in which order, and
// whether the focus can be seen there.

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

/** Presses Tab (or key) until a control of this name has the focus; name: a string that it holds, or a pattern. */
export async function tabTo(page, name, key = 'Tab', most = 250) {
  const seen = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (name instanceof RegExp ? name.test(now) : now.includes(name)) return now;
    seen.push(now);
  }
  throw new Error(`${key} never came to ${name}: ${seen.slice(0, 60).join(' | ')}`);
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
  for (let i = 0, outs = 0; i < 2 * count + 40; i++) {
    await page.keyboard.press('Tab');
    const where = await page.evaluate(step);
    if (where === 'done' || (where === 'out' && (outs++ || !modal))) break;
  }
  return page.evaluate(() => {
    const s = globalThis.sweepState;
    return [...s.bad, ...[...s.missing].filter((n) => n.isConnected).map((n) => `${globalThis.sweepName(n)}: Tab never comes here`)];
  });
}
