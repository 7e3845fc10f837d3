// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';

const environment = z.object({
  IDENTITY_HOST: z.string().default('127.0.0.1'),
  IDENTITY_PORT: z.coerce.number().int().default(4300),
  /** What `demoClients(…).provider` returned, as JSON. */
  IDENTITY_FILE: z.string(),
});

export interface IdentityConfig {
  readonly host: string;
  readonly port: number;
  readonly issuer: string;
  readonly providerFile: string;
}

/** The demo provider lets anybody be anybody, so it never runs in production. */
export function readConfig(env: NodeJS.ProcessEnv): IdentityConfig {
  if (env['NODE_ENV'] === 'production')
    throw new Error('The demo identity provider refuses to run with NODE_ENV=production');
  const { IDENTITY_HOST: host, IDENTITY_PORT: port, IDENTITY_FILE: providerFile } = environment.parse(env);
  return { host, port, issuer: `http://localhost:${port}`, providerFile };
}
