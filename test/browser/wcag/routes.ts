// SPDX-License-Identifier: EUPL-1.2
// Every route of the web app: who looks at it, where, and what can be wrong or opened there. A route of router.tsx
// that has no line here fails, and so does a line here that has no route.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ask, oneOf, type Cast, type Who } from './cast.ts';
import { repeated } from './repeated.ts';

interface Named {
  readonly id: string;
  readonly name?: string;
}
interface Checked {
  readonly state: string;
  readonly attestation: { readonly can: Record<string, boolean> } | null;
}
type Find = (cast: Cast) => Promise<string>;

export interface Route {
  readonly who: Who;
  /** When it is not the route as it is written. */
  readonly at?: string | Find;
  /** The button that tells what is missing, when nothing has been written. */
  readonly submit?: string;
  /** Folded away until this is pressed. */
  readonly unfold?: string;
  /** The button that opens a dialog. Words differ between languages, so it is found by its place. */
  readonly dialog?: string;
  /** Not shown but led on from, to another route of this table. */
  readonly leadsOn?: boolean;
}

const first = (who: Who, list: string, before: string, after = ''): Find =>
  async function find(cast) {
    return `${before}${(await oneOf<Named>(await cast.who(who), list)).id}${after}`;
  };
const groupCalled = (wanted: string) => async (cast: Cast) =>
  (await oneOf<Named>(await cast.who('david'), '/groups?limit=100', ({ name }) => name === wanted)).id;
const centre = groupCalled('Volontärcenter');
const pool = groupCalled('Vikariepoolen');
const forSomebody = async (cast: Cast) => {
  const board = '/requests?scope=board&limit=100';
  return (await oneOf<Named & { onBehalf?: object }>(await cast.who('maria'), board, (one) => Boolean(one.onBehalf)))
    .id;
};

/** Somebody of whom something has been seen, so that it can be taken back. */
const checked: Find = async (cast) => {
  const david = await cast.who('david');
  const members = `/groups/${await centre(cast)}/members`;
  const { items: places } = await ask<{ items: { personId: string }[] }>(david, `${members}?limit=100`);
  for (const { personId } of places) {
    const { items } = await ask<{ items: Checked[] }>(david, `${members}/${personId}/checklist`);
    if (items.some(({ state, attestation }) => state === 'fulfilled' && attestation?.can['withdraw']))
      return `${members}/${personId}`;
  }
  throw new Error('Nothing has been seen of anybody');
};

const submit = 'main form[novalidate] button[type=submit]';

export const table: Readonly<Record<string, Route>> = {
  '/sign-in-failed': { who: 'stranger', at: '/sign-in-failed?code=sign-in.expired' },
  '/invitation/$token': {
    who: 'stranger',
    at: async (cast) => {
      const invitation = { role: 'resident', days: 7 };
      const { link } = await ask<{ link: string }>(await cast.who('ingrid'), '/invitations', 'POST', invitation);
      return new URL(link).pathname;
    },
  },
  '/partner-invitation': { who: 'stranger' },
  '/about': { who: 'stranger' },
  '/': { who: 'samira' },
  '/ask': { who: 'samira', submit },
  '/requests': { who: 'jonas' },
  '/requests/$id': {
    who: 'jonas',
    at: first('jonas', '/requests?scope=feed', '/requests/'),
    dialog: 'main .page > .stack > div:last-child > button[data-variant=tertiary]',
  },
  '/requests/$id/seen': { who: 'samira', at: first('samira', '/requests?scope=mine', '/requests/', '/seen') },
  '/requests/$id/letter': { who: 'maria', at: async (cast) => `/requests/${await forSomebody(cast)}/letter` },
  '/together': { who: 'jonas' },
  '/together/new': { who: 'jonas', submit },
  '/intake': { who: 'david', submit },
  '/mine': { who: 'jonas' },
  '/agreements/$id': {
    who: 'jonas',
    at: first('jonas', '/agreements', '/agreements/'),
    dialog: 'main .page > .stack > .row:last-child button',
  },
  '/agreements/$id/slip': { who: 'jonas', at: first('jonas', '/agreements', '/agreements/', '/slip') },
  '/series/$id': {
    who: 'astrid',
    at: async (cast) => `/series/${await repeated(cast)}`,
    dialog: 'main li.card .row > button:nth-of-type(2)',
  },
  '/calendar': {
    who: 'jonas',
    at: async (cast) => {
      await ask(await cast.who('jonas'), '/me/calendar-feed', 'POST');
      return '/calendar';
    },
    dialog: 'main section .row > button[data-variant=secondary]',
  },
  '/when': { who: 'jonas', submit },
  '/groups': { who: 'jonas' },
  '/groups/new': { who: 'gunnar', submit },
  '/groups/$id': { who: 'david', at: async (cast) => `/groups/${await centre(cast)}` },
  '/groups/$id/shift': { who: 'david', at: async (cast) => `/groups/${await pool(cast)}/shift` },
  '/groups/$id/edit': { who: 'david', at: async (cast) => `/groups/${await centre(cast)}/edit` },
  '/groups/$id/requirements': {
    who: 'david',
    at: async (cast) => `/groups/${await centre(cast)}/requirements`,
    submit,
  },
  '/groups/$id/members/$personId': {
    who: 'david',
    at: checked,
    dialog: 'main li button[data-variant=tertiary]',
  },
  '/me/qualifications': { who: 'jonas' },
  '/me/passport': { who: 'jonas' },
  '/shown': { who: 'david' },
  '/notices': { who: 'samira' },
  '/notices/settings': { who: 'jonas', submit },
  '/notices/home-screen': { who: 'jonas' },
  '/notices/$id': { who: 'jonas', at: '/notices/00000000-0000-4000-8000-000000000000', leadsOn: true },
  '/me': { who: 'jonas', dialog: 'main section:last-of-type button' },
  '/more': { who: 'ingrid' },
  '/board': { who: 'maria' },
  '/clients': { who: 'maria' },
  '/clients/$id': {
    who: 'maria',
    at: first('maria', '/clients', '/clients/'),
    unfold: 'main details:not([open])',
    submit,
  },
  '/mandates': { who: 'samira' },
  '/unanswered': { who: 'david' },
  '/post': { who: 'maria', submit },
  '/inbox': { who: 'gunnar' },
  '/inbox/$id': { who: 'gunnar', at: first('gunnar', '/partner-requests', '/inbox/') },
  '/partners': { who: 'ingrid' },
  '/partners/invite': { who: 'ingrid' },
  '/partners/accept': { who: 'gunnar' },
  '/partners/$id': {
    who: 'gunnar',
    at: first('gunnar', '/partners', '/partners/'),
    dialog: 'main section:last-of-type button[data-color=danger]',
  },
  '/links': { who: 'ingrid' },
  '/events': { who: 'ingrid' },
  '/expiring': { who: 'david' },
  '/units': { who: 'ingrid' },
  '/people': { who: 'ingrid' },
  '/invitations/list': { who: 'ingrid', submit },
  '/invitations': { who: 'ingrid' },
  '/settings': { who: 'ingrid' },
  '/settings/asks': { who: 'ingrid' },
  '/safety': { who: 'samira', unfold: 'main details:not([open])', submit },
  '/moderation': { who: 'david' },
  '/receipts': { who: 'ingrid' },
};

const router = path.resolve(import.meta.dirname, '../../../apps/web/src/routes/router.tsx');

/** As the router has them: a new one is found on the day it is written. */
export const written = (source = readFileSync(router, 'utf8')): string[] =>
  [...source.matchAll(/\bpath: '([^']+)'/g)].map(([, one]) => one as string);

/** Where this route is looked at in this house. */
export async function addressOf(pattern: string, cast: Cast): Promise<string> {
  const { at = pattern } = table[pattern] as Route;
  return typeof at === 'string' ? at : at(cast);
}
