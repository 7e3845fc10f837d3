// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { InvalidInput } from './invalid-input.ts';

const Fields = z.strictObject({ name: z.string().min(1), text: z.record(z.string(), z.string().min(1)).optional() });
const errorsOf = (value: unknown) => new InvalidInput(Fields.safeParse(value).error?.issues ?? []).errors;

test('a field that does not exist is pointed to, one by one, and the message does not repeat it', () => {
  const errors = errorsOf({ name: 'a', colour: 1, admin: 1 });
  expect(errors.map(({ pointer }) => pointer)).toEqual(['/colour', '/admin']);
  expect(errors.map(({ message }) => message).join()).not.toMatch(/colour|admin/);
});

test('what cannot be the name of a field does not come back', () => {
  expect(errorsOf({ name: 'a', '<script>': 1 })).toMatchObject([{ pointer: '' }]);
  expect(errorsOf({ name: 'a', text: { ['x'.repeat(5000)]: '' } })).toMatchObject([{ pointer: '/text' }]);
});
