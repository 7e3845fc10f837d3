// SPDX-License-Identifier: EUPL-1.2
import { expect, it } from '@jest/globals';
import { SignInQuery } from './sign-in.dto.ts';

const returnOf = (value?: string) => SignInQuery.parse({ as: 'resident', return: value }).return;

it('goes back to a path of its own', () => {
  for (const path of ['/', '/grupper', '/requests/1?from=feed#offers', '/s%C3%B6k']) expect(returnOf(path)).toBe(path);
});

it('goes home rather than anywhere else', () => {
  const elsewhere = [
    '',
    'grupper',
    '//evil.example',
    '/\\evil.example',
    '/a\\b',
    'https://evil.example',
    '/a\r\nSet-Cookie: b',
    '/a b',
    `/${'a'.repeat(600)}`,
  ];
  for (const path of [undefined, ...elsewhere]) expect(returnOf(path)).toBe('/');
});
