// SPDX-License-Identifier: EUPL-1.2
/** Default titles of an error code; the web app translates by the code itself. */
export interface ErrorTitle {
  readonly sv: string;
  readonly en: string;
}

/** Every stable error code. Codes are never renamed; each feature keeps its own block, in order. */
export const errorCodes = {
  // General
  'not-found': { sv: 'Det finns inte, eller så får du inte se det.', en: 'It does not exist, or you may not see it.' },
  unauthenticated: { sv: 'Du behöver logga in.', en: 'You need to sign in.' },
  conflict: { sv: 'Det krockar med något som redan finns.', en: 'It collides with something that already exists.' },
  internal: {
    sv: 'Något gick fel hos oss. Inget har ändrats. Försök igen.',
    en: 'Something went wrong on our side. Nothing was changed. Try again.',
  },
  unavailable: {
    sv: 'Tjänsten svarar inte just nu. Försök igen om en stund.',
    en: 'The service does not answer right now. Try again in a while.',
  },
  'input.invalid': { sv: 'Något i det du skrev behöver rättas.', en: 'Something you wrote needs to be corrected.' },
  'input.cursor': {
    sv: 'Listan går inte att bläddra vidare i. Ladda om den.',
    en: 'The list cannot be paged further. Load it again.',
  },
  'request.malformed': { sv: 'Anropet går inte att läsa.', en: 'The call cannot be read.' },
  'request.too-large': { sv: 'Det är för stort.', en: 'It is too large.' },
  'request.too-slow': {
    sv: 'Anropet kom inte fram i tid. Försök igen.',
    en: 'The call did not arrive in time. Try again.',
  },
  'request.media-type': { sv: 'Formatet stöds inte.', en: 'The format is not supported.' },
  'request.too-many': {
    sv: 'För många ändringar på kort tid. Vänta en stund och försök igen.',
    en: 'Too many changes in a short time. Wait a while and try again.',
  },
  'request.other-origin': {
    sv: 'Anropet kom inte från våra egna sidor.',
    en: 'The call did not come from our own pages.',
  },
  'request.idempotency-key': {
    sv: 'Nyckeln för upprepning har fel form.',
    en: 'The idempotency key has the wrong form.',
  },
  'request.idempotency-key-reused': {
    sv: 'Samma nyckel har använts för något annat.',
    en: 'The same key was used for something else.',
  },
  'precondition.required': {
    sv: 'Ändringen måste säga vilken version den gäller.',
    en: 'The change must say which version it applies to.',
  },
  'precondition.failed': {
    sv: 'Någon annan hann ändra först. Se det nya och försök igen.',
    en: 'Somebody else changed it first. Look at the new version and try again.',
  },
  'terms.not-accepted': { sv: 'Godkänn villkoren först.', en: 'Accept the terms first.' },
  forbidden: { sv: 'Du får inte göra det här.', en: 'You may not do this.' },
  // Signing in
  'sign-in.cancelled': {
    sv: 'Inloggningen avbröts. Inget har hänt. Försök igen när du vill.',
    en: 'The sign-in was cancelled. Nothing has happened. Try again when you like.',
  },
  'sign-in.expired': {
    sv: 'Det tog för lång tid. Börja om inloggningen.',
    en: 'It took too long. Start signing in again.',
  },
  'sign-in.interrupted': {
    sv: 'Inloggningen måste avslutas i samma webbläsare som den började i. Börja om här.',
    en: 'A sign-in has to be finished in the browser where it began. Start again here.',
  },
  'sign-in.refused': {
    sv: 'Inloggningen kunde inte godkännas. Använd BankID eller en annan e-legitimation på samma nivå.',
    en: 'The sign-in could not be approved. Use BankID or another e-ID of the same level.',
  },
  'sign-in.unavailable': {
    sv: 'Tjänsten för legitimering svarar inte. Försök igen om en stund, eller ring oss.',
    en: 'The identification service does not answer. Try again in a while, or call us.',
  },
  'sign-in.not-employed-here': {
    sv: 'Din e-legitimation visar inte att du arbetar här. Logga in som privatperson i stället.',
    en: 'Your e-ID does not show that you work here. Sign in as a private person instead.',
  },
  // Federation: partners and grants
  'invitation.unreadable': {
    sv: 'Länken går inte att läsa. Be om en ny.',
    en: 'The link cannot be read. Ask for a new one.',
  },
  'invitation.expired': {
    sv: 'Inbjudan har gått ut. Be om en ny.',
    en: 'The invitation has expired. Ask for a new one.',
  },
  'invitation.used': { sv: 'Inbjudan är redan använd.', en: 'The invitation has already been used.' },
  'invitation.own': {
    sv: 'Det är er egen inbjudan. Den öppnas hos den ni bjuder in.',
    en: 'This is your own invitation. It is opened by the one you invite.',
  },
  'invitation.key-mismatch': {
    sv: 'Avsändarens nyckel stämmer inte med länken. Gå inte vidare.',
    en: "The sender's key does not match the link. Do not go on.",
  },
  'partner.unreachable': { sv: 'Partnern går inte att nå just nu.', en: 'The partner cannot be reached right now.' },
  'partner.exists': { sv: 'Ni är redan partner.', en: 'You are already partners.' },
  'partner.not-active': { sv: 'Samarbetet är inte igång.', en: 'The partnership is not active.' },
  'grant.only-narrower': {
    sv: 'Överenskommelsen kan bara göras snävare.',
    en: 'The agreement can only be made narrower.',
  },
  'grant.suspended': { sv: 'Samarbetet är pausat.', en: 'The partnership is suspended.' },
  'grant.ended': { sv: 'Samarbetet är avslutat.', en: 'The partnership has ended.' },
  'grant.expired': { sv: 'Överenskommelsen har gått ut.', en: 'The agreement has expired.' },
  'grant.service-not-covered': {
    sv: 'Den sortens hjälp ingår inte i överenskommelsen.',
    en: 'This kind of help is not part of the agreement.',
  },
  'grant.area-not-covered': {
    sv: 'Området ingår inte i överenskommelsen.',
    en: 'The area is not part of the agreement.',
  },
  'grant.field-not-covered': {
    sv: 'Uppgiften får inte skickas enligt överenskommelsen.',
    en: 'The agreement does not allow this field to be sent.',
  },
  'grant.daily-limit': { sv: 'Dagens antal är nått.', en: 'The number for today has been reached.' },
  'grant.wrong-side': { sv: 'Den sidan får inte skicka detta.', en: 'That side may not send this.' },
  // Federation: messages between tenants
  'message.refused': { sv: 'Meddelandet togs inte emot.', en: 'The message was not accepted.' },
  'message.malformed': { sv: 'Meddelandet följer inte protokollet.', en: 'The message does not follow the protocol.' },
  'message.unknown-type': {
    sv: 'Mottagaren känner inte till den sortens meddelande.',
    en: 'The receiver does not know this type of message.',
  },
  'message.too-large': { sv: 'Meddelandet är för stort.', en: 'The message is too large.' },
  'message.from-the-future': { sv: 'Avsändarens klocka går före.', en: "The sender's clock is ahead." },
  'message.expired': { sv: 'Meddelandet är för gammalt.', en: 'The message is too old.' },
  'message.gap': { sv: 'Ett tidigare meddelande saknas.', en: 'An earlier message is missing.' },
  'message.chain-broken': {
    sv: 'Meddelandet följer inte på det förra.',
    en: 'The message does not follow the one before it.',
  },
  'message.key-revoked': {
    sv: 'Nyckeln spärrades innan meddelandet kom fram. Skicka igen.',
    en: 'The key was revoked before the message arrived. Send it again.',
  },
  'message.unknown-conversation': { sv: 'Det finns inget sådant ärende.', en: 'There is no such conversation.' },
  'message.too-many': {
    sv: 'För många meddelanden. Försök igen om en stund.',
    en: 'Too many messages. Try again in a while.',
  },
  // Municipality: units, group links, partner offers
  'unit.name-taken': { sv: 'Det finns redan en enhet med det namnet.', en: 'There is already a unit with that name.' },
  'unit.address-taken': {
    sv: 'Funktionsadressen används redan av en annan enhet.',
    en: 'The function address is already used by another unit.',
  },
  'unit.address-elsewhere': {
    sv: 'Funktionsadressen måste ligga under er egen adress.',
    en: 'The function address must be at your own address.',
  },
  'unit.in-use': { sv: 'Enheten har medarbetare. Flytta dem först.', en: 'The unit has staff. Move them first.' },
  'group-link.exists': { sv: 'Grupperna är redan kopplade.', en: 'The groups are already linked.' },
  'group-link.hidden-group': {
    sv: 'En dold grupp kan inte kopplas: den som frågar får veta vilka som nås.',
    en: 'A hidden group cannot be linked: whoever asks is told whom it reaches.',
  },
  'group-link.not-a-need-group': {
    sv: 'Förfrågningar kan bara komma från en behovsgrupp.',
    en: 'Requests can only come from a need group.',
  },
  'group-link.not-a-resource-group': {
    sv: 'Förfrågningar kan bara gå till en resursgrupp.',
    en: 'Requests can only go to a resource group.',
  },
  'group-link.same-group': {
    sv: 'En grupp kan inte kopplas till sig själv.',
    en: 'A group cannot be linked to itself.',
  },
  // Association: partner requests
  'partner-request.closed': { sv: 'Förfrågan är redan avslutad.', en: 'The request is already closed.' },
  'partner-request.routed': {
    sv: 'Förfrågan är redan förmedlad till en grupp.',
    en: 'The request has already been passed on to a group.',
  },
  'partner-request.no-address': {
    sv: 'Er organisation har ingen funktionsadress mot den här partnern. Ange en först.',
    en: 'Your organisation has no function address towards this partner. Give one first.',
  },
  // Notices
  'notice.push-service-unknown': {
    sv: 'Webbläsarens avisering kommer från en tjänst vi inte känner.',
    en: 'The browser’s push service is not one we know.',
  },
  'notice.too-many-browsers': {
    sv: 'Så många enheter går inte att ha. Ta bort en du inte använder.',
    en: 'That is too many devices. Remove one you do not use.',
  },
  'notice.duty-too-long': {
    sv: 'Du kan vara tillgänglig i högst ett dygn åt gången.',
    en: 'You can be on duty for a day and a night at most.',
  },
  'notice.pause-too-long': {
    sv: 'Längre än tre månader går det inte att pausa.',
    en: 'A pause can last three months at most.',
  },
  'contact-point.email-malformed': {
    sv: 'Skriv e-postadressen som namn@exempel.se.',
    en: 'Write the e-mail address like name@example.org.',
  },
  'contact-point.sms-malformed': {
    sv: 'Skriv numret med landskod, som +46701234567.',
    en: 'Write the number with its country code, like +46701234567.',
  },
  'contact-point.not-here': {
    sv: 'Det sättet finns inte här.',
    en: 'That way is not available here.',
  },
  'contact-point.nothing-to-verify': {
    sv: 'Det finns ingen kod att bekräfta. Be om en ny.',
    en: 'There is no code to confirm. Ask for a new one.',
  },
  'contact-point.code-too-old': {
    sv: 'Koden gäller inte längre. Be om en ny.',
    en: 'The code is no longer valid. Ask for a new one.',
  },
  'contact-point.too-many-codes': {
    sv: 'Vi har skickat många koder i dag. Försök igen i morgon.',
    en: 'We have sent many codes today. Try again tomorrow.',
  },
  'contact-point.not-sent': {
    sv: 'Koden gick inte att skicka just nu. Försök igen om en stund.',
    en: 'The code could not be sent just now. Try again in a while.',
  },
  'contact-point.code-wrong': {
    sv: 'Koden stämmer inte. Se efter och skriv den igen.',
    en: 'That is not the code. Look again and write it once more.',
  },
  // Tenant: people, terms, invitations, groups
  'logo.not-a-picture': {
    sv: 'Filen är ingen bild, eller så är den trasig. Spara logotypen som PNG, JPEG eller WebP och välj den igen.',
    en: 'The file is not a picture, or it is broken. Save the logo as PNG, JPEG or WebP and choose it again.',
  },
  'logo.wrong-kind': {
    sv: 'Den sortens bild tar vi inte emot. Spara logotypen som PNG, JPEG eller WebP och välj den igen.',
    en: 'We do not take that kind of picture. Save the logo as PNG, JPEG or WebP and choose it again.',
  },
  'logo.too-large': {
    sv: 'Filen är för stor. En logotyp får vara högst 1 MB. Spara den mindre och välj den igen.',
    en: 'The file is too large. A logo may be at most 1 MB. Save it smaller and choose it again.',
  },
  'logo.too-many-pixels': {
    sv: 'Bilden är för stor. Den får vara högst 4096 bildpunkter på varje ledd. Gör den mindre och välj den igen.',
    en: 'The picture is too large. It may be at most 4096 pixels each way. Make it smaller and choose it again.',
  },
  'person.last-administrator': {
    sv: 'Det måste finnas minst en administratör kvar. Utse någon annan först.',
    en: 'At least one administrator must remain. Appoint somebody else first.',
  },
  'person.role-not-here': {
    sv: 'Den rollen finns inte i den här organisationen.',
    en: 'That role does not exist in this organisation.',
  },
  'person.area-unknown': { sv: 'Välj ett område ur listan.', en: 'Choose an area from the list.' },
  'sign-in.by-invitation': {
    sv: 'Du behöver en inbjudan för att komma in här. Be föreningen om en länk.',
    en: 'You need an invitation to come in here. Ask the association for a link.',
  },
  'sign-in.not-here': { sv: 'Den inloggningen används inte här.', en: 'That way of signing in is not used here.' },
  // Qualification
  'lacks.interview': {
    sv: 'Du behöver först ha varit på en intervju.',
    en: 'You need to have had an interview first.',
  },
  'lacks.course': {
    sv: 'Du behöver först ha gått en kurs. På gruppens sida står vilken.',
    en: 'You need to have taken a course first. The group’s page says which.',
  },
  'lacks.declaration': {
    sv: 'Du behöver först skriva under tystnadslöftet.',
    en: 'You need to sign the confidentiality declaration first.',
  },
  'lacks.register-extract': {
    sv: 'Du behöver först visa ett registerutdrag.',
    en: 'You need to show a register extract first.',
  },
  'lacks.minimum-age': { sv: 'Du är inte gammal nog för det här.', en: 'You are not old enough for this.' },
  'lacks.language': {
    sv: 'Det krävs ett språk som vi inte vet att du kan. På gruppens sida står vilket.',
    en: 'A language is required that we do not know you speak. The group’s page says which.',
  },
  'attestation.own': { sv: 'Du kan inte intyga något om dig själv.', en: 'You cannot attest anything about yourself.' },
  'attestation.must-be-signed': {
    sv: 'Tystnadslöftet skriver personen själv under i appen.',
    en: 'The person signs the declaration themselves, in the app.',
  },
  'attestation.not-demanded': { sv: 'Gruppen kräver inte det.', en: 'The group does not demand that.' },
  'attestation.seen-in-the-future': { sv: 'Den dagen har inte varit än.', en: 'That day has not been yet.' },
  'attestation.seen-too-long-ago': {
    sv: 'Det är mer än ett år sedan. Titta en gång till.',
    en: 'That is more than a year ago. Look once more.',
  },
  'attestation.end': {
    sv: 'Välj ett slutdatum som kommer, högst tio år fram.',
    en: 'Choose an end that is to come, at most ten years ahead.',
  },
  'attestation.withdrawn': { sv: 'Det är redan återkallat.', en: 'It has been withdrawn already.' },
  'attestation.not-withdrawn': { sv: 'Det är inte återkallat.', en: 'It has not been withdrawn.' },
  'attestation.too-late-to-undo': {
    sv: 'Det har gått mer än ett dygn. Intyga på nytt i stället.',
    en: 'More than a day has passed. Attest it anew instead.',
  },
  'request.stays-with-asker': {
    sv: 'Det här frågar någon om för egen del. Bara den personen kan skicka det längre.',
    en: 'Somebody asks for this themselves. Only they can send it further.',
  },
  'request.partner-not-to-ask': {
    sv: 'Partnern är redan tillfrågad, eller så täcker medgivandet inte det här.',
    en: 'The partner has been asked already, or its grant does not cover this.',
  },
  // Standing offers
  'standing-offer.advertising': {
    sv: 'Det ser ut som reklam. Här erbjuder man sin tid, och ingen betalar för den.',
    en: 'It looks like advertising. Here people offer their time, and nobody pays for it.',
  },
  'standing-offer.ends-too-late': {
    sv: 'Ett erbjudande kan gälla ett halvår i taget.',
    en: 'An offer can stand for half a year at a time.',
  },
  'standing-offer.too-many': {
    sv: 'Du har redan tio erbjudanden. Ta bort ett först.',
    en: 'You already have ten offers. Take one away first.',
  },
  'standing-offer.wrong-state': {
    sv: 'Det går inte nu. Ladda om och se hur det står till.',
    en: 'That is not possible now. Load again and see how it stands.',
  },
  'standing-offer.yours-already': {
    sv: 'Ni har redan en tid tillsammans.',
    en: 'You already have a time together.',
  },
  'standing-offer.taken': {
    sv: 'Någon annan hann före, eller så finns det ingen tid kvar.',
    en: 'Somebody else was quicker, or there is no time left.',
  },
  'availability.over': { sv: 'Den tiden har redan varit.', en: 'That time is already over.' },
  'availability.too-long': {
    sv: 'En tid kan vara högst en vecka lång, och högst tre månader bort.',
    en: 'A time can be a week long at most, and three months away at most.',
  },
  'availability.too-many': {
    sv: 'Du har redan sagt hundra tider. Ta bort någon först.',
    en: 'You have already given a hundred times. Take one away first.',
  },
  'request.not-a-shift': {
    sv: 'Ett pass är bemanning i egna grupper, med början och slut, där den som svarar först får platsen. Bjud in minst så många som det finns platser.',
    en: 'A shift is staffing within your own groups, with a beginning and an end, where whoever answers first gets the place. Invite at least as many as there are places.',
  },
  'request.shift-not-yours': {
    sv: 'Du planerar inte pass i den gruppen.',
    en: 'You do not plan shifts in that group.',
  },
  'passport.forged': {
    sv: 'Det här är inte ett äkta intyg.',
    en: 'This is not a genuine attestation.',
  },
  'passport.issuer-unknown': {
    sv: 'Vi tar inte emot intyg från den som har utfärdat det.',
    en: 'We do not take attestations from whoever issued it.',
  },
  'passport.other-holder': {
    sv: 'Intyget hör till någon annan.',
    en: 'The attestation belongs to somebody else.',
  },
  'passport.for-somebody-else': {
    sv: 'Det visades för en annan organisation. Visa det på nytt här.',
    en: 'It was shown to another organisation. Show it anew here.',
  },
  'passport.shown-before': {
    sv: 'Det tog för lång tid, eller har visats förut. Visa det en gång till.',
    en: 'It took too long, or was shown before. Show it once more.',
  },
  'passport.shown-by-another': {
    sv: 'Någon annan har redan visat det intyget här.',
    en: 'Somebody else has already shown that attestation here.',
  },
  'passport.expired': { sv: 'Intyget har gått ut.', en: 'The attestation has expired.' },
  'passport.too-old': {
    sv: 'Passet hämtades för mer än ett dygn sedan. Hämta ett nytt hos den som har utfärdat det.',
    en: 'The passport was fetched more than a day ago. Fetch a new one from whoever issued it.',
  },
  'passport.must-be-seen-here': {
    sv: 'Ett registerutdrag måste vi se själva. Be personen visa det.',
    en: 'We have to see a register extract ourselves. Ask the person to show it.',
  },
  'passport.promise-to-us': {
    sv: 'Tystnadslöftet gäller bara här och kan inte tas med.',
    en: 'The promise of confidentiality holds here only and cannot be taken along.',
  },
  'passport.not-ours': {
    sv: 'Någon annan har utfärdat intyget. Hämta det hos dem.',
    en: 'Somebody else has issued the attestation. Fetch it from them.',
  },
  'passport.no-longer-holds': {
    sv: 'Intyget gäller inte längre och kan inte tas med.',
    en: 'The attestation no longer holds and cannot be taken along.',
  },
  'passport.own': {
    sv: 'Någon annan behöver ta ställning till det du själv har visat.',
    en: 'Somebody else has to decide about what you have shown yourself.',
  },
  'passport.decided': { sv: 'Det är redan bestämt.', en: 'It has been decided already.' },
  'declaration.outdated': {
    sv: 'Texten har ändrats. Läs den nya först.',
    en: 'The text has changed. Read the new one first.',
  },
  'terms.outdated': {
    sv: 'Villkoren har ändrats. Läs den nya texten först.',
    en: 'The terms have changed. Read the new text first.',
  },
  'invitation.not-yours': { sv: 'Du får inte bjuda in till den rollen.', en: 'You may not invite to that role.' },
  'invitation.group-closed': {
    sv: 'Gruppen är arkiverad. Be om en ny inbjudan.',
    en: 'The group is archived. Ask for a new invitation.',
  },
  'group.area-unknown': { sv: 'Välj ett område ur listan.', en: 'Choose an area from the list.' },
  'group.archived': { sv: 'Gruppen är arkiverad.', en: 'The group is archived.' },
  'group.not-applied': { sv: 'Den personen väntar inte på svar.', en: 'That person is not waiting for an answer.' },
  'group.leader-not-member': { sv: 'Bara en medlem kan leda gruppen.', en: 'Only a member can lead the group.' },
  'group.share-not-yours': {
    sv: 'Hur stor del en grupp får ta bestämmer samordnaren.',
    en: 'How large a share a group may take is for the coordinator to decide.',
  },
  'group.by-invitation': {
    sv: 'Hit kommer man bara med inbjudan.',
    en: 'This group can only be joined by invitation.',
  },
  // Requests and agreements
  'request.taken': {
    sv: 'Någon annan hann före. Tack för att du ville hjälpa!',
    en: 'Somebody else was quicker. Thank you for wanting to help!',
  },
  'request.closed': { sv: 'Den här förfrågan är avslutad.', en: 'This request is closed.' },
  'request.wrong-state': {
    sv: 'Det går inte i det läge förfrågan är nu.',
    en: 'That is not possible in the state the request is in.',
  },
  'request.no-audience': {
    sv: 'Välj minst en grupp eller partner som ska få se förfrågan.',
    en: 'Choose at least one group or partner to see the request.',
  },
  'request.unknown-group': {
    sv: 'Gruppen finns inte längre, eller så får du inte se den.',
    en: 'The group no longer exists, or you may not see it.',
  },
  'request.group-not-yours-to-ask': {
    sv: 'Gruppen låter dig inte be om den sortens hjälp.',
    en: 'The group does not let you ask for this kind of help.',
  },
  'request.group-does-not-help': {
    sv: 'Gruppen hjälper inte till med det här.',
    en: 'The group does not help with this.',
  },
  'request.no-partners-here': {
    sv: 'Förfrågan kan inte skickas till partner härifrån.',
    en: 'The request cannot be sent to partners from here.',
  },
  'request.partners-only-in-draft': {
    sv: 'Partner väljs innan förfrågan skickas.',
    en: 'Partners are chosen before the request is sent.',
  },
  'request.no-transfer': {
    sv: 'Den här förfrågan stannar hos oss. Ta bort partnern och välj någon av våra egna grupper.',
    en: 'This request stays with us. Remove the partner and choose one of our own groups.',
  },
  'request.tells-who': {
    sv: 'Texten ser ut att säga vem det gäller, var det är eller hur man når dem. Ta bort det, så kan den skickas till en partner.',
    en: 'The text seems to say who it is about, where they are or how to reach them. Remove that, and it can be sent to a partner.',
  },
  'agreement.stays-here': {
    sv: 'Det du skriver här skulle skickas till en annan organisation, och det ska det inte. Be en samordnare svara i stället.',
    en: 'What you write here would be sent to another organisation, and it should not be. Ask a coordinator to answer instead.',
  },
  'request.on-behalf-not-yours': {
    sv: 'Bara medarbetare och samordnare kan be om hjälp åt någon annan.',
    en: 'Only staff and coordinators can ask on behalf of somebody else.',
  },
  'request.personal-number': {
    sv: 'Skriv inget personnummer här.',
    en: 'Do not write a personal identity number here.',
  },
  'request.area-unknown': { sv: 'Välj ett område i listan.', en: 'Choose an area from the list.' },
  'request.ends-before-it-begins': { sv: 'Sluttiden är före starttiden.', en: 'It ends before it begins.' },
  'request.expiry-in-the-past': { sv: 'Slutdatumet har redan varit.', en: 'The last day has already passed.' },
  'request.expiry-too-late': {
    sv: 'En förfrågan kan ligga ute i högst 35 dagar.',
    en: 'A request can stay open for at most 35 days.',
  },
  'request.more-helpers-already': { sv: 'Så många har redan sagt ja.', en: 'That many have already said yes.' },
  'request.quiet-is-ones-own': {
    sv: 'I stillhet kan man bara fråga för egen del, och bara grupper här.',
    en: 'Only a person asking for themselves, and only groups here, can be asked in quiet.',
  },
  'request.not-your-turn': {
    sv: '"Inte nu" svarar den som har blivit tillfrågad i stillhet.',
    en: '"Not now" is for those who were asked in quiet.',
  },
  'request.kept-for-others': {
    sv: 'Den är sparad för andra grupper ett tag till. Finns den kvar dagen före får ni ta den.',
    en: 'It is kept for other groups a little longer. If it is still open the day before, you may take it.',
  },
  'offer.helper-lacks': {
    sv: 'Den som erbjöd sig har inte längre det som krävs här. Välj någon annan.',
    en: 'Whoever offered no longer has what is required here. Choose somebody else.',
  },
  'offer.nobody-comes': {
    sv: 'Alla stannar hemma. Då finns det ingen som kan hjälpa till i dag.',
    en: 'Everybody stays at home. Then nobody can help today.',
  },
  // On behalf: clients, consents, takeover
  'mandate.caller-not-proven': {
    sv: 'Den som ringer har inte visat vem det är, eller så är samtalet för länge sedan. Fråga igen.',
    en: 'The caller has not shown who they are, or the call was too long ago. Ask again.',
  },
  'request.caller-unproven': {
    sv: 'Gruppens ledare vill att den som ringer visar vem det är. Fråga i personens BankID, eller välj en annan grupp.',
    en: 'The leaders of the group want callers to show who they are. Ask in the person’s own e-ID, or choose another group.',
  },
  'request.no-texts-here': {
    sv: 'Här går det inte att skicka sms. Ring tillbaka eller skicka brev.',
    en: 'Text messages cannot be sent from here. Ring back, or send a letter.',
  },
  'request.text-to-where': {
    sv: 'Skriv ett telefonnummer som sms:et ska gå till.',
    en: 'Write the telephone number the text message is to go to.',
  },
  'caller.yourself': {
    sv: 'Du kan inte ta emot ett samtal från dig själv.',
    en: 'You cannot take a call from yourself.',
  },
  'caller.too-many': {
    sv: 'Den här personen har fått frågan flera gånger nyss. Vänta tio minuter.',
    en: 'This person has been asked several times just now. Wait ten minutes.',
  },
  'mandate.nobody-named': { sv: 'Välj vem det gäller.', en: 'Choose whom it is for.' },
  'mandate.no-consent': {
    sv: 'Det finns inget samtycke. Fråga personen, och anteckna vad hen svarar.',
    en: 'There is no consent. Ask the person, and note what they answer.',
  },
  'mandate.not-signed': {
    sv: 'Samtycket är inte signerat än. Personen behöver logga in med sin kod.',
    en: 'The consent is not signed yet. The person needs to sign in with their code.',
  },
  'mandate.expired': {
    sv: 'Samtycket har gått ut. Fråga personen igen.',
    en: 'The consent has run out. Ask the person again.',
  },
  'mandate.withdrawn': {
    sv: 'Personen har tagit tillbaka sitt samtycke.',
    en: 'The person has withdrawn their consent.',
  },
  'mandate.other-kind': {
    sv: 'Samtycket gäller inte den här sortens hjälp.',
    en: 'The consent does not cover this kind of help.',
  },
  'mandate.other-act': {
    sv: 'Samtycket gäller inte det här: att be om hjälp och att tacka ja är två olika saker.',
    en: 'The consent does not cover this: asking for help and saying yes are two different things.',
  },
  'mandate.words-missing': { sv: 'Skriv vad personen sa.', en: 'Write what the person said.' },
  'mandate.document-missing': {
    sv: 'Skriv fullmaktens nummer eller datum.',
    en: 'Write the number or the date of the mandate.',
  },
  'mandate.end-date': {
    sv: 'Slutdatumet ska ligga framåt i tiden, högst två år.',
    en: 'The last day has to lie ahead, at most two years.',
  },
  'mandate.code-used': { sv: 'Koden är redan använd.', en: 'The code has already been used.' },
  'mandate.code-expired': {
    sv: 'Koden har gått ut. Be om en ny.',
    en: 'The code has run out. Ask for a new one.',
  },
  'mandate.sign-in-anew': {
    sv: 'Logga in igen för att bekräfta: inloggningen är din underskrift.',
    en: 'Sign in again to confirm: the sign-in is your signature.',
  },
  'mandate.not-as-staff': {
    sv: 'Koden är till för personen själv. Logga in som privatperson.',
    en: 'The code is for the person themself. Sign in as a private person.',
  },
  'mandate.other-person': {
    sv: 'Koden hör till någon annan. Prata med den som gav dig den.',
    en: 'The code belongs to somebody else. Talk to whoever gave it to you.',
  },
  'mandate.taken-over': { sv: 'Personen har redan tagit över.', en: 'The person has already taken over.' },
  'mandate.not-taken-over': { sv: 'Ingen har tagit över.', en: 'Nobody has taken over.' },
  'mandate.undo-too-late': {
    sv: 'Det går inte att ångra längre.',
    en: 'It is too late to undo it.',
  },
  'mandate.takeover-used': {
    sv: 'Personen har redan gjort något med det. Det går inte att ångra.',
    en: 'The person has already done something with it. It cannot be undone.',
  },
  'offer.own-request': { sv: 'Det är din egen förfrågan.', en: 'This is your own request.' },
  'offer.exists': { sv: 'Du har redan sagt att du kan.', en: 'You have already said that you can.' },
  'offer.not-waiting': {
    sv: 'Erbjudandet är redan besvarat eller återtaget.',
    en: 'The offer has already been answered or taken back.',
  },
  'agreement.wrong-state': {
    sv: 'Det går inte i det läge överenskommelsen är nu.',
    en: 'That is not possible in the state the agreement is in.',
  },
  'agreement.other-side-confirms': {
    sv: 'Det är den andra sidan som bekräftar.',
    en: 'It is for the other side to confirm.',
  },
  'agreement.without-time': {
    sv: 'Ingen tid är bestämd än. Kom överens om den i samtalet.',
    en: 'No time has been set yet. Agree on it in the conversation.',
  },
  'agreement.thread-closed': {
    sv: 'Samtalet är stängt. Det stänger en vecka efter att ni är klara.',
    en: 'The conversation is closed. It closes a week after you are done.',
  },
  // Order and safety
  'flag.unknown-guideline': { sv: 'Den riktlinjen finns inte längre.', en: 'That guideline no longer exists.' },
  'flag.own': { sv: 'Det har du skrivit själv.', en: 'You wrote this yourself.' },
  'flag.exists': { sv: 'Du har redan anmält det här.', en: 'You have already flagged this.' },
  'moderation.decided': { sv: 'Det är redan avgjort.', en: 'It has already been decided.' },
  'moderation.not-decided': { sv: 'Det finns inget beslut att ångra.', en: 'There is no decision to undo.' },
  'moderation.time-is-over': {
    sv: 'Tiden för att ångra eller överklaga är över.',
    en: 'The time to undo or appeal is over.',
  },
  'moderation.appealed-already': { sv: 'Beslutet är redan överklagat.', en: 'The decision has already been appealed.' },
  'moderation.another-decides': {
    sv: 'Du fattade det första beslutet. Någon annan svarar på överklagandet.',
    en: 'You made the first decision. Somebody else answers the appeal.',
  },
  'block.organisation': {
    sv: 'Det går bara att blockera en person, inte en organisation.',
    en: 'Only a person can be blocked, not an organisation.',
  },
  'block.works-here': {
    sv: 'Personen har en uppgift här och kan inte blockeras. Rapportera en händelse i stället.',
    en: 'The person has a task here and cannot be blocked. Report an incident instead.',
  },
  'block.which': { sv: 'Ni är flera. Välj vem det gäller.', en: 'There are several of you. Choose who it is about.' },
  'incident.in-the-future': { sv: 'Det har inte hänt än.', en: 'That has not happened yet.' },
  'incident.closed': { sv: 'Händelsen är avslutad.', en: 'The incident is closed.' },
  'follow-up.not-done': { sv: 'Ni är inte klara än.', en: 'You are not done yet.' },
  'follow-up.answered': { sv: 'Du har redan svarat. Tack!', en: 'You have already answered. Thank you!' },
  // Again, with the same helper
  'series.not-between-two': {
    sv: 'Det här går bara mellan en som får hjälp och en som hjälper.',
    en: 'This is only between one who is helped and one who helps.',
  },
  'series.not-confirmed': {
    sv: 'Bekräfta först att det är klart.',
    en: 'First confirm that it is done.',
  },
  'series.not-mutual': {
    sv: 'Ni har inte båda sagt att ni vill göra det igen.',
    en: 'You have not both said that you want to do it again.',
  },
  'series.exists': {
    sv: 'Ni har redan kommit överens om fler gånger, eller så väntar ett förslag.',
    en: 'You have already agreed on more times, or a suggestion is waiting.',
  },
  'series.begins-in-the-past': {
    sv: 'Den första gången har redan varit. Välj en senare dag.',
    en: 'The first time is already over. Choose a later day.',
  },
  'series.too-far': {
    sv: 'Längre än ett år fram går inte. Välj en tidigare dag.',
    en: 'No further than a year ahead. Choose an earlier day.',
  },
  'series.too-few': {
    sv: 'Det blir bara en gång. Välj en senare sista dag.',
    en: 'That is only one time. Choose a later last day.',
  },
  'series.wrong-state': {
    sv: 'Det går inte som det är nu.',
    en: 'That is not possible as it is now.',
  },
  'series.occasion-settled': {
    sv: 'Den gången är redan avgjord.',
    en: 'That time has already been settled.',
  },
  // Shopping and fetching
  'delivery.card-number': {
    sv: 'Det ser ut som ett kortnummer. Skriv aldrig kortnummer här, och lämna aldrig ut ditt kort.',
    en: 'This looks like a card number. Never write card numbers here, and never give your card away.',
  },
  'delivery.other-kind': {
    sv: 'Det här är ingen förfrågan om att handla eller hämta.',
    en: 'This is not a request to shop or fetch.',
  },
  'delivery.helper-tells': {
    sv: 'Det är den som hjälper som skriver vad det kostade.',
    en: 'It is for the helper to tell what it cost.',
  },
  'purchase-photo.not-a-picture': {
    sv: 'Filen är ingen bild, eller så är den trasig. Ta ett nytt foto.',
    en: 'The file is not a picture, or it is broken. Take another photo.',
  },
  'purchase-photo.wrong-kind': {
    sv: 'Den sortens bild tar vi inte emot. Välj ett foto i JPEG, PNG eller WebP.',
    en: 'We do not take that kind of picture. Choose a photo in JPEG, PNG or WebP.',
  },
  'purchase-photo.too-large': {
    sv: 'Fotot är för stort. Det får vara högst 12 MB.',
    en: 'The photo is too large. It may be at most 12 MB.',
  },
  'purchase-photo.too-many-pixels': {
    sv: 'Fotot är för stort. Det får vara högst 9000 bildpunkter på varje ledd.',
    en: 'The photo is too large. It may be at most 9000 pixels each way.',
  },
} as const satisfies Record<string, ErrorTitle>;

export type ErrorCode = keyof typeof errorCodes;

/** The default title of a code in Swedish, or in English when that is what the reader asks for. */
export function errorTitle(code: string, acceptLanguage = 'sv'): string {
  const title = errorCodes[code as ErrorCode] as ErrorTitle | undefined;
  return (title ?? errorCodes.internal)[/^en\b/i.test(acceptLanguage) ? 'en' : 'sv'];
}
