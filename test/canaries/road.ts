// SPDX-License-Identifier: EUPL-1.2
// The road of a municipality's request through a whole house, walked as people walk it: over HTTP, signed in.
import { Visitor } from '../../infra/local/seed/visitor.ts';
import type { House } from '../browser/house.ts';

interface Page<T> {
  readonly items: readonly T[];
}
interface Named {
  readonly id: string;
  readonly name: string;
}
interface Card {
  readonly id: string;
  readonly state: string;
  readonly text: string | null;
}

export interface Asked {
  readonly id: string;
  readonly state: string;
  readonly agreementId: string | null;
  readonly partners: readonly { readonly state: string; readonly functionAddress: string | null }[];
}

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();

/** Those who meet on the road, each in a browser of their own. */
export interface Walkers {
  /** Of the municipality: administrator, coordinator, staff, resident. */
  readonly ingrid: Visitor;
  readonly david: Visitor;
  readonly maria: Visitor;
  readonly astrid: Visitor;
  /** Of the association: administrator, coordinator, two members. */
  readonly anna: Visitor;
  readonly omar: Visitor;
  readonly lisa: Visitor;
  readonly elin: Visitor;
}

export async function enterAll(house: House): Promise<Walkers> {
  const enter = async (origin: string, person: string, as: 'resident' | 'staff' | 'member') => {
    const visitor = new Visitor(origin);
    await visitor.signIn(person, as);
    return visitor;
  };
  const [town, club] = [house.town('helsingborg'), house.club('rodakorset')];
  return {
    ingrid: await enter(town, 'ingrid', 'staff'),
    david: await enter(town, 'david', 'staff'),
    maria: await enter(town, 'maria', 'staff'),
    astrid: await enter(town, 'astrid', 'resident'),
    anna: await enter(club, 'anna', 'member'),
    omar: await enter(club, 'omar', 'member'),
    lisa: await enter(club, 'lisa', 'member'),
    elin: await enter(club, 'elin', 'member'),
  };
}

/** The municipality and the association become partners. @returns the association's id as the municipality's partner. */
export async function befriend({ ingrid, anna }: Walkers, house: House): Promise<string> {
  const { link } = await ingrid.post<{ link: string }>('/partner-invitations', {
    grant: {
      direction: 'we-ask-them',
      serviceTypes: ['accompany', 'social', 'practical'],
      areas: [],
      perDay: 500,
      previewFields: ['text', 'area', 'time', 'headCount'],
      validTo: inDays(200),
      purpose: 'Hjälp i vardagen',
      legalBasis: 'Allmänt intresse',
    },
  });
  const { host } = new URL(house.club('rodakorset'));
  await anna.post('/partners', { link, functionAddress: `hjalpen@${host}` });
  const name = 'Röda Korset Helsingborg';
  return until('the partnership', async () => {
    const { items } = await ingrid.get<Page<Named & { state: string }>>('/partners');
    return items.find((partner) => partner.name === name && partner.state === 'active')?.id;
  });
}

export const askPartner = ({ maria }: Walkers, partnerId: string, text: string, more: object = {}): Promise<Asked> =>
  maria.post('/requests', {
    serviceType: 'accompany',
    text,
    area: 'Söder',
    from: inDays(2),
    to: inDays(2.1),
    groupIds: [],
    partnerIds: [partnerId],
    onBehalf: { alias: 'Märta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
    send: true,
    ...more,
  });

/** What the web app asks for first of whoever is new. */
export async function acceptTerms(visitor: Visitor): Promise<void> {
  const { termsVersion: version } = await visitor.get<{ termsVersion: number }>('/me');
  await visitor.post('/terms/acceptances', { version });
}

/**
 * Two residents of the municipality: one fetches something for the other, and they agree on doing it again.
 * @param receipt a picture of what it cost. @returns the agreement it began with
 */
export async function doItAgain({ astrid }: Walkers, house: House, receipt: Buffer): Promise<string> {
  const jonas = new Visitor(house.town('helsingborg'));
  await jonas.signIn('jonas', 'resident');
  const { items } = await astrid.get<Page<Named>>('/groups?limit=100');
  const group = items.find(({ name }) => name === 'Grannhjälp Söder')?.id ?? '';
  for (const one of [astrid, jonas]) {
    await acceptTerms(one);
    await one.post(`/groups/${group}/membership`);
  }
  const post = {
    serviceType: 'delivery',
    text: 'Hämta min bok',
    groupIds: [group],
    matching: 'first-come',
    send: true,
  };
  const { id } = await astrid.post<{ id: string }>('/requests', post);
  const { agreementId } = await jonas.post<{ agreementId: string }>(`/requests/${id}/offers`);
  const path = `/agreements/${agreementId}`;
  await expectDone(jonas.send('PUT', `/api/v1${path}/purchase/photo`, receipt));
  await jonas.post(`${path}/completion`);
  await astrid.post(`${path}/confirmation`);
  for (const one of [astrid, jonas]) await one.put(`${path}/again`);
  const plan = { rhythm: 'weekly', firstOn: inDays(20).slice(0, 10), time: '10:00', lasts: 60 };
  await jonas.post(`${path}/series`, { ...plan, until: inDays(60).slice(0, 10) });
  return agreementId;
}

/** The request as it stands at the association. */
export const arrived = ({ omar }: Walkers, text: string, everyMs?: number): Promise<Card> =>
  until(
    `"${text}" at the association`,
    async () => (await omar.get<Page<Card>>('/partner-requests?limit=5')).items.find((card) => card.text === text),
    everyMs,
  );

/** The card a member meets in the feed. */
export const inFeedOf = (member: Visitor, text: string): Promise<Card> =>
  until(`"${text}" in the feed`, async () =>
    (await member.get<Page<Card>>('/requests?scope=feed&limit=100')).items.find((card) => card.text === text),
  );

/** Waits until the municipality sees the state. */
export const seen = ({ maria }: Walkers, id: string, state: string, everyMs?: number): Promise<Asked> =>
  until(
    `the municipality to see ${state}`,
    async () => {
      const request = await maria.get<Asked>(`/requests/${id}`);
      return request.state === state ? request : undefined;
    },
    everyMs,
  );

export async function expectDone(answer: Promise<{ status: number; body: string }>): Promise<string> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${body}`);
  return body;
}

/** @throws Error that says what did not come about. */
export async function until<T>(what: string, look: () => Promise<T | undefined>, everyMs = 100): Promise<T> {
  for (const late = Date.now() + 60_000; Date.now() < late; await pause(everyMs)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`Waited in vain for ${what}`);
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
