// SPDX-License-Identifier: EUPL-1.2
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Mutant } from './mutant.ts';
import { applied } from './patch.ts';

const notCopied = new Set(['node_modules', 'dist', '.git', '.handslag', 'coverage']);

/** A copy of the house to plant leaks in; the house itself is never touched. */
export class Scratch {
  readonly folder: string;

  constructor(root: string) {
    this.folder = mkdtempSync(path.join(tmpdir(), 'handslag-mutants-'));
    // PostgreSQL may run as a user of its own, and must find its way.
    chmodSync(this.folder, 0o755);
    cpSync(root, this.folder, {
      recursive: true,
      filter: (from) => !notCopied.has(path.relative(root, from).split(path.sep)[0] ?? ''),
    });
    symlinkSync(path.join(root, 'node_modules'), path.join(this.folder, 'node_modules'));
    mkdirSync(this.temporary, { mode: 0o755 });
  }

  /** Where checks may leave things behind. */
  get temporary(): string {
    return path.join(this.folder, 'tmp');
  }

  /** Runs the work with the leak planted, and takes it out again. @throws DoesNotApply before anything is changed. */
  async planted<T>({ changes }: Pick<Mutant, 'changes'>, work: () => Promise<T>): Promise<T> {
    const files = changes.map((change) => {
      const place = path.join(this.folder, change.file);
      const before = change.isNew ? null : readFileSync(place, 'utf8');
      return { place, before, after: applied(before ?? '', change) };
    });
    try {
      for (const { place, after } of files) {
        mkdirSync(path.dirname(place), { recursive: true });
        writeFileSync(place, after);
      }
      return await work();
    } finally {
      for (const { place, before } of files) {
        if (before === null) rmSync(place, { force: true });
        else writeFileSync(place, before);
      }
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
}
