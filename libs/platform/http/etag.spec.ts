// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { fingerprint, namesTag } from './etag.ts';

test.each([
  ['the tag itself', '"v1.abc"', true],
  ['the same tag, weak', 'W/"v1.abc"', true],
  ['one of a list', '"x", W/"y" ,"v1.abc"', true],
  ['a list without spaces or with empty places', ',"x",,"v1.abc",', true],
  ['a star', ' * ', true],
  ['a tag with a comma inside, before it', '"a,b", "v1.abc"', true],
  ['another tag', '"v1.abd"', false],
  ['a tag that only begins like it', '"v1.abcd"', false],
  ['a tag without its quotes', 'v1.abc', false],
  ['a star among tags, which is no star', '"x", *', false],
  ['nothing', '', false],
  ['no header', undefined, false],
])('If-None-Match: %s', (_, header, named) => {
  expect(namesTag(header, '"v1.abc"')).toBe(named);
});

test('a fingerprint is fit for a header and an address, and follows every byte', () => {
  expect(fingerprint('a')).toMatch(/^[\w-]{16}$/);
  expect(fingerprint('a')).toBe(fingerprint(Buffer.from('a')));
  expect(fingerprint('a')).not.toBe(fingerprint('b'));
});
