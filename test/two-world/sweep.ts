// SPDX-License-Identifier: EUPL-1.2
// What can be asked for (O1 to O3): every GET of the OpenAPI document, as everybody who may look, in many ways.
import { make, type Answer, type Method } from './caller.ts';
import type { Seen } from './comparison.ts';
import type { Direction, Observer } from './directions.ts';
import { nth, type House } from './house.ts';
import { codesOpened, signaturesOpened } from './opened.ts';
import { readRoutesOf } from './plane.ts';
import { dice, type Dice } from './dice.ts';
import type { World } from './world.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: { readonly enum?: readonly string[] };
}

interface Target {
  readonly observer: Observer;
  readonly route: string;
}

/** One question, put in one way. */
interface Way {
  readonly method: Method;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

const plain: Way = { method: 'GET', query: '', headers: {} };
const languages = ['sv', 'en;q=0.9', 'ar', 'xx'];

export function targetsOf(direction: Direction, world: World): Target[] {
  return direction
    .observers(world)
    .flatMap((observer) => readRoutesOf(observer.at.plane).map((route) => ({ observer, route })));
}

export class Sweep {
  /** How often each route was asked for, by observer. */
  readonly asked = new Map<string, number>();

  constructor(private readonly direction: Direction) {}

  /** The same questions in every world that is given the same seed; each route is asked for `share` times by somebody, on average. */
  async of(world: World, seed: string, share: number): Promise<Seen[]> {
    const roll = dice(seed);
    const seen: Seen[] = [];
    const observers = this.direction.observers(world);
    for (const target of targetsOf(this.direction, world)) {
      const others = observers.filter(({ at }) => at.plane === target.observer.at.plane).length;
      const asks = roll(1000) < (share * 1000) / others;
      const way = wayOf(target, roll);
      const id = roll(1_000_000);
      if (asks) seen.push(...(await this.#ask(world, target, way, id)));
    }
    return seen;
  }

  async #ask(world: World, { observer, route }: Target, way: Way, choice: number): Promise<Seen[]> {
    const { at, person } = observer;
    const path = route.replace(/\{\w+\}/, () => this.#idFor(world, observer, route, choice));
    const bare = path.replace(/^\/api\/v1/, '');
    const ask = (query: string, method = way.method) =>
      make({
        plane: at.plane,
        host: at.host,
        method,
        path: query ? `${bare}?${query}` : bare,
        person,
        headers: way.headers,
      });
    const answer = await ask(way.query);
    const text = way.method === 'HEAD' ? asGet(answer, await ask(way.query, 'GET')) : answer.text;
    const count = `${route} as ${observer.says}`;
    this.asked.set(count, (this.asked.get(count) ?? 0) + 1);
    const said = [way.query, ...Object.entries(way.headers).map(([name, value]) => `${name}: ${value}`)].filter(
      Boolean,
    );
    const where = `${way.method} ${route}${said.length ? ` (${said.join(', ')})` : ''} as ${observer.says}`;
    const seen = [{ where, text: readable(text) }];
    const next = (answer.body as { next?: string | null } | undefined)?.next;
    if (next) {
      const more = [way.query, `cursor=${encodeURIComponent(next)}`].filter(Boolean).join('&');
      seen.push({ where: `${where}, next page`, text: readable((await ask(more)).text) });
    }
    return seen;
  }

  /** One's own, one of those that nobody here may know of, or one that is nowhere. */
  #idFor(world: World, observer: Observer, route: string, choice: number): string {
    if (route.includes('/calendars/')) return feedOf(observer, this.direction, world, choice);
    if (route.includes('{token}')) return tokenFor(world, this.direction, choice);
    const own = knownTo(observer, route);
    const kind = choice % 3;
    const number = Math.floor(choice / 3);
    if (kind === 0 && own.length > 0) return nth(own, number)!;
    const hidden = kind === 1 ? nth(hiddenFrom(this.direction, world), number) : undefined;
    return hidden ?? nowhere;
  }
}

const nowhere = '0b7e5a10-3c58-4d0e-9d53-6a1f2f0c9b11';
const nobodysToken = 'A'.repeat(43);

function tokenFor(world: World, direction: Direction, choice: number): string {
  if (choice % 2) return nobodysToken;
  const secret = Object.values(world.houses).find((house) => !direction.own(world).includes(house));
  // A link of one house, tried at another's door, or by whoever found it.
  return nth(secret && secret.key !== 'town' ? [] : [], choice) ?? nobodysToken;
}

/** An address where a calendar of the observer's own asks; nobody tells them another's. */
function feedOf({ at }: Observer, direction: Direction, world: World, choice: number): string {
  const isOwn = direction.own(world).includes(at) || (direction.key === 'resident' && at.key === 'town');
  return (isOwn ? nth(at.memory.feeds, choice) : undefined) ?? nobodysToken;
}

/** Ids that the observer has met: made in public, in the same order in both worlds. */
function knownTo({ at, person }: Observer, route: string): readonly string[] {
  if (!person || person.house !== at) return [];
  const { memory, outward, groupId, partners } = at;
  if (route.includes('/groups/')) return [groupId, ...memory.groups];
  if (route.includes('/requests/')) return [...outward, ...memory.requests];
  if (route.includes('/agreements/')) return memory.agreements;
  if (route.includes('/partners/')) return Object.values(partners);
  return [];
}

/** Ids of what is inside somewhere else. */
function hiddenFrom(direction: Direction, world: World): readonly string[] {
  return Object.values(world.houses).flatMap((house: House) => {
    if (
      direction.own(world).includes(house) ||
      direction.level({ kind: 'inside', name: '' } as never, house.key) !== 'high'
    )
      return [];
    const isAside = direction.key === 'resident' && house.key === 'town';
    const { groupId, asideId, people } = house;
    const memory = isAside ? house.asideMemory : house.memory;
    const shared = isAside ? [asideId] : [groupId];
    return [...memory.groups, ...memory.requests, ...memory.agreements, ...shared, ...people.map(({ id }) => id)];
  });
}

function wayOf({ observer, route }: Target, roll: Dice): Way {
  const parameters = ((observer.at.plane.paths[route]?.['get']?.parameters ?? []) as Parameter[]).filter(
    (parameter) => parameter.in === 'query',
  );
  const pick = roll(12);
  const parameter = nth(parameters, roll(100));
  const language = languages[roll(languages.length)]!;
  if (pick === 0) return { ...plain, method: 'HEAD' };
  if (pick === 1) return { ...plain, method: 'OPTIONS' };
  if (pick === 2) return { ...plain, headers: { 'if-none-match': '"v1"' } };
  if (pick === 3) return { ...plain, headers: { range: 'bytes=0-10' } };
  if (pick === 4) return { ...plain, headers: { 'accept-language': language } };
  if (pick === 5) return { ...plain, headers: { accept: 'text/html', 'accept-language': language } };
  if (pick < 9 && parameter) return { ...plain, query: queryOf(parameter, roll) };
  return plain;
}

function queryOf({ name, schema }: Parameter, roll: Dice): string {
  const number = roll(1000);
  const value = schema?.enum
    ? nth(schema.enum, number)
    : { limit: '1', area: 'Söder', q: 'Ma', days: '30', as: 'resident' }[name];
  return `${name}=${encodeURIComponent(value ?? 'x')}`;
}

/** A length without a body is held against the body that the same question is answered with. */
const asGet = (head: Answer, get: Answer): string =>
  head.text.replace(/^content-length: \d+$/m, (line) =>
    line === `content-length: ${String(get.headers['content-length'])}` ? 'content-length: as for GET' : line,
  );

/** Calendars fold their long lines, ids and all. */
const readable = (text: string): string => signaturesOpened(codesOpened(text.replaceAll('\r\n ', '')));
