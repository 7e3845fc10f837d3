// SPDX-License-Identifier: EUPL-1.2
import { passesLuhn } from '#tenant/people';

export const signKinds = ['selling', 'orgNumber', 'company', 'price', 'web', 'phone'] as const;
type SignKind = (typeof signKinds)[number];

/** A piece of the text, as it stands there, that a business advertisement would hold. */
interface Sign {
  readonly kind: SignKind;
  readonly found: string;
}

// Word by word: no part of a pattern repeats what another part of it repeats, so long texts take no long time.
const patterns: Readonly<Record<SignKind, RegExp>> = {
  /** What sellers say, and askers do not. */
  selling:
    /(?<!\p{L})(?:f-skatt\p{L}*|rut-?avdrag|rot-?avdrag|rabattkod\p{L}*|\d{1,2} ?% rabatt|kampanjpris\p{L}*|fri offert|kostnadsfri offert|gratis offert|begär offert|boka nu|beställ nu|köp nu|beställ hos oss|boka hos oss|kontakta oss för offert|våra tjänster|våra priser|nöjda kunder|vi utför|vi erbjuder|öppettider|lägsta pris|bästa pris|vårt företag|vår butik|\d{1,2} ?% off|discount code|special offer|limited offer|free quote|book now|order now|buy now|our services|our prices|happy customers|satisfied customers|our company|our shop|best price|lowest price)(?!\p{L})/giu,
  orgNumber: /(?<![\d-])(?:16)?[1-9]\d[2-9]\d{3}-\d{4}(?![\d-])|(?<![\p{L}\d])SE\d{12}(?!\d)/giu,
  company:
    /(?<!\p{L})(?:AB|HB|KB|Ltd|LLC|Inc|GmbH|aktiebolag|handelsbolag|enskild firma|\p{L}{0,20}firman?|\p{L}{0,20}byrån?|företag|företaget|bolag|bolaget|company)(?!\p{L})/giu,
  price:
    /(?<![\d\p{L}])(?:\d{1,3}(?:[ .]\d{3}){1,2}|\d{1,6})(?:[.,]\d{1,2})? ?(?:kr|kronor|sek|:-|,-|€|euro|eur|usd)(?!\p{L})|[€$£] ?\d{1,6}/giu,
  web: /(?<![\p{L}\d@])(?:https?:\/\/|www\.)[^\s<>]{3,80}|(?<![\p{L}\d@.-])[a-z0-9åäöæø-]{2,40}\.(?:se|com|nu|net|org|eu|biz|info|shop|store|io|no|dk)(?![\p{L}\d])|(?<![\p{L}\d.-])[a-z0-9._-]{1,40}@[a-z0-9.-]{2,60}(?![\p{L}\d])/giu,
  phone: /(?<![\d+])(?:\+46|0046|0)[ -]?\d{1,3}(?:[ -]?\d{2,4}){2,3}(?!\d)/gu,
};

/** How much each weighs; words of sellers by how many different ones there are. */
const weights: Readonly<Record<SignKind, number>> = {
  selling: 2,
  orgNumber: 2,
  company: 1,
  price: 1,
  web: 1,
  phone: 1,
};
const enough = 3;

/** The ten digits' last one is a check on the others. */
function isOrgNumber(found: string): boolean {
  const digits = [...found.replaceAll(/\D/g, '')].map(Number);
  const ten = /^SE/i.test(found) ? digits.slice(0, 10) : digits.slice(-10);
  return passesLuhn(ten);
}

/**
 * What makes a text look like the advertisement of a business; empty when it does not. One sign alone is nobody's
 * advertisement: people who ask for help name prices, shops and their telephone.
 */
export function advertisingIn(text: string): Sign[] {
  const seen = new Set<string>();
  const signs: Sign[] = [];
  for (const kind of signKinds) {
    for (const [found] of text.matchAll(patterns[kind])) {
      const same = `${kind} ${found.toLocaleLowerCase('sv')}`;
      if (seen.has(same) || (kind === 'orgNumber' && !isOrgNumber(found))) continue;
      seen.add(same);
      signs.push({ kind, found });
    }
  }
  const weight = signKinds.reduce((sum, kind) => {
    const times = signs.filter((sign) => sign.kind === kind).length;
    return sum + weights[kind] * (kind === 'selling' ? times : Math.min(times, 1));
  }, 0);
  return weight >= enough ? signs : [];
}
