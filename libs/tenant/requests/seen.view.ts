// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Optional } from '@nestjs/common';
import { Clock } from '#kernel';
import { authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { AccessLedger } from '#tenant/audit';
import { Audience } from '#tenant/groups';
import { unreachedBy } from './blocked.ts';
import { PartnerAudience } from './partner-audience.ts';
import { Request } from './request.entity.ts';
import type { SeenView } from './seen.dto.ts';

/**
 * Who has seen a request, for the asker's side: by role and how many, never who. Whose turn it has been in quiet is left
 * out even as a number: as the next ones are asked when the first have all said "not now", it would tell that they have.
 */
@Injectable()
export class SeenViews {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly audience: Audience,
    private readonly ledger: AccessLedger,
    @Optional() private readonly partners?: PartnerAudience,
  ) {}

  async of(actor: Actor, ability: AppAbility, id: string): Promise<SeenView> {
    const request = await findReadable(this.em, ability, Request, id);
    authorize(ability, 'viewAccess', request);
    const roles = await this.ledger.byRole(id);
    const offers = (await this.partners?.stateOf([id]))?.get(id) ?? [];
    return {
      reach: request.takesOffers()
        ? {
            people: await this.reached(actor, request),
            quiet: request.quiet,
            coordinators: request.unanswered && !request.quiet,
          }
        : null,
      roles: roles.map(({ first, last, what, people, role }) => ({
        role,
        people: role === 'partner' ? null : people,
        what: [...what],
        first: first.toISOString(),
        last: last.toISOString(),
      })),
      partners: offers.map(({ partnerName, state, functionAddress, at }) => ({
        partnerName,
        state,
        functionAddress,
        at: at.toISOString(),
      })),
    };
  }

  /** What a resident asked for themselves, read by coordinators because nobody answered: entered like a look at the details. */
  async enter(ability: AppAbility, requests: readonly Request[]): Promise<void> {
    const theirs = requests.filter(
      (request) => ability.can('broaden', request) && ability.cannot('viewOffers', request),
    );
    await this.ledger.recordOnce(
      theirs.map(({ id }) => id),
      { role: 'coordinator', what: 'request' },
    );
  }

  /** Different people, as before sending: without whoever asks, whom it is for, and whom they have blocked. */
  private async reached(actor: Actor, request: Request): Promise<number> {
    const [row] = await this.scope.rows<{ people: number }>(
      `select count(distinct m.person_id)::int as people from group_member m
       where m.tenant_id = :tenant and ${this.audience.reached()}
         and m.person_id is distinct from :asker::uuid and m.person_id is distinct from :forPerson::uuid
         and m.person_id <> all(:unreached::uuid[])`,
      {
        everyone: request.membersOfIds,
        leaders: request.leadersOfIds,
        serviceType: request.serviceType,
        now: this.clock.now(),
        asker: request.sourceRequestId ? null : request.postedById,
        forPerson: request.forPersonId ?? null,
        unreached: unreachedBy(actor, request),
      },
    );
    return row?.people ?? 0;
  }
}
