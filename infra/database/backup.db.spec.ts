// SPDX-License-Identifier: EUPL-1.2
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { testDatabase } from '#testing';
import { debianPostgres } from '../../libs/testing/system-postgres.ts';
import { features } from '../../apps/civic/features.ts';

const run = promisify(execFile);
/** The embedded PostgreSQL comes without pg_dump; Debian's is of the version it dumps. */
const whereItCanDump = process.env.HANDSLAG_TEST_POSTGRES_VERSION === '15' ? test : test.skip;

whereItCanDump(
  'what is kept from the application role is not kept from the backup',
  async () => {
    const database = await testDatabase([...features]);
    const { stdout } = await run(path.join(debianPostgres, 'pg_dump'), [database.urls.backup], { maxBuffer: 2 ** 26 });
    expect(stdout).toContain('CREATE TABLE public."group"');
    expect(stdout).toContain('PostgreSQL database dump complete');
    await database.close();
  },
  120_000,
);
