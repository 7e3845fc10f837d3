// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Invalid } from '#kernel';
import { accessibleBy, authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { Vault } from '#platform/crypto';
import { beyond, cut, type Page } from '#platform/http';
import { Audit } from '#tenant/audit';
import { PersonService } from '#tenant/people';
import { Agreement, Request } from '#tenant/requests';
import type { HandleIncident, IncidentQuery, IncidentView, ReportIncident } from './incident.dto.ts';
import { Incident } from './incident.entity.ts';

const purpose = 'incident';

interface Words {
  readonly what: string;
  readonly measure?: string;
}

@Injectable()
export class IncidentService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly audit: Audit,
    private readonly people: PersonService,
  ) {}

  async report(
    actor: Actor,
    ability: AppAbility,
    { what, happenedAt, ...rest }: ReportIncident,
  ): Promise<IncidentView> {
    const at = this.clock.now();
    const when = new Date(happenedAt);
    if (when > at) throw new Invalid('incident.in-the-future', { pointer: '/happenedAt' });
    await this.known(ability, Request, rest.requestId);
    await this.known(ability, Agreement, rest.agreementId);
    const incident = this.em.create(Incident, {
      kind: rest.kind,
      reportedById: actor.personId,
      reportedAt: at,
      happenedAt: when,
      requestId: rest.requestId ?? null,
      agreementId: rest.agreementId ?? null,
      sealed: this.seal({ what }),
      state: 'open',
      handledAt: null,
    });
    await this.em.flush();
    this.audit.record('report', 'incident', incident.id, { kind: incident.kind });
    return this.one(actor, ability, incident);
  }

  /** Newest first. */
  async list(actor: Actor, ability: AppAbility, { scope, limit, cursor }: IncidentQuery): Promise<Page<IncidentView>> {
    const visible = accessibleBy(ability, 'read', Incident);
    if (!visible) return { items: [], next: null };
    const filters: object[] = [visible, beyond('reportedAt', 'desc', cursor)];
    if (scope === 'mine') filters.push({ reportedById: actor.personId });
    const rows = await this.em.find(
      Incident,
      { $and: filters },
      { orderBy: { reportedAt: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    const { items, next } = cut(rows, limit, (one) => [one.reportedAt.toISOString(), one.id]);
    return { items: await this.views(actor, ability, items), next };
  }

  async handle(
    actor: Actor,
    ability: AppAbility,
    id: string,
    { state, measure }: HandleIncident,
  ): Promise<IncidentView> {
    const incident = await findReadable(this.em, ability, Incident, id);
    authorize(ability, 'handle', incident);
    incident.handle(state, this.clock.now());
    if (measure !== undefined) incident.sealed = this.seal({ ...this.open(incident), measure });
    await this.em.flush();
    this.audit.record('handle', 'incident', id, { state });
    return this.one(actor, ability, incident);
  }

  private async one(actor: Actor, ability: AppAbility, incident: Incident): Promise<IncidentView> {
    const [view] = await this.views(actor, ability, [incident]);
    return view as IncidentView;
  }

  private async views(actor: Actor, ability: AppAbility, incidents: readonly Incident[]): Promise<IncidentView[]> {
    const names = await this.people.names(incidents.map(({ reportedById }) => reportedById));
    return incidents.map((incident) => {
      const { what, measure } = this.open(incident);
      const handles = ability.can('handle', incident);
      return {
        id: incident.id,
        kind: incident.kind,
        what,
        happenedAt: incident.happenedAt.toISOString(),
        reportedAt: incident.reportedAt.toISOString(),
        mine: incident.reportedById === actor.personId,
        reporter: handles ? (names.get(incident.reportedById) ?? '') : null,
        requestId: incident.requestId ?? null,
        agreementId: incident.agreementId ?? null,
        state: incident.state,
        measure: measure ?? null,
        handledAt: incident.handledAt?.toISOString() ?? null,
        can: { handle: handles && incident.state !== 'closed' },
      };
    });
  }

  /** What an incident is said to be about must be there for whoever says it. */
  private async known(ability: AppAbility, kind: typeof Request | typeof Agreement, id: string | undefined) {
    if (id !== undefined) await findReadable<Request | Agreement>(this.em, ability, kind, id);
  }

  private seal(words: Words): string {
    return this.vault.seal(JSON.stringify(words), purpose);
  }

  private open({ sealed }: Incident): Words {
    return JSON.parse(this.vault.open(sealed, purpose)) as Words;
  }
}
