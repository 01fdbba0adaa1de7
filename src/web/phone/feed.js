// feed.js - what the simulator knows, asked for again and again: messages of both sides as one chat
// for each citizen, reactions beside the messages they are about, webhooks.
const PAGE = 500, KEPT = 400, EVERY_MS = 700;

const chats = new Map(); // key of a citizen -> {items: Map(key -> item), reactions: Map(wamid -> {ours, desk})}
let afterMail = 0, afterLetter = 0, afterWebhook = 0, ahead = 0;

export function chatOf(who) {
  if (!chats.has(who)) chats.set(who, { items: new Map(), reactions: new Map() });
  return chats.get(who);
}

/** The simulator's clock, which may have been moved. */
export const now = () => Date.now() + ahead;
export async function askTime(step) {
  const time = await ask('sim/time', step && JSON.stringify(step));
  ahead = time.now_ms - Date.now();
  return time;
}

export async function ask(path, body, type) {
  const answer = await fetch(path, body === undefined ? {} : { method: 'POST', body, headers: { 'Content-Type': type || 'application/json' } });
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.error || `HTTP ${answer.status}`);
  return data;
}

function react(who, about, side, emoji) {
  const { reactions } = chatOf(who);
  reactions.set(about, { ...reactions.get(about), [side]: emoji || '' });
}

function keep(who, item) {
  const { items } = chatOf(who);
  items.set(item.key, item);
  if (items.size > KEPT) items.delete(items.keys().next().value);
}

function takeMail(m) {
  const content = m.message[m.type] || {};
  if (m.type === 'reaction') react(m.to, content.message_id, 'desk', content.emoji);
  else keep(m.to, { key: `m${m.seq}`, mine: false, at: m.at_ms, order: m.at_ms, content, ...m });
}

function takeLetter(l) {
  if (l.type === 'reaction') react(l.from, l.content.message_id, 'ours', l.content.emoji);
  else keep(l.from, { key: `l${l.number}`, mine: true, at: l.at_ms, order: l.sent_ms, ...l });
}

/** Asks once; gives back whom something new is about, and new webhooks. */
async function look() {
  const changed = new Set(), news = [];
  for (let more = true; more;) {
    const mails = await ask(`sim/messages?whole=1&limit=${PAGE}&after=${afterMail}`);
    for (const m of mails.items) { takeMail(m); changed.add(m.to); news.push(m.to); }
    afterMail = mails.next_after;
    more = mails.more;
  }
  const letters = await ask(`sim/letters?after=${afterLetter}`);
  for (const l of letters.items) { takeLetter(l); changed.add(l.from); }
  afterLetter = letters.next_after;
  const webhooks = await ask(`sim/webhooks?after=${afterWebhook}`);
  afterWebhook = webhooks.next_after;
  await askTime();
  return { changed, news, webhooks: webhooks.items };
}

/** Calls seen({changed, news, webhooks, first}) after each look, lost(true|false) when the simulator
 * does not answer, or does again. */
export async function follow(seen, lost) {
  for (let first = true; ; await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); })) {
    if (document.hidden) continue;
    let found = null;
    try { found = await look(); } catch { /* said by lost */ }
    lost(!found);
    if (!found) continue;
    seen({ ...found, first });
    first = false;
  }
}
