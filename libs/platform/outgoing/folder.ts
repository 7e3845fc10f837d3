// SPDX-License-Identifier: EUPL-1.2
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock, Randomness } from '#kernel';

/** Where messages are laid down instead of being sent: for trying out, and for tests. Only its owner may read it. */
export class Folder {
  constructor(
    private readonly at: string,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    mkdirSync(at, { recursive: true, mode: 0o700 });
  }

  /** Names sort by time, and none comes twice. */
  async keep(ending: string, content: string | Buffer): Promise<void> {
    const time = this.clock.now().toISOString().replaceAll(':', '-');
    const name = `${time}-${this.randomness.uuid().slice(0, 8)}${ending}`;
    await writeFile(path.join(this.at, name), content, { mode: 0o600 });
  }
}
