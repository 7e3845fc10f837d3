// SPDX-License-Identifier: EUPL-1.2
// Counts what goes between the product and its databases, on the wire: so nothing of the product is told that it is
// counted, and nothing that it does by itself is overlooked.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Counted {
  readonly statements: number;
  /** Times that somebody waited for an answer. */
  readonly roundTrips: number;
  readonly texts: readonly string[];
}

/** A door in front of PostgreSQL that lets everything through. */
export class CountingDoor {
  readonly #texts: string[] = [];
  #roundTrips = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(port: number) {
    this.#server = createServer((client) => {
      const database = connect(port, '127.0.0.1');
      for (const socket of [client, database]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          client.destroy();
          database.destroy();
        });
      }
      const hear = this.#listener();
      client.on('data', (chunk) => {
        hear(chunk);
        database.write(chunk);
      });
      database.pipe(client);
    });
  }

  static async before(port: number): Promise<CountingDoor> {
    const door = new CountingDoor(port);
    await new Promise<void>((resolve) => door.#server.listen(0, '127.0.0.1', resolve));
    return door;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** What was counted since the last time. */
  take(): Counted {
    const texts = this.#texts.splice(0);
    const roundTrips = this.#roundTrips;
    this.#roundTrips = 0;
    return { statements: texts.length, roundTrips, texts };
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  /** Messages of the front end (PostgreSQL manual, 54.7): a type, a length that counts itself, the content. */
  #listener(): (chunk: Buffer) => void {
    let rest = Buffer.alloc(0);
    let begun = false;
    const prepared = new Map<string, string>();
    let bound = '';
    return (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const typed = begun ? 1 : 0;
        if (rest.length < typed + 4) return;
        const whole = typed + rest.readInt32BE(typed);
        if (rest.length < whole) return;
        const type = begun ? String.fromCharCode(rest[0] as number) : '';
        const content = rest.subarray(typed + 4, whole);
        rest = rest.subarray(whole);
        begun = true;
        const strings = () => content.toString('utf8').split('\0');
        if (type === 'P') prepared.set(strings()[0] as string, strings()[1] as string);
        if (type === 'B') bound = strings()[1] as string;
        if (type === 'E') this.#texts.push(prepared.get(bound) ?? bound);
        if (type === 'Q') this.#texts.push(strings()[0] as string);
        if (type === 'S' || type === 'Q') this.#roundTrips += 1;
      }
    };
  }
}
