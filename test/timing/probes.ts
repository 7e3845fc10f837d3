// SPDX-License-Identifier: EUPL-1.2
import { randomBytes, randomUUID } from 'node:crypto';
import { mediaTypes } from '#contracts';
import { Visitor } from '../../infra/local/seed/visitor.ts';
import type { House } from '../browser/house.ts';
import { befriend, enterAll } from '../canaries/road.ts';
import { honestHeader, makePair, sealed, signed } from '../hostile-peer/wire.ts';
import type { Clusters } from './house.ts';
import type { Asked, Question } from './pairs.ts';
import { befriendSmall, grow, routed } from './worlds.ts';

export interface Probe extends Asked {
  readonly name: string;
  readonly kind: 'probe' | 'same' | 'delayed';
}

type Plane = Question['plane'];
const tenantOf = (clusters: Clusters, plane: Plane, host: string) =>
  clusters
    .query<{ id: string }>(plane, 'select id from tenant where host = $1', [host], 'handslag_platform')
    .then(([row]) => row!.id);

/** Thirty questions that only somebody inside should be able to answer, each put to both worlds, and the controls. */
export async function prepare(house: House, clusters: Clusters): Promise<Probe[]> {
  const who = await enterAll(house);
  const gunnar = new Visitor(house.club('grannar'));
  await gunnar.signIn('gunnar', 'member');
  const host = {
    town: new URL(house.town('helsingborg')).host,
    other: new URL(house.town('melhus')).host,
    large: new URL(house.club('rodakorset')).host,
    small: new URL(house.club('grannar')).host,
  };
  const at = {
    town: await tenantOf(clusters, 'municipal', host.town),
    other: await tenantOf(clusters, 'municipal', host.other),
    large: await tenantOf(clusters, 'civic', host.large),
    small: await tenantOf(clusters, 'civic', host.small),
  };
  const known = (await who.ingrid.get<{ items: { id: string; name: string; state: string }[] }>('/partners')).items;
  const partnerId =
    known.find(({ name, state }) => name === 'Röda Korset Helsingborg' && state === 'active')?.id ??
    (await befriend(who, house));
  const smallPartnerId =
    known.find(({ id, state }) => id !== partnerId && state === 'active')?.id ??
    (await befriendSmall(who, gunnar, host.small));
  await grow(clusters, at.large);
  const [one, twenty] = await routed(who, partnerId);

  const get = (
    plane: Plane,
    hostName: string,
    path: string,
    visitor?: Visitor,
    more: Partial<Question> = {},
  ): Question => ({
    plane,
    host: hostName,
    path: path.startsWith('/.') || /^\/(theme|sign-in|federation)/.test(path) ? path : `/api/v1${path}`,
    ...more,
    headers: { ...(visitor ? { cookie: visitor.cookie } : {}), 'sec-fetch-site': 'same-origin', ...more.headers },
  });
  const town = (visitor: Visitor | undefined, path: string, more?: Partial<Question>) =>
    get('municipal', host.town, path, visitor, more);
  const club = (visitor: Visitor | undefined, path: string, more?: Partial<Question>) =>
    get('civic', host.large, path, visitor, more);
  const small = (path: string) => get('civic', host.small, path);
  const nobody = randomUUID();
  const inTown = (sql: string, ...values: unknown[]) => clusters.id('municipal', sql, values);
  const inClub = (sql: string, ...values: unknown[]) => clusters.id('civic', sql, values);
  const me = async (visitor: Visitor) => (await visitor.get<{ person: { id: string } }>('/me')).person.id;
  const [astrid, lisa] = [await me(who.astrid), await me(who.lisa)];

  const notMine = `not exists (select from group_member m where m.tenant_id = g.tenant_id and m.group_id = g.id and m.person_id = $2)`;
  const hiddenAtTown = (
    await who.ingrid.post<{ id: string }>('/groups', {
      name: `Dold ${nobody}`,
      kind: 'need',
      access: 'hidden',
      about: '',
      welcome: '',
    })
  ).id;
  const hiddenAtClub = (
    await who.anna.post<{ id: string }>('/groups', {
      name: `Dold ${nobody}`,
      kind: 'need',
      access: 'hidden',
      about: '',
      welcome: '',
    })
  ).id;
  const groupElsewhere = {
    town: await inTown('select id from "group" where tenant_id = $1', at.other),
    club: await inClub('select id from "group" where tenant_id = $1', at.small),
  };
  const request = await inTown(
    'select id from request where tenant_id = $1 and posted_by_id <> $2 and id = $3',
    at.town,
    astrid,
    one,
  );
  const requestElsewhere = await inTown('select id from request where tenant_id = $1', at.other);
  const requestAtClub = await inClub(
    `select r.id from request r where r.tenant_id = $1 and r.posted_by_id <> $2 and not exists (
    select from "group" g where g.tenant_id = r.tenant_id and g.id = any(r.group_ids) and not (${notMine}))`,
    at.large,
    lisa,
  );
  const requestAtSmall = await inClub('select id from request where tenant_id = $1', at.small);
  const partnerElsewhere = await inClub('select id from partner where tenant_id = $1', at.small);
  const card = (await who.omar.get<{ items: { id: string }[] }>('/partner-requests?limit=1')).items[0]!.id;
  const tokenOf = async (visitor: Visitor) => {
    const { id, link } = await visitor.post<{ id: string; link: string }>('/invitations', { role: 'member', days: 3 });
    return { id, token: new URL(link).pathname.split('/').at(-1)! };
  };
  const [invited, withdrawn, elsewhere] = [await tokenOf(who.anna), await tokenOf(who.anna), await tokenOf(gunnar)];
  await who.anna.send('DELETE', `/api/v1/invitations/${withdrawn.id}`);
  const noToken = randomBytes(32).toString('base64url').slice(0, invited.token.length);
  const left = new Visitor(house.club('rodakorset'));
  await left.signIn('lisa', 'member');
  const endedCookie = left.cookie;
  await left.post('/sign-out');
  const noCookie = endedCookie.replace(
    /=[^;]+/,
    (value) =>
      `=${randomBytes(64)
        .toString('base64url')
        .slice(0, value.length - 1)}`,
  );
  const conversation = await inClub('select key as id from federation_conversation where tenant_id = $1', at.small);

  const recipient = async (tenant: string) =>
    (
      await clusters.query<{ kid: string; x: string }>(
        'civic',
        `select kid, x from tenant_key where tenant_id = $1 and use = 'enc' and valid_to is null`,
        [tenant],
      )
    )[0]!;
  const signer = await inClub(
    `select k.kid as id from partner_key k where k.tenant_id = $1 and k.use = 'sig'`,
    at.large,
  );
  const stranger = makePair('sig');
  const letterTo = async (tenant: string, kid: string) =>
    sealed(signed({ jti: randomUUID() }, honestHeader(kid), stranger.key), await recipient(tenant));
  const post = (hostName: string, body: string) =>
    get('civic', hostName, '/federation/inbox', undefined, {
      method: 'POST',
      headers: { 'content-type': mediaTypes.sealed },
      body,
    });
  const [toLarge, toSmall] = [await letterTo(at.large, stranger.kid), await letterTo(at.small, stranger.kid)];

  const pairs: [string, Question, Question][] = [
    [
      'a partner with a group of 0 or 1,000',
      town(who.ingrid, `/partners/${smallPartnerId}`),
      town(who.ingrid, `/partners/${partnerId}`),
    ],
    [
      'what is open with it',
      town(who.ingrid, `/partners/${smallPartnerId}/open`),
      town(who.ingrid, `/partners/${partnerId}/open`),
    ],
    ['its own public page: keys', small('/.well-known/handslag'), club(undefined, '/.well-known/handslag')],
    ['its own public page: who it is', small('/tenant'), club(undefined, '/tenant')],
    ['its own public page: colours', small('/theme.css'), club(undefined, '/theme.css')],
    ['its own public page: terms', small('/terms/current'), club(undefined, '/terms/current')],
    [
      'the beginning of signing in there',
      small('/sign-in?as=member&return=/'),
      club(undefined, '/sign-in?as=member&return=/'),
    ],
    ['nonsense in its letterbox', post(host.small, 'a.b.c.d.e'), post(host.large, 'a.b.c.d.e')],
    ['a sealed letter, 2,000 messages behind it or few', post(host.small, toSmall), post(host.large, toLarge)],
    [
      'a forged letter: signer a partner or not',
      post(host.large, toLarge),
      post(host.large, await letterTo(at.large, signer)),
    ],
    [
      'a request routed to 1 group or to 20',
      town(who.maria, `/requests/${one}`),
      town(who.maria, `/requests/${twenty}`),
    ],
    ['town: hidden group or none', town(who.astrid, `/groups/${nobody}`), town(who.astrid, `/groups/${hiddenAtTown}`)],
    [
      'town: members of a hidden group or of none',
      town(who.astrid, `/groups/${nobody}/members`),
      town(who.astrid, `/groups/${hiddenAtTown}/members`),
    ],
    [
      'town: joining a hidden group or none',
      town(who.astrid, `/groups/${nobody}/membership`, { method: 'POST' }),
      town(who.astrid, `/groups/${hiddenAtTown}/membership`, { method: 'POST' }),
    ],
    [
      'town: group of another town or none',
      town(who.astrid, `/groups/${nobody}`),
      town(who.astrid, `/groups/${groupElsewhere.town}`),
    ],
    [
      'town: a request that is not mine or none',
      town(who.astrid, `/requests/${nobody}`),
      town(who.astrid, `/requests/${request}`),
    ],
    [
      'town: request of another town or none',
      town(who.astrid, `/requests/${nobody}`),
      town(who.astrid, `/requests/${requestElsewhere}`),
    ],
    [
      'town: HEAD of a hidden group or none',
      town(who.astrid, `/groups/${nobody}`, { method: 'HEAD' }),
      town(who.astrid, `/groups/${hiddenAtTown}`, { method: 'HEAD' }),
    ],
    [
      'town: partner of an association or none',
      town(who.ingrid, `/partners/${nobody}`),
      town(who.ingrid, `/partners/${partnerElsewhere}`),
    ],
    ['club: hidden group or none', club(who.lisa, `/groups/${nobody}`), club(who.lisa, `/groups/${hiddenAtClub}`)],
    [
      'club: group of another club or none',
      club(who.lisa, `/groups/${nobody}`),
      club(who.lisa, `/groups/${groupElsewhere.club}`),
    ],
    [
      'club: a request that is not for me or none',
      club(who.lisa, `/requests/${nobody}`),
      club(who.lisa, `/requests/${requestAtClub}`),
    ],
    [
      'club: request of another club or none',
      club(who.lisa, `/requests/${nobody}`),
      club(who.lisa, `/requests/${requestAtSmall}`),
    ],
    [
      'club: a partner’s card, as a member, or none',
      club(who.lisa, `/partner-requests/${nobody}`),
      club(who.lisa, `/partner-requests/${card}`),
    ],
    [
      'club: partner of another club or none',
      club(who.anna, `/partners/${nobody}`),
      club(who.anna, `/partners/${partnerElsewhere}`),
    ],
    [
      'club: receipts of another club’s conversation or none',
      club(who.anna, `/receipts/export?conversation=${nobody}`),
      club(who.anna, `/receipts/export?conversation=${conversation}`),
    ],
    [
      'club: withdrawn invitation or none',
      club(undefined, `/invitations/by-token/${noToken}`),
      club(undefined, `/invitations/by-token/${withdrawn.token}`),
    ],
    [
      'club: invitation of another club or none',
      club(undefined, `/invitations/by-token/${noToken}`),
      club(undefined, `/invitations/by-token/${elsewhere.token}`),
    ],
    [
      'club: signing in with an invitation or a made-up one',
      club(undefined, `/sign-in?as=member&return=/&invitation=${noToken}`),
      club(undefined, `/sign-in?as=member&return=/&invitation=${invited.token}`),
    ],
    [
      'club: ended session or made-up one',
      club(undefined, '/me', { headers: { cookie: noCookie } }),
      club(undefined, '/me', { headers: { cookie: endedCookie } }),
    ],
  ];
  const [tenant, group] = [club(undefined, '/tenant'), town(who.astrid, `/groups/${nobody}`)];
  return [
    { name: 'A/A: a public page, twice', kind: 'same', a: tenant, b: tenant },
    { name: 'A/A: no group, twice', kind: 'same', a: group, b: group },
    { name: 'control: a public page, later', kind: 'delayed', a: tenant, b: tenant },
    { name: 'control: no group, later', kind: 'delayed', a: group, b: group },
    ...pairs.map(([name, a, b]) => ({ name, kind: 'probe' as const, a, b })),
  ];
}
