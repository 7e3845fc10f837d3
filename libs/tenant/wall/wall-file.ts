// SPDX-License-Identifier: EUPL-1.2
import { mediaTypes, WallFile, WallRun, type SigningKey } from '#contracts';
import type { Verdict } from '#federation';
import { parseShallow, publicKey, thumbprint, verifyCompact } from '#platform/crypto';

const deepest = 4;
const staleMs = 30 * 86_400_000;

/** The SHA-256 of a key as people read it out: sixteen groups of four hexadecimal digits. */
export const fingerprintOf = ({ kid }: Pick<SigningKey, 'kid'>): string =>
  (Buffer.from(kid, 'base64url').toString('hex').match(/.{4}/g) ?? []).join(' ');

/** What the key signed; null unless it did, and it is a run. */
export async function runIn(result: string, { kid, x }: SigningKey): Promise<WallRun | null> {
  if ((await thumbprint('sig', x)) !== kid) return null;
  const text = await verifyCompact(result, { kid, key: await publicKey('sig', x) }, mediaTypes.wall);
  return text === null ? null : (WallRun.safeParse(parseShallow(text, deepest)).data ?? null);
}

export const isStale = ({ at }: WallRun, now: Date): boolean => now.getTime() - Date.parse(at) > staleMs;

/**
 * Checks a file that was taken from `/wall`, without any network.
 * Good only when the signature is the key's own and everything that was tested held.
 */
export async function verifyWallFile(document: unknown, fingerprint?: string): Promise<Verdict> {
  const file = WallFile.safeParse(document).data;
  if (!file) return no('format', 'filen är inte ett resultat från väggen', 'the file is no result of the wall');
  const own = fingerprintOf(file.key);
  const wanted = fingerprint?.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
  if (wanted !== undefined && wanted !== own.replaceAll(' ', ''))
    return no('key', `nyckeln är en annan: ${own}`, `the key is another one: ${own}`);
  const run = await runIn(file.result, file.key);
  if (!run) return no('signature', 'underskriften är bruten', 'the signature is broken');
  const { at, version, build, cases, checks, number, outcome, plane } = run;
  const failed = checks.filter((check) => check.outcome === 'failed').map(({ check }) => check);
  const skipped = checks.filter((check) => check.outcome === 'not-run').map(({ check }) => check);
  const told = (words: { plane: string; not: string; key: string; test: string; tries: string }) =>
    [
      `${words.test} ${number}, ${words.plane}, ${at}, version ${version} (${build}), ${cases} ${words.tries}`,
      skipped.length ? `. ${words.not}: ${skipped.join(', ')}` : '',
      `. ${words.key}: ${own}`,
    ].join('');
  const sv = told({
    plane: plane === 'civic' ? 'föreningarnas system' : 'kommunernas system',
    not: 'Prövades inte',
    key: 'Jämför fingeravtrycket',
    test: 'Kontroll',
    tries: 'försök',
  });
  const en = told({
    plane: plane === 'civic' ? "the associations' system" : "the municipalities' system",
    not: 'Not tested',
    key: 'Compare the fingerprint',
    test: 'Test',
    tries: 'tries',
  });
  if (outcome === 'failed' || failed.length > 0) {
    const which = failed.join(', ');
    return {
      ok: false,
      broken: 'failed',
      sv: `Underskriften stämmer, men väggen höll inte: ${which}. ${sv}.`,
      en: `The signature holds, but the wall did not: ${which}. ${en}.`,
    };
  }
  return { ok: true, sv: `Stämmer: det som prövades höll. ${sv}.`, en: `Holds: what was tested held. ${en}.` };
}

const no = (broken: string, sv: string, en: string): Verdict => ({
  ok: false,
  broken,
  sv: `Stämmer inte: ${sv}.`,
  en: `Does not hold: ${en}.`,
});
