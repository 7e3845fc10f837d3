// SPDX-License-Identifier: EUPL-1.2
/** 256 plain Swedish words, no two of them one letter apart: byte n is the word at n. */
export const wordList: readonly string[] = (
  'alm anka ansikte apa april ask axel backe bagare bageri balkong banan barn bastu berg bil björk ' +
  'blad blomma blus blåbär bok boll bord borste brev bro broder brunn brödkniv buske buss byrå bäck ' +
  'bälte bärnsten båt cirkus cykel dag dans diamant dike diskbänk docka dotter dragspel drake droppe ' +
  'duk duva dörr ekorre eld elefant enbär fabrik familj fasan fest ficklampa film finger fiol fisk ' +
  'fjäder fjäll fjäril flagga flaska flod fluga flygplan flöjt frukost frö fågel fåtölj fönster ' +
  'förälder gaffel gata geting giraff gitarr glas golv gran granne gris gryta guld gurka gäst gård gås ' +
  'hage hall halsduk hammare hand handske hatt hav helg hem hink hjul hjälm hjärta honung horn hotell ' +
  'hus hylla hål höst igelkott jacka järn kaffe kaka kam kanal kanin karta kavaj keps kikare kista ' +
  'kjol klocka klänning klöver knapp knappnål kniv kompass kopp korg krans krita krona kruka kudde ' +
  'kulle kust kvast kylskåp kyrka källa kök lamm lampa lax leksak lilja lind linjal ljus luft lunch ' +
  'lykta lärka löv maj mantel matta mixer mjölk moln morot motor museum mynt myra måne mössa nyckel ' +
  'näbb näsa nöt orm ost panna papper paraply park piano plommon pojke potatis regn ryggsäck räv rönn ' +
  'sadel saft sandal segel sill sjal sjö skata sked skepp skjorta skog skola smör sol sommar spade ' +
  'spis stad stekpanna sten stig stork strand strumpa strykjärn ström stövel svamp svan symaskin säng ' +
  'tak tallrik tavla tidning tiger toffel trappa tratt trumma tråd tröja tunnel tupp tält tåg tårta ' +
  'uggla vagn vante vas vatten vinter väg vävstol ägg äpple åker öra'
).split(' ');
