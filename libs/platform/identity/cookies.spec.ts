// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from '@jest/globals';
import { HostCookie } from './cookies.ts';

const cookie = new HostCookie('handslag');

describe('a cookie of one origin', () => {
  it('carries the host prefix, and only travels sealed', () => {
    const line = cookie.write('abc', 'https://helsingborg.example', 60);
    expect(line).toBe('__Host-handslag=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60');
    expect(line).not.toContain('Domain');
  });

  it('is plain only on the developer’s own machine', () => {
    expect(cookie.write('abc', 'http://helsingborg.localhost:4100')).toBe(
      'handslag=abc; Path=/; HttpOnly; SameSite=Lax',
    );
    for (const elsewhere of [
      'http://helsingborg.example',
      'http://localhost.example',
      'https://helsingborg.localhost',
      'http://notlocalhost',
    ])
      expect(cookie.write('abc', elsewhere)).toMatch(/^__Host-.*; Secure$/);
  });

  it('is read by its exact name', () => {
    const header = 'other=1; xhandslag=2; handslag=plain; __Host-handslag=sealed';
    expect(cookie.read(header, 'https://helsingborg.example')).toBe('sealed');
    expect(cookie.read(header, 'http://localhost:4100')).toBe('plain');
    expect(cookie.read(undefined, 'http://localhost:4100')).toBeUndefined();
  });

  it('is forgotten at once when cleared', () => {
    expect(cookie.clear('https://helsingborg.example')).toContain('Max-Age=0');
  });
});
