// SPDX-License-Identifier: EUPL-1.2
import type { MasterKey } from '#platform/crypto';
import { dayFrom, timesOn, type Plan } from '../../../libs/tenant/series/rhythm.ts';
import { day, type Place } from './place.ts';

const dayText = (at: Date): string => at.toISOString().slice(0, 10);

/** Of what went well lately, two do it again: one every week, and one has been proposed. */
export function recur(place: Place): void {
  const posted = new Map(place.rows.of('request').map((request) => [request.id, request]));
  const personal = place.rows
    .of('agreement')
    .filter(({ state, ofOrganisation }) => state === 'confirmed' && !ofOrganisation)
    .filter(({ requestId }) => posted.get(requestId ?? '')?.serviceType === 'social')
    .slice(-2);
  for (const [at, { id: agreementId, askerId, helperIds }] of personal.entries()) {
    const [helperId] = helperIds ?? [];
    if (!askerId || !helperId) continue;
    const wishedAt = place.before(3);
    for (const personId of [askerId, helperId])
      place.rows.add('again', { id: place.id('again', agreementId, personId), agreementId, personId, at: wishedAt });
    const plan: Plan = {
      rhythm: at === 0 ? 'weekly' : 'monthly',
      firstOn: dayText(place.before(-10)),
      until: dayText(place.before(-100)),
      minute: 14 * 60,
      lasts: 60,
    };
    const running = at === 0;
    const nextOn = running ? dayFrom(plan, place.now) : null;
    place.rows.add('series', {
      id: place.id('series', agreementId),
      agreementId,
      askerId,
      helperId,
      state: running ? 'running' : 'proposed',
      proposedBy: 'helper',
      ...plan,
      nextOn,
      nextAt: nextOn ? new Date(timesOn(plan, nextOn).from.getTime() - 7 * day) : null,
      proposedAt: place.before(2),
      version: running ? 2 : 1,
    });
  }
}

const orders = [
  [
    { what: 'Mjölk, en liter', count: 2, note: 'helst ekologisk' },
    { what: 'Bröd, mörkt', count: 1 },
    { what: 'Bananer', count: 6, note: 'inte för mogna' },
  ],
  [{ what: 'Reserverad bok på avhämtningshyllan', count: 2 }],
  [
    { what: 'Havregryn', count: 1 },
    { what: 'Kaffe, mellanrost', count: 1 },
  ],
];

/** What is to be fetched, sealed as in the feature. */
export function order(place: Place, tenantId: string, key: MasterKey): void {
  const open = place.rows
    .of('request')
    .filter(({ serviceType, state }) => serviceType === 'delivery' && state === 'open');
  for (const [at, lines] of orders.entries()) {
    const request = open[at];
    if (!request?.expiresAt) continue;
    place.rows.add('delivery', {
      id: place.id('delivery', request.id),
      requestId: request.id,
      sealed: key.seal(tenantId, 'delivery-order', JSON.stringify(lines)),
      lineCount: lines.length,
      contactless: at === 2,
      capOre: at === 1 ? null : 30_000,
      forgetAt: new Date(request.expiresAt.getTime() + 30 * day),
    });
  }
}
