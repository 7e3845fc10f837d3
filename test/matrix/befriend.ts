// SPDX-License-Identifier: EUPL-1.2
// A partnership between two houses of different planes, and what goes over it.
import { later } from './furnish.ts';
import { shownAttestations } from './shown.ts';
import type { House } from './house.ts';

export const grant = {
  direction: 'we-ask-them',
  serviceTypes: ['accompany', 'practical'],
  areas: [] as string[],
  perDay: 50,
  previewFields: ['text', 'area', 'time', 'headCount'],
  validTo: later(300).replace(/\.\d+Z/, '.000Z'),
  purpose: 'Hjälp i vardagen',
  legalBasis: 'Allmänt intresse',
};

async function settle(...houses: readonly House[]): Promise<void> {
  for (let moved = 1; moved > 0;) {
    moved = 0;
    for (const { plane } of houses) moved += await plane.work();
  }
}

export async function befriend(town: House, club: House): Promise<void> {
  const { link } = await town.done('coordinator', 'POST', '/partner-invitations', { grant });
  await club.done('administrator', 'POST', '/partners', { link, functionAddress: `vi@${club.tenant.host}` });
  await settle(town, club);
  for (const house of [town, club]) await partnersOf(house);
  for (const house of [town, club]) await shownAttestations(house);
  await requestsBetween(town, club);
}

async function partnersOf(house: House): Promise<void> {
  const { items } = await house.done('coordinator', 'GET', '/partners');
  const id = items[0].id as string;
  if (items[0].state !== 'active') throw new Error(`${house.name} has no active partner`);
  const like = async (state: object) => {
    const [{ fresh } = { fresh: '' }] = await house.plane.sql<{ fresh: string }>('select gen_random_uuid() as fresh');
    const copied = await house.copy('partner', id, { conversation: fresh, ...state });
    const [terms] = await house.plane.sql<{ id: string }>('select id from partner_grant where partner_id = $1', [id]);
    await house.copy('partner_grant', terms?.id ?? '', { partner_id: copied });
    return copied;
  };
  await house.add('partner', 'an active partner', { id }, 'partner');
  const paused = await like({ state: 'suspended', suspended_by: 'us' });
  await house.add('partner', 'a partner we have paused', { id: paused }, 'partner');
  const ended = await like({ state: 'ended', ended_at: later(-1) });
  await house.add('partner', 'a former partner', { id: ended }, 'partner');
  const gone = await like({ state: 'ended' });
  await house.plane.sql('delete from partner where id = $1', [gone]);
  house.deleted.set('partner', { id: gone });

  const invite = async () => {
    const made = await house.done('coordinator', 'POST', '/partner-invitations', { grant });
    return { id: made.id as string, link: made.link as string };
  };
  const open = await invite();
  house.partnerLink = open.link;
  await house.add('partner invitation', 'an open partner invitation', { id: open.id });
  const used = await invite();
  await house.plane.sql('update partner_invitation set used_at = now() where id = $1', [used.id]);
  await house.add('partner invitation', 'a used partner invitation', { id: used.id });
  const withdrawn = await invite();
  await house.done('coordinator', 'DELETE', `/partner-invitations/${withdrawn.id}`);
  house.deleted.set('partner invitation', { id: withdrawn.id });
}

/** Four requests for the club: one it has not looked at, one in its groups, one it has taken, one it has declined. */
async function requestsBetween(town: House, club: House): Promise<void> {
  const partnerIds = [town.id('partner', 'an active partner')];
  const group = club.id('group', 'an open group');
  const names = ['a partner’s new request', 'a routed partner request', 'an accepted partner request', ''];
  for (const name of names) {
    await town.done('coordinator', 'POST', '/requests', {
      serviceType: 'accompany',
      text: 'Sällskap',
      groupIds: [],
      partnerIds,
      onBehalf: { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
      expiresAt: later(3),
      send: true,
    });
    await settle(town, club);
    const { items } = await club.done('coordinator', 'GET', '/partner-requests');
    const id = items[0].id as string;
    if (name === 'a routed partner request' || name === 'an accepted partner request')
      await club.done('coordinator', 'POST', `/partner-requests/${id}/routing`, { groupIds: [group] });
    if (name === 'a routed partner request') {
      const { requestId } = await club.done('coordinator', 'GET', `/partner-requests/${id}`);
      await club.add('request', 'a partner’s request in a group', { id: requestId }, 'request');
    }
    if (name === 'an accepted partner request') {
      const { requestId } = await club.done('coordinator', 'GET', `/partner-requests/${id}`);
      const { agreementId } = await club.done('helper', 'POST', `/requests/${requestId}/offers`, {});
      await club.add('agreement', 'an agreement with a partner’s person', { id: agreementId }, 'agreement');
    }
    if (name) await club.add('partner request', name, { id }, 'partner_request');
    else {
      await club.done('coordinator', 'POST', `/partner-requests/${id}/decline`, { code: 'no-capacity' });
      club.deleted.set('partner request', { id });
    }
    await settle(town, club);
  }
}
