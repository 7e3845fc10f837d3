// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict, Forbidden, NotFound } from '#kernel';
import { authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { Audit } from '#tenant/audit';
import { refuseCardNumbers } from '#tenant/people';
import { Qualified } from '#tenant/qualifications';
import { AgreementLife, eventOf } from './agreement-life.service.ts';
import type { Agreement } from './agreement.entity.ts';
import { isBlockedBy, unreachedBy } from './blocked.ts';
import { Companies } from './companies.service.ts';
import type { CompanyForm } from './offer.dto.ts';
import { lockRequest, lockVisibleRequest } from './lock-request.ts';
import { Offer } from './offer.entity.ts';
import { RequestEvents } from './request-events.ts';
import { Request } from './request.entity.ts';
import { Reserve } from './reserve.service.ts';
import { takesStandIns } from './shift.ts';
import { lackIn } from './who-may-help.ts';

@Injectable()
export class OfferService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly life: AgreementLife,
    private readonly qualified: Qualified,
    private readonly companies: Companies,
    private readonly events: RequestEvents,
    private readonly reserve: Reserve,
  ) {}

  /**
   * "I can". Where the first one to come helps, it is an agreement at once; `alone`: nobody comes along.
   * @throws Conflict `request.taken`
   */
  async offer(
    actor: Actor,
    ability: AppAbility,
    id: string,
    note: string | null,
    company: readonly CompanyForm[] = [],
  ): Promise<{ request: Request; offer: Offer; agreement: Agreement | null; alone: boolean }> {
    const covered = await this.companies.cover(actor, ability, id, company);
    const request = await lockVisibleRequest(this.em, ability, id);
    await this.refuseKindly(actor, ability, request);
    if (takesStandIns(request) && request.expiresAt <= this.clock.now()) throw new Conflict('request.taken');
    await this.reserve.refuse(actor, request);
    if (request.serviceType === 'delivery') refuseCardNumbers({ '/note': note });
    const before = await this.em.findOne(Offer, { requestId: id, helperId: actor.personId });
    const offer = this.renewed(request, before, actor, note);
    const alone = !before && covered.length === 0;
    this.audit.record('make', 'offer', offer.id, { requestId: id });
    if (!alone) await this.companies.keep(offer, covered);
    if (!request.offeredByIds.includes(actor.personId))
      request.offeredByIds = [...request.offeredByIds, actor.personId];
    const unheard = isBlockedBy(actor, request);
    if (!unheard) request.unanswered = false;
    if (request.matching === 'first-come' && !unheard && request.takesOffers())
      return { request, offer, agreement: await this.agree(request, offer, alone), alone };
    await this.em.flush();
    // Whom the asker has blocked waits unseen: a notice would say that there is an offer. Who stands in needs no answer.
    if (!unheard && request.takesOffers()) await this.events.tell('offered', eventOf(request, 'us', offer.at));
    return { request, offer, agreement: null, alone };
  }

  /** How a client is on the day. @throws NotFound unless it is one's own offer, and they come along */
  async changeForm(
    actor: Actor,
    id: string,
    offerId: string,
    changed: CompanyForm,
  ): Promise<{ request: Request; offer: Offer }> {
    await this.companies.change(actor, id, offerId, changed);
    const offer = await this.em.findOneOrFail(Offer, { id: offerId });
    return { request: await this.em.findOneOrFail(Request, { id }), offer };
  }

  /** Who can, for the asker's side: the first to offer first. */
  async list(actor: Actor, ability: AppAbility, id: string): Promise<{ request: Request; offers: Offer[] }> {
    const request = await findReadable(this.em, ability, Request, id);
    authorize(ability, 'viewOffers', request);
    const states = [{ state: 'accepted' as const }, { state: 'waiting' as const, ...seenBy(actor, request) }];
    const shown = { requestId: id, $or: states };
    return { request, offers: await this.em.find(Offer, shown, { orderBy: { at: 'asc', id: 'asc' } }) };
  }

  async withdraw(actor: Actor, id: string, offerId: string): Promise<void> {
    // One's own offer first: somebody else's request is neither held nor looked for.
    const own = { id: offerId, requestId: id, helperId: actor.personId };
    if (!(await this.em.findOne(Offer, own))) throw new NotFound();
    const request = await lockRequest(this.em, id);
    const offer = await this.em.findOneOrFail(Offer, own, { refresh: true });
    offer.become('withdrawn');
    request.offeredByIds = request.offeredByIds.filter((helperId) => helperId !== actor.personId);
    this.audit.record('withdraw', 'offer', offerId, { requestId: id });
    await this.em.flush();
  }

  /** The asker's side says yes to one of the offers. @throws Conflict `request.taken` when a colleague was quicker */
  async accept(actor: Actor, ability: AppAbility, id: string, offerId: string): Promise<Agreement> {
    const request = await lockVisibleRequest(this.em, ability, id);
    authorize(ability, 'viewOffers', request);
    const shown = { id: offerId, requestId: id, ...seenBy(actor, request) };
    const offer = await this.em.findOne(Offer, shown, { refresh: true });
    if (!offer) throw new NotFound();
    if (!request.takesOffers()) throw new Conflict('request.taken');
    await this.refuseWhoLacks(request, offer);
    return this.agree(request, offer);
  }

  private agree(request: Request, offer: Offer, alone = false): Promise<Agreement> {
    offer.become('accepted');
    return this.life.admit(request, offer.helperId, alone);
  }

  private renewed(request: Request, before: Offer | null, actor: Actor, note: string | null): Offer {
    const at = this.clock.now();
    if (!before)
      return this.em.create(Offer, { requestId: request.id, helperId: actor.personId, note, state: 'waiting', at });
    if (request.helperIds.includes(actor.personId)) throw new Conflict('offer.exists');
    before.renew(note, at);
    return before;
  }

  /** Whoever met the request is told why it is too late; a stranger learns nothing. */
  private async refuseKindly(actor: Actor, ability: AppAbility, request: Request): Promise<void> {
    if (ability.can('offer', request)) return;
    if (ability.can('meet', request) && !(request.takesOffers() && ability.can('read', request))) {
      throw new Conflict(
        request.state === 'withdrawn' || request.state === 'expired' ? 'request.closed' : 'request.taken',
      );
    }
    if (ability.can('read', request)) await this.sayWhatIsMissing(actor, request);
    authorize(ability, 'offer', request, 'offer.own-request');
  }

  /** To whoever offered before, and lacks something since. */
  private async sayWhatIsMissing(actor: Actor, { membersOfIds, leadersOfIds, serviceType }: Request): Promise<void> {
    const lack = lackIn(actor, 'help', [...membersOfIds, ...leadersOfIds], serviceType);
    if (!lack) return;
    const { code, detail } = await this.qualified.refusal({ personId: actor.personId, ...lack });
    throw new Forbidden(code, detail);
  }

  /** What was withdrawn after the offer must not become an agreement. */
  private async refuseWhoLacks(
    { membersOfIds, leadersOfIds, serviceType }: Request,
    { helperId }: Offer,
  ): Promise<void> {
    const standings = await this.qualified.standings([helperId], [...membersOfIds, ...leadersOfIds], serviceType);
    if (standings.get(helperId) === 'lacking') throw new Conflict('offer.helper-lacks');
  }
}

/** The offers of those whom the asker has blocked wait, and are not shown. */
function seenBy(actor: Actor, request: Request): object {
  const unseen = unreachedBy(actor, request);
  return unseen.length > 0 ? { helperId: { $nin: [...unseen] } } : {};
}
