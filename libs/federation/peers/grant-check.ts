// SPDX-License-Identifier: EUPL-1.2
import type { MessageContract } from '#contracts';
import type { Grant } from './grant.entity.ts';
import type { Partner } from './partner.entity.ts';

interface Crossing {
  readonly partner: Partner;
  readonly grant: Grant;
  readonly contract: MessageContract;
  readonly body: unknown;
  readonly sender: 'us' | 'them';
  readonly at: Date;
}

/** The same questions on both sides: the sender spares itself a refusal, the receiver is the one who decides. */
export function checkGrant({ partner, grant, contract, body, sender, at }: Crossing): string | null {
  if (partner.state === 'ended') return 'grant.ended';
  if (contract.about === 'partnership') return null;
  // A pause lets nothing in and nothing new begin; what is already between us waits, and goes out when it is over.
  if (partner.state === 'suspended' && (sender === 'them' || contract.opens)) return 'grant.suspended';
  if (partner.state === 'pending') return 'partner.not-active';
  const side = (sender === 'us') === (grant.weAre === 'asker') ? 'asker' : 'helper';
  if (contract.from !== 'either' && contract.from !== side) return 'grant.wrong-side';
  return contract.covers ? grant.missing(contract.covers(body), at) : null;
}
