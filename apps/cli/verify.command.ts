// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { verifyReceipts } from '#federation';
import { verifyWallFile } from '#tenant/wall';
import { optional, WrongUse, type Command } from './command.ts';

function readDocument(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw new WrongUse(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const isOfTheWall = (document: unknown): boolean =>
  String((document as { format?: unknown } | null | undefined)?.format).startsWith('handslag-wall');

export const verifyCommand: Command = {
  arguments: '<receipts.json> [the other side’s receipts.json] | <handslag-wall.json>',
  options: { key: { type: 'string' } },
  positionals: true,
  help: [
    ['<receipts.json>', 'from the page of receipts; both sides’ files together prove most'],
    ['<handslag-wall.json>', 'from /wall'],
    ['--key <fingerprint>', 'a result from /wall must be signed by this key'],
  ],
  async run(given) {
    const { positionals } = given;
    if (positionals.length === 0)
      throw new WrongUse(
        'Which file? Receipts are downloaded from the page of receipts, a test of the wall from /wall',
      );
    const documents = positionals.map(readDocument);
    const [first] = documents;
    const verdict = isOfTheWall(first)
      ? await verifyWallFile(first, optional(given, 'key'))
      : await verifyReceipts(...documents);
    return { code: verdict.ok ? 0 : 1, json: verdict, lines: [verdict.sv, verdict.en] };
  },
};
