// bubble.js - one message as a bubble: text, photo, place, buttons, quote, reactions, time and ticks.
import { button, el, hidden, icon } from './dom.js';
import { formatted, fullDate, timeOf } from './words.js';

const says = (text, props) => el('p', { dir: 'auto', ...props }, formatted(text || ''));

function photo(content) {
  const id = content.id || content.media_id;
  return [id ? el('img', { src: `sim/photos/${encodeURIComponent(id)}`, alt: content.caption ? `Foto: ${content.caption}` : 'Foto', class: 'photo' })
    : el('p', { class: 'soft' }, `Foto dari ${content.link || 'alamat lain'}`),
  content.caption ? says(content.caption) : null];
}

function place(content) {
  const where = `${Number(content.latitude).toFixed(5)}, ${Number(content.longitude).toFixed(5)}`;
  return el('div', { class: 'place' }, el('span', { class: 'pin', 'aria-hidden': 'true' }, icon('pin')),
    el('div', {}, el('p', { dir: 'auto' }, content.name || 'Lokasi'), content.address ? el('p', { dir: 'auto', class: 'soft' }, content.address) : null, el('p', { class: 'soft' }, where)));
}

/** One line about a message, for the quote of another. */
export function inShort(item) {
  const c = item.content || {};
  if (item.type === 'text') return c.body || '';
  if (item.type === 'image') return c.caption ? `Foto: ${c.caption}` : 'Foto';
  if (item.type === 'audio') return 'Pesan suara';
  if (item.type === 'location') return c.name ? `Lokasi: ${c.name}` : 'Lokasi';
  if (item.type === 'interactive') return c.body?.text || c.button_reply?.title || c.list_reply?.title || '';
  return c.text || item.text || `[${item.type}]`;
}

/* The desk's interactive messages, and what a citizen taps on them. */
function interactive(c) {
  const tapped = c.button_reply || c.list_reply;
  if (tapped) return says(tapped.title);
  return [c.header?.text ? says(c.header.text, { class: 'head', dir: 'auto' }) : null,
    c.header?.image ? photo(c.header.image) : null, says(c.body?.text),
    c.footer?.text ? says(c.footer.text, { class: 'foot soft' }) : null];
}

function body(item) {
  const c = item.content || {};
  if (item.type === 'text') return says(c.body);
  if (item.type === 'image' || item.type === 'sticker') return photo(c);
  if (item.type === 'audio') return c.id ? el('audio', { controls: true, preload: 'none', src: `sim/photos/${encodeURIComponent(c.id)}`, 'aria-label': 'Pesan suara' }) : el('p', {}, 'Pesan suara');
  if (item.type === 'location') return place(c);
  if (item.type === 'interactive') return interactive(c);
  if (item.type === 'template') return [el('p', { class: 'kind' }, 'Pesan templat'), says(item.text)];
  if (item.type === 'document') return [el('p', {}, icon('page'), ' ', c.filename || 'Berkas'), c.caption ? says(c.caption) : null];
  if (item.type === 'button') return says(c.text);
  if (item.type === 'contacts') return el('p', { dir: 'auto' }, icon('person'), ' ', item.text || `Nomor dibagikan: ${c[0]?.phones?.[0]?.phone || ''}`);
  return says(item.text || `[${item.type}]`);
}

/** What can be tapped below a message of the desk. does: {tap, list, locate, contact}. */
function taps(item, does) {
  const action = (item.type === 'interactive' && item.content.action) || {}, made = [];
  for (const choice of item.choices || []) if (choice.kind !== 'list') made.push(button(choice.title, () => does.tap(item, choice), { dir: 'auto' }));
  if (action.sections) made.push(button([icon('list'), ' ', el('span', { dir: 'auto' }, action.button || 'Pilih')], () => does.list(item), { 'aria-haspopup': 'dialog' }));
  if (action.name === 'send_location') made.push(button([icon('pin'), ' Kirim lokasi'], () => does.locate(item), { 'aria-haspopup': 'dialog' }));
  if (action.name === 'request_contact_info') made.push(button([icon('person'), ' Bagikan nomor'], () => does.contact(item)));
  const link = action.parameters;
  if (link?.display_text && /^https?:/.test(link.url)) made.push(el('a', { href: link.url, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' }, link.display_text));
  return made.length ? el('div', { class: 'taps' }, made) : null;
}

const TICKS = { sent: ['✓', 'terkirim, belum sampai'], delivered: ['✓✓', 'sampai'], read: ['✓✓', 'dibaca'] };
function ticks(item) {
  if (!item.mine) return null;
  const [sign, words] = TICKS[item.status], failed = item.status === 'sent' && item.http_status !== null;
  return [el('span', { class: `ticks ${item.status}`, 'aria-hidden': 'true' }, sign), hidden(` ${words}`),
    item.times > 1 ? el('span', {}, ` · dikirim ${item.times}×`) : null,
    failed ? el('span', { class: 'failed' }, item.http_status ? ` · server menjawab ${item.http_status}` : ' · server tidak menjawab') : null];
}

function reactionsOf(reactions) {
  if (!reactions?.ours && !reactions?.desk) return null;
  return el('p', { class: 'reactions' }, reactions.desk ? el('span', {}, hidden('Reaksi meja: '), reactions.desk) : null,
    reactions.ours ? el('span', {}, hidden('Reaksi warga: '), reactions.ours) : null);
}

/** find(wamid) gives the quoted message, if it is known. */
export function bubble(item, reactions, find, does) {
  const quoted = item.quoted && find(item.quoted);
  return el('li', { class: item.mine ? 'bubble mine' : 'bubble theirs', 'data-key': item.key },
    el('div', { class: 'paper' }, hidden(item.mine ? 'Warga: ' : 'Lapor Kanda: '),
      item.quoted ? el('blockquote', { dir: 'auto' }, quoted ? [el('strong', {}, quoted.mine ? 'Warga' : 'Lapor Kanda'), el('span', {}, formatted(inShort(quoted).slice(0, 160)))] : 'Pesan lama') : null,
      body(item),
      el('p', { class: 'when' }, el('time', { datetime: new Date(item.at).toISOString(), title: fullDate(item.at) }, timeOf(item.at)), ' ', ticks(item)),
      button('⋯', () => does.more(item), { class: 'more', 'aria-label': `Balas atau beri reaksi, pesan pukul ${timeOf(item.at)}`, 'aria-haspopup': 'dialog' })),
    reactionsOf(reactions), item.mine ? null : taps(item, does));
}
