// SPDX-License-Identifier: EUPL-1.2
// A request all the way from an invented municipality to an invented association and back, and what it left on the road.
import { Outbox, verifyReceipts } from '#federation';
import { unverifiedText } from '#platform/crypto';
import { unlisted } from '#tenant/wall';
import { grant, type Belongings } from './belongings.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';
import type { ThrowAway } from './throw-away.ts';

interface Page<T> {
  readonly items: readonly T[];
}
interface Made {
  readonly id: string;
}

const patienceMs = 60_000;
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** What nobody at the association may read before somebody there has said yes. */
const details = { contactName: 'Provperson', phone: '070-174 06 05', place: 'Provgatan 1' };

export async function road(tally: Tally, town: Stage, club: Stage, { words, groupId }: Belongings): Promise<void> {
  const asker = town.owner;
  const helper = club.owner;
  const partnerId = await shakeHands(asker, helper);
  const asked = await asker.coordinator.call.done<Made>('POST', '/requests', {
    serviceType: 'accompany',
    text: 'Prov av väggen',
    area: 'Norr',
    from: inHours(24),
    to: inHours(25),
    groupIds: [],
    partnerIds: [partnerId],
    onBehalf: { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
    details,
    send: true,
  });
  const card = await until('the request at the association', async () => {
    return (await helper.coordinator.call.done<Page<Made>>('GET', '/partner-requests')).items[0];
  });
  const before = JSON.stringify(await helper.coordinator.call.done('GET', `/partner-requests/${card.id}`));
  for (const detail of Object.values(details))
    tally.expect(!before.includes(detail), 'a detail was there before anybody had said yes');
  await helper.coordinator.call.done('POST', `/partner-requests/${card.id}/routing`, { groupIds: [groupId] });
  const inFeed = await until('the request in the group', async () => {
    const { items } = await helper.member.call.done<Page<Made & { text: string }>>('GET', '/requests?scope=feed');
    return items.find(({ text }) => text === 'Prov av väggen');
  });
  await helper.member.call.done('POST', `/requests/${inFeed.id}/offers`, {});
  const agreed = await until('the answer at the municipality', async () => {
    const text = JSON.stringify(await asker.coordinator.call.done('GET', `/requests/${asked.id}`));
    return text.includes('"state":"accepted"') ? text : undefined;
  });
  for (const inner of [...words, groupId, helper.member.id, helper.coordinator.id])
    tally.expect(!agreed.includes(inner), 'the municipality learnt something from inside the association');

  await quiet([town, club]);
  const exports = [
    await asker.administrator.call.done('GET', '/receipts/export'),
    await helper.administrator.call.done('GET', '/receipts/export'),
  ];
  const verdict = await verifyReceipts(...exports);
  tally.expect(verdict.ok, verdict.en);
  const links = (exports[0] as { links: readonly unknown[] }).links.length;
  tally.expect(links >= 5, `only ${links} receipts came of it`);

  for (const [stage, sender] of [
    [town, asker],
    [club, helper],
  ] as const) {
    const letters = await lettersOf(stage, sender);
    tally.expect(letters.length >= 2, 'the letters of an exchange are missing');
    for (const letter of letters) {
      const beyond = unlisted(JSON.parse(letter));
      tally.expect(beyond.length === 0, `not in the list: ${beyond.join(', ')}`);
      const inner = stage === club && [...words, groupId, helper.member.id].some((word) => letter.includes(word));
      tally.expect(!inner, 'a letter of the association holds something from inside it');
    }
  }
}

async function shakeHands(asker: ThrowAway, helper: ThrowAway): Promise<string> {
  const { link } = await asker.administrator.call.done<{ link: string }>('POST', '/partner-invitations', {
    grant: grant(),
  });
  const functionAddress = `prov@${helper.host}`;
  await helper.administrator.call.done('POST', '/partners', { link, functionAddress });
  return until('the partnership', async () => {
    const { items } = await asker.administrator.call.done<Page<Made & { state: string }>>('GET', '/partners');
    return items.find(({ state }) => state === 'active')?.id;
  });
}

/** Until no letter of theirs is under way any more. */
async function quiet(stages: readonly Stage[]): Promise<void> {
  await until('the last letter', async () => {
    for (const { scope, owner } of stages) {
      const left = await scope.run(owner.id, () =>
        scope.rows(
          `select 1 from outbound_message where tenant_id = :tenant and state = 'waiting'
           union all select 1 from inbound_message where tenant_id = :tenant and state <> 'handled'`,
        ),
      );
      if (left.length > 0) return undefined;
    }
    return true;
  });
}

/** What a throw-away organisation has sent, unsealed: only its own plane can do that. */
async function lettersOf({ scope, services }: Stage, { id }: ThrowAway): Promise<string[]> {
  const outbox = services.get(Outbox, { strict: false });
  return (await scope.run(id, () => outbox.sent())).map((jws) => unverifiedText(jws) ?? '');
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const late = Date.now() + patienceMs; Date.now() < late;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`Waited in vain for ${what}`);
}
