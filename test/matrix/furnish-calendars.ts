// SPDX-License-Identifier: EUPL-1.2
import type { House } from './house.ts';

/** An address that is gone since there is a newer one, and the newer one. */
export async function calendars(house: House): Promise<void> {
  const make = async () => {
    const { address } = await house.done('asker', 'POST', '/me/calendar-feed');
    return { token: (address as string).split('/').at(-1) ?? '' };
  };
  house.deleted.set('calendar', await make());
  await house.add('calendar', 'the asker’s calendar', await make());
}
