// SPDX-License-Identifier: EUPL-1.2
// What is offered in a house before anybody asks.
import type { House } from './house.ts';

export async function together(house: House): Promise<void> {
  const make = async () => {
    const { id } = await house.done('helper', 'POST', '/standing-offers', {
      text: 'Promenad i lugn takt',
      weekday: 4,
      at: '14:00',
      groupIds: [house.id('group', 'an open group')],
      // Each of those who may say yes finds a day of their own.
      atOnce: 10,
      until: new Date(Date.now() + 150 * 86_400_000).toISOString(),
    });
    return { id: id as string };
  };
  const gone = await make();
  await house.done('helper', 'DELETE', `/standing-offers/${gone.id}`);
  house.deleted.set('standing offer', gone);
  await house.add('standing offer', 'a standing offer', await make());
  const resting = await make();
  await house.done('helper', 'POST', `/standing-offers/${resting.id}/pause`);
  await house.add('standing offer', 'a standing offer that rests', resting);
}
