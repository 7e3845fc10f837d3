// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const text = /\.(js|css|html|svg)$/;
/** Bytes; what is smaller fits in one packet anyhow. */
const leastWorthIt = 1_400;

/**
 * Lays `.br` and `.gz` beside each file of text: packed once, when it is built. Only what is the same for everybody is
 * ever packed: an answer that holds a secret beside what a stranger chose would tell the secret by its length (BREACH).
 */
export function packed(): Plugin {
  return {
    name: 'packed',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const folder = path.resolve(this.environment.config.root, this.environment.config.build.outDir);
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          if (!text.test(name)) continue;
          const file = path.join(folder, name);
          const bytes = readFileSync(file);
          if (bytes.length < leastWorthIt) continue;
          writeFileSync(`${file}.br`, brotliCompressSync(bytes));
          writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        }
      },
    },
  };
}
