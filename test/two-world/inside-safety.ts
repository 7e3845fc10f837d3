// SPDX-License-Identifier: EUPL-1.2
import { nth, type House, type Person } from './house.ts';
import { everyHouse, type Choice, type Operation } from './operation.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const texts = ['Skotta snö, din slöfock', 'Städfirma AB, 299 kr, www.stad.se', 'Ge mig ditt kort'] as const;
const decisions = ['keep', 'hide', 'remove'] as const;
const guideline = 'be-kind';

interface Asked {
  readonly asker: Person;
  readonly other: Person;
  readonly id: string;
}

/** One asks in the group where another meets it. What follows is undone before the operation ends: others go on. */
async function asked(world: World, house: House, [n, k]: Choice, more: object = {}): Promise<Asked | undefined> {
  const asker = nth(house.people, k)!;
  const other = nth(house.people, k + 1)!;
  for (const one of [asker, other]) await world.call(one, 'POST', `/groups/${house.groupId}/membership`);
  const answer = await world.call(asker, 'POST', '/requests', {
    serviceType: 'practical',
    text: texts[n % texts.length],
    groupIds: [house.groupId],
    send: true,
    ...more,
  });
  return succeeded(answer) ? { asker, other, id: answer.body.id as string } : undefined;
}

/** The case that a flag has opened, or that the check against advertising did. */
async function flagged(world: World, house: House, choice: Choice) {
  const made = await asked(world, house, choice);
  if (!made) return undefined;
  const flag = await world.call(made.other, 'POST', '/flags', {
    kind: 'request',
    subjectId: made.id,
    guideline,
    ...(choice[2] % 2 ? { comment: 'Så skriver man inte' } : {}),
  });
  const cases = (await world.call(house.administrator, 'GET', '/cases?limit=100')).body?.items as
    { id: string; subjectId: string }[] | undefined;
  const caseId = cases?.find(({ subjectId }) => subjectId === made.id)?.id;
  return succeeded(flag) && caseId ? { ...made, flag, caseId } : undefined;
}

async function decided(world: World, house: House, choice: Choice) {
  const found = await flagged(world, house, choice);
  if (!found) return undefined;
  const decision = decisions[choice[2] % decisions.length];
  const body = { decision, guideline, reason: 'Det ska vara vänligt här.' };
  const answer = await world.call(house.administrator, 'POST', `/cases/${found.caseId}/decision`, body);
  return succeeded(answer) ? { ...found, answer } : undefined;
}

async function incident(world: World, house: House, [n, k]: Choice) {
  const answer = await world.call(nth([...house.people, house.coordinator], k)!, 'POST', '/incidents', {
    kind: n % 2 ? 'incident' : 'near-miss',
    what: `Stegen vek sig ${'igen '.repeat(n % 4)}`.trim(),
    happenedAt: new Date(world.clock.now().getTime() - 3_600_000).toISOString(),
  });
  return answer;
}

export const insideSafety: readonly Operation[] = [
  {
    ...base,
    name: 'publish guidelines',
    says: 'publishes new guidelines',
    writes: ['POST /api/v1/guidelines'],
    do: (world, house, [n, k]) => {
      const words = { sv: { name: 'Var vänlig', text: `Skriv vänligt. ${'Snällt. '.repeat(n % 4)}`.trim() } };
      const more = { key: 'lokalt', words: { sv: { name: 'Lokalt', text: 'Bara här.' } } };
      return world.call(house.administrator, 'POST', '/guidelines', {
        items: [{ key: guideline, words }, ...(k % 2 ? [more] : [])],
      });
    },
  },
  {
    ...base,
    name: 'look for advertising',
    says: 'asks whether a text looks like advertising',
    writes: ['POST /api/v1/advertising-check'],
    do: (world, house, [n, k]) =>
      world.call(nth(house.people, k)!, 'POST', '/advertising-check', { text: texts[n % texts.length] }),
  },
  {
    ...base,
    name: 'flag',
    says: 'has somebody flag what another wrote',
    writes: ['POST /api/v1/flags'],
    do: async (world, house, choice) => (await flagged(world, house, choice))?.flag,
  },
  {
    ...base,
    name: 'decide about a text',
    says: 'decides about what was flagged',
    writes: ['POST /api/v1/cases/{id}/decision'],
    do: async (world, house, choice) => (await decided(world, house, choice))?.answer,
  },
  {
    ...base,
    name: 'undo a decision',
    says: 'takes a decision about a text back',
    writes: ['POST /api/v1/cases/{id}/undo'],
    do: async (world, house, choice) => {
      const found = await decided(world, house, choice);
      return found ? world.call(house.administrator, 'POST', `/cases/${found.caseId}/undo`) : false;
    },
  },
  {
    ...base,
    name: 'appeal',
    says: 'has the author appeal a decision',
    writes: ['POST /api/v1/decisions/{id}/appeal'],
    do: async (world, house, choice) => {
      const found = await decided(world, house, choice);
      const text = 'Det var inte så menat';
      return found ? world.call(found.asker, 'POST', `/decisions/${found.caseId}/appeal`, { text }) : false;
    },
  },
  {
    ...base,
    name: 'block and unblock',
    says: 'has somebody block a helper, and think better of it',
    writes: ['POST /api/v1/blocks', 'DELETE /api/v1/blocks/{id}'],
    do: async (world, house, choice) => {
      const made = await asked(world, house, choice);
      if (!made) return false;
      const offer = await world.call(made.other, 'POST', `/requests/${made.id}/offers`, {});
      if (!succeeded(offer)) return false;
      const blocked = await world.call(made.asker, 'POST', '/blocks', { offerId: offer.body.offer.id as string });
      await world.call(made.other, 'GET', `/requests/${made.id}`);
      const blocks = (await world.call(made.asker, 'GET', '/blocks')).body?.items as { id: string }[] | undefined;
      for (const { id } of blocks ?? []) await world.call(made.asker, 'DELETE', `/blocks/${id}`);
      return blocked;
    },
  },
  {
    ...base,
    name: 'report an incident',
    says: 'has somebody report an incident',
    writes: ['POST /api/v1/incidents'],
    do: (world, house, choice) => incident(world, house, choice),
  },
  {
    ...base,
    name: 'handle an incident',
    says: 'looks at an incident, or closes it',
    writes: ['POST /api/v1/incidents/{id}/handling'],
    do: async (world, house, choice) => {
      const reported = await incident(world, house, choice);
      if (!succeeded(reported)) return false;
      const body = choice[2] % 2 ? { state: 'looked-at' } : { state: 'closed', measure: 'Ny stege' };
      return world.call(house.coordinator, 'POST', `/incidents/${reported.body.id as string}/handling`, body);
    },
  },
  {
    ...base,
    name: 'say how it went',
    says: 'has a helper say how it went',
    writes: ['POST /api/v1/agreements/{id}/follow-up'],
    do: async (world, house, choice) => {
      const made = await asked(world, house, choice, { matching: 'first-come' });
      if (!made) return false;
      const offer = await world.call(made.other, 'POST', `/requests/${made.id}/offers`, {});
      const id = offer.body?.agreementId as string | undefined;
      if (!id) return false;
      await world.call(made.other, 'POST', `/agreements/${id}/completion`);
      const answer = choice[2] % 2 ? 'good' : 'bad';
      return world.call(made.other, 'POST', `/agreements/${id}/follow-up`, { answer });
    },
  },
];
