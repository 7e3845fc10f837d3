// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { QueryWatch } from './query-watch.ts';

test.each([
  'select xmin, id from shelf where tenant_id = $1',
  'select ctid from shelf where tenant_id = $1',
  'explain analyze select 1',
  "select pg_notify('shelves', 'x')",
  'select reltuples from pg_class',
  'select pg_current_wal_lsn()',
])('%s asks for what is common to all tenants, and is reported', (statement) => {
  const watch = new QueryWatch();
  watch.see(`[query] ${statement} [took 1 ms]`);
  expect(() => watch.check()).toThrow('common to all tenants');
});

test('a word in somebody’s text is only a word', () => {
  const watch = new QueryWatch();
  watch.see("[query] select 1 from shelf where tenant_id = $1 and name = 'listen and explain' [took 1 ms]");
  expect(() => watch.check()).not.toThrow();
});
