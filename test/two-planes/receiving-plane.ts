// SPDX-License-Identifier: EUPL-1.2
import { ConsoleLogger } from '@nestjs/common';
import { Client } from 'pg';
import { disguisesOf } from '../canaries/search.ts';
import { rowOpened } from '../two-world/opened.ts';
import { call, type Plane, type Somebody } from './network.ts';
import type { Association } from './two-associations.ts';

/** Everything that is logged while the test runs, at its most talkative. */
export class Journal extends ConsoleLogger {
  readonly lines: string[] = [];

  constructor() {
    super({ json: true, logLevels: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] });
  }

  protected override printAsJson(message: unknown, options: { context: string; logLevel: never }): void {
    this.lines.push(JSON.stringify(this.getJsonLogObject(message, options)));
  }
}

/** Every row of both databases of a plane, with what is sealed at rest laid open by the plane's own key. */
export async function openedRows({ database }: Plane): Promise<string> {
  const { superuser } = database.urls;
  const platform = superuser.replace(/[^/]+$/, new URL(database.urls.platform).pathname.slice(1));
  const found: string[] = [];
  for (const connectionString of [superuser, platform]) {
    const client = new Client({ connectionString });
    await client.connect();
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${name} t`);
      found.push(...rows.map(({ row }) => `${name} ${rowOpened(row, String(row['tenant_id']))}`));
    }
    await client.end();
  }
  return found.join('\n');
}

const lists = [
  '/requests?scope=feed&limit=100',
  '/requests?scope=mine&limit=100',
  '/requests?scope=board&limit=100',
  '/agreements?limit=100',
  '/partner-requests?limit=100',
  '/receipts?limit=100',
  '/people?limit=100',
  '/notices?limit=100',
  '/events?limit=100',
  '/waiting',
  '/partners',
  '/me',
];

/** What helpers of an association read, and those who oversee it, in lists and one by one, with the threads of their agreements. */
export async function answersTo(
  { coordinator, administrator }: Association,
  helpers: readonly Somebody[],
): Promise<string> {
  const read: string[] = [];
  const get = async (who: Somebody, path: string) => {
    const answer = await call(who, 'GET', path);
    read.push(JSON.stringify([answer.headers, answer.body]));
    return (answer.body as { items?: { id: string }[] } | undefined)?.items ?? [];
  };
  for (const who of [...helpers, coordinator, administrator]) {
    for (const list of lists) {
      const items = await get(who, list);
      const [place] = list.split('?') as [string];
      if (!['/requests', '/agreements', '/partner-requests'].includes(place)) continue;
      for (const { id } of items) {
        await get(who, `${place}/${id}`);
        if (place === '/agreements') await get(who, `/agreements/${id}/notes`);
      }
    }
  }
  return read.join('\n');
}

/** The words that stand in a text: as they are, or in base64url or hexadecimal. */
export const wordsIn = (text: string, words: readonly string[]): string[] =>
  words.filter((word) =>
    [word, encodeURIComponent(word), Buffer.from(word).toString('hex'), ...disguisesOf(word)].some((guise) =>
      text.includes(guise),
    ),
  );
