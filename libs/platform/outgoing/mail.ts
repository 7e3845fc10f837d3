// SPDX-License-Identifier: EUPL-1.2
import { createTransport } from 'nodemailer';
import type { Clock, Randomness } from '#kernel';
import type { Folder } from './folder.ts';
import { Mail, type Letter } from './ports.ts';

/** The sender's side of each letter: whose house it comes from, when, and a name of its own. */
export class Franking {
  constructor(
    private readonly from: string,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  frank({ to, fromName, subject, text, html, language }: Letter) {
    const id = this.randomness.uuid();
    return {
      from: { name: fromName, address: this.from },
      to,
      subject,
      text,
      html,
      messageId: `<${id}@${this.from.slice(this.from.indexOf('@') + 1)}>`,
      date: this.clock.now(),
      baseBoundary: id,
      textEncoding: 'quoted-printable' as const,
      // RFC 3834: no out-of-office answers to this.
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    };
  }
}

/** Through the operator's own mail server. `url` like `smtps://user:password@mail.example.org`. */
export class SmtpMail extends Mail {
  readonly available = true;
  readonly #transport;

  constructor(
    url: string,
    private readonly franking: Franking,
  ) {
    super();
    const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
    this.#transport = createTransport({ url, ...patience });
  }

  async send(letter: Letter): Promise<void> {
    await this.#transport.sendMail(this.franking.frank(letter));
  }
}

/** Each e-mail as a file that any mail program opens. */
export class FileMail extends Mail {
  readonly available = true;
  readonly #transport = createTransport({ streamTransport: true, buffer: true });

  constructor(
    private readonly folder: Folder,
    private readonly franking: Franking,
  ) {
    super();
  }

  async send(letter: Letter): Promise<void> {
    const { message } = await this.#transport.sendMail(this.franking.frank(letter));
    await this.folder.keep('.eml', message as Buffer);
  }
}
