// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { SigningKey } from './keys.ts';
import { CompactJws, Sha512, Timestamp } from './vocabulary.ts';

/** What `handslag prove` examines, in this order. */
export const wallChecks = [
  'database-rules',
  'roles',
  'own-cluster',
  'no-tenant',
  'tables',
  'doors',
  'other-ids',
  'canaries',
  'list',
  'road',
] as const;

/** `not-run` is neither good nor bad: it was not looked at. */
export const WallCheck = z.strictObject({
  check: z.enum(wallChecks),
  outcome: z.enum(['held', 'failed', 'not-run']),
  /** How many single things were tried, and how many of them did not hold. */
  cases: z.int().min(0),
  failures: z.int().min(0),
  ms: z.int().min(0),
});
export type WallCheck = z.infer<typeof WallCheck>;

/** What one run of `handslag prove` found on one plane; it names no organisation, no person and no machine. */
export const WallRun = z
  .strictObject({
    plane: z.enum(['municipal', 'civic']),
    /** Counts from one, so that a run that was taken away leaves a gap. */
    number: z.int().min(1),
    /** SHA-512 of the signed run before it. */
    previous: Sha512.nullable(),
    version: z.string().max(40),
    /** Of the code that answered, as it was running. */
    build: z.string().regex(/^[0-9a-f]{12}$/),
    at: Timestamp,
    ms: z.int().min(0),
    cases: z.int().min(0),
    outcome: z.enum(['held', 'failed']),
    checks: z.array(WallCheck).min(1).max(40),
  })
  .meta({ id: 'WallRun' });
export type WallRun = z.infer<typeof WallRun>;

/** A run as anybody may take it away and check it without network: the installation's public key, and what it signed. */
export const WallFile = z
  .strictObject({ format: z.literal('handslag-wall-1'), key: SigningKey, result: CompactJws })
  .meta({ id: 'WallFile' });
export type WallFile = z.infer<typeof WallFile>;
