// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Invalid } from '#kernel';
import { Audit } from '#tenant/audit';
import { Guidelines, type Guideline } from './guidelines.entity.ts';
import { usualGuidelines } from './usual-guidelines.ts';

export interface GuidelinesNow {
  /** 0: the usual ones, as the tenant has published none. */
  readonly version: number;
  readonly items: readonly Guideline[];
}

@Injectable()
export class GuidelinesService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async current(): Promise<GuidelinesNow> {
    return (await this.em.findOne(Guidelines, {}, { orderBy: { version: 'desc' } })) ?? usual;
  }

  /** @throws Invalid when no guideline of today has that key */
  async named(key: string): Promise<{ key: string; version: number }> {
    const { version, items } = await this.current();
    if (!items.some((item) => item.key === key)) throw new Invalid('flag.unknown-guideline', { pointer: '/guideline' });
    return { key, version };
  }

  /** Those of these versions, as they were. */
  async of(versions: readonly number[]): Promise<(key: string, version: number) => Guideline> {
    const found = await this.em.find(Guidelines, { version: { $in: [...new Set(versions)] } });
    const byVersion = new Map<number, readonly Guideline[]>(found.map(({ version, items }) => [version, items]));
    return (key, version) =>
      (byVersion.get(version) ?? usualGuidelines).find((item) => item.key === key) ?? { key, words: {} };
  }

  /** Two who publish at once: the unique version lets one through, and the other is told. */
  async publish(items: readonly Guideline[]): Promise<Guidelines> {
    const version = (await this.current()).version + 1;
    const guidelines = this.em.create(Guidelines, { version, items, publishedAt: this.clock.now() });
    await this.em.flush();
    this.audit.record('publish', 'guidelines', guidelines.id, { version });
    return guidelines;
  }
}

const usual: GuidelinesNow = { version: 0, items: usualGuidelines };
