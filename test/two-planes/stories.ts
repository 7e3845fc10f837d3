// SPDX-License-Identifier: EUPL-1.2
import { day, done, hour, type Somebody } from './network.ts';
import { canaries, type Association, type Network } from './two-associations.ts';

export const details = {
  contactName: 'Greta Hemlig',
  phone: '0701740605',
  place: 'Dolda gatan 7',
  instructions: 'Ring på två gånger',
};

/** What the municipality's home care does. */
export class Stories {
  constructor(private readonly network: Network) {}

  /** Home care asks associations and the volunteer centre for company to the dentist. */
  ask(partners: readonly Association[], more: object = {}) {
    const { clock, nurse, volunteersId } = this.network;
    const from = clock.now().getTime() + 2 * day;
    return done(nurse, 'POST', '/requests', {
      serviceType: 'accompany',
      text: 'Sällskap till tandläkaren',
      area: 'Söder',
      from: new Date(from).toISOString(),
      to: new Date(from + 2 * hour).toISOString(),
      expiresAt: new Date(clock.now().getTime() + day).toISOString(),
      groupIds: [volunteersId],
      partnerIds: partners.map(({ partnerId }) => partnerId),
      onBehalf: { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
      details,
      send: true,
      ...more,
    });
  }

  seenByTown(id: string) {
    return done(this.network.nurse, 'GET', `/requests/${id}`);
  }
}

/** The coordinator's newest card. */
export const latest = async (coordinator: Somebody) => (await done(coordinator, 'GET', '/partner-requests')).items[0];

interface InFeed {
  readonly id: string;
  readonly text: string;
  readonly postedAt: string;
}
/** What reaches somebody from elsewhere, or from the town's own home care, the latest first: not what members ask each other. */
export const feedOf = async (who: Somebody): Promise<InFeed[]> =>
  ((await done(who, 'GET', '/requests?scope=feed')).items as InFeed[])
    .filter(({ text }) => !canaries.includes(text))
    .sort((one, other) => other.postedAt.localeCompare(one.postedAt));

interface Told {
  readonly partnerName: string;
  readonly state: string;
}
export const partnerIn = (request: { partners: Told[] }, { name }: Association) =>
  request.partners.find(({ partnerName }) => partnerName === name);

/** The coordinator's newest card goes to the association's own group. */
export async function route({ coordinator, groupId }: Association): Promise<string> {
  const { id } = await latest(coordinator);
  await done(coordinator, 'POST', `/partner-requests/${id}/routing`, { groupIds: [groupId] });
  return id as string;
}

/** A member's one tap. */
export async function accept(member: Somebody): Promise<string> {
  const [card] = await feedOf(member);
  const { agreementId } = await done(member, 'POST', `/requests/${card!.id}/offers`, {});
  return agreementId as string;
}
