// ticket_row.js - one ticket in a list.
import { el, hidden } from './dom.js';
import { categoryName, ticketPlace } from './desk.js';
import { agoWords, OUTCOME, PRIORITY, shortDay, STATUS_SHORT, untilWords } from './words.js';

export const statusTag = (t) => el('span', { class: `tag status-${t.status}${t.outcome ? ` outcome-${t.outcome}` : ''}` },
  t.status === 'closed' && t.outcome ? OUTCOME[t.outcome] : STATUS_SHORT[t.status]);

export function dueTag(t) {
  if (t.paused_since) return el('span', { class: 'due paused' }, `Berhenti sejak ${shortDay(t.paused_since)}`);
  if (!t.due_at) return el('span', { class: 'due soft' }, t.closed_at ? `Ditutup ${shortDay(t.closed_at)}` : 'Tanpa tenggat');
  const soon = !t.overdue && Date.parse(t.due_at) - Date.now() < 2 * 86400000;
  return el('span', { class: `due${t.overdue ? ' late' : soon ? ' soon' : ''}` },
    hidden('Tenggat '), shortDay(t.due_at), el('span', { class: 'due-in' }, untilWords(t.due_at)));
}

export function flags(t) {
  return [
    t.priority !== 'normal' && el('span', { class: `tag priority-${t.priority}` }, PRIORITY[t.priority]),
    t.confidential && el('span', { class: 'tag secret' }, 'Rahasia'),
    t.kind === 'whistleblowing' && el('span', { class: 'tag secret' }, 'WBS'),
    t.supporters > 1 && el('span', { class: 'tag plain' }, `${t.supporters} pelapor`),
    t.reopened > 0 && el('span', { class: 'tag plain' }, t.reopened > 1 ? `Dibuka lagi ${t.reopened}×` : 'Dibuka lagi'),
    t.attachments.length > 0 && el('span', { class: 'tag plain' }, `${t.attachments.length} berkas`),
  ];
}

/** select: a checkbox, or nothing. */
export function ticketRow(t, select) {
  return el('li', { class: `entry${t.overdue ? ' late' : ''}`, 'data-number': t.number },
    select ? el('div', { class: 'entry-select' }, select) : null,
    el('div', { class: 'entry-main' },
      el('a', { class: 'entry-link', href: `/staff/laporan/${t.number}` },
        el('span', { class: 'entry-number' }, t.number), el('span', { class: 'entry-text', dir: 'auto' }, t.text || '(foto, suara, atau lokasi tanpa kata)')),
      el('p', { class: 'entry-place' }, `${categoryName(t.category)} · ${ticketPlace(t)}`)),
    el('div', { class: 'entry-unit' }, el('span', { class: 'entry-department' }, t.referred_to ? `${t.department.name} → ${t.referred_to.name}` : t.department.name), el('span', { class: 'soft' }, agoWords(t.created_at))),
    el('div', { class: 'entry-tags' }, statusTag(t), flags(t)),
    el('div', { class: 'entry-due' }, dueTag(t)));
}
