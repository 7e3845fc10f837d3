// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict } from '#kernel';
import { authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { Vault } from '#platform/crypto';
import { AccessLedger, Audit } from '#tenant/audit';
import { refuseCardNumbers, refusePersonalNumbers } from '#tenant/people';
import { lockRequest, Request } from '#tenant/requests';
import type { ChangeDelivery, DeliveryView, OrderLine } from './delivery.dto.ts';
import { Delivery } from './delivery.entity.ts';
import { orderKeptFor } from './purchase.service.ts';

const purpose = 'delivery-order';
const changeable: readonly Request['state'][] = ['draft', 'open', 'agreed'];

/** The order that goes with a request to shop or fetch; the asker's side writes it, and whoever has agreed reads it. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly ledger: AccessLedger,
    private readonly audit: Audit,
  ) {}

  async view(actor: Actor, ability: AppAbility, id: string): Promise<DeliveryView> {
    const request = await findReadable(this.em, ability, Request, id);
    return this.viewOf(actor, ability, request, await this.em.findOne(Delivery, { requestId: id }));
  }

  /** @throws Invalid `delivery.card-number`, `request.personal-number`; Conflict when it is no delivery, or has begun */
  async change(actor: Actor, ability: AppAbility, id: string, input: ChangeDelivery): Promise<DeliveryView> {
    await findReadable(this.em, ability, Request, id);
    const request = await lockRequest(this.em, id);
    authorize(ability, 'viewOffers', request);
    if (request.serviceType !== 'delivery') throw new Conflict('delivery.other-kind');
    if (!mayChange(request)) throw new Conflict('request.wrong-state', { values: { state: request.state } });
    for (const [at, { what, note }] of input.lines.entries()) {
      const fields = { [`/lines/${at}/what`]: what, [`/lines/${at}/note`]: note };
      refuseCardNumbers(fields);
      refusePersonalNumbers(fields);
    }
    const { lines, contactless, capOre } = input;
    const fields = {
      sealed: this.vault.seal(JSON.stringify(lines), purpose),
      lineCount: lines.length,
      contactless,
      capOre,
      forgetAt: orderKeptFor(request),
    };
    const kept = await this.em.findOne(Delivery, { requestId: id });
    const delivery = kept ? Object.assign(kept, fields) : this.em.create(Delivery, { requestId: id, ...fields });
    await this.em.flush();
    this.audit.record('order', 'request', id, { lines: lines.length, contactless });
    return this.viewOf(actor, ability, request, delivery);
  }

  private viewOf(actor: Actor, ability: AppAbility, request: Request, delivery: Delivery | null): DeliveryView {
    const asks = ability.can('viewOffers', request);
    // Whoever helped with what has fallen through since is not in this list any longer.
    const helps = request.helperIds.includes(actor.personId);
    if (delivery && helps && !asks) this.ledger.record({ requestId: request.id, role: 'helper', what: 'order' });
    const lines = delivery ? (JSON.parse(this.vault.open(delivery.sealed, purpose)) as OrderLine[]) : [];
    return {
      lines: asks || helps ? lines.map((line) => ({ ...line, note: line.note ?? null })) : null,
      lineCount: delivery?.lineCount ?? 0,
      contactless: delivery?.contactless ?? false,
      capOre: delivery?.capOre ?? null,
      currency: 'SEK',
      can: { change: asks && mayChange(request) },
    };
  }
}

const mayChange = ({ serviceType, state, sourceRequestId }: Request): boolean =>
  serviceType === 'delivery' && changeable.includes(state) && !sourceRequestId;
