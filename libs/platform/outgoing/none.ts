// SPDX-License-Identifier: EUPL-1.2
import { Mail, Sms } from './ports.ts';

/** The operator has no mail server: nobody is offered e-mail. */
export class NoMail extends Mail {
  readonly available = false;
  send(): Promise<void> {
    return Promise.reject(new Error('No mail server is set'));
  }
}

export class NoSms extends Sms {
  readonly available = false;
  send(): Promise<void> {
    return Promise.reject(new Error('No SMS provider is set'));
  }
}
