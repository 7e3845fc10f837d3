// SPDX-License-Identifier: EUPL-1.2
// What was asked for in a house, offered and agreed.
import type { House, Insider } from './house.ts';

export const spoken = { kind: 'spoken', words: 'Ja, fråga åt mig.' };

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

export async function requestsAndAgreements(house: House): Promise<void> {
  const post = async (who: Insider, group: string, more: object = {}): Promise<string> => {
    const request = await house.done(who, 'POST', '/requests', {
      serviceType: 'practical',
      text: 'Skotta snö',
      groupIds: [house.id('group', group)],
      details: { place: 'Gatan 1' },
      send: true,
      ...more,
    });
    return request.id as string;
  };
  const offer = async (id: string) => {
    const made = await house.done('helper', 'POST', `/requests/${id}/offers`, {});
    return { offerId: made.offer.id as string, agreementId: made.agreementId as string };
  };
  const firstCome = { matching: 'first-come' };
  const [ours, byUs]: [Insider, object] =
    house.tenant.kind === 'municipality'
      ? ['unit staff', {}]
      : ['coordinator', { onBehalf: { alias: 'Greta', consent: spoken } }];

  const draft = await post('asker', 'an open group', { send: false });
  const open = await post('asker', 'an open group');
  const waiting = await offer(open);
  const hidden = await post('hidden leader', 'a hidden group');
  const organisation = await post(ours, 'an open group', byUs);
  const agreed = await post('asker', 'an open group', { ...firstCome, from: tomorrow() });
  const agreement = await offer(agreed);
  const done = await post('asker', 'an open group', firstCome);
  const completed = await offer(done);
  await house.done('helper', 'POST', `/agreements/${completed.agreementId}/completion`);
  const ended = await post('asker', 'an open group', firstCome);
  const confirmed = await offer(ended);
  await house.done('helper', 'POST', `/agreements/${confirmed.agreementId}/completion`);
  await house.done('asker', 'POST', `/agreements/${confirmed.agreementId}/confirmation`);
  const taken = await post(ours, 'an open group', { ...byUs, ...firstCome });
  const oursAgreed = await offer(taken);
  const quiet = await post('asker', 'an open group', { quiet: true });
  const unanswered = await post('asker', 'an open group');
  await house.plane.sql('update request set unanswered = true where id = $1', [unanswered]);
  const withdrawn = await post('asker', 'an open group');
  await house.done('asker', 'POST', `/requests/${withdrawn}/withdraw`);

  for (const [name, id] of [
    ['a draft', draft],
    ['an open request to an open group', open],
    ['an open request to a hidden group', hidden],
    ['the organisation’s open request', organisation],
    ['an agreed request', agreed],
    ['a quiet request', quiet],
    ['a request nobody answered for a day', unanswered],
    ['a withdrawn request', withdrawn],
  ] as const)
    await house.add('request', name, { id }, 'request');
  await house.add('offer', 'a waiting offer', { id: open, offerId: waiting.offerId });
  await house.add('offer', 'an accepted offer', { id: agreed, offerId: agreement.offerId });
  await house.add('offer', 'an offer to another request', { id: open, offerId: agreement.offerId });
  for (const [name, { agreementId }] of [
    ['an agreement', agreement],
    ['an agreement the helper says is done', completed],
    ['a confirmed agreement', confirmed],
    ['the organisation’s agreement', oursAgreed],
  ] as const)
    await house.add('agreement', name, { id: agreementId }, 'agreement');

  const gone = await post('asker', 'an open group', { send: false });
  await house.plane.sql('delete from request where id = $1', [gone]);
  house.deleted.set('request', { id: gone });
  const offerId = await house.copyAndDelete('offer', waiting.offerId, { helper_id: house.who('somebody').id });
  await house.add('offer', 'an offer that is gone', { id: open, offerId });
  house.deleted.set('offer', { id: gone, offerId });
  house.deleted.set('agreement', { id: await house.copyAndDelete('agreement', agreement.agreementId) });
}
