// SPDX-License-Identifier: EUPL-1.2
/** What has been done and asked for; a run that has not done enough proves nothing. */
export class Coverage {
  readonly #counts = new Map<string, number>();

  count(what: string, times = 1): void {
    this.#counts.set(what, this.of(what) + times);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** Those that were done less often than they should. */
  lacking(wanted: Readonly<Record<string, number>>): string[] {
    return Object.entries(wanted).flatMap(([what, least]) =>
      this.of(what) < least ? [`${what}: ${this.of(what)} of at least ${least}`] : [],
    );
  }

  lines(): string[] {
    return [...this.#counts].sort(([a], [b]) => a.localeCompare(b)).map(([what, count]) => `${count}\t${what}`);
  }
}
