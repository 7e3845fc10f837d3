// SPDX-License-Identifier: EUPL-1.2
import { serviceTypes, type ServiceType } from '#contracts';
import { answerBy, unansweredFrom } from '#tenant/fairness';
import { pairwiseSubject } from '../../../apps/identity/subject.ts';
import type { GroupRule } from '../../../libs/tenant/groups/group.entity.ts';
import type { Person } from '../../../libs/tenant/people/person.entity.ts';
import type { Membership } from '../../../libs/tenant/people/membership.entity.ts';
import { usualAsks } from '../../../libs/tenant/profile/usual-asks.ts';
import type { Protection } from '../../../libs/tenant/protection/levels.ts';
import { Chance } from './chance.ts';
import { idOf } from './ids.ts';
import { Rows, type Row } from './rows.ts';
import type { SeedTenant } from './tenants.ts';
import { termsOf } from './terms-text.ts';

export const day = 86_400_000;
export const hour = 3_600_000;

/** Fixed rows that a tenant has one of: the same ids as in the features they belong to. */
const profileId = '00000000-0000-4000-8000-000000000002';

interface Newcomer {
  /** A test person's key, or any other name that is the person's alone. */
  readonly key: string;
  readonly name: string;
  readonly door: Person['door'];
  readonly roles: readonly (Membership['role'] | readonly [Membership['role'], unitId: string])[];
  readonly daysAgo?: number;
  readonly area?: string;
  readonly locale?: Person['locale'];
}

interface NewGroup {
  readonly name: string;
  readonly kind: Row<'group'>['kind'];
  readonly access: Row<'group'>['access'];
  readonly area?: string;
  readonly about: string;
  readonly welcome?: string;
  readonly types: readonly ServiceType[];
  /** Where not all members may ask or help. */
  readonly ask?: GroupRule['ask'];
  readonly help?: GroupRule['help'];
  /** In percent: how much of what is agreed it may take while others could. */
  readonly share?: number;
  /** Whether it is enough to ring. */
  readonly callers?: boolean;
}

export interface Wish {
  readonly by: string;
  readonly groupIds: readonly string[];
  readonly serviceType: ServiceType;
  readonly text: string;
  readonly postedAt: Date;
  readonly daysOpen: number;
  readonly became: 'open' | 'expired' | 'agreed' | 'inProgress' | 'completed' | 'confirmed';
  readonly area?: string | null;
  readonly ask?: boolean;
  readonly helper?: string;
  readonly waiting?: readonly { readonly helper: string; readonly note: string | null }[];
  readonly onBehalf?: { readonly unitId: string; readonly alias: string };
  /** It came by telephone. */
  readonly call?: Pick<Row<'request'>, 'calledIn' | 'tellBy'>;
}

/** One tenant of the demo while it is being furnished. */
export class Place {
  readonly rows = new Rows();
  /** People and clients who want more protection than most. */
  readonly protections = new Map<string, Protection>();
  readonly chance: Chance;
  readonly #members = new Map<string, string[]>();
  readonly #leaders = new Map<string, string[]>();
  readonly #told = new Set<string>();
  readonly #rules = new Map<string, readonly GroupRule[]>();
  readonly #wishes: Wish[] = [];
  readonly #clients = new Set<string>();

  readonly tenant: SeedTenant;
  /** `host:port`, for the addresses of functions. */
  readonly host: string;
  readonly now: Date;

  constructor(tenant: SeedTenant, host: string, now: Date, seed: number) {
    this.tenant = tenant;
    this.host = host;
    this.now = now;
    this.chance = new Chance(seed);
    const { name, colour, phone, email, about, areas, orgNumber, plane, asks = usualAsks } = tenant;
    const signIn = plane === 'municipal' ? ['resident', 'staff'] : ['member'];
    const profile = {
      name,
      orgNumber: orgNumber ?? null,
      colour: colour.toLowerCase(),
      phone,
      email,
      about,
      areas: [...areas],
      signIn,
      usualAsks: [...asks],
    };
    this.rows.add('tenant_profile', { id: profileId, ...profile, version: 1 });
    this.rows.add('terms', { id: this.id('terms'), version: 1, publishedAt: this.before(370), text: termsOf(tenant) });
  }

  id(...name: readonly (string | number)[]): string {
    return idOf(this.tenant.slug, ...name);
  }

  before(days: number, hours = 0): Date {
    return new Date(this.now.getTime() - days * day - hours * hour);
  }

  person({ key, name, door, roles, daysAgo = 300, area, locale = 'sv' }: Newcomer): string {
    const id = this.id('person', door, key);
    const joinedAt = this.before(daysAgo);
    const subject = pairwiseSubject(this.tenant.slug, key);
    // Neighbours meet by first name, as when they arrive by themselves.
    const displayName = door === 'resident' ? (name.split(' ')[0] as string) : name;
    const nameKey = displayName.toLocaleLowerCase('sv');
    const rest = {
      numberHash: null,
      displayName,
      nameKey,
      locale,
      area: area ?? null,
    };
    this.rows.add('person', { id, door, subject, ...rest, joinedAt, leftAt: null });
    for (const given of roles) {
      const [role, unitId] = typeof given === 'string' ? [given, null] : given;
      this.rows.add('membership', { id: this.id('membership', id, role), personId: id, role, unitId, since: joinedAt });
    }
    this.rows.add('terms_acceptance', { id: this.id('acceptance', id), personId: id, version: 1, at: joinedAt });
    return id;
  }

  unit(name: string, address: string): string {
    const id = this.id('unit', name);
    this.rows.add('unit', { id, name, functionAddress: `${address}@${this.host}`, version: 1 });
    return id;
  }

  group({ name, kind, access, area, about, welcome = '', types, ask, help, share, callers = false }: NewGroup): string {
    const id = this.id('group', name);
    const rules = types.map((serviceType) => ({
      serviceType,
      ask: ask ?? (kind === 'resource' ? ('nobody' as const) : ('members' as const)),
      help: help ?? (kind === 'need' ? ('nobody' as const) : ('members' as const)),
    }));
    const fields = {
      name,
      kind,
      access,
      area: area ?? null,
      about,
      welcome,
      rules,
      share: share ?? null,
      unverifiedCallers: callers,
    };
    this.rows.add('group', { id, ...fields, createdAt: this.before(360), archivedAt: null, version: 1 });
    this.#rules.set(id, rules);
    return id;
  }

  join(groupId: string, personIds: readonly string[], how: { leader?: boolean; applied?: boolean } = {}): void {
    const { leader = false, applied = false } = how;
    const known = this.#members.get(groupId) ?? [];
    this.#members.set(groupId, known);
    for (const personId of personIds) {
      if (known.includes(personId)) continue;
      const state = applied ? ('applied' as const) : ('member' as const);
      const since = this.before(applied ? this.chance.between(1, 6) : this.chance.between(20, 290));
      this.rows.add('group_member', {
        id: this.id('member', groupId, personId),
        groupId,
        personId,
        state,
        leader,
        since,
      });
      if (!applied) known.push(personId);
      if (leader) this.#leaders.set(groupId, [...(this.#leaders.get(groupId) ?? []), personId]);
      if (applied) for (const id of this.#leaders.get(groupId) ?? []) this.#tell('group.applied', groupId, id, since);
    }
  }

  membersOf(groupId: string): readonly string[] {
    return this.#members.get(groupId) ?? [];
  }

  link(
    needGroupId: string,
    resourceGroupId: string,
    serviceTypes: ServiceType[],
    terms: { area?: string; quotaPerWeek?: number } = {},
  ): void {
    const { area = null, quotaPerWeek = null } = terms;
    this.rows.add('group_link', {
      id: this.id('link', needGroupId, resourceGroupId),
      needGroupId,
      resourceGroupId,
      serviceTypes,
      area,
      quotaPerWeek,
      version: 1,
    });
  }

  /** Somebody whom a unit speaks for, with what they said; the same one when asked for again. */
  client(
    keptById: string,
    { unitId, alias }: { readonly unitId: string; readonly alias: string },
    given: Partial<Row<'consent'>> = {},
  ): { clientId: string; consentId: string } {
    const clientId = this.id('client', unitId, alias);
    const consentId = this.id('consent', unitId, alias);
    if (this.#clients.has(clientId)) return { clientId, consentId };
    this.#clients.add(clientId);
    const since = this.before(200);
    const aliasKey = alias.toLocaleLowerCase('sv');
    const nobody = { personId: null, takenOverAt: null };
    this.rows.add('client', { id: clientId, alias, aliasKey, unitId, keptById, ...nobody, since, version: 1 });
    this.rows.add('consent', {
      id: consentId,
      clientId,
      kind: 'spoken',
      words: 'Ja, fråga gärna åt mig.',
      documentNumber: null,
      acts: ['post'],
      serviceTypes: [...serviceTypes],
      recordedById: keptById,
      recordedAt: since,
      givenAt: since,
      signedById: null,
      validTo: this.before(-165),
      withdrawnAt: null,
      ...given,
    });
    return { clientId, consentId };
  }

  wish(wish: Wish): void {
    this.#wishes.push(wish);
  }

  /** Numbers the requests in the order in which they came, and writes them out with what became of them. */
  finish(): Rows {
    this.#wishes.sort((a, b) => a.postedAt.getTime() - b.postedAt.getTime());
    this.#wishes.forEach((wish, index) => this.#request(wish, index + 1));
    return this.rows;
  }

  #request(wish: Wish, number: number): void {
    const { by, serviceType, text, postedAt, became, ask = true, helper, waiting = [], onBehalf, area = null } = wish;
    const id = this.id('request', number);
    const whoHelps = (groupId: string) =>
      this.#rules.get(groupId)?.find((rule) => rule.serviceType === serviceType)?.help;
    const membersOfIds = wish.groupIds.filter((groupId) => whoHelps(groupId) === 'members');
    const leadersOfIds = wish.groupIds.filter((groupId) => whoHelps(groupId) === 'leaders');
    const expiresAt = new Date(postedAt.getTime() + wish.daysOpen * day);
    const from = daytime(postedAt.getTime() + Math.max(1, wish.daysOpen - 2) * day, number);
    const need = { postedAt, from: ask ? from : null };
    const agreed = helper !== undefined;
    const open = became === 'open';
    this.rows.add('request', {
      id,
      number,
      serviceType,
      text,
      area,
      from: need.from,
      to: ask ? new Date(from.getTime() + 2 * hour) : null,
      headCount: 1,
      state: became,
      ask,
      matching: onBehalf ? 'first-come' : 'asker-chooses',
      postedById: by,
      ofOrganisation: onBehalf !== undefined,
      unitId: onBehalf?.unitId ?? null,
      alias: onBehalf?.alias ?? null,
      ...(onBehalf ? this.client(by, onBehalf) : { clientId: null, consentId: null }),
      forPersonId: null,
      ...(wish.call ?? { calledIn: null, tellBy: null }),
      protection: null,
      groupIds: [...wish.groupIds],
      membersOfIds,
      leadersOfIds,
      quiet: false,
      turnIds: [],
      invites: null,
      // Whoever starts the demo sees the first ones being asked.
      nextWaveAt: open ? this.now : null,
      answerBy: answerBy(need),
      unanswered: open && waiting.length === 0 && unansweredFrom(need) < this.now,
      partnerIds: [],
      offeredByIds: [...(agreed ? [helper] : []), ...waiting.map((offer) => offer.helper)],
      helperIds: agreed ? [helper] : [],
      sourcePartnerName: null,
      sourceRequestId: null,
      agreementId: agreed ? this.id('agreement', number) : null,
      createdAt: postedAt,
      postedAt,
      announcedAt: open ? postedAt : null,
      expiresAt,
      version: agreed ? 4 : 2,
    });
    for (const groupId of [...membersOfIds, ...leadersOfIds]) {
      this.rows.add('request_audience', {
        id: this.id('audience', number, groupId),
        requestId: id,
        groupId,
        leadersOnly: leadersOfIds.includes(groupId),
        open,
        askerId: by,
        postedAt,
        answerBy: answerBy(need),
        serviceType,
        area,
      });
    }
    waiting.forEach((offer, index) => {
      const at = new Date(Math.min(postedAt.getTime() + (index + 1) * 3 * hour, this.now.getTime() - 60_000));
      this.#offer(id, offer.helper, 'waiting', offer.note, at);
      this.#tell('request.offered', id, by, at);
    });
    if (open && this.now.getTime() - postedAt.getTime() < day)
      for (const helperId of membersOfIds.flatMap((groupId) => this.membersOf(groupId)))
        if (helperId !== by) this.#tell('request.new', id, helperId, postedAt);
    if (agreed) this.#agreement(wish, helper, number, id);
  }

  #offer(requestId: string, helperId: string, state: 'waiting' | 'accepted', note: string | null, at: Date): void {
    this.rows.add('offer', { id: this.id('offer', requestId, helperId), requestId, helperId, note, state, at });
  }

  /** Once of each thing; what is older than two days has been seen. */
  #tell(kind: Row<'notice'>['kind'], subjectId: string, personId: string, at: Date): void {
    const id = this.id('notice', kind ?? '', subjectId, personId);
    if (this.#told.has(id)) return;
    this.#told.add(id);
    const seenAt = at < this.before(2) ? at : null;
    this.rows.add('notice', { id, personId, kind, subjectId, at, seenAt, dueAt: null, tries: 0, owed: null });
  }

  #agreement(
    { by, groupIds, postedAt, became, daysOpen, onBehalf }: Wish,
    helperId: string,
    number: number,
    requestId: string,
  ): void {
    const id = this.id('agreement', number);
    const after = (days: number) => new Date(Math.min(postedAt.getTime() + days * day, this.now.getTime() - 60_000));
    const offeredAt = after(this.chance.next() * 0.7);
    const madeAt = new Date(offeredAt.getTime() + this.chance.between(2, 40) * 60_000);
    const done = became === 'completed' || became === 'confirmed';
    const completedAt = done ? after(daysOpen) : null;
    this.#offer(requestId, helperId, 'accepted', null, offeredAt);
    this.rows.add('agreement', {
      id,
      requestId,
      askerId: by,
      ofOrganisation: onBehalf !== undefined,
      unitId: onBehalf?.unitId ?? null,
      helperIds: [helperId],
      forAskerId: null,
      forHelperIds: [],
      functionAddress: null,
      partnerHeadCount: null,
      state: became as 'agreed' | 'inProgress' | 'completed' | 'confirmed',
      madeAt,
      startedAt: became === 'agreed' ? null : after(Math.max(0.8, daysOpen - 2)),
      completedAt,
      completedBySide: done ? 'helper' : null,
      endedAt: became === 'confirmed' ? after(daysOpen + 0.4) : null,
      failureCode: null,
      version: 3,
    });
    if (became === 'agreed' || became === 'inProgress') this.#tell('agreement.made', id, helperId, madeAt);
    this.rows.add('agreement_helper', {
      id: this.id('helper', number),
      agreementId: id,
      helperId,
      madeAt,
      groupIds: [...groupIds],
    });
    if (became === 'confirmed') this.#followUp(number, id, { asker: by, helper: helperId }, after(daysOpen + 1));
  }

  /** How it went: most say that it went well, and not everybody says anything. */
  #followUp(number: number, agreementId: string, who: { asker: string; helper: string }, at: Date): void {
    for (const side of ['asker', 'helper'] as const) {
      const rest = number % 3 === 0 && side === 'helper';
      const answer = number % 17 === 0 ? ('bad' as const) : ('good' as const);
      const id = this.id('follow-up', number, side);
      if (!rest) this.rows.add('follow_up', { id, agreementId, personId: who[side], side, answer, at });
    }
  }
}

/** A whole hour of that day, when people are up: 8 to 15 UTC. */
const daytime = (at: number, number: number) => new Date(Math.floor(at / day) * day + (8 + (number % 8)) * hour);
