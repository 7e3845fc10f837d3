// SPDX-License-Identifier: EUPL-1.2
import { createPostgresBackend, Queue, runMigrations, Worker, type Job as BullJob, type QueueOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool, type PoolClient, type QueryResult } from 'pg';
import { Logger } from '@nestjs/common';
import { idleConnectionMs } from '#platform/tenancy';
import { Hints, type Hint, type HintOptions } from './hints.ts';

const schema = 'bullmq';
const stalledMs = 10_000;

export interface BullOptions {
  /** Platform database as role queue, which owns the schema `bullmq`. */
  readonly postgresUrl: string;
  /** Redis instead of PostgreSQL. */
  readonly redisUrl?: string | undefined;
  readonly concurrency?: number;
  /** Name of the queue; several can live side by side. */
  readonly queue?: string;
}

type BullQueue = Queue<Hint>;
type BullWorker = Worker<Hint>;

/** Hints through BullMQ, on PostgreSQL by default. A lost connection is logged and comes back by itself. */
export class BullHints extends Hints {
  readonly #log = new Logger('Queue');
  readonly #name: string;
  readonly #pool: Pool | undefined;
  readonly #redis: Redis | undefined;
  readonly #options: QueueOptions;
  #queue: Promise<BullQueue> | undefined;
  #worker: BullWorker | undefined;
  #closing = false;

  constructor(private readonly options: BullOptions) {
    super();
    this.#name = options.queue ?? 'handslag';
    if (options.redisUrl) {
      // A worker waits for its next job however long that takes; so its commands are tried for as long.
      this.#redis = new Redis(options.redisUrl, { maxRetriesPerRequest: null });
      this.#redis.on('error', this.#complain);
      this.#options = { connection: this.#redis };
      return;
    }
    // BullMQ cannot load `pg` from an ES module: it is given a pool, which must find its schema by itself.
    this.#pool = new Pool({
      connectionString: options.postgresUrl,
      max: 8,
      keepAlive: true,
      idleTimeoutMillis: idleConnectionMs,
      options: `-c search_path=${schema}`,
    });
    this.#pool.on('error', this.#complain);
    this.#pool.on('connect', (client) => client.on('error', this.#complain));
    this.#options = { connection: this.#pool };
  }

  async add(hint: Hint, { delayMs, once = false }: HintOptions = {}): Promise<void> {
    if (this.#closing) return;
    const queue = await this.#open();
    await queue.add(hint.job, hint, {
      removeOnComplete: true,
      removeOnFail: true,
      ...(delayMs ? { delay: delayMs } : {}),
      ...(once ? { jobId: `${hint.job}/${hint.tenant}/${hint.id}` } : {}),
    });
  }

  async consume(work: (hint: Hint) => Promise<void>): Promise<void> {
    await this.#open();
    const options = {
      ...this.#options,
      concurrency: this.options.concurrency ?? 16,
      lockDuration: stalledMs,
      stalledInterval: stalledMs,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    };
    const run = (job: BullJob<Hint>) => work(job.data);
    this.#worker = this.#pool
      ? (new Worker<Hint>(this.#name, run, options, createPostgresBackend as never) as BullWorker)
      : new Worker<Hint>(this.#name, run, options);
    // Without listeners a failed connection would end the process.
    this.#worker.on('error', this.#complain);
    this.#worker.on('failed', (_, error) => this.#complain(error));
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#worker?.close();
    await (await this.#queue?.catch(() => undefined))?.close();
    await this.#pool?.end();
    this.#redis?.disconnect();
  }

  #open(): Promise<BullQueue> {
    this.#queue ??= this.#start();
    // A failed start is tried again by the next caller.
    this.#queue.catch(() => (this.#queue = undefined));
    return this.#queue;
  }

  async #start(): Promise<BullQueue> {
    if (this.#pool) {
      const client = await this.#pool.connect();
      try {
        await runMigrations({ query: exceptSchema(client) }, schema);
      } finally {
        client.release();
      }
    }
    const queue = this.#pool
      ? (new Queue<Hint>(this.#name, this.#options, createPostgresBackend as never) as BullQueue)
      : new Queue<Hint>(this.#name, this.#options);
    queue.on('error', this.#complain);
    await queue.waitUntilReady();
    return queue;
  }

  readonly #complain = (error: Error): void => {
    if (!this.#closing)
      this.#log.warn({ event: 'queue.trouble', name: error.name, code: (error as { code?: string }).code });
  };
}

/** The role owns its schema, which is there already, and may create no other: BullMQ's own attempt would be refused. */
const exceptSchema =
  (client: PoolClient) =>
  (text: string, values?: unknown[]): Promise<QueryResult> =>
    text.startsWith('CREATE SCHEMA') ? client.query('select 1') : client.query(text, values);
