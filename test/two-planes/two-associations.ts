// SPDX-License-Identifier: EUPL-1.2
import type { Role } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { Membership, Person } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { features as civicFeatures } from '../../apps/civic/features.ts';
import { features as municipalFeatures } from '../../apps/municipal/features.ts';
import { QueueModule } from '#platform/queue';
import type { PersonId } from '#kernel';
import type { Feature } from '#platform/plane';
import { day, done, MovableClock, Plane, settle, type Somebody, type Tenant } from './network.ts';

/** What a plane hosts, but for signing in and the queue, which the test steps itself. */
export const hosted = (features: readonly Feature[]) =>
  features.filter(({ module }) => module !== QueueModule && !/sign.?in|identity/i.test(nameOf(module)));
const nameOf = (module: Feature['module']) =>
  'module' in module ? module.module.name : (module as { name: string }).name;

export interface Association extends Tenant {
  readonly name: string;
  readonly address: string;
  readonly coordinator: Somebody;
  readonly administrator: Somebody;
  readonly members: readonly Somebody[];
  readonly groupId: string;
  /** The association as the municipality's partner. */
  readonly partnerId: string;
  /** The municipality as the association's partner. */
  readonly askerId: string;
}

/** Strings that stand only inside an association; none of them may ever be found on the municipal side. */
export const canaries: string[] = [];
function canary(text: string): string {
  canaries.push(text);
  return text;
}

export const grant = {
  direction: 'we-ask-them',
  serviceTypes: ['accompany', 'social', 'practical'],
  areas: [] as string[],
  perDay: 50,
  previewFields: ['text', 'area', 'time', 'headCount'],
  validTo: new Date(Date.now() + 300 * day).toISOString(),
  purpose: 'Hjälp i vardagen',
  legalBasis: 'Allmänt intresse',
};

export async function addPerson(
  tenant: Tenant,
  displayName: string,
  roles: readonly Role[],
  unitId: string | null = null,
): Promise<Somebody> {
  const app = tenant.plane.app;
  const id = await app.get(TenantScope).run(tenant.id, async (em) => {
    const door = tenant.plane.kind === 'civic' ? 'member' : roles.includes('resident') ? 'resident' : 'staff';
    const person = Person.arrived(
      { door, subject: displayName, numberHash: null, displayName },
      tenant.plane.clock.now(),
    );
    em.persist(person);
    await em.flush();
    for (const role of roles)
      em.create(Membership, { personId: person.id, role, unitId, since: tenant.plane.clock.now() });
    await em.flush();
    return person.id as PersonId;
  });
  return { tenant, id };
}

export async function found(tenant: Tenant, name: string): Promise<void> {
  const { app, kind } = tenant.plane;
  await app.get(TenantScope).run(tenant.id, async () => {
    await app
      .get(TenantProfileService)
      .found({ name, kind: kind === 'civic' ? 'association' : 'municipality', areas: ['Söder', 'Norr'] });
  });
}

export class Network {
  town!: Tenant;
  coordinator!: Somebody;
  nurse!: Somebody;
  /** A resident who helps, in the volunteer centre's group. */
  neighbour!: Somebody;
  volunteersId!: string;
  redCross!: Association;
  sportsClub!: Association;

  private constructor(
    readonly clock: MovableClock,
    readonly municipal: Plane,
    readonly civic: Plane,
  ) {}

  static async open(): Promise<Network> {
    const clock = new MovableClock();
    const municipal = await Plane.open('municipal', hosted(municipalFeatures), clock);
    const civic = await Plane.open('civic', hosted(civicFeatures), clock);
    const network = new Network(clock, municipal, civic);
    try {
      await network.settleIn();
      return network;
    } catch (error) {
      await network.close();
      throw error;
    }
  }

  settle(): Promise<void> {
    return settle(this.municipal, this.civic);
  }

  async close(): Promise<void> {
    await this.municipal.close();
    await this.civic.close();
  }

  private async settleIn(): Promise<void> {
    this.town = await this.municipal.addTenant('helsingborg', 'municipality');
    await found(this.town, 'Helsingborg');
    const administrator = await addPerson(this.town, 'Anna Administratör', ['administrator']);
    this.coordinator = await addPerson(this.town, 'Karin Kontakt', ['coordinator']);
    const unit = await done(administrator, 'POST', '/units', {
      name: 'Hemtjänsten',
      functionAddress: `hemtjansten@${this.town.host}`,
    });
    this.nurse = await addPerson(this.town, 'Stefan Staff', ['staff'], unit.id);
    this.neighbour = await addPerson(this.town, 'Vera Volontär', ['resident']);
    this.volunteersId = await makeGroup(this.coordinator, 'Volontärcentralen', 'open');
    await done(this.neighbour, 'POST', `/groups/${this.volunteersId}/membership`);
    this.redCross = await this.befriend('rodakorset', 'Röda Korset Helsingborg', 'besoksgruppen');
    this.sportsClub = await this.befriend('melhusil', 'Melhus IL', 'frivilliga');
  }

  private async befriend(host: string, name: string, mailbox: string): Promise<Association> {
    const tenant = await this.civic.addTenant(host, 'association');
    await found(tenant, name);
    const administrator = await addPerson(tenant, canary(`Kanarie Admin ${host}`), ['administrator']);
    const coordinator = await addPerson(tenant, canary(`Kanarie Samordnare ${host}`), ['coordinator', 'member']);
    const groupId = await makeGroup(
      coordinator,
      canary(`Kanariegruppen ${host}`),
      'approval',
      canary(`Kanarievälkomst ${host}`),
    );
    const innerId = await makeGroup(
      coordinator,
      canary(`Kanariekretsen ${host}`),
      'open',
      canary(`Kanariehälsning ${host}`),
      'both',
    );
    const members: Somebody[] = [];
    for (let number = 1; number <= 8; number += 1) {
      const member = await addPerson(tenant, canary(`Kanarie Medlem ${number} ${host}`), ['member']);
      await done(member, 'POST', `/groups/${groupId}/membership`);
      await done(coordinator, 'PATCH', `/groups/${groupId}/members/${member.id}`, { state: 'member' });
      members.push(member);
    }
    for (const member of members.slice(0, 2)) await done(member, 'POST', `/groups/${innerId}/membership`);
    await done(members[0]!, 'POST', '/requests', {
      serviceType: 'practical',
      text: canary(`Kanarieförfrågan ${host}`),
      groupIds: [innerId],
      details: { place: canary(`Kanariegatan ${host}`) },
      send: true,
    });
    const address = `${mailbox}@${tenant.host}`;
    const { link } = await done(this.coordinator, 'POST', '/partner-invitations', { grant });
    const { id: askerId } = await done(administrator, 'POST', '/partners', { link, functionAddress: address });
    await this.settle();
    const partners = (await done(this.coordinator, 'GET', '/partners')).items as {
      id: string;
      name: string;
      state: string;
    }[];
    const partner = partners.find((one) => one.name === name);
    if (partner?.state !== 'active') throw new Error(`${name} is not an active partner: ${JSON.stringify(partners)}`);
    return { ...tenant, name, address, administrator, coordinator, members, groupId, partnerId: partner.id, askerId };
  }
}

export async function makeGroup(
  coordinator: Somebody,
  name: string,
  access: string,
  welcome = '',
  kind = 'resource',
): Promise<string> {
  const group = await done(coordinator, 'POST', '/groups', { name, kind, access, area: null, about: '', welcome });
  return group.id as string;
}
