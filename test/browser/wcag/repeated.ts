// SPDX-License-Identifier: EUPL-1.2
// The demo's people who do something again and again cannot sign in; so two who can, do.
import { ask, oneOf, type Cast } from './cast.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Astrid is helped by Ola once, both say gladly again, and agree on every week. @returns the series */
export async function repeated(cast: Cast): Promise<string> {
  const [astrid, ola] = [await cast.who('astrid'), await cast.who('ola')];
  const before = await ask<{ items: Named[] }>(astrid, '/series');
  if (before.items[0]) return before.items[0].id;
  const { id: groupId } = await oneOf<Named>(astrid, '/groups?limit=100', ({ name }) => name === 'Grannhjälp Söder');
  for (const one of [astrid, ola]) await ask(one, `/groups/${groupId}/membership`, 'POST');
  const wish = { serviceType: 'social', text: 'En promenad.', groupIds: [groupId], matching: 'first-come', send: true };
  const { id: requestId } = await ask<Named>(astrid, '/requests', 'POST', wish);
  const { agreementId } = await ask<{ agreementId: string }>(ola, `/requests/${requestId}/offers`, 'POST', {});
  const agreement = `/agreements/${agreementId}`;
  await ask(ola, `${agreement}/completion`, 'POST');
  await ask(astrid, `${agreement}/confirmation`, 'POST');
  for (const one of [astrid, ola]) await ask(one, `${agreement}/again`, 'PUT');
  const plan = { rhythm: 'weekly', firstOn: day(3), until: day(40), time: '10:30', lasts: 60 };
  const { id } = await ask<Named>(ola, `${agreement}/series`, 'POST', plan);
  await ask(astrid, `/series/${id}/acceptance`, 'POST');
  return id;
}
