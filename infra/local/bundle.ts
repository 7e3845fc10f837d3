// SPDX-License-Identifier: EUPL-1.2
import path from 'node:path';
import { rolldown, type Plugin } from 'rolldown';

/** Brings its own machine code, which cannot be part of another file. */
const external = ['sharp'];

/** What a module reads from beside itself, it finds from the one file as well. */
const findsItsFiles = (main: string): Plugin => ({
  name: 'finds-its-files',
  transform(code, id) {
    if (id.includes('node_modules') || !code.includes('import.meta.')) return null;
    const from = path.relative(path.dirname(main), id).replaceAll(path.sep, '/');
    const url = `new URL(${JSON.stringify(from)}, import.meta.url)`;
    return code.replace(/import\.meta\.(url|dirname)/g, (_, what) =>
      what === 'url'
        ? `${url}.href`
        : `process.getBuiltinModule('node:path').dirname(process.getBuiltinModule('node:url').fileURLToPath(${url}))`,
    );
  },
});

/**
 * Makes a built program one file, in its own place: to find, read and link the 3,400 it is made of takes longer than
 * all else that a start does (ADR 0034).
 */
export async function bundle(main: string): Promise<void> {
  const program = await rolldown({
    input: main,
    platform: 'node',
    external,
    plugins: [findsItsFiles(main)],
    // What NestJS and MikroORM could use and we have not installed stays a question they ask at run time.
    onLog: (_level, { code, message }) => {
      if (code !== 'UNRESOLVED_IMPORT' && code !== 'IMPORT_IS_UNDEFINED') throw new Error(message);
    },
  });
  try {
    await program.write({ file: main, format: 'esm', keepNames: true, codeSplitting: false, comments: false });
  } finally {
    await program.close();
  }
}
