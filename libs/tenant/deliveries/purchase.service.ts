// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Conflict, Forbidden, NotFound } from '#kernel';
import { findReadable, type Actor, type AppAbility } from '#platform/authz';
import { Vault } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { Audit } from '#tenant/audit';
import { Departures } from '#tenant/people';
import { drawAnew, expectFile } from '#tenant/profile';
import { Agreement, findRequest, lockRequest, sideOf, type Held, type Request } from '#tenant/requests';
import type { PurchaseView } from './delivery.dto.ts';
import { Delivery } from './delivery.entity.ts';
import { Purchase } from './purchase.entity.ts';

/** Bytes: what a telephone's camera makes. */
export const largestPhoto = 12 * 1024 * 1024;
const taken = { words: 'purchase-photo', pointer: '/photo', bytes: largestPhoto, pixels: 9000 } as const;
/** Pixels; a long receipt can still be read. */
const drawnSide = 1600;
const daysKept = 30;

/** When what is written about money or goods at this moment is deleted. */
const keptFor = (at: Date): Date => new Date(at.getTime() + daysKept * 86_400_000);

/** When the order is deleted: counted from when the request has run out, and help is no longer waited for. */
export const orderKeptFor = ({ expiresAt, to }: Pick<Request, 'expiresAt' | 'to'>): Date =>
  keptFor(to && to > expiresAt ? to : expiresAt);

const open: readonly Agreement['state'][] = ['agreed', 'inProgress', 'completed'];

/** What it cost, told by the helper and shown to both. Nothing is ever paid here. */
@Injectable()
export class PurchaseService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly audit: Audit,
    private readonly departures: Departures,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => {
      const parameters = { personId };
      await this.scope.rows(
        `delete from purchase p using agreement a where p.tenant_id = :tenant and a.tenant_id = :tenant
           and a.id = p.agreement_id and (a.asker_id = :personId or a.for_asker_id = :personId or :personId = any(a.helper_ids))`,
        parameters,
      );
      await this.scope.rows(
        `delete from delivery d using request r where d.tenant_id = :tenant and r.tenant_id = :tenant
           and r.id = d.request_id and ((r.posted_by_id = :personId and not r.of_organisation) or r.for_person_id = :personId)`,
        parameters,
      );
    });
  }

  async view(actor: Actor, ability: AppAbility, id: string): Promise<PurchaseView> {
    const agreement = await findReadable(this.em, ability, Agreement, id);
    return this.viewOf(actor, agreement);
  }

  /** Null takes it back. */
  async enter(actor: Actor, ability: AppAbility, id: string, costOre: number | null): Promise<PurchaseView> {
    const { agreement } = await this.hold(actor, ability, id);
    const sealedCost = costOre === null ? null : this.vault.seal(String(costOre), 'purchase');
    await this.keep(agreement, { sealedCost });
    return this.viewOf(actor, agreement);
  }

  /** @param sent the bytes of a picture. @throws Invalid with a `purchase-photo.…` code that says what to do instead. */
  async putPhoto(actor: Actor, ability: AppAbility, id: string, sent: unknown): Promise<void> {
    // Before it is asked what it belongs to, as other bodies are judged; and drawn before anything is held.
    expectFile(sent, taken);
    const before = await findReadable(this.em, ability, Agreement, id);
    expectHelper(actor, before);
    expectOpen(before, await findRequest(this.em, before.requestId));
    const photo = await drawAnew(sent, taken, ({ open: opened, sent: file }) =>
      opened(file)
        .autoOrient()
        .resize({ width: drawnSide, height: drawnSide, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .webp({ quality: 75 })
        .toBuffer(),
    );
    const { agreement } = await this.hold(actor, ability, id);
    await this.keep(agreement, {
      sealedPhoto: this.vault.seal(photo.toString('base64'), 'purchase-photo'),
      hasPhoto: true,
    });
  }

  async removePhoto(actor: Actor, ability: AppAbility, id: string): Promise<void> {
    const { agreement } = await this.hold(actor, ability, id);
    await this.keep(agreement, { sealedPhoto: null, hasPhoto: false });
  }

  /** A WebP picture. @throws NotFound when there is none, or it is over */
  async photo(ability: AppAbility, id: string): Promise<Buffer> {
    // As many steps for an agreement without one as for one that is nowhere.
    const there = { agreementId: id, hasPhoto: true, forgetAt: { $gt: this.clock.now() } };
    const known = await this.em.count(Purchase, there);
    await findReadable(this.em, ability, Agreement, id);
    const purchase = known ? await this.em.findOne(Purchase, there, { populate: ['sealedPhoto'] }) : null;
    if (!purchase?.sealedPhoto) throw new NotFound();
    return Buffer.from(this.vault.open(purchase.sealedPhoto, 'purchase-photo'), 'base64');
  }

  private async keep(
    { id: agreementId }: Agreement,
    fields: Partial<Pick<Purchase, 'sealedCost' | 'sealedPhoto' | 'hasPhoto'>>,
  ): Promise<void> {
    const forgetAt = keptFor(this.clock.now());
    const kept = await this.em.findOne(Purchase, { agreementId }, { populate: ['sealedPhoto'] });
    if (kept) Object.assign(kept, fields, { forgetAt });
    else
      this.em.create(Purchase, {
        agreementId,
        sealedCost: null,
        sealedPhoto: null,
        hasPhoto: false,
        ...fields,
        forgetAt,
      });
    await this.em.flush();
    // Which of them, not what it cost.
    this.audit.record('purchase', 'agreement', agreementId, { fields: Object.keys(fields).sort() });
  }

  /** The helper's, as long as it is not confirmed. @throws NotFound, Forbidden, Conflict */
  private async hold(actor: Actor, ability: AppAbility, id: string): Promise<Held> {
    const agreement = await findReadable(this.em, ability, Agreement, id);
    expectHelper(actor, agreement);
    const request = await lockRequest(this.em, agreement.requestId);
    await this.em.refresh(agreement);
    expectOpen(agreement, request);
    return { agreement, request };
  }

  private async viewOf(actor: Actor, agreement: Agreement): Promise<PurchaseView> {
    const purchase = await this.em.findOne(Purchase, {
      agreementId: agreement.id,
      forgetAt: { $gt: this.clock.now() },
    });
    const delivery = await this.em.findOne(Delivery, { requestId: agreement.requestId });
    const costOre = purchase?.sealedCost ? Number(this.vault.open(purchase.sealedCost, 'purchase')) : null;
    return {
      costOre,
      currency: 'SEK',
      overCap: costOre !== null && typeof delivery?.capOre === 'number' && costOre > delivery.capOre,
      photo: purchase?.hasPhoto ?? false,
      deletedAt: purchase && (costOre !== null || purchase.hasPhoto) ? purchase.forgetAt.toISOString() : null,
      can: { enter: sideOf(agreement, actor) === 'helper' && open.includes(agreement.state) },
    };
  }
}

function expectHelper(actor: Actor, agreement: Agreement): void {
  if (sideOf(agreement, actor) !== 'helper') throw new Forbidden('delivery.helper-tells');
}

function expectOpen({ state }: Agreement, { serviceType }: Request): void {
  if (serviceType !== 'delivery') throw new Conflict('delivery.other-kind');
  if (!open.includes(state)) throw new Conflict('agreement.wrong-state', { values: { state } });
}
