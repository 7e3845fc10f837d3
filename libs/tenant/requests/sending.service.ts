// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Randomness } from '#kernel';
import { Jobs } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Audit } from '#tenant/audit';
import { announceRequest } from './announce-requests.job.ts';
import { enterInFeeds, reachedBy, type Asked } from './feed-rows.ts';
import type { Request } from './request.entity.ts';
import { Turns } from './turns.service.ts';

/** What has just been sent goes out to our own groups: everything is decided first, and then written once. */
@Injectable()
export class Sending {
  constructor(
    private readonly em: EntityManager,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly scope: TenantScope,
    private readonly randomness: Randomness,
    private readonly turns: Turns,
  ) {}

  /** @returns whose turn it is, who have not been told */
  async goOut(request: Request): Promise<Asked> {
    const asked = await this.turns.decide(request);
    // The request before what points to it.
    await this.em.flush();
    await enterInFeeds(this.scope, this.randomness, request, { groupIds: reachedBy(request), asked });
    this.audit.record('send', 'request', request.id, { state: request.state });
    this.jobs.nudge(announceRequest, request.id);
    return asked;
  }
}
