// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';

type Wishes = Readonly<Partial<Record<ServiceType, readonly string[]>>>;

/** What people in Helsingborg asked for: short, plain, and without anybody's name. */
export const swedishWishes: Wishes = {
  delivery: [
    'Behöver hjälp att handla mat på fredag förmiddag. Jag har en lista och betalar med Swish.',
    'Kan någon hämta ett paket på ombudet vid Södergatan? Det är ganska tungt.',
    'Två reserverade böcker ligger på stadsbiblioteket. Kan någon ta med dem hem till mig?',
    'Min medicin finns att hämta på apoteket vid Stortorget. Jag kan inte gå ut själv just nu.',
    'Handla några basvaror åt oss, vi är sjuka hela familjen. Ställ gärna kassen utanför dörren.',
    'Lämna tillbaka en kasse biblioteksböcker, fyra trappor utan hiss.',
  ],
  practical: [
    'Byta en glödlampa i taket. Jag vågar inte stå på stegen längre.',
    'Hjälp att bära ner ett gammalt skrivbord till grovsoprummet.',
    'Gräset behöver klippas, tomten är liten. Gräsklippare finns.',
    'Skotta fram bilen och gången till porten om det snöar i natt.',
    'Sätta upp en hylla. Skruv och borrmaskin finns, men inte handlaget.',
    'Hjälp att få i gång en ny telefon och flytta över bilderna.',
    'Rensa rabatten och bära bort riset innan det blir vinter.',
    'Vattna blommorna i två veckor i juli, var tredje dag räcker.',
  ],
  accompany: [
    'Sällskap till tandläkaren på tisdag klockan 10. Vi tar bussen tillsammans.',
    'Jag ska till ögonmottagningen på lasarettet och får inte köra hem själv.',
    'Någon som går med till vårdcentralen. Jag ser dåligt och tycker att det är otäckt att gå över gatan.',
    'Sällskap till skatteverket. Jag är ovan vid svenska blanketter.',
    'Jag ska rösta och behöver en arm att hålla i på vägen.',
    'Sällskap till hörselcentralen, hem igen vid lunch.',
  ],
  social: [
    'En promenad längs vattnet i lugn takt. Jag bjuder på kaffe efteråt.',
    'Finns det någon som spelar schack? Jag är inte så bra, men envis.',
    'Någon att dricka kaffe med på onsdagar. Jag tycker om att prata om gamla filmer.',
    'Gå ut med min hund tillsammans med mig medan foten läker.',
    'Läsa tidningen högt en stund i veckan, mina ögon orkar inte.',
    'Vill någon gå på konserten i parken med mig på lördag?',
  ],
  language: [
    'Jag vill öva svenska en timme i veckan, helst på biblioteket.',
    'Hjälp att förstå ett brev från försäkringskassan. Jag talar arabiska och lite svenska.',
    'Öva inför körkortsprovet på lätt svenska.',
    'Någon som talar ukrainska och svenska kan följa med på ett föräldramöte?',
  ],
  homework: [
    'Min dotter i sjuan behöver hjälp med matte en kväll i veckan.',
    'Läxhjälp i engelska för en pojke i fyran.',
    'Jag läser till undersköterska och behöver någon som förhör mig.',
    'Hjälp med fysik inför provet på torsdag.',
  ],
};

/** Not asks for help, but they came all the same: kept out of the figures. */
export const otherEntries: readonly string[] = [
  'Jag kan hjälpa till med att handla, hör gärna av er!',
  'Tack till den som hjälpte mig i går, du är en ängel.',
  'Är det någon mer här som bor på Planteringen?',
  'Jag har en soffa att skänka till den som hämtar.',
  'Vi städar lekplatsen på lördag, kom och var med!',
  'Hur gör man för att byta område i appen?',
];

/** And in Melhus. */
export const norwegianWishes: Wishes = {
  practical: [
    'Hjelp til å måke inngangen når snøen kommer. Ordentlig snøskuffe finnes.',
    'Vi trenger hender til å male gjerdet ved lekeplassen, to timer holder.',
    'Stable ved inn i boden. Jeg koker kaffe.',
    'Bære noen kasser ned fra loftet.',
    'Rydde stien ved elva etter flommen, verktøy finnes.',
  ],
  accompany: [
    'Følge til legen på torsdag. Vi kan ta bussen sammen.',
    'Jeg skal til tannlegen og vil gjerne ha noen med meg.',
    'Følge til fysioterapeuten, tilbake til lunsj.',
  ],
  social: [
    'En tur rundt Benna i rolig tempo.',
    'Noen å spille kort med på onsdager.',
    'Kaffe og en prat, gjerne om fotball.',
  ],
  language: ['Øve norsk en time i uka på biblioteket.', 'Hjelp til å forstå et brev fra kommunen.'],
  delivery: ['Handle litt mat på fredag, jeg har liste.', 'Hente en pakke på butikken i Gimse.'],
};

/** Inside the associations: nobody outside ever sees these. */
export const internalWishes: Readonly<Record<string, readonly (readonly [ServiceType, string])[]>> = {
  rodakorset: [
    ['staffing', 'Två som står med bössan vid Knutpunkten på lördag, 10–14.'],
    ['social', 'Besökare till en kvinna som gärna talar finska, en gång i veckan.'],
    ['language', 'Någon som leder språkfikat på torsdag när ordinarie ledare är borta.'],
    ['practical', 'Bära upp kläderna från källaren till butiken på måndag.'],
  ],
  grannar: [
    ['practical', 'Vi lagar cyklar på gården på söndag, ta med verktyg.'],
    ['delivery', 'Köra runt överblivet bröd på fredag kväll.'],
    ['social', 'Någon som öppnar och kokar kaffe till grannfrukosten.'],
  ],
  laxhjalpen: [
    ['homework', 'Vi saknar en mattehjälp på tisdagar.'],
    ['staffing', 'Någon som låser upp lokalen på måndag klockan 16.'],
  ],
  melhusil: [
    ['staffing', 'Fire til kiosken på lørdag.'],
    ['practical', 'Dugnad: rydde garderobene på søndag.'],
    ['delivery', 'Kjøre juniorlaget til kampen i Orkanger.'],
  ],
};
