// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';
import { checkDatabase, type Violation } from '#platform/tenancy';
import type { TestDatabase } from './test-database.ts';

/** What the catalog check finds, as the application role, once this SQL has been planted; nothing of it stays. */
export async function violationsOf({ urls }: TestDatabase, planted: string): Promise<readonly Violation[]> {
  const client = new Client({ connectionString: urls.superuser });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(planted);
    await client.query('set local role handslag_app');
    return await checkDatabase(client);
  } finally {
    await client.end();
  }
}
