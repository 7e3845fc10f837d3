// SPDX-License-Identifier: EUPL-1.2
// The same deed, asked of the product as its web app asks it, and of the floor.
import { createHmac, randomUUID } from 'node:crypto';
import type { Ground } from './ground.ts';
import { cookieSecret } from './servers.ts';
import { idOf, tokenOf, type Taken } from './sow.ts';
import { wire } from './volley.ts';

export const deeds = ['feed', 'create', 'accept'] as const;
export type Deed = (typeof deeds)[number];

export interface Who {
  readonly tenant: number;
  readonly person: number;
}
export const words = 'Kan någon följa med till vårdcentralen på torsdag? Det tar en timme.';
const browser = { 'Sec-Fetch-Site': 'same-origin', 'User-Agent': 'bench', Accept: 'application/json' };

export const ofProduct = (
  { host }: Ground,
  { tenant, person }: Who,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Buffer =>
  wire({
    method,
    path: `/api/v1${path}`,
    host: host(tenant),
    cookie: `handslag=${tokenOf(tenant, person)}`,
    // Each POST of the web app can be repeated without harm.
    headers: method === 'POST' ? { ...browser, 'Idempotency-Key': randomUUID() } : browser,
    ...(body ? { body } : {}),
  });

export const productFeed = (ground: Ground, who: Who, cursor = ''): Buffer =>
  ofProduct(ground, who, 'GET', `/requests?scope=feed&limit=20${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
export const productCreate = (ground: Ground, who: Who): Buffer =>
  ofProduct(ground, who, 'POST', '/requests', {
    serviceType: 'practical',
    text: words,
    groupIds: [idOf('group', who.tenant)],
    matching: 'first-come',
    send: true,
  });
export const productAccept = (ground: Ground, who: Who, requestId: string): Buffer =>
  ofProduct(ground, who, 'POST', `/requests/${requestId}/offers`, {});

export function ofFloor({ tenant, person }: Who, method: 'GET' | 'POST', path: string, body?: object): Buffer {
  const value = [idOf('tenant', tenant), idOf('person', `${tenant}-${person}`), idOf('group', tenant)].join('.');
  const signature = createHmac('sha256', cookieSecret).update(value).digest('base64url');
  return wire({ method, path, host: 'floor', cookie: `floor=${value}.${signature}`, ...(body ? { body } : {}) });
}

export const floorFeed = (who: Who, path = '/feed'): Buffer => ofFloor(who, 'GET', path);
export const floorCreate = (who: Who): Buffer => ofFloor(who, 'POST', '/create', { text: words });
export const floorAccept = (who: Who, requestId: string): Buffer => ofFloor(who, 'POST', '/accept', { requestId });

/** Persons one after the other, tenant by tenant and then again, the same each time. */
export function turns(tenants: readonly number[], first: number, last: number): () => Who {
  let turn = 0;
  return () => {
    const tenant = tenants[turn % tenants.length] as number;
    const person = first + (Math.floor(turn / tenants.length) % (last - first + 1));
    turn += 1;
    return { tenant, person };
  };
}

/** Each is taken once, by whichever side comes first. */
export function supply(taken: readonly Taken[], helpers: readonly [first: number, last: number]) {
  let at = 0;
  const [first, last] = helpers;
  return {
    left: () => taken.length - at,
    next: <T>(make: (who: Who, requestId: string) => T): T | undefined => {
      const one = taken[at];
      if (!one) return undefined;
      at += 1;
      return make({ tenant: one.tenant, person: first + (at % (last - first + 1)) }, one.requestId);
    },
  };
}
