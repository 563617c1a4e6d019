/** Genders: `f` or `m`, the only two that Meta has; all else is left out. */
import { letters } from './text.js'

const words: Readonly<Record<'f' | 'm', string>> = {
  f: `f female females woman women girl lady she her mrs ms miss madam mme mlle
    w weiblich frau fraulein fräulein feminin féminin féminine femme femenino femenina feminino feminina mujer mulher
    femmina femminile donna signora señora senora vrouw vrouwelijk kvinna kvinne kvinde kvinnlig nainen
    kobieta kobieto żena zena žena женский женщина ж kadın kadin γυναίκα 女 女性 여 여성 여자 أنثى`,
  m: `m male males man men boy gentleman guy he him mr sir mister
    männlich maennlich mannlich mann herr masculin masculino masculina homme monsieur hombre homem
    maschio maschile uomo signor signore señor senor mannelijk manlig mand mies
    mężczyzna mezczyzna muž muz мужской мужчина м erkek άνδρας 男 男性 남 남성 남자 ذكر`,
}

const known = new Map(
  Object.entries(words).flatMap(([gender, all]) => all.split(/\s+/).map((word) => [word, gender] as const)),
)

/** Of a word in one of the larger languages of Europe and East Asia, or its first letter in English or German. */
export function genderForm(text: string): string | undefined {
  return known.get(text) ?? known.get(letters(text) ?? '')
}
