// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '#kernel';
import { findReadable, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { Notices } from '#tenant/notices';
import { Agreement } from './agreement.entity.ts';
import { sideOf } from './agreement.service.ts';
import { findRequest, lockRequest } from './lock-request.ts';
import { Offer } from './offer.entity.ts';
import { Request } from './request.entity.ts';

type Parting = (blockerId: string, blockedId: string) => Promise<void>;

/** One person who wants nothing more to do with another, as far as requests go. */
@Injectable()
export class Partings {
  readonly #listeners: Parting[] = [];

  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly notices: Notices,
  ) {}

  /** Features tell here what must happen to theirs, in the same transaction, when one person blocks another. */
  onPart(listener: Parting): void {
    this.#listeners.push(listener);
  }

  /** Who offered to help with what one asked for oneself. @throws NotFound */
  async whoOffered(actor: Actor, offerId: string): Promise<string> {
    // One question, so that somebody else's offer takes as long as one that is nowhere.
    const [offer] = await this.scope.rows<{ helperId: string }>(
      `select o.helper_id as "helperId" from offer o
       join request r on r.tenant_id = :tenant and r.id = o.request_id
       where o.tenant_id = :tenant and o.id = :offerId and o.state <> 'withdrawn'
         and r.posted_by_id = :me and not r.of_organisation`,
      { offerId, me: actor.personId },
    );
    if (!offer) throw new NotFound();
    return offer.helperId;
  }

  /** The other party of an agreement. @throws NotFound; Conflict when it is an organisation, or several and none named */
  async otherParty(actor: Actor, ability: AppAbility, agreementId: string, helperId?: string): Promise<string> {
    const agreement = await findReadable(this.em, ability, Agreement, agreementId);
    const request = await findRequest(this.em, agreement.requestId);
    if (!hasPersonOpposite(actor, agreement, request)) throw new Conflict('block.organisation');
    if (sideOf(agreement, actor) === 'helper') return agreement.askerId;
    const chosen = agreement.helperIds.filter((id) => helperId === undefined || id === helperId);
    if (chosen.length > 1) throw new Conflict('block.which');
    const [only] = chosen;
    if (!only) throw new NotFound();
    return only;
  }

  /**
   * What the one who blocks has offered the other is taken back. What the other has offered waits on, and is not shown:
   * any answer would tell. Nor does it become an agreement by coming first. What either no longer meets is gone from
   * their news, too, like what somebody else has taken.
   */
  async part(blockerId: string, blockedId: string): Promise<void> {
    for (const request of await this.lockBetween(blockerId, blockedId)) {
      const reader = request.postedById === blockedId ? blockerId : blockedId;
      if (reader === blockerId) await this.takeBack(request, blockerId);
      if (!request.offeredByIds.includes(reader)) await this.forgetNews(request.id, reader);
      else if (reader === blockedId && request.matching === 'first-come') {
        request.matching = 'asker-chooses';
        request.version += 1;
      }
    }
    await this.em.flush();
    for (const listener of this.#listeners) await listener(blockerId, blockedId);
  }

  /** Agreements between the two that are not over. */
  async standing(oneId: string, otherId: string): Promise<string[]> {
    const between = (askerId: string, helperId: string) => ({ askerId, helperIds: { $overlap: [helperId] } });
    const agreements = await this.em.find(
      Agreement,
      { $or: [between(oneId, otherId), between(otherId, oneId)], state: { $in: ['agreed', 'inProgress'] } },
      { orderBy: { madeAt: 'asc', id: 'asc' } },
    );
    return agreements.map(({ id }) => id);
  }

  private async forgetNews(requestId: string, reader: string): Promise<void> {
    for (const kind of ['request.asked', 'request.new'] as const) await this.notices.forget(kind, requestId, [reader]);
  }

  private async takeBack(request: Request, helperId: string): Promise<void> {
    const waiting = { requestId: request.id, helperId, state: 'waiting' as const };
    if ((await this.em.nativeUpdate(Offer, waiting, { state: 'withdrawn' })) === 0) return;
    request.offeredByIds = request.offeredByIds.filter((id) => id !== helperId);
  }

  /**
   * What one of them asks for, or asked for and the other offered to, in one order: two who block at once wait, and go
   * on. Held, so that what is being told of at this moment is told before this, or knows of the block.
   */
  private async lockBetween(oneId: string, otherId: string): Promise<Request[]> {
    const offered = (postedById: string, helperId: string) => ({ postedById, offeredByIds: { $overlap: [helperId] } });
    const open = { postedById: { $in: [oneId, otherId] }, state: 'open' as const };
    const found = await this.em.find(
      Request,
      { ofOrganisation: false, $or: [offered(oneId, otherId), offered(otherId, oneId), open] },
      { orderBy: { id: 'asc' } },
    );
    const held: Request[] = [];
    for (const { id } of found) held.push(await lockRequest(this.em, id));
    return held;
  }
}

/** Whether the other party is a person one could block: neither side speaks for an organisation. */
export function hasPersonOpposite(
  actor: Actor,
  agreement: Agreement,
  { ofOrganisation }: Pick<Request, 'ofOrganisation'>,
): boolean {
  // A partner's request is the organisation's, too, which routed it.
  if (sideOf(agreement, actor) === 'helper') return !ofOrganisation;
  const asks = ofOrganisation ? agreement.forAskerId : agreement.askerId;
  return asks === actor.personId && agreement.helperIds.length > 0;
}
