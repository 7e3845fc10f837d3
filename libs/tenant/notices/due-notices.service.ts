// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { TenantScope } from '#platform/tenancy';
import type { NoticeChannel } from './kinds.ts';
import type { Notice } from './notice.entity.ts';

/** What decides whether a notice goes, and where it stands afterwards. */
export interface Due extends Pick<Notice, 'id' | 'personId' | 'kind' | 'at'> {
  readonly seenAt: Date | null;
  dueAt: Date | null;
  tries: number;
  owed: NoticeChannel[] | null;
}

/** Notices whose time to leave the app has come: read together, and written together. */
@Injectable()
export class DueNotices {
  constructor(private readonly scope: TenantScope) {}

  /** Who is due to hear something, at most so many. `id`: of a person, or of what several are told of. */
  async people(id: string, most: number, now: Date): Promise<string[]> {
    const rows = await this.scope.rows<{ personId: string }>(
      `select distinct n.person_id as "personId" from notice n
       where n.tenant_id = :tenant and (n.person_id = :id or n.subject_id = :id) and n.due_at <= :now
       order by 1 limit :most`,
      { id, now, most },
    );
    return rows.map(({ personId }) => personId);
  }

  /** Theirs, the oldest first, held by nobody else: what somebody changes at this moment is theirs, and comes again. */
  async hold(people: readonly string[], now: Date): Promise<Due[]> {
    const rows = await this.scope.rows<Omit<Due, 'at' | 'seenAt' | 'dueAt'> & { at: string; seenAt: string | null }>(
      `select n.id, n.person_id as "personId", n.kind, n.at, n.seen_at as "seenAt", n.tries, n.owed from notice n
       where n.tenant_id = :tenant and n.person_id = any(:people::uuid[]) and n.due_at <= :now
       order by n.at, n.id for update skip locked`,
      { people, now },
    );
    return rows.map((row) => ({
      ...row,
      at: new Date(row.at),
      seenAt: row.seenAt === null ? null : new Date(row.seenAt),
      dueAt: now,
    }));
  }

  async keep(due: readonly Due[]): Promise<void> {
    await this.scope.rows(
      `update notice n set due_at = w."dueAt", owed = w.owed, tries = w.tries
       from jsonb_to_recordset(:due::jsonb) as w(id uuid, "dueAt" timestamptz, owed text[], tries int)
       where n.tenant_id = :tenant and n.id = w.id`,
      { due: JSON.stringify(due) },
    );
  }
}
