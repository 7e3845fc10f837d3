// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict, NotFound } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { Audit } from '#tenant/audit';
import { Acceptance } from './acceptance.entity.ts';
import { Terms, type TermsText } from './terms.entity.ts';

@Injectable()
export class TermsService {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async current(): Promise<Terms> {
    const terms = await this.newest();
    if (!terms) throw new NotFound();
    return terms;
  }

  /** 0 when the tenant has published none: then there is nothing to accept. */
  async currentVersion(): Promise<number> {
    const [newest] = await this.scope.rows<{ version: number }>(
      'select coalesce(max(t.version), 0) as version from terms t where t.tenant_id = :tenant',
    );
    return newest?.version ?? 0;
  }

  /** Two who publish at once: the unique version lets one through, and the other is told. */
  async publish(text: TermsText): Promise<Terms> {
    const version = (await this.currentVersion()) + 1;
    const terms = this.em.create(Terms, { version, text, publishedAt: this.clock.now() });
    await this.em.flush();
    this.audit.record('publish', 'terms', terms.id, { version });
    return terms;
  }

  /** @throws Conflict when it is not the newest version that is being accepted. */
  async accept(personId: string, version: number): Promise<Acceptance> {
    if (version !== (await this.currentVersion())) throw new Conflict('terms.outdated', { pointer: '/version' });
    const before = await this.em.findOne(Acceptance, { personId, version });
    if (before) return before;
    const acceptance = this.em.create(Acceptance, { personId, version, at: this.clock.now() });
    await this.em.flush();
    this.audit.record('accept', 'terms', personId, { version });
    return acceptance;
  }

  private newest(): Promise<Terms | null> {
    return this.em.findOne(Terms, {}, { orderBy: { version: 'desc' } });
  }
}
