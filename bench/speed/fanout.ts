// SPDX-License-Identifier: EUPL-1.2
// One town and its many partners, two planes as processes of their own: how long until all have it, what asking costs
// whoever asks, and what those who do not answer cost the others.
import { createServer, type Server as TcpServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { aloneWithout, type Alone } from './alone.ts';
import { at, median, spread } from './figures.ts';
import { freePort, openGround } from './ground.ts';
import { said, times, type Line } from './lines.ts';
import { ofProduct, productFeed, words, type Who } from './questions.ts';
import { calm, pinOthers, startLetterFloor, startProduct, type Server } from './servers.ts';
import { partnerOf, sowClubs, staff, town, type Two } from './sow-clubs.ts';
import { idOf } from './sow.ts';
import { askOnce, fire, race } from './volley.ts';

/** As many as one request may be sent to. */
const mostAtOnce = 20;
const patienceMs = 300_000;

export interface Field extends Two {
  readonly product: Server;
  readonly other: Server;
  readonly alone: Alone;
}

/** Two planes with `partners` handshakes behind them. */
export async function withPartners<T>(partners: number, work: (field: Field) => Promise<T>): Promise<T> {
  const [municipal, civic] = [await openGround(), await openGround('civic')];
  const servers: Server[] = [];
  try {
    pinOthers(process.pid, municipal.postmaster, civic.postmaster);
    await sowClubs({ municipal, civic }, partners);
    const product = await startProduct(municipal);
    servers.push(product);
    const other = await startProduct(civic);
    servers.push(other);
    const outer = aloneWithout(() => product.pid, municipal.busy);
    const inner = aloneWithout(() => other.pid, civic.busy);
    const alone: Alone = (quiet) => outer(() => inner(quiet));
    return await work({ municipal, civic, product, other, alone });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await municipal.close();
    await civic.close();
  }
}

let turn = 0;
/** Nobody may make more than 120 changes a minute. */
const somebody = (): Who => ({ tenant: town, person: 1 + ((turn += 1) % staff) });

const asking = ({ municipal }: Field, clubs: readonly number[], groups: readonly string[] = []): Buffer =>
  ofProduct(municipal, somebody(), 'POST', '/requests', {
    serviceType: 'practical',
    text: words,
    groupIds: groups,
    partnerIds: clubs.map(partnerOf),
    matching: 'first-come',
    send: true,
  });

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

async function publish(field: Field, clubs: readonly number[]): Promise<void> {
  const parts = range(0, Math.ceil(clubs.length / mostAtOnce) - 1).map((n) =>
    clubs.slice(n * mostAtOnce, (n + 1) * mostAtOnce),
  );
  const answers = await race(
    field.product.port,
    parts.map((part) => asking(field, part)),
  );
  const refused = answers.find(({ status }) => status !== 201);
  if (refused) throw new Error(`Not published: ${refused.status} ${refused.body.slice(0, 300)}`);
}

async function stored({ civic }: Field): Promise<number> {
  const { rows } = await civic.owner.query<{ count: number }>('select count(*)::int as count from inbound_message');
  return rows[0]?.count ?? 0;
}

/** From asking until the last of these has it: opened, verified, kept, and its receipt written. ms */
async function untilAllHaveIt(field: Field, clubs: readonly number[], others: readonly number[] = []): Promise<number> {
  const wanted = (await stored(field)) + clubs.length;
  const since = performance.now();
  await publish(field, [...others, ...clubs]);
  while ((await stored(field)) < wanted) {
    if (performance.now() - since > patienceMs) throw new Error('Some letters never came');
    await pause(4);
  }
  return performance.now() - since;
}

/** What the receivers do with it afterwards, and the senders with their receipts, is not the next measurement's. */
const settle = ({ product, other }: Field): Promise<boolean> => calm([product.pid, other.pid], 60_000);

export async function fanOut(field: Field, sizes: readonly number[], rounds: number): Promise<Line[]> {
  const floor = await startLetterFloor(field.civic);
  const best = (partners: number) =>
    field.alone(async () => {
      const question = `GET /send?partners=${partners} HTTP/1.1\r\nHost: floor\r\n\r\n`;
      const { body } = await askOnce(floor.sender.port, Buffer.from(question));
      return (JSON.parse(body) as { ms: number }).ms;
    });
  const found: { n: number; ours: number[]; best: number[] }[] = [];
  try {
    await best(sizes[0] as number);
    await untilAllHaveIt(field, range(1, sizes[0] as number));
    for (const n of sizes) {
      const taken = { n, ours: [] as number[], best: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        await settle(field);
        taken.best.push(await best(n));
        taken.ours.push(await untilAllHaveIt(field, range(1, n)));
      }
      found.push(taken);
    }
    await settle(field);
  } finally {
    await Promise.all([floor.sender.stop(), floor.receiver.stop()]);
  }
  const last = found.at(-1);
  const before = found.at(-2);
  if (!last) return [];
  const ratio = spread(last.ours.map((ms, round) => ms / (last.best[round] as number)));
  const each = ({ n, ours, best: floors }: (typeof found)[number]) =>
    `${said(median(ours) / n)} / ${said(median(floors) / n)} ms each at ${said(n)}`;
  const lines: Line[] = [
    { goal: 'fanOut', value: ratio.median, said: `${times(ratio)}: ${found.map(each).join('; ')}` },
  ];
  if (before) {
    const straight = median(last.ours) / last.n / (median(before.ours) / before.n);
    const says = `${said(straight)}: ${said(median(last.ours))} ms to ${said(last.n)}, ${said(median(before.ours))} ms to ${said(before.n)}`;
    lines.push({ goal: 'straight', value: straight, said: says });
  }
  return lines;
}

/** One after the other, each when all that the one before brought about is done. */
export async function createAmong(field: Field, rounds: number): Promise<Line> {
  const groups = [idOf('group', town)];
  const taken: Record<'few' | 'many', number[]> = { few: [], many: [] };
  for (let round = -1; round < rounds; round += 1) {
    for (const [side, clubs] of [
      ['few', []],
      ['many', range(1, mostAtOnce)],
    ] as const) {
      await settle(field);
      const since = performance.now();
      const { status, body } = await askOnce(field.product.port, asking(field, clubs, groups));
      if (status !== 201) throw new Error(`Not posted: ${status} ${body.slice(0, 300)}`);
      if (round >= 0) taken[side].push(performance.now() - since);
    }
  }
  const [many, few] = [median(taken.many), median(taken.few)];
  return { goal: 'createAmong', value: many / few, said: `${said(many / few)}: ${said(many)} ms / ${said(few)} ms` };
}

/** Takes every call and never says a word. */
async function deafHouse(): Promise<{ port: number; close: () => void }> {
  const port = await freePort();
  const server: TcpServer = createServer((socket) => socket.on('error', () => undefined));
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port, close };
}

/** From now on nobody is at home at these. */
async function silence({ municipal }: Field, clubs: readonly number[], port: number): Promise<void> {
  await municipal.owner.query(`update partner set origin = 'http://deaf.localhost:' || $2::int where id = any($1)`, [
    clubs.map(partnerOf),
    port,
  ]);
}

interface Apart {
  readonly partners: number;
  /** Times that all partners are asked while people read. */
  readonly waves: number;
  readonly rounds: number;
  readonly seconds: number;
}
/** People who read meanwhile, questions a second: well below what the product can. */
const readers = { connections: 8, rate: 50 };

export async function isolation(field: Field, { partners, waves, rounds, seconds }: Apart): Promise<Line[]> {
  const dead = Math.floor(partners / 5);
  const [silent, live] = [range(1, dead), range(dead + 1, partners)];
  const delays = { without: [] as number[], among: [] as number[] };
  const deaf = await deafHouse();
  const feed = (until: number) =>
    fire({
      ...readers,
      port: field.product.port,
      next: () => productFeed(field.municipal, somebody()),
      seconds: until,
    });
  try {
    await untilAllHaveIt(field, live);
    for (let round = 0; round < rounds; round += 1) {
      await settle(field);
      delays.without.push(await untilAllHaveIt(field, live));
    }
    await silence(field, silent, deaf.port);
    for (let round = 0; round < rounds; round += 1) {
      await settle(field);
      // They are called anew each time: nobody has noticed yet that they are silent.
      await field.municipal.owner.query('update partner set retry_at = null, waiting_since = null, failures = 0');
      delays.among.push(await untilAllHaveIt(field, live, silent));
    }
    await settle(field);
    await feed(2);
    const quiet = await feed(seconds);
    const busy: number[] = [];
    const before = await stored(field);
    for (let wave = 0; wave < waves; wave += 1) await publish(field, range(1, partners));
    const since = performance.now();
    while ((await stored(field)) < before + waves * live.length && performance.now() - since < patienceMs)
      busy.push(...(await feed(seconds)).ms);
    const [loud, still] = [at(0.99, busy), at(0.99, quiet.ms)];
    const delay = spread(delays.among.map((ms, round) => ms / (delays.without[round] as number)));
    return [
      {
        goal: 'apart',
        value: loud / still,
        said: `${said(loud / still)}: ${said(loud)} ms / ${said(still)} ms, ${said(waves * partners)} letters, ${said(dead)} of ${said(partners)} partners silent, ${said((performance.now() - since) / 1000)} s`,
      },
      {
        goal: 'delayed',
        value: delay.median,
        said: `${times(delay)}: ${said(median(delays.among))} ms / ${said(median(delays.without))} ms to ${said(live.length)}`,
      },
    ];
  } finally {
    deaf.close();
  }
}
