// SPDX-License-Identifier: EUPL-1.2
import { open, readFile } from 'node:fs/promises';

const chunk = 8 * 1024 * 1024;

/**
 * Which of the needles stand in the writable memory of a running process, as Latin-1/UTF-8 or UTF-16 text.
 * Needs Linux and the right to read `/proc/<pid>/mem` (same user, or root).
 */
export async function findInMemory(pid: number, needles: readonly string[]): Promise<string[]> {
  const patterns = needles.flatMap((needle) => [
    { needle, bytes: Buffer.from(needle, 'utf8') },
    { needle, bytes: Buffer.from(needle, 'utf16le') },
  ]);
  const longest = Math.max(...patterns.map(({ bytes }) => bytes.length));
  const found = new Set<string>();
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
  const memory = await open(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of maps.split('\n')) {
      const match = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
      if (!match?.[1] || !match[2]) continue;
      const end = Number.parseInt(match[2], 16);
      for (let at = Number.parseInt(match[1], 16); at < end; at += chunk - longest) {
        const buffer = Buffer.alloc(Math.min(chunk, end - at));
        // A region may vanish or be unreadable while the process runs; the others still count.
        const { bytesRead } = await memory.read(buffer, 0, buffer.length, at).catch(() => ({ bytesRead: 0 }));
        const seen = buffer.subarray(0, bytesRead);
        for (const { needle, bytes } of patterns) if (!found.has(needle) && seen.includes(bytes)) found.add(needle);
        if (end - at <= chunk) break;
      }
    }
  } finally {
    await memory.close();
  }
  return [...found];
}
