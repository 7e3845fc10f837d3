// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { mediaTypes, type ChainLink, type HeadClaims, type ReceiptExport } from '#contracts';
import { Clock } from '#kernel';
import { accessibleBy, type AppAbility } from '#platform/authz';
import { signCompact } from '#platform/crypto';
import { PartnerKey } from '../peers/partner-key.entity.ts';
import { Partner } from '../peers/partner.entity.ts';
import { OwnParty } from '../peers/own-party.ts';
import { TenantKeys } from '../keys/tenant-keys.ts';
import { linkHash, linksHash } from './link-hash.ts';
import { ReceiptChain } from './receipt-chain.ts';
import { Receipt } from './receipt.entity.ts';

const mostShown = 50;

/** Reading the chain, and taking it out to be checked elsewhere. */
@Injectable()
export class Receipts {
  constructor(
    private readonly em: EntityManager,
    private readonly chain: ReceiptChain,
    private readonly keys: TenantKeys,
    private readonly party: OwnParty,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(ability: AppAbility, before: number | undefined, limit: number): Promise<Receipt[]> {
    const visible = accessibleBy(ability, 'read', Receipt);
    if (!visible) return [];
    const where = { $and: [visible, ...(before ? [{ number: { $lt: before } }] : [])] };
    return this.em.find(Receipt, where, { orderBy: { number: 'desc' }, limit });
  }

  async exchangedWith(partnerId: string): Promise<{ at: string; direction: 'sent' | 'received'; type: string }[]> {
    const receipts = await this.em.find(Receipt, { partnerId }, { orderBy: { number: 'desc' }, limit: mostShown });
    return receipts.map(({ at, direction, type }) => ({ at: at.toISOString(), direction, type }));
  }

  /**
   * The whole chain, or one conversation as a chain of its own, whose numbers do not tell how much is exchanged with
   * others; with the keys it was signed with and a signed head.
   */
  async export(conversation: string | undefined): Promise<ReceiptExport> {
    const whole = await this.chain.head();
    const receipts = await this.em.find(Receipt, conversation ? { conversation } : {}, { orderBy: { number: 'asc' } });
    const kept = receipts.map((one) => ({
      number: one.number,
      at: one.at.toISOString(),
      direction: one.direction,
      partner: one.peer,
      type: one.type,
      receipt: one.receipt,
      previous: one.previous ?? null,
      hash: one.hash,
    }));
    const links = conversation ? chainedAnew(kept) : kept;
    const { number, hash } = conversation ? { number: links.length, hash: links.at(-1)?.hash } : whole;
    const { tenant, name, origin } = await this.party.describe();
    const exportedAt = this.clock.now().toISOString();
    const head: HeadClaims = { tenant, number, hash: hash ?? null, links: linksHash(links), at: exportedAt };
    return {
      format: 'handslag-receipts-1',
      tenant: { id: tenant, name, origin },
      conversation: conversation ?? null,
      exportedAt,
      partners: await this.#partnersOf(receipts),
      keys: await this.keys.everPublished(),
      links,
      head: await signCompact(JSON.stringify(head), await this.keys.signing(), mediaTypes.head),
    };
  }

  async #partnersOf(receipts: readonly Receipt[]): Promise<ReceiptExport['partners']> {
    const ids = [...new Set(receipts.map(({ partnerId }) => partnerId))];
    const partners = await this.em.find(Partner, { id: { $in: ids } }, { orderBy: { id: 'asc' } });
    const keys = await this.em.find(
      PartnerKey,
      { partnerId: { $in: ids } },
      { orderBy: { validFrom: 'asc', use: 'asc', id: 'asc' } },
    );
    return partners.map(({ id, peer, name }) => ({
      tenant: peer,
      name,
      keys: keys.filter(({ partnerId }) => partnerId === id).map((key) => key.toPublic()),
    }));
  }
}

/** Counted from one, each bound to the one before it among these. */
function chainedAnew(links: readonly ChainLink[]): ChainLink[] {
  let previous: string | null = null;
  return links.map((link, index) => {
    const alone = { ...link, number: index + 1, previous };
    previous = linkHash(alone);
    return { ...alone, hash: previous };
  });
}
