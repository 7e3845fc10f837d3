// SPDX-License-Identifier: EUPL-1.2
import { p } from '@mikro-orm/core';
import { answerBy, type Need } from '#tenant/fairness';

/** How far a request has come in being shown to one helper after the other. */
export const turnColumns = {
  /** Asked for in quiet: nobody but those whose turn it is ever learns that it exists. */
  quiet: p.boolean(),
  /** The helpers who have been asked, as it was their turn, and who have not said "not now". */
  turnIds: p.array().columnType('uuid[]'),
  /** Of a shift: so many are invited at a time, more than there are places; null when it is no shift. */
  invites: p.integer().nullable(),
  /** When the next ones are asked. */
  nextWaveAt: p.datetime(3).nullable(),
  /** By when it ought to have been answered: the sooner, the higher up it stands. */
  answerBy: p.datetime(3),
  /** Nobody answered for a day: the coordinators may see it, and ask more groups. */
  unanswered: p.boolean(),
};

/** Before anybody has been asked. */
export const firstTurn = (wanted: Pick<Need, 'from' | 'to'>, now: Date, quiet = false, invites?: number) => ({
  quiet,
  turnIds: [],
  invites: invites ?? null,
  nextWaveAt: null,
  answerBy: answerBy({ ...wanted, postedAt: now }),
  unanswered: false,
});
