// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AgreementLife, eventOf } from './agreement-life.service.ts';
import { lockRequest } from './lock-request.ts';
import { RequestEvents } from './request-events.ts';
import { Request } from './request.entity.ts';

/** Ends what nobody took in time, tenant by tenant. */
@Injectable()
export class ExpireRequests {
  constructor(
    private readonly em: EntityManager,
    private readonly life: AgreementLife,
    private readonly events: RequestEvents,
  ) {}

  /**
   * Called inside a tenant's scope; safe to run twice and from several processes at once.
   * @returns how many requests it ended; `limit` of them means that there may be more.
   */
  async expireDue(now: Date, limit = 200): Promise<number> {
    const due = await this.em.find(
      Request,
      { state: 'open', expiresAt: { $lte: now } },
      { fields: ['id'], orderBy: { expiresAt: 'asc', id: 'asc' }, limit, disableIdentityMap: true },
    );
    let ended = 0;
    for (const { id } of due) {
      const request = await lockRequest(this.em, id);
      if (request.state !== 'open' || request.expiresAt > now) continue;
      const end = request.timeIsUp();
      await this.life.follow(request, end === 'expired' ? 'expire' : 'settle');
      if (end === 'expired') await this.events.tell('expired', eventOf(request, 'us', now));
      else await this.life.tellAgreed(request);
      ended += 1;
    }
    return ended;
  }
}
