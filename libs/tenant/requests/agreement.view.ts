// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#kernel';
import { canOf, type Actor, type AppAbility } from '#platform/authz';
import { cut, decodeCursor, type Page } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import type { ViewerRole } from '#tenant/audit';
import { PersonService } from '#tenant/people';
import { aliasesOf, Companies } from './companies.service.ts';
import type { AgreementView, NoteView } from './agreement.dto.ts';
import { Agreement } from './agreement.entity.ts';
import { sideOf, type Held } from './agreement.service.ts';
import { hasPersonOpposite } from './partings.service.ts';
import type { Note } from './note.entity.ts';
import { NoteService } from './note.service.ts';
import type { Details } from './request-details.entity.ts';
import { RequestDetailsService } from './request-details.service.ts';
import { RequestPresenter } from './request-presenter.ts';
import { Request } from './request.entity.ts';

const Key = z.tuple([z.iso.datetime(), z.uuid()]);
const beginning = ['9999-12-31T00:00:00.000Z', 'ffffffff-ffff-4fff-bfff-ffffffffffff'] as const;
const verbs = ['start', 'complete', 'confirm', 'fail', 'note'] as const;

/** Agreements as their parties see them. */
@Injectable()
export class AgreementViews {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly people: PersonService,
    private readonly companies: Companies,
    private readonly requests: RequestPresenter,
    private readonly details: RequestDetailsService,
    private readonly notes: NoteService,
  ) {}

  /** Those one is a party to, latest first; details are not in a list. */
  async list(
    actor: Actor,
    ability: AppAbility,
    query: { limit: number; cursor?: string },
  ): Promise<Page<AgreementView>> {
    const [at, id] = decodeCursor(query.cursor, Key) ?? beginning;
    const page = `(a.made_at, a.id) < (:at::timestamptz, :id::uuid) order by a.made_at desc, a.id desc limit :limit`;
    const sides = ['a.asker_id = :me', 'a.for_asker_id = :me'];
    if (actor.roles.includes('coordinator')) sides.push('a.of_organisation');
    if (actor.roles.includes('staff')) {
      actor.unitIds.forEach((_, n) => sides.push(`a.of_organisation and a.unit_id = (:units::uuid[])[${n + 1}]`));
    }
    const asked = sides.map(
      (side) => `(select a.id, a.made_at from agreement a where a.tenant_id = :tenant and ${side} and ${page})`,
    );
    const rows = await this.scope.rows<{ id: string }>(
      `select m.id from (
         ${asked.join(' union ')} union
         (select h.agreement_id, a.made_at from agreement_helper h
          join agreement a on a.tenant_id = :tenant and a.id = h.agreement_id
          where h.tenant_id = :tenant and h.helper_id = :me and ${page})
       ) m order by m.made_at desc, m.id desc limit :limit`,
      { at, id, limit: query.limit + 1, me: actor.personId, units: actor.unitIds },
    );
    const held = await this.load(rows.map((row) => row.id));
    const { items, next } = cut(held, query.limit, ({ agreement }) => [agreement.madeAt.toISOString(), agreement.id]);
    return { items: await this.present(actor, ability, items), next };
  }

  /** With contact and place, for whose showing an entry is written. */
  async one(actor: Actor, ability: AppAbility, held: Held): Promise<AgreementView> {
    const [view] = await this.present(actor, ability, [held]);
    return { ...(view as AgreementView), details: await this.open(actor, held) };
  }

  async thread(actor: Actor, held: Held, notes: readonly Note[]): Promise<NoteView[]> {
    const names = await this.people.names(notes.flatMap(({ authorId }) => authorId ?? []));
    const companies = await this.companies.inAgreements([held.agreement]);
    const nameOf = (id: string) => {
      const company = companies.get(`${held.request.id} ${id}`);
      return company ? aliasesOf(company) : (names.get(id) ?? '');
    };
    const partner = held.agreement.functionAddress ?? held.request.sourcePartnerName ?? '';
    return notes.map((note) => ({
      id: note.id,
      author: note.authorId ? nameOf(note.authorId) : partner,
      mine: note.authorId === actor.personId,
      text: this.notes.textOf(note),
      at: note.at.toISOString(),
    }));
  }

  private async open(actor: Actor, { agreement, request }: Held): Promise<Details | null> {
    // What fell through is nobody's business any longer.
    if (agreement.state === 'failed') return null;
    return this.details.open(request.id, roleOf(actor, agreement));
  }

  private async load(ids: readonly string[]): Promise<Held[]> {
    if (ids.length === 0) return [];
    const agreements = new Map((await this.em.find(Agreement, { id: { $in: [...ids] } })).map((one) => [one.id, one]));
    const requestIds = [...agreements.values()].map(({ requestId }) => requestId);
    const requests = new Map((await this.em.find(Request, { id: { $in: requestIds } })).map((one) => [one.id, one]));
    return ids.flatMap((id) => {
      const agreement = agreements.get(id);
      const request = agreement && requests.get(agreement.requestId);
      return request ? [{ agreement, request }] : [];
    });
  }

  private async present(actor: Actor, ability: AppAbility, held: readonly Held[]): Promise<AgreementView[]> {
    const requests = await this.requests.present(
      actor,
      ability,
      held.map(({ request }) => request),
    );
    const names = await this.people.names(held.flatMap(({ agreement }) => [agreement.askerId, ...agreement.helperIds]));
    const companies = await this.companies.inAgreements(held.map(({ agreement }) => agreement));
    const now = this.clock.now();
    return held.map(({ agreement, request }, at): AgreementView => {
      const can = canOf(ability, agreement, verbs);
      return {
        id: agreement.id,
        request: requests[at] as AgreementView['request'],
        side: sideOf(agreement, actor),
        askerName: request.alias ?? request.sourcePartnerName ?? names.get(agreement.askerId) ?? '',
        helpers: agreement.helperIds.map((id) => {
          const company = companies.get(`${agreement.requestId} ${id}`);
          const displayName = company ? aliasesOf(company) : (names.get(id) ?? '');
          return { id, displayName, withStaff: company !== undefined };
        }),
        partner: agreement.functionAddress ? { functionAddress: agreement.functionAddress } : null,
        state: agreement.state,
        madeAt: agreement.madeAt.toISOString(),
        completedBySide: agreement.completedBySide ?? null,
        details: null,
        version: agreement.version,
        can: {
          ...can,
          note: can.note && agreement.threadIsOpen(now),
          block: hasPersonOpposite(actor, agreement, request),
        },
      };
    });
  }
}

/** In which capacity somebody looks; null for askers, who look at what is theirs. */
function roleOf(actor: Actor, agreement: Agreement): ViewerRole | null {
  if ([...agreement.helperIds, ...agreement.forHelperIds].includes(actor.personId)) return 'helper';
  if (agreement.forAskerId === actor.personId) return null;
  if (!agreement.ofOrganisation) return null;
  return actor.roles.includes('staff') ? 'staff' : 'coordinator';
}
