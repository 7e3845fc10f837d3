// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { advertisingIn, signKinds } from './advertising.ts';

/** What people asked for in the pilots, and what comes close to an advertisement without being one. */
const honest = [
  'Behöver hjälp att handla mat på fredag förmiddag. Jag har en lista och betalar med Swish.',
  'Kan någon hämta ett paket på ombudet vid Södergatan? Det är ganska tungt.',
  'Två reserverade böcker ligger på stadsbiblioteket. Kan någon ta med dem hem till mig?',
  'Min medicin finns att hämta på apoteket vid Stortorget. Jag kan inte gå ut själv just nu.',
  'Handla några basvaror åt oss, vi är sjuka hela familjen. Ställ gärna kassen utanför dörren.',
  'Lämna tillbaka en kasse biblioteksböcker, fyra trappor utan hiss.',
  'Byta en glödlampa i taket. Jag vågar inte stå på stegen längre.',
  'Hjälp att bära ner ett gammalt skrivbord till grovsoprummet.',
  'Gräset behöver klippas, tomten är liten. Gräsklippare finns.',
  'Skotta fram bilen och gången till porten om det snöar i natt.',
  'Sätta upp en hylla. Skruv och borrmaskin finns, men inte handlaget.',
  'Hjälp att få i gång en ny telefon och flytta över bilderna.',
  'Rensa rabatten och bära bort riset innan det blir vinter.',
  'Vattna blommorna i två veckor i juli, var tredje dag räcker.',
  'Klyva ved till vintern, det är ungefär två kubikmeter.',
  'Sällskap till tandläkaren på tisdag klockan 10. Vi tar bussen tillsammans.',
  'Jag ska till ögonmottagningen på lasarettet och får inte köra hem själv.',
  'Någon som går med till vårdcentralen. Jag ser dåligt och tycker att det är otäckt att gå över gatan.',
  'Sällskap till skatteverket. Jag är ovan vid svenska blanketter.',
  'Jag ska rösta och behöver en arm att hålla i på vägen.',
  'En promenad längs vattnet i lugn takt. Jag bjuder på kaffe efteråt.',
  'Finns det någon som spelar schack? Jag är inte så bra, men envis.',
  'Någon att dricka kaffe med på onsdagar. Jag tycker om att prata om gamla filmer.',
  'Jag vill öva svenska en timme i veckan, helst på biblioteket.',
  'Hjälp att förstå ett brev från försäkringskassan. Jag talar arabiska och lite svenska.',
  'Min dotter i sjuan behöver hjälp med matte en kväll i veckan.',
  'Jag läser till undersköterska och behöver någon som förhör mig.',
  'Vill någon gå på konserten i parken med mig på lördag? Biljetten kostar 120 kr och den bjuder jag på.',
  'Handla för högst 500 kr, jag betalar kontant vid dörren. Ring 070-174 06 05 när du står i affären.',
  'Hjälp att boka tid på 1177.se, jag kommer inte in med mitt nya BankID.',
  'Jag behöver skriva ett brev till ett företag som skickat fel faktura på 1 200 kronor.',
  'Kan någon förklara en offert från en hantverkare? Det står 45 000 kr och jag förstår inte hälften.',
  'Ringa flyttfirman tillsammans med mig, jag hör dåligt i telefon. De svarar på 042-10 50 00.',
  'Fylla i ansökan om bidrag för vår förening, organisationsnummer 802426-9297.',
  'Följa med till banken på Kullagatan, jag vågar inte gå dit ensam.',
  'Hjälp att deklarera. Jag har haft två jobb, ett på ICA och ett på ett litet företag.',
  'Det är rabatt på jord den här veckan, kan någon köra mig till Plantagen? Jag betalar bensinen.',
  'Någon som kan läsa hemsidan www.helsingborg.se högt för mig och hjälpa mig söka plats på dagverksamheten?',
  'Vår grupp på två personer behöver skjuts till gudstjänsten klockan 11, vi är 84 och 86 år.',
  'Vi behöver tre personer som hjälper till vid lopploppis på söndag, fika ingår. Frågor: 0701740605.',
  'Can someone carry two boxes down from the attic? I will pay for coffee, 40 kr each.',
  'I need help to read a letter from the tax agency. My phone is 0701740605.',
  'Looking for someone to practise English with at the library on Mondays.',
  'My company laptop will not start and I need to print a form by Friday, can anybody help?',
  'Kan någon hjälpa mig att sälja min cykel på blocket.se? Jag tänkte ta 600 kr för den.',
];

const advertisements = [
  'Städfirman Glans AB utför flyttstäd från 1 499 kr. Ring 042-12 34 56 eller www.glansstad.se',
  'Vi utför trädgårdsarbete med RUT-avdrag och F-skatt. Begär offert!',
  'Fönsterputs 299 kr per timme, vi erbjuder kostnadsfri offert. info@putsarna.se',
  'Behöver du hjälp att flytta? Boka nu på www.billigflytt.nu, 20 % rabatt hela veckan',
  'Målarfirma med nöjda kunder, org.nr 556677-8899, tar uppdrag i hela Skåne.',
  'Fönsterfirman putsar era fönster från 299 kr. www.putsarna.se',
  'Lägsta pris på snöskottning! 350 kr. Ring 0701740605.',
  'Our cleaning company offers the best price in town, 399 SEK. Book now at cleanup.com',
  'Special offer: lawn mowing, €25, call 0701740605 or order now',
];

describe('what asks for help passes', () => {
  test('the table is long enough', () => expect(honest.length).toBeGreaterThanOrEqual(40));
  test.each(honest)('%s', (text) => expect(advertisingIn(text)).toEqual([]));
});

describe('what sells is named piece by piece', () => {
  test.each(advertisements)('%s', (text) => {
    const signs = advertisingIn(text);
    expect(signs.length).toBeGreaterThan(1);
    for (const { found, kind } of signs) {
      expect(text).toContain(found);
      expect(signKinds).toContain(kind);
    }
  });

  test('an organisation number must be one, and a telephone number is not', () => {
    const orgNumber = (text: string) => advertisingIn(text).filter(({ kind }) => kind === 'orgNumber');
    expect(orgNumber('Vi utför städ, 556677-8899')).toEqual([{ kind: 'orgNumber', found: '556677-8899' }]);
    expect(orgNumber('Vi utför städ, våra priser, 556677-8898')).toEqual([]);
  });
});

describe('whatever is written around it', () => {
  const ask = fc.constantFrom(...honest);
  const sale = fc.constantFrom(...advertisements);

  test('an advertisement stays one when an honest ask is written before or after it', () => {
    fc.assert(
      fc.property(ask, sale, fc.boolean(), (one, other, first) => {
        const found = advertisingIn(first ? `${one} ${other}` : `${other}\n${one}`);
        expect(found.length).toBeGreaterThan(1);
      }),
    );
  });

  test('capital letters and repeated spaces at the ends change nothing', () => {
    const kinds = (text: string) => [...new Set(advertisingIn(text).map(({ kind }) => kind))];
    fc.assert(
      fc.property(sale, (text) => {
        expect(kinds(`  ${text.toUpperCase()}  `)).toEqual(kinds(text));
      }),
    );
  });

  test('any text at all is answered, quickly, with pieces of itself', () => {
    const piece = fc.constantFrom(
      '070',
      ' ',
      '-',
      '1',
      'kr',
      '.',
      'se',
      'www.',
      '@',
      'AB',
      '€',
      'å',
      'firma',
      '%',
      '\n',
    );
    const odd = fc.oneof(
      fc.string({ maxLength: 1000 }),
      fc.array(piece, { maxLength: 400 }).map((parts) => parts.join('')),
    );
    const before = performance.now();
    fc.assert(
      fc.property(odd, (text) => {
        for (const { found } of advertisingIn(text)) expect(text).toContain(found);
      }),
      { numRuns: 300 },
    );
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test('words without a figure, an address or a seller’s phrase are never an advertisement', () => {
    const word = fc.constantFrom(
      'hjälp',
      'företag',
      'firma',
      'AB',
      'snö',
      'trappa',
      'kaffe',
      'faktura',
      'pris',
      'company',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        expect(advertisingIn(words.join(' '))).toEqual([]);
      }),
    );
  });
});
