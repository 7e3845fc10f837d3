// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import { Grant } from './grant.entity.ts';
import { Partner } from './partner.entity.ts';
import { seesOf } from '#contracts';

const at = new Date('2026-05-04T09:00:00Z');
const partner = (state: Partner['state'], suspendedBy: Partner['suspendedBy'] = null) =>
  Object.assign(new Partner(), { state, suspendedBy });

describe('a pause', () => {
  test('is lifted only by the side that made it', () => {
    const both = partner('active');
    both.suspend('us');
    both.suspend('them');
    both.resume('us');
    expect(both).toMatchObject({ state: 'suspended', suspendedBy: 'them' });
    both.resume('us');
    expect(both.state).toBe('suspended');
    both.resume('them');
    expect(both).toMatchObject({ state: 'active', suspendedBy: null });
  });

  test.each(['pending', 'ended'] as const)('is not possible while %s', (state) => {
    expect(() => partner(state).suspend('us')).toThrow('partner.not-active');
    expect(() => partner(state).resume('us')).toThrow('partner.not-active');
  });
});

test('an end is final', () => {
  const ended = partner('suspended', 'us');
  ended.end(at);
  expect(ended).toMatchObject({ state: 'ended', suspendedBy: null });
  expect(() => ended.end(at)).toThrow('partner.not-active');
});

describe('a grant', () => {
  const grant = Grant.of(
    'p',
    {
      id: 'g',
      asker: 'a',
      helper: 'h',
      serviceTypes: ['social'],
      areas: ['Norr'],
      perDay: 5,
      previewFields: ['text', 'area'],
      validTo: '2026-06-01T00:00:00Z',
      purpose: 'x',
      legalBasis: 'y',
    },
    'asker',
  );
  const ask = { serviceType: 'social', area: 'Norr', fields: ['text'] } as const;

  test.each([
    [ask, null],
    [{ ...ask, serviceType: 'staffing' }, 'grant.service-not-covered'],
    [{ ...ask, area: 'Söder' }, 'grant.area-not-covered'],
    [{ ...ask, area: null }, 'grant.area-not-covered'],
    [{ ...ask, fields: ['text', 'time'] }, 'grant.field-not-covered'],
  ] as const)('asked %j says %s', (coverage, code) => expect(grant.missing(coverage, at)).toBe(code));

  test('ends on its day', () => expect(grant.missing(ask, new Date('2026-06-01T00:00:00Z'))).toBe('grant.expired'));

  test('is only ever made narrower', () => {
    expect(() => grant.narrow({ ...grant.scope, perDay: 6 })).toThrow('grant.only-narrower');
    expect(() => grant.narrow({ ...grant.scope, areas: [] })).toThrow('grant.only-narrower');
    grant.narrow({ ...grant.scope, perDay: 4 });
    expect(grant.perDay).toBe(4);
  });
});

test('the side that asks never sees groups or members, whatever the grant says', () => {
  const everything = { previewFields: ['text', 'area', 'time', 'headCount'] } as const;
  const { sees, neverSees } = seesOf('asker', { previewFields: [...everything.previewFields] });
  expect(sees.filter((one) => /group|member|route|who/.test(one))).toEqual([]);
  expect(neverSees).toEqual(expect.arrayContaining(['groups', 'members', 'who-helps']));
});
