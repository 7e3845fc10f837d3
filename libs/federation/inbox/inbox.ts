// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import {
  clockTolerance,
  contractOf,
  deepestMessage,
  Envelope,
  longestLife,
  mediaTypes,
  type MessageContract,
} from '#contracts';
import { Clock, Randomness } from '#kernel';
import {
  openSealed,
  parseShallow,
  publicKey,
  sealedFor,
  sha512,
  signatureHeader,
  Vault,
  verifyCompact,
} from '#platform/crypto';
import { Jobs } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Conversation } from '../delivery/conversation.entity.ts';
import { handleJob, inboundPurpose } from '../delivery/names.ts';
import { OutboundMessage } from '../delivery/outbound-message.entity.ts';
import { Handlers } from '../handlers.ts';
import { PartnerKeys } from '../keys/partner-keys.ts';
import { TenantKeys } from '../keys/tenant-keys.ts';
import { checkGrant } from '../peers/grant-check.ts';
import { Grant } from '../peers/grant.entity.ts';
import { Introductions } from '../peers/introductions.ts';
import type { PartnerKey } from '../peers/partner-key.entity.ts';
import { Partner } from '../peers/partner.entity.ts';
import { openedToday } from '../peers/daily-limit.ts';
import { ReceiptChain } from '../receipts/receipt-chain.ts';
import { InboxLimits } from './inbox-limits.ts';
import { InboundMessage } from './inbound-message.entity.ts';

/** Every way an arrival can end. A stranger learns nothing but that it was not let in. */
export type Arrival =
  | { readonly status: 202; readonly receipt: string }
  | { readonly status: 401; readonly code: 'message.refused' }
  | {
      readonly status: 400 | 403 | 409 | 429;
      readonly code: string;
      readonly lastSeq?: number;
      readonly retryAfter?: number;
    };

/** What the handler will need, as it is kept sealed until then. */
export interface Kept {
  readonly body: unknown;
  readonly iat: number;
  readonly caseRef: string | null;
}

interface Letter {
  readonly jws: string;
  readonly envelope: Envelope;
  readonly partner: Partner;
}

/** No tenant's key: a letter whose signer is unknown is verified, too, so that time does not tell who is a partner. */
const nobodysKey = 'WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY';
const stranger: Arrival = { status: 401, code: 'message.refused' };
const malformed: Arrival = { status: 400, code: 'message.malformed' };
const memoryMs = longestLife * 1000;

/** Takes a letter in: opened, verified, held against the grant, and kept with its receipt before anyone acts on it. */
@Injectable()
export class Inbox {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly tenantKeys: TenantKeys,
    private readonly partnerKeys: PartnerKeys,
    private readonly introductions: Introductions,
    private readonly receipts: ReceiptChain,
    private readonly handlers: Handlers,
    private readonly limits: InboxLimits,
    private readonly vault: Vault,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Runs in the recipient's scope. */
  async receive(sealed: string): Promise<Arrival> {
    const jws = await this.#open(sealed);
    const letter = jws === null ? null : await this.#identify(jws);
    if (!letter) return stranger;
    if (letter === 'malformed') return malformed;
    this.scope.actAs(`partner:${letter.partner.id}`);
    const wait = await this.limits.take(letter.partner.id);
    if (wait > 0) return { status: 429, code: 'message.too-many', retryAfter: wait };
    return this.#untimely(letter) ?? this.#take(letter);
  }

  async #open(sealed: string): Promise<string | null> {
    const kid = sealedFor(sealed, mediaTypes.jwe);
    const key = kid === null ? null : await this.tenantKeys.opening(kid);
    return key && openSealed(sealed, key, mediaTypes.jwe);
  }

  /** Bytes are verified before anything in them is read; only an introduction cannot be, as its key is inside it. */
  async #identify(jws: string): Promise<Letter | 'malformed' | null> {
    const header = signatureHeader(jws);
    if (header?.typ !== mediaTypes.jws) return null;
    const { kid } = header;
    const signers = await this.partnerKeys.signersBy(kid);
    const key = await publicKey('sig', signers[0]?.x ?? nobodysKey);
    const text = await verifyCompact(jws, { kid, key }, mediaTypes.jws);
    if (text === null || signers.length === 0) return this.introductions.welcome(jws, kid);
    const { data: envelope } = Envelope.safeParse(parseShallow(text, deepestMessage));
    if (!envelope) return 'malformed';
    // Passed on by the one it was written for: who brings it is not the partner who signed it.
    if (envelope.aud !== this.scope.tenantId) return null;
    const partner = await this.#speaker(signers, envelope);
    // Somebody else may have named this key as theirs; and who was a partner once may have been invited again.
    const introduced = partner && partner.state !== 'ended' ? null : await this.introductions.welcome(jws, kid);
    return introduced ?? (partner && { jws, envelope, partner });
  }

  /** The partner the key is pinned for. After an ended partnership a new one may have the same keys: the grant tells them apart. */
  async #speaker(signers: readonly PartnerKey[], { iss, iat, grant: wireId }: Envelope): Promise<Partner | null> {
    // An old key still speaks for what was signed in its time.
    const inTime = signers.filter(({ validTo }) => !validTo || iat * 1000 <= validTo.getTime());
    const partners = await this.em.find(Partner, { id: { $in: inTime.map(({ partnerId }) => partnerId) }, peer: iss });
    if (partners.length < 2) return partners[0] ?? null;
    const grant = await this.em.findOne(Grant, { wireId, partnerId: { $in: partners.map(({ id }) => id) } });
    return partners.find(({ id }) => id === grant?.partnerId) ?? partners[0] ?? null;
  }

  #untimely({ envelope }: Letter): Arrival | null {
    const now = this.clock.now().getTime() / 1000;
    if (envelope.exp < envelope.iat || envelope.exp - envelope.iat > longestLife) return malformed;
    if (envelope.exp <= now) return { status: 400, code: 'message.expired' };
    if (envelope.iat > now + clockTolerance)
      return { status: 429, code: 'message.from-the-future', retryAfter: clockTolerance };
    return null;
  }

  async #take({ jws, envelope, partner }: Letter): Promise<Arrival> {
    const contract = contractOf(envelope.type);
    if (!contract || !this.handlers.for(envelope.type)) return { status: 400, code: 'message.unknown-type' };
    const hash = sha512(jws);
    const at = this.clock.now();
    const { conversation, isNew } = await this.#conversation(envelope, partner, contract, at);
    const earlier = await this.em.findOne(InboundMessage, { partnerId: partner.id, jti: envelope.jti });
    if (earlier) return earlier.hash === hash ? { status: 202, receipt: earlier.receipt } : malformed;

    const body = contract.body.safeParse(envelope.body);
    if (!body.success) return malformed;
    const grant = await this.em.findOneOrFail(Grant, { partnerId: partner.id });
    const covered = checkGrant({ partner, grant, contract, body: body.data, sender: 'them', at });
    const refusal = envelope.grant === grant.wireId ? covered : 'grant.ended';
    if (refusal) return { status: 403, code: refusal };
    // A partnership has one conversation, and nothing about a request is said in it.
    if (
      conversation.about !== contract.about ||
      (contract.about === 'partnership' && conversation.key !== partner.conversation)
    )
      return { status: 400, code: 'message.unknown-conversation' };
    const amiss =
      (isNew ? await this.#notABeginning(envelope, grant, contract, at) : notAContinuation(conversation, contract)) ??
      (await this.#outOfLine(envelope, conversation));
    return amiss ?? this.#keep({ jws, envelope, partner }, conversation, hash, body.data, at);
  }

  /** Made if need be and then locked, so that two arrivals of one message meet here and not at a unique index. */
  async #conversation(
    { conversation: key }: Envelope,
    { id: partnerId }: Partner,
    { about }: MessageContract,
    at: Date,
  ) {
    const [made] = await this.scope.rows(
      `insert into federation_conversation as c (tenant_id, id, partner_id, key, about, opened_by, opened_at)
       values (:tenant, :id, :partnerId, :key, :about, 'them', :at)
       on conflict (tenant_id, partner_id, key) do nothing returning c.*`,
      { id: this.randomness.uuid(), partnerId, key, about, at },
    );
    if (made) return { conversation: this.em.map(Conversation, made), isNew: true };
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE as const, refresh: true };
    return { conversation: await this.em.findOneOrFail(Conversation, { partnerId, key }, lock), isNew: false };
  }

  async #notABeginning(
    { seq }: Envelope,
    grant: Grant,
    { opens, about }: MessageContract,
    at: Date,
  ): Promise<Arrival | null> {
    if (seq > 1) return { status: 409, code: 'message.gap', lastSeq: 0 };
    if (!opens) return { status: 400, code: 'message.unknown-conversation' };
    // The one that is being opened is counted already.
    if (about !== 'request') return null;
    const today = await openedToday(this.scope, [grant.partnerId], 'them', at);
    return (today.get(grant.partnerId) ?? 0) > grant.perDay ? { status: 403, code: 'grant.daily-limit' } : null;
  }

  /** Numbers without gaps, each message bound to the one before it and to the last of ours that was seen. */
  async #outOfLine({ seq, prev, seen }: Envelope, conversation: Conversation): Promise<Arrival | null> {
    if (seq !== conversation.receivedSeq + 1)
      return { status: 409, code: 'message.gap', lastSeq: conversation.receivedSeq };
    if (prev !== (conversation.receivedHash ?? null)) return { status: 400, code: 'message.chain-broken' };
    if (seen === null) return null;
    const ours = await this.em.count(OutboundMessage, { conversationId: conversation.id, hash: seen });
    return ours > 0 ? null : { status: 400, code: 'message.chain-broken' };
  }

  async #keep(
    { envelope, partner }: Letter,
    conversation: Conversation,
    hash: string,
    body: unknown,
    at: Date,
  ): Promise<Arrival> {
    const { jti, seq, prev, seen, type, iss, iat, exp, caseRef = null } = envelope;
    const claims = { aud: iss, jti, conversation: envelope.conversation, seq, prev, seen, sha512: hash };
    const receipt = await this.receipts.sign(claims, at);
    const kept: Kept = { body, iat, caseRef };
    const rememberUntil = new Date(Math.max(exp * 1000, at.getTime() + memoryMs));
    const sealed = this.vault.seal(JSON.stringify(kept), inboundPurpose(jti));
    this.em.persist(
      InboundMessage.arrived(
        {
          partnerId: partner.id,
          conversationId: conversation.id,
          jti,
          seq,
          type,
          hash,
          sealed,
          receipt,
          rememberUntil,
        },
        at,
      ),
    );
    conversation.received(hash);
    await this.em.flush();
    this.receipts.add({ direction: 'received', partner, type, conversation: envelope.conversation, jti, receipt });
    this.jobs.nudge(handleJob, conversation.id);
    return { status: 202, receipt };
  }
}

/** A request is offered once, by the side that opened its conversation. */
function notAContinuation({ openedBy, receivedSeq }: Conversation, { opens, about }: MessageContract): Arrival | null {
  const again = opens && about === 'request' && (openedBy === 'us' || receivedSeq > 0);
  return again ? { status: 400, code: 'message.chain-broken' } : null;
}
