// SPDX-License-Identifier: EUPL-1.2
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Errand, TestPerson } from './test-persons.ts';

export type OrderState = 'waiting' | 'scanned' | 'approved' | 'cancelled' | 'expired';
export type Method = 'same-device' | 'qr';

export interface Order {
  /** The interaction it belongs to. */
  readonly uid: string;
  readonly startedAt: number;
  readonly qrToken: string;
  readonly qrSecret: Buffer;
  /** What the phone holds after it has read the code. */
  readonly phoneToken: string;
  /** The tenant's name, shown to whoever is about to approve. */
  readonly asker: string;
  readonly here: Errand;
  decision?: { readonly person: TestPerson; readonly method: Method } | 'cancelled';
  scanned: boolean;
}

const qrValidSeconds = 30;
const forgetAfterMs = 15 * 60_000;

/** Identification orders under way, as at a BankID server: opened, read by a phone, approved, cancelled or too old. */
export class Orders {
  readonly #byUid = new Map<string, Order>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly now: () => number,
  ) {}

  open(uid: string, asker: string, here: Errand): Order {
    for (const [key, old] of this.#byUid) if (this.now() - old.startedAt > forgetAfterMs) this.#byUid.delete(key);
    const known = this.#byUid.get(uid);
    if (known) return known;
    const order: Order = {
      uid,
      startedAt: this.now(),
      qrToken: randomBytes(16).toString('base64url'),
      qrSecret: randomBytes(32),
      phoneToken: randomBytes(16).toString('base64url'),
      asker,
      here,
      scanned: false,
    };
    this.#byUid.set(uid, order);
    return order;
  }

  state(order: Order): OrderState {
    if (order.decision === 'cancelled') return 'cancelled';
    if (order.decision) return 'approved';
    if (this.now() - order.startedAt >= this.lifetimeMs) return 'expired';
    return order.scanned ? 'scanned' : 'waiting';
  }

  secondsLeft(order: Order): number {
    return Math.max(0, Math.ceil((order.startedAt + this.lifetimeMs - this.now()) / 1000));
  }

  /** What the QR code says this second: the start token, the second, and their HMAC, as BankID's animated codes do. */
  qrContent(order: Order): string {
    const second = String(Math.floor((this.now() - order.startedAt) / 1000));
    return `bankid.${order.qrToken}.${second}.${mac(order, second)}`;
  }

  /** The phone reads a code: the order, if the code is genuine and fresh. */
  scan(content: string): Order | undefined {
    const [prefix, token, second, code] = content.split('.');
    const order = [...this.#byUid.values()].find((one) => one.qrToken === token);
    if (prefix !== 'bankid' || !order || !second || !code) return undefined;
    const given = Buffer.from(code);
    const right = Buffer.from(mac(order, second));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const age = (this.now() - order.startedAt) / 1000 - Number(second);
    if (age < 0 || age > qrValidSeconds || !this.isOpen(order)) return undefined;
    order.scanned = true;
    return order;
  }

  byPhone(phoneToken: string): Order | undefined {
    return [...this.#byUid.values()].find((order) => order.scanned && order.phoneToken === phoneToken);
  }

  isOpen(order: Order): boolean {
    return ['waiting', 'scanned'].includes(this.state(order));
  }

  approve(order: Order, person: TestPerson, method: Method): boolean {
    if (!this.isOpen(order)) return false;
    order.decision = { person, method };
    return true;
  }

  cancel(order: Order): void {
    if (this.isOpen(order)) order.decision = 'cancelled';
  }

  forget(order: Order): void {
    this.#byUid.delete(order.uid);
  }
}

const mac = (order: Order, second: string): string => createHmac('sha256', order.qrSecret).update(second).digest('hex');
