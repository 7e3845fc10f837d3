// SPDX-License-Identifier: EUPL-1.2
import { InProcessHints, type Hint } from '#platform/queue';

/** The queue, stepped by hand; keeps what was put into it. */
export class RecordedHints extends InProcessHints {
  readonly added: string[] = [];

  override add(hint: Hint, options: { delayMs?: number; once?: boolean } = {}): Promise<void> {
    this.added.push(JSON.stringify({ ...hint, ...options }));
    return super.add(hint);
  }
}
