// SPDX-License-Identifier: EUPL-1.2
import encodeQR from 'qr';
import type { Call } from './calls.ts';
import { Html, html } from './html.ts';
import { findPerson, fullName, testPersons, type Errand, type TestPerson } from './test-persons.ts';

const logo = html`<svg class="logo" viewBox="0 0 40 40" aria-hidden="true">
  <rect width="40" height="40" rx="12" />
  <path d="M12 20.5l5.5 5.5L28.5 14" />
</svg>`;

interface Page {
  readonly title: string;
  readonly head?: Html;
  readonly body: Html;
  readonly look?: 'phone';
}

function page({ title, head, body, look }: Page): string {
  return html`<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Demo-BankID</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/identity.css">
${head}
</head>
<body${look && html` class="${look}"`}>
<header>${logo}<p><strong>Demo-BankID</strong> <span>låtsaslegitimation</span></p></header>
<main>
${body}
</main>
<footer><p>Det här är en demo. Alla personer är påhittade, och ingen riktig e‑legitimation används.</p></footer>
</body>
</html>`.toString();
}

const initials = (person: TestPerson): string => person.givenName.charAt(0) + person.familyName.charAt(0);

const personButton = (person: TestPerson): Html =>
  html`<li>
    <button class="person" name="person" value="${person.key}">
      <span class="initials" aria-hidden="true">${initials(person)}</span>
      <span class="words"><strong>${fullName(person)}</strong> <span>${person.hint}</span></span>
    </button>
  </li>`;

const isAt = (person: TestPerson, here: Errand): boolean =>
  person.errands.some((errand) => errand.tenant === here.tenant && (here.as === 'staff') === (errand.as === 'staff'));

/** The people with an errand here first; everybody else stays one tap away. */
function personList(action: string, here: Errand): Html {
  const fitting = testPersons.filter((person) => isAt(person, here));
  const others = testPersons.filter((person) => !fitting.includes(person));
  return html`<form method="post" action="${action}">
<h2>Vem är du i dag?</h2>
<ul class="people">${fitting.map(personButton)}</ul>
<details${fitting.length === 0 && html` open`}>
<summary>Fler testpersoner (${others.length})</summary>
<ul class="people">${others.map(personButton)}</ul>
</details>
</form>`;
}

const cancelForm = (action: string): Html =>
  html`<form class="cancel" method="post" action="${action}"><button class="quiet">Avbryt</button></form>`;

const warning = html`<p class="note">Har någon annan bett dig att legitimera dig? Avbryt då.</p>`;

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

interface Asking {
  readonly uid: string;
  readonly asker: string;
  readonly here: Errand;
  readonly secondsLeft: number;
}

const watch = ({ uid, secondsLeft }: Asking): Html =>
  html`data-watch="/interaction/${uid}" data-seconds-left="${secondsLeft}"`;

const script = html`<script type="module" src="/assets/identity.js"></script>`;

export const startPage = (asking: Asking): string =>
  page({
    title: 'Logga in',
    head: script,
    body: html`<section ${watch(asking)}>
      <h1>Logga in hos ${asking.asker}</h1>
      <p>Var har du ditt BankID?</p>
      <ul class="choices">
        <li>
          <a class="choice first" href="/interaction/${asking.uid}/same-device"
            ><strong>På den här enheten</strong> <span>Öppna BankID här</span></a
          >
        </li>
        <li>
          <a class="choice" href="/interaction/${asking.uid}/qr"
            ><strong>På en annan enhet</strong> <span>Läs av en QR-kod med mobilen</span></a
          >
        </li>
      </ul>
      ${cancelForm(`/interaction/${asking.uid}/cancel`)}
    </section>`,
  });

export const sameDevicePage = (asking: Asking): string =>
  page({
    title: 'Legitimera dig',
    head: script,
    look: 'phone',
    body: html`<section ${watch(asking)}>
      <h1>Legitimera dig hos ${asking.asker}</h1>
      ${warning} ${personList(`/interaction/${asking.uid}/approve`, asking.here)}
      <p class="other"><a href="/interaction/${asking.uid}/qr">BankID på en annan enhet i stället</a></p>
      ${cancelForm(`/interaction/${asking.uid}/cancel`)}
    </section>`,
  });

export const qrSvg = (content: string): string => encodeQR(content, 'svg', { ecc: 'low', border: 2 });

export const qrPage = (asking: Asking, content: string, phone: string): string =>
  page({
    title: 'Läs av QR-koden',
    head: html`${script}<noscript
        ><meta http-equiv="refresh" content="2;url=/interaction/${asking.uid}/outcome"
      /></noscript>`,
    body: html`<section ${watch(asking)}>
      <h1>Logga in hos ${asking.asker}</h1>
      <ol class="steps">
        <li>Öppna BankID i din mobil.</li>
        <li>Tryck på QR-symbolen och läs av koden.</li>
      </ol>
      <div class="qr" role="img" aria-label="QR-kod som byts varje sekund" data-qr>${new Html(qrSvg(content))}</div>
      <p class="status" role="status" data-status>Väntar på din mobil.</p>
      <p class="left">Koden gäller i <span data-left>${clock(asking.secondsLeft)}</span>.</p>
      <p>
        <a class="choice" data-phone href="${phone}" target="_blank" rel="noopener"
          ><strong>Låtsas läsa av med mobilen</strong> <span>Öppnar en låtsasmobil i ett nytt fönster</span></a
        >
      </p>
      <p class="other"><a href="/interaction/${asking.uid}/same-device">BankID på den här enheten i stället</a></p>
      ${cancelForm(`/interaction/${asking.uid}/cancel`)}
    </section>`,
  });

export const phonePage = (phoneToken: string, asker: string, here: Errand): string =>
  page({
    title: 'Legitimera dig',
    look: 'phone',
    body: html`<section>
      <h1>Legitimera dig hos ${asker}</h1>
      ${warning} ${personList(`/phone/${phoneToken}/approve`, here)} ${cancelForm(`/phone/${phoneToken}/cancel`)}
    </section>`,
  });

export const phoneDonePage = (approved: boolean): string =>
  page({
    title: approved ? 'Klart' : 'Avbrutet',
    look: 'phone',
    body: approved
      ? html`<h1>Klart</h1>
          <p>Titta på den andra skärmen. Du kan stänga det här fönstret.</p>`
      : html`<h1>Avbrutet</h1>
          <p>Ingen har loggats in. Du kan stänga det här fönstret.</p>`,
  });

export const callsPage = (calls: readonly Call[]): string =>
  page({
    title: 'Samtal som väntar',
    look: 'phone',
    body: html`<h1>Samtal som väntar</h1>
      ${calls.length === 0 && html`<p>Ingen har blivit uppringd just nu. Ladda om sidan när någon frågar.</p>`}
      ${calls.map(({ id, person, asker, message }) => {
        const known = findPerson(person);
        return html`<section data-person="${person}">
          <h2>${known ? fullName(known) : person}: ${asker}</h2>
          <p>${message}</p>
          <form method="post" action="/calls/${id}/approve">
            <button class="choice first">Det är jag som ringer</button>
          </form>
          ${cancelForm(`/calls/${id}/cancel`)}
          <form method="post" action="/calls/${id}/approve">
            <input type="hidden" name="person" value="${testPersons.find(({ key }) => key !== person)?.key ?? ''}" />
            <button class="choice">Någon annan har telefonen</button>
          </form>
        </section>`;
      })}`,
  });

export const errorPage = (title: string, text: string): string =>
  page({
    title,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      <p>Gå tillbaka till tjänsten du kom från och försök igen.</p>`,
  });

export const signingOutPage = (form: string): string =>
  page({
    title: 'Loggar ut',
    head: script,
    body: html`<h1>Loggar ut</h1>
      ${new Html(form)}
      <p><button class="choice first" form="op.logoutForm" name="logout" value="yes" data-press>Logga ut</button></p>`,
  });

export const signedOutPage = (): string =>
  page({
    title: 'Utloggad',
    body: html`<h1>Du är utloggad</h1>
      <p>Du kan stänga fönstret.</p>`,
  });

export const aboutPage = (issuer: string): string =>
  page({
    title: 'Om tjänsten',
    body: html`<h1>Demo-BankID</h1>
      <p>
        En OpenID-tjänst som beter sig som en svensk BankID-förmedlare. Den finns bara i demon och i tester. Börja i
        tjänsten du vill logga in i.
      </p>
      <h2>Testpersoner</h2>
      <ul class="people">
        ${testPersons.map(
          (person) =>
            html`<li class="person">
              <span class="initials" aria-hidden="true">${initials(person)}</span>
              <span class="words"><strong>${fullName(person)}</strong> <span>${person.hint}</span></span>
            </li>`,
        )}
      </ul>
      <p class="note">Utgivare: <code>${issuer}</code></p>`,
  });
