// SPDX-License-Identifier: EUPL-1.2
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Provider from 'oidc-provider';
import { readAsset } from './assets.ts';
import { Calls } from './calls.ts';
import type { ProviderFile } from './clients.ts';
import { Orders, type Method, type Order } from './orders.ts';
import * as pages from './pages.ts';
import { createProvider, levels, methods } from './provider.ts';
import { findPerson } from './test-persons.ts';

export interface IdentityOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Told to the world; by default the address listened on. */
  readonly issuer?: string;
  /** Called with the issuer, once it is known. */
  readonly file: ProviderFile | ((issuer: string) => ProviderFile);
  readonly orderLifetimeMs?: number;
  /** How long somebody on the phone may take to answer. */
  readonly callSeconds?: number;
  readonly now?: () => number;
}

export interface Identity {
  readonly issuer: string;
  close(): Promise<void>;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Running extends Exchange {
  readonly order: Order;
  /** The device that the client asked for, if it did. */
  readonly wish: Method | undefined;
}

const contentPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

function send({ response }: Exchange, body: string | Buffer, type = 'text/html; charset=utf-8', status = 200): void {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': contentPolicy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

function redirect({ response }: Exchange, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' });
  response.end();
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 10_000) throw new Error('Form too large');
  }
  return new URLSearchParams(text);
}

const gone = (exchange: Exchange): void =>
  send(
    exchange,
    pages.errorPage('Inloggningen gäller inte längre', 'Den är redan klar, avbruten eller för gammal.'),
    undefined,
    400,
  );

function wishOf(acrValues: unknown): Method | undefined {
  const wanted = typeof acrValues === 'string' ? acrValues.split(' ') : [];
  return (['same-device', 'qr'] as const).find((method) => wanted.includes(methods[method]));
}

/** The pages around the provider: choosing where BankID is, the QR code, the simulated app and phone. */
class IdentityServer {
  constructor(
    private readonly issuer: string,
    private readonly provider: Provider,
    private readonly orders: Orders,
    private readonly calls: Calls,
  ) {}

  async answer(exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    const url = new URL(request.url ?? '/', this.issuer);
    const [, area, id, step = ''] = url.pathname.split('/');
    if (url.pathname === '/') return send(exchange, pages.aboutPage(this.issuer));
    if (area === 'assets') return this.#asset(exchange, id ?? '');
    if (area === 'calls') return this.#calls(exchange, id, step);
    if (area === 'interaction' && id) return this.#interaction(exchange, `${request.method} ${step}`);
    if (area === 'phone')
      return this.#phone(exchange, `${request.method} ${step}`, id, url.searchParams.get('qr') ?? '');
    await this.provider.callback()(request, response);
  }

  /** Where whoever is on the phone answers; in the demo anybody may answer for them. */
  async #calls(exchange: Exchange, id: string | undefined, step: string): Promise<void> {
    if (!id || exchange.request.method !== 'POST') return send(exchange, pages.callsPage(this.calls.open));
    const as = (await readForm(exchange.request)).get('person') ?? undefined;
    const word = step === 'approve' ? 'approve' : 'cancel';
    if (!(await this.calls.answer(id, word, as))) return gone(exchange);
    send(exchange, pages.phoneDonePage(word === 'approve'));
  }

  async #asset(exchange: Exchange, name: string): Promise<void> {
    const asset = await readAsset(name);
    if (asset) send(exchange, asset.content, asset.type);
    else send(exchange, 'Not found', 'text/plain', 404);
  }

  async #interaction(exchange: Exchange, step: string): Promise<void> {
    const running = await this.#running(exchange);
    if (!running) return gone(exchange);
    const { order } = running;
    if (step === 'GET state') return this.#state(running);
    if (step === 'GET outcome' || !this.orders.isOpen(order)) return this.#outcome(running);
    if (step === 'POST cancel') {
      this.orders.cancel(order);
      return this.#outcome(running);
    }
    if (step === 'POST approve') return this.#approveHere(running);
    this.#show(running, step);
  }

  async #running({ request, response }: Exchange): Promise<Running | undefined> {
    try {
      const { uid, params } = await this.provider.interactionDetails(request, response);
      const client = await this.provider.Client.find(String(params['client_id']));
      if (!client) return undefined;
      const tenant = String(client['sector']);
      const as = client.clientId.endsWith('-staff') ? 'staff' : 'resident';
      const order = this.orders.open(uid, client.clientName ?? tenant, { tenant, as });
      return { request, response, order, wish: wishOf(params['acr_values']) };
    } catch {
      return undefined;
    }
  }

  #show(running: Running, step: string): void {
    const { order } = running;
    const asking = {
      uid: order.uid,
      asker: order.asker,
      here: order.here,
      secondsLeft: this.orders.secondsLeft(order),
    };
    if (step === 'GET ' && running.wish) {
      redirect(running, `/interaction/${order.uid}/${running.wish}`);
      return;
    }
    if (step === 'GET same-device') return send(running, pages.sameDevicePage(asking));
    const phone = this.#phoneAddress(order);
    if (step === 'GET qr') return send(running, pages.qrPage(asking, this.issuer + phone, phone));
    return send(running, pages.startPage(asking));
  }

  #state(running: Running): void {
    const { order } = running;
    const phone = this.#phoneAddress(order);
    const body = {
      state: this.orders.state(order),
      secondsLeft: this.orders.secondsLeft(order),
      phone,
      svg: pages.qrSvg(this.issuer + phone),
    };
    send(running, JSON.stringify(body), 'application/json');
  }

  /** What the QR code holds: as long as nobody has a real phone at hand, the simulated one opens it. */
  #phoneAddress(order: Order): string {
    return `/phone?qr=${encodeURIComponent(this.orders.qrContent(order))}`;
  }

  async #approveHere(running: Running): Promise<void> {
    const person = findPerson((await readForm(running.request)).get('person') ?? '');
    if (!person) return redirect(running, `/interaction/${running.order.uid}/same-device`);
    this.orders.approve(running.order, person, 'same-device');
    return this.#outcome(running);
  }

  /** Hands the order's end to the client that asked; an order still open goes back to its page. */
  async #outcome({ request, response, order }: Running): Promise<void> {
    const { decision } = order;
    const state = this.orders.state(order);
    if (this.orders.isOpen(order)) return redirect({ request, response }, `/interaction/${order.uid}/qr`);
    this.orders.forget(order);
    if (!decision || decision === 'cancelled') {
      // A person who says no is `access_denied`; a person who never answered was not authenticated: `login_required`.
      const error = state === 'cancelled' ? 'access_denied' : 'login_required';
      const error_description = state === 'cancelled' ? 'the person cancelled' : 'the order expired';
      return this.provider.interactionFinished(request, response, { error, error_description });
    }
    const { person, method } = decision;
    const login = {
      accountId: person.key,
      acr: levels[person.level ?? 'loa3'],
      amr: [methods[method]],
      remember: false,
    };
    return this.provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }

  async #phone(exchange: Exchange, step: string, phoneToken: string | undefined, qr: string): Promise<void> {
    if (!phoneToken) {
      const scanned = this.orders.scan(qr);
      return scanned ? redirect(exchange, `/phone/${scanned.phoneToken}`) : gone(exchange);
    }
    const order = this.orders.byPhone(phoneToken);
    if (!order || !this.orders.isOpen(order)) return gone(exchange);
    if (step === 'POST cancel') {
      this.orders.cancel(order);
      return send(exchange, pages.phoneDonePage(false));
    }
    const person =
      step === 'POST approve' ? findPerson((await readForm(exchange.request)).get('person') ?? '') : undefined;
    if (!person) return send(exchange, pages.phonePage(phoneToken, order.asker, order.here));
    this.orders.approve(order, person, 'qr');
    return send(exchange, pages.phoneDonePage(true));
  }
}

export async function startIdentity(options: IdentityOptions): Promise<Identity> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  const issuer = options.issuer ?? `http://localhost:${(server.address() as AddressInfo).port}`;
  const file = typeof options.file === 'function' ? options.file(issuer) : options.file;
  const orders = new Orders(options.orderLifetimeMs ?? 180_000, options.now ?? Date.now);
  const calls = new Calls(options.now ?? Date.now, (key) => levels[findPerson(key)?.level ?? 'loa3']);
  const identity = new IdentityServer(issuer, createProvider(issuer, file, calls, options.callSeconds), orders, calls);
  server.on('request', (request, response) => {
    identity.answer({ request, response }).catch(() => {
      const sorry = pages.errorPage('Något gick fel', 'Demotjänsten kunde inte svara.');
      if (response.headersSent) response.destroy();
      else send({ request, response }, sorry, undefined, 500);
    });
  });
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
