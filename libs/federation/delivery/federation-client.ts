// SPDX-License-Identifier: EUPL-1.2
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { Refusal, ReceiptAnswer } from '#contracts';
import { parseShallow } from '#platform/crypto';

/** What came back: a receipt, a reason, or nothing. */
export type Answer =
  | { readonly outcome: 'receipt'; readonly receipt: string }
  | {
      readonly outcome: 'refused';
      readonly status: number;
      readonly code: string;
      readonly lastSeq?: number;
      readonly retryAfter?: number;
    }
  | { readonly outcome: 'unreachable'; readonly code: string };

const connectMs = 5_000;
const answerMs = 10_000;
/** However busy it looks: an answer that drips holds a worker no longer than this. */
const wholeMs = 25_000;
const longestAnswer = 16 * 1024;
const inbox = '/federation/inbox';

/** Addresses that must never be reached from a server on behalf of another tenant. */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(network, bits, 'ipv4');
}
/** Of IPv6 only global unicast is let through, and of that neither the tunnels nor the documentation range. */
const outsideIpv6 = new BlockList();
outsideIpv6.addSubnet('2000::', 3, 'ipv6');
const insideIpv6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  insideIpv6.addSubnet(network, bits, 'ipv6');
}

export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !inside.check(address, 'ipv4');
  return isIP(address) === 6 && outsideIpv6.check(address, 'ipv6') && !insideIpv6.check(address, 'ipv6');
}

class PrivateAddress extends Error {
  readonly code = 'PRIVATE_ADDRESS';
}

/** Checked at the moment of connecting, so that a name cannot change its address in between. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => !isPublicAddress(address)))
      return callback(new PrivateAddress(hostname), '', 0);
    if (options.all) return (callback as unknown as (error: null, found: LookupAddress[]) => void)(null, addresses);
    return callback(null, first.address, first.family);
  });
};

/** Development only: the local start's names, which Node does not resolve by itself. */
const loopback: LookupFunction = (hostname, options, callback) => {
  if (hostname !== 'localhost' && !hostname.endsWith('.localhost'))
    return systemLookup(hostname, options as never, callback as never);
  if (options.all)
    return (callback as unknown as (error: null, found: LookupAddress[]) => void)(null, [
      { address: '127.0.0.1', family: 4 },
    ]);
  return callback(null, '127.0.0.1', 4);
};

/** Posts sealed letters to a partner's pinned origin; follows no redirect and reaches no private network. */
export class FederationClient {
  readonly #agent: Agent;

  constructor(private readonly options: { readonly loopback: boolean }) {
    this.#agent = new Agent({
      connect: { lookup: options.loopback ? loopback : publicOnly, timeout: connectMs },
      headersTimeout: answerMs,
      bodyTimeout: answerMs,
      maxResponseSize: longestAnswer,
      connections: 8,
    });
  }

  async post(origin: string, letter: string): Promise<Answer> {
    const { protocol, hostname } = new URL(origin);
    if (!this.options.loopback) {
      const literal = hostname.replace(/^\[|\]$/g, '');
      if (protocol !== 'https:' || (isIP(literal) !== 0 && !isPublicAddress(literal)))
        return { outcome: 'unreachable', code: 'PRIVATE_ADDRESS' };
    }
    try {
      const { statusCode, headers, body } = await request(origin + inbox, {
        method: 'POST',
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(wholeMs),
        headers: { 'content-type': 'application/jose', accept: 'application/json' },
        body: letter,
      });
      return answerOf(statusCode, await body.text(), Number(headers['retry-after']));
    } catch (error) {
      return { outcome: 'unreachable', code: codeOf(error) };
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

function answerOf(status: number, text: string, retryAfter: number): Answer {
  const body = parseShallow(text, 3);
  if (status === 202) {
    const answer = ReceiptAnswer.safeParse(body);
    return answer.success
      ? { outcome: 'receipt', receipt: answer.data.receipt }
      : { outcome: 'unreachable', code: 'NO_RECEIPT' };
  }
  if (status >= 500 || status < 400) return { outcome: 'unreachable', code: `HTTP_${status}` };
  const { code = 'message.refused', lastSeq } = Refusal.safeParse(body).data ?? {};
  return {
    outcome: 'refused',
    status,
    code,
    ...(lastSeq === undefined ? {} : { lastSeq }),
    ...(retryAfter > 0 ? { retryAfter } : {}),
  };
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code ?? (error as { cause?: { code?: unknown } }).cause?.code;
  return typeof code === 'string' ? code.slice(0, 60) : 'UNREACHABLE';
}
