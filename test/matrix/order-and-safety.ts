// SPDX-License-Identifier: EUPL-1.2
// What was flagged, reported and kept apart in a house.
import { Block } from '#tenant/people';
import { TenantScope } from '#platform/tenancy';
import type { House, Insider } from './house.ts';

export async function orderAndSafety(house: House): Promise<void> {
  await cases(house);
  await incidents(house);
  await blocks(house);
}

async function cases(house: House): Promise<void> {
  const flagged = async (author: Insider, by: Insider, group: string): Promise<string> => {
    const { id: subjectId } = await house.done(author, 'POST', '/requests', {
      serviceType: 'practical',
      text: 'Skotta snö, din slöfock',
      groupIds: [house.id('group', group)],
      send: true,
    });
    await house.done(by, 'POST', '/flags', { kind: 'request', subjectId, guideline: 'be-kind' });
    const { items } = await house.done('administrator', 'GET', '/cases?limit=100');
    return (items as { id: string; subjectId: string }[]).find((item) => item.subjectId === subjectId)?.id ?? '';
  };
  const decide = (who: Insider, id: string) =>
    house.done(who, 'POST', `/cases/${id}/decision`, { decision: 'hide', guideline: 'be-kind', reason: 'Var snäll.' });

  await house.add('case', 'what waits to be decided', { id: await flagged('asker', 'group member', 'an open group') });
  const hidden = await flagged('hidden leader', 'hidden member', 'a hidden group');
  await house.add('case', 'what stood in a hidden group', { id: hidden });
  const decided = await flagged('asker', 'group member', 'an open group');
  await decide('coordinator', decided);
  await house.add('case', 'what has been decided', { id: decided });
  const appealed = await flagged('asker', 'group member', 'an open group');
  await decide('coordinator', appealed);
  await house.done('asker', 'POST', `/decisions/${appealed}/appeal`, { text: 'Det var inte så menat.' });
  await house.add('case', 'what the coordinator decided, and was appealed', { id: appealed });
  house.deleted.set('case', { id: await house.copyAndDelete('moderation_case', decided) });
}

async function incidents(house: House): Promise<void> {
  const report = async (): Promise<string> =>
    (
      await house.done('asker', 'POST', '/incidents', {
        kind: 'incident',
        what: 'En vas gick sönder',
        happenedAt: '2026-01-01T10:00:00Z',
      })
    ).id as string;
  const open = await report();
  await house.add('incident', 'an incident', { id: open });
  const closed = await report();
  await house.done('coordinator', 'POST', `/incidents/${closed}/handling`, { state: 'closed', measure: 'Ny vas' });
  await house.add('incident', 'a closed incident', { id: closed });
  house.deleted.set('incident', { id: await house.copyAndDelete('incident', open) });
}

/** Of somebody who calls nothing, so that nothing else is another for it. */
async function blocks(house: House): Promise<void> {
  const id = await house.plane.app.get(TenantScope).run(house.tenant.id, async (em) => {
    const blockerId = house.who('asker').id;
    const block = em.create(Block, { blockerId, blockedId: house.who('somebody').id, way: 'offer', at: new Date() });
    await em.flush();
    return block.id;
  });
  await house.add('block', 'a block', { id });
  const blockedId = house.who('applicant').id;
  house.deleted.set('block', { id: await house.copyAndDelete('block', id, { blocked_id: blockedId }) });
}
