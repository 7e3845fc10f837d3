// SPDX-License-Identifier: EUPL-1.2

/** Counts what a check tries, and keeps what did not hold. */
export class Tally {
  cases = 0;
  /** For the operator's eyes: may name tables and routes, so it is never published. */
  readonly faults: string[] = [];

  expect(holds: boolean, fault: string): void {
    this.cases += 1;
    if (!holds) this.faults.push(fault);
  }
}
