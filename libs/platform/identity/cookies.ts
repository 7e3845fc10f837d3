// SPDX-License-Identifier: EUPL-1.2

/** A cookie that only this one origin can set and read, on every path of it. */
export class HostCookie {
  constructor(private readonly name: string) {}

  read(header: string | undefined, origin: string): string | undefined {
    const wanted = `${this.#nameAt(origin)}=`;
    const pair = (header ?? '').split(/; */).find((part) => part.startsWith(wanted));
    return pair?.slice(wanted.length);
  }

  /** Without an age the browser forgets it when it is closed. */
  write(value: string, origin: string, maxAgeSeconds?: number): string {
    const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
    return `${this.#nameAt(origin)}=${value}; Path=/; HttpOnly; SameSite=Lax${isPlainLocalhost(origin) ? '' : '; Secure'}${age}`;
  }

  clear(origin: string): string {
    return this.write('', origin, 0);
  }

  #nameAt(origin: string): string {
    return isPlainLocalhost(origin) ? this.name : `__Host-${this.name}`;
  }
}

/** The one place where a cookie may travel without TLS: a developer's own machine. */
function isPlainLocalhost(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && (hostname === 'localhost' || hostname.endsWith('.localhost'));
}
