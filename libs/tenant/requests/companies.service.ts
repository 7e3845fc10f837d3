// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Invalid, NotFound } from '#kernel';
import { findReadable, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { Audit } from '#tenant/audit';
import { ConsentService, Takeovers, type Covered } from '#tenant/mandates';
import { AgreementHelper } from './agreement-helper.entity.ts';
import { Agreement } from './agreement.entity.ts';
import { Note } from './note.entity.ts';
import { OfferCompany } from './offer-company.entity.ts';
import type { CompanyForm } from './offer.dto.ts';
import type { Offer } from './offer.entity.ts';
import { Request } from './request.entity.ts';

export interface Companion extends CompanyForm {
  readonly alias: string;
}

/** What the other side is told of those who come: their aliases. */
export const aliasesOf = (company: readonly Companion[]): string =>
  company
    .filter(({ form }) => form !== 'stays-home')
    .map(({ alias }) => alias)
    .join(', ');

/**
 * Clients who come along with staff, and what becomes a client's own when they take over. A client is held before a
 * request: whoever takes over holds the client and walks through the requests.
 */
@Injectable()
export class Companies implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly audit: Audit,
    private readonly consents: ConsentService,
    private readonly takeovers: Takeovers,
  ) {}

  onModuleInit(): void {
    this.takeovers.register(this);
  }

  /** Before the request is held: see above. @throws Invalid when a consent is missing, or nobody would come. */
  async cover(
    actor: Actor,
    ability: AppAbility,
    requestId: string,
    company: readonly CompanyForm[],
  ): Promise<(Covered & CompanyForm)[]> {
    if (company.length === 0) return [];
    const { serviceType } = await findReadable(this.em, ability, Request, requestId);
    if (company.every(({ form }) => form === 'stays-home'))
      throw new Invalid('offer.nobody-comes', { pointer: '/company' });
    const covered: (Covered & CompanyForm)[] = [];
    for (const { clientId, form } of company.toSorted((a, b) => a.clientId.localeCompare(b.clientId))) {
      const found = await this.consents.cover(actor, ability, { clientId }, 'answer', serviceType);
      covered.push({ ...found, clientId, form });
    }
    return covered;
  }

  async keep(offer: Offer, covered: readonly (Covered & CompanyForm)[]): Promise<void> {
    await this.em.flush();
    await this.em.nativeDelete(OfferCompany, { offerId: offer.id });
    if (covered.length === 0) return;
    for (const { clientId, consent, form } of covered)
      this.em.create(OfferCompany, { offerId: offer.id, clientId, consentId: consent.id, form });
    await this.em.flush();
  }

  /** Looked for in one question: somebody else's offer takes no longer to be missing than none. */
  async change(actor: Actor, requestId: string, offerId: string, { clientId, form }: CompanyForm): Promise<void> {
    const [found] = await this.scope.rows<{ id: string }>(
      `select m.id from offer_company m join offer o on o.tenant_id = :tenant and o.id = m.offer_id
       where m.tenant_id = :tenant and m.client_id = :client and o.id = :offer and o.request_id = :request
         and o.helper_id = :me`,
      { client: clientId, offer: offerId, request: requestId, me: actor.personId },
    );
    if (!found) throw new NotFound();
    await this.em.nativeUpdate(OfferCompany, { id: found.id }, { form });
    this.audit.record('change-form', 'offer', offerId, { clientId, form });
  }

  /** By the offer's id. */
  async of(offerIds: readonly string[]): Promise<Map<string, Companion[]>> {
    if (offerIds.length === 0) return new Map();
    return this.companions('o.id', 'o.id = any(:ids::uuid[])', { ids: offerIds });
  }

  /** By `requestId helperId`. */
  async inAgreements(agreements: readonly Agreement[]): Promise<Map<string, Companion[]>> {
    const helped = agreements.filter(({ helperIds }) => helperIds.length > 0);
    if (helped.length === 0) return new Map();
    const requests = helped.map(({ requestId }) => requestId);
    const helpers = helped.flatMap(({ helperIds }) => helperIds);
    return this.companions(
      `o.request_id || ' ' || o.helper_id`,
      'o.request_id = any(:requests::uuid[]) and o.helper_id = any(:helpers::uuid[])',
      { requests, helpers },
    );
  }

  /** Those who come along and have taken over are parties of their own. */
  async join(agreement: Agreement): Promise<void> {
    const rows = await this.scope.rows<{ personId: string }>(
      `select distinct c.person_id as "personId"
       from offer o
       join offer_company m on m.tenant_id = :tenant and m.offer_id = o.id
       join client c on c.tenant_id = :tenant and c.id = m.client_id
       where o.tenant_id = :tenant and o.request_id = :request and o.helper_id = any(:helpers::uuid[])
         and c.person_id is not null
       order by 1`,
      { request: agreement.requestId, helpers: agreement.helperIds },
    );
    const now = rows.map(({ personId }) => personId).filter((id) => !agreement.helperIds.includes(id));
    const gone = agreement.forHelperIds.filter((id) => !now.includes(id));
    const come = now.filter((id) => !agreement.forHelperIds.includes(id));
    if (gone.length > 0)
      await this.em.nativeDelete(AgreementHelper, { agreementId: agreement.id, helperId: { $in: gone } });
    for (const helperId of come)
      this.em.create(AgreementHelper, { agreementId: agreement.id, helperId, madeAt: agreement.madeAt, groupIds: [] });
    agreement.forHelperIds = now;
    await this.em.flush();
  }

  async hand(clientId: string, personId: string | null): Promise<void> {
    await this.em.flush();
    const asked = (await this.em.find(Request, { clientId }, { orderBy: { id: 'asc' } })).map(({ id }) => id);
    await this.em.nativeUpdate(Request, { id: { $in: asked } }, { forPersonId: personId });
    await this.em.nativeUpdate(Agreement, { requestId: { $in: asked } }, { forAskerId: personId });
    for (const agreement of await this.helped(clientId)) await this.join(agreement);
  }

  async usedBy(clientId: string, personId: string, since: Date): Promise<boolean> {
    const asked = (await this.em.find(Request, { clientId })).map(({ id }) => id);
    const helped = await this.helped(clientId);
    const requestIds = [...asked, ...helped.map(({ requestId }) => requestId)];
    if (await this.audit.hasActed(personId, requestIds, since)) return true;
    const agreements = await this.em.find(Agreement, { requestId: { $in: requestIds } });
    const where = { agreementId: { $in: agreements.map(({ id }) => id) }, authorId: personId, at: { $gte: since } };
    return (await this.em.count(Note, where)) > 0;
  }

  async count(clientId: string): Promise<number> {
    return (await this.em.count(Request, { clientId })) + (await this.em.count(OfferCompany, { clientId }));
  }

  private async companions(key: string, which: string, parameters: object): Promise<Map<string, Companion[]>> {
    const rows = await this.scope.rows<Companion & { key: string }>(
      `select ${key} as key, m.client_id as "clientId", m.form, c.alias
       from offer o
       join offer_company m on m.tenant_id = :tenant and m.offer_id = o.id
       join client c on c.tenant_id = :tenant and c.id = m.client_id
       where o.tenant_id = :tenant and ${which} order by c.alias_key, c.id`,
      { ...parameters },
    );
    const grouped = Map.groupBy(rows, (row) => row.key);
    return new Map(
      [...grouped].map(([key, all]) => [key, all.map(({ clientId, alias, form }) => ({ clientId, alias, form }))]),
    );
  }

  private async helped(clientId: string): Promise<Agreement[]> {
    const rows = await this.scope.rows<{ id: string }>(
      `select distinct a.id from offer_company m
       join offer o on o.tenant_id = :tenant and o.id = m.offer_id
       join agreement a on a.tenant_id = :tenant and a.request_id = o.request_id and o.helper_id = any(a.helper_ids)
       where m.tenant_id = :tenant and m.client_id = :client order by a.id`,
      { client: clientId },
    );
    return this.em.find(
      Agreement,
      { id: { $in: rows.map(({ id }) => id) } },
      { orderBy: { id: 'asc' }, refresh: true },
    );
  }
}
