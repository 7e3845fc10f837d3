// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { verifyReceipts } from '#federation';
import { WrongUse, type Command } from './command.ts';

function readDocument(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw new WrongUse(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export const verifyCommand: Command = {
  arguments: '<receipts.json> [the other side’s receipts.json]',
  options: {},
  positionals: true,
  help: [],
  async run({ positionals }) {
    if (positionals.length === 0)
      throw new WrongUse('Which file? Receipts are downloaded as JSON from the page of receipts');
    const verdict = await verifyReceipts(...positionals.map(readDocument));
    return { code: verdict.ok ? 0 : 1, json: verdict, lines: [verdict.sv, verdict.en] };
  },
};
