// SPDX-License-Identifier: EUPL-1.2
import { WrongSetting } from './layout.ts';

/** Something a person can mend; the lines say what is wrong and what to do. */
export class Trouble extends Error {
  readonly lines: readonly string[];

  constructor(...lines: string[]) {
    super(lines[0]);
    this.lines = lines;
  }
}

/** What the machine says, and what it means for whoever typed `npm start`. The first that fits is shown. */
const known: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /error while loading shared libraries: (?<what>[^:\s]+)/,
    [
      'PostgreSQL needs the library $what, which this machine lacks.',
      'On Debian and Ubuntu: apt-get install libc6 libstdc++6 zlib1g',
    ],
  ],
  [
    /symbol not found|ld-linux|libc\.musl|No embedded PostgreSQL for this machine \((?<what>.+?)\)/,
    [
      'there is no embedded PostgreSQL for this machine. It needs Linux with glibc (not Alpine), macOS or Windows.',
      'If the libraries were installed on another machine: remove node_modules and type npm start again.',
    ],
  ],
  [
    /made by PostgreSQL (?<what>\d+)/,
    [
      'the kept data was made by PostgreSQL $what; this is 18.',
      'npm run start:fresh forgets the data and begins anew.',
    ],
  ],
  [/ENOSPC|No space left on device/, ['the disk is full. Handslag needs about 300 MB for its data.']],
  [
    /EROFS|read-only file system/i,
    [
      'this folder is read-only, and Handslag keeps its data here.',
      'Choose a folder of your own with HANDSLAG_DATA, or copy the project.',
    ],
  ],
  [
    /chown|setuid|EINVAL: invalid argument, spawn|refuses to run as root/,
    [
      'PostgreSQL refuses to run as root, and here root may not start programs as another user.',
      'Start as an ordinary user instead.',
    ],
  ],
  [
    /could not bind|Address already in use|EADDRINUSE/,
    [
      'a port was taken by another program while we were starting. Try again, or set PORT_BASE, for example: PORT_BASE=5100 npm start',
    ],
  ],
  [
    /could not (create|map|resize) .*shared memory|could not map anonymous/i,
    ['PostgreSQL did not get the memory it needs. Handslag needs about 1 GB of memory.'],
  ],
  [
    /password authentication failed/,
    [
      'the passwords in secrets.json do not fit the databases.',
      'npm run start:fresh forgets the data and begins anew.',
    ],
  ],
  [
    /was changed after it had run/,
    ['the kept data was made by another version of Handslag.', 'npm run start:fresh forgets the data and begins anew.'],
  ],
  [
    /EACCES|EPERM|Permission denied/,
    [
      'a file or folder may not be used by this user. Was it made by another user (root)?',
      'Choose a folder of your own with HANDSLAG_DATA, or mend the owner of .handslag.',
    ],
  ],
];

const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.message}\n${wordsOf(error.cause ?? '')}` : String(error);

/** What to print for anything that was thrown. */
export function explain(error: unknown): readonly string[] {
  if (error instanceof Trouble) return error.lines;
  if (error instanceof WrongSetting) return [error.message];
  const words = wordsOf(error).trim();
  for (const [pattern, lines] of known) {
    const found = pattern.exec(words);
    if (found)
      return [...lines.map((line) => line.replace('$what', found.groups?.['what'] ?? '')), `(${firstLine(words)})`];
  }
  return words.split('\n');
}

const firstLine = (text: string) => (text.split('\n')[0] ?? '').slice(0, 200);

export const portsTaken = (taken: readonly (readonly [number, string])[], portBase: number) =>
  new Trouble(
    ...taken.map(([port, use]) => `port ${port} is used by another program; ${use} needs it.`),
    `Stop that program, or move all ports: PORT_BASE=${portBase + 1000} npm start`,
  );

export const alreadyRunning = (pid: number) =>
  new Trouble(
    `Handslag is already running here (process ${pid}).`,
    'Stop it with Ctrl-C where it was started, or set PORT_BASE to start a second one beside it.',
  );

export const otherPorts = (was: number) =>
  new Trouble(
    `the data in this folder belongs to PORT_BASE=${was}, and addresses are part of it.`,
    `Start with PORT_BASE=${was}, choose another HANDSLAG_DATA, or forget the data with npm run start:fresh.`,
  );

export const cannotWrite = (folder: string, reason: string) =>
  new Trouble(
    `${folder} cannot be written to (${reason}), and Handslag keeps its databases there.`,
    'Choose a folder of your own, for example: HANDSLAG_DATA=~/handslag-data npm start',
  );

export const secretsLost = (file: string) =>
  new Trouble(
    `there are databases, but their passwords (${file}) are gone or damaged.`,
    'npm run start:fresh forgets the data and begins anew.',
  );
