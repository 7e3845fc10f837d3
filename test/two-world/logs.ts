// SPDX-License-Identifier: EUPL-1.2
import { AsyncLocalStorage } from 'node:async_hooks';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { withoutVolatile } from './volatile.ts';

interface Work {
  readonly journal: string[];
  readonly from: number;
}

/** Where log lines of whoever works just now belong. */
const working = new AsyncLocalStorage<Work>();

/** The planes' own logger, at its most talkative, writing into the journal of the plane that works just now. */
class JournalLogger extends ConsoleLogger {
  constructor() {
    super({ json: true, logLevels: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] });
  }

  protected override printAsJson(
    message: unknown,
    options: { context: string; logLevel: never; writeStreamType?: never; errorStack?: unknown },
  ): void {
    const line = JSON.stringify(this.getJsonLogObject(message, options));
    // What a plane says while it starts belongs to no story.
    const work = working.getStore();
    work?.journal.push(withoutVolatile(line, { from: work.from, to: Date.now() }));
  }
}

/** One process holds all planes here, and Nest has one logger: it is told apart by who works. */
export function recordLogs(): void {
  Logger.overrideLogger(new JournalLogger());
}

export const writingInto = <T>(journal: string[], work: () => T): T => working.run({ journal, from: Date.now() }, work);
