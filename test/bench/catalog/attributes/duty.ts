/** Seeded attributes that laws and platforms ask for, and the labels of campaigns. */
import type { Random } from '../random.js'
import type { AttributesOf, Seat } from './seat.js'

type Duty = AttributesOf<
  | 'certifications'
  | 'energyClass'
  | 'minEnergyClass'
  | 'maxEnergyClass'
  | 'originCountry'
  | 'importerName'
  | 'importerAddress'
  | 'manufacturerInfo'
  | 'complianceCategory'
  | 'customLabels'
  | 'customNumbers'
  | 'internalLabels'
  | 'adsLabels'
  | 'adsGrouping'
  | 'promotionIds'
  | 'includedDestinations'
  | 'excludedDestinations'
  | 'excludedAdsCountries'
  | 'disabledCapabilities'
>

export function dutyOf(random: Random, { index }: Seat): Duty {
  return {
    certifications: [{ authority: 'EC', name: 'EPREL', code: String(random.whole(100_000, 100_200)) }],
    energyClass: random.pick(['A', 'B', 'C']),
    minEnergyClass: 'A',
    maxEnergyClass: 'G',
    originCountry: random.pick(['DE', 'PT', 'IN']),
    importerName: random.pick(['Harbour Import GmbH', 'Two Rivers Trading']),
    importerAddress: random.pick(['Kaistr. 4, 20457 Hamburg', 'Rua Nova 12, 4000-001 Porto']),
    manufacturerInfo: `Works ${random.whole(1, 30)}, Industriestr. ${random.whole(1, 30)}, 99084 Erfurt`,
    complianceCategory: 'DEFAULT',
    customLabels: [
      random.pick(['spring', 'summer', 'autumn', 'winter']),
      random.pick(['high margin', 'low margin']),
      `shelf ${random.whole(1, 300)}`,
      random.pick(['new in', 'classic', 'last chance']),
      `buyer ${random.whole(1, 12)}`,
    ],
    customNumbers: [
      String(random.whole(0, 100)),
      String(random.whole(0, 5)),
      String(index),
      String(random.whole(2_000, 2_026)),
      '0',
    ],
    internalLabels: [`rack-${random.whole(1, 200)}`, 'checked'],
    adsLabels: [random.pick(['push', 'keep'])],
    adsGrouping: random.pick(['core', 'edge']),
    promotionIds: [random.pick(['SPRING10', 'CLUB5'])],
    includedDestinations: ['Shopping_ads'],
    excludedDestinations: ['Display_ads'],
    excludedAdsCountries: ['CH'],
    disabledCapabilities: [random.pick(['marketplace', 'whatsapp'])],
  }
}
