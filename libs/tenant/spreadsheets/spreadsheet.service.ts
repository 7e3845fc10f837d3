// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { accessibleBy, type Actor, type AppAbility } from '#platform/authz';
import type { Tenant } from '#platform/tenancy';
import { Group } from '#tenant/groups';
import { Invitation, InvitationService } from '#tenant/invitations';
import { PersonService, rolesHere } from '#tenant/people';
import { Agreement, Request } from '#tenant/requests';
import { csvText, type Cell } from './csv.ts';
import { readInvitationList, type Known } from './invitation-list.ts';
import type { InviteList, InviteListAnswer } from './spreadsheet.dto.ts';
import { spreadsheetWords } from './spreadsheet-words.ts';

const pageSize = 100;
/** So many of the newest; whoever has more asks the interface itself. */
const mostAgreements = 5000;

/** Lists that leave for a spreadsheet, and the one that comes back. */
@Injectable()
export class Spreadsheets {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly people: PersonService,
    private readonly invitations: InvitationService,
  ) {}

  /** Everybody whom one may see in the list of people: names, roles and since when. */
  async peopleFor(actor: Actor, ability: AppAbility): Promise<string> {
    const { people: heading, roles: names } = await this.wordsFor(actor);
    const rows: Cell[][] = [[...heading]];
    let cursor: string | undefined;
    do {
      const page = await this.people.list(ability, { limit: pageSize, ...(cursor ? { cursor } : {}) });
      for (const { person, roles } of page.items)
        rows.push([
          person.displayName,
          [...new Set(roles.map(({ role }) => names[role]))].join(', '),
          dayOf(person.joinedAt),
        ]);
      cursor = page.next ?? undefined;
    } while (cursor);
    return csvText(rows);
  }

  /** The agreements one may read, newest first: what, when and how it went, never who or where exactly. */
  async agreementsFor(actor: Actor, ability: AppAbility): Promise<string> {
    const { agreements: heading, kinds, states } = await this.wordsFor(actor);
    const mine = accessibleBy(ability, 'read', Agreement);
    const found = mine
      ? await this.em.find(Agreement, mine, { orderBy: { madeAt: 'desc', id: 'desc' }, limit: mostAgreements })
      : [];
    const requestIds = found.map(({ requestId }) => requestId);
    const requests = new Map((await this.em.find(Request, { id: { $in: requestIds } })).map((one) => [one.id, one]));
    const rows = found.map((agreement): Cell[] => {
      const request = requests.get(agreement.requestId);
      return [
        request?.number ?? null,
        request ? kinds[request.serviceType] : null,
        request?.area ?? null,
        states[agreement.state],
        agreement.helperIds.length + (agreement.partnerHeadCount ?? 0),
        dayOf(agreement.madeAt),
        timeOf(request?.from),
        timeOf(request?.to),
        timeOf(agreement.startedAt),
        timeOf(agreement.endedAt),
      ];
    });
    return csvText([[...heading], ...rows]);
  }

  /** Looks at every line first; makes all of them, or none. */
  async invite(
    actor: Actor,
    ability: AppAbility,
    { kind, origin }: Tenant,
    { csv, make }: InviteList,
  ): Promise<InviteListAnswer> {
    const { wanted, faults } = readInvitationList(csv, await this.known(ability, kind));
    if (faults.length > 0 || !make) return { count: wanted.length, faults, csv: null };
    const { invited } = await this.wordsFor(actor);
    const rows: Cell[][] = [[...invited]];
    for (const { name, line: _, ...draft } of wanted) {
      const { token, invitation } = await this.invitations.issue(ability, actor.personId, kind, draft);
      rows.push([name, `${origin}/invitation/${token}`, dayOf(invitation.expiresAt)]);
    }
    return { count: wanted.length, faults, csv: csvText(rows) };
  }

  private async known(ability: AppAbility, kind: Tenant['kind']): Promise<Known> {
    const invitable = accessibleBy(ability, 'invite', Group);
    const groups = invitable ? await this.em.find(Group, { $and: [invitable, { archivedAt: null }] }) : [];
    const now = this.clock.now();
    return {
      ordinary: kind === 'association' ? 'member' : 'resident',
      groups: new Map(groups.map(({ id, name }) => [name.toLowerCase(), id])),
      mayInvite: ({ role, groupId }) =>
        rolesHere[kind].includes(role) &&
        ability.can('issue', Object.assign(new Invitation(), { role, groupId, usedAt: null, issuedAt: now })),
    };
  }

  private async wordsFor({ personId }: Actor) {
    return spreadsheetWords((await this.people.find(personId)).locale);
  }
}

const local = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'short',
});
/** As a Swedish spreadsheet takes it for a time. */
const timeOf = (at: Date | null | undefined): string | null => (at ? local.format(at) : null);
const dayOf = (at: Date): string => local.format(at).slice(0, 10);
