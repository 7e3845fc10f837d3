// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Partner } from '#federation';
import { Clock } from '#kernel';
import { accessibleBy, canOf, type AppAbility } from '#platform/authz';
import { cut, decodeCursor, type Page } from '#platform/http';
import { Group, GroupMember } from '#tenant/groups';
import { PersonService } from '#tenant/people';
import { Attestation, Requirement } from '#tenant/qualifications';
import type { ShownQuery, ShownView } from './passport.dto.ts';
import { ShownAttestation } from './shown.entity.ts';

const Key = z.tuple([z.iso.datetime(), z.uuid()]);
const mostOfOnesOwn = 100;

/** Shown attestations in words: who issued it, until when it counts, and for what. It decides nothing. */
@Injectable()
export class ShownViews {
  constructor(
    private readonly em: EntityManager,
    private readonly people: PersonService,
    private readonly clock: Clock,
  ) {}

  shownBy(personId: string): Promise<ShownAttestation[]> {
    const orderBy = { shownAt: 'desc', id: 'asc' } as const;
    return this.em.find(ShownAttestation, { personId }, { orderBy, limit: mostOfOnesOwn });
  }

  /** What waits, the longest-waiting first; or what was decided, the newest first. */
  async list(ability: AppAbility, { limit, cursor, decided }: ShownQuery): Promise<Page<ShownView>> {
    const after = decodeCursor(cursor, Key);
    const filters: object[] = [{ state: decided ? { $ne: 'waiting' } : 'waiting' }];
    if (after) {
      const [at, id] = [new Date(after[0]), after[1]];
      filters.push({ $or: [{ shownAt: decided ? { $lt: at } : { $gt: at } }, { shownAt: at, id: { $gt: id } }] });
    }
    const orderBy = { shownAt: decided ? 'desc' : 'asc', id: 'asc' } as const;
    const rows = await this.em.find(ShownAttestation, { $and: filters }, { orderBy, limit: limit + 1 });
    const { items, next } = cut(rows, limit, ({ shownAt, id }) => [shownAt.toISOString(), id]);
    return { items: await this.of(ability, items), next };
  }

  async of(ability: AppAbility, shown: readonly ShownAttestation[]): Promise<ShownView[]> {
    if (shown.length === 0) return [];
    const names = await this.people.names(shown.map(({ personId }) => personId));
    const partners = await this.em.find(Partner, { id: { $in: shown.map(({ issuerId }) => issuerId) } });
    const ours = await this.em.find(Attestation, { id: { $in: shown.flatMap((one) => one.attestationId ?? []) } });
    const demanded = await this.demanded(ability, shown);
    const now = this.clock.now();
    return shown.map((one) => ({
      id: one.id,
      personName: names.get(one.personId) ?? '',
      issuerName: partners.find(({ id }) => id === one.issuerId)?.name ?? '',
      holder: one.holder,
      kind: one.kind,
      subject: one.subject,
      years: one.years ?? null,
      seenOn: one.seenOn,
      provenAt: one.provenAt.toISOString(),
      endsAt: one.endsAt.toISOString(),
      state: stateOf(
        one,
        ours.find(({ id }) => id === one.attestationId),
        now,
      ),
      demandedIn: demanded(one),
      can: {
        ...canOf(ability, one, ['takeBack'] as const),
        decide: ability.can('decide', one) && one.state === 'waiting' && one.endsAt > now,
      },
    }));
  }

  private async demanded(ability: AppAbility, shown: readonly ShownAttestation[]) {
    const kinds = [...new Set(shown.map(({ kind }) => kind))];
    const wanted = await this.em.find(Requirement, { kind: { $in: kinds } });
    const members = await this.em.find(GroupMember, { personId: { $in: shown.map(({ personId }) => personId) } });
    const seen = accessibleBy(ability, 'read', Group);
    const ids = wanted.map(({ groupId }) => groupId);
    const groups = seen
      ? await this.em.find(
          Group,
          { $and: [seen, { id: { $in: ids }, archivedAt: null }] },
          { orderBy: { name: 'asc' } },
        )
      : [];
    return ({ personId, kind, subjectKey, years }: ShownAttestation): string[] =>
      groups
        .filter(({ id }) => members.some((one) => one.groupId === id && one.personId === personId))
        .filter(({ id }) =>
          wanted.some(
            (one) =>
              one.groupId === id &&
              one.kind === kind &&
              one.subjectKey === subjectKey &&
              (years ?? 0) >= (one.years ?? 0),
          ),
        )
        .map(({ name }) => name);
  }
}

function stateOf(one: ShownAttestation, ours: Attestation | undefined, now: Date): ShownView['state'] {
  if (ours?.withdrawnAt) return 'withdrawn';
  return one.endsAt <= now && one.state !== 'declined' ? 'expired' : one.state;
}
