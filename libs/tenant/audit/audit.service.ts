// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Randomness } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { AuditEvent, chainedLink } from './audit-event.entity.ts';
import { AuditHead, headId } from './audit-head.entity.ts';
import { beginning, followChain, hashOf, type AuditValues, type Link, type Verdict } from './chain.ts';

type Note = Omit<Link, 'position'>;
type Head = Pick<AuditHead, 'position' | 'hash'>;

/** The tenant's memory of every change: who did what to which record, chained so that nothing can be altered unseen. */
@Injectable()
export class Audit {
  /** Notes of the open scopes, until their transactions are about to end. */
  readonly #notes = new WeakMap<EntityManager, Note[]>();

  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Notes a change of the open scope. Names and free texts do not belong in `values`. */
  record(verb: string, subjectType: string, subjectId: string, values: AuditValues = {}): void {
    const em = this.em.getContext();
    const note = { at: this.clock.now().toISOString(), by: this.scope.by, verb, subjectType, subjectId, values };
    const waiting = this.#notes.get(em);
    if (waiting) {
      waiting.push(note);
      return;
    }
    const notes = [note];
    this.#notes.set(em, notes);
    // The head is locked last and briefly: two writers of the same tenant wait here and nowhere else.
    this.scope.beforeCommit(async () => {
      this.#notes.delete(em);
      await em.flush();
      await this.lengthen(notes);
    });
  }

  /** Whether somebody has changed any of these records since. */
  async hasActed(by: string, subjectIds: readonly string[], since: Date): Promise<boolean> {
    return (await this.em.count(AuditEvent, { subjectId: { $in: [...subjectIds] }, by, at: { $gte: since } })) > 0;
  }

  /** Whether the whole chain of the open tenant fits together and ends where its head says. */
  async verify(pageSize = 1000): Promise<Verdict> {
    let verdict: Verdict = { whole: true, position: 0, hash: beginning };
    for (;;) {
      const events = await this.em.find(
        AuditEvent,
        // All rows of these positions, so that one that occurs twice is seen.
        { position: { $gt: verdict.position, $lte: verdict.position + pageSize } },
        { orderBy: { position: 'asc' }, disableIdentityMap: true },
      );
      if (events.length === 0) break;
      verdict = followChain(events.map(chainedLink), verdict);
      if (!verdict.whole) return verdict;
    }
    const head = await this.em.findOne(AuditHead, { id: headId }, { disableIdentityMap: true });
    const end = head ?? { position: 0, hash: beginning };
    if (end.position === verdict.position && end.hash === verdict.hash) return verdict;
    return { whole: false, brokenAt: verdict.position + 1, why: 'missing' };
  }

  private async lengthen(notes: readonly Note[]): Promise<void> {
    let { position, hash } = (await this.heldHead()) ?? (await this.begun());
    const links = notes.map((note) => {
      const link = { ...note, position: (position += 1) };
      const previousHash = hash;
      hash = hashOf(previousHash, link);
      return { ...link, id: this.randomness.uuid(), previousHash, hash };
    });
    await this.scope.rows(
      `with lengthened as (
         update audit_head h set position = :position, hash = :hash where h.tenant_id = :tenant and h.id = :head
       )
       insert into audit_event
         (tenant_id, id, at, position, by, verb, subject_type, subject_id, "values", previous_hash, hash)
       select :tenant::uuid, l.id, l.at, l.position, l.by, l.verb, l."subjectType", l."subjectId", l."values",
         l."previousHash", l.hash
       from jsonb_to_recordset(:links::jsonb) as l(id uuid, at timestamptz, position int, by text, verb text,
         "subjectType" text, "subjectId" text, "values" jsonb, "previousHash" text, hash text)`,
      { head: headId, position, hash, links: JSON.stringify(links) },
    );
  }

  private async heldHead(): Promise<Head | undefined> {
    const [head] = await this.scope.rows<Head>(
      'select h.position, h.hash from audit_head h where h.tenant_id = :tenant and h.id = :id for update',
      { id: headId },
    );
    return head;
  }

  /** The first time; of two at once the second waits here for the first, and goes on where it ends. */
  private async begun(): Promise<Head> {
    const [head] = await this.scope.rows<Head>(
      `insert into audit_head as h (tenant_id, id, position, hash) values (:tenant, :id, 0, :hash)
       on conflict (tenant_id, id) do update set position = h.position returning h.position, h.hash`,
      { id: headId, hash: beginning },
    );
    return head as Head;
  }
}
