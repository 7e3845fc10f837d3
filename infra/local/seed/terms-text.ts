// SPDX-License-Identifier: EUPL-1.2
import type { SeedTenant } from './tenants.ts';

type Text = Readonly<Record<'sv' | 'en' | 'sv-simple' | 'ar', readonly string[]>>;

/** What everybody agrees to before anything else, by language. */
export function termsOf({ name, plane }: SeedTenant): Text {
  return plane === 'municipal' ? ofMunicipality(name) : ofAssociation(name);
}

const ofMunicipality = (name: string): Text => ({
  sv: [
    `${name} erbjuder den här tjänsten och förmedlar kontakt. Kommunen utför inte hjälpen och är inte part i det som ni kommer överens om.`,
    'En överenskommelse är mellan dig och den andra människan. Du hjälper och tar emot hjälp på eget ansvar och egen risk. Ingen är skyldig att säga ja, och du får alltid ändra dig.',
    'Hjälpen är frivillig och utan betalning. Utlägg betalas direkt mellan er, helst med Swish eller kontant mot kvitto. Lämna aldrig ut bankkort, koder eller BankID, och be aldrig om dem.',
    'Var vänlig och håll tiden. Det här är inte en plats för reklam, försäljning eller tjänster mot betalning. Sådant tas bort.',
    'Det du får veta om någon annan stannar mellan er. Skriv inte om sjukdom, personnummer eller andra känsliga uppgifter i en förfrågan: hela gruppen kan läsa den.',
    'Du är personligt ansvarig för vad du skriver. Vid fara: ring 112. Tjänsten ersätter inte vård, hemtjänst eller annat stöd som du har rätt till.',
    'Du kan lämna tjänsten när du vill. Då tas ditt namn bort.',
  ],
  en: [
    `${name} offers this service and brings people together. The municipality does not carry out the help and is not a party to what you agree on.`,
    'An agreement is between you and the other person. You help and are helped on your own responsibility and at your own risk. Nobody has to say yes, and you may always change your mind.',
    'Help is voluntary and unpaid. Expenses are settled directly between you, against a receipt. Never hand over bank cards, codes or BankID, and never ask for them.',
    'Be kind and be on time. This is no place for advertising, sales or paid services. Such posts are removed.',
    'What you learn about somebody else stays between you. Do not write about illness, personal numbers or other sensitive matters in a request: the whole group can read it.',
    'You answer for what you write. In danger: call 112. The service does not replace health care, home care or other support you are entitled to.',
    'You can leave the service whenever you like. Your name is then erased.',
  ],
  'sv-simple': [
    `${name} har gjort den här tjänsten. Här kan människor hjälpa varandra.`,
    'Kommunen hjälper inte själv. Du och den andra människan bestämmer tillsammans. Ni har själva ansvaret.',
    'Du måste inte säga ja. Du får ändra dig.',
    'Hjälpen kostar inget. Om någon handlar åt dig betalar du för varorna. Ge aldrig ditt kort, din kod eller ditt BankID till någon.',
    'Var snäll. Kom i tid. Du får inte göra reklam eller sälja saker här.',
    'Berätta inte för andra vad du får veta. Skriv inte om sjukdomar eller personnummer.',
    'Ring 112 om det är fara.',
    'Du kan sluta när du vill.',
  ],
  ar: [
    `تقدّم ${name} هذه الخدمة وتُسهّل التواصل بين الناس. البلدية لا تقوم بالمساعدة بنفسها وليست طرفًا في ما تتفقون عليه.`,
    'الاتفاق يكون بينك وبين الشخص الآخر. تُقدّم المساعدة وتتلقاها على مسؤوليتك الخاصة. لا أحد مُلزم بالموافقة، ويمكنك دائمًا تغيير رأيك.',
    'المساعدة تطوعية وبدون أجر. تُسدَّد المصاريف مباشرة بينكما مقابل إيصال. لا تعطِ أحدًا بطاقتك البنكية أو رموزك أو هويتك المصرفية BankID، ولا تطلبها من أحد.',
    'كن لطيفًا والتزم بالموعد. لا مكان هنا للإعلانات أو البيع أو الخدمات المدفوعة.',
    'ما تعرفه عن شخص آخر يبقى بينكما. لا تكتب عن المرض أو الرقم الشخصي أو أي معلومات حساسة في الطلب، فالمجموعة كلها تقرؤه.',
    'أنت مسؤول عمّا تكتبه. في حالة الخطر اتصل بالرقم 112. هذه الخدمة لا تحلّ محل الرعاية الصحية أو الرعاية المنزلية.',
    'يمكنك ترك الخدمة متى شئت، وعندها يُمحى اسمك.',
  ],
});

const ofAssociation = (name: string): Text => ({
  sv: [
    `${name} ansvarar för den här sidan och för personuppgifterna i den. Kommunen kan inte se vilka som är med, våra grupper eller vad vi skriver här.`,
    'När kommunen ber oss om hjälp ser den bara om vi kan, när, hur många och vilken funktion som svarar. Aldrig vem.',
    'Uppdrag är frivilliga. Du väljer själv vad du säger ja till, och du får ändra dig. En överenskommelse är mellan människor och sker på eget ansvar.',
    'Det du får veta om den du hjälper är förtroligt. Lämna aldrig ut det, och skriv inte känsliga uppgifter här.',
    'Ta inte emot betalning eller gåvor. Hantera aldrig någon annans bankkort, koder eller BankID.',
    'Du kan lämna föreningens sida när du vill. Då tas ditt namn bort.',
  ],
  en: [
    `${name} answers for this place and for the personal data in it. The municipality cannot see who is here, our groups or what we write.`,
    'When the municipality asks us for help it only sees whether we can, when, how many and which function answers. Never who.',
    'Tasks are voluntary. You choose what you say yes to and may change your mind. An agreement is between people and at their own responsibility.',
    'What you learn about the person you help is confidential. Never pass it on, and do not write sensitive matters here.',
    "Accept no payment or gifts. Never handle somebody else's bank cards, codes or BankID.",
    'You can leave whenever you like. Your name is then erased.',
  ],
  'sv-simple': [
    `${name} har ansvar för den här sidan. Kommunen ser inte vem du är. Kommunen ser inte vad vi skriver.`,
    'Du väljer själv vad du vill göra. Du får ändra dig.',
    'Berätta inte för andra vad du får veta om den du hjälper.',
    'Ta inte emot pengar. Ta aldrig emot kort, koder eller BankID.',
    'Du kan sluta när du vill.',
  ],
  ar: [
    `${name} هي المسؤولة عن هذه الصفحة وعن البيانات الشخصية فيها. لا تستطيع البلدية أن ترى من هم الأعضاء أو مجموعاتنا أو ما نكتبه هنا.`,
    'عندما تطلب البلدية مساعدتنا فإنها لا ترى إلا إن كنا نستطيع، ومتى، وكم عددنا، وأي جهة تجيب. ولا ترى أبدًا من هو.',
    'المهام تطوعية. أنت تختار ما توافق عليه ويمكنك تغيير رأيك.',
    'ما تعرفه عن الشخص الذي تساعده سرّي. لا تنقله إلى أحد.',
    'لا تقبل أجرًا ولا هدايا، ولا تستعمل أبدًا بطاقة غيرك أو رموزه أو BankID.',
    'يمكنك المغادرة متى شئت، وعندها يُمحى اسمك.',
  ],
});
