// SPDX-License-Identifier: EUPL-1.2
// What a story begins with is made once and laid down again for each story that begins alike: making it is most of the work.
import { everybodyOf, makeCast, type Overlaps } from './cast.ts';
import { emptyMemory, type House, type HouseName, type Person } from './house.ts';
import { connected, tablesOf } from './observe-plane.ts';
import type { Plane } from './plane.ts';
import { start, type Mode } from './time.ts';
import type { World } from './world.ts';

export interface Beginning {
  /** Tells it from every other; also part of its tenants' host names. */
  readonly name: string;
  readonly mode: Mode;
  readonly overlaps: Overlaps;
  /** Houses whose people's ids may be seen nowhere. */
  readonly secret: ReadonlySet<HouseName>;
}

interface Drawn {
  readonly open: readonly string[];
  readonly secret: readonly string[];
}

/** A beginning as it was when it had just been made; its rows lie in a schema of their own. */
interface Kept {
  readonly houses: World['houses'];
  readonly cookies: ReadonlyMap<Person, string>;
  readonly drawn: ReadonlyMap<Plane, Drawn>;
  /** What lays the rows down again, in the tenants' and in the platform database. */
  readonly statements: ReadonlyMap<Plane, readonly [string, string]>;
}

const kept = new WeakMap<World, Map<string, Kept>>();

/** The story's people and tenants as they are at its beginning, in a world that has forgotten every other story. */
export async function prepare(world: World, story: string, beginning: Beginning): Promise<void> {
  const known = kept.get(world) ?? new Map<string, Kept>();
  kept.set(world, known);
  const mine = known.get(beginning.name) ?? (await make(world, beginning));
  known.set(beginning.name, mine);
  world.startCase(story, beginning.mode);
  for (const [plane, statements] of mine.statements) {
    const databases = await connected(plane);
    for (const [at, client] of databases.entries()) await client.query(statements[at]!);
    plane.directory.refresh();
    const { open, secret } = mine.drawn.get(plane)!;
    for (const value of open) plane.parts.randomness.open.add(value);
    for (const value of secret) plane.parts.randomness.secret.add(value);
  }
  for (const [person, cookie] of mine.cookies) person.cookie = cookie;
  for (const house of Object.values(mine.houses))
    Object.assign(house, { memory: emptyMemory(), asideMemory: emptyMemory(), outward: [] });
  world.houses = mine.houses;
  // Later than everything that was done to prepare it, however long that took.
  world.step();
}

async function make(world: World, { name, mode, overlaps, secret }: Beginning): Promise<Kept> {
  world.startCase(name, mode);
  await makeCast(world, name, overlaps, secret);
  const { houses, planes } = world;
  const people = Object.values(houses).flatMap(everybodyOf);
  const drawn = new Map<Plane, Drawn>();
  const statements = new Map<Plane, [string, string]>();
  for (const plane of Object.values(planes)) {
    const { open, secret } = plane.parts.randomness;
    drawn.set(plane, { open: [...open], secret: [...secret] });
    const own = Object.values(houses).filter((house) => house.plane === plane);
    statements.set(plane, await keep(plane, own, `kept_${name.replaceAll('-', '_')}`));
  }
  return { houses, cookies: new Map(people.map((person) => [person, person.cookie])), drawn, statements };
}

/** Copies the rows of these houses. @returns what puts them back, and nothing else of these houses, in both databases. */
async function keep(plane: Plane, houses: readonly House[], schema: string): Promise<[string, string]> {
  const [tenants, platform] = await connected(plane);
  const ids = `any('{${houses.map(({ id }) => id).join(',')}}'::uuid[])`;
  const back = async (client: typeof tenants, tables: readonly string[]) => {
    const own = (name: string) => `${name === 'tenant' ? 'id' : 'tenant_id'} = ${ids}`;
    await client.query(`create schema ${schema}`);
    for (const name of tables)
      await client.query(`create table ${schema}."${name}" as select * from public."${name}" where ${own(name)}`);
    return [
      // Only what was there is put back: nothing is checked or brought about by it.
      'begin; set local session_replication_role = replica',
      ...tables.map((name) => `delete from public."${name}" where ${own(name)}`),
      ...tables.map((name) => `insert into public."${name}" select * from ${schema}."${name}"`),
    ];
  };
  const rows = await back(tenants, await tablesOf(tenants));
  const lines = await back(platform, ['tenant', 'session', 'sign_in', 'sign_in_event', 'caller', 'number_key']);
  // The database's own clock wrote it, a little later in one world than in the other.
  await platform.query(`update ${schema}.tenant set created_at = '${new Date(start).toISOString()}'`);
  return [[...rows, 'commit'].join(';\n'), [...lines, 'delete from rate_limit', 'commit'].join(';\n')];
}
