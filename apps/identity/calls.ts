// SPDX-License-Identifier: EUPL-1.2
import { errors, type Provider } from 'oidc-provider';
import { findPerson } from './test-persons.ts';

/** Somebody is on the phone and asked who they are; what their BankID would show. */
export interface Call {
  readonly id: string;
  readonly person: string;
  readonly asker: string;
  readonly message: string;
  readonly until: number;
}

/** Calls under way; whoever is rung up answers on a page of their own. */
export class Calls {
  readonly #all = new Map<string, Call>();
  provider!: Provider;

  /** @param levelOf the level of a test person's e-ID, as `acr` */
  constructor(
    private readonly now: () => number,
    private readonly levelOf: (person: string) => string,
  ) {}

  ring(call: Call): void {
    this.#all.set(call.id, call);
  }

  get open(): readonly Call[] {
    return [...this.#all.values()].filter(({ until }) => until > this.now());
  }

  /** @param as another test person, who has the phone instead */
  async answer(id: string, word: 'approve' | 'cancel', as?: string): Promise<boolean> {
    const call = this.open.find((one) => one.id === id);
    if (!call) return false;
    this.#all.delete(id);
    const request = await this.provider.BackchannelAuthenticationRequest.find(id);
    if (!request) return false;
    if (word === 'cancel') {
      await this.provider.backchannelResult(request, new errors.AccessDenied('the person said no'));
      return true;
    }
    const accountId = findPerson(as ?? call.person)?.key ?? call.person;
    request.accountId = accountId;
    const grant = new this.provider.Grant({ clientId: String(request.clientId), accountId });
    grant.addOIDCScope(String(request.scope));
    await grant.save();
    await this.provider.backchannelResult(request, grant, {
      acr: this.levelOf(accountId),
      authTime: Math.floor(this.now() / 1000),
    });
    return true;
  }
}
