// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import type { ServiceType } from '#contracts';
import { Clock, type ErrorDetail } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import type { purposes, RequirementKind } from './requirement.entity.ts';
import { unmetBy } from './unmet.ts';

/** `open`: nothing is demanded there. */
type Standing = 'qualified' | 'lacking' | 'open';

interface Want {
  readonly personId: string;
  readonly groupId: string;
  readonly serviceType: ServiceType;
  readonly purpose: (typeof purposes)[number];
}

interface Row {
  readonly personId: string;
  readonly inside: boolean;
  readonly demanded: boolean;
  readonly lacking: boolean;
}

/** Whether people have what is demanded of them: yes or no to others, and in words to themselves. */
@Injectable()
export class Qualified {
  constructor(
    private readonly scope: TenantScope,
    private readonly clock: Clock,
  ) {}

  /** How people stand as helpers with something that went to these groups. */
  async standings(
    personIds: readonly string[],
    groupIds: readonly string[],
    serviceType: ServiceType,
  ): Promise<Map<string, Standing>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.scope.rows<Row>(
      `select p.id as "personId",
         exists (select 1 from group_member m where m.tenant_id = :tenant and m.group_id = g.id and m.person_id = p.id
           and m.state = 'member') as inside,
         exists (select 1 from requirement r where r.tenant_id = :tenant and r.group_id = g.id and r.purpose = 'help'
           and r.service_type = :serviceType) as demanded,
         exists (select 1 from requirement r where r.tenant_id = :tenant and r.group_id = g.id and r.purpose = 'help'
           and r.service_type = :serviceType and ${unmetBy('p.id')}) as lacking
       from unnest(:people::uuid[]) as p(id) cross join unnest(:groups::uuid[]) as g(id)`,
      { people: personIds, groups: groupIds, serviceType, now: this.clock.now() },
    );
    return new Map(personIds.map((id) => [id, standingOf(rows.filter(({ personId }) => personId === id))]));
  }

  /** The refusal that names the first thing missing, for a person to whom something is. Its code is a sentence in the app. */
  async refusal({ personId, groupId, serviceType, purpose }: Want): Promise<{ code: string; detail: ErrorDetail }> {
    const [first] = await this.scope.rows<{ kind: RequirementKind; subject: string; years: number | null }>(
      `select r.kind, r.subject, r.years from requirement r
       where r.tenant_id = :tenant and r.group_id = :groupId and r.service_type = :serviceType and r.purpose = :purpose
         and ${unmetBy(':personId')} order by r.kind, r.subject_key limit 1`,
      { personId, groupId, serviceType, purpose, now: this.clock.now() },
    );
    if (!first) return { code: 'forbidden', detail: {} };
    return {
      code: `lacks.${first.kind}`,
      detail: { values: { subject: first.subject, ...(first.years === null ? {} : { years: first.years }) } },
    };
  }
}

/** By the groups they are in; whoever has left them all is held against each. */
function standingOf(rows: readonly Row[]): Standing {
  const inside = rows.filter((row) => row.inside);
  const counted = inside.length > 0 ? inside : rows;
  if (counted.some(({ demanded, lacking }) => demanded && !lacking)) return 'qualified';
  return counted.some(({ lacking }) => !lacking) || counted.length === 0 ? 'open' : 'lacking';
}
