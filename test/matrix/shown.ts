// SPDX-License-Identifier: EUPL-1.2
// What people have shown of what a partner attests about them.
import { TenantScope } from '#platform/tenancy';
import { ShownAttestation } from '../../libs/tenant/passport/shown.entity.ts';
import { later } from './furnish.ts';
import type { House, Insider } from './house.ts';

/** One that waits and one that was declined, past the signatures: those are tried in test/two-planes. */
export async function shownAttestations(house: House): Promise<void> {
  const put = (who: Insider, state: 'waiting' | 'declined'): Promise<string> =>
    house.plane.app.get(TenantScope).run(house.tenant.id, async (em) => {
      const shown = em.create(ShownAttestation, {
        personId: house.who(who).id,
        issuerId: house.id('partner', 'an active partner'),
        holder: who,
        holderKey: `${who.replaceAll(' ', '-')}-${state}`.padEnd(43, 'A'),
        kind: 'course',
        subject: 'Första hjälpen',
        subjectKey: 'första hjälpen',
        years: null,
        seenOn: later(-30).slice(0, 10),
        provenAt: new Date(),
        endsAt: new Date(later(14)),
        shownAt: new Date(),
        state,
        decidedById: state === 'declined' ? house.who('coordinator').id : null,
        attestationId: null,
      });
      await em.flush();
      return shown.id;
    });
  const waiting = await put('helper', 'waiting');
  await house.add('shown attestation', 'a shown attestation', { id: waiting });
  await house.add('shown attestation', 'one that was declined', { id: await put('group member', 'declined') });
  const fresh = { holder_key: 'gone'.padEnd(43, 'A'), person_id: house.who('neighbour').id };
  house.deleted.set('shown attestation', { id: await house.copyAndDelete('shown_attestation', waiting, fresh) });
}
