// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'pg';

const monthsAhead = 2;

/**
 * Gives each table that is partitioned by month a partition for this month and the next two (UTC), as far as they are
 * missing. Rows of such a month that were caught by the default partition meanwhile move over.
 */
export async function addMonths(client: Client, now: Date): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `select c.relname as table from pg_class c where c.relkind = 'p' and c.relnamespace = 'public'::regnamespace
       and pg_get_partkeydef(c.oid) = 'RANGE (at)'`,
  );
  for (const { table } of rows) {
    for (let ahead = 0; ahead <= monthsAhead; ahead += 1) await addMonth(client, table, monthOf(now, ahead));
  }
}

interface Month {
  readonly suffix: string;
  readonly from: string;
  readonly to: string;
}

function monthOf(now: Date, ahead: number): Month {
  const start = (month: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month)).toISOString();
  const from = start(ahead);
  return { suffix: from.slice(0, 7).replace('-', '_'), from, to: start(ahead + 1) };
}

async function addMonth(client: Client, table: string, { suffix, from, to }: Month): Promise<void> {
  const partition = `${table}_${suffix}`;
  const { rowCount } = await client.query(
    "select 1 from pg_class where relname = $1 and relnamespace = 'public'::regnamespace",
    [partition],
  );
  if (rowCount) return;
  await client.query('begin');
  try {
    // The lock keeps new rows of this month out of the default partition until the month has its own.
    await client.query(`
      lock table "${table}_default" in access exclusive mode;
      create table "${partition}" (like "${table}" including constraints);
      with caught as (delete from "${table}_default" where at >= '${from}' and at < '${to}' returning *)
        insert into "${partition}" select * from caught;
      alter table "${table}" attach partition "${partition}" for values from ('${from}') to ('${to}')`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Partition ${partition} could not be made`, { cause: error });
  }
}
