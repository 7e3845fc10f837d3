// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { Clock, type PersonId } from '#kernel';
import type { Lack, Role } from '#platform/authz';
import { Actors, type KnownActor } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import { unmetBy } from '#tenant/qualifications';

interface Row {
  readonly memberships: readonly { readonly role: Role; readonly unitId: string | null }[];
  readonly places: readonly { readonly groupId: string; readonly leader: boolean }[];
  readonly lacks: readonly Lack[];
  readonly blockedIds: readonly string[];
  readonly blockedByIds: readonly string[];
  readonly termsAccepted: boolean;
}

/** Everything a policy may know about a person, in one question: it is asked with every request. */
@Injectable()
export class ActorView extends Actors {
  constructor(
    private readonly scope: TenantScope,
    private readonly clock: Clock,
  ) {
    super();
  }

  async load(personId: PersonId): Promise<KnownActor | null> {
    const [row] = await this.scope.rows<Row>(
      `select
         coalesce((select json_agg(json_build_object('role', m.role, 'unitId', m.unit_id) order by m.id) from membership m
           where m.tenant_id = :tenant and m.person_id = p.id), '[]') as "memberships",
         coalesce((select json_agg(json_build_object('groupId', g.group_id, 'leader', g.leader) order by g.id) from group_member g
           where g.tenant_id = :tenant and g.person_id = p.id and g.state = 'member'), '[]') as "places",
         coalesce((select json_agg(json_build_object(
             'groupId', r.group_id, 'serviceType', r.service_type, 'purpose', r.purpose))
           from group_member g join requirement r on r.tenant_id = :tenant and r.group_id = g.group_id
           where g.tenant_id = :tenant and g.person_id = p.id and g.state = 'member' and ${unmetBy('p.id')}), '[]') as "lacks",
         coalesce((select json_agg(b.blocked_id) from block b
           where b.tenant_id = :tenant and b.blocker_id = p.id), '[]') as "blockedIds",
         coalesce((select json_agg(b.blocker_id) from block b
           where b.tenant_id = :tenant and b.blocked_id = p.id), '[]') as "blockedByIds",
         coalesce((select max(t.version) from terms t where t.tenant_id = :tenant), 0) <=
         coalesce((select max(a.version) from terms_acceptance a where a.tenant_id = :tenant and a.person_id = p.id), 0) as "termsAccepted"
       from person p where p.tenant_id = :tenant and p.id = :personId and p.left_at is null`,
      { personId, now: this.clock.now() },
    );
    if (!row) return null;
    const { memberships, places, lacks, blockedIds, blockedByIds, termsAccepted } = row;
    return {
      personId,
      roles: [...new Set(memberships.map(({ role }) => role))],
      unitIds: memberships.flatMap(({ unitId }) => unitId ?? []),
      groupIds: places.map(({ groupId }) => groupId),
      leadsGroupIds: places.filter(({ leader }) => leader).map(({ groupId }) => groupId),
      lacks,
      blockedIds,
      blockedByIds,
      termsAccepted,
    };
  }
}
