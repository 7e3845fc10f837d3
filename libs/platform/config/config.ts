// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const url = z.url({ protocol: /^(https?|postgres(ql)?|rediss?)$/ });
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1');

/** Every setting of a plane's process, by environment name; `NAME_FILE` reads the value from a file instead. */
export const settings = z.object({
  PLANE: z.enum(['municipal', 'civic']).describe('which half of the house this process is'),
  PORT: z.coerce.number().int().min(1).max(65535).default(4100).describe('port to listen on'),
  BIND: z.string().default('127.0.0.1').describe('address to listen on'),
  ROLE: z.enum(['all', 'api', 'worker']).default('all').describe('what this process does; all by default'),
  DATABASE_URL: url.describe('tenant database, role handslag_app'),
  PLATFORM_DATABASE_URL: url.describe('platform database, role handslag_platform'),
  QUEUE_DATABASE_URL: url.describe('platform database, role handslag_queue'),
  REDIS_URL: url.optional().describe('Redis for the queue instead of PostgreSQL'),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(10)
    .describe('most connections to the tenant database'),
  DATABASE_PREPARES: z
    .enum(['0', '1'])
    .default('1')
    .transform((value) => value === '1')
    .describe('prepare statements that recur on the server; 0 behind a PgBouncer older than 1.21'),
  MASTER_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes, base64url')
    .describe('wraps the keys of the tenants'),
  OIDC_ISSUER: url.describe('issuer of the OpenID provider'),
  OIDC_CLIENTS_FILE: z.string().describe('JSON file with one client a tenant and kind of sign-in'),
  FEDERATION_LOOPBACK: flag.describe(
    'development only: let federation, and push, reach *.localhost and private addresses',
  ),
  WEB_FOLDER: z.string().optional().describe('folder of the built web app'),
  MAIL_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('mail server, like smtps://user:password@mail.example.org; no e-mail without'),
  MAIL_FROM: z
    .email()
    .default('handslag@localhost.localdomain')
    .describe('sender of e-mail, and contact for push services'),
  SMS_URL: url
    .optional()
    .describe('46elks, like https://user:password@api.46elks.com/a1/sms; no text messages without'),
  SMS_FROM: z
    .string()
    .regex(/^[A-Za-z0-9]{3,11}$/)
    .default('Handslag')
    .describe('sender name of text messages'),
  OUTGOING_FOLDER: z
    .string()
    .optional()
    .describe(
      'folder for e-mail and text messages where no server is set, and for a copy of each push message; for trying out',
    ),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  TRUST_PROXY: flag.describe('believe X-Forwarded-For of the one proxy in front'),
});
export type PlaneConfig = z.infer<typeof settings>;

/**
 * Reads the settings once, at start.
 * @throws Error that lists every setting that is missing or wrong, by name.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): PlaneConfig {
  const given = Object.fromEntries(
    Object.keys(settings.shape).map((name) => {
      const file = environment[`${name}_FILE`];
      return [
        name,
        file && environment[name] === undefined ? readFileSync(file, 'utf8').trim() : environment[name] || undefined,
      ];
    }),
  );
  const parsed = settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`These settings are missing or wrong:\n${faults.join('\n')}`);
}
