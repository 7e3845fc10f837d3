// SPDX-License-Identifier: EUPL-1.2
export { decodeStrictly } from './base64url.ts';
export { CryptoModule } from './crypto.module.ts';
export { parseShallow } from './json.ts';
export { makeKey, privateKey, publicKey, thumbprint, type KeyMaterial, type KeyUse, type OpenedKey } from './keys.ts';
export { MasterKey, SealBroken } from './master-key.ts';
export { pad, sizeClass, unpad } from './padding.ts';
export { openSealed, sealCompact, sealedFor, type SealingPair } from './sealing.ts';
export { sha512, signatureHeader, signCompact, unverifiedText, verifyCompact } from './signing.ts';
export { Vault } from './vault.ts';
export { wordList } from './word-list.ts';
export { wordsFor } from './words.ts';
