// SPDX-License-Identifier: EUPL-1.2
// What `pg` sends and hears for one question (PostgreSQL manual, 54.2.3). The types of `pg` leave most of it out.
import { Query, type QueryConfig, type QueryResult, type Submittable } from 'pg';

/** What opens a tenant for the transaction it stands in. */
export const openTenant = 'select app.set_ctx($1)';

/** A transaction that is to be begun, and whose it is. */
export interface Opening {
  readonly tenant?: string | undefined;
}

interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Record<string, string | undefined>;
  parse(message: { text: string; name?: string }): void;
  bind(message: { statement?: string; values?: readonly string[] }): void;
  execute(message: object): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

interface Asked {
  submit(wire: Wire): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
}

type Then = (error: Error | null, result: QueryResult) => void;
const Plain = Query as unknown as new (config: QueryConfig & { queryMode: 'extended' }, then: Then) => Asked;

/** A statement, with what opens its scope in front. One Sync ends them all: when one fails, the rest is skipped. */
export class Opened extends Plain {
  /** Answers to be heard before the statement's own. */
  #before = 0;

  /** @param setsTenant the name under which what opens a tenant is prepared here, if it is. */
  constructor(
    config: QueryConfig,
    private readonly opening: Opening | undefined,
    private readonly setsTenant: string | undefined,
    then: Then,
  ) {
    super({ ...config, queryMode: 'extended' }, then);
  }

  override submit(wire: Wire): Error | null {
    wire.stream.cork();
    try {
      if (this.opening) this.#send(wire, 'begin');
      if (this.opening?.tenant !== undefined) this.#send(wire, openTenant, [this.opening.tenant], this.setsTenant);
      return super.submit(wire);
    } finally {
      wire.stream.uncork();
    }
  }

  #send(wire: Wire, text: string, values: readonly string[] = [], statement = ''): void {
    if (!statement) wire.parse({ text });
    wire.bind({ statement, values });
    wire.execute({});
    this.#before += 1;
  }

  override handleDataRow(message: unknown): void {
    if (this.#before === 0) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#before === 0) super.handleCommandComplete(message, wire);
    else this.#before -= 1;
  }

  override handleError(error: Error, wire: Wire): void {
    // Only what the server says of it: how the road to it ends is known by its words.
    if (this.#before > 0 && 'severity' in error) error.message = `The scope could not be opened: ${error.message}`;
    super.handleError(error, wire);
  }
}

/** A text and the name it is prepared under. */
export interface Named {
  readonly name: string;
  readonly text: string;
}

/** Prepares texts under names, all or none, and drops what is not needed any more. */
export class Preparation implements Submittable {
  constructor(
    private readonly texts: readonly Named[],
    private readonly dropped: readonly string[],
    private readonly then: (prepared: boolean) => void,
  ) {}

  submit(connection: unknown): void {
    const wire = connection as Wire;
    wire.stream.cork();
    for (const name of this.dropped) {
      wire.close({ type: 'S', name });
      delete wire.parsedStatements[name];
    }
    for (const { name, text } of this.texts) {
      // The server may know the name from before: to drop one that it does not know is no error.
      wire.close({ type: 'S', name });
      wire.parse({ name, text });
      // By this `pg` knows that it need not send the text.
      wire.parsedStatements[name] = text;
    }
    wire.sync();
    wire.stream.uncork();
  }

  handleReadyForQuery(): void {
    this.then(true);
  }

  handleError(): void {
    this.then(false);
  }
}
