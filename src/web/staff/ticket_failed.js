// ticket_failed.js - replies of this ticket that reached nobody, for whoever works on it.
import { el } from './dom.js';
import { isFailed, waysOut, whyFailed } from './failed_reply.js';
import { mayWork } from './moves.js';
import { whatsAppText } from './ticket_chat.js';

export function failedPanel(bench) {
  const failed = mayWork(bench.ticket) ? bench.data.outbox.filter(isFailed).reverse() : [];
  if (failed.length === 0) return null;
  return el('section', { class: 'panel failed-replies', 'aria-labelledby': 'failed-title' }, el('h2', { id: 'failed-title' }, 'Balasan yang tidak sampai'),
    el('ol', { class: 'messages' }, failed.map((m) => el('li', { class: 'message-row failed' },
      m.text ? whatsAppText(m.text) : el('p', { class: 'soft' }, 'Pesan tanpa teks'), whyFailed(m), waysOut(m, (words) => bench.done(words))))));
}
