// main.js - the page: draws the chat of the chosen citizen, and sends what is written.
import { bubble, inShort } from './bubble.js';
import { button, byId, el, icon, put } from './dom.js';
import { chatOf, follow, now } from './feed.js';
import * as people from './people.js';
import { send } from './send.js';
import { askAttach, askMore, askPlace, askRow } from './sheet.js';
import * as troubles from './troubles.js';
import * as webhooks from './webhooks.js';
import { dayOf } from './words.js';

const chat = byId('chat'), bubbles = byId('bubbles'), write = byId('write'), quoting = byId('quoting');
let quoted = null, lostSight = false, said = '', toEnd = false, shown = new Map(); // key -> {node, print}

const say = (content, context) => { toEnd = true; return send(people.current(), { ...content, ...(context && { context }) }).finally(alarm); };

function alarm() {
  const list = troubles.wrongs();
  const text = lostSight ? 'Simulator tidak menjawab. Halaman ini mencoba terus.' : said || (list.length ? `Gangguan aktif: ${list.join('; ')}.` : '');
  const place = byId('alarm');
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
}
async function attempt(run) {
  said = '';
  try { await run(); } catch (error) { said = `Tidak terkirim: ${error.message}`; }
  alarm();
}

function quote(item) {
  quoted = item;
  put(quoting, item && [el('p', { dir: 'auto' }, el('strong', {}, item.mine ? 'Warga' : 'Lapor Kanda'), el('span', {}, inShort(item).slice(0, 120))),
    button('✕', () => { quote(null); write.focus(); }, { class: 'round', 'aria-label': 'Batal mengutip' })]);
  quoting.hidden = !item;
  if (item) write.focus();
}

const contact = (person) => {
  const phone = person.number || `6281200${person.user.replace(/\D/g, '').slice(-6)}`;
  return { type: 'contacts', content: [{ name: { formatted_name: person.name, first_name: person.name }, origin: 'contact_request', phones: [{ phone: `+${phone}`, wa_id: phone, type: 'CELL' }] }] };
};
const does = {
  tap: (item, { kind, id, title }) => attempt(() => say({ tap: { kind, id, title } }, item.wamid)),
  list: (item) => askRow(item, (tap) => say({ tap }, item.wamid)),
  locate: (item) => askPlace((content) => say(content, item.wamid)),
  contact: (item) => attempt(() => say(contact(people.current()), item.wamid)),
  more: (item) => askMore(item, chatOf(people.keyOf(people.current())).reactions.get(item.wamid)?.ours, quote,
    (emoji) => say({ reaction: { message_id: item.wamid, emoji } })),
};

/** Only what is new or has changed is made anew: a screen reader reads out new bubbles, and whoever
 * has the keyboard on a button keeps it. */
function draw(anew) {
  const { items, reactions } = chatOf(people.keyOf(people.current()));
  const atEnd = anew || toEnd || chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80;
  const find = (wamid) => [...items.values()].find((i) => i.wamid === wamid);
  if (anew) { bubbles.replaceChildren(); shown = new Map(); }
  let before = null, day = '';
  const wanted = [];
  for (const item of [...items.values()].sort((a, b) => a.order - b.order)) {
    const today = dayOf(item.at, now()), print = JSON.stringify([item, reactions.get(item.wamid), Boolean(item.quoted && find(item.quoted))]);
    if (today !== day) wanted.push([`day ${item.key} ${today}`, today, () => el('li', { class: 'day' }, el('span', {}, today))]);
    day = today;
    wanted.push([item.key, print, () => bubble(item, reactions.get(item.wamid), find, does)]);
  }
  if (!wanted.length) wanted.push(['none', '', () => el('li', { class: 'day' }, el('span', {}, 'Belum ada pesan. Tulis aduan di bawah, misalnya “Jalan berlubang di desa Sebaung”.'))]);
  const keys = new Set(wanted.map(([key]) => key));
  for (const [key, { node }] of shown) if (!keys.has(key)) { node.remove(); shown.delete(key); }
  for (const [key, print, make] of wanted) {
    const old = shown.get(key);
    let node = old?.node;
    if (old?.print !== print) {
      node = make();
      if (old) old.node.replaceWith(node);
      shown.set(key, { node, print });
    }
    const next = before ? before.nextSibling : bubbles.firstChild;
    if (next !== node) bubbles.insertBefore(node, next);
    before = node;
  }
  if (atEnd) chat.scrollTop = chat.scrollHeight;
  toEnd = false;
}

function grow() {
  write.style.height = 'auto';
  write.style.height = `${Math.min(write.scrollHeight + 2, 130)}px`;
}
function submit() {
  const text = write.value;
  if (!text.trim()) return;
  const about = quoted?.wamid;
  write.value = '';
  quote(null);
  grow();
  attempt(async () => {
    try { await say({ text }, about); } catch (error) { write.value ||= text; throw error; }
  });
}

byId('composer').addEventListener('submit', (event) => { event.preventDefault(); submit(); });
write.addEventListener('input', grow);
write.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  if (event.key === 'Escape' && quoted) quote(null);
});
byId('attach').addEventListener('click', () => askAttach((content) => say(content)));
// A photo that comes late makes its bubble taller; whoever was at the end stays there.
chat.addEventListener('load', () => { if (chat.scrollHeight - chat.scrollTop - chat.clientHeight < 700) chat.scrollTop = chat.scrollHeight; }, true);

byId('attach').append(icon('plus'));
byId('composer').querySelector('.send').append(icon('send'));
people.start((person) => {
  byId('as').textContent = `sebagai ${person.name}`;
  quote(null);
  draw(true);
});
webhooks.start();
troubles.start(alarm).catch(() => {});
follow(({ changed, news, webhooks: sent, first }) => {
  if (changed.has(people.keyOf(people.current()))) draw(false);
  if (!first) people.countNews(news);
  webhooks.show(sent);
}, (lost) => { if (lost !== lostSight) { lostSight = lost; alarm(); } });
