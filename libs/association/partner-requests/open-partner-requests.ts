// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Handlers, type OpenMatter, type OpenMatters } from '#federation';
import { heldRequest } from './held-request.ts';
import { PartnerRequestCourse } from './partner-request.course.ts';
import { PartnerRequest } from './partner-request.entity.ts';
import { openStates } from './partner-request.states.ts';

/** What of a partner's requests still stands open before the partnership ends. */
@Injectable()
export class OpenPartnerRequests implements OnModuleInit, OpenMatters {
  constructor(
    private readonly em: EntityManager,
    private readonly handlers: Handlers,
    private readonly course: PartnerRequestCourse,
  ) {}

  onModuleInit(): void {
    this.handlers.onOpenMatters(this);
  }

  async openWith(partnerId: string): Promise<OpenMatter[]> {
    const open = await this.em.find(
      PartnerRequest,
      { partnerId, state: { $in: [...openStates] } },
      { orderBy: { receivedAt: 'asc', id: 'asc' } },
    );
    return open.map(({ id, conversation, state, receivedAt }) => ({
      kind: 'partner-request',
      id,
      conversation,
      state,
      since: receivedAt,
    }));
  }

  async closeWith(partnerId: string): Promise<void> {
    const open = await this.em.find(
      PartnerRequest,
      { partnerId, state: { $in: [...openStates] } },
      { orderBy: { requestId: 'asc', id: 'asc' } },
    );
    for (const { id } of open) {
      const request = await heldRequest(this.em, { id });
      if (request) await this.course.close(request, 'withdrawn');
    }
  }
}
