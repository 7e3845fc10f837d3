// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import type { Protection } from '#tenant/protection';
import type { FailureCode } from './agreement.entity.ts';

/** What happened to a request: ids and plain values. `by` tells a partner's deed from our own, so that none is echoed. */
export interface RequestEvent {
  readonly requestId: string;
  readonly by: 'us' | 'partner';
  /** The partner's request in its own feature, when the request came from a partner. */
  readonly sourceRequestId: string | null;
  readonly at: Date;
}
export interface AgreementEvent extends RequestEvent {
  readonly agreementId: string;
  /** How many come: persons here, or as many as the partner said. */
  readonly headCount: number;
}
export interface AgreementFailedEvent extends AgreementEvent {
  readonly code: FailureCode;
}
export interface GuardedEvent extends RequestEvent {
  readonly level: Protection;
}
export interface NotedEvent extends AgreementEvent {
  readonly text: string;
}

export interface WithdrawnEvent extends RequestEvent {
  /** The agreement that ends with it, if there was one. */
  readonly agreementId: string | null;
}

/** Somebody said "I can", and the asker's side has the choice. */
export type OfferedEvent = RequestEvent;

/** It is the turn of these helpers of our own. */
export interface AskedEvent {
  readonly requestId: string;
  readonly helperIds: readonly string[];
  readonly at: Date;
}

/** Called in the order of registration, inside the transaction of the change; what it throws undoes the change. */
export interface RequestListener {
  asked?(event: AskedEvent): Promise<void>;
  offered?(event: OfferedEvent): Promise<void>;
  /** It is on its way to those it was meant for. */
  sent?(event: RequestEvent): Promise<void>;
  /** Text, time, area, head count or expiry is another. */
  changed?(event: RequestEvent): Promise<void>;
  /**
   * As many as were asked for have said yes, or a partner has: nobody else is needed.
   * Told again when one of them stepped back and another came.
   */
  agreed?(event: AgreementEvent): Promise<void>;
  started?(event: AgreementEvent): Promise<void>;
  completed?(event: AgreementEvent): Promise<void>;
  confirmed?(event: AgreementEvent): Promise<void>;
  /** It did not happen. Our own request is open again if there is time; a partner's is closed here. */
  failed?(event: AgreementFailedEvent): Promise<void>;
  withdrawn?(event: WithdrawnEvent): Promise<void>;
  expired?(event: RequestEvent): Promise<void>;
  noted?(event: NotedEvent): Promise<void>;
  /** Whoever it is for wants more protection than before. */
  guarded?(event: GuardedEvent): Promise<void>;
}

/** Where other features learn of a request's life. */
@Injectable()
export class RequestEvents {
  readonly #listeners: RequestListener[] = [];

  listen(listener: RequestListener): void {
    this.#listeners.push(listener);
  }

  async tell<Name extends keyof RequestListener>(
    name: Name,
    event: Parameters<NonNullable<RequestListener[Name]>>[0],
  ): Promise<void> {
    for (const listener of this.#listeners) {
      await (listener[name] as ((event: unknown) => Promise<void>) | undefined)?.call(listener, event);
    }
  }
}
