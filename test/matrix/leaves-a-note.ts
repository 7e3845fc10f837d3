// SPDX-License-Identifier: EUPL-1.2
// Every change leaves a note in the audit trail of the tenant, in its own transaction, or is named here with the reason.
import type { Cell } from './matrix.ts';

const ownPost = 'how one gets one’s own post, and what of it one has seen, is nobody else’s';
const ownTimes = 'when one can is one’s own word, taken back at will: a chain that forgets nothing is no place for it';
const untold = 'between the one and the system: no chain that forgets nothing may know of it (ADR 0023)';

/** Operations that write and leave no note. */
const excuses: Readonly<Record<string, string>> = {
  Availability_say: ownTimes,
  Availability_takeBack: ownTimes,
  Again_wish: 'a wish is told to nobody until it is mutual (ADR 0030)',
  Block_remove: untold,
  CalendarFeed_renew: ownPost,
  CalendarFeed_revoke: ownPost,
  Flag_raise: untold,
  FollowUp_answer: 'one word that is only ever counted',
  Inbox_receive: 'the receipts are the trail of letters',
  NoticeSettings_change: ownPost,
  NoticeSettings_give: ownPost,
  NoticeSettings_pushKey: 'whoever asks first has the organisation’s key towards push services made',
  NoticeSettings_subscribe: ownPost,
  NoticeSettings_takeBack: ownPost,
  NoticeSettings_unsubscribe: ownPost,
  Notice_open: ownPost,
  Notice_see: ownPost,
  Passport_question: 'a number used once, for the answer that is noted',
  Turn_pass: 'who said "not now" is kept nowhere but in the turn (ADR 0021)',
};
/** Locks and bookkeeping; and the ledger of looks, which is a trail of its own. */
const notChanges = new Set(['access_entry', 'audit_event', 'audit_head', 'remembered_answer', 'receipt_head']);

/** What was changed without a note, and excuses that nobody needs. @param whole whether everybody asked for everything */
export function leavesNoNote(cells: readonly Cell[], whole: boolean): string[] {
  const found = new Set<string>();
  const needed = new Set<string>();
  for (const { operation, outcome, answer } of cells) {
    const changed = answer.wrote.filter((table) => !notChanges.has(table));
    if (outcome !== 'may' || changed.length === 0 || answer.wrote.includes('audit_event')) continue;
    if (operation.id in excuses) needed.add(operation.id);
    else found.add(`${operation.id} wrote to ${changed.join(', ')} and left no note`);
  }
  if (whole) for (const id of Object.keys(excuses)) if (!needed.has(id)) found.add(`${id} needs no excuse`);
  return [...found].sort();
}
