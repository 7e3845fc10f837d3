// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { defineMessage, type MessageContract } from './message.ts';
import { messages } from './messages.ts';

/** Whatever tells of a need must say what of the grant it uses; otherwise the receiver could not refuse it. */
function needsCoverage({ about, opens, body }: MessageContract): boolean {
  const tells = body instanceof z.ZodObject && 'serviceType' in body.shape;
  return about === 'request' && (opens || tells);
}
const withoutPolicy = (contracts: readonly MessageContract[]) =>
  contracts.filter((contract) => needsCoverage(contract) && !contract.covers).map(({ type }) => type);

const body = z.strictObject({ serviceType: z.string() });

test('every message that tells of a need is held against the grant', () => {
  expect(
    Object.values(messages).filter((contract) => needsCoverage(contract as unknown as MessageContract)).length,
  ).toBeGreaterThan(1);
  expect(withoutPolicy(Object.values(messages) as unknown as MessageContract[])).toEqual([]);
});

test('a message without coverage is found', () => {
  const planted = defineMessage({ type: 'request.planted', about: 'request', from: 'asker', opens: false, body });
  expect(withoutPolicy([planted as unknown as MessageContract])).toEqual(['request.planted']);
});

test('a message that does not say who may send it does not compile', () => {
  // @ts-expect-error -- `from` is missing: the types step fails if this line ever compiles
  expect(defineMessage({ type: 'request.planted', about: 'request', opens: false, body })).toBeDefined();
});
