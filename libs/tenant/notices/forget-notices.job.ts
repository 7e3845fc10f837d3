// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Notice } from './notice.entity.ts';

const everything = 'past';
/** News that nobody needs any longer, seen or not. */
const keptMs = 90 * 24 * 3_600_000;

/** Lets go of old notices. */
@Injectable()
export class ForgetNotices extends ScopedJob implements OnModuleInit {
  readonly name = 'notice.forget';

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

  async due(): Promise<string[]> {
    const past = await this.scope.rows('select 1 from notice n where n.tenant_id = :tenant and n.at < :past limit 1', {
      past: this.#past(),
    });
    return past.length > 0 ? [everything] : [];
  }

  protected async work(): Promise<void> {
    await this.em.nativeDelete(Notice, { at: { $lt: this.#past() } });
  }

  #past(): Date {
    return new Date(this.clock.now().getTime() - keptMs);
  }
}
