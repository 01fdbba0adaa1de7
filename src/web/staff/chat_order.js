// chat_order.js - one row of bubbles from two lists: what humans wrote, and what we sent.

const seconds = (t) => Math.floor(Date.parse(t) / 1000);

/** The second that counts. A sender's clock may be ahead, but nothing is sent after it arrived; a reply
 * that waited for days was seen when it went, not when it was made. */
const secondOf = { message: (m) => Math.min(seconds(m.sent_at), seconds(m.received_at)), reply: (r) => seconds(r.sent_at || r.created_at) };
/** WhatsApp tells whole seconds: within one counts in which order they passed us. What was not sent
 * yet stands behind what was. */
const passed = { message: (m) => m.id, reply: (r) => r.message_id || Infinity };

/** From which moment on (ms) both lists are known, each oldest first; *More: it goes on before its first row. */
export const since = (messages, messagesMore, replies, repliesMore) => 1000 * Math.max(
  messagesMore && messages.length ? secondOf.message(messages[0]) : 0, repliesMore && replies.length ? secondOf.reply(replies[0]) : 0);

/** [{kind: 'message' | 'reply', of, at}], as the citizen saw them; `at` in ms. */
export function inOrder(messages, replies) {
  const items = [...messages.map((of) => ({ kind: 'message', of })), ...replies.map((of) => ({ kind: 'reply', of }))]
    .map((item) => ({ ...item, second: secondOf[item.kind](item.of), turn: passed[item.kind](item.of) }));
  items.sort((a, b) => a.second - b.second || (a.turn === b.turn ? a.of.id - b.of.id : a.turn - b.turn));
  return items.map(({ kind, of, second }) => ({ kind, of, at: second * 1000 }));
}

const keyOf = (ref) => ref && (ref.message ? `message ${ref.message}` : ref.reply ? `reply ${ref.reply}` : null);

/** What is said of other messages, by what it is said of ("message 3", "reply 7"): {reactions: {citizen,
 * desk}, edited, revoked}; the latest word of each side counts. `loose`: reactions to what is not here; to what may be
 * older than lists that are not whole, they wait. */
export function marksOf(messages, replies, whole = true) {
  const marks = new Map(), loose = [], here = new Set([...messages.map((m) => `message ${m.id}`), ...replies.map((r) => `reply ${r.id}`)]);
  const mark = (ref) => { const key = keyOf(ref); if (!here.has(key)) return null; if (!marks.has(key)) marks.set(key, { reactions: {} }); return marks.get(key); };
  for (const { kind, of } of inOrder(messages, replies)) {
    if (of.type === 'reaction') {
      if (kind === 'reply' && /^(failed|withdrawn)$/.test(of.state)) continue;
      const target = mark(of.refers_to), side = kind === 'reply' ? 'desk' : of.by;
      if (target) target.reactions[side] = kind === 'reply' ? of.emoji : of.text;
      else if (whole || !keyOf(of.refers_to)) loose.push({ side, emoji: kind === 'reply' ? of.emoji : of.text });
    } else if (of.type === 'edit' && mark(of.refers_to)) mark(of.refers_to).edited = of.text;
    else if (of.type === 'revoke' && mark(of.refers_to)) mark(of.refers_to).revoked = true;
  }
  return { of: (kind, id) => marks.get(`${kind} ${id}`), loose };
}

/** Is this a message that only says something of another one, which shows it? */
export const isMark = (item, here) => /^(reaction|edit|revoke)$/.test(item.type) && (item.type === 'reaction' || Boolean(here));
