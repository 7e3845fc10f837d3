// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from '@jest/globals';
import * as packed from 'personnummer';
import { testPersons } from './test-persons.ts';

/** The package's types promise a named default where its CommonJS build has none. */
const { valid } = packed.default as unknown as { valid(number: string): boolean };

const today = new Date();

describe('test persons', () => {
  it.each(testPersons)('$key has a well-formed number of its own', ({ personalNumber }) => {
    expect(personalNumber).toMatch(/^\d{12}$/);
    expect(valid(personalNumber)).toBe(true);
    expect(testPersons.filter((other) => other.personalNumber === personalNumber)).toHaveLength(1);
  });

  it('have keys of their own, and an employer exactly when they use a staff door', () => {
    expect(new Set(testPersons.map(({ key }) => key)).size).toBe(testPersons.length);
    for (const { errands, employer } of testPersons)
      expect(Boolean(employer)).toBe(errands.some(({ as }) => as === 'staff'));
  });

  it('are grown up', () => {
    for (const { personalNumber } of testPersons)
      expect(today.getFullYear() - Number(personalNumber.slice(0, 4))).toBeGreaterThan(18);
  });
});
