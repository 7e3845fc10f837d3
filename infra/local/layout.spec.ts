// SPDX-License-Identifier: EUPL-1.2
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { planeEnvironment } from './environment.ts';
import type { Secrets } from './folder.ts';
import { allPorts, readLayout } from './layout.ts';

const root = path.resolve('/work/handslag');

test('PORT_BASE moves every port, and gives the installation there data of its own', () => {
  const usual = readLayout(root, [], {});
  const moved = readLayout(root, ['--fresh'], { PORT_BASE: '6100' });
  expect(Object.keys(allPorts(usual)).map(Number)).toEqual([4100, 4110, 4200, 4210, 4300]);
  expect(Object.keys(allPorts(moved)).map(Number)).toEqual([6100, 6110, 6200, 6210, 6300]);
  expect(usual.data).toBe(path.join(root, '.handslag'));
  expect(moved.data).not.toBe(usual.data);
  expect([usual.fresh, moved.fresh]).toEqual([false, true]);
  expect(readLayout(root, [], { HANDSLAG_DATA: '/data' }).data).toBe(path.resolve('/data'));
});

test.each([
  [['--frish'], {}, /--frish is not understood/],
  [[], { PORT_BASE: '80' }, /PORT_BASE is 80/],
  [[], { PORT_BASE: '65400' }, /PORT_BASE is 65400/],
  [[], { PORT_BASE: 'many' }, /PORT_BASE is many/],
])('a setting that makes no sense names itself: %j %j', (args, env, message) => {
  expect(() => readLayout(root, args, env)).toThrow(message);
});

test('a plane is told nothing that opens the other plane’s databases or keys, nor the way past the wall in its own', () => {
  const roles = (plane: string) =>
    Object.fromEntries(
      ['app', 'platform', 'queue', 'migrate', 'backup'].map((role) => [role, `${plane}-${role}-secret`]),
    );
  const of = (plane: string) => ({
    superuser: `${plane}-superuser-secret`,
    roles: roles(plane),
    masterKey: `${plane}-master-secret`,
  });
  const secrets = { municipal: of('municipal'), civic: of('civic') } as unknown as Secrets;
  const told = JSON.stringify(planeEnvironment(readLayout(root, [], {}), 'municipal', secrets));
  expect(told).not.toContain('civic');
  expect(told).not.toContain('4210');
  expect(told.match(/municipal-[a-z]+-secret/g)?.sort()).toEqual(
    ['app', 'master', 'platform', 'queue'].map((name) => `municipal-${name}-secret`),
  );
});
