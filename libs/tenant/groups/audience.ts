// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import type { ServiceType } from '#contracts';
import { Clock } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { Fitness } from './fitness.ts';
import type { Group } from './group.entity.ts';

export interface AudienceCount {
  /** Different people, however many of the groups each is in. */
  readonly people: number;
  readonly groups: readonly { readonly id: string; readonly name: string; readonly people: number }[];
}

/** Who will see a request before it is sent: exactly those whom the groups' rules let help, and who lack nothing for it. */
@Injectable()
export class Audience {
  constructor(
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly fitness: Fitness,
  ) {}

  /**
   * SQL that holds for a membership `m` by which somebody meets what is sent to the groups `:everyone`, and to only the
   * leaders of `:leaders`: who is counted, asked in turn and told is one rule. It needs `:serviceType` and `:now`, too.
   */
  reached(): string {
    return `m.state = 'member'
      and (m.group_id = any(:everyone::uuid[]) or (m.leader and m.group_id = any(:leaders::uuid[])))
      and not ${this.fitness.lacks('m.person_id', 'm.group_id')}`;
  }

  /** `asker` does not count among those who will see their own request, nor does whom they have blocked. */
  async count(
    groups: readonly Group[],
    serviceType: ServiceType,
    asker: string,
    blocked: readonly string[] = [],
  ): Promise<AudienceCount> {
    const everyone = groups.filter((group) => group.whoMayHelp(serviceType) === 'members').map(({ id }) => id);
    const leaders = groups.filter((group) => group.whoMayHelp(serviceType) === 'leaders').map(({ id }) => id);
    const rows = await this.scope.rows<{ groupId: string | null; people: number }>(
      `select m.group_id as "groupId", count(distinct m.person_id)::int as people from group_member m
       where m.tenant_id = :tenant and m.person_id <> :asker and m.person_id <> all(:blocked::uuid[])
         and ${this.reached()}
       group by grouping sets ((m.group_id), ())`,
      { asker, blocked, serviceType, now: this.clock.now(), everyone, leaders },
    );
    const peopleIn = (id: string | null) => rows.find(({ groupId }) => groupId === id)?.people ?? 0;
    return { people: peopleIn(null), groups: groups.map(({ id, name }) => ({ id, name, people: peopleIn(id) })) };
  }
}
