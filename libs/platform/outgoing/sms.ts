// SPDX-License-Identifier: EUPL-1.2
import { request } from 'undici';
import type { Folder } from './folder.ts';
import { Sms } from './ports.ts';

/** Each text message as a file. */
export class FileSms extends Sms {
  readonly available = true;

  constructor(private readonly folder: Folder) {
    super();
  }

  send(to: string, text: string): Promise<void> {
    return this.folder.keep('.sms.txt', `To: ${to}\n\n${text}\n`);
  }
}

/**
 * Through 46elks. `url` like `https://user:password@api.46elks.com/a1/sms`.
 * @throws Error with the provider's status when it did not take the message.
 */
export class ElksSms extends Sms {
  readonly available = true;
  readonly #address: string;
  readonly #authorization: string;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    const { username, password, origin, pathname } = new URL(url);
    this.#address = origin + pathname;
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.#authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  }

  async send(to: string, text: string): Promise<void> {
    const { statusCode, body } = await request(this.#address, {
      method: 'POST',
      headers: { authorization: this.#authorization, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ from: this.from, to, message: text, dontlog: 'message' }).toString(),
      headersTimeout: 10_000,
      bodyTimeout: 10_000,
    });
    await body.dump();
    if (statusCode !== 200) throw new Error(`The SMS provider answered ${statusCode}`);
  }
}
