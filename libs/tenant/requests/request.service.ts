// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Optional } from '@nestjs/common';
import { Clock, Forbidden, Invalid, Randomness } from '#kernel';
import { authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { expectVersion, type Page } from '#platform/http';
import { AccessLedger, Audit, type AccessEntry } from '#tenant/audit';
import { ConsentService } from '#tenant/mandates';
import { TenantProfileService } from '#tenant/profile';
import { AgreementLife, eventOf } from './agreement-life.service.ts';
import { asksForOrganisation } from './asker-columns.ts';
import { Audiences, reachOf } from './audiences.service.ts';
import { checkRequest, usualEnd } from './check-request.ts';
import { lockVisibleRequest } from './lock-request.ts';
import { PartnerAudience } from './partner-audience.ts';
import { partnersFor } from './partners-for.ts';
import { PhoneCalls } from './phone-calls.service.ts';
import { ReferenceNumbers } from './reference-numbers.service.ts';
import { RequestDetailsService } from './request-details.service.ts';
import type { CreateRequest, UpdateRequest } from './request.dto.ts';
import { RequestEvents } from './request-events.ts';
import { RequestProtection } from './request-protection.service.ts';
import { Request } from './request.entity.ts';
import { firstTurn } from './turn-columns.ts';
import { Sending } from './sending.service.ts';
import { Shifts } from './shifts.service.ts';
import { Turns } from './turns.service.ts';

@Injectable()
export class RequestService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly audit: Audit,
    private readonly consents: ConsentService,
    private readonly profiles: TenantProfileService,
    private readonly ledger: AccessLedger,
    private readonly audiences: Audiences,
    private readonly turns: Turns,
    private readonly sending: Sending,
    private readonly details: RequestDetailsService,
    private readonly numbers: ReferenceNumbers,
    private readonly life: AgreementLife,
    private readonly events: RequestEvents,
    private readonly protection: RequestProtection,
    private readonly calls: PhoneCalls,
    private readonly shifts: Shifts,
    @Optional() private readonly partners?: PartnerAudience,
  ) {}

  find(ability: AppAbility, id: string): Promise<Request> {
    return findReadable(this.em, ability, Request, id);
  }

  async create(actor: Actor, ability: AppAbility, input: CreateRequest): Promise<Request> {
    const { onBehalf, partnerIds = [], details, send, ...fields } = input;
    const now = this.clock.now();
    if (onBehalf && ability.cannot('postOnBehalf', Request)) throw new Forbidden('request.on-behalf-not-yours');
    const ofOrganisation = asksForOrganisation(actor, onBehalf !== undefined, partnerIds);
    if (fields.quiet && ofOrganisation) throw new Invalid('request.quiet-is-ones-own', { pointer: '/quiet' });
    await this.shifts.expectPlanned(ability, input);
    await this.checkArea(fields.area);
    const covered = onBehalf
      ? await this.consents.cover(
          actor,
          ability,
          { ...onBehalf, callerId: onBehalf.call?.callerId },
          'post',
          fields.serviceType,
        )
      : undefined;
    const request = this.em.create(Request, {
      id: this.randomness.uuid(),
      number: await this.numbers.next(),
      serviceType: fields.serviceType,
      text: fields.text,
      area: fields.area ?? null,
      from: dateOf(fields.from),
      to: dateOf(fields.to),
      headCount: fields.headCount,
      state: 'draft',
      ask: fields.ask,
      matching: fields.matching,
      postedById: actor.personId,
      ofOrganisation,
      unitId: ofOrganisation ? (actor.unitIds[0] ?? null) : null,
      alias: covered?.client.alias ?? null,
      clientId: covered?.client.id ?? null,
      consentId: covered?.consent.id ?? null,
      forPersonId: covered?.client.personId ?? null,
      ...this.calls.noted(onBehalf?.call, details?.phone),
      protection: this.protection.sealed(await this.protection.chosenBy(actor.personId, covered?.client)),
      groupIds: fields.groupIds,
      membersOfIds: [],
      leadersOfIds: [],
      partnerIds,
      ...firstTurn({ from: dateOf(fields.from), to: dateOf(fields.to) }, now, fields.quiet, fields.invites),
      offeredByIds: [],
      helperIds: [],
      sourcePartnerName: null,
      sourceRequestId: null,
      agreementId: null,
      createdAt: now,
      postedAt: null,
      announcedAt: null,
      expiresAt: dateOf(fields.expiresAt) ?? usualEnd(now, dateOf(fields.to)),
      version: 1,
    });
    checkRequest(request, now, details);
    this.audit.record('create', 'request', request.id);
    // What is sent at once is written once, as it is then; but before anything that points to it.
    if (details || !send) await this.em.flush();
    if (details) await this.details.keep(request.id, details);
    if (send) await this.dispatch(actor, ability, request);
    return request;
  }

  async update(actor: Actor, ability: AppAbility, id: string, version: number, input: UpdateRequest): Promise<Request> {
    const { details, from, to, expiresAt, partnerIds, ...fields } = input;
    const request = await lockVisibleRequest(this.em, ability, id);
    authorize(ability, 'update', request, 'request.wrong-state');
    expectVersion(request, version);
    await this.expectConsent(actor, request, fields.serviceType);
    if (partnerIds && request.state !== 'draft')
      throw new Invalid('request.partners-only-in-draft', { pointer: '/partnerIds' });
    if (fields.headCount !== undefined && fields.headCount <= request.helperIds.length) {
      throw new Invalid('request.more-helpers-already', { pointer: '/headCount' });
    }
    if (fields.area !== request.area) await this.checkArea(fields.area);
    Object.assign(request, fields, {
      ...(from === undefined ? {} : { from: dateOf(from) }),
      ...(to === undefined ? {} : { to: dateOf(to) }),
      ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
      ...(partnerIds ? { partnerIds } : {}),
    });
    request.settleWait();
    request.go('edit');
    checkRequest(request, this.clock.now(), details);
    this.audit.record('update', 'request', id, { fields: Object.keys(input).sort() });
    if (details) await this.details.keep(request.id, details);
    if (request.state === 'open') await this.tellOfChange(actor, ability, request);
    return request;
  }

  async send(actor: Actor, ability: AppAbility, id: string): Promise<Request> {
    const request = await lockVisibleRequest(this.em, ability, id);
    authorize(ability, 'send', request, 'request.wrong-state');
    await this.expectConsent(actor, request);
    await this.dispatch(actor, ability, request);
    return request;
  }

  async withdraw(ability: AppAbility, id: string): Promise<Request> {
    const request = await lockVisibleRequest(this.em, ability, id);
    authorize(ability, 'withdraw', request, 'request.wrong-state');
    await this.life.withdraw(request, 'us');
    return request;
  }

  /** More time, or once more after the time was over. */
  async extend(actor: Actor, ability: AppAbility, id: string, until: Date): Promise<Request> {
    const request = await lockVisibleRequest(this.em, ability, id);
    authorize(ability, 'extend', request, 'request.wrong-state');
    await this.expectConsent(actor, request);
    await this.calls.expectEnough(request);
    // It came of an offer: nobody else was asked, and nobody else would be.
    if (request.quiet && request.groupIds.length === 0)
      throw new Invalid('request.no-audience', { pointer: '/groupIds' });
    request.extend(until);
    checkRequest(request, this.clock.now());
    await this.life.follow(request, 'extend');
    await this.events.tell('changed', eventOf(request, 'us', this.clock.now()));
    return request;
  }

  async accessEntries(
    ability: AppAbility,
    id: string,
    query: { limit: number; cursor?: string },
  ): Promise<Page<AccessEntry>> {
    authorize(ability, 'viewAccess', await this.find(ability, id));
    return this.ledger.entriesOf(id, query);
  }

  private async dispatch(actor: Actor, ability: AppAbility, request: Request): Promise<void> {
    const partnerIds = [...request.partnerIds];
    if (request.groupIds.length + partnerIds.length === 0)
      throw new Invalid('request.no-audience', { pointer: '/groupIds' });
    checkRequest(request, this.clock.now());
    await this.settle(actor, ability, request);
    request.send(this.clock.now());
    const asked = await this.sending.goOut(request);
    await this.events.tell('sent', eventOf(request, 'us', this.clock.now()));
    await this.turns.tell(request, asked);
    if (partnerIds.length === 0) return;
    this.protection.refuseTransfer(this.protection.of(request));
    await partnersFor(this.partners, ability).offer(request, partnerIds);
  }

  private async tellOfChange(actor: Actor, ability: AppAbility, request: Request): Promise<void> {
    await this.settle(actor, ability, request);
    await this.audiences.write(request);
    await this.life.follow(request, 'update');
    // Everybody had been asked; another group may be among them now.
    if (!request.nextWaveAt) await this.turns.goOn(request);
    await this.events.tell('changed', eventOf(request, 'us', this.clock.now()));
  }

  private async settle(actor: Actor, ability: AppAbility, request: Request): Promise<void> {
    await this.calls.expectEnough(request);
    const subject = { serviceType: request.serviceType, area: request.area ?? null, requestId: request.id };
    const helping = await this.audiences.helpingFor(actor, ability, request.groupIds, subject);
    Object.assign(request, reachOf(helping, request.serviceType));
  }

  /** Only what the tenant has named: an area must not become an address. */
  private async checkArea(area: string | null | undefined): Promise<void> {
    if (!area) return;
    const { areas } = await this.profiles.current();
    if (!areas.includes(area)) throw new Invalid('request.area-unknown', { pointer: '/area' });
  }

  /** What was posted for somebody goes on only as long as their consent does; they themself need none. */
  private async expectConsent(actor: Actor, request: Request, serviceType = request.serviceType): Promise<void> {
    if (request.consentId && request.forPersonId !== actor.personId)
      await this.consents.expectStanding(request.consentId, serviceType);
  }
}

const dateOf = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);
