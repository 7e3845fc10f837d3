// SPDX-License-Identifier: EUPL-1.2
import type { Chance } from './chance.ts';

const words = (text: string) => text.trim().split(/\s+/);

const swedish = {
  given: words(`
    Agneta Ahmed Albin Alexandra Ali Alma Amina Anders Andreas Anette Anita Anneli Annika Arvid Axel Barbro Bengt Berit
    Birgitta Björn Bo Britt Camilla Carina Carl Cecilia Charlotte Christer Dagmar Daniel Ebba Edvin Elias Elisabet Ella
    Elsa Emil Emma Erik Eva Fatima Felicia Filip Folke Fredrik Frida Gerd Greta Gustav Gun Göran Hanna Hassan Helena
    Henrik Hugo Håkan Ida Inga Inger Isabelle Ivar Jan Jasmin Jenny Jessica Johan Johanna John Josef Julia Kajsa Karin
    Karl Kerstin Khadija Klara Kristina Kurt Lars Layla Leif Lena Leyla Linnea Linus Louise Lovisa Lukas Magnus Maja Malin
    Margareta Marianne Markus Martin Mats Mehmet Mikael Mira Mohammed Moa Monika Nadia Natalia Nora Olivia Olle Oskar Otto
    Patrik Per Pernilla Petra Ragnhild Ravi Rebecka Rickard Robin Rolf Rosa Rut Sara Selma Signe Simon Siv Sofia Solveig
    Sonja Stefan Stig Sture Susanne Sven Tage Theo Therese Thomas Tilda Torsten Tuva Ulf Ulla Ulrika Vera Viktor Viveka
    Wilma Yusuf Yvonne Zahra Åke Åsa Örjan`),
  family: words(`
    Abdi Ahlgren Ahmadi Alm Andersson Arvidsson Axelsson Bengtsson Berg Berggren Björk Blom Boström Brandt Carlsson Dahl
    Danielsson Edström Ek Eklund Ekman Eliasson Engström Eriksson Falk Fors Forsberg Fransson Fredriksson Gunnarsson
    Gustafsson Hansson Hedlund Hellström Henriksson Hermansson Holm Holmberg Hussein Håkansson Isaksson Ivarsson Jakobsson
    Jansson Johansson Jonsson Jönsson Karlsson Khalil Kovač Kowalska Larsson Lind Lindberg Lindell Lindholm Lindström Ljung
    Lund Lundberg Lundgren Löfgren Magnusson Malm Mattsson Mohammadi Mårtensson Nguyen Nilsson Nordin Norén Nyberg Nyman
    Olofsson Omar Palm Pettersson Petersson Pålsson Rosén Rahimi Sahlin Samuelsson Sjöberg Sjögren Skoglund Ström Sundberg
    Svensson Söderberg Wallin Westerlund Viklund Åberg Åström Öberg Öhman`),
};

const norwegian = {
  given: words(`
    Anne Arne Aud Bente Bjørn Dag Eirik Elin Einar Frode Gro Grete Gunn Guri Hanne Harald Heidi Håvard Inger Ivar Jorunn
    Kjell Kjersti Knut Lars Leif Liv Magne Marit Mona Nina Odd Oddvar Petter Randi Roar Rune Sigrid Siri Solveig Steinar
    Svein Terje Tone Torill Trond Turid Unni Vegard Vigdis Åse Øyvind Amal Dawit Yonas Selam Farid Olena Maksym`),
  family: words(`
    Aasen Bakken Berg Bjørnstad Bakke Dahl Eide Eggen Fossum Gimse Granmo Grøtan Hagen Halvorsen Haugan Hansen Heggvold
    Hofstad Jensen Johnsen Kvam Lian Løvset Moen Myhre Nilsen Nordvik Opdal Ree Rostad Sandvik Skjervold Solberg Storvold
    Sørgård Tesfay Ulstad Valdal Vang Volden Wahid Øien Ødegård Kovalenko`),
};

/** Invented people's names: none twice, and none of those given. */
export function inventNames(
  chance: Chance,
  count: number,
  taken: Iterable<string> = [],
  from: 'swedish' | 'norwegian' = 'swedish',
): string[] {
  const { given, family } = from === 'swedish' ? swedish : norwegian;
  const used = new Set(taken);
  const names: string[] = [];
  while (names.length < count) {
    const name = `${chance.one(given)} ${chance.one(family)}`;
    if (used.has(name)) continue;
    used.add(name);
    names.push(name);
  }
  return names;
}
