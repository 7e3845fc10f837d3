// SPDX-License-Identifier: EUPL-1.2
import { createECDH } from 'node:crypto';
import { request } from 'undici';
import webPush from 'web-push';
import { Invalid, type Randomness } from '#kernel';
import type { Folder } from './folder.ts';
import { Push, type Delivery, type PushAddress, type PushIdentity } from './ports.ts';

/** The push services of the browsers; nothing else is ever called at a browser's word. */
const services = [
  /^fcm\.googleapis\.com$/,
  /^(updates|updates-autopush)\.push\.services\.mozilla\.com$/,
  /^([a-z0-9-]+\.)*push\.apple\.com$/,
  /^([a-z0-9-]+\.)*notify\.windows\.com$/,
];

export interface WebPushOptions {
  readonly randomness: Randomness;
  /** Whom a push service may write to, `mailto:…`. */
  readonly contact: string;
  /** Development only: push services on this machine are services, too. */
  readonly loopback: boolean;
  /** Where a readable copy of each message goes. */
  readonly copies: Folder | null;
}

/** Web push (RFC 8030), encrypted to the browser (RFC 8291): the push service sees that something came, not what. */
export class WebPush extends Push {
  constructor(private readonly options: WebPushOptions) {
    super();
  }

  check(endpoint: string): void {
    const { protocol, hostname, port } = new URL(endpoint);
    const known = protocol === 'https:' && port === '' && services.some((service) => service.test(hostname));
    const local = this.options.loopback && (hostname === 'localhost' || hostname === '127.0.0.1');
    if (!known && !local) throw new Invalid('notice.push-service-unknown', { pointer: '/endpoint' });
  }

  async send(identity: PushIdentity, to: PushAddress, payload: string, secondsToLive: number): Promise<Delivery> {
    this.check(to.endpoint);
    await this.options.copies?.keep('.push.json', payload);
    const { endpoint, headers, body } = webPush.generateRequestDetails(to, payload, {
      TTL: secondsToLive,
      contentEncoding: 'aes128gcm',
      vapidDetails: { subject: this.options.contact, ...identity },
    });
    const answer = await request(endpoint, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
      headersTimeout: 10_000,
      bodyTimeout: 10_000,
    });
    await answer.body.dump();
    if (answer.statusCode === 404 || answer.statusCode === 410) return 'gone';
    if (answer.statusCode >= 300) throw new Error(`The push service answered ${answer.statusCode}`);
    return 'sent';
  }

  makeIdentity(): PushIdentity {
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(this.options.randomness.bytes(32));
    return { publicKey: curve.getPublicKey('base64url'), privateKey: curve.getPrivateKey('base64url') };
  }
}
