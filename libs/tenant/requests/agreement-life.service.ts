// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Randomness } from '#kernel';
import { Jobs } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Audit } from '#tenant/audit';
import { Notices } from '#tenant/notices';
import { AgreementHelper } from './agreement-helper.entity.ts';
import { Companies } from './companies.service.ts';
import { Agreement, type FailureCode, type Side } from './agreement.entity.ts';
import { announceRequest } from './announce-requests.job.ts';
import { followInFeeds } from './feed-rows.ts';
import { RequestEvents, type AgreementEvent, type RequestEvent } from './request-events.ts';
import { Request } from './request.entity.ts';
import { Reserve } from './reserve.service.ts';
import { isShift, takesStandIns } from './shift.ts';
import { Shifts } from './shifts.service.ts';

export type Doer = RequestEvent['by'];

/** How a request and its agreement move together. Whoever calls holds the request's lock. */
@Injectable()
export class AgreementLife {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly events: RequestEvents,
    private readonly companies: Companies,
    private readonly reserve: Reserve,
    private readonly shifts: Shifts,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly jobs: Jobs,
    private readonly notices: Notices,
  ) {}

  /**
   * A person joins the agreement that stands, or makes it; `alone`: nobody comes along with them.
   * @throws Conflict `request.taken`
   */
  async admit(request: Request, helperId: string, alone = false): Promise<Agreement> {
    const agreement = await this.standing(request);
    request.admit(helperId, agreement.id);
    agreement.admit(helperId);
    const groupIds = await this.reserve.waysOf(request, helperId);
    await this.em.flush();
    this.em.create(AgreementHelper, { agreementId: agreement.id, helperId, madeAt: this.clock.now(), groupIds });
    // Whoever came along with another, and now helps by themselves, comes along no longer.
    if (!alone || agreement.forHelperIds.length > 0) await this.companies.join(agreement);
    // Others may go on being asked when this is full: whoever has a place need not be.
    if (isShift(request)) await this.notices.forget('request.asked', request.id, [helperId]);
    await this.follow(request, 'agree');
    if (!request.takesOffers()) await this.events.tell('agreed', this.eventOf(request, agreement, 'us'));
    return agreement;
  }

  /** A partner's function takes the request. @throws Conflict `request.taken` */
  async admitPartner(request: Request, functionAddress: string, headCount: number): Promise<Agreement> {
    const agreement = await this.standing(request);
    request.admitPartner(agreement.id);
    Object.assign(agreement, { functionAddress, partnerHeadCount: headCount });
    await this.follow(request, 'agree');
    await this.events.tell('agreed', this.eventOf(request, agreement, 'partner'));
    return agreement;
  }

  /** Fewer came than were asked for, and nobody else is needed now. */
  async tellAgreed(request: Request): Promise<void> {
    await this.events.tell('agreed', this.eventOf(request, await this.standing(request), 'us'));
  }

  async start(request: Request, agreement: Agreement, by: Doer): Promise<void> {
    const early = request.takesOffers();
    agreement.start(this.clock.now());
    request.go('start');
    await this.follow(request, 'start');
    if (early) await this.tellAgreed(request);
    await this.events.tell('started', this.eventOf(request, agreement, by));
  }

  async complete(request: Request, agreement: Agreement, side: Side, by: Doer): Promise<void> {
    const early = request.takesOffers();
    const word = agreement.complete(side, this.clock.now());
    const move = word === 'completed' ? 'complete' : 'confirm';
    request.go(move);
    await this.follow(request, move);
    if (early) await this.tellAgreed(request);
    await this.events.tell(word, this.eventOf(request, agreement, by));
  }

  async confirm(request: Request, agreement: Agreement, side: Side, by: Doer): Promise<void> {
    agreement.confirm(side, this.clock.now());
    request.go('confirm');
    await this.follow(request, 'confirm');
    await this.events.tell('confirmed', this.eventOf(request, agreement, by));
  }

  /** It did not happen: the request is open again while there is time. */
  async fail(request: Request, agreement: Agreement, code: FailureCode, by: Doer): Promise<void> {
    const event = this.eventOf(request, agreement, by);
    agreement.fail(code, this.clock.now());
    request.release(agreement.helperIds, this.clock.now(), false);
    await this.follow(request, 'fail');
    await this.events.tell('failed', { ...event, code });
    // Whoever stands in was promised the place of whoever steps back, and not what nobody needs.
    if (code !== 'asker-prevented') await this.moveUp(request);
  }

  /** One of several helpers steps back; the agreement stands without them. */
  async dismiss(request: Request, agreement: Agreement, helperId: string): Promise<void> {
    agreement.dismiss(helperId);
    request.release([helperId], this.clock.now(), true);
    await this.em.nativeDelete(AgreementHelper, { agreementId: agreement.id, helperId });
    await this.companies.join(agreement);
    await this.follow(request, 'step-back');
    await this.moveUp(request);
  }

  /** Whoever has stood in longest for a shift gets the place that is free. */
  private async moveUp(request: Request): Promise<void> {
    if (!isShift(request) || request.matching !== 'first-come') return;
    while (request.takesOffers()) {
      const next = await this.shifts.nextStandIn(request);
      if (!next) return;
      next.become('accepted');
      const agreement = await this.admit(request, next.helperId);
      await this.notices.tell('agreement.made', agreement.id, [next.helperId]);
    }
  }

  /** The asker's side needs it no longer, agreed or not. */
  async withdraw(request: Request, by: Doer, code: FailureCode = 'asker-prevented'): Promise<void> {
    const sent = request.state !== 'draft';
    const agreement = request.agreementId ? await this.standing(request) : null;
    agreement?.fail(code, this.clock.now());
    request.go('withdraw');
    request.agreementId = null;
    await this.follow(request, 'withdraw');
    if (!sent) return;
    const event = { ...eventOf(request, by, this.clock.now()), agreementId: agreement?.id ?? null };
    await this.events.tell('withdrawn', event);
  }

  /** What follows from a new state: the feed shows the request or not, and whoever still waits has an answer. */
  async follow(request: Request, verb: string): Promise<void> {
    const open = request.takesOffers();
    this.audit.record(verb, 'request', request.id, { state: request.state });
    await this.em.flush();
    // Those who were invited to a shift may still say yes, and those who stand in go on waiting.
    const closes = !open && !takesStandIns(request);
    await followInFeeds(this.scope, request, closes);
    if (open && !request.announcedAt) this.jobs.nudge(announceRequest, request.id);
    if (closes) await this.notices.forget(['request.asked', 'request.new'], request.id);
  }

  private async standing(request: Request): Promise<Agreement> {
    if (request.agreementId) {
      return this.em.findOneOrFail(Agreement, { id: request.agreementId }, { refresh: true });
    }
    return this.em.create(Agreement, {
      id: this.randomness.uuid(),
      requestId: request.id,
      // A partner asks through its own people: on the asker's side of its request there is nobody here, not even who routed it.
      askerId: request.sourceRequestId ?? request.postedById,
      ofOrganisation: request.ofOrganisation && !request.sourceRequestId,
      unitId: request.unitId,
      helperIds: [],
      forAskerId: request.forPersonId,
      forHelperIds: [],
      functionAddress: null,
      partnerHeadCount: null,
      state: 'agreed',
      madeAt: this.clock.now(),
      startedAt: null,
      completedAt: null,
      completedBySide: null,
      endedAt: null,
      failureCode: null,
      version: 1,
    });
  }

  eventOf(request: Request, agreement: Agreement, by: Doer): AgreementEvent {
    return {
      ...eventOf(request, by, this.clock.now()),
      agreementId: agreement.id,
      headCount: agreement.helperIds.length + (agreement.partnerHeadCount ?? 0),
    };
  }
}

export const eventOf = (request: Request, by: Doer, at: Date): RequestEvent => ({
  requestId: request.id,
  by,
  sourceRequestId: request.sourceRequestId ?? null,
  at,
});
