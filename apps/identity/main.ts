// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import type { ProviderFile } from './clients.ts';
import { readConfig } from './config.ts';
import { startIdentity } from './server.ts';

const config = readConfig(process.env);
const file = JSON.parse(readFileSync(config.providerFile, 'utf8')) as ProviderFile;
const identity = await startIdentity({ ...config, file });
process.stdout.write(`Demo identity provider: ${identity.issuer}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void identity.close().then(() => process.exit(0)));
