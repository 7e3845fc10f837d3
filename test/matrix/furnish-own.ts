// SPDX-License-Identifier: EUPL-1.2
// What somebody has for themselves alone.
import type { House } from './house.ts';

/** As a browser tells of itself. */
export const browser = (name: string) => ({
  endpoint: `https://updates.push.services.mozilla.com/wpush/v2/${name}`,
  keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
});

export async function notices(house: House): Promise<void> {
  const { items } = await house.done('asker', 'GET', '/notices');
  await house.add('notice', 'a notice to the asker', { id: items[0].id as string });
  house.deleted.set('notice', {
    id: await house.copyAndDelete('notice', items[0].id as string, { kind: 'group.applied' }),
  });
  const subscribe = async (name: string) =>
    (await house.done('asker', 'POST', '/me/push-subscriptions', browser(name))).id as string;
  const gone = await subscribe('gone');
  await house.done('asker', 'DELETE', `/me/push-subscriptions/${gone}`);
  house.deleted.set('browser', { id: gone });
  await house.add('browser', 'the asker’s browser', { id: await subscribe(house.name) });
  await house.done('asker', 'PUT', '/me/contact-points/email', { address: 'asker@example.org' });
  // The code is tried in a transaction that is rolled back: right or wrong is no matter of who one is.
  await house.plane.sql('update contact_point set code_hash = null where person_id = $1', [house.who('asker').id]);
}

/** An address that is gone since there is a newer one, and the newer one. */
export async function calendars(house: House): Promise<void> {
  const make = async () => {
    const { address } = await house.done('asker', 'POST', '/me/calendar-feed');
    return { token: (address as string).split('/').at(-1) ?? '' };
  };
  house.deleted.set('calendar', await make());
  await house.add('calendar', 'the asker’s calendar', await make());
}
