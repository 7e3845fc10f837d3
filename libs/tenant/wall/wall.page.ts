// SPDX-License-Identifier: EUPL-1.2
import type { WallCheck, WallRun } from '#contracts';
import { html, nothing, type Html } from './html.ts';
import type { WallStatement } from './wall.dto.ts';
import { saying, wallLanguages, type WallLanguage } from './wall-words.ts';

type Words = (...path: string[]) => Html;
type ListedCrossing = WallStatement['crossings'][number];

const plain = (language: WallLanguage) => (language === 'sv-simple' ? 'sv' : language);
const bare = (language: WallLanguage, ...path: string[]) => saying(language, ...path)?.text ?? path.join('.');

/** Each sentence in the page's language; one that is there only in another says so to whoever reads it aloud. */
const speaking =
  (language: WallLanguage, ...start: string[]): Words =>
  (...path) => {
    const said = saying(language, ...start, ...path);
    if (!said) return html`${path.join('.')}`;
    if (said.language === plain(language)) return html`${said.text}`;
    return html`<span lang="${said.language}" dir="ltr">${said.text}</span>`;
  };

/** The whole page; the same at every address of the plane, and for everybody. */
export function wallPage(statement: WallStatement, language: WallLanguage): string {
  const page = speaking(language, 'page');
  return html`<!doctype html>
    <html lang="${plain(language)}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${bare(language, 'page', 'title')} – Handslag</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/wall/style.css" />
      </head>
      <body>
        <header>
          <a class="skip" href="#main">${page('skip')}</a>
          <a class="home" href="/">${page('home')}</a>
          <nav aria-label="${bare(language, 'page', 'languages')}">
            <ul>
              ${wallLanguages.map(({ tag, name }) => languageLink(tag, name, language))}
            </ul>
          </nav>
        </header>
        <main id="main">
          <h1>${page('title')}</h1>
          <p class="lead">${page('lead')}</p>
          ${sentences(page, 'promise')} ${latest(statement, language)} ${list(statement, language)}
          ${never(statement, page)} ${sentences(page, 'limits')} ${yourself(statement, page)}
        </main>
        <footer><p>${page('yourself', 'print')}</p></footer>
      </body>
    </html> `.text;
}

const languageLink = (tag: WallLanguage, name: string, current: WallLanguage): Html =>
  tag === current
    ? html`<li><span lang="${plain(tag)}" aria-current="true">${name}</span></li>`
    : html`<li><a lang="${plain(tag)}" hreflang="${plain(tag)}" href="/wall?lang=${tag}">${name}</a></li>`;

const section = (id: string, title: Html, content: readonly Html[]): Html =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section> `;

/** The sentences of a part that are numbered from one. */
function sentences(page: Words, part: 'promise' | 'limits'): Html {
  const items: Html[] = [];
  for (let number = 1; saying('sv', 'page', part, String(number)); number += 1)
    items.push(html`<li>${page(part, String(number))}</li>`);
  return section(part, page(part, 'title'), [
    html`<ul>
      ${items}
    </ul>`,
  ]);
}

function latest(statement: WallStatement, language: WallLanguage): Html {
  const words = speaking(language, 'page', 'latest');
  const { standing, old, otherBuild, run, plane } = statement;
  const doubtful = old || otherBuild;
  const remarks = [
    ...(old ? [words('old')] : []),
    ...(otherBuild ? [words('other-build')] : []),
    ...(standing === 'held' ? [] : [words(`${standing}More`)]),
    ...(run?.checks.some(({ outcome }) => outcome === 'not-run') ? [words('incomplete')] : []),
  ];
  const looks = standing === 'held' && doubtful ? 'doubtful' : standing;
  return section('latest', words('title'), [
    html`<p>${words(plane)}</p>`,
    html`<div class="standing ${looks}">
      <p class="verdict">${words(standing)}</p>
      ${remarks.map((remark) => html`<p>${remark}</p>`)}
    </div>`,
    run ? results(run, statement, language) : nothing,
  ]);
}

function results(run: WallRun, { running }: WallStatement, language: WallLanguage): Html {
  const words = speaking(language, 'page', 'latest');
  const number = new Intl.NumberFormat(plain(language));
  const seconds = bare(language, 'page', 'latest', 'seconds').replace('{n}', number.format(Math.round(run.ms / 1000)));
  const when = new Intl.DateTimeFormat(plain(language), {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: 'Europe/Stockholm',
  });
  const fact = (name: string, value: Html) =>
    html`<div>
      <dt>${words(name)}</dt>
      <dd>${value}</dd>
    </div> `;
  return html`<dl class="facts">
      ${[
        fact('when', html`<time datetime="${run.at}">${when.format(new Date(run.at))}</time>`),
        fact('version', html`<bdi>${run.version}</bdi> (<bdi>${run.build}</bdi>)`),
        fact('running', html`<bdi>${running.version}</bdi> (<bdi>${running.build}</bdi>)`),
        fact('cases', html`${number.format(run.cases)}`),
        fact('duration', html`${seconds}`),
        fact('number', html`${number.format(run.number)}`),
      ]}
    </dl>
    <table>
      <caption>
        ${words('table')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words('check')}</th>
          <th scope="col">${words('outcome')}</th>
          <th scope="col">${words('tries')}</th>
        </tr>
      </thead>
      <tbody>
        ${run.checks.map((check) => checkRow(check, language, number))}
      </tbody>
    </table>`;
}

function checkRow({ check, outcome, cases, failures }: WallCheck, language: WallLanguage, n: Intl.NumberFormat): Html {
  const words = speaking(language, 'page');
  const result = bare(language, 'page', 'latest', 'outcomes', outcome).replace('{n}', n.format(failures));
  const label = (name: string) => bare(language, 'page', 'latest', name);
  return html`<tr class="${outcome}">
    <th scope="row"><span class="strong">${words('checks', check, '0')}</span> ${words('checks', check, '1')}</th>
    <td data-label="${label('outcome')}"><span class="outcome">${result}</span></td>
    <td data-label="${label('tries')}">${outcome === 'not-run' ? '–' : n.format(cases)}</td>
  </tr> `;
}

function list({ crossings }: WallStatement, language: WallLanguage): Html {
  const words = speaking(language, 'page', 'list');
  const named = (id: string) => saying(language, 'crossing', id, 'name')?.text ?? id;
  const shown = (kind: ListedCrossing['kind']) =>
    crossings.filter((one) => one.kind === kind).map((one) => crossing(one, language, named));
  return section('list', words('title'), [
    html`<p>${words('lead')}</p>`,
    html`<p>${words('outside')}</p>`,
    html`<h3>${words('letters')}</h3>`,
    ...shown('letter'),
    html`<h3>${words('parts')}</h3>`,
    ...shown('part'),
  ]);
}

function crossing({ id, from, fields }: ListedCrossing, language: WallLanguage, named: (id: string) => string): Html {
  const words = speaking(language, 'page', 'list');
  const own = speaking(language, 'crossing', id);
  const label = (name: string) => bare(language, 'page', 'list', name);
  const described = (...path: string[]) =>
    saying('sv', 'crossing', id, ...path) ? own(...path) : html`<strong>${words('undescribed')}</strong>`;
  const viewer = (name: string | null) =>
    name === null ? html`<strong>${words('undescribed')}</strong>` : speaking(language, 'page', 'viewers')(name);
  const row = ({ field, optional, holds, seenBy }: ListedCrossing['fields'][number]) =>
    html`<tr>
      <th scope="row">
        <code dir="ltr">${field}</code>${optional ? html` <small>${words('optional')}</small>` : nothing}
      </th>
      <td data-label="${label('means')}">
        ${described('fields', field)}${
          holds === null ? nothing : html`. <a href="#${holds}">${label('holds').replace('{part}', named(holds))}</a>`
        }
      </td>
      <td data-label="${label('seenBy')}">${viewer(seenBy)}</td>
    </tr> `;
  return html`<article id="${id}">
    <h4>${described('name')} <code dir="ltr">${id}</code></h4>
    <p>
      ${from === 'anyone' ? nothing : html`<span class="strong">${words('from', from)}.</span> `}${described('why')}
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col">${words('field')}</th>
          <th scope="col">${words('means')}</th>
          <th scope="col">${words('seenBy')}</th>
        </tr>
      </thead>
      <tbody>
        ${fields.map(row)}
      </tbody>
    </table>
  </article> `;
}

function never({ neverCrosses }: WallStatement, page: Words): Html {
  const side = (who: 'asker' | 'helper') =>
    html`<h3>${page('never', who)}</h3>
      <ul>
        ${neverCrosses[who].map((word) => html`<li>${page('neverWords', word)}</li>`)}
      </ul>`;
  return section('never', page('never', 'title'), [
    html`<p>${page('never', 'lead')}</p>`,
    side('asker'),
    side('helper'),
  ]);
}

function yourself({ fingerprint }: WallStatement, page: Words): Html {
  const words = (name: string) => page('yourself', name);
  if (fingerprint === null) return section('yourself', words('title'), [html`<p>${words('noFile')}</p>`]);
  return section('yourself', words('title'), [
    html`<p>${words('fingerprint')}</p>`,
    html`<p class="fingerprint" dir="ltr">${fingerprint}</p>`,
    html`<p>
      <a class="file" href="/api/v1/wall-statement/signed" download="handslag-wall.json">${words('file')}</a>
    </p>`,
    html`<ol>
      <li>${words('1')}</li>
      <li>${words('2')} <code dir="ltr">handslag verify handslag-wall.json</code></li>
      <li>${words('3')}</li>
    </ol>`,
  ]);
}
