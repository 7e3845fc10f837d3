// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { lockRequest } from '#tenant/requests';
import { Delivery } from './delivery.entity.ts';
import { Purchase } from './purchase.entity.ts';
import { orderKeptFor } from './purchase.service.ts';

const mostAtOnce = 500;

/** Deletes orders, costs and photographs whose time is over. */
@Injectable()
export class ForgetDeliveries extends ScopedJob implements OnModuleInit {
  readonly name = 'delivery.forget';
  readonly due = `
    (select d.id from delivery d where d.tenant_id = :tenant and d.forget_at <= :now order by d.forget_at limit ${mostAtOnce})
    union all
    (select p.id from purchase p where p.tenant_id = :tenant and p.forget_at <= :now order by p.forget_at limit ${mostAtOnce})`;

  constructor(
    scope: TenantScope,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {
    super(scope);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  protected async work(id: string): Promise<void> {
    const over = { id, forgetAt: { $lte: this.clock.now() } };
    await this.em.nativeDelete(Purchase, over);
    const delivery = await this.em.findOne(Delivery, over);
    if (!delivery) return;
    // Since the list was written the request may have been extended, or its time moved.
    delivery.forgetAt = orderKeptFor(await lockRequest(this.em, delivery.requestId));
    if (delivery.forgetAt <= this.clock.now()) this.em.remove(delivery);
    await this.em.flush();
  }
}
