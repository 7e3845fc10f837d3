// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import { planted, plantedTable, uproot } from './planted.ts';
import { insert } from './rows.ts';
import type { Probe, Subject, Wall } from './wall.ts';

const globalName = {
  make: `${plantedTable()} create unique index planted_name on planted (name);`,
  undo: uproot,
  subject: planted,
  says: /for a hidden row's values/,
};

/** Without the tenant in it, and able to reach across. */
const plainKey = {
  make: `${plantedTable()} alter table planted add column group_id uuid;
    create unique index planted_group on "group" (id);
    alter table planted add constraint planted_plain foreign key (group_id) references "group" (id) on delete cascade not valid;`,
  undo: `${uproot}; drop index planted_group`,
  subject: { ...planted, references: [{ field: 'group_id', to: 'group' }] },
  says: /planted.group_id/,
};

/** Does the answer to a row with another tenant's values differ from that to a row with fresh ones? */
async function tellsTwinsApart(wall: Wall, subject: Subject, more: string): Promise<string[]> {
  const { ours } = wall;
  const hidden = await wall.hide(subject);
  const twin = await wall.told(ours, () => insert(wall.app, subject.table, { ...hidden, tenant_id: ours }, more));
  await wall.superuser.query(`delete from "${subject.table}" where tenant_id = $1`, [hidden.tenant_id]);
  const fresh = await wall.told(ours, () => insert(wall.app, subject.table, subject.row(ours, 1), more));
  return twin === fresh ? [] : [`${subject.table} ${more}: "${twin}" for a hidden row's values, "${fresh}" for others`];
}

async function uniqueColumns(wall: Wall, table: string): Promise<string[]> {
  const { rows } = await wall.superuser.query<{ columns: string }>(
    `select (select string_agg(quote_ident(attname), ', ' order by place) from unnest(i.indkey) with ordinality k(attnum, place)
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum) as columns
     from pg_index i where i.indrelid = $1::regclass and i.indisunique and i.indpred is null and i.indexprs is null`,
    [`"${table}"`],
  );
  return rows.map(({ columns }) => columns);
}

async function each(wall: Wall, look: (subject: Subject) => Promise<string[]>): Promise<string[]> {
  const leaks: string[] = [];
  for (const subject of wall.subjects) leaks.push(...(await look(subject)));
  return leaks;
}

/** Rows 1 to 3b: what unique indexes and foreign keys, which row level security does not reach, would tell. */
export const probesOfRows: readonly Probe[] = [
  {
    row: '1',
    name: "a row with another tenant's values is answered like one with fresh values",
    look: (wall) => each(wall, (subject) => tellsTwinsApart(wall, subject, '')),
    plants: [globalName],
  },
  {
    row: '2',
    name: 'ON CONFLICT does as much, or as little, in both cases',
    look: (wall) =>
      each(wall, async (subject) => {
        const leaks = await tellsTwinsApart(wall, subject, 'on conflict do nothing');
        for (const columns of await uniqueColumns(wall, subject.table))
          leaks.push(
            ...(await tellsTwinsApart(wall, subject, `on conflict (${columns}) do update set id = excluded.id`)),
          );
        return leaks;
      }),
    plants: [globalName],
  },
  {
    row: '3',
    name: "a reference to another tenant's row is refused like one to a row that is nowhere, word by word",
    look: (wall) =>
      each(wall, async ({ table, row, references }) => {
        const leaks: string[] = [];
        for (const { field, to } of references) {
          const { id } = await wall.hide(wall.subject(to));
          const point = (target: unknown) =>
            wall.told(wall.ours, () => insert(wall.app, table, { ...row(wall.ours), [field]: target }));
          const [hidden, nowhere] = [await point(id), await point(randomUUID())];
          if (hidden !== nowhere || !hidden.startsWith('23503'))
            leaks.push(`${table}.${field}: "${hidden}" for a hidden row, "${nowhere}" for one that is nowhere`);
        }
        return leaks;
      }),
    plants: [plainKey],
  },
  {
    row: '3b',
    name: 'nobody can be kept from deleting their row, or lose one, by a row of another tenant',
    look: (wall) =>
      each(wall, async ({ table, row, references }) => {
        const leaks: string[] = [];
        for (const { field, to } of references) {
          const { id, tenant_id: theirs } = await wall.hide(wall.subject(to));
          const another = randomUUID();
          const pointer = { ...row(another), [field]: id };
          await insert(wall.superuser, table, pointer);
          const outcome = await wall.told(theirs, async () => {
            const removed = await wall.app.query(`delete from "${to}" where id = $1`, [id]);
            await wall.app.query('select app.set_ctx($1)', [another]);
            const { rowCount } = await wall.app.query(`select 1 from "${table}" where id = $1`, [pointer.id]);
            return { rowCount: (removed.rowCount ?? 0) * 10 + (rowCount ?? 0) };
          });
          if (outcome !== 'done 11')
            leaks.push(`${to}, to which ${table}.${field} of another tenant points: ${outcome}`);
        }
        return leaks;
      }),
    plants: [plainKey],
  },
  {
    row: '11',
    name: 'an unset, empty or foreign tenant sees nothing and writes nothing; the column is a uuid',
    look: (wall) =>
      each(wall, async (subject) => {
        const { table } = subject;
        const { app, ours } = wall;
        const leaks: string[] = [];
        await wall.hide(subject).catch(() => undefined);
        await app.query('begin');
        await app.query('select app.set_ctx($1)', [ours]);
        await app.query('commit');
        const left = await app.query<{ left: string | null }>("select current_setting('app.tenant', true) as left");
        if (left.rows[0]?.left) leaks.push(`${table}: the pooled connection is still inside a tenant`);
        const seen = await app.query(`select 1 from "${table}"`);
        const changed = await app.query(`update "${table}" set id = id`);
        const written = await insert(app, table, subject.row(ours)).then(
          () => 'accepted',
          ({ code }: { code: string }) => code,
        );
        await app.query("set app.tenant = ''");
        const emptied = await app.query(`select 1 from "${table}"`);
        await app.query("set app.tenant = 'nobody'");
        const foreign = await app.query(`select 1 from "${table}"`).then(
          ({ rowCount }) => `${rowCount} rows`,
          ({ code }: { code: string }) => code,
        );
        await app.query('reset app.tenant');
        const { rows } = await app.query<{ type: string }>(
          `select atttypid::regtype::text as type from pg_attribute where attrelid = $1::regclass and attname = 'tenant_id'`,
          [`"${table}"`],
        );
        wall.tried += 6;
        const told = [seen.rowCount, changed.rowCount, written, emptied.rowCount, foreign, rows[0]?.type].join(' ');
        if (told !== '0 0 42501 0 22P02 uuid') leaks.push(`${table}: ${told}`);
        return leaks;
      }),
    plants: [
      {
        make: `${plantedTable({ tenant: 'text', guard: "tenant_id = coalesce(current_setting('app.tenant', true), '')" })}
          insert into planted values ('', gen_random_uuid(), 'x');`,
        undo: uproot,
        subject: planted,
        says: /planted: [1-9]/,
      },
      {
        make: `${plantedTable()} create or replace function app.set_ctx(tenant uuid) returns void language plpgsql as
          $$ begin execute format('set app.tenant = %L', tenant); end $$; grant execute on function app.set_ctx to public`,
        undo: `${uproot}; create or replace function app.set_ctx(tenant uuid) returns void language plpgsql as
          $$ begin execute format('set local app.tenant = %L', tenant); end $$`,
        subject: planted,
        says: /still inside a tenant/,
      },
    ],
  },
  {
    row: '12',
    name: 'no function, division by zero or failing cast is run on a row of another tenant',
    look: async (wall) => {
      const { app, ours } = wall;
      let overheard = 0;
      const hear = () => (overheard += 1);
      app.on('notice', hear);
      const leaks = await each(wall, async (subject) => {
        const { tenant_id: theirs } = await wall.hide(subject);
        const found: string[] = [];
        for (const condition of [
          `1 / (case when tenant_id = '${theirs}' then 0 else 1 end) > 0`,
          `(tenant_id::text || 'x')::int > 0`,
          `probe.overhear(tenant_id)`,
          `tenant_id = '${theirs}' and 1 / (length(tenant_id::text) - 36) > 0`,
        ]) {
          const before = overheard;
          const told = await wall.told(ours, () => app.query(`select 1 from "${subject.table}" where ${condition}`));
          if (told !== 'done 0' || overheard > before) found.push(`${subject.table} where ${condition}: ${told}`);
        }
        return found;
      });
      app.off('notice', hear);
      const { rows } = await app.query<{ own: boolean }>(
        `select has_database_privilege(current_database(), 'temp') or has_database_privilege(current_database(), 'create')
           or exists (select from pg_namespace where has_schema_privilege(oid, 'create') and nspname !~ '^pg_temp') as own`,
      );
      if (rows[0]?.own !== false) leaks.push('the application role may make functions or tables of its own');
      return leaks;
    },
    plants: [
      {
        make: `${plantedTable({ key: 'check (true)' })} alter function probe.overhear(uuid) leakproof`,
        undo: `${uproot}; alter function probe.overhear(uuid) not leakproof`,
        subject: planted,
        says: /probe.overhear/,
      },
      {
        make: `${plantedTable()} grant create on schema public to handslag_app`,
        undo: `${uproot}; revoke create on schema public from handslag_app`,
        subject: planted,
        says: /of its own/,
      },
    ],
  },
];

/** Raises a notice for each value it is given, so cheap that the planner would run it first. */
export const overhearing = `create schema probe;
  create function probe.overhear(uuid) returns boolean language plpgsql cost 0.0000001 as
    $$ begin raise notice 'overheard %', $1; return true; end $$;
  grant usage on schema probe to handslag_app`;
