// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '#kernel';
import type { Actor, AppAbility } from '#platform/authz';
import type { Group } from '#tenant/groups';
import { AgreementLife, eventOf } from './agreement-life.service.ts';
import type { Agreement, Side } from './agreement.entity.ts';
import type { Held } from './agreement.service.ts';
import { asksForOrganisation } from './asker-columns.ts';
import { Audiences, reachOf } from './audiences.service.ts';
import { Companies } from './companies.service.ts';
import { Offer } from './offer.entity.ts';
import { RequestDetailsService } from './request-details.service.ts';
import type { CreateRequest, DetailsInput } from './request.dto.ts';
import { RequestEvents } from './request-events.ts';
import { RequestService } from './request.service.ts';
import { RequestTurn } from './request-turn.entity.ts';
import type { Request } from './request.entity.ts';
import { Turns } from './turns.service.ts';

/** Somebody as they stand today: their groups, what they lack, whom they have blocked. */
export interface Party {
  readonly actor: Actor;
  readonly ability: AppAbility;
}

interface Wanted {
  readonly from: Date;
  readonly to: Date;
  readonly quiet: boolean;
}

export interface Made {
  readonly request: Request;
  /** Null: it is asked of others, as any request. */
  readonly agreement: Agreement | null;
}

/** Asks anew for what two persons have agreed on before: each time is a request and an agreement like any other. */
@Injectable()
export class Occasions {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly requests: RequestService,
    private readonly details: RequestDetailsService,
    private readonly audiences: Audiences,
    private readonly companies: Companies,
    private readonly life: AgreementLife,
    private readonly turns: Turns,
    private readonly events: RequestEvents,
  ) {}

  /** Whether one asked for themself and one helped alone: then nobody else's word is needed. */
  async isBetweenTwo({ request, agreement }: Held): Promise<boolean> {
    if (request.ofOrganisation || agreement.functionAddress || agreement.helperIds.length !== 1) return false;
    return (await this.companies.inAgreements([agreement])).size === 0;
  }

  /**
   * The same as `model`, at another time. With a helper who may help with it today it is agreed at once, and nobody else
   * is asked; otherwise it is asked as usual.
   * @returns null when the asker may not ask there any longer
   */
  async make(asker: Party, helper: Party | null, model: Request, wanted: Wanted): Promise<Made | null> {
    const helping = await this.helping(asker, model);
    if (!helping) return null;
    const request = await this.requests.create(asker.actor, asker.ability, await this.like(model, wanted));
    const now = this.clock.now();
    Object.assign(request, reachOf(helping, request.serviceType));
    request.send(now);
    await this.audiences.write(request);
    if (helper && mayHelp(helper, request)) {
      const { personId: helperId } = helper.actor;
      this.em.create(Offer, { requestId: request.id, helperId, note: null, state: 'accepted', at: now });
      request.offeredByIds = [helperId];
      return { request, agreement: await this.life.admit(request, helperId) };
    }
    await this.life.follow(request, 'send');
    await this.events.tell('sent', eventOf(request, 'us', now));
    await this.turns.goOn(request);
    return { request, agreement: null };
  }

  /** What was agreed is asked of others after all. Whoever was to come is not asked once more. */
  async handOver({ request, agreement }: Held, by: Side, quiet: boolean): Promise<void> {
    request.quiet = quiet;
    request.turnIds = [];
    const { id: requestId, answerBy, serviceType, area } = request;
    const turn = { requestId, at: this.clock.now(), passed: true, open: false, answerBy, serviceType, area };
    for (const helperId of agreement.helperIds) this.em.create(RequestTurn, { ...turn, helperId });
    await this.life.fail(request, agreement, codeOf(by), 'us');
    if (request.takesOffers()) await this.turns.goOn(request);
  }

  /** What was agreed is not needed this time. */
  async callOff({ request }: Held, by: Side): Promise<void> {
    await this.life.withdraw(request, 'us', codeOf(by));
  }

  /** The groups that would help; null when this person may not turn to them. */
  private async helping({ actor, ability }: Party, model: Request): Promise<Group[] | null> {
    if (asksForOrganisation(actor, false, [])) return null;
    const subject = { serviceType: model.serviceType, area: model.area ?? null };
    try {
      return await this.audiences.helpingFor(actor, ability, model.groupIds, subject);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async like(model: Request, { from, to, quiet }: Wanted): Promise<CreateRequest> {
    const { serviceType, text, area, groupIds, ask } = model;
    const details = await this.details.open(model.id, null);
    return {
      serviceType,
      text,
      ...(area ? { area } : {}),
      from: from.toISOString(),
      to: to.toISOString(),
      groupIds: [...groupIds],
      headCount: 1,
      ask,
      matching: 'asker-chooses',
      quiet,
      ...(details ? { details: given({ ...details }) } : {}),
      send: false,
    };
  }
}

/** By what holds today: membership, what is demanded there, and that neither has blocked the other. */
function mayHelp({ actor, ability }: Party, request: Request): boolean {
  const apart = [...(actor.blockedIds ?? []), ...(actor.blockedByIds ?? [])];
  if (apart.includes(request.postedById)) return false;
  // In quiet only whoever's turn it is: this is theirs.
  if (request.quiet) request.turnIds = [actor.personId];
  const may = ability.can('offer', request);
  if (!may) request.turnIds = [];
  return may;
}

const codeOf = (side: Side) => (side === 'asker' ? 'asker-prevented' : 'helper-prevented');

const given = ({ functionAddress: _, ...details }: Record<string, string | null>): DetailsInput =>
  Object.fromEntries(Object.entries(details).filter(([, text]) => text !== null));
