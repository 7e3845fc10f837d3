// SPDX-License-Identifier: EUPL-1.2
import { originOf, type Layout } from '../layout.ts';
import { courseForHomework } from './qualified.ts';
import { Visitor } from './visitor.ts';

interface Page<T> {
  readonly items: readonly T[];
}
interface Partner {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}
interface Card {
  readonly id: string;
  readonly text: string | null;
}

const day = 86_400_000;
const at = (now: number, days: number, hour: number) =>
  new Date(new Date(now + days * day).setHours(hour, 0, 0, 0)).toISOString();

const asked = (now: number) =>
  [
    {
      serviceType: 'accompany',
      text: 'Sällskap till tandläkaren, vi går från porten.',
      area: 'Söder',
      from: at(now, 3, 9),
      to: at(now, 3, 11),
      alias: 'Märta',
    },
    {
      serviceType: 'practical',
      text: 'Bära ner julpyntet från vinden, två lådor.',
      area: 'Söder',
      from: at(now, 5, 13),
      to: at(now, 5, 14),
      alias: 'Sixten',
    },
    {
      serviceType: 'social',
      text: 'En promenad i Slottshagen i lugn takt.',
      area: 'Centrum',
      from: at(now, 6, 10),
      to: at(now, 6, 11),
      alias: 'Rut',
    },
  ] as const;

/**
 * The first partnership, made as people make it: through both organisations' own doors, with both signatures, so that
 * boards and receipts have something true to show. Röda Korset is left for whoever tries the demo.
 */
export async function makeFirstPartnership(layout: Layout): Promise<void> {
  const now = Date.now();
  const helsingborg = originOf(layout, 'helsingborg', 'municipal');
  const grannar = originOf(layout, 'grannar', 'civic');
  const [ingrid, maria, gunnar, nils] = await Promise.all([
    enter(helsingborg, 'ingrid', 'staff'),
    enter(helsingborg, 'maria', 'staff'),
    enter(grannar, 'gunnar', 'member'),
    enter(grannar, 'nils', 'member'),
  ]);

  const partner = await shakeHands(ingrid, gunnar, new URL(grannar).host, now);
  const posted = (await maria.get<Page<Card>>('/requests?scope=mine')).items.map(({ text }) => text);
  for (const { alias, ...rest } of asked(now).filter(({ text }) => !posted.includes(text))) {
    const [known] = (await maria.get<Page<{ id: string }>>(`/clients?q=${encodeURIComponent(alias)}`)).items;
    const spoken = { kind: 'spoken', words: `${alias} sa ja i telefon.` };
    const onBehalf = known ? { clientId: known.id } : { alias, consent: spoken };
    await maria.post('/requests', {
      ...rest,
      groupIds: [],
      partnerIds: [partner.id],
      onBehalf,
      send: true,
    });
  }

  const cards = await until(async () => {
    const { items } = await gunnar.get<Page<Card>>('/partner-requests');
    return items.length >= asked(now).length ? items : undefined;
  });
  const dentist = cards.find(({ text }) => text?.includes('tandläkaren')) ?? cards[0];
  const groups = await gunnar.get<Page<{ id: string; name: string }>>('/groups?mine=true');
  const company = groups.items.find(({ name }) => name === 'Följa med');
  if (!dentist || !company) throw new Error('The first partnership has nobody to help');
  await gunnar.post(`/partner-requests/${dentist.id}/routing`, { groupIds: [company.id] });
  const card = await until(async () =>
    (await nils.get<Page<Card>>('/requests?scope=feed&limit=100')).items.find(({ text }) => text === dentist.text),
  );
  await nils.post(`/requests/${card.id}/offers`);
  await attestACourse(gunnar, (await nils.get<{ person: { id: string } }>('/me')).person.id, now);
  await ingrid.put(`/partners/${partner.id}/attestations`, { days: 14 });
  for (const visitor of [ingrid, maria, gunnar, nils]) await visitor.post('/sign-out');
}

/** Something for Nils to take along to Helsingborg, where what his association attests counts. */
async function attestACourse(gunnar: Visitor, personId: string, now: number): Promise<void> {
  const { items } = await gunnar.get<Page<{ id: string; name: string }>>('/groups?mine=true');
  const everybody = items.find(({ name }) => name === 'Hela föreningen');
  if (!everybody) throw new Error('The association has no group for everybody');
  const course = { kind: 'course', subject: courseForHomework };
  const demand = { ...course, serviceType: 'homework', purpose: 'help' };
  await gunnar.put(`/groups/${everybody.id}/requirements`, { items: [demand] });
  await gunnar.post(`/groups/${everybody.id}/members/${personId}/attestations`, {
    ...course,
    seenOn: at(now, -20, 12).slice(0, 10),
  });
}

async function enter(origin: string, person: string, as: 'staff' | 'member'): Promise<Visitor> {
  const visitor = new Visitor(origin);
  await visitor.signIn(person, as);
  return visitor;
}

async function shakeHands(inviter: Visitor, invited: Visitor, host: string, now: number): Promise<Partner> {
  const known = async (visitor: Visitor) =>
    (await visitor.get<Page<Partner>>('/partners')).items.find(({ state }) => state === 'active');
  const before = await known(inviter);
  if (before) return before;
  const grant = {
    direction: 'we-ask-them',
    serviceTypes: ['accompany', 'social', 'practical', 'delivery'],
    areas: [],
    perDay: 20,
    previewFields: ['text', 'area', 'time', 'headCount'],
    validTo: at(now, 365, 12),
    purpose: 'Hjälp i vardagen för den som har hemtjänst, när det inte är bistånd.',
    legalBasis: 'Allmänt intresse, artikel 6.1 e i dataskyddsförordningen.',
  };
  const { link } = await inviter.post<{ link: string }>('/partner-invitations', { grant });
  await invited.post('/partners', { link, functionAddress: `hjalpen@${host}` });
  return until(async () => ((await known(invited)) ? known(inviter) : undefined));
}

/** What crosses the wall takes a moment. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 150; tries += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The first partnership did not come about in 30 s');
}
