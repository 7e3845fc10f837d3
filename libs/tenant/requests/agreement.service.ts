// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict } from '#kernel';
import { authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { Audit } from '#tenant/audit';
import { refuseCardNumbers } from '#tenant/people';
import { AgreementLife } from './agreement-life.service.ts';
import { Agreement, type FailureCode, type Side } from './agreement.entity.ts';
import type { AgreementVerb } from './agreement.policy.ts';
import { findRequest, lockRequest } from './lock-request.ts';
import { Note } from './note.entity.ts';
import { NoteService } from './note.service.ts';
import { RequestEvents } from './request-events.ts';
import { RequestProtection } from './request-protection.service.ts';
import type { Request } from './request.entity.ts';

export interface Held {
  readonly request: Request;
  readonly agreement: Agreement;
}

/** What the two sides do with their agreement. */
@Injectable()
export class AgreementService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly life: AgreementLife,
    private readonly notes: NoteService,
    private readonly events: RequestEvents,
    private readonly protection: RequestProtection,
  ) {}

  async find(ability: AppAbility, id: string): Promise<Held> {
    const agreement = await findReadable(this.em, ability, Agreement, id);
    return { agreement, request: await findRequest(this.em, agreement.requestId) };
  }

  async start(ability: AppAbility, id: string): Promise<Held> {
    const held = await this.hold(ability, 'start', id);
    await this.life.start(held.request, held.agreement, 'us');
    return held;
  }

  async complete(actor: Actor, ability: AppAbility, id: string): Promise<Held> {
    const held = await this.hold(ability, 'complete', id);
    await this.life.complete(held.request, held.agreement, sideOf(held.agreement, actor), 'us');
    return held;
  }

  async confirm(actor: Actor, ability: AppAbility, id: string): Promise<Held> {
    const held = await this.hold(ability, 'confirm', id);
    await this.life.confirm(held.request, held.agreement, sideOf(held.agreement, actor), 'us');
    return held;
  }

  /** It did not happen. One of several helpers only steps back. */
  async fail(actor: Actor, ability: AppAbility, id: string, code: FailureCode): Promise<Held> {
    const held = await this.hold(ability, 'fail', id);
    const { request, agreement } = held;
    const oneOfSeveral = agreement.helperIds.includes(actor.personId) && agreement.standsWithout(actor.personId);
    if (oneOfSeveral) await this.life.dismiss(request, agreement, actor.personId);
    else await this.life.fail(request, agreement, code, 'us');
    return held;
  }

  async thread(ability: AppAbility, id: string): Promise<{ held: Held; notes: Note[] }> {
    const held = await this.find(ability, id);
    const notes = await this.em.find(Note, { agreementId: id }, { orderBy: { at: 'asc', id: 'asc' } });
    return { held, notes };
  }

  /** @throws Conflict `agreement.thread-closed` a week after the end */
  async write(actor: Actor, ability: AppAbility, id: string, text: string): Promise<{ held: Held; note: Note }> {
    const held = await this.find(ability, id);
    const { agreement, request } = held;
    authorize(ability, 'note', agreement);
    const at = this.clock.now();
    if (!agreement.threadIsOpen(at)) throw new Conflict('agreement.thread-closed');
    if (request.serviceType === 'delivery') refuseCardNumbers({ '/text': text });
    await this.protection.expectSayable(request, agreement, actor.personId, text);
    const note = await this.notes.keep(agreement, sideOf(agreement, actor), actor.personId, text, at);
    await this.events.tell('noted', { ...this.life.eventOf(request, agreement, 'us'), text });
    this.audit.record('write', 'agreement', id);
    return { held, note };
  }

  private async hold(ability: AppAbility, verb: AgreementVerb, id: string): Promise<Held> {
    const { agreement } = await this.find(ability, id);
    const request = await lockRequest(this.em, agreement.requestId);
    await this.em.refresh(agreement);
    authorize(ability, verb, agreement, 'agreement.wrong-state');
    return { request, agreement };
  }
}

/** Which side somebody who may act is on: a helper is on the helper's, everyone else speaks for the asker. */
export const sideOf = (agreement: Agreement, actor: Actor): Side =>
  [...agreement.helperIds, ...agreement.forHelperIds].includes(actor.personId) ? 'helper' : 'asker';
