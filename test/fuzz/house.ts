// SPDX-License-Identifier: EUPL-1.2
// Two planes, each with the tenant that is fuzzed, one that nobody may see or change, and people in every role.
import type { Role } from '#platform/authz';
import { canary } from './judge.ts';
import { describe, type PlaneName } from './operations.ts';
import { FuzzPlane, type FuzzTenant, type Visitor } from './plane.ts';
import { StandingClock } from './standing-clock.ts';
import { kindOf } from './values.ts';

/** What kind of caller: `partner` is another node, with a letter in its hand. */
export type RoleClass =
  'anonymous' | 'resident' | 'staff' | 'member' | 'leader' | 'coordinator' | 'administrator' | 'partner';
export const classesOf: Readonly<Record<PlaneName, readonly RoleClass[]>> = {
  municipal: ['anonymous', 'resident', 'staff', 'coordinator', 'administrator', 'partner'],
  civic: ['anonymous', 'member', 'leader', 'coordinator', 'administrator', 'partner'],
};
const rolesOf: Readonly<Record<string, readonly Role[]>> = {
  resident: ['resident'],
  staff: ['staff'],
  member: ['member'],
  leader: ['member'],
  coordinator: ['coordinator', 'member'],
  administrator: ['administrator'],
};

/** A tenant with people, groups, requests, offers, agreements, invitations and partners in it. */
export class Populated {
  readonly cast = new Map<RoleClass, Visitor>();
  readonly groupIds: string[] = [];
  unitId: string | null = null;
  #count = 0;

  constructor(
    readonly tenant: FuzzTenant,
    private readonly mark: string,
  ) {}

  get plane(): FuzzPlane {
    return this.tenant.plane;
  }
  who(role: RoleClass): Visitor {
    const visitor = this.cast.get(role);
    if (!visitor) throw new Error(`Nobody here is ${role}`);
    return visitor;
  }
  get #helperRole(): RoleClass {
    return this.plane.kind === 'municipal' ? 'resident' : 'member';
  }

  /** New people with new sessions, one of each kind: whoever was there before may have left or signed out. */
  async renewCast(): Promise<void> {
    for (const role of classesOf[this.plane.kind]) if (rolesOf[role]) await this.renew(role);
  }

  async renew(role: RoleClass): Promise<void> {
    let roles = rolesOf[role] ?? [];
    if (this.plane.kind === 'municipal') roles = roles.filter((one) => one !== 'member');
    const unitId = role === 'staff' ? this.unitId : null;
    const groupIds = role === 'administrator' ? [] : this.groupIds;
    const visitor = await this.plane.addPerson(this.tenant, `${this.mark} ${role}`, roles, {
      unitId,
      groupIds,
      leads: role === 'leader',
    });
    this.tenant.pools.put('people', visitor.id);
    this.cast.set(role, visitor);
  }

  async settleIn(): Promise<void> {
    await this.replenish();
    await this.replenish();
  }

  /** One more of everything that operations use up. */
  async replenish(): Promise<void> {
    const { plane, mark } = this;
    await this.renew('administrator');
    await this.renew('coordinator');
    if (plane.kind === 'municipal') await this.#municipalMore();
    this.groupIds.unshift((await this.#group('both')).id as string);
    this.groupIds.length = Math.min(this.groupIds.length, 2);
    await this.renewCast();
    const [administrator, coordinator, helper] = [
      this.who('administrator'),
      this.who('coordinator'),
      this.who(this.#helperRole),
    ];
    await plane.do(administrator, 'POST', '/invitations', { role: this.#helperRole, days: 5 });
    const asker = await plane.addPerson(this.tenant, `${mark} frågar`, rolesOf[this.#helperRole] ?? [], {
      groupIds: this.groupIds,
    });
    const ask = (more: object = {}) =>
      plane.do(asker, 'POST', '/requests', {
        serviceType: 'practical',
        text: `${mark} skotta snö`,
        groupIds: this.groupIds.slice(0, 1),
        details: { place: `${mark}gatan 1`, phone: '070 174 06 05' },
        send: true,
        ...more,
      });
    const first = await ask();
    const { offer } = await plane.do(helper, 'POST', `/requests/${first.id}/offers`, { note: `${mark} gärna` });
    this.tenant.pools.put('offers', offer.id);
    const agreement = await plane.do(asker, 'POST', `/requests/${first.id}/offers/${offer.id}/acceptance`);
    this.tenant.pools.put('agreements', agreement.id);
    await plane.do(asker, 'POST', `/agreements/${agreement.id}/notes`, { text: `${mark} tack` });
    await ask({ send: false });
    const open = await ask({ matching: 'asker-chooses' });
    const waiting = await plane.do(helper, 'POST', `/requests/${open.id}/offers`, {});
    this.tenant.pools.put('offers', waiting.offer.id);
    await plane.do(coordinator, 'GET', '/groups?limit=2');
  }

  async #municipalMore(): Promise<void> {
    const { plane, mark } = this;
    const unit = await plane.do(this.who('administrator'), 'POST', '/units', {
      name: `${mark} enhet ${(this.#count += 1)}`,
      functionAddress: `hjalp${this.#count}@${this.tenant.host}`,
    });
    this.unitId = unit.id;
    const [need, resource] = [await this.#group('need'), await this.#group('resource')];
    const link = { needGroupId: need.id, resourceGroupId: resource.id, serviceTypes: ['practical'] };
    await plane.do(this.who('coordinator'), 'POST', '/group-links', link);
    await this.invitePartner();
  }

  async invitePartner(): Promise<string> {
    const grant = {
      direction: 'we-ask-them',
      serviceTypes: ['accompany', 'social', 'practical'],
      areas: [],
      perDay: 50,
      previewFields: ['text', 'area', 'time', 'headCount'],
      validTo: '2027-01-01T00:00:00Z',
      purpose: `${this.mark} vardag`,
      legalBasis: 'Allmänt intresse',
    };
    const made = await this.plane.do(this.who('coordinator'), 'POST', '/partner-invitations', { grant });
    return made.link as string;
  }

  #group(kind: string) {
    const fields = {
      name: `${this.mark} grupp`,
      kind,
      access: 'open',
      about: `${this.mark} om`,
      welcome: `${this.mark} välkommen`,
    };
    return this.plane.do(this.who('coordinator'), 'POST', '/groups', fields);
  }

  /** The ids and cursors that lists tell this tenant's own people. */
  async learn(): Promise<void> {
    const lists = [
      '/groups',
      '/requests',
      '/requests?scope=mine',
      '/agreements',
      '/people',
      '/invitations',
      '/partners',
      '/receipts',
    ];
    const own =
      this.plane.kind === 'municipal' ? ['/units', '/group-links', '/partner-invitations'] : ['/partner-requests'];
    for (const list of [...lists, ...own])
      for (const role of ['administrator', 'coordinator'] as const) {
        const path = `/api/v1${list}${list.includes('?') ? '&' : '?'}limit=2`;
        this.tenant.pools.learn(path, await this.plane.call(this.who(role), 'GET', path));
      }
  }
}

export class House {
  readonly #strangers: Record<PlaneName, string[]> = { municipal: [], civic: [] };

  private constructor(
    readonly planes: Readonly<Record<PlaneName, FuzzPlane>>,
    readonly ours: Readonly<Record<PlaneName, Populated>>,
    /** Whom nobody may see or change. */
    readonly theirs: Readonly<Record<PlaneName, Populated>>,
    /** One more, for what is tried in two tenants. */
    readonly third: Readonly<Record<PlaneName, Populated>>,
  ) {}

  static async open(): Promise<House> {
    const clock = new StandingClock();
    const planes = { municipal: await FuzzPlane.open('municipal', clock), civic: await FuzzPlane.open('civic', clock) };
    try {
      return await House.#settleIn(planes);
    } catch (error) {
      for (const plane of Object.values(planes)) await plane.close();
      throw error;
    }
  }

  static async #settleIn({ municipal, civic }: House['planes']): Promise<House> {
    const named = async (plane: FuzzPlane, name: string, mark: string) => {
      const kind = plane.kind === 'municipal' ? 'municipality' : 'association';
      return new Populated(await plane.addTenant(name, kind, `${mark} ${name}`), mark);
    };
    const settled = async (plane: FuzzPlane, name: string, mark: string) => {
      const populated = await named(plane, name, mark);
      await populated.settleIn();
      return populated;
    };
    const inBoth = async (make: (plane: FuzzPlane) => Promise<Populated>) => {
      const [one, other] = await Promise.all([make(municipal), make(civic)]);
      return { municipal: one, civic: other };
    };
    const house = new House(
      { municipal, civic },
      await inBoth((plane) => settled(plane, plane === civic ? 'klubben' : 'staden', 'vår')),
      await inBoth((plane) => settled(plane, plane === civic ? 'grannklubben' : 'grannstaden', canary)),
      await inBoth((plane) => named(plane, 'tredje', 'tredje')),
    );
    for (const third of Object.values(house.third)) await third.renewCast();
    await house.befriend(house.ours);
    const before = { municipal: municipal.letters.length, civic: civic.letters.length };
    await house.befriend(house.theirs);
    for (const plane of ['municipal', 'civic'] as const) {
      house.#strangers[plane] = house.planes[plane].letters.slice(before[plane]);
      await house.ours[plane].learn();
      await house.theirs[plane].learn();
    }
    return house;
  }

  /** The municipality and the association become partners, and one request has gone across. */
  async befriend({ municipal, civic }: House['ours']): Promise<void> {
    const link = await municipal.invitePartner();
    civic.tenant.pools.put('links', await municipal.invitePartner());
    const functionAddress = `besok@${civic.tenant.host}`;
    await civic.plane.do(civic.who('administrator'), 'POST', '/partners', { link, functionAddress });
    await this.settle();
    const { items } = await municipal.plane.do(municipal.who('coordinator'), 'GET', '/partners');
    for (let n = 0; n < 3; n += 1)
      await municipal.plane.do(municipal.who('staff'), 'POST', '/requests', {
        serviceType: 'practical',
        text: 'Sällskap till tandläkaren',
        groupIds: [],
        partnerIds: [items[0].id],
        onBehalf: { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
        send: true,
      });
    await this.settle();
    const cards = await civic.plane.do(civic.who('coordinator'), 'GET', '/partner-requests');
    if (cards.items.length < 3) throw new Error('Nothing came across');
  }

  /** Everything that nobody may see, as it lies there. */
  hiddenRows(plane: PlaneName): Promise<string[]> {
    const { tenant } = this.theirs[plane];
    return tenant.plane.rowsOf(tenant);
  }

  /** Every answer that its own people get. To look at details is noted down, so this may write. */
  async hiddenAnswers(plane: PlaneName): Promise<string[]> {
    const theirs = this.theirs[plane];
    const answers: string[] = [];
    for (const { method, path } of describe(plane).operations.filter(({ method }) => method === 'GET')) {
      const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const kind =
          name === 'token' ? 'tokens' : name === 'id' ? kindOf(path.slice(0, path.indexOf('{id}'))) : kindOf(name);
        return theirs.tenant.pools.find(kind, 0) ?? name;
      });
      // Sign-in makes a new errand each time, and the session knows when it was used.
      if (/sign-in|openapi/.test(path)) continue;
      for (const [role, visitor] of theirs.cast) {
        const { status, headers, body } = await theirs.plane.call(visitor, method, url);
        const said = body.replaceAll(/"traceId":"[^"]*"/g, '');
        answers.push(`${role} ${url} ${status} ${headers.etag ?? ''} ${said}`);
      }
    }
    return answers;
  }

  /** Real letters that were meant for the tenant nobody may see. */
  lettersToOthers(plane: PlaneName): readonly string[] {
    return this.#strangers[plane];
  }

  /** Letters travel until nothing moves any more. */
  async settle(): Promise<void> {
    for (let moved = 1, round = 0; moved > 0; round += 1) {
      if (round === 30) throw new Error('The planes do not come to rest');
      moved = 0;
      for (const plane of Object.values(this.planes)) moved += await plane.work();
    }
  }

  async close(): Promise<void> {
    for (const plane of Object.values(this.planes)) await plane.close();
  }
}
