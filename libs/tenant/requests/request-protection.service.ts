// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Invalid } from '#kernel';
import type { Client } from '#tenant/mandates';
import { PersonService } from '#tenant/people';
import { isStricter, Protections, stricterOf, tellsWho, type Holder, type Protection } from '#tenant/protection';
import { eventOf } from './agreement-life.service.ts';
import type { Agreement } from './agreement.entity.ts';
import { Companies } from './companies.service.ts';
import { lockRequest } from './lock-request.ts';
import { RequestDetailsService } from './request-details.service.ts';
import { RequestEvents } from './request-events.ts';
import { Request } from './request.entity.ts';

/**
 * How far a request may travel: as whoever it is for had chosen when it was posted, or more strictly since. What they
 * choose less strictly later is for later requests: it unlocks nothing that was written while they wanted more.
 */
@Injectable()
export class RequestProtection implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly people: PersonService,
    private readonly details: RequestDetailsService,
    private readonly companies: Companies,
    private readonly events: RequestEvents,
    private readonly protections: Protections,
  ) {}

  onModuleInit(): void {
    this.protections.onRaise((holder, level) => this.tighten(holder, level));
  }

  /** Of whom a request is for; it cannot change while the request is being posted. */
  async chosenBy(actorId: string, client?: Client): Promise<Protection> {
    if (!client) return this.protections.held({ personId: actorId });
    const { id, personId } = client;
    return this.protections.held(personId ? { personId } : { clientId: id });
  }

  sealed(level: Protection): string {
    return this.protections.seal(level);
  }

  of({ protection }: Request): Protection {
    return this.protections.open(protection);
  }

  refuseTransfer(level: Protection): void {
    if (level === 'no-transfer') throw new Invalid('request.no-transfer', { pointer: '/partnerIds' });
  }

  /**
   * Before anything of it leaves. A preview names nobody, whoever it is for; partners get contact and place when they
   * have said yes.
   * @throws Invalid
   */
  async expectMayLeave(request: Request): Promise<void> {
    this.refuseTransfer(this.of(request));
    await this.refuseTelling(request, request.text, null);
  }

  /** Before a line of the thread leaves. @throws Invalid */
  async expectSayable(request: Request, agreement: Agreement, authorId: string, text: string): Promise<void> {
    if (!agreement.functionAddress && !request.sourceRequestId) return;
    const level = stricterOf(this.of(request), await this.protections.of({ personId: authorId }));
    if (level === 'no-transfer') throw new Invalid('agreement.stays-here', { pointer: '/text' });
    const company = await this.guardedCompany(agreement);
    if (level === 'mediated-only' || company.length > 0) await this.refuseTelling(request, text, authorId, company);
  }

  /** The names of those who come along with staff, as soon as one of them wants more protection. */
  private async guardedCompany(agreement: Agreement): Promise<string[]> {
    const company = [...(await this.companies.inAgreements([agreement])).values()].flat();
    const personIds = agreement.forHelperIds;
    const holders = [...company.map(({ clientId }) => ({ clientId })), ...personIds.map((personId) => ({ personId }))];
    for (const holder of holders) {
      if ((await this.protections.of(holder)) === 'none') continue;
      return [...company.map(({ alias }) => alias), ...(await this.people.names(personIds)).values()];
    }
    return [];
  }

  private async refuseTelling(
    request: Request,
    text: string,
    authorId: string | null,
    company: readonly string[] = [],
  ): Promise<void> {
    // What a partner asked for is not ours to open: nobody here is described in it.
    const details = request.sourceRequestId ? null : await this.details.open(request.id, null);
    const personIds = [authorId, request.forPersonId, request.ofOrganisation ? null : request.postedById];
    const names = await this.people.names(personIds.flatMap((id) => id ?? []));
    const known = {
      names: [request.alias, details?.contactName, ...names.values(), ...company],
      places: [details?.place],
    };
    if (tellsWho(text, known)) throw new Invalid('request.tells-who', { pointer: '/text' });
  }

  /** What has been asked for already becomes as strict; and who has it elsewhere is told as much as that takes. */
  private async tighten(holder: Holder, level: Protection): Promise<void> {
    const whose =
      'clientId' in holder
        ? { clientId: holder.clientId }
        : { $or: [{ postedById: holder.personId, clientId: null }, { forPersonId: holder.personId }] };
    const open = { sourceRequestId: null, state: { $nin: ['withdrawn' as const] } };
    const all = await this.em.find(Request, { ...whose, ...open }, { orderBy: { id: 'asc' } });
    for (const { id } of all.filter((request) => isStricter(level, this.of(request)))) {
      const request = await lockRequest(this.em, id);
      if (!isStricter(level, this.of(request))) continue;
      request.protection = this.sealed(level);
      await this.em.flush();
      await this.events.tell('guarded', { ...eventOf(request, 'us', this.clock.now()), level });
    }
  }
}
