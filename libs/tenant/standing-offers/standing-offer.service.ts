// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Conflict, Invalid, NotFound } from '#kernel';
import type { Actor } from '#platform/authz';
import { Audit } from '#tenant/audit';
import { Departures, refusePersonalNumbers } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { OffersFirst } from '#tenant/requests';
import { advertisingIn } from '#tenant/safety';
import { nextMeeting } from './next-meeting.ts';
import type { CreateStandingOffer } from './standing-offer.dto.ts';
import { StandingOffer } from './standing-offer.entity.ts';
import { offeredKind, StandingOffers } from './standing-offer.view.ts';
import { StandingOfferTaking } from './standing-offer-taking.entity.ts';

const minute = 60_000;
const longestLife = 184 * 24 * 60 * minute;
const mostOfOne = 10;

/** What people offer to do with others, and what comes of a yes. */
@Injectable()
export class StandingOfferService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly profiles: TenantProfileService,
    private readonly offersFirst: OffersFirst,
    private readonly views: StandingOffers,
    private readonly departures: Departures,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture((personId) => this.leave(personId));
  }

  /** @throws Invalid with the field it is about */
  async make(actor: Actor, { at, minutes, until: end, ...input }: CreateStandingOffer): Promise<StandingOffer> {
    const now = this.clock.now();
    const until = new Date(end);
    refusePersonalNumbers({ '/text': input.text });
    if (advertisingIn(input.text).length > 0) throw new Invalid('standing-offer.advertising', { pointer: '/text' });
    if (input.area && !(await this.profiles.current()).areas.includes(input.area))
      throw new Invalid('request.area-unknown', { pointer: '/area' });
    if (until <= now) throw new Invalid('request.expiry-in-the-past', { pointer: '/until' });
    if (until.getTime() > now.getTime() + longestLife)
      throw new Invalid('standing-offer.ends-too-late', { pointer: '/until' });
    await this.offersFirst.expectHelps(actor, input.groupIds, offeredKind);
    const { personId } = actor;
    if ((await this.em.count(StandingOffer, { personId, until: { $gt: now } })) >= mostOfOne)
      throw new Conflict('standing-offer.too-many');
    const offer = this.em.create(StandingOffer, {
      ...input,
      personId,
      area: input.area ?? null,
      minute: minuteOf(at),
      lasts: minutes,
      paused: false,
      until,
      waitingSince: now,
      createdAt: now,
    });
    await this.em.flush();
    this.audit.record('make', 'standingOffer', offer.id);
    return offer;
  }

  async pause(actor: Actor, id: string): Promise<StandingOffer> {
    const offer = await this.own(actor, id);
    offer.pause();
    this.audit.record('pause', 'standingOffer', id);
    await this.em.flush();
    return offer;
  }

  async resume(actor: Actor, id: string): Promise<StandingOffer> {
    const offer = await this.own(actor, id);
    offer.resume(this.clock.now());
    this.audit.record('resume', 'standingOffer', id);
    await this.em.flush();
    return offer;
  }

  /** What has been agreed stands. */
  async withdraw(actor: Actor, id: string): Promise<void> {
    this.em.remove(await this.own(actor, id));
    this.audit.record('withdraw', 'standingOffer', id);
    await this.em.flush();
  }

  /** Yes: an agreement at once, on the next day that is free. @throws Conflict when somebody was quicker */
  async take(actor: Actor, id: string): Promise<string> {
    if (!(await this.views.meets(actor, id))) throw new NotFound();
    const offer = await this.held({ id });
    const now = this.clock.now();
    const running = await this.views.running([offer]);
    if (running.some(({ takerId }) => takerId === actor.personId)) throw new Conflict('standing-offer.yours-already');
    const promised = running.map(({ from }) => from);
    const from = running.length < offer.atOnce && !offer.paused ? nextMeeting(offer, now, promised) : null;
    if (!from) throw new Conflict('standing-offer.taken');
    const { requestId, agreementId } = await this.offersFirst.agree(actor, {
      helperId: offer.personId,
      serviceType: offeredKind,
      text: offer.text,
      area: offer.area ?? null,
      from,
      to: new Date(from.getTime() + offer.lasts * minute),
    });
    this.em.create(StandingOfferTaking, { standingOfferId: id, requestId, at: now });
    offer.waitingSince = now;
    await this.em.flush();
    return agreementId;
  }

  private own(actor: Actor, id: string): Promise<StandingOffer> {
    return this.held({ id, personId: actor.personId });
  }

  /** Held until the transaction ends: of two who say yes at once, the second one waits here. */
  private async held(which: { id: string; personId?: string }): Promise<StandingOffer> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const offer = await this.em.findOne(StandingOffer, which, lock);
    if (!offer) throw new NotFound();
    return offer;
  }

  private async leave(personId: string): Promise<void> {
    await this.em.nativeDelete(StandingOffer, { personId });
  }
}

const minuteOf = (at: string): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
