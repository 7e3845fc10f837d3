// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { Waiting, type Waits, type WaitingSource } from '#tenant/waiting';
import { Unit } from './unit.entity.ts';

/** Units that others may write to and where nobody works. */
@Injectable()
export class Unstaffed implements WaitingSource, OnModuleInit {
  readonly kind = 'unstaffed';

  constructor(
    private readonly scope: TenantScope,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.waiting.register(this);
  }

  async waits(ability: AppAbility): Promise<Waits | null> {
    if (!ability.can('update', Unit)) return null;
    const empty = await this.scope.rows<{ id: string }>(
      `select u.id from unit u
       where u.tenant_id = :tenant
         and not exists (select 1 from membership m where m.tenant_id = :tenant and m.unit_id = u.id)
       order by u.name, u.id`,
    );
    const [first] = empty;
    return first ? { count: empty.length, since: null, id: first.id } : null;
  }
}
