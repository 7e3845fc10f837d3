// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import type { BodyOf, MessageContract, MessageType } from '#contracts';
import type { Partner } from './peers/partner.entity.ts';

/** A message as its handler gets it: verified, parsed, in order, once. */
export interface Received<C extends MessageContract = MessageContract> {
  readonly partner: Partner;
  /** The conversation both sides know; for a request it stands for that request. */
  readonly conversation: string;
  readonly body: BodyOf<C>;
  readonly sentAt: Date;
  readonly caseRef: string | null;
}

/**
 * The meaning of one message type. Runs in the tenant's scope, in one transaction with its effect:
 * a throw leaves no trace and is tried again, five times at most. It never sends: it writes to the outbox.
 */
export interface MessageHandler<C extends MessageContract = MessageContract> {
  readonly contract: C;
  handle(message: Received<C>): Promise<void>;
}

/** What could not be delivered: the receiver refused it (`code`), or it outlived its time (`message.expired`). */
export interface Undelivered {
  readonly partner: Partner;
  readonly conversation: string;
  readonly type: MessageType;
  readonly code: string;
}

export interface UndeliveredListener {
  readonly types: readonly MessageType[];
  /** Holds what these conversations are about, in the order in which people's own deeds hold it. */
  hold?(conversations: readonly string[]): Promise<void>;
  notDelivered(message: Undelivered): Promise<void>;
}

/** Something that still stands open with a partner, for the checklist before a partnership ends. */
export interface OpenMatter {
  readonly kind: string;
  readonly id: string;
  readonly conversation: string;
  readonly state: string;
  readonly since: Date;
}

export interface OpenMatters {
  openWith(partnerId: string): Promise<readonly OpenMatter[]>;
  /** Closes them on our own side when the partnership ends. */
  closeWith(partnerId: string): Promise<void>;
}

/** A change in the partnership itself, for whoever keeps the tenant's memory. Holds ids and codes, no free text. */
export interface PartnershipChange {
  readonly verb: string;
  readonly subject: 'Partner' | 'PartnerInvitation' | 'TenantKey' | 'InboundMessage';
  readonly id: string;
  readonly values?: Readonly<Record<string, string | number | boolean>>;
}

/** What the tenant says of itself at `/.well-known/handslag` and in an agreement. */
export interface PublicProfile {
  name(): Promise<string>;
  functionAddresses(): Promise<readonly string[]>;
}

/** Where features hang their part of the protocol, in `onModuleInit`. */
@Injectable()
export class Handlers {
  readonly #handlers = new Map<string, MessageHandler>();
  readonly #undelivered: UndeliveredListener[] = [];
  readonly #openMatters: OpenMatters[] = [];
  readonly #onChange: ((change: PartnershipChange) => void)[] = [];
  #profile: PublicProfile | undefined;

  register<C extends MessageContract>(handler: MessageHandler<C>): void {
    const { type } = handler.contract;
    if (this.#handlers.has(type)) throw new Error(`Two handlers for ${type}`);
    this.#handlers.set(type, handler);
  }

  onUndelivered(listener: UndeliveredListener): void {
    this.#undelivered.push(listener);
  }

  onOpenMatters(source: OpenMatters): void {
    this.#openMatters.push(source);
  }

  /** Called inside the transaction of the change. */
  onChange(listener: (change: PartnershipChange) => void): void {
    this.#onChange.push(listener);
  }

  changed(change: PartnershipChange): void {
    for (const listener of this.#onChange) listener(change);
  }

  describeTenant(profile: PublicProfile): void {
    this.#profile = profile;
  }

  for(type: string): MessageHandler | undefined {
    return this.#handlers.get(type);
  }

  /** All of them, or those that listen to this type. */
  undelivered(type?: MessageType): readonly UndeliveredListener[] {
    return this.#undelivered.filter(({ types }) => !type || types.includes(type));
  }

  get openMatters(): readonly OpenMatters[] {
    return this.#openMatters;
  }

  get profile(): PublicProfile | undefined {
    return this.#profile;
  }
}
