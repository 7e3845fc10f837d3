// SPDX-License-Identifier: EUPL-1.2
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Orders, type Order } from './orders.ts';
import { findPerson } from './test-persons.ts';

const astrid = findPerson('astrid')!;

describe('an identification order', () => {
  let now: number;
  let orders: Orders;
  let order: Order;

  beforeEach(() => {
    now = 1_000_000;
    orders = new Orders(180_000, () => now);
    order = orders.open('one', 'Helsingborgs stad', { tenant: 'helsingborg', as: 'resident' });
  });

  it('shows another QR code each second', () => {
    const first = orders.qrContent(order);
    now += 1000;
    expect(orders.qrContent(order)).not.toBe(first);
  });

  it('is read by a phone while its code is fresh', () => {
    const code = orders.qrContent(order);
    now += 29_000;
    expect(orders.scan(code)).toBe(order);
    expect(orders.state(order)).toBe('scanned');
    expect(orders.byPhone(order.phoneToken)).toBe(order);
  });

  it('is not read from an old, forged or foreign code', () => {
    const code = orders.qrContent(order);
    expect(orders.scan(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toBeUndefined();
    expect(orders.scan(code.replace('.0.', '.1.'))).toBeUndefined();
    expect(orders.scan('')).toBeUndefined();
    expect(orders.byPhone(order.phoneToken)).toBeUndefined();
    now += 31_000;
    expect(orders.scan(code)).toBeUndefined();
  });

  it('ends once: approved, cancelled or expired', () => {
    expect(orders.approve(order, astrid, 'qr')).toBe(true);
    orders.cancel(order);
    expect(orders.state(order)).toBe('approved');

    const late = orders.open('two', 'Helsingborgs stad', order.here);
    now += 180_000;
    expect(orders.state(late)).toBe('expired');
    expect(orders.approve(late, astrid, 'qr')).toBe(false);
    expect(orders.secondsLeft(late)).toBe(0);
  });
});
