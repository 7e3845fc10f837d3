// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiDescription, createPlane } from '#platform/plane';
import { testConfig, testDatabase, type TestDatabase } from '#testing';
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';

const folder = path.join(import.meta.dirname, '../../docs/openapi');

describe.each([
  ['municipal', municipal],
  ['civic', civic],
] as const)('the %s plane', (plane, features) => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    database = await testDatabase([...features]);
    app = await createPlane({ config: testConfig(plane, database), features });
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  test('is described by the document that is checked in (npm run openapi writes it anew)', async () => {
    const file = path.join(folder, `${plane}.json`);
    const text = `${JSON.stringify(app.get(ApiDescription).document, null, 2)}\n`;
    if (process.env.HANDSLAG_WRITE_OPENAPI) {
      await mkdir(folder, { recursive: true });
      await writeFile(file, text);
    }
    expect(text === (await readFile(file, 'utf8'))).toBe(true);
  });

  test('says for every operation who may enter and what an answer looks like', () => {
    for (const [path, operations] of Object.entries(app.get(ApiDescription).document.paths)) {
      for (const [method, operation] of Object.entries(operations as Record<string, Record<string, unknown>>)) {
        expect([path, method, operation['x-door']]).not.toContain('closed');
        const answers = Object.keys(operation.responses as object).filter(
          (status) => status.startsWith('2') || status.startsWith('3'),
        );
        expect([path, method, answers.length > 0]).toEqual([path, method, true]);
      }
    }
  });
});
