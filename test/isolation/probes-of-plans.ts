// SPDX-License-Identifier: EUPL-1.2
import { planted, plantedTable, uproot } from './planted.ts';
import type { Probe, Subject, Wall } from './wall.ts';

interface PlanNode {
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

const hiddenRows = 1_000;
/** Down a small index and back: all that may depend on how much others have. */
const mostMoreBlocks = 3;

/** What our own statement, which names its tenant as all do, cost and threw away. */
async function lookUp(wall: Wall, { table }: Subject): Promise<{ blocks: number; removed: number }> {
  const { rows } = await wall.as(wall.ours, () =>
    wall.app.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, buffers, timing off, format json) select * from "${table}" where tenant_id = '${wall.ours}'`,
    ),
  );
  const { Plan } = rows[0]!['QUERY PLAN'][0];
  return { blocks: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'], removed: removedBy(Plan) };
}

const removedBy = (node: PlanNode): number =>
  (node['Rows Removed by Filter'] ?? 0) + (node.Plans ?? []).reduce((sum, one) => sum + removedBy(one), 0);

/** Rows 7, 14 and 15: plans and what they cost; and what a connection that is used again could remember. */
export const probesOfPlans: readonly Probe[] = [
  {
    row: '7, 14, 15',
    name: `${hiddenRows} rows of others are not counted in our plan and cost us at most ${mostMoreBlocks} blocks more`,
    look: async (wall) => {
      const leaks: string[] = [];
      for (const subject of wall.subjects) {
        await wall.superuser.query(`truncate "${subject.table}" cascade`);
        const alone = await lookUp(wall, subject);
        // Twice the same, or the difference below would say nothing.
        const again = await lookUp(wall, subject);
        await wall.hideMany(subject, hiddenRows);
        const among = await lookUp(wall, subject);
        if (among.removed > 0) leaks.push(`${subject.table}: ${among.removed} rows removed by filter`);
        if (alone.blocks !== again.blocks || among.blocks - alone.blocks > mostMoreBlocks)
          leaks.push(
            `${subject.table}: ${alone.blocks} and ${again.blocks} blocks alone, ${among.blocks} among others`,
          );
      }
      return leaks;
    },
    plants: ['rows removed', 'among others'].map((said) => ({
      make: plantedTable({ key: 'check (true)' }),
      undo: uproot,
      subject: planted,
      says: new RegExp(`planted: .* ${said}`),
    })),
  },
  {
    row: 'plans',
    name: 'a plan made for one tenant shows the next one on the connection nothing of it',
    look: async (wall) => {
      const leaks: string[] = [];
      await wall.app.query('set plan_cache_mode = force_generic_plan');
      for (const subject of wall.subjects) {
        const { tenant_id: theirs } = await wall.hide(subject);
        const prepared = { name: `look_${subject.table}`, text: `select 1 from "${subject.table}"` };
        const counts: (number | null)[] = [];
        for (const tenant of [theirs, wall.ours, theirs])
          counts.push((await wall.as(tenant, () => wall.app.query(prepared))).rowCount);
        if (counts.join() !== '1,0,1') leaks.push(`${subject.table}: ${counts.join()} rows for them, us, them`);
        await wall.app.query(`deallocate "look_${subject.table}"`);
      }
      await wall.app.query('reset plan_cache_mode');
      return leaks;
    },
    plants: [
      {
        make: `create function app.settled() returns uuid immutable language sql as
            $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;
          ${plantedTable({ guard: 'tenant_id = app.settled()' })}`,
        undo: `${uproot}; drop function app.settled()`,
        subject: planted,
        says: /planted: 1,1/,
      },
    ],
  },
  {
    row: 'pool',
    name: 'sessions of several tenants that share a few connections, some of which fail, never meet',
    look: async (wall) => {
      const leaks: string[] = [];
      await Promise.all(
        wall.subjects.map(async (subject) => {
          const { tenant_id: theirs } = await wall.hide(subject);
          const visit = (tenant: string, fails: boolean) =>
            wall.scope.run(tenant as never, async () => {
              const rows = await wall.scope.rows<{ tenant: string }>(
                `select tenant_id as tenant from "${subject.table}"`,
              );
              const expected = tenant === theirs ? 1 : 0;
              wall.tried += 1;
              if (rows.length !== expected || rows.some((row) => row.tenant !== tenant))
                leaks.push(`${subject.table}: ${rows.length} rows instead of ${expected}`);
              if (fails) await wall.scope.rows('select 1 / 0');
            });
          await Promise.allSettled(
            [theirs, wall.ours, theirs, wall.ours].map((tenant, place) => visit(tenant, place > 1)),
          );
        }),
      );
      return leaks;
    },
    plants: [
      {
        make: plantedTable({ guard: 'true' }),
        undo: uproot,
        subject: planted,
        says: /planted: \d+ rows instead/,
      },
    ],
  },
];
