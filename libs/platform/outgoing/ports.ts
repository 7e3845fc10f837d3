// SPDX-License-Identifier: EUPL-1.2

/** An e-mail to one person, in two renderings of the same words. */
export interface Letter {
  readonly to: string;
  /** Display name of the tenant that writes; the address is the installation's own. */
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47, for screen readers. */
  readonly language: string;
}

/** A browser's own address at its push service (W3C Push API, `PushSubscription.toJSON()`). */
export interface PushAddress {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** The tenant's identity towards push services (VAPID, RFC 8292), base64url. */
export interface PushIdentity {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** `gone`: the address will never work again. */
export type Delivery = 'sent' | 'gone';

/**
 * The three ways out of the house, beside federation. Each throws when it did not work now but may later;
 * `available` is false when the operator has not set it up.
 */
export abstract class Mail {
  abstract readonly available: boolean;
  abstract send(letter: Letter): Promise<void>;
}
export abstract class Sms {
  abstract readonly available: boolean;
  /** `to` in E.164, like `+46701234567`. */
  abstract send(to: string, text: string): Promise<void>;
}
export abstract class Push {
  /** @throws Invalid `notice.push-service-unknown` unless it is a push service that browsers use. */
  abstract check(endpoint: string): void;
  /** `secondsToLive`: the push service forgets it after that, when the phone has been off. */
  abstract send(identity: PushIdentity, to: PushAddress, payload: string, secondsToLive: number): Promise<Delivery>;
  abstract makeIdentity(): PushIdentity;
}
