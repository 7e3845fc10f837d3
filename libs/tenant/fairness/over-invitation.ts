// SPDX-License-Identifier: EUPL-1.2

/** Of those who may take a shift: who has said that they can then, said other times nearby, or said nothing. */
export interface Pool {
  readonly can: number;
  readonly cannot: number;
  readonly unsaid: number;
}

export const whysOfInvitation = ['enough-can', 'too-few-can', 'everybody', 'nobody'] as const;
interface OverInvitation {
  readonly invites: number;
  /** What decided it, which is told in a sentence. */
  readonly why: (typeof whysOfInvitation)[number];
}

/** Of two who have said that they can, one comes; of three others, one: what the voluntary groups of the municipalities count with. */
const perPlaceOfThoseWhoCan = 2;
const perPlaceOfOthers = 3;

/** How many to invite so that `places` are likely to be filled. */
export function overInvitation(places: number, { can, cannot, unsaid }: Pool): OverInvitation {
  const all = can + cannot + unsaid;
  if (all === 0) return { invites: 0, why: 'nobody' };
  const enough = places * perPlaceOfThoseWhoCan;
  if (can >= enough) return { invites: enough, why: 'enough-can' };
  const wanted = can + Math.ceil((places - can / perPlaceOfThoseWhoCan) * perPlaceOfOthers);
  return wanted < all ? { invites: wanted, why: 'too-few-can' } : { invites: all, why: 'everybody' };
}
