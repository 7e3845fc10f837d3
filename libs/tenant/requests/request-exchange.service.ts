// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { ServiceType } from '#contracts';
import { Clock, Randomness } from '#kernel';
import { Notices } from '#tenant/notices';
import { AgreementLife, eventOf } from './agreement-life.service.ts';
import { Agreement, type FailureCode, type Side } from './agreement.entity.ts';
import { Audiences, reachOf } from './audiences.service.ts';
import { lockRequest } from './lock-request.ts';
import { NoteService } from './note.service.ts';
import { ReferenceNumbers } from './reference-numbers.service.ts';
import type { Details } from './request-details.entity.ts';
import { RequestDetailsService } from './request-details.service.ts';
import { RequestEvents } from './request-events.ts';
import { RequestProtection } from './request-protection.service.ts';
import { Request } from './request.entity.ts';
import { firstTurn } from './turn-columns.ts';
import { Sending } from './sending.service.ts';
import { Turns } from './turns.service.ts';

/** A partner's request as it becomes one of ours. */
export interface FromPartner {
  /** Our coordinator, who routes it. */
  readonly postedById: string;
  readonly source: { readonly partnerName: string; readonly partnerRequestId: string };
  readonly serviceType: ServiceType;
  readonly text: string;
  readonly area: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly headCount: number;
  readonly expiresAt: Date;
  /** Our own groups that are to meet it in their feeds. */
  readonly groupIds: readonly string[];
}

export type PartnerPreviewChange = Pick<
  FromPartner,
  'serviceType' | 'text' | 'area' | 'from' | 'to' | 'headCount' | 'expiresAt'
>;

/** `late`: the state no longer allows it (taken, withdrawn, ended); nothing was changed. */
export type Outcome = 'done' | 'late';

/**
 * What messages from partners do to our requests. Each verb is called inside a scope, locks the request, moves it and
 * tells the listeners with `by: 'partner'`. None throws when it comes too late: a partner cannot know.
 */
@Injectable()
export class RequestExchange {
  constructor(
    private readonly em: EntityManager,
    private readonly life: AgreementLife,
    private readonly audiences: Audiences,
    private readonly turns: Turns,
    private readonly sending: Sending,
    private readonly details: RequestDetailsService,
    private readonly notes: NoteService,
    private readonly notices: Notices,
    private readonly numbers: ReferenceNumbers,
    private readonly events: RequestEvents,
    private readonly protection: RequestProtection,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Ours to ask: the partner's function comes with so many. The first one wins; `late` means somebody else has it. */
  async acceptedByPartner(
    requestId: string,
    { functionAddress, headCount }: { functionAddress: string; headCount: number },
  ): Promise<Outcome> {
    const request = await lockRequest(this.em, requestId);
    if (!request.takesOffers()) return 'late';
    await this.life.admitPartner(request, functionAddress, headCount);
    return 'done';
  }

  /** What may be told to the partner who accepted; null when protection or emptiness forbids it. Entered in the ledger. */
  async detailsForPartner(requestId: string): Promise<Details | null> {
    const request = await this.em.findOneOrFail(Request, { id: requestId });
    return this.protection.of(request) === 'none' ? this.details.open(requestId, 'partner') : null;
  }

  /** Whether anything of contact and place was written, whoever may be told. */
  async hasDetails(requestId: string): Promise<boolean> {
    const details = await this.details.open(requestId, null);
    return Object.values(details ?? {}).some((value) => value !== null);
  }

  /** Theirs to ask: the request in our groups' feeds, first come first served. */
  async createFromPartner({ groupIds, source, ...preview }: FromPartner): Promise<Request> {
    const now = this.clock.now();
    const request = this.em.create(Request, {
      ...preview,
      ...reachOf(await this.audiences.helping(groupIds, preview), preview.serviceType),
      id: this.randomness.uuid(),
      number: await this.numbers.next(),
      state: 'draft',
      ask: true,
      matching: 'first-come',
      ofOrganisation: true,
      unitId: null,
      alias: null,
      clientId: null,
      consentId: null,
      forPersonId: null,
      protection: null,
      groupIds: [...groupIds],
      partnerIds: [],
      ...firstTurn(preview, now),
      offeredByIds: [],
      helperIds: [],
      sourcePartnerName: source.partnerName,
      sourceRequestId: source.partnerRequestId,
      agreementId: null,
      createdAt: now,
      postedAt: null,
      announcedAt: null,
      version: 1,
    });
    request.send(now);
    await this.turns.tell(request, await this.sending.goOut(request));
    return request;
  }

  /** The partner has changed its preview. */
  async changedByPartner(requestId: string, preview: PartnerPreviewChange): Promise<Outcome> {
    const request = await lockRequest(this.em, requestId);
    if (!request.allows('edit')) return 'late';
    Object.assign(request, preview);
    request.settleWait();
    request.go('edit');
    const helping = await this.audiences.helping(request.groupIds, preview);
    Object.assign(request, reachOf(helping, request.serviceType));
    await this.audiences.write(request);
    await this.events.tell('changed', eventOf(request, 'partner', this.clock.now()));
    return 'done';
  }

  /** The partner needs nobody (any more): somebody else was first, it was withdrawn, or its time is over. */
  async closedByPartner(requestId: string, why: 'taken' | 'withdrawn' | 'expired'): Promise<Outcome> {
    const request = await lockRequest(this.em, requestId);
    if (why === 'expired' && request.state === 'open' && !request.agreementId) {
      request.timeIsUp();
      await this.life.follow(request, 'expire');
      await this.events.tell('expired', eventOf(request, 'partner', this.clock.now()));
      return 'done';
    }
    if (!request.allows('withdraw')) return 'late';
    await this.life.withdraw(request, 'partner');
    return 'done';
  }

  /** Declined: nothing of what the partner asked for stays here. */
  async forgetFromPartner(partnerRequestId: string): Promise<void> {
    const requests = await this.em.find(Request, { sourceRequestId: partnerRequestId });
    const agreements = await this.em.find(Agreement, { requestId: { $in: requests.map(({ id }) => id) } });
    await this.notices.forgetAllOf([...requests, ...agreements].map(({ id }) => id));
    await this.em.nativeDelete(Request, { sourceRequestId: partnerRequestId });
  }

  /** Contact and place, as they arrive after our acceptance. */
  async setDetails(requestId: string, details: Partial<Details>): Promise<void> {
    await this.details.keep(requestId, details);
  }

  /** It fell through: how the partner's people are reached is nobody's business here any longer. */
  async forgetDetails(requestId: string): Promise<void> {
    await this.details.forget(requestId);
  }

  async startedByPartner(requestId: string): Promise<Outcome> {
    return this.move(requestId, (request, agreement) =>
      agreement.state === 'agreed' ? this.life.start(request, agreement, 'partner') : null,
    );
  }

  /** The partner's word that it is done: completes, or confirms what our side has said. */
  async completedByPartner(requestId: string): Promise<Outcome> {
    return this.move(requestId, (request, agreement) => {
      const side = partnerSide(request);
      const mayConfirm = agreement.state === 'completed' && agreement.completedBySide !== side;
      if (agreement.state !== 'agreed' && agreement.state !== 'inProgress' && !mayConfirm) return null;
      return this.life.complete(request, agreement, side, 'partner');
    });
  }

  async failedByPartner(requestId: string, code: FailureCode): Promise<Outcome> {
    return this.move(requestId, (request, agreement) =>
      agreement.state === 'confirmed' ? null : this.life.fail(request, agreement, code, 'partner'),
    );
  }

  /** A line of dialogue from the partner. */
  async notedByPartner(requestId: string, text: string, at: Date): Promise<Outcome> {
    return this.move(requestId, (request, agreement) =>
      agreement.threadIsOpen(this.clock.now())
        ? this.notes.fromPartner(agreement, partnerSide(request), text, at)
        : null,
    );
  }

  private async move(
    requestId: string,
    work: (request: Request, agreement: Agreement) => Promise<void> | null,
  ): Promise<Outcome> {
    const request = await lockRequest(this.em, requestId);
    if (!request.agreementId) return 'late';
    const agreement = await this.em.findOneOrFail(Agreement, { id: request.agreementId }, { refresh: true });
    const done = work(request, agreement);
    await done;
    return done === null ? 'late' : 'done';
  }
}

/** A partner is the asker of what came from it, and the helper of what went to it. */
const partnerSide = (request: Request): Side => (request.sourceRequestId ? 'asker' : 'helper');
