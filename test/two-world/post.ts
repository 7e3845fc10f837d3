// SPDX-License-Identifier: EUPL-1.2
// What people are sent by e-mail, text message and push (O7).
import type { Seen } from './comparison.ts';
import type { Observer } from './directions.ts';
import type { House, Person } from './house.ts';
import type { World } from './world.ts';

/** The same human has the same mailbox and telephone at every tenant; a browser has another name at each. */
export const addressesOf = ({ address, house }: Person) => {
  const number = address.slice(address.lastIndexOf('.') + 1).padStart(3, '0');
  return {
    email: `n${number}@example.org`,
    sms: `+46701740${number}`,
    // Nobody listens there: it is tried again, and stays in the house.
    push: `http://127.0.0.1:9/${house.host}/${number}`,
  } as const;
};

/** Each message names its tenant, or the tenant's address. */
const isFrom = (text: string, { name, host }: House): boolean =>
  [`"fromName":"${name}"`, `"words":"${name}: `, `/${host}/`].some((mark) => text.includes(mark));

const isTo = (text: string, person: Person): boolean =>
  Object.values(addressesOf(person)).some((address) => text.includes(`"${address}"`));

/** The code that somebody was sent last. */
export function codeSent(person: Person): string {
  const { posted } = person.house.plane;
  const last = posted.findLast((text) => isFrom(text, person.house) && isTo(text, person));
  return / (\d{6})\. /.exec(last ?? '')?.[1] ?? '000000';
}

/** What these houses sent to anybody, and what anybody sent to these observers, since last asked. */
export function postOf(world: World, houses: readonly House[], observers: readonly Observer[]): Seen[] {
  return Object.values(world.planes).flatMap((plane) =>
    plane.posted.splice(0).flatMap((text) => {
      const from = Object.values(world.houses).find((house) => house.plane === plane && isFrom(text, house));
      if (!from) throw new Error(`Post from nobody: ${text}`);
      const reaches = ({ person }: Observer) => person?.house === from && isTo(text, person);
      if (!houses.includes(from) && !observers.some(reaches)) return [];
      return [{ where: `what somebody is sent by ${from.name}`, text }];
    }),
  );
}
