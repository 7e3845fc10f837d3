// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { Client, type ClientConfig, type QueryResult } from 'pg';
import { Opened, openTenant, Preparation, type Opening } from './on-the-wire.ts';
import { Statement } from './statement.ts';

/** A text is prepared when it is asked this often on one connection. */
const oftenIs = 3;
/** How many prepared statements a connection keeps; PostgreSQL holds each in its memory. */
const mostPrepared = 200;
const mostRemembered = 1_000;
/** How many are prepared behind one transaction: whoever comes next waits for it. */
const mostAtOnce = 10;

interface Options extends ClientConfig {
  /** Whether statements that recur are prepared on the server. */
  readonly prepares?: boolean;
}

interface Ready {
  readonly text: string;
  readonly values?: readonly string[] | undefined;
  /** The name it is prepared under. */
  readonly name?: string;
}

type Ask = (asked: unknown, ...more: unknown[]) => unknown;

/**
 * A connection on which a scope leaves with its first statement: `begin` and the tenant wait for it, and travel in the
 * same packet, so that nobody waits for their answers. PostgreSQL skips the statement when one of them fails. What is
 * asked again and again is prepared on the server, between two transactions, where a failure harms nobody.
 */
export class ScopeClient extends Client {
  /** How often a prepared statement turned out to be worth nothing: then none is, on any connection. */
  static #forgotten = 0;

  readonly #prepares: boolean;
  readonly #send: Ask;
  #opening: Opening | undefined;
  #forgot = ScopeClient.#forgotten;
  /** Names by text, the one that was used last at the end. */
  readonly #prepared = new Map<string, string>();
  readonly #asked = new Map<string, number>();
  readonly #toPrepare = new Set<string>();
  #atOnce = mostAtOnce;

  constructor(options: Options) {
    super(options);
    this.#prepares = options.prepares ?? true;
    this.#send = super.query.bind(this);
    this.query = ((asked: unknown, ...more: unknown[]) => this.#ask(asked, ...more)) as Client['query'];
  }

  /** The connection goes back to its pool: nothing of a scope may be left on it. */
  leaveScope(): void {
    this.#opening = undefined;
    const status = this.getTransactionStatus();
    if (status !== null && status !== 'I') void this.end();
  }

  #ask(asked: unknown, ...more: unknown[]): unknown {
    if (asked === 'begin') {
      this.#opening = {};
      return nothing('BEGIN');
    }
    const opening = this.#opening;
    if (asked === 'commit' || asked === 'rollback') {
      this.#opening = undefined;
      return opening ? nothing(asked.toUpperCase()) : this.#end(asked);
    }
    if (asked instanceof Statement) return this.#statement(asked);
    if (!opening) return this.#send(asked, ...more);
    if (typeof asked !== 'string' || more.length > 1) throw new Error('A scope begins with a statement');
    return this.#submit({ text: asked, values: more[0] as string[] | undefined });
  }

  #end(asked: string): unknown {
    const ended = this.#send(asked) as Promise<unknown>;
    if (this.#toPrepare.size > 0)
      void ended.then(
        () => this.#prepare(),
        () => undefined,
      );
    return ended;
  }

  #statement(statement: Statement): unknown {
    const { recurring } = statement;
    if (this.#opening && recurring?.text === openTenant) {
      this.#opening = { tenant: recurring.values[0] };
      return nothing('SELECT');
    }
    const name = recurring && this.#nameOf(recurring.text);
    if (recurring && name) return this.#submit({ ...recurring, name });
    return this.#opening ? this.#submit({ text: statement.text }) : this.#send(statement.text);
  }

  #submit({ text, values = [], name }: Ready): unknown {
    const opening = this.#opening;
    this.#opening = undefined;
    const setsTenant = opening?.tenant === undefined ? undefined : this.#nameOf(openTenant);
    return new Promise<QueryResult>((resolve, reject) => {
      const query = new Opened(
        { text, values: [...values], ...(name ? { name } : {}) },
        opening,
        setsTenant,
        (error, result) => {
          if (!error) return resolve(result);
          if (isWorthNothing(error)) ScopeClient.#forgotten += 1;
          Error.captureStackTrace(error);
          reject(error);
        },
      );
      this.#send(query);
    });
  }

  /** The name it is prepared under here. Otherwise it is counted, and prepared when its time has come. */
  #nameOf(text: string): string | undefined {
    if (!this.#prepares) return undefined;
    if (this.#forgot !== ScopeClient.#forgotten) this.#forget();
    const name = this.#prepared.get(text);
    if (name !== undefined) {
      this.#prepared.delete(text);
      this.#prepared.set(text, name);
      return name;
    }
    const times = (this.#asked.get(text) ?? 0) + 1;
    if (this.#asked.size > mostRemembered) this.#asked.clear();
    this.#asked.set(text, times);
    if (times >= oftenIs) this.#toPrepare.add(text);
    return undefined;
  }

  #forget(): void {
    this.#forgot = ScopeClient.#forgotten;
    this.#prepared.clear();
    this.#asked.clear();
    this.#toPrepare.clear();
  }

  /** Not awaited: what is asked next waits for it on the connection. */
  #prepare(): void {
    const texts = [...this.#toPrepare].slice(0, this.#atOnce).map((text) => ({ text, name: nameOf(text) }));
    const dropped = [...this.#prepared].slice(0, Math.max(0, this.#prepared.size + texts.length - mostPrepared));
    for (const [text] of dropped) this.#prepared.delete(text);
    for (const { text } of texts) {
      this.#toPrepare.delete(text);
      // As it stays when PostgreSQL cannot tell the type of a place: it is asked with its values in it for ever.
      this.#asked.set(text, -Infinity);
    }
    const then = (prepared: boolean) => {
      // One of them cannot be: each by itself, until it is found.
      if (!prepared) this.#atOnce = 1;
      for (const { text, name } of texts) {
        if (prepared) this.#asked.delete(text);
        if (prepared) this.#prepared.set(text, name);
        else if (texts.length > 1) this.#toPrepare.add(text);
      }
      if (this.#toPrepare.size === 0) this.#atOnce = mostAtOnce;
    };
    this.#send(
      new Preparation(
        texts,
        dropped.map(([, name]) => name),
        then,
      ),
    );
  }
}

/** Of the text, so that one name can never mean two texts, whoever else uses the server's connection. */
const nameOf = (text: string): string => `h${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;

const nothing = (command: string): Promise<Pick<QueryResult, 'command' | 'rowCount' | 'rows'>> =>
  Promise.resolve({ command, rowCount: 0, rows: [] });

/** A prepared statement whose tables have changed since, or that the server does not know (any more). */
export function isWorthNothing(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { code?: unknown; routine?: unknown };
  return code === '26000' || (code === '0A000' && routine === 'RevalidateCachedQuery');
}
