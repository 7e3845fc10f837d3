// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { messages } from '#contracts';
import { Handlers } from '#federation';
import { testDatabase, testPlane } from '#testing';
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';

test.each([
  ['municipal', municipal, 'helper'],
  ['civic', civic, 'asker'],
] as const)('the %s plane understands every message that a partner may send it', async (plane, features, partner) => {
  const database = await testDatabase([...features]);
  const app = await testPlane(plane, database, features);
  const handlers = app.get(Handlers);
  const deaf = Object.values(messages)
    .filter(({ from }) => from === partner || from === 'either')
    .filter(({ type }) => !handlers.for(type))
    .map(({ type }) => type);
  await app.close();
  await database.close();
  expect(deaf).toEqual([]);
});
